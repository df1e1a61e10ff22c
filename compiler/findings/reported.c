/*
 * A report held against what it was made from: the figure of a `reported` column against the metric
 * computed anew over the same period. What a figure loses by being shown with few digits is no
 * difference, nor what an agreement says an audit may find.
 */
#include "findings/figures.h"
#include "plan/lower.h"

/* A reported column and its metric. */
struct column {
	const struct jy_source *source;
	size_t number;
	const struct jrt_metric *metric; /* what it reports */
	struct jy_series reported, computed;
	struct jb_ratio allowed;
};

static uint32_t meter_of(const struct jrt_plan *plan, struct jb_text metric, uint32_t periods,
			 uint32_t scope)
{
	for (uint32_t m = 0; m < plan->meter_count; m++)
		if (plan->meter[m].asked &&
		    jb_text_equal(plan->metric[plan->meter[m].metric].name, metric) &&
		    (periods == JRT_NONE || plan->meter[m].periods == periods) &&
		    (scope == JRT_NONE || plan->meter[m].scope == scope))
			return m;
	return JRT_NONE;
}

/* Half of the last digit that the column shows, so that rounding alone is no difference. The digits
 * are those of all its figures together, in the unit that they are written in. */
static struct jb_ratio half_digit(const struct column *column)
{
	const struct jrt_column *read = &column->source->plain.column[column->number];
	jb_fix step = (jb_fix)((jb_i128)JB_FIX_ONE * read->scale_num / read->scale_den);

	for (; step > 1; step /= 10) {
		size_t i = 0;
		struct jb_ratio steps;

		while (i < column->reported.count &&
		       (!column->reported.at[i].measured ||
			(jb_ratio_div(column->reported.at[i].value, jb_ratio_of_fix(step),
				      &steps) &&
			 steps.num % steps.den == 0)))
			i++;
		if (i == column->reported.count)
			break;
	}
	return (struct jb_ratio){step, 2 * (jb_i128)JB_FIX_ONE};
}

/* What the agreements say of figures of this type; the narrowest. Negative: nothing. */
static jb_fix audit_of(const struct jy_figures *figures, enum jrt_type type)
{
	jb_fix least = -1;

	for (size_t i = 0; i < figures->model->agreements.count; i++) {
		const struct jy_agreement *agreement = figures->model->agreements.at[i];

		if (agreement->audit_differs < 0 || agreement->audit_type != type)
			continue;
		if (least < 0 || agreement->audit_differs < least)
			least = agreement->audit_differs;
	}
	return least;
}

static struct jb_ratio distance(struct jb_ratio a, struct jb_ratio b)
{
	struct jb_ratio gap = {0, 1};

	if (jb_ratio_compare(a, b) < 0)
		jb_ratio_sub(b, a, &gap);
	else
		jb_ratio_sub(a, b, &gap);
	return gap;
}

static bool differs(const struct jy_figures *figures, const struct column *column,
		    const struct jrt_measurement *reported, const struct jrt_measurement *computed)
{
	const struct jy_shown *shown =
		column->source->shown ? &column->source->shown[column->number] : NULL;
	jb_fix audit = audit_of(figures, column->metric->type);
	struct jb_ratio rounded = computed->value;

	if (audit >= 0)
		return jb_ratio_compare(distance(reported->value, computed->value),
					jb_ratio_of_fix(audit)) > 0;
	if (shown && shown->step > 0 &&
	    jb_ratio_round(computed->value, jb_ratio_of_fix(shown->step), shown->rounding,
			   &rounded))
		return jb_ratio_compare(rounded, reported->value) != 0;
	return jb_ratio_compare(distance(reported->value, computed->value), column->allowed) > 0;
}

static void say(struct jy_figures *figures, const struct column *column,
		const struct jrt_measurement *reported, const struct jrt_measurement *computed,
		size_t times)
{
	struct jy_span span = column->source->column_decl[column->number].span;
	struct jy_diag *diag = jy_say(
		figures, "report.differs", span,
		"`%.*s` says %.*s for %.*s, and the rows give %.*s",
		JB_ARG(jy_plan_reported_name(figures->arena, column->source, column->number)),
		JB_ARG(jy_figures_exact(figures, column->metric, reported->value)),
		JB_ARG(reported->label),
		JB_ARG(jy_figures_exact(figures, column->metric, computed->value)));

	if (!diag)
		return;
	jy_diag_note(figures->diags, diag,
		     "it differs in %zu of %zu periods, by more than rounding or an audit allows",
		     times, column->reported.count);
	jy_diag_help(figures->diags, diag,
		     "ask by which formula and from which rows the report was made");
}

static void look(struct jy_figures *figures, const struct column *column)
{
	const struct jrt_measurement *found = NULL, *against = NULL;
	size_t times = 0;

	for (size_t i = 0; i < column->reported.count; i++) {
		const struct jrt_measurement *reported = &column->reported.at[i], *computed;

		computed = jy_figures_at(column->computed, reported->from, reported->to);
		/* Of several rows a period none is the period's. */
		if (!reported->measured || reported->n != 1 || !computed || !reported->exact ||
		    !computed->exact || !differs(figures, column, reported, computed))
			continue;
		found = reported;
		against = computed;
		times++;
	}
	if (found)
		say(figures, column, found, against, times);
}

static void look_at_column(struct jy_figures *figures, const struct jy_source *source,
			   size_t number)
{
	const struct jrt_plan *plan = figures->plan;
	struct column column = {.source = source, .number = number};
	uint32_t reported, computed;

	reported = meter_of(plan, jy_plan_reported_name(figures->arena, source, number), JRT_NONE,
			    JRT_NONE);
	if (reported == JRT_NONE)
		return;
	computed = meter_of(plan, source->reported[number]->decl.name,
			    plan->meter[reported].periods, plan->meter[reported].scope);
	if (computed == JRT_NONE)
		return;
	column.metric = jy_figures_metric_of(figures, computed);
	column.reported = jy_figures_series(figures, reported);
	column.computed = jy_figures_series(figures, computed);
	column.allowed = half_digit(&column);
	look(figures, &column);
}

void jy_find_report_differs(struct jy_figures *figures)
{
	for (size_t i = 0; i < figures->model->sources.count; i++) {
		const struct jy_source *source = figures->model->sources.at[i];

		for (size_t k = 0; k < source->plain.column_count; k++)
			if (source->reported && source->reported[k])
				look_at_column(figures, source, k);
	}
}
