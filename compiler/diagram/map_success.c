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

static void draw_cross(struct map *map, enum jy_role role, struct jy_point m, double r)
{
	double a = 0.36 * r, b = r - a; /* half the arm's width, seen along an axis; its end */
	struct jy_point point[] = {{m.x - b, m.y - r}, {m.x, m.y - a}, {m.x + b, m.y - r},
				   {m.x + r, m.y - b}, {m.x + a, m.y}, {m.x + r, m.y + b},
				   {m.x + b, m.y + r}, {m.x, m.y + a}, {m.x - b, m.y + r},
				   {m.x - r, m.y + b}, {m.x - a, m.y}, {m.x - r, m.y - b}};
	jy_scene_polygon(map->scene, role, point, 12);
}

void map_draw_sign(struct map *map, enum jy_role role, struct jy_point middle)
{
	double half = MAP_SIGN / 2;
	if (role == JY_ROLE_FAIL)
		draw_cross(map, role, middle, half);
	else if (role == JY_ROLE_MOMENT)
		map_draw_diamond(map, role, middle, half);
	else if (role == JY_ROLE_EXCUSED)
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

struct tally {
	struct map *map;
	struct jb_map count; /* of verdicts, by period */
	uint64_t most;
};

static void tally_periods(struct tally *tally, const struct jy_criterion *criterion, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct jy_overlay_verdict *verdict =
			jy_overlay_verdict(&tally->map->overlay, &criterion[i]);
		if (verdict == NULL || verdict->period.size == 0)
			continue;
		uint64_t *times = jb_map_put(&tally->count, verdict->period, NULL);
		if (++*times <= tally->most)
			continue;
		tally->most = *times;
		tally->map->period = verdict->period;
	}
}

void map_find_period(struct map *map)
{
	struct tally tally = {.map = map};
	jb_map_init(&tally.count, map->arena);
	for (size_t i = 0; map->options->overlay != NULL && i < map->column_count; i++) {
		const struct jy_touchpoint *touchpoint = map->column[i].touchpoint;
		if (touchpoint != NULL)
			tally_periods(&tally, touchpoint->success, touchpoint->success_count);
	}
}

struct jb_text map_when(const struct map *map, const struct jy_overlay_verdict *verdict, bool dated)
{
	const char *const said[] = {
		verdict->provisional ? "provisional" : "",
		verdict->uncertain     ? "approximate, not certain"
		: verdict->approximate ? "approximate"
				       : "",
	};
	struct jb_buf out;

	jb_buf_init(&out, map->arena);
	if (dated)
		jb_buf_add_text(&out, verdict->period);
	for (unsigned i = 0; i < 2; i++)
		if (said[i][0])
			jb_buf_printf(&out, "%s%s", out.size > 0 ? ", " : "", said[i]);
	return jb_buf_text(&out);
}

static void add_verdict(struct map *map, struct map_cell *cell,
			const struct jy_criterion *criterion,
			const struct jy_overlay_verdict *verdict)
{
	struct jb_text text = jy_words_verdict(map->arena, criterion, verdict);
	struct map_item *item =
		map_item_add(map, cell, MAP_ITEM_SIGN, map_sign_role(verdict->verdict),
			     map_sign_text_role(verdict->verdict), text);
	item->close = true;
	item->span = criterion->span;
	bool dated = verdict->period.size > 0 && !jb_text_equal(verdict->period, map->period);
	if (dated || verdict->provisional || verdict->approximate)
		map_item_add(map, cell, MAP_ITEM_TEXT, JY_ROLE_BAND, JY_ROLE_T_NOTE,
			     map_when(map, verdict, dated))
			->close = true;
	map_fill_trend(map, cell, criterion);
}

/* Whose rows alone are judged, if somebody's: NULL where it is everybody's. */
static const struct jy_decl *only_of(const struct jy_criterion *criterion)
{
	return criterion->site	    ? &criterion->site->decl
	       : criterion->team    ? &criterion->team->decl
	       : criterion->partner ? &criterion->partner->decl
				    : NULL;
}

struct jb_text map_criterion_title(const struct map *map, const struct jy_criterion *criterion)
{
	const struct jy_decl *of = only_of(criterion);
	struct jb_buf text;
	jb_buf_init(&text, map->arena);
	jb_buf_add_text(&text, criterion->metric->decl.title);
	if (of != NULL)
		jb_buf_printf(&text, " \xc2\xb7 %.*s", JB_ARG(of->title));
	if (criterion->slice != NULL)
		jb_buf_printf(&text, " \xc2\xb7 %.*s", JB_ARG(criterion->slice->decl.title));
	if (criterion->each_site)
		jb_buf_add_string(&text, " \xc2\xb7 each site");
	if (criterion->each_team)
		jb_buf_add_string(&text, " \xc2\xb7 each team");
	if (criterion->each_partner.count)
		jb_buf_add_string(&text, " \xc2\xb7 each partner");
	return jb_buf_text(&text);
}

void map_fill_criteria(struct map *map, struct map_cell *cell, const struct jy_criterion *criterion,
		       size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (criterion[i].metric == NULL)
			continue;
		struct map_item *title =
			map_item_add(map, cell, MAP_ITEM_TEXT, JY_ROLE_BAND, JY_ROLE_T_BODY,
				     map_criterion_title(map, &criterion[i]));
		title->span = criterion[i].span;
		title->apart = i > 0;
		const struct jy_overlay_verdict *verdict =
			jy_overlay_verdict(&map->overlay, &criterion[i]);
		if (verdict != NULL) {
			add_verdict(map, cell, &criterion[i], verdict);
			continue;
		}
		map_item_add(map, cell, MAP_ITEM_TEXT, JY_ROLE_BAND, JY_ROLE_T_NOTE,
			     jy_words_criterion(map->arena, &criterion[i]))
			->close = true;
	}
}
