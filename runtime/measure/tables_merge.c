/*
 * Tables over some rows of a source moved into those over others. Both were made for the same
 * meters, so that parts, columns and questions have the same numbers; classes and periods were met
 * in another order.
 */
#include "measure/table_parts.h"

const uint16_t *jrt_tables_match(struct jrt_tables *into, const struct jrt_tables *from)
{
	const size_t count = from->classes.class.count;
	uint16_t *number = JB_NEW_ARRAY(into->arena, uint16_t, count + 1);

	for (size_t c = 0; c < count; c++) {
		number[c] = jrt_classes_number(&into->classes, from->classes.class.at[c]);
		if (number[c] == JRT_CLASS_NEW)
			return NULL;
	}
	return number;
}

/* ---- details ---- */

/* A part in both tables. */
struct both {
	struct jrt_tables *into, *from;
	struct jrt_shared_part *part;
	const struct jrt_shared_part *from_part;
};

/* Counters of another unit, or that would go round, become a list. */
static void merge_dense(const struct both *both, struct jrt_detail *to, struct jrt_detail *from)
{
	struct jrt_unit *unit = &both->part->unit;

	if (from->dense.room == 0)
		return;
	if (unit->size == 0)
		*unit = both->from_part->unit;
	if (unit->size != both->from_part->unit.size ||
	    (to->dense.room > 0 && !jrt_dense_merge(&to->dense, &from->dense, both->into->arena))) {
		jrt_histogram_flush(&from->account.histogram, both->from->arena);
		jrt_dense_pour(&from->dense, &both->from_part->unit, &from->account.histogram,
			       both->from->arena);
	} else if (to->dense.room == 0) {
		to->dense.count =
			jb_hand_over(both->from->arena, both->into->arena, from->dense.count,
				     from->dense.room * sizeof *from->dense.count);
		to->dense.room = from->dense.room;
	}
}

static void merge_detail(const struct both *both, struct jrt_detail *to, struct jrt_detail *from)
{
	const struct jrt_stocks *stocks = &from->account.stocks;

	merge_dense(both, to, from);
	jrt_part_state_merge(both->into->arena, &to->account.state, &from->account.state);
	jrt_histogram_merge(&to->account.histogram, both->into->arena, &from->account.histogram,
			    both->from->arena);
	for (size_t i = 0; i < stocks->count; i++)
		jrt_stocks_add(&to->account.stocks, both->into->arena, stocks->at[i].time,
			       stocks->at[i].sum);
}

/* ---- cells ---- */

static void add_tally(struct jrt_tally *to, const struct jrt_tally *from)
{
	to->n += from->n;
	to->unusable += from->unusable;
	to->not_due += from->not_due;
	to->num += from->num;
	to->den += from->den;
}

static void merge_cell(struct jrt_tables *into, struct jrt_table_cell *to, struct jrt_tables *from,
		       const struct jrt_table *table, const struct jrt_table_cell *cell)
{
	to->rows += cell->rows;
	to->rows_then += cell->rows_then;
	for (size_t c = 0; c < table->column.count; c++) {
		const uint32_t part = table->column.at[c];
		const struct both both = {into, from, &into->part.at[part], &from->part.at[part]};

		add_tally(&to->tally[c], &cell->tally[c]);
		if (cell->detail[c])
			merge_detail(&both, jrt_table_detail(into, to, c, both.part->part->kind),
				     cell->detail[c]);
	}
}

void jrt_tables_merge(struct jrt_tables *into, uint32_t slot, struct jrt_tables *from,
		      uint32_t from_slot, size_t number, const uint16_t *classes)
{
	const struct jrt_table *table = &from->table[number];

	if (from_slot >= table->by_class.count)
		return;
	for (size_t c = 0; c < table->class_room[from_slot]; c++) {
		const uint32_t cell = table->by_class.at[from_slot][c];

		if (cell > 0)
			merge_cell(into,
				   jrt_table_cell(into, &into->table[number], slot, classes[c]),
				   from, table, &table->cell.at[cell - 1]);
	}
}
