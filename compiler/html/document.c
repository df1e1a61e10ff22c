/*
 * The document around what a page shows: its head with the policy, the header, the footer. Style
 * and script are files of this folder (report.css, report.js), which the build embeds; the policy
 * names what stands in the page by its digest, so that nothing else runs.
 */
#include "base/hash.h"
#include "html/page.h"
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

static struct jb_text style_of(const struct page *page)
{
	struct jb_buf style;

	jb_buf_init(&style, page->arena);
	jb_buf_add_text(&style, part("report.css"));
	page_palette(page, &style);
	return jb_buf_text(&style);
}

static void add_head(struct page *page, struct jb_text title)
{
	struct jb_text script = part("report.js"), style = style_of(page);
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
	jy_html_element(html, JY_HTML_TITLE, NULL, title);
	jy_html_part(html, "style", style);
	jy_html_close(html);
}

static void add_skip(struct page *page)
{
	struct jy_html *html = &page->html;

	jy_html_open_class(html, JY_HTML_A, "skip");
	jy_html_link(html, "", JB_TEXT("main"));
	jy_html_string(html, "To the content");
	jy_html_close(html);
}

/* Grounds other than light and dark stay as they were chosen. */
static void add_theme_button(struct page *page)
{
	struct jy_html *html = &page->html;

	if (page->look.theme != JY_THEME_LIGHT && page->look.theme != JY_THEME_DARK)
		return;
	jy_html_open_class(html, JY_HTML_BUTTON, "theme");
	jy_html_attribute(html, JY_HTML_A_TYPE, JB_TEXT("button"));
	jy_html_attribute(html, JY_HTML_A_DATA_DO, JB_TEXT("theme"));
	jy_html_flag(html, JY_HTML_A_HIDDEN);
	jy_html_string(html, "Dark");
	jy_html_close(html);
}

static void add_header(struct page *page, const struct page_heading *heading)
{
	struct jy_html *html = &page->html;

	jy_html_open(html, JY_HTML_HEADER);
	jy_html_open_class(html, JY_HTML_DIV, "title");
	jy_html_element(html, JY_HTML_H1, NULL, heading->title);
	if (heading->about.size > 0)
		page_paragraph(page, "about", heading->about);
	jy_html_close(html);
	jy_html_open_class(html, JY_HTML_DIV, "aside");
	if (heading->period.size > 0)
		page_paragraph(page, "period", heading->period);
	add_theme_button(page);
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

void page_begin(struct page *page, const struct page_heading *heading, struct jb_buf *out)
{
	static const char *const theme[JY_THEMES] = {"light", "dark", "print", "contrast"};
	struct jy_html *html = &page->html;

	jy_html_begin(html, out);
	jy_html_open(html, JY_HTML_HTML);
	jy_html_attribute(html, JY_HTML_A_LANG, JB_TEXT("en"));
	if (page->look.theme_chosen)
		jy_html_attribute(html, JY_HTML_A_DATA_THEME, jb_text_of(theme[page->look.theme]));
	add_head(page, heading->title);
	jy_html_open(html, JY_HTML_BODY);
	add_skip(page);
	add_header(page, heading);
}

void page_open_contents(struct page *page)
{
	jy_html_open(&page->html, JY_HTML_NAV);
	jy_html_attribute(&page->html, JY_HTML_A_ARIA_LABEL, JB_TEXT("Sections"));
	jy_html_open(&page->html, JY_HTML_UL);
}

void page_add_content(struct page *page, struct jb_text id, struct jb_text name)
{
	jy_html_open(&page->html, JY_HTML_LI);
	jy_html_open(&page->html, JY_HTML_A);
	jy_html_link(&page->html, "", id);
	jy_html_text(&page->html, name);
	jy_html_close(&page->html);
	jy_html_close(&page->html);
}

void page_close_contents(struct page *page)
{
	jy_html_close(&page->html);
	jy_html_close(&page->html);
}

void page_section(struct page *page, struct jb_text id, struct jb_text heading)
{
	struct jb_text heading_id = jb_text_printf(page->arena, "%.*s-heading", JB_ARG(id));

	jy_html_open(&page->html, JY_HTML_SECTION);
	jy_html_attribute(&page->html, JY_HTML_A_ID, id);
	jy_html_attribute(&page->html, JY_HTML_A_ARIA_LABELLEDBY, heading_id);
	jy_html_open(&page->html, JY_HTML_H2);
	jy_html_attribute(&page->html, JY_HTML_A_ID, heading_id);
	jy_html_text(&page->html, heading);
	jy_html_close(&page->html);
}

void page_main(struct page *page)
{
	jy_html_open(&page->html, JY_HTML_MAIN);
	jy_html_attribute(&page->html, JY_HTML_A_ID, JB_TEXT("main"));
}

void page_end(struct page *page)
{
	jy_html_close(&page->html);
	add_footer(page);
	jy_html_part(&page->html, "script", part("report.js"));
	jy_html_close(&page->html);
	jy_html_close(&page->html);
}
