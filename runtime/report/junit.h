/*
 * JUnit XML for build servers. One test case a criterion, scope and period; a suite an agreement
 * or, for criteria of its own, a journey; a suite "data" with a case a source and one an error; a
 * suite "rules" with what rules found. The file is well-formed whatever the names are, and valid
 * against junit-10.xsd of the Jenkins xunit plugin, the strictest schema in use: no `properties`
 * inside a case, no `skipped` at the top. No times: equal results give equal bytes.
 *
 *	missed			failure, with value, threshold and by how much
 *	not measured, excused	skipped, with the reason: neither good nor bad
 *	met			passes
 *	provisional		as it stands now, and `provisional` in system-out
 *	a right to terminate	failure where it has arisen
 *	error in the data	error
 *	rule of level error	failure
 *
 * Of several sites of which the worst counts only the one that counts is a case. What is owed in
 * money stands in the properties of the agreement's suite.
 */
#ifndef REPORT_JUNIT_H
#define REPORT_JUNIT_H

#include "base/vec.h"
#include "report/report.h"

enum jrt_junit_outcome { JRT_JUNIT_PASS, JRT_JUNIT_FAILURE, JRT_JUNIT_SKIPPED, JRT_JUNIT_ERROR };

struct jrt_junit_case {
	struct jb_text classname, name;
	enum jrt_junit_outcome outcome;
	const char *type;	/* of a failure or error: "missed" */
	struct jb_text message; /* a line: why it failed or was skipped */
	struct jb_text detail;	/* what a failure says below its message; may be empty */
	struct jb_text out;	/* system-out; may be empty */
	size_t next;		/* case of the same suite; SIZE_MAX: the last */
};

struct jrt_junit_property {
	struct jb_text name, value;
};

struct jrt_junit_suite {
	struct jb_text name;
	size_t first, last; /* cases; SIZE_MAX: none */
	size_t tests, failures, errors, skipped;
	JB_VEC(struct jrt_junit_property) property;
};

/* Suites in the order of their first case, and cases in the order they were added. All texts are
 * harmless for a log, not yet escaped for XML. */
struct jrt_junit {
	struct jb_arena *arena;
	struct jb_text title;
	JB_VEC(struct jrt_junit_suite) suite;
	JB_VEC(struct jrt_junit_case) test;
};

/* The suite of that name, made where it is new. Dies with the next call. */
struct jrt_junit_suite *jrt_junit_suite(struct jrt_junit *junit, struct jb_text name);
void jrt_junit_add(struct jrt_junit *junit, struct jb_text suite, struct jrt_junit_case test);
/* junit_write.c */
void jrt_junit_write(const struct jrt_junit *junit, struct jb_buf *out);

#endif
