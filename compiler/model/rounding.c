/*
 * How the figure of a guarantee is rounded before it is compared. It must be said, because a figure
 * at the edge is met or missed by it.
 */
#include "model/story.h"

static const char *step_example(const struct jy_metric *metric)
{
	switch (metric ? metric->type : JRT_NUMBER) {
	case JRT_SHARE: return "round to 0.1pp half up";
	case JRT_DURATION: return "round to 1s half up";
	case JRT_POINTS: return "round to 1 points half up";
	case JRT_MONEY: return "round to EUR 0.01 half up";
	default: return "round to 0.1 half up";
	}
}

static bool step_fits(const struct jy_metric *metric, const struct jy_node *step)
{
	switch (metric->type) {
	case JRT_SHARE: return jy_is(step, JY_N_PP);
	case JRT_DURATION: return jy_is(step, JY_N_DURATION);
	case JRT_POINTS: return jy_is(step, JY_N_POINTS);
	case JRT_MONEY:
		return jy_is(step, JY_N_MONEY) && jb_text_equal(step->text, metric->currency);
	default: return jy_is(step, JY_N_NUMBER);
	}
}

static void read_step(struct jy_builder *builder, struct jy_guarantee *guarantee,
		      const struct jy_metric *metric, const struct jy_node *step)
{
	struct jy_diag *diag;

	if (!metric || !step || jy_metric_is_wrong(metric))
		return;
	if (step_fits(metric, step) && step->value > 0) {
		guarantee->rounding_step = step->value;
		return;
	}
	diag = jy_diag_error(builder->diags, JY_D_ROUNDING_UNIT, step->span,
			     "figures of `%.*s` cannot be rounded to this step",
			     JB_ARG(metric->decl.name));
	jy_diag_label(builder->diags, diag, metric->decl.span, "this metric");
	jy_diag_help(builder->diags, diag, "write for example `%s`", step_example(metric));
	guarantee->rounding = JB_ROUND_NONE;
}

enum jb_rounding jy_rounding_of(const struct jy_node *rounding)
{
	switch (jy_word(rounding)) {
	case JY_W_EVEN: return JB_ROUND_HALF_EVEN;
	case JY_W_DOWN: return JB_ROUND_DOWN;
	case JY_W_ALWAYS: return JB_ROUND_UP;
	default: return JB_ROUND_HALF_UP;
	}
}

void jy_guarantee_round(struct jy_builder *builder, struct jy_guarantee *guarantee,
			const struct jy_metric *metric, const struct jy_node *rounding)
{
	if (!rounding)
		return;
	guarantee->rounding_said = true;
	if (jy_is(rounding, JY_N_NEVER_ROUNDED))
		return;
	guarantee->rounding = jy_rounding_of(jy_kid(rounding, JY_ROUND_ROUNDING));
	read_step(builder, guarantee, metric, jy_kid(rounding, JY_ROUND_STEP));
}

void jy_guarantee_check_rounding(struct jy_builder *builder, const struct jy_guarantee *guarantee,
				 const struct jy_metric *metric)
{
	struct jy_diag *diag;

	if (guarantee->rounding_said || guarantee->decl.damaged || !metric ||
	    jy_metric_is_wrong(metric))
		return;
	diag = jy_diag_error(
		builder->diags, JY_D_ROUNDING_UNSAID, guarantee->decl.span,
		"nothing says how the figure of `%.*s` is rounded before it is compared",
		JB_ARG(guarantee->decl.name));
	jy_diag_note(builder->diags, diag,
		     "the exact figure is compared; a partner may have rounded it first");
	jy_diag_help(builder->diags, diag, "add `never rounded`, or for example `%s`",
		     step_example(metric));
}
