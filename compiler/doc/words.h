/*
 * A metric's formula as a sentence, and the names it is made from. "of the rows where `answered`,
 * the part where `wait <= 20s`" says what `share of wait <= 20s among answered` counts to whoever
 * has never seen a formula.
 */
#ifndef DOC_WORDS_H
#define DOC_WORDS_H

#include "doc/doc.h"

/* Empty where the formula as written is the best there is. */
struct jb_text jy_doc_formula(const struct jy_doc *doc, const struct jy_metric *metric);
/* Columns and lets of its source that the formula names, each once, in order. */
struct jy_texts jy_doc_needs(const struct jy_doc *doc, const struct jy_metric *metric);
/* "ratio", "mean", "net score". */
const char *jy_doc_kind(const struct jy_metric *metric);
/* "a share", "an amount in EUR". */
struct jb_text jy_doc_unit_phrase(const struct jy_doc *doc, const struct jy_metric *metric);

#endif
