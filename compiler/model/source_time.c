/*
 * When a row of a source happened: an instant, a day of a zone, or a whole period that the row sums
 * up.
 */
#include "model/source_fill.h"

void jy_filling_time(struct jy_filling *fill, const struct jy_node *node)
{
	const struct jy_node *name = jy_kid(node, JY_TIME_OF_NAME);
	const struct jy_expr *time = jy_rows_value(fill->rows, name);
	struct jb_arena *arena = fill->builder->arena;
	struct jy_diag *diag;

	if (!time)
		return;
	if (time->type != JRT_INSTANT && time->type != JRT_DATE) {
		diag = jy_filling_report(
			fill, JY_D_SOURCE_TIME, name->span,
			jb_text_printf(arena,
				       "the time of a row is a date, with or without a "
				       "time, and this is %.*s",
				       JB_ARG(jy_type_phrase(arena, jy_expr_typed(time))))
				.at,
			time->type == JRT_CLOCK
				? "give the time of day its date: `let NAME = DATE at CLOCK zone "
				  "Europe/London`, and write `time NAME`"
				: "name a column of type `timestamp` or `date`");
		jy_rows_show_declared(fill->rows, diag, name, time);
		return;
	}
	if (time->type == JRT_DATE && !time->zone.size) {
		diag = jy_filling_report(
			fill, JY_D_ZONE_MISSING, name->span,
			"nothing says in which time zone these days begin and end",
			"give the column its zone, for example `date zone Europe/London`");
		jy_rows_show_declared(fill->rows, diag, name, time);
		return;
	}
	if (time->looks_ahead) {
		jy_filling_report(fill, JY_D_LOOK_AHEAD, name->span,
				  "when a row happened cannot depend on what happens later",
				  "name a column");
		return;
	}
	fill->source->time = time;
	fill->source->time_zone = time->zone;
}

static bool row_unit(struct jy_filling *fill, const struct jy_node *word,
		     enum jrt_period_unit *unit)
{
	switch (jy_word(word)) {
	case JY_W_DAY: *unit = JRT_DAY; return true;
	case JY_W_WEEK: *unit = JRT_WEEK; return true;
	case JY_W_MONTH: *unit = JRT_MONTH; return true;
	case JY_W_QUARTER: *unit = JRT_QUARTER; return true;
	case JY_W_YEAR: *unit = JRT_YEAR; return true;
	default: break;
	}
	if (word)
		jy_filling_report(fill, JY_D_PERIOD_FORM, word->span,
				  "rows of less than a day are not read as periods",
				  "name their beginning as the row's time instead: `time COLUMN`");
	return false;
}

void jy_filling_row_covers(struct jy_filling *fill, const struct jy_node *node)
{
	const struct jy_node *name = jy_kid(node, JY_ROW_COVERS_COLUMN);
	const struct jy_expr *column = jy_rows_value(fill->rows, name);
	struct jb_text zone = jy_builder_zone(fill->builder, jy_kid(node, JY_ROW_COVERS_ZONE));
	struct jrt_period_spec spec = {.first_month = 1, .first_day = 1};
	bool good = row_unit(fill, jy_kid(node, JY_ROW_COVERS_UNIT), &spec.unit);
	struct jy_diag *diag;

	if (!column || !good || !zone.size)
		return;
	if (column->type != JRT_DATE && column->type != JRT_INSTANT) {
		diag = jy_filling_report(fill, JY_D_SOURCE_TIME, name->span,
					 "which period a row covers is said by a date",
					 "name a column of type `date`");
		jy_rows_show_declared(fill->rows, diag, name, column);
		return;
	}
	fill->plain->row_covers = true;
	fill->source->time = column;
	fill->source->time_zone = zone;
	fill->source->row_period =
		(struct jy_period){.given = true, .spec = spec, .zone = zone, .span = node->span};
}
