/*
 * Where a criterion looks: the touchpoint, stage or journey it stands in or names with `at`, a
 * slice, a partner, a site, a team. What the engine cannot tell rows apart by is understood and
 * said, not dropped.
 */
#include "model/story.h"

static void *report_several(struct jy_builder *builder, enum jy_thing thing,
			    const struct jy_node *name, const struct jy_entry *first)
{
	struct jy_diag *diag = jy_diag_error(builder->diags, JY_D_NAME_OF_SEVERAL, name->span,
					     "several partners have a %s called `%.*s`",
					     jy_thing_word(thing), JB_ARG(name->text));

	jy_diag_label(builder->diags, diag, jy_decl_of(first->model)->span, "one of them");
	jy_diag_help(builder->diags, diag, "say whose: `%.*s`", JB_ARG(first->name));
	return NULL;
}

void *jy_partner_part(struct jy_builder *builder, enum jy_thing thing, struct jb_text partner,
		      const struct jy_node *name)
{
	const enum jy_thing things[] = {thing, JY_T_COUNT};
	struct jy_entry *entry;

	if (!jy_is(name, JY_N_NAME) && !jy_is(name, JY_N_PATH))
		return NULL;
	entry = jy_builder_within(builder, thing, partner, name->text);
	if (!entry) {
		jy_builder_missing(builder, name, things, partner);
		return NULL;
	}
	if (entry->several && jy_is(name, JY_N_NAME) &&
	    !jb_text_starts(entry->name, jb_text_printf(builder->arena, "%.*s.", JB_ARG(partner))))
		return report_several(builder, thing, name, entry);
	return entry->model;
}

/* The partner whose sites and teams are spoken of: the agreement's, the one named before, or the
 * only one that delivers the touchpoint. */
static const struct jy_partner *partner_of(const struct jy_criterion *criterion,
					   const struct jy_place *place)
{
	const struct jy_touchpoint *touchpoint = criterion->touchpoint;
	const struct jy_partner *only = NULL;

	if (criterion->partner)
		return criterion->partner;
	if (place->agreement)
		return place->agreement->partner;
	for (size_t i = 0; touchpoint && i < touchpoint->delivery_count; i++) {
		const struct jy_partner *partner = touchpoint->delivery[i].partner;

		if (only && partner && partner != only)
			return NULL;
		only = partner ? partner : only;
	}
	return only;
}

static bool report_whose(struct jy_builder *builder, const struct jy_node *node,
			 const struct jy_partner *partner, const char *what)
{
	struct jy_diag *diag;

	if (partner) {
		diag = jy_diag_error(builder->diags, JY_D_SITES_WHOSE, node->span,
				     "the partner `%.*s` has no %ss", JB_ARG(partner->decl.name),
				     what);
		jy_diag_label(builder->diags, diag, partner->decl.span, "declared here");
		jy_diag_help(builder->diags, diag, "add `%s NAME%s` to the partner", what,
			     what[0] == 's' ? " in COUNTRY" : "");
		return false;
	}
	diag = jy_diag_error(builder->diags, JY_D_SITES_WHOSE, node->span,
			     "nothing says whose %ss are meant", what);
	jy_diag_help(builder->diags, diag, "say whose: `for partner NAME for each %s`", what);
	return false;
}

/* Partners that deliver a touchpoint, in the order in which they first do. */
struct deliverers {
	JB_VEC(const struct jy_partner *) list;
};

static void add_deliverers(struct jy_builder *builder, const struct jy_touchpoint *touchpoint,
			   struct deliverers *found)
{
	for (size_t i = 0; i < touchpoint->delivery_count; i++) {
		const struct jy_partner *partner = touchpoint->delivery[i].partner;
		size_t known = 0;

		while (known < found->list.count && found->list.at[known] != partner)
			known++;
		if (partner && known == found->list.count)
			*jb_push(builder->arena, &found->list) = partner;
	}
}

static void add_stage(struct jy_builder *builder, const struct jy_stage *stage,
		      struct deliverers *found)
{
	for (size_t i = 0; i < stage->touchpoint_count; i++)
		add_deliverers(builder, &stage->touchpoint[i], found);
}

static bool fill_each_partner(struct jy_builder *builder, struct jy_criterion *criterion,
			      const struct jy_node *node)
{
	struct deliverers found = {0};
	struct jy_diag *diag;

	if (criterion->touchpoint)
		add_deliverers(builder, criterion->touchpoint, &found);
	else if (criterion->stage)
		add_stage(builder, criterion->stage, &found);
	else
		for (size_t i = 0; criterion->journey && i < criterion->journey->stage_count; i++)
			add_stage(builder, &criterion->journey->stage[i], &found);
	criterion->each_partner.at = found.list.at;
	criterion->each_partner.count = found.list.count;
	if (found.list.count)
		return true;
	diag = jy_diag_error(builder->diags, JY_D_SITES_WHOSE, node->span,
			     "no partner delivers what this criterion is about");
	jy_diag_help(builder->diags, diag, "add `delivered by PARTNER` to the touchpoint");
	return false;
}

static bool fill_each(struct jy_builder *builder, struct jy_criterion *criterion,
		      const struct jy_place *place, const struct jy_node *node)
{
	enum jy_word word = jy_word(jy_kid(node, JY_EACH_WORD));
	const struct jy_partner *partner = partner_of(criterion, place);
	const bool team = word == JY_W_TEAM;

	if (word == JY_W_PARTNER && !place->agreement)
		return fill_each_partner(builder, criterion, node);
	if (word != JY_W_SITE && !team) {
		criterion->cannot =
			jb_text_printf(builder->arena,
				       "there are verdicts for each site and team, not for each %s",
				       jy_word_text(word));
		return true;
	}
	if (!partner && place->agreement)
		return false; /* the agreement's parties are wrong, which is reported */
	if (!partner || !(team ? partner->team_count : partner->site_count))
		return report_whose(builder, node, partner, team ? "team" : "site");
	criterion->partner = partner;
	criterion->each_site = !team;
	criterion->each_team = team;
	return true;
}

static bool fill_partner(struct jy_builder *builder, struct jy_criterion *criterion,
			 const struct jy_place *place, const struct jy_node *path)
{
	const struct jy_partner *partner = jy_builder_find(builder, JY_T_PARTNER, path);
	struct jy_diag *diag;

	if (!partner)
		return false;
	if (!place->agreement || !place->agreement->partner ||
	    place->agreement->partner == partner) {
		criterion->partner = partner;
		return true;
	}
	diag = jy_diag_error(builder->diags, JY_D_SCOPE_MIXED, path->span,
			     "this agreement is with `%.*s`, not with `%.*s`",
			     JB_ARG(place->agreement->partner->decl.name), JB_ARG(path->text));
	jy_diag_label(builder->diags, diag, place->agreement->decl.span, "the agreement");
	return false;
}

static bool fill_one(struct jy_builder *builder, struct jy_criterion *criterion,
		     const struct jy_place *place, const struct jy_node *node)
{
	const struct jy_node *path = jy_kid(node, JY_SUBJECT_PATH);
	const struct jy_partner *partner = partner_of(criterion, place);
	struct jb_text whose = partner ? partner->decl.name : JB_TEXT("");

	switch (jy_word(jy_kid(node, JY_SUBJECT_WORD))) {
	case JY_W_SITE:
		criterion->site = jy_partner_part(builder, JY_T_SITE, whose, path);
		if (criterion->site)
			criterion->partner = criterion->site->partner;
		return criterion->site != NULL;
	case JY_W_TEAM:
		criterion->team = jy_partner_part(builder, JY_T_TEAM, whose, path);
		if (criterion->team)
			criterion->partner = criterion->team->partner;
		return criterion->team != NULL;
	case JY_W_PARTNER: return fill_partner(builder, criterion, place, path);
	case JY_W_CHANNEL:
		criterion->cannot =
			JB_TEXT("rows are not told apart by channel; a slice can do so");
		return jy_builder_find(builder, JY_T_CHANNEL, path) != NULL;
	default:
		criterion->cannot =
			JB_TEXT("rows are not told apart by variant; a slice can do so");
		return !criterion->journey || jy_story_variant(builder, criterion->journey, path);
	}
}

/* `at journey`, `at journey.stage`, `at journey.touchpoint` */
static bool fill_at(struct jy_builder *builder, struct jy_criterion *criterion,
		    const struct jy_node *path)
{
	static const enum jy_thing things[] = {JY_T_TOUCHPOINT, JY_T_STAGE, JY_T_JOURNEY,
					       JY_T_COUNT};
	struct jy_entry *touchpoint = jy_builder_entry(builder, JY_T_TOUCHPOINT, jy_text(path));
	struct jy_entry *stage = jy_builder_entry(builder, JY_T_STAGE, jy_text(path));
	struct jy_entry *journey = jy_builder_entry(builder, JY_T_JOURNEY, jy_text(path));

	if (touchpoint) {
		criterion->touchpoint = touchpoint->model;
		criterion->stage = criterion->touchpoint->stage;
		criterion->journey = criterion->touchpoint->journey;
	} else if (stage) {
		criterion->stage = stage->model;
		criterion->journey = criterion->stage->journey;
	} else if (journey) {
		criterion->journey = journey->model;
	} else {
		jy_builder_missing(builder, path, things, JB_TEXT(""));
	}
	return touchpoint || stage || journey;
}

bool jy_fill_subject(struct jy_builder *builder, struct jy_criterion *criterion,
		     const struct jy_place *place, const struct jy_node *who)
{
	if (jy_is(who, JY_N_EACH))
		return fill_each(builder, criterion, place, who);
	return jy_is(who, JY_N_SUBJECT) && fill_one(builder, criterion, place, who);
}

static bool fill_scope(struct jy_builder *builder, struct jy_criterion *criterion,
		       const struct jy_place *place, const struct jy_node *node)
{
	const struct jy_node *what = jy_kid(node, 0);

	switch (node->kind) {
	case JY_N_IN_SLICE:
		criterion->slice = jy_builder_find(builder, JY_T_SLICE, what);
		return criterion->slice != NULL;
	case JY_N_AT: return fill_at(builder, criterion, what);
	case JY_N_FOR: return jy_fill_subject(builder, criterion, place, what);
	default: return false;
	}
}

/* What has been chosen by each of the ways to choose rows. */
struct chosen {
	const struct jy_node *slice, *at, *partner, *site, *team, *each;
};

/* The way that `node` takes; NULL: one without a limit. */
static const struct jy_node **chosen_by(struct chosen *chosen, const struct jy_node *node)
{
	const struct jy_node *what = jy_is(node, JY_N_FOR) ? jy_kid(node, 0) : NULL;

	if (jy_is(node, JY_N_IN_SLICE))
		return &chosen->slice;
	if (jy_is(node, JY_N_AT))
		return &chosen->at;
	if (jy_is(what, JY_N_EACH))
		return &chosen->each;
	if (!jy_is(what, JY_N_SUBJECT))
		return NULL;
	switch (jy_word(jy_kid(what, JY_SUBJECT_WORD))) {
	case JY_W_PARTNER: return &chosen->partner;
	case JY_W_SITE: return &chosen->site;
	case JY_W_TEAM: return &chosen->team;
	default: return NULL;
	}
}

static bool report_mixed(struct jy_builder *builder, const struct jy_node *first,
			 const struct jy_node *second)
{
	struct jy_diag *diag = jy_diag_error(builder->diags, JY_D_SCOPE_MIXED, second->span,
					     "one figure is taken over one set of rows");

	jy_diag_label(builder->diags, diag, first->span, "chosen here already");
	jy_diag_help(builder->diags, diag, "make it two lines, or a slice that holds both");
	return false;
}

static bool stage_damaged(const struct jy_stage *stage)
{
	for (size_t i = 0; i < stage->touchpoint_count; i++)
		if (stage->touchpoint[i].decl.damaged)
			return true;
	return stage->decl.damaged;
}

static bool journey_damaged(const struct jy_journey *journey)
{
	for (size_t i = 0; i < journey->stage_count; i++)
		if (stage_damaged(&journey->stage[i]))
			return true;
	return journey->decl.damaged;
}

static bool partner_damaged(const struct jy_partner *partner)
{
	for (size_t i = 0; i < partner->site_count; i++)
		if (partner->site[i].decl.damaged)
			return true;
	for (size_t i = 0; i < partner->team_count; i++)
		if (partner->team[i].decl.damaged)
			return true;
	return partner->decl.damaged;
}

/* Whether what says which rows are meant was wrong: nothing is judged by what is left of it. */
static bool rows_damaged(const struct jy_criterion *criterion)
{
	if (criterion->partner && partner_damaged(criterion->partner))
		return true;
	if (criterion->touchpoint)
		return criterion->touchpoint->decl.damaged;
	if (criterion->stage)
		return stage_damaged(criterion->stage);
	return criterion->journey && journey_damaged(criterion->journey);
}

bool jy_fill_scopes(struct jy_builder *builder, struct jy_criterion *criterion,
		    const struct jy_place *place, const struct jy_node *scopes)
{
	struct chosen chosen = {0};
	bool well = true;

	criterion->journey = place->journey;
	criterion->stage = place->stage;
	criterion->touchpoint = place->touchpoint;
	if (place->agreement)
		criterion->partner = place->agreement->partner;
	for (uint32_t i = 0; i < jy_count(scopes); i++) {
		const struct jy_node *node = jy_kid(scopes, i);
		const struct jy_node **seen = chosen_by(&chosen, node);

		if (!node || (seen && *seen)) {
			well = node && report_mixed(builder, *seen, node);
			continue;
		}
		if (seen)
			*seen = node;
		well = fill_scope(builder, criterion, place, node) && well;
	}
	return well && !rows_damaged(criterion);
}
