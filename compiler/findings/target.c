/*
 * What a series of periods says about a target: met so often that it asks for nothing more, or
 * consistently met, consistently missed, hit and miss by the limits of the process, if it is
 * predictable.
 */
#include "findings/figures.h"

/* Periods in which a target has to be met before it is said to be met always. */
#define ALWAYS 12

static bool counts(const struct jrt_verdict *verdict)
{
	return verdict->verdict == JRT_MET || verdict->verdict == JRT_MISSED;
}

/* How often it was met up to now, without a miss and by the target now in force. Periods that were
 * not judged neither count nor break. */
static size_t met_running(struct jy_verdicts verdicts, const struct jrt_verdict **first,
			  const struct jrt_verdict **last)
{
	size_t met = 0;

	for (size_t i = verdicts.count; i-- > 0;) {
		const struct jrt_verdict *verdict = &verdicts.at[i];

		if (!counts(verdict))
			continue;
		*last = met ? *last : verdict;
		if (verdict->verdict == JRT_MISSED || verdict->threshold != (*last)->threshold)
			break;
		*first = verdict;
		met++;
	}
	return met;
}

static void look_at_run(struct jy_figures *figures, uint32_t criterion,
			const struct jy_declared *declared)
{
	const struct jrt_verdict *first = NULL, *last = NULL;
	size_t met = met_running(jy_figures_verdicts(figures, criterion), &first, &last);
	struct jy_diag *diag;

	if (met < ALWAYS)
		return;
	diag = jy_say(figures, "improve.always-met", declared->criterion->span,
		      "`%.*s` has been met %zu times running, from %.*s to %.*s",
		      JB_ARG(figures->plan->criterion[criterion].name), met, JB_ARG(first->label),
		      JB_ARG(last->label));
	if (!diag)
		return;
	jy_diag_note(figures->diags, diag, "a target that is always met asks for nothing more");
	jy_diag_help(figures->diags, diag,
		     "set the next one, with the day it comes into force, or spend the effort "
		     "where something is missed");
}

void jy_find_always_met(struct jy_figures *figures)
{
	for (uint32_t c = 0; c < figures->plan->criterion_count; c++) {
		const struct jy_declared *declared = jy_figures_declared(figures, c);

		/* The floor of a guarantee is to be met always; a site's part is no target. */
		if (declared && !figures->plan->criterion[c].over_count &&
		    !figures->plan->criterion[c].compares &&
		    !figures->plan->criterion[c].evidence &&
		    declared->criterion->kind != JRT_MINIMUM)
			look_at_run(figures, c, declared);
	}
}

/* ---- capability ---- */

enum speech { MET, MISSED, BOTH, CHANGING };

static enum speech speech_of(const struct jrt_behaviour *behaviour)
{
	for (size_t i = 0; i < behaviour->point_count; i++)
		if (behaviour->point[i].cause == JRT_CAUSE_OUTSIDE)
			return CHANGING;
	return behaviour->capability == JRT_CONSISTENTLY_MET	  ? MET
	       : behaviour->capability == JRT_CONSISTENTLY_MISSED ? MISSED
								  : BOTH;
}

static void say_capability(struct jy_figures *figures, const struct jy_declared *declared,
			   const struct jrt_behaviour *behaviour)
{
	static const char *const words[] = {
		[MET] = "consistently met",
		[MISSED] = "consistently missed",
		[BOTH] = "hit and miss",
		[CHANGING] = "not predictable",
	};
	static const char *const what[] = {
		[MET] = "a single period needs no explanation; the target can be raised",
		[MISSED] = "as the work is done now, it cannot meet it: change the work or the "
			   "target",
		[BOTH] = "as the work is done now, met or missed is chance: ask what would change "
			 "the work, not what went wrong in one period",
		[CHANGING] = "some periods lie outside of what is routine: find out what changed "
			     "in them before the target is judged",
	};
	const struct jrt_criterion *criterion = &figures->plan->criterion[behaviour->criterion];
	const struct jrt_behaviour_point *last = &behaviour->point[behaviour->point_count - 1];
	const struct jrt_threshold *threshold = figures->judged->verdict[last->verdict].threshold;
	const struct jrt_metric *metric = jy_figures_metric_of(figures, criterion->meter);
	enum speech speech = speech_of(behaviour);
	struct jy_diag *diag = jy_say(
		figures, "target.capability", declared->criterion->span,
		"`%.*s` is %s: %.*s is the target, %.*s to %.*s is what %zu periods show",
		JB_ARG(criterion->name), words[speech],
		JB_ARG(jy_figures_threshold(figures, metric, threshold)),
		JB_ARG(jy_figures_text(figures, metric, last->low)),
		JB_ARG(jy_figures_text(figures, metric, last->high)), behaviour->point_count);

	if (diag)
		jy_diag_note(figures->diags, diag, "%s", what[speech]);
}

void jy_find_capability(struct jy_figures *figures)
{
	for (size_t i = 0; i < figures->judged->behaviour_count; i++) {
		const struct jrt_behaviour *behaviour = &figures->judged->behaviour[i];
		const struct jy_declared *declared =
			jy_figures_declared(figures, behaviour->criterion);

		if (declared)
			say_capability(figures, declared, behaviour);
	}
}
