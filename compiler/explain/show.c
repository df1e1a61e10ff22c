/*
 * Pages made readable. Of Markdown this knows what the pages use: headings, paragraphs, lists,
 * fenced samples and links. Anything else is shown as it stands.
 */
#include "explain/show.h"

#include <string.h>

#define BOLD "\033[1m"
#define PLAIN "\033[0m"
#define SAMPLE_INDENT 4
#define ID_COLUMN 2

struct show {
	struct jb_buf *out;
	struct jb_buf paragraph; /* its lines joined by blanks, links as their text */
	bool colour, fenced;
};

static void add_heading(struct jb_buf *out, bool colour, struct jb_text text)
{
	jb_buf_add_string(out, colour ? BOLD : "");
	jb_buf_add_text(out, text);
	jb_buf_add_string(out, colour ? PLAIN "\n" : "\n");
}

static bool is_one_of(char byte, const char *set)
{
	return byte != '\0' && strchr(set, byte) != NULL;
}

/* Characters, as far as prose needs them counted: the bytes that begin one. */
static size_t width_of(struct jb_text text)
{
	size_t width = 0;

	for (size_t i = 0; i < text.size; i++)
		width += ((unsigned char)text.at[i] & 0xC0) != 0x80;
	return width;
}

static size_t find(struct jb_text text, size_t from, const char *set)
{
	while (from < text.size && !is_one_of(text.at[from], set))
		from++;
	return from;
}

/* `[text](target)` becomes text; a bracket that opens no link stays. */
static void add_without_links(struct jb_buf *out, struct jb_text line)
{
	for (size_t at = 0; at < line.size;) {
		size_t open = find(line, at, "["), shut = find(line, open, "]");
		bool link = shut + 1 < line.size && line.at[shut + 1] == '(';
		size_t past = link ? find(line, shut, ")") + 1 : open + 1;

		jb_buf_add_text(out, jb_text_slice(line, at, open));
		jb_buf_add_text(out, link ? jb_text_slice(line, open + 1, shut)
					  : jb_text_slice(line, open, past));
		at = past;
	}
}

/* What stands in backquotes is kept together, as it would be typed. */
static size_t word_end(struct jb_text text, size_t at)
{
	size_t end = find(text, at, " `");

	while (end < text.size && text.at[end] == '`') {
		end = find(text, end + 1, "`") + 1;
		end = find(text, end, " `");
	}
	return end < text.size ? end : text.size;
}

/* Writes the paragraph that has been gathered, in lines of words. */
static void end_paragraph(struct show *show)
{
	struct jb_text text = jb_buf_text(&show->paragraph), word;
	size_t column = 0;

	for (size_t at = 0; at < text.size; at += word.size + 1) {
		word = jb_text_slice(text, at, word_end(text, at));
		size_t width = width_of(word);

		if (column && column + 1 + width > JY_EXPLAIN_WIDTH) {
			jb_buf_add_byte(show->out, '\n');
			column = 0;
		}
		if (column)
			jb_buf_add_byte(show->out, ' ');
		jb_buf_add_text(show->out, word);
		column += width + (column > 0);
	}
	if (column)
		jb_buf_add_byte(show->out, '\n');
	jb_buf_reset(&show->paragraph);
}

static void add_sample_line(struct show *show, struct jb_text line)
{
	if (line.size)
		jb_buf_add_repeat(show->out, ' ', SAMPLE_INDENT);
	jb_buf_add_text(show->out, line);
	jb_buf_add_byte(show->out, '\n');
}

static void add_prose_line(struct show *show, struct jb_text line)
{
	struct jb_text heading = jb_text_trim(jb_text_slice(line, find(line, 0, " "), line.size));

	if (!line.size || is_one_of(line.at[0], "-*#|"))
		end_paragraph(show);
	if (!line.size) {
		jb_buf_add_byte(show->out, '\n');
	} else if (line.at[0] == '#') {
		add_heading(show->out, show->colour, heading);
	} else {
		if (show->paragraph.size)
			jb_buf_add_byte(&show->paragraph, ' ');
		add_without_links(&show->paragraph, jb_text_trim(line));
	}
}

/* The name of a sample that is a file, ```csv file=north.csv, stands above it. */
static void add_fence(struct show *show, struct jb_text line)
{
	const size_t at = find(line, 0, "=");

	end_paragraph(show);
	show->fenced = !show->fenced;
	if (show->fenced && at < line.size &&
	    jb_text_ends(jb_text_slice(line, 0, at), JB_TEXT(" file")))
		jb_buf_printf(show->out, "%.*s:\n", JB_ARG(jb_text_slice(line, at + 1, line.size)));
}

static void add_line(struct show *show, struct jb_text line)
{
	if (jb_text_starts(line, JB_TEXT("```"))) {
		add_fence(show, line);
	} else if (show->fenced) {
		add_sample_line(show, line);
	} else {
		add_prose_line(show, line);
	}
}

void jy_explain_show(struct jb_buf *out, const struct jy_page *page, bool colour)
{
	struct show show = {.out = out, .colour = colour};
	struct jb_text text = page->markdown;

	jb_buf_init(&show.paragraph, out->arena);
	for (size_t at = 0, end; at < text.size; at = end + 1) {
		end = find(text, at, "\n");
		add_line(&show, jb_text_slice(text, at, end));
	}
	end_paragraph(&show);
}

static void add_member(struct jb_buf *out, const char *name, struct jb_text text)
{
	jb_buf_printf(out, ", \"%s\": ", name);
	jb_buf_add_json_string(out, text);
}

void jy_explain_json(struct jb_buf *out, const struct jy_page *page)
{
	jb_buf_add_string(out, "{\"id\": ");
	jb_buf_add_json_string(out, jb_text_of(page->id));
	add_member(out, "family", jy_explain_family(page));
	add_member(out, "title", jb_text_of(page->title));
	add_member(out, "what", page->what);
	add_member(out, "why", page->why);
	add_member(out, "wrong", page->wrong);
	add_member(out, "wrong_says", page->wrong_says);
	add_member(out, "right", page->right);
	add_member(out, "source", page->source);
	jb_buf_add_byte(out, '}');
}

/* A family is named by its first word; an empty name is that of all. */
static bool is_listed(const struct jy_page *page, struct jb_text family)
{
	struct jb_text own = jy_explain_family(page);

	return !family.size || jb_text_equal(jb_text_slice(own, 0, find(own, 0, " ")), family);
}

static size_t longest_id(const struct jy_page *pages, size_t count, struct jb_text family)
{
	size_t most = 0;

	for (size_t i = 0; i < count; i++)
		if (is_listed(&pages[i], family) && strlen(pages[i].id) > most)
			most = strlen(pages[i].id);
	return most;
}

bool jy_explain_list(struct jb_buf *out, struct jb_text family, bool colour)
{
	size_t count, start = out->size;
	const struct jy_page *pages = jy_explain_all(&count);
	int room = (int)longest_id(pages, count, family) + ID_COLUMN;
	struct jb_text last = JB_TEXT("");

	for (size_t i = 0; i < count; i++) {
		struct jb_text own = jy_explain_family(&pages[i]);

		if (!is_listed(&pages[i], family))
			continue;
		if (!jb_text_equal(own, last)) {
			jb_buf_add_string(out, out->size > start ? "\n" : "");
			add_heading(out, colour, own);
			last = own;
		}
		jb_buf_printf(out, "%*s%-*s%s\n", ID_COLUMN, "", room, pages[i].id, pages[i].title);
	}
	return out->size > start;
}
