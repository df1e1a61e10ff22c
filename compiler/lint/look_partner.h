/*
 * Who serves customers for a brand: questions about partners that several rules ask, gathered from
 * the deliveries once. A partner that delivers nothing, or only in house, is none of these.
 */
#ifndef LINT_LOOK_PARTNER_H
#define LINT_LOOK_PARTNER_H

#include "lint/linter.h"

/* All outsourcers; gathered once. */
struct jy_services jy_services(struct jy_linter *linter);

/* Whether a partner delivers here, and not in house. */
bool jy_delivers_outside(const struct jy_delivery *delivery);

/* "a ramp", "a ramp and targets", "a ramp, heads and targets" */
struct jb_text jy_listed(struct jy_linter *linter, const struct jb_text *word, size_t count);

#endif
