/*
 * Pages for readers: on a terminal and for programs.
 */
#ifndef EXPLAIN_SHOW_H
#define EXPLAIN_SHOW_H

#include "base/buf.h"
#include "explain/explain.h"

/* Columns of a terminal that prose is filled to. Samples keep their lines. */
#define JY_EXPLAIN_WIDTH ((size_t)80)

/* The page with its prose filled, its samples indented and the marks of Markdown taken away. With
 * `colour` headings are bold. */
void jy_explain_show(struct jb_buf *out, const struct jy_page *page, bool colour);
/* One object: {"id": …, "family": …, "title": …, "what": …, … "source": …}, without a line's
 * end. */
void jy_explain_json(struct jb_buf *out, const struct jy_page *page);
/* Every id with its title, under a line for each family; of one family where `family` names it
 * ("scale", "J03xx"), of all where it is empty. False: there is no such family. */
bool jy_explain_list(struct jb_buf *out, struct jb_text family, bool colour);

#endif
