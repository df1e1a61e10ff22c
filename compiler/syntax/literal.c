/*
 * Written literals to values: exact, in millionths of the unit, with a located report where a
 * number is out of range, a date does not exist or an amount has too many decimals. No literal
 * is ever rounded.
 */
#include <string.h>

#include "base/utf8.h"
#include "syntax/currency.h"
#include "syntax/parse_internal.h"

#define DAY_SECONDS 86400

/* The digits without the `_` between groups of three; a report where the groups are not of
 * three. */
static struct jb_text without_groups(struct jy_parse_ctx *cx, struct jy_span span,
				     struct jb_text digits)
{
	if (!memchr(digits.at, '_', digits.size))
		return digits;
	char *plain = jb_alloc(cx->arena, digits.size + 1);
	size_t size = 0;
	for (size_t i = 0; i < digits.size; i++)
		if (digits.at[i] != '_')
			plain[size++] = digits.at[i];
	(void)span;
	return (struct jb_text){plain, size};
}

static jb_fix read_number(struct jy_parse_ctx *cx, struct jy_span span, struct jb_text digits,
			  int64_t num, int64_t den)
{
	jb_fix value = 0;
	struct jb_text plain = without_groups(cx, span, digits);
	switch (jb_number_parse(plain, '.', num, den, JB_ROUND_NONE, 0, &value)) {
	case JB_NUMBER_OK: return value;
	case JB_NUMBER_TOO_FINE:
		jy_diag_error(cx->diags, JY_D_NUMBER_RANGE, span,
			      "this number has more decimals than can be kept exactly: six, or "
			      "four for a "
			      "percentage");
		return 0;
	default:
		jy_diag_error(cx->diags, JY_D_NUMBER_RANGE, span, "this number is too large");
		return 0;
	}
}

struct jy_node *jy_literal_number(struct jy_parse_ctx *cx, enum jy_node_kind kind,
				  struct jy_span span, struct jb_text digits)
{
	struct jy_node *node = jy_tree_leaf(cx->tree, kind, span, jy_file_slice(cx->file, span));
	uint32_t errors = cx->diags->error_count;

	node->value = read_number(cx, span, digits, 1, kind == JY_N_NUMBER ? 1 : 100);
	if (cx->diags->error_count != errors)
		node->flags |= JY_F_DAMAGED; /* what it says is not known */
	return node;
}

/* How a unit of time scales to seconds: num/den. */
static bool unit_scale(struct jb_text unit, int64_t *num, int64_t *den)
{
	static const struct {
		const char *unit;
		int64_t num, den;
	} units[] = {{"ms", 1, 1000}, {"s", 1, 1},    {"sec", 1, 1},	    {"min", 60, 1},
		     {"m", 60, 1},    {"h", 3600, 1}, {"d", DAY_SECONDS, 1}};
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (jb_text_is(unit, units[i].unit)) {
			*num = units[i].num;
			*den = units[i].den;
			return true;
		}
	return false;
}

struct jy_node *jy_literal_duration(struct jy_parse_ctx *cx, struct jy_span span,
				    struct jb_text written)
{
	struct jy_node *node =
		jy_tree_leaf(cx->tree, JY_N_DURATION, span, jy_file_slice(cx->file, span));
	for (size_t at = 0; at < written.size;) {
		size_t digits = at;
		while (digits < written.size && strchr("0123456789._ \t", written.at[digits]))
			digits++;
		size_t unit = digits;
		while (unit < written.size && written.at[unit] >= 'a' && written.at[unit] <= 'z')
			unit++;
		int64_t num = 1, den = 1;
		unit_scale(jb_text_slice(written, digits, unit), &num, &den);
		struct jb_text part = jb_text_trim(jb_text_slice(written, at, digits));
		jb_fix value = part.size ? read_number(cx, span, part, num, den) : 0;
		if (__builtin_add_overflow(node->value, value, &node->value)) {
			jy_diag_error(cx->diags, JY_D_NUMBER_RANGE, span,
				      "this duration is too large");
			node->value = 0;
		}
		at = unit > at ? unit : written.size;
	}
	return node;
}

static int two(const char *at)
{
	return (at[0] - '0') * 10 + (at[1] - '0');
}

static int month_days(int year, int month)
{
	static const unsigned char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	return days[month - 1] + (month == 2 && leap);
}

/* Days from 1970-01-01; the inverse of civil_of_days in node.c. */
static int64_t days_of_civil(int year, int month, int day)
{
	int64_t y = month <= 2 ? year - 1 : year;
	int64_t era = (y >= 0 ? y : y - 399) / 400;
	int64_t year_of_era = y - era * 400;
	int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
	return era * 146097 + day_of_era - 719468;
}

/* A month above 12 is most likely a day, the two having changed places. */
static bool month_is_day(int month, int day)
{
	return month > 12 && month <= 31 && day >= 1 && day <= 12;
}

static void report_month(struct jy_parse_ctx *cx, struct jy_span span, const char *at)
{
	int month = two(at + 5), day = two(at + 8);
	struct jy_diag *d =
		jy_diag_error(cx->diags, JY_D_DATE_UNREAL, span, "there is no month %02d", month);
	if (!month_is_day(month, day))
		jy_diag_help(cx->diags, d, "a date is the year, the month and the day");
	else
		jy_diag_help(cx->diags, d,
			     "a date is the year, the month and the day: write %.5s%02d-%02d, if "
			     "that is meant",
			     at, day, month);
}

/* Seconds of the midnight of YYYY-MM-DD. Where there is no such day it is reported, and the nearest
 * there is stands for it, so that what depends on it is not reported as well. */
static int64_t date_seconds(struct jy_parse_ctx *cx, struct jy_span span, const char *at)
{
	int year = two(at) * 100 + two(at + 2), month = two(at + 5), day = two(at + 8);
	if (month < 1 || month > 12) {
		report_month(cx, span, at);
		if (month_is_day(month, day)) {
			day = month;
			month = two(at + 8);
		} else {
			month = month < 1 ? 1 : 12;
		}
	} else if (day < 1 || day > month_days(year, month)) {
		struct jy_diag *d = jy_diag_error(cx->diags, JY_D_DATE_UNREAL, span,
						  "there is no %04d-%02d-%02d", year, month, day);
		jy_diag_help(cx->diags, d, "that month ends on %04d-%02d-%02d", year, month,
			     month_days(year, month));
	}
	day = day < 1 ? 1 : day > month_days(year, month) ? month_days(year, month) : day;
	return days_of_civil(year, month, day) * DAY_SECONDS;
}

/* Seconds from midnight of HH:MM[:SS]; 24:00 only where `whole_day` says. */
static int64_t clock_seconds(struct jy_parse_ctx *cx, struct jy_span span, struct jb_text text,
			     bool whole_day)
{
	int hour = two(text.at), minute = two(text.at + 3),
	    second = text.size >= 8 ? two(text.at + 6) : 0;
	int64_t seconds = hour * 3600 + minute * 60 + second;
	if (minute > 59 || second > 59 || seconds > DAY_SECONDS ||
	    (seconds == DAY_SECONDS && !whole_day)) {
		struct jy_diag *d = jy_diag_error(cx->diags, JY_D_DATE_UNREAL, span,
						  "there is no time %.*s", JB_ARG(text));
		jy_diag_help(cx->diags, d,
			     "a day has the times 00:00 to 23:59, and 24:00 as its "
			     "end");
		return whole_day ? DAY_SECONDS : 0; /* so that what depends on it is not reported */
	}
	return seconds;
}

struct jy_node *jy_literal_date(struct jy_parse_ctx *cx, struct jy_span span,
				struct jb_text written)
{
	struct jy_node *node =
		jy_tree_leaf(cx->tree, JY_N_DATE, span, jy_file_slice(cx->file, span));
	node->value = date_seconds(cx, span, written.at) * JB_FIX_ONE;
	return node;
}

struct jy_node *jy_literal_time(struct jy_parse_ctx *cx, struct jy_span span,
				struct jb_text written)
{
	struct jy_node *node =
		jy_tree_leaf(cx->tree, JY_N_TIME, span, jy_file_slice(cx->file, span));
	node->value = clock_seconds(cx, span, written, true) * JB_FIX_ONE;
	return node;
}

struct jy_node *jy_literal_instant(struct jy_parse_ctx *cx, struct jy_span span,
				   struct jb_text written)
{
	struct jy_node *node =
		jy_tree_leaf(cx->tree, JY_N_INSTANT, span, jy_file_slice(cx->file, span));
	size_t clock_end = 16;
	if (written.size > 16 && written.at[16] == ':')
		clock_end = 19;
	node->value = (date_seconds(cx, span, written.at) +
		       clock_seconds(cx, span, jb_text_slice(written, 11, clock_end), false)) *
		      JB_FIX_ONE;
	if (clock_end == written.size)
		return node;
	node->flags |= JY_F_OFFSET;
	if (written.at[clock_end] == 'Z')
		return node;
	int hours = two(written.at + clock_end + 1), minutes = two(written.at + clock_end + 4);
	if (hours > 14 || minutes > 59)
		jy_diag_error(cx->diags, JY_D_DATE_UNREAL, span, "no place is that far from UTC");
	else
		node->offset =
			(hours * 3600 + minutes * 60) * (written.at[clock_end] == '-' ? -1 : 1);
	return node;
}

/* ---- texts ---- */

/* The blanks that every line of a text over lines begins with. */
static size_t common_indent(struct jb_text text)
{
	size_t least = SIZE_MAX;
	for (size_t at = 0; at < text.size;) {
		size_t line = at, blank = at, end = at;
		while (blank < text.size && (text.at[blank] == ' ' || text.at[blank] == '\t'))
			blank++;
		for (end = blank; end < text.size && text.at[end] != '\n';)
			end++;
		at = end + 1;
		while (end > blank && text.at[end - 1] == '\r')
			end--;
		if (end > blank && line > 0 && blank - line < least)
			least = blank - line;
	}
	return least == SIZE_MAX ? 0 : least;
}

/* A text over lines loses the line end after its opening, the blanks that all its lines share,
 * and the last line if it holds nothing but the closing. */
static struct jb_text dedent(struct jy_parse_ctx *cx, struct jb_text text)
{
	size_t indent = common_indent(text);
	char *out = jb_alloc(cx->arena, text.size + 1);
	bool first_line = true;
	size_t size = 0,
	       column = indent; /* the first line stands behind the quotes: nothing to take off */
	for (size_t i = 0; i < text.size; i++) {
		char byte = text.at[i];
		if (byte == '\r')
			continue;
		if (byte == '\n')
			column = 0;
		else if (column < indent && (byte == ' ' || byte == '\t')) {
			column++;
			continue;
		} else
			column = indent;
		if (byte != '\n' || size || !first_line)
			out[size++] = byte;
		first_line = first_line && byte != '\n';
	}
	while (size && (out[size - 1] == ' ' || out[size - 1] == '\t'))
		size--;
	if (size && out[size - 1] == '\n')
		size--;
	return (struct jb_text){out, size};
}

/* How many plain characters a text begins with. */
static size_t plain_start(struct jb_text text)
{
	size_t at = 0;
	while (at < text.size && text.at[at] >= ' ' && text.at[at] <= '~')
		at++;
	return at;
}

static void check_visible(struct jy_parse_ctx *cx, struct jy_span span, struct jb_text inside)
{
	uint32_t codepoint, base = (uint32_t)(inside.at - cx->file->text.at);
	for (size_t at = plain_start(inside), step;
	     (step = jb_utf8_decode(inside, at, &codepoint)) > 0; at += step) {
		if (codepoint == '\t' || codepoint == '\n' || codepoint == '\r' ||
		    codepoint == 0x200D || codepoint == 0x200C || !jb_utf8_is_invisible(codepoint))
			continue;
		struct jy_span here = {base + (uint32_t)at, base + (uint32_t)(at + step),
				       span.file};
		struct jy_diag *d = jy_diag_error(
			cx->diags, JY_D_TEXT_INVISIBLE, here,
			"an invisible character, U+%04X, stands in this text", codepoint);
		jy_diag_fix(cx->diags, d, here, JB_TEXT(""));
		return;
	}
}

static void report_escape(struct jy_parse_ctx *cx, struct jy_span text, const char *backslash)
{
	uint32_t at = (uint32_t)(backslash - cx->file->text.at);
	struct jy_span here = {at, at + 2, text.file};
	struct jy_diag *d = jy_diag_error(cx->diags, JY_D_TEXT_ESCAPE, here,
					  "only \\\" and \\\\ are written with a backslash");
	if (backslash[1] == 'n')
		jy_diag_help(cx->diags, d,
			     "a text over several lines stands between \"\"\" and \"\"\"");
	else
		jy_diag_help(cx->diags, d, "write \\\\ for a backslash");
}

static struct jb_text unescape(struct jy_parse_ctx *cx, struct jy_span span, struct jb_text inside)
{
	if (!memchr(inside.at, '\\', inside.size))
		return inside;
	char *out = jb_alloc(cx->arena, inside.size + 1);
	size_t size = 0;
	for (size_t i = 0; i < inside.size; i++) {
		if (inside.at[i] == '\\' && i + 1 < inside.size) {
			if (strchr("\"\\", inside.at[i + 1])) {
				i++;
			} else {
				report_escape(cx, span, inside.at + i);
			}
		}
		out[size++] = inside.at[i];
	}
	return (struct jb_text){out, size};
}

struct jy_node *jy_literal_text(struct jy_parse_ctx *cx, struct jy_span span, struct jb_text inside,
				bool lines)
{
	check_visible(cx, span, inside);
	struct jb_text text = lines ? dedent(cx, inside) : unescape(cx, span, inside);
	return jy_tree_leaf(cx->tree, JY_N_TEXT, span, text);
}

/* ---- money ---- */

static void unknown_currency(struct jy_parse_ctx *cx, const struct jy_node *currency)
{
	struct jy_diag *d =
		jy_diag_error(cx->diags, JY_D_MONEY_FORM, currency->span,
			      "no currency has the code `%.*s`", JB_ARG(currency->text));
	if (jb_text_is(currency->text, "ISO")) {
		jy_diag_help(cx->diags, d, "a standard is a name, which is one word: `iso_27001`");
		return;
	}
	const char *near = jy_currency_near(currency->text);
	if (!*near)
		return;
	jy_diag_help(cx->diags, d, "write `%s`", near);
	jy_diag_fix(cx->diags, d, currency->span, jb_text_of(near));
}

void jy_literal_money_check(struct jy_parse_ctx *cx, const struct jy_node *currency,
			    const struct jy_node *number)
{
	const char *point = memchr(number->text.at, '.', number->text.size);
	size_t decimals = point ? (size_t)(number->text.at + number->text.size - point) - 1 : 0;
	int most = jy_currency_decimals(currency->text);
	if (most < 0)
		unknown_currency(cx, currency);
	if (most < 0 || decimals <= (size_t)most)
		return;
	struct jy_diag *d = jy_diag_error(cx->diags, JY_D_MONEY_FORM, number->span,
					  "%.*s has %d decimals, this amount %zu",
					  JB_ARG(currency->text), most, decimals);
	if (decimals == 3) {
		struct jb_text fixed = jb_text_copy(cx->arena, number->text);
		char *bytes = jb_copy(cx->arena, fixed.at, fixed.size);
		bytes[point - number->text.at] = '_';
		jy_diag_help(cx->diags, d, "thousands are set off by `_`: write %.*s %s",
			     JB_ARG(currency->text), bytes);
		jy_diag_fix(cx->diags, d, number->span, jb_text_of(bytes));
	}
}
