/*
 * The last line of a report for people: the command that explains what was found, such as
 * "`journey explain J0301 J0312` says what they mean and how to mend them".
 */
#ifndef SOURCE_EXPLAINED_H
#define SOURCE_EXPLAINED_H

#include "base/buf.h"
#include "source/findings.h"

/* Adds the line for the `count` findings that were shown; nothing for none. */
void jy_explained_add(struct jb_buf *out, const struct jy_finding *const *shown, size_t count);

#endif
