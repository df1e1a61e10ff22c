/*
 * Rules about effort: a journey may say how many steps and hand-offs it asks of a customer at most.
 * What counts is the longest way through it that never goes back to an earlier touchpoint: from the
 * last touchpoint to the first, each knows how long the longest way from it is.
 */
#include "lint/giving_over.h"

/* Each variant is gone through by itself; of more than these the first are. */
#define VARIANTS_JUDGED 32
#define NOWHERE SIZE_MAX

/* The longest ways through one journey, in one variant. */
struct ways {
	const struct jy_touchpoint **point; /* all, in order */
	size_t count;
	size_t *first;		/* by stage: index of its first touchpoint */
	struct jb_text variant; /* empty: the journey has none */
	bool of_handoffs;	/* else of steps */
	size_t *length, *onward;
	size_t start; /* of the longest */
};

static void flatten(struct jy_linter *linter, struct ways *ways, const struct jy_journey *journey)
{
	for (size_t s = 0; s < journey->stage_count; s++)
		ways->count += journey->stage[s].touchpoint_count;
	ways->point = JB_NEW_ARRAY(linter->arena, const struct jy_touchpoint *, ways->count);
	ways->first = JB_NEW_ARRAY(linter->arena, size_t, journey->stage_count);
	ways->length = JB_NEW_ARRAY(linter->arena, size_t, ways->count);
	ways->onward = JB_NEW_ARRAY(linter->arena, size_t, ways->count);
	for (size_t s = 0, i = 0; s < journey->stage_count; s++) {
		ways->first[s] = i;
		for (size_t t = 0; t < journey->stage[s].touchpoint_count; t++)
			ways->point[i++] = &journey->stage[s].touchpoint[t];
	}
}

static size_t index_of(const struct ways *ways, const struct jy_touchpoint *touchpoint)
{
	const struct jy_stage *stage = touchpoint->stage;

	return ways->first[stage - stage->journey->stage] +
	       (size_t)(touchpoint - stage->touchpoint);
}

static bool is_in(struct jy_texts only_in, struct jb_text variant)
{
	for (size_t i = 0; i < only_in.count; i++)
		if (jb_text_equal(only_in.at[i], variant))
			return true;
	return only_in.count == 0;
}

static bool is_passed(const struct ways *ways, const struct jy_touchpoint *touchpoint)
{
	return is_in(touchpoint->only_in, ways->variant) &&
	       is_in(touchpoint->stage->only_in, ways->variant);
}

/* The way on from `here` to a later touchpoint, where it is the longest so far. */
static void go_on(struct ways *ways, size_t here, size_t to)
{
	size_t own = ways->of_handoffs ? 0 : 1, length;

	if (to == NOWHERE || to <= here || !is_passed(ways, ways->point[to]))
		return;
	length = ways->length[to] + own;
	if (ways->of_handoffs && jy_hands_off(ways->point[here], ways->point[to]))
		length++;
	if (ways->onward[here] == NOWHERE || length > ways->length[here]) {
		ways->length[here] = length;
		ways->onward[here] = to;
	}
}

static void measure(struct ways *ways)
{
	size_t following = NOWHERE; /* the next that is passed, in order */

	for (size_t i = ways->count; i-- > 0;) {
		const struct jy_touchpoint *point = ways->point[i];
		bool says = false;

		ways->length[i] = ways->of_handoffs ? 0 : 1;
		ways->onward[i] = NOWHERE;
		if (!is_passed(ways, point))
			continue;
		for (size_t k = 0; k < point->next_count; k++) {
			const struct jy_next *next = &point->next[k];

			if (next->variant.size && !jb_text_equal(next->variant, ways->variant))
				continue;
			says = true;
			go_on(ways, i, index_of(ways, next->touchpoint));
		}
		if (!says)
			go_on(ways, i, following);
		following = i;
		if (ways->start == NOWHERE || ways->length[i] >= ways->length[ways->start])
			ways->start = i;
	}
}

/* The touchpoint with which the budget is passed. */
static const struct jy_touchpoint *beyond(const struct ways *ways, size_t budget)
{
	size_t at = ways->start;

	while (ways->onward[at] != NOWHERE && ways->length[ways->onward[at]] > 0 &&
	       ways->length[ways->start] - ways->length[ways->onward[at]] <= budget)
		at = ways->onward[at];
	return ways->onward[at] == NOWHERE ? ways->point[at] : ways->point[ways->onward[at]];
}

static void find_over(struct jy_linter *linter, const struct jy_budget *budget,
		      const struct ways *ways)
{
	size_t length = ways->length[ways->start];
	size_t most = (size_t)(budget->number / JB_FIX_ONE);
	const char *what = ways->of_handoffs ? "hand-off" : "step";
	struct jy_diag *diag;

	diag = jy_find(linter, budget->span,
		       "the longest way through `%.*s` has %zu %s%s, and the budget is %zu",
		       JB_ARG(ways->point[0]->journey->decl.name), length, what,
		       length == 1 ? "" : "s", most);
	if (ways->variant.size)
		jy_note(linter, diag, "it is the way of the variant `%.*s`", JB_ARG(ways->variant));
	jy_label(linter, diag, beyond(ways, most)->decl.span, "%s %zu", what, most + 1);
	jy_help(linter, diag, "take %ss out, or allow more: `budget at most %zu %.*s`", what,
		length, JB_ARG(budget->what));
}

/* The longest of all variants is the one that is told. */
static void judge(struct jy_linter *linter, const struct jy_journey *journey,
		  const struct jy_budget *budget)
{
	struct ways ways = {.of_handoffs = jb_text_is(budget->what, "handoffs")};
	size_t variants = journey->variants.count, longest = 0, longest_at = 0;

	flatten(linter, &ways, journey);
	if (ways.count == 0 || budget->number < 0)
		return;
	if (variants > VARIANTS_JUDGED)
		variants = VARIANTS_JUDGED;
	for (size_t v = 0; v < variants || v == 0; v++) {
		ways.variant = v < variants ? journey->variants.at[v] : JB_TEXT("");
		ways.start = NOWHERE;
		measure(&ways);
		if (ways.start != NOWHERE && ways.length[ways.start] > longest) {
			longest = ways.length[ways.start];
			longest_at = v;
		}
	}
	if (longest <= (size_t)(budget->number / JB_FIX_ONE))
		return;
	ways.variant = variants ? journey->variants.at[longest_at] : JB_TEXT("");
	ways.start = NOWHERE;
	measure(&ways);
	find_over(linter, budget, &ways);
}

JY_RULE(effort_over_budget)
{
	for (size_t i = 0; i < linter->model->journeys.count; i++) {
		const struct jy_journey *journey = linter->model->journeys.at[i];
		bool steps = false, handoffs = false;

		for (size_t k = 0; k < journey->budget_count; k++) {
			const struct jy_budget *budget = &journey->budget[k];
			bool *seen = jb_text_is(budget->what, "handoffs") ? &handoffs : &steps;

			/* A budget that is said twice is judged once, so that the time stays
			 * linear. */
			if (!*seen)
				judge(linter, journey, budget);
			*seen = true;
		}
	}
}
