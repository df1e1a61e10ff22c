/*
 * Between the files of the scorecard. What is public stands in journey/runtime.h.
 */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include "journey/runtime.h"
#include "report/table.h"

/* What a scorecard is made of. */
struct jrt_card {
	const struct jrt_plan *plan;
	const struct jrt_measured *measured;
	const struct jrt_judged *judged;
	struct jb_arena *arena;
	struct jrt_page page;
};

/* ---- text_words.c: what the parts have in common ---- */

struct jb_buf jrt_card_new_text(const struct jrt_card *card);
/* A copy that is harmless for a terminal. */
struct jb_text jrt_card_clean(const struct jrt_card *card, struct jb_text text);
void jrt_card_line(const struct jrt_card *card, struct jb_text text, enum jrt_style style);
/* A blank line and a heading. */
void jrt_card_head(const struct jrt_card *card, const char *text);
const struct jrt_metric *jrt_card_metric_of(const struct jrt_card *card, uint32_t meter);
struct jb_text jrt_card_title_or_name(struct jb_text title, struct jb_text name);
/* "Call support (fault_repair.call, acme)". */
struct jb_text jrt_card_scope_text(const struct jrt_card *card, uint32_t scope);
/* "29,480". */
struct jb_text jrt_card_rows_text(const struct jrt_card *card,
				  const struct jrt_measurement *measured);
/* "16,022 of 29,480" where rows are counted against rows, else as above. */
struct jb_text jrt_card_counted_text(const struct jrt_card *card,
				     const struct jrt_measurement *measured);
/* Behind a figure over groups: "agent AVI, worst of 31; 4 left out"; empty for any other. */
struct jb_text jrt_card_groups_text(const struct jrt_card *card,
				    const struct jrt_measurement *measured);
/* "83.1 %", or a dash where there is no value; for `detail` see judge/figure.h. */
struct jb_text jrt_card_value_text(const struct jrt_card *card,
				   const struct jrt_measurement *measured, unsigned detail);

/* ---- the parts, from the top of the card ---- */

/* Verdicts by scope or agreement, termination rights, and the sum of it. */
void jrt_report_verdicts(const struct jrt_card *card);
/* What was measured without a criterion. */
void jrt_report_measurements(const struct jrt_card *card);
/* Of each source and file: how many rows, and what became of them; the first rejected ones. */
void jrt_report_data(const struct jrt_plan *plan, const struct jrt_measured *measured,
		     const struct jrt_page *page, struct jb_arena *arena);
/* Those that are errors, or all others. */
void jrt_report_findings(const struct jrt_finding *finding, size_t count, bool errors,
			 const struct jrt_page *page, struct jb_arena *arena);

#endif
