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

#include "diagram/diagram.h"
#include "journey/runtime.h"
#include "model/model.h"

struct jy_html_report {
	struct jb_arena *arena;
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

/* *why is a sentence on failure: a picture cannot be laid out. */
enum jb_status jy_html_report(const struct jy_html_report *report, struct jb_buf *out,
			      struct jb_text *why);

#endif
