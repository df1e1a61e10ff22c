/*
 * Links from a picture to the lines of its source, see link.h. Reads nothing and follows nothing.
 */
#include "diagram/link.h"

#include <string.h>

#include "base/buf.h"

static bool is_plain(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       (c != '\0' && strchr("-._~", c));
}

static bool is_of_address(char c)
{
	return is_plain(c) || (c != '\0' && strchr(":/?#[]@!$&'()*+,;=%", c));
}

static size_t scheme_size(struct jb_text text)
{
	static const char *const scheme[] = {"https://", "http://"};

	for (size_t i = 0; i < 2; i++)
		if (jb_text_starts(text, jb_text_of(scheme[i])))
			return strlen(scheme[i]);
	return 0;
}

/* An address of the web: a scheme, then something that a host may begin with. */
static bool has_host(struct jb_text text)
{
	size_t at = scheme_size(text);

	return at > 0 && at < text.size && (is_plain(text.at[at]) || text.at[at] == '[');
}

bool jy_link_is_safe(struct jb_text link)
{
	for (size_t i = 0; i < link.size; i++)
		if (!is_of_address(link.at[i]))
			return false;
	return has_host(link);
}

static bool word_at(struct jb_text text, size_t at, struct jb_text word)
{
	return jb_text_starts(jb_text_slice(text, at, text.size), word);
}

/* The template with `file` and `line` for its words. */
static struct jb_text filled(struct jb_arena *arena, struct jb_text template, struct jb_text file,
			     struct jb_text line)
{
	struct jb_buf out;

	jb_buf_init(&out, arena);
	for (size_t at = 0; at < template.size;) {
		if (word_at(template, at, JB_TEXT("{file}"))) {
			jb_buf_add_text(&out, file);
			at += sizeof "{file}" - 1;
		} else if (word_at(template, at, JB_TEXT("{line}"))) {
			jb_buf_add_text(&out, line);
			at += sizeof "{line}" - 1;
		} else {
			jb_buf_add_byte(&out, template.at[at++]);
		}
	}
	return jb_buf_text(&out);
}

bool jy_link_is_template(struct jb_text template)
{
	bool line = false;

	for (size_t at = 0; at < template.size;) {
		bool here = word_at(template, at, JB_TEXT("{line}"));

		line = line || here;
		if (here || word_at(template, at, JB_TEXT("{file}")))
			at += sizeof "{line}" - 1;
		else if (!is_of_address(template.at[at++]))
			return false;
	}
	return line && has_host(template);
}

struct jb_text jy_link_make(struct jb_arena *arena, struct jb_text template, struct jb_text path,
			    uint32_t line)
{
	struct jb_buf file;

	jb_buf_init(&file, arena);
	for (size_t i = 0; i < path.size; i++)
		if (is_plain(path.at[i]) || path.at[i] == '/')
			jb_buf_add_byte(&file, path.at[i]);
		else
			jb_buf_printf(&file, "%%%02X", (unsigned)(unsigned char)path.at[i]);
	return filled(arena, template, jb_buf_text(&file),
		      jb_text_printf(arena, "%u", (unsigned)line));
}
