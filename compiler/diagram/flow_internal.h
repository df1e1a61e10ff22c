/*
 * The parts of the flow view, in the order they work: flow_say.c fills boxes and labels with words,
 * flow.c has them laid out, flow_draw.c draws them, flow_head.c what stands above and below.
 */
#ifndef DIAGRAM_FLOW_INTERNAL_H
#define DIAGRAM_FLOW_INTERNAL_H

#include "diagram/flow.h"
#include "diagram/sheet.h"

#define FLOW_NODE_ROOM 168.0 /* for text */
#define FLOW_LABEL_ROOM 150.0

enum flow_way_look { FLOW_WAY_TAKEN, FLOW_WAY_MAIN, FLOW_WAY_UNUSED, FLOW_WAY_OTHER };

struct flow_box {
	uint32_t place; /* step, or behind them the strangers */
	bool stranger;
	struct sheet_lines lines;
	struct jb_text desc; /* for those who hear it */
};

struct flow_way {
	uint32_t from, to; /* boxes */
	enum flow_way_look look;
	struct sheet_lines lines;
};

struct flow_stage {
	struct sheet_lines title[2]; /* in its first row, in those that it goes on in */
};

struct flow {
	struct sheet *sheet;
	struct jb_arena *arena; /* of the sheet, as the next */
	struct jy_scene *scene;
	const struct jrt_flow *flow;
	const struct jrt_conformance *conformance; /* NULL: no figures */
	bool nothing;				   /* there would be some, had a case ended */
	JB_VEC(struct flow_box) box;
	JB_VEC(struct flow_way) way;
	size_t hidden_strangers, hidden_ways;
	bool look[FLOW_WAY_OTHER + 1], stranger; /* what the picture uses */
	size_t stage_count;
	struct flow_stage *stage;
	struct jy_graph graph;
	struct jb_text excerpt;
	struct jb_text note; /* how it was laid out; empty: as usual */
};

/* flow_say.c: boxes, ways and titles of stages with their lines; then how many of each there
 * are. */
void flow_say(struct flow *flow);

/* flow_draw.c: the graph, as sheet_parts has it. */
void flow_draw(void *view, double x, double y);
void flow_draw_hexagon(struct flow *flow, struct jy_rect rect);

/* flow_draw.c: how a way looks. */
enum jy_role flow_line_role(enum flow_way_look look);
enum jy_role flow_tip_role(enum flow_way_look look);

/* flow_head.c: what stands above and below, as sheet_parts has it. */
double flow_head(void *view, double room, bool draw);
double flow_legend(void *view, double y, double room, bool draw);

#endif
