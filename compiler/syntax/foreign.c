/*
 * Files in another language altogether: JSON, XML, YAML, Mermaid, PlantUML, a table of data.
 * Hundreds of reports would say nothing; one says what the file is and how a journey file begins.
 * It looks at the first line with something in it, and only where the file has mistakes.
 */
#include <parse.h>
#include <string.h>

#include "syntax/parse_internal.h"

struct beginning {
	const struct jy_file *file;
	struct jy_span span;	   /* of the first line that says something */
	struct jb_text line, next; /* that line and the one below, trimmed */
};

/* The first line that is neither blank nor a comment. */
static bool find_beginning(const struct jy_file *file, struct beginning *out)
{
	for (uint32_t number = 1; number <= file->line_count; number++) {
		struct jb_text whole = jy_file_line_text(file, number), line = jb_text_trim(whole);
		if (!line.size || line.at[0] == '#')
			continue;
		uint32_t at = (uint32_t)(line.at - file->text.at);
		*out = (struct beginning){
			file, {at, at + (uint32_t)line.size, file->number}, line, JB_TEXT("")};
		if (number < file->line_count)
			out->next = jb_text_trim(jy_file_line_text(file, number + 1));
		return true;
	}
	return false;
}

static bool begins(struct jb_text line, const char *with)
{
	return jb_text_starts(line, jb_text_of(with));
}

static bool holds(struct jb_text text, char byte)
{
	return memchr(text.at, byte, text.size) != NULL;
}

static bool is_json(const struct beginning *at)
{
	char first = at->line.at[0];
	return first == '[' || (first == '{' && (at->line.size == 1 || holds(at->line, ':')));
}

static bool is_xml(const struct beginning *at)
{
	if (begins(at->line, "<!--"))
		return false;
	return begins(at->line, "<?") || begins(at->line, "<!DOCTYPE") ||
	       (at->line.at[0] == '<' && at->line.at[at->line.size - 1] == '>');
}

static bool is_mermaid(const struct beginning *at)
{
	return jb_text_is(at->line, "journey") &&
	       (begins(at->next, "title ") || begins(at->next, "section "));
}

static bool is_plantuml(const struct beginning *at)
{
	return begins(at->line, "@start");
}

static bool is_letter(char byte)
{
	return (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
}

/* `key:` or `key: value`, twice, and no brace in the file. */
static bool is_key(struct jb_text line)
{
	size_t size = 0;
	while (size < line.size &&
	       (line.at[size] == '_' || line.at[size] == '-' || is_letter(line.at[size])))
		size++;
	return size && size < line.size && line.at[size] == ':' &&
	       (size + 1 == line.size || line.at[size + 1] == ' ');
}

static bool is_yaml(const struct beginning *at)
{
	return begins(at->line, "---") ||
	       (is_key(at->line) && (is_key(at->next) || begins(at->next, "- ")) &&
		!holds(at->file->text, '{'));
}

/* A header and a row with as many separators, two at least. */
static bool is_table(const struct beginning *at)
{
	static const char separators[] = ",;\t";
	for (const char *sign = separators; *sign; sign++) {
		size_t here = 0, below = 0;
		for (size_t i = 0; i < at->line.size; i++)
			here += at->line.at[i] == *sign;
		for (size_t i = 0; i < at->next.size; i++)
			below += at->next.at[i] == *sign;
		if (here >= 2 && here == below && !holds(at->line, '{'))
			return true;
	}
	return false;
}

static const struct {
	bool (*is)(const struct beginning *at);
	const char *what, *help;
} kinds[] = {
	{is_json, "JSON", NULL},
	{is_xml, "XML or HTML", NULL},
	{is_mermaid, "a Mermaid user journey",
	 "a section becomes a `stage`, a task a `touchpoint`, its score `feels`"},
	{is_plantuml, "PlantUML", NULL},
	{is_yaml, "YAML", NULL},
	{is_table, "a table of data",
	 "a `source` describes its columns; the file itself is named with --data NAME=FILE"},
};

static void drop_others(struct jy_parse_ctx *cx, size_t from)
{
	for (size_t i = from; i < cx->diags->list.count; i++)
		if (cx->diags->list.at[i].span.file == cx->file->number)
			jy_diag_drop(cx->diags, &cx->diags->list.at[i]);
}

bool jy_foreign_check(struct jy_parse_ctx *cx, size_t first)
{
	struct beginning at;
	if (!find_beginning(cx->file, &at))
		return false;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		if (!kinds[i].is(&at))
			continue;
		drop_others(cx, first);
		struct jy_diag *diag =
			jy_diag_error(cx->diags, JY_D_OTHER_LANGUAGE, at.span,
				      "this looks like %s, not like a journey file", kinds[i].what);
		if (kinds[i].help)
			jy_diag_help(cx->diags, diag, "%s", kinds[i].help);
		jy_diag_help(cx->diags, diag,
			     "a journey file begins with a declaration such as `journey NAME "
			     "\"Title\" {`");
		return true;
	}
	return false;
}
