/*
 * The parts of the trace view, in the order they work: trace_find.c finds cards and links in the
 * model, trace_holes.c what is missing between them, trace_lone.c what leads
 * nowhere, trace_say.c fills the cards with words,
 * trace.c has them laid out in columns and draws.
 */
#ifndef DIAGRAM_TRACE_INTERNAL_H
#define DIAGRAM_TRACE_INTERNAL_H

#include "base/map.h"
#include "diagram/graph_view.h"
#include "diagram/trace.h"

enum trace_column {
	TRACE_FELT,
	TRACE_ABOUT,
	TRACE_METRIC,
	TRACE_CRITERION,
	TRACE_AGREED,
	TRACE_VERDICT,
	TRACE_COLUMNS
};

/* What a card stands for: one of these, by its column; of a hole that which lacks something, and of
 * a verdict that which it is on. */
struct trace_of {
	const struct jy_touchpoint *touchpoint;
	const struct jy_attribute *attribute;
	const struct jy_metric *metric;
	const struct jy_criterion *criterion;
	const struct jy_guarantee *guarantee;
	const struct jy_agreement *agreement;
};

struct trace_card {
	enum trace_column column;
	struct trace_of of;
	struct jb_text hole; /* what is missing, in words; empty: the card is none */
	struct jb_text title, desc;
	struct jy_span span;
	struct sheet_lines lines;
	uint32_t links_after;  /* how many links begin here */
	size_t gathered;       /* it stands for so many touchpoints; 0: for itself */
	struct jb_text stages; /* of those, "Notice 2, Get help 1" */
};

enum trace_look { TRACE_LEADS, TRACE_READ, TRACE_BROKEN };

struct trace_link {
	uint32_t from, to;
	enum trace_look look;
};

struct trace {
	struct graph_view view;
	JB_VEC(struct trace_card) card;
	JB_VEC(struct trace_link) link;
	struct jb_map card_of; /* by the address of what it stands for */
	struct jb_map linked;  /* pairs of cards */
	bool look[TRACE_BROKEN + 1];
	uint32_t *column;	       /* of the graph's nodes */
	uint32_t shown[TRACE_COLUMNS]; /* the graph's column; UINT32_MAX: empty */
	double width[TRACE_COLUMNS];
};

/* trace_find.c */
void trace_find(struct trace *trace);
/* The card that stands for this thing, made where there is none. */
uint32_t trace_card_of(struct trace *trace, enum trace_column column, const void *thing,
		       struct trace_of of, struct jy_span span);
/* Each pair is linked once; a way that leads wins over one that is read. */
void trace_join(struct trace *trace, uint32_t from, uint32_t to, enum trace_look look);
/* Whether the guarantee is about what the criterion judges. */
bool trace_covers(const struct jy_guarantee *guarantee, const struct jy_criterion *criterion);
/* The level that is paid for, else the least one; NULL: none. */
const struct jy_criterion *trace_level(const struct jy_guarantee *guarantee);

/* trace_lone.c: what is felt and leads nowhere goes into one card, where that is much. */
void trace_gather_lone(struct trace *trace);

/* trace_holes.c */
void trace_find_holes(struct trace *trace);

/* trace_say.c */
void trace_say(struct trace *trace);

#endif
