/*
 * What a simulation came to, row by row, and how it is written: a table for a terminal, CSV, JSON,
 * and a picture. A row is a value of a grid or a period of a history.
 */
#ifndef SIMULATE_SERIES_H
#define SIMULATE_SERIES_H

#include "report/table.h"
#include "simulate/simulate.h"

struct jrt_series_row {
	struct jb_text label;	/* "82.5 %", "2026-03" */
	struct jb_text second;	/* of a grid of two: the other guarantee's value */
	struct jb_text verdict; /* of a grid: "met", "missed", "missed", "minimum missed" */
	bool has_account;
	struct jrt_account account;
};

struct jrt_series {
	const struct jrt_agreement *agreement;
	struct jb_text title;	     /* one line: what was simulated */
	struct jb_text label_title;  /* head of the first column */
	struct jb_text second_title; /* empty: there is no second column */
	struct jb_text note;	     /* a sentence that has to be said beside it; or empty */
	bool grid;		     /* values on an axis, not periods */
	const struct jrt_series_row *row;
	size_t count;
};

/* A picture has at most so many rows, and of a grid of two so many lines. */
#define JRT_SERIES_DRAWN_MAX 2000
#define JRT_SERIES_LINES_MAX 8

void jrt_series_text(const struct jrt_series *series, struct jb_arena *arena,
		     const struct jrt_page *page);
void jrt_series_csv(const struct jrt_series *series, struct jb_buf *out);
void jrt_series_json(const struct jrt_series *series, struct jb_buf *out);
/* An SVG of what is owed at each row. An empty text, or why there is no picture. */
struct jb_text jrt_series_svg(const struct jrt_series *series, struct jb_arena *arena,
			      struct jb_buf *out);

#endif
