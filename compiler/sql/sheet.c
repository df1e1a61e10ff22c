/*
 * Pieces of statements: operands into templates, and values kept under names that nobody else has.
 * The chain of SELECTs in which they stand is written by chain.c.
 */
#include "sql/sheet.h"

#include <string.h>

#define NAME_MOST ((size_t)48) /* bytes; an engine cuts names of 64 */

struct jy_sql_value jy_sql_word(const char *word)
{
	return (struct jy_sql_value){.text = jb_text_of(word), .atom = true};
}

struct jy_sql_value jy_sql_number(const struct jy_sheet *sheet, int64_t number)
{
	struct jy_sql_value value = {.atom = true};

	if (number == INT64_MIN) /* its digits alone are too large a number */
		return jy_sql_word("(-9223372036854775807 - 1)");
	if (number < 0)
		value.text = jb_text_printf(sheet->arena, "(%lld)", (long long)number);
	else
		value.text = jb_text_printf(sheet->arena, "%lld", (long long)number);
	return value;
}

struct jy_sql_value jy_sql_text(const struct jy_sheet *sheet, struct jb_text text)
{
	struct jb_buf out;

	jb_buf_init(&out, sheet->arena);
	jy_sql_add_text(&out, sheet->dialect, text);
	return (struct jy_sql_value){.text = jb_text_copy(sheet->arena, jb_buf_text(&out)),
				     .atom = true};
}

/* ---- templates ---- */

/* A call or a CASE is whole whatever stands beside it. */
static bool is_whole(struct jb_text text)
{
	size_t depth = 0;

	if (jb_text_starts(text, JB_TEXT("CASE ")))
		return jb_text_ends(text, JB_TEXT(" END"));
	for (size_t i = 0; i < text.size; i++) {
		char byte = text.at[i];

		if (byte == '\'' ||
		    (depth == 0 && byte != '_' && byte != '(' && !(byte >= 'A' && byte <= 'Z') &&
		     !(byte >= 'a' && byte <= 'z') && !(byte >= '0' && byte <= '9')))
			return false;
		depth += byte == '(';
		if (byte == ')' && --depth == 0)
			return i + 1 == text.size;
	}
	return depth == 0 && text.size > 0;
}

static bool any_of(struct jb_text text, bool ends, const char *const *word, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (ends ? jb_text_ends(text, jb_text_of(word[i]))
			 : jb_text_starts(text, jb_text_of(word[i])))
			return true;
	return false;
}

/* Whether what stands around an operand keeps it together. */
static bool is_enclosed(struct jb_text before, struct jb_text behind)
{
	static const char *const opening[] = {"(", ", ", "WHEN ", "THEN ", "ELSE "};
	static const char *const closing[] = {")", ",", " THEN", " ELSE", " WHEN", " END", " AS "};

	return any_of(before, true, opening, sizeof opening / sizeof *opening) &&
	       any_of(behind, false, closing, sizeof closing / sizeof *closing);
}

static void add_operand(struct jb_buf *out, const struct jy_sql_value *operand, bool enclosed)
{
	if (!operand->atom && !enclosed)
		jb_buf_add_byte(out, '(');
	jb_buf_add_text(out, operand->text);
	if (!operand->atom && !enclosed)
		jb_buf_add_byte(out, ')');
}

struct jy_sql_value jy_sql_fill(const struct jy_sheet *sheet, const char *template,
				const struct jy_sql_value *operand, size_t count)
{
	const struct jb_text text = jb_text_of(template);
	struct jy_sql_value value = {.atom = is_whole(text)};
	struct jb_buf out;

	jb_buf_init(&out, sheet->arena);
	for (size_t i = 0; i < text.size; i++) {
		size_t number = text.at[i] == '$' && i + 1 < text.size
					? (size_t)(unsigned char)text.at[i + 1] - '1'
					: SIZE_MAX;

		if (number >= count) {
			jb_buf_add_byte(&out, text.at[i]);
			continue;
		}
		i++;
		add_operand(&out, &operand[number],
			    is_enclosed(jb_text_slice(text, 0, i - 1),
					jb_text_slice(text, i + 1, text.size)));
		if (operand[number].level > value.level)
			value.level = operand[number].level;
	}
	value.text = jb_text_copy(sheet->arena, jb_buf_text(&out));
	return value;
}

struct jy_sql_value jy_sql_or(const struct jy_sheet *sheet, struct jy_sql_value one,
			      struct jy_sql_value other)
{
	if (jy_sql_never(one))
		return other;
	return jy_sql_never(other) ? one : JY_SQL(sheet, "$1 OR $2", one, other);
}

/* ---- names ---- */

static char lower(char byte)
{
	return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

/* Some engines hold names that differ in letter case alone for one. */
static bool is_taken(const struct jy_sheet *sheet, struct jb_text name)
{
	for (size_t i = 0; i < sheet->kept.count; i++)
		if (jb_text_equal(sheet->kept.at[i].name, name))
			return true;
	return false;
}

static struct jb_text own_name(const struct jy_sheet *sheet, struct jb_text name)
{
	char plain[NAME_MOST];
	struct jb_text first = {plain, name.size < NAME_MOST ? name.size : NAME_MOST}, own;

	for (size_t i = 0; i < first.size; i++) {
		char byte = lower(name.at[i]);
		bool good =
			(byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == ' ';

		plain[i] = good ? byte : '_';
	}
	own = jb_text_copy(sheet->arena, first);
	for (unsigned number = 2; is_taken(sheet, own); number++)
		own = jb_text_printf(sheet->arena, "%.*s %u", JB_ARG(first), number);
	return own;
}

struct jy_sql_value jy_sheet_free_name(const struct jy_sheet *sheet, struct jb_text name)
{
	struct jb_buf out;

	jb_buf_init(&out, sheet->arena);
	jy_sql_add_identifier(&out, sheet->dialect, own_name(sheet, name));
	return (struct jy_sql_value){.text = jb_buf_text(&out), .atom = true};
}

struct jy_sql_value jy_sheet_keep(struct jy_sheet *sheet, struct jb_text name,
				  struct jy_sql_value value)
{
	struct jy_sql_kept kept = {
		.name = own_name(sheet, name), .text = value.text, .level = value.level + 1};
	struct jb_buf out;

	for (size_t i = 0; i < sheet->kept.count; i++)
		if (sheet->kept.at[i].level == kept.level &&
		    jb_text_equal(sheet->kept.at[i].text, kept.text))
			kept.name = sheet->kept.at[i].name;
	if (!is_taken(sheet, kept.name))
		*jb_push(sheet->arena, &sheet->kept) = kept;
	jb_buf_init(&out, sheet->arena);
	jy_sql_add_identifier(&out, sheet->dialect, kept.name);
	return (struct jy_sql_value){.text = jb_text_copy(sheet->arena, jb_buf_text(&out)),
				     .level = kept.level,
				     .atom = true};
}

struct jy_sql_value jy_sheet_join(struct jy_sheet *sheet, struct jb_text name, struct jb_text value,
				  struct jb_text table, struct jb_text column,
				  struct jy_sql_value on)
{
	struct jy_sql_value kept = jy_sheet_keep(
		sheet, name, (struct jy_sql_value){.text = value, .level = on.level, .atom = true});

	for (size_t i = 0; i < sheet->kept.count; i++)
		if (sheet->kept.at[i].level == kept.level &&
		    jb_text_equal(sheet->kept.at[i].text, value))
			sheet->kept.at[i].join = jb_text_printf(
				sheet->arena, " LEFT JOIN %.*s ON %.*s.%.*s = %.*s", JB_ARG(table),
				JB_ARG(table), JB_ARG(column), JB_ARG(on.text));
	return kept;
}

struct jb_text jy_sheet_name(const struct jy_sheet *sheet, struct jy_sql_value value)
{
	struct jb_buf out;

	jb_buf_init(&out, sheet->arena);
	for (size_t i = 0; i < sheet->kept.count; i++) {
		jb_buf_reset(&out);
		jy_sql_add_identifier(&out, sheet->dialect, sheet->kept.at[i].name);
		if (jb_text_equal(jb_buf_text(&out), value.text))
			return sheet->kept.at[i].name;
	}
	return JB_TEXT("");
}

/* ---- the chain's names ---- */

const char *jy_sheet_word(const struct jy_sheet *sheet)
{
	return sheet->rows ? sheet->rows : "rows";
}

struct jb_text jy_sheet_rows(const struct jy_sheet *sheet)
{
	return jb_text_printf(sheet->arena, "%s_ready", jy_sheet_word(sheet));
}
