/*
 * What stands behind a column's type: where it is found, how it is written, in which unit, which
 * texts stand for nothing. Each part goes with some types only, and some types cannot do without
 * one: nothing is guessed.
 */
#include <string.h>

#include "base/utf8.h"
#include "model/rows.h"
#include "time/pattern.h"

/* How many texts a column may list. */
#define TEXTS_MAX 10000

#define TYPES(...) type_set((const enum jrt_type[]){__VA_ARGS__, JRT_POINTS})

struct reading {
	struct jy_rows *rows;
	struct jrt_column *column;
	const struct jy_node *node;
	const struct jy_node *seen[JY_N_COL_REPORTED - JY_N_COL_FROM + 1]; /* by kind of part */
	bool good, has_unit;
};

static unsigned type_set(const enum jrt_type *type)
{
	unsigned set = 0;

	while (*type != JRT_POINTS)
		set |= 1u << *type++;
	return set;
}

static struct jy_diag *report(struct reading *reading, enum jy_code code, struct jy_span span,
			      const char *message)
{
	reading->good = false;
	return jy_diag_error(reading->rows->builder->diags, code, span, "%s", message);
}

static struct jy_span type_span(const struct reading *reading)
{
	const struct jy_node *type = jy_kid(reading->node, JY_COLUMN_TYPE);

	return type ? type->span : jy_kid(reading->node, JY_COLUMN_NAME)->span;
}

static void help(struct reading *reading, struct jy_diag *diag, const char *text)
{
	jy_diag_help(reading->rows->builder->diags, diag, "%s", text);
}

static struct jb_text nfc(struct reading *reading, const struct jy_node *text)
{
	return jb_utf8_nfc(reading->rows->builder->arena, jy_text(text));
}

/* ---- which parts go with which types ---- */

struct part_rule {
	const char *part;
	unsigned types; /* 0: all */
};

static struct part_rule rule_of(const struct jy_node *part)
{
	switch (part->kind) {
	case JY_N_COL_FROM: return (struct part_rule){"`from \"…\"`", 0};
	case JY_N_COL_FROM_NUMBER: return (struct part_rule){"`from column`", 0};
	case JY_N_COL_FROM_SCALE:
		return (struct part_rule){"`from` a scale", TYPES(JRT_RATING, JRT_NUMBER)};
	case JY_N_COL_AS:
		return (struct part_rule){"`as \"…\"`",
					  TYPES(JRT_INSTANT, JRT_DATE, JRT_CLOCK, JRT_DURATION)};
	case JY_N_COL_YEARS: return (struct part_rule){"`years`", TYPES(JRT_INSTANT, JRT_DATE)};
	case JY_N_COL_ZONE: return (struct part_rule){"`zone`", TYPES(JRT_INSTANT, JRT_DATE)};
	case JY_N_COL_IN:
		return (struct part_rule){
			"`in`", TYPES(JRT_DURATION, JRT_SHARE, JRT_MONEY, JRT_INSTANT, JRT_DATE)};
	case JY_N_COL_PARTS: return (struct part_rule){"`in parts of`", TYPES(JRT_SHARE)};
	case JY_N_COL_ROUNDED:
		return (struct part_rule){"`rounded`", TYPES(JRT_DURATION, JRT_SHARE, JRT_MONEY,
							     JRT_NUMBER, JRT_RATING)};
	case JY_N_COL_YES: return (struct part_rule){"`yes`", TYPES(JRT_FLAG)};
	case JY_N_COL_NO: return (struct part_rule){"`no`", TYPES(JRT_FLAG)};
	case JY_N_COL_MISSING: return (struct part_rule){"`missing`", 0};
	case JY_N_COL_ONE_OF: return (struct part_rule){"`one of`", TYPES(JRT_TEXT)};
	default:
		return (struct part_rule){"`reported`", TYPES(JRT_NUMBER, JRT_COUNT, JRT_SHARE,
							      JRT_DURATION, JRT_MONEY, JRT_RATING)};
	}
}

static bool goes_with_type(struct reading *reading, const struct jy_node *part)
{
	struct part_rule rule = rule_of(part);
	struct jb_arena *arena = reading->rows->builder->arena;
	struct jy_typed typed = {.type = reading->column->type};
	struct jy_diag *diag;

	if (!rule.types || rule.types & 1u << typed.type)
		return true;
	diag = report(reading, JY_D_COLUMN_PART, part->span,
		      jb_text_printf(arena, "%s does not go with %.*s", rule.part,
				     JB_ARG(jy_type_phrase(arena, typed)))
			      .at);
	jy_diag_label(reading->rows->builder->diags, diag, type_span(reading), "the column's type");
	return false;
}

/* ---- numbers and units ---- */

static void set_scale(struct reading *reading, int64_t num, int64_t den)
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

static bool is_currency(struct jb_text text)
{
	for (size_t i = 0; i < text.size; i++)
		if (text.at[i] < 'A' || text.at[i] > 'Z')
			return false;
	return text.size == 3;
}

static void read_unit(struct reading *reading, const struct jy_node *part)
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
	} else if (type == JRT_MONEY && is_currency(what->text)) {
		reading->column->currency = what->text;
	} else if (type == JRT_INSTANT || type == JRT_DATE) {
		struct jb_text fixed = jb_text_printf(reading->rows->builder->arena, "zone %.*s",
						      JB_ARG(what->text));

		diag = report(reading, JY_D_COLUMN_PART, part->span,
			      "a zone is written with `zone`");
		jy_diag_help(reading->rows->builder->diags, diag, "write `%.*s`", JB_ARG(fixed));
		jy_diag_fix(reading->rows->builder->diags, diag, part->span, fixed);
		reading->column->zone = what->text;
	} else {
		diag = report(reading, JY_D_COLUMN_TYPE, what->span,
			      "this is no unit for the column");
		help(reading, diag,
		     type == JRT_MONEY	 ? "write a currency, for example `in EUR`"
		     : type == JRT_SHARE ? "write `in percent`, or `in parts of 1`"
					 : "write `in ms`, `in seconds`, `in minutes`, `in hours` "
					   "or `in days`");
		reading->has_unit = true;
	}
}

static void read_parts_of(struct reading *reading, const struct jy_node *part)
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

static void read_bounds(struct reading *reading, const struct jy_node *type)
{
	const struct jy_node *low = jy_kid(type, JY_TYPE_LOW), *high = jy_kid(type, JY_TYPE_HIGH);
	struct jy_diag *diag;

	if (!low || !high)
		return;
	reading->column->bounded = true;
	reading->column->low = low->value;
	reading->column->high = high->value;
	if (low->value < high->value)
		return;
	diag = report(reading, JY_D_COLUMN_BOUNDS, type->span, "this scale does not rise");
	help(reading, diag, "write the lower end first, for example `1..5`");
}

static void read_shift(struct reading *reading, const struct jy_node *part)
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
	diag = report(reading, JY_D_COLUMN_BOUNDS, part->span,
		      column->bounded ? "the two scales are of different lengths"
				      : "the column has no scale to move this one to");
	help(reading, diag, "write both, of one length: `rating 0..10 from 1..11`");
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
static void read_rounding(struct reading *reading, const struct jy_node *part)
{
	const struct jy_node *step = jy_kid(part, JY_COL_ROUNDED_STEP);
	struct jrt_column *column = reading->column;
	struct jy_typed want = {.type = column->type, .currency = column->currency};
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
	diag = report(reading, JY_D_COLUMN_PART, step ? step->span : part->span,
		      "this is no step to round the column to");
	jy_diag_help(reading->rows->builder->diags, diag,
		     "write a step in the column's unit, as in "
		     "`rounded to %s half up`",
		     column->type == JRT_DURATION ? "1s"
		     : column->type == JRT_SHARE  ? "0.1pp"
						  : "0.1");
}

/* ---- texts ---- */

static void report_many(struct reading *reading, const struct jy_node *list)
{
	report(reading, JY_D_EXPRESSION_LIMIT, list->span,
	       jb_text_printf(reading->rows->builder->arena, "a list of more than %d texts",
			      TEXTS_MAX)
		       .at);
}

static const struct jb_text *read_texts(struct reading *reading, const struct jy_node *list,
					size_t *count)
{
	struct jb_text *text =
		JB_NEW_ARRAY(reading->rows->builder->arena, struct jb_text, jy_count(list));

	*count = 0;
	if (jy_count(list) > TEXTS_MAX) {
		report_many(reading, list);
		return text;
	}
	for (uint32_t i = 0; i < jy_count(list); i++)
		if (jy_is(jy_kid(list, i), JY_N_TEXT))
			text[(*count)++] = nfc(reading, jy_kid(list, i));
	return text;
}

/* A text may stand once in all lists of a column, for otherwise one of its meanings never
 * happens. */
static void check_texts(struct reading *reading)
{
	static const enum jy_node_kind kinds[] = {JY_N_COL_MISSING, JY_N_COL_YES, JY_N_COL_NO,
						  JY_N_COL_ONE_OF};
	struct jy_builder *builder = reading->rows->builder;
	struct jb_map seen;

	jb_map_init(&seen, builder->arena);
	for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
		const struct jy_node *list = jy_kid(reading->seen[kinds[k] - JY_N_COL_FROM], 0);

		for (uint32_t i = 0; i < jy_count(list); i++) {
			const struct jy_node *text = jy_kid(list, i);
			bool fresh = true;
			uint64_t *at = text ? jb_map_put(&seen, nfc(reading, text), &fresh) : NULL;
			struct jy_diag *diag;

			if (fresh) {
				if (at)
					*at = (uint64_t)(uintptr_t)text;
				continue;
			}
			diag = report(reading, JY_D_COLUMN_TEXTS, text->span,
				      jb_text_printf(builder->arena,
						     "\"%.*s\" stands twice in this column",
						     JB_ARG(text->text))
					      .at);
			jy_diag_label(builder->diags, diag,
				      ((const struct jy_node *)(uintptr_t)*at)->span, "first here");
		}
	}
}

/* ---- patterns ---- */

static enum jrt_pattern_kind pattern_kind(enum jrt_type type)
{
	switch (type) {
	case JRT_DATE: return JRT_PATTERN_DATE;
	case JRT_CLOCK: return JRT_PATTERN_CLOCK;
	case JRT_DURATION: return JRT_PATTERN_DURATION;
	default: return JRT_PATTERN_TIMESTAMP;
	}
}

static void read_years(struct reading *reading, const struct jy_node *part)
{
	struct jy_builder *builder = reading->rows->builder;
	uint64_t from = 0, to = 0;
	struct jy_diag *diag;

	if (!jy_builder_whole(builder, jy_kid(part, JY_COL_YEARS_FIRST), "a year", 1, &from) ||
	    !jy_builder_whole(builder, jy_kid(part, JY_COL_YEARS_LAST), "a year", 1, &to)) {
		reading->good = false;
		return;
	}
	if (to > 9999 || to != from + 99) {
		diag = report(reading, JY_D_COLUMN_BOUNDS, part->span,
			      "two digits tell a hundred years apart, so the window has a hundred");
		help(reading, diag, "write for example `years 1950 to 2049`");
		from = 1950;
		to = 2049;
	}
	reading->column->years_from = (int16_t)from;
	reading->column->years_to = (int16_t)to;
}

static bool text_has(struct jb_text text, const char *what)
{
	return text.size && memmem(text.at, text.size, what, strlen(what)) != NULL;
}

static const struct jy_node *part_of(const struct reading *reading, enum jy_node_kind kind)
{
	return reading->seen[kind - JY_N_COL_FROM];
}

static void check_years(struct reading *reading, const struct jy_node *as)
{
	const struct jy_node *years = part_of(reading, JY_N_COL_YEARS);
	bool two_digits =
		text_has(reading->column->format, "%y") || text_has(reading->column->format, "%D");
	struct jy_diag *diag;

	if (two_digits == (years != NULL))
		return;
	if (years) {
		diag = report(reading, JY_D_COLUMN_PART, years->span,
			      "`years` is for years of two digits, `%y`");
		help(reading, diag, "leave it out");
		reading->column->years_from = reading->column->years_to = 0;
		return;
	}
	diag = report(reading, JY_D_COLUMN_PATTERN, as->span,
		      "a year of two digits does not say which century");
	help(reading, diag, "add the hundred years it can mean, for example `years 1950 to 2049`");
	reading->column->years_from = 1950;
	reading->column->years_to = 2049;
}

/* `as` without a zone, where the text has no offset of its own, is a clock reading of nowhere. */
static void check_zone(struct reading *reading, const struct jy_node *as, bool has_offset)
{
	struct jrt_column *column = reading->column;
	struct jy_diag *diag;

	if (column->type != JRT_INSTANT || has_offset || column->zone.size)
		return;
	diag = report(reading, JY_D_ZONE_MISSING, as->span,
		      "nothing says in which time zone these times are");
	help(reading, diag, "add the zone, for example `zone Europe/London`");
}

static void read_pattern(struct reading *reading, const struct jy_node *part)
{
	struct jrt_column *column = reading->column;
	struct jb_arena *arena = reading->rows->builder->arena;
	const struct jy_node *text = jy_kid(part, JY_COL_AS_TEXT);
	const struct jrt_pattern *pattern;
	struct jb_text why;
	struct jy_diag *diag;

	if (!text)
		return;
	column->format = text->text;
	check_years(reading, part);
	if (jrt_pattern_compile(arena, column->format, pattern_kind(column->type),
				column->years_from, column->years_to, &pattern, &why) == JB_OK) {
		check_zone(reading, part, jrt_pattern_has_offset(pattern));
		return;
	}
	diag = report(reading, JY_D_COLUMN_PATTERN, text->span,
		      jb_text_printf(arena, "\"%.*s\" is no way to write %.*s", JB_ARG(text->text),
				     JB_ARG(jy_type_phrase(
					     arena, (struct jy_typed){.type = column->type})))
			      .at);
	jy_diag_note(reading->rows->builder->diags, diag, "%.*s", JB_ARG(why));
	help(reading, diag,
	     column->type == JRT_DURATION || column->type == JRT_CLOCK
		     ? "write for example `as \"h:mm:ss\"`"
		     : "write for example `as \"%d/%m/%Y %H:%M:%S\"`, or without the time for a "
		       "date");
}

/* ---- all parts of one column ---- */

static const char *part_name(const struct jy_node *part)
{
	return rule_of(part).part;
}

static void read_part(struct reading *reading, const struct jy_node *part)
{
	struct jrt_column *column = reading->column;
	uint64_t position = 0;

	switch (part->kind) {
	case JY_N_COL_FROM: column->header = jy_text(jy_kid(part, 0)); return;
	case JY_N_COL_FROM_NUMBER:
		if (jy_builder_whole(reading->rows->builder, jy_kid(part, 0), "a column's place", 1,
				     &position) &&
		    position < UINT32_MAX)
			column->position = (uint32_t)position;
		column->header = JB_TEXT("");
		return;
	case JY_N_COL_FROM_SCALE: read_shift(reading, part); return;
	case JY_N_COL_YEARS: read_years(reading, part); return;
	case JY_N_COL_ZONE:
		column->zone = jy_builder_zone(reading->rows->builder, jy_kid(part, 0));
		return;
	case JY_N_COL_IN: read_unit(reading, part); return;
	case JY_N_COL_PARTS: read_parts_of(reading, part); return;
	case JY_N_COL_YES:
		column->yes = read_texts(reading, jy_kid(part, 0), &column->yes_count);
		return;
	case JY_N_COL_NO:
		column->no = read_texts(reading, jy_kid(part, 0), &column->no_count);
		return;
	case JY_N_COL_MISSING:
		column->missing = read_texts(reading, jy_kid(part, 0), &column->missing_count);
		return;
	case JY_N_COL_ONE_OF:
		column->one_of = read_texts(reading, jy_kid(part, 0), &column->one_of_count);
		return;
	default: return; /* as, rounded and reported need the others first */
	}
}

/* What a type cannot do without. */
static void check_complete(struct reading *reading)
{
	struct jrt_column *column = reading->column;
	const struct jy_node *as = part_of(reading, JY_N_COL_AS);
	struct jy_diag *diag = NULL;
	struct jy_span span = type_span(reading);

	if (column->type == JRT_DURATION && !as && !reading->has_unit) {
		diag = report(reading, JY_D_COLUMN_TYPE, span,
			      "nothing says how this duration is written");
		help(reading, diag, "add its unit, `in seconds`, or its form, `as \"h:mm:ss\"`");
	} else if (column->type == JRT_DURATION && as && reading->has_unit) {
		diag = report(reading, JY_D_COLUMN_PART, as->span,
			      "a duration has a unit or a form, not both");
		help(reading, diag, "keep `in …` for plain numbers, `as \"…\"` for written times");
	} else if (column->type == JRT_SHARE && !reading->has_unit) {
		diag = report(reading, JY_D_COLUMN_TYPE, span,
			      "nothing says how this share is written");
		help(reading, diag,
		     "add `in percent` where 80 means 80%, `in parts of 1` where 0.8 does");
	} else if (column->type == JRT_MONEY && !column->currency.size) {
		diag = report(reading, JY_D_COLUMN_TYPE, span,
			      "nothing says in which currency this is");
		help(reading, diag, "add it, for example `in EUR`");
	} else if (column->type == JRT_RATING && !column->bounded) {
		diag = report(reading, JY_D_COLUMN_TYPE, span, "a rating needs its scale");
		help(reading, diag, "write for example `rating 1..5`");
	}
}

static bool once(struct reading *reading, const struct jy_node *part)
{
	const struct jy_node **seen = &reading->seen[part->kind - JY_N_COL_FROM];

	if (jy_builder_once(reading->rows->builder, seen, part, part_name(part)))
		return true;
	reading->good = false;
	return false;
}

bool jy_column_parts(struct jy_rows *rows, struct jrt_column *column, const struct jy_node *node)
{
	struct reading reading = {.rows = rows, .column = column, .node = node, .good = true};
	const struct jy_node *tails = jy_kid(node, JY_COLUMN_TAILS);
	const struct jy_node *as;

	read_bounds(&reading, jy_kid(node, JY_COLUMN_TYPE));
	for (uint32_t i = 0; i < jy_count(tails); i++) {
		const struct jy_node *part = jy_kid(tails, i);

		if (!part || part->kind < JY_N_COL_FROM || part->kind > JY_N_COL_REPORTED)
			continue;
		if (once(&reading, part) && goes_with_type(&reading, part))
			read_part(&reading, part);
	}
	as = part_of(&reading, JY_N_COL_AS);
	if (as && rule_of(as).types & 1u << column->type)
		read_pattern(&reading, as);
	if (reading.good)
		check_complete(&reading);
	if (part_of(&reading, JY_N_COL_ROUNDED) && reading.good)
		read_rounding(&reading, part_of(&reading, JY_N_COL_ROUNDED));
	check_texts(&reading);
	return reading.good;
}
