/*
 * What lies beneath what in a scene: for each shape, at points spread over it, the filled shape
 * drawn last before it. For tests of contrast, on what is really drawn.
 */
#ifndef TESTS_GROUNDS_H
#define TESTS_GROUNDS_H

#include <math.h>

#include "diagram/paint.h"

/* Straight pieces that stand for one Bézier. */
#define GROUND_PIECES 24

static inline struct jy_point ground_bezier(const struct jy_point *p, double t)
{
	double u = 1 - t, a = u * u * u, b = 3 * u * u * t, c = 3 * u * t * t, d = t * t * t;

	return (struct jy_point){a * p[0].x + b * p[1].x + c * p[2].x + d * p[3].x,
				 a * p[0].y + b * p[1].y + c * p[2].y + d * p[3].y};
}

/* Point `i` of the outline as straight pieces; false past the last. */
static inline bool ground_corner(const struct jy_shape *shape, size_t i, struct jy_point *point)
{
	size_t piece = i % GROUND_PIECES, first = i / GROUND_PIECES * 3;

	if (shape->kind != JY_SHAPE_CURVE) {
		if (i < shape->point_count)
			*point = shape->point[i];
		return i < shape->point_count;
	}
	if (first + 3 >= shape->point_count) {
		*point = shape->point[shape->point_count - 1];
		return first + 1 == shape->point_count && piece == 0;
	}
	*point = ground_bezier(&shape->point[first], (double)piece / GROUND_PIECES);
	return true;
}

static inline bool ground_in_outline(const struct jy_shape *shape, struct jy_point at)
{
	struct jy_point a, b = {0, 0}, first = {0, 0};
	bool inside = false, more = true;

	for (size_t i = 0; more; i++) {
		a = b;
		more = ground_corner(shape, i, &b);
		if (!more)
			b = first;
		if (i == 0)
			first = b;
		else if ((a.y > at.y) != (b.y > at.y) &&
			 at.x < (b.x - a.x) * (at.y - a.y) / (b.y - a.y) + a.x)
			inside = !inside;
	}
	return inside;
}

static inline bool ground_covers(const struct jy_shape *shape, struct jy_point at)
{
	const struct jy_rect *r = &shape->rect;

	switch (shape->kind) {
	case JY_SHAPE_BOX:
		return at.x >= r->x && at.x <= r->x + r->w && at.y >= r->y && at.y <= r->y + r->h;
	case JY_SHAPE_CIRCLE:
		return hypot(at.x - r->x - r->w / 2, at.y - r->y - r->h / 2) <= shape->radius;
	case JY_SHAPE_POLYGON: return ground_in_outline(shape, at);
	case JY_SHAPE_CURVE: return shape->closed && ground_in_outline(shape, at);
	default: return false;
	}
}

static inline bool ground_is_filled(const struct jy_scene *scene, enum jy_role role)
{
	return jy_scene_paint(scene, role).fill[0] == '#';
}

/* The role of the ground of shape `index` at a point; JY_ROLE_COUNT where there is none. */
static inline enum jy_role ground_at(const struct jy_scene *scene, size_t index, struct jy_point at)
{
	while (index-- > 0) {
		const struct jy_shape *shape = &scene->shapes.at[index];

		if (shape->kind != JY_SHAPE_TEXT && ground_is_filled(scene, shape->role) &&
		    ground_covers(shape, at))
			return shape->role;
	}
	return JY_ROLE_COUNT;
}

typedef void ground_seen(void *user, const struct jy_shape *shape, enum jy_role ground);

/* Points spread over a shape: of an outline the outline itself. */
static inline bool ground_sample(const struct jy_shape *shape, size_t i, struct jy_point *at)
{
	const struct jy_rect *r = &shape->rect;

	if (shape->kind == JY_SHAPE_LINE || shape->kind == JY_SHAPE_POLYGON ||
	    shape->kind == JY_SHAPE_CURVE)
		return ground_corner(shape, i, at);
	*at = (struct jy_point){r->x + r->w * (double)(i % 9) / 8,
				r->y + r->h * (double)(i / 9) / 4};
	return i < 45;
}

static inline void ground_walk(const struct jy_scene *scene, ground_seen *seen, void *user)
{
	struct jy_point at = {0};

	for (size_t i = 0; i < scene->shapes.count; i++)
		for (size_t k = 0; ground_sample(&scene->shapes.at[i], k, &at); k++)
			seen(user, &scene->shapes.at[i], ground_at(scene, i, at));
}

#endif
