/*
 * Text with emoji in a PNG. Librsvg fills the outlines of letters there, and the glyphs of a colour
 * font are small pictures without outlines: they would come out as black blots. So these texts are
 * left out of the SVG that is rasterised, and Pango draws them over it, in the same font at the
 * same place. PDF and SVG need none of this.
 */
#include "draw/emoji.h"

#include <pango/pangocairo.h>

#include "base/utf8.h"
#include "diagram/colour.h"
#include "diagram/paint.h"

#define EMOJI_FROM 0x1f000
#define AS_PICTURE 0xfe0f /* the character before is to be a picture */

/* Below EMOJI_FROM: what is a picture without being asked to be one (UTS 51, Emoji_Presentation),
 * first and last. */
static const uint16_t pictures[][2] = {
	{0x231a, 0x231b}, {0x23e9, 0x23ec}, {0x23f0, 0x23f0}, {0x23f3, 0x23f3}, {0x25fd, 0x25fe},
	{0x2614, 0x2615}, {0x2648, 0x2653}, {0x267f, 0x267f}, {0x2693, 0x2693}, {0x26a1, 0x26a1},
	{0x26aa, 0x26ab}, {0x26bd, 0x26be}, {0x26c4, 0x26c5}, {0x26ce, 0x26ce}, {0x26d4, 0x26d4},
	{0x26ea, 0x26ea}, {0x26f2, 0x26f3}, {0x26f5, 0x26f5}, {0x26fa, 0x26fa}, {0x26fd, 0x26fd},
	{0x2705, 0x2705}, {0x270a, 0x270b}, {0x2728, 0x2728}, {0x274c, 0x274c}, {0x274e, 0x274e},
	{0x2753, 0x2755}, {0x2757, 0x2757}, {0x2795, 0x2797}, {0x27b0, 0x27b0}, {0x27bf, 0x27bf},
	{0x2b1b, 0x2b1c}, {0x2b50, 0x2b50}, {0x2b55, 0x2b55},
};

static bool is_picture(uint32_t codepoint)
{
	if (codepoint >= EMOJI_FROM || codepoint == AS_PICTURE)
		return codepoint < 0x20000;
	for (size_t i = 0; i < sizeof pictures / sizeof *pictures; i++)
		if (pictures[i][0] <= codepoint && codepoint <= pictures[i][1])
			return true;
	return false;
}

static bool has_emoji(const struct jy_shape *shape)
{
	uint32_t codepoint;
	for (size_t at = 0; shape->kind == JY_SHAPE_TEXT && at < shape->text.size;) {
		at += jb_utf8_decode(shape->text, at, &codepoint);
		if (is_picture(codepoint))
			return true;
	}
	return false;
}

const struct jy_scene *jy_emoji_without(const struct jy_scene *scene)
{
	struct jy_scene *rest = NULL;
	for (size_t i = 0; i < scene->shapes.count; i++) {
		if (!has_emoji(&scene->shapes.at[i]))
			continue;
		if (rest == NULL) {
			rest = JB_NEW(scene->arena, struct jy_scene);
			*rest = *scene;
			rest->shapes.at =
				JB_NEW_ARRAY(scene->arena, struct jy_shape, scene->shapes.count);
			for (size_t k = 0; k < scene->shapes.count; k++)
				rest->shapes.at[k] = scene->shapes.at[k];
		}
		rest->shapes.at[i].text = JB_TEXT("");
	}
	return rest != NULL ? rest : scene;
}

static void set_colour(cairo_t *cairo, const struct jy_scene *scene, enum jy_role role)
{
	struct jy_colour fill = {0};
	jy_colour_read(jb_text_of(jy_scene_paint(scene, role).fill), &fill);
	cairo_set_source_rgb(cairo, fill.red / 255.0, fill.green / 255.0, fill.blue / 255.0);
}

static void draw(struct jy_pango *pango, cairo_t *cairo, const struct jy_shape *shape)
{
	const struct jy_rect *box = &shape->rect;
	PangoLayout *layout = jy_pango_layout(pango, shape->role, shape->text);
	PangoRectangle logical;
	double width, x = box->x;
	pango_cairo_update_layout(cairo, layout);
	pango_layout_get_extents(layout, NULL, &logical);
	width = (double)logical.width / PANGO_SCALE;
	if (shape->anchor != JY_ANCHOR_START)
		x += (box->w - width) / (shape->anchor == JY_ANCHOR_MIDDLE ? 2 : 1);
	cairo_move_to(cairo, x - (double)logical.x / PANGO_SCALE, shape->baseline);
	pango_cairo_show_layout_line(cairo, pango_layout_get_line_readonly(layout, 0));
}

void jy_emoji_draw(const struct jy_scene *scene, cairo_t *cairo)
{
	struct jy_pango *pango = NULL;
	for (size_t i = 0; i < scene->shapes.count; i++) {
		const struct jy_shape *shape = &scene->shapes.at[i];
		if (!has_emoji(shape))
			continue;
		if (pango == NULL)
			pango = jy_draw_pango_new();
		if (pango == NULL)
			return;
		set_colour(cairo, scene, shape->role);
		draw(pango, cairo, shape);
	}
	jy_draw_pango_free(pango);
}
