/*
 * `expected as in the journey`: the criterion of the journey that a guarantee stands for.
 */
#include "model/story.h"

static void report_no_level(struct jy_builder *builder, const struct jy_criterion *measured,
			    struct jy_span span)
{
	const struct jy_decl *where = measured->touchpoint ? &measured->touchpoint->decl
				      : measured->stage	   ? &measured->stage->decl
				      : measured->journey  ? &measured->journey->decl
							   : NULL;
	struct jy_diag *diag;

	if (!where) {
		diag = jy_diag_error(builder->diags, JY_D_JOURNEY_NO_LEVEL, span,
				     "nothing says where in the journey `%.*s` is expected",
				     JB_ARG(measured->metric->decl.name));
		jy_diag_help(builder->diags, diag, "write `measure %.*s at JOURNEY.TOUCHPOINT`",
			     JB_ARG(measured->metric->decl.name));
		return;
	}
	diag = jy_diag_error(builder->diags, JY_D_JOURNEY_NO_LEVEL, span,
			     "the journey expects nothing of `%.*s` at `%.*s`",
			     JB_ARG(measured->metric->decl.name), JB_ARG(where->name));
	jy_diag_label(builder->diags, diag, where->span, "no `success` with this metric here");
	jy_diag_help(builder->diags, diag,
		     "add `success %.*s …` there, or write the threshold here: "
		     "`expected at least 80%%`",
		     JB_ARG(measured->metric->decl.name));
}

const struct jy_criterion *jy_journey_level(struct jy_builder *builder,
					    const struct jy_criterion *measured,
					    struct jy_span span)
{
	const struct jy_criterion *list = NULL, *found = NULL;
	size_t count = 0;

	if (measured->touchpoint) {
		list = measured->touchpoint->success;
		count = measured->touchpoint->success_count;
	} else if (measured->stage) {
		list = measured->stage->success;
		count = measured->stage->success_count;
	} else if (measured->journey) {
		list = measured->journey->outcome;
		count = measured->journey->outcome_count;
	}
	for (size_t i = 0; i < count; i++)
		if (list[i].metric == measured->metric &&
		    (!found || (found->during_count && !list[i].during_count)))
			found = &list[i];
	if (!found)
		report_no_level(builder, measured, span);
	return found;
}
