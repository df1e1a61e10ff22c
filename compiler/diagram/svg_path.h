/*
 * The `d` of an SVG path in few bytes, for pictures in a page: places to a tenth of a pixel, told
 * by how far they are from the one before, as SVG 1.1 section 8.3 has it. Distances are between
 * rounded places, so that no error adds up.
 */
#ifndef DIAGRAM_SVG_PATH_H
#define DIAGRAM_SVG_PATH_H

#include "base/buf.h"
#include "diagram/scene.h"

struct svg_path {
	struct jb_buf *out;
	struct jy_point at, start; /* in whole tenths; where the pen is, where the line began */
};

void svg_path_move(struct svg_path *path, struct jy_point to);
/* Nothing where the pen is there already. */
void svg_path_line(struct svg_path *path, struct jy_point to);
/* A Bézier: two points it bends to, and its end. A line where it is level or upright. */
void svg_path_bow(struct svg_path *path, const struct jy_point *point);
/* A circle of its own; the pen stays where it is on it. */
void svg_path_circle(struct svg_path *path, struct jy_point middle, double radius);
void svg_path_close(struct svg_path *path);

#endif
