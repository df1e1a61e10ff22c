/*
 * Spellings from other languages and countries that one token shows: comments over lines,
 * 15/11/2026, `20sec`, `9am`, `5k`, `75-85%`, 1.000,50. Each is reported once, with what to write,
 * and read as what was meant, so that nothing else is said of it.
 */
#include <parse.h>
#include <string.h>

#include "syntax/parse_internal.h"

static const char digit_signs[] = "0123456789_.";

static size_t leading(struct jb_text text, const char *any_of)
{
	size_t length = 0;
	while (length < text.size && text.at[length] && strchr(any_of, text.at[length]))
		length++;
	return length;
}

/* ---- comments ---- */

bool jy_scan_begins_line(const struct jy_parse_ctx *cx, struct jy_span span)
{
	uint32_t at = span.begin;
	while (at > cx->file->start &&
	       (cx->file->text.at[at - 1] == ' ' || cx->file->text.at[at - 1] == '\t'))
		at--;
	return at == cx->file->start || cx->file->text.at[at - 1] == '\n' ||
	       cx->file->text.at[at - 1] == '\r';
}

uint32_t jy_scan_comment_end(struct jy_parse_ctx *cx, struct jy_span open)
{
	struct jb_text opening = jy_file_slice(cx->file, open), text = cx->file->text;
	const char *closing = opening.at[0] == '<' ? "-->" : "*/";
	struct jy_diag *d =
		jy_diag_error(cx->diags, JY_D_OTHER_LANGUAGE, open, "a comment begins with #");
	jy_diag_help(cx->diags, d, "every line of a comment begins with #");
	const char *end =
		memmem(text.at + open.end, text.size - open.end, closing, strlen(closing));
	return end ? (uint32_t)(end - text.at + (ptrdiff_t)strlen(closing)) : (uint32_t)text.size;
}

/* ---- numbers ---- */

struct jb_text jy_scan_plain_number(struct jy_parse_ctx *cx, struct jb_text written)
{
	const char *point = memchr(written.at, '.', written.size)
				    ? memchr(written.at, ',', written.size)
				    : NULL;
	char *out = jb_copy(cx->arena, written.at, written.size);
	for (size_t i = 0; i < written.size; i++)
		if (strchr(".,'", out[i]))
			out[i] = point && written.at + i == point ? '.' : '_';
	return (struct jb_text){out, written.size};
}

/* `2026-11`, `1-5`, `75-85%`, `5-9min` */
int jy_scan_dashed(struct jy_parse_ctx *cx, struct jy_span span, struct jy_node **value)
{
	struct jb_text written = jy_file_slice(cx->file, span);
	const char *dash = memchr(written.at, '-', written.size);
	struct jb_text low = jb_text_slice(written, 0, (size_t)(dash - written.at)),
		       high = jb_text_slice(written, (size_t)(dash - written.at) + 1, written.size);
	size_t digits = leading(low, digit_signs), high_digits = leading(high, digit_signs);
	int before = cx->tokens.count ? cx->tokens.at[cx->tokens.count - 1].code : 0;
	struct jy_diag *d;
	if (low.size == 4 && high.size == 2 && digits == 4) {
		d = jy_diag_error(cx->diags, JY_D_DATE_FORM, span, "a date has a day");
		jy_diag_help(cx->diags, d, "write `%.*s-01`", JB_ARG(written));
		*value = jy_literal_date(cx, span,
					 jb_text_printf(cx->arena, "%.*s-01", JB_ARG(written)));
		(*value)->flags |= JY_F_DAMAGED;
		return TOK_DATE;
	}
	if (digits == low.size)
		low = jb_text_printf(cx->arena, "%.*s%.*s", JB_ARG(low),
				     JB_ARG(jb_text_slice(high, high_digits, high.size)));
	d = jy_diag_error(cx->diags, JY_D_NUMBER_DASH, span,
			  "two numbers joined by a hyphen are no subtraction and no range");
	if (before == TOK_K_RATING || before == TOK_K_NUMBER)
		jy_diag_help(cx->diags, d, "write `%.*s..%.*s`", JB_ARG(low), JB_ARG(high));
	else
		jy_diag_help(
			cx->diags, d,
			"write a range as `%.*s to %.*s`, a subtraction with blanks around the "
			"`-`",
			JB_ARG(low), JB_ARG(high));
	*value = jy_literal_number(cx, JY_N_NUMBER, span, jb_text_slice(written, 0, digits));
	(*value)->flags |= JY_F_DAMAGED;
	return TOK_NUMBER;
}

/* ---- units ---- */

static int read_as(struct jy_parse_ctx *cx, struct jy_span span, struct jb_text digits,
		   const char *unit, struct jy_node **value)
{
	struct jb_text fixed = jb_text_printf(cx->arena, "%.*s%s", JB_ARG(digits), unit);
	if (*unit == '%' || !strcmp(unit, "pp")) {
		enum jy_node_kind kind = *unit == '%' ? JY_N_PERCENT : JY_N_PP;
		*value = jy_literal_number(cx, kind, span, digits);
		return *unit == '%' ? TOK_PERCENT : TOK_PP;
	}
	*value = jy_literal_duration(cx, span, fixed);
	return TOK_DURATION;
}

/* `9am`, `5pm` */
static bool is_half_day(struct jb_text unit, struct jb_text digits, int *hour)
{
	char half = unit.size == 2 ? (char)(unit.at[0] | 0x20) : 0;
	if ((half != 'a' && half != 'p') || (unit.at[1] | 0x20) != 'm' || digits.size > 2)
		return false;
	*hour = 0;
	for (size_t i = 0; i < digits.size; i++)
		if (digits.at[i] < '0' || digits.at[i] > '9')
			return false;
		else
			*hour = *hour * 10 + digits.at[i] - '0';
	*hour = *hour % 12 + (half == 'p' ? 12 : 0);
	return true;
}

static int damaged_number(struct jy_parse_ctx *cx, struct jy_span span, struct jb_text digits,
			  struct jy_node **value)
{
	*value = jy_literal_number(cx, JY_N_NUMBER, span, digits);
	(*value)->flags |= JY_F_DAMAGED;
	return TOK_NUMBER;
}

/* `5k`, `2bn`; what stands for the unit, NULL for no such thing */
static const char *zeros_of(struct jb_text unit)
{
	if (jb_text_is(unit, "k") || jb_text_is(unit, "K"))
		return "_000";
	return jb_text_is(unit, "M") || jb_text_is(unit, "mio") ? "_000_000" : NULL;
}

static bool heads_declaration(const struct jy_parse_ctx *cx)
{
	return cx->tokens.count && jy_homes_is_block(cx->tokens.at[cx->tokens.count - 1].code);
}

int jy_scan_other_unit(struct jy_parse_ctx *cx, struct jy_span span, struct jy_node **value)
{
	struct jb_text written = jy_file_slice(cx->file, span);
	size_t size = leading(written, digit_signs);
	struct jb_text digits = jb_text_slice(written, 0, size),
		       unit = jb_text_slice(written, size, written.size);
	const char *meant = jy_synonym_unit(unit), *zeros = zeros_of(unit);
	struct jb_text fixed = {0};
	struct jy_diag *d;
	int hour = 0;
	if (heads_declaration(cx)) {
		d = jy_diag_error(cx->diags, JY_D_NUMBER_UNIT, span, "a name begins with a letter");
		*value = jy_tree_leaf(cx->tree, JY_N_NAME, span, written);
		(*value)->flags |= JY_F_DAMAGED;
		return TOK_NAME;
	}
	if (is_half_day(unit, digits, &hour)) {
		fixed = jb_text_printf(cx->arena, "%02d:00", hour);
		d = jy_diag_error(cx->diags, JY_D_DATE_FORM, span,
				  "a time of day is written with 24 hours: %.*s", JB_ARG(fixed));
		jy_diag_fix(cx->diags, d, span, fixed);
		*value = jy_literal_time(cx, span, fixed);
		return TOK_TIME;
	}
	d = jy_diag_error(cx->diags, JY_D_NUMBER_UNIT, span, "`%.*s` is no unit", JB_ARG(unit));
	if (zeros && !memchr(digits.at, '.', digits.size)) {
		jy_diag_help(cx->diags, d, "write %.*s%s", JB_ARG(digits), zeros);
		return damaged_number(cx, span, digits, value);
	}
	if (meant && *meant != ' ') {
		bool word = jy_word_find(unit) != JY_NO_WORD;
		fixed = jb_text_printf(cx->arena, word ? "%.*s %.*s" : "%.*s%.*s", JB_ARG(digits),
				       JB_ARG(word ? unit : jb_text_of(meant)));
		jy_diag_help(cx->diags, d, "write %.*s", JB_ARG(fixed));
		jy_diag_fix(cx->diags, d, span, fixed);
		return read_as(cx, span, digits, meant, value);
	}
	if (jy_word_find(unit))
		jy_diag_help(cx->diags, d, "write %.*s %.*s", JB_ARG(digits), JB_ARG(unit));
	else
		jy_diag_help(cx->diags, d,
			     "units are ms s min h d %% pp, or a word after a blank: 7 days");
	return damaged_number(cx, span, digits, value);
}

/* ---- dates ---- */

/* The next whole number of at most four digits; -1 for none. */
static int next_number(struct jb_text *rest)
{
	int number = -1;
	while (rest->size && (rest->at[0] < '0' || rest->at[0] > '9'))
		*rest = jb_text_slice(*rest, 1, rest->size);
	while (rest->size && rest->at[0] >= '0' && rest->at[0] <= '9' && number < 10000) {
		number = (number < 0 ? 0 : number) * 10 + rest->at[0] - '0';
		*rest = jb_text_slice(*rest, 1, rest->size);
	}
	return number;
}

/* The one day that can be meant. */
static void read_date(struct jy_parse_ctx *cx, struct jy_span span, struct jy_diag *d,
		      struct jy_node **value, int year, int month, int day)
{
	struct jb_text fixed = jb_text_printf(cx->arena, "%04d-%02d-%02d", year, month, day);
	jy_diag_help(cx->diags, d, "write %.*s", JB_ARG(fixed));
	jy_diag_fix(cx->diags, d, span, fixed);
	*value = jy_literal_date(cx, span, fixed);
}

/* 15/11/2026 is one day, 05/01/2026 may be two. */
int jy_scan_other_date(struct jy_parse_ctx *cx, struct jy_span span, struct jy_node **value)
{
	struct jb_text rest = jy_file_slice(cx->file, span);
	bool dots = memchr(rest.at, '.', rest.size) != NULL;
	int a = next_number(&rest), b = next_number(&rest), c = next_number(&rest);
	struct jy_diag *d = jy_diag_error(cx->diags, JY_D_DATE_FORM, span,
					  "a date is written year-month-day, such as 2026-03-03");
	*value = jy_tree_leaf(cx->tree, JY_N_DATE, span, jy_file_slice(cx->file, span));
	(*value)->flags |= JY_F_DAMAGED;
	if (a > 999 && b <= 12 && c <= 31)
		read_date(cx, span, d, value, a, b, c);
	else if (c > 999 && a <= 31 && b <= 12 && (a > 12 || dots || a == b))
		read_date(cx, span, d, value, c, b, a);
	else if (c > 999 && a <= 12 && b <= 31 && b > 12)
		read_date(cx, span, d, value, c, a, b);
	else if (c > 999 && a <= 12 && b <= 12)
		jy_diag_help(cx->diags, d,
			     "write %04d-%02d-%02d if the day comes first, %04d-%02d-%02d "
			     "if the month does",
			     c, b, a, c, a, b);
	return TOK_DATE;
}
