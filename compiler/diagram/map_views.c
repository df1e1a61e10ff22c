/*
 * The views of the map family: which rows each has, in which order, and which of them a picture
 * shows.
 */
#include "diagram/map_internal.h"

#include "diagram/selection.h"

#define ROWS(list) .row = list, .row_count = sizeof list / sizeof *list

static const struct map_view_row map_rows[] = {
	{.kind = MAP_ROW_STAGE, .always = true},
	{.kind = MAP_ROW_TOUCHPOINT, .always = true},
	{.kind = MAP_ROW_CHANNEL},
	{.kind = MAP_ROW_DELIVERED},
	{.kind = MAP_ROW_OWNER},
	{.kind = MAP_ROW_EMOTION},
	{.kind = MAP_ROW_FIGURES},
	{.kind = MAP_ROW_FEELINGS},
	{.kind = MAP_ROW_WORDS},
	{.kind = MAP_ROW_DOES},
	{.kind = MAP_ROW_EVIDENCE},
	{.kind = MAP_ROW_TAKES},
	{.kind = MAP_ROW_NEXT},
	{.kind = MAP_ROW_PAIN},
	{.kind = MAP_ROW_RISK},
	{.kind = MAP_ROW_OPPORTUNITY},
	{.kind = MAP_ROW_ACTION},
	{.kind = MAP_ROW_EMPOWERED},
	{.kind = MAP_ROW_FRONTSTAGE},
	{.kind = MAP_ROW_BACKSTAGE},
	{.kind = MAP_ROW_SUPPORT},
	{.kind = MAP_ROW_SUCCESS},
	{.kind = MAP_ROW_STAGE_SUCCESS},
};

const struct map_view map_view_map = {
	.id = "map",
	.what = "Journey map",
	ROWS(map_rows),
	.column_least = 156,
	.column_most = 236,
	.plot = 176,
};

#define VISIBLE JY_ROLE_LINE_VISIBILITY
#define CONTACT JY_ROLE_LINE_INTERACTION

/* Physical evidence, the customer, and three lines behind each of which less is seen: Shostack,
 * "Designing Services That Deliver", 1984; Bitner, Ostrom and Morgan, "Service Blueprinting",
 * 2008. What stands behind the last line is no part of theirs and must be asked for. */
static const struct map_view_row blueprint_rows[] = {
	{.kind = MAP_ROW_STAGE, .always = true},
	{.kind = MAP_ROW_TAKES},
	{.kind = MAP_ROW_EVIDENCE, .label = "Customer evidence"},
	{.kind = MAP_ROW_TOUCHPOINT, .label = "Customer actions", .always = true},
	{.kind = MAP_ROW_DOES},
	{.kind = MAP_ROW_CHANNEL},
	{.kind = MAP_ROW_DELIVERED, .line = "line of interaction", .line_role = CONTACT},
	{.kind = MAP_ROW_FRONTSTAGE,
	 .always = true,
	 .line = "line of interaction",
	 .line_role = CONTACT},
	{.kind = MAP_ROW_EMPOWERED, .asked = true},
	{.kind = MAP_ROW_BACKSTAGE,
	 .always = true,
	 .line = "line of visibility",
	 .line_role = VISIBLE},
	{.kind = MAP_ROW_SUPPORT,
	 .always = true,
	 .line = "line of internal interaction",
	 .line_role = CONTACT},
	{.kind = MAP_ROW_OWNER, .asked = true},
	{.kind = MAP_ROW_EMOTION, .asked = true},
	{.kind = MAP_ROW_FIGURES, .asked = true},
	{.kind = MAP_ROW_FEELINGS, .asked = true},
	{.kind = MAP_ROW_WORDS, .asked = true},
	{.kind = MAP_ROW_NEXT, .asked = true},
	{.kind = MAP_ROW_PAIN, .asked = true},
	{.kind = MAP_ROW_RISK, .asked = true},
	{.kind = MAP_ROW_OPPORTUNITY, .asked = true},
	{.kind = MAP_ROW_ACTION, .asked = true},
	{.kind = MAP_ROW_SUCCESS, .asked = true},
	{.kind = MAP_ROW_STAGE_SUCCESS, .asked = true},
};

const struct map_view map_view_blueprint = {
	.id = "blueprint",
	.what = "Service blueprint",
	ROWS(blueprint_rows),
	.column_least = 156,
	.column_most = 236,
	.plot = 176,
	.service = true,
};

static const struct map_view_row emotion_rows[] = {
	{.kind = MAP_ROW_STAGE, .always = true},
	{.kind = MAP_ROW_TOUCHPOINT, .always = true},
	{.kind = MAP_ROW_EMOTION, .always = true},
	{.kind = MAP_ROW_FIGURES},
	{.kind = MAP_ROW_FEELINGS},
	{.kind = MAP_ROW_CHANNEL, .asked = true},
	{.kind = MAP_ROW_DELIVERED, .asked = true},
	{.kind = MAP_ROW_OWNER, .asked = true},
	{.kind = MAP_ROW_WORDS, .asked = true},
	{.kind = MAP_ROW_DOES, .asked = true},
	{.kind = MAP_ROW_EVIDENCE, .asked = true},
	{.kind = MAP_ROW_TAKES, .asked = true},
	{.kind = MAP_ROW_NEXT, .asked = true},
	{.kind = MAP_ROW_PAIN, .asked = true},
	{.kind = MAP_ROW_RISK, .asked = true},
	{.kind = MAP_ROW_OPPORTUNITY, .asked = true},
	{.kind = MAP_ROW_ACTION, .asked = true},
	{.kind = MAP_ROW_EMPOWERED, .asked = true},
	{.kind = MAP_ROW_FRONTSTAGE, .asked = true},
	{.kind = MAP_ROW_BACKSTAGE, .asked = true},
	{.kind = MAP_ROW_SUPPORT, .asked = true},
	{.kind = MAP_ROW_SUCCESS, .asked = true},
	{.kind = MAP_ROW_STAGE_SUCCESS, .asked = true},
};

const struct map_view map_view_emotion = {
	.id = "emotion",
	.what = "Emotion curve",
	ROWS(emotion_rows),
	.column_least = 116,
	.column_most = 200,
	.plot = 340,
	.alone = true,
};

static const char *const lane_name[] = {
#define ROW(id, name, label) name,
#include "diagram/map_rows.def"
#undef ROW
};

/* What is said of a stage's success goes with what is said of its touchpoints'. */
static struct jb_text lane_of(enum map_row_kind kind)
{
	return jb_text_of(lane_name[kind == MAP_ROW_STAGE_SUCCESS ? MAP_ROW_SUCCESS : kind]);
}

static bool says_something(const struct map *map, const struct map_row *row)
{
	size_t count = row->by_stage ? map->stage_count : map->column_count;
	if (row->kind == MAP_ROW_EMOTION)
		return map->emotion != NULL;
	if (row->kind == MAP_ROW_FIGURES)
		return map->figures.count > 0;
	for (size_t i = 0; i < count; i++)
		if (row->cell[i].items.count > 0)
			return true;
	for (size_t i = 0; !row->by_stage && i < map->stage_count; i++)
		if (row->over[i].items.count > 0)
			return true;
	return false;
}

/* Whether the picture has the row if it says something. */
static bool is_wanted(const struct map *map, const struct map_view_row *row)
{
	const struct jy_texts *lanes = &map->options->selection.lanes;
	return row->always ||
	       (lanes->count > 0 ? jy_selection_names(lanes, lane_of(row->kind)) : !row->asked);
}

bool map_wants(const struct map *map, enum map_row_kind kind)
{
	for (size_t i = 0; i < map->view->row_count; i++)
		if (map->view->row[i].kind == kind)
			return is_wanted(map, &map->view->row[i]);
	return false;
}

static void find_signs(struct map *map, const struct map_cell *cell, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < cell[i].items.count; k++)
			if (cell[i].items.at[k].kind == MAP_ITEM_SIGN)
				map->signs[cell[i].items.at[k].box] = true;
}

/* A line is above the first row that is shown of those that name it. */
static const struct map_view_row *line_above(const struct map *map, const struct map_view_row *view)
{
	for (size_t i = 0; i < map->shown_count && view->line != NULL; i++)
		if (map->shown_row[i]->line != NULL &&
		    jb_text_is(jb_text_of(map->shown_row[i]->line->line), view->line))
			return NULL;
	return view->line != NULL ? view : NULL;
}

/* A blueprint without a word in one of its parts is a finding, not a lane to leave out; and so is
 * a curve without a point. */
static void note_silence(const struct map *map, struct map_row *row)
{
	if (!row->view->always || row->kind == MAP_ROW_STAGE || says_something(map, row))
		return;
	row->note = row->kind == MAP_ROW_EMOTION ? JB_TEXT("no feeling has a number")
						 : JB_TEXT("nothing is said");
}

static void show_row(struct map *map, struct map_row *row)
{
	map->shown_row[map->shown_count++] = row;
	find_signs(map, row->cell, row->by_stage ? map->stage_count : map->column_count);
	if (!row->by_stage)
		find_signs(map, row->over, map->stage_count);
}

static void choose_row(struct map *map, const struct map_view_row *view, struct map_row *row)
{
	row->view = view;
	if (view->label != NULL)
		row->label = jb_text_of(view->label);
	if (!is_wanted(map, view) || !(view->always || says_something(map, row)))
		return;
	row->line = line_above(map, view);
	note_silence(map, row);
	show_row(map, row);
}

/* What the amended journey says else, below what this one says. */
static void choose_was(struct map *map, const struct map_view_row *view)
{
	struct map_row *row = map->was != NULL ? &map->was->row[view->kind] : NULL;
	bool lane = view->kind != MAP_ROW_STAGE && view->kind != MAP_ROW_EMOTION &&
		    view->kind != MAP_ROW_FIGURES;
	if (row == NULL || !lane || !is_wanted(map, view) || !says_something(map, row))
		return;
	row->view = view;
	row->label = map->row[view->kind].label;
	show_row(map, row);
}

void map_choose_rows(struct map *map)
{
	for (size_t i = 0; i < map->view->row_count; i++) {
		choose_row(map, &map->view->row[i], &map->row[map->view->row[i].kind]);
		choose_was(map, &map->view->row[i]);
	}
}
