/*
 * A shape of a scene as xdot operations, see the "xdot" page of Graphviz. Places are those of the
 * scene with y turned upwards. Texts count their bytes; one with a backslash must not be given, for
 * Graphviz 2 counts it as none and writes past its buffer.
 */
#ifndef DIAGRAM_XDOT_H
#define DIAGRAM_XDOT_H

#include "diagram/scene.h"

struct jy_xdot {
	const struct jy_scene *scene;
	struct jb_buf ops;
};

void jy_xdot_add(struct jy_xdot *xdot, const struct jy_shape *shape);
/* The font of a text role as Graphviz wants it: "Noto Sans, DejaVu Sans, sans-serif Bold". */
struct jb_text jy_xdot_font(struct jb_arena *arena, enum jy_role role);

#endif
