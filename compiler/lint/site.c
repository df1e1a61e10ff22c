/*
 * Rules about sites: somebody is awake where the market is, sites are judged apart, and a site was
 * looked at for more than roads and power.
 */
#include "lint/clock.h"
#include "lint/look_partner.h"
#include "lint/set.h"

/* ---- cover ---- */

/* A working day here and there still have a morning or an afternoon in common. */
#define HOURS_IN_REACH 6

/* What a brand's outsourcers say of when they work. */
struct cover {
	const struct jy_brand *brand;
	JB_VEC(const struct jy_site *) sites; /* one a country */
	struct jb_map countries;
	bool unknown; /* hours are planned, or a clock is not known */
};

static bool plans_hours(const struct jy_partner *partner)
{
	for (size_t i = 0; i < partner->site_count; i++)
		if (partner->site[i].staff.works_during)
			return true;
	for (size_t i = 0; i < partner->team_count; i++)
		if (partner->team[i].staff.works_during)
			return true;
	return partner->staff.works_during != NULL;
}

static void add_cover(struct jy_linter *linter, struct cover *cover,
		      const struct jy_partner *partner)
{
	cover->unknown = cover->unknown || plans_hours(partner) || !partner->site_count;
	for (size_t i = 0; i < partner->site_count; i++) {
		bool fresh;

		cover->unknown = cover->unknown || !jy_clock_known(partner->site[i].country);
		jb_map_put(&cover->countries, partner->site[i].country, &fresh);
		if (fresh)
			*jb_push(linter->arena, &cover->sites) = &partner->site[i];
	}
}

static void find_market(struct jy_linter *linter, const struct cover *cover,
			const struct jy_market *market)
{
	const struct jy_site *nearest = NULL;
	int best = 0;
	struct jy_diag *diag;

	if (!jy_clock_known(market->country))
		return;
	for (size_t i = 0; i < cover->sites.count; i++) {
		int hours = jy_clock_hours(market->country, cover->sites.at[i]->country);

		if (!nearest || hours < best) {
			nearest = cover->sites.at[i];
			best = hours;
		}
	}
	if (!nearest || best <= HOURS_IN_REACH)
		return;
	diag = jy_find(linter, market->span,
		       "no site is in reach of %.*s: the nearest, `%.*s` in %.*s, is %d hours away",
		       JB_ARG(market->country), JB_ARG(nearest->decl.name),
		       JB_ARG(nearest->country), best);
	jy_label(linter, diag, nearest->decl.span, "the nearest site");
	jy_help(linter, diag,
		"say at which hours its people work, `works during CALENDAR`, or add a nearer "
		"`site`");
}

static struct cover *cover_of(struct jy_linter *linter, struct jb_map *index,
			      const struct jy_brand *brand)
{
	struct jb_text key = JY_KEY(brand);
	bool fresh;
	uint64_t *at = jb_map_intern(index, &key, &fresh);
	struct cover *cover = fresh ? JB_NEW(linter->arena, struct cover) : NULL;

	if (!fresh)
		return (struct cover *)(uintptr_t)*at;
	*at = (uint64_t)(uintptr_t)cover;
	cover->brand = brand;
	jb_map_init(&cover->countries, linter->arena);
	return cover;
}

/* Adds each outsourcer once to each brand that it serves. */
static void add_covers(struct jy_linter *linter, struct jb_map *index)
{
	struct jy_set seen;

	jy_set_init(&seen, linter->arena);
	JY_EACH_TOUCHPOINT(linter, at)
	for (size_t i = 0; at.journey->brand && i < at.touchpoint->delivery_count; i++) {
		const struct jy_delivery *delivery = &at.touchpoint->delivery[i];

		if (!jy_delivers_outside(delivery) ||
		    !jy_set_add_pair(&seen, at.journey->brand, delivery->partner))
			continue;
		add_cover(linter, cover_of(linter, index, at.journey->brand), delivery->partner);
	}
}

JY_RULE(site_no_cover)
{
	struct jb_map index;

	jb_map_init(&index, linter->arena);
	add_covers(linter, &index);
	for (size_t i = 0; i < linter->model->brands.count; i++) {
		const struct jy_brand *brand = linter->model->brands.at[i];
		const uint64_t *at = jb_map_get(&index, JY_KEY(brand));
		const struct cover *cover = at ? (const struct cover *)(uintptr_t)*at : NULL;

		for (size_t k = 0; cover && !cover->unknown && k < brand->market_count; k++)
			find_market(linter, cover, &brand->market[k]);
	}
}

/* ---- spread ---- */

/* Partners that some criterion judges, and those whose sites it tells apart. */
struct judging {
	struct jy_set judged, apart;
	struct jb_map columns; /* names of columns in which sites appear */
};

static void add_columns(struct judging *judging, const struct jy_partner *partner)
{
	for (size_t i = 0; i < partner->site_count; i++)
		for (size_t k = 0; k < partner->site[i].appears_count; k++) {
			const struct jy_appearance *appears = &partner->site[i].appears[k];

			if (appears->source && appears->column != JRT_NONE)
				jb_map_put(&judging->columns,
					   appears->source->column_decl[appears->column].name,
					   NULL);
		}
}

/* The worst of something for each value of a column in which sites appear. */
static bool is_worst_of_sites(const struct judging *judging, const struct jy_metric *metric)
{
	struct jb_text column = metric->group_what;

	if (metric->grouping != JRT_GROUPS_WORST)
		return false;
	for (size_t i = column.size; i-- > 0;)
		if (column.at[i] == '.')
			return jb_map_get(&judging->columns,
					  (struct jb_text){column.at + i + 1, column.size - i - 1});
	return jb_map_get(&judging->columns, column) != NULL;
}

static bool tells_apart(const struct judging *judging, const struct jy_criterion *criterion)
{
	return criterion->each_site || criterion->worst_site || criterion->site ||
	       (criterion->metric && is_worst_of_sites(judging, criterion->metric));
}

static void judge(struct judging *judging, const struct jy_partner *partner, bool apart)
{
	jy_set_add(&judging->judged, partner);
	if (apart)
		jy_set_add(&judging->apart, partner);
}

static void judge_touchpoint(struct judging *judging, const struct jy_touchpoint *touchpoint)
{
	bool apart = false;

	for (size_t i = 0; i < touchpoint->success_count; i++)
		apart = apart || tells_apart(judging, &touchpoint->success[i]);
	for (size_t i = 0; touchpoint->success_count && i < touchpoint->delivery_count; i++)
		judge(judging, touchpoint->delivery[i].partner, apart);
}

static struct judging judging_of(struct jy_linter *linter)
{
	struct judging judging;

	jy_set_init(&judging.judged, linter->arena);
	jy_set_init(&judging.apart, linter->arena);
	jb_map_init(&judging.columns, linter->arena);
	for (size_t i = 0; i < linter->model->partners.count; i++)
		add_columns(&judging, linter->model->partners.at[i]);
	JY_EACH_CRITERION(linter, at)
	judge(&judging, at.agreement ? at.agreement->partner : at.criterion->partner,
	      tells_apart(&judging, at.criterion));
	JY_EACH_TOUCHPOINT(linter, at)
	judge_touchpoint(&judging, at.touchpoint);
	return judging;
}

JY_RULE(site_no_spread)
{
	struct jy_services services = jy_services(linter);
	struct judging judging = judging_of(linter);

	for (size_t i = 0; i < services.count; i++) {
		const struct jy_partner *partner = services.at[i].partner;
		struct jy_diag *diag;

		if (partner->site_count < 2 || !jy_set_has(&judging.judged, partner) ||
		    jy_set_has(&judging.apart, partner))
			continue;
		diag = jy_find(linter, partner->decl.span,
			       "the %zu sites of `%.*s` are judged by one figure: a good one can "
			       "hide a bad one",
			       partner->site_count, JB_ARG(partner->decl.name));
		jy_help(linter, diag,
			"tell them apart: `worst site counts` in a guarantee, or `success METRIC "
			"for each site at least 80%% every month`");
	}
}

/* ---- table stakes ---- */

static const char *const stakes[] = {
	"infrastructure", "labour_market", "labor_market", "property",	      "commercial_property",
	"ecosystem",	  "bpo_ecosystem", "security",	   "public_security", NULL};

static bool is_stake(struct jb_text topic)
{
	for (size_t i = 0; stakes[i]; i++)
		if (jb_text_is(topic, stakes[i]))
			return true;
	return false;
}

/* Whether everything attested is a table stake; nothing attested is. */
static bool is_stakes_only(const struct jy_staff *staff)
{
	for (size_t i = 0; i < staff->attested_count; i++)
		if (!is_stake(staff->attested[i].topic))
			return false;
	return true;
}

JY_RULE(site_table_stakes_only)
{
	for (size_t i = 0; i < linter->model->partners.count; i++) {
		const struct jy_partner *partner = linter->model->partners.at[i];

		for (size_t k = 0; is_stakes_only(&partner->staff) && k < partner->site_count;
		     k++) {
			const struct jy_site *site = &partner->site[k];
			struct jy_diag *diag;

			if (!site->staff.attested_count || !is_stakes_only(&site->staff))
				continue;
			diag = jy_find(linter, site->decl.span,
				       "`%.*s` is attested for table stakes alone, such as %.*s",
				       JB_ARG(site->decl.name),
				       JB_ARG(site->staff.attested[0].topic));
			jy_help(linter, diag,
				"look at the people too: `attested culture 2026-02-10 by brand "
				"evidence \"Site visit\"`");
		}
	}
}
