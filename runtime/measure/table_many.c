/*
 * From the rows of a batch to the cells of a table, where there are many classes, or where the
 * periods change from row to row: every row goes to its own cell.
 */
#include "measure/table_parts.h"

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
	jrt_table_choose_unit(tables, part, bits, rows->rows);
	for (uint32_t w = 0; w < JRT_WORDS_OF(rows->rows); w++)
		JRT_FOR_EACH_BIT(row, bits[w], w * JRT_WORD_ROWS)
		{
			struct jrt_table_cell *cell = &table->cell.at[tables->cell_of[row]];

			jrt_table_add_value(
				tables, part,
				jrt_table_detail(tables, cell, column, part->part->kind),
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

		if (!jrt_part_is_wanted(part, rows->which))
			continue;
		count_many(tables, table, c, part, taken, words);
		if (jrt_part_is_sum(part->part->kind))
			sum_many(tables, table, c, part, taken, words);
		if (jrt_part_has_detail(part->part->kind))
			details_many(tables, table, c, part, rows, taken);
	}
}
