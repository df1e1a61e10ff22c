/*
 * Places in a grid. Along a column every item comes as near as it may to the middle of those it is
 * joined to, in the order that is given and with air between; then columns get their widths, and
 * the gaps between them room for labels and for ways that climb. Every row for itself.
 */
#include "diagram/grid_internal.h"

#include <math.h>

#define SWEEPS 4

/* ---- down a column ---- */

struct block {
	double sum;
	size_t count;
};

/* With z[i] = value[i] - (steps before i) the values may not fall: neighbours that would are pooled
 * at their mean (pool adjacent violators: M. Ayer and others, 1955). */
void grid_spread(struct jb_arena *arena, double *wish, const double *step, size_t count)
{
	struct block *block = JB_NEW_ARRAY(arena, struct block, count);
	size_t blocks = 0, at = 0;
	double before = 0;

	for (size_t i = 0; i < count; i++) {
		block[blocks++] = (struct block){wish[i] - before, 1};
		while (blocks > 1 &&
		       block[blocks - 2].sum * (double)block[blocks - 1].count >
			       block[blocks - 1].sum * (double)block[blocks - 2].count) {
			block[blocks - 2].sum += block[blocks - 1].sum;
			block[blocks - 2].count += block[blocks - 1].count;
			blocks--;
		}
		before += i + 1 < count ? step[i] : 0;
	}
	before = 0;
	for (size_t b = 0; b < blocks; b++)
		for (size_t k = 0; k < block[b].count; k++, at++) {
			wish[at] = block[b].sum / (double)block[b].count + before;
			before += at + 1 < count ? step[at] : 0;
		}
}

struct column_room {
	double *wish, *step;
};

/* Two ways that only pass may come close. */
static double step_between(const struct grid_item *a, const struct grid_item *b)
{
	bool both_pass = a->node == GRID_NONE && b->node == GRID_NONE;

	return (a->height + b->height) / 2 + (both_pass ? 0 : GRID_AIR);
}

static double mean_of(const struct grid *grid, const struct grid_item *item, bool left, bool right)
{
	double sum = 0;
	uint32_t count = 0;

	for (uint32_t i = 0; left && i < item->before_count; i++, count++)
		sum += grid->item[item->before[i]].y;
	for (uint32_t i = 0; right && i < item->after_count; i++, count++)
		sum += grid->item[item->after[i]].y;
	return count ? sum / count : item->y;
}

static uint32_t inside_count(const struct grid *grid, const struct grid_column *column)
{
	uint32_t count = column->count;

	while (count > 0 && grid->item[column->item[count - 1]].outside)
		count--;
	return count;
}

static void settle_column(struct grid *grid, uint32_t number, bool left, bool right,
			  struct column_room room)
{
	const struct grid_column *column = &grid->column[number];
	uint32_t count = inside_count(grid, column);

	for (uint32_t i = 0; i < count; i++) {
		const struct grid_item *item = &grid->item[column->item[i]];

		room.wish[i] = mean_of(grid, item, left, right);
		if (i + 1 < count)
			room.step[i] = step_between(item, &grid->item[column->item[i + 1]]);
	}
	grid_spread(grid->arena, room.wish, room.step, count);
	for (uint32_t i = 0; i < count; i++)
		grid->item[column->item[i]].y = room.wish[i];
}

/* Columns as stacks about one middle: what the sweeps begin with. */
static void stack(struct grid *grid)
{
	for (uint32_t c = 0; c < grid->column_count; c++) {
		const struct grid_column *column = &grid->column[c];
		uint32_t count = inside_count(grid, column);
		double y = 0;

		for (uint32_t i = 0; i < count; i++) {
			struct grid_item *item = &grid->item[column->item[i]];

			y += i ? step_between(&grid->item[column->item[i - 1]], item) : 0;
			item->y = y;
		}
		for (uint32_t i = 0; i < count; i++)
			grid->item[column->item[i]].y -= y / 2;
	}
}

static void find_ends(struct grid *grid)
{
	for (uint32_t r = 0; r < grid->row_count; r++) {
		grid->row[r].top = INFINITY;
		grid->row[r].bottom = -INFINITY;
	}
	for (uint32_t i = 0; i < grid->item_count; i++) {
		const struct grid_item *item = &grid->item[i];
		struct grid_row *row = &grid->row[grid->column[item->column].row];

		if (item->outside)
			continue;
		row->top = fmin(row->top, item->y - item->height / 2);
		row->bottom = fmax(row->bottom, item->y + item->height / 2);
	}
	for (uint32_t r = 0; r < grid->row_count; r++)
		if (grid->row[r].top > grid->row[r].bottom)
			grid->row[r].top = grid->row[r].bottom = 0;
}

/* Titles of clusters stand above what is in them. */
static double title_height(const struct grid *grid)
{
	double height = 0;

	for (size_t i = 0; i < grid->graph->cluster_count; i++)
		height = fmax(height, grid->graph->cluster[i].label_height);
	return height > 0 ? JY_GRAPH_TITLE_Y + height : 0;
}

static void place_outside(struct grid *grid)
{
	for (uint32_t c = 0; c < grid->column_count; c++) {
		const struct grid_column *column = &grid->column[c];
		struct grid_row *row = &grid->row[column->row];
		double y = row->bottom + GRID_CLUSTER_PAD + GRID_AIR;

		for (uint32_t i = inside_count(grid, column); i < column->count; i++) {
			struct grid_item *item = &grid->item[column->item[i]];

			item->y = y + item->height / 2;
			row->floor = fmax(row->floor, y + item->height);
			y += item->height + (item->node == GRID_NONE ? 0 : GRID_AIR);
		}
	}
}

static void make_room_for_clusters(struct grid *grid)
{
	const double title = title_height(grid);

	for (uint32_t r = 0; r < grid->row_count; r++) {
		struct grid_row *row = &grid->row[r];

		if (grid->graph->cluster_count) {
			row->top -= fmax(title, GRID_CLUSTER_PAD);
			row->bottom += GRID_CLUSTER_PAD;
		}
		row->ceiling = row->top;
		row->floor = row->bottom;
	}
}

static void place_down(struct grid *grid)
{
	struct column_room room = {JB_NEW_ARRAY(grid->arena, double, grid->item_count),
				   JB_NEW_ARRAY(grid->arena, double, grid->item_count)};

	stack(grid);
	for (unsigned sweep = 0; sweep < SWEEPS; sweep++) {
		bool last = sweep + 1 == SWEEPS;

		for (uint32_t c = 0; c < grid->column_count; c++)
			settle_column(grid, c, true, last, room);
		for (uint32_t c = grid->column_count; c > 0 && !last; c--)
			settle_column(grid, c - 1, false, true, room);
	}
	find_ends(grid);
	make_room_for_clusters(grid);
	place_outside(grid);
}

/* ---- from the left ---- */

/* Whether a row or another cluster ends before this column. */
bool grid_begins(const struct grid *grid, uint32_t column)
{
	const struct grid_column *at = &grid->column[column];

	return column == grid->row[at->row].first || at[-1].cluster != at->cluster;
}

static double title_width(const struct grid *grid, uint32_t column)
{
	int cluster = grid->column[column].cluster;
	bool more = column && grid->column[column - 1].cluster == cluster;

	return more ? grid->graph->cluster[cluster].more_width
		    : grid->graph->cluster[cluster].label_width;
}

static void size_columns(struct grid *grid)
{
	const struct jy_graph *graph = grid->graph;

	for (size_t i = 0; i < graph->node_count; i++) {
		struct grid_column *column = &grid->column[grid->rank[i]];

		column->width = fmax(column->width, graph->node[i].width);
	}
	/* No way that climbs may cross a title: it fits above the first column. */
	for (uint32_t c = 0; c < grid->column_count; c++) {
		struct grid_column *column = &grid->column[c];

		if (column->cluster >= 0 && grid_begins(grid, c))
			column->width = fmax(column->width, title_width(grid, c));
	}
}

/* The gap in which the label of a way stands: behind its beginning. */
static void size_labels(struct grid *grid)
{
	const struct jy_graph *graph = grid->graph;

	for (size_t i = 0; i < graph->edge_count; i++) {
		struct grid_gap *gap = grid_behind(grid, grid->rank[graph->edge[i].from]);

		if (!grid->edge[i].leg_count)
			gap->label_width = fmax(gap->label_width, graph->edge[i].label_width);
	}
}

/* The steeper the ways that leave a column, the wider the gap behind it. */
static double climb_width(const struct grid *grid, const struct grid_column *column)
{
	double steepest = 0;

	for (uint32_t i = 0; i < column->count; i++) {
		const struct grid_item *item = &grid->item[column->item[i]];

		for (uint32_t k = 0; k < item->after_count; k++)
			if (grid->column[grid->item[item->after[k]].column].row == column->row)
				steepest = fmax(steepest,
						fabs(grid->item[item->after[k]].y - item->y));
	}
	return fmin(fmax(GRID_GAP, steepest * 0.3), GRID_GAP_MAX);
}

/* Tracks for ways that leave for a lane or come from one. Ways of a bundle share theirs. */
static void count_tracks(struct grid *grid)
{
	for (size_t i = 0; i < grid->bundle.count; i++) {
		struct grid_bundle *bundle = &grid->bundle.at[i];

		bundle->track = grid_before(grid, grid->rank[bundle->to])->arriving++;
	}
	for (size_t i = 0; i < grid->graph->edge_count; i++) {
		const struct jy_graph_edge *edge = &grid->graph->edge[i];
		struct grid_edge *way = &grid->edge[i];

		if (!way->leg_count)
			continue;
		way->leaves = grid_behind(grid, grid->rank[edge->from])->leaving++;
		way->arrives = way->bundle == GRID_NONE
				       ? grid_before(grid, grid->rank[edge->to])->arriving++
				       : grid->bundle.at[way->bundle].track;
	}
}

static double gap_width(const struct grid *grid, const struct grid_row *row, uint32_t column)
{
	const double pad = grid->graph->cluster_count ? GRID_CLUSTER_PAD : 0;
	const struct grid_gap *gap = grid_before(grid, row->first) + (column - row->first);
	double tracks = grid_tracks_width(gap->leaving) + grid_tracks_width(gap->arriving);
	double sides = column < row->end && grid_begins(grid, column) ? 2 * pad : 0;
	double width;

	if (column == row->first || column == row->end)
		return pad + (tracks > 0 ? tracks + GRID_GAP / 2 : 0);
	width = climb_width(grid, &grid->column[column - 1]) + sides;
	if (gap->label_width > 0)
		width = fmax(width, GRID_LABEL_GAP + sides) + gap->label_width;
	return width + tracks;
}

/* All rows begin below each other. */
static double margin_width(const struct grid *grid)
{
	double width = 0;

	for (uint32_t r = 0; r < grid->row_count; r++)
		width = fmax(width, gap_width(grid, &grid->row[r], grid->row[r].first));
	return width;
}

static void place_row(struct grid *grid, const struct grid_row *row, double margin)
{
	struct grid_gap *gap = grid_before(grid, row->first);
	double x = 0;

	for (uint32_t c = row->first; c <= row->end; c++, gap++) {
		gap->x = x;
		gap->width = c == row->first ? margin : gap_width(grid, row, c);
		x += gap->width;
		if (c == row->end)
			break;
		grid->column[c].x = x;
		x += grid->column[c].width;
	}
	grid->width = fmax(grid->width, x);
}

void grid_place(struct grid *grid)
{
	double margin;

	place_down(grid);
	size_columns(grid);
	size_labels(grid);
	count_tracks(grid);
	margin = margin_width(grid);
	for (size_t i = 0; i < grid->graph->edge_count; i++)
		if (grid->edge[i].leg_count)
			grid->width = fmax(grid->width, grid->graph->edge[i].label_width);
	for (uint32_t r = 0; r < grid->row_count; r++)
		place_row(grid, &grid->row[r], margin);
}
