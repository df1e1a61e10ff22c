/*
 * Hand-offs: where a customer's matter passes from one who delivers to another.
 */
#ifndef LINT_GIVING_OVER_H
#define LINT_GIVING_OVER_H

#include "lint/linter.h"

/* Whether nobody who delivers the one also delivers the other: other brands, partners or teams. A
 * partner named as a whole may be any of its teams. False where nobody is known to deliver one of
 * the two, or where one has more deliveries than are compared. */
bool jy_hands_off(const struct jy_touchpoint *from, const struct jy_touchpoint *to);

/* "acme.core": the first who delivers; empty where nobody does. */
struct jb_text jy_deliverer(struct jy_linter *linter, const struct jy_touchpoint *touchpoint);

#endif
