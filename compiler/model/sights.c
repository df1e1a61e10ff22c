/*
 * How a log shows a journey: the cases that follow it, the events by which each touchpoint is seen,
 * and which orders of steps still follow the plan. What is compared with what, and how, is decided
 * when the flow is lowered (plan/flow.c).
 */
#include "model/rows.h"
#include "model/said.h"
#include "model/story.h"

void jy_fill_follows(struct jy_builder *builder, struct jy_journey *journey,
		     const struct jy_node *node)
{
	const struct jy_node *name = jy_kid(node, JY_FOLLOWS_NAME);
	const struct jy_source *source = jy_builder_find(builder, JY_T_SOURCE, name);
	struct jy_diag *diag;

	if (!source)
		return;
	if (source->is_cases) {
		journey->follows = source;
		return;
	}
	diag = jy_diag_error(builder->diags, JY_D_FOLLOWS_NO_CASES, name->span,
			     "`%.*s` is no set of cases", JB_ARG(source->decl.name));
	jy_diag_label(builder->diags, diag, source->decl.span, "a source, one row an event");
	jy_diag_help(builder->diags, diag,
		     "make cases of it, `cases NAME of %.*s { case …, step …, time … }`, and write "
		     "`follows NAME`",
		     JB_ARG(source->decl.name));
}

/* ---- seen as ---- */

static bool report_column(struct jy_builder *builder, const struct jy_node *node, const char *what)
{
	struct jy_diag *diag = jy_diag_error(builder->diags, JY_D_SEEN_AS_COLUMN, node->span,
					     "`%.*s` is %s, and a step is known by a text",
					     JB_ARG(jy_text(node)), what);

	jy_diag_help(builder->diags, diag,
		     "name the column of the log that says which step an event is: `seen as "
		     "SOURCE.COLUMN \"…\"`");
	return false;
}

/* `steps.activity`, a text of one source. */
static bool fill_column(struct jy_builder *builder, struct jy_seen_as *seen,
			const struct jy_node *path)
{
	const struct jy_source *source;

	if (!jy_is(path, JY_N_PATH) || path->count != 2)
		return report_column(builder, path, "no column of a source");
	source = jy_builder_find(builder, JY_T_SOURCE, jy_kid(path, 0));
	if (!source || !jy_builder_need(builder, JY_T_SOURCE, source))
		return false;
	seen->source = source;
	seen->column = jy_rows_value(jy_rows_of(builder, source), path);
	if (!seen->column)
		return false;
	if (seen->column->type != JRT_TEXT)
		return report_column(
			builder, path,
			jy_type_phrase(builder->arena, jy_expr_typed(seen->column)).at);
	return true;
}

struct reading {
	JB_VEC(struct jy_seen_as) seen;
	struct jy_said_things any_order;
};

static void add_seen(struct jy_builder *builder, struct jy_touchpoint *touchpoint,
		     struct reading *reading, const struct jy_node *node)
{
	const struct jy_node *column = jy_kid(node, JY_SEEN_AS_COLUMN);
	struct jy_seen_as seen = {
		.texts = jy_builder_texts(builder, jy_kid(node, JY_SEEN_AS_TEXTS)),
		.span = node->span,
	};

	if (!column || fill_column(builder, &seen, column))
		*jb_push(builder->arena, &reading->seen) = seen;
	else
		touchpoint->decl.damaged = true;
}

void jy_fill_sights(struct jy_builder *builder, struct jy_touchpoint *touchpoint,
		    const struct jy_node *body)
{
	struct reading reading = {0};

	for (uint32_t i = 0; i < jy_count(body); i++) {
		const struct jy_node *node = jy_kid(body, i);

		if (jy_is(node, JY_N_SEEN_AS))
			add_seen(builder, touchpoint, &reading, node);
		else if (jy_is(node, JY_N_ANY_ORDER))
			jy_said_touchpoints(builder, &reading.any_order,
					    touchpoint->journey->decl.name, jy_kid(node, 0));
		else if (jy_is(node, JY_N_MAY_REPEAT) || jy_is(node, JY_N_REPEATS))
			touchpoint->may_repeat = true;
		else if (jy_is(node, JY_N_MAY_BE_LEFT_OUT))
			touchpoint->may_be_left_out = true;
	}
	touchpoint->seen_as = reading.seen.at;
	touchpoint->seen_as_count = reading.seen.count;
	JY_SAID_KEEP(touchpoint->any_order, reading.any_order);
}
