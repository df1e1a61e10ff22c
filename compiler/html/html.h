/*
 * A writer of HTML: elements and attributes from a closed set (elements.def), all text through one
 * place. Whatever a text holds, it stays text: it is cleaned as pictures clean theirs (no controls,
 * no controls of writing direction) and then escaped.
 *
 *	jy_html_open(html, JY_HTML_P);
 *	jy_html_attribute(html, JY_HTML_CLASS, JB_TEXT("note"));
 *	jy_html_text(html, name);
 *	jy_html_close(html);
 *
 * Attributes come before content. What is opened must be closed; the writer knows what is open, so
 * closing names nothing. A mistake in this order is a programmer's and asserted.
 */
#ifndef HTML_HTML_H
#define HTML_HTML_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

enum jy_html_element {
#define ELEMENT(id, name, form) JY_HTML_##id,
#include "html/elements.def"
	JY_HTML_ELEMENTS
};

/* Named apart from elements: <title> is one, title= is not there. */
enum jy_html_attribute {
#define ATTRIBUTE(id, name) JY_HTML_A_##id,
#include "html/elements.def"
	JY_HTML_ATTRIBUTES
};

#define JY_HTML_DEPTH 24

struct jy_html {
	struct jb_buf *out;
	enum jy_html_element open[JY_HTML_DEPTH];
	size_t depth;
	bool in_tag; /* the start tag of the last one can take attributes yet */
};

void jy_html_begin(struct jy_html *html, struct jb_buf *out); /* the document type */
void jy_html_open(struct jy_html *html, enum jy_html_element element);
void jy_html_attribute(struct jy_html *html, enum jy_html_attribute attribute,
		       struct jb_text value);
/* One without a value, as `hidden`. */
void jy_html_flag(struct jy_html *html, enum jy_html_attribute attribute);
void jy_html_number(struct jy_html *html, enum jy_html_attribute attribute, size_t value);
void jy_html_class(struct jy_html *html, const char *name);
/* href to an element of this page: `before` and `id` make its id. */
void jy_html_link(struct jy_html *html, const char *before, struct jb_text id);
void jy_html_text(struct jy_html *html, struct jb_text text);
void jy_html_string(struct jy_html *html, const char *cstring);
void jy_html_close(struct jy_html *html);

/* An element with a class (NULL: none) and a text. */
void jy_html_element(struct jy_html *html, enum jy_html_element element, const char *klass,
		     struct jb_text text);
/* Opens an element with a class. */
void jy_html_open_class(struct jy_html *html, enum jy_html_element element, const char *klass);
/* What another writer of this program made: a picture. It stands as it is. */
void jy_html_picture(struct jy_html *html, struct jb_text picture);
/* The element `name` (style, script) around a file that is part of this program. */
void jy_html_part(struct jy_html *html, const char *name, struct jb_text content);

#endif
