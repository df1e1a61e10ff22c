/*
 * Expressions that reach over time: windows (`again by customer within 7 days`), the span between
 * two times of a row, a date at a clock time, and what cases say of their steps. Windows and
 * business time are checked; what only a later engine counts is marked so.
 */
#include "model/rows.h"
#include "time/civil.h"

static const struct jy_typed flag = {.type = JRT_FLAG};

/* ---- again ---- */

static bool report_window(struct jy_rows *rows, const struct jy_node *node, enum jy_code code,
			  const char *message, const char *help)
{
	struct jy_diag *diag = jy_diag_error(rows->builder->diags, code, node->span, "%s", message);

	if (help)
		jy_diag_help(rows->builder->diags, diag, "%s", help);
	return false;
}

static bool fill_length(struct jy_rows *rows, const struct jy_node *within, struct jy_again *again)
{
	const struct jy_typed length = {.type = JRT_DURATION};

	if (!within)
		return false;
	if (!jy_literal_value(within, length, &again->length))
		return report_window(rows, within, JY_D_WINDOW_LENGTH,
				     "months, quarters and years have no fixed length",
				     "write the window in days, for example `within 30 days`");
	if (again->length <= 0)
		return report_window(rows, within, JY_D_WINDOW_LENGTH, "this window has no length",
				     "write for example `within 7 days`");
	again->calendar_days = (within->flags & JY_F_CALENDAR) != 0;
	if (!again->calendar_days)
		return true;
	if (again->length % JRT_DAY_US)
		return report_window(rows, within, JY_D_WINDOW_LENGTH,
				     "calendar days are whole days",
				     "write for example `within 7 calendar days`");
	again->days = again->length / JRT_DAY_US;
	return true;
}

static bool fill_keys(struct jy_rows *rows, const struct jy_node *names, struct jy_again *again)
{
	const struct jy_expr **key =
		JB_NEW_ARRAY(rows->builder->arena, const struct jy_expr *, jy_count(names));
	bool good = true;

	for (uint32_t i = 0; i < jy_count(names); i++) {
		key[i] = jy_rows_value(rows, jy_kid(names, i));
		if (key[i] && key[i]->looks_ahead)
			good = report_window(rows, jy_kid(names, i), JY_D_LOOK_AHEAD,
					     "a key cannot depend on what happens again later",
					     NULL);
		good = good && key[i];
	}
	again->key = key;
	again->key_count = jy_count(names);
	return good && again->key_count > 0;
}

static bool fill_among(struct jy_rows *rows, const struct jy_node *among, struct jy_again *again)
{
	if (!among)
		return true;
	again->among = jy_rows_condition(rows, among);
	if (again->among && again->among->looks_ahead)
		return report_window(rows, among, JY_D_LOOK_AHEAD,
				     "a window cannot look through another window",
				     "say here only what is known of the later row itself");
	return again->among != NULL;
}

/* Calendar days begin at midnight, and midnight is somewhere. */
static bool check_zone(struct jy_rows *rows, const struct jy_node *node,
		       const struct jy_again *again)
{
	if (!again->calendar_days || rows->source->time_zone.size || !rows->source->time)
		return true;
	return report_window(
		rows, jy_kid(node, JY_AGAIN_WITHIN), JY_D_ZONE_MISSING,
		"nothing says in which time zone these calendar days begin",
		"give the column of the row's time a zone, for example `zone Europe/London`");
}

static bool check_number(struct jy_rows *rows, const struct jy_node *node)
{
	if (rows->window_count++ == JY_WINDOWS_MAX) {
		jy_diag_error(rows->builder->diags, JY_D_LOOK_AHEAD, node->span,
			      "`%.*s` looks through more than %d windows",
			      JB_ARG(rows->source->decl.name), JY_WINDOWS_MAX);
		return false;
	}
	return rows->window_count <= JY_WINDOWS_MAX;
}

const struct jy_expr *jy_rows_again(struct jy_rows *rows, const struct jy_node *node)
{
	struct jy_again *again = JB_NEW(rows->builder->arena, struct jy_again);
	bool keys = fill_keys(rows, jy_kid(node, JY_AGAIN_BY), again);
	bool among = fill_among(rows, jy_kid(node, JY_AGAIN_AMONG), again);
	bool length = fill_length(rows, jy_kid(node, JY_AGAIN_WITHIN), again);
	struct jy_expr *expr;

	again->span = node->span;
	if (!check_number(rows, node) || !keys || !among || !length ||
	    !check_zone(rows, node, again))
		return NULL;
	expr = jy_expr_make(rows, node, JRT_OP_AGAIN, flag, NULL, NULL);
	if (!expr)
		return NULL;
	expr->again = again;
	expr->looks_ahead = true;
	expr->depth = again->among ? (uint16_t)(again->among->depth + 1u) : 1;
	for (size_t i = 0; i < again->key_count; i++)
		if (again->key[i]->depth >= expr->depth)
			expr->depth = (uint16_t)(again->key[i]->depth + 1u);
	return expr;
}

/* ---- from A to B ---- */

static bool is_time(enum jrt_type type)
{
	return type == JRT_CLOCK || type == JRT_INSTANT || type == JRT_DATE;
}

static const struct jy_expr *report_ends(struct jy_rows *rows, const struct jy_node *node,
					 const struct jy_expr *from, const struct jy_expr *to)
{
	struct jy_diags *diags = rows->builder->diags;
	struct jb_arena *arena = rows->builder->arena;
	const struct jy_node *from_node = jy_kid(node, JY_INTERVAL_FROM);
	const struct jy_node *to_node = jy_kid(node, JY_INTERVAL_TO);
	struct jb_text a = jy_type_phrase(arena, jy_expr_typed(from));
	struct jb_text b = jy_type_phrase(arena, jy_expr_typed(to));
	struct jy_diag *diag =
		jy_diag_error(diags, JY_D_SPAN_ENDS, to_node->span,
			      "a span goes from one time to another of its kind, not "
			      "from %.*s to %.*s",
			      JB_ARG(a), JB_ARG(b));

	jy_diag_mark(diags, diag, "this is %.*s", JB_ARG(b));
	jy_diag_label(diags, diag, from_node->span, "this is %.*s", JB_ARG(a));
	jy_rows_show_declared(rows, diag, from_node, from);
	jy_rows_show_declared(rows, diag, to_node, to);
	if (from->type == JRT_CLOCK || to->type == JRT_CLOCK)
		jy_diag_help(diags, diag,
			     "give the time of day its date: `let NAME = DATE at CLOCK zone "
			     "Europe/London`");
	else if (is_time(from->type) && is_time(to->type))
		jy_diag_help(diags, diag,
			     "give the date its time of day: `let NAME = DATE at CLOCK zone "
			     "Europe/London`");
	else
		jy_diag_help(diags, diag,
			     "write two columns of type `timestamp`, `date` or `clock`: `from A to "
			     "B`");
	return NULL;
}

/* Past midnight is a matter of clocks: dates and instants know their day. */
static bool check_midnight(struct jy_rows *rows, const struct jy_node *midnight, enum jrt_type type)
{
	if (!midnight || type == JRT_CLOCK)
		return true;
	return report_window(rows, midnight, JY_D_SPAN_ENDS,
			     "only times of day pass midnight; these have their dates",
			     "leave `, past midnight` out");
}

/* Business time passes between moments: a day or a clock reading alone begins at none. */
static const struct jy_expr *open_span(struct jy_rows *rows, const struct jy_node *node,
				       const struct jy_expr *from, const struct jy_expr *to,
				       const struct jy_calendar *calendar)
{
	const struct jy_typed length = {.type = JRT_DURATION};
	struct jy_expr *expr;

	if (from->type != JRT_INSTANT) {
		report_window(rows, node, JY_D_SPAN_ENDS,
			      from->type == JRT_DATE
				      ? "business time runs between moments, and these are days"
				      : "business time runs between moments, and these are times "
					"of any day",
			      "give them both: `let NAME = DATE at CLOCK zone Europe/London`");
		return NULL;
	}
	expr = jy_expr_make(rows, node, JRT_OP_OPEN_SPAN, length, from, to);
	if (expr)
		expr->calendar = calendar;
	return expr;
}

static const struct jy_expr *interval(struct jy_rows *rows, const struct jy_node *node)
{
	const struct jy_typed length = {.type = JRT_DURATION};
	const struct jy_node *midnight = jy_kid(node, JY_INTERVAL_MIDNIGHT);
	const struct jy_node *calendar = jy_kid(node, JY_INTERVAL_CALENDAR);
	const struct jy_calendar *open =
		calendar ? jy_open_calendar(rows->builder, calendar) : NULL;
	const struct jy_expr *from = jy_rows_value(rows, jy_kid(node, JY_INTERVAL_FROM));
	const struct jy_expr *to = jy_rows_value(rows, jy_kid(node, JY_INTERVAL_TO));
	struct jy_expr *expr;

	if (calendar && !open)
		return NULL;
	if (!from || !to)
		return NULL;
	if (from->type != to->type || !is_time(from->type))
		return report_ends(rows, node, from, to);
	if (!check_midnight(rows, midnight, from->type))
		return NULL;
	if (open)
		return open_span(rows, node, from, to, open);
	if (from->type == JRT_DATE)
		return jy_rows_days_between(rows, node, from, to);
	expr = jy_expr_make(rows, node, JRT_OP_SPAN, length, from, to);
	if (expr)
		expr->k = midnight != NULL;
	return expr;
}

/* ---- DATE at CLOCK zone Z ---- */

static bool check_type(struct jy_rows *rows, const struct jy_node *node, const struct jy_expr *expr,
		       enum jrt_type type)
{
	struct jb_arena *arena = rows->builder->arena;
	struct jy_typed want = {.type = type};
	struct jy_diag *diag;

	if (!expr || expr->type == type)
		return expr != NULL;
	diag = jy_diag_error(rows->builder->diags, JY_D_SPAN_ENDS, node->span,
			     "%.*s is expected here, and this is %.*s",
			     JB_ARG(jy_type_phrase(arena, want)),
			     JB_ARG(jy_type_phrase(arena, jy_expr_typed(expr))));
	jy_diag_mark(rows->builder->diags, diag, "this is %.*s",
		     JB_ARG(jy_type_phrase(arena, jy_expr_typed(expr))));
	jy_rows_show_declared(rows, diag, node, expr);
	jy_diag_help(rows->builder->diags, diag,
		     "a moment is made from a `date` and a `clock`: `let NAME = DATE at CLOCK zone "
		     "Europe/London`");
	return false;
}

static bool report_no_zone(struct jy_rows *rows, const struct jy_node *node)
{
	struct jy_diag *diag =
		jy_diag_error(rows->builder->diags, JY_D_ZONE_MISSING, node->span,
			      "nothing says in which time zone this date and time are");

	jy_diag_help(rows->builder->diags, diag, "add the zone, for example `zone Europe/London`");
	return false;
}

static const struct jy_expr *date_at(struct jy_rows *rows, const struct jy_node *node)
{
	const struct jy_typed instant = {.type = JRT_INSTANT};
	const struct jy_node *date_node = jy_kid(node, JY_DATE_AT_DATE);
	const struct jy_node *time_node = jy_kid(node, JY_DATE_AT_TIME);
	const struct jy_node *zone_node = jy_kid(node, JY_DATE_AT_ZONE);
	const struct jy_expr *date = jy_rows_value(rows, date_node);
	const struct jy_expr *clock = jy_rows_value(rows, time_node);
	struct jb_text zone = zone_node ? jy_builder_zone(rows->builder, zone_node) : JB_TEXT("");
	bool good = check_type(rows, date_node, date, JRT_DATE);
	struct jy_expr *expr;

	good = check_type(rows, time_node, clock, JRT_CLOCK) && good;
	if (!good)
		return NULL;
	if (!zone_node)
		zone = date->zone;
	if (!zone.size) {
		report_no_zone(rows, node);
		return NULL;
	}
	expr = jy_expr_make(rows, node, JRT_OP_AT, instant, date, clock);
	if (expr)
		expr->zone = zone;
	return expr;
}

/* ---- steps of a case ---- */

static const struct jy_expr *step(struct jy_rows *rows, const struct jy_node *node)
{
	struct jy_diag *diag;

	if (rows->source->is_cases && jy_is(node, JY_N_STEP_COUNT))
		return jy_case_count(rows, node);
	if (rows->source->is_cases && jy_is(node, JY_N_VALUE_AT))
		return jy_case_value(rows, node);
	if (rows->source->is_cases && jy_is(node, JY_N_STEP_AFTER))
		return jy_case_after(rows, node);
	if (rows->source->is_cases)
		return jy_case_deviates(rows, node);
	diag = jy_diag_error(rows->builder->diags, JY_D_CASES_FORM, node->span,
			     "a row of `%.*s` has no steps: only cases have",
			     JB_ARG(rows->source->decl.name));
	jy_diag_help(rows->builder->diags, diag, "declare them: `cases NAME of %.*s { … }`",
		     JB_ARG(rows->source->decl.name));
	return NULL;
}

const struct jy_expr *jy_rows_span(struct jy_rows *rows, const struct jy_node *node)
{
	switch (node->kind) {
	case JY_N_INTERVAL: return interval(rows, node);
	case JY_N_DATE_AT: return date_at(rows, node);
	case JY_N_STEP_COUNT:
	case JY_N_STEP_AFTER: return step(rows, node);
	default: return step(rows, node);
	}
}
