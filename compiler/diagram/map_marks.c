/*
 * Marks on the emotion curves: a dot for every feeling, a diamond for a moment of truth, a triangle
 * for a peak or a trough, and labels placed where they cover neither curve nor dot nor the neutral
 * line nor one another.
 */
#include "diagram/map_internal.h"

#include <math.h>

#include "diagram/words.h"

#define DOT 6.0
#define DOT_SECOND 4.5 /* of every persona but the first */
#define DOT_DELIVERED 3.5
#define DIAMOND 9.0
#define DIAMOND_SECOND 8.0
#define TRIANGLE 8.0
#define TRIANGLE_SECOND 7.0
#define TRIANGLE_SMALL 3.6
#define LABEL_AIR 6.0
#define LABEL_GAP 2.0 /* between labels */
#define LABELS_MOST 4 /* of a touchpoint; further personas have marks alone */
#define PAD_PLAIN 26.0
#define PAD_LABELS 46.0 /* for a label of two lines */
#define PAD_LABEL 17.0	/* for each further one, of one line */

void map_draw_diamond(struct map *map, enum jy_role role, struct jy_point m, double r)
{
	struct jy_point point[] = {{m.x, m.y - r}, {m.x + r, m.y}, {m.x, m.y + r}, {m.x - r, m.y}};
	jy_scene_polygon(map->scene, role, point, 4);
}

void map_draw_triangle(struct map *map, enum jy_role role, struct jy_point m, double r, bool up)
{
	double tip = up ? -r : r, foot = up ? 0.8 * r : -0.8 * r;
	struct jy_point point[] = {{m.x, m.y + tip}, {m.x + r, m.y + foot}, {m.x - r, m.y + foot}};
	jy_scene_polygon(map->scene, role, point, 3);
}

/* What a label must keep clear of over [from, to]: the span of y taken by all curves and dots. */
static void taken(const struct map *map, size_t column, double from, double to, double *least,
		  double *greatest)
{
	const struct map_emotion *emotion = map->emotion;
	for (size_t i = 0; i < map_curve_total(emotion); i++) {
		const struct map_curve *curve = map_curve_at(emotion, i);
		size_t last = curve->of_column[column];
		if (last == 0)
			continue;
		double y = curve->feelings.at[last - 1].y;
		*least = fmin(*least, y);
		*greatest = fmax(*greatest, y);
	}
	for (size_t i = 0; i < map_curve_total(emotion); i++) {
		const struct map_curve *curve = map_curve_at(emotion, i);
		/* Runs ascend: the one around the column is found by halves. */
		size_t low = 0, high = curve->runs.count;
		while (low < high) {
			size_t middle = low + (high - low) / 2;
			const struct map_run *run = &curve->runs.at[middle];
			if (run->feeling[run->count - 1].x < from)
				low = middle + 1;
			else
				high = middle;
		}
		double a, b;
		if (low < curve->runs.count && curve->runs.at[low].curve != NULL &&
		    jy_monotone_range(curve->runs.at[low].curve, curve->runs.at[low].curve_count,
				      from, to, &a, &b)) {
			*least = fmin(*least, a);
			*greatest = fmax(*greatest, b);
		}
	}
}

/* ---- what is to be said at a touchpoint ---- */

struct note {
	const struct map_feeling *feeling;
	bool moment;			  /* says that it is a moment of truth */
	bool gap;			  /* says that nowhere else the gap is larger */
	const struct jy_persona *persona; /* whose it is; NULL: need not be said */
};

/* The declared feeling of a curve at a column; NULL: none. */
static const struct map_feeling *feeling_at(const struct map_curve *curve, size_t column)
{
	const struct map_feeling *found = NULL;
	for (size_t k = curve->of_column[column];
	     k-- > 0 && curve->feelings.at[k].column == column;)
		found = curve->feelings.at[k].felt ? &curve->feelings.at[k] : found;
	return found;
}

/* Gives how many there are. A feeling that personas share is said once, and so is the moment of
 * truth. */
static size_t find_notes(const struct map *map, const struct map_emotion *emotion, size_t column,
			 struct note note[LABELS_MOST])
{
	const struct jy_touchpoint *touchpoint = map->column[column].touchpoint;
	bool moment = touchpoint != NULL && touchpoint->moment_of_truth, shared = false;
	size_t count = 0;
	for (size_t i = 0; i < emotion->curve_count && count < LABELS_MOST; i++) {
		const struct map_feeling *feeling = feeling_at(&emotion->curve[i], column);
		if (feeling == NULL)
			continue;
		const struct jy_persona *persona = feeling->felt->persona;
		bool turn = feeling->kind != JY_FEELS && !(persona == NULL && shared);
		if (moment || turn)
			note[count++] =
				(struct note){.feeling = feeling,
					      .moment = moment,
					      .persona = emotion->curve_count > 1 ? persona : NULL};
		moment = false;
		shared = shared || persona == NULL;
	}
	if (emotion->gap.any && emotion->gap.column == column && count < LABELS_MOST) {
		const struct map_curve *delivered = &emotion->delivered;
		note[count++] = (struct note){
			.feeling = &delivered->feelings.at[delivered->of_column[column] - 1],
			.gap = true};
	}
	return count;
}

/* What the third line of a label needs: what a moment of truth is about, at an end of the scale. */
static double third_line(const struct map *map, const struct map_emotion *emotion,
			 const struct note *note)
{
	const struct map_feeling *feeling = note->feeling;
	if (!note->moment || feeling->kind == JY_FEELS || feeling->felt->about.count == 0)
		return 0;
	double value = (double)feeling->value;
	double inside = fmin(emotion->high - value, value - emotion->low) /
			(emotion->high - emotion->low) * map->view->plot;
	return fmax(0, jy_line_height(JY_ROLE_T_ABOUT) - inside);
}

double map_label_room(const struct map *map, const struct map_emotion *emotion)
{
	struct note note[LABELS_MOST];
	size_t most = 0;
	double third = 0;
	for (size_t i = 0; i < map->column_count; i++) {
		size_t count = find_notes(map, emotion, i, note);
		most = count > most ? count : most;
		for (size_t k = 0; k < count; k++)
			third = fmax(third, third_line(map, emotion, &note[k]));
	}
	return most == 0 ? PAD_PLAIN : PAD_LABELS + PAD_LABEL * (double)(most - 1) + third;
}

/* ---- labels ---- */

struct label {
	struct jy_line line[3];
	enum jy_role role[3];
	bool triangle[3], up;
	int count;
	uint32_t persona;
	double x, top, width, height;
};

static void add_line(struct map *map, struct label *label, enum jy_role role, struct jb_text text,
		     bool triangle)
{
	struct jy_line *line = &label->line[label->count];
	line->text = text;
	line->width = jy_measure_width(map->measure, text, role);
	label->role[label->count] = role;
	label->triangle[label->count++] = triangle;
	label->width = fmax(label->width, line->width + (triangle ? 4 * TRIANGLE_SMALL : 0));
	label->height += jy_line_height(role);
}

/* "peak +4", and behind it whose it is as far as there is room. */
static struct jb_text turn_text(struct map *map, const struct note *note, double room)
{
	struct jb_buf text;
	jb_buf_init(&text, map->arena);
	jb_buf_add_string(&text,
			  note->feeling->kind == JY_PEAK ? "peak" JY_NBSP : "trough" JY_NBSP);
	jy_words_feeling(&text, map->journey, note->feeling->value);
	struct jb_text turn = jb_buf_text(&text);
	if (note->persona == NULL)
		return turn;
	const struct jb_text name[] = {note->persona->decl.title, note->persona->decl.name};
	for (size_t i = 0; i < 2; i++) {
		struct jb_text named =
			map_clean(map, jb_text_printf(map->arena, "%.*s \xc2\xb7 %.*s",
						      JB_ARG(turn), JB_ARG(name[i])));
		if (jy_measure_width(map->measure, named, JY_ROLE_T_TURN) <= room)
			return named;
	}
	return turn;
}

/* "about speed, effort"; empty where nothing is said. */
static struct jb_text about_text(const struct map *map, const struct jy_feeling *felt)
{
	struct jb_buf text;
	jb_buf_init(&text, map->arena);
	for (size_t i = 0; i < felt->about.count; i++)
		jb_buf_printf(&text, "%s%.*s", i == 0 ? "about " : ", ",
			      JB_ARG(felt->about.at[i]->decl.name));
	return map_clean(map, jb_buf_text(&text));
}

static struct label label_of(struct map *map, const struct note *note)
{
	const struct map_column *column = &map->column[note->feeling->column];
	const struct jy_feeling *felt = note->feeling->felt;
	struct label label = {.up = note->feeling->kind == JY_PEAK};
	label.persona = felt != NULL ? map_persona_number(map, felt->persona) : 0;
	if (note->gap)
		add_line(map, &label, JY_ROLE_T_GAP,
			 jb_text_printf(map->arena, "largest gap" JY_NBSP "%.*s",
					JB_ARG(map_gap_text(map, map->emotion->gap.value))),
			 false);
	if (note->moment)
		add_line(map, &label, JY_ROLE_T_MOMENT, JB_TEXT("moment of truth"), false);
	if (note->feeling->kind != JY_FEELS)
		add_line(map, &label, JY_ROLE_T_TURN,
			 turn_text(map, note, column->w - 4 - 4 * TRIANGLE_SMALL), true);
	return label;
}

/* Labels that stand already, from top to end. */
struct placed {
	double top, end;
};

/* Sets where the label stands: on the side the feeling points to, clear of everything; on the other
 * side where the lane ends too soon. False where there is room on neither. */
static bool place(const struct map *map, const struct map_feeling *feeling,
		  const struct placed *placed, struct label *label)
{
	const struct map_emotion *emotion = map->emotion;
	const struct map_column *column = &map->column[feeling->column];
	double neutral = emotion->neutral, least = feeling->y, greatest = feeling->y;
	label->x = fmin(fmax(feeling->x - label->width / 2, column->x + 2),
			column->x + column->w - 2 - label->width);
	taken(map, feeling->column, label->x - 4, label->x + label->width + 4, &least, &greatest);
	double above = fmin(least - DIAMOND - LABEL_AIR + 2, placed->top - LABEL_GAP);
	double below = fmax(greatest + DIAMOND + LABEL_AIR - 2, placed->end + LABEL_GAP);
	above -= label->height;
	if (above < neutral + 2 && above + label->height > neutral - 2)
		above = neutral - 2 - label->height;
	if (below < neutral + 2 && below + label->height > neutral - 2)
		below = neutral + 2;
	bool fits_above = above >= emotion->top + 2;
	bool fits_below = below + label->height <= emotion->top + map_emotion_height(map) - 2;
	bool up = feeling->kind == JY_PEAK || (feeling->kind == JY_FEELS && feeling->y <= neutral);
	label->top = (up && fits_above) || !fits_below ? above : below;
	return fits_above || fits_below;
}

static void draw_label(struct map *map, size_t index, const struct label *label)
{
	const struct map_column *column = &map->column[index];
	struct jy_rect room = {column->x, map->emotion->top, column->w, map_emotion_height(map)};
	double top = label->top;
	for (int i = 0; i < label->count; i++) {
		double high = jy_line_height(label->role[i]);
		struct jy_rect slot = {label->x, top, label->width, high};
		map->scene->persona = label->role[i] == JY_ROLE_T_MOMENT ? 0 : label->persona;
		if (label->triangle[i]) {
			double free = label->width - label->line[i].width - 4 * TRIANGLE_SMALL;
			map_draw_triangle(map, JY_ROLE_TURN,
					  (struct jy_point){label->x + free / 2 + TRIANGLE_SMALL,
							    top + high / 2},
					  TRIANGLE_SMALL, label->up);
			slot.x += free / 2 + 4 * TRIANGLE_SMALL - 2;
			slot.w = label->line[i].width;
		}
		jy_scene_text(map->scene, label->role[i], slot, JY_ANCHOR_MIDDLE, label->line[i],
			      room, 0);
		top += high;
	}
	map->scene->persona = 0;
}

/* What the feeling is about is said where there is room for it. */
static void draw_note(struct map *map, const struct note *note, struct placed *placed)
{
	struct label label = label_of(map, note), longer = label;
	size_t column = note->feeling->column;
	const struct jy_feeling *felt = note->feeling->felt;
	struct jb_text about = felt != NULL ? about_text(map, felt) : JB_TEXT("");
	if (about.size > 0)
		add_line(map, &longer, JY_ROLE_T_ABOUT, about, false);
	if (longer.width <= map->column[column].w - 4 && place(map, note->feeling, placed, &longer))
		label = longer;
	else if (!place(map, note->feeling, placed, &label))
		return;
	draw_label(map, column, &label);
	placed->top = fmin(placed->top, label.top);
	placed->end = fmax(placed->end, label.top + label.height);
}

/* ---- marks ---- */

static void draw_feeling(struct map *map, const struct map_feeling *feeling, size_t persona)
{
	struct map_looks looks = map_looks(persona);
	struct jy_point at = {feeling->x, feeling->y};
	bool first = persona == 0;
	if (feeling->felt != NULL && map->column[feeling->column].touchpoint->moment_of_truth)
		map_draw_diamond(map, looks.moment, at, first ? DIAMOND : DIAMOND_SECOND);
	else if (feeling->kind != JY_FEELS)
		map_draw_triangle(map, looks.dot, at, first ? TRIANGLE : TRIANGLE_SECOND,
				  feeling->kind == JY_PEAK);
	else
		jy_scene_circle(map->scene, looks.dot, at, first ? DOT : DOT_SECOND);
}

/* Of a curve that stands beside the designed ones. */
static void draw_dots(struct map *map, const struct map_curve *curve, enum jy_role role,
		      size_t column)
{
	for (size_t k = curve->of_column[column];
	     k-- > 0 && curve->feelings.at[k].column == column;)
		jy_scene_circle(map->scene, role,
				(struct jy_point){curve->feelings.at[k].x, curve->feelings.at[k].y},
				DOT_DELIVERED);
}

void map_draw_marks(struct map *map, size_t column)
{
	const struct map_emotion *emotion = map->emotion;
	for (size_t i = map_curve_total(emotion); i-- > emotion->curve_count;) {
		const struct map_curve *curve = map_curve_at(emotion, i);
		map->scene->persona = map_persona_number(map, curve->persona);
		draw_dots(map, curve, map_curve_looks(emotion, i).dot, column);
	}
	for (size_t i = emotion->curve_count; i-- > 0;) {
		const struct map_curve *curve = &emotion->curve[i];
		map->scene->persona = map_persona_number(map, curve->persona);
		for (size_t k = curve->of_column[column];
		     k-- > 0 && curve->feelings.at[k].column == column;)
			draw_feeling(map, &curve->feelings.at[k], i);
	}
	map->scene->persona = 0;
	struct note note[LABELS_MOST];
	struct placed placed = {INFINITY, -INFINITY};
	size_t count = find_notes(map, emotion, column, note);
	for (size_t i = 0; i < count; i++)
		draw_note(map, &note[i], &placed);
}
