/*
 * The looks of the roles, theme by theme, and the tints of a brand, see paint.h. Knows no view and
 * no writer.
 */
#include "diagram/paint.h"

#include <string.h>

/* What is no text is seen at this contrast: WCAG 2.2, 1.4.11. */
#define SEEN 3.0

static const struct jy_look looks[] = {
#define ROLE(id, klass, fill, stroke, dark_fill, dark_stroke, width, dash, size, bold, italic) \
	{#id, klass, fill, stroke, dark_fill, dark_stroke, width, dash, size, bold, italic},
#include "diagram/scene.def"
#undef ROLE
};

/* A role without a row has no fill here. */
static const struct jy_paint print[JY_ROLE_COUNT] = {
#define PRINT(id, fill, stroke, width, dash) [JY_ROLE_##id] = {fill, stroke, width, dash},
#define CONTRAST(id, fill, stroke, width, dash)
#include "diagram/palettes.def"
#undef PRINT
#undef CONTRAST
};

static const struct jy_paint contrast[JY_ROLE_COUNT] = {
#define PRINT(id, fill, stroke, width, dash)
#define CONTRAST(id, fill, stroke, width, dash) [JY_ROLE_##id] = {fill, stroke, width, dash},
#include "diagram/palettes.def"
#undef PRINT
#undef CONTRAST
};

const struct jy_look *jy_role_look(enum jy_role role)
{
	return &looks[role];
}

/* Of a role that its theme's table does not have. */
static struct jy_paint in_ink(const struct jy_look *look)
{
	const char *black = "#000000";
	struct jy_colour fill;

	if (look->font_size > 0)
		return (struct jy_paint){black, "none", 0, JY_DASH_NONE};
	if (!jy_colour_read(jb_text_of(look->fill), &fill))
		return (struct jy_paint){"none", black, look->stroke_width, look->dash};
	if (jy_colour_contrast(fill, JY_WHITE) >= SEEN)
		return (struct jy_paint){black, "none", 0, JY_DASH_NONE};
	return (struct jy_paint){"#ffffff", black, look->stroke_width > 1 ? look->stroke_width : 1,
				 look->dash};
}

struct jy_paint jy_role_paint(enum jy_role role, enum jy_theme theme)
{
	const struct jy_look *look = &looks[role];

	if (theme == JY_THEME_DARK)
		return (struct jy_paint){look->dark_fill, look->dark_stroke, look->stroke_width,
					 look->dash};
	if (theme == JY_THEME_PRINT)
		return print[role].fill ? print[role] : in_ink(look);
	if (theme == JY_THEME_CONTRAST)
		return contrast[role].fill ? contrast[role] : in_ink(look);
	return (struct jy_paint){look->fill, look->stroke, look->stroke_width, look->dash};
}

const char *jy_role_fill(enum jy_role role, enum jy_theme theme)
{
	return jy_role_paint(role, theme).fill;
}

const char *jy_role_stroke(enum jy_role role, enum jy_theme theme)
{
	return jy_role_paint(role, theme).stroke;
}

double jy_theme_text_contrast(enum jy_theme theme)
{
	return theme == JY_THEME_CONTRAST ? 7 : 4.5;
}

/* ---- the brand's colour ----------------------------------------------------------------- */

/* How much darker each stage before the last is than it, or how much lighter each after the first,
 * in thousandths. */
#define DARKER 120
#define LIGHTER 130
#define STEP 50

static bool stands_out(struct jy_colour a, struct jy_colour b, double least)
{
	return jy_colour_contrast(a, b) >= least;
}

/* The colour itself where it can be, else the nearest on its way to `goal` that stands out. */
static struct jy_colour moved(struct jy_colour colour, struct jy_colour goal,
			      struct jy_colour ground, double least)
{
	struct jy_colour result = colour;

	for (int part = 0; !stands_out(result, ground, least) && part < 1000;) {
		part += STEP;
		result = jy_colour_mix(colour, goal, part);
	}
	return result;
}

static struct jy_colour theme_page(enum jy_theme theme)
{
	struct jy_colour page = JY_WHITE;

	jy_colour_read(jb_text_of(jy_role_fill(JY_ROLE_PAGE, theme)), &page);
	return page;
}

static void set_rim(char rim[JY_COLOUR_TEXT], struct jy_colour shade, struct jy_colour page)
{
	bool light = jy_colour_luminance(page) > 0.18;

	memcpy(rim, "none", sizeof "none");
	if (!stands_out(shade, page, SEEN))
		jy_colour_write(moved(shade, light ? JY_BLACK : JY_WHITE, page, SEEN), rim);
}

static void make_tint(struct jy_tint *tint, enum jy_theme theme, struct jy_colour brand)
{
	double least = jy_theme_text_contrast(theme);
	bool white = stands_out(brand, JY_WHITE, least) ||
		     jy_colour_contrast(brand, JY_WHITE) >= jy_colour_contrast(brand, JY_BLACK);
	struct jy_colour name = white ? JY_WHITE : JY_BLACK, away = white ? JY_BLACK : JY_WHITE;
	struct jy_colour base = moved(brand, away, name, least), page = theme_page(theme);

	jy_colour_write(name, tint->name);
	for (int i = 0; i < JY_STAGE_SHADES; i++) {
		int part = white ? (JY_STAGE_SHADES - 1 - i) * DARKER : i * LIGHTER;
		struct jy_colour shade = jy_colour_mix(base, away, part);

		jy_colour_write(shade, tint->fill[i]);
		set_rim(tint->rim[i], shade, page);
	}
}

void jy_scene_set_brand(struct jy_scene *scene, struct jy_colour colour)
{
	struct jy_brand_paint *brand = JB_NEW(scene->arena, struct jy_brand_paint);

	jy_colour_write(colour, brand->colour);
	for (int theme = 0; theme < JY_THEMES; theme++)
		make_tint(&brand->tint[theme], (enum jy_theme)theme, colour);
	scene->brand = brand;
}

struct jy_paint jy_scene_paint_in(const struct jy_scene *scene, enum jy_role role,
				  enum jy_theme theme)
{
	struct jy_paint paint = jy_role_paint(role, theme);

	if (!scene->brand)
		return paint;
	if (role == JY_ROLE_T_STAGE)
		paint.fill = scene->brand->tint[theme].name;
	if (role < JY_ROLE_STAGE_1 || role > JY_ROLE_STAGE_4)
		return paint;
	paint.fill = scene->brand->tint[theme].fill[role - JY_ROLE_STAGE_1];
	paint.stroke = scene->brand->tint[theme].rim[role - JY_ROLE_STAGE_1];
	paint.stroke_width = 1;
	return paint;
}

struct jy_paint jy_scene_paint(const struct jy_scene *scene, enum jy_role role)
{
	return jy_scene_paint_in(scene, role, scene->theme);
}
