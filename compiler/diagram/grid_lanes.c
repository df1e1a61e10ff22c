/*
 * Lanes of a grid: ways that leap many columns run above a row, ways that go back below it, and
 * those from another row above or below. The shorter a way, the nearer its lane; ways that do not
 * meet share one. Rows then stand one below the other with their lanes between them, and ways over
 * several rows run in shafts beside them.
 */
#include "diagram/grid_internal.h"

#include <math.h>
#include <stdlib.h>

#define FAR 1e6 /* beyond every row */
#define SIDE_LABEL 14.0
#define AIR 4.0 /* beside the first track */

/* ---- along the rows ---- */

struct stretch {
	double from, to;
	double height;
	uint32_t number;
	struct grid_leg *leg;
};

static int by_row_and_length(const void *a, const void *b)
{
	const struct stretch *x = a, *y = b;
	double more = (x->to - x->from) - (y->to - y->from);

	if (x->leg->row != y->leg->row)
		return x->leg->row < y->leg->row ? -1 : 1;
	if (x->leg->above != y->leg->above)
		return x->leg->above ? 1 : -1;
	if (more != 0)
		return more < 0 ? -1 : 1;
	return (x->number > y->number) - (x->number < y->number);
}

static double track_x(double from, double way, uint32_t track, uint32_t tracks)
{
	double step = tracks > GRID_TRACKS_MAX ? GRID_TRACK * GRID_TRACKS_MAX / tracks : GRID_TRACK;

	return from + way * (AIR + step * (track + 0.5));
}

static double pad_of(const struct grid *grid)
{
	return grid->graph->cluster_count ? GRID_CLUSTER_PAD : 0;
}

/* Tracks begin outside of the cluster that ends there. */
double grid_leaving_x(const struct grid *grid, uint32_t column, uint32_t track)
{
	const struct grid_gap *gap = grid_behind(grid, column);
	bool ends = column + 1 == grid->row[grid->column[column].row].end ||
		    grid_begins(grid, column + 1);

	return track_x(gap->x + (ends ? pad_of(grid) : 0), 1, track, gap->leaving);
}

double grid_arriving_x(const struct grid *grid, uint32_t column, uint32_t track)
{
	const struct grid_gap *gap = grid_before(grid, column);
	double pad = grid_begins(grid, column) ? pad_of(grid) : 0;

	return track_x(gap->x + gap->width - fmax(pad, GRID_TIP), -1, track, gap->arriving);
}

/* Where along the lane a way runs, with its turns and its label, which it also places. */
static struct stretch stretch_of(struct grid *grid, uint32_t number)
{
	const struct jy_graph_edge *edge = &grid->graph->edge[number];
	struct grid_edge *way = &grid->edge[number];
	double begin = grid_leaving_x(grid, grid->rank[edge->from], way->leaves), end, left, right;
	double half = edge->label_width / 2 + GRID_AIR / 2;
	const struct grid_bundle *bundle =
		way->bundle == GRID_NONE ? NULL : &grid->bundle.at[way->bundle];

	end = bundle ? (bundle->right ? FAR : -FAR)
		     : grid_arriving_x(grid, grid->rank[edge->to], way->arrives);
	left = fmin(begin, end);
	right = fmax(begin, end);
	way->label.x = (left + right) / 2;
	if (bundle)
		way->label.x = begin + (bundle->right ? 1 : -1) * (half + SIDE_LABEL);
	way->label.x = fmin(way->label.x, grid->width - edge->label_width / 2);
	way->label.x = fmax(way->label.x, edge->label_width / 2);
	return (struct stretch){.from = fmin(left - GRID_TRACK, way->label.x - half),
				.to = fmax(right + GRID_TRACK, way->label.x + half),
				.height =
					edge->label_width > 0 ? edge->label_height + 6 : GRID_LANE,
				.number = number,
				.leg = &way->leg};
}

/* A shaft is at the side that the node is nearer to. */
static struct stretch bundle_stretch(struct grid *grid, uint32_t number)
{
	struct grid_bundle *bundle = &grid->bundle.at[number];
	double x = grid_arriving_x(grid, grid->rank[bundle->to], bundle->track);

	bundle->right = x > grid->width / 2;
	return (struct stretch){.from = bundle->right ? x - GRID_TRACK : -FAR,
				.to = bundle->right ? FAR : x + GRID_TRACK,
				.height = GRID_LANE,
				.number = (uint32_t)grid->graph->edge_count + number,
				.leg = &bundle->leg};
}

struct lane {
	JB_VEC(struct stretch) stretches;
};

static bool fits(const struct lane *lane, const struct stretch *stretch)
{
	for (size_t i = 0; i < lane->stretches.count; i++)
		if (lane->stretches.at[i].from < stretch->to &&
		    stretch->from < lane->stretches.at[i].to)
			return false;
	return true;
}

/* All of one side of a row. */
static void assign(struct grid *grid, struct stretch *stretch, size_t count)
{
	struct grid_lanes *lanes = &grid->row[stretch->leg->row].lanes[stretch->leg->above];
	struct lane *lane = JB_NEW_ARRAY(grid->arena, struct lane, count);

	lanes->height = JB_NEW_ARRAY(grid->arena, double, count);
	lanes->y = JB_NEW_ARRAY(grid->arena, double, count);
	for (size_t i = 0; i < count; i++) {
		uint32_t at = 0;

		while (at < lanes->count && !fits(&lane[at], &stretch[i]))
			at++;
		if (at == lanes->count)
			lanes->height[lanes->count++] = GRID_LANE;
		*jb_push(grid->arena, &lane[at].stretches) = stretch[i];
		stretch[i].leg->lane = at;
		lanes->height[at] = fmax(lanes->height[at], stretch[i].height);
	}
	for (uint32_t i = 0; i < lanes->count; i++)
		lanes->all += lanes->height[i];
}

static bool is_same_side(const struct stretch *a, const struct stretch *b)
{
	return a->leg->row == b->leg->row && a->leg->above == b->leg->above;
}

static void assign_all(struct grid *grid)
{
	const size_t edges = grid->graph->edge_count;
	struct stretch *stretch =
		JB_NEW_ARRAY(grid->arena, struct stretch, edges + grid->bundle.count);
	size_t count = 0, end;

	for (uint32_t i = 0; i < grid->bundle.count; i++)
		stretch[count++] = bundle_stretch(grid, i);
	for (uint32_t i = 0; i < edges; i++)
		if (grid->edge[i].leg_count)
			stretch[count++] = stretch_of(grid, i);
	if (count)
		qsort(stretch, count, sizeof *stretch, by_row_and_length);
	for (size_t begin = 0; begin < count; begin = end) {
		for (end = begin; end < count && is_same_side(&stretch[begin], &stretch[end]);)
			end++;
		assign(grid, stretch + begin, end - begin);
	}
}

/* ---- rows one below the other ---- */

static void place_lanes(struct grid_row *row)
{
	double below = row->floor + GRID_LANE, above = row->ceiling - GRID_LANE;

	for (uint32_t i = 0; i < row->lanes[false].count; i++) {
		row->lanes[false].y[i] = below + row->lanes[false].height[i] / 2;
		below += row->lanes[false].height[i];
	}
	for (uint32_t i = 0; i < row->lanes[true].count; i++) {
		row->lanes[true].y[i] = above - row->lanes[true].height[i] / 2;
		above -= row->lanes[true].height[i];
	}
}

static double lanes_height(const struct grid_lanes *lanes)
{
	return lanes->count ? lanes->all + GRID_LANE : 0;
}

/* Moves what was placed around the middle of a row's first column. */
static void move_row(struct grid *grid, struct grid_row *row, double by)
{
	row->moved = by;
	row->top += by;
	row->bottom += by;
	row->ceiling += by;
	row->floor += by;
	for (uint32_t c = row->first; c < row->end; c++)
		for (uint32_t i = 0; i < grid->column[c].count; i++)
			grid->item[grid->column[c].item[i]].y += by;
}

static void stack_rows(struct grid *grid)
{
	double y = 0;

	for (uint32_t r = 0; r < grid->row_count; r++) {
		struct grid_row *row = &grid->row[r];

		y += lanes_height(&row->lanes[true]) + (r ? GRID_ROW_AIR : 0);
		move_row(grid, row, y - row->ceiling);
		place_lanes(row);
		y = row->floor + lanes_height(&row->lanes[false]);
	}
	grid->graph->height = y;
	for (size_t i = 0; i < grid->graph->edge_count; i++)
		grid->edge[i].label.y +=
			grid->row[grid->column[grid->rank[grid->graph->edge[i].from]].row].moved;
}

double grid_lane_y(const struct grid *grid, const struct grid_leg *leg)
{
	return grid->row[leg->row].lanes[leg->above].y[leg->lane];
}

/* ---- beside the rows ---- */

static int by_height(const void *a, const void *b)
{
	const struct grid_bundle *x = *(struct grid_bundle *const *)a;
	const struct grid_bundle *y = *(struct grid_bundle *const *)b;
	double more = (x->bottom - x->top) - (y->bottom - y->top);

	if (more != 0)
		return more < 0 ? -1 : 1;
	return x < y ? -1 : 1;
}

static void measure_bundles(struct grid *grid)
{
	for (size_t i = 0; i < grid->bundle.count; i++) {
		struct grid_bundle *bundle = &grid->bundle.at[i];

		bundle->top = bundle->bottom = grid_lane_y(grid, &bundle->leg);
	}
	for (size_t i = 0; i < grid->graph->edge_count; i++) {
		struct grid_bundle *bundle;
		double y;

		if (!grid->edge[i].leg_count || grid->edge[i].bundle == GRID_NONE)
			continue;
		bundle = &grid->bundle.at[grid->edge[i].bundle];
		y = grid_lane_y(grid, &grid->edge[i].leg);
		bundle->top = fmin(bundle->top, y);
		bundle->bottom = fmax(bundle->bottom, y);
	}
}

static void dig_shafts(struct grid *grid, bool right)
{
	struct grid_bundle **bundle =
		JB_NEW_ARRAY(grid->arena, struct grid_bundle *, grid->bundle.count);
	struct lane *shaft;
	size_t count = 0;

	for (size_t i = 0; i < grid->bundle.count; i++)
		if (grid->bundle.at[i].right == right)
			bundle[count++] = &grid->bundle.at[i];
	if (count)
		qsort(bundle, count, sizeof(struct grid_bundle *), by_height);
	shaft = JB_NEW_ARRAY(grid->arena, struct lane, count);
	for (size_t i = 0; i < count; i++) {
		struct stretch stretch = {.from = bundle[i]->top - GRID_LANE,
					  .to = bundle[i]->bottom + GRID_LANE};
		uint32_t at = 0;

		while (at < grid->shafts[right] && !fits(&shaft[at], &stretch))
			at++;
		if (at == grid->shafts[right])
			grid->shafts[right]++;
		*jb_push(grid->arena, &shaft[at].stretches) = stretch;
		bundle[i]->shaft = at;
	}
}

double grid_shaft_x(const struct grid *grid, const struct grid_bundle *bundle)
{
	double out = GRID_LANE * (bundle->shaft + 0.5);

	return bundle->right ? grid->width + out : -out;
}

void grid_lanes(struct grid *grid)
{
	assign_all(grid);
	stack_rows(grid);
	measure_bundles(grid);
	dig_shafts(grid, false);
	dig_shafts(grid, true);
}
