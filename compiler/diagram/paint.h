/*
 * What the roles of a scene look like: in each theme, and with the colour of a brand. Writers ask
 * jy_scene_paint for the paint of a shape; nothing else in a picture depends on the theme.
 *
 * A brand's colour tints the stage headers and nothing else, so that verdicts and feelings keep
 * their meaning. The names on them turn black or white, whichever the colour leaves readable; the
 * shades of further stages go away from the names, so every one of them is read as well as the
 * first.
 */
#ifndef DIAGRAM_PAINT_H
#define DIAGRAM_PAINT_H

#include "diagram/colour.h"
#include "diagram/scene.h"

/* Colours are "#rrggbb" or "none"; the width is in pixels. */
struct jy_paint {
	const char *fill, *stroke;
	double stroke_width;
	enum jy_dash dash;
};

#define JY_STAGE_SHADES 4

/* A brand's colour in one theme, from the first stage to the last. */
struct jy_tint {
	char fill[JY_STAGE_SHADES][JY_COLOUR_TEXT];
	/* Where a shade is hardly seen on the page: its rim; else "none". */
	char rim[JY_STAGE_SHADES][JY_COLOUR_TEXT];
	char name[JY_COLOUR_TEXT];
};

/* The tints of a scene with a brand's colour. */
struct jy_brand_paint {
	char colour[JY_COLOUR_TEXT]; /* as given */
	struct jy_tint tint[JY_THEMES];
};

/* Text on stage headers and elsewhere has at least this contrast: WCAG 2.2, 1.4.3 and 1.4.6. */
double jy_theme_text_contrast(enum jy_theme theme);

struct jy_paint jy_role_paint(enum jy_role role, enum jy_theme theme);
/* In the scene's theme, or another one, with its brand's colour. */
struct jy_paint jy_scene_paint(const struct jy_scene *scene, enum jy_role role);
struct jy_paint jy_scene_paint_in(const struct jy_scene *scene, enum jy_role role,
				  enum jy_theme theme);

/* Tints the scene's stage headers. */
void jy_scene_set_brand(struct jy_scene *scene, struct jy_colour colour);

#endif
