/*
 * How far two groups may lie apart: `no worse than for team core by more than 5pp`. A margin is a
 * difference, so that of shares is in percentage points; it is never negative, and none is 0.
 */
#include "model/build.h"
#include "model/types.h"

bool jy_fill_margin(struct jy_builder *builder, const struct jy_metric *metric,
		    const struct jy_node *amount, jb_fix *out)
{
	struct jy_typed want;
	struct jb_text meant;
	struct jy_diag *diag;
	jb_fix value = 0;

	*out = 0;
	if (!metric || jy_metric_is_wrong(metric))
		return false;
	if (!amount)
		return true;
	if (amount->flags & JY_F_DAMAGED)
		return false;
	want = jy_metric_typed(metric);
	want.difference = want.type == JRT_SHARE;
	if (jy_literal_value(amount, want, &value) && value >= 0) {
		*out = value;
		return true;
	}
	diag = jy_diag_error(builder->diags, JY_D_THRESHOLD_UNIT, amount->span,
			     "this is no margin between two figures of `%.*s`",
			     JB_ARG(metric->decl.name));
	jy_diag_mark(builder->diags, diag, "this is %.*s",
		     JB_ARG(jy_literal_phrase(builder->arena, amount)));
	jy_diag_label(builder->diags, diag, metric->decl.span, "this metric is %.*s",
		      JB_ARG(jy_type_phrase(builder->arena, jy_metric_typed(metric))));
	meant = value < 0 ? JB_TEXT("") : jy_literal_meant(builder->arena, amount, want);
	if (meant.size) {
		jy_diag_help(builder->diags, diag, "write `%.*s`", JB_ARG(meant));
		jy_diag_fix(builder->diags, diag, amount->span, meant);
	} else {
		jy_diag_help(builder->diags, diag, "write a difference, for example `%.*s`",
			     JB_ARG(jy_type_example(builder->arena, want)));
	}
	return false;
}
