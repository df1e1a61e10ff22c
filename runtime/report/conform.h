/*
 * Planned against actual as a report: for people and as JSON (docs/language.md, "Real paths"). What
 * the figures mean is said in conform/conform.h.
 */
#ifndef REPORT_CONFORM_H
#define REPORT_CONFORM_H

#include "conform/conform.h"
#include "journey/runtime.h"

/* Ways and paths that are listed where nothing else is asked, and at most. */
#define JRT_CONFORM_TOP 10
#define JRT_CONFORM_TOP_MAX 1000

#define JRT_CONFORM_SCHEMA "journey-conformance"
#define JRT_CONFORM_VERSION 1

/* `top`: how many of the undeclared ways and of the paths are listed. */
void jrt_report_conform_text(const struct jrt_plan *plan, const struct jrt_measured *measured,
			     const struct jrt_conformance *conformance, size_t top, bool colour,
			     unsigned width, struct jb_buf *out);
/* All ways, and the `top` most frequent paths. */
void jrt_report_conform_json(const struct jrt_plan *plan, const struct jrt_measured *measured,
			     const struct jrt_conformance *conformance, size_t top,
			     struct jb_buf *out);

/* "12 min", "2.0 days". */
void jrt_conform_add_length(struct jb_buf *buf, int64_t us);
/* "78.3 %" of so many. */
void jrt_conform_add_share(struct jb_buf *buf, uint64_t part, uint64_t whole);
/* The name of a place: of a step, or of an ad hoc step. */
struct jb_text jrt_conform_name(const struct jrt_conformance *conformance, uint32_t place);
/* "missing", "ad hoc", "out of order", … */
const char *jrt_conform_words(size_t deviation);

#endif
