/*
 * Building a scene, shape by shape. Rounds what enters to hundredths; knows no view and no writer.
 */
#include "diagram/scene.h"

#include <math.h>
#include <string.h>

double jy_line_height(enum jy_role role)
{
	return ceil(jy_role_look(role)->font_size * 1.32);
}

/* Hundredths; adding 0 turns -0 into 0. */
static double rounded(double value)
{
	return round(value * 100) / 100 + 0;
}

static struct jy_rect rounded_rect(struct jy_rect rect)
{
	return (struct jy_rect){rounded(rect.x), rounded(rect.y), rounded(rect.w), rounded(rect.h)};
}

void jy_scene_init(struct jy_scene *scene, struct jb_arena *arena)
{
	memset(scene, 0, sizeof *scene);
	scene->arena = arena;
}

struct jy_group *jy_scene_group_begin(struct jy_scene *scene, struct jb_text id,
				      struct jy_span span)
{
	struct jy_group *group = jb_push(scene->arena, &scene->groups);
	group->id = id;
	group->span = span;
	scene->group = (uint32_t)scene->groups.count;
	scene->span = span;
	return group;
}

void jy_scene_group_end(struct jy_scene *scene)
{
	scene->group = 0;
	scene->span = (struct jy_span){0};
}

static struct jy_shape *add(struct jy_scene *scene, enum jy_shape_kind kind, enum jy_role role)
{
	struct jy_shape *shape = jb_push(scene->arena, &scene->shapes);
	shape->kind = kind;
	shape->role = role;
	shape->group = scene->group;
	shape->persona = scene->persona;
	shape->span = scene->span;
	return shape;
}

static void set_points(struct jy_scene *scene, struct jy_shape *shape, const struct jy_point *point,
		       uint32_t count)
{
	struct jy_point *copy = JB_NEW_ARRAY(scene->arena, struct jy_point, count);
	for (uint32_t i = 0; i < count; i++)
		copy[i] = (struct jy_point){rounded(point[i].x), rounded(point[i].y)};
	shape->point = copy;
	shape->point_count = count;
}

uint32_t jy_scene_box(struct jy_scene *scene, enum jy_role role, struct jy_rect rect, double radius)
{
	struct jy_shape *shape = add(scene, JY_SHAPE_BOX, role);
	shape->rect = rounded_rect(rect);
	shape->radius = rounded(radius);
	return (uint32_t)scene->shapes.count;
}

uint32_t jy_scene_circle(struct jy_scene *scene, enum jy_role role, struct jy_point middle,
			 double radius)
{
	struct jy_shape *shape = add(scene, JY_SHAPE_CIRCLE, role);
	shape->radius = rounded(radius);
	shape->rect = rounded_rect(
		(struct jy_rect){middle.x - radius, middle.y - radius, 2 * radius, 2 * radius});
	return (uint32_t)scene->shapes.count;
}

uint32_t jy_scene_line(struct jy_scene *scene, enum jy_role role, struct jy_point a,
		       struct jy_point b)
{
	struct jy_shape *shape = add(scene, JY_SHAPE_LINE, role);
	set_points(scene, shape, (struct jy_point[]){a, b}, 2);
	return (uint32_t)scene->shapes.count;
}

uint32_t jy_scene_polygon(struct jy_scene *scene, enum jy_role role, const struct jy_point *point,
			  uint32_t count)
{
	struct jy_shape *shape = add(scene, JY_SHAPE_POLYGON, role);
	set_points(scene, shape, point, count);
	shape->closed = true;
	return (uint32_t)scene->shapes.count;
}

uint32_t jy_scene_curve(struct jy_scene *scene, enum jy_role role, const struct jy_point *point,
			uint32_t count, bool closed)
{
	struct jy_shape *shape = add(scene, JY_SHAPE_CURVE, role);
	set_points(scene, shape, point, count);
	shape->closed = closed;
	return (uint32_t)scene->shapes.count;
}

/* The baseline puts capitals, which are about 0.72 em high, in the middle of the line. */
uint32_t jy_scene_text(struct jy_scene *scene, enum jy_role role, struct jy_rect box,
		       enum jy_anchor anchor, struct jy_line line, struct jy_rect room,
		       uint32_t label_of)
{
	struct jy_shape *shape = add(scene, JY_SHAPE_TEXT, role);
	double spare = box.w - line.width;
	double x = box.x + (anchor == JY_ANCHOR_START ? 0
			    : anchor == JY_ANCHOR_END ? spare
						      : spare / 2);
	shape->rect = rounded_rect((struct jy_rect){x, box.y, line.width, box.h});
	shape->baseline = rounded(box.y + box.h / 2 + 0.36 * jy_role_look(role)->font_size);
	shape->anchor = anchor;
	shape->text = line.text;
	shape->room = rounded_rect(room);
	shape->label_of = label_of;
	return (uint32_t)scene->shapes.count;
}

void jy_buf_add_coordinate(struct jb_buf *buf, double value)
{
	long long hundredths = llround(value * 100);
	unsigned long long size = hundredths < 0 ? 0 - (unsigned long long)hundredths
						 : (unsigned long long)hundredths;
	unsigned long long whole = size / 100;
	char text[24], *end = text + sizeof text, *at = end;

	if (size % 10 != 0)
		*--at = (char)('0' + size % 10);
	if (size % 100 != 0) {
		*--at = (char)('0' + size % 100 / 10);
		*--at = '.';
	}
	do
		*--at = (char)('0' + whole % 10);
	while ((whole /= 10) > 0);
	if (hundredths < 0)
		*--at = '-';
	jb_buf_add(buf, at, (size_t)(end - at));
}

struct jb_text jy_scene_id(struct jb_arena *arena, const char *before, struct jb_text name)
{
	struct jb_buf id;

	jb_buf_init(&id, arena);
	jb_buf_add_string(&id, before);
	for (size_t i = 0; i < name.size; i++) {
		char c = name.at[i];
		bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
			     (c >= '0' && c <= '9') || c == '-' || c == '_';

		jb_buf_add_byte(&id, plain ? c : '_');
	}
	return jb_buf_text(&id);
}
