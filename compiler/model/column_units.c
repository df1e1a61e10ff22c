/*
 * Numbers of a column: their unit, their scale, and how they are rounded as they are read.
 */
#include "model/column_reading.h"
#include "syntax/currency.h"

static void set_scale(struct jy_reading *reading, int64_t num, int64_t den)
{
	reading->column->scale_num = num;
	reading->column->scale_den = den;
	reading->has_unit = true;
}

static bool duration_unit(enum jy_word word, int64_t *num, int64_t *den)
{
	*den = 1;
	switch (word) {
	case JY_W_MS:
		*num = 1;
		*den = 1000;
		return true;
	case JY_W_SECOND:
	case JY_W_SECONDS: *num = 1; return true;
	case JY_W_MINUTE:
	case JY_W_MINUTES: *num = 60; return true;
	case JY_W_HOUR:
	case JY_W_HOURS: *num = 3600; return true;
	case JY_W_DAY:
	case JY_W_DAYS: *num = 86400; return true;
	case JY_W_WEEK:
	case JY_W_WEEKS: *num = 604800; return true;
	default: return false;
	}
}

/* What is near to a unit that there is not: a currency, or a unit of time as people shorten it. */
static struct jb_text unit_near(const struct jy_reading *reading, struct jb_text written)
{
	static const char *const units[][2] = {
		{"s", "seconds"},    {"sec", "seconds"}, {"secs", "seconds"}, {"min", "minutes"},
		{"mins", "minutes"}, {"h", "hours"},	 {"hrs", "hours"},    {"d", "days"}};
	struct jb_text words[] = {JB_TEXT("seconds"), JB_TEXT("minutes"), JB_TEXT("hours"),
				  JB_TEXT("days")};
	if (reading->column->type == JRT_MONEY)
		return jb_text_of(jy_currency_near(written));
	if (reading->column->type != JRT_DURATION)
		return JB_TEXT("");
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (jb_text_is(written, units[i][0]))
			return jb_text_of(units[i][1]);
	int near = jb_text_nearest(written, words, 4);
	return near < 0 ? JB_TEXT("") : words[near];
}

static void report_unit(struct jy_reading *reading, const struct jy_node *what)
{
	struct jy_diags *diags = reading->rows->builder->diags;
	enum jrt_type type = reading->column->type;
	struct jb_text near = unit_near(reading, what->text);
	struct jy_diag *diag = jy_reading_report(
		reading, JY_D_COLUMN_TYPE, what->span,
		type == JRT_MONEY ? "there is no such currency" : "this is no unit for the column");

	if (near.size) {
		jy_diag_help(diags, diag, "write `in %.*s`", JB_ARG(near));
		jy_diag_fix(diags, diag, what->span, near);
	} else {
		jy_reading_help(reading, diag,
				type == JRT_MONEY ? "write a currency, for example `in EUR`"
				: type == JRT_SHARE
					? "write `in percent`, or `in parts of 1`"
					: "write `in ms`, `in seconds`, `in minutes`, `in hours` "
					  "or `in days`");
	}
	reading->has_unit = true;
}

void jy_reading_unit(struct jy_reading *reading, const struct jy_node *part)
{
	const struct jy_node *what = jy_kid(part, JY_COL_IN_WHAT);
	enum jrt_type type = reading->column->type;
	int64_t num, den;
	struct jy_diag *diag;

	if (!what)
		return;
	if (type == JRT_DURATION && duration_unit(jy_word(what), &num, &den)) {
		set_scale(reading, num, den);
	} else if (type == JRT_SHARE && jy_word(what) == JY_W_PERCENT) {
		set_scale(reading, 1, 100);
	} else if (type == JRT_MONEY && jy_currency_decimals(what->text) >= 0) {
		reading->column->currency = what->text;
	} else if (type == JRT_INSTANT || type == JRT_DATE) {
		struct jb_text fixed = jb_text_printf(reading->rows->builder->arena, "zone %.*s",
						      JB_ARG(what->text));

		diag = jy_reading_report(reading, JY_D_COLUMN_PART, part->span,
					 "a zone is written with `zone`");
		jy_diag_help(reading->rows->builder->diags, diag, "write `%.*s`", JB_ARG(fixed));
		jy_diag_fix(reading->rows->builder->diags, diag, part->span, fixed);
		reading->column->zone = what->text;
	} else {
		report_unit(reading, what);
	}
}

void jy_reading_parts_of(struct jy_reading *reading, const struct jy_node *part)
{
	uint64_t whole = 1;

	if (jy_builder_whole(reading->rows->builder, jy_kid(part, JY_COL_PARTS_NUMBER),
			     "the number of parts", 1, &whole) &&
	    whole <= 1000000)
		set_scale(reading, 1, (int64_t)whole);
	else
		reading->good = false;
	reading->has_unit = true;
}

void jy_reading_bounds(struct jy_reading *reading, const struct jy_node *type)
{
	const struct jy_node *low = jy_kid(type, JY_TYPE_LOW), *high = jy_kid(type, JY_TYPE_HIGH);
	struct jb_text fixed;
	struct jb_buf scale;
	struct jy_diag *diag;

	if (!low || !high)
		return;
	reading->column->bounded = true;
	reading->column->low = low->value;
	reading->column->high = high->value;
	if (low->value < high->value)
		return;
	diag = jy_reading_report(reading, JY_D_COLUMN_BOUNDS, type->span,
				 "this scale does not rise");
	if (low->value == high->value) {
		jy_reading_help(reading, diag, "write two ends, for example `1..5`");
		return;
	}
	jb_buf_init(&scale, reading->rows->builder->arena);
	jb_buf_add_fix(&scale, high->value);
	jb_buf_add_string(&scale, "..");
	jb_buf_add_fix(&scale, low->value);
	fixed = jb_buf_text(&scale);
	jy_diag_help(reading->rows->builder->diags, diag, "write the lower end first: `%.*s`",
		     JB_ARG(fixed));
	jy_diag_fix(reading->rows->builder->diags, diag,
		    (struct jy_span){low->span.begin, high->span.end, low->span.file}, fixed);
}

void jy_reading_shift(struct jy_reading *reading, const struct jy_node *part)
{
	const struct jy_node *low = jy_kid(part, JY_COL_FROM_SCALE_LOW);
	const struct jy_node *high = jy_kid(part, JY_COL_FROM_SCALE_HIGH);
	struct jrt_column *column = reading->column;
	struct jy_diag *diag;

	if (!low || !high)
		return;
	if (column->bounded && high->value - low->value == column->high - column->low) {
		column->shift = column->low - low->value;
		return;
	}
	diag = jy_reading_report(reading, JY_D_COLUMN_BOUNDS, part->span,
				 column->bounded ? "the two scales are of different lengths"
						 : "the column has no scale to move this one to");
	jy_reading_show_type(reading, diag);
	jy_reading_help(reading, diag, "write both, of one length: `rating 0..10 from 1..11`");
}

static enum jb_rounding rounding_of(const struct jy_node *word)
{
	switch (jy_word(word)) {
	case JY_W_EVEN: return JB_ROUND_HALF_EVEN;
	case JY_W_DOWN: return JB_ROUND_DOWN;
	case JY_W_ALWAYS: return JB_ROUND_UP;
	default: return JB_ROUND_HALF_UP;
	}
}

/* After the unit is known: `rounded down` alone means to whole units. */
void jy_reading_rounding(struct jy_reading *reading, const struct jy_node *part)
{
	const struct jy_node *step = jy_kid(part, JY_COL_ROUNDED_STEP);
	struct jrt_column *column = reading->column;
	/* Steps of a share are percentage points: 0.1% of it would be another step each time. */
	struct jy_typed want = {.type = column->type,
				.currency = column->currency,
				.difference = column->type == JRT_SHARE};
	struct jb_text meant;
	jb_fix value = 0;
	struct jy_diag *diag;

	if (!part)
		return;
	column->rounding = rounding_of(jy_kid(part, JY_COL_ROUNDED_ROUNDING));
	if (step ? jy_literal_value(step, want, &value)
		 : jb_fix_mul_div(JB_FIX_ONE, column->scale_num, column->scale_den, &value)) {
		column->rounding_step = value;
		if (value > 0)
			return;
	}
	diag = jy_reading_report(reading, JY_D_COLUMN_PART, step ? step->span : part->span,
				 "this is no step to round the column to");
	jy_reading_show_type(reading, diag);
	meant = step && step->value > 0
			? jy_literal_meant(reading->rows->builder->arena, step, want)
			: JB_TEXT("");
	if (meant.size) {
		jy_diag_help(reading->rows->builder->diags, diag, "write `%.*s`", JB_ARG(meant));
		jy_diag_fix(reading->rows->builder->diags, diag, step->span, meant);
		return;
	}
	jy_diag_help(reading->rows->builder->diags, diag,
		     "write a step in the column's unit, as in "
		     "`rounded to %s half up`",
		     column->type == JRT_DURATION ? "1s"
		     : column->type == JRT_SHARE  ? "0.1pp"
		     : column->type == JRT_MONEY  ? "EUR 0.01"
						  : "0.1");
}
