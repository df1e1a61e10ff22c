/*
 * From rows to part states. Each part first says of every row what it is (out, in, unusable,
 * not due: S6, S9, S10), then a loop for its kind runs over the rows of each slot.
 */
#include "measure/groups.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "measure/tables.h"

static void find_what_waits(struct jrt_meter_run *run, struct jb_arena *arena, const bool *waits)
{
	const struct jrt_metric *metric = run->metric;

	run->scope_waits = run->meter->mask != JRT_NONE && waits[run->meter->mask];
	if (metric->grouping.kind != JRT_GROUPS_NONE && metric->grouping.key != JRT_NONE)
		run->scope_waits |= waits[metric->grouping.key];
	run->part_waits = JB_NEW_ARRAY(arena, bool, metric->part_count);
	for (size_t p = 0; p < metric->part_count; p++) {
		const struct jrt_part *part = &metric->part[p];

		run->part_waits[p] = run->scope_waits || part->windows != 0 ||
				     (part->among != JRT_NONE && waits[part->among]) ||
				     (jrt_part_needs_a(part->kind) && waits[part->a]) ||
				     (jrt_part_needs_b(part->kind) && waits[part->b]);
	}
}

bool jrt_meter_waits(const struct jrt_meter_run *run)
{
	for (size_t p = 0; p < run->metric->part_count; p++)
		if (run->part_waits[p])
			return true;
	return run->scope_waits;
}

void jrt_meter_init(struct jrt_meter_run *run, struct jb_arena *arena, const struct jrt_plan *plan,
		    uint32_t number, struct jrt_slots *slots, const bool *waits)
{
	const struct jrt_meter *meter = &plan->meter[number];

	*run = (struct jrt_meter_run){.number = number,
				      .meter = meter,
				      .metric = &plan->metric[meter->metric],
				      .slots = slots};
	run->groups = jrt_groups_make(arena, run->metric, slots);
	find_what_waits(run, arena, waits);
	for (size_t p = 0; p < run->metric->part_count; p++)
		if (run->metric->part[p].kind == JRT_PART_TIME && !run->interval)
			run->interval =
				JB_NEW_ARRAY(arena, struct jrt_ranges, run->metric->part_count);
}

static void reach_passed(struct jrt_meter_run *run, struct jb_arena *arena)
{
	size_t wanted = run->slots->slot.count;

	if (wanted <= run->passed_slots)
		return;
	if (wanted < 2 * run->passed_slots)
		wanted = 2 * run->passed_slots;
	run->passed = jb_realloc(arena, run->passed, run->passed_slots * sizeof *run->passed,
				 wanted * sizeof *run->passed);
	memset(run->passed + run->passed_slots, 0,
	       (wanted - run->passed_slots) * sizeof *run->passed);
	run->passed_slots = wanted;
}

void jrt_meter_reach(struct jrt_meter_run *run, struct jb_arena *arena)
{
	size_t parts = run->metric->part_count;
	size_t wanted = run->slots->slot.count;
	size_t grown;

	reach_passed(run, arena);
	if (wanted <= run->account_slots)
		return;
	if (wanted < 2 * run->account_slots)
		wanted = 2 * run->account_slots;
	grown = (wanted - run->account_slots) * parts;
	run->account =
		jb_realloc(arena, run->account, run->account_slots * parts * sizeof *run->account,
			   wanted * parts * sizeof *run->account);
	memset(run->account + run->account_slots * parts, 0, grown * sizeof *run->account);
	for (size_t i = run->account_slots; i < wanted; i++)
		for (size_t p = 0; p < parts; p++)
			run->account[i * parts + p].state.kind = run->metric->part[p].kind;
	run->account_slots = wanted;
}

/* How many of the bytes are 1; the others are 0. Eight at a time: each byte of `sums` counts up to
 * 255 words and is then added up. */
static uint64_t ones(const uint8_t *byte, size_t count)
{
	const uint64_t low = 0x00ff00ff00ff00ff, fold = 0x0001000100010001;
	uint64_t total = 0;
	size_t i = 0;

	while (i + 8 <= count) {
		uint64_t sums = 0;

		for (size_t words = 0; words < 255 && i + 8 <= count; words++, i += 8) {
			uint64_t word;

			memcpy(&word, byte + i, sizeof word);
			sums += word;
		}
		total += (((sums & low) + (sums >> 8 & low)) * fold) >> 48;
	}
	for (; i < count; i++)
		total += byte[i];
	return total;
}

/* S19: rows whose time lies in a relief leave numerator and denominator. */
static void take_relief_out(const struct jrt_meter *meter, const struct jrt_metered *rows,
			    uint8_t *take)
{
	for (size_t r = 0; r < meter->relief_count; r++) {
		struct jrt_range relief = meter->relief[r];

		for (uint32_t i = 0; i < rows->rows; i++)
			take[i] &= (uint8_t) !(rows->times.time[i] >= relief.from &&
					       rows->times.time[i] < relief.to);
	}
}

/* Rows above the volume that was agreed leave in the same way. */
static void take_surplus_out(const struct jrt_meter *meter, const struct jrt_metered *rows,
			     uint8_t *take)
{
	for (size_t s = 0; s < meter->surplus_count; s++) {
		const uint8_t *too_many = rows->surplus[meter->surplus[s]];

		for (uint32_t i = 0; i < rows->rows; i++)
			take[i] &= (uint8_t)!too_many[i];
	}
}

/* Rows of the scope; a row of which the mask is unknown is not in it. */
static void take_mask(const struct jrt_meter *meter, const struct jrt_metered *rows, uint8_t *take)
{
	memcpy(take, rows->take, rows->rows);
	if (meter->mask != JRT_NONE) {
		struct jrt_lane mask = rows->main->lane[meter->mask];

		for (uint32_t i = 0; i < rows->rows; i++)
			take[i] &= (uint8_t)(mask.known[i] & (mask.value[i] != 0));
	}
}

static uint64_t taken(const struct jrt_metered *rows, const uint8_t *take, struct jrt_run run)
{
	uint64_t total = 0;

	if (!rows->weight)
		return ones(take + run.begin, run.end - run.begin);
	for (uint32_t i = run.begin; i < run.end; i++)
		total += take[i] ? rows->weight[i] : 0;
	return total;
}

/* Rows of the scope, and of those what relief leaves. */
static void take_scope(const struct jrt_meter_run *run, const struct jrt_metered *rows,
		       uint8_t *scope, uint8_t *take)
{
	take_mask(run->meter, rows, scope);
	memcpy(take, scope, rows->rows);
	take_relief_out(run->meter, rows, take);
	take_surplus_out(run->meter, rows, take);
}

static void count_passed(struct jrt_meter_run *run, const struct jrt_metered *rows,
			 const uint8_t *scope, const uint8_t *take)
{
	const struct jrt_slots *slots = run->slots;
	bool some_relief = run->meter->relief_count || run->meter->surplus_count;

	for (size_t r = 0; r < slots->run_count; r++) {
		struct jrt_passed *passed = &run->passed[slots->run[r].slot];
		uint64_t in_scope = taken(rows, scope, slots->run[r]);

		passed->in_scope += in_scope;
		if (some_relief)
			passed->relieved += in_scope - taken(rows, take, slots->run[r]);
	}
}

static void unusable_unless_known(struct jrt_lane lane, uint32_t rows, uint8_t *use)
{
	for (uint32_t i = 0; i < rows; i++)
		use[i] = use[i] == JRT_USE_IN && !lane.known[i] ? JRT_USE_UNUSABLE : use[i];
}

/* What each row is to the part. Not being due is a property of the row, before any logic (S6):
 * it goes before unknown values; only rows that `among` leaves out for certain are not counted
 * as such. */
static void find_use(const struct jrt_part *part, const struct jrt_metered *rows,
		     const uint8_t *take, uint8_t *use)
{
	memcpy(use, take, rows->rows);
	if (part->among != JRT_NONE) {
		struct jrt_lane among = rows->main->lane[part->among];

		for (uint32_t i = 0; i < rows->rows; i++)
			use[i] = !take[i]	   ? JRT_USE_OUT
				 : !among.known[i] ? JRT_USE_UNUSABLE
				 : among.value[i]  ? JRT_USE_IN
						   : JRT_USE_LEFT_OUT;
	}
	if (jrt_part_needs_a(part->kind))
		unusable_unless_known(rows->main->lane[part->a], rows->rows, use);
	if (jrt_part_needs_b(part->kind))
		unusable_unless_known(rows->main->lane[part->b], rows->rows, use);
	for (unsigned w = 0; part->windows >> w != 0; w++) {
		if (!(part->windows >> w & 1))
			continue;
		for (uint32_t i = 0; i < rows->rows; i++)
			use[i] = (use[i] == JRT_USE_IN || use[i] == JRT_USE_UNUSABLE) &&
						 !rows->due[w][i]
					 ? JRT_USE_NOT_DUE
					 : use[i];
	}
}

static void count_weights(struct jrt_part_state *state, const struct jrt_stretch *s)
{
	uint64_t *count[] = {[JRT_USE_IN] = &state->n,
			     [JRT_USE_UNUSABLE] = &state->unusable,
			     [JRT_USE_NOT_DUE] = &state->not_due,
			     [JRT_USE_LEFT_OUT] = &state->left_out};

	for (size_t i = 0; i < s->rows; i++)
		if (s->use[i] != JRT_USE_OUT)
			*count[s->use[i]] += s->weight[i];
}

/* Four counts in one number, 16 bits each: a batch has fewer rows than that holds. */
static void count_rows(struct jrt_part_state *state, const struct jrt_stretch *s)
{
	static const uint64_t one[] = {[JRT_USE_OUT] = 0,
				       [JRT_USE_IN] = 1,
				       [JRT_USE_UNUSABLE] = (uint64_t)1 << 16,
				       [JRT_USE_NOT_DUE] = (uint64_t)1 << 32,
				       [JRT_USE_LEFT_OUT] = (uint64_t)1 << 48};
	uint64_t counts = 0;

	_Static_assert(JRT_LANE_ROWS < 1 << 16, "a count of rows fits its 16 bits");
	if (s->weight) {
		count_weights(state, s);
		return;
	}
	for (size_t i = 0; i < s->rows; i++)
		counts += one[s->use[i]];
	state->n += counts & 0xffff;
	state->unusable += counts >> 16 & 0xffff;
	state->not_due += counts >> 32 & 0xffff;
	state->left_out += counts >> 48;
}

static uint64_t weight_of(const struct jrt_stretch *s, size_t i)
{
	return s->weight ? s->weight[i] : 1;
}

static jb_i128 sum_of(const int64_t *value, const struct jrt_stretch *s)
{
	jb_i128 sum = 0;

	for (size_t i = 0; i < s->rows; i++)
		if (s->use[i] == JRT_USE_IN)
			sum += s->weight ? (jb_i128)value[i] * s->weight[i] : value[i];
	return sum;
}

static uint64_t true_of(const int64_t *value, const struct jrt_stretch *s)
{
	uint64_t count = 0;

	for (size_t i = 0; i < s->rows; i++)
		if ((s->use[i] == JRT_USE_IN) & (value[i] != 0))
			count += weight_of(s, i);
	return count;
}

static void add_net(struct jrt_part_state *state, const struct jrt_stretch *s)
{
	state->positive += true_of(s->a, s);
	state->negative += true_of(s->b, s);
	state->num = (jb_i128)state->positive - (jb_i128)state->negative;
}

static void add_squares(struct jrt_part_state *state, const struct jrt_stretch *s)
{
	for (size_t i = 0; i < s->rows; i++)
		if (s->use[i] == JRT_USE_IN)
			jb_wide_add_square(&state->squares, s->a[i], weight_of(s, i));
	state->num += sum_of(s->a, s);
}

/* `before`: rows that counted already. At one instant the greater value is the last, as in
 * merging. */
static void add_extreme(struct jrt_part_state *state, const struct jrt_stretch *s, uint64_t before)
{
	bool some = before > 0;

	for (size_t i = 0; i < s->rows; i++) {
		jb_i128 value = s->a[i];
		bool better;

		if (s->use[i] != JRT_USE_IN)
			continue;
		if (state->kind == JRT_PART_MAX)
			better = value > state->num;
		else if (state->kind == JRT_PART_MIN)
			better = value < state->num;
		else
			better = s->time[i] > state->last_time ||
				 (s->time[i] == state->last_time && value > state->num);
		if (some && !better)
			continue;
		state->num = value;
		if (state->kind == JRT_PART_LAST)
			state->last_time = s->time[i];
		some = true;
	}
}

static void add_values(struct jrt_account *account, const struct jrt_stretch *s,
		       struct jb_arena *arena)
{
	for (size_t i = 0; i < s->rows; i++)
		if (s->use[i] == JRT_USE_IN)
			jrt_histogram_add_times(&account->histogram, arena, s->a[i],
						weight_of(s, i));
}

static void add_stocks(struct jrt_account *account, const struct jrt_stretch *s,
		       struct jb_arena *arena)
{
	for (size_t i = 0; i < s->rows; i++)
		if (s->use[i] == JRT_USE_IN)
			jrt_stocks_add(&account->stocks, arena, s->time[i],
				       (jb_i128)s->a[i] * weight_of(s, i));
}

void jrt_account_add(struct jrt_account *account, const struct jrt_stretch *s,
		     struct jb_arena *arena)
{
	struct jrt_part_state *state = &account->state;
	uint64_t before = state->n;

	count_rows(state, s);
	switch (state->kind) {
	case JRT_PART_COUNT: state->num = (jb_i128)state->n; break;
	case JRT_PART_SUM: state->num += sum_of(s->a, s); break;
	case JRT_PART_SHARE:
		state->num += true_of(s->a, s);
		state->den = (jb_i128)state->n;
		break;
	case JRT_PART_SUM_SHARE:
		state->num += sum_of(s->a, s);
		state->den += sum_of(s->b, s);
		break;
	case JRT_PART_MEAN:
		state->num += sum_of(s->a, s);
		state->den = (jb_i128)state->n;
		break;
	case JRT_PART_NET:
		add_net(state, s);
		state->den = (jb_i128)state->n;
		break;
	case JRT_PART_STOCK: add_stocks(account, s, arena); break;
	case JRT_PART_TIME: break; /* see time_share.c */
	case JRT_PART_SPREAD: add_squares(state, s); break;
	case JRT_PART_MAX:
	case JRT_PART_MIN:
	case JRT_PART_LAST: add_extreme(state, s, before); break;
	case JRT_PART_VALUES:
	case JRT_PART_DISTINCT: add_values(account, s, arena); break;
	}
}

static void add_part(struct jrt_meter_run *run, size_t number, const struct jrt_metered *rows,
		     const uint8_t *take, struct jb_arena *arena)
{
	const struct jrt_part *part = &run->metric->part[number];
	const int64_t *a = jrt_part_needs_a(part->kind) ? rows->main->lane[part->a].value : NULL;
	const int64_t *b = jrt_part_needs_b(part->kind) ? rows->main->lane[part->b].value : NULL;
	uint8_t use[JRT_LANE_ROWS];
	const struct jrt_stretch all = {use, a, b, rows->times.time, rows->weight, rows->rows};

	find_use(part, rows, take, use);
	if (run->groups) {
		jrt_groups_add(run->groups, number, &all, arena);
		return;
	}
	for (size_t r = 0; r < run->slots->run_count; r++) {
		struct jrt_run at = run->slots->run[r];
		struct jrt_stretch stretch = {
			.use = use + at.begin,
			.a = a ? a + at.begin : NULL,
			.b = b ? b + at.begin : NULL,
			.time = rows->times.time + at.begin,
			.weight = rows->weight ? rows->weight + at.begin : NULL,
			.rows = at.end - at.begin,
		};

		jrt_account_add(&run->account[at.slot * run->metric->part_count + number], &stretch,
				arena);
	}
}

static bool is_wanted(enum jrt_which which, bool waits)
{
	return which == JRT_ALL_PARTS || waits == (which == JRT_PARTS_THAT_WAIT);
}

/* Of time, relief takes stretches out, not rows. */
static void add_intervals(struct jrt_meter_run *run, const struct jrt_metered *rows,
			  const uint8_t *scope, struct jb_arena *arena)
{
	uint8_t use[JRT_LANE_ROWS];

	for (size_t p = 0; p < run->metric->part_count; p++) {
		if (run->metric->part[p].kind != JRT_PART_TIME ||
		    !is_wanted(rows->which, run->part_waits[p]))
			continue;
		find_use(&run->metric->part[p], rows, scope, use);
		jrt_meter_add_intervals(run, p, rows, use, arena);
	}
}

void jrt_meter_add(struct jrt_meter_run *run, const struct jrt_metered *rows,
		   struct jb_arena *arena)
{
	uint8_t scope[JRT_LANE_ROWS], take[JRT_LANE_ROWS];

	assert(rows->rows <= JRT_LANE_ROWS);
	if (rows->which == JRT_PARTS_AT_ONCE && run->scope_waits)
		return;
	if (rows->which == JRT_PARTS_THAT_WAIT && !jrt_meter_waits(run))
		return;
	if (!run->groups)
		jrt_meter_reach(run, arena);
	reach_passed(run, arena);
	take_scope(run, rows, scope, take);
	if (is_wanted(rows->which, run->scope_waits))
		count_passed(run, rows, scope, take);
	if (run->groups)
		jrt_groups_sort(run->groups, rows, take, run->slots, arena);
	for (size_t p = 0; p < run->metric->part_count; p++)
		if (is_wanted(rows->which, run->part_waits[p]))
			add_part(run, p, rows, take, arena);
	if (run->interval)
		add_intervals(run, rows, scope, arena);
}

static int by_bytes(const void *a, const void *b)
{
	return jb_text_compare(*(const struct jb_text *)a, *(const struct jb_text *)b);
}

/* Different symbols have different texts, so sorting is all there is to do. */
static void symbols_to_texts(struct jrt_part_state *state, const struct jrt_histogram *symbols,
			     const struct jrt_finish *finish)
{
	state->text_count = symbols->count;
	state->text = JB_NEW_ARRAY(finish->into, struct jb_text, state->text_count);
	for (size_t i = 0; i < state->text_count; i++)
		state->text[i] = jb_text_copy(finish->into,
					      finish->text(finish->user, symbols->value[i].value));
	if (state->text_count)
		qsort(state->text, state->text_count, sizeof *state->text, by_bytes);
}

static void hand_values_over(struct jrt_part_state *state, struct jrt_histogram *histogram,
			     const struct jrt_finish *finish)
{
	if (histogram->count == 0)
		return;
	state->value_count = histogram->count;
	state->value = jrt_histogram_hand_over(histogram, finish->arena, finish->into);
}

static void copy_stocks(struct jrt_part_state *state, struct jrt_stocks *stocks,
			struct jb_arena *into)
{
	if (stocks->count == 0)
		return;
	jrt_stocks_settle(stocks);
	state->stock_count = stocks->count;
	state->stock = JB_NEW_ARRAY(into, struct jrt_stock, stocks->count);
	memcpy(state->stock, stocks->at, stocks->count * sizeof *state->stock);
}

struct jrt_part_state jrt_account_state(struct jrt_account *account, const struct jrt_part *part,
					const struct jrt_finish *finish)
{
	struct jrt_histogram *histogram = &account->histogram;
	struct jrt_part_state state;

	jrt_histogram_flush(histogram, finish->arena);
	state = account->state;
	if (state.kind == JRT_PART_DISTINCT)
		state.num = (jb_i128)histogram->count;
	if (state.kind == JRT_PART_DISTINCT && part->type == JRT_TEXT)
		symbols_to_texts(&state, histogram, finish);
	else
		hand_values_over(&state, histogram, finish);
	copy_stocks(&state, &account->stocks, finish->into);
	return state;
}

/* What the meter has counted by itself. */
static struct jrt_account account_of(struct jrt_meter_run *run, uint32_t slot, size_t part,
				     struct jb_arena *arena)
{
	struct jrt_account *own;

	if (slot >= run->account_slots)
		return (struct jrt_account){.state.kind = run->metric->part[part].kind};
	own = &run->account[slot * run->metric->part_count + part];
	jrt_histogram_flush(&own->histogram, arena);
	return *own;
}

struct jrt_account jrt_meter_account(struct jrt_meter_run *run, uint32_t slot, size_t part,
				     const struct jrt_tables *tables, struct jb_arena *arena)
{
	struct jrt_account account = account_of(run, slot, part, arena);

	if (run->sieve)
		jrt_tables_pour(tables, run, slot, part, &account, arena);
	return account;
}

/* What a state leaves of the values: a list that came out of the tables was made for it alone; of
 * the meter's own the meter has what the state did not take. */
static void take_back(struct jrt_meter_run *run, uint32_t slot, size_t part,
		      const struct jrt_histogram *before, const struct jrt_histogram *after,
		      struct jb_arena *arena)
{
	const size_t own = slot * run->metric->part_count + part;

	if (slot < run->account_slots && run->account[own].histogram.value == before->value)
		run->account[own].histogram = *after;
	else
		jb_give_back(arena, after->value, after->room * sizeof *after->value);
}

struct jrt_part_state *jrt_meter_states(struct jrt_meter_run *run, uint32_t slot,
					const struct jrt_finish *finish)
{
	size_t parts = run->metric->part_count;
	struct jrt_part_state *states;

	if (run->groups)
		return jrt_groups_states(run->groups, slot, finish);
	states = JB_NEW_ARRAY(finish->into, struct jrt_part_state, parts);
	for (size_t p = 0; p < parts; p++) {
		struct jrt_account account =
			jrt_meter_account(run, slot, p, finish->tables, finish->arena);
		const struct jrt_histogram before = account.histogram;

		states[p] = jrt_account_state(&account, &run->metric->part[p], finish);
		take_back(run, slot, p, &before, &account.histogram, finish->arena);
	}
	return states;
}

struct jrt_passed jrt_meter_passed(const struct jrt_meter_run *run, uint32_t slot,
				   const struct jrt_tables *tables)
{
	struct jrt_passed passed = {0};

	if (slot < run->passed_slots)
		passed = run->passed[slot];
	if (run->sieve)
		jrt_tables_pass(tables, run, slot, &passed);
	return passed;
}

struct jrt_steps jrt_meter_steps(struct jrt_meter_run *run, uint32_t slot,
				 const struct jrt_tables *tables)
{
	const struct jrt_slot *period = &run->slots->slot.at[slot];
	struct jrt_passed passed = jrt_meter_passed(run, slot, tables);

	return (struct jrt_steps){.counted = true,
				  .rejected = period->rejected,
				  .in_period = period->rows,
				  .in_scope = passed.in_scope,
				  .relieved = passed.relieved};
}
