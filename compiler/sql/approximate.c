/*
 * Values to three digits (base/number.h) as an engine computes them: with whole numbers alone. The
 * step, a power of ten, has as many zeros as the number has digits above three; what is left over
 * by it tells where to round. No logarithm, no rounding of the engine's own, no fraction: every
 * engine comes to the same number, and it is the runtime's. A value is written as seldom as can be,
 * because some engines put expressions in the place of their names.
 */
#include "sql/work.h"

static struct jy_sql_value keep(struct jy_sql_work *work, struct jb_text of, const char *what,
				struct jy_sql_value value)
{
	return jy_sheet_keep(
		&work->sheet,
		jb_text_printf(work->arena, "%.*s%s%s", JB_ARG(of), of.size > 0 ? " " : "", what),
		value);
}

/* The smallest difference that is told apart of a value with so many digits. */
static struct jy_sql_value step_of(struct jy_sql_work *work, struct jy_sql_value digits)
{
	const struct jy_dialect *d = work->dialect;
	struct jy_sheet *sheet = &work->sheet;
	struct jy_sql_value size =
		JY_SQL(sheet, "CAST($1 AS INTEGER)",
		       JY_SQL(sheet, "CASE WHEN $1 > 3 THEN $1 - 2 ELSE 1 END", digits));

	return JY_SQL(sheet, d->digits,
		      JY_SQL(sheet, d->slice, jy_sql_word("'10000000000000000'"), jy_sql_word("1"),
			     size));
}

struct jy_sql_value jy_sql_approximate(struct jy_sql_work *work, struct jy_sql_value value)
{
	const struct jy_dialect *d = work->dialect;
	struct jy_sheet *sheet = &work->sheet;
	struct jb_text name;
	struct jy_sql_value digits, step, rest;

	if (!jy_sheet_name(sheet, value).size)
		value = jy_sheet_keep(sheet, JB_TEXT("value"), value);
	name = jy_sheet_name(sheet, value);
	digits = JY_SQL(
		sheet, "$2 - CASE WHEN $1 < 0 THEN 1 ELSE 0 END", value,
		JY_SQL(sheet, d->length, JY_SQL(sheet, d->text, JY_SQL(sheet, d->whole, value))));
	digits = keep(work, name, "digits", digits);
	step = keep(work, name, "step", step_of(work, digits));
	rest = keep(work, name, "rest", JY_SQL(sheet, "$1 % $2", value, step));
	/* Twice the rest less what it leaves over is the step where there is to be rounded up. */
	return keep(work, name, "approximate",
		    JY_SQL(sheet, "$1 - ((2 * $2) % $3 - $2)", value, rest, step));
}
