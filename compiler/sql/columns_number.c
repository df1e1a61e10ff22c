/*
 * Numbers of a row: digits to millionths of the column's unit, with the faults of
 * read/column_number.c. Engines differ in how they read numbers, so a text is taken apart here:
 * a sign, digits, a point, digits. Other ways to write a number (an exponent, twenty digits) are in
 * doubt; what has other characters is none.
 */
#include "sql/columns.h"
#include "time/civil.h"

#define LARGEST INT64_C(9000000000000000000)

/* So many digits may stand before the point that nothing passes 64 bits on the way. */
static unsigned whole_digits(const struct jrt_column *column)
{
	jb_i128 step = column->rounding_step > 0 ? column->rounding_step : 1;
	jb_i128 beside = 2 * step * column->scale_den, most = 20 * JB_FIX_ONE;
	unsigned digits = 1;

	while (digits < 12 && 2 * most * column->scale_num + beside < LARGEST) {
		digits++;
		most *= 10;
	}
	return digits - 1;
}

static int64_t power(unsigned digits)
{
	int64_t power = 1;

	while (digits-- > 0)
		power *= 10;
	return power;
}

static bool is_plain(const struct jrt_column *column)
{
	return column->scale_num == column->scale_den && column->rounding_step <= 0;
}

int64_t jy_sql_most(const struct jrt_column *column)
{
	int64_t low = column->low < 0 ? -column->low : column->low;
	int64_t high = column->high < 0 ? -column->high : column->high;

	switch (column->type) {
	case JRT_TEXT:
	case JRT_FLAG: return 1;
	case JRT_DATE: return JRT_INSTANT_MAX / JRT_DAY_US;
	case JRT_CLOCK: return JRT_DAY_US;
	case JRT_INSTANT: return JRT_INSTANT_MAX;
	default: break;
	}
	if (column->bounded)
		return low > high ? low : high;
	return power(whole_digits(column)) / column->scale_den * JB_FIX_ONE * column->scale_num +
	       (column->shift < 0 ? -column->shift : column->shift);
}

/* ---- from what is written to the unit ---- */

/* `times` is written times scale_num, at least 0; gives multiples of the step, rounded. */
static struct jy_sql_value rounded(struct jy_sql_work *work, const struct jrt_column *column,
				   struct jy_sql_value times)
{
	struct jy_sheet *sheet = &work->sheet;
	struct jy_sql_value by = jy_sql_number(sheet, column->rounding_step * column->scale_den);
	struct jy_sql_value twice =
		jy_sql_number(sheet, 2 * column->rounding_step * column->scale_den);
	struct jy_sql_value down = JY_SQL(sheet, work->dialect->divide, times, by), up;

	switch (column->rounding) {
	case JB_ROUND_DOWN: return down;
	case JB_ROUND_UP:
		return JY_SQL(sheet, work->dialect->divide, JY_SQL(sheet, "$1 + $2 - 1", times, by),
			      by);
	default: break;
	}
	up = JY_SQL(sheet, work->dialect->divide, JY_SQL(sheet, "2 * $1 + $2", times, by), twice);
	if (column->rounding != JB_ROUND_HALF_EVEN)
		return up;
	up = JY_SQL_KEEP(work, "nearest", up);
	return JY_SQL(sheet, "$1 - CASE WHEN $2 % 2 = 1 AND $3 THEN 1 ELSE 0 END", up, up,
		      JY_SQL(sheet, "2 * $1 = $2 * (2 * $3 - 1)", times, by, up));
}

/* Millionths as written, to the column's unit. *fine says where the result has no millionths. */
static struct jy_sql_value scaled(struct jy_sql_work *work, const struct jrt_column *column,
				  struct jy_sql_value written, struct jy_sql_value *fine)
{
	struct jy_sheet *sheet = &work->sheet;
	struct jy_sql_value num = jy_sql_number(sheet, column->scale_num);
	struct jy_sql_value den = jy_sql_number(sheet, column->scale_den);
	struct jy_sql_value times = JY_SQL(sheet, "$1 * $2", written, num), size;

	*fine = jy_sql_word("FALSE");
	if (is_plain(column))
		return written;
	if (column->rounding_step <= 0 && column->scale_den == 1)
		return times;
	/* An engine may give ABS() as a number without a sign. */
	size = JY_SQL_KEEP(work, "size",
			   JY_SQL(sheet, "CASE WHEN $1 < 0 THEN 0 - ($1) ELSE $1 END", times));
	if (column->rounding_step > 0) {
		size = JY_SQL(sheet, "$1 * $2", rounded(work, column, size),
			      jy_sql_number(sheet, column->rounding_step));
	} else {
		*fine = JY_SQL(sheet, "$1 % $2 <> 0", size, den);
		size = JY_SQL(sheet, work->dialect->divide, size, den);
	}
	return JY_SQL(sheet, "CASE WHEN $1 < 0 THEN -($2) ELSE $2 END", written, size);
}

static struct jy_sql_value out_of_bounds(struct jy_sql_work *work, const struct jrt_column *column,
					 struct jy_sql_value value)
{
	struct jy_sheet *sheet = &work->sheet;
	struct jy_sql_value out = jy_sql_word("FALSE");

	if (column->type == JRT_COUNT)
		out = JY_SQL(sheet, "$1 < 0 OR $1 % 1000000 <> 0", value);
	if (!column->bounded)
		return out;
	return jy_sql_or(sheet, out,
			 JY_SQL(sheet, "$1 < $2 OR $1 > $3", value,
				jy_sql_number(sheet, column->low),
				jy_sql_number(sheet, column->high)));
}

struct jy_sql_value jy_sql_settle_number(struct jy_sql_work *work, const struct jrt_column *column,
					 struct jy_sql_value written, struct jy_sql_value code)
{
	struct jy_sheet *sheet = &work->sheet;
	struct jy_sql_value fine, value, out;

	written = jy_sheet_keep(sheet, jy_sql_of(work, column, "written"), written);
	value = scaled(work, column, written, &fine);
	if (column->shift)
		value = JY_SQL(sheet, "$1 + $2", value, jy_sql_number(sheet, column->shift));
	if (!value.atom)
		value = jy_sheet_keep(sheet, jy_sql_of(work, column, "value"), value);
	if (!jy_sql_never(fine))
		code = JY_SQL(sheet, "CASE WHEN $1 THEN 'R0213' ELSE $2 END", fine, code);
	out = out_of_bounds(work, column, value);
	if (!jy_sql_never(out))
		code = JY_SQL(sheet, "CASE WHEN $1 THEN 'R0211' ELSE $2 END", out, code);
	return jy_sql_faulted(work, column, value, code);
}

/* ---- from texts ---- */

static struct jy_sql_value without_percent(struct jy_sql_work *work,
					   const struct jrt_column *column,
					   struct jy_sql_value plain)
{
	struct jy_sheet *sheet = &work->sheet;
	struct jy_sql_value length = JY_SQL(sheet, work->dialect->length, plain);
	struct jy_sql_value last, before;

	if (column->scale_num * 100 != column->scale_den)
		return plain;
	last = JY_SQL(sheet, work->dialect->slice, plain, length, jy_sql_number(sheet, 1));
	before = JY_SQL(sheet, work->dialect->slice, plain, jy_sql_number(sheet, 1),
			JY_SQL(sheet, "$1 - 1", length));
	return jy_sheet_keep(sheet, jy_sql_of(work, column, "number"),
			     JY_SQL(sheet, "CASE WHEN $1 = '%' THEN $2 ELSE $3 END", last,
				    JY_SQL(sheet, work->dialect->trim, before), plain));
}

struct split {
	struct jy_sql_value minus, whole, fraction;
};

static struct split split(struct jy_sql_work *work, const struct jrt_column *column,
			  struct jy_sql_value plain)
{
	struct jy_sheet *sheet = &work->sheet;
	const struct jy_dialect *d = work->dialect;
	struct jy_sql_value one = jy_sql_number(sheet, 1), many = jy_sql_number(sheet, 1000);
	struct jy_sql_value point = jy_sql_word(work->source->decimal_point == ',' ? "," : ".");
	struct jy_sql_value first = JY_SQL(sheet, d->slice, plain, one, one), digits, place;
	struct split split = {.minus = JY_SQL(sheet, "$1 = '-'", first)};

	digits = JY_SQL(sheet, "CASE WHEN $1 IN ('-', '+') THEN $2 ELSE $3 END", first,
			JY_SQL(sheet, d->slice, plain, jy_sql_number(sheet, 2), many), plain);
	digits = jy_sheet_keep(sheet, jy_sql_of(work, column, "digits"), digits);
	place = jy_sheet_keep(sheet, jy_sql_of(work, column, "point"),
			      JY_SQL(sheet, d->find, digits, point));
	split.whole = JY_SQL(sheet, "CASE WHEN $1 = 0 THEN $2 ELSE $3 END", place, digits,
			     JY_SQL(sheet, d->slice, digits, one, JY_SQL(sheet, "$1 - 1", place)));
	split.fraction =
		JY_SQL(sheet, "CASE WHEN $1 = 0 THEN '0' ELSE $2 END", place,
		       JY_SQL(sheet, d->slice, digits, JY_SQL(sheet, "$1 + 1", place), many));
	split.whole = jy_sheet_keep(sheet, jy_sql_of(work, column, "whole"), split.whole);
	split.fraction = jy_sheet_keep(sheet, jy_sql_of(work, column, "fraction"), split.fraction);
	return split;
}

static struct jy_sql_value are_digits(struct jy_sql_work *work, struct jy_sql_value text)
{
	return JY_SQL(&work->sheet, "$1 <> '' AND $2", text,
		      JY_SQL(&work->sheet, work->dialect->only, text, jy_sql_word("0-9")));
}

/* "good", "long" (more digits than are read here), "fine", "odd" (may be a number with an
 * exponent), "none", or NULL of a missing one. */
static struct jy_sql_value form_of(struct jy_sql_work *work, const struct jrt_column *column,
				   struct jy_sql_value plain, const struct split *split)
{
	struct jy_sheet *sheet = &work->sheet;
	const struct jy_dialect *d = work->dialect;
	const char *class = work->source->decimal_point == ',' ? "0-9eE+,-" : "0-9eE+.-";
	struct jy_sql_value little = JY_SQL(sheet, d->find, plain, jy_sql_word("e"));
	struct jy_sql_value large = JY_SQL(sheet, d->find, plain, jy_sql_word("E"));
	struct jy_sql_value good = JY_SQL(sheet, "$1 AND $2", are_digits(work, split->whole),
					  are_digits(work, split->fraction));
	struct jy_sql_value much = JY_SQL(sheet, "$1 > $2", JY_SQL(sheet, d->length, split->whole),
					  jy_sql_number(sheet, whole_digits(column)));
	struct jy_sql_value fine =
		JY_SQL(sheet, "$1 > 6",
		       JY_SQL(sheet, d->length, JY_SQL(sheet, d->rtrim, split->fraction)));
	struct jy_sql_value form =
		JY_SQL(sheet, "CASE WHEN $1 IS NULL THEN NULL WHEN $2 THEN $3", plain, good,
		       JY_SQL(sheet, "CASE WHEN $1 THEN 'long' WHEN $2 THEN 'fine' ELSE 'good' END",
			      much, fine));

	form = JY_SQL(sheet, "$1 WHEN $2 AND $3 THEN 'odd' ELSE 'none' END",
		      (struct jy_sql_value){form.text, form.level, true},
		      JY_SQL(sheet, "($1 > 0 OR $2 > 0)", little, large),
		      JY_SQL(sheet, d->only, plain, jy_sql_word(class)));
	return jy_sheet_keep(sheet, jy_sql_of(work, column, "form"), form);
}

struct jy_sql_value jy_sql_raw_number(struct jy_sql_work *work, const struct jrt_column *column,
				      struct jy_sql_value text)
{
	struct jy_sheet *sheet = &work->sheet;
	const struct jy_dialect *d = work->dialect;
	struct jy_sql_value plain, form, size, code;
	struct split parts;

	plain = jy_sheet_keep(sheet, jy_sql_of(work, column, "plain"),
			      JY_SQL(sheet, d->trim, text));
	plain = without_percent(work, column, plain);
	parts = split(work, column, plain);
	form = form_of(work, column, plain, &parts);
	jy_sql_doubt(
		work,
		JY_SQL(sheet,
		       is_plain(column) ? "$1 IN ('long', 'odd')" : "$1 IN ('long', 'odd', 'fine')",
		       form),
		"number");
	size = JY_SQL(
		sheet, "$1 * 1000000 + $2", JY_SQL(sheet, d->digits, parts.whole),
		JY_SQL(sheet, d->digits,
		       JY_SQL(sheet, d->slice, JY_SQL(sheet, "$1 || '000000'", parts.fraction),
			      jy_sql_number(sheet, 1), jy_sql_number(sheet, 6))));
	size = JY_SQL(sheet, "CASE WHEN $1 = 'good' THEN CASE WHEN $2 THEN -($3) ELSE $3 END END",
		      form, parts.minus, size);
	code = JY_SQL(sheet, "CASE WHEN $1 = 'none' THEN 'R0210' WHEN $1 = 'fine' THEN 'R0213' END",
		      form);
	return jy_sql_settle_number(work, column, size, code);
}

/* ---- from numbers ---- */

struct jy_sql_value jy_sql_typed_number(struct jy_sql_work *work, const struct jrt_column *column,
					struct jy_sql_value given)
{
	struct jy_sheet *sheet = &work->sheet;
	const struct jy_dialect *d = work->dialect;
	int64_t most = power(whole_digits(column));
	struct jy_sql_value large, bad, value;
	struct jy_sql_value code = jy_sql_word("NULL");

	large = JY_SQL(sheet, "$1 >= $2 OR $1 <= $3", given, jy_sql_number(sheet, most),
		       jy_sql_number(sheet, -most));
	bad = JY_SQL(sheet, "$1 OR $2", JY_SQL(sheet, d->no_number, given), large);
	bad = jy_sheet_keep(sheet, jy_sql_of(work, column, "doubt"),
			    JY_SQL(sheet, "$1 IS NOT NULL AND ($2)", given, bad));
	jy_sql_doubt(work, bad, "number");
	value = JY_SQL(sheet, "CASE WHEN NOT $1 THEN $2 END", bad,
		       JY_SQL(sheet, d->whole, JY_SQL(sheet, d->millionths, given)));
	if (d->too_fine)
		code = JY_SQL(sheet, "CASE WHEN NOT $1 AND $2 THEN 'R0213' END", bad,
			      JY_SQL(sheet, d->too_fine, given));
	return jy_sql_settle_number(work, column, value, code);
}
