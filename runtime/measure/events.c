/*
 * The rows of a log that cases are made of: of each accepted row its case, step and time. They are
 * held until the last row, about forty bytes a row, because the events of a case may lie anywhere
 * in the files.
 */
#include "measure/feed.h"

void jrt_events_init(struct jrt_feed *log)
{
	const struct jrt_plan *plan = log->measuring->plan;
	struct jb_arena *arena = &log->measuring->scratch;

	log->events = JB_NEW_ARRAY(arena, struct jrt_events, plan->source_count);
	for (uint32_t s = 0; s < plan->source_count; s++) {
		const struct jrt_cases *cases = plan->source[s].cases;

		if (!cases || cases->log != log->number)
			continue;
		log->events[log->events_count++] = (struct jrt_events){
			.source = s,
			.cases = cases,
			.time = JB_NEW_ARRAY(arena, int64_t, JRT_LANE_ROWS),
			.known = JB_NEW_ARRAY(arena, uint8_t, JRT_LANE_ROWS),
		};
	}
}

static void add(struct jrt_feed *log, const struct jrt_view *view, struct jrt_events *events)
{
	const struct jrt_lane key = log->main.lane[events->cases->key];
	const struct jrt_lane step = log->main.lane[events->cases->step];

	jrt_machine_instants(&log->main, view->rows, events->cases->time, events->time,
			     events->known);
	for (uint32_t row = 0; row < view->rows; row++) {
		if (view->fate[row] != JRT_LIVE)
			continue;
		if (!key.known[row] || !step.known[row] || !events->known[row]) {
			events->without_case++;
			continue;
		}
		*jb_push(&log->measuring->scratch, &events->event) = (struct jrt_event){
			.key = key.value[row],
			.time = events->time[row],
			.step = step.value[row],
			.line = view->line[row],
			.file = view->files ? view->files[row] : view->file,
		};
	}
}

void jrt_events_add(struct jrt_feed *log, const struct jrt_view *view)
{
	for (size_t i = 0; i < log->events_count; i++)
		add(log, view, &log->events[i]);
}
