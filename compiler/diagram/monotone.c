/*
 * Slopes, Béziers, crossings. Pure arithmetic on points; knows no picture.
 */
#include "diagram/monotone.h"

#include <math.h>
#include <string.h>

#define BISECTIONS 40

/* At an end: the three-point slope, held within what keeps the first piece monotone. */
static double end_slope(double h0, double h1, double d0, double d1)
{
	double slope = ((2 * h0 + h1) * d0 - h0 * d1) / (h0 + h1);
	if (slope * d0 <= 0)
		return 0;
	if (d0 * d1 <= 0 && fabs(slope) > 3 * fabs(d0))
		return 3 * d0;
	return slope;
}

static double inner_slope(double h0, double h1, double d0, double d1)
{
	if (d0 * d1 <= 0)
		return 0;
	double w0 = 2 * h1 + h0, w1 = h1 + 2 * h0;
	return (w0 + w1) / (w0 / d0 + w1 / d1);
}

static double slope_at(const struct jy_point *p, uint32_t count, uint32_t i)
{
	double h0 = i > 0 ? p[i].x - p[i - 1].x : 0, h1 = i + 1 < count ? p[i + 1].x - p[i].x : 0;
	double d0 = i > 0 ? (p[i].y - p[i - 1].y) / h0 : 0;
	double d1 = i + 1 < count ? (p[i + 1].y - p[i].y) / h1 : 0;
	if (count == 2)
		return i == 0 ? d1 : d0;
	if (i == 0) {
		double h2 = p[2].x - p[1].x;
		return end_slope(h1, h2, d1, (p[2].y - p[1].y) / h2);
	}
	if (i + 1 == count) {
		double h2 = p[i - 1].x - p[i - 2].x;
		return end_slope(h0, h2, d0, (p[i - 1].y - p[i - 2].y) / h2);
	}
	return inner_slope(h0, h1, d0, d1);
}

void jy_monotone_curve(struct jb_arena *arena, const struct jy_point *point, uint32_t count,
		       struct jy_point *out)
{
	double *slope = JB_NEW_ARRAY(arena, double, count);
	for (uint32_t i = 0; i < count; i++)
		slope[i] = slope_at(point, count, i);
	out[0] = point[0];
	for (uint32_t i = 0; i + 1 < count; i++) {
		struct jy_point a = point[i], b = point[i + 1];
		double third = (b.x - a.x) / 3;
		out[3 * i + 1] = (struct jy_point){a.x + third, a.y + slope[i] * third};
		out[3 * i + 2] = (struct jy_point){b.x - third, b.y - slope[i + 1] * third};
		out[3 * i + 3] = b;
	}
}

static struct jy_point between(struct jy_point a, struct jy_point b, double t)
{
	return (struct jy_point){a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t};
}

/* De Casteljau: four points to seven that share the one in the middle. */
static void split(const struct jy_point p[4], double t, struct jy_point out[7])
{
	struct jy_point a = between(p[0], p[1], t), b = between(p[1], p[2], t),
			c = between(p[2], p[3], t);
	struct jy_point d = between(a, b, t), e = between(b, c, t);
	out[0] = p[0];
	out[1] = a;
	out[2] = d;
	out[3] = between(d, e, t);
	out[4] = e;
	out[5] = c;
	out[6] = p[3];
}

static double y_at(const struct jy_point p[4], double t)
{
	double s = 1 - t;
	return s * s * s * p[0].y + 3 * s * s * t * p[1].y + 3 * s * t * t * p[2].y +
	       t * t * t * p[3].y;
}

/* Where a monotone segment with ends on both sides meets the level. */
static double crossing(const struct jy_point p[4], double level)
{
	double low = 0, high = 1;
	bool rising = p[3].y > p[0].y;
	for (int i = 0; i < BISECTIONS; i++) {
		double middle = (low + high) / 2;
		if ((y_at(p, middle) < level) == rising)
			low = middle;
		else
			high = middle;
	}
	return (low + high) / 2;
}

/* The area being followed along the curve. */
struct walk {
	struct jb_arena *arena;
	struct jy_areas *areas;
	JB_VEC(struct jy_point) path;
	double level;
	bool above;
};

static void straight_to(struct walk *walk, struct jy_point to)
{
	struct jy_point from = walk->path.at[walk->path.count - 1];
	*jb_push(walk->arena, &walk->path) = between(from, to, 1.0 / 3);
	*jb_push(walk->arena, &walk->path) = between(from, to, 2.0 / 3);
	*jb_push(walk->arena, &walk->path) = to;
}

static void finish(struct walk *walk)
{
	if (walk->path.count == 0)
		return;
	struct jy_point first = walk->path.at[0], last = walk->path.at[walk->path.count - 1];
	straight_to(walk, (struct jy_point){last.x, walk->level});
	straight_to(walk, first);
	struct jy_area *area = jb_push(walk->arena, &walk->areas->list);
	*area = (struct jy_area){walk->above, walk->path.at, (uint32_t)walk->path.count};
	walk->path.at = NULL;
	walk->path.count = walk->path.room = 0;
}

static void follow(struct walk *walk, const struct jy_point p[4])
{
	double furthest = fabs(p[0].y - walk->level) > fabs(p[3].y - walk->level) ? p[0].y : p[3].y;
	bool above = furthest < walk->level;
	if (furthest == walk->level || (walk->path.count > 0 && above != walk->above))
		finish(walk);
	if (furthest == walk->level)
		return;
	walk->above = above;
	if (walk->path.count == 0) {
		*jb_push(walk->arena, &walk->path) = (struct jy_point){p[0].x, walk->level};
		straight_to(walk, p[0]);
	}
	for (int i = 1; i < 4; i++)
		*jb_push(walk->arena, &walk->path) = p[i];
}

struct jy_areas jy_monotone_areas(struct jb_arena *arena, const struct jy_point *curve,
				  uint32_t count, double level)
{
	struct jy_areas areas = {0};
	struct walk walk = {.arena = arena, .areas = &areas, .level = level};
	for (uint32_t i = 0; i + 3 < count; i += 3) {
		const struct jy_point *p = curve + i;
		if ((p[0].y < level && p[3].y > level) || (p[0].y > level && p[3].y < level)) {
			struct jy_point half[7];
			split(p, crossing(p, level), half);
			half[3].y = level;
			follow(&walk, half);
			follow(&walk, half + 3);
		} else {
			follow(&walk, p);
		}
	}
	finish(&walk);
	return areas;
}

/* ---- between two curves --------------------------------------------------------------------- */

struct path {
	JB_VEC(struct jy_point) list;
};

/* The part of a segment with x in [from, to], which it reaches. */
static void part(struct jy_point p[4], double from, double to)
{
	struct jy_point half[7];
	if (p[0].x < from) {
		split(p, (from - p[0].x) / (p[3].x - p[0].x), half);
		memcpy(p, half + 3, 4 * sizeof *p);
	}
	if (p[3].x > to) {
		split(p, (to - p[0].x) / (p[3].x - p[0].x), half);
		memcpy(p, half, 4 * sizeof *p);
	}
}

static struct path part_of(struct jb_arena *arena, const struct jy_point *curve, uint32_t count,
			   double from, double to)
{
	struct path path = {0};
	for (uint32_t i = 0; i + 3 < count; i += 3) {
		struct jy_point p[4] = {curve[i], curve[i + 1], curve[i + 2], curve[i + 3]};
		if (p[3].x <= from || p[0].x >= to)
			continue;
		part(p, from, to);
		for (int k = path.list.count > 0; k < 4; k++)
			*jb_push(arena, &path.list) = p[k];
	}
	return path;
}

static void join(struct jb_arena *arena, struct path *path, struct jy_point to)
{
	struct jy_point from = path->list.at[path->list.count - 1];
	*jb_push(arena, &path->list) = between(from, to, 1.0 / 3);
	*jb_push(arena, &path->list) = between(from, to, 2.0 / 3);
	*jb_push(arena, &path->list) = to;
}

struct jy_area jy_monotone_between(struct jb_arena *arena, const struct jy_point *a,
				   uint32_t a_count, const struct jy_point *b, uint32_t b_count)
{
	double from = fmax(a[0].x, b[0].x), to = fmin(a[a_count - 1].x, b[b_count - 1].x);
	struct path way, back;
	if (from >= to)
		return (struct jy_area){0};
	way = part_of(arena, a, a_count, from, to);
	back = part_of(arena, b, b_count, from, to);
	struct jy_point first = way.list.at[0];
	join(arena, &way, back.list.at[back.list.count - 1]);
	for (size_t i = back.list.count - 1; i-- > 0;)
		*jb_push(arena, &way.list) = back.list.at[i];
	join(arena, &way, first);
	return (struct jy_area){false, way.list.at, (uint32_t)way.list.count};
}

#define SAMPLES 12

/* The first segment that ends at or behind x. */
static uint32_t segment_at(const struct jy_point *curve, uint32_t segments, double x)
{
	uint32_t low = 0, high = segments;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (curve[3 * middle + 3].x < x)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool jy_monotone_range(const struct jy_point *curve, uint32_t count, double from, double to,
		       double *least, double *greatest)
{
	bool found = false;
	uint32_t segments = count / 3;
	for (uint32_t i = segment_at(curve, segments, from); i < segments && curve[3 * i].x <= to;
	     i++) {
		const struct jy_point *p = curve + 3 * i;
		double a = fmax(from, p[0].x), b = fmin(to, p[3].x), width = p[3].x - p[0].x;
		for (int k = 0; k <= SAMPLES; k++) {
			double y = y_at(p, (a + (b - a) * k / SAMPLES - p[0].x) / width);
			*least = found ? fmin(*least, y) : y;
			*greatest = found ? fmax(*greatest, y) : y;
			found = true;
		}
	}
	return found;
}
