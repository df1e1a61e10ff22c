/*
 * What foreign libraries do for pictures: Pango measures, Graphviz lays out and writes DOT, librsvg
 * and cairo make PNG and PDF. With all they need themselves these are some fifty shared objects,
 * and to load them costs more than most commands take. So they lie in modules of their own
 * (compiler/draw), Graphviz in one and the others, which bring most, in another; the first call
 * that needs one of them loads its module. Who draws nothing, loads nothing.
 *
 * The modules are part of the program and of the same version; they are no interface for others.
 */
#ifndef DIAGRAM_DRAW_H
#define DIAGRAM_DRAW_H

#include "diagram/diagram.h"
#include "diagram/graph.h"
#include "diagram/measure.h"

/* The files' names; they lie beside the program, or in ../lib/journey from there. */
#define JY_DRAW_FILE "journey-draw.so"
#define JY_GV_FILE "journey-graph.so"
/* The one symbol that each shows: a struct jy_draw, a struct jy_gv. */
#define JY_DRAW_SYMBOL "jy_draw_module"
#define JY_GV_SYMBOL "jy_gv_module"

/* Each as the function of that name in diagram.h, graph.h and measure.h. */
struct jy_draw {
	const char *version; /* JOURNEY_VERSION */
	size_t size;	     /* of this struct */
	struct jy_pango *(*pango_new)(void);
	void (*pango_free)(struct jy_pango *pango);
	double (*pango_width)(struct jy_pango *pango, struct jb_text text, enum jy_role role);
	enum jb_status (*scene_png)(const struct jy_scene *scene, double scale, struct jb_buf *out,
				    struct jb_text *why);
	enum jb_status (*scene_pdf)(const struct jy_scene *scene, const struct jy_pages *pages,
				    struct jb_buf *out, struct jb_text *why);
	bool (*png_is_same)(struct jb_text one, struct jb_text other);
};

struct jy_gv {
	const char *version;
	size_t size;
	enum jb_status (*layout)(struct jb_arena *arena, struct jy_graph *graph,
				 struct jb_text *why);
	enum jb_status (*scene_dot)(const struct jy_scene *scene, struct jb_buf *out,
				    struct jb_text *why);
};

/* The module; NULL, with a sentence in the arena, where it cannot be loaded. */
const struct jy_draw *jy_draw(struct jb_arena *arena, struct jb_text *why);
const struct jy_gv *jy_gv(struct jb_arena *arena, struct jb_text *why);

#endif
