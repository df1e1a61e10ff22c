/*
 * Writing HTML; see html.h. It knows elements and escapes, and nothing of what a page is about.
 */
#include "html/html.h"

#include <assert.h>

#include "diagram/wrap.h"

enum form { BLOCK, HOLDER, INLINE, CELL, ROW, VOID };

static const struct {
	const char *name;
	enum form form;
} elements[] = {
#define ELEMENT(id, name, form) {name, form},
#include "html/elements.def"
};

static const char *const attributes[] = {
#define ATTRIBUTE(id, name) name,
#include "html/elements.def"
};

static void end_tag(struct jy_html *html)
{
	if (!html->in_tag)
		return;
	html->in_tag = false;
	jb_buf_add_string(html->out,
			  elements[html->open[html->depth - 1]].form == HOLDER ? ">\n" : ">");
}

static void add(struct jy_html *html, struct jb_text text)
{
	jb_buf_add_xml(html->out, jy_wrap_clean(html->out->arena, text));
}

void jy_html_begin(struct jy_html *html, struct jb_buf *out)
{
	*html = (struct jy_html){.out = out};
	jb_buf_add_string(out, "<!DOCTYPE html>\n");
}

void jy_html_open(struct jy_html *html, enum jy_html_element element)
{
	assert(html->depth < JY_HTML_DEPTH);
	end_tag(html);
	html->open[html->depth++] = element;
	html->in_tag = true;
	jb_buf_printf(html->out, "<%s", elements[element].name);
}

/* What needs no quotation marks, and no end but a blank or the tag's own: HTML would take more. */
static bool is_plain(struct jb_text value)
{
	for (size_t i = 0; i < value.size; i++) {
		char c = value.at[i];

		if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9') &&
		    c != '-' && c != '_' && c != '.')
			return false;
	}
	return value.size > 0;
}

void jy_html_attribute(struct jy_html *html, enum jy_html_attribute attribute, struct jb_text value)
{
	const char *quote = is_plain(value) ? "" : "\"";

	assert(html->in_tag);
	jb_buf_printf(html->out, " %s=%s", attributes[attribute], quote);
	add(html, value);
	jb_buf_add_string(html->out, quote);
}

void jy_html_flag(struct jy_html *html, enum jy_html_attribute attribute)
{
	assert(html->in_tag);
	jb_buf_printf(html->out, " %s", attributes[attribute]);
}

void jy_html_number(struct jy_html *html, enum jy_html_attribute attribute, size_t value)
{
	assert(html->in_tag);
	jb_buf_printf(html->out, " %s=%zu", attributes[attribute], value);
}

void jy_html_class(struct jy_html *html, const char *name)
{
	if (name != NULL)
		jy_html_attribute(html, JY_HTML_A_CLASS, jb_text_of(name));
}

void jy_html_link(struct jy_html *html, const char *before, struct jb_text id)
{
	assert(html->in_tag);
	jb_buf_printf(html->out, " href=\"#%s", before);
	add(html, id);
	jb_buf_add_byte(html->out, '"');
}

void jy_html_text(struct jy_html *html, struct jb_text text)
{
	end_tag(html);
	add(html, text);
}

void jy_html_string(struct jy_html *html, const char *cstring)
{
	end_tag(html);
	jb_buf_add_xml(html->out, jb_text_of(cstring));
}

void jy_html_close(struct jy_html *html)
{
	enum jy_html_element element;

	assert(html->depth > 0);
	end_tag(html);
	element = html->open[--html->depth];
	if (elements[element].form != VOID && elements[element].form != CELL &&
	    elements[element].form != ROW)
		jb_buf_printf(html->out, "</%s>", elements[element].name);
	if (elements[element].form != INLINE && elements[element].form != CELL)
		jb_buf_add_byte(html->out, '\n');
}

void jy_html_open_class(struct jy_html *html, enum jy_html_element element, const char *klass)
{
	jy_html_open(html, element);
	jy_html_class(html, klass);
}

void jy_html_element(struct jy_html *html, enum jy_html_element element, const char *klass,
		     struct jb_text text)
{
	jy_html_open_class(html, element, klass);
	jy_html_text(html, text);
	jy_html_close(html);
}

void jy_html_picture(struct jy_html *html, struct jb_text picture)
{
	end_tag(html);
	jb_buf_add_text(html->out, picture);
}

void jy_html_part(struct jy_html *html, const char *name, struct jb_text content)
{
	end_tag(html);
	jb_buf_printf(html->out, "<%s>", name);
	jb_buf_add_text(html->out, content);
	jb_buf_printf(html->out, "</%s>\n", name);
}
