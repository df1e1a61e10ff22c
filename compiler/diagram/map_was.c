/*
 * As it is beside as it shall be: a journey that amends another is shown with what that other says,
 * in rows of their own below its rows, only where the two differ. Touchpoints and stages meet by
 * name, as in the language.
 */
#include "diagram/map_internal.h"

#include "base/map.h"
#include "diagram/words.h"

#define NOTHING "\xe2\x80\x93" /* where only one of the two says something */

static void index_touchpoints(struct jb_map *index, const struct jy_journey *journey)
{
	for (size_t s = 0; s < journey->stage_count; s++)
		for (size_t t = 0; t < journey->stage[s].touchpoint_count; t++)
			*jb_map_put(index, journey->stage[s].touchpoint[t].decl.name, NULL) =
				(uint64_t)(uintptr_t)&journey->stage[s].touchpoint[t];
}

void map_find_was(struct map *map)
{
	const struct jy_journey *amends = map_amended(map);
	struct jb_map touchpoints, stages;
	if (amends == NULL)
		return;
	jb_map_init(&touchpoints, map->arena);
	jb_map_init(&stages, map->arena);
	index_touchpoints(&touchpoints, amends);
	for (size_t i = 0; i < amends->stage_count; i++)
		*jb_map_put(&stages, amends->stage[i].decl.name, NULL) = i;
	for (size_t i = 0; i < map->column_count; i++) {
		struct map_column *column = &map->column[i];
		const uint64_t *at =
			column->touchpoint != NULL
				? jb_map_get(&touchpoints, column->touchpoint->decl.name)
				: NULL;
		column->was = at != NULL ? (const struct jy_touchpoint *)(uintptr_t)*at : NULL;
	}
	for (size_t i = 0; i < map->stage_count; i++) {
		const uint64_t *at = jb_map_get(&stages, map->stage[i].stage->decl.name);
		map->stage[i].was = at != NULL ? &amends->stage[*at] : NULL;
	}
}

/* ---- what differs --------------------------------------------------------------------------- */

static bool same_cells(const struct map_cell *a, const struct map_cell *b)
{
	if (a->items.count != b->items.count)
		return false;
	for (size_t i = 0; i < a->items.count; i++)
		if (a->items.at[i].box != b->items.at[i].box ||
		    !jb_text_equal(a->items.at[i].text, b->items.at[i].text))
			return false;
	return true;
}

static void say_nothing(struct map *map, struct map_cell *cell)
{
	if (cell->items.count == 0)
		map_item_add(map, cell, MAP_ITEM_TEXT, JY_ROLE_BAND, JY_ROLE_T_NOTE,
			     JB_TEXT(NOTHING));
}

/* What is the same is said once. */
static void compare(struct map *map, struct map_cell *now, struct map_cell *was, bool met)
{
	if (same_cells(now, was)) {
		was->items.count = 0;
	} else if (met) {
		say_nothing(map, now);
		say_nothing(map, was);
	}
}

static void compare_rows(struct map *map, struct map_row *now, struct map_row *was)
{
	size_t count = now->by_stage ? map->stage_count : map->column_count;
	for (size_t i = 0; i < count; i++)
		compare(map, &now->cell[i], &was->cell[i],
			now->by_stage ? map->stage[i].was != NULL : map->column[i].was != NULL);
	for (size_t i = 0; !now->by_stage && i < map->stage_count; i++)
		compare(map, &now->over[i], &was->over[i], map->stage[i].was != NULL);
}

/* ---- its rows ------------------------------------------------------------------------------- */

/* The same columns and stages, as the amended journey has them. */
static struct map *map_of_was(struct map *map)
{
	struct map *was = JB_NEW(map->arena, struct map);
	*was = *map;
	was->journey = map_amended(map);
	was->column = JB_NEW_ARRAY(map->arena, struct map_column, map->column_count);
	was->stage = JB_NEW_ARRAY(map->arena, struct map_stage, map->stage_count);
	for (size_t i = 0; i < map->column_count; i++) {
		was->column[i] = map->column[i];
		was->column[i].touchpoint = map->column[i].was;
	}
	for (size_t i = 0; i < map->stage_count; i++) {
		was->stage[i] = map->stage[i];
		was->stage[i].stage = map->stage[i].was;
	}
	return was;
}

struct jb_text map_was_name(const struct map *map)
{
	struct jb_text state = map_state_line(map_amended(map));
	return state.size > 0 ? state : JB_TEXT("Before");
}

static void note(struct map *map, struct map_row *row, struct jb_text name)
{
	row->note = row->note.size > 0 ? jb_text_printf(map->arena, "%.*s \xc2\xb7 %.*s",
							JB_ARG(name), JB_ARG(row->note))
				       : name;
}

/* Cards of what is to go have a dashed rim, also those of moments of truth. */
static void fade(struct map *was)
{
	for (size_t i = 0; i < was->column_count; i++) {
		struct map_cell *cell = &was->row[MAP_ROW_TOUCHPOINT].cell[i];
		for (size_t k = 0; k < cell->items.count; k++)
			if (cell->items.at[k].kind == MAP_ITEM_CARD)
				cell->items.at[k].box = JY_ROLE_CARD_WAS;
	}
}

void map_fill_was(struct map *map)
{
	if (map_amended(map) == NULL)
		return;
	struct map *was = map->was = map_of_was(map);
	map_find_period(was);
	map_fill_rows(was);
	for (int kind = MAP_ROW_TOUCHPOINT; kind < MAP_ROW_COUNT; kind++) {
		was->row[kind].was = true;
		note(was, &was->row[kind], map_was_name(map));
		compare_rows(map, &map->row[kind], &was->row[kind]);
	}
	fade(was);
}
