/*
 * A part of a declared flow: the touchpoints that a selection picks, and the ways between them.
 */
#include "base/map.h"
#include "diagram/flow.h"
#include "diagram/selection.h"

/* The picked touchpoints by name. */
static void find_picked(struct jb_map *picked, const struct jy_journey *journey,
			const struct jy_selection *selection)
{
	for (size_t s = 0; s < journey->stage_count; s++)
		for (size_t t = 0; t < journey->stage[s].touchpoint_count; t++) {
			const struct jy_touchpoint *touchpoint = &journey->stage[s].touchpoint[t];

			if (jy_selection_picks(selection, touchpoint))
				jb_map_put(picked, touchpoint->decl.name, NULL);
		}
}

/* Gives the new number of each step, UINT32_MAX where it is left out. Stages are numbered anew, so
 * that none is empty. */
static uint32_t *keep_steps(struct jb_arena *arena, const struct jrt_flow *flow,
			    const struct jb_map *picked, struct jrt_flow *part)
{
	struct jrt_flow_step *step = JB_NEW_ARRAY(arena, struct jrt_flow_step, flow->step_count);
	uint32_t *number = JB_NEW_ARRAY(arena, uint32_t, flow->step_count);
	uint32_t stage = 0, last = 0;

	for (size_t i = 0; i < flow->step_count; i++) {
		number[i] = UINT32_MAX;
		if (!jb_map_get(picked, flow->step[i].name))
			continue;
		if (part->step_count && flow->step[i].stage_number != last)
			stage++;
		last = flow->step[i].stage_number;
		number[i] = (uint32_t)part->step_count;
		step[part->step_count] = flow->step[i];
		step[part->step_count++].stage_number = stage;
	}
	part->step = step;
	return number;
}

const struct jrt_flow *jy_flow_part(struct jb_arena *arena, const struct jrt_flow *flow,
				    const struct jy_journey *journey,
				    const struct jy_selection *selection)
{
	struct jrt_flow *part = JB_NEW(arena, struct jrt_flow);
	struct jrt_flow_way *way = JB_NEW_ARRAY(arena, struct jrt_flow_way, flow->way_count);
	const uint32_t *number;
	struct jb_map picked;

	jb_map_init(&picked, arena);
	find_picked(&picked, journey, selection);
	part->name = flow->name;
	part->title = flow->title;
	number = keep_steps(arena, flow, &picked, part);
	for (size_t i = 0; i < flow->way_count; i++) {
		struct jrt_flow_way kept = flow->way[i];

		kept.from = number[kept.from];
		kept.to = number[kept.to];
		if (kept.from != UINT32_MAX && kept.to != UINT32_MAX)
			way[part->way_count++] = kept;
	}
	part->way = way;
	return part;
}
