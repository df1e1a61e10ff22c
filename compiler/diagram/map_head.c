/*
 * Above the map: title, persona and promise, what the whole journey must reach, and a legend of
 * what this picture uses. The legend stands at the right of a narrow picture, and in lines of its
 * own at the left where that has no room or is far away.
 */
#include "diagram/map_internal.h"

#include <math.h>

#include "diagram/selection.h"
#include "diagram/words.h"

#define ICON 26.0
#define ICON_DOT 3.5
#define ICON_GAP 7.0
#define ENTRY_GAP 22.0
#define HEAD_GAP 6.0
#define LEGEND_AIR 40.0
/* Lines are no longer, so that they are easy to read and fit on a sheet of paper. */
#define HEAD_WIDE 900.0

enum icon { ICON_CURVE, ICON_UP, ICON_DOWN, ICON_SIGN };

struct entry {
	enum icon icon;
	enum jy_role role, dot; /* `dot` of curves */
	uint32_t persona;	/* of the designed ones */
	struct jy_lines lines;
};

struct head {
	struct map *map;
	bool draw;
	double left, room, y, widest;
	JB_VEC(struct entry) legend;
};

static double icon_width(const struct entry *entry)
{
	return entry->icon == ICON_CURVE ? ICON : 12;
}

static double entry_width(const struct entry *entry)
{
	return icon_width(entry) + ICON_GAP + entry->lines.widest;
}

static struct entry *add_entry(struct head *head, enum icon icon, enum jy_role role,
			       struct jb_text text)
{
	struct entry *entry = jb_push(head->map->arena, &head->legend);
	entry->icon = icon;
	entry->role = role;
	entry->lines = jy_wrap(head->map->measure, head->map->arena, map_clean(head->map, text),
			       JY_ROLE_T_LEGEND, head->room - icon_width(entry) - ICON_GAP);
	return entry;
}

/* How a journey's state is said: of its curve in the legend, and of the whole above the map. */
static const struct {
	const char *state, *curve, *line;
} states[] = {
	{"current", "as it is", "As it is"},
	{"planned", "as planned", "As planned"},
	{"target", "as it shall be", "As it shall be"},
};

static size_t state_of(const struct jy_journey *journey)
{
	size_t i = 0;
	while (i < sizeof states / sizeof *states && !jb_text_is(journey->state, states[i].state))
		i++;
	return i;
}

struct jb_text map_state_line(const struct jy_journey *journey)
{
	size_t state = state_of(journey);
	return state < sizeof states / sizeof *states ? jb_text_of(states[state].line)
						      : JB_TEXT("");
}

/* Without a state a curve is the one that was designed. */
static struct jb_text curve_name(const struct jy_journey *journey, const char *otherwise)
{
	size_t state = state_of(journey);
	return jb_text_of(state < sizeof states / sizeof *states ? states[state].curve : otherwise);
}

struct jb_text map_curve_name(const struct map *map, size_t curve)
{
	const struct map_emotion *emotion = map->emotion;
	if (curve + 1 == map_curve_total(emotion))
		return JB_TEXT("delivered");
	struct jb_text how = curve < emotion->curve_count ? curve_name(map->journey, "designed")
							  : curve_name(map_amended(map), "before");
	const struct jy_persona *persona = emotion->curve[curve].persona;
	if (persona == NULL || !map_several_personas(map))
		return how;
	return emotion->was_count == 0 ? persona->decl.title
				       : jb_text_printf(map->arena, "%.*s, %.*s",
							JB_ARG(persona->decl.title), JB_ARG(how));
}

static void add_curves(struct head *head)
{
	const struct map_emotion *emotion = head->map->emotion;
	for (size_t i = 0; i < emotion->curve_count + emotion->was_count; i++) {
		struct map_looks looks = map_curve_looks(emotion, i);
		if (emotion->curve[i].feelings.count == 0)
			continue;
		struct entry *entry =
			add_entry(head, ICON_CURVE, looks.curve, map_curve_name(head->map, i));
		entry->dot = looks.dot;
		entry->persona = map_persona_number(head->map, emotion->curve[i].persona);
	}
	if (emotion->delivered.feelings.count == 0)
		return;
	struct jb_text caption = head->map->options->overlay->delivered_caption;
	struct jb_text text = JB_TEXT("delivered");
	if (caption.size > 0)
		text = jb_text_printf(head->map->arena, "delivered (%.*s)", JB_ARG(caption));
	add_entry(head, ICON_CURVE, JY_ROLE_DELIVERED, text)->dot = JY_ROLE_DOT_DELIVERED;
}

/* Which marks the curves carry; the diamond also stands at acts. */
static void add_marks(struct head *head)
{
	const struct map *map = head->map;
	bool moment = map->signs[JY_ROLE_MOMENT], peak = false, trough = false;
	for (size_t i = 0; map->emotion != NULL && i < map->emotion->curve_count; i++) {
		const struct map_curve *curve = &map->emotion->curve[i];
		for (size_t k = 0; k < curve->feelings.count; k++) {
			const struct map_feeling *feeling = &curve->feelings.at[k];
			moment = moment || map->column[feeling->column].touchpoint->moment_of_truth;
			peak = peak || feeling->kind == JY_PEAK;
			trough = trough || feeling->kind == JY_TROUGH;
		}
	}
	if (moment)
		add_entry(head, ICON_SIGN, JY_ROLE_MOMENT, JB_TEXT("moment of truth"));
	if (peak)
		add_entry(head, ICON_UP, JY_ROLE_DOT, JB_TEXT("peak"));
	if (trough)
		add_entry(head, ICON_DOWN, JY_ROLE_DOT, JB_TEXT("trough"));
	if (map->signs[JY_ROLE_FAIL])
		add_entry(head, ICON_SIGN, JY_ROLE_FAIL, JB_TEXT("fail point"));
}

static void find_legend(struct head *head)
{
	static const enum jrt_verdict_kind order[] = {JRT_MET, JRT_EXCUSED, JRT_MISSED,
						      JRT_NOT_MEASURED};
	if (head->map->emotion != NULL)
		add_curves(head);
	add_marks(head);
	for (size_t i = 0; i < 4; i++)
		if (head->map->signs[map_sign_role(order[i])])
			add_entry(head, ICON_SIGN, map_sign_role(order[i]),
				  jb_text_of(jy_words_sign(order[i])));
}

static void draw_icon(struct map *map, const struct entry *entry, double x, double y)
{
	struct jy_point middle = {x + icon_width(entry) / 2, y};
	switch (entry->icon) {
	case ICON_CURVE:
		jy_scene_line(map->scene, entry->role, (struct jy_point){x, y},
			      (struct jy_point){x + ICON, y});
		jy_scene_circle(map->scene, entry->dot, middle, ICON_DOT);
		break;
	case ICON_UP:
	case ICON_DOWN:
		map_draw_triangle(map, entry->role, middle, 5, entry->icon == ICON_UP);
		break;
	case ICON_SIGN: map_draw_sign(map, entry->role, middle); break;
	}
}

static void draw_entry(struct map *map, const struct entry *entry, double x, double y)
{
	double high = jy_line_height(JY_ROLE_T_LEGEND);
	double offset = icon_width(entry) + ICON_GAP;
	map->scene->persona = entry->persona;
	draw_icon(map, entry, x, y + high / 2);
	for (size_t i = 0; i < entry->lines.count; i++) {
		struct jy_rect slot = {x + offset, y + (double)i * high, entry->lines.widest, high};
		jy_scene_text(map->scene, JY_ROLE_T_LEGEND, slot, JY_ANCHOR_START,
			      entry->lines.at[i], slot, 0);
	}
	map->scene->persona = 0;
}

/* Breaks the legend into rows of at most `room`; draws them when asked. Gives the height. */
static double legend_rows(struct head *head, double left, double room, double y)
{
	double high = jy_line_height(JY_ROLE_T_LEGEND), x = left, top = y, row = 0;
	for (size_t i = 0; i < head->legend.count; i++) {
		const struct entry *entry = &head->legend.at[i];
		if (x > left && x + entry_width(entry) > left + room) {
			x = left;
			y += row;
			row = 0;
		}
		if (head->draw)
			draw_entry(head->map, entry, x, y + 2);
		row = fmax(row, (double)entry->lines.count * high + 4);
		x += entry_width(entry) + ENTRY_GAP;
		head->widest = fmax(head->widest, x - ENTRY_GAP - head->left);
	}
	return y + row - top;
}

/* Gives the x where the last line ends. */
static double text_lines(struct head *head, enum jy_role role, struct jb_text text, double indent)
{
	struct map *map = head->map;
	double left = head->left + indent, room = head->room - indent;
	text = role == JY_ROLE_T_TITLE ? map_clean(map, text) : map_sentence(map, text);
	struct jy_lines lines = jy_wrap(map->measure, map->arena, text, role, room);
	double high = jy_line_height(role);
	for (size_t i = 0; i < lines.count; i++) {
		struct jy_rect slot = {left, head->y, room, high};
		if (head->draw)
			jy_scene_text(map->scene, role, slot, JY_ANCHOR_START, lines.at[i], slot,
				      0);
		head->y += high;
	}
	head->widest = fmax(head->widest, lines.widest);
	return left + (lines.count > 0 ? lines.at[lines.count - 1].width : 0);
}

/* Who goes through the journey; of one, also what for, as far as it fits into the line. */
static struct jb_text personas_line(const struct head *head)
{
	const struct map *map = head->map;
	const struct jy_journey *journey = map->journey;
	struct jb_buf text;
	jb_buf_init(&text, map->arena);
	for (size_t i = 0; i < journey->personas.count; i++) {
		if (!map_hears(map, journey->personas.at[i]))
			continue;
		jb_buf_add_string(&text, text.size > 0 ? "; " : "");
		jb_buf_add_text(&text, journey->personas.at[i]->decl.title);
	}
	struct jb_text names = jb_buf_text(&text);
	if (journey->personas.count != 1 || journey->personas.at[0]->goals.count == 0)
		return names;
	struct jb_text with_goal = map_clean(
		map, jb_text_printf(map->arena, "%.*s \xc2\xb7 goal: \xe2\x80\x9c%.*s\xe2\x80\x9d",
				    JB_ARG(names), JB_ARG(journey->personas.at[0]->goals.at[0])));
	bool fits = jy_measure_width(map->measure, with_goal, JY_ROLE_T_SUBTITLE) <= head->room;
	return fits ? with_goal : names;
}

static struct jb_text brand_line(const struct map *map)
{
	const struct jy_brand *brand = map->journey->brand;
	if (brand == NULL)
		return JB_TEXT("");
	if (brand->promise.size == 0)
		return brand->decl.title;
	return jb_text_printf(map->arena, "%.*s \xc2\xb7 promise: \xe2\x80\x9c%.*s\xe2\x80\x9d",
			      JB_ARG(brand->decl.title), JB_ARG(brand->promise));
}

/* "As it is · known from research, 24 interviews", where the journey says its state. */
static struct jb_text state_line(const struct map *map)
{
	struct jb_text line = map_state_line(map->journey);
	if (line.size == 0 || map->journey->known_from.size == 0)
		return line;
	return jb_text_printf(map->arena, "%.*s \xc2\xb7 known from %.*s", JB_ARG(line),
			      JB_ARG(map->journey->known_from));
}

/* What stands beside a journey that amends another. */
static struct jb_text was_line(const struct map *map)
{
	const struct jy_journey *amends = map_amended(map);
	if (amends == NULL)
		return JB_TEXT("");
	struct jb_text state = curve_name(amends, "");
	return jb_text_printf(
		map->arena, "Beside it, where it differs: \xe2\x80\x9c%.*s\xe2\x80\x9d%s%.*s",
		JB_ARG(amends->decl.title), state.size > 0 ? ", " : "", JB_ARG(state));
}

/* The sign and its words behind the criterion, or below it where the line is full. */
static void outcome_verdict(struct head *head, const struct jy_criterion *criterion,
			    const struct jy_overlay_verdict *verdict, double end)
{
	struct map *map = head->map;
	enum jy_role role = map_sign_text_role(verdict->verdict);
	struct jb_text when = map_when(map, verdict, true);
	struct jb_text text = map_clean(
		map,
		jb_text_printf(map->arena, "%.*s%s%.*s%s",
			       JB_ARG(jy_words_verdict(map->arena, criterion, verdict)),
			       when.size > 0 ? " (" : "", JB_ARG(when), when.size > 0 ? ")" : ""));
	double width = MAP_SIGN + MAP_SIGN_GAP + jy_measure_width(map->measure, text, role);
	double x = end + ENTRY_GAP / 2 - head->left;
	if (x + width > head->room)
		x = 0;
	else
		head->y -= jy_line_height(role);
	if (head->draw)
		map_draw_sign(map, map_sign_role(verdict->verdict),
			      (struct jy_point){head->left + x + MAP_SIGN / 2,
						head->y + jy_line_height(role) / 2});
	double below = head->y + jy_line_height(role);
	text_lines(head, role, text, x + MAP_SIGN + MAP_SIGN_GAP);
	head->y = fmax(head->y, below);
	head->widest = fmax(head->widest, fmin(x + width, head->room));
}

static void outcome(struct head *head, const struct jy_criterion *criterion)
{
	struct map *map = head->map;
	if (criterion->metric == NULL)
		return;
	struct jb_text text = jb_text_printf(map->arena, "%s: %.*s %.*s",
					     criterion->kind == JRT_OUTCOME ? "Outcome" : "Success",
					     JB_ARG(map_criterion_title(map, criterion)),
					     JB_ARG(jy_words_criterion(map->arena, criterion)));
	head->y += 2;
	double end = text_lines(head, JY_ROLE_T_LEGEND, text, 0);
	const struct jy_overlay_verdict *verdict = jy_overlay_verdict(&map->overlay, criterion);
	if (verdict == NULL)
		return;
	map->signs[map_sign_role(verdict->verdict)] = true;
	outcome_verdict(head, criterion, verdict, end);
}

struct jb_text map_excerpt(const struct map *map)
{
	return jy_selection_words(map->arena, map->model, map->journey, &map->options->selection);
}

double map_head(struct map *map, bool draw)
{
	struct head head = {
		.map = map, .draw = draw, .y = map->top + MAP_MARGIN, .left = MAP_MARGIN + 12};
	head.room = fmin(map->page - head.left, HEAD_WIDE);
	text_lines(&head, JY_ROLE_T_TITLE, map->journey->decl.title, 0);
	text_lines(&head, JY_ROLE_T_SUBTITLE, personas_line(&head), 0);
	text_lines(&head, JY_ROLE_T_SUBTITLE, brand_line(map), 0);
	text_lines(&head, JY_ROLE_T_SUBTITLE, state_line(map), 0);
	text_lines(&head, JY_ROLE_T_SUBTITLE, was_line(map), 0);
	text_lines(&head, JY_ROLE_T_EXCERPT, map_excerpt(map), 0);
	for (size_t i = 0; i < map->journey->outcome_count; i++)
		outcome(&head, &map->journey->outcome[i]);
	find_legend(&head);
	double all = -ENTRY_GAP;
	for (size_t i = 0; i < head.legend.count; i++)
		all += entry_width(&head.legend.at[i]) + ENTRY_GAP;
	bool beside = map->page <= map->right && map->page - head.left <= HEAD_WIDE &&
		      head.widest + LEGEND_AIR + all <= head.room;
	if (beside) {
		double high = jy_line_height(JY_ROLE_T_LEGEND) + 4;
		legend_rows(&head, map->page - all, all + 1, head.y - high + 2);
	} else {
		head.y += HEAD_GAP;
		head.y += legend_rows(&head, head.left, head.room, head.y);
	}
	map->used = head.left + head.widest;
	return head.y + 2 * HEAD_GAP;
}
