/*
 * The pen that draws the ways of a grid: chains of cubic Béziers, see graph.h. Knows no grid.
 */
#include "diagram/grid_internal.h"

#include <math.h>

#define ROUND 8.0 /* of a corner */
/* How far the handles of a quarter of a circle reach, in radii. */
#define QUARTER 0.5523

static void bend(struct grid_pen *pen, struct jy_point a, struct jy_point b, struct jy_point to)
{
	*jb_push(pen->arena, &pen->list) = a;
	*jb_push(pen->arena, &pen->list) = b;
	*jb_push(pen->arena, &pen->list) = to;
	pen->at = to;
}

void grid_pen_begin(struct grid_pen *pen, struct jy_point at)
{
	*jb_push(pen->arena, &pen->list) = at;
	pen->at = at;
}

static struct jy_point between(struct jy_point a, struct jy_point b, double share)
{
	return (struct jy_point){a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share};
}

static void straight(struct grid_pen *pen, struct jy_point to)
{
	struct jy_point from = pen->at;

	if (fabs(to.x - from.x) + fabs(to.y - from.y) < 0.01)
		return;
	bend(pen, between(from, to, 1 / 3.0), between(from, to, 2 / 3.0), to);
}

void grid_pen_level(struct grid_pen *pen, double x)
{
	straight(pen, (struct jy_point){x, pen->at.y});
}

void grid_pen_climb(struct grid_pen *pen, double x, double y)
{
	double middle = (pen->at.x + x) / 2;

	if (fabs(y - pen->at.y) < 0.01) {
		grid_pen_level(pen, x);
		return;
	}
	bend(pen, (struct jy_point){middle, pen->at.y}, (struct jy_point){middle, y},
	     (struct jy_point){x, y});
}

static double distance(struct jy_point a, struct jy_point b)
{
	return hypot(b.x - a.x, b.y - a.y);
}

/* A corner takes at most half of either side. */
static void turn(struct grid_pen *pen, struct jy_point before, struct jy_point corner,
		 struct jy_point next)
{
	double in = distance(before, corner), out = distance(corner, next);
	double round = fmin(ROUND, fmin(in, out) / 2);
	struct jy_point begin, end;

	if (round < 0.01)
		return;
	begin = between(corner, before, round / in);
	end = between(corner, next, round / out);
	straight(pen, begin);
	bend(pen, between(begin, corner, QUARTER), between(end, corner, QUARTER), end);
}

void grid_pen_corners(struct grid_pen *pen, const struct jy_point *point, size_t count)
{
	for (size_t i = 0; i + 1 < count; i++)
		turn(pen, i ? point[i - 1] : pen->at, point[i], point[i + 1]);
	straight(pen, point[count - 1]);
}
