/*
 * A summary in Markdown (GitHub's) for job summaries and comments: counts, the scorecard with the
 * most important rows first, money, data, findings.
 *
 * At most JRT_MARKDOWN_BYTES come out: a larger job summary is refused whole by GitHub's runner
 * (AttachmentSizeLimit in actions/runner). What does not fit is left out from the end of each
 * table, and a sentence below the table says how many rows of which verdict.
 *
 * Names cannot do anything in it: what Markdown, HTML, a table or a build server would read as its
 * own is written as an entity, and where GitHub looks at the finished text (mentions, numbers of
 * issues, addresses, words between colons) a zero-width space parts the sign from what follows.
 * Bidi and control characters are written out, as everywhere.
 */
#ifndef REPORT_MARKDOWN_H
#define REPORT_MARKDOWN_H

#include "report/report.h"

#define JRT_MARKDOWN_BYTES ((size_t)1024 * 1024)

/* markdown_text.c: a text that stands for itself, on one line, in a cell or a sentence. It may not
 * be the first thing on a line. */
void jrt_markdown_add(struct jb_buf *out, struct jb_text text);

/* A table that stops at a number of bytes. */
struct jrt_markdown_table {
	struct jb_buf *out;
	size_t end; /* of `out`: rows behind it are left out */
	size_t left_out;
	size_t row; /* where the row begins */
};
/* `heads` are separated by |; one that ends in : is aligned to the right. */
void jrt_markdown_table(struct jrt_markdown_table *table, struct jb_buf *out, const char *heads,
			size_t end);
void jrt_markdown_cell(struct jrt_markdown_table *table, struct jb_text text);
/* A cell in bold. */
void jrt_markdown_strong(struct jrt_markdown_table *table, struct jb_text text);
/* Ends the row; false when it did not fit and was taken back. */
bool jrt_markdown_row(struct jrt_markdown_table *table);

#endif
