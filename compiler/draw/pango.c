/*
 * Text widths from pango, and its layouts for emoji.c, which alone knows pangocairo beside it.
 * Measures without hinting, as librsvg draws, so that widths scale with the size. Pango aborts the
 * process when memory runs out; that cannot be helped from here.
 */
#include "draw/draw.h"
#include "draw/emoji.h"

#include <limits.h>
#include <pango/pangocairo.h>
#include <stdlib.h>

struct jy_pango {
	PangoContext *context;
	PangoLayout *layout[JY_ROLE_COUNT]; /* made when first needed */
};

struct jy_pango *jy_draw_pango_new(void)
{
	struct jy_pango *pango = calloc(1, sizeof *pango);
	if (pango == NULL)
		return NULL;
	pango->context = pango_font_map_create_context(pango_cairo_font_map_get_default());
	cairo_font_options_t *options = cairo_font_options_create();
	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	pango_cairo_context_set_font_options(pango->context, options);
	cairo_font_options_destroy(options);
	pango_context_set_round_glyph_positions(pango->context, FALSE);
	return pango;
}

void jy_draw_pango_free(struct jy_pango *pango)
{
	if (pango == NULL)
		return;
	for (int i = 0; i < JY_ROLE_COUNT; i++)
		if (pango->layout[i] != NULL)
			g_object_unref(pango->layout[i]);
	g_object_unref(pango->context);
	free(pango);
}

static PangoLayout *layout_of(struct jy_pango *pango, enum jy_role role)
{
	if (pango->layout[role] != NULL)
		return pango->layout[role];
	const struct jy_look *look = jy_role_look(role);
	PangoFontDescription *font = pango_font_description_new();
	pango_font_description_set_family_static(font, JY_FONT_STACK);
	pango_font_description_set_absolute_size(font, look->font_size * PANGO_SCALE);
	pango_font_description_set_weight(font,
					  look->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
	pango_font_description_set_style(font,
					 look->italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
	pango->layout[role] = pango_layout_new(pango->context);
	pango_layout_set_font_description(pango->layout[role], font);
	pango_layout_set_single_paragraph_mode(pango->layout[role], TRUE);
	pango_font_description_free(font);
	return pango->layout[role];
}

PangoLayout *jy_pango_layout(struct jy_pango *pango, enum jy_role role, struct jb_text text)
{
	PangoLayout *layout = layout_of(pango, role);
	pango_layout_set_text(layout, text.at, text.size > INT_MAX ? INT_MAX : (int)text.size);
	return layout;
}

double jy_draw_pango_width(struct jy_pango *pango, struct jb_text text, enum jy_role role)
{
	PangoLayout *layout = jy_pango_layout(pango, role, text);
	PangoRectangle logical;
	pango_layout_get_extents(layout, NULL, &logical);
	return (double)logical.width / PANGO_SCALE;
}
