/*
 * The touchpoints of a journey and the ways between them, as a plan's flow. A touchpoint leads
 * where its `then` says, else to the next in the file. One that `recovers from` others comes after
 * those, and leads back to them and to what comes after them, unless it has a `then` of its own; in
 * the order of the file it is passed over. What others are said of, or only in a variant, is not
 * known from a log, so a touchpoint that is not in all variants may be left out, and a way holds
 * for everybody.
 */
#include "plan/lowering.h"

#include <stdlib.h>

struct ways {
	struct jy_lowering *lowering;
	const struct jy_journey *journey;
	struct jb_map index; /* a touchpoint's address to 1 + its number */
	JB_VEC(const struct jy_touchpoint *) touchpoint;
	JB_VEC(struct jrt_flow_step) step;
	JB_VEC(struct jrt_flow_way) way; /* in the order in which they are found */
	struct jb_map known;		 /* of ways, by their ends: 1 + number */
	/* by step: its first way that is no recovery's; one more */
	size_t *own;
	bool *led_to; /* by step: some way leads to it */
	size_t most;  /* ways; one more is kept, to be reported */
};

static uint32_t number_of(const struct ways *ways, const struct jy_touchpoint *touchpoint)
{
	const uint64_t *at = jb_map_get(&ways->index, JY_ADDRESS(touchpoint));

	return at ? (uint32_t)(*at - 1) : JRT_NONE;
}

/* ---- steps ---- */

static struct jb_text party_of(const struct jy_touchpoint *touchpoint)
{
	const struct jy_delivery *chosen = NULL;

	if (touchpoint->customer_acts)
		return JB_TEXT("customer");
	for (size_t i = 0; i < touchpoint->delivery_count; i++)
		if (!chosen || (chosen->during && !touchpoint->delivery[i].during))
			chosen = &touchpoint->delivery[i];
	if (!chosen)
		return JB_TEXT("");
	return chosen->partner ? chosen->partner->decl.title : chosen->brand->decl.title;
}

static struct jrt_flow_step step_of(const struct jy_touchpoint *touchpoint, uint32_t stage)
{
	bool variant = touchpoint->only_in.count || touchpoint->stage->only_in.count;

	return (struct jrt_flow_step){
		.name = touchpoint->decl.name,
		.title = touchpoint->decl.title,
		.stage = touchpoint->stage->decl.title,
		.stage_number = stage,
		.party = party_of(touchpoint),
		.channel = touchpoint->channels.count ? touchpoint->channels.at[0]->decl.title
						      : JB_TEXT(""),
		.may_repeat = touchpoint->may_repeat,
		.may_be_left_out = touchpoint->may_be_left_out || variant,
		.moment_of_truth = touchpoint->moment_of_truth,
	};
}

static void add_steps(struct ways *ways)
{
	struct jb_arena *arena = ways->lowering->arena;

	for (uint32_t s = 0; s < ways->journey->stage_count; s++)
		for (size_t t = 0; t < ways->journey->stage[s].touchpoint_count; t++) {
			const struct jy_touchpoint *touchpoint =
				&ways->journey->stage[s].touchpoint[t];

			*jb_push(arena, &ways->touchpoint) = touchpoint;
			*jb_push(arena, &ways->step) = step_of(touchpoint, s);
			*jb_map_intern(&ways->index, &JY_ADDRESS(touchpoint), NULL) =
				ways->step.count;
		}
}

static const uint32_t *numbers_of(const struct ways *ways,
				  const struct jy_touchpoint *const *touchpoint, size_t count,
				  size_t *numbers)
{
	uint32_t *out = JB_NEW_ARRAY(ways->lowering->arena, uint32_t, count);

	*numbers = 0;
	for (size_t i = 0; i < count; i++) {
		uint32_t number = number_of(ways, touchpoint[i]);

		if (number != JRT_NONE)
			out[(*numbers)++] = number;
	}
	return out;
}

struct order {
	uint32_t step, with;
};

static int by_steps(const void *a, const void *b)
{
	const struct order *x = a, *y = b;

	if (x->step != y->step)
		return x->step < y->step ? -1 : 1;
	return (x->with > y->with) - (x->with < y->with);
}

struct orders {
	JB_VEC(struct order) list;
};

/* What is said of two steps is true of both. */
static void find_orders(const struct ways *ways, struct orders *orders)
{
	struct jb_arena *arena = ways->lowering->arena;

	for (uint32_t i = 0; i < ways->step.count; i++) {
		const struct jy_touchpoint *touchpoint = ways->touchpoint.at[i];

		for (size_t o = 0; o < touchpoint->any_order.count; o++) {
			uint32_t with = number_of(ways, touchpoint->any_order.at[o]);

			if (with == JRT_NONE)
				continue;
			*jb_push(arena, &orders->list) = (struct order){i, with};
			*jb_push(arena, &orders->list) = (struct order){with, i};
		}
	}
	if (orders->list.count)
		qsort(orders->list.at, orders->list.count, sizeof *orders->list.at, by_steps);
}

static void add_orders(struct ways *ways)
{
	struct orders orders = {0};
	uint32_t *free_with;
	size_t count = 0;

	find_orders(ways, &orders);
	free_with = JB_NEW_ARRAY(ways->lowering->arena, uint32_t, orders.list.count);
	for (size_t i = 0; i < orders.list.count; i++) {
		const struct order *order = &orders.list.at[i];
		struct jrt_flow_step *step = &ways->step.at[order->step];

		if (i && by_steps(order - 1, order) == 0)
			continue; /* both said it */
		if (!step->free_with_count)
			step->free_with = &free_with[count];
		free_with[count++] = order->with;
		step->free_with_count++;
	}
}

static void add_recovered(struct ways *ways)
{
	for (size_t i = 0; i < ways->step.count; i++) {
		const struct jy_touchpoint *touchpoint = ways->touchpoint.at[i];
		struct jrt_flow_step *step = &ways->step.at[i];

		step->recovers = numbers_of(
			ways, (const struct jy_touchpoint *const *)touchpoint->recovers.at,
			touchpoint->recovers.count, &step->recovers_count);
	}
}

/* ---- ways ---- */

static void add_way(struct ways *ways, uint32_t from, uint32_t to, enum jrt_way_kind kind,
		    struct jb_text when)
{
	const uint32_t ends[] = {from, to};
	struct jb_text key = {.at = (const char *)ends, .size = sizeof ends};
	bool fresh;
	uint64_t *at;

	if (to == JRT_NONE || ways->way.count > ways->most)
		return;
	at = jb_map_intern(&ways->known, &key, &fresh);
	if (!fresh) {
		if (when.size && !ways->way.at[*at - 1].when.size)
			ways->way.at[*at - 1].when = when;
		return;
	}
	*jb_push(ways->lowering->arena, &ways->way) =
		(struct jrt_flow_way){.from = from, .to = to, .kind = kind, .when = when};
	*at = ways->way.count;
	ways->led_to[to] = true;
}

static void add_thens(struct ways *ways, uint32_t from)
{
	const struct jy_touchpoint *touchpoint = ways->touchpoint.at[from];

	for (size_t i = 0; i < touchpoint->next_count; i++)
		add_way(ways, from, number_of(ways, touchpoint->next[i].touchpoint), JRT_WAY_THEN,
			touchpoint->next[i].when);
}

/* The next touchpoint in the file that does not only recover. */
static void add_next(struct ways *ways, uint32_t from)
{
	for (uint32_t to = from + 1; to < ways->step.count; to++)
		if (!ways->step.at[to].recovers_count) {
			add_way(ways, from, to, JRT_WAY_ORDER, JB_TEXT(""));
			return;
		}
}

static void add_back(struct ways *ways, uint32_t recovery, uint32_t from)
{
	add_way(ways, recovery, from, JRT_WAY_RECOVERY, JB_TEXT(""));
	for (size_t i = ways->own[from]; i < ways->own[from + 1]; i++)
		add_way(ways, recovery, ways->way.at[i].to, JRT_WAY_RECOVERY, JB_TEXT(""));
}

static void add_recoveries(struct ways *ways)
{
	for (uint32_t i = 0; i < ways->step.count; i++) {
		const struct jrt_flow_step *step = &ways->step.at[i];

		for (size_t k = 0; k < step->recovers_count; k++) {
			add_way(ways, step->recovers[k], i, JRT_WAY_RECOVERY, JB_TEXT(""));
			if (!ways->touchpoint.at[i]->next_count)
				add_back(ways, i, step->recovers[k]);
		}
	}
}

static void add_ways(struct ways *ways)
{
	ways->led_to = JB_NEW_ARRAY(ways->lowering->arena, bool, ways->step.count);
	ways->own = JB_NEW_ARRAY(ways->lowering->arena, size_t, ways->step.count + 1);
	for (uint32_t i = 0; i < ways->step.count; i++) {
		if (ways->touchpoint.at[i]->next_count)
			add_thens(ways, i);
		else if (!ways->step.at[i].recovers_count)
			add_next(ways, i);
		ways->own[i + 1] = ways->way.count;
	}
}

/* ---- start and end ---- */

static void mark_starts(struct ways *ways)
{
	bool first = true;

	for (size_t i = 0; i < ways->step.count; i++) {
		struct jrt_flow_step *step = &ways->step.at[i];
		bool entry =
			step->stage_number == ways->step.at[0].stage_number && !ways->led_to[i];

		if (step->recovers_count)
			continue;
		step->starts = first || entry;
		first = false;
	}
}

/* Before the ways of recoveries are there: where the case may end, it may end too with what
 * recovers from it. Where nothing ends, everything may. */
static void mark_ends(struct ways *ways)
{
	bool any = false;

	for (size_t i = 0; i < ways->step.count; i++)
		ways->step.at[i].ends =
			!ways->step.at[i].recovers_count || ways->touchpoint.at[i]->next_count;
	for (size_t i = 0; i < ways->way.count; i++)
		ways->step.at[ways->way.at[i].from].ends = false;
	for (size_t i = 0; i < ways->step.count; i++) {
		struct jrt_flow_step *step = &ways->step.at[i];

		for (size_t k = 0; k < step->recovers_count; k++)
			if (!ways->touchpoint.at[i]->next_count)
				step->ends |= ways->step.at[step->recovers[k]].ends;
		any |= step->ends;
	}
	for (size_t i = 0; !any && i < ways->step.count; i++)
		ways->step.at[i].ends = true;
}

/* Ascending by `from`, those of one step as they were found. */
static const struct jrt_flow_way *in_order(const struct ways *ways)
{
	struct jrt_flow_way *out =
		JB_NEW_ARRAY(ways->lowering->arena, struct jrt_flow_way, ways->way.count);
	size_t *first = JB_NEW_ARRAY(ways->lowering->arena, size_t, ways->step.count + 1);

	for (size_t i = 0; i < ways->way.count; i++)
		first[ways->way.at[i].from + 1]++;
	for (size_t i = 0; i < ways->step.count; i++)
		first[i + 1] += first[i];
	for (size_t i = 0; i < ways->way.count; i++)
		out[first[ways->way.at[i].from]++] = ways->way.at[i];
	return out;
}

bool jy_lowering_report_large(struct jy_lowering *lowering, const struct jy_journey *journey,
			      const char *what, size_t most, struct jy_span span)
{
	struct jy_diag *diag = jy_diag_error(lowering->diags, JY_D_FLOW_LARGE, span,
					     "`%.*s` has more than %zu %s, too many for a flow",
					     JB_ARG(journey->decl.name), most, what);

	if (span.file != journey->decl.span.file || span.begin != journey->decl.span.begin)
		jy_diag_label(lowering->diags, diag, journey->decl.span, "declared here");
	jy_diag_help(lowering->diags, diag,
		     "compare a smaller journey, one of its parts written by itself");
	return false;
}

bool jy_lowering_ways(struct jy_lowering *lowering, const struct jy_journey *journey,
		      struct jrt_flow *flow, size_t most, struct jy_span span)
{
	struct ways ways = {.lowering = lowering, .journey = journey, .most = most};

	jb_map_init(&ways.index, lowering->arena);
	jb_map_init(&ways.known, lowering->arena);
	add_steps(&ways);
	add_orders(&ways);
	add_recovered(&ways);
	add_ways(&ways);
	mark_starts(&ways);
	mark_ends(&ways);
	add_recoveries(&ways);
	if (ways.way.count > most)
		return jy_lowering_report_large(lowering, journey, "ways between touchpoints", most,
						span);
	*flow = (struct jrt_flow){
		.name = journey->decl.name,
		.title = journey->decl.title,
		.cases = JRT_NONE,
		.step = ways.step.at,
		.step_count = ways.step.count,
		.way = in_order(&ways),
		.way_count = ways.way.count,
	};
	return true;
}
