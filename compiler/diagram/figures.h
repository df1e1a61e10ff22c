/*
 * Figures in pictures: "83.1 %", "6 min 48 s", "EUR 1,204.50". They read as in the scorecard, since
 * runtime/judge/figure.h writes them; tests/unit/figures.h has examples of both. Three things are a
 * picture's own: a figure and its unit are held together by a no-break space, what is below zero
 * has a true minus, and times are told to the second.
 *
 * `detail` 0 is the usual precision of the unit; each step adds a decimal.
 */
#ifndef DIAGRAM_FIGURES_H
#define DIAGRAM_FIGURES_H

#include "base/buf.h"
#include "journey/plan.h"

#define JY_NBSP "\xc2\xa0"
#define JY_MINUS "\xe2\x88\x92"
#define JY_FIGURES_DETAIL_MAX 6

/* A declared value, exactly and as short as it can be: "80 %", "8 min", "EUR 2.5". */
void jy_figures_add_exact(struct jb_buf *out, enum jrt_type type, struct jb_text currency,
			  jb_fix value);
/* A measured value, in the unit: 0.83 of a share, 35.5 seconds. */
void jy_figures_add(struct jb_buf *out, enum jrt_type type, struct jb_text currency,
		    struct jb_ratio value, unsigned detail);
/* The first detail at which what is shown lies on the same side of the threshold as the value. */
unsigned jy_figures_detail(enum jrt_type type, struct jb_ratio value,
			   const struct jrt_threshold *threshold);
/* A count of days since 1970-01-01 as "2026-03-05". */
void jy_figures_add_date(struct jb_buf *out, int64_t day);
/* Text of a number, as far as it is one, with true minus signs: "−3 to +1". */
struct jb_text jy_figures_minus(struct jb_arena *arena, struct jb_text text);

#endif
