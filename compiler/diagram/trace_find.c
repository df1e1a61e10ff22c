/*
 * The cards of a trace and the links between them, as the model has them. Nothing is missing here:
 * trace_holes.c looks for that.
 */
#include "diagram/trace_internal.h"

#include "diagram/selection.h"

#define KEY(thing) ((struct jb_text){(const char *)&(thing), sizeof(thing)})

uint32_t trace_card_of(struct trace *trace, enum trace_column column, const void *thing,
		       struct trace_of of, struct jy_span span)
{
	struct jb_text key = KEY(thing);
	bool fresh;
	uint64_t *at = jb_map_intern(&trace->card_of, &key, &fresh);

	if (!fresh)
		return (uint32_t)*at;
	*at = trace->card.count;
	*jb_push(trace->view.arena, &trace->card) =
		(struct trace_card){.column = column, .of = of, .span = span};
	return (uint32_t)*at;
}

void trace_join(struct trace *trace, uint32_t from, uint32_t to, enum trace_look look)
{
	uint64_t pair = (uint64_t)from << 32 | to;
	struct jb_text key = KEY(pair);
	bool fresh;
	uint64_t *at = jb_map_intern(&trace->linked, &key, &fresh);

	if (!fresh) {
		if (look < trace->link.at[*at].look)
			trace->link.at[*at].look = look;
		return;
	}
	*at = trace->link.count;
	*jb_push(trace->view.arena, &trace->link) =
		(struct trace_link){.from = from, .to = to, .look = look};
	trace->card.at[from].links_after++;
}

static uint32_t metric_card(struct trace *trace, const struct jy_metric *metric)
{
	return trace_card_of(trace, TRACE_METRIC, metric, (struct trace_of){.metric = metric},
			     metric->decl.span);
}

/* A criterion with its metric, or UINT32_MAX where that could not be resolved. */
static uint32_t criterion_card(struct trace *trace, const struct jy_criterion *criterion)
{
	uint32_t card, metric;

	if (!criterion->metric)
		return UINT32_MAX;
	metric = metric_card(trace, criterion->metric);
	card = trace_card_of(trace, TRACE_CRITERION, criterion,
			     (struct trace_of){.criterion = criterion}, criterion->span);
	trace_join(trace, metric, card, TRACE_LEADS);
	return card;
}

/* ---- the journey ---- */

static bool is_shown(const struct trace *trace, const struct jy_touchpoint *touchpoint)
{
	return jy_selection_picks(&trace->view.options->selection, touchpoint) &&
	       (touchpoint->feeling_count || touchpoint->moment_of_truth ||
		touchpoint->success_count || touchpoint->felt_by);
}

static void find_about(struct trace *trace, uint32_t felt, const struct jy_feeling *feeling)
{
	if (!jy_selection_hears(&trace->view.options->selection, feeling->persona))
		return;
	for (size_t i = 0; i < feeling->about.count; i++) {
		const struct jy_attribute *attribute = feeling->about.at[i];
		uint32_t about = trace_card_of(trace, TRACE_ABOUT, attribute,
					       (struct trace_of){.attribute = attribute},
					       attribute->decl.span);

		trace_join(trace, felt, about, TRACE_LEADS);
		for (size_t m = 0; m < attribute->measured_by.count; m++)
			trace_join(trace, about, metric_card(trace, attribute->measured_by.at[m]),
				   TRACE_LEADS);
	}
}

/* Whether something that is felt there is about what the metric measures. */
static bool is_about(const struct trace *trace, const struct jy_touchpoint *touchpoint,
		     const struct jy_metric *metric)
{
	for (size_t i = 0; i < touchpoint->feeling_count; i++) {
		const struct jy_feeling *feeling = &touchpoint->feeling[i];

		if (!jy_selection_hears(&trace->view.options->selection, feeling->persona))
			continue;
		for (size_t a = 0; a < feeling->about.count; a++) {
			const struct jy_attribute *about = feeling->about.at[a];

			for (size_t m = 0; m < about->measured_by.count; m++)
				if (about->measured_by.at[m] == metric)
					return true;
		}
	}
	return false;
}

static void find_touchpoint(struct trace *trace, const struct jy_touchpoint *touchpoint)
{
	uint32_t felt;

	if (!is_shown(trace, touchpoint))
		return;
	felt = trace_card_of(trace, TRACE_FELT, touchpoint,
			     (struct trace_of){.touchpoint = touchpoint}, touchpoint->decl.span);
	for (size_t i = 0; i < touchpoint->feeling_count; i++)
		find_about(trace, felt, &touchpoint->feeling[i]);
	for (size_t i = 0; i < touchpoint->success_count; i++) {
		const struct jy_metric *metric = touchpoint->success[i].metric;

		if (criterion_card(trace, &touchpoint->success[i]) == UINT32_MAX)
			continue;
		if (!is_about(trace, touchpoint, metric))
			trace_join(trace, felt, metric_card(trace, metric), TRACE_LEADS);
	}
	if (touchpoint->felt_by)
		trace_join(trace, felt, metric_card(trace, touchpoint->felt_by), TRACE_READ);
}

static void find_journey(struct trace *trace)
{
	const struct jy_journey *journey = trace->view.journey;
	const struct jy_selection *selection = &trace->view.options->selection;

	for (size_t s = 0; s < journey->stage_count; s++) {
		const struct jy_stage *stage = &journey->stage[s];

		for (size_t t = 0; t < stage->touchpoint_count; t++)
			find_touchpoint(trace, &stage->touchpoint[t]);
		for (size_t i = 0; i < stage->success_count; i++)
			if (jy_selection_picks_stage(selection, stage))
				criterion_card(trace, &stage->success[i]);
	}
	if (selection->stages.count + selection->channels.count + selection->partners.count)
		return; /* what the whole must reach says nothing of a part */
	for (size_t i = 0; i < journey->outcome_count; i++)
		criterion_card(trace, &journey->outcome[i]);
}

/* ---- agreements ---- */

const struct jy_criterion *trace_level(const struct jy_guarantee *guarantee)
{
	return guarantee->expected ? guarantee->expected : guarantee->minimum;
}

bool trace_covers(const struct jy_guarantee *guarantee, const struct jy_criterion *criterion)
{
	const struct jy_criterion *level = trace_level(guarantee);

	return level && level->metric && level->metric == criterion->metric &&
	       (!level->touchpoint || !criterion->touchpoint ||
		level->touchpoint == criterion->touchpoint) &&
	       (!level->stage || !criterion->stage || level->stage == criterion->stage);
}

static bool delivers(const struct trace *trace, const struct jy_partner *partner)
{
	for (size_t s = 0; s < trace->view.journey->stage_count; s++) {
		const struct jy_stage *stage = &trace->view.journey->stage[s];

		for (size_t t = 0; t < stage->touchpoint_count; t++) {
			const struct jy_touchpoint *touchpoint = &stage->touchpoint[t];

			if (!jy_selection_picks(&trace->view.options->selection, touchpoint))
				continue;
			for (size_t i = 0; i < touchpoint->delivery_count; i++)
				if (touchpoint->delivery[i].partner == partner)
					return true;
		}
	}
	return false;
}

/* Of another journey, or of a part that is not shown. */
static bool is_elsewhere(const struct trace *trace, const struct jy_criterion *level)
{
	if (level->touchpoint)
		return level->touchpoint->journey != trace->view.journey ||
		       !jy_selection_picks(&trace->view.options->selection, level->touchpoint);
	return level->journey && level->journey != trace->view.journey;
}

static void find_guarantee(struct trace *trace, const struct jy_agreement *agreement,
			   const struct jy_guarantee *guarantee, const uint32_t *criterion,
			   size_t criterion_count)
{
	const struct jy_criterion *level = trace_level(guarantee);
	uint32_t card, metric;
	bool asked = false;

	if (!level || !level->metric || is_elsewhere(trace, level))
		return;
	metric = metric_card(trace, level->metric);
	card = trace_card_of(trace, TRACE_AGREED, guarantee,
			     (struct trace_of){.guarantee = guarantee, .agreement = agreement},
			     guarantee->decl.span);
	for (size_t i = 0; i < criterion_count; i++)
		if (trace_covers(guarantee, trace->card.at[criterion[i]].of.criterion)) {
			trace_join(trace, criterion[i], card, TRACE_LEADS);
			asked = true;
		}
	if (!asked)
		trace_join(trace, metric, card, TRACE_LEADS);
}

static void find_agreements(struct trace *trace)
{
	uint32_t *criterion = JB_NEW_ARRAY(trace->view.arena, uint32_t, trace->card.count);
	size_t count = 0;

	for (uint32_t i = 0; i < trace->card.count; i++)
		if (trace->card.at[i].column == TRACE_CRITERION)
			criterion[count++] = i;
	for (size_t i = 0; i < trace->view.model->agreements.count; i++) {
		const struct jy_agreement *agreement = trace->view.model->agreements.at[i];

		if (!agreement->partner || !delivers(trace, agreement->partner))
			continue;
		for (size_t k = 0; k < agreement->guarantee_count; k++)
			find_guarantee(trace, agreement, &agreement->guarantee[k], criterion,
				       count);
	}
}

/* ---- verdicts ---- */

static void find_verdicts(struct trace *trace)
{
	size_t count = trace->card.count;

	for (uint32_t i = 0; i < count && trace->view.options->overlay; i++) {
		struct trace_card card = trace->card.at[i];
		uint32_t verdict;

		if ((card.column != TRACE_CRITERION && card.column != TRACE_AGREED) ||
		    card.hole.size)
			continue;
		verdict = (uint32_t)trace->card.count;
		*jb_push(trace->view.arena, &trace->card) = (struct trace_card){
			.column = TRACE_VERDICT, .of = card.of, .span = card.span};
		trace_join(trace, i, verdict, TRACE_LEADS);
	}
}

void trace_find(struct trace *trace)
{
	jb_map_init(&trace->card_of, trace->view.arena);
	jb_map_init(&trace->linked, trace->view.arena);
	find_journey(trace);
	find_agreements(trace);
	trace_find_holes(trace);
	find_verdicts(trace);
	trace_gather_lone(trace);
}
