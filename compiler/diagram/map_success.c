/*
 * The success lane: each criterion with its threshold in words or, where an overlay tells, with its
 * verdict: a sign whose shape says what its colour says, and the numbers.
 */
#include "diagram/map_internal.h"

#include "diagram/words.h"

enum jy_role map_sign_role(enum jrt_verdict_kind verdict)
{
	static const enum jy_role role[] = {[JRT_MET] = JY_ROLE_MET,
					    [JRT_MISSED] = JY_ROLE_MISSED,
					    [JRT_EXCUSED] = JY_ROLE_EXCUSED,
					    [JRT_NOT_MEASURED] = JY_ROLE_NOT_MEASURED};
	return role[verdict];
}

enum jy_role map_sign_text_role(enum jrt_verdict_kind verdict)
{
	static const enum jy_role role[] = {[JRT_MET] = JY_ROLE_T_MET,
					    [JRT_MISSED] = JY_ROLE_T_MISSED,
					    [JRT_EXCUSED] = JY_ROLE_T_EXCUSED,
					    [JRT_NOT_MEASURED] = JY_ROLE_T_UNMEASURED};
	return role[verdict];
}

void map_draw_sign(struct map *map, enum jy_role role, struct jy_point middle)
{
	double half = MAP_SIGN / 2;
	if (role == JY_ROLE_EXCUSED)
		map_draw_triangle(map, role, middle, half, true);
	else if (role == JY_ROLE_MISSED)
		jy_scene_box(map->scene, role,
			     (struct jy_rect){middle.x - half + 0.5, middle.y - half + 0.5,
					      MAP_SIGN - 1, MAP_SIGN - 1},
			     0);
	else
		jy_scene_circle(map->scene, role, middle,
				role == JY_ROLE_NOT_MEASURED ? half - 0.8 : half);
}

/* Takes the verdicts of one touchpoint into account; false once two periods differ. */
static bool same_period(struct map *map, const struct jy_touchpoint *touchpoint)
{
	for (size_t i = 0; touchpoint != NULL && i < touchpoint->success_count; i++) {
		const struct jy_metric *metric = touchpoint->success[i].metric;
		const struct jy_overlay_verdict *verdict =
			metric == NULL ? NULL
				       : jy_overlay_verdict(&map->overlay,
							    map_scope(map, touchpoint->decl.name),
							    metric->decl.name);
		if (verdict == NULL)
			continue;
		if (map->period.size > 0 && !jb_text_equal(map->period, verdict->period))
			return false;
		map->period = verdict->period;
	}
	return true;
}

void map_find_period(struct map *map)
{
	const struct jy_overlay *overlay = map->options->overlay;
	if (overlay == NULL || overlay->verdict_count == 0)
		return;
	for (size_t i = 0; i < map->column_count; i++)
		if (!same_period(map, map->column[i].touchpoint)) {
			map->period = JB_TEXT("");
			return;
		}
	map->period = map_clean(map, map->period);
}

struct jb_text map_when(const struct map *map, const struct jy_overlay_verdict *verdict, bool dated)
{
	struct jb_text period = dated ? verdict->period : JB_TEXT("");
	return jb_text_printf(map->arena, "%.*s%s%s", JB_ARG(period),
			      period.size > 0 && verdict->provisional ? ", " : "",
			      verdict->provisional ? "provisional" : "");
}

static void add_verdict(struct map *map, struct map_cell *cell,
			const struct jy_criterion *criterion,
			const struct jy_overlay_verdict *verdict)
{
	struct jb_text text = jy_words_verdict(map->arena, criterion, verdict);
	struct map_item *item =
		map_item_add(map, cell, MAP_ITEM_SIGN, map_sign_role(verdict->verdict),
			     map_sign_text_role(verdict->verdict), text);
	map->shown[verdict->verdict] = true;
	item->close = true;
	item->span = criterion->span;
	bool dated = verdict->period.size > 0 && map->period.size == 0;
	if (dated || verdict->provisional)
		map_item_add(map, cell, MAP_ITEM_TEXT, JY_ROLE_BAND, JY_ROLE_T_NOTE,
			     map_when(map, verdict, dated))
			->close = true;
}

void map_fill_criteria(struct map *map, struct map_cell *cell, const struct jy_criterion *criterion,
		       size_t count, struct jb_text scope)
{
	for (size_t i = 0; i < count; i++) {
		const struct jy_metric *metric = criterion[i].metric;
		if (metric == NULL)
			continue;
		map_item_add(map, cell, MAP_ITEM_TEXT, JY_ROLE_BAND, JY_ROLE_T_BODY,
			     metric->decl.title)
			->span = criterion[i].span;
		const struct jy_overlay_verdict *verdict =
			jy_overlay_verdict(&map->overlay, scope, metric->decl.name);
		if (verdict != NULL) {
			add_verdict(map, cell, &criterion[i], verdict);
			continue;
		}
		map_item_add(map, cell, MAP_ITEM_TEXT, JY_ROLE_BAND, JY_ROLE_T_NOTE,
			     jy_words_criterion(map->arena, &criterion[i]))
			->close = true;
	}
}
