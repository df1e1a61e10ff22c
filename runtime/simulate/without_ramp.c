/*
 * A plan whose agreements owe credits from the first day on. Copies what it changes.
 */
#include <string.h>

#include "base/arena.h"
#include "simulate/simulate.h"

static const struct jrt_guarantee_terms *guarantee_terms(const struct jrt_guarantee *guarantee,
							 struct jb_arena *arena)
{
	struct jrt_guarantee_terms *terms =
		JB_NEW_ARRAY(arena, struct jrt_guarantee_terms, guarantee->terms_count);

	for (size_t i = 0; i < guarantee->terms_count; i++) {
		terms[i] = guarantee->terms[i];
		terms[i].no_credits_before = INT32_MIN;
	}
	return terms;
}

static const struct jrt_guarantee *guarantees(const struct jrt_agreement *agreement,
					      struct jb_arena *arena)
{
	struct jrt_guarantee *list =
		JB_NEW_ARRAY(arena, struct jrt_guarantee, agreement->guarantee_count);

	for (size_t i = 0; i < agreement->guarantee_count; i++) {
		list[i] = agreement->guarantee[i];
		list[i].terms = guarantee_terms(&agreement->guarantee[i], arena);
	}
	return list;
}

static const struct jrt_agreement_terms *agreement_terms(const struct jrt_agreement *agreement,
							 struct jb_arena *arena)
{
	struct jrt_agreement_terms *terms =
		JB_NEW_ARRAY(arena, struct jrt_agreement_terms, agreement->terms_count);

	for (size_t i = 0; i < agreement->terms_count; i++) {
		terms[i] = agreement->terms[i];
		terms[i].no_credits_before = INT32_MIN;
	}
	return terms;
}

const struct jrt_plan *jrt_simulate_without_ramp(const struct jrt_plan *plan,
						 struct jb_arena *arena)
{
	struct jrt_plan *copy = JB_NEW(arena, struct jrt_plan);
	struct jrt_agreement *list =
		JB_NEW_ARRAY(arena, struct jrt_agreement, plan->agreement_count);

	*copy = *plan;
	for (size_t i = 0; i < plan->agreement_count; i++) {
		list[i] = plan->agreement[i];
		list[i].guarantee = guarantees(&plan->agreement[i], arena);
		list[i].terms = agreement_terms(&plan->agreement[i], arena);
	}
	copy->agreement = list;
	return copy;
}
