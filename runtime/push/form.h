/*
 * How rows that are handed in are written down for the reader, and the plan that reads them so.
 * Rows of texts keep the source's own form, but in UTF-8 and with nothing before the header. Rows
 * of values are written in a neutral form that holds every value exactly: whole units, ISO times in
 * UTC, one spelling for what is missing.
 */
#ifndef PUSH_FORM_H
#define PUSH_FORM_H

#include "base/buf.h"
#include "journey/push.h"

struct jrt_push_form {
	const struct jrt_push_source *given;
	const struct jrt_source *source;  /* as the reader shall take it */
	const struct jrt_column **column; /* of a source of columns: by field */
};

/* The plan with each source of rows or columns in the form they are written in; it shares all else
 * with the plan. */
const struct jrt_plan *jrt_push_plan(const struct jrt_plan *plan,
				     const struct jrt_push_source *given, size_t count,
				     struct jb_arena *arena);
/* JB_REFUSED, with a sentence, of a column that the source has not or has twice. */
enum jb_status jrt_push_form_init(struct jrt_push_form *form, const struct jrt_source *source,
				  const struct jrt_push_source *given, struct jb_arena *arena,
				  struct jb_text *why);

void jrt_push_write_header(const struct jrt_push_form *form, struct jb_buf *out);
void jrt_push_write_row(const struct jrt_push_form *form, const struct jb_text *field,
			struct jb_buf *out);
void jrt_push_write_values(const struct jrt_push_form *form, const struct jrt_push_column *column,
			   size_t row, struct jb_buf *out);

#endif
