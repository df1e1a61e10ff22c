/*
 * Tables against meters that count by themselves: random programs, scopes, parts and rows, each
 * counted in both ways, and every state must be the same. Rows come as lanes, without files, so
 * that values may be anything that 64 bits hold.
 */
#include <stdio.h>
#include <string.h>

#include "measure/tables.h"
#include "time/civil.h"
#include "testing.h"

#define STEPS 400
#define METERS 200
#define PARTS 3
#define COLUMNS 7
#define TEXTS 6
#define WINDOWS 2
#define SLOTS 2
#define ROWS 700

enum { TIME, PARTNER, CHANNEL, FLAG, SMALL, ANY, FINE };

static uint64_t seed;

static uint64_t next(void)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return seed;
}

static uint32_t below(size_t n)
{
	return (uint32_t)(next() % n);
}

struct plan {
	struct jb_arena arena;
	struct jrt_plan plan;
	struct jrt_source source;
	struct jrt_step step[STEPS];
	struct jrt_constant_text text[TEXTS];
	struct jrt_metric metric[METERS];
	struct jrt_part part[METERS][PARTS];
	struct jrt_meter meter[METERS];
	struct jrt_range relief[2];
	uint32_t surplus[1];
	uint32_t conditions[STEPS];
	size_t condition_count;
	uint32_t numbers[8];
	size_t number_count;
};

/* One of the two ways. */
struct way {
	struct jrt_machine machine;
	struct jrt_slots slots[SLOTS];
	struct jrt_meter_run run[METERS];
	struct jrt_tables tables;
};

struct rows {
	uint32_t count;
	int64_t value[COLUMNS][ROWS];
	uint8_t known[COLUMNS][ROWS];
	int64_t again[WINDOWS][ROWS];
	uint8_t again_known[WINDOWS][ROWS], due[WINDOWS][ROWS];
	uint8_t surplus[ROWS], take[ROWS];
	uint64_t weight[ROWS];
};

/* ---- programs ---- */

static uint32_t add(struct plan *p, struct jrt_step step)
{
	assert_true(p->source.main.count < STEPS);
	p->step[p->source.main.count] = step;
	return (uint32_t)p->source.main.count++;
}

static uint32_t condition(struct plan *p, enum jrt_op op, uint32_t a, uint32_t b)
{
	uint32_t number = add(p, (struct jrt_step){op, JRT_FLAG, a, b, a, 0});

	p->conditions[p->condition_count++] = number;
	return number;
}

static uint32_t constant(struct plan *p, enum jrt_type type, int64_t k)
{
	return add(p, (struct jrt_step){.op = JRT_OP_CONSTANT, .type = type, .k = k});
}

static uint32_t some(const struct plan *p)
{
	return p->conditions[below(p->condition_count)];
}

static void make_conditions(struct plan *p, size_t count)
{
	static const enum jrt_op compare[] = {JRT_OP_EQUAL,   JRT_OP_NOT_EQUAL, JRT_OP_LESS,
					      JRT_OP_AT_MOST, JRT_OP_ABOVE,	JRT_OP_AT_LEAST};

	for (size_t i = 0; i < count; i++) {
		const uint32_t text = next() % 2 ? PARTNER : CHANNEL;
		const uint32_t number = p->numbers[below(p->number_count)];

		switch (next() % 8) {
		case 0:
		case 1:
		case 2:
			condition(p, next() % 4 ? JRT_OP_EQUAL : JRT_OP_NOT_EQUAL, text,
				  constant(p, JRT_TEXT, below(TEXTS)));
			break;
		case 3: condition(p, JRT_OP_AND, some(p), some(p)); break;
		case 4: condition(p, next() % 2 ? JRT_OP_OR : JRT_OP_AND, some(p), some(p)); break;
		case 5: condition(p, JRT_OP_NOT, some(p), 0); break;
		case 6:
			condition(p, compare[below(6)], number,
				  constant(p, JRT_NUMBER, (int64_t)below(9) * JB_FIX_ONE));
			break;
		default:
			condition(p, next() % 2 ? JRT_OP_KNOWN : JRT_OP_MISSING,
				  next() % 2 ? text : some(p), 0);
		}
	}
}

static struct jrt_part make_part(const struct plan *p)
{
	static const enum jrt_part_kind kind[] = {
		JRT_PART_COUNT, JRT_PART_SUM,	 JRT_PART_SHARE,  JRT_PART_SUM_SHARE,
		JRT_PART_MEAN,	JRT_PART_NET,	 JRT_PART_VALUES, JRT_PART_SPREAD,
		JRT_PART_MAX,	JRT_PART_MIN,	 JRT_PART_LAST,	  JRT_PART_DISTINCT,
		JRT_PART_STOCK, JRT_PART_VALUES, JRT_PART_SHARE};
	struct jrt_part part = {.kind = kind[below(sizeof kind / sizeof *kind)],
				.among = next() % 3 ? some(p) : JRT_NONE,
				.windows = next() % 6 ? 0 : next() % 4,
				.type = JRT_NUMBER};

	if (part.kind == JRT_PART_SHARE || part.kind == JRT_PART_NET) {
		part.a = some(p);
		part.b = some(p);
	} else {
		part.a = p->numbers[below(p->number_count)];
		part.b = p->numbers[below(p->number_count)];
	}
	if (part.kind == JRT_PART_DISTINCT && next() % 2) {
		part.type = JRT_TEXT;
		part.a = PARTNER;
	}
	return part;
}

static void make_meters(struct plan *p, size_t count, unsigned reliefs)
{
	p->plan.meter_count = p->plan.metric_count = count;
	for (uint32_t m = 0; m < count; m++) {
		p->metric[m] =
			(struct jrt_metric){.part = p->part[m], .part_count = 1 + below(PARTS)};
		for (size_t i = 0; i < p->metric[m].part_count; i++)
			p->part[m][i] = make_part(p);
		p->meter[m] = (struct jrt_meter){.metric = m,
						 .periods = below(SLOTS),
						 .mask = next() % 5 ? some(p) : JRT_NONE};
		if (reliefs && next() % 3 == 0) {
			p->meter[m].relief = p->relief;
			p->meter[m].relief_count = 1 + below(2);
		}
		if (reliefs && next() % 3 == 0) {
			p->meter[m].surplus = p->surplus;
			p->meter[m].surplus_count = 1;
		}
	}
}

static void make_plan(struct plan *p, size_t conditions, size_t meters, unsigned reliefs)
{
	memset(p, 0, sizeof *p);
	jb_arena_init(&p->arena, NULL);
	p->source.main.step = p->step;
	p->source.time = TIME;
	p->source.time_zone = JRT_NONE;
	p->plan = (struct jrt_plan){.source = &p->source,
				    .source_count = 1,
				    .text = p->text,
				    .text_count = TEXTS,
				    .metric = p->metric,
				    .meter = p->meter};
	for (uint32_t c = 0; c < COLUMNS; c++)
		add(p, (struct jrt_step){.op = JRT_OP_COLUMN,
					 .type = c == TIME			? JRT_INSTANT
						 : c == PARTNER || c == CHANNEL ? JRT_TEXT
						 : c == FLAG			? JRT_FLAG
										: JRT_NUMBER,
					 .a = c});
	p->conditions[p->condition_count++] = FLAG;
	p->numbers[p->number_count++] = SMALL;
	p->numbers[p->number_count++] = ANY;
	p->numbers[p->number_count++] = FINE;
	p->numbers[p->number_count++] =
		add(p, (struct jrt_step){JRT_OP_ADD, JRT_NUMBER, SMALL, FINE, 0, 0});
	p->numbers[p->number_count++] =
		add(p, (struct jrt_step){JRT_OP_SUBTRACT, JRT_NUMBER, FINE, SMALL, 0, 0});
	if (next() % 2)
		p->conditions[p->condition_count++] =
			add(p, (struct jrt_step){.op = JRT_OP_AGAIN, .type = JRT_FLAG, .k = 1});
	make_conditions(p, conditions);
	p->relief[0] = (struct jrt_range){5 * JRT_DAY_US, 9 * JRT_DAY_US};
	p->relief[1] = (struct jrt_range){8 * JRT_DAY_US, 70 * JRT_DAY_US};
	make_meters(p, meters, reliefs);
}

/* ---- rows ---- */

/* Few texts, a flag, small whole numbers, any number at all, hundredths. */
static int64_t value_of(unsigned column)
{
	switch (column) {
	case TIME: return (int64_t)(next() % (uint64_t)(120 * JRT_DAY_US));
	case PARTNER:
	case CHANNEL: return (int64_t)(next() % 9 ? next() % (TEXTS + 2) : next());
	case FLAG: return (int64_t)(next() % 2);
	case SMALL: return ((int64_t)(next() % 400) - 3) * JB_FIX_ONE;
	case FINE: return ((int64_t)(next() % 4000) - 50) * 10000;
	default:
		return next() % 3 ? (int64_t)next()
				  : INT64_MAX - (int64_t)(next() % 2) * (INT64_MAX - 7);
	}
}

static void make_rows(struct rows *r, bool in_order)
{
	r->count = 1 + below(ROWS);
	for (uint32_t i = 0; i < r->count; i++) {
		for (unsigned c = 0; c < COLUMNS; c++) {
			r->value[c][i] = value_of(c);
			r->known[c][i] = c == TIME || next() % 9 != 0;
		}
		for (unsigned w = 0; w < WINDOWS; w++) {
			r->again[w][i] = (int64_t)(next() % 2);
			r->again_known[w][i] = next() % 8 != 0;
			r->due[w][i] = next() % 5 != 0;
		}
		if (in_order)
			r->value[TIME][i] = r->value[TIME][0] + (int64_t)i * 1000;
		r->surplus[i] = next() % 6 == 0;
		r->take[i] = next() % 12 != 0;
		r->weight[i] = 1 + next() % 4;
	}
}

/* ---- both ways ---- */

/* `all`: registers for meters that count by themselves too. */
static void make_way(struct plan *p, struct way *w, const struct jrt_kernels *kernels, bool all)
{
	const struct jrt_period_spec spec[SLOTS] = {
		{.unit = JRT_MONTH, .first_month = 1, .first_day = 1}, {.unit = JRT_WHOLE}};
	const bool *waits = jrt_registers_that_wait(&p->arena, &p->source.main);
	struct jrt_periods periods;
	struct jb_text why;

	memset(w, 0, sizeof *w);
	if (kernels)
		jrt_machine_init_vectors(&w->machine, &p->arena, &p->plan, NULL, &p->source,
					 &p->source.main, kernels);
	else
		jrt_machine_init(&w->machine, &p->arena, &p->plan, NULL, &p->source,
				 &p->source.main);
	for (uint32_t s = 0; s < SLOTS; s++) {
		assert_int_equal(
			jrt_period_init(&periods, &spec[s], jrt_zone_utc(), &p->arena, &why),
			JB_OK);
		jrt_slots_init(&w->slots[s], &p->arena, s, &periods);
	}
	if (kernels)
		jrt_tables_init(&w->tables, &p->arena, &w->machine, w->slots, SLOTS);
	for (uint32_t m = 0; m < p->plan.meter_count; m++) {
		jrt_meter_init(&w->run[m], &p->arena, &p->plan, m, &w->slots[p->meter[m].periods],
			       waits);
		if (kernels)
			jrt_tables_take(&w->tables, &w->run[m]);
	}
	if (kernels && all)
		jrt_machine_ask_all(&w->machine);
	if (kernels)
		jrt_tables_ready(&w->tables);
}

static void run_machine(struct way *w, const struct rows *r)
{
	struct jrt_lane column[COLUMNS], again[WINDOWS];

	for (unsigned c = 0; c < COLUMNS; c++)
		column[c] = (struct jrt_lane){r->value[c], r->known[c]};
	for (unsigned i = 0; i < WINDOWS; i++)
		again[i] = (struct jrt_lane){r->again[i], r->again_known[i]};
	jrt_machine_run(&w->machine,
			&(struct jrt_rows){.count = r->count, .column = column, .again = again});
}

static void count_rows(const struct plan *p, struct way *w, const struct rows *r,
		       enum jrt_which which, const uint64_t *weight)
{
	const uint8_t *due[WINDOWS] = {r->due[0], r->due[1]}, *surplus[] = {r->surplus};
	uint8_t take[ROWS];
	struct jrt_metered metered = {.main = &w->machine,
				      .times = {r->value[TIME], NULL, r->known[TIME]},
				      .due = due,
				      .surplus = surplus,
				      .take = take,
				      .weight = weight,
				      .which = which,
				      .rows = r->count};
	bool shared = w->machine.kernels && !weight && which != JRT_PARTS_THAT_WAIT &&
		      !w->tables.given_up;

	run_machine(w, r);
	if (shared && !jrt_tables_look(&w->tables, &metered)) {
		run_machine(w, r);
		shared = false;
	}
	for (uint32_t s = 0; s < SLOTS; s++) {
		memcpy(take, r->take, r->count);
		jrt_slots_assign(&w->slots[s], &metered.times, take, r->count);
		if (shared)
			jrt_tables_add(&w->tables, s, &metered);
		for (uint32_t m = 0; m < p->plan.meter_count; m++)
			if (w->run[m].slots == &w->slots[s] && !(shared && w->run[m].sieve))
				jrt_meter_add(&w->run[m], &metered, (struct jb_arena *)&p->arena);
	}
}

static struct jb_text text_of(void *user, int64_t symbol)
{
	return jb_text_printf(user, "%lld", (long long)symbol);
}

static void same_states(const struct jrt_part_state *a, const struct jrt_part_state *b)
{
	assert_true(a->n == b->n && a->unusable == b->unusable && a->not_due == b->not_due &&
		    a->left_out == b->left_out);
	assert_true(a->num == b->num && a->den == b->den);
	assert_true(a->positive == b->positive && a->negative == b->negative);
	assert_memory_equal(&a->squares, &b->squares, sizeof a->squares);
	assert_true(a->last_time == b->last_time);
	assert_int_equal(a->value_count, b->value_count);
	for (size_t i = 0; i < a->value_count; i++)
		assert_true(a->value[i].value == b->value[i].value &&
			    a->value[i].count == b->value[i].count);
	assert_int_equal(a->stock_count, b->stock_count);
	for (size_t i = 0; i < a->stock_count; i++)
		assert_true(a->stock[i].time == b->stock[i].time &&
			    a->stock[i].sum == b->stock[i].sum);
	assert_int_equal(a->text_count, b->text_count);
	for (size_t i = 0; i < a->text_count; i++)
		assert_true(jb_text_equal(a->text[i], b->text[i]));
}

static void same_meters(struct plan *p, struct way *a, struct way *b)
{
	for (uint32_t m = 0; m < p->plan.meter_count; m++)
		for (uint32_t slot = 0; slot < a->run[m].slots->slot.count; slot++) {
			struct jrt_finish finish = {.arena = &p->arena,
						    .into = &p->arena,
						    .text = text_of,
						    .user = &p->arena};
			struct jrt_part_state *one, *other;
			struct jrt_steps steps, other_steps;

			assert_int_equal(a->run[m].slots->slot.at[slot].index,
					 b->run[m].slots->slot.at[slot].index);
			finish.tables = &a->tables;
			one = jrt_meter_states(&a->run[m], slot, &finish);
			finish.tables = &b->tables;
			other = jrt_meter_states(&b->run[m], slot, &finish);
			for (size_t i = 0; i < p->metric[m].part_count; i++)
				same_states(&one[i], &other[i]);
			steps = jrt_meter_steps(&a->run[m], slot, &a->tables);
			other_steps = jrt_meter_steps(&b->run[m], slot, &b->tables);
			assert_memory_equal(&steps, &other_steps, sizeof steps);
		}
}

static struct plan p;
static struct way plain, fast, second;
static struct rows rows;

static void one_program(size_t conditions, size_t meters, unsigned batches, enum jrt_simd simd)
{
	const bool all = next() % 2;
	bool in_order;

	make_plan(&p, conditions, meters, next() % 2);
	make_way(&p, &plain, NULL, true);
	make_way(&p, &fast, jrt_kernels_of(simd), all);
	in_order = next() % 2;
	for (unsigned i = 0; i < batches; i++) {
		const bool two_goes = all && next() % 3 == 0;

		make_rows(&rows, in_order);
		count_rows(&p, &plain, &rows, JRT_ALL_PARTS, NULL);
		count_rows(&p, &fast, &rows, two_goes ? JRT_PARTS_AT_ONCE : JRT_ALL_PARTS, NULL);
		if (two_goes) {
			for (uint32_t s = 0; s < SLOTS; s++)
				for (size_t k = 0; k < fast.slots[s].slot.count; k++)
					fast.slots[s].slot.at[k].rows =
						plain.slots[s].slot.at[k].rows;
			count_rows(&p, &fast, &rows, JRT_PARTS_THAT_WAIT, NULL);
			for (uint32_t s = 0; s < SLOTS; s++)
				for (size_t k = 0; k < fast.slots[s].slot.count; k++)
					fast.slots[s].slot.at[k].rows =
						plain.slots[s].slot.at[k].rows;
		}
	}
	same_meters(&p, &plain, &fast);
	jb_arena_release(&p.arena);
}

static void tables_say_what_meters_say(void **state)
{
	const enum jrt_simd simd[] = {JRT_SIMD_PORTABLE, JRT_SIMD_AVX2, JRT_SIMD_AVX512};

	(void)state;
	for (uint64_t round = 1; round <= 60; round++) {
		seed = round * 0x9e3779b97f4a7c15;
		one_program(1 + below(25), 1 + below(24), 1 + below(5), simd[round % 3]);
	}
}

static void more_scopes_than_bits_in_a_word(void **state)
{
	(void)state;
	for (uint64_t round = 1; round <= 3; round++) {
		seed = round * 0xd1342543de82ef95;
		one_program(150, METERS, 3, JRT_SIMD_AUTO);
	}
}

static void move(struct way *into, struct way *from)
{
	const uint16_t *classes = jrt_tables_match(&into->tables, &from->tables);

	assert_non_null(classes);
	for (uint32_t s = 0; s < SLOTS; s++)
		for (uint32_t k = 0; k < from->slots[s].slot.count; k++) {
			const struct jrt_slot *slot = &from->slots[s].slot.at[k];
			const uint32_t to = jrt_slots_of_index(&into->slots[s], slot->index);

			into->slots[s].slot.at[to].rows += slot->rows;
			jrt_tables_merge(&into->tables, to, &from->tables, k, s, classes);
			for (uint32_t m = 0; m < p.plan.meter_count; m++)
				if (into->run[m].slots == &into->slots[s])
					jrt_meter_merge(&into->run[m], to, &p.arena, &from->run[m],
							k, &p.arena);
		}
}

/* Rows dealt out to two tables, whose units, classes and periods come in another order. */
static void tables_add_up(void **state)
{
	(void)state;
	for (uint64_t round = 1; round <= 60; round++) {
		const unsigned batches = 2 + (unsigned)round % 5;

		seed = round * 0xbf58476d1ce4e5b9;
		make_plan(&p, 1 + below(25), 1 + below(24), next() % 2);
		make_way(&p, &plain, NULL, true);
		make_way(&p, &fast, jrt_kernels_of(JRT_SIMD_AUTO), true);
		make_way(&p, &second, jrt_kernels_of(JRT_SIMD_PORTABLE), true);
		for (unsigned i = 0; i < batches; i++) {
			make_rows(&rows, false);
			for (uint32_t row = 0; i == 0 && row < rows.count; row++)
				rows.value[FINE][row] -= rows.value[FINE][row] % JB_FIX_ONE;
			count_rows(&p, &plain, &rows, JRT_ALL_PARTS, NULL);
			count_rows(&p, i < batches / 2 ? &fast : &second, &rows, JRT_ALL_PARTS,
				   NULL);
		}
		move(&fast, &second);
		same_meters(&p, &plain, &fast);
		jb_arena_release(&p.arena);
	}
}

static void tables_that_are_full_take_no_other_classes(void **state)
{
	uint64_t pattern = 0;

	(void)state;
	seed = 5;
	make_plan(&p, 3, 3, 0);
	make_way(&p, &fast, jrt_kernels_of(JRT_SIMD_AUTO), true);
	make_way(&p, &second, jrt_kernels_of(JRT_SIMD_AUTO), true);
	assert_int_equal(second.tables.classes.words, 1);
	for (; pattern < JRT_CLASSES_MOST; pattern++)
		assert_int_equal(jrt_classes_number(&fast.tables.classes, &pattern), pattern);
	assert_int_equal(jrt_classes_number(&second.tables.classes, &pattern), 0);
	assert_null(jrt_tables_match(&fast.tables, &second.tables));
	jb_arena_release(&p.arena);
}

/* So many different rows that nothing is shared: the meters go on by themselves. */
static void too_many_classes_end_the_sharing(void **state)
{
	(void)state;
	seed = 77;
	make_plan(&p, 0, 0, 0);
	for (unsigned i = 0; i < 40; i++)
		condition(&p, JRT_OP_LESS, ANY, constant(&p, JRT_NUMBER, (int64_t)next()));
	for (unsigned i = 0; i < 40; i++)
		condition(&p, JRT_OP_LESS, SMALL,
			  constant(&p, JRT_NUMBER, (int64_t)(10 * i) * JB_FIX_ONE));
	for (unsigned i = 0; i < 40; i++)
		condition(&p, JRT_OP_LESS, FINE, constant(&p, JRT_NUMBER, (int64_t)i * JB_FIX_ONE));
	make_meters(&p, METERS, 0);
	make_way(&p, &plain, NULL, true);
	make_way(&p, &fast, jrt_kernels_of(JRT_SIMD_AUTO), false);
	for (unsigned i = 0; i < 16; i++) {
		make_rows(&rows, false);
		count_rows(&p, &plain, &rows, JRT_ALL_PARTS, NULL);
		count_rows(&p, &fast, &rows, JRT_ALL_PARTS, NULL);
	}
	assert_true(fast.tables.given_up);
	same_meters(&p, &plain, &fast);
	jb_arena_release(&p.arena);
}

/* Rows with weights are the rows, one after the other. */
static void a_row_stands_for_many(void **state)
{
	uint8_t take[ROWS];

	(void)state;
	for (uint64_t round = 1; round <= 10; round++) {
		seed = round * 0xaf251af3b0f025b5;
		make_plan(&p, 12, 20, 1);
		make_way(&p, &plain, NULL, true);
		make_way(&p, &fast, jrt_kernels_of(JRT_SIMD_AUTO), true);
		make_rows(&rows, false);
		count_rows(&p, &fast, &rows, JRT_ALL_PARTS, rows.weight);
		memcpy(take, rows.take, sizeof take);
		for (uint64_t turn = 0; turn < 4; turn++) {
			for (uint32_t i = 0; i < rows.count; i++)
				rows.take[i] = take[i] && turn < rows.weight[i];
			count_rows(&p, &plain, &rows, JRT_ALL_PARTS, NULL);
		}
		for (uint32_t s = 0; s < SLOTS; s++)
			for (size_t k = 0; k < plain.slots[s].slot.count; k++) {
				uint32_t slot = jrt_slots_of_index(&fast.slots[s],
								   plain.slots[s].slot.at[k].index);

				fast.slots[s].slot.at[slot].rows = plain.slots[s].slot.at[k].rows;
			}
		for (uint32_t m = 0; m < p.plan.meter_count; m++)
			for (uint32_t k = 0; k < plain.run[m].slots->slot.count; k++) {
				struct jrt_finish finish = {.arena = &p.arena,
							    .into = &p.arena,
							    .text = text_of,
							    .user = &p.arena,
							    .tables = &fast.tables};
				uint32_t slot = jrt_slots_of_index(
					fast.run[m].slots, plain.run[m].slots->slot.at[k].index);
				struct jrt_part_state *one =
					jrt_meter_states(&plain.run[m], k, &finish);
				struct jrt_part_state *other =
					jrt_meter_states(&fast.run[m], slot, &finish);

				for (size_t i = 0; i < p.metric[m].part_count; i++)
					same_states(&one[i], &other[i]);
			}
		jb_arena_release(&p.arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tables_say_what_meters_say),
		cmocka_unit_test(more_scopes_than_bits_in_a_word),
		cmocka_unit_test(too_many_classes_end_the_sharing),
		cmocka_unit_test(a_row_stands_for_many),
		cmocka_unit_test(tables_add_up),
		cmocka_unit_test(tables_that_are_full_take_no_other_classes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
