/*
 * Pieces that sections share: marks of verdicts, figures, and tables, which are the same all over
 * the page: a caption, heads with a scope, a room that scrolls.
 */
#include "html/page.h"

#include <string.h>

#include "judge/figure.h"

const char *page_verdict_class(enum jrt_verdict_kind verdict)
{
	static const char *const klass[] = {
		[JRT_MET] = "met",
		[JRT_MISSED] = "missed",
		[JRT_EXCUSED] = "excused",
		[JRT_NOT_MEASURED] = "not-measured",
	};

	return klass[verdict];
}

void page_verdict_mark(struct page *page, enum jrt_verdict_kind verdict)
{
	jy_html_element(&page->html, JY_HTML_B, page_verdict_class(verdict),
			jb_text_of(jrt_card_sign(verdict).word));
}

void page_verdict_word(struct page *page, enum jrt_verdict_kind verdict, struct jb_text doubt)
{
	page_verdict_mark(page, verdict);
	if (doubt.size == 0)
		return;
	jy_html_string(&page->html, " ");
	jy_html_element(&page->html, JY_HTML_SPAN, "note", jb_text_slice(doubt, 1, doubt.size));
}

struct jb_text page_count(struct page *page, uint64_t count)
{
	struct jb_buf buf;

	jb_buf_init(&buf, page->arena);
	jrt_figure_add_count(&buf, count);
	return jb_buf_text(&buf);
}

/* A text loses the blanks at its ends, which part it from the code beside it. */
static void add_words(struct jy_html *html, struct jb_text part)
{
	if (part.size > 0 && part.at[0] == ' ')
		jy_html_string(html, " ");
	jy_html_text(html, part);
	if (part.size > 1 && part.at[part.size - 1] == ' ')
		jy_html_string(html, " ");
}

void page_message(struct page *page, struct jb_text text)
{
	struct jy_html *html = &page->html;
	bool code = false;

	for (size_t at = 0; at < text.size; code = !code) {
		const char *tick = memchr(text.at + at, '`', text.size - at);
		size_t end = tick != NULL ? (size_t)(tick - text.at) : text.size;
		struct jb_text part = jb_text_slice(text, at, end);

		if (code && tick != NULL)
			jy_html_element(html, JY_HTML_CODE, NULL, part);
		else
			add_words(html, part);
		at = end + 1;
	}
}

void page_paragraph(struct page *page, const char *klass, struct jb_text text)
{
	if (text.size > 0)
		jy_html_element(&page->html, JY_HTML_P, klass, text);
}

/* ---- tables ---- */

void page_head(struct page *page, struct jb_text text, bool figures)
{
	jy_html_open_class(&page->html, JY_HTML_TH, figures ? "figure" : NULL);
	jy_html_attribute(&page->html, JY_HTML_A_SCOPE, JB_TEXT("col"));
	jy_html_text(&page->html, text);
	jy_html_close(&page->html);
}

void page_heads(struct page *page, const char *heads)
{
	for (const char *at = heads, *end; *at != '\0'; at = *end == '|' ? end + 1 : end) {
		size_t size;
		bool figures;

		end = strchrnul(at, '|');
		size = (size_t)(end - at);
		figures = size > 0 && at[size - 1] == ':';
		page_head(page, (struct jb_text){at, size - figures}, figures);
	}
}

void page_table_begin(struct page *page, const char *id, const char *klass, struct jb_text caption)
{
	struct jy_html *html = &page->html;

	jy_html_open_class(html, JY_HTML_DIV, "table");
	jy_html_open_class(html, JY_HTML_TABLE, klass);
	if (id != NULL)
		jy_html_attribute(html, JY_HTML_A_ID, jb_text_of(id));
	jy_html_element(html, JY_HTML_CAPTION, NULL, caption);
	jy_html_open(html, JY_HTML_THEAD);
	jy_html_open(html, JY_HTML_TR);
}

void page_table_body(struct page *page)
{
	jy_html_close(&page->html);
	jy_html_close(&page->html);
	jy_html_open(&page->html, JY_HTML_TBODY);
}

void page_table(struct page *page, const char *id, const char *klass, struct jb_text caption,
		const char *heads)
{
	page_table_begin(page, id, klass, caption);
	page_heads(page, heads);
	page_table_body(page);
}

void page_table_end(struct page *page)
{
	jy_html_close(&page->html);
	jy_html_close(&page->html);
	jy_html_close(&page->html);
}

void page_row(struct page *page)
{
	jy_html_open(&page->html, JY_HTML_TR);
}

void page_cell(struct page *page, const char *klass, struct jb_text text)
{
	jy_html_element(&page->html, JY_HTML_TD, text.size > 0 ? klass : NULL, text);
}

void page_row_head(struct page *page, struct jb_text text)
{
	jy_html_open(&page->html, JY_HTML_TH);
	jy_html_attribute(&page->html, JY_HTML_A_SCOPE, JB_TEXT("row"));
	jy_html_text(&page->html, text);
	jy_html_close(&page->html);
}

void page_figure_cell(struct page *page, struct jb_text text)
{
	page_cell(page, "figure", text);
}

void page_verdict_cell(struct page *page, enum jrt_verdict_kind verdict)
{
	jy_html_open(&page->html, JY_HTML_TD);
	page_verdict_mark(page, verdict);
	jy_html_close(&page->html);
}
