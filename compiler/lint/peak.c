/*
 * Rules about peaks: what customers remember fondly is lost unseen where nothing measures it. A
 * peak is what a journey calls so; a journey that calls nothing so has one peak, its best feeling,
 * if that lies in the highest third of the scale.
 */
#include "lint/linter.h"

/* The peak that is declared, or NULL. */
static const struct jy_feeling *declared_peak(const struct jy_touchpoint *touchpoint)
{
	for (size_t i = 0; i < touchpoint->feeling_count; i++)
		if (touchpoint->feeling[i].kind == JY_PEAK)
			return &touchpoint->feeling[i];
	return NULL;
}

/* The criteria, the figure that the feeling is read from, what the peak is about. */
static bool is_measured(const struct jy_linter *linter, const struct jy_touchpoint *touchpoint,
			const struct jy_feeling *peak)
{
	const struct jy_criterion *const *list;

	if (touchpoint->felt_by || jy_judged(linter, touchpoint, &list) > 0)
		return true;
	for (size_t i = 0; i < peak->about.count; i++)
		if (peak->about.at[i]->measured_by.count > 0)
			return true;
	return false;
}

static void find_at(struct jy_linter *linter, const struct jy_touchpoint *touchpoint,
		    const struct jy_feeling *peak)
{
	struct jy_diag *diag;

	if (is_measured(linter, touchpoint, peak))
		return;
	diag = jy_find(linter, peak->span, "nothing measures the peak at `%.*s`",
		       JB_ARG(touchpoint->decl.name));
	jy_note(linter, diag, "when it fades, nobody will see it");
	jy_help(linter, diag,
		"judge it, for example `success csat at least 80%% every month`, or say what it is "
		"about: `peak +4 about ATTRIBUTE`, with `measured by` in the attribute");
}

struct best {
	const struct jy_touchpoint *touchpoint;
	const struct jy_feeling *peak;
	bool declared; /* the journey calls some feeling a peak */
};

static void look_at(struct jy_linter *linter, struct best *best,
		    const struct jy_touchpoint *touchpoint)
{
	const struct jy_feeling *peak = declared_peak(touchpoint);

	if (peak) {
		best->declared = true;
		find_at(linter, touchpoint, peak);
		return;
	}
	peak = jy_peak(touchpoint);
	if (peak && (!best->peak || peak->value > best->peak->value))
		*best = (struct best){touchpoint, peak, best->declared};
}

JY_RULE(peak_unprotected)
{
	for (size_t i = 0; i < linter->model->journeys.count; i++) {
		const struct jy_journey *journey = linter->model->journeys.at[i];
		struct best best = {0};

		for (size_t s = 0; s < journey->stage_count; s++)
			for (size_t t = 0; t < journey->stage[s].touchpoint_count; t++)
				look_at(linter, &best, &journey->stage[s].touchpoint[t]);
		if (best.peak && !best.declared)
			find_at(linter, best.touchpoint, best.peak);
	}
}
