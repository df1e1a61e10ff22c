/*
 * The parts of the partners view, in the order they work: partners_find.c finds who delivers and
 * where customers pass from one to another, partners_say.c and partners_ways.c fill them with
 * words, partners.c has them laid out and draws.
 */
#ifndef DIAGRAM_PARTNERS_INTERNAL_H
#define DIAGRAM_PARTNERS_INTERNAL_H

#include "base/map.h"
#include "diagram/graph_view.h"
#include "diagram/partners.h"

/* One who delivers: a brand or a partner; neither: nobody does. */
struct party {
	const struct jy_brand *brand;
	const struct jy_partner *partner;
	JB_VEC(const struct jy_touchpoint *) touchpoints;
	struct sheet_lines head, body;
	struct jb_text desc;
};

/* One passing of customers. */
struct passing {
	const struct jy_touchpoint *from, *to;
	const struct jy_next *next; /* NULL: it follows in order */
	bool bare;		    /* from person to person, and nothing goes with them */
};

/* All of one party to another; or that one works for the other. */
struct handing {
	uint32_t from, to; /* parties */
	bool subcontracts;
	JB_VEC(struct passing) passings;
	bool bare; /* one of them is */
	struct sheet_lines lines;
};

struct partners {
	struct graph_view view;
	JB_VEC(struct party) party;
	JB_VEC(struct handing) handing;
	struct jb_map party_of;	  /* by the address of brand or partner */
	struct jb_map handing_of; /* by the two numbers */
	size_t touchpoint_count;  /* that are shown, and not the customer's own */
	struct jb_text note;
};

/* partners_find.c */
void partners_find(struct partners *partners);
/* partners_say.c */
void partners_say(struct partners *partners);
struct jb_text partners_title(const struct party *party);
/* partners_ways.c: the ways, then what those hear who cannot see cards and ways. */
void partners_say_ways(struct partners *partners);

#endif
