/*
 * Texts and tables of Markdown. What is escaped and why is told in markdown.h.
 */
#include "report/markdown.h"

#include <string.h>

#define PART "&#8203;" /* zero-width space: what follows is no longer part of the sign */

static bool is_word(struct jb_text text, size_t at)
{
	unsigned char c;

	if (at >= text.size)
		return false;
	c = (unsigned char)text.at[at];
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       c >= 0x80;
}

/* ":tada:" is a picture, "://" part of an address. */
static bool colon_speaks(struct jb_text text, size_t at)
{
	return at + 1 < text.size &&
	       (text.at[at + 1] == '/' || text.at[at + 1] == ':' || text.at[at + 1] == '+' ||
		text.at[at + 1] == '-' || (is_word(text, at + 1) && text.at[at + 1] > '9'));
}

/* "www." at the beginning of a word. */
static bool dot_speaks(struct jb_text text, size_t at)
{
	return at >= 3 && strncasecmp(text.at + at - 3, "www", 3) == 0;
}

static void add_byte(struct jb_buf *out, struct jb_text text, size_t at)
{
	char c = text.at[at];

	if (c == '_' && at > 0 && is_word(text, at - 1) && is_word(text, at + 1)) {
		jb_buf_add_byte(out, c);
		return;
	}
	if (c == '.' && dot_speaks(text, at))
		jb_buf_add_string(out, PART);
	if (c != '\0' && strchr("&<>|`*_[]#~@!\\$\"^{}=+", c) != NULL)
		jb_buf_printf(out, "&#%d;", c);
	else
		jb_buf_add_byte(out, c);
	if (c == '@' || c == '#' || (c == ':' && colon_speaks(text, at)))
		jb_buf_add_string(out, PART);
}

void jrt_markdown_add(struct jb_buf *out, struct jb_text text)
{
	struct jb_buf plain;

	jb_buf_init(&plain, out->arena);
	jrt_plain_add(&plain, text);
	text = jb_buf_text(&plain);
	for (size_t i = 0; i < text.size; i++)
		add_byte(out, text, i);
}

/* "a|b:" gives the two lines that begin a table. */
void jrt_markdown_table(struct jrt_markdown_table *table, struct jb_buf *out, const char *heads,
			size_t end)
{
	struct jb_buf rule;

	*table = (struct jrt_markdown_table){.out = out, .end = end};
	jb_buf_init(&rule, out->arena);
	jb_buf_add_byte(out, '\n');
	for (const char *at = heads; *at != '\0';) {
		size_t size = strcspn(at, "|");
		bool right = size > 0 && at[size - 1] == ':';

		jb_buf_add_string(out, "| ");
		jb_buf_add(out, at, size - right);
		jb_buf_add_byte(out, ' ');
		jb_buf_add_string(&rule, right ? "| --: " : "| --- ");
		at += size + (at[size] == '|');
	}
	jb_buf_add_string(out, "|\n");
	jb_buf_add_text(out, jb_buf_text(&rule));
	jb_buf_add_string(out, "|\n");
	table->row = out->size;
}

void jrt_markdown_cell(struct jrt_markdown_table *table, struct jb_text text)
{
	jb_buf_add_string(table->out, "| ");
	jrt_markdown_add(table->out, text);
	jb_buf_add_byte(table->out, ' ');
}

void jrt_markdown_strong(struct jrt_markdown_table *table, struct jb_text text)
{
	jb_buf_add_string(table->out, "| **");
	jrt_markdown_add(table->out, text);
	jb_buf_add_string(table->out, "** ");
}

bool jrt_markdown_row(struct jrt_markdown_table *table)
{
	bool fits;

	jb_buf_add_string(table->out, "|\n");
	fits = table->left_out == 0 && table->out->size <= table->end;
	if (fits)
		table->row = table->out->size;
	else
		table->out->size = table->row;
	table->left_out += !fits;
	return fits;
}
