/*
 * The rows of a log that cases are made of: of each accepted row its case, step and time. They are
 * held until the last row, forty bytes a row, because the events of a case may lie anywhere
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
			.kept = JB_NEW_ARRAY(arena, struct jrt_kept, plan->source[s].column_count),
			.time = JB_NEW_ARRAY(arena, int64_t, JRT_LANE_ROWS),
			.known = JB_NEW_ARRAY(arena, uint8_t, JRT_LANE_ROWS),
		};
		jrt_sights_init(&log->events[log->events_count - 1].sights, arena, cases);
	}
}

static bool is_full(struct jrt_feed *log, const struct jrt_events *events)
{
	struct jrt_measuring *m = log->measuring;
	uint64_t most = m->input->events_most ? m->input->events_most : JRT_EVENTS_MAX;
	bool tangled = events->sights.list.count > JRT_SIGHTS_MAX;

	if (m->notes.status != JB_OK || (events->event.count < most && !tangled))
		return m->notes.status != JB_OK;
	m->notes.status = JB_TOO_LARGE;
	if (tangled)
		m->why = jb_text_printf(
			m->arena,
			"the events of %.*s show touchpoints in more than %d different ways",
			JB_ARG(log->source->name), JRT_SIGHTS_MAX);
	else
		m->why = jb_text_printf(
			m->arena,
			"%.*s has more than %llu events, too many to make cases of; measure "
			"shorter stretches of time",
			JB_ARG(log->source->name), (unsigned long long)most);
	return true;
}

static void keep_values(struct jrt_feed *log, struct jrt_events *events, uint32_t row)
{
	struct jb_arena *arena = &log->measuring->scratch;
	const struct jrt_source *source = &log->measuring->plan->source[events->source];

	for (size_t c = 0; c < source->column_count; c++) {
		const struct jrt_case_column *column = &events->cases->column[c];

		if (column->value != JRT_CASE_VALUE)
			continue;
		*jb_push(arena, &events->kept[c].value) =
			log->main.lane[column->value_of].value[row];
		*jb_push(arena, &events->kept[c].known) =
			log->main.lane[column->value_of].known[row];
	}
}

static void add(struct jrt_feed *log, const struct jrt_view *view, struct jrt_events *events)
{
	const struct jrt_lane key = log->main.lane[events->cases->key];
	const struct jrt_lane step = log->main.lane[events->cases->step];

	jrt_machine_instants(&log->main, view->rows, events->cases->time, events->time,
			     events->known);
	jrt_sights_look(&events->sights, log->main.lane, view->rows);
	for (uint32_t row = 0; row < view->rows; row++) {
		if (view->fate[row] != JRT_LIVE)
			continue;
		if (!key.known[row] || !step.known[row] || !events->known[row]) {
			events->without_case++;
			continue;
		}
		if (is_full(log, events))
			return;
		keep_values(log, events, row);
		*jb_push(&log->measuring->scratch, &events->event) = (struct jrt_event){
			.key = key.value[row],
			.time = events->time[row],
			.step = step.value[row],
			.line = view->line[row],
			.file = view->files ? view->files[row] : view->file,
			.sights = jrt_sights_of(&events->sights, row),
		};
	}
}

void jrt_events_add(struct jrt_feed *log, const struct jrt_view *view)
{
	for (size_t i = 0; i < log->events_count; i++)
		add(log, view, &log->events[i]);
}
