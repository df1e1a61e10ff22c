/*
 * Shapes as xdot operations, the drawing language that Graphviz reads in attributes such as
 * `_background`. Writes text only and knows no Graphviz library.
 */
#include "diagram/xdot.h"

#include <string.h>

#include "diagram/measure.h"
#include "diagram/paint.h"

/* Graphviz draws a text so many em above the point it is told. */
#define TEXT_RISE 0.2
/* A quarter circle as a Bézier: 4/3 (sqrt 2 - 1) of the radius. */
#define ROUND 0.5523

static void number(struct jy_xdot *xdot, double value)
{
	jy_buf_add_coordinate(&xdot->ops, value);
	jb_buf_add_byte(&xdot->ops, ' ');
}

/* Graphviz counts y upwards. */
static void point(struct jy_xdot *xdot, double x, double y)
{
	number(xdot, x);
	number(xdot, xdot->scene->height - y);
}

/* The counted texts of xdot: "7 -#1a2b3c ". No backslash may stand in one. */
static void counted(struct jy_xdot *xdot, struct jb_text text)
{
	jb_buf_printf(&xdot->ops, "%zu -", text.size);
	jb_buf_add_text(&xdot->ops, text);
	jb_buf_add_byte(&xdot->ops, ' ');
}

static bool is_colour(const char *colour)
{
	return strcmp(colour, "none") != 0;
}

static void set_fill(struct jy_xdot *xdot, const char *colour)
{
	jb_buf_add_string(&xdot->ops, "C ");
	counted(xdot, jb_text_of(colour));
}

static void set_stroke(struct jy_xdot *xdot, const char *colour, double width, enum jy_dash dash)
{
	struct jb_buf style;
	jb_buf_init(&style, xdot->scene->arena);
	jb_buf_add_string(&style, "setlinewidth(");
	jy_buf_add_coordinate(&style, width);
	jb_buf_add_byte(&style, ')');
	jb_buf_add_string(&xdot->ops, "c ");
	counted(xdot, jb_text_of(colour));
	jb_buf_add_string(&xdot->ops, "S ");
	counted(xdot, dash == JY_DASH_NONE   ? JB_TEXT("solid")
		      : dash == JY_DASH_DOTS ? JB_TEXT("dotted")
					     : JB_TEXT("dashed"));
	jb_buf_add_string(&xdot->ops, "S ");
	counted(xdot, jb_buf_text(&style));
}

static void outline(struct jy_xdot *xdot, char operation, const struct jy_point *points,
		    size_t count)
{
	jb_buf_printf(&xdot->ops, "%c %zu ", operation, count);
	for (size_t i = 0; i < count; i++)
		point(xdot, points[i].x, points[i].y);
}

/* A closed shape: lower-case operations draw the outline alone, the others fill too, in one colour
 * each; a filled shape without a stroke gets an outline of its own colour. */
static void closed(struct jy_xdot *xdot, enum jy_role role, char filled, char hollow,
		   const struct jy_point *points, size_t count)
{
	struct jy_paint paint = jy_scene_paint(xdot->scene, role);
	bool has_fill = is_colour(paint.fill), has_stroke = is_colour(paint.stroke);
	if (has_fill)
		set_fill(xdot, paint.fill);
	set_stroke(xdot, has_stroke ? paint.stroke : paint.fill,
		   has_stroke ? paint.stroke_width : 0, has_stroke ? paint.dash : JY_DASH_NONE);
	outline(xdot, has_fill ? filled : hollow, points, count);
}

/* From the left of the upper edge clockwise: four straight sides and four quarter circles. */
static void rounded_box(struct jy_xdot *xdot, const struct jy_shape *shape)
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
	closed(xdot, shape->role, 'b', 'B', path, count);
}

static void box(struct jy_xdot *xdot, const struct jy_shape *shape)
{
	struct jy_rect r = shape->rect;
	const struct jy_point corner[] = {
		{r.x, r.y}, {r.x + r.w, r.y}, {r.x + r.w, r.y + r.h}, {r.x, r.y + r.h}};
	if (shape->radius > 0)
		rounded_box(xdot, shape);
	else
		closed(xdot, shape->role, 'P', 'p', corner, 4);
}

static void circle(struct jy_xdot *xdot, const struct jy_shape *shape)
{
	struct jy_paint paint = jy_scene_paint(xdot->scene, shape->role);
	if (is_colour(paint.fill))
		set_fill(xdot, paint.fill);
	set_stroke(xdot, is_colour(paint.stroke) ? paint.stroke : paint.fill, paint.stroke_width,
		   paint.dash);
	jb_buf_add_string(&xdot->ops, is_colour(paint.fill) ? "E " : "e ");
	point(xdot, shape->rect.x + shape->rect.w / 2, shape->rect.y + shape->rect.h / 2);
	number(xdot, shape->radius);
	number(xdot, shape->radius);
}

static void open_line(struct jy_xdot *xdot, const struct jy_shape *shape, char operation)
{
	struct jy_paint paint = jy_scene_paint(xdot->scene, shape->role);
	set_stroke(xdot, paint.stroke, paint.stroke_width, paint.dash);
	outline(xdot, operation, shape->point, shape->point_count);
}

struct jb_text jy_xdot_font(struct jb_arena *arena, enum jy_role role)
{
	const struct jy_look *look = jy_role_look(role);
	return jb_text_printf(arena, "%s%s%s", JY_FONT_STACK_SHORT, look->bold ? " Bold" : "",
			      look->italic ? " Italic" : "");
}

static void text(struct jy_xdot *xdot, const struct jy_shape *shape)
{
	const struct jy_look *look = jy_role_look(shape->role);
	static const int justify[] = {-1, 0, 1};
	const struct jy_rect *r = &shape->rect;
	jb_buf_add_string(&xdot->ops, "F ");
	number(xdot, look->font_size);
	counted(xdot, jy_xdot_font(xdot->scene->arena, shape->role));
	jb_buf_add_string(&xdot->ops, "c ");
	counted(xdot, jb_text_of(jy_scene_paint(xdot->scene, shape->role).fill));
	jb_buf_add_string(&xdot->ops, "T ");
	point(xdot,
	      r->x + (shape->anchor == JY_ANCHOR_START ? 0
		      : shape->anchor == JY_ANCHOR_END ? r->w
						       : r->w / 2),
	      shape->baseline + TEXT_RISE * look->font_size);
	jb_buf_printf(&xdot->ops, "%d ", justify[shape->anchor]);
	number(xdot, r->w);
	counted(xdot, shape->text);
}

void jy_xdot_add(struct jy_xdot *xdot, const struct jy_shape *shape)
{
	switch (shape->kind) {
	case JY_SHAPE_BOX: box(xdot, shape); break;
	case JY_SHAPE_CIRCLE: circle(xdot, shape); break;
	case JY_SHAPE_LINE: open_line(xdot, shape, 'L'); break;
	case JY_SHAPE_POLYGON:
		closed(xdot, shape->role, 'P', 'p', shape->point, shape->point_count);
		break;
	case JY_SHAPE_CURVE:
		if (shape->closed)
			closed(xdot, shape->role, 'b', 'B', shape->point, shape->point_count);
		else
			open_line(xdot, shape, 'B');
		break;
	case JY_SHAPE_TEXT: text(xdot, shape); break;
	}
}
