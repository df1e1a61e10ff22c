/*
 * Cases: one row a case, made from an event log. They are checked like a source, so that metrics
 * over them have types and names; making the cases themselves is a later engine's work, and every
 * figure over them says so.
 */
#include "model/rows.h"

static const char not_counted[] = "its rows are cases of an event log, which are not made yet";

/* What every case has; whether it ended, a let says by `end is known`. */
static void add_given(struct jy_rows *rows, const struct jy_node *node)
{
	static const struct {
		const char *name;
		enum jrt_type type;
	} given[] = {{"start", JRT_INSTANT}, {"end", JRT_INSTANT}, {"age", JRT_DURATION}};

	for (size_t i = 0; i < sizeof given / sizeof *given; i++) {
		struct jy_named *named = jb_push(rows->builder->arena, &rows->named);
		const struct jy_typed typed = {.type = given[i].type};

		named->name = jb_text_of(given[i].name);
		named->span = rows->source->decl.span;
		named->expr = jy_expr_cannot(rows, node, typed, not_counted);
		named->state = JY_RESOLVED;
		*jb_map_put(&rows->index, named->name, NULL) = rows->named.count;
	}
}

static void report_lack(struct jy_rows *rows, const char *message, const char *help)
{
	struct jy_diag *diag;

	if (rows->source->decl.damaged)
		return;
	diag = jy_diag_error(rows->builder->diags, JY_D_CASES_FORM, rows->source->decl.span, "%s",
			     message);
	jy_diag_help(rows->builder->diags, diag, "%s", help);
}

/* `case ticket, step activity, time at`: columns of the log. */
static void check_keys(struct jy_rows *rows, const struct jy_source *log,
		       const struct jy_node *keys)
{
	struct jy_rows *of_log = log ? jy_rows_of(rows->builder, log) : NULL;
	const struct jy_expr *time;
	struct jy_diag *diag;

	if (!of_log)
		return;
	jy_rows_value(of_log, jy_kid(keys, JY_CASE_KEYS_CASE));
	jy_rows_value(of_log, jy_kid(keys, JY_CASE_KEYS_STEP));
	time = jy_rows_value(of_log, jy_kid(keys, JY_CASE_KEYS_TIME));
	if (!time || time->type == JRT_INSTANT || time->type == JRT_DATE)
		return;
	diag = jy_diag_error(rows->builder->diags, JY_D_CASES_FORM,
			     jy_kid(keys, JY_CASE_KEYS_TIME)->span,
			     "the time of a step is a date, with or without a time");
	jy_rows_show_declared(of_log, diag, jy_kid(keys, JY_CASE_KEYS_TIME), time);
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

static void check_complete(struct jy_rows *rows, const struct statements *seen)
{
	if (!seen->keys)
		report_lack(rows, "nothing says which rows are one case",
			    "write `case COLUMN, step COLUMN, time COLUMN`");
	if (!seen->period)
		report_lack(rows, "nothing says to which period a case belongs",
			    "write `in the period of its start` or `in the period of its end`");
}

void jy_fill_cases(struct jy_builder *builder, struct jy_source *source, const struct jy_node *node)
{
	struct jy_rows *rows = jy_rows_of(builder, source);
	const struct jy_node *body = jy_kid(node, JY_CASES_BODY);
	const struct jy_source *log =
		jy_builder_find(builder, JY_T_SOURCE, jy_kid(node, JY_CASES_SOURCE));
	struct statements seen = {0};
	struct jy_rules rules = {0};

	source->is_cases = true;
	source->plain.name = source->decl.name;
	source->plain.title = source->decl.title;
	source->plain.tolerated = -1;
	rows->cannot = jb_text_of(not_counted);
	rows->time_stated = true;
	if (!jy_builder_need(builder, JY_T_SOURCE, log))
		log = NULL;
	if (log)
		source->time_zone = log->time_zone;
	add_given(rows, node);
	jy_rules_declare(rows, body);
	for (uint32_t i = 0; i < jy_count(body); i++)
		if (jy_kid(body, i))
			read_statement(rows, &seen, &rules, jy_kid(body, i));
	if (seen.keys)
		check_keys(rows, log, seen.keys);
	check_complete(rows, &seen);
	jy_rules_finish(rows, &rules);
}
