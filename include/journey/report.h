/*
 * The other reports: of the same results as the scorecard and the JSON (journey/runtime.h), for
 * build servers, job summaries, spreadsheets and pictures. Equal results give equal bytes. Names
 * and texts of strangers stand for themselves in every format: none is a formula, an element, a
 * link or a command there. What each format promises is told in docs/reports.md.
 */
#ifndef JOURNEY_REPORT_H
#define JOURNEY_REPORT_H

#include "journey/runtime.h"
#include "journey/settlement.h"

#ifdef __cplusplus
extern "C" {
#endif

/* JUnit XML: a test case a criterion, scope and period. */
void jrt_report_junit(const struct jrt_plan *plan, const struct jrt_measured *measured,
		      const struct jrt_judged *judged, struct jb_buf *out);
/* Markdown of at most `limit` bytes (0: 1 MiB, what GitHub takes as a job summary). */
void jrt_report_markdown(const struct jrt_plan *plan, const struct jrt_measured *measured,
			 const struct jrt_judged *judged, size_t limit, struct jb_buf *out);
/* CSV (RFC 4180): a record a verdict, a measurement, a line of money. */
void jrt_report_csv_verdicts(const struct jrt_plan *plan, const struct jrt_judged *judged,
			     struct jb_buf *out);
void jrt_report_csv_measurements(const struct jrt_plan *plan, const struct jrt_judged *judged,
				 struct jb_buf *out);
void jrt_report_csv_money(const struct jrt_plan *plan, const struct jrt_judged *judged,
			  struct jb_buf *out);
/* A workbook (Office Open XML). Not JB_OK where the workbook cannot be put together: *why is a
 * sentence. */
enum jb_status jrt_report_xlsx(const struct jrt_plan *plan, const struct jrt_measured *measured,
			       const struct jrt_judged *judged, struct jb_buf *out,
			       struct jb_text *why);
/* SVG: a small plot a criterion, values by period against the threshold. */
void jrt_report_trend(const struct jrt_plan *plan, const struct jrt_measured *measured,
		      const struct jrt_judged *judged, struct jb_buf *out);

#ifdef __cplusplus
}
#endif
#endif
