/*
 * The entry of lowering: sources first, then what is decided about them, then what is only
 * measured; the programs are closed last, when everybody has added their steps.
 */
#include "plan/lowering.h"
#include "source/file.h"

struct jrt_place jy_lowering_place(const struct jy_lowering *lowering, struct jy_span span)
{
	const struct jy_file *file = jy_diags_file(lowering->diags, span.file);

	if (!file)
		return (struct jrt_place){0};
	return (struct jrt_place){.file = file->path, .line = jy_file_line(file, span.begin)};
}

static const struct jrt_plan *finish(struct jy_lowering *lowering, struct jb_text title)
{
	struct jrt_plan *plan = JB_NEW(lowering->arena, struct jrt_plan);
	struct jrt_plan sources = {0};

	jy_finish_sources(lowering, &sources); /* first: they may need more texts */
	*plan = (struct jrt_plan){
		.title = title,
		.agreement = lowering->agreements.at,
		.agreement_count = lowering->agreements.count,
		.source = sources.source,
		.source_count = sources.source_count,
		.zone = lowering->zones.at,
		.zone_count = lowering->zones.count,
		.calendar = lowering->calendars.at,
		.calendar_count = lowering->calendars.count,
		.text = lowering->texts.at,
		.text_count = lowering->texts.count,
		.periods = lowering->periods.at,
		.periods_count = lowering->periods.count,
		.scope = lowering->scopes.at,
		.scope_count = lowering->scopes.count,
		.metric = lowering->metrics.at,
		.metric_count = lowering->metrics.count,
		.meter = lowering->meters.at,
		.meter_count = lowering->meters.count,
		.criterion = lowering->criteria.at,
		.criterion_count = lowering->criteria.count,
		.trigger = lowering->triggers.at,
		.trigger_count = lowering->triggers.count,
		.flow = lowering->flows.at,
		.flow_count = lowering->flows.count,
	};
	return plan;
}

static void init_maps(struct jy_lowering *lowering)
{
	struct jb_map *map[] = {
		&lowering->text_index,	     &lowering->period_index,	 &lowering->scope_index,
		&lowering->scope_name_index, &lowering->meter_index,	 &lowering->source_index,
		&lowering->metric_index,     &lowering->criterion_index, &lowering->unmeasured,
		&lowering->flow_index,	     &lowering->spread};

	for (size_t i = 0; i < sizeof map / sizeof *map; i++)
		jb_map_init(map[i], lowering->arena);
}

static struct jy_lowering *begin(struct jb_arena *arena, const struct jy_model *model,
				 struct jy_diags *diags)
{
	struct jy_lowering *lowering = JB_NEW(arena, struct jy_lowering);

	lowering->arena = arena;
	lowering->model = model;
	lowering->diags = diags;
	init_maps(lowering);
	return lowering;
}

const struct jrt_plan *jy_plan_make(struct jb_arena *arena, const struct jy_model *model,
				    struct jb_text title, struct jy_diags *diags)
{
	struct jy_lowering *lowering = begin(arena, model, diags);

	jy_lower_spreads(lowering);
	jy_lower_sources(lowering);
	jy_lower_criteria(lowering);
	jy_lower_felt(lowering);
	jy_lower_metrics(lowering);
	jy_lower_reported(lowering);
	return finish(lowering, title);
}

const struct jrt_plan *jy_plan_make_flow(struct jb_arena *arena, const struct jy_model *model,
					 const struct jy_journey *journey, struct jb_text cases,
					 struct jy_diags *diags)
{
	struct jy_lowering *lowering = begin(arena, model, diags);

	jy_lower_sources(lowering);
	jy_lowering_flow_of(lowering, journey, cases);
	return finish(lowering, journey->decl.title);
}

const struct jrt_plan *jy_plan_make_audit(struct jb_arena *arena, const struct jy_model *model,
					  struct jb_text title, struct jy_diags *diags,
					  const struct jrt_reported **reported, size_t *count)
{
	struct jy_lowering *lowering = begin(arena, model, diags);

	jy_lower_spreads(lowering);
	jy_lower_sources(lowering);
	*reported = jy_lower_audits(lowering, count);
	return finish(lowering, title);
}

const struct jrt_flow *jy_plan_ways(struct jb_arena *arena, const struct jy_model *model,
				    const struct jy_journey *journey, struct jy_diags *diags)
{
	struct jy_lowering *lowering = begin(arena, model, diags);
	struct jrt_flow *flow = JB_NEW(arena, struct jrt_flow);

	return jy_lowering_ways(lowering, journey, flow, JY_WAYS_DRAWN_MAX, journey->decl.span)
		       ? flow
		       : NULL;
}
