/*
 * SVG from a scene. The elements are svg, title, desc, style, g, rect, circle, line, polygon, path
 * and text; all text passes jb_buf_add_xml. Looks stand twice: as attributes, for readers that know
 * no CSS, and as a palette for dark grounds, which a reader who asks for one gets. Links, scripts
 * and images cannot occur.
 */
#include "diagram/diagram.h"

#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "diagram/measure.h"
#include "diagram/paint.h"

#define ROOT_SIZE 11.0 /* font size where no other is said */

struct svg {
	struct jb_buf *out;
	const struct jy_scene *scene;
	bool part; /* of a page, which has the styles */
};

static void add(struct svg *svg, const char *text)
{
	jb_buf_add_string(svg->out, text);
}

static void attribute(struct svg *svg, const char *name, double value)
{
	jb_buf_printf(svg->out, " %s=\"", name);
	jy_buf_add_coordinate(svg->out, value);
	jb_buf_add_byte(svg->out, '"');
}

static void word(struct svg *svg, const char *name, const char *value)
{
	jb_buf_printf(svg->out, " %s=\"%s\"", name, value);
}

static void element(struct svg *svg, const char *name, struct jb_text text)
{
	jb_buf_printf(svg->out, "<%s>", name);
	jb_buf_add_xml(svg->out, text);
	jb_buf_printf(svg->out, "</%s>\n", name);
}

/* Class, fill and stroke of a role. */
static void look(struct svg *svg, enum jy_role role)
{
	static const char *const dash[] = {"", "5 5", "7 5", "14 5", "2 4"};
	struct jy_paint paint = jy_scene_paint(svg->scene, role);
	word(svg, "class", jy_role_look(role)->klass);
	word(svg, "fill", paint.fill);
	if (strcmp(paint.stroke, "none") == 0)
		return;
	word(svg, "stroke", paint.stroke);
	attribute(svg, "stroke-width", paint.stroke_width);
	if (paint.dash != JY_DASH_NONE)
		word(svg, "stroke-dasharray", dash[paint.dash]);
}

static void add_point(struct svg *svg, struct jy_point point)
{
	jy_buf_add_coordinate(svg->out, point.x);
	jb_buf_add_byte(svg->out, ' ');
	jy_buf_add_coordinate(svg->out, point.y);
}

static void add_box(struct svg *svg, const struct jy_shape *shape)
{
	add(svg, "<rect");
	look(svg, shape->role);
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
	look(svg, shape->role);
	attribute(svg, "cx", shape->rect.x + shape->rect.w / 2);
	attribute(svg, "cy", shape->rect.y + shape->rect.h / 2);
	attribute(svg, "r", shape->radius);
	add(svg, "/>\n");
}

static void add_line(struct svg *svg, const struct jy_shape *shape)
{
	add(svg, "<line");
	look(svg, shape->role);
	attribute(svg, "x1", shape->point[0].x);
	attribute(svg, "y1", shape->point[0].y);
	attribute(svg, "x2", shape->point[1].x);
	attribute(svg, "y2", shape->point[1].y);
	add(svg, "/>\n");
}

static void add_polygon(struct svg *svg, const struct jy_shape *shape)
{
	add(svg, "<polygon");
	look(svg, shape->role);
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
	look(svg, shape->role);
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

/* Whether the first letter is written from right to left. */
static bool runs_leftwards(struct jb_text text)
{
	uint32_t codepoint;
	for (size_t at = 0; at < text.size;) {
		at += jb_utf8_decode(text, at, &codepoint);
		if (jb_utf8_is_letter(codepoint))
			return jb_utf8_is_rtl(codepoint);
	}
	return false;
}

/* In leftward text "start" is the right end. */
static void add_anchor(struct svg *svg, const struct jy_shape *shape)
{
	const struct jy_rect *box = &shape->rect;
	bool leftwards = runs_leftwards(shape->text);
	enum jy_anchor start = leftwards ? JY_ANCHOR_END : JY_ANCHOR_START;
	attribute(svg, "x",
		  box->x + (shape->anchor == JY_ANCHOR_START ? 0
			    : shape->anchor == JY_ANCHOR_END ? box->w
							     : box->w / 2));
	attribute(svg, "y", shape->baseline);
	if (leftwards)
		word(svg, "direction", "rtl");
	if (shape->anchor != start)
		word(svg, "text-anchor", shape->anchor == JY_ANCHOR_MIDDLE ? "middle" : "end");
}

static void add_text(struct svg *svg, const struct jy_shape *shape)
{
	const struct jy_look *one = jy_role_look(shape->role);
	add(svg, "<text");
	look(svg, shape->role);
	add_anchor(svg, shape);
	if (fabs(one->font_size - ROOT_SIZE) > 0.01)
		attribute(svg, "font-size", one->font_size);
	if (one->bold)
		word(svg, "font-weight", "bold");
	if (one->italic)
		word(svg, "font-style", "italic");
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

/* A selector for all classes of a role, within this picture only: "#map-x .dot.above". */
static void add_selector(struct svg *svg, const char *klass)
{
	add(svg, "#");
	jb_buf_add_text(svg->out, svg->scene->id);
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

static void begin(struct svg *svg)
{
	const struct jy_scene *scene = svg->scene;
	if (!svg->part)
		add(svg, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
	add(svg, "<svg xmlns=\"http://www.w3.org/2000/svg\"");
	jb_buf_printf(svg->out, " id=\"%.*s\"", JB_ARG(scene->id));
	attribute(svg, "width", scene->width);
	attribute(svg, "height", scene->height);
	add(svg, " viewBox=\"0 0 ");
	add_point(svg, (struct jy_point){scene->width, scene->height});
	jb_buf_printf(
		svg->out,
		"\" role=\"img\" aria-labelledby=\"%.*s-title\" aria-describedby=\"%.*s-desc\"",
		JB_ARG(scene->id), JB_ARG(scene->id));
	add(svg, " font-family=\"" JY_FONT_STACK "\"");
	attribute(svg, "font-size", ROOT_SIZE);
	jb_buf_printf(svg->out, ">\n<title id=\"%.*s-title\">", JB_ARG(scene->id));
	jb_buf_add_xml(svg->out, scene->title);
	jb_buf_printf(svg->out, "</title>\n<desc id=\"%.*s-desc\">", JB_ARG(scene->id));
	jb_buf_add_xml(svg->out, scene->desc);
	add(svg, "</desc>\n");
	if (scene->theme == JY_THEME_LIGHT && !svg->part)
		add_dark_palette(svg);
}

static void begin_group(struct svg *svg, const struct jy_group *group)
{
	jb_buf_printf(svg->out, "<g class=\"touchpoint\" id=\"%.*s\"", JB_ARG(group->id));
	if (group->line > 0)
		jb_buf_printf(svg->out, " data-line=\"%u\"", group->line);
	add(svg, ">\n");
	element(svg, "title", group->title);
	element(svg, "desc", group->desc);
}

static void write_svg(struct svg svg)
{
	const struct jy_scene *scene = svg.scene;
	uint32_t group = 0;
	begin(&svg);
	for (size_t i = 0; i < scene->shapes.count; i++) {
		const struct jy_shape *shape = &scene->shapes.at[i];
		if (shape->group != group && group != 0)
			add(&svg, "</g>\n");
		if (shape->group != group && shape->group != 0)
			begin_group(&svg, &scene->groups.at[shape->group - 1]);
		group = shape->group;
		add_shape(&svg, shape);
	}
	add(&svg, group != 0 ? "</g>\n</svg>\n" : "</svg>\n");
}

void jy_scene_svg(const struct jy_scene *scene, struct jb_buf *out)
{
	write_svg((struct svg){out, scene, false});
}

void jy_scene_svg_part(const struct jy_scene *scene, struct jb_buf *out)
{
	write_svg((struct svg){out, scene, true});
}
