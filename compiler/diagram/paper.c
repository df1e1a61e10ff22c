/*
 * Laying a picture on paper, see paper.h: which way the paper is turned, how large the picture is
 * drawn, and what lies where on each page. A picture that is wide and low is cut into strips of
 * columns, which stand one below the other like the staves of a score.
 */
#include "diagram/paper_internal.h"

#include <math.h>

#include "diagram/diagram.h"

/* Ten millimetres, and a line below for title and number where there are several pages. */
#define MARGIN (72 / 25.4 * 10)
#define FOOTER 12.0
#define ENLARGE_STEPS 6
#define STRIP_GAP 20.0 /* pixels, between a strip and the next */

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
	/* Strips of columns on the first page and on the others, and from one to the next, in
	 * pixels; one a page where the rows take several. */
	size_t first, next;
	double pitch;
	bool several;
	/* Pages that are cut both ways are a poster, whose parts keep their places, as do those of
	 * a title that needs several pages. One row of pages is read page by page: none leaves room
	 * for a title that stands on the first alone. */
	bool glued;
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

static bool is_stacked(const struct plan *plan)
{
	return plan->first > 1 || plan->next > 1;
}

static size_t page_count(const struct plan *plan)
{
	size_t strips = plan->columns.list.count;

	if (!is_stacked(plan))
		return strips * plan->rows.list.count;
	return strips <= plan->first ? 1 : 1 + (strips - plan->first + plan->next - 1) / plan->next;
}

/* How many strips are as high as the page; the title stands above the first. */
static void stack(const struct jy_scene *scene, struct plan *plan)
{
	double high = room_h(plan) / plan->scale, strip = scene->height - plan->strips.top;

	plan->first = plan->next = 1;
	plan->pitch = strip + STRIP_GAP;
	if (!plan->several || plan->strips.head <= 0 || plan->rows.list.count > 1)
		return;
	plan->next = (size_t)((high + STRIP_GAP) / plan->pitch);
	if (high > scene->height)
		plan->first += (size_t)((high - scene->height) / plan->pitch);
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
	plan->glued = plan->rows.list.count > 1 || plan->strips.head <= 0 ||
		      paper_head_width(scene) > plan->columns.list.at[0].head_to;
	stack(scene, plan);
}

static double between(double least, double value, double most)
{
	return fmax(least, fmin(value, most));
}

/* Title and legend stay on the first page. */
static struct plan at_scale(const struct jy_scene *scene, struct plan plan, double scale)
{
	double title = paper_head_width(scene);

	scale = title > 0 ? fmin(scale, room_w(&plan) / title) : scale;
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
		double middle = (low + high) / 2;
		struct plan other = at_scale(scene, plan, middle);

		if (page_count(&other) > page_count(&plan) || other.scale < middle) {
			high = middle;
		} else {
			low = other.scale;
			plan = other;
		}
	}
	return plan;
}

static bool is_better(const struct plan *a, const struct plan *b)
{
	if (page_count(a) != page_count(b))
		return page_count(a) < page_count(b);
	return a->scale > b->scale;
}

/* One page where the picture stays readable on it; else as large as the rows fit into one page, or
 * the columns, or as small as may be, so that strips stand below each other: whichever takes the
 * fewest. */
static struct plan lay(const struct jy_scene *scene, double width, double height)
{
	struct plan plan = {.width = width, .height = height}, best;
	double one = fmin(room_w(&plan) / scene->width, room_h(&plan) / scene->height);

	plan.scale = fmin(one, JY_POINTS_PER_PIXEL);
	if (plan.scale >= JY_POINTS_PER_PIXEL_LEAST) {
		cut(scene, &plan);
		return plan;
	}
	plan.several = true;
	const double scale[] = {room_h(&plan) / scene->height, room_w(&plan) / scene->width,
				JY_POINTS_PER_PIXEL_LEAST};
	best = at_scale(scene, plan, scale[0]);
	for (size_t i = 1; i < sizeof scale / sizeof *scale; i++) {
		struct plan other = at_scale(scene, plan, scale[i]);

		if (is_better(&other, &best))
			best = other;
	}
	return enlarged(scene, best);
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

/* A part of the picture with a page to stand on: a strip, or a column and a row. */
struct place {
	size_t column, row, page;
	double y; /* of the picture's top on the page, in pixels; above it without the title */
};

static struct place place_of(const struct plan *plan, size_t column, size_t row)
{
	size_t columns = plan->columns.list.count, behind, strip;
	struct place place = {column, row, row * columns + column, 0};

	if (!is_stacked(plan)) {
		if (!plan->glued && column > 0)
			place.y = -plan->strips.top;
		return place;
	}
	behind = column - plan->first;
	place.page = column < plan->first ? 0 : 1 + behind / plan->next;
	strip = column < plan->first ? column : behind % plan->next;
	place.y = (double)strip * plan->pitch - (place.page > 0 ? plan->strips.top : 0);
	return place;
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
		       const struct place *place)
{
	const struct paper_tile *c = &plan->columns.list.at[place->column],
				*r = &plan->rows.list.at[place->row];
	double gutter = place->column > 0 ? plan->strips.gutter : 0,
	       head = place->row > 0 ? plan->strips.head : 0;
	double w = c->to - c->from, top = plan->strips.top;
	double y = fmax(r->from, place->row > 0 ? 0 : top), down = place->y + head + y - r->from;
	double x = gutter + (plan->several ? 0 : (room_w(plan) / plan->scale - w) / 2);

	if (place->row == 0 && (place->column == 0 || plan->glued))
		add_head(page, plan, scene, c, x);
	if (head > 0)
		add_piece(page, plan, scene, (struct jy_rect){c->from, top, w, head}, x, 0);
	if (gutter > 0)
		add_piece(page, plan, scene, (struct jy_rect){0, y, gutter, r->to - y}, 0, down);
	add_piece(page, plan, scene, (struct jy_rect){c->from, y, w, r->to - y}, x, down);
}

/* ---- margins ---- */

/* The top and the end of a strip on its page, in points; of a whole page where there is one. */
static void strip_ends(const struct plan *plan, const struct place *place, double *top, double *end)
{
	*top = MARGIN / 2;
	*end = plan->height - MARGIN;
	if (!is_stacked(plan))
		return;
	*top = MARGIN + (place->y + plan->strips.top) * plan->scale;
	*end = *top + (plan->pitch - STRIP_GAP) * plan->scale;
}

static void add_dashes(struct paper_frame *frame, const struct plan *plan,
		       const struct place *place)
{
	const struct paper_tile *column = &plan->columns.list.at[place->column],
				*row = &plan->rows.list.at[place->row];
	double x = MARGIN, y = MARGIN, top, end;

	strip_ends(plan, place, &top, &end);
	x += ((place->column > 0 ? plan->strips.gutter : 0) + column->overlap) * plan->scale;
	y += ((place->row > 0 ? plan->strips.head : 0) + row->overlap) * plan->scale;
	if (column->overlap > 0)
		*jb_push(frame->arena, &frame->dashes) = (struct paper_dash){{x, top}, {x, end}};
	if (row->overlap > 0)
		*jb_push(frame->arena, &frame->dashes) =
			(struct paper_dash){{MARGIN / 2, y}, {plan->width - MARGIN / 2, y}};
}

static void add_arrow(struct paper_frame *frame, double x, double y, double dx, double dy)
{
	*jb_push(frame->arena, &frame->arrows) = (struct paper_arrow){{x, y}, dx, dy};
}

static void add_arrows(struct paper_frame *frame, const struct plan *plan,
		       const struct place *place)
{
	double top = 0, end = plan->height, middle;

	if (is_stacked(plan))
		strip_ends(plan, place, &top, &end);
	middle = (top + end) / 2;
	if (place->column > 0)
		add_arrow(frame, MARGIN / 2, middle, -1, 0);
	if (place->column + 1 < plan->columns.list.count)
		add_arrow(frame, plan->width - MARGIN / 2, middle, 1, 0);
	if (place->row > 0)
		add_arrow(frame, plan->width / 2, MARGIN / 2, 0, -1);
	if (place->row + 1 < plan->rows.list.count)
		add_arrow(frame, plan->width / 2, plan->height - MARGIN / 2, 0, 1);
}

static void add_frame(struct jy_page *page, const struct jy_scene *scene,
		      const struct paper_frame *frame)
{
	struct jy_piece *piece = jb_push(scene->arena, &page->pieces);

	piece->scene = paper_frame(scene, frame);
	piece->part = (struct jy_rect){0, 0, piece->scene->width, piece->scene->height};
	piece->scale = JY_POINTS_PER_PIXEL;
	piece->at = (struct jy_point){0, 0};
}

static void fill(struct plan *plan, const struct jy_scene *scene, struct jy_pages *pages)
{
	size_t columns = plan->columns.list.count, rows = plan->rows.list.count;
	const struct jy_scene *parted = paper_part_stages(scene, &plan->columns);
	struct paper_frame *frame;

	plan->number = JB_NEW_ARRAY(scene->arena, uint32_t, parted->shapes.count + 1);
	pages->width = plan->width;
	pages->height = plan->height;
	pages->count = page_count(plan);
	pages->page = JB_NEW_ARRAY(scene->arena, struct jy_page, pages->count);
	frame = JB_NEW_ARRAY(scene->arena, struct paper_frame, pages->count);
	for (size_t i = 0; i < columns * rows; i++) {
		struct place place = place_of(plan, i % columns, i / columns);

		frame[place.page].arena = scene->arena;
		add_pieces(&pages->page[place.page], plan, parted, &place);
		add_dashes(&frame[place.page], plan, &place);
		add_arrows(&frame[place.page], plan, &place);
	}
	for (size_t i = 0; plan->several && i < pages->count; i++) {
		frame[i].width = plan->width;
		frame[i].height = plan->height;
		frame[i].margin = MARGIN;
		frame[i].number = i + 1;
		frame[i].count = pages->count;
		add_frame(&pages->page[i], scene, &frame[i]);
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
