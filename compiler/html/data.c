/*
 * What the figures stand on: rows by source and file and what became of them, why rows were
 * rejected, and what measuring, judging and settling had to say. No row of a customer's is shown: a
 * place in a file and a reason are.
 */
#include "journey/settlement.h"
#include "report/report.h"

#include "html/page.h"

#define REASONS_SHOWN 100

bool page_has_data(const struct page *page)
{
	return page->judged && page->in->measured->source_count > 0;
}

static void add_counts(struct page *page, const uint64_t counts[5])
{
	for (size_t i = 0; i < 5; i++)
		page_cell(page, i == 3 && counts[i] > 0 ? "figure missed" : "figure",
			  page_count(page, counts[i]));
}

static void add_files(struct page *page, uint32_t source)
{
	const struct jrt_measured *measured = page->in->measured;

	for (size_t i = 0; i < measured->file_count; i++) {
		const struct jrt_file_tally *file = &measured->file[i];

		if (file->source != source)
			continue;
		page_row(page);
		jy_html_class(&page->html, "file");
		page_row_head(page, file->file);
		add_counts(page, (uint64_t[]){file->rows, file->accepted, file->ignored,
					      file->rejected, file->duplicates});
		page_cell(page, file->unread ? "missed" : NULL,
			  file->unread ? JB_TEXT("could not be read") : JB_TEXT(""));
		jy_html_close(&page->html);
	}
}

static void add_source(struct page *page, const struct jrt_source_tally *tally)
{
	const struct jy_html_report *in = page->in;

	page_row(page);
	page_row_head(page, in->plan->source[tally->source].name);
	if (jrt_report_source_given(in->plan, in->measured, tally->source))
		add_counts(page, (uint64_t[]){tally->rows, tally->accepted, tally->ignored,
					      tally->rejected, tally->duplicates});
	else
		for (size_t i = 0; i < 5; i++)
			page_figure_cell(page, JB_TEXT(""));
	page_cell(page, "why", jrt_report_source_note(in->plan, in->measured, tally, page->arena));
	jy_html_close(&page->html);
	add_files(page, tally->source);
}

/* ---- rejected rows ---- */

/* Rows of one source and column that were rejected for one kind of reason. */
struct reason {
	const struct jrt_reject *first;
	size_t count;
};

struct reasons {
	JB_VEC(struct reason) list;
	size_t left_out;
};

static bool same_reason(const struct jrt_reject *a, const struct jrt_reject *b)
{
	return a->source == b->source && a->column == b->column && jb_text_equal(a->code, b->code);
}

static void gather(struct page *page, struct reasons *reasons)
{
	const struct jrt_measured *measured = page->in->measured;

	for (size_t i = 0; i < measured->reject_count; i++) {
		const struct jrt_reject *reject = &measured->reject[i];
		size_t k = 0;

		while (k < reasons->list.count && !same_reason(reasons->list.at[k].first, reject))
			k++;
		if (k < reasons->list.count)
			reasons->list.at[k].count++;
		else if (k < REASONS_SHOWN)
			*jb_push(page->arena, &reasons->list) = (struct reason){reject, 1};
		else
			reasons->left_out++;
	}
}

static void add_reason(struct page *page, const struct reason *reason)
{
	const struct jy_html_report *in = page->in;

	page_row(page);
	page_row_head(page, in->plan->source[reason->first->source].name);
	page_figure_cell(page, page_count(page, reason->count));
	jy_html_open(&page->html, JY_HTML_TD);
	jy_html_element(&page->html, JY_HTML_CODE, NULL, reason->first->code);
	jy_html_close(&page->html);
	page_cell(page, "why", reason->first->reason);
	page_cell(page, NULL,
		  jrt_report_reject_place(in->plan, in->measured, reason->first, page->arena));
	jy_html_close(&page->html);
}

static void add_reasons(struct page *page)
{
	const struct jrt_measured *measured = page->in->measured;
	struct reasons reasons = {0};
	uint64_t all = 0;

	for (size_t i = 0; i < measured->source_count; i++)
		all += measured->source[i].rejected + measured->source[i].warned;
	gather(page, &reasons);
	if (reasons.list.count > 0) {
		page_table(page, NULL, NULL,
			   JB_TEXT("Why rows were rejected, or used with a warning"),
			   "Source|Rows:|Code|The first one's reason|Its place");
		for (size_t i = 0; i < reasons.list.count; i++)
			add_reason(page, &reasons.list.at[i]);
		page_table_end(page);
	}
	if (all > measured->reject_count)
		page_paragraph(
			page, "note",
			jb_text_printf(page->arena,
				       "Of %llu such rows %llu are not told of here; `journey eval "
				       "--rejects FILE` lists them all.",
				       (unsigned long long)all,
				       (unsigned long long)(all - measured->reject_count)));
	else if (all == 0)
		page_paragraph(page, "note", JB_TEXT("No row was rejected."));
}

/* ---- findings ---- */

static void add_finding(struct page *page, const struct jrt_finding *finding)
{
	static const char *const words[] = {
		[JRT_ERROR] = "error", [JRT_WARNING] = "warning", [JRT_INFO] = "note"};
	static const char *const klass[] = {
		[JRT_ERROR] = "missed", [JRT_WARNING] = "excused", [JRT_INFO] = NULL};
	struct jy_html *html = &page->html;

	jy_html_open(html, JY_HTML_LI);
	jy_html_element(html, JY_HTML_STRONG, klass[finding->severity],
			jb_text_of(words[finding->severity]));
	jy_html_string(html, " ");
	jy_html_element(html, JY_HTML_CODE, NULL, finding->code);
	jy_html_string(html, " ");
	if (finding->file.size > 0 && finding->line > 0)
		jy_html_text(html, jb_text_printf(page->arena, "%.*s:%llu:", JB_ARG(finding->file),
						  (unsigned long long)finding->line));
	jy_html_string(html, finding->file.size > 0 && finding->line > 0 ? " " : "");
	page_message(page, finding->message);
	jy_html_close(html);
}

static void add_findings(struct page *page)
{
	const struct jrt_judged *judged = page->in->judged;
	const struct jrt_settlement *settlement = judged->settlement;
	const struct {
		const struct jrt_finding *at;
		size_t count;
	} lists[] = {
		{page->in->measured->finding, page->in->measured->finding_count},
		{judged->finding, judged->finding_count},
		{settlement ? settlement->finding : NULL,
		 settlement ? settlement->finding_count : 0},
	};

	if (lists[0].count + lists[1].count + lists[2].count == 0)
		return;
	jy_html_element(&page->html, JY_HTML_H3, NULL, JB_TEXT("Findings"));
	jy_html_open_class(&page->html, JY_HTML_UL, "findings");
	for (size_t i = 0; i < 3; i++)
		for (size_t k = 0; k < lists[i].count; k++)
			add_finding(page, &lists[i].at[k]);
	jy_html_close(&page->html);
}

void page_data(struct page *page)
{
	const struct jrt_measured *measured = page->in->measured;

	if (!page_has_data(page))
		return;
	page_section(page, JB_TEXT("data"), JB_TEXT("Data"));
	page_table(page, NULL, "sources", JB_TEXT("Rows by source and file"),
		   "Source, file|Rows:|Accepted:|Ignored:|Rejected:|Duplicates:|Note");
	for (size_t i = 0; i < measured->source_count; i++)
		add_source(page, &measured->source[i]);
	page_table_end(page);
	add_reasons(page);
	add_findings(page);
	jy_html_close(&page->html);
}
