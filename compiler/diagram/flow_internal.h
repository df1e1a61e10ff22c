/*
 * The parts of the flow view, in the order they work: flow_say.c fills boxes and labels with words,
 * flow.c has them laid out, flow_draw.c draws them, flow_head.c what stands above and below.
 */
#ifndef DIAGRAM_FLOW_INTERNAL_H
#define DIAGRAM_FLOW_INTERNAL_H

#include "diagram/flow.h"
#include "diagram/graph.h"
#include "diagram/wrap.h"

#define FLOW_MARGIN 24.0
#define FLOW_PAD 9.0
#define FLOW_NODE_ROOM 168.0 /* for text */
#define FLOW_LABEL_ROOM 150.0
#define FLOW_MARK 10.0 /* a sign */
#define FLOW_MARK_GAP 6.0

/* Signs, each with its word. */
enum flow_sign {
	FLOW_NO_SIGN,
	FLOW_MISSING,
	FLOW_OUT_OF_ORDER,
	FLOW_REPEATED,
	FLOW_FAILED,
	FLOW_SIGNS
};

struct flow_line {
	enum jy_role role;
	enum flow_sign sign;
	struct jy_line line;
};

struct flow_lines {
	JB_VEC(struct flow_line) list;
	double width, height;
};

enum flow_way_look { FLOW_WAY_TAKEN, FLOW_WAY_MAIN, FLOW_WAY_UNUSED, FLOW_WAY_OTHER };

struct flow_box {
	uint32_t place; /* step, or behind them the strangers */
	bool stranger;
	struct flow_lines lines;
	struct jb_text desc; /* for those who hear it */
};

struct flow_way {
	uint32_t from, to; /* boxes */
	enum flow_way_look look;
	struct flow_lines lines;
};

struct flow {
	struct jb_arena *arena;
	const struct jrt_flow *flow;
	const struct jrt_conformance *conformance; /* NULL: no figures */
	bool nothing;				   /* there would be some, had a case ended */
	struct jy_scene *scene;
	struct jy_measure *measure;
	JB_VEC(struct flow_box) box;
	JB_VEC(struct flow_way) way;
	size_t hidden_strangers, hidden_ways;
	bool sign[FLOW_SIGNS], look[FLOW_WAY_OTHER + 1], stranger; /* what the picture uses */
	size_t stage_count;
	struct flow_lines *stage; /* titles */
	struct jy_graph graph;
	struct jb_text note; /* how it was laid out; empty: as usual */
};

/* flow_say.c: boxes, ways and titles of stages with their lines; then how many of each there
 * are. */
void flow_say(struct flow *flow);
/* Clean text in lines of at most `room`. */
void flow_add_text(struct flow *flow, struct flow_lines *lines, enum jy_role role,
		   enum flow_sign sign, struct jb_text text, double room);

/* flow_draw.c: the graph, moved by (x, y). */
void flow_draw(struct flow *flow, double x, double y);
void flow_draw_sign(struct flow *flow, enum flow_sign sign, struct jy_point middle);
/* A short piece of a way, for the legend. */
void flow_draw_sample(struct flow *flow, enum flow_way_look look, struct jy_point from);
void flow_draw_hexagon(struct flow *flow, struct jy_rect rect);

/* flow_head.c: what stands above and below, drawn or only measured; gives the height. */
double flow_head(struct flow *flow, double room, bool draw);
double flow_legend(struct flow *flow, double y, double room, bool draw);

#endif
