/*
 * DOT from a scene: the only file that knows Graphviz. Cards become nodes with pinned places; all
 * else stands in the graph's `_background` as xdot operations, which every Graphviz program draws,
 * so that plain `neato -n2 -Tpng` gives the same picture.
 *
 * Labels are data. They are never taken for HTML (agstrdup, not agstrdup_html); backslashes, which
 * begin escapes (\N, \G, \l), are doubled, and ampersands, which begin entities, are written as
 * one. Texts in `_background` count their bytes, and Graphviz 2 counts a backslash as none and
 * writes past its buffer: so a line with a backslash becomes a node without an outline instead.
 */
#include "diagram/diagram.h"

#include <graphviz/cgraph.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "diagram/measure.h"

#define POINTS_PER_INCH 72.0
/* Graphviz draws a text so many em above the point it is told. */
#define TEXT_RISE 0.2
/* A quarter circle as a Bézier: 4/3 (sqrt 2 - 1) of the radius. */
#define ROUND 0.5523

struct gv {
	const struct jy_scene *scene;
	struct jb_buf ops;
	Agraph_t *graph;
};

static void number(struct gv *gv, double value)
{
	jy_buf_add_coordinate(&gv->ops, value);
	jb_buf_add_byte(&gv->ops, ' ');
}

/* Graphviz counts y upwards. */
static void point(struct gv *gv, double x, double y)
{
	number(gv, x);
	number(gv, gv->scene->height - y);
}

/* The counted texts of xdot: "7 -#1a2b3c ". No backslash may stand in one. */
static void counted(struct gv *gv, struct jb_text text)
{
	jb_buf_printf(&gv->ops, "%zu -", text.size);
	jb_buf_add_text(&gv->ops, text);
	jb_buf_add_byte(&gv->ops, ' ');
}

static const char *fill_of(const struct gv *gv, enum jy_role role)
{
	const struct jy_look *look = jy_role_look(role);
	return gv->scene->theme == JY_THEME_DARK ? look->dark_fill : look->fill;
}

static const char *stroke_of(const struct gv *gv, enum jy_role role)
{
	const struct jy_look *look = jy_role_look(role);
	return gv->scene->theme == JY_THEME_DARK ? look->dark_stroke : look->stroke;
}

static bool is_colour(const char *colour)
{
	return strcmp(colour, "none") != 0;
}

static void set_fill(struct gv *gv, const char *colour)
{
	jb_buf_add_string(&gv->ops, "C ");
	counted(gv, jb_text_of(colour));
}

static void set_stroke(struct gv *gv, const char *colour, double width, enum jy_dash dash)
{
	struct jb_buf style;
	jb_buf_init(&style, gv->scene->arena);
	jb_buf_add_string(&style, "setlinewidth(");
	jy_buf_add_coordinate(&style, width);
	jb_buf_add_byte(&style, ')');
	jb_buf_add_string(&gv->ops, "c ");
	counted(gv, jb_text_of(colour));
	jb_buf_add_string(&gv->ops, "S ");
	counted(gv, dash == JY_DASH_NONE ? JB_TEXT("solid") : JB_TEXT("dashed"));
	jb_buf_add_string(&gv->ops, "S ");
	counted(gv, jb_buf_text(&style));
}

static void outline(struct gv *gv, char operation, const struct jy_point *points, size_t count)
{
	jb_buf_printf(&gv->ops, "%c %zu ", operation, count);
	for (size_t i = 0; i < count; i++)
		point(gv, points[i].x, points[i].y);
}

/* A closed shape: lower-case operations draw the outline alone, the others fill too, in one colour
 * each; a filled shape without a stroke gets an outline of its own colour. */
static void closed(struct gv *gv, enum jy_role role, char filled, char hollow,
		   const struct jy_point *points, size_t count)
{
	const struct jy_look *look = jy_role_look(role);
	const char *fill = fill_of(gv, role), *stroke = stroke_of(gv, role);
	bool has_fill = is_colour(fill), has_stroke = is_colour(stroke);
	if (has_fill)
		set_fill(gv, fill);
	set_stroke(gv, has_stroke ? stroke : fill, has_stroke ? look->stroke_width : 0,
		   has_stroke ? look->dash : JY_DASH_NONE);
	outline(gv, has_fill ? filled : hollow, points, count);
}

/* From the left of the upper edge clockwise: four straight sides and four quarter circles. */
static void rounded_box(struct gv *gv, const struct jy_shape *shape)
{
	struct jy_rect r = shape->rect;
	double c = shape->radius, k = c * (1 - ROUND);
	if (c > r.h / 2)
		c = r.h / 2;
	const struct jy_point corner[4][4] = {
		{{r.x + r.w - c, r.y},
		 {r.x + r.w - k, r.y},
		 {r.x + r.w, r.y + k},
		 {r.x + r.w, r.y + c}},
		{{r.x + r.w, r.y + r.h - c},
		 {r.x + r.w, r.y + r.h - k},
		 {r.x + r.w - k, r.y + r.h},
		 {r.x + r.w - c, r.y + r.h}},
		{{r.x + c, r.y + r.h},
		 {r.x + k, r.y + r.h},
		 {r.x, r.y + r.h - k},
		 {r.x, r.y + r.h - c}},
		{{r.x, r.y + c}, {r.x, r.y + k}, {r.x + k, r.y}, {r.x + c, r.y}},
	};
	struct jy_point path[25];
	size_t count = 0;
	path[count++] = corner[3][3];
	for (int i = 0; i < 4; i++) {
		path[count] = path[count - 1];
		path[count + 1] = corner[i][0];
		count += 2;
		memcpy(&path[count], corner[i], sizeof corner[i]);
		count += 4;
	}
	closed(gv, shape->role, 'b', 'B', path, count);
}

static void box(struct gv *gv, const struct jy_shape *shape)
{
	struct jy_rect r = shape->rect;
	const struct jy_point corner[] = {
		{r.x, r.y}, {r.x + r.w, r.y}, {r.x + r.w, r.y + r.h}, {r.x, r.y + r.h}};
	if (shape->radius > 0)
		rounded_box(gv, shape);
	else
		closed(gv, shape->role, 'P', 'p', corner, 4);
}

static void circle(struct gv *gv, const struct jy_shape *shape)
{
	const struct jy_look *look = jy_role_look(shape->role);
	const char *fill = fill_of(gv, shape->role), *stroke = stroke_of(gv, shape->role);
	if (is_colour(fill))
		set_fill(gv, fill);
	set_stroke(gv, is_colour(stroke) ? stroke : fill, look->stroke_width, look->dash);
	jb_buf_add_string(&gv->ops, is_colour(fill) ? "E " : "e ");
	point(gv, shape->rect.x + shape->rect.w / 2, shape->rect.y + shape->rect.h / 2);
	number(gv, shape->radius);
	number(gv, shape->radius);
}

static void open_line(struct gv *gv, const struct jy_shape *shape, char operation)
{
	const struct jy_look *look = jy_role_look(shape->role);
	set_stroke(gv, stroke_of(gv, shape->role), look->stroke_width, look->dash);
	outline(gv, operation, shape->point, shape->point_count);
}

static struct jb_text font_of(const struct gv *gv, const struct jy_look *look)
{
	return jb_text_printf(gv->scene->arena, "%s%s%s", JY_FONT_STACK, look->bold ? " Bold" : "",
			      look->italic ? " Italic" : "");
}

static void text(struct gv *gv, const struct jy_shape *shape)
{
	const struct jy_look *look = jy_role_look(shape->role);
	static const int justify[] = {-1, 0, 1};
	const struct jy_rect *r = &shape->rect;
	jb_buf_add_string(&gv->ops, "F ");
	number(gv, look->font_size);
	counted(gv, font_of(gv, look));
	jb_buf_add_string(&gv->ops, "c ");
	counted(gv, jb_text_of(fill_of(gv, shape->role)));
	jb_buf_add_string(&gv->ops, "T ");
	point(gv,
	      r->x + (shape->anchor == JY_ANCHOR_START ? 0
		      : shape->anchor == JY_ANCHOR_END ? r->w
						       : r->w / 2),
	      shape->baseline + TEXT_RISE * look->font_size);
	jb_buf_printf(&gv->ops, "%d ", justify[shape->anchor]);
	number(gv, r->w);
	counted(gv, shape->text);
}

static void operation(struct gv *gv, const struct jy_shape *shape)
{
	switch (shape->kind) {
	case JY_SHAPE_BOX: box(gv, shape); break;
	case JY_SHAPE_CIRCLE: circle(gv, shape); break;
	case JY_SHAPE_LINE: open_line(gv, shape, 'L'); break;
	case JY_SHAPE_POLYGON:
		closed(gv, shape->role, 'P', 'p', shape->point, shape->point_count);
		break;
	case JY_SHAPE_CURVE:
		if (shape->closed)
			closed(gv, shape->role, 'b', 'B', shape->point, shape->point_count);
		else
			open_line(gv, shape, 'B');
		break;
	case JY_SHAPE_TEXT: text(gv, shape); break;
	}
}

/* ---- nodes ---- */

/* Graphviz takes char * everywhere and changes none of it. */
static char *loose(const char *constant)
{
	union {
		const char *constant;
		char *loose;
	} both = {constant};
	return both.loose;
}

/* The default of an attribute new to the graph is empty. */
static void set(void *object, const char *name, const char *value)
{
	agsafeset(object, loose(name), loose(value), loose(""));
}

static void set_number(struct gv *gv, void *object, const char *name, double value)
{
	struct jb_buf digits;
	jb_buf_init(&digits, gv->scene->arena);
	jb_buf_add_fix(&digits, (jb_i128)(value * 1e6 + 0.5));
	set(object, name, digits.data);
}

/* An escString: what is no escape and no entity. */
static void add_label(struct jb_buf *out, struct jb_text label)
{
	for (size_t i = 0; i < label.size; i++)
		if (label.at[i] == '\\')
			jb_buf_add_string(out, "\\\\");
		else if (label.at[i] == '&')
			jb_buf_add_string(out, "&amp;");
		else
			jb_buf_add_byte(out, label.at[i]);
}

static bool is_card(const struct jy_shape *shape)
{
	return shape->kind == JY_SHAPE_BOX && shape->group != 0 &&
	       (shape->role == JY_ROLE_CARD || shape->role == JY_ROLE_CARD_MOMENT);
}

static bool is_card_label(const struct jy_scene *scene, const struct jy_shape *shape)
{
	return shape->kind == JY_SHAPE_TEXT && shape->label_of != 0 &&
	       is_card(&scene->shapes.at[shape->label_of - 1]);
}

static bool has_backslash(const struct jy_shape *shape)
{
	return shape->kind == JY_SHAPE_TEXT && shape->text.size > 0 &&
	       memchr(shape->text.at, '\\', shape->text.size) != NULL;
}

static void place(struct gv *gv, Agnode_t *node, const struct jy_rect *r)
{
	struct jb_buf pos;
	jb_buf_init(&pos, gv->scene->arena);
	jy_buf_add_coordinate(&pos, r->x + r->w / 2);
	jb_buf_add_byte(&pos, ',');
	jy_buf_add_coordinate(&pos, gv->scene->height - r->y - r->h / 2);
	jb_buf_add_byte(&pos, '!');
	set(node, "pos", pos.data);
	set_number(gv, node, "width", r->w / POINTS_PER_INCH);
	set_number(gv, node, "height", r->h / POINTS_PER_INCH);
}

static void set_label(struct gv *gv, Agnode_t *node, struct jb_text label, enum jy_role role)
{
	set(node, "label", jb_text_cstring(gv->scene->arena, label));
	set(node, "fontcolor", fill_of(gv, role));
	set_number(gv, node, "fontsize", jy_role_look(role)->font_size);
}

/* The lines of a card's label follow it. */
static struct jb_text card_label(const struct jy_scene *scene, size_t card)
{
	struct jb_buf label;
	jb_buf_init(&label, scene->arena);
	for (size_t i = card + 1; i < scene->shapes.count; i++) {
		const struct jy_shape *shape = &scene->shapes.at[i];
		if (shape->label_of != card + 1)
			break;
		if (label.size > 0)
			jb_buf_add_string(&label, "\\n");
		add_label(&label, shape->text);
	}
	return jb_buf_text(&label);
}

static void add_card(struct gv *gv, size_t index)
{
	const struct jy_shape *shape = &gv->scene->shapes.at[index];
	const struct jy_group *group = &gv->scene->groups.at[shape->group - 1];
	struct jb_buf tip;
	Agnode_t *node = agnode(gv->graph, loose(jb_text_cstring(gv->scene->arena, group->id)), 1);
	place(gv, node, &shape->rect);
	set(node, "color", stroke_of(gv, shape->role));
	set(node, "fillcolor", fill_of(gv, shape->role));
	set_number(gv, node, "penwidth", jy_role_look(shape->role)->stroke_width);
	jb_buf_init(&tip, gv->scene->arena);
	add_label(&tip, group->title);
	jb_buf_add_string(&tip, ". ");
	add_label(&tip, group->desc);
	set(node, "tooltip", tip.data);
	set_label(gv, node, card_label(gv->scene, index), JY_ROLE_T_CARD);
}

static void add_bare_text(struct gv *gv, size_t index)
{
	const struct jy_shape *shape = &gv->scene->shapes.at[index];
	struct jb_text name =
		jb_text_printf(gv->scene->arena, "%.*s-text%zu", JB_ARG(gv->scene->id), index);
	struct jb_buf label;
	Agnode_t *node = agnode(gv->graph, loose(jb_text_cstring(gv->scene->arena, name)), 1);
	place(gv, node, &shape->rect);
	set(node, "shape", "none");
	set(node, "style", "");
	set(node, "fontname",
	    jb_text_cstring(gv->scene->arena, font_of(gv, jy_role_look(shape->role))));
	jb_buf_init(&label, gv->scene->arena);
	add_label(&label, shape->text);
	set_label(gv, node, jb_buf_text(&label), shape->role);
}

static void add_defaults(struct gv *gv)
{
	static const char *const graph[][2] = {{"splines", "false"},
					       {"pad", "0"},
					       {"outputorder", "nodesfirst"},
					       {"charset", "UTF-8"}};
	static const char *const node[][2] = {
		{"shape", "box"},
		{"style", "rounded,filled"},
		{"fixedsize", "shape"},
		{"margin", "0"},
		{"fontname", JY_FONT_STACK},
		/* What Graphviz takes anyway: said so that "" differs. */
		{"label", "\\N"}};
	struct jb_buf label;
	for (size_t i = 0; i < sizeof graph / sizeof *graph; i++)
		agattr(gv->graph, AGRAPH, loose(graph[i][0]), loose(graph[i][1]));
	for (size_t i = 0; i < sizeof node / sizeof *node; i++)
		agattr(gv->graph, AGNODE, loose(node[i][0]), loose(node[i][1]));
	agattr(gv->graph, AGRAPH, loose("bgcolor"), loose(fill_of(gv, JY_ROLE_PAGE)));
	jb_buf_init(&label, gv->scene->arena);
	add_label(&label, gv->scene->title);
	agattr(gv->graph, AGRAPH, loose("tooltip"), loose(label.data));
}

static void build(struct gv *gv)
{
	const struct jy_scene *scene = gv->scene;
	jb_buf_init(&gv->ops, scene->arena);
	add_defaults(gv);
	for (size_t i = 0; i < scene->shapes.count; i++) {
		const struct jy_shape *shape = &scene->shapes.at[i];
		if (is_card(shape))
			add_card(gv, i);
		else if (is_card_label(scene, shape))
			continue;
		else if (has_backslash(shape))
			add_bare_text(gv, i);
		else
			operation(gv, shape);
	}
	agattr(gv->graph, AGRAPH, loose("_background"), loose(gv->ops.data));
}

static bool write_out(Agraph_t *graph, char **bytes, size_t *size)
{
	FILE *stream = open_memstream(bytes, size);
	if (stream == NULL)
		return false;
	bool good = agwrite(graph, stream) == 0;
	return fclose(stream) == 0 && good;
}

enum jb_status jy_scene_dot(const struct jy_scene *scene, struct jb_buf *out, struct jb_text *why)
{
	/* volatile: read after a jump. Cgraph's memory is not the arena's. */
	struct gv *gv = JB_NEW(scene->arena, struct gv);
	char *volatile bytes = NULL;
	gv->scene = scene;
	gv->graph = agopen(loose(jb_text_cstring(scene->arena, scene->id)), Agundirected, NULL);
	if (gv->graph == NULL) {
		*why = JB_TEXT("Graphviz could not make a graph");
		return JB_NO_MEMORY;
	}
	if (JB_ARM(scene->arena) != 0) {
		agclose(gv->graph);
		free(bytes);
		jb_arena_fail(scene->arena);
	}
	build(gv);
	char *written = NULL;
	size_t size = 0;
	bool good = write_out(gv->graph, &written, &size);
	bytes = written;
	if (good)
		jb_buf_add(out, written, size);
	else
		*why = JB_TEXT("Graphviz could not write the graph");
	jb_arena_disarm(scene->arena);
	agclose(gv->graph);
	free(written);
	return good ? JB_OK : JB_CANNOT_WRITE;
}
