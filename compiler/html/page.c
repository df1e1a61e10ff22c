/*
 * The report as a whole: its title, the table of contents, the order of the parts, and the verdicts
 * that all of them ask for. The document around it is document.c's.
 */
#include "html/page.h"

static struct jb_text title_of(const struct page *page)
{
	return page->judged && page->in->plan->title.size > 0 ? page->in->plan->title
							      : page->in->title;
}

/* ---- contents ---- */

static bool always(const struct page *page)
{
	return page->in->journey_count > 0;
}

static bool is_judged(const struct page *page)
{
	return page->judged;
}

static const struct {
	const char *id, *name;
	bool (*there)(const struct page *page);
} contents[] = {
	{"summary", "Summary", is_judged},
	{"map", "Map", always},
	{"scorecard", "Scorecard", page_has_scorecard},
	{"trends", "Trends", page_has_trends},
	{"trace", "Trace", page_has_trace},
	{"money", "Agreements and money", page_has_money},
	{"data", "Data", page_has_data},
	{"glossary", "Glossary", page_has_glossary},
};

static void add_contents(struct page *page)
{
	page_open_contents(page);
	for (size_t i = 0; i < sizeof contents / sizeof *contents; i++)
		if (contents[i].there(page))
			page_add_content(page, jb_text_of(contents[i].id),
					 jb_text_of(contents[i].name));
	page_close_contents(page);
}

/* ---- header ---- */

/* "Maria, remote worker · Northwind · promise …" of a single journey; else how many there are. */
static struct jb_text about(const struct page *page)
{
	const struct jy_html_report *in = page->in;
	struct jb_buf buf;

	jb_buf_init(&buf, page->arena);
	if (in->journey_count == 0)
		return JB_TEXT("");
	if (in->journey_count != 1) {
		jb_buf_printf(&buf, "%zu journeys", in->journey_count);
		return jb_buf_text(&buf);
	}
	for (size_t i = 0; i < in->journey[0]->personas.count; i++)
		jb_buf_printf(&buf, "%s%.*s", buf.size > 0 ? ", " : "",
			      JB_ARG(in->journey[0]->personas.at[i]->decl.title));
	if (in->journey[0]->brand != NULL)
		jb_buf_printf(&buf, "%s%.*s", buf.size > 0 ? " · " : "",
			      JB_ARG(in->journey[0]->brand->decl.title));
	return jb_buf_text(&buf);
}

/* "2026-01 to 2026-03": labels of the first and the last period that was judged, where all are of
 * one kind; else the number of periods says nothing and nothing is said. */
static struct jb_text when(const struct page *page)
{
	const struct jrt_verdict *first = NULL, *last = NULL;

	for (size_t i = 0; page->judged && i < page->in->judged->verdict_count; i++) {
		const struct jrt_verdict *verdict = &page->in->judged->verdict[i];

		if (first == NULL || verdict->from < first->from ||
		    (verdict->from == first->from && verdict->to < first->to))
			first = verdict;
		if (last == NULL || verdict->to > last->to ||
		    (verdict->to == last->to && verdict->from > last->from))
			last = verdict;
	}
	if (first == NULL || first->label.size == 0)
		return JB_TEXT("");
	if (jb_text_equal(first->label, last->label))
		return first->label;
	return jb_text_printf(page->arena, "%.*s to %.*s", JB_ARG(first->label),
			      JB_ARG(last->label));
}

/* ---- verdicts ---- */

bool page_is_latest(const struct page *page, const struct jrt_verdict *verdict)
{
	const struct jrt_judged *judged = page->in->judged;
	size_t number = (size_t)(verdict - judged->verdict);

	return !verdict->evidence &&
	       (number + 1 == judged->verdict_count || verdict[1].criterion != verdict->criterion);
}

const struct jrt_verdict *page_verdict(const struct page *page,
				       const struct jy_criterion *criterion)
{
	const uint64_t *number = page->judged ? jb_map_get(&page->latest, criterion->name) : NULL;

	return number != NULL && *number > 0 ? &page->in->judged->verdict[*number - 1] : NULL;
}

/* Verdicts stand by criterion, then by period: the last one stays. */
static void find_latest(struct page *page)
{
	jb_map_init(&page->latest, page->arena);
	for (size_t i = 0; page->judged && i < page->in->judged->verdict_count; i++) {
		const struct jrt_verdict *verdict = &page->in->judged->verdict[i];

		*jb_map_put(&page->latest, page->in->plan->criterion[verdict->criterion].name,
			    NULL) = i + 1;
	}
}

/* Verdicts of earlier periods are drawn as small lines; of more than these they are left to the
 * trends, lest the page grow heavy. */
#define PAST_MOST 1000

/* Of each criterion the latest stays; they stand by criterion, then by period. */
static void drop_past(struct jy_overlay *overlay)
{
	size_t kept = 0;

	if (overlay->verdict_count <= PAST_MOST)
		return;
	for (size_t i = 0; i < overlay->verdict_count; i++)
		if (i + 1 == overlay->verdict_count ||
		    !jb_text_equal(overlay->verdict[i].criterion,
				   overlay->verdict[i + 1].criterion))
			overlay->verdict[kept++] = overlay->verdict[i];
	overlay->verdict_count = kept;
}

/* The map takes verdicts as it takes those of a file: through the documented JSON. */
static enum jb_status find_overlay(struct page *page, struct jb_text *why)
{
	const struct jy_html_report *in = page->in;
	enum jb_status status = JB_OK;
	struct jb_buf json;

	if (page->judged) {
		jb_buf_init(&json, page->arena);
		jrt_report_json(in->plan, in->measured, in->judged, &json);
		status = jy_overlay_read(page->arena, jb_buf_text(&json), in->model, &page->overlay,
					 why);
	}
	if (status == JB_OK)
		drop_past(&page->overlay);
	jy_overlay_index_init(&page->index, page->arena, page->judged ? &page->overlay : NULL);
	return status;
}

enum jb_status jy_html_report(const struct jy_html_report *report, struct jb_buf *out,
			      struct jb_text *why)
{
	struct page page = {
		.arena = report->arena,
		.look = report->look,
		.in = report,
		.judged = report->judged != NULL,
		.card = {.plan = report->plan,
			 .measured = report->measured,
			 .judged = report->judged,
			 .arena = report->arena},
	};
	enum jb_status status = find_overlay(&page, why);

	if (status != JB_OK)
		return status;
	find_latest(&page);
	page_begin(&page, &(struct page_heading){title_of(&page), about(&page), when(&page)}, out);
	add_contents(&page);
	page_main(&page);
	page_summary(&page);
	page_maps(&page);
	page_scorecard(&page);
	page_trends(&page);
	page_trace(&page);
	page_money(&page);
	page_data(&page);
	page_glossary(&page);
	page_end(&page);
	return JB_OK;
}
