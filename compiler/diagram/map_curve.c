/*
 * The emotion lane: what is felt, by column and persona, and the curves through it. A touchpoint
 * without a number is a gap in its curve, never a zero.
 */
#include "diagram/map_internal.h"

#include <math.h>

#include "diagram/words.h"

#define THEN_SHIFT 0.2
#define TICK 6.0 /* marks an end of the scale */

/* Further personas begin again with the second look. */
static size_t look_of(size_t persona, size_t looks)
{
	return persona < looks ? persona : 1 + (persona - 1) % (looks - 1);
}

struct map_looks map_looks(size_t persona)
{
	static const struct map_looks looks[] = {
		{JY_ROLE_CURVE, JY_ROLE_DOT, JY_ROLE_MOMENT},
		{JY_ROLE_CURVE_2, JY_ROLE_DOT_2, JY_ROLE_MOMENT_2},
		{JY_ROLE_CURVE_3, JY_ROLE_DOT_3, JY_ROLE_MOMENT_3},
		{JY_ROLE_CURVE_4, JY_ROLE_DOT_4, JY_ROLE_MOMENT_4},
		{JY_ROLE_CURVE_5, JY_ROLE_DOT_5, JY_ROLE_MOMENT_5},
	};
	return looks[look_of(persona, sizeof looks / sizeof *looks)];
}

struct map_looks map_curve_looks(const struct map_emotion *emotion, size_t i)
{
	static const struct map_looks was[] = {
		{JY_ROLE_WAS, JY_ROLE_DOT_WAS, JY_ROLE_DOT_WAS},
		{JY_ROLE_WAS_2, JY_ROLE_DOT_WAS_2, JY_ROLE_DOT_WAS_2},
		{JY_ROLE_WAS_3, JY_ROLE_DOT_WAS_3, JY_ROLE_DOT_WAS_3},
		{JY_ROLE_WAS_4, JY_ROLE_DOT_WAS_4, JY_ROLE_DOT_WAS_4},
		{JY_ROLE_WAS_5, JY_ROLE_DOT_WAS_5, JY_ROLE_DOT_WAS_5},
	};
	if (i < emotion->curve_count)
		return map_looks(i);
	i -= emotion->curve_count;
	if (i < emotion->was_count)
		return was[look_of(i, sizeof was / sizeof *was)];
	return (struct map_looks){JY_ROLE_DELIVERED, JY_ROLE_DOT_DELIVERED, JY_ROLE_DOT_DELIVERED};
}

/* The feeling of a persona at a touchpoint: its own before one that is everybody's. */
static const struct jy_feeling *feeling_of(const struct jy_touchpoint *touchpoint,
					   const struct jy_persona *persona)
{
	const struct jy_feeling *shared = NULL;
	for (size_t i = 0; touchpoint != NULL && i < touchpoint->feeling_count; i++) {
		const struct jy_feeling *feeling = &touchpoint->feeling[i];
		if (!feeling->has_value)
			continue;
		if (feeling->persona == persona)
			return feeling;
		if (feeling->persona == NULL && shared == NULL)
			shared = feeling;
	}
	return shared;
}

static struct map_feeling *add_feeling(struct map *map, struct map_curve *curve, size_t column,
				       jb_fix value, double shift)
{
	struct map_feeling *feeling = jb_push(map->arena, &curve->feelings);
	feeling->column = column;
	feeling->value = value;
	feeling->shift = shift;
	feeling->kind = JY_FEELS;
	curve->of_column[column] = curve->feelings.count;
	return feeling;
}

/* As this journey has it, or as the one that it amends has it. */
static void find_designed(struct map *map, struct map_curve *curve,
			  const struct jy_persona *persona, bool was)
{
	curve->persona = persona;
	curve->of_column = JB_NEW_ARRAY(map->arena, size_t, map->column_count);
	for (size_t i = 0; i < map->column_count; i++) {
		const struct map_column *column = &map->column[i];
		const struct jy_feeling *felt =
			feeling_of(was ? column->was : column->touchpoint, persona);
		if (felt == NULL)
			continue;
		struct map_feeling *feeling =
			add_feeling(map, curve, i, felt->value, felt->has_then ? -THEN_SHIFT : 0);
		feeling->kind = felt->kind;
		feeling->felt = felt;
		if (felt->has_then)
			add_feeling(map, curve, i, felt->then_value, THEN_SHIFT);
	}
}

static void find_delivered(struct map *map, struct map_curve *curve)
{
	curve->of_column = JB_NEW_ARRAY(map->arena, size_t, map->column_count);
	for (size_t i = 0; i < map->column_count; i++) {
		const struct jy_touchpoint *touchpoint = map->column[i].touchpoint;
		jb_fix value;
		if (touchpoint != NULL &&
		    jy_overlay_delivered(&map->overlay, map_scope(map, touchpoint->decl.name),
					 &value))
			add_feeling(map, curve, i, value, 0);
	}
}

/* Personas with feelings of their own, in order of appearance; all share one curve where there are
 * none. */
static void find_curves(struct map *map, struct map_emotion *emotion)
{
	JB_VEC(const struct jy_persona *) persona = {0};
	for (size_t i = 0; i < map->column_count; i++) {
		const struct jy_touchpoint *touchpoint = map->column[i].touchpoint;
		for (size_t k = 0; touchpoint != NULL && k < touchpoint->feeling_count; k++) {
			const struct jy_persona *one = touchpoint->feeling[k].persona;
			bool known = one == NULL || !touchpoint->feeling[k].has_value ||
				     !map_hears(map, one);
			for (size_t j = 0; j < persona.count && !known; j++)
				known = persona.at[j] == one;
			if (!known)
				*jb_push(map->arena, &persona) = one;
		}
	}
	emotion->curve_count = persona.count > 0 ? persona.count : 1;
	emotion->was_count = map_amended(map) != NULL ? emotion->curve_count : 0;
	emotion->curve = JB_NEW_ARRAY(map->arena, struct map_curve, 2 * emotion->curve_count);
	for (size_t i = 0; i < emotion->curve_count + emotion->was_count; i++)
		find_designed(map, &emotion->curve[i],
			      persona.count > 0 ? persona.at[i % emotion->curve_count] : NULL,
			      i >= emotion->curve_count);
}

/* What each curve comes to. Left out touchpoints are gaps. */
static void sum_up(struct map *map, struct map_curve *curve)
{
	const struct jy_journey *journey = map->journey;
	size_t count = curve->feelings.count, cuts = 0, column = 0;
	if (count == 0)
		return;
	struct jy_felt_at *felt = JB_NEW_ARRAY(map->arena, struct jy_felt_at, count);
	for (size_t i = 0; i < count; i++) {
		for (; column < curve->feelings.at[i].column; column++)
			cuts += map->column[column + 1].cut;
		felt[i] = (struct jy_felt_at){curve->feelings.at[i].value, column + cuts};
	}
	curve->sum = jy_feelings_of(felt, count, journey->scale_low / 2 + journey->scale_high / 2);
}

static void find_gap(struct map *map, struct map_emotion *emotion)
{
	const struct map_curve *designed = &emotion->curve[0], *delivered = &emotion->delivered;
	struct map_gap *gap = &emotion->gap;
	for (size_t i = 0; i < map->column_count; i++) {
		size_t a = designed->of_column[i], b = delivered->of_column[i];
		if (a == 0 || b == 0)
			continue;
		jb_fix value =
			delivered->feelings.at[b - 1].value - designed->feelings.at[a - 1].value;
		jb_fix size = value < 0 ? -value : value;
		if (size > (gap->value < 0 ? -gap->value : gap->value))
			*gap = (struct map_gap){true, i, value};
	}
}

struct map_emotion *map_find_emotion(struct map *map)
{
	const struct jy_journey *journey = map->journey;
	if (journey->scale_none || journey->scale_low >= journey->scale_high)
		return NULL;
	struct map_emotion *emotion = JB_NEW(map->arena, struct map_emotion);
	emotion->low = (double)journey->scale_low;
	emotion->high = (double)journey->scale_high;
	find_curves(map, emotion);
	find_delivered(map, &emotion->delivered);
	for (size_t i = 0; i < emotion->curve_count + emotion->was_count; i++)
		sum_up(map, &emotion->curve[i]);
	sum_up(map, &emotion->delivered);
	find_gap(map, emotion);
	emotion->pad = map_label_room(map, emotion);
	bool any = emotion->delivered.feelings.count > 0;
	for (size_t i = 0; i < emotion->curve_count; i++)
		any = any || emotion->curve[i].feelings.count > 0;
	return any ? emotion : NULL;
}

double map_emotion_height(const struct map *map)
{
	return map->view->plot + 2 * map->emotion->pad;
}

static double y_of(const struct map *map, double value)
{
	const struct map_emotion *emotion = map->emotion;
	double held = fmin(fmax(value, emotion->low), emotion->high);
	return emotion->top + emotion->pad +
	       map->view->plot * (emotion->high - held) / (emotion->high - emotion->low);
}

static void add_run(struct map *map, struct map_curve *curve, size_t begin, size_t end)
{
	struct map_run *run = jb_push(map->arena, &curve->runs);
	run->feeling = &curve->feelings.at[begin];
	run->count = (uint32_t)(end - begin);
	if (run->count < 2)
		return;
	struct jy_point *point = JB_NEW_ARRAY(map->arena, struct jy_point, run->count);
	for (uint32_t i = 0; i < run->count; i++)
		point[i] = (struct jy_point){run->feeling[i].x, run->feeling[i].y};
	run->curve_count = 3 * (run->count - 1) + 1;
	run->curve = JB_NEW_ARRAY(map->arena, struct jy_point, run->curve_count);
	jy_monotone_curve(map->arena, point, run->count, run->curve);
}

static void lay_curve(struct map *map, struct map_curve *curve)
{
	size_t begin = 0;
	for (size_t i = 0; i < curve->feelings.count; i++) {
		struct map_feeling *feeling = &curve->feelings.at[i];
		const struct map_column *column = &map->column[feeling->column];
		feeling->x = map_middle(column) + feeling->shift * column->w;
		feeling->y = y_of(map, (double)feeling->value);
		size_t before = i > 0 ? curve->feelings.at[i - 1].column : feeling->column;
		if (feeling->column > before + 1 || (feeling->column > before && column->cut)) {
			add_run(map, curve, begin, i);
			begin = i;
		}
	}
	if (begin < curve->feelings.count)
		add_run(map, curve, begin, curve->feelings.count);
}

void map_lay_emotion(struct map *map, double top)
{
	struct map_emotion *emotion = map->emotion;
	emotion->top = top;
	emotion->neutral = y_of(map, (emotion->low + emotion->high) / 2);
	for (size_t i = 0; i < emotion->curve_count + emotion->was_count; i++)
		lay_curve(map, &emotion->curve[i]);
	lay_curve(map, &emotion->delivered);
}

static void draw_scale(struct map *map)
{
	const struct jy_journey *journey = map->journey;
	jb_fix value[3] = {journey->scale_high, journey->scale_low / 2 + journey->scale_high / 2,
			   journey->scale_low};
	double high = jy_line_height(JY_ROLE_T_NOTE);
	for (int i = 0; i < 3; i++) {
		struct jb_buf text;
		jb_buf_init(&text, map->arena);
		jy_words_feeling(&text, journey, value[i]);
		double y = y_of(map, (double)value[i]);
		struct jy_line line = {jb_buf_text(&text), 0};
		line.width = jy_measure_width(map->measure, line.text, JY_ROLE_T_NOTE);
		struct jy_rect slot = {MAP_MARGIN, y - high / 2, map->gutter - 8, high};
		jy_scene_text(map->scene, JY_ROLE_T_NOTE, slot, JY_ANCHOR_END, line, slot, 0);
		jy_scene_line(map->scene, i == 1 ? JY_ROLE_NEUTRAL : JY_ROLE_SCALE_END,
			      (struct jy_point){map->left, y},
			      (struct jy_point){i == 1 ? map->right : map->left + TICK, y});
	}
}

static void draw_areas(struct map *map, const struct map_curve *curve)
{
	for (size_t i = 0; i < curve->runs.count; i++) {
		const struct map_run *run = &curve->runs.at[i];
		if (run->curve == NULL)
			continue;
		struct jy_areas areas = jy_monotone_areas(map->arena, run->curve, run->curve_count,
							  map->emotion->neutral);
		for (size_t k = 0; k < areas.list.count; k++)
			jy_scene_curve(map->scene,
				       areas.list.at[k].above ? JY_ROLE_AREA_ABOVE
							      : JY_ROLE_AREA_BELOW,
				       areas.list.at[k].point, areas.list.at[k].count, true);
	}
}

static void draw_curve(struct map *map, const struct map_curve *curve, enum jy_role role)
{
	for (size_t i = 0; i < curve->runs.count; i++)
		if (curve->runs.at[i].curve != NULL)
			jy_scene_curve(map->scene, role, curve->runs.at[i].curve,
				       curve->runs.at[i].curve_count, false);
}

/* Runs of both ascend. */
static void draw_gaps(struct map *map)
{
	const struct map_curve *a = &map->emotion->curve[0], *b = &map->emotion->delivered;
	for (size_t i = 0, k = 0; i < a->runs.count && k < b->runs.count;) {
		const struct map_run *one = &a->runs.at[i], *other = &b->runs.at[k];
		if (one->curve != NULL && other->curve != NULL) {
			struct jy_area area =
				jy_monotone_between(map->arena, one->curve, one->curve_count,
						    other->curve, other->curve_count);
			if (area.count > 0)
				jy_scene_curve(map->scene, JY_ROLE_GAP, area.point, area.count,
					       true);
		}
		if (one->feeling[one->count - 1].x < other->feeling[other->count - 1].x)
			i++;
		else
			k++;
	}
}

/* From what is designed to what is delivered, where they differ most. */
static void draw_largest_gap(struct map *map)
{
	const struct map_emotion *emotion = map->emotion;
	const struct map_curve *a = &emotion->curve[0], *b = &emotion->delivered;
	if (!emotion->gap.any)
		return;
	const struct map_feeling *from = &a->feelings.at[a->of_column[emotion->gap.column] - 1],
				 *to = &b->feelings.at[b->of_column[emotion->gap.column] - 1];
	jy_scene_line(map->scene, JY_ROLE_GAP_LARGEST, (struct jy_point){to->x, from->y},
		      (struct jy_point){to->x, to->y});
}

void map_draw_emotion(struct map *map)
{
	const struct map_emotion *emotion = map->emotion;
	map->scene->persona = map_persona_number(map, emotion->curve[0].persona);
	if (map->view->alone && emotion->delivered.feelings.count > 0)
		draw_gaps(map);
	else
		draw_areas(map, &emotion->curve[0]);
	draw_largest_gap(map);
	map->scene->persona = 0;
	if (map->view->alone)
		map_draw_alone(map);
	draw_scale(map);
	draw_curve(map, &emotion->delivered, JY_ROLE_DELIVERED);
	for (size_t i = emotion->curve_count + emotion->was_count; i-- > 0;) {
		map->scene->persona = map_persona_number(map, emotion->curve[i].persona);
		draw_curve(map, &emotion->curve[i], map_curve_looks(emotion, i).curve);
	}
	map->scene->persona = 0;
}
