/*
 * What the views that draw a program as cards and ways share, trace and partners: what they are
 * drawn from, the group that a card is, what those hear who cannot see it, title and excerpt, and
 * how verdicts are shown. sheet.h has what needs no model.
 */
#ifndef DIAGRAM_GRAPH_VIEW_H
#define DIAGRAM_GRAPH_VIEW_H

#include "diagram/overlay.h"
#include "diagram/sheet.h"

struct graph_view {
	struct sheet *sheet;
	struct jb_arena *arena;
	const struct jy_model *model;
	const struct jy_journey *journey;
	const struct jy_picture_options *options;
	struct jy_overlay_index overlay;
	size_t holes; /* how much is missing */
	struct jy_graph graph;
};

/* The view's first work: the index of verdicts, the scene's title, and its id with `prefix`. */
void graph_view_begin(struct graph_view *view, struct sheet *sheet, const char *prefix);

/* Title, `summary` and which part of the journey it is, drawn or only measured; gives the y
 * below. */
double graph_view_head(struct graph_view *view, struct jb_text summary, double room, bool draw);

/* Where the layout put a node, in a graph moved by (x, y). */
struct jy_rect graph_view_rect(const struct graph_view *view, size_t node, double x, double y);

/* A group for the card of this number (from 0), which `span` declares; `letter` and the number are
 * in its id. */
struct jy_group *graph_view_group(struct graph_view *view, char letter, size_t number,
				  struct jy_span span);

/* What those hear who cannot see the cards: begun with a card's own lines, and whoever calls adds
 * where its ways lead. */
struct jb_buf graph_view_spoken(const struct graph_view *view, const struct sheet_lines *lines);

struct graph_view_verdict {
	enum sheet_sign sign;
	enum jy_role role;
};

struct graph_view_verdict graph_view_verdict(enum jrt_verdict_kind verdict);

/* Moment of truth, something missing where `hole` has words for it, and verdicts: where the picture
 * uses them. */
void graph_view_legend(struct sheet_legend *legend, const char *hole);

#endif
