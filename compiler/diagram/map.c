/*
 * The journey map: stages by lanes over columns of touchpoints. This file sets the order of the
 * work and of the drawing; each part has a file of its own (see map_internal.h). All positions are
 * computed here at linear cost; no graph engine is asked.
 */
#include "diagram/map_internal.h"

#include <math.h>

#include "diagram/selection.h"
#include "source/file.h"

static struct map_column *add_column(struct map *map, const struct jy_touchpoint *touchpoint)
{
	struct map_column *column = &map->column[map->column_count++];
	column->stage = map->stage_count;
	column->touchpoint = touchpoint;
	return column;
}

/* A stage without touchpoints has a column of its own, as long as no touchpoints are selected.
 * *left_out: the touchpoint before was not selected. */
static void find_stage(struct map *map, const struct jy_stage *stage, bool *left_out)
{
	const struct jy_selection *selection = &map->options->selection;
	size_t first = map->column_count;
	for (size_t i = 0; i < stage->touchpoint_count; i++)
		if (jy_selection_picks(selection, &stage->touchpoint[i])) {
			add_column(map, &stage->touchpoint[i])->cut = *left_out;
			*left_out = false;
		} else {
			*left_out = true;
		}
	if (stage->touchpoint_count == 0 && jy_selection_picks_stage(selection, stage))
		add_column(map, NULL);
	if (map->column_count > first)
		map->stage[map->stage_count++] =
			(struct map_stage){stage, first, map->column_count};
}

static void find_columns(struct map *map)
{
	const struct jy_journey *journey = map->journey;
	size_t count = journey->stage_count;
	bool left_out = false;
	for (size_t i = 0; i < journey->stage_count; i++)
		count += journey->stage[i].touchpoint_count;
	map->column = JB_NEW_ARRAY(map->arena, struct map_column, count);
	map->stage = JB_NEW_ARRAY(map->arena, struct map_stage, journey->stage_count);
	for (size_t i = 0; i < journey->stage_count; i++)
		find_stage(map, &journey->stage[i], &left_out);
}

static void size_up(struct map *map)
{
	map_fill_rows(map);
	map_choose_rows(map);
	map_size_columns(map);
	map_place_columns(map, MAP_BODY_LEAST);
	map_size_rows(map);
	map_place_rows(map, map_head(map, false));
	if (map->emotion != NULL)
		map_lay_emotion(map, map->row[MAP_ROW_EMOTION].y);
	struct jy_scene *scene = map->scene;
	scene->width = fmax(map->right, map->used) + MAP_MARGIN;
	scene->height = map->bottom + MAP_MARGIN;
}

static void draw_touchpoint(struct map *map, size_t column)
{
	const struct jy_touchpoint *touchpoint = map->column[column].touchpoint;
	const struct jy_diags *diags = map->options->diags;
	if (touchpoint == NULL)
		return;
	struct jb_text id =
		jb_text_printf(map->arena, "%.*s-t%zu", JB_ARG(map->scene->id), column + 1);
	struct jy_group *group = jy_scene_group_begin(map->scene, id, touchpoint->decl.span);
	group->title = map_clean(map, touchpoint->decl.title);
	group->desc = map_describe(map, column);
	const struct jy_file *file =
		diags ? jy_diags_file(diags, touchpoint->decl.span.file) : NULL;
	if (file != NULL)
		group->line = jy_file_line(file, touchpoint->decl.span.begin);
	map_draw_column(map, column);
	jy_scene_group_end(map->scene);
}

static void draw(struct map *map)
{
	struct jy_scene *scene = map->scene;
	jy_scene_box(scene, JY_ROLE_PAGE, (struct jy_rect){0, 0, scene->width, scene->height}, 0);
	map_head(map, true);
	map_draw_bands(map);
	for (size_t i = 0; i < map->stage_count; i++)
		map_draw_stage(map, i);
	if (map->emotion != NULL)
		map_draw_emotion(map);
	for (size_t i = 0; i < map->column_count; i++)
		draw_touchpoint(map, i);
}

/* "map-fault_repair" */
static struct jb_text id_of(const struct map *map)
{
	struct jb_text before = jb_text_printf(map->arena, "%s-", map->view->id);
	return jy_scene_id(map->arena, jb_text_cstring(map->arena, before),
			   map->journey->decl.name);
}

static void make(struct map *map)
{
	jy_overlay_index_init(&map->overlay, map->arena, map->options->overlay);
	find_columns(map);
	map_find_period(map);
	map->emotion = map_find_emotion(map);
	map->scene->id = id_of(map);
	map->scene->title = map_clean(map, map->journey->decl.title);
	size_up(map);
	map->scene->desc = map_describe_all(map);
	draw(map);
}

void jy_map_scene(struct jb_arena *arena, const struct jy_model *model,
		  const struct jy_journey *journey, const struct jy_picture_options *options,
		  struct jy_scene *scene)
{
	struct map *map = JB_NEW(arena, struct map);
	map->arena = arena;
	map->model = model;
	map->journey = journey;
	map->options = options;
	map->view = &map_view_map;
	map->scene = scene;
	jy_scene_init(scene, arena);
	scene->theme = options->theme;
	scene->portable_text = options->portable_text;
	map->measure = jy_measure_new(arena, options->portable_text);
	/* Pango's memory is not the arena's: it must go back on every way out. */
	if (JB_ARM(arena) != 0) {
		jy_measure_free(map->measure);
		jb_arena_fail(arena);
	}
	make(map);
	jb_arena_disarm(arena);
	jy_measure_free(map->measure);
}
