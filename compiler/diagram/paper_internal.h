/*
 * The parts of laying a picture on paper, see paper.h: paper.c chooses, paper_cuts.c cuts,
 * paper_pieces.c makes scenes of what is seen.
 */
#ifndef DIAGRAM_PAPER_INTERNAL_H
#define DIAGRAM_PAPER_INTERNAL_H

#include "diagram/paper.h"

enum paper_axis { PAPER_X, PAPER_Y };

/* From a cut to the next, in pixels of the scene. */
struct paper_tile {
	double from, to;
	double overlap;		   /* so much of its beginning was on the page before */
	double head_from, head_to; /* what of the title and the legend goes with it */
};

struct paper_tiles {
	JB_VEC(struct paper_tile) list;
};

/* What is repeated on every page: the lanes' names, [0, gutter] below `top`, and the stages'
 * headers, [top, top + head]. 0: the picture has none. */
struct paper_strips {
	double gutter, top, head;
};

/* Where a shape lies, without its stroke. */
struct jy_rect paper_bounds(const struct jy_shape *shape);
bool paper_is_stage(enum jy_role role);

struct paper_strips paper_find_strips(const struct jy_scene *scene);

/* Tiles of at most `first` and then `next` pixels. Columns are cut by what stands below the top of
 * the strips; the title and the legend above it are cut apart, between their own words. */
void paper_cut(const struct jy_scene *scene, enum paper_axis axis,
	       const struct paper_strips *strips, double first, double next,
	       struct paper_tiles *tiles);

/* The scene with its stage headers parted at the tiles' ends, names in the middle of each part. */
struct jy_scene *paper_part_stages(const struct jy_scene *scene, const struct paper_tiles *columns);

/* What of the scene touches the part. `number` is room for one number more than there are
 * shapes. */
const struct jy_scene *paper_piece(const struct jy_scene *scene, struct jy_rect part,
				   uint32_t *number);

/* How wide title and legend are, from the left end of the picture; 0 where it has no strips. */
double paper_head_width(const struct jy_scene *scene);

/* The margin of a page: title, number, arrows to where the picture goes on, ends of overlaps. All
 * in points. */
struct paper_arrow {
	struct jy_point at;
	double dx, dy;
};
struct paper_dash {
	struct jy_point from, to;
};
struct paper_frame {
	struct jb_arena *arena;
	double width, height, margin;
	size_t number, count;
	JB_VEC(struct paper_arrow) arrows;
	JB_VEC(struct paper_dash) dashes;
};
const struct jy_scene *paper_frame(const struct jy_scene *scene, const struct paper_frame *frame);

#endif
