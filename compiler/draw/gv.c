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
#include "draw/gv_loose.h"
#include "draw/draw.h"

#include <graphviz/cgraph.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "diagram/paint.h"
#include "diagram/xdot.h"

#define POINTS_PER_INCH 72.0

struct gv {
	const struct jy_scene *scene;
	struct jy_xdot background;
	Agraph_t *graph;
	const bool *plain; /* by shape: a card that its node can draw */
};

/* The default of an attribute new to the graph is empty. */
static void set(void *object, const char *name, const char *value)
{
	agsafeset(object, jy_gv_loose(name), jy_gv_loose(value), jy_gv_loose(""));
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
	       (shape->role == JY_ROLE_CARD || shape->role == JY_ROLE_CARD_MOMENT ||
		shape->role == JY_ROLE_HOLE);
}

static bool is_card_label(const struct jy_scene *scene, const struct jy_shape *shape)
{
	return shape->kind == JY_SHAPE_TEXT && shape->label_of != 0 &&
	       is_card(&scene->shapes.at[shape->label_of - 1]);
}

/* A node has one font, and its lines in the middle: cards that say more than their title are drawn
 * in the background, and their nodes are only there. */
static const bool *plain_cards(const struct jy_scene *scene)
{
	bool *plain = JB_NEW_ARRAY(scene->arena, bool, scene->shapes.count);

	for (size_t i = 0; i < scene->shapes.count; i++) {
		const struct jy_shape *shape = &scene->shapes.at[i];

		if (is_card(shape) && shape->role != JY_ROLE_HOLE)
			plain[i] = true;
		if (is_card_label(scene, shape) &&
		    (shape->role != JY_ROLE_T_CARD || shape->anchor != JY_ANCHOR_MIDDLE))
			plain[shape->label_of - 1] = false;
	}
	return plain;
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
	set(node, "fontcolor", jy_scene_paint(gv->scene, role).fill);
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

static void set_tip(struct gv *gv, Agnode_t *node, const struct jy_group *group)
{
	struct jb_buf tip;

	jb_buf_init(&tip, gv->scene->arena);
	add_label(&tip, group->title);
	jb_buf_add_string(&tip, ". ");
	add_label(&tip, group->desc);
	set(node, "tooltip", tip.data);
}

static void add_card(struct gv *gv, size_t index)
{
	const struct jy_shape *shape = &gv->scene->shapes.at[index];
	const struct jy_group *group = &gv->scene->groups.at[shape->group - 1];
	struct jy_paint paint = jy_scene_paint(gv->scene, shape->role);
	Agnode_t *node =
		agnode(gv->graph, jy_gv_loose(jb_text_cstring(gv->scene->arena, group->id)), 1);

	place(gv, node, &shape->rect);
	if (gv->plain[index]) {
		set(node, "color", paint.stroke);
		set(node, "fillcolor", paint.fill);
		set_number(gv, node, "penwidth", paint.stroke_width);
		set_tip(gv, node, group);
		set_label(gv, node, card_label(gv->scene, index), JY_ROLE_T_CARD);
		return;
	}
	set(node, "style", "");
	set(node, "color", "transparent");
	set_tip(gv, node, group);
	set(node, "label", "");
	jy_xdot_add(&gv->background, shape);
}

static void add_bare_text(struct gv *gv, size_t index)
{
	const struct jy_shape *shape = &gv->scene->shapes.at[index];
	struct jb_text name =
		jb_text_printf(gv->scene->arena, "%.*s-text%zu", JB_ARG(gv->scene->id), index);
	struct jb_buf label;
	Agnode_t *node = agnode(gv->graph, jy_gv_loose(jb_text_cstring(gv->scene->arena, name)), 1);
	place(gv, node, &shape->rect);
	set(node, "shape", "none");
	set(node, "style", "");
	set(node, "fontname",
	    jb_text_cstring(gv->scene->arena, jy_xdot_font(gv->scene->arena, shape->role)));
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
		{"fontname", JY_FONT_STACK_SHORT},
		/* What Graphviz takes anyway: said so that "" differs. */
		{"label", "\\N"}};
	struct jb_buf label;
	for (size_t i = 0; i < sizeof graph / sizeof *graph; i++)
		agattr(gv->graph, AGRAPH, jy_gv_loose(graph[i][0]), jy_gv_loose(graph[i][1]));
	for (size_t i = 0; i < sizeof node / sizeof *node; i++)
		agattr(gv->graph, AGNODE, jy_gv_loose(node[i][0]), jy_gv_loose(node[i][1]));
	agattr(gv->graph, AGRAPH, jy_gv_loose("bgcolor"),
	       jy_gv_loose(jy_role_fill(JY_ROLE_PAGE, gv->scene->theme)));
	jb_buf_init(&label, gv->scene->arena);
	add_label(&label, gv->scene->title);
	agattr(gv->graph, AGRAPH, jy_gv_loose("tooltip"), jy_gv_loose(label.data));
}

static void build(struct gv *gv)
{
	const struct jy_scene *scene = gv->scene;
	gv->plain = plain_cards(scene);
	gv->background.scene = scene;
	jb_buf_init(&gv->background.ops, scene->arena);
	add_defaults(gv);
	for (size_t i = 0; i < scene->shapes.count; i++) {
		const struct jy_shape *shape = &scene->shapes.at[i];
		if (is_card(shape))
			add_card(gv, i);
		else if (is_card_label(scene, shape) && gv->plain[shape->label_of - 1])
			continue;
		else if (has_backslash(shape))
			add_bare_text(gv, i);
		else
			jy_xdot_add(&gv->background, shape);
	}
	agattr(gv->graph, AGRAPH, jy_gv_loose("_background"), jy_gv_loose(gv->background.ops.data));
}

static bool write_out(Agraph_t *graph, char **bytes, size_t *size)
{
	FILE *stream = open_memstream(bytes, size);
	if (stream == NULL)
		return false;
	bool good = agwrite(graph, stream) == 0;
	return fclose(stream) == 0 && good;
}

enum jb_status jy_draw_dot(const struct jy_scene *scene, struct jb_buf *out, struct jb_text *why)
{
	/* volatile: read after a jump. Cgraph's memory is not the arena's. */
	struct gv *gv = JB_NEW(scene->arena, struct gv);
	char *volatile bytes = NULL;
	gv->scene = scene;
	gv->graph =
		agopen(jy_gv_loose(jb_text_cstring(scene->arena, scene->id)), Agundirected, NULL);
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
