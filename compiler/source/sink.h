/*
 * Writing diagnostics out, ordered by place. Each sink writes into a buffer; the program decides
 * where that goes. All three show the same records.
 *
 * error[J0312]: a duration is compared with a share
 *   --> fault.journey:61:36
 *    |
 * 58 | metric handling_time "Average handling time" {
 *    |        ------------- this metric is a duration (mean of handle)
 * ...
 * 61 |       success handling_time at most 80% every month
 *    |                                     ^^^ this is a share
 *    |
 *    = help: write a duration, for example `at most 8min`
 */
#ifndef SOURCE_SINK_H
#define SOURCE_SINK_H

#include "base/buf.h"
#include "journey/diag.h"

struct jy_sink_options {
	bool colour;
	uint32_t shown; /* at most this many; 0: JY_DIAGS_SHOWN */
};

/* Frames as above, then a line "2 errors, 1 warning". Nothing for an empty list. */
void jy_sink_text(struct jb_buf *out, const struct jy_diags *diags, struct jy_sink_options options);
/* file:line:column: error[J0312]: message */
void jy_sink_lines(struct jb_buf *out, const struct jy_diags *diags);
/* One JSON document: {"diagnostics": [...], "errors": n, "warnings": n}. Columns in characters
 * and in UTF-16 units, offsets in bytes. */
void jy_sink_json(struct jb_buf *out, const struct jy_diags *diags);

/* Text for a terminal: invisible characters as \u{1b}. */
void jy_sink_plain(struct jb_buf *out, struct jb_text text);
/* "error", "warning", "info" */
const char *jy_severity_name(enum jy_severity severity);
/* "J0312", or the name of the lint. */
void jy_sink_code(struct jb_buf *out, const struct jy_diag *diag);
/* The records to show, in order; *count of them. */
uint32_t *jy_sink_order(const struct jy_diags *diags, struct jb_arena *arena, size_t *count);

#endif
