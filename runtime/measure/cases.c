/*
 * Cases: the events of a log sorted by case and time, and of each case one row. It looks at steps
 * and times only; what is done with the rows is what is done with any rows. How a case deviates
 * from a flow is explained by runtime/conform.
 */
#include "conform/explain.h"
#include "measure/feed.h"
#include "measure/sort.h"

#define NO_EVENT SIZE_MAX

struct jrt_case_rows {
	const struct jrt_source *source;
	const struct jrt_events *events;
	const struct jrt_cover *cover;
	struct jrt_sort_item *order; /* numbers of events, case by case */
	size_t at;		     /* of the next case in `order` */
	int64_t **value;
	uint8_t **known;
	uint64_t *line;
	struct jb_text *raw;
	struct jrt_measuring *measuring;
	size_t *first; /* of the cases in the batch, in `order`; one more closes the last */
	struct jrt_explainer **explainer;   /* by flow of the plan, made when asked */
	JB_VEC(struct jrt_seen_event) seen; /* of the case at hand */
};

static void tell_without_case(struct jrt_feed *log, const struct jrt_events *events)
{
	struct jrt_measuring *m = log->measuring;

	if (events->without_case == 0)
		return;
	jrt_notes_find(
		&m->notes, JRT_INFO, JB_TEXT("R0313"), &log->source->place,
		jb_text_printf(m->arena,
			       "%llu %s of %.*s %s no event of a case of %.*s: the case, the "
			       "step or the time is missing",
			       (unsigned long long)events->without_case,
			       events->without_case == 1 ? "row" : "rows",
			       JB_ARG(log->source->name), events->without_case == 1 ? "is" : "are",
			       JB_ARG(m->plan->source[events->source].name)),
		JB_TEXT(""));
}

static bool is_key_text(const struct jrt_feed *log, const struct jrt_events *events)
{
	return log->source->main.step[events->cases->key].type == JRT_TEXT;
}

/* The numbers of texts say nothing about their order: cases come as their first events did. `item`
 * has the events by case. */
static void order_by_first_event(struct jrt_sort_item *item, struct jrt_sort_item *scratch,
				 size_t count)
{
	size_t next;

	for (size_t from = 0; from < count; from = next) {
		uint64_t first = item[from].tag;
		for (next = from; next < count && item[next].key == item[from].key; next++)
			if (item[next].tag < first)
				first = item[next].tag;
		for (size_t i = from; i < next; i++)
			scratch[i].key = (int64_t)first;
	}
	for (size_t i = 0; i < count; i++)
		item[i].key = scratch[i].key;
	jrt_sort(item, scratch, count);
}

/* By case, and in a case by time; events of one instant stay in the order of the log. */
static struct jrt_sort_item *in_order(const struct jrt_feed *log, const struct jrt_events *events)
{
	struct jb_arena *arena = &log->measuring->scratch;
	const size_t count = events->event.count;
	struct jrt_sort_item *item = JB_NEW_ARRAY(arena, struct jrt_sort_item, count);
	struct jrt_sort_item *scratch = JB_NEW_ARRAY(arena, struct jrt_sort_item, count);

	for (size_t i = 0; i < count; i++)
		item[i] = (struct jrt_sort_item){events->event.at[i].time, i};
	jrt_sort(item, scratch, count);
	for (size_t i = 0; i < count; i++)
		item[i].key = events->event.at[item[i].tag].key;
	jrt_sort(item, scratch, count);
	if (is_key_text(log, events))
		order_by_first_event(item, scratch, count);
	return item;
}

struct jrt_case_rows *jrt_cases_make(struct jrt_feed *log, struct jrt_events *events)
{
	struct jb_arena *arena = &log->measuring->scratch;
	const struct jrt_source *source = &log->measuring->plan->source[events->source];
	struct jrt_case_rows *rows = JB_NEW(arena, struct jrt_case_rows);

	tell_without_case(log, events);
	*rows = (struct jrt_case_rows){
		.source = source,
		.events = events,
		.cover = &log->cover,
		.order = in_order(log, events),
		.value = JB_NEW_ARRAY(arena, int64_t *, source->column_count),
		.known = JB_NEW_ARRAY(arena, uint8_t *, source->column_count),
		.measuring = log->measuring,
		.first = JB_NEW_ARRAY(arena, size_t, JRT_BATCH_ROWS + 1),
		.explainer = JB_NEW_ARRAY(arena, struct jrt_explainer *,
					  log->measuring->plan->flow_count),
		.line = JB_NEW_ARRAY(arena, uint64_t, JRT_BATCH_ROWS),
		.raw = JB_NEW_ARRAY(arena, struct jb_text, JRT_BATCH_ROWS),
	};
	for (size_t c = 0; c < source->column_count; c++) {
		rows->value[c] = JB_NEW_ARRAY(arena, int64_t, JRT_BATCH_ROWS);
		rows->known[c] = JB_NEW_ARRAY(arena, uint8_t, JRT_BATCH_ROWS);
	}
	return rows;
}

/* ---- one case ---- */

/* The events of a case, in their order. */
struct one_case {
	struct jrt_case_rows *rows;
	size_t first, count; /* in `order` */
	size_t start, end;   /* of the case's events, or NO_EVENT */
};

static const struct jrt_event *event_of(const struct one_case *one, size_t number)
{
	const struct jrt_case_rows *rows = one->rows;

	return &rows->events->event.at[rows->order[one->first + number].tag];
}

/* The reader gives a constant text of the plan the symbol above its number. */
static bool is_step(const struct one_case *one, size_t number, uint32_t step)
{
	return step == JRT_NONE || event_of(one, number)->step == (int64_t)step + 1;
}

static size_t find_mark(const struct one_case *one, const struct jrt_case_mark *mark, size_t from)
{
	size_t found = NO_EVENT;

	for (size_t i = from; mark->given && i < one->count; i++) {
		if (!is_step(one, i, mark->step))
			continue;
		found = i;
		if (!mark->last)
			break;
	}
	return found;
}

static bool time_of(const struct one_case *one, size_t mark, int64_t *value)
{
	if (mark == NO_EVENT)
		return false;
	*value = event_of(one, mark)->time;
	return true;
}

/* Until its end; while it is open, as of the end of what the log covers. */
static bool age_of(const struct one_case *one, int64_t *value)
{
	const struct jrt_cover *cover = one->rows->cover;
	int64_t start, end;

	if (!time_of(one, one->start, &start))
		return false;
	if (!time_of(one, one->end, &end)) {
		if (cover->range.count == 0)
			return false;
		end = cover->range.at[cover->range.count - 1].to;
	}
	*value = end - start;
	return true;
}

static int64_t count_steps(const struct one_case *one, uint32_t step, size_t from)
{
	int64_t count = 0;

	for (size_t i = from; i < one->count; i++)
		count += is_step(one, i, step);
	return count;
}

/* ---- as a flow sees it ---- */

static struct jb_text step_text(const void *reader, int64_t step)
{
	return jrt_reader_symbol(reader, step);
}

static struct jrt_seen_case seen_of(const struct one_case *one)
{
	struct jrt_case_rows *rows = one->rows;
	const struct jrt_event *first = event_of(one, 0);
	struct jrt_seen_case seen = {
		.source = rows->events->source,
		.count = one->count,
		.ended = one->end != NO_EVENT,
		.file = rows->measuring->input->file[first->file].path,
		.line = first->line,
		.sights = rows->events->sights.list.at,
		.step_text = step_text,
		.reader = rows->measuring->reader,
	};

	if (one->count > JRT_CASE_EVENTS_MAX)
		return seen;
	rows->seen.count = 0;
	for (size_t i = 0; i < one->count; i++) {
		const struct jrt_event *event = event_of(one, i);

		*jb_push(&rows->measuring->scratch, &rows->seen) = (struct jrt_seen_event){
			.time = event->time, .sights = event->sights, .step = event->step};
	}
	seen.event = rows->seen.at;
	return seen;
}

static struct jrt_explainer *explainer_of(struct jrt_case_rows *rows, uint32_t flow)
{
	struct jrt_measuring *m = rows->measuring;

	if (!rows->explainer[flow]) {
		struct jrt_explainer **kept = jb_push(m->arena, &m->explainer);

		*kept = jrt_explainer_make(&m->scratch, &m->plan->flow[flow]);
		rows->explainer[flow] = *kept;
	}
	return rows->explainer[flow];
}

/* Of an open case nobody knows yet. */
static bool deviates(const struct one_case *one, const struct jrt_case_column *column,
		     int64_t *value)
{
	struct jrt_seen_case seen;
	const struct jrt_explained *explained;

	if (one->end == NO_EVENT)
		return false;
	seen = seen_of(one);
	explained = jrt_explain_case(explainer_of(one->rows, column->flow), &seen);
	*value = (explained->deviations & column->deviations) != 0;
	return !explained->unknown;
}

/* What the first or last event says, of a step or any. */
static bool said_at(const struct one_case *one, const struct jrt_case_column *column,
		    int64_t *value)
{
	const struct jrt_case_rows *rows = one->rows;
	const struct jrt_kept *kept = &rows->events->kept[column - rows->source->cases->column];
	const struct jrt_case_mark mark = {
		.given = true, .last = column->last, .step = column->step};
	size_t event = find_mark(one, &mark, 0);

	if (event == NO_EVENT)
		return false;
	event = rows->order[one->first + event].tag;
	*value = kept->value.at[event];
	return kept->known.at[event];
}

static bool value_of(const struct one_case *one, const struct jrt_case_column *column,
		     int64_t *value)
{
	size_t mark = column->after_start ? one->start : one->end;

	switch (column->value) {
	case JRT_CASE_START: return time_of(one, one->start, value);
	case JRT_CASE_END: return time_of(one, one->end, value);
	case JRT_CASE_AGE: return age_of(one, value);
	case JRT_CASE_COUNT: *value = count_steps(one, column->step, 0) * JB_FIX_ONE; return true;
	case JRT_CASE_AFTER:
		if (mark != NO_EVENT)
			*value = count_steps(one, column->step, mark + 1) > 0;
		return mark != NO_EVENT;
	case JRT_CASE_VALUE: return said_at(one, column, value);
	case JRT_CASE_DEVIATES: return deviates(one, column, value);
	}
	return false;
}

/* ---- batches ---- */

static struct one_case case_at(struct jrt_case_rows *rows, size_t first)
{
	const struct jrt_cases *cases = rows->events->cases;
	struct one_case one = {.rows = rows, .first = first};
	size_t end = first;

	while (end < rows->events->event.count && rows->order[end].key == rows->order[first].key)
		end++;
	one.count = end - first;
	one.start = find_mark(&one, &cases->start, 0);
	one.end = find_mark(&one, &cases->end, one.start == NO_EVENT ? 0 : one.start);
	return one;
}

/* A batch is of one file, where its cases begin. */
void jrt_cases_next(struct jrt_case_rows *rows, struct jrt_batch *batch)
{
	const struct jrt_source *source = rows->source;

	*batch = (struct jrt_batch){
		.line = rows->line, .value = rows->value, .known = rows->known, .raw = rows->raw};
	while (batch->rows < JRT_BATCH_ROWS && rows->at < rows->events->event.count) {
		struct one_case one = case_at(rows, rows->at);
		const struct jrt_event *first = event_of(&one, 0);

		if (batch->rows > 0 && first->file != batch->file)
			return;
		batch->file = first->file;
		rows->line[batch->rows] = first->line;
		rows->first[batch->rows] = rows->at;
		for (size_t c = 0; c < source->column_count; c++) {
			int64_t value = 0;

			rows->known[c][batch->rows] =
				value_of(&one, &source->cases->column[c], &value);
			rows->value[c][batch->rows] = value;
		}
		rows->at += one.count;
		batch->rows++;
	}
}

void jrt_cases_show(const struct jrt_feed *feed, struct jrt_case_rows *rows,
		    const struct jrt_batch *batch, const uint8_t *fate)
{
	const struct jrt_input *input = feed->measuring->input;

	for (uint32_t row = 0; input->take_case && row < batch->rows; row++) {
		struct one_case one = case_at(rows, rows->first[row]);
		struct jrt_seen_case seen;

		if (fate[row] != JRT_LIVE)
			continue;
		seen = seen_of(&one);
		input->take_case(input->case_user, &seen);
	}
}

void jrt_explainers_release(struct jrt_measuring *m)
{
	for (size_t i = 0; i < m->explainer.count; i++)
		if (m->explainer.at[i])
			jrt_explainer_release(m->explainer.at[i]);
	m->explainer.count = 0;
}
