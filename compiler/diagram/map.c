/*
 * The map family: stages by lanes over columns of touchpoints. This file sets the order of the work
 * and of the drawing; each part has a file of its own (see map_internal.h). All positions are
 * computed here at linear cost; no graph engine is asked.
 */
#include "diagram/map_internal.h"

#include <math.h>

#include "diagram/selection.h"
#include "source/file.h"

#define BETWEEN 34.0 /* one journey and the next */

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
			(struct map_stage){stage, NULL, first, map->column_count};
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

/* Everything but places, which depend on the journeys above. */
static void prepare(struct map *map)
{
	jy_overlay_index_init(&map->overlay, map->arena, map->options->overlay);
	find_columns(map);
	map_find_was(map);
	map_find_period(map);
	map->emotion = map_wants(map, MAP_ROW_EMOTION) ? map_find_emotion(map) : NULL;
	map_find_figures(map);
	map_fill_rows(map);
	map_fill_was(map);
	map_choose_rows(map);
	map_size_columns(map);
}

static void place(struct map *map)
{
	struct jy_scene *scene = map->scene;
	map_place_columns(map);
	map_size_rows(map);
	map_place_rows(map, map_head(map, false));
	if (map->emotion != NULL)
		map_lay_emotion(map, map->row[MAP_ROW_EMOTION].y);
	if (map->view->alone && map->emotion != NULL)
		map->ends = map_ends_room(map);
	scene->width = fmax(scene->width, fmax(map->right + map->ends, map->used) + MAP_MARGIN);
	scene->height = map->bottom + MAP_MARGIN;
}

static void draw_touchpoint(struct map *map, size_t column)
{
	const struct jy_touchpoint *touchpoint = map->column[column].touchpoint;
	const struct jy_diags *diags = map->options->diags;
	if (touchpoint == NULL)
		return;
	struct jb_text id = jb_text_printf(map->arena, "%.*s-t%zu", JB_ARG(map->id), column + 1);
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
	map_head(map, true);
	map_draw_bands(map);
	if (map->view->service)
		map_draw_service(map);
	for (size_t i = 0; i < map->stage_count; i++)
		map_draw_stage(map, i);
	if (map->emotion != NULL)
		map_draw_emotion(map);
	if (map_shows(map, MAP_ROW_FIGURES))
		map_draw_figures(map);
	for (size_t i = 0; i < map->column_count; i++)
		draw_touchpoint(map, i);
}

/* The maps of a picture, from top to bottom. */
struct stack {
	struct map *map;
	size_t count;
};

/* Titles, descriptions and lanes of all: columns begin at the same place. */
static void prepare_all(const struct stack *stack)
{
	struct jy_scene *scene = stack->map[0].scene;
	double gutter = 0;
	for (size_t i = 0; i < stack->count; i++) {
		prepare(&stack->map[i]);
		gutter = fmax(gutter, stack->map[i].gutter);
	}
	for (size_t i = 0; i < stack->count; i++) {
		struct map *map = &stack->map[i];
		map->gutter = gutter;
		map->top = i > 0 ? scene->height + BETWEEN : 0;
		place(map);
	}
}

static void describe_all(const struct stack *stack)
{
	struct jy_scene *scene = stack->map[0].scene;
	struct jb_buf title, desc;
	jb_buf_init(&title, scene->arena);
	jb_buf_init(&desc, scene->arena);
	for (size_t i = 0; i < stack->count; i++) {
		const struct map *map = &stack->map[i];
		struct jb_text name = map_clean(map, map->journey->decl.title);
		jb_buf_printf(&title, "%s%.*s", i > 0 ? "; " : "", JB_ARG(name));
		if (stack->count > 1)
			jb_buf_printf(&desc, "%s%.*s: ", i > 0 ? " " : "", JB_ARG(name));
		jb_buf_add_text(&desc, map_describe_all(map));
	}
	scene->title = jb_buf_text(&title);
	scene->desc = jb_buf_text(&desc);
}

static void draw_all(const struct stack *stack)
{
	struct jy_scene *scene = stack->map[0].scene;
	jy_scene_box(scene, JY_ROLE_PAGE, (struct jy_rect){0, 0, scene->width, scene->height}, 0);
	for (size_t i = 0; i < stack->count; i++)
		draw(&stack->map[i]);
}

/* "map-fault_repair" */
static struct jb_text id_of(struct jb_arena *arena, const struct map_view *view,
			    struct jb_text name)
{
	struct jb_text before = jb_text_printf(arena, "%s-", view->id);
	return jy_scene_id(arena, jb_text_cstring(arena, before), name);
}

/* Of several, those of which something was selected. */
static size_t find_journeys(struct jb_arena *arena, const struct jy_model *model,
			    const struct jy_picture_options *options, const struct jy_journey *one,
			    const struct jy_journey ***list)
{
	size_t count = 0;
	*list = JB_NEW_ARRAY(arena, const struct jy_journey *, model->journeys.count + 1);
	for (size_t i = 0; options->all_journeys && i < model->journeys.count; i++)
		if (jy_selection_picks_any(&options->selection, model->journeys.at[i]))
			(*list)[count++] = model->journeys.at[i];
	if (count == 0)
		(*list)[count++] = one;
	return count;
}

void map_scene(struct jb_arena *arena, const struct map_view *view, const struct jy_model *model,
	       const struct jy_journey *one, const struct jy_picture_options *options,
	       struct jy_scene *scene)
{
	const struct jy_journey **journey;
	size_t count = find_journeys(arena, model, options, one, &journey);
	struct stack stack = {JB_NEW_ARRAY(arena, struct map, count), count};
	struct jy_measure *measure;
	jy_scene_init(scene, arena);
	scene->theme = options->theme;
	scene->portable_text = options->portable_text;
	scene->id = id_of(arena, view, count == 1 ? journey[0]->decl.name : JB_TEXT("all"));
	measure = jy_measure_new(arena, options->portable_text);
	/* Pango's memory is not the arena's: it must go back on every way out. */
	if (JB_ARM(arena) != 0) {
		jy_measure_free(measure);
		jb_arena_fail(arena);
	}
	for (size_t i = 0; i < count; i++)
		stack.map[i] = (struct map){.arena = arena,
					    .view = view,
					    .model = model,
					    .journey = journey[i],
					    .id = id_of(arena, view, journey[i]->decl.name),
					    .options = options,
					    .measure = measure,
					    .scene = scene};
	prepare_all(&stack);
	describe_all(&stack);
	draw_all(&stack);
	jb_arena_disarm(arena);
	jy_measure_free(measure);
}

void jy_map_scene(struct jb_arena *arena, const struct jy_model *model,
		  const struct jy_journey *journey, const struct jy_picture_options *options,
		  struct jy_scene *scene)
{
	map_scene(arena, &map_view_map, model, journey, options, scene);
}
