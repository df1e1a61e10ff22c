/*
 * The flow of a journey held against a log: which rows of it show which touchpoint. A touchpoint is
 * seen where `seen as` names its code, in the step of the cases or in another column of their log,
 * and where `seen in` names the log or a slice of it.
 */
#include "plan/lowering.h"

/* ---- sights ---- */

static uint32_t is_one_of(struct jy_program *main, uint32_t value, struct jy_texts texts)
{
	uint32_t any = JRT_NONE;

	for (size_t i = 0; i < texts.count; i++) {
		uint32_t text = jy_program_step(
			main,
			(struct jrt_step){.op = JRT_OP_CONSTANT,
					  .type = JRT_TEXT,
					  .k = jy_lowering_text(main->lowering, texts.at[i])});
		uint32_t same = jy_program_step(
			main, (struct jrt_step){
				      .op = JRT_OP_EQUAL, .type = JRT_FLAG, .a = value, .b = text});

		any = i == 0 ? same : jy_program_either(main, any, same);
	}
	return any;
}

static void add_sight(struct jy_program *main, uint32_t rows, uint32_t *sight, bool *seen)
{
	*sight = *seen ? jy_program_either(main, *sight, rows) : rows;
	*seen = true;
}

/* The rows of the log that show a touchpoint. */
static uint32_t sight_of(struct jy_program *main, const struct jy_cases *cases,
			 const struct jy_touchpoint *touchpoint, bool *seen)
{
	uint32_t sight = JRT_NONE;

	for (size_t i = 0; i < touchpoint->seen_as_count; i++) {
		const struct jy_seen_as *as = &touchpoint->seen_as[i];
		const struct jy_expr *value = as->column ? as->column : cases->step;

		if (!as->source || as->source == cases->log)
			add_sight(main, is_one_of(main, jy_program_expr(main, value), as->texts),
				  &sight, seen);
	}
	for (size_t i = 0; i < touchpoint->seen_count; i++) {
		const struct jy_seen *in = &touchpoint->seen[i];

		if (in->source == cases->log)
			add_sight(main,
				  in->slice && in->slice->where
					  ? jy_program_expr(main, in->slice->where)
					  : JRT_NONE,
				  &sight, seen);
	}
	return sight;
}

static bool add_sights(struct jy_lowering *lowering, const struct jy_journey *journey,
		       struct jy_source_lowering *cases, struct jrt_flow *flow)
{
	struct jy_source_lowering *log = jy_lowering_source(lowering, cases->model->cases->log);
	struct jrt_flow_step *step =
		JB_NEW_ARRAY(lowering->arena, struct jrt_flow_step, flow->step_count);
	size_t number = 0;
	bool any = false;

	flow->first_sight = (uint32_t)cases->sights.count;
	for (size_t s = 0; s < journey->stage_count; s++)
		for (size_t t = 0; t < journey->stage[s].touchpoint_count; t++) {
			uint32_t sight =
				sight_of(&log->main, cases->model->cases,
					 &journey->stage[s].touchpoint[t], &step[number].seen);
			bool seen = step[number].seen;

			step[number] = flow->step[number];
			step[number].seen = seen;
			number++;
			any |= seen;
			*jb_push(lowering->arena, &cases->sights) = seen ? sight : JRT_UNSEEN;
		}
	flow->step = step;
	return any;
}

/* ---- what cannot be compared ---- */

static uint32_t report_unseen(struct jy_lowering *lowering, const struct jy_journey *journey,
			      const struct jy_source *cases, struct jy_span span)
{
	struct jb_text log = cases->cases->log->decl.name;
	struct jy_diag *diag = jy_diag_error(lowering->diags, JY_D_FLOW_UNSEEN, span,
					     "no event of `%.*s` shows a touchpoint of `%.*s`",
					     JB_ARG(log), JB_ARG(journey->decl.name));

	jy_diag_label(lowering->diags, diag, journey->decl.span, "the journey");
	jy_diag_help(
		lowering->diags, diag,
		"say in its touchpoints by which step they are seen: `seen as \"…\"`, or `seen "
		"in` a slice of `%.*s`",
		JB_ARG(log));
	return JRT_NONE;
}

static uint32_t report_endless(struct jy_lowering *lowering, const struct jy_source *cases,
			       struct jy_span span)
{
	struct jy_diag *diag = jy_diag_error(
		lowering->diags, JY_D_CASES_ENDLESS, span,
		"nothing says when a case of `%.*s` ends, so nothing can be missing from it",
		JB_ARG(cases->decl.name));

	jy_diag_label(lowering->diags, diag, cases->decl.span, "these cases");
	jy_diag_help(lowering->diags, diag,
		     "write `ends at first \"STEP\"`, or `ends at last event` where every case in "
		     "the log is over");
	return JRT_NONE;
}

static size_t touchpoints_of(const struct jy_journey *journey)
{
	size_t count = 0;

	for (size_t s = 0; s < journey->stage_count; s++)
		count += journey->stage[s].touchpoint_count;
	return count;
}

static uint32_t lower_flow(struct jy_lowering *lowering, const struct jy_journey *journey,
			   struct jy_source_lowering *cases, struct jy_span span)
{
	struct jrt_flow flow;

	if (!cases->model->cases || !jy_lowering_source(lowering, cases->model->cases->log))
		return JRT_NONE; /* what is wrong with them is reported */
	if (!cases->model->cases->end.given)
		return report_endless(lowering, cases->model, span);
	if (touchpoints_of(journey) > JRT_FLOW_STEPS_MAX) {
		jy_lowering_report_large(lowering, journey, "touchpoints", JRT_FLOW_STEPS_MAX,
					 span);
		return JRT_NONE;
	}
	if (!jy_lowering_ways(lowering, journey, &flow, JRT_FLOW_WAYS_MAX, span))
		return JRT_NONE;
	flow.cases = (uint32_t)(cases - lowering->source);
	if (!add_sights(lowering, journey, cases, &flow))
		return report_unseen(lowering, journey, cases->model, span);
	*jb_push(lowering->arena, &lowering->flows) = flow;
	return (uint32_t)(lowering->flows.count - 1);
}

uint32_t jy_lowering_flow(struct jy_lowering *lowering, const struct jy_journey *journey,
			  struct jy_source_lowering *cases, struct jy_span span)
{
	const void *pair[] = {journey, cases};
	struct jb_text key = {.at = (const char *)pair, .size = sizeof pair};
	bool fresh;
	uint64_t *at = jb_map_intern(&lowering->flow_index, &key, &fresh);

	if (fresh)
		*at = lower_flow(lowering, journey, cases, span);
	return (uint32_t)*at;
}

/* ---- the cases of a journey ---- */

static void report_unlinked(struct jy_lowering *lowering, const struct jy_journey *journey)
{
	struct jy_diag *diag =
		jy_diag_error(lowering->diags, JY_D_FLOW_UNLINKED, journey->decl.span,
			      "nothing says which cases show how customers walk `%.*s`",
			      JB_ARG(journey->decl.name));

	jy_diag_help(
		lowering->diags, diag,
		"write `follows CASES` in the journey; cases are made of a log: `cases CASES of "
		"LOG { case …, step …, time … }`");
}

static struct jy_source_lowering *cases_of(struct jy_lowering *lowering,
					   const struct jy_journey *journey, struct jb_text name)
{
	struct jy_source_lowering *found = NULL;
	size_t count = 0;

	for (size_t i = 0; i < lowering->source_count; i++) {
		const struct jy_source *source = lowering->source[i].model;

		if (!source->is_cases || (name.size && !jb_text_equal(source->decl.name, name)) ||
		    (!name.size && journey->follows && journey->follows != source))
			continue;
		found = &lowering->source[i];
		count++;
	}
	if (count == 1)
		return found;
	report_unlinked(lowering, journey);
	return NULL;
}

uint32_t jy_lowering_flow_of(struct jy_lowering *lowering, const struct jy_journey *journey,
			     struct jb_text name)
{
	struct jy_source_lowering *cases = cases_of(lowering, journey, name), *log;
	const struct jy_expr *step;
	uint32_t flow;

	if (!cases)
		return JRT_NONE;
	flow = jy_lowering_flow(lowering, journey, cases, journey->decl.span);
	if (flow == JRT_NONE)
		return flow;
	/* Steps that the flow does not know are told by name. */
	step = cases->model->cases->step;
	log = jy_lowering_source(lowering, cases->model->cases->log);
	if (step->op == JRT_OP_COLUMN)
		log->column[step->k].key = true;
	return flow;
}
