/*
 * What the views of graphs share: blocks of lines with signs before them, ways with tips, titles
 * and legends. A block is filled first, which tells its size, and drawn when its place is known.
 * What is said by a colour is said by a sign's shape and a word as well.
 */
#ifndef DIAGRAM_SHEET_H
#define DIAGRAM_SHEET_H

#include "diagram/diagram.h"
#include "diagram/graph.h"
#include "diagram/wrap.h"

#define SHEET_MARGIN 24.0
#define SHEET_PAD 9.0
#define SHEET_MARK 10.0 /* a sign */
#define SHEET_MARK_GAP 6.0

enum sheet_sign {
	SHEET_NO_SIGN,
	SHEET_MISSING,	    /* a ring */
	SHEET_OUT_OF_ORDER, /* a triangle */
	SHEET_REPEATED,	    /* a square */
	SHEET_FAILED,	    /* a triangle on its tip */
	SHEET_HOLE,	    /* a cross */
	SHEET_MOMENT,	    /* a diamond */
	/* as all pictures show verdicts */
	SHEET_MET,
	SHEET_EXCUSED,
	SHEET_MISSED,
	SHEET_NOT_MEASURED,
	SHEET_SIGNS
};

struct sheet {
	struct jb_arena *arena;
	struct jy_scene *scene;
	struct jy_measure *measure;
	bool sign[SHEET_SIGNS]; /* what the picture uses */
};

/* Starts the scene, has the view lay it out, and gives back what measuring held, on every way
 * out. */
typedef void sheet_work(struct sheet *sheet, void *view);
void sheet_run(struct jb_arena *arena, const struct jy_picture_options *options,
	       struct jy_scene *scene, sheet_work *work, void *view);

/* ---- blocks of lines ---- */

struct sheet_line {
	enum jy_role role;
	enum sheet_sign sign;
	bool begins;  /* a text; the next lines go on with it */
	bool hangs;   /* goes on with a text that has a sign, under its words */
	double above; /* air */
	struct jy_line line;
};

struct sheet_lines {
	JB_VEC(struct sheet_line) list;
	double width, height;
	double air; /* above the next line */
};

/* The text, cleaned, in lines of at most `room` with its sign; an empty one adds nothing. */
void sheet_add(struct sheet *sheet, struct sheet_lines *lines, enum jy_role role,
	       enum sheet_sign sign, struct jb_text text, double room);
/* Air above what is added next, if anything is. */
void sheet_add_gap(struct sheet_lines *lines, double height);
/* All texts, for those who hear them: "Call support. moment of truth". */
struct jb_text sheet_said(const struct sheet *sheet, const struct sheet_lines *lines);
/* From the top left of `room`; `label_of` as jy_scene_text has it. */
void sheet_draw_lines(struct sheet *sheet, const struct sheet_lines *lines, struct jy_rect room,
		      enum jy_anchor anchor, uint32_t label_of);
void sheet_draw_sign(struct sheet *sheet, enum sheet_sign sign, struct jy_point middle);

/* ---- ways ---- */

/* An edge that has been laid out, moved by (x, y). */
void sheet_draw_way(struct sheet *sheet, const struct jy_graph_edge *edge, enum jy_role line,
		    enum jy_role tip, double x, double y);
/* The box of a label with these lines, in the graph's own coordinates. */
struct jy_rect sheet_label_box(const struct jy_graph_edge *edge, const struct sheet_lines *lines);
/* Its label, on a ground that the way does not strike out: that which it stands on. */
void sheet_draw_label(struct sheet *sheet, const struct jy_graph_edge *edge,
		      const struct sheet_lines *lines, enum jy_role ground, double x, double y);

/* ---- above and below ---- */

/* A graph with what stands above and below it. */
struct sheet_parts {
	/* Give the y below; drawn or only measured. */
	double (*head)(void *view, double room, bool draw);
	double (*foot)(void *view, double y, double room, bool draw);
	/* The graph, with its left upper corner here. */
	void (*graph)(void *view, double x, double y);
};

/* Sizes the scene for a graph of this size and draws it all. */
void sheet_assemble(struct sheet *sheet, const struct sheet_parts *parts, void *view, double width,
		    double height);

/* The text from the left margin at `y`, drawn or only measured; gives the height. */
double sheet_write(struct sheet *sheet, struct jb_text text, enum jy_role role, double y,
		   double room, bool draw);

struct sheet_legend {
	struct sheet *sheet;
	double room, x, y;
	bool draw;
};

/* A row of entries that begins at `y`. */
struct sheet_legend sheet_legend_at(struct sheet *sheet, double y, double room, bool draw);
/* Room for an icon and its words, in this row or the next; gives the icon's middle left. */
struct jy_point sheet_legend_add(struct sheet_legend *legend, double icon, const char *words);
/* A sign with its words, where the picture uses it. */
void sheet_legend_sign(struct sheet_legend *legend, enum sheet_sign sign, const char *words);
/* A short piece of a way with its words. */
void sheet_legend_way(struct sheet_legend *legend, enum jy_role line, enum jy_role tip,
		      const char *words);
/* The y below the last row. */
double sheet_legend_end(const struct sheet_legend *legend);

#endif
