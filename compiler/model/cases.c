/*
 * Cases: one row a case, made from an event log. A case has columns like a row of a file: when it
 * started and ended, how old it is, and one for each `let` that asks about its steps. Everything
 * else is said of them as of any source.
 */
#include "base/utf8.h"
#include "model/rows.h"

/* ---- columns ---- */

static const struct jy_expr *add_column(struct jy_rows *rows, const struct jy_node *node,
					struct jb_text name, enum jrt_type type,
					struct jy_case_column what)
{
	struct jy_source *source = rows->source;
	size_t number = source->plain.column_count++;
	struct jy_expr *expr;

	source->cases->column[number] = what;
	source->column_decl[number] = (struct jy_decl){
		.name = name, .title = name, .span = source->decl.span, .node = node};
	source->column[number] =
		(struct jrt_column){.name = name, .type = type, .scale_num = 1, .scale_den = 1};
	expr = jy_expr_make(rows, node, JRT_OP_COLUMN, (struct jy_typed){.type = type}, NULL, NULL);
	if (expr)
		expr->k = (int64_t)number;
	return expr;
}

/* Room for what every case has, and a column a let. */
static void make_columns(struct jy_rows *rows, const struct jy_node *body)
{
	struct jb_arena *arena = rows->builder->arena;
	struct jy_source *source = rows->source;
	size_t most = 3 + (size_t)jy_count(body);

	source->cases = JB_NEW(arena, struct jy_cases);
	source->cases->column = JB_NEW_ARRAY(arena, struct jy_case_column, most);
	source->column = JB_NEW_ARRAY(arena, struct jrt_column, most);
	source->column_decl = JB_NEW_ARRAY(arena, struct jy_decl, most);
	source->reported = JB_NEW_ARRAY(arena, const struct jy_metric *, most);
	source->plain.column = source->column;
}

/* What every case has; whether it ended, a let says by `end is known`. */
static void add_given(struct jy_rows *rows, const struct jy_node *node)
{
	static const struct {
		const char *name;
		enum jrt_type type;
		enum jrt_case_value value;
	} given[] = {{"start", JRT_INSTANT, JRT_CASE_START},
		     {"end", JRT_INSTANT, JRT_CASE_END},
		     {"age", JRT_DURATION, JRT_CASE_AGE}};

	for (size_t i = 0; i < sizeof given / sizeof *given; i++) {
		struct jy_named *named = jb_push(rows->builder->arena, &rows->named);

		named->name = jb_text_of(given[i].name);
		named->span = rows->source->decl.span;
		named->expr = add_column(rows, node, named->name, given[i].type,
					 (struct jy_case_column){.value = given[i].value});
		named->state = JY_RESOLVED;
		*jb_map_put(&rows->index, named->name, NULL) = rows->named.count;
	}
}

static struct jb_text step_text(struct jy_rows *rows, const struct jy_node *text)
{
	return text ? jb_utf8_nfc(rows->builder->arena, text->text) : JB_TEXT("");
}

const struct jy_expr *jy_case_count(struct jy_rows *rows, const struct jy_node *node)
{
	struct jb_text step = step_text(rows, jy_kid(node, JY_STEP_COUNT_TEXT));

	return add_column(rows, node, step, JRT_COUNT,
			  (struct jy_case_column){.value = JRT_CASE_COUNT, .step = step});
}

/* `any step after end`: after the start or the end, which are events; a let is none. */
const struct jy_expr *jy_case_after(struct jy_rows *rows, const struct jy_node *node)
{
	const struct jy_node *after = jy_kid(node, JY_STEP_AFTER_AFTER);
	struct jb_text step = step_text(rows, jy_kid(node, JY_STEP_AFTER_TEXT));
	struct jy_diag *diag;

	if (!after || (!jb_text_is(after->text, "start") && !jb_text_is(after->text, "end"))) {
		diag = jy_diag_error(rows->builder->diags, JY_D_CASES_FORM,
				     after ? after->span : node->span,
				     "a step comes after the start or the end of its case");
		jy_diag_help(rows->builder->diags, diag,
			     "write `any step after end`, or `any step \"6\" after start`");
		return NULL;
	}
	return add_column(rows, node, step, JRT_FLAG,
			  (struct jy_case_column){.value = JRT_CASE_AFTER,
						  .step = step,
						  .after_start = jb_text_is(after->text, "start")});
}

static const struct jy_expr *report_value(struct jy_rows *rows, const struct jy_node *node,
					  const char *message, const char *help)
{
	struct jy_diag *diag =
		jy_diag_error(rows->builder->diags, JY_D_CASES_FORM, node->span, "%s", message);

	jy_diag_help(rows->builder->diags, diag, "%s", help);
	return NULL;
}

/* `status at last event`, `agent at first "Closed"`: what a row of the log says there. */
const struct jy_expr *jy_case_value(struct jy_rows *rows, const struct jy_node *node)
{
	const struct jy_node *name = jy_kid(node, JY_VALUE_AT_COLUMN);
	const struct jy_node *event = jy_kid(node, JY_VALUE_AT_EVENT);
	const struct jy_source *log = rows->source->cases ? rows->source->cases->log : NULL;
	struct jy_case_column column = {
		.value = JRT_CASE_VALUE,
		.step = jy_is(event, JY_N_TEXT) ? step_text(rows, event) : JB_TEXT(""),
		.last = jy_word(jy_kid(node, JY_VALUE_AT_WHICH)) == JY_W_LAST,
	};
	struct jy_expr *expr;

	if (!log)
		return NULL;
	column.of = jy_rows_value(jy_rows_of(rows->builder, log), name);
	if (!column.of)
		return NULL;
	if (column.of->looks_ahead)
		return report_value(rows, name, "a case cannot depend on what happens later",
				    "take what the row itself says");
	expr = (struct jy_expr *)add_column(rows, node, name->text, column.of->type, column);
	if (!expr)
		return NULL;
	rows->source->column[expr->k].currency = expr->currency = column.of->currency;
	expr->low = column.of->low;
	expr->high = column.of->high;
	return expr;
}

/* `deviates from join`, `deviates from join by missing, ad_hoc`: in any way, or in one of these. */
const struct jy_expr *jy_case_deviates(struct jy_rows *rows, const struct jy_node *node)
{
	const struct jy_node *kinds = jy_kid(node, JY_DEVIATES_KINDS);
	const struct jy_journey *journey =
		jy_builder_find(rows->builder, JY_T_JOURNEY, jy_kid(node, JY_DEVIATES_JOURNEY));
	struct jy_case_column column = {.value = JRT_CASE_DEVIATES,
					.journey = journey,
					.deviations = kinds ? 0 : JRT_DEVIATES_ANY,
					.span = node->span};
	bool good = journey != NULL;

	for (uint32_t i = 0; i < jy_count(kinds); i++) {
		int kind = jy_builder_choice(rows->builder, JY_CHOICE_DEVIATION, jy_kid(kinds, i));

		good = good && kind >= 0;
		if (kind >= 0)
			column.deviations |= 1U << kind;
	}
	return good ? add_column(rows, node, JB_TEXT(""), JRT_FLAG, column) : NULL;
}

/* ---- what is said of all cases ---- */

static void report_lack(struct jy_rows *rows, const char *message, const char *help)
{
	struct jy_diag *diag;

	if (rows->source->decl.damaged)
		return;
	diag = jy_diag_error(rows->builder->diags, JY_D_CASES_FORM, rows->source->decl.span, "%s",
			     message);
	jy_diag_help(rows->builder->diags, diag, "%s", help);
}

static bool report_key(struct jy_rows *of_log, const struct jy_node *node,
		       const struct jy_expr *expr, const char *message)
{
	struct jy_diag *diag =
		jy_diag_error(of_log->builder->diags, JY_D_CASES_FORM, node->span, "%s", message);

	jy_rows_show_declared(of_log, diag, node, expr);
	return false;
}

/* `case ticket, step activity, time at`: columns or lets of the log. */
static bool fill_keys(struct jy_rows *rows, const struct jy_node *keys)
{
	struct jy_cases *cases = rows->source->cases;
	const struct jy_node *time = jy_kid(keys, JY_CASE_KEYS_TIME);
	const struct jy_node *step = jy_kid(keys, JY_CASE_KEYS_STEP);
	struct jy_rows *of_log = jy_rows_of(rows->builder, cases->log);

	cases->key = jy_rows_value(of_log, jy_kid(keys, JY_CASE_KEYS_CASE));
	cases->step = jy_rows_value(of_log, step);
	cases->time = jy_rows_value(of_log, time);
	if (!cases->key || !cases->step || !cases->time)
		return false;
	if (cases->step->type != JRT_TEXT)
		return report_key(of_log, step, cases->step, "the step of an event is a text");
	if (cases->time->type != JRT_INSTANT && cases->time->type != JRT_DATE)
		return report_key(of_log, time, cases->time,
				  "the time of a step is a date, with or without a time");
	if (!cases->key->looks_ahead && !cases->step->looks_ahead && !cases->time->looks_ahead)
		return true;
	return report_key(of_log, keys, cases->key, "a case cannot depend on what happens later");
}

static struct jy_case_mark mark_of(struct jy_rows *rows, const struct jy_node *which,
				   const struct jy_node *event)
{
	return (struct jy_case_mark){
		.given = true,
		.last = jy_word(which) == JY_W_LAST,
		.step = jy_is(event, JY_N_TEXT) ? step_text(rows, event) : JB_TEXT(""),
	};
}

struct statements {
	const struct jy_node *keys, *starts, *ends, *period, *every;
};

static void read_statement(struct jy_rows *rows, struct statements *seen, struct jy_rules *rules,
			   const struct jy_node *node)
{
	struct jy_builder *builder = rows->builder;

	switch (node->kind) {
	case JY_N_CASE_KEYS:
		jy_builder_once(builder, &seen->keys, node, "what makes a case");
		return;
	case JY_N_CASE_STARTS:
		jy_builder_once(builder, &seen->starts, node, "where a case starts");
		return;
	case JY_N_CASE_ENDS:
		jy_builder_once(builder, &seen->ends, node, "where a case ends");
		return;
	case JY_N_CASE_PERIOD:
		jy_builder_once(builder, &seen->period, node, "the period of a case");
		return;
	case JY_N_EVERY:
		if (jy_builder_once(builder, &seen->every, node, "the period"))
			jy_fill_period(builder, &rows->source->every, jy_kid(node, JY_EVERY_PERIOD),
				       jy_kid(node, JY_EVERY_ZONE), rows->source->time_zone,
				       INT32_MIN);
		return;
	default: jy_rules_add(rows, rules, node); return;
	}
}

/* Whether cases can be made at all. */
static bool fill_marks(struct jy_rows *rows, const struct statements *seen)
{
	struct jy_cases *cases = rows->source->cases;

	if (!seen->keys)
		report_lack(rows, "nothing says which rows are one case",
			    "write `case COLUMN, step COLUMN, time COLUMN`");
	if (!seen->period)
		report_lack(rows, "nothing says to which period a case belongs",
			    "write `in the period of its start` or `in the period of its end`");
	cases->start = (struct jy_case_mark){.given = true};
	if (seen->starts)
		cases->start = mark_of(rows, jy_kid(seen->starts, JY_CASE_STARTS_WHICH),
				       jy_kid(seen->starts, JY_CASE_STARTS_EVENT));
	if (seen->ends)
		cases->end = mark_of(rows, jy_kid(seen->ends, JY_CASE_ENDS_WHICH),
				     jy_kid(seen->ends, JY_CASE_ENDS_EVENT));
	cases->by_end = jy_word(jy_kid(seen->period, JY_CASE_PERIOD_OF)) == JY_W_END;
	if (cases->by_end && !seen->ends)
		report_lack(rows, "nothing says when a case ends, by whose end it is counted",
			    "write `ends at last event`, or `ends at first \"STEP\"`");
	return seen->keys && cases->log && fill_keys(rows, seen->keys) && seen->period &&
	       (!cases->by_end || seen->ends);
}

void jy_fill_cases(struct jy_builder *builder, struct jy_source *source, const struct jy_node *node)
{
	struct jy_rows *rows = jy_rows_of(builder, source);
	const struct jy_node *body = jy_kid(node, JY_CASES_BODY);
	const struct jy_source *log =
		jy_builder_find(builder, JY_T_SOURCE, jy_kid(node, JY_CASES_SOURCE));
	struct statements seen = {0};
	struct jy_rules rules = {0};
	bool whole;

	source->is_cases = true;
	source->plain.name = source->decl.name;
	source->plain.title = source->decl.title;
	source->plain.tolerated = -1;
	source->plain.place = jy_rows_place(rows, source->decl.span);
	rows->time_stated = true;
	make_columns(rows, body);
	if (jy_builder_need(builder, JY_T_SOURCE, log))
		source->cases->log = log;
	if (source->cases->log)
		source->time_zone = log->time_zone;
	add_given(rows, node);
	jy_rules_declare(rows, body);
	for (uint32_t i = 0; i < jy_count(body); i++)
		if (jy_kid(body, i))
			read_statement(rows, &seen, &rules, jy_kid(body, i));
	whole = fill_marks(rows, &seen);
	jy_rules_finish(rows, &rules);
	source->time = rows->named.at[source->cases->by_end ? 1 : 0].expr;
	if (!whole)
		source->cases = NULL;
}
