/*
 * The document around the sections: its head with the policy, the header, the table of contents,
 * the order of the parts. Style and script are files of this folder (report.css, report.js), which
 * the build embeds; the policy names what stands in the page by its digest, so that nothing else
 * runs.
 */
#include "html/page.h"

#include "base/hash.h"
#include "html_parts.h"

static struct jb_text part(const char *name)
{
	for (size_t i = 0; i < jy_html_part_count; i++)
		if (jb_text_is(jb_text_of(jy_html_parts[i].name), name))
			return (struct jb_text){jy_html_parts[i].text, jy_html_parts[i].size};
	return JB_TEXT("");
}

/* RFC 4648, 4. */
static void add_base64(struct jb_buf *out, const struct jb_digest *digest)
{
	static const char letters[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < JB_DIGEST_SIZE; i += 3) {
		uint32_t bits = 0;

		for (size_t k = 0; k < 3; k++)
			bits = bits << 8 | (i + k < JB_DIGEST_SIZE ? digest->byte[i + k] : 0);
		for (size_t k = 0; k < 4; k++)
			jb_buf_add_byte(out, i + k > JB_DIGEST_SIZE
						     ? '='
						     : letters[bits >> (18 - 6 * k) & 63]);
	}
}

static void add_source(struct jb_buf *out, const char *directive, struct jb_text content)
{
	struct jb_digest digest = jb_hash_text(content);

	jb_buf_printf(out, "; %s 'sha256-", directive);
	add_base64(out, &digest);
	jb_buf_add_byte(out, '\'');
}

static void add_meta(struct page *page, enum jy_html_attribute attribute, const char *name,
		     struct jb_text content)
{
	jy_html_open(&page->html, JY_HTML_META);
	jy_html_attribute(&page->html, attribute, jb_text_of(name));
	jy_html_attribute(&page->html, JY_HTML_A_CONTENT, content);
	jy_html_close(&page->html);
}

static struct jb_text title_of(const struct page *page)
{
	return page->judged && page->in->plan->title.size > 0 ? page->in->plan->title
							      : page->in->title;
}

static void add_head(struct page *page, struct jb_text style, struct jb_text script)
{
	struct jy_html *html = &page->html;
	struct jb_buf policy;

	jb_buf_init(&policy, page->arena);
	jb_buf_add_string(&policy, "default-src 'none'");
	add_source(&policy, "style-src", style);
	add_source(&policy, "script-src", script);
	jb_buf_add_string(&policy, "; base-uri 'none'; form-action 'none'");
	jy_html_open(html, JY_HTML_HEAD);
	jy_html_open(html, JY_HTML_META);
	jy_html_attribute(html, JY_HTML_A_CHARSET, JB_TEXT("utf-8"));
	jy_html_close(html);
	add_meta(page, JY_HTML_A_HTTP_EQUIV, "Content-Security-Policy", jb_buf_text(&policy));
	add_meta(page, JY_HTML_A_NAME, "viewport", JB_TEXT("width=device-width, initial-scale=1"));
	add_meta(page, JY_HTML_A_NAME, "color-scheme", JB_TEXT("light dark"));
	add_meta(page, JY_HTML_A_NAME, "generator", JB_TEXT("journey " JOURNEY_VERSION));
	jy_html_element(html, JY_HTML_TITLE, NULL, title_of(page));
	jy_html_part(html, "style", style);
	jy_html_close(html);
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
	struct jy_html *html = &page->html;

	jy_html_open(html, JY_HTML_NAV);
	jy_html_attribute(html, JY_HTML_A_ARIA_LABEL, JB_TEXT("Sections"));
	jy_html_open(html, JY_HTML_UL);
	for (size_t i = 0; i < sizeof contents / sizeof *contents; i++) {
		if (!contents[i].there(page))
			continue;
		jy_html_open(html, JY_HTML_LI);
		jy_html_open(html, JY_HTML_A);
		jy_html_link(html, "", jb_text_of(contents[i].id));
		jy_html_string(html, contents[i].name);
		jy_html_close(html);
		jy_html_close(html);
	}
	jy_html_close(html);
	jy_html_close(html);
}

void page_section(struct page *page, const char *id, const char *heading)
{
	jy_html_open(&page->html, JY_HTML_SECTION);
	jy_html_attribute(&page->html, JY_HTML_A_ID, jb_text_of(id));
	jy_html_attribute(&page->html, JY_HTML_A_ARIA_LABELLEDBY,
			  jb_text_printf(page->arena, "%s-heading", id));
	jy_html_open(&page->html, JY_HTML_H2);
	jy_html_attribute(&page->html, JY_HTML_A_ID, jb_text_printf(page->arena, "%s-heading", id));
	jy_html_string(&page->html, heading);
	jy_html_close(&page->html);
}

/* ---- header ---- */

/* "Maria, remote worker · Northwind · promise …" of a single journey; else how many there are. */
static struct jb_text about(const struct page *page)
{
	const struct jy_html_report *in = page->in;
	struct jb_buf buf;

	jb_buf_init(&buf, page->arena);
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

static void add_header(struct page *page)
{
	struct jy_html *html = &page->html;
	struct jb_text period = when(page);

	jy_html_open(html, JY_HTML_HEADER);
	jy_html_open_class(html, JY_HTML_DIV, "title");
	jy_html_element(html, JY_HTML_H1, NULL, title_of(page));
	page_paragraph(page, "about", about(page));
	jy_html_close(html);
	jy_html_open_class(html, JY_HTML_DIV, "aside");
	page_paragraph(page, "period", period);
	jy_html_open_class(html, JY_HTML_BUTTON, "theme");
	jy_html_attribute(html, JY_HTML_A_TYPE, JB_TEXT("button"));
	jy_html_attribute(html, JY_HTML_A_DATA_DO, JB_TEXT("theme"));
	jy_html_flag(html, JY_HTML_A_HIDDEN);
	jy_html_string(html, "Dark");
	jy_html_close(html);
	jy_html_close(html);
	jy_html_close(html);
}

static void add_footer(struct page *page)
{
	jy_html_open(&page->html, JY_HTML_FOOTER);
	page_paragraph(page, NULL,
		       JB_TEXT("Made by journey " JOURNEY_VERSION
			       ". One file: nothing is loaded from anywhere, nothing is sent."));
	jy_html_close(&page->html);
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

static enum jb_status add_body(struct page *page, struct jb_text script, struct jb_text *why)
{
	struct jy_html *html = &page->html;
	enum jb_status status;

	jy_html_open(html, JY_HTML_BODY);
	jy_html_open_class(html, JY_HTML_A, "skip");
	jy_html_link(html, "", JB_TEXT("main"));
	jy_html_string(html, "To the content");
	jy_html_close(html);
	add_header(page);
	add_contents(page);
	jy_html_open(html, JY_HTML_MAIN);
	jy_html_attribute(html, JY_HTML_A_ID, JB_TEXT("main"));
	page_summary(page);
	status = page_maps(page, why);
	page_scorecard(page);
	page_trends(page);
	page_trace(page);
	page_money(page);
	page_data(page);
	page_glossary(page);
	jy_html_close(html);
	add_footer(page);
	jy_html_part(html, "script", script);
	jy_html_close(html);
	return status;
}

enum jb_status jy_html_report(const struct jy_html_report *report, struct jb_buf *out,
			      struct jb_text *why)
{
	struct page page = {
		.arena = report->arena,
		.in = report,
		.judged = report->judged != NULL,
		.card = {.plan = report->plan,
			 .measured = report->measured,
			 .judged = report->judged,
			 .arena = report->arena},
	};
	enum jb_status status = find_overlay(&page, why);
	struct jb_buf style;

	if (status != JB_OK)
		return status;
	find_latest(&page);
	jb_buf_init(&style, report->arena);
	jb_buf_add_text(&style, part("report.css"));
	page_palette(&style);
	jy_html_begin(&page.html, out);
	jy_html_open(&page.html, JY_HTML_HTML);
	jy_html_attribute(&page.html, JY_HTML_A_LANG, JB_TEXT("en"));
	add_head(&page, jb_buf_text(&style), part("report.js"));
	status = add_body(&page, part("report.js"), why);
	jy_html_close(&page.html);
	return status;
}
