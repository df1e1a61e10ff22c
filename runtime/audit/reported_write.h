/*
 * An audit of reported figures, written for people and for machines.
 */
#ifndef AUDIT_REPORTED_WRITE_H
#define AUDIT_REPORTED_WRITE_H

#include "journey/audit.h"
#include "report/table.h"

/* What is written: an audit and what it is of. */
struct jrt_audit_report {
	const struct jrt_plan *plan;
	const struct jrt_reported *reported;
	size_t reported_count;
	const struct jrt_audit *audit;
	bool all; /* the lines that agree too */
};

/* A head line, then for each column a table of the periods that differ. */
void jrt_audit_text(const struct jrt_audit_report *report, struct jb_arena *arena,
		    const struct jrt_page *page);
/* Every line, in plain units as in docs/json.md. */
void jrt_audit_json(const struct jrt_audit_report *report, struct jb_buf *out);

#endif
