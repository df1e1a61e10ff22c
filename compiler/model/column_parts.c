/*
 * What stands behind a column's type: where it is found, how it is written, in which unit, which
 * texts stand for nothing. Each part goes with some types only, and some types cannot do without
 * one: nothing is guessed.
 */
#include "model/column_reading.h"

#define TYPES(...) type_set((const enum jrt_type[]){__VA_ARGS__, JRT_POINTS})

static unsigned type_set(const enum jrt_type *type)
{
	unsigned set = 0;

	while (*type != JRT_POINTS)
		set |= 1u << *type++;
	return set;
}

struct jy_diag *jy_reading_report(struct jy_reading *reading, enum jy_code code,
				  struct jy_span span, const char *message)
{
	reading->good = false;
	return jy_diag_error(reading->rows->builder->diags, code, span, "%s", message);
}

static struct jy_span type_span(const struct jy_reading *reading)
{
	const struct jy_node *type = jy_kid(reading->node, JY_COLUMN_TYPE);

	return type ? type->span : jy_kid(reading->node, JY_COLUMN_NAME)->span;
}

void jy_reading_show_type(struct jy_reading *reading, struct jy_diag *diag)
{
	struct jb_arena *arena = reading->rows->builder->arena;
	struct jy_typed typed = {.type = reading->column->type};

	jy_diag_label(reading->rows->builder->diags, diag, type_span(reading),
		      "the column's type, %.*s", JB_ARG(jy_type_phrase(arena, typed)));
}

void jy_reading_help(struct jy_reading *reading, struct jy_diag *diag, const char *text)
{
	jy_diag_help(reading->rows->builder->diags, diag, "%s", text);
}

const struct jy_node *jy_reading_part(const struct jy_reading *reading, enum jy_node_kind kind)
{
	return reading->seen[kind - JY_N_COL_FROM];
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

/* "leave it out; it goes with `duration`, `share`" */
static void help_types(struct jy_reading *reading, struct jy_diag *diag, unsigned types)
{
	static const char *const word[] = {
		[JRT_TEXT] = "text",   [JRT_FLAG] = "flag",	     [JRT_NUMBER] = "number",
		[JRT_COUNT] = "count", [JRT_SHARE] = "share",	     [JRT_DURATION] = "duration",
		[JRT_MONEY] = "money", [JRT_RATING] = "rating 1..5", [JRT_DATE] = "date",
		[JRT_CLOCK] = "clock", [JRT_INSTANT] = "timestamp",
	};
	struct jb_buf list;

	jb_buf_init(&list, reading->rows->builder->arena);
	for (unsigned i = 0; i < sizeof word / sizeof *word; i++)
		if (types & 1u << i)
			jb_buf_printf(&list, "%s`%s`", list.size ? ", " : "", word[i]);
	jy_diag_help(reading->rows->builder->diags, diag,
		     "leave it out, or give the column a type it goes with: %s", list.data);
}

static bool goes_with_type(struct jy_reading *reading, const struct jy_node *part)
{
	struct part_rule rule = rule_of(part);
	struct jb_arena *arena = reading->rows->builder->arena;
	struct jy_typed typed = {.type = reading->column->type};
	struct jy_diag *diag;

	if (!rule.types || rule.types & 1u << typed.type)
		return true;
	diag = jy_reading_report(reading, JY_D_COLUMN_PART, part->span,
				 jb_text_printf(arena, "%s does not go with %.*s", rule.part,
						JB_ARG(jy_type_phrase(arena, typed)))
					 .at);
	jy_reading_show_type(reading, diag);
	help_types(reading, diag, rule.types);
	return false;
}

/* ---- all parts of one column ---- */

static const char *part_name(const struct jy_node *part)
{
	return rule_of(part).part;
}

static void read_part(struct jy_reading *reading, const struct jy_node *part)
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
	case JY_N_COL_FROM_SCALE: jy_reading_shift(reading, part); return;
	case JY_N_COL_YEARS: jy_reading_years(reading, part); return;
	case JY_N_COL_ZONE:
		column->zone = jy_builder_zone(reading->rows->builder, jy_kid(part, 0));
		return;
	case JY_N_COL_IN: jy_reading_unit(reading, part); return;
	case JY_N_COL_PARTS: jy_reading_parts_of(reading, part); return;
	case JY_N_COL_YES:
		column->yes = jy_reading_texts(reading, jy_kid(part, 0), &column->yes_count);
		return;
	case JY_N_COL_NO:
		column->no = jy_reading_texts(reading, jy_kid(part, 0), &column->no_count);
		return;
	case JY_N_COL_MISSING:
		column->missing =
			jy_reading_texts(reading, jy_kid(part, 0), &column->missing_count);
		return;
	case JY_N_COL_ONE_OF:
		column->one_of = jy_reading_texts(reading, jy_kid(part, 0), &column->one_of_count);
		return;
	default: return; /* as, rounded and reported need the others first */
	}
}

/* What a type cannot do without. */
static void check_complete(struct jy_reading *reading)
{
	struct jrt_column *column = reading->column;
	const struct jy_node *as = jy_reading_part(reading, JY_N_COL_AS);
	struct jy_diag *diag = NULL;
	struct jy_span span = type_span(reading);

	if (column->type == JRT_DURATION && !as && !reading->has_unit) {
		diag = jy_reading_report(reading, JY_D_COLUMN_TYPE, span,
					 "nothing says how this duration is written");
		jy_reading_help(reading, diag,
				"add its unit, `in seconds`, or its form, `as \"h:mm:ss\"`");
	} else if (column->type == JRT_DURATION && as && reading->has_unit) {
		diag = jy_reading_report(reading, JY_D_COLUMN_PART, as->span,
					 "a duration has a unit or a form, not both");
		jy_diag_label(reading->rows->builder->diags, diag,
			      jy_reading_part(reading, JY_N_COL_IN)->span, "its unit");
		jy_reading_help(reading, diag,
				"keep `in …` for plain numbers, `as \"…\"` for written times");
	} else if (column->type == JRT_SHARE && !reading->has_unit) {
		diag = jy_reading_report(reading, JY_D_COLUMN_TYPE, span,
					 "nothing says how this share is written");
		jy_reading_help(
			reading, diag,
			"add `in percent` where 80 means 80%, `in parts of 1` where 0.8 does");
	} else if (column->type == JRT_MONEY && !column->currency.size) {
		diag = jy_reading_report(reading, JY_D_COLUMN_TYPE, span,
					 "nothing says in which currency this is");
		jy_reading_help(reading, diag, "add it, for example `in EUR`");
	} else if (column->type == JRT_RATING && !column->bounded) {
		diag = jy_reading_report(reading, JY_D_COLUMN_TYPE, span,
					 "a rating needs its scale");
		jy_reading_help(reading, diag, "write for example `rating 1..5`");
	}
}

static bool once(struct jy_reading *reading, const struct jy_node *part)
{
	const struct jy_node **seen = &reading->seen[part->kind - JY_N_COL_FROM];

	if (jy_builder_once(reading->rows->builder, seen, part, part_name(part)))
		return true;
	reading->good = false;
	return false;
}

bool jy_column_parts(struct jy_rows *rows, struct jrt_column *column, const struct jy_node *node)
{
	struct jy_reading reading = {.rows = rows, .column = column, .node = node, .good = true};
	const struct jy_node *tails = jy_kid(node, JY_COLUMN_TAILS);
	const struct jy_node *as;

	jy_reading_bounds(&reading, jy_kid(node, JY_COLUMN_TYPE));
	for (uint32_t i = 0; i < jy_count(tails); i++) {
		const struct jy_node *part = jy_kid(tails, i);

		if (!part || part->kind < JY_N_COL_FROM || part->kind > JY_N_COL_REPORTED)
			continue;
		if (once(&reading, part) && goes_with_type(&reading, part))
			read_part(&reading, part);
	}
	as = jy_reading_part(&reading, JY_N_COL_AS);
	if (as && rule_of(as).types & 1u << column->type)
		jy_reading_pattern(&reading, as);
	if (reading.good && !jy_damaged(tails))
		check_complete(&reading);
	if (jy_reading_part(&reading, JY_N_COL_ROUNDED) && reading.good)
		jy_reading_rounding(&reading, jy_reading_part(&reading, JY_N_COL_ROUNDED));
	jy_reading_check_texts(&reading);
	return reading.good;
}
