/*
 * Cells of a table: made when their first row comes, and what parts keep besides counts and sums.
 */
#include <string.h>

#include "measure/table_parts.h"

/* ---- cells ---- */

/* Both lists by slot grow together, by doubling: a row of each day of centuries gives many
 * slots. */
static void reach_slot(struct jrt_tables *tables, struct jrt_table *table, uint32_t slot)
{
	const size_t before = table->by_class.room;
	size_t room;

	while (table->by_class.count <= slot)
		*jb_push(tables->arena, &table->by_class) = NULL;
	room = table->by_class.room;
	if (room == before)
		return;
	table->class_room =
		jb_realloc(tables->arena, table->class_room, before * sizeof *table->class_room,
			   room * sizeof *table->class_room);
	memset(table->class_room + before, 0, (room - before) * sizeof *table->class_room);
}

static void reach(struct jrt_tables *tables, struct jrt_table *table, uint32_t slot,
		  uint32_t class_number)
{
	size_t room;

	reach_slot(tables, table, slot);
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

struct jrt_detail *jrt_table_detail(struct jrt_tables *tables, struct jrt_table_cell *cell,
				    size_t column, enum jrt_part_kind kind)
{
	if (!cell->detail[column]) {
		cell->detail[column] = JB_NEW(tables->arena, struct jrt_detail);
		cell->detail[column]->account.state.kind = kind;
	}
	return cell->detail[column];
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

void jrt_table_add_value(struct jrt_tables *tables, const struct jrt_shared_part *part,
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

void jrt_table_choose_unit(const struct jrt_tables *tables, struct jrt_shared_part *part,
			   const uint64_t *bits, uint32_t rows)
{
	if (part->unit.size != 0 || !jrt_any_bit(bits, rows))
		return;
	part->unit = jrt_unit_of(jrt_unit_for(tables->main->lane[part->part->a].value, bits, rows));
}
