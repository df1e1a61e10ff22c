/*
 * Tables: which parts there are, what a batch is to each of them, and the sums over classes in the
 * end. How rows get into cells is told in table_few.c and table_many.c.
 */
#include "measure/table_parts.h"

#include <string.h>

/* ---- making ---- */

void jrt_tables_init(struct jrt_tables *tables, struct jb_arena *arena, struct jrt_machine *main,
		     struct jrt_slots *slots, size_t slots_count)
{
	*tables = (struct jrt_tables){
		.arena = arena, .kernels = main->kernels, .main = main, .table_count = slots_count};
	tables->table = JB_NEW_ARRAY(arena, struct jrt_table, slots_count);
	for (size_t s = 0; s < slots_count; s++)
		tables->table[s].slots = &slots[s];
	jrt_classes_init(&tables->classes, arena, main->kernels, main->plan, main->program);
}

/* Whether two parts are always the same figure. What each leaves out of account (`b` of a mean) may
 * differ. */
static bool is_same(const struct jrt_part *a, const struct jrt_part *b)
{
	return a->kind == b->kind && a->among == b->among && a->windows == b->windows &&
	       (!jrt_part_needs_a(a->kind) || (a->a == b->a && a->type == b->type)) &&
	       (!jrt_part_needs_b(a->kind) || a->b == b->b);
}

static uint64_t *new_bits(struct jrt_tables *tables)
{
	return JB_NEW_ARRAY(tables->arena, uint64_t, JRT_LANE_WORDS);
}

static uint32_t part_number(struct jrt_tables *tables, const struct jrt_part *part, bool waits)
{
	struct jrt_shared_part *shared;

	for (size_t i = 0; i < tables->part.count; i++)
		if (is_same(tables->part.at[i].part, part))
			return (uint32_t)i;
	shared = jb_push(tables->arena, &tables->part);
	*shared = (struct jrt_shared_part){.part = part,
					   .waits = waits,
					   .in = new_bits(tables),
					   .unusable = new_bits(tables),
					   .not_due = new_bits(tables)};
	if (part->kind == JRT_PART_SHARE || part->kind == JRT_PART_NET)
		shared->num = new_bits(tables);
	if (part->kind == JRT_PART_NET)
		shared->den = new_bits(tables);
	if (part->kind == JRT_PART_DISTINCT && part->type == JRT_TEXT)
		shared->unit = jrt_unit_of(1);
	return (uint32_t)(tables->part.count - 1);
}

static uint32_t column_of(struct jrt_tables *tables, struct jrt_table *table, uint32_t part)
{
	for (size_t c = 0; c < table->column.count; c++)
		if (table->column.at[c] == part)
			return (uint32_t)c;
	*jb_push(tables->arena, &table->column) = part;
	return (uint32_t)(table->column.count - 1);
}

/* Registers that a meter which goes the plain way looks at. */
static void ask_plainly(struct jrt_tables *tables, const struct jrt_meter_run *run)
{
	jrt_machine_ask(tables->main, run->meter->mask, JRT_AS_LANE);
	if (run->metric->grouping.kind != JRT_GROUPS_NONE)
		jrt_machine_ask(tables->main, run->metric->grouping.key, JRT_AS_LANE);
	for (size_t p = 0; p < run->metric->part_count; p++) {
		const struct jrt_part *part = &run->metric->part[p];

		jrt_machine_ask(tables->main, part->among, JRT_AS_LANE);
		if (jrt_part_needs_a(part->kind))
			jrt_machine_ask(tables->main, part->a, JRT_AS_LANE);
		if (jrt_part_needs_b(part->kind))
			jrt_machine_ask(tables->main, part->b, JRT_AS_LANE);
	}
}

static void find_sieve(struct jrt_tables *tables, struct jrt_meter_run *run)
{
	const struct jrt_meter *meter = run->meter;
	struct jrt_sieve *sieve = run->sieve;

	sieve->mask = JRT_NONE;
	if (meter->mask != JRT_NONE)
		sieve->mask = jrt_classes_ask(
			&tables->classes,
			(struct jrt_question){.kind = JRT_ASK_MASK, .number = meter->mask});
	sieve->out = JB_NEW_ARRAY(tables->arena, uint32_t, meter->surplus_count + 1);
	if (meter->relief_count)
		sieve->out[sieve->out_count++] =
			jrt_classes_ask(&tables->classes,
					(struct jrt_question){.kind = JRT_ASK_RELIEF,
							      .relief = meter->relief,
							      .relief_count = meter->relief_count});
	for (size_t s = 0; s < meter->surplus_count; s++)
		sieve->out[sieve->out_count++] = jrt_classes_ask(
			&tables->classes, (struct jrt_question){.kind = JRT_ASK_SURPLUS,
								.number = meter->surplus[s]});
}

void jrt_tables_take(struct jrt_tables *tables, struct jrt_meter_run *run)
{
	struct jrt_table *table = tables->table;

	if (run->groups || run->interval || run->scope_waits) {
		ask_plainly(tables, run);
		return;
	}
	while (table->slots != run->slots)
		table++;
	run->sieve = JB_NEW(tables->arena, struct jrt_sieve);
	run->sieve->table = table;
	run->sieve->column = JB_NEW_ARRAY(tables->arena, uint32_t, run->metric->part_count);
	for (size_t p = 0; p < run->metric->part_count; p++)
		run->sieve->column[p] =
			column_of(tables, table,
				  part_number(tables, &run->metric->part[p], run->part_waits[p]));
	find_sieve(tables, run);
}

static void ask_for_part(struct jrt_tables *tables, const struct jrt_part *part)
{
	enum jrt_form form = part->kind == JRT_PART_SHARE || part->kind == JRT_PART_NET
				     ? JRT_AS_BITS
				     : JRT_AS_LANE;

	jrt_machine_ask(tables->main, part->among, JRT_AS_BITS);
	if (jrt_part_needs_a(part->kind))
		jrt_machine_ask(tables->main, part->a, form);
	if (jrt_part_needs_b(part->kind))
		jrt_machine_ask(tables->main, part->b, form);
}

void jrt_tables_ready(struct jrt_tables *tables)
{
	for (size_t i = 0; i < tables->part.count; i++)
		ask_for_part(tables, tables->part.at[i].part);
	jrt_classes_ready(&tables->classes, tables->main);
	tables->class_bits =
		JB_NEW_ARRAY(tables->arena, uint64_t, JRT_CLASSES_FEW * JRT_LANE_WORDS);
	tables->cell_of = JB_NEW_ARRAY(tables->arena, uint32_t, JRT_LANE_ROWS);
	tables->chosen = JB_NEW_ARRAY(tables->arena, int64_t, JRT_LANE_ROWS);
	jrt_machine_ready(tables->main, tables->arena);
}

/* ---- what a batch is to a part ---- */

static void known_of(const struct jrt_tables *tables, const struct jrt_part *part, uint32_t number,
		     uint32_t rows, uint64_t *known)
{
	const struct jrt_machine *main = tables->main;

	if (part->kind != JRT_PART_SHARE && part->kind != JRT_PART_NET) {
		tables->kernels->bits_of_bytes(main->lane[number].known, rows, known);
		return;
	}
	for (uint32_t w = 0; w < JRT_WORDS_OF(rows); w++)
		known[w] = main->bits[number].yes[w] | main->bits[number].no[w];
}

static void unusable_unless_known(const struct jrt_tables *tables, struct jrt_shared_part *part,
				  uint32_t number, uint32_t rows)
{
	uint64_t known[JRT_LANE_WORDS];

	known_of(tables, part->part, number, rows, known);
	for (uint32_t w = 0; w < JRT_WORDS_OF(rows); w++) {
		part->unusable[w] |= part->in[w] & ~known[w];
		part->in[w] &= known[w];
	}
}

/* S6: not being due goes before unknown values, see find_use in meter.c. */
static void take_not_due(const struct jrt_tables *tables, struct jrt_shared_part *part,
			 const struct jrt_metered *rows)
{
	const uint32_t words = JRT_WORDS_OF(rows->rows);
	uint64_t due[JRT_LANE_WORDS];

	memset(part->not_due, 0, words * sizeof *part->not_due);
	for (unsigned w = 0; part->part->windows >> w != 0; w++) {
		if (!(part->part->windows >> w & 1))
			continue;
		tables->kernels->bits_of_bytes(rows->due[w], rows->rows, due);
		for (uint32_t i = 0; i < words; i++) {
			part->not_due[i] |= (part->in[i] | part->unusable[i]) & ~due[i];
			part->in[i] &= due[i];
			part->unusable[i] &= due[i];
		}
	}
	part->some_not_due = jrt_any_bit(part->not_due, rows->rows);
}

static void find_use(const struct jrt_tables *tables, struct jrt_shared_part *part,
		     const struct jrt_metered *rows)
{
	const struct jrt_part *of = part->part;
	const struct jrt_bits *bits = tables->main->bits;
	const uint32_t words = JRT_WORDS_OF(rows->rows);

	jrt_bits_fill(part->in, rows->rows);
	memset(part->unusable, 0, words * sizeof *part->unusable);
	for (uint32_t w = 0; of->among != JRT_NONE && w < words; w++) {
		part->unusable[w] = part->in[w] & ~(bits[of->among].yes[w] | bits[of->among].no[w]);
		part->in[w] &= bits[of->among].yes[w];
	}
	if (jrt_part_needs_a(of->kind))
		unusable_unless_known(tables, part, of->a, rows->rows);
	if (jrt_part_needs_b(of->kind))
		unusable_unless_known(tables, part, of->b, rows->rows);
	if (of->windows)
		take_not_due(tables, part, rows);
	part->some_unusable = jrt_any_bit(part->unusable, rows->rows);
	for (uint32_t w = 0; part->num && w < words; w++)
		part->num[w] = part->in[w] & bits[of->a].yes[w];
	for (uint32_t w = 0; part->den && w < words; w++)
		part->den[w] = part->in[w] & bits[of->b].yes[w];
}

bool jrt_tables_look(struct jrt_tables *tables, const struct jrt_metered *rows)
{
	if (!jrt_classes_find(&tables->classes, rows)) {
		tables->given_up = true;
		jrt_machine_ask_all(tables->main);
		jrt_machine_ready(tables->main, tables->arena);
		return false;
	}
	for (size_t i = 0; i < tables->part.count; i++)
		if (!tables->part.at[i].waits || rows->which == JRT_ALL_PARTS)
			find_use(tables, &tables->part.at[i], rows);
	return true;
}

/* Runs of one period that are worth being gone through class by class. */
#define RUNS_FEW 4

void jrt_tables_add(struct jrt_tables *tables, size_t number, const struct jrt_metered *rows)
{
	struct jrt_table *table = &tables->table[number];

	if (table->column.count == 0)
		return;
	if (tables->classes.class.count <= JRT_CLASSES_FEW && table->slots->run_count <= RUNS_FEW)
		jrt_table_add_few(tables, table, rows);
	else
		jrt_table_add_many(tables, table, rows);
}

/* ---- the end ---- */

static bool is_in_scope(const struct jrt_classes *classes, const struct jrt_sieve *sieve,
			size_t number)
{
	return sieve->mask == JRT_NONE || jrt_class_says(classes, number, sieve->mask);
}

static bool is_out(const struct jrt_classes *classes, const struct jrt_sieve *sieve, size_t number)
{
	for (size_t i = 0; i < sieve->out_count; i++)
		if (jrt_class_says(classes, number, sieve->out[i]))
			return true;
	return false;
}

/* The classes in scope, found once. */
static void list_classes(const struct jrt_tables *tables, struct jrt_sieve *sieve)
{
	const struct jrt_classes *classes = &tables->classes;

	for (; sieve->looked_at < classes->class.count; sieve->looked_at++)
		if (is_in_scope(classes, sieve, sieve->looked_at))
			*jb_push(tables->arena, &sieve->class) = (uint32_t)sieve->looked_at;
}

static const struct jrt_table_cell *cell_at(const struct jrt_table *table, uint32_t slot,
					    uint32_t number)
{
	uint32_t cell;

	if (slot >= table->by_class.count || number >= table->class_room[slot])
		return NULL;
	cell = table->by_class.at[slot][number];
	return cell ? &table->cell.at[cell - 1] : NULL;
}

/* A cell's tally as the state of a part. */
static struct jrt_part_state state_of(const struct jrt_table_cell *cell, size_t column,
				      const struct jrt_shared_part *part)
{
	const struct jrt_tally *tally = &cell->tally[column];
	const enum jrt_part_kind kind = part->part->kind;
	struct jrt_part_state state = {.kind = kind};

	if (cell->detail[column])
		state = cell->detail[column]->account.state;
	state.n = tally->n;
	state.unusable = tally->unusable;
	state.not_due = tally->not_due;
	state.left_out = (part->waits ? cell->rows_then : cell->rows) - tally->n - tally->unusable -
			 tally->not_due;
	switch (kind) {
	case JRT_PART_COUNT: state.num = (jb_i128)tally->n; break;
	case JRT_PART_SHARE:
	case JRT_PART_MEAN:
		state.num = tally->num;
		state.den = (jb_i128)tally->n;
		break;
	case JRT_PART_SUM:
	case JRT_PART_SUM_SHARE:
		state.num = tally->num;
		state.den = tally->den;
		break;
	case JRT_PART_NET:
		state.positive = (uint64_t)tally->num;
		state.negative = (uint64_t)tally->den;
		state.num = tally->num - tally->den;
		state.den = (jb_i128)tally->n;
		break;
	default: break;
	}
	return state;
}

static void pour_detail(const struct jrt_shared_part *part, struct jrt_detail *detail,
			struct jrt_account *into, struct jb_arena *arena)
{
	struct jrt_histogram *from = &detail->account.histogram;

	jrt_histogram_flush(from, arena);
	if (from->count) {
		struct jrt_value_count *joined = JB_NEW_ARRAY(arena, struct jrt_value_count,
							      from->count + into->histogram.count);

		into->histogram.count = into->histogram.room =
			jrt_histogram_join(joined, into->histogram.value, into->histogram.count,
					   from->value, from->count);
		into->histogram.value = joined;
	}
	jrt_dense_pour(&detail->dense, &part->unit, &into->histogram, arena);
	for (size_t i = 0; i < detail->account.stocks.count; i++)
		jrt_stocks_add(&into->stocks, arena, detail->account.stocks.at[i].time,
			       detail->account.stocks.at[i].sum);
}

void jrt_tables_pour(const struct jrt_tables *tables, const struct jrt_meter_run *run,
		     uint32_t slot, size_t part, struct jrt_account *into, struct jb_arena *arena)
{
	struct jrt_sieve *sieve = run->sieve;
	const size_t column = sieve->column[part];
	const struct jrt_shared_part *shared = &tables->part.at[sieve->table->column.at[column]];

	list_classes(tables, sieve);
	for (size_t i = 0; i < sieve->class.count; i++) {
		const struct jrt_table_cell *cell = cell_at(sieve->table, slot, sieve->class.at[i]);
		struct jrt_part_state state;

		if (!cell || is_out(&tables->classes, sieve, sieve->class.at[i]))
			continue;
		state = state_of(cell, column, shared);
		jrt_part_state_merge(arena, &into->state, &state);
		if (cell->detail[column])
			pour_detail(shared, cell->detail[column], into, arena);
	}
}

void jrt_tables_pass(const struct jrt_tables *tables, const struct jrt_meter_run *run,
		     uint32_t slot, struct jrt_passed *passed)
{
	struct jrt_sieve *sieve = run->sieve;

	list_classes(tables, sieve);
	for (size_t i = 0; i < sieve->class.count; i++) {
		const struct jrt_table_cell *cell = cell_at(sieve->table, slot, sieve->class.at[i]);

		if (!cell)
			continue;
		passed->in_scope += cell->rows;
		if (is_out(&tables->classes, sieve, sieve->class.at[i]))
			passed->relieved += cell->rows;
	}
}
