/*
 * Pictures of a journey: the one header for those who want one. A view lays a scene out; a writer
 * puts it into a format.
 *
 *	struct jy_scene scene;
 *	jy_map_scene(arena, model, journey, &(struct jy_picture_options){0}, &scene);
 *	jy_scene_svg(&scene, &buf);
 *
 * A program with several journeys gives one picture each. Nothing here reads a file, prints, or
 * keeps anything between calls, and the same model gives the same bytes (with `portable_text` on
 * every machine). Labels are data: no writer lets one open an element, an attribute, an HTML label
 * or an escape.
 */
#ifndef DIAGRAM_DIAGRAM_H
#define DIAGRAM_DIAGRAM_H

#include "base/status.h"
#include "diagram/overlay.h"
#include "diagram/paper.h"
#include "diagram/scene.h"
#include "journey/model.h"

/* What of a journey is shown, by declared names; an empty list picks everything, a name that
 * nothing bears picks nothing. */
struct jy_selection {
	struct jy_texts stages, channels, partners, personas;
	struct jy_texts lanes; /* rows of the map and the blueprint */
};

struct jy_picture_options {
	const struct jy_overlay
		*overlay;   /* verdicts and delivered values; NULL: the design alone */
	bool portable_text; /* widths from the built-in table instead of installed fonts */
	enum jy_theme theme;
	const struct jy_diags *diags; /* to tell lines of the source; NULL: no lines are told */
	struct jy_selection selection;
	/* Map, blueprint, emotion: every journey of the model in one picture, one below the other
	 * with its own heading; which journey was given does not matter then. */
	bool all_journeys;
	/* Map, blueprint, emotion: a journey that amends another is drawn without that one. */
	bool alone;
};

/* The journey map: stages by lanes. Lanes with nothing to say are left out. Cost is linear in the
 * text. */
void jy_map_scene(struct jb_arena *arena, const struct jy_model *model,
		  const struct jy_journey *journey, const struct jy_picture_options *options,
		  struct jy_scene *scene);

/* SVG from a closed set of elements and attributes, with title and description for the picture and
 * each touchpoint. Light pictures carry a dark palette for readers who ask for one. */
void jy_scene_svg(const struct jy_scene *scene, struct jb_buf *out);
/* The svg element alone, to stand in a page: without XML declaration and style sheet, which a
 * page's content security policy would not let through. */
void jy_scene_svg_part(const struct jy_scene *scene, struct jb_buf *out);
/* The same for a page whose style sheet has the looks of texts (jy_scene_style): smaller, told in
 * tenths. What is needed to see the picture and read it stays in attributes, for readers without
 * style; shapes of one persona have its number in data-persona. */
void jy_scene_svg_styled(const struct jy_scene *scene, struct jb_buf *out);
/* Rules of style for pictures below an element of class "scene", in the scene's theme and with its
 * brand's colour. Light ones turn dark with the page's color-scheme. */
void jy_scene_style(const struct jy_scene *scene, struct jb_buf *out);

/* Graphviz DOT with pinned positions: `neato -n2` draws the same picture. *why is a sentence on
 * failure. */
enum jb_status jy_scene_dot(const struct jy_scene *scene, struct jb_buf *out, struct jb_text *why);

/* Wider or higher than this in pixels no PNG is made (cairo's limit), nor with more pixels in
 * all. */
#define JY_PNG_SIDE_MAX 32767
#define JY_PNG_PIXELS_MAX (INT64_C(200) * 1000 * 1000)
/* Readers take PDF pages up to 200 inches; larger pictures are scaled down to it. In points. */
#define JY_PDF_SIDE_MAX 14400

/* Both are made from SVG. `scale` 2 gives two pixels a unit. JB_TOO_LARGE: past a limit, *why
 * tells the largest whole scale that fits, if any. */
enum jb_status jy_scene_png(const struct jy_scene *scene, double scale, struct jb_buf *out,
			    struct jb_text *why);
/* On paper as paper.h says; NULL: on one page as large as the picture. */
enum jb_status jy_scene_pdf(const struct jy_scene *scene, const struct jy_paper *paper,
			    enum jy_turn turn, struct jb_buf *out, struct jb_text *why);
/* Whether two PNG show the same pixels; false also where one of them is none. */
bool jy_png_is_same(struct jb_arena *arena, struct jb_text one, struct jb_text other);

#endif
