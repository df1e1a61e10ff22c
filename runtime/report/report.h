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
/* The same shorter, where names are known: "Call support, acme, Cape Town". */
struct jb_text jrt_card_whose_text(const struct jrt_card *card, uint32_t scope);
/* The same of what a criterion judges; where the worst site counts, without a site. */
struct jb_text jrt_card_criterion_whose(const struct jrt_card *card, uint32_t criterion);
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

/* ---- verdict_words.c: a verdict in words ---- */

#define JRT_VERDICTS 4 /* kinds of verdict */

/* A verdict is told by mark, word and colour, so that none of the three is needed. */
struct jrt_sign {
	const char *mark, *word;
	enum jrt_style style;
};
struct jrt_sign jrt_card_sign(enum jrt_verdict_kind kind);
/* " (approximate)", " (approximate, not certain)" or nothing: behind the word of the verdict. */
struct jb_text jrt_card_doubt(const struct jrt_verdict *verdict);
/* "met", "met (approximate)", "missed (approximate, not certain)". */
struct jb_text jrt_card_word(const struct jrt_card *card, const struct jrt_verdict *verdict);
/* "approximate, at most 0.5 % off: between 12.25 s and 12.35 s", of a figure that is; a part of a
 * sentence more. */
void jrt_card_add_approximate(const struct jrt_card *card, struct jb_buf *buf,
			      const struct jrt_measurement *measured);
/* The most important first: missed, not measured, excused, met. */
extern const enum jrt_verdict_kind jrt_card_order[JRT_VERDICTS];
uint32_t jrt_card_criterion_scope(const struct jrt_card *card, uint32_t criterion);
/* "Answered within 20 s, expected, worst site". */
struct jb_text jrt_card_criterion_text(const struct jrt_card *card,
				       const struct jrt_criterion *criterion);
/* The value as it was compared, shown so closely that it does not belie the verdict. */
struct jb_text jrt_card_judged_text(const struct jrt_card *card, const struct jrt_verdict *verdict);
/* "at least 80 %"; empty where none was in force. */
struct jb_text jrt_card_threshold_text(const struct jrt_card *card,
				       const struct jrt_verdict *verdict);
/* What decided, the value before relief, the group it is of, whether it may still change. */
struct jb_text jrt_card_note_text(const struct jrt_card *card, const struct jrt_verdict *verdict);
/* "; from the ledger, entry 2", of figures that were measured by an earlier run. */
void jrt_card_add_entry(struct jb_buf *buf, const struct jrt_measurement *measured);
/* How many verdicts of each kind there are, evidence left out. */
void jrt_card_count(const struct jrt_card *card, size_t count[JRT_VERDICTS]);

/* ---- the parts, from the top of the card ---- */

/* How many verdicts of each kind, which agreements may be terminated and, where there are many
 * verdicts, what was missed and by how much. */
void jrt_report_head(const struct jrt_card *card);

/* Verdicts by scope or agreement, and termination rights. */
void jrt_report_verdicts(const struct jrt_card *card);
/* How criteria behave over their periods, of those with periods enough. */
void jrt_report_behaviour(const struct jrt_card *card);
/* "76.0 % to 86.4 %": the limits of the latest period. */
struct jb_text jrt_card_routine_text(const struct jrt_card *card,
				     const struct jrt_behaviour *behaviour);
/* "2016-12 above the limits, a concern; 5 periods with a cause of their own". */
struct jb_text jrt_card_causes_text(const struct jrt_card *card,
				    const struct jrt_behaviour *behaviour);
/* "hit and miss" */
const char *jrt_card_capability_word(enum jrt_capability capability);
/* What was measured without a criterion. */
void jrt_report_measurements(const struct jrt_card *card);
/* Of each source and file: how many rows, and what became of them; the first rejected ones. */
void jrt_report_data(const struct jrt_plan *plan, const struct jrt_measured *measured,
		     const struct jrt_page *page, struct jb_arena *arena);
/* Whether some file was handed in for the source, or for the log that its cases are made of. */
bool jrt_report_source_given(const struct jrt_plan *plan, const struct jrt_measured *measured,
			     uint32_t source);
/* What there is to say of a source beside its counts: "covers 2026-01-01 to 2026-03-31". */
struct jb_text jrt_report_source_note(const struct jrt_plan *plan,
				      const struct jrt_measured *measured,
				      const struct jrt_source_tally *tally, struct jb_arena *arena);
/* "visits.csv:12 arrived". */
struct jb_text jrt_report_reject_place(const struct jrt_plan *plan,
				       const struct jrt_measured *measured,
				       const struct jrt_reject *reject, struct jb_arena *arena);
/* Those that are errors, or all others. */
void jrt_report_findings(const struct jrt_finding *finding, size_t count, bool errors,
			 const struct jrt_page *page, struct jb_arena *arena);

#endif
