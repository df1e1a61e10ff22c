/*
 * From the rows of a batch to the cells of a table. Where there are few classes, each is a mask of
 * bits, and counts are counts of bits; sums go row by row into one register a class. Where there
 * are many, or the periods change from row to row, every row goes to its own cell.
 */
#include <string.h>

#include "measure/tables.h"

/* ---- cells ---- */

static void reach(struct jrt_tables *tables, struct jrt_table *table, uint32_t slot,
		  uint32_t class_number)
{
	const size_t before = table->by_class.count;
	size_t room;

	while (table->by_class.count <= slot)
		*jb_push(tables->arena, &table->by_class) = NULL;
	if (table->by_class.count > before) {
		table->class_room = jb_realloc(tables->arena, table->class_room,
					       before * sizeof *table->class_room,
					       table->by_class.count * sizeof *table->class_room);
		memset(table->class_room + before, 0,
		       (table->by_class.count - before) * sizeof *table->class_room);
	}
	if (class_number < table->class_room[slot])
		return;
	room = table->class_room[slot] ? 2 * table->class_room[slot] : 8;
	while (room <= class_number)
		room *= 2;
	table->by_class.at[slot] =
		jb_realloc(tables->arena, table->by_class.at[slot],
			   table->class_room[slot] * sizeof(uint32_t), room * sizeof(uint32_t));
	memset(table->by_class.at[slot] + table->class_room[slot], 0,
	       (room - table->class_room[slot]) * sizeof(uint32_t));
	table->class_room[slot] = room;
}

struct jrt_table_cell *jrt_table_cell(struct jrt_tables *tables, struct jrt_table *table,
				      uint32_t slot, uint32_t class_number)
{
	uint32_t *number;

	reach(tables, table, slot, class_number);
	number = &table->by_class.at[slot][class_number];
	if (*number == 0) {
		struct jrt_table_cell *cell = jb_push(tables->arena, &table->cell);

		*cell = (struct jrt_table_cell){
			.tally = JB_NEW_ARRAY(tables->arena, struct jrt_tally, table->column.count),
			.detail = JB_NEW_ARRAY(tables->arena, struct jrt_detail *,
					       table->column.count),
		};
		*number = (uint32_t)table->cell.count;
	}
	return &table->cell.at[*number - 1];
}

static struct jrt_detail *detail_of(struct jrt_tables *tables, struct jrt_table_cell *cell,
				    size_t column, enum jrt_part_kind kind)
{
	if (!cell->detail[column]) {
		cell->detail[column] = JB_NEW(tables->arena, struct jrt_detail);
		cell->detail[column]->account.state.kind = kind;
	}
	return cell->detail[column];
}

static bool is_wanted(const struct jrt_shared_part *part, enum jrt_which which)
{
	return which == JRT_ALL_PARTS || !part->waits;
}

static bool is_sum(enum jrt_part_kind kind)
{
	return kind == JRT_PART_SUM || kind == JRT_PART_SUM_SHARE || kind == JRT_PART_MEAN;
}

static bool has_detail(enum jrt_part_kind kind)
{
	return kind == JRT_PART_VALUES || kind == JRT_PART_DISTINCT || kind == JRT_PART_SPREAD ||
	       kind == JRT_PART_MAX || kind == JRT_PART_MIN || kind == JRT_PART_LAST ||
	       kind == JRT_PART_STOCK;
}

/* ---- parts that need more than sums ---- */

/* At one instant the greater value is the last, as in merging. */
static bool is_better(const struct jrt_part_state *state, int64_t value, int64_t time)
{
	if (state->n == 0)
		return true;
	if (state->kind == JRT_PART_MAX)
		return value > state->num;
	if (state->kind == JRT_PART_MIN)
		return value < state->num;
	return time > state->last_time || (time == state->last_time && value > state->num);
}

static void add_extreme(struct jrt_part_state *state, int64_t value, int64_t time)
{
	if (is_better(state, value, time)) {
		state->num = value;
		if (state->kind == JRT_PART_LAST)
			state->last_time = time;
	}
	state->n++;
}

static void add_value(struct jrt_tables *tables, const struct jrt_shared_part *part,
		      struct jrt_detail *detail, int64_t value, int64_t time, uint64_t rows)
{
	struct jrt_account *account = &detail->account;

	switch (part->part->kind) {
	case JRT_PART_SPREAD:
		jb_wide_add_square(&account->state.squares, value, 1);
		account->state.num += value;
		break;
	case JRT_PART_MAX:
	case JRT_PART_MIN:
	case JRT_PART_LAST: add_extreme(&account->state, value, time); break;
	case JRT_PART_STOCK: jrt_stocks_add(&account->stocks, tables->arena, time, value); break;
	default:
		jrt_dense_add(&detail->dense, &part->unit, &account->histogram, tables->arena,
			      value, rows);
	}
}

/* The unit of a part's values is that of the first ones. */
static void choose_unit(const struct jrt_tables *tables, struct jrt_shared_part *part,
			const uint64_t *bits, uint32_t rows)
{
	if (part->unit.size != 0 || !jrt_any_bit(bits, rows))
		return;
	part->unit = jrt_unit_of(jrt_unit_for(tables->main->lane[part->part->a].value, bits, rows));
}

/* ---- few classes ---- */

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

		for (unsigned what = IN; is_wanted(part, which) && what <= DEN; what++) {
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

static void details_few(struct jrt_tables *tables, struct jrt_table *table, size_t column,
			const struct jrt_metered *rows, const uint64_t *taken)
{
	struct jrt_shared_part *part = &tables->part.at[table->column.at[column]];
	const int64_t *value = tables->main->lane[part->part->a].value;
	struct jrt_detail *detail[JRT_CLASSES_FEW] = {0};
	uint64_t n[JRT_CLASSES_FEW] = {0};
	uint64_t bits[JRT_LANE_WORDS];

	for (size_t r = 0; r < table->slots->run_count; r++) {
		struct jrt_run run = table->slots->run[r];

		bits_of_run(run, taken, bits);
		for (uint32_t w = 0; w < JRT_LANE_WORDS; w++)
			bits[w] &= w < JRT_WORDS_OF(rows->rows) ? part->in[w] : 0;
		choose_unit(tables, part, bits, rows->rows);
		memset(detail, 0, sizeof detail);
		for (uint32_t w = 0; w < JRT_WORDS_OF(rows->rows); w++)
			JRT_FOR_EACH_BIT(row, bits[w], w * JRT_WORD_ROWS)
			{
				const uint16_t k = tables->classes.of[row];

				if (!detail[k]) {
					struct jrt_table_cell *cell =
						jrt_table_cell(tables, table, run.slot, k);

					detail[k] =
						detail_of(tables, cell, column, part->part->kind);
					n[k] = cell->tally[column].n;
				}
				add_value(tables, part, detail[k], value[row],
					  rows->times.time[row], n[k]);
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

		if (!is_wanted(shared, rows->which))
			continue;
		if (is_sum(part->kind))
			sum_few(tables, table, c, part->a, false, rows, taken);
		if (part->kind == JRT_PART_SUM_SHARE)
			sum_few(tables, table, c, part->b, true, rows, taken);
		if (has_detail(part->kind))
			details_few(tables, table, c, rows, taken);
	}
}

/* ---- many classes ---- */

static void find_cells(struct jrt_tables *tables, struct jrt_table *table,
		       const struct jrt_metered *rows)
{
	for (size_t r = 0; r < table->slots->run_count; r++) {
		struct jrt_run run = table->slots->run[r];

		for (uint32_t row = run.begin; row < run.end; row++) {
			struct jrt_table_cell *cell;

			if (!rows->take[row])
				continue;
			cell = jrt_table_cell(tables, table, run.slot, tables->classes.of[row]);
			cell->rows++;
			cell->rows_then += rows->which == JRT_ALL_PARTS;
			tables->cell_of[row] = (uint32_t)(cell - table->cell.at);
		}
	}
}

static void count_many(const struct jrt_tables *tables, const struct jrt_table *table,
		       size_t column, const struct jrt_shared_part *part, const uint64_t *taken,
		       uint32_t words)
{
	struct jrt_table_cell *cell = table->cell.at;
	const uint32_t *cell_of = tables->cell_of;

	for (uint32_t w = 0; w < words; w++) {
		const uint32_t first = w * JRT_WORD_ROWS;

		JRT_FOR_EACH_BIT(row, part->in[w] & taken[w], first)
		cell[cell_of[row]].tally[column].n++;
		JRT_FOR_EACH_BIT(row, part->unusable[w] & taken[w], first)
		cell[cell_of[row]].tally[column].unusable++;
		if (part->some_not_due)
			JRT_FOR_EACH_BIT(row, part->not_due[w] & taken[w], first)
		cell[cell_of[row]].tally[column].not_due++;
		if (part->num)
			JRT_FOR_EACH_BIT(row, part->num[w] & taken[w], first)
		cell[cell_of[row]].tally[column].num++;
		if (part->den)
			JRT_FOR_EACH_BIT(row, part->den[w] & taken[w], first)
		cell[cell_of[row]].tally[column].den++;
	}
}

static void sum_many(const struct jrt_tables *tables, const struct jrt_table *table, size_t column,
		     const struct jrt_shared_part *part, const uint64_t *taken, uint32_t words)
{
	const int64_t *a = tables->main->lane[part->part->a].value;
	const int64_t *b = part->part->kind == JRT_PART_SUM_SHARE
				   ? tables->main->lane[part->part->b].value
				   : NULL;

	for (uint32_t w = 0; w < words; w++)
		JRT_FOR_EACH_BIT(row, part->in[w] & taken[w], w * JRT_WORD_ROWS)
		{
			struct jrt_tally *tally =
				&table->cell.at[tables->cell_of[row]].tally[column];

			tally->num += a[row];
			tally->den += b ? b[row] : 0;
		}
}

static void details_many(struct jrt_tables *tables, const struct jrt_table *table, size_t column,
			 struct jrt_shared_part *part, const struct jrt_metered *rows,
			 const uint64_t *taken)
{
	const int64_t *value = tables->main->lane[part->part->a].value;
	uint64_t bits[JRT_LANE_WORDS];

	for (uint32_t w = 0; w < JRT_WORDS_OF(rows->rows); w++)
		bits[w] = part->in[w] & taken[w];
	choose_unit(tables, part, bits, rows->rows);
	for (uint32_t w = 0; w < JRT_WORDS_OF(rows->rows); w++)
		JRT_FOR_EACH_BIT(row, bits[w], w * JRT_WORD_ROWS)
		{
			struct jrt_table_cell *cell = &table->cell.at[tables->cell_of[row]];

			add_value(tables, part, detail_of(tables, cell, column, part->part->kind),
				  value[row], rows->times.time[row], cell->tally[column].n);
		}
}

void jrt_table_add_many(struct jrt_tables *tables, struct jrt_table *table,
			const struct jrt_metered *rows)
{
	const uint32_t words = JRT_WORDS_OF(rows->rows);
	uint64_t taken[JRT_LANE_WORDS];

	tables->kernels->bits_of_bytes(rows->take, rows->rows, taken);
	find_cells(tables, table, rows);
	for (size_t c = 0; c < table->column.count; c++) {
		struct jrt_shared_part *part = &tables->part.at[table->column.at[c]];

		if (!is_wanted(part, rows->which))
			continue;
		count_many(tables, table, c, part, taken, words);
		if (is_sum(part->part->kind))
			sum_many(tables, table, c, part, taken, words);
		if (has_detail(part->part->kind))
			details_many(tables, table, c, part, rows, taken);
	}
}
