/*
 * Reports on assessments: text for people, Markdown for a paper, CSV for a spreadsheet, JSON for
 * programs. All of them withhold price, saving and the themes after the others until a candidate
 * has passed its gate.
 */
#ifndef ASSESS_REPORT_H
#define ASSESS_REPORT_H

#include "assess/assess.h"
#include "base/buf.h"

struct jy_assess_page {
	size_t width; /* columns of the terminal */
	bool colour;
	/* one candidate by the name of its assessment or of what it assesses; empty: all */
	struct jb_text only;
};

void jy_assess_text(struct jb_buf *out, const struct jy_assessed *assessed,
		    const struct jy_assess_page *page);
void jy_assess_markdown(struct jb_buf *out, const struct jy_assessed *assessed);
/* A line a candidate and theme. A field that a spreadsheet would take for a formula gets an
 * apostrophe before it. */
void jy_assess_csv(struct jb_buf *out, const struct jy_assessed *assessed);
void jy_assess_json(struct jb_buf *out, const struct jy_assessed *assessed);

#endif
