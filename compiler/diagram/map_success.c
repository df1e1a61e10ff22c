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

struct jb_text map_common_period(const struct map *map)
{
	const struct jy_overlay *overlay = map->options->overlay;
	if (overlay == NULL || overlay->verdict_count == 0)
		return JB_TEXT("");
	for (size_t i = 1; i < overlay->verdict_count; i++)
		if (!jb_text_equal(overlay->verdict[i].period, overlay->verdict[0].period))
			return JB_TEXT("");
	return map_clean(map, overlay->verdict[0].period);
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
	if (verdict->period.size > 0 && map->period.size == 0)
		map_item_add(map, cell, MAP_ITEM_TEXT, JY_ROLE_BAND, JY_ROLE_T_NOTE,
			     verdict->period)
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
