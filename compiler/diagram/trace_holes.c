/*
 * Where a trace breaks. Each hole is a card of its own in the column where something is missing,
 * and says what in words.
 */
#include "diagram/trace_internal.h"

#include "diagram/selection.h"
#include "model/contact.h"

static uint32_t add_hole(struct trace *trace, uint32_t from, enum trace_column column,
			 struct jb_text words)
{
	uint32_t hole = (uint32_t)trace->card.count;
	struct trace_card card = {.column = column,
				  .of = trace->card.at[from].of,
				  .hole = words,
				  .span = trace->card.at[from].span};

	*jb_push(trace->view.arena, &trace->card) = card;
	trace_join(trace, from, hole, TRACE_BROKEN);
	trace->view.holes++;
	return hole;
}

/* ---- at touchpoints ---- */

/* Criteria that judge the touchpoint itself, as the rules count them: its own, and guarantees at
 * it. */
static bool is_judged(const struct trace *trace, const struct jy_touchpoint *touchpoint)
{
	if (touchpoint->success_count)
		return true;
	for (size_t i = 0; i < trace->view.model->agreements.count; i++) {
		const struct jy_agreement *agreement = trace->view.model->agreements.at[i];

		for (size_t k = 0; k < agreement->guarantee_count; k++) {
			const struct jy_criterion *level = trace_level(&agreement->guarantee[k]);

			if (level && level->touchpoint == touchpoint)
				return true;
		}
	}
	return false;
}

static const struct jy_feeling *declared(const struct trace *trace,
					 const struct jy_touchpoint *touchpoint,
					 enum jy_feeling_kind kind)
{
	for (size_t i = 0; i < touchpoint->feeling_count; i++)
		if (touchpoint->feeling[i].kind == kind &&
		    jy_selection_hears(&trace->view.options->selection,
				       touchpoint->feeling[i].persona))
			return &touchpoint->feeling[i];
	return NULL;
}

static void look_at_touchpoint(struct trace *trace, uint32_t card)
{
	const struct jy_touchpoint *touchpoint = trace->card.at[card].of.touchpoint;
	const struct jy_feeling *trough = declared(trace, touchpoint, JY_TROUGH);
	const struct jy_feeling *peak = declared(trace, touchpoint, JY_PEAK);
	bool judged = is_judged(trace, touchpoint);

	if (trough && !trough->about.count)
		add_hole(trace, card, TRACE_ABOUT,
			 JB_TEXT("nobody said what this trough is about"));
	if (touchpoint->moment_of_truth && !judged)
		add_hole(trace, card, TRACE_CRITERION,
			 JB_TEXT("nothing measures this moment of truth"));
	else if (!judged && !touchpoint->felt_by &&
		 ((trough && !trough->about.count) || (peak && !peak->about.count)))
		add_hole(trace, card, TRACE_METRIC,
			 trough && !trough->about.count ? JB_TEXT("nothing measures this trough")
							: JB_TEXT("nothing measures this peak"));
}

/* ---- along the chain ---- */

static bool in_list(const struct jy_metric *metric, const struct jy_metric *const *list,
		    size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (list[i] == metric)
			return true;
	return false;
}

static bool in_criteria(const struct jy_metric *metric, const struct jy_criterion *list,
			size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (list[i].metric == metric)
			return true;
	return false;
}

static bool in_journey(const struct jy_metric *metric, const struct jy_journey *journey)
{
	if (in_criteria(metric, journey->outcome, journey->outcome_count))
		return true;
	for (size_t s = 0; s < journey->stage_count; s++) {
		const struct jy_stage *stage = &journey->stage[s];

		if (in_criteria(metric, stage->success, stage->success_count))
			return true;
		for (size_t t = 0; t < stage->touchpoint_count; t++)
			if (in_criteria(metric, stage->touchpoint[t].success,
					stage->touchpoint[t].success_count))
				return true;
	}
	return false;
}

/* What the program asks for somewhere: in a criterion of a journey, an objective, an attribute. */
static bool is_asked(const struct jy_model *model, const struct jy_metric *metric)
{
	for (size_t i = 0; i < model->journeys.count; i++)
		if (in_journey(metric, model->journeys.at[i]))
			return true;
	for (size_t i = 0; i < model->objectives.count; i++)
		if (in_list(metric, model->objectives.at[i]->measured_by.at,
			    model->objectives.at[i]->measured_by.count))
			return true;
	for (size_t i = 0; i < model->attributes.count; i++)
		if (in_list(metric, model->attributes.at[i]->measured_by.at,
			    model->attributes.at[i]->measured_by.count))
			return true;
	return false;
}

/* Some metrics only show what was felt: nobody need judge them. */
static void look_at_metric(struct trace *trace, uint32_t card, bool from_attribute)
{
	if (from_attribute && !trace->card.at[card].links_after)
		add_hole(trace, card, TRACE_CRITERION, JB_TEXT("nothing judges it"));
}

/* The first partner, not in house, that delivers where the criterion judges. */
static const struct jy_partner *outsourcer(const struct jy_criterion *criterion)
{
	const struct jy_touchpoint *touchpoint = criterion->touchpoint;

	for (size_t i = 0; touchpoint && i < touchpoint->delivery_count; i++) {
		const struct jy_delivery *delivery = &touchpoint->delivery[i];

		if (delivery->partner && !jb_text_is(jy_delivery_form(delivery), "in_house"))
			return delivery->partner;
	}
	return NULL;
}

static void look_at_criterion(struct trace *trace, uint32_t card)
{
	const struct jy_criterion *criterion = trace->card.at[card].of.criterion;
	const struct jy_partner *partner = outsourcer(criterion);

	if (partner && !trace->card.at[card].links_after)
		add_hole(trace, card, TRACE_AGREED,
			 jb_text_printf(trace->view.arena, "no agreement with %.*s covers it",
					JB_ARG(partner->decl.title)));
}

/* A guarantee that hangs on its metric alone, and nobody asks for that. */
static void look_at_guarantee(struct trace *trace, uint32_t card)
{
	const struct jy_guarantee *guarantee = trace->card.at[card].of.guarantee;
	const struct jy_metric *metric = trace_level(guarantee)->metric;
	uint32_t hole;

	if (guarantee->serves.count || metric->serves.count || is_asked(trace->view.model, metric))
		return;
	for (size_t i = 0; i < trace->link.count; i++)
		if (trace->link.at[i].to == card)
			trace->link.at[i].look = TRACE_BROKEN;
	hole = (uint32_t)trace->card.count;
	add_hole(trace, card, TRACE_CRITERION, JB_TEXT("the journey asks for nothing of the kind"));
	/* It stands before what lacks it, in place of the link from the metric. */
	for (size_t i = 0; i < trace->link.count; i++)
		if (trace->link.at[i].to == card)
			trace->link.at[i].to = hole;
	trace->link.at[trace->link.count - 1] =
		(struct trace_link){.from = hole, .to = card, .look = TRACE_BROKEN};
	trace->card.at[card].links_after--;
}

void trace_find_holes(struct trace *trace)
{
	const size_t count = trace->card.count;
	bool *from_attribute = JB_NEW_ARRAY(trace->view.arena, bool, count);

	for (size_t i = 0; i < trace->link.count; i++)
		if (trace->card.at[trace->link.at[i].from].column == TRACE_ABOUT)
			from_attribute[trace->link.at[i].to] = true;
	for (uint32_t i = 0; i < count; i++)
		switch (trace->card.at[i].column) {
		case TRACE_FELT: look_at_touchpoint(trace, i); break;
		case TRACE_ABOUT:
			if (!trace->card.at[i].links_after)
				add_hole(trace, i, TRACE_METRIC, JB_TEXT("nothing measures it"));
			break;
		case TRACE_METRIC: look_at_metric(trace, i, from_attribute[i]); break;
		case TRACE_CRITERION: look_at_criterion(trace, i); break;
		case TRACE_AGREED: look_at_guarantee(trace, i); break;
		default: break;
		}
}
