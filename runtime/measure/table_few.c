/*
 * From the rows of a batch to the cells of a table, where there are few classes: each is a mask of
 * bits, and counts are counts of bits; sums go row by row into one register a class.
 */
#include <string.h>

#include "measure/table_parts.h"

/* Where a count of bits goes. */
struct counted {
	uint32_t column;
	enum { IN, UNUSABLE, NOT_DUE, NUM, DEN } what;
};

#define COUNTED_MOST 64

/* The lists of bits of some columns, from `*column` on, as many as fit. */
static size_t list_counts(const struct jrt_tables *tables, const struct jrt_table *table,
			  enum jrt_which which, size_t *column, const uint64_t **list,
			  struct counted *counted)
{
	size_t count = 0;

	for (; *column < table->column.count && count + 5 <= COUNTED_MOST; (*column)++) {
		const struct jrt_shared_part *part = &tables->part.at[table->column.at[*column]];
		const uint64_t *bits[] = {[IN] = part->in,
					  [UNUSABLE] = part->some_unusable ? part->unusable : NULL,
					  [NOT_DUE] = part->some_not_due ? part->not_due : NULL,
					  [NUM] = part->num,
					  [DEN] = part->den};

		for (unsigned what = IN; jrt_part_is_wanted(part, which) && what <= DEN; what++) {
			if (!bits[what])
				continue;
			list[count] = bits[what];
			counted[count].column = (uint32_t)*column;
			counted[count++].what = what;
		}
	}
	return count;
}

static void take_count(struct jrt_tally *tally, const struct counted *counted, uint64_t count)
{
	tally += counted->column;
	switch (counted->what) {
	case IN: tally->n += count; break;
	case UNUSABLE: tally->unusable += count; break;
	case NOT_DUE: tally->not_due += count; break;
	case NUM: tally->num += (jb_i128)count; break;
	case DEN: tally->den += (jb_i128)count; break;
	}
}

/* The rows of a run, of those that are taken. */
static void bits_of_run(struct jrt_run run, const uint64_t *taken, uint64_t *bits)
{
	for (uint32_t w = 0; w < JRT_LANE_WORDS; w++) {
		const uint32_t first = w * JRT_WORD_ROWS;
		uint64_t word = taken[w];

		if (run.begin >= first + JRT_WORD_ROWS || run.end <= first)
			word = 0;
		else if (run.begin > first)
			word &= UINT64_MAX << (run.begin - first);
		if (run.end > first && run.end < first + JRT_WORD_ROWS)
			word &= ~(UINT64_MAX << (run.end - first));
		bits[w] = word;
	}
}

/* Counts of the classes of one run. */
static void count_run(struct jrt_tables *tables, struct jrt_table *table, struct jrt_run run,
		      const struct jrt_metered *rows, const uint64_t *taken)
{
	const uint32_t words = JRT_WORDS_OF(rows->rows);
	uint64_t in_run[JRT_LANE_WORDS], mask[JRT_LANE_WORDS], count[COUNTED_MOST];
	const uint64_t *list[COUNTED_MOST], *all = in_run;
	struct counted counted[COUNTED_MOST];

	bits_of_run(run, taken, in_run);
	for (uint32_t k = 0; k < tables->classes.class.count; k++) {
		const uint64_t *class_bits = tables->class_bits + k * JRT_LANE_WORDS;
		struct jrt_table_cell *cell;

		tables->kernels->count(class_bits, &all, 1, words, count);
		if (count[0] == 0)
			continue;
		for (uint32_t w = 0; w < words; w++)
			mask[w] = class_bits[w] & in_run[w];
		cell = jrt_table_cell(tables, table, run.slot, k);
		cell->rows += count[0];
		if (rows->which == JRT_ALL_PARTS)
			cell->rows_then += count[0];
		for (size_t column = 0; column < table->column.count;) {
			size_t lists =
				list_counts(tables, table, rows->which, &column, list, counted);

			tables->kernels->count(mask, list, lists, words, count);
			for (size_t i = 0; i < lists; i++)
				take_count(cell->tally, &counted[i], count[i]);
		}
	}
}

/* Values below 2^53 may be added up for 1,024 rows without passing 64 bits. */
#define SMALL (UINT64_C(1) << 53)

/* Neighbouring rows go to registers of their own, so that none waits for the one before. */
static void sum_small(const uint16_t *class_of, const int64_t *value, struct jrt_run run,
		      jb_i128 *sum)
{
	int64_t even[JRT_CLASSES_FEW] = {0}, odd[JRT_CLASSES_FEW] = {0};
	uint32_t row = run.begin;

	for (; row + 2 <= run.end; row += 2) {
		even[class_of[row]] += value[row];
		odd[class_of[row + 1]] += value[row + 1];
	}
	if (row < run.end)
		even[class_of[row]] += value[row];
	for (size_t k = 0; k < JRT_CLASSES_FEW; k++)
		sum[k] = (jb_i128)even[k] + odd[k];
}

static void sum_large(const uint16_t *class_of, const int64_t *value, struct jrt_run run,
		      jb_i128 *sum)
{
	memset(sum, 0, JRT_CLASSES_FEW * sizeof *sum);
	for (uint32_t row = run.begin; row < run.end; row++)
		sum[class_of[row]] += value[row];
}

static void sum_few(struct jrt_tables *tables, struct jrt_table *table, size_t column,
		    uint32_t operand, bool den, const struct jrt_metered *rows,
		    const uint64_t *taken)
{
	const struct jrt_shared_part *part = &tables->part.at[table->column.at[column]];
	const uint16_t *class_of = tables->classes.of;
	uint64_t bits[JRT_LANE_WORDS], magnitude;

	for (uint32_t w = 0; w < JRT_WORDS_OF(rows->rows); w++)
		bits[w] = part->in[w] & taken[w];
	magnitude = tables->kernels->choose(tables->main->lane[operand].value, bits, rows->rows,
					    tables->chosen);
	for (size_t r = 0; r < table->slots->run_count; r++) {
		struct jrt_run run = table->slots->run[r];
		jb_i128 sum[JRT_CLASSES_FEW];

		(magnitude < SMALL ? sum_small : sum_large)(class_of, tables->chosen, run, sum);
		for (uint32_t k = 0; k < tables->classes.class.count; k++) {
			struct jrt_tally *tally;

			if (sum[k] == 0)
				continue;
			tally = &jrt_table_cell(tables, table, run.slot, k)->tally[column];
			*(den ? &tally->den : &tally->num) += sum[k];
		}
	}
}

/* What of a class is at hand while the rows of a run are gone through. */
struct at_hand {
	struct jrt_detail *detail;
	uint32_t *count; /* of its dense values */
	size_t room;
	uint64_t n;
};

/* Details of a class of which there was no row in this run before. */
static void take_in_hand(struct jrt_tables *tables, struct jrt_table *table, size_t column,
			 uint32_t slot, uint32_t class_number, struct at_hand *hand)
{
	struct jrt_table_cell *cell = jrt_table_cell(tables, table, slot, class_number);
	const enum jrt_part_kind kind = tables->part.at[table->column.at[column]].part->kind;

	hand->detail = jrt_table_detail(tables, cell, column, kind);
	hand->n = cell->tally[column].n;
}

/* A value that needs more than a counter to be raised. */
static void add_rarer(struct jrt_tables *tables, const struct jrt_shared_part *part,
		      struct at_hand *hand, int64_t value)
{
	jrt_dense_add(&hand->detail->dense, &part->unit, &hand->detail->account.histogram,
		      tables->arena, value, hand->n);
	hand->count = hand->detail->dense.count;
	hand->room = hand->detail->dense.room;
}

static void values_few(struct jrt_tables *tables, struct jrt_table *table, size_t column,
		       struct jrt_run run, const uint64_t *bits)
{
	const struct jrt_shared_part *part = &tables->part.at[table->column.at[column]];
	const int64_t *value = tables->main->lane[part->part->a].value;
	const uint16_t *class_of = tables->classes.of;
	const struct jrt_unit unit = part->unit;
	struct at_hand hand[JRT_CLASSES_FEW] = {0};

	for (uint32_t w = run.begin / JRT_WORD_ROWS; w < JRT_WORDS_OF(run.end); w++)
		JRT_FOR_EACH_BIT(row, bits[w], w * JRT_WORD_ROWS)
		{
			const uint16_t k = class_of[row];
			const uint64_t quotient = jrt_quotient(&unit, value[row]);

			if (quotient < hand[k].room && hand[k].count[quotient] != UINT32_MAX) {
				hand[k].count[quotient]++;
				continue;
			}
			if (!hand[k].detail)
				take_in_hand(tables, table, column, run.slot, k, &hand[k]);
			add_rarer(tables, part, &hand[k], value[row]);
		}
}

static void others_few(struct jrt_tables *tables, struct jrt_table *table, size_t column,
		       struct jrt_run run, const uint64_t *bits, const int64_t *time)
{
	const struct jrt_shared_part *part = &tables->part.at[table->column.at[column]];
	const int64_t *value = tables->main->lane[part->part->a].value;
	struct at_hand hand[JRT_CLASSES_FEW] = {0};

	for (uint32_t w = run.begin / JRT_WORD_ROWS; w < JRT_WORDS_OF(run.end); w++)
		JRT_FOR_EACH_BIT(row, bits[w], w * JRT_WORD_ROWS)
		{
			const uint16_t k = tables->classes.of[row];

			if (!hand[k].detail)
				take_in_hand(tables, table, column, run.slot, k, &hand[k]);
			jrt_table_add_value(tables, part, hand[k].detail, value[row], time[row],
					    hand[k].n);
		}
}

static void details_few(struct jrt_tables *tables, struct jrt_table *table, size_t column,
			const struct jrt_metered *rows, const uint64_t *taken)
{
	struct jrt_shared_part *part = &tables->part.at[table->column.at[column]];
	const enum jrt_part_kind kind = part->part->kind;
	uint64_t bits[JRT_LANE_WORDS];

	for (size_t r = 0; r < table->slots->run_count; r++) {
		struct jrt_run run = table->slots->run[r];

		bits_of_run(run, taken, bits);
		for (uint32_t w = 0; w < JRT_WORDS_OF(rows->rows); w++)
			bits[w] &= part->in[w];
		if (kind == JRT_PART_VALUES || kind == JRT_PART_DISTINCT) {
			jrt_table_choose_unit(tables, part, bits, rows->rows);
			values_few(tables, table, column, run, bits);
		} else {
			others_few(tables, table, column, run, bits, rows->times.time);
		}
	}
}

void jrt_table_add_few(struct jrt_tables *tables, struct jrt_table *table,
		       const struct jrt_metered *rows)
{
	uint64_t taken[JRT_LANE_WORDS] = {0};

	tables->kernels->bits_of_bytes(rows->take, rows->rows, taken);
	for (uint32_t k = 0; k < tables->classes.class.count; k++)
		tables->kernels->equal_class(tables->classes.of, (uint16_t)k, rows->rows,
					     tables->class_bits + k * JRT_LANE_WORDS);
	for (size_t r = 0; r < table->slots->run_count; r++)
		count_run(tables, table, table->slots->run[r], rows, taken);
	for (size_t c = 0; c < table->column.count; c++) {
		const struct jrt_shared_part *shared = &tables->part.at[table->column.at[c]];
		const struct jrt_part *part = shared->part;

		if (!jrt_part_is_wanted(shared, rows->which))
			continue;
		if (jrt_part_is_sum(part->kind))
			sum_few(tables, table, c, part->a, false, rows, taken);
		if (part->kind == JRT_PART_SUM_SHARE)
			sum_few(tables, table, c, part->b, true, rows, taken);
		if (jrt_part_has_detail(part->kind))
			details_few(tables, table, c, rows, taken);
	}
}
