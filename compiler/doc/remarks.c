/*
 * Finding comments by their lines. They are in order of their place, so what stands before a node
 * is found by halving.
 */
#include "doc/remarks.h"

const struct jy_unit *jy_doc_unit(const struct jy_doc *doc, const struct jy_node *node)
{
	for (size_t i = 0; node && i < doc->unit_count; i++)
		if (!doc->unit[i].library && doc->unit[i].file->number == node->span.file)
			return &doc->unit[i];
	return NULL;
}

bool jy_doc_tells(const struct jy_doc *doc, const struct jy_decl *decl)
{
	return jy_doc_unit(doc, decl->node) != NULL;
}

/* How many of the unit's comments and blank lines begin before `offset`. */
static uint32_t before(const struct jy_unit *unit, uint32_t offset)
{
	uint32_t low = 0, high = unit->parsed.trivia_count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (unit->parsed.trivia[middle].span.begin < offset)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static struct jb_text raw(const struct jy_unit *unit, const struct jy_trivia *remark)
{
	struct jb_text text = jy_file_slice(unit->file, remark->span);

	return jb_text_trim(jb_text_slice(text, 1, text.size));
}

static bool is_rule(const struct jy_unit *unit, const struct jy_trivia *remark)
{
	return remark->kind == JY_COMMENT && remark->own_line &&
	       jb_text_starts(raw(unit, remark), JB_TEXT("--"));
}

static uint32_t line_of(const struct jy_unit *unit, const struct jy_trivia *remark)
{
	return jy_file_line(unit->file, remark->span.begin);
}

/* Comments of their own on lines that follow one another, from number `from` on, joined. */
static struct jb_text joined(const struct jy_doc *doc, const struct jy_unit *unit, uint32_t from,
			     uint32_t past)
{
	struct jb_buf text;

	jb_buf_init(&text, doc->arena);
	for (uint32_t i = from; i < past; i++) {
		if (text.size)
			jb_buf_add_byte(&text, ' ');
		jb_buf_add_text(&text, raw(unit, &unit->parsed.trivia[i]));
	}
	return jb_buf_text(&text);
}

static bool is_prose(const struct jy_unit *unit, uint32_t number, uint32_t line)
{
	const struct jy_trivia *remark = &unit->parsed.trivia[number];

	return remark->kind == JY_COMMENT && remark->own_line && !is_rule(unit, remark) &&
	       line_of(unit, remark) == line;
}

static uint32_t past_head(const struct jy_unit *unit)
{
	uint32_t past = 0;

	while (past < unit->parsed.trivia_count && is_prose(unit, past, past + 1))
		past++;
	return past;
}

struct jb_text jy_remark_head(const struct jy_doc *doc, const struct jy_unit *unit)
{
	return joined(doc, unit, 0, past_head(unit));
}

struct jb_text jy_remark_above(const struct jy_doc *doc, const struct jy_node *node)
{
	const struct jy_unit *unit = jy_doc_unit(doc, node);
	uint32_t past, from, line;

	if (!unit)
		return JB_TEXT("");
	past = from = before(unit, node->span.begin);
	line = jy_file_line(unit->file, node->span.begin);
	while (from > past_head(unit) && is_prose(unit, from - 1, line - 1 - (past - from)))
		from--;
	return joined(doc, unit, from, past);
}

struct jb_text jy_remark_behind(const struct jy_doc *doc, const struct jy_node *node)
{
	const struct jy_unit *unit = jy_doc_unit(doc, node);
	const struct jy_trivia *remark;
	uint32_t next;

	if (!unit || node->span.end == 0)
		return JB_TEXT("");
	next = before(unit, node->span.end);
	if (next == unit->parsed.trivia_count)
		return JB_TEXT("");
	remark = &unit->parsed.trivia[next];
	if (remark->kind != JY_COMMENT || remark->own_line ||
	    line_of(unit, remark) != jy_file_line(unit->file, node->span.end - 1))
		return JB_TEXT("");
	return raw(unit, remark);
}

static struct jb_text without_dashes(struct jb_text text)
{
	size_t from = 0, past = text.size;

	while (from < past && text.at[from] == '-')
		from++;
	while (past > from && text.at[past - 1] == '-')
		past--;
	return jb_text_trim(jb_text_slice(text, from, past));
}

struct jb_text jy_remark_section(const struct jy_doc *doc, const struct jy_node *node)
{
	const struct jy_unit *unit = jy_doc_unit(doc, node);

	for (uint32_t i = unit ? before(unit, node->span.begin) : 0; i-- > 0;)
		if (is_rule(unit, &unit->parsed.trivia[i]))
			return without_dashes(raw(unit, &unit->parsed.trivia[i]));
	return JB_TEXT("");
}

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

struct jb_text jy_doc_written(const struct jy_doc *doc, const struct jy_node *node)
{
	const struct jy_file *file = node ? jy_diags_file(doc->diags, node->span.file) : NULL;
	struct jb_text text = file ? jb_text_trim(jy_file_slice(file, node->span)) : JB_TEXT("");
	struct jb_buf line;

	jb_buf_init(&line, doc->arena);
	for (size_t i = 0; i < text.size; i++)
		if (!is_blank(text.at[i]))
			jb_buf_add_byte(&line, text.at[i]);
		else if (line.size && line.data[line.size - 1] != ' ')
			jb_buf_add_byte(&line, ' ');
	return jb_buf_text(&line);
}

struct jb_text jy_doc_about(struct jb_arena *arena, struct jb_text text)
{
	struct jb_buf line;

	jb_buf_init(&line, arena);
	for (size_t at = 0; at < text.size && text.at[at] == '#';) {
		size_t end = at;

		while (end < text.size && text.at[end] != '\n')
			end++;
		if (line.size)
			jb_buf_add_byte(&line, ' ');
		jb_buf_add_text(&line, jb_text_trim(jb_text_slice(text, at + 1, end)));
		at = end + 1;
	}
	text = jb_buf_text(&line);
	for (size_t i = 0; i + 1 < text.size; i++)
		if (text.at[i] == '.' && text.at[i + 1] == ' ')
			return jb_text_slice(text, 0, i + 1);
	return text;
}
