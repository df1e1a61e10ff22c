/*
 * The report: one HTML file that shows a program with what was found out about it: what it comes
 * to, its maps, the scorecard, trends, the trace from feeling to verdict, money, the data and what
 * every metric means. It opens anywhere: nothing is loaded, its own content security policy forbids
 * it; its style and its script stand in it and are named there by their digests. All it says stands
 * in tables and sentences too, so that it reads without script, without style and without eyes.
 *
 * Without figures (`judged` NULL) it is the design alone: maps, trace, glossary.
 *
 * Nothing here reads a file or prints; the same input gives the same bytes (with `portable_text` on
 * every machine). Names and texts are data; html.h is the only way onto the page.
 */
#ifndef HTML_REPORT_H
#define HTML_REPORT_H

#include "diagram/colour.h"
#include "diagram/diagram.h"
#include "journey/runtime.h"
#include "model/model.h"

/* What a page looks like. Left as it is, it is light, or dark where the reader's system asks for
 * it. */
struct jy_html_look {
	bool theme_chosen; /* `theme` holds, whatever the system asks for; on paper dark is light */
	enum jy_theme theme;
	bool branded; /* the header and the stages have the colour `brand` */
	struct jy_colour brand;
};

struct jy_html_report {
	struct jb_arena *arena;
	struct jy_html_look look;
	const struct jy_model *model;
	const struct jy_diags *diags; /* knows the files */
	const struct jy_unit *unit;   /* of the program, the main file first */
	size_t unit_count;
	struct jb_text title;			 /* of the page, where no plan has one */
	const struct jy_journey *const *journey; /* whose maps and traces are shown */
	size_t journey_count;
	bool portable_text; /* as in struct jy_picture_options */
	/* All three or none. `judged` is settled, where there is money. */
	const struct jrt_plan *plan;
	const struct jrt_measured *measured;
	const struct jrt_judged *judged;
};

/* A page with pictures alone: each with buttons for its size, switches, and its own words. */
struct jy_html_picture {
	struct jb_text name;
	const struct jy_scene *scene;	  /* light; the page gives it its looks */
	const struct jy_journey *journey; /* NULL: it is of several */
};

struct jy_html_pictures {
	struct jb_arena *arena;
	struct jy_html_look look;
	struct jb_text title;
	const struct jy_html_picture *picture;
	size_t count;
};

void jy_html_pictures(const struct jy_html_pictures *pictures, struct jb_buf *out);

/* *why is a sentence on failure: a picture cannot be laid out. */
enum jb_status jy_html_report(const struct jy_html_report *report, struct jb_buf *out,
			      struct jb_text *why);

#endif
