/*
 * Thresholds that change with time: `at least 80%`, `at least 82% from 2026-07-01`. The first holds
 * from the beginning, each later one from its date, and a date is the first day of a period,
 * because the value in force on that day judges the whole period.
 */
#include "model/story.h"

static bool report_undated(struct jy_builder *builder, const struct jy_steps *steps,
			   const struct jy_node *target)
{
	struct jy_diag *diag = jy_diag_error(builder->diags, JY_D_STATEMENT_TWICE, target->span,
					     "two thresholds hold from the beginning");

	jy_diag_label(builder->diags, diag, steps->spans.at[0], "the first");
	jy_diag_help(builder->diags, diag, "give the later one a date: `… from 2026-07-01`");
	return false;
}

static bool report_dated(struct jy_builder *builder, const struct jy_node *date)
{
	struct jy_diag *diag = jy_diag_error(builder->diags, JY_D_STEPS_ORDER, date->span,
					     "nothing says what holds before this date");

	jy_diag_help(builder->diags, diag,
		     "put the threshold of the beginning first, on a line without `from`");
	return false;
}

static bool report_order(struct jy_builder *builder, const struct jy_steps *steps,
			 const struct jy_node *date)
{
	size_t last = steps->list.count - 1;
	struct jy_diag *diag =
		jy_diag_error(builder->diags, JY_D_STEPS_ORDER, date->span,
			      "%s is not later than %s, the date of the threshold before it",
			      jy_builder_date_text(builder, jy_builder_day(date)).at,
			      jy_builder_date_text(builder, steps->list.at[last].from).at);

	jy_diag_label(builder->diags, diag, steps->spans.at[last], "the one before");
	jy_diag_help(builder->diags, diag, "write thresholds in the order of their dates");
	return false;
}

static bool check_order(struct jy_builder *builder, const struct jy_steps *steps,
			const struct jy_node *target, const struct jy_node *date)
{
	size_t count = steps->list.count;

	if (count == 0 && steps->broken)
		return true; /* the first one is reported */
	if (!date)
		return count == 0 || report_undated(builder, steps, target);
	if (count == 0)
		return report_dated(builder, date);
	return jy_builder_day(date) > steps->list.at[count - 1].from ||
	       report_order(builder, steps, date);
}

bool jy_steps_add(struct jy_builder *builder, struct jy_steps *steps,
		  const struct jy_metric *metric, const struct jy_node *target,
		  const struct jy_node *date)
{
	struct jrt_threshold threshold = {0};
	bool ordered;

	if (!target || (date && !jy_is(date, JY_N_DATE)))
		return false;
	ordered = check_order(builder, steps, target, date);
	if (!metric || !jy_check_threshold(builder, metric, target, &threshold)) {
		steps->broken = true;
		return false;
	}
	if (!ordered)
		return false;
	threshold.from = jy_builder_day(date);
	*jb_push(builder->arena, &steps->list) = threshold;
	*jb_push(builder->arena, &steps->spans) = date ? date->span : target->span;
	return true;
}

bool jy_steps_add_on(struct jy_builder *builder, struct jy_steps *steps,
		     const struct jy_metric *metric, const struct jy_node *target,
		     const struct jy_node *date)
{
	struct jrt_threshold threshold = {0};
	size_t count = steps->list.count;

	if (!target || !jy_is(date, JY_N_DATE))
		return false;
	if (!metric || !jy_check_threshold(builder, metric, target, &threshold)) {
		steps->broken = true;
		return false;
	}
	threshold.from = jy_builder_day(date);
	if (count && threshold.from <= steps->list.at[count - 1].from)
		return report_order(builder, steps, date);
	*jb_push(builder->arena, &steps->list) = threshold;
	*jb_push(builder->arena, &steps->spans) = target->span;
	return true;
}

void jy_steps_check(struct jy_builder *builder, const struct jy_steps *steps,
		    const struct jy_period *period)
{
	for (size_t i = 0; i < steps->list.count; i++) {
		int32_t from = steps->list.at[i].from, start;
		struct jy_diag *diag;

		if (from == INT32_MIN)
			continue;
		start = jy_period_start_after(builder, period, from);
		if (start == from || start == INT32_MIN)
			continue;
		diag = jy_diag_error(builder->diags, JY_D_STEP_INSIDE_PERIOD, steps->spans.at[i],
				     "the threshold changes on %s, in the middle of a period",
				     jy_builder_date_text(builder, from).at);
		jy_diag_label(builder->diags, diag, period->span, "judged by this period");
		jy_diag_help(builder->diags, diag, "write `%s`, the first day of the next period",
			     jy_builder_date_text(builder, start).at);
		jy_diag_fix(builder->diags, diag, steps->spans.at[i],
			    jy_builder_date_text(builder, start));
	}
}
