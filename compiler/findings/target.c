/*
 * What a series of periods says about a target: met so often that it asks for nothing more, or
 * consistently met, consistently missed, hit and miss by the limits of the process, if it is
 * predictable.
 */
#include "findings/figures.h"
#include "stats/behaviour.h"

/* Periods in which a target has to be met before it is said to be met always. */
#define ALWAYS 12
/* Fewer periods have no limits worth the name. */
#define PERIODS_LEAST 10

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
		    !figures->plan->criterion[c].evidence &&
		    declared->criterion->kind != JRT_MINIMUM)
			look_at_run(figures, c, declared);
	}
}

/* ---- capability ---- */

/* A series that never moves has limits without width, and doubles have a last digit. */
#define BEYOND_DIGITS 1e-9

struct process {
	struct jrt_behaviour limits;
	size_t count, outside; /* periods; those beyond the limits */
};

enum side { ALL_GOOD, ALL_BAD, BOTH, CHANGING };

static enum side above(struct jrt_behaviour limits, double bound)
{
	return limits.low >= bound - BEYOND_DIGITS   ? ALL_GOOD
	       : limits.high < bound - BEYOND_DIGITS ? ALL_BAD
						     : BOTH;
}

static enum side below(struct jrt_behaviour limits, double bound)
{
	return limits.high <= bound + BEYOND_DIGITS ? ALL_GOOD
	       : limits.low > bound + BEYOND_DIGITS ? ALL_BAD
						    : BOTH;
}

/* Limits that end at the bound itself are on its good side, as a value there would be, but for
 * `above` and `below`, where no measured figure tells the two apart. */
static enum side side_of(struct jrt_behaviour limits, const struct jrt_threshold *threshold)
{
	double low = (double)threshold->low / JB_FIX_ONE;
	double high = (double)threshold->high / JB_FIX_ONE;

	switch (threshold->comparison) {
	case JRT_AT_LEAST:
	case JRT_ABOVE: return above(limits, low);
	case JRT_AT_MOST:
	case JRT_BELOW: return below(limits, low);
	default: break;
	}
	if (above(limits, low) == ALL_GOOD && below(limits, high) == ALL_GOOD)
		return ALL_GOOD;
	return above(limits, low) == ALL_BAD || below(limits, high) == ALL_BAD ? ALL_BAD : BOTH;
}

/* The values of the judged periods; *last the latest of them. */
static size_t values_of(struct jy_verdicts verdicts, double *value, const struct jrt_verdict **last)
{
	size_t count = 0;

	for (size_t i = 0; i < verdicts.count; i++) {
		if (!counts(&verdicts.at[i]) || verdicts.at[i].provisional)
			continue;
		value[count++] = jy_figures_real(&verdicts.at[i].measured);
		*last = &verdicts.at[i];
	}
	return count;
}

static void say_capability(struct jy_figures *figures, const struct jy_declared *declared,
			   const struct jrt_verdict *last, const struct process *process)
{
	static const char *const words[] = {
		[ALL_GOOD] = "consistently met",
		[ALL_BAD] = "consistently missed",
		[BOTH] = "hit and miss",
		[CHANGING] = "not predictable",
	};
	static const char *const what[] = {
		[ALL_GOOD] = "a single period needs no explanation; the target can be raised",
		[ALL_BAD] = "as the work is done now, it cannot meet it: change the work or the "
			    "target",
		[BOTH] = "as the work is done now, met or missed is chance: ask what would change "
			 "the work, not what went wrong in one period",
		[CHANGING] = "some periods lie outside of what is routine: find out what changed "
			     "in them before the target is judged",
	};
	struct jrt_behaviour limits = process->limits;
	enum side side = process->outside ? CHANGING : side_of(limits, last->threshold);
	const struct jrt_metric *metric =
		jy_figures_metric_of(figures, figures->plan->criterion[last->criterion].meter);
	struct jy_diag *diag =
		jy_say(figures, "target.capability", declared->criterion->span,
		       "`%.*s` is %s: %.*s is the target, %.*s to %.*s is what %zu periods show",
		       JB_ARG(figures->plan->criterion[last->criterion].name), words[side],
		       JB_ARG(jy_figures_threshold(figures, metric, last->threshold)),
		       JB_ARG(jy_figures_text(figures, metric, limits.low)),
		       JB_ARG(jy_figures_text(figures, metric, limits.high)), process->count);

	if (diag)
		jy_diag_note(figures->diags, diag, "%s", what[side]);
}

/* Limits of the values; false where they are too few. */
static bool process_of(const double *value, size_t count, struct process *process)
{
	*process = (struct process){.count = count};
	if (count < PERIODS_LEAST || !jrt_behaviour_of(value, count, &process->limits))
		return false;
	for (size_t i = 0; i < count; i++)
		process->outside += value[i] < process->limits.low - BEYOND_DIGITS ||
				    value[i] > process->limits.high + BEYOND_DIGITS;
	return true;
}

void jy_find_capability(struct jy_figures *figures)
{
	double *value = JB_NEW_ARRAY(figures->arena, double, figures->judged->verdict_count);

	for (uint32_t c = 0; c < figures->plan->criterion_count; c++) {
		const struct jy_declared *declared = jy_figures_declared(figures, c);
		const struct jrt_criterion *criterion = &figures->plan->criterion[c];
		const struct jrt_verdict *last = NULL;
		struct process process;

		if (!declared || criterion->over_count || criterion->worst_count)
			continue;
		if (process_of(value, values_of(jy_figures_verdicts(figures, c), value, &last),
			       &process))
			say_capability(figures, declared, last, &process);
	}
}
