/*
 * The scene: a picture as plain geometry, between a view that lays it out and the writers that put
 * it into SVG or DOT. Shapes stand in drawing order. Each has a role (scene.def), which gives its
 * look, the place in the journey file it comes from, and may belong to a group: one touchpoint with
 * a title and a description for those who cannot see the picture.
 *
 * Units are pixels at scale 1, y grows downwards. Every coordinate is rounded to hundredths when it
 * enters the scene, so that writers print the same bytes everywhere. Text is already broken into
 * lines: a shape holds one line, where it stands, how wide it was measured and the room it must not
 * leave.
 *
 * Everything lives in the scene's arena; texts are clean (jy_wrap_clean) or copied by the caller.
 */
#ifndef DIAGRAM_SCENE_H
#define DIAGRAM_SCENE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/vec.h"
#include "journey/diag.h"

enum jy_role {
#define ROLE(id, ...) JY_ROLE_##id,
#include "diagram/scene.def"
#undef ROLE
	JY_ROLE_COUNT
};

enum jy_dash {
	JY_DASH_NONE,
	JY_DASH_FINE,
	JY_DASH_WIDE,
	JY_DASH_LONG,
	JY_DASH_DOTS,
	JY_DASH_MIXED
};

struct jy_look {
	const char *name;  /* of the enum, for dumps: "CARD_MOMENT" */
	const char *klass; /* for the SVG: "card moment" */
	const char *fill, *stroke, *dark_fill, *dark_stroke;
	double stroke_width;
	enum jy_dash dash;
	double font_size;
	bool bold, italic;
};

const struct jy_look *jy_role_look(enum jy_role role);

/* Print is safe in black and white; contrast has text of at least 7:1. Only light pictures carry
 * the dark palette beside theirs, for readers who ask for one. */
enum jy_theme { JY_THEME_LIGHT, JY_THEME_DARK, JY_THEME_PRINT, JY_THEME_CONTRAST, JY_THEMES };

/* "#rrggbb" or "none", without a brand's colour; writers ask jy_scene_paint (paint.h). */
const char *jy_role_fill(enum jy_role role, enum jy_theme theme);
const char *jy_role_stroke(enum jy_role role, enum jy_theme theme);

struct jy_point {
	double x, y;
};

struct jy_rect {
	double x, y, w, h;
};

enum jy_shape_kind {
	JY_SHAPE_BOX,	  /* rect, radius */
	JY_SHAPE_CIRCLE,  /* radius, in the middle of rect */
	JY_SHAPE_LINE,	  /* point[0] to point[1] */
	JY_SHAPE_POLYGON, /* closed */
	JY_SHAPE_CURVE,	  /* cubic Béziers: 3n + 1 points; `closed` fills it */
	JY_SHAPE_TEXT	  /* one line: rect is its measured box */
};

enum jy_anchor { JY_ANCHOR_START, JY_ANCHOR_MIDDLE, JY_ANCHOR_END };

struct jy_shape {
	enum jy_shape_kind kind;
	enum jy_role role;
	uint32_t group;	   /* index in `groups` + 1; 0: none */
	uint32_t label_of; /* of a text: index of the box it labels + 1; 0: none */
	uint32_t persona;  /* whose feeling it shows, from 1; 0: everybody's */
	struct jy_span span;
	struct jy_rect rect;
	double radius;
	const struct jy_point *point;
	uint32_t point_count;
	bool closed;
	enum jy_anchor anchor;
	double baseline;
	struct jb_text text;
	struct jy_rect room; /* of a text: what it must stay inside */
};

struct jy_group {
	struct jb_text id, title, desc;
	struct jy_span span;
	uint32_t line;	     /* in the journey file, from 1; 0: unknown */
	struct jb_text href; /* to that line, see link.h; empty: none */
	/* Of an element of the page around the picture that says what `desc` does, which is left
	 * out then (jy_scene_svg_styled); empty: none does. */
	struct jb_text told_by;
};

struct jy_scene {
	struct jb_arena *arena;
	double width, height;
	enum jy_theme theme;
	const struct jy_brand_paint *brand; /* jy_scene_set_brand; NULL: none */
	bool portable_text;		    /* measured by the built-in table */
	struct jb_text id; /* begins every id of the picture: its view and its journey */
	/* Follows `id` in every id of an SVG, so that several pictures may share a page. Empty: a
	 * fingerprint of the picture, so that other pictures never have the same. In a styled
	 * picture (jy_scene_svg_styled) it stands alone, for it is the page's own. */
	struct jb_text mark;
	struct jb_text title, desc;
	JB_VEC(struct jy_shape) shapes;
	JB_VEC(struct jy_group) groups;
	/* What the next shapes get. */
	uint32_t group, persona;
	struct jy_span span;
};

void jy_scene_init(struct jy_scene *scene, struct jb_arena *arena);

/* Shapes added until the end of the group belong to it. Groups do not nest. */
struct jy_group *jy_scene_group_begin(struct jy_scene *scene, struct jb_text id,
				      struct jy_span span);
void jy_scene_group_end(struct jy_scene *scene);

/* Each adds one shape; the number returned is its index + 1, as `label_of` wants it. Points are
 * copied. */
uint32_t jy_scene_box(struct jy_scene *scene, enum jy_role role, struct jy_rect rect,
		      double radius);
uint32_t jy_scene_circle(struct jy_scene *scene, enum jy_role role, struct jy_point middle,
			 double radius);
uint32_t jy_scene_line(struct jy_scene *scene, enum jy_role role, struct jy_point a,
		       struct jy_point b);
uint32_t jy_scene_polygon(struct jy_scene *scene, enum jy_role role, const struct jy_point *point,
			  uint32_t count);
uint32_t jy_scene_curve(struct jy_scene *scene, enum jy_role role, const struct jy_point *point,
			uint32_t count, bool closed);

/* A line of text of the given measured width; `box` is the line's slot (as high as the line), in
 * which the text stands at the anchor. */
struct jy_line {
	struct jb_text text;
	double width;
};
uint32_t jy_scene_text(struct jy_scene *scene, enum jy_role role, struct jy_rect box,
		       enum jy_anchor anchor, struct jy_line line, struct jy_rect room,
		       uint32_t label_of);

/* How high a line of a text role is. */
double jy_line_height(enum jy_role role);
/* A number with at most two decimals, without a locale: 12, 12.5, -0.25. */
void jy_buf_add_coordinate(struct jb_buf *buf, double value);

/* The id of a picture: `before` and of the name what may stand in an id anywhere, letters, digits,
 * "-" and "_"; anything else is "_". */
struct jb_text jy_scene_id(struct jb_arena *arena, const char *before, struct jb_text name);

/* The scene as stable text, a shape a line: what golden tests hold. */
void jy_scene_dump(const struct jy_scene *scene, struct jb_buf *out);

#endif
