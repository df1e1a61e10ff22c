/*
 * Rules about allowances: a standard that is lowered for a time is a debt, and a debt has a day on
 * which it is paid back.
 */
#include "lint/linter.h"

JY_RULE(debt_no_expiry)
{
	for (size_t i = 0; i < linter->model->allowance_count; i++) {
		const struct jy_allowance *allowance = &linter->model->allowance[i];
		struct jy_diag *diag;

		if (allowance->has_until)
			continue;
		diag = jy_find(linter, allowance->rule_span, "`%.*s` is allowed here for ever",
			       JB_ARG(allowance->rule));
		jy_help(linter, diag, "say until when, for example `until 2027-05-31`");
	}
}

JY_RULE(debt_expired)
{
	for (size_t i = 0; i < linter->model->allowance_count; i++) {
		const struct jy_allowance *allowance = &linter->model->allowance[i];
		struct jy_diag *diag;

		if (!linter->has_as_of || !allowance->has_until ||
		    linter->as_of <= allowance->until)
			continue;
		diag = jy_find(linter, allowance->rule_span,
			       "the allowance of `%.*s` ran out on %.*s", JB_ARG(allowance->rule),
			       JB_ARG(jy_date_text(linter, allowance->until)));
		jy_note(linter, diag, "it is judged as of %.*s",
			JB_ARG(jy_date_text(linter, linter->as_of)));
		jy_help(linter, diag,
			"mend what was allowed, or say why it must be allowed longer");
	}
}

/* Of a rule that is off or needs data nothing can be said. */
static bool can_be_idle(const struct jy_linter *linter, struct jb_text name)
{
	const struct jy_rule *rule = jy_rule_find(name);

	return rule && !rule->of_data &&
	       jy_level_of(rule, linter->model, linter->options) != JY_LEVEL_OFF;
}

JY_RULE(debt_unused)
{
	for (size_t i = 0; i < linter->model->allowance_count; i++) {
		const struct jy_allowance *allowance = &linter->model->allowance[i];
		struct jy_diag *diag;

		if (jy_allowing_used(linter->allowing, i) ||
		    !can_be_idle(linter, allowance->rule) ||
		    (linter->has_as_of && allowance->has_until && linter->as_of > allowance->until))
			continue;
		diag = jy_find(linter, allowance->span, "`%.*s` finds nothing here to allow",
			       JB_ARG(allowance->rule));
		jy_help(linter, diag, "take the line out");
	}
}
