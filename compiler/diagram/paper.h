/*
 * A picture on paper: how large it is drawn, and where it is cut when it needs several pages. Pages
 * are cut between columns and rows, never through a card or a text that fits on a page; names of
 * lanes are repeated at the left and stage headers at the top, each with its name in the middle of
 * what is seen of it. Each page tells the title and its number, and arrows show where the picture
 * goes on. Where nothing else is left and something must be cut through, the pages overlap and a
 * dashed line marks by how much.
 */
#ifndef DIAGRAM_PAPER_H
#define DIAGRAM_PAPER_H

#include "base/status.h"
#include "diagram/scene.h"

/* Sizes are in points, 72 to the inch. */
struct jy_paper {
	const char *name;
	double width, height; /* upright */
};

enum jy_turn { JY_TURN_AUTO, JY_TURN_PORTRAIT, JY_TURN_LANDSCAPE };

/* "a4", "a3", "a2", "a1", "letter", "tabloid"; NULL for any other word. */
const struct jy_paper *jy_paper_named(struct jb_text name);

/* A part of a scene on a page: `scene` holds what touches it and is to be clipped to it. */
struct jy_piece {
	const struct jy_scene *scene;
	struct jy_rect part; /* of the scene */
	struct jy_point at;  /* its corner on the page */
	double scale;	     /* points for each pixel */
};

struct jy_page {
	JB_VEC(struct jy_piece) pieces;
};

struct jy_pages {
	double width, height; /* of each page, as it is turned */
	struct jy_page *page;
	size_t count;
};

/* More pages nobody glues together. */
#define JY_PAGES_MAX 500
/* 96 pixels of a picture are an inch at most. */
#define JY_POINTS_PER_PIXEL 0.75
/* Smaller a picture is not drawn to save pages: text of 11 pixels is 6 points then. */
#define JY_POINTS_PER_PIXEL_LEAST 0.55

/* Without paper (NULL) there is one page as large as the picture, no side longer than
 * JY_PDF_SIDE_MAX. JB_TOO_LARGE: more than JY_PAGES_MAX pages, *why says so. Lives in the scene's
 * arena; cost is linear in the shapes and the pages each touches. */
enum jb_status jy_pages_make(const struct jy_scene *scene, const struct jy_paper *paper,
			     enum jy_turn turn, struct jy_pages *pages, struct jb_text *why);

#endif
