/*
 * Laying a picture on paper, see paper.h: which way the paper is turned, how large the picture is
 * drawn, and what lies where on each page.
 */
#include "diagram/paper_internal.h"

#include <math.h>

#include "diagram/diagram.h"

/* Ten millimetres, and a line below for title and number where there are several pages. */
#define MARGIN (72 / 25.4 * 10)
#define FOOTER 12.0
#define ENLARGE_STEPS 6

static const struct jy_paper papers[] = {
	/* ISO 216, then ANSI */
	{"a4", 210 / 25.4 * 72, 297 / 25.4 * 72}, {"a3", 297 / 25.4 * 72, 420 / 25.4 * 72},
	{"a2", 420 / 25.4 * 72, 594 / 25.4 * 72}, {"a1", 594 / 25.4 * 72, 841 / 25.4 * 72},
	{"letter", 8.5 * 72, 11.0 * 72},	  {"tabloid", 11.0 * 72, 17.0 * 72},
};

const struct jy_paper *jy_paper_named(struct jb_text name)
{
	for (size_t i = 0; i < sizeof papers / sizeof *papers; i++)
		if (jb_text_is(name, papers[i].name))
			return &papers[i];
	return NULL;
}

/* A way to lay the picture out. */
struct plan {
	double width, height; /* of the paper as it is turned */
	double scale;
	struct paper_strips strips;
	struct paper_tiles columns, rows;
	bool several;
	uint32_t *number; /* for paper_piece */
};

static double room_w(const struct plan *plan)
{
	return plan->width - 2 * MARGIN;
}

static double room_h(const struct plan *plan)
{
	return plan->height - 2 * MARGIN - (plan->several ? FOOTER : 0);
}

static size_t page_count(const struct plan *plan)
{
	return plan->columns.list.count * plan->rows.list.count;
}

static void cut(const struct jy_scene *scene, struct plan *plan)
{
	double w = room_w(plan) / plan->scale, h = room_h(plan) / plan->scale;

	plan->strips = paper_find_strips(scene);
	if (plan->strips.gutter > w / 3)
		plan->strips.gutter = 0;
	if (plan->strips.head > h / 3)
		plan->strips.head = 0;
	paper_cut(scene, PAPER_X, &plan->strips, w, w - plan->strips.gutter, &plan->columns);
	paper_cut(scene, PAPER_Y, &plan->strips, h, h - plan->strips.head, &plan->rows);
}

static double between(double least, double value, double most)
{
	return fmax(least, fmin(value, most));
}

static struct plan at_scale(const struct jy_scene *scene, struct plan plan, double scale)
{
	plan.scale = between(JY_POINTS_PER_PIXEL_LEAST, scale, JY_POINTS_PER_PIXEL);
	plan.columns = plan.rows = (struct paper_tiles){0};
	cut(scene, &plan);
	return plan;
}

/* As large as so many pages allow. */
static struct plan enlarged(const struct jy_scene *scene, struct plan plan)
{
	double low = plan.scale, high = JY_POINTS_PER_PIXEL;

	for (int i = 0; i < ENLARGE_STEPS && low < high; i++) {
		struct plan other = at_scale(scene, plan, (low + high) / 2);

		if (page_count(&other) > page_count(&plan)) {
			high = other.scale;
		} else {
			low = other.scale;
			plan = other;
		}
	}
	return plan;
}

/* One page where the picture stays readable on it; else as large as the rows fit into one page, or
 * the columns, whichever takes fewer. */
static struct plan lay(const struct jy_scene *scene, double width, double height)
{
	struct plan plan = {.width = width, .height = height}, rows, columns;
	double one = fmin(room_w(&plan) / scene->width, room_h(&plan) / scene->height);

	plan.scale = fmin(one, JY_POINTS_PER_PIXEL);
	if (plan.scale >= JY_POINTS_PER_PIXEL_LEAST) {
		cut(scene, &plan);
		return plan;
	}
	plan.several = true;
	rows = at_scale(scene, plan, room_h(&plan) / scene->height);
	columns = at_scale(scene, plan, room_w(&plan) / scene->width);
	return enlarged(scene, page_count(&rows) <= page_count(&columns) ? rows : columns);
}

static bool is_better(const struct plan *a, const struct plan *b)
{
	if (page_count(a) != page_count(b))
		return page_count(a) < page_count(b);
	return a->scale > b->scale;
}

static struct plan choose(const struct jy_scene *scene, const struct jy_paper *paper,
			  enum jy_turn turn)
{
	struct plan landscape, portrait;

	if (turn != JY_TURN_LANDSCAPE)
		portrait = lay(scene, paper->width, paper->height);
	if (turn == JY_TURN_PORTRAIT)
		return portrait;
	landscape = lay(scene, paper->height, paper->width);
	if (turn == JY_TURN_LANDSCAPE)
		return landscape;
	return is_better(&portrait, &landscape) ? portrait : landscape;
}

/* ---- pages ---- */

static void add_piece(struct jy_page *page, const struct plan *plan, const struct jy_scene *scene,
		      struct jy_rect part, double x, double y)
{
	struct jy_piece *piece;

	if (part.w <= 0 || part.h <= 0)
		return;
	piece = jb_push(scene->arena, &page->pieces);
	piece->part = part;
	piece->scale = plan->scale;
	piece->scene = paper_piece(scene, part, plan->number);
	piece->at = (struct jy_point){MARGIN + x * plan->scale, MARGIN + y * plan->scale};
}

/* Title and legend, which are cut at places of their own; they may reach over the gutter. */
static void add_head(struct jy_page *page, const struct plan *plan, const struct jy_scene *scene,
		     const struct paper_tile *column, double x)
{
	double w = column->head_to - column->head_from;

	add_piece(page, plan, scene, (struct jy_rect){column->head_from, 0, w, plan->strips.top},
		  fmax(0, x + column->head_from - column->from), 0);
}

/* What is repeated, then what is new. */
static void add_pieces(struct jy_page *page, const struct plan *plan, const struct jy_scene *scene,
		       size_t column, size_t row)
{
	const struct paper_tile *c = &plan->columns.list.at[column], *r = &plan->rows.list.at[row];
	double gutter = column > 0 ? plan->strips.gutter : 0,
	       head = row > 0 ? plan->strips.head : 0;
	double w = c->to - c->from, top = plan->strips.top, y = fmax(r->from, row > 0 ? 0 : top);
	double x = gutter + (plan->several ? 0 : (room_w(plan) / plan->scale - w) / 2);

	if (row == 0)
		add_head(page, plan, scene, c, x);
	if (head > 0)
		add_piece(page, plan, scene, (struct jy_rect){c->from, top, w, head}, x, 0);
	if (gutter > 0)
		add_piece(page, plan, scene, (struct jy_rect){0, y, gutter, r->to - y}, 0,
			  head + y - r->from);
	add_piece(page, plan, scene, (struct jy_rect){c->from, y, w, r->to - y}, x,
		  head + y - r->from);
}

static void add_dashes(struct paper_frame *frame, const struct plan *plan, size_t column,
		       size_t row)
{
	double x = MARGIN, y = MARGIN;

	x += ((column > 0 ? plan->strips.gutter : 0) + plan->columns.list.at[column].overlap) *
	     plan->scale;
	y += ((row > 0 ? plan->strips.head : 0) + plan->rows.list.at[row].overlap) * plan->scale;
	if (plan->columns.list.at[column].overlap > 0) {
		frame->dashed[frame->dashed_count][0] = (struct jy_point){x, MARGIN / 2};
		frame->dashed[frame->dashed_count++][1] =
			(struct jy_point){x, plan->height - MARGIN};
	}
	if (plan->rows.list.at[row].overlap > 0) {
		frame->dashed[frame->dashed_count][0] = (struct jy_point){MARGIN / 2, y};
		frame->dashed[frame->dashed_count++][1] =
			(struct jy_point){plan->width - MARGIN / 2, y};
	}
}

static void add_frame(struct jy_page *page, const struct plan *plan, const struct jy_scene *scene,
		      size_t column, size_t row)
{
	size_t columns = plan->columns.list.count, rows = plan->rows.list.count;
	struct paper_frame frame = {.width = plan->width,
				    .height = plan->height,
				    .margin = MARGIN,
				    .number = row * columns + column + 1,
				    .count = page_count(plan),
				    .left = column > 0,
				    .right = column + 1 < columns,
				    .up = row > 0,
				    .down = row + 1 < rows};
	struct jy_piece *piece;

	add_dashes(&frame, plan, column, row);
	piece = jb_push(scene->arena, &page->pieces);
	piece->scene = paper_frame(scene, &frame);
	piece->part = (struct jy_rect){0, 0, piece->scene->width, piece->scene->height};
	piece->scale = JY_POINTS_PER_PIXEL;
	piece->at = (struct jy_point){0, 0};
}

static void fill(struct plan *plan, const struct jy_scene *scene, struct jy_pages *pages)
{
	size_t columns = plan->columns.list.count;
	const struct jy_scene *parted = paper_part_stages(scene, &plan->columns);

	plan->number = JB_NEW_ARRAY(scene->arena, uint32_t, parted->shapes.count + 1);
	pages->width = plan->width;
	pages->height = plan->height;
	pages->count = page_count(plan);
	pages->page = JB_NEW_ARRAY(scene->arena, struct jy_page, pages->count);
	for (size_t i = 0; i < pages->count; i++) {
		add_pieces(&pages->page[i], plan, parted, i % columns, i / columns);
		if (plan->several)
			add_frame(&pages->page[i], plan, scene, i % columns, i / columns);
	}
}

static void fit(const struct jy_scene *scene, struct jy_pages *pages)
{
	double scale =
		fmin(JY_POINTS_PER_PIXEL, JY_PDF_SIDE_MAX / fmax(scene->width, scene->height));
	struct jy_piece *piece;

	pages->width = scene->width * scale;
	pages->height = scene->height * scale;
	pages->count = 1;
	pages->page = JB_NEW(scene->arena, struct jy_page);
	piece = jb_push(scene->arena, &pages->page->pieces);
	*piece = (struct jy_piece){
		.scene = scene, .part = {0, 0, scene->width, scene->height}, .scale = scale};
}

enum jb_status jy_pages_make(const struct jy_scene *scene, const struct jy_paper *paper,
			     enum jy_turn turn, struct jy_pages *pages, struct jb_text *why)
{
	struct plan plan;

	if (!paper) {
		fit(scene, pages);
		return JB_OK;
	}
	plan = choose(scene, paper, turn);
	if (page_count(&plan) > JY_PAGES_MAX) {
		*why = jb_text_printf(
			scene->arena,
			"the picture would take more than %d pages of %s; take larger "
			"paper, a part of the journey, or one page that fits it",
			JY_PAGES_MAX, paper->name);
		return JB_TOO_LARGE;
	}
	fill(&plan, scene, pages);
	return JB_OK;
}
