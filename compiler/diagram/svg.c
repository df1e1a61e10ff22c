/*
 * SVG from a scene. The elements are svg, title, desc, style, g, a, rect, circle, line, polygon,
 * path and text; all text passes jb_buf_add_xml. Looks stand twice: as attributes, for readers that
 * know no CSS, and as a palette for dark grounds, which a reader who asks for one gets. The only
 * addresses are links of http and https to the source; scripts, images and references cannot occur.
 *
 * Roles are those of the WAI-ARIA Graphics Module: the picture is a graphics-document, because an
 * `img` would hide its touchpoints from those who hear it; each touchpoint is a graphics-object
 * with a title and a description (in a styled picture a group, which is what readers take it for).
 */
#include "diagram/diagram.h"

#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "diagram/link.h"
#include "diagram/measure.h"
#include "diagram/paint.h"
#include "diagram/svg_path.h"
#include "diagram/wrap.h"

#define ROOT_SIZE 11.0 /* font size where no other is said */

struct svg {
	struct jb_buf *out;
	const struct jy_scene *scene;
	bool part;	      /* of a page, which has the styles */
	bool styled;	      /* a part whose page has the looks of texts too */
	JB_VEC(size_t) blank; /* where the fingerprint goes, once it is known */
	/* Class, fill and stroke of a role, as they were written the first time. */
	struct jb_text look[JY_ROLE_COUNT];
	uint32_t linked; /* the last group with a link */
	size_t link_end; /* the shape behind its last one */
};

/* Of a picture, in hexadecimal digits. */
enum { FINGERPRINT = 8 };

static void add(struct svg *svg, const char *text)
{
	jb_buf_add_string(svg->out, text);
}

static void open_attribute(struct svg *svg, const char *name)
{
	jb_buf_add_byte(svg->out, ' ');
	add(svg, name);
	add(svg, "=\"");
}

/* They do on a page, where nothing is drawn larger than four times. */
static double tenths(double value)
{
	return round(value * 10) / 10;
}

static void add_coordinate(struct svg *svg, double value)
{
	jy_buf_add_coordinate(svg->out, svg->styled ? tenths(value) : value);
}

static void attribute(struct svg *svg, const char *name, double value)
{
	open_attribute(svg, name);
	add_coordinate(svg, value);
	jb_buf_add_byte(svg->out, '"');
}

static void word(struct svg *svg, const char *name, const char *value)
{
	open_attribute(svg, name);
	add(svg, value);
	jb_buf_add_byte(svg->out, '"');
}

static void element(struct svg *svg, const char *name, struct jb_text text)
{
	jb_buf_printf(svg->out, "<%s>", name);
	jb_buf_add_xml(svg->out, text);
	jb_buf_printf(svg->out, "</%s>\n", name);
}

/* The picture's id, its mark, and `rest`. */
static void add_id(struct svg *svg, struct jb_text rest)
{
	const struct jy_scene *scene = svg->scene;
	if (!svg->styled || scene->mark.size == 0) {
		jb_buf_add_text(svg->out, scene->id);
		jb_buf_add_byte(svg->out, '-');
	}
	if (scene->mark.size == 0) {
		*jb_push(scene->arena, &svg->blank) = svg->out->size;
		add(svg, "00000000");
	}
	jb_buf_add_text(svg->out, scene->mark);
	jb_buf_add_text(svg->out, rest);
}

static void add_id_word(struct svg *svg, const char *name, const char *rest)
{
	open_attribute(svg, name);
	add_id(svg, jb_text_of(rest));
	jb_buf_add_byte(svg->out, '"');
}

/* Whether a role of a styled picture says its fill itself: what is as dark as text on the page is
 * seen in the picture's own colour too, which it inherits where the page has no style. */
static bool keeps_fill(const struct svg *svg, const char *paint)
{
	struct jy_colour page = JY_WHITE, fill;

	jy_colour_read(jb_text_of(jy_scene_paint(svg->scene, JY_ROLE_PAGE).fill), &page);
	return !svg->styled || !jy_colour_read(jb_text_of(paint), &fill) ||
	       jy_colour_contrast(page, fill) < jy_theme_text_contrast(svg->scene->theme);
}

static void add_look(struct svg *svg, enum jy_role role)
{
	static const char *const dash[] = {"", "5 5", "7 5", "14 5", "2 4", "11 4 2 4"};
	struct jy_paint paint = jy_scene_paint(svg->scene, role);
	word(svg, "class", jy_role_look(role)->klass);
	if (keeps_fill(svg, paint.fill))
		word(svg, "fill", paint.fill);
	if (strcmp(paint.stroke, "none") == 0)
		return;
	word(svg, "stroke", paint.stroke);
	if (!svg->styled)
		attribute(svg, "stroke-width", paint.stroke_width);
	if (paint.dash != JY_DASH_NONE)
		word(svg, "stroke-dasharray", dash[paint.dash]);
}

static void look(struct svg *svg, const struct jy_shape *shape)
{
	size_t from = svg->out->size;
	struct jb_text known = svg->look[shape->role];

	if (known.size > 0) {
		jb_buf_add_text(svg->out, known);
	} else {
		add_look(svg, shape->role);
		known = jb_text_slice(jb_buf_text(svg->out), from, svg->out->size);
		svg->look[shape->role] = jb_text_copy(svg->scene->arena, known);
	}
	if (svg->styled && shape->persona > 0)
		attribute(svg, "data-persona", shape->persona);
}

static void add_point(struct svg *svg, struct jy_point point)
{
	add_coordinate(svg, point.x);
	jb_buf_add_byte(svg->out, ' ');
	add_coordinate(svg, point.y);
}

static void add_box(struct svg *svg, const struct jy_shape *shape)
{
	add(svg, "<rect");
	look(svg, shape);
	attribute(svg, "x", shape->rect.x);
	attribute(svg, "y", shape->rect.y);
	attribute(svg, "width", shape->rect.w);
	attribute(svg, "height", shape->rect.h);
	if (shape->radius > 0)
		attribute(svg, "rx", shape->radius);
	add(svg, "/>\n");
}

static void add_circle(struct svg *svg, const struct jy_shape *shape)
{
	add(svg, "<circle");
	look(svg, shape);
	attribute(svg, "cx", shape->rect.x + shape->rect.w / 2);
	attribute(svg, "cy", shape->rect.y + shape->rect.h / 2);
	attribute(svg, "r", shape->radius);
	add(svg, "/>\n");
}

static void add_line(struct svg *svg, const struct jy_shape *shape)
{
	add(svg, "<line");
	look(svg, shape);
	attribute(svg, "x1", shape->point[0].x);
	attribute(svg, "y1", shape->point[0].y);
	attribute(svg, "x2", shape->point[1].x);
	attribute(svg, "y2", shape->point[1].y);
	add(svg, "/>\n");
}

static void add_polygon(struct svg *svg, const struct jy_shape *shape)
{
	add(svg, "<polygon");
	look(svg, shape);
	word(svg, "stroke-linejoin", "round");
	add(svg, " points=\"");
	for (uint32_t i = 0; i < shape->point_count; i++) {
		add(svg, i > 0 ? " " : "");
		add_point(svg, shape->point[i]);
	}
	add(svg, "\"/>\n");
}

static void add_curve(struct svg *svg, const struct jy_shape *shape)
{
	add(svg, "<path");
	look(svg, shape);
	if (!shape->closed)
		word(svg, "stroke-linecap", "round");
	add(svg, " d=\"M");
	add_point(svg, shape->point[0]);
	for (uint32_t i = 1; i < shape->point_count; i++) {
		add(svg, i % 3 == 1 ? "C" : " ");
		add_point(svg, shape->point[i]);
	}
	add(svg, shape->closed ? "Z\"/>\n" : "\"/>\n");
}

/* In leftward text "start" is the right end. */
static void add_anchor(struct svg *svg, const struct jy_shape *shape)
{
	const struct jy_rect *box = &shape->rect;
	bool leftwards = jy_wrap_leftwards(shape->text);
	enum jy_anchor start = leftwards ? JY_ANCHOR_END : JY_ANCHOR_START;
	attribute(svg, "x",
		  box->x + (shape->anchor == JY_ANCHOR_START ? 0
			    : shape->anchor == JY_ANCHOR_END ? box->w
							     : box->w / 2));
	attribute(svg, "y", shape->baseline);
	if (leftwards)
		word(svg, "direction", "rtl");
	if (shape->anchor == JY_ANCHOR_MIDDLE && !svg->styled)
		word(svg, "text-anchor", "middle");
	else if (shape->anchor != JY_ANCHOR_MIDDLE && (shape->anchor != start || svg->styled))
		word(svg, "text-anchor", shape->anchor == start ? "start" : "end");
}

static void add_font(struct svg *svg, const struct jy_look *look)
{
	if (fabs(look->font_size - ROOT_SIZE) > 0.01)
		attribute(svg, "font-size", look->font_size);
	if (look->bold)
		word(svg, "font-weight", "bold");
	if (look->italic)
		word(svg, "font-style", "italic");
}

static void add_text(struct svg *svg, const struct jy_shape *shape)
{
	add(svg, "<text");
	look(svg, shape);
	add_anchor(svg, shape);
	if (!svg->styled)
		add_font(svg, jy_role_look(shape->role));
	add(svg, ">");
	jb_buf_add_xml(svg->out, shape->text);
	add(svg, "</text>\n");
}

static void add_shape(struct svg *svg, const struct jy_shape *shape)
{
	switch (shape->kind) {
	case JY_SHAPE_BOX: add_box(svg, shape); break;
	case JY_SHAPE_CIRCLE: add_circle(svg, shape); break;
	case JY_SHAPE_LINE: add_line(svg, shape); break;
	case JY_SHAPE_POLYGON: add_polygon(svg, shape); break;
	case JY_SHAPE_CURVE: add_curve(svg, shape); break;
	case JY_SHAPE_TEXT: add_text(svg, shape); break;
	}
}

/* Names the theme and the brand's colour: pictures that share it share their palettes, so it may
 * stand on a page as often as it likes. */
static void add_theme_class(struct svg *svg)
{
	static const char *const name[JY_THEMES] = {"light", "dark", "print", "contrast"};
	jb_buf_printf(svg->out, "journey-%s", name[svg->scene->theme]);
	if (svg->scene->brand != NULL)
		jb_buf_printf(svg->out, "-%s", svg->scene->brand->colour + 1);
}

/* A selector for all classes of a role: ".journey-light .dot.above". */
static void add_selector(struct svg *svg, const char *klass)
{
	add(svg, ".");
	add_theme_class(svg);
	add(svg, " .");
	for (; *klass != '\0'; klass++)
		jb_buf_add_byte(svg->out, *klass == ' ' ? '.' : *klass);
}

/* Only roles that occur are written. */
static void add_dark_palette(struct svg *svg)
{
	bool used[JY_ROLE_COUNT] = {false};
	for (size_t i = 0; i < svg->scene->shapes.count; i++)
		used[svg->scene->shapes.at[i].role] = true;
	add(svg, "<style>@media (prefers-color-scheme: dark) {\n");
	for (int role = 0; role < JY_ROLE_COUNT; role++) {
		struct jy_paint paint =
			jy_scene_paint_in(svg->scene, (enum jy_role)role, JY_THEME_DARK);
		if (!used[role])
			continue;
		add_selector(svg, jy_role_look((enum jy_role)role)->klass);
		jb_buf_printf(svg->out, " { fill: %s; stroke: %s }\n", paint.fill, paint.stroke);
	}
	add(svg, "}</style>\n");
}

static bool within(uint32_t codepoint, uint32_t first, uint32_t last)
{
	return first <= codepoint && codepoint <= last;
}

/* Kana are Japanese and Hangul Korean; Han signs alone are taken to be Chinese. */
static const char *font_stack(const struct jy_scene *scene)
{
	const char *stack = JY_FONT_STACK_OF("SC");
	uint32_t codepoint;
	for (size_t i = 0; i < scene->shapes.count; i++) {
		struct jb_text text = scene->shapes.at[i].text;
		for (size_t at = 0; at < text.size;) {
			at += jb_utf8_decode(text, at, &codepoint);
			if (within(codepoint, 0x3041, 0x30ff))
				return JY_FONT_STACK_OF("JP");
			if (within(codepoint, 0x1100, 0x11ff) || within(codepoint, 0xac00, 0xd7a3))
				stack = JY_FONT_STACK_OF("KR");
		}
	}
	return stack;
}

static void begin(struct svg *svg)
{
	const struct jy_scene *scene = svg->scene;
	if (!svg->part)
		add(svg, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
	add(svg, "<svg xmlns=\"http://www.w3.org/2000/svg\"");
	add_id_word(svg, "id", "");
	add(svg, " class=\"");
	add_theme_class(svg);
	add(svg, "\"");
	attribute(svg, "width", scene->width);
	attribute(svg, "height", scene->height);
	add(svg, " viewBox=\"0 0 ");
	add_point(svg, (struct jy_point){scene->width, scene->height});
	add(svg, "\" role=\"graphics-document\"");
	add_id_word(svg, "aria-labelledby", "-title");
	add_id_word(svg, "aria-describedby", "-desc");
	word(svg, "font-family", font_stack(scene));
	attribute(svg, "font-size", ROOT_SIZE);
	if (svg->styled) {
		word(svg, "fill", jy_scene_paint(scene, JY_ROLE_T_BODY).fill);
		word(svg, "text-anchor", "middle");
		word(svg, "stroke-linejoin", "round");
	}
	add(svg, ">\n<title");
	add_id_word(svg, "id", "-title");
	add(svg, ">");
	jb_buf_add_xml(svg->out, scene->title);
	add(svg, "</title>\n<desc");
	add_id_word(svg, "id", "-desc");
	add(svg, ">");
	jb_buf_add_xml(svg->out, scene->desc);
	add(svg, "</desc>\n");
	if (scene->theme == JY_THEME_LIGHT && !svg->part)
		add_dark_palette(svg);
}

/* Behind the picture's own, where the group's id begins with that. */
static struct jb_text own_part(const struct jy_scene *scene, struct jb_text id)
{
	return jb_text_slice(id, jb_text_starts(id, scene->id) ? scene->id.size : 0, id.size);
}

static void begin_group(struct svg *svg, const struct jy_group *group)
{
	struct jb_text own = own_part(svg->scene, group->id);
	add(svg, "<g class=\"touchpoint\" id=\"");
	add_id(svg, own.size > 0 && own.at[0] == '-' ? JB_TEXT("") : JB_TEXT("-"));
	jb_buf_add_text(svg->out, own);
	add(svg, svg->styled ? "\"" : "\" role=\"graphics-object\"");
	if (group->line > 0 && !svg->styled)
		jb_buf_printf(svg->out, " data-line=\"%u\"", group->line);
	if (svg->styled && group->told_by.size > 0) {
		add(svg, " aria-describedby=\"");
		jb_buf_add_xml(svg->out, group->told_by);
		add(svg, "\"");
	}
	add(svg, ">\n");
	element(svg, "title", group->title);
	if (!svg->styled || group->told_by.size == 0)
		element(svg, "desc", group->desc);
}

/* ---- links: of each group its first box with its label ---- */

static void begin_link(struct svg *svg, size_t index)
{
	const struct jy_scene *scene = svg->scene;
	const struct jy_shape *shape = &scene->shapes.at[index];
	size_t end = index + 1;
	if (shape->group == 0 || svg->linked == shape->group || shape->kind == JY_SHAPE_TEXT)
		return;
	const struct jy_group *group = &scene->groups.at[shape->group - 1];
	while (end < scene->shapes.count && scene->shapes.at[end].label_of == index + 1)
		end++;
	if (end == index + 1 || !jy_link_is_safe(group->href))
		return;
	svg->linked = shape->group;
	svg->link_end = end;
	add(svg, "<a href=\"");
	jb_buf_add_xml(svg->out, group->href);
	add(svg, "\">\n");
}

static void end_link(struct svg *svg, size_t index)
{
	if (svg->link_end == index + 1)
		add(svg, "</a>\n");
}

/* ---- of a styled picture: shapes that are one path ---- */

static bool is_alike(const struct jy_shape *one, const struct jy_shape *next)
{
	return next->kind == one->kind && next->role == one->role && next->group == one->group &&
	       next->persona == one->persona;
}

/* A line that begins where the one before it ends; a dot of a small plot as large as the one before
 * it. Other circles are touchpoints, which are no part of anything. */
static bool goes_on(const struct jy_shape *shape, const struct jy_shape *next)
{
	if (!is_alike(shape, next))
		return false;
	if (shape->kind == JY_SHAPE_CIRCLE)
		return shape->role == JY_ROLE_TREND_DOT &&
		       fabs(next->radius - shape->radius) < 0.01;
	return shape->kind == JY_SHAPE_LINE && fabs(next->point[0].x - shape->point[1].x) < 0.01 &&
	       fabs(next->point[0].y - shape->point[1].y) < 0.01;
}

/* How many shapes from `index` on are one path. */
static size_t path_length(const struct svg *svg, size_t index)
{
	const struct jy_scene *scene = svg->scene;
	size_t end = index + 1;

	while (svg->styled && end < scene->shapes.count &&
	       goes_on(&scene->shapes.at[end - 1], &scene->shapes.at[end]))
		end++;
	return end - index;
}

static void trace_polygon(struct svg_path *path, const struct jy_shape *shape)
{
	svg_path_move(path, shape->point[0]);
	for (uint32_t i = 1; i < shape->point_count; i++)
		svg_path_line(path, shape->point[i]);
	svg_path_close(path);
}

static void trace_curve(struct svg_path *path, const struct jy_shape *shape)
{
	svg_path_move(path, shape->point[0]);
	for (uint32_t i = 1; i + 2 < shape->point_count; i += 3)
		svg_path_bow(path, &shape->point[i]);
	if (shape->closed)
		svg_path_close(path);
}

static void trace_circle(struct svg_path *path, const struct jy_shape *shape)
{
	svg_path_circle(path,
			(struct jy_point){shape->rect.x + shape->rect.w / 2,
					  shape->rect.y + shape->rect.h / 2},
			shape->radius);
}

static void add_path(struct svg *svg, const struct jy_shape *shape, size_t count)
{
	struct svg_path path = {.out = svg->out};

	add(svg, "<path");
	look(svg, shape);
	if (shape->kind == JY_SHAPE_CURVE && !shape->closed)
		word(svg, "stroke-linecap", "round");
	add(svg, " d=\"");
	if (shape->kind == JY_SHAPE_LINE)
		svg_path_move(&path, shape->point[0]);
	for (size_t i = 0; i < count; i++) {
		switch (shape->kind) {
		case JY_SHAPE_POLYGON: trace_polygon(&path, &shape[i]); break;
		case JY_SHAPE_CURVE: trace_curve(&path, &shape[i]); break;
		case JY_SHAPE_CIRCLE: trace_circle(&path, &shape[i]); break;
		default: svg_path_line(&path, shape[i].point[1]); break;
		}
	}
	add(svg, "\"/>\n");
}

static bool is_path(const struct svg *svg, const struct jy_shape *shape)
{
	return svg->styled && (shape->kind == JY_SHAPE_POLYGON || shape->kind == JY_SHAPE_CURVE);
}

static void add_shapes(struct svg *svg)
{
	const struct jy_scene *scene = svg->scene;
	uint32_t group = 0;
	for (size_t i = 0, length; i < scene->shapes.count; i += length) {
		const struct jy_shape *shape = &scene->shapes.at[i];
		length = path_length(svg, i);
		if (shape->group != group && group != 0)
			add(svg, "</g>\n");
		if (shape->group != group && shape->group != 0)
			begin_group(svg, &scene->groups.at[shape->group - 1]);
		group = shape->group;
		begin_link(svg, i);
		if (length > 1 || is_path(svg, shape))
			add_path(svg, shape, length);
		else
			add_shape(svg, shape);
		end_link(svg, i);
	}
	if (group != 0)
		add(svg, "</g>\n");
}

/* FNV-1a (Fowler, Noll, Vo), folded: pictures that differ have ids that differ. */
static void add_fingerprint(struct svg *svg, size_t from)
{
	uint64_t hash = 0xcbf29ce484222325;
	for (size_t i = from; i < svg->out->size; i++)
		hash = (hash ^ (unsigned char)svg->out->data[i]) * 0x100000001b3;
	hash ^= hash >> 32;
	for (size_t i = 0; i < svg->blank.count; i++)
		for (int k = 0; k < FINGERPRINT; k++)
			svg->out->data[svg->blank.at[i] + (size_t)k] =
				"0123456789abcdef"[hash >> (4 * k) & 15];
}

static void write_svg(struct svg *svg)
{
	size_t from = svg->out->size;
	begin(svg);
	add_shapes(svg);
	add(svg, "</svg>\n");
	add_fingerprint(svg, from);
}

void jy_scene_svg(const struct jy_scene *scene, struct jb_buf *out)
{
	write_svg(&(struct svg){.out = out, .scene = scene});
}

void jy_scene_svg_part(const struct jy_scene *scene, struct jb_buf *out)
{
	write_svg(&(struct svg){.out = out, .scene = scene, .part = true});
}

void jy_scene_svg_styled(const struct jy_scene *scene, struct jb_buf *out)
{
	write_svg(&(struct svg){.out = out, .scene = scene, .part = true, .styled = true});
}
