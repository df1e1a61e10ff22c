/*
 * Two groups compared: `for team crowd no worse than for team core by more than 5pp`. The other
 * group is looked for where the criterion looks. Both are samples of their own, so neither may hold
 * rows of the other; and only a metric with a better direction has a worse figure.
 */
#include "model/story.h"

static bool report_direction(struct jy_builder *builder, const struct jy_metric *metric,
			     const struct jy_node *test)
{
	struct jy_diag *diag;

	diag = jy_diag_error(builder->diags, JY_D_COMPARE_DIRECTION, test->span,
			     "nothing says which of two figures of `%.*s` is worse",
			     JB_ARG(metric->decl.name));
	jy_diag_label(builder->diags, diag, metric->decl.span, "declared here");
	jy_diag_help(builder->diags, diag, "write `better higher` or `better lower` in `%.*s`",
		     JB_ARG(metric->decl.name));
	return false;
}

/* Whether one of the two is the other, or a part of it. Sites and teams of one partner are told
 * apart by their columns, which only data can do. */
static bool overlaps(const struct jy_criterion *one, const struct jy_criterion *other)
{
	if (one->partner != other->partner)
		return !one->partner || !other->partner;
	if (one->site && other->site)
		return one->site == other->site;
	if (one->team && other->team)
		return one->team == other->team;
	return !(one->site && other->team) && !(one->team && other->site);
}

static bool report_overlap(struct jy_builder *builder, const struct jy_criterion *criterion,
			   const struct jy_node *than)
{
	struct jy_diag *diag = jy_diag_error(builder->diags, JY_D_COMPARE_OVERLAP, than->span,
					     "this group is compared with rows that are its own");

	if (!criterion->partner && !criterion->each_partner.count)
		jy_diag_note(builder->diags, diag,
			     "the criterion does not say for whom it is, so it is about all rows");
	jy_diag_help(builder->diags, diag,
		     "name two groups of which no row is in both: `for team A no worse than for "
		     "team B by more than 5pp`");
	return false;
}

bool jy_fill_against(struct jy_builder *builder, struct jy_criterion *criterion,
		     const struct jy_place *place, const struct jy_node *test)
{
	const struct jy_node *than = jy_kid(test, JY_NO_WORSE_THAN);
	struct jy_criterion *other = JB_NEW(builder->arena, struct jy_criterion);
	bool well;

	*other = (struct jy_criterion){
		.metric = criterion->metric,
		.journey = criterion->journey,
		.stage = criterion->stage,
		.touchpoint = criterion->touchpoint,
		.slice = criterion->slice,
		.partner = criterion->partner,
	};
	well = jy_fill_margin(builder, criterion->metric, jy_kid(test, JY_NO_WORSE_MARGIN),
			      &criterion->margin);
	if (!jy_fill_subject(builder, other, place, than))
		return false;
	if (!well || other->cannot.size || criterion->cannot.size) {
		criterion->cannot = other->cannot.size ? other->cannot : criterion->cannot;
		return well;
	}
	if (other->each_site || other->each_team || other->each_partner.count) {
		criterion->cannot = JB_TEXT("a group is compared with one other, not with each");
		return true;
	}
	if (criterion->metric->better == JRT_BETTER_UNSAID)
		return report_direction(builder, criterion->metric, test);
	if (criterion->each_site || criterion->each_team || criterion->each_partner.count ||
	    overlaps(criterion, other))
		return report_overlap(builder, criterion, than);
	criterion->against = other;
	return true;
}
