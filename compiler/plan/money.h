/*
 * Lowering what money is taken of: sums at risk, charges, fees, incidents. Read in this order:
 * agreements.c (the agreement as a whole), money.c.
 */
#ifndef PLAN_MONEY_H
#define PLAN_MONEY_H

#include "plan/lowering.h"

struct jrt_at_risk jy_lowering_at_risk(struct jy_lowering *lowering, const struct jy_at_risk *from);
const struct jrt_payment *jy_lowering_payments(struct jy_lowering *lowering,
					       const struct jy_payment *from, size_t count);
struct jrt_agreement_terms jy_lowering_terms(struct jy_lowering *lowering,
					     const struct jy_agreement *agreement,
					     const struct jy_agreement_terms *from);
/* The meter that tells the incidents behind a guarantee apart; JRT_NONE where no version asks for
 * it, or the rows of the figure do not say which incident they belong to (reported). */
uint32_t jy_lowering_incidents(struct jy_lowering *lowering, const struct jy_agreement *agreement,
			       const struct jy_guarantee *guarantee,
			       const struct jrt_guarantee *out);

#endif
