/*
 * The looks of a picture's roles as rules of style, for the page around it (jy_scene_svg_styled):
 * colours, of light pictures those on dark ground beside them, and the fonts of texts. Which of the
 * two colours holds is told by the page's color-scheme, so that a button, the system's wish and
 * paper need no rules of their own.
 */
#include <string.h>

#include "diagram/diagram.h"
#include "diagram/paint.h"

/* light-dark() takes colours alone. */
static const char *as_colour(const char *paint)
{
	return strcmp(paint, "none") == 0 ? "transparent" : paint;
}

static void add_paint(struct jb_buf *out, const char *name, const char *light, const char *dark)
{
	if (strcmp(light, dark) == 0)
		jb_buf_printf(out, "%s:%s;", name, light);
	else
		jb_buf_printf(out, "%s:light-dark(%s,%s);", name, as_colour(light),
			      as_colour(dark));
}

static void add_font(struct jb_buf *out, const struct jy_look *look)
{
	jb_buf_add_string(out, "font-size:");
	jy_buf_add_coordinate(out, look->font_size);
	jb_buf_printf(out, "px;%s%s", look->bold ? "font-weight:bold;" : "",
		      look->italic ? "font-style:italic;" : "");
}

static void add_stroke(struct jb_buf *out, const struct jy_paint *paint,
		       const struct jy_paint *other)
{
	add_paint(out, "stroke", paint->stroke, other->stroke);
	if (strcmp(paint->stroke, "none") == 0 && strcmp(other->stroke, "none") == 0)
		return;
	jb_buf_add_string(out, "stroke-width:");
	jy_buf_add_coordinate(out, paint->stroke_width);
	jb_buf_add_string(out, "px;");
}

/* ".scene .dot.above" of the classes "dot above". */
static void add_selector(struct jb_buf *out, const char *klass)
{
	jb_buf_add_string(out, ".scene .");
	for (; *klass != '\0'; klass++)
		jb_buf_add_byte(out, *klass == ' ' ? '.' : *klass);
}

static void add_role(struct jb_buf *out, const struct jy_scene *scene, enum jy_role role)
{
	const struct jy_look *look = jy_role_look(role);
	bool turns = scene->theme == JY_THEME_LIGHT;
	struct jy_paint paint = jy_scene_paint(scene, role);
	struct jy_paint other = turns ? jy_scene_paint_in(scene, role, JY_THEME_DARK) : paint;

	add_selector(out, look->klass);
	jb_buf_add_byte(out, '{');
	add_paint(out, "fill", paint.fill, other.fill);
	if (look->font_size > 0)
		add_font(out, look);
	else
		add_stroke(out, &paint, &other);
	jb_buf_add_string(out, "}\n");
}

void jy_scene_style(const struct jy_scene *scene, struct jb_buf *out)
{
	for (int role = 0; role < JY_ROLE_COUNT; role++)
		add_role(out, scene, (enum jy_role)role);
}
