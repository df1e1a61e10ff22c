/*
 * What is handed in by name and label (charges, accounts of earlier runs), as a list by agreement
 * and period. What fits no agreement or period is a finding: a mistyped label must not cost
 * anybody money silently.
 */
#include <stdlib.h>

#include "base/map.h"
#include "settle/settle.h"

static int by_period(const void *left, const void *right)
{
	const struct jrt_dated *a = left, *b = right;

	if (a->agreement != b->agreement)
		return a->agreement < b->agreement ? -1 : 1;
	if (a->period != b->period)
		return a->period < b->period ? -1 : 1;
	return (a->index > b->index) - (a->index < b->index);
}

static void refuse(struct jrt_settling *settling, const char *what, struct jb_text agreement,
		   struct jb_text period, const char *why)
{
	struct jrt_finding *finding =
		jrt_settle_finding(settling, JRT_ERROR, "R0601", (struct jrt_place){0});

	finding->message = jb_text_printf(settling->arena, "%s of %.*s for %.*s: %s", what,
					  JB_ARG(agreement), JB_ARG(period), why);
}

static bool parse(const struct jrt_settling *settling, uint32_t rule, struct jb_text label,
		  int64_t *period)
{
	return rule < settling->plan->periods_count &&
	       jrt_period_parse_label(&settling->periods[rule], label, period);
}

/* Charges are given by the periods of the charges, or of the agreement. */
static bool period_of(const struct jrt_settling *settling, const struct jrt_agreement *agreement,
		      bool charges, struct jb_text label, int64_t *period)
{
	uint32_t rule = agreement->periods;

	if (charges && agreement->terms_count > 0 &&
	    parse(settling, agreement->terms[0].charges.periods, label, period))
		return true;
	if (rule == JRT_NONE && agreement->guarantee_count > 0)
		rule = agreement->guarantee[0].periods;
	return parse(settling, rule, label, period);
}

static void place(struct jrt_settling *settling, const struct jb_map *names, bool charges,
		  size_t index, struct jrt_dated_list *out)
{
	const struct jrt_settle_input *input = settling->input;
	struct jb_text name =
		charges ? input->charge[index].agreement : input->recorded[index].agreement;
	struct jb_text label =
		charges ? input->charge[index].period : input->recorded[index].period;
	const char *what = charges ? "charges" : "the recorded account";
	const uint64_t *number = jb_map_get(names, name);
	struct jrt_dated *dated = &out->at[out->count];

	if (number == NULL) {
		refuse(settling, what, name, label, "there is no such agreement");
		return;
	}
	if (!period_of(settling, &settling->plan->agreement[*number], charges, label,
		       &dated->period)) {
		refuse(settling, what, name, label, "this is no period of it");
		return;
	}
	dated->agreement = (uint32_t)*number;
	dated->index = index;
	out->count++;
}

static void sort(struct jrt_settling *settling, const struct jb_map *names, bool charges,
		 size_t count, struct jrt_dated_list *out)
{
	out->at = JB_NEW_ARRAY(settling->arena, struct jrt_dated, count);
	for (size_t i = 0; i < count; i++)
		place(settling, names, charges, i, out);
	if (out->count > 1)
		qsort(out->at, out->count, sizeof *out->at, by_period);
}

void jrt_dated_sort(struct jrt_settling *settling)
{
	const struct jrt_plan *plan = settling->plan;
	struct jb_map names;

	jb_map_init(&names, settling->arena);
	for (size_t i = 0; i < plan->agreement_count; i++)
		*jb_map_put(&names, plan->agreement[i].name, NULL) = i;
	sort(settling, &names, true, settling->input->charge_count, &settling->given);
	sort(settling, &names, false, settling->input->recorded_count, &settling->recorded);
}

/* How many entries come before the period. */
static size_t before(const struct jrt_dated_list *list, uint32_t agreement, int64_t period)
{
	const struct jrt_dated key = {.agreement = agreement, .period = period};
	size_t low = 0, high = list->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (by_period(&list->at[middle], &key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

size_t jrt_dated_find(const struct jrt_dated_list *list, uint32_t agreement, int64_t period)
{
	size_t at = before(list, agreement, period);

	if (at >= list->count || list->at[at].agreement != agreement ||
	    list->at[at].period != period)
		return SIZE_MAX;
	return list->at[at].index;
}

struct jrt_dated_list jrt_dated_of(const struct jrt_dated_list *list, uint32_t agreement)
{
	size_t from = before(list, agreement, INT64_MIN), to = from;

	while (to < list->count && list->at[to].agreement == agreement)
		to++;
	return (struct jrt_dated_list){to > from ? list->at + from : NULL, to - from};
}
