/*
 * Green outside, red inside: every guarantee of an agreement is met in a period in which the
 * journey that the partner delivers misses what it is for.
 */
#include "findings/figures.h"

static bool delivers(const struct jy_touchpoint *touchpoint, const struct jy_partner *partner)
{
	for (size_t i = 0; i < touchpoint->delivery_count; i++) {
		const struct jy_delivery *delivery = &touchpoint->delivery[i];

		if (delivery->partner == partner ||
		    (delivery->team && delivery->team->partner == partner))
			return true;
	}
	return false;
}

static bool delivers_in_stage(const struct jy_stage *stage, const struct jy_partner *partner)
{
	for (size_t i = 0; i < stage->touchpoint_count; i++)
		if (delivers(&stage->touchpoint[i], partner))
			return true;
	return false;
}

/* Whether the partner has a part in what the criterion asks. */
static bool touches(const struct jy_criterion *criterion, const struct jy_partner *partner)
{
	if (criterion->touchpoint)
		return delivers(criterion->touchpoint, partner);
	if (criterion->stage)
		return delivers_in_stage(criterion->stage, partner);
	for (size_t i = 0; criterion->journey && i < criterion->journey->stage_count; i++)
		if (delivers_in_stage(&criterion->journey->stage[i], partner))
			return true;
	return false;
}

/* What the verdicts of an agreement are in one stretch of time. */
struct colour {
	size_t met, other;
	bool red; /* something else was missed in it */
};

/* All stretches of one agreement. */
struct colours {
	struct jb_map index; /* by instants */
	JB_VEC(struct colour) list;
};

static struct colour *colour_of(const struct jy_figures *figures, struct colours *colours,
				const struct jrt_verdict *verdict)
{
	const int64_t ends[2] = {verdict->from, verdict->to};
	struct jb_text key = {(const char *)ends, sizeof ends};
	bool fresh;
	uint64_t *at = jb_map_intern(&colours->index, &key, &fresh);

	if (fresh) {
		*at = colours->list.count;
		*jb_push(figures->arena, &colours->list) = (struct colour){0};
	}
	return &colours->list.at[*at];
}

static void count_levels(const struct jy_figures *figures, const struct jy_agreement *agreement,
			 struct colours *colours)
{
	jb_map_init(&colours->index, figures->arena);
	for (size_t i = 0; i < figures->judged->verdict_count; i++) {
		const struct jrt_verdict *verdict = &figures->judged->verdict[i];
		const struct jrt_criterion *criterion =
			&figures->plan->criterion[verdict->criterion];

		if (verdict->evidence || !jb_text_equal(criterion->agreement, agreement->decl.name))
			continue;
		if (verdict->verdict == JRT_MET)
			colour_of(figures, colours, verdict)->met++;
		else
			colour_of(figures, colours, verdict)->other++;
	}
}

static void say(struct jy_figures *figures, const struct jy_agreement *agreement,
		const struct jrt_verdict *red, size_t met, size_t times)
{
	const struct jrt_criterion *criterion = &figures->plan->criterion[red->criterion];
	const struct jrt_metric *metric = jy_figures_metric_of(figures, criterion->meter);
	struct jy_diag *diag = jy_say(
		figures, "sla.watermelon", agreement->decl.span,
		"in %.*s every level of `%.*s` was met (%zu), and `%.*s` was missed: %.*s, "
		"asked for was %.*s",
		JB_ARG(red->label), JB_ARG(agreement->decl.name), met, JB_ARG(criterion->name),
		JB_ARG(jy_figures_exact(figures, metric, red->compared)),
		JB_ARG(jy_figures_threshold(figures, metric, red->threshold)));

	if (!diag)
		return;
	jy_diag_note(figures->diags, diag, "green outside, red inside, in %zu period%s", times,
		     times == 1 ? "" : "s");
	jy_diag_help(figures->diags, diag,
		     "guarantee what customers live through, or ask what the guarantees leave out");
}

static bool is_red(const struct jy_figures *figures, const struct jrt_verdict *verdict,
		   const struct jy_agreement *agreement)
{
	const struct jy_declared *declared;

	if (verdict->verdict != JRT_MISSED || verdict->evidence)
		return false;
	declared = jy_figures_declared(figures, verdict->criterion);
	return declared && !declared->agreement && touches(declared->criterion, agreement->partner);
}

/* Says it of the latest period and its first miss; counts the periods. */
static void look(struct jy_figures *figures, const struct jy_agreement *agreement)
{
	struct colours colours = {0};
	const struct jrt_verdict *found = NULL;
	size_t met = 0, times = 0;

	count_levels(figures, agreement, &colours);
	for (size_t i = 0; i < figures->judged->verdict_count; i++) {
		const struct jrt_verdict *red = &figures->judged->verdict[i];
		struct colour *colour;

		if (!is_red(figures, red, agreement))
			continue;
		colour = colour_of(figures, &colours, red);
		if (!colour->met || colour->other)
			continue;
		times += !colour->red;
		colour->red = true;
		if (found && red->to <= found->to)
			continue;
		found = red;
		met = colour->met;
	}
	if (found)
		say(figures, agreement, found, met, times);
}

void jy_find_watermelon(struct jy_figures *figures)
{
	for (size_t i = 0; i < figures->model->agreements.count; i++)
		if (figures->model->agreements.at[i]->partner)
			look(figures, figures->model->agreements.at[i]);
}
