/*
 * Rules about seasons: the weeks that matter most have a ramp that ends before they begin, heads
 * that are ready, and targets of their own.
 */
#include "lint/look_partner.h"
#include "lint/set.h"

#define PLANS 3

/* ---- too late ---- */

static void find_late(struct jy_linter *linter, const struct jy_season *season, const char *what,
		      int32_t day)
{
	struct jy_diag *diag =
		jy_find(linter, season->decl.span, "%s on %.*s, and `%.*s` begins on %.*s", what,
			JB_ARG(jy_date_text(linter, day)), JB_ARG(season->decl.name),
			JB_ARG(jy_date_text(linter, season->runs.from)));

	jy_help(linter, diag, "be ready by %.*s at the latest",
		JB_ARG(jy_date_text(linter, season->runs.from)));
}

JY_RULE(season_late_ramp)
{
	for (size_t i = 0; i < linter->model->seasons.count; i++) {
		const struct jy_season *season = linter->model->seasons.at[i];
		int32_t ramped = season->ramp_ends ? season->ramp.to : season->ramp.from;

		if (!season->has_runs)
			continue;
		if (season->has_ramp && ramped > season->runs.from)
			find_late(linter, season,
				  season->ramp_ends ? "the ramp ends" : "the ramp begins", ramped);
		else if (season->ready_what.size && season->ready_by > season->runs.from)
			find_late(linter, season, "people are ready", season->ready_by);
	}
}

/* ---- not planned ---- */

/* Seasons that criteria name, and the days of criteria that are judged once over such days. */
struct targeted {
	struct jy_set seasons;
	struct jb_map days;
};

static struct jb_text days_key(const struct jrt_days *days)
{
	return (struct jb_text){(const char *)days, sizeof(*days)};
}

static struct targeted targeted_by(struct jy_linter *linter)
{
	struct targeted targeted;

	jy_set_init(&targeted.seasons, linter->arena);
	jb_map_init(&targeted.days, linter->arena);
	JY_EACH_CRITERION(linter, at)
	{
		for (size_t i = 0; i < at.criterion->during_count; i++)
			jy_set_add(&targeted.seasons, at.criterion->during[i]);
		for (size_t i = 0; i < at.criterion->over_count; i++)
			jb_map_put(&targeted.days, days_key(&at.criterion->over[i]), NULL);
	}
	return targeted;
}

static bool is_targeted(const struct targeted *targeted, const struct jy_season *season)
{
	return jy_set_has(&targeted->seasons, season) ||
	       (season->has_runs && jb_map_get(&targeted->days, days_key(&season->runs)));
}

JY_RULE(season_unplanned)
{
	struct targeted targeted = targeted_by(linter);

	for (size_t i = 0; i < linter->model->seasons.count; i++) {
		const struct jy_season *season = linter->model->seasons.at[i];
		struct jb_text word[PLANS];
		size_t count = 0;
		struct jy_diag *diag;

		if (!season->has_ramp)
			word[count++] = JB_TEXT("a ramp");
		if (!season->ready_what.size)
			word[count++] = JB_TEXT("heads");
		if (!is_targeted(&targeted, season))
			word[count++] = JB_TEXT("targets of its own");
		if (!count)
			continue;
		diag = jy_find(linter, season->decl.span, "the season `%.*s` is without %.*s",
			       JB_ARG(season->decl.name), JB_ARG(jy_listed(linter, word, count)));
		jy_help(linter, diag,
			"plan it: `ramp from DATE to DATE`, `ready 120 certified by DATE`, and a "
			"criterion `during %.*s`",
			JB_ARG(season->decl.name));
	}
}
