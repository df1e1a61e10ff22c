/*
 * Where a picture is cut: between what must not be cut, and as late as possible. What must not be
 * cut is found from the shapes alone, so every view can be laid on paper.
 */
#include "diagram/paper_internal.h"

#include <math.h>
#include <stdlib.h>

/* A tile is at least so much of what fits, or the next weaker rule is tried. */
#define TILE_LEAST 0.35
/* Shapes that take more of a tile than this may be cut; text only where it is wider than all. */
#define BLOCK_MOST 0.7
#define OVERLAP 24.0
/* Nearer things in the head belong together. */
#define HEAD_AIR 8.0

/* All but what spans the picture; without what belongs to no touchpoint; nothing. */
enum rule { RULE_ALL, RULE_GROUPS, RULE_NONE };

struct stretch {
	double from, to;
};

struct blocks {
	JB_VEC(struct stretch) list; /* merged, in order */
};

bool paper_is_stage(enum jy_role role)
{
	return role >= JY_ROLE_STAGE_1 && role <= JY_ROLE_STAGE_4;
}

struct jy_rect paper_bounds(const struct jy_shape *shape)
{
	double left, top, right, bottom;

	if (shape->point_count == 0)
		return shape->rect;
	left = right = shape->point[0].x;
	top = bottom = shape->point[0].y;
	for (uint32_t i = 1; i < shape->point_count; i++) {
		left = fmin(left, shape->point[i].x);
		right = fmax(right, shape->point[i].x);
		top = fmin(top, shape->point[i].y);
		bottom = fmax(bottom, shape->point[i].y);
	}
	return (struct jy_rect){left, top, right - left, bottom - top};
}

static struct stretch stretch_of(const struct jy_shape *shape, enum paper_axis axis)
{
	struct jy_rect r = paper_bounds(shape);

	return axis == PAPER_X ? (struct stretch){r.x, r.x + r.w}
			       : (struct stretch){r.y, r.y + r.h};
}

static bool is_way(enum jy_role role)
{
	return role == JY_ROLE_WAY || role == JY_ROLE_WAY_MAIN || role == JY_ROLE_WAY_UNUSED ||
	       role == JY_ROLE_WAY_OTHER || role == JY_ROLE_WAY_HOLE;
}

/* Curves run along the columns and may be cut between them, but not lengthwise; ways of a graph
 * lead anywhere and may be cut. Headers of stages are parted between columns. */
static bool may_block(const struct jy_shape *shape, enum paper_axis axis)
{
	if (shape->role == JY_ROLE_PAGE)
		return false;
	if (axis == PAPER_X && (paper_is_stage(shape->role) || shape->role == JY_ROLE_T_STAGE))
		return false;
	switch (shape->kind) {
	case JY_SHAPE_LINE: return false;
	case JY_SHAPE_CURVE: return axis == PAPER_Y && !is_way(shape->role);
	default: return true;
	}
}

static bool is_above(const struct jy_shape *shape, double top)
{
	struct jy_rect r = paper_bounds(shape);

	return r.y + r.h <= top;
}

static int by_start(const void *a, const void *b)
{
	const struct stretch *x = a, *y = b;

	return (x->from > y->from) - (x->from < y->from);
}

static void merge(struct blocks *blocks)
{
	size_t kept = 0;

	if (blocks->list.count > 0)
		qsort(blocks->list.at, blocks->list.count, sizeof *blocks->list.at, by_start);
	for (size_t i = 0; i < blocks->list.count; i++) {
		struct stretch one = blocks->list.at[i];

		if (kept > 0 && one.from < blocks->list.at[kept - 1].to)
			blocks->list.at[kept - 1].to = fmax(blocks->list.at[kept - 1].to, one.to);
		else
			blocks->list.at[kept++] = one;
	}
	blocks->list.count = kept;
}

static int by_value(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* Rows stay whole: they lie between the rules. */
static void add_rows(const struct jy_scene *scene, double tile, struct blocks *blocks)
{
	JB_VEC(double) rule = {0};

	for (size_t i = 0; i < scene->shapes.count; i++) {
		const struct jy_shape *shape = &scene->shapes.at[i];

		if (shape->role == JY_ROLE_RULE && shape->kind == JY_SHAPE_LINE &&
		    shape->point[0].y == shape->point[1].y)
			*jb_push(scene->arena, &rule) = shape->point[0].y;
	}
	if (rule.count > 1)
		qsort(rule.at, rule.count, sizeof *rule.at, by_value);
	for (size_t i = 1; i < rule.count; i++)
		if (rule.at[i] - rule.at[i - 1] <= tile * BLOCK_MOST)
			*jb_push(scene->arena, &blocks->list) =
				(struct stretch){rule.at[i - 1], rule.at[i]};
}

static void find_blocks(const struct jy_scene *scene, enum paper_axis axis, enum rule rule,
			double top, double tile, struct blocks *blocks)
{
	if (axis == PAPER_Y && rule == RULE_ALL)
		add_rows(scene, tile, blocks);
	for (size_t i = 0; i < scene->shapes.count && rule != RULE_NONE; i++) {
		const struct jy_shape *shape = &scene->shapes.at[i];
		struct stretch one = stretch_of(shape, axis);

		double most = shape->kind == JY_SHAPE_TEXT ? tile : tile * BLOCK_MOST;

		if (may_block(shape, axis) && one.to - one.from <= most &&
		    (axis == PAPER_Y || !is_above(shape, top)) &&
		    (rule == RULE_ALL || shape->group != 0))
			*jb_push(scene->arena, &blocks->list) = one;
	}
	merge(blocks);
}

/* The middle of the last gap that begins before `limit`, or `limit` inside it. */
static double last_gap(const struct blocks *blocks, double limit)
{
	size_t low = 0, high = blocks->list.count;
	double from, to;

	while (low < high) { /* how many stretches begin before the limit */
		size_t middle = (low + high) / 2;

		if (blocks->list.at[middle].from < limit)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == 0)
		return limit;
	if (blocks->list.at[low - 1].to > limit)
		low--;
	if (low == 0)
		return -1;
	from = blocks->list.at[low - 1].to;
	to = low < blocks->list.count ? blocks->list.at[low].from : limit;
	return fmin(limit, (from + to) / 2);
}

/* The strictest rule that leaves a tile worth its page; the last always does. */
static struct paper_tile next_tile(const struct blocks blocks[RULE_NONE + 1], double from,
				   double size, double total, double overlap)
{
	double limit = from + size, to = limit;
	int rule = RULE_ALL;

	if (limit >= total)
		return (struct paper_tile){.from = from, .to = total, .overlap = overlap};
	for (; rule <= RULE_NONE; rule++) {
		to = last_gap(&blocks[rule], limit);
		if (to >= from + size * TILE_LEAST)
			break;
	}
	return (struct paper_tile){.from = from, .to = to, .overlap = overlap};
}

static bool cuts_through(const struct blocks *blocks, double at)
{
	for (size_t i = 0; i < blocks->list.count; i++)
		if (blocks->list.at[i].from < at && at < blocks->list.at[i].to)
			return true;
	return false;
}

/* Words, and a sign with its word, stay together. */
static void find_head_blocks(const struct jy_scene *scene, double top, struct blocks *blocks)
{
	for (size_t i = 0; i < scene->shapes.count; i++) {
		const struct jy_shape *shape = &scene->shapes.at[i];
		struct stretch one = stretch_of(shape, PAPER_X);

		if (shape->role != JY_ROLE_PAGE && is_above(shape, top))
			*jb_push(scene->arena, &blocks->list) =
				(struct stretch){one.from - HEAD_AIR, one.to + HEAD_AIR};
	}
	merge(blocks);
}

/* A page has room for `first` or `next` pixels, of which its tile may take less; on the next page
 * the head may begin over the gutter. */
static void cut_head(const struct jy_scene *scene, const struct paper_strips *strips, double first,
		     double next, struct paper_tiles *tiles)
{
	struct blocks blocks = {0};
	double from = 0;

	find_head_blocks(scene, strips->top, &blocks);
	for (size_t i = 0; i < tiles->list.count; i++) {
		struct paper_tile *tile = &tiles->list.at[i];
		double limit = tile->from + (i == 0 ? first : next), to = last_gap(&blocks, limit);

		if (i + 1 == tiles->list.count)
			to = scene->width;
		else if (to < tile->to - strips->gutter)
			to = tile->to;
		tile->head_from = from;
		tile->head_to = from = to;
	}
}

void paper_cut(const struct jy_scene *scene, enum paper_axis axis,
	       const struct paper_strips *strips, double first, double next,
	       struct paper_tiles *tiles)
{
	double total = axis == PAPER_X ? scene->width : scene->height, from = 0, overlap = 0;
	struct blocks blocks[RULE_NONE + 1] = {0};
	struct paper_tile tile;

	tiles->list.count = 0;
	for (int rule = RULE_ALL; rule <= RULE_NONE; rule++)
		find_blocks(scene, axis, (enum rule)rule, strips->top, next, &blocks[rule]);
	do {
		tile = next_tile(blocks, from, tiles->list.count ? next : first, total, overlap);
		*jb_push(scene->arena, &tiles->list) = tile;
		overlap = cuts_through(&blocks[RULE_GROUPS], tile.to) ? OVERLAP : 0;
		from = tile.to - overlap;
	} while (tile.to < total && tiles->list.count <= JY_PAGES_MAX);
	if (axis == PAPER_X)
		cut_head(scene, strips, first, next, tiles);
}
