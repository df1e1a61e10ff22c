/*
 * The last line of a report for people: the command that explains what was found, such as
 * "`journey explain J0301 J0312` says what they mean and how to mend them".
 */
#ifndef SOURCE_EXPLAINED_H
#define SOURCE_EXPLAINED_H

#include "base/buf.h"
#include "journey/diag.h"

/* Adds the line for the `count` records that `order` names; nothing for none. */
void jy_explained_add(struct jb_buf *out, const struct jy_diags *diags, const uint32_t *order,
		      size_t count);

#endif
