/*
 * The comments of a file as its words for readers: what stands at its head, above a declaration,
 * behind a line, and the rules of dashes that part it into sections.
 */
#ifndef DOC_REMARKS_H
#define DOC_REMARKS_H

#include "doc/doc.h"

/* The comment at the head of the unit, its lines joined; empty where there is none. */
struct jb_text jy_remark_head(const struct jy_doc *doc, const struct jy_unit *unit);
/* The comment in the lines right above a declaration, joined. */
struct jb_text jy_remark_above(const struct jy_doc *doc, const struct jy_node *node);
/* The comment at the end of the line that a statement ends in. */
struct jb_text jy_remark_behind(const struct jy_doc *doc, const struct jy_node *node);
/* The last rule of dashes before a declaration, `# ---- who gave up ----`: "who gave up". */
struct jb_text jy_remark_section(const struct jy_doc *doc, const struct jy_node *node);
/* The unit that a node lies in; NULL for a module behind the units told of. */
const struct jy_unit *jy_doc_unit(const struct jy_doc *doc, const struct jy_node *node);
/* Whether a thing is declared in one of the units told of. */
bool jy_doc_tells(const struct jy_doc *doc, const struct jy_decl *decl);
/* The bytes of a node on one line. */
struct jb_text jy_doc_written(const struct jy_doc *doc, const struct jy_node *node);

#endif
