/*
 * The reference of a module or a file: what it declares, for people and for programs. Metrics come
 * with their formula as written and in words, with what they need of their source and what they
 * rest on; sources with their columns; frameworks with their questions. What is said of a thing
 * beyond that is taken from the comments at it. Nothing here checks anything: the model is complete
 * or nearly so.
 */
#ifndef DOC_DOC_H
#define DOC_DOC_H

#include "model/model.h"

struct jy_doc {
	struct jb_arena *arena;
	const struct jy_model *model;
	const struct jy_diags *diags; /* knows the files */
	const struct jy_unit *unit;   /* what is told of: all that is no module behind them */
	size_t unit_count;
	struct jb_text name; /* "library.survey", or the file's name */
};

/* Pages: headings, lists and code marks, no tables, so that a terminal shows them well. */
void jy_doc_markdown(struct jb_buf *out, const struct jy_doc *doc);
/* One object and a line end. */
void jy_doc_json(struct jb_buf *out, const struct jy_doc *doc);

/* The first sentence of the comment at a text's head: what a module is about. Empty where there is
 * none. */
struct jb_text jy_doc_about(struct jb_arena *arena, struct jb_text text);

#endif
