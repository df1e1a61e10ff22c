/*
 * Between the files of the terminal report. What is public stands in journey/runtime.h.
 */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include "journey/runtime.h"
#include "report/table.h"

/* Of each source and file: how many rows, and what became of them; the first rejected ones. */
void jrt_report_data(const struct jrt_plan *plan, const struct jrt_measured *measured,
		     const struct jrt_page *page, struct jb_arena *arena);
void jrt_report_findings(const struct jrt_finding *finding, size_t count,
			 const struct jrt_page *page, struct jb_arena *arena);

#endif
