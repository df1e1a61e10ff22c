/*
 * Scenes of what a page shows: the shapes that touch a part of the picture, stage headers parted
 * where the picture is cut, and the margin with title, number and arrows.
 */
#include "diagram/paper_internal.h"

#include <math.h>

#include "base/utf8.h"
#include "diagram/measure.h"

/* Strokes and slanted letters reach so far out of their boxes. */
#define REACH 6.0
#define ARROW 6.0
/* Around stage headers. */
#define RIM 2.0
/* No more of a header is the rest of its rim. */
#define SLIVER 8.0
/* The built-in widths are those of a narrower font than some. */
#define WIDTH_SAFETY 1.2

struct paper_strips paper_find_strips(const struct jy_scene *scene)
{
	struct paper_strips strips = {0, 0, 0};
	bool lanes = false;

	for (size_t i = 0; i < scene->shapes.count; i++) {
		const struct jy_shape *shape = &scene->shapes.at[i];
		const struct jy_rect *r = &shape->rect;

		lanes = lanes || shape->role == JY_ROLE_T_LANE;
		if (shape->kind != JY_SHAPE_BOX || !paper_is_stage(shape->role))
			continue;
		strips.gutter = strips.head > 0 ? fmin(strips.gutter, r->x) : r->x;
		strips.top = strips.head > 0 ? fmin(strips.top, r->y) : r->y;
		strips.head = fmax(strips.head, r->h);
	}
	if (!lanes)
		strips.gutter = 0;
	strips.top -= strips.head > 0 ? RIM : 0;
	strips.head += strips.head > 0 ? 2 * RIM : 0;
	return strips;
}

double paper_head_width(const struct jy_scene *scene)
{
	struct paper_strips strips = paper_find_strips(scene);
	double wide = 0;

	for (size_t i = 0; i < scene->shapes.count; i++) {
		const struct jy_shape *shape = &scene->shapes.at[i];
		struct jy_rect r = paper_bounds(shape);

		if (shape->role != JY_ROLE_PAGE && r.y + r.h <= strips.top)
			wide = fmax(wide, r.x + r.w);
	}
	return strips.head > 0 ? wide : 0;
}

/* A scene like another, without its shapes. */
static struct jy_scene *like(const struct jy_scene *scene)
{
	struct jy_scene *copy = JB_NEW(scene->arena, struct jy_scene);

	*copy = *scene;
	copy->shapes.at = NULL;
	copy->shapes.count = copy->shapes.room = 0;
	return copy;
}

/* ---- headers of stages ---- */

static const struct jy_shape *header_of(const struct jy_scene *scene, const struct jy_shape *name)
{
	double x = name->rect.x + name->rect.w / 2, y = name->rect.y + name->rect.h / 2;

	for (size_t i = 0; i < scene->shapes.count; i++) {
		const struct jy_shape *shape = &scene->shapes.at[i];
		const struct jy_rect *r = &shape->rect;

		if (shape->kind == JY_SHAPE_BOX && paper_is_stage(shape->role) && r->x <= x &&
		    x <= r->x + r->w && r->y <= y && y <= r->y + r->h)
			return shape;
	}
	return NULL;
}

static struct stretch {
	double from, to;
} seen(const struct jy_rect *rect, const struct paper_tile *tile)
{
	return (struct stretch){fmax(rect->x, tile->from), fmin(rect->x + rect->w, tile->to)};
}

static void part_box(struct jy_scene *to, const struct jy_shape *box,
		     const struct paper_tiles *columns)
{
	for (size_t i = 0; i < columns->list.count; i++) {
		struct stretch part = seen(&box->rect, &columns->list.at[i]);
		struct jy_shape *piece;

		if (part.to - part.from < SLIVER)
			continue;
		piece = jb_push(to->arena, &to->shapes);
		*piece = *box;
		piece->rect.x = part.from;
		piece->rect.w = part.to - part.from;
	}
}

/* Where a part is too narrow for the name, it stands in the others. */
static void part_name(struct jy_scene *to, const struct jy_shape *name,
		      const struct jy_shape *header, const struct paper_tiles *columns)
{
	size_t before = to->shapes.count;

	for (size_t i = 0; header && i < columns->list.count; i++) {
		struct stretch part = seen(&header->rect, &columns->list.at[i]);
		struct jy_shape *piece;

		if (part.to - part.from < name->rect.w)
			continue;
		piece = jb_push(to->arena, &to->shapes);
		*piece = *name;
		piece->rect.x = (part.from + part.to - name->rect.w) / 2;
	}
	if (to->shapes.count == before)
		*jb_push(to->arena, &to->shapes) = *name;
}

/* Labels of boxes are found by numbers, which change; headers are no cards, so theirs may go. */
struct jy_scene *paper_part_stages(const struct jy_scene *scene, const struct paper_tiles *columns)
{
	struct jy_scene *to = like(scene);
	uint32_t *number = JB_NEW_ARRAY(scene->arena, uint32_t, scene->shapes.count + 1);

	for (size_t i = 0; i < scene->shapes.count; i++) {
		const struct jy_shape *shape = &scene->shapes.at[i];

		number[i + 1] = (uint32_t)to->shapes.count + 1;
		if (shape->kind == JY_SHAPE_BOX && paper_is_stage(shape->role)) {
			part_box(to, shape, columns);
		} else if (shape->kind == JY_SHAPE_TEXT && shape->role == JY_ROLE_T_STAGE) {
			part_name(to, shape, header_of(scene, shape), columns);
		} else {
			*jb_push(to->arena, &to->shapes) = *shape;
			to->shapes.at[to->shapes.count - 1].label_of = number[shape->label_of];
		}
	}
	return to;
}

/* ---- parts ---- */

static bool touch(const struct jy_rect *a, const struct jy_rect *b)
{
	return a->x - REACH < b->x + b->w && b->x < a->x + a->w + REACH &&
	       a->y - REACH < b->y + b->h && b->y < a->y + a->h + REACH;
}

/* Whether one Bézier of a curve may be seen in the part, by its points. */
static bool is_near(const struct jy_point *point, const struct jy_rect *part)
{
	struct jy_shape piece = {.point = point, .point_count = 4};
	struct jy_rect bounds = paper_bounds(&piece);

	return touch(&bounds, part);
}

/* Of a curve along many columns only what is near the part. */
static void trim(struct jy_shape *shape, const struct jy_rect *part)
{
	uint32_t first = 0, end = shape->point_count;

	while (first + 4 < end && !is_near(&shape->point[first], part))
		first += 3;
	while (end > first + 4 && !is_near(&shape->point[end - 4], part))
		end -= 3;
	shape->point += first;
	shape->point_count = end - first;
}

const struct jy_scene *paper_piece(const struct jy_scene *scene, struct jy_rect part,
				   uint32_t *number)
{
	struct jy_scene *to = like(scene);

	number[0] = 0;
	for (size_t i = 0; i < scene->shapes.count; i++) {
		struct jy_shape shape = scene->shapes.at[i];
		struct jy_rect bounds = paper_bounds(&shape);

		number[i + 1] = 0;
		if (!touch(&bounds, &part))
			continue;
		if (shape.kind == JY_SHAPE_CURVE && !shape.closed)
			trim(&shape, &part);
		shape.label_of = number[shape.label_of];
		*jb_push(to->arena, &to->shapes) = shape;
		number[i + 1] = (uint32_t)to->shapes.count;
	}
	return to;
}

/* ---- the margin ---- */

static void arrow(struct jy_scene *scene, struct jy_point at, double x, double y)
{
	struct jy_point tip[3] = {{at.x + x * ARROW, at.y + y * ARROW},
				  {at.x - y * ARROW, at.y + x * ARROW},
				  {at.x + y * ARROW, at.y - x * ARROW}};

	jy_scene_polygon(scene, JY_ROLE_TURN, tip, 3);
}

/* As much of the title as the room holds. */
static struct jb_text shortened(struct jb_arena *arena, struct jb_text title, double room)
{
	const struct jy_look *look = jy_role_look(JY_ROLE_T_NOTE);
	size_t end = 0;
	uint32_t codepoint;

	if (jy_metrics_width(title, look) * WIDTH_SAFETY <= room)
		return title;
	while (end < title.size) {
		size_t next = end + jb_utf8_decode(title, end, &codepoint);

		if (jy_metrics_width(jb_text_slice(title, 0, next), look) * WIDTH_SAFETY > room)
			break;
		end = next;
	}
	return jb_text_printf(arena, "%.*s\xe2\x80\xa6", (int)end, title.at);
}

const struct jy_scene *paper_frame(const struct jy_scene *scene, const struct paper_frame *frame)
{
	const double k = 1 / JY_POINTS_PER_PIXEL, margin = frame->margin * k;
	struct jy_scene *to = like(scene);
	double high = jy_line_height(JY_ROLE_T_NOTE), w = frame->width * k, h = frame->height * k;
	struct jy_rect line = {margin, h - margin + 2, w - 2 * margin, high};
	struct jy_line title = {shortened(scene->arena, scene->title, line.w - 120), 0};
	struct jy_line number = {
		jb_text_printf(scene->arena, "%zu of %zu", frame->number, frame->count), 0};

	to->width = w;
	to->height = h;
	to->groups.count = 0;
	jy_scene_text(to, JY_ROLE_T_NOTE, line, JY_ANCHOR_START, title, line, 0);
	jy_scene_text(to, JY_ROLE_T_NOTE, line, JY_ANCHOR_END, number, line, 0);
	for (size_t i = 0; i < frame->arrows.count; i++) {
		const struct paper_arrow *to_there = &frame->arrows.at[i];

		arrow(to, (struct jy_point){to_there->at.x * k, to_there->at.y * k}, to_there->dx,
		      to_there->dy);
	}
	for (size_t i = 0; i < frame->dashes.count; i++) {
		struct jy_point a = frame->dashes.at[i].from, b = frame->dashes.at[i].to;

		jy_scene_line(to, JY_ROLE_SEPARATOR, (struct jy_point){a.x * k, a.y * k},
			      (struct jy_point){b.x * k, b.y * k});
	}
	return to;
}
