/*
 * The closed set of elements and attributes that an SVG of ours may have: anything else in it, a
 * label that opened a tag or an entity, fails the test.
 */
#ifndef TESTS_SVG_SET_H
#define TESTS_SVG_SET_H

#include <string.h>

#include "base/buf.h"
#include "testing.h"

static inline bool one_of(const char *word, size_t size, const char *const *list)
{
	for (; *list != NULL; list++)
		if (strlen(*list) == size && memcmp(*list, word, size) == 0)
			return true;
	return false;
}

/* One start tag: its name and attributes must be of the closed sets. Gives what follows it. */
static inline const char *assert_tag(const char *at)
{
	static const char *const elements[] = {"svg",  "title", "desc",	  "style", "g",
					       "a",    "rect",	"circle", "line",  "polygon",
					       "path", "text",	NULL};
	static const char *const attributes[] = {"xmlns",
						 "id",
						 "width",
						 "height",
						 "viewBox",
						 "role",
						 "aria-labelledby",
						 "aria-describedby",
						 "font-family",
						 "font-size",
						 "class",
						 "data-line",
						 "href",
						 "fill",
						 "stroke",
						 "stroke-width",
						 "stroke-dasharray",
						 "stroke-linejoin",
						 "stroke-linecap",
						 "x",
						 "y",
						 "rx",
						 "cx",
						 "cy",
						 "r",
						 "x1",
						 "y1",
						 "x2",
						 "y2",
						 "points",
						 "d",
						 "direction",
						 "text-anchor",
						 "font-weight",
						 "font-style",
						 NULL};
	size_t size = strcspn(at, " />");
	assert_true(one_of(at, size, elements));
	at += size;
	while (*at == ' ') {
		at++;
		size = strcspn(at, "=");
		assert_true(one_of(at, size, attributes));
		at += size;
		assert_true(at[0] == '=' && at[1] == '"');
		at = strchr(at + 2, '"');
		assert_non_null(at);
		at++;
	}
	assert_true(*at == '>' || (at[0] == '/' && at[1] == '>'));
	return at;
}

/* Also: every start has its end, and no text holds a bare "<" or an entity of its own. */
static inline void assert_closed_set(const struct jb_buf *svg)
{
	int depth = 0;
	const char *at = strstr(svg->data, "?>\n") + 3;
	for (; *at != '\0'; at++) {
		if (*at == '&')
			assert_true(strncmp(at, "&lt;", 4) == 0 || strncmp(at, "&gt;", 4) == 0 ||
				    strncmp(at, "&amp;", 5) == 0 || strncmp(at, "&quot;", 6) == 0 ||
				    strncmp(at, "&apos;", 6) == 0 || strncmp(at, "&#39;", 5) == 0 ||
				    /* "#" and ":" where a build server would obey them */
				    strncmp(at, "&#35;", 5) == 0 || strncmp(at, "&#58;", 5) == 0);
		if (*at != '<')
			continue;
		if (at[1] == '/') {
			depth--;
			continue;
		}
		at = assert_tag(at + 1);
		depth += *at == '>';
	}
	assert_int_equal(depth, 0);
}

#endif
