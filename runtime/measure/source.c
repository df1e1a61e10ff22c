/*
 * One source from its files to its cells. Rows flow straight through in batches, with memory
 * for one batch, unless they must be seen together (`identify by`, look-ahead windows): then
 * they go over the store (gather.c).
 */
#include "measure/shards.h"

#include <assert.h>
#include <string.h>

static void ask_conditions(struct jrt_feed *feed)
{
	const struct jrt_source *source = feed->source;

	jrt_machine_ask(&feed->filter, source->stop, JRT_AS_BITS);
	for (size_t i = 0; i < source->ignore_count; i++)
		jrt_machine_ask(&feed->filter, source->ignore[i], JRT_AS_BITS);
	for (size_t i = 0; i < source->require_count; i++)
		jrt_machine_ask(&feed->check, source->require[i].condition, JRT_AS_BITS);
}

static void init_machines(struct jrt_feed *feed)
{
	struct jrt_measuring *m = feed->measuring;
	const struct jrt_source *source = feed->source;
	struct jrt_machine *machine[] = {&feed->filter, &feed->keys, &feed->check, &feed->main};
	const struct jrt_program *program[] = {&source->filter, &source->keys, &source->check,
					       &source->main};

	feed->kernels = m->input->plain ? NULL : jrt_kernels_of(m->input->simd);
	feed->loops = feed->kernels ? feed->kernels : jrt_kernels_portable();
	for (size_t i = 0; i < 4; i++) {
		if (feed->kernels)
			jrt_machine_init_vectors(machine[i], &m->scratch, m->plan, m->zone, source,
						 program[i], feed->kernels);
		else
			jrt_machine_init(machine[i], &m->scratch, m->plan, m->zone, source,
					 program[i]);
		machine[i]->calendar = m->calendar;
	}
	ask_conditions(feed);
	jrt_machine_ask_all(&feed->keys);
	for (size_t i = 0; i < 3; i++) /* `main`: see init_tables */
		jrt_machine_ready(machine[i], &m->scratch);
}

static void init_rows(struct jrt_feed *feed)
{
	struct jb_arena *arena = &feed->measuring->scratch;
	const struct jrt_source *source = feed->source;

	feed->column = JB_NEW_ARRAY(arena, struct jrt_lane, source->column_count);
	feed->made = JB_NEW_ARRAY(arena, uint8_t *, source->column_count);
	feed->time = JB_NEW_ARRAY(arena, int64_t, JRT_LANE_ROWS);
	feed->time_known = JB_NEW_ARRAY(arena, uint8_t, JRT_LANE_ROWS);
	feed->unfulfilled = JB_NEW_ARRAY(arena, uint64_t, source->require_count);
	for (size_t i = 0; i < source->require_count; i++)
		if (source->require[i].fate == JRT_MAKE_MISSING)
			feed->made[source->require[i].column] =
				JB_NEW_ARRAY(arena, uint8_t, JRT_LANE_ROWS);
	if (source->row_covers) {
		feed->to = JB_NEW_ARRAY(arena, int64_t, JRT_LANE_ROWS);
		feed->row_period = feed->measuring->periods[source->row_period];
	}
}

static void number_files(struct jrt_feed *feed)
{
	struct jrt_measuring *m = feed->measuring;
	size_t count = 0;

	feed->file = JB_NEW_ARRAY(&m->scratch, uint32_t, m->input->file_count);
	for (uint32_t i = 0; i < m->input->file_count; i++)
		if (m->file[i].source == feed->number)
			feed->file[count++] = i;
}

static bool is_metered(const struct jrt_feed *feed, const struct jrt_meter *meter)
{
	return feed->measuring->plan->metric[meter->metric].source == feed->number;
}

static struct jrt_slots *slots_of(struct jrt_feed *feed, uint32_t periods)
{
	struct jrt_measuring *m = feed->measuring;
	struct jrt_slots *slots = feed->slots;

	for (size_t i = 0; i < feed->slots_count; i++)
		if (slots[i].number == periods)
			return &slots[i];
	slots = &feed->slots[feed->slots_count++];
	jrt_slots_init(slots, &m->scratch, periods, &m->periods[periods]);
	return slots;
}

/* What is looked at besides the meters is asked of the machine as it always was; rows that flow
 * straight through are looked at for their time and their owner only. */
static void init_tables(struct jrt_feed *feed)
{
	const struct jrt_source *source = feed->source;

	jrt_tables_init(&feed->tables, &feed->measuring->scratch, &feed->main, feed->slots,
			feed->slots_count);
	for (size_t i = 0; i < feed->meter_count; i++)
		jrt_tables_take(&feed->tables, &feed->meter[i]);
	jrt_machine_ask(&feed->main, source->time, JRT_AS_LANE);
	jrt_machine_ask(&feed->main, source->owned, JRT_AS_LANE | JRT_AS_BITS);
	if ((source->window_count && !jrt_ahead_suits(feed)) || source->surplus_count ||
	    feed->events_count)
		jrt_machine_ask_all(&feed->main);
	jrt_tables_ready(&feed->tables);
}

static void init_meters(struct jrt_feed *feed)
{
	const struct jrt_plan *plan = feed->measuring->plan;
	struct jb_arena *arena = &feed->measuring->scratch;

	feed->slots = JB_NEW_ARRAY(arena, struct jrt_slots, plan->periods_count);
	feed->meter = JB_NEW_ARRAY(arena, struct jrt_meter_run, plan->meter_count);
	feed->waits = jrt_registers_that_wait(arena, &feed->source->main);
	for (uint32_t i = 0; i < plan->meter_count; i++)
		if (is_metered(feed, &plan->meter[i]))
			jrt_meter_init(&feed->meter[feed->meter_count++], arena, plan, i,
				       slots_of(feed, plan->meter[i].periods), feed->waits);
	if (feed->kernels)
		init_tables(feed);
}

/* Row by row through the whole pipeline; nothing is kept of a batch but what it adds. */
enum jb_status jrt_feed_flow(struct jrt_feed *feed)
{
	struct jrt_measuring *m = feed->measuring;
	struct jrt_batch batch = {0};
	uint8_t fate[JRT_LANE_ROWS];
	struct jrt_lane *column =
		JB_NEW_ARRAY(&m->scratch, struct jrt_lane, feed->source->column_count);

	for (;;) {
		enum jb_status status = jrt_reader_next(m->reader, &batch, &m->why);
		struct jrt_view view = {.column = column,
					.line = batch.line,
					.file = feed->file[batch.file],
					.raw = batch.raw,
					.text = batch.text,
					.fate = fate};

		if (status != JB_OK || batch.rows == 0)
			return status;
		if (feed->reach)
			feed->reach(feed->reach_user, batch.number);
		for (size_t c = 0; c < feed->source->column_count; c++)
			column[c] = (struct jrt_lane){batch.value[c], batch.known[c]};
		jrt_notes_begin_batch(&m->notes);
		jrt_feed_sift(feed, &batch, &view);
		jrt_feed_vet(feed, &view);
		jrt_notes_end_batch(&m->notes);
		jrt_feed_account_rejected(feed, &view);
		if (feed->ahead)
			jrt_feed_account_at_once(feed, &view);
		else
			jrt_feed_account(feed, &view, NULL);
		if (m->notes.status != JB_OK)
			return m->notes.status;
		if (feed->ahead)
			status = jrt_ahead_add(feed->ahead, &view);
		if (status != JB_OK || feed->anew)
			return status;
	}
}

/* ---- cases ---- */

/* Open cases that are counted by their end belong to no period yet. */
static void leave_out_timeless(struct jrt_feed *feed, const struct jrt_batch *batch,
			       const struct jrt_view *view)
{
	const uint8_t *known = batch->known[feed->source->cases->time_column];

	for (uint32_t row = 0; row < view->rows; row++) {
		if (known[row] || view->fate[row] != JRT_LIVE)
			continue;
		view->fate[row] = JRT_IGNORED;
		feed->tally->ignored++;
	}
}

static bool must_be_gathered(const struct jrt_feed *feed)
{
	const struct jrt_source *source = feed->source;

	return source->identify_count || source->surplus_count ||
	       (source->window_count && !feed->ahead);
}

static enum jb_status take_cases(struct jrt_feed *feed, const struct jrt_batch *batch,
				 struct jrt_view *view)
{
	if (must_be_gathered(feed))
		return jrt_gather_add(feed, batch, view);
	jrt_feed_vet(feed, view);
	jrt_feed_account_rejected(feed, view);
	jrt_feed_account(feed, view, NULL);
	return JB_OK;
}

static enum jb_status flow_cases(struct jrt_feed *feed, struct jrt_case_rows *rows)
{
	struct jrt_measuring *m = feed->measuring;
	struct jrt_batch batch = {0};
	uint8_t fate[JRT_LANE_ROWS], shown[JRT_LANE_ROWS];
	enum jb_status status = JB_OK;
	struct jrt_lane *column =
		JB_NEW_ARRAY(&m->scratch, struct jrt_lane, feed->source->column_count);

	for (;;) {
		struct jrt_view view = {.column = column, .fate = fate};

		jrt_cases_next(rows, &batch);
		if (batch.rows == 0)
			return status;
		view.line = batch.line;
		view.raw = batch.raw;
		view.file = batch.file;
		for (size_t c = 0; c < feed->source->column_count; c++)
			column[c] = (struct jrt_lane){batch.value[c], batch.known[c]};
		jrt_feed_sift(feed, &batch, &view);
		memcpy(shown, fate, view.rows);
		leave_out_timeless(feed, &batch, &view);
		status = take_cases(feed, &batch, &view);
		if (status != JB_OK)
			return status;
		for (uint32_t row = 0; row < view.rows; row++)
			if (fate[row] == JRT_REJECTED)
				shown[row] = fate[row];
		jrt_cases_show(feed, rows, &batch, shown);
	}
}

/* The log's files have been told of with the log. */
enum jb_status jrt_cases_run(struct jrt_feed *log, struct jrt_events *events)
{
	struct jrt_measuring *m = log->measuring;
	struct jrt_feed feed = {
		.measuring = m,
		.number = events->source,
		.source = &m->plan->source[events->source],
		.tally = &m->source[events->source],
		.cover = log->cover,
		.way = JRT_WAY_STORE, /* cases are in memory already */
	};
	size_t size = m->input->file_count * sizeof *m->file;
	struct jrt_file_tally *files = (void *)jb_copy(&m->scratch, m->file, size);
	enum jb_status status;

	feed.tally->unread = log->tally->unread;
	init_machines(&feed);
	init_rows(&feed);
	init_meters(&feed);
	if (must_be_gathered(&feed))
		jrt_gather_init(&feed);
	status = flow_cases(&feed, jrt_cases_make(log, events));
	if (status == JB_OK && must_be_gathered(&feed))
		status = jrt_gather_end(&feed);
	memcpy(m->file, files, size);
	if (status != JB_OK || m->notes.status != JB_OK)
		return status != JB_OK ? status : m->notes.status;
	jrt_feed_finish(&feed);
	return JB_OK;
}

/* ---- the reader ---- */

static void take_reader_findings(struct jrt_measuring *m)
{
	size_t count;
	const struct jrt_finding *finding = jrt_reader_findings(m->reader, &count);

	for (size_t i = 0; i < count; i++) {
		struct jrt_finding *copy = jb_push(m->arena, &m->notes.finding);

		*copy = finding[i];
		copy->code = jb_text_copy(m->arena, finding[i].code);
		copy->file = jb_text_copy(m->arena, finding[i].file);
		copy->message = jb_text_copy(m->arena, finding[i].message);
		copy->help = jb_text_copy(m->arena, finding[i].help);
	}
}

static void take_digest(struct jrt_file_tally *file, const struct jrt_read_bytes *bytes)
{
	if (!bytes)
		return;
	file->hashed = bytes->hashed;
	file->size = bytes->size;
	file->digest = bytes->digest;
}

void jrt_feed_end_reading(struct jrt_feed *feed)
{
	struct jrt_measuring *m = feed->measuring;
	uint32_t file = 0;

	for (uint32_t i = 0; i < m->input->file_count; i++) {
		if (m->file[i].source != feed->number)
			continue;
		m->file[i].unread = jrt_reader_is_unread(m->reader, file);
		feed->tally->unread |= m->file[i].unread;
		take_digest(&m->file[i], jrt_reader_bytes(m->reader, file++));
	}
	feed->cover.unread = feed->tally->unread;
	take_reader_findings(m);
}

void jrt_feed_prepare(struct jrt_feed *feed)
{
	init_machines(feed);
	init_rows(feed);
	number_files(feed);
	jrt_events_init(feed);
	init_meters(feed);
}

/* By as many threads as the source is worth. */
static enum jb_status flow(struct jrt_feed *feed)
{
	unsigned threads = jrt_shards_count(feed);

	return threads > 1 ? jrt_shards_run(feed, threads) : jrt_feed_flow(feed);
}

static enum jb_status run_open(struct jrt_feed *feed)
{
	enum jb_status status;

	jrt_feed_prepare(feed);
	jrt_cover_declare(&feed->cover, &feed->measuring->notes, feed->number,
			  feed->measuring->zone);
	if (jrt_ahead_suits(feed))
		feed->ahead = jrt_ahead_make(feed);
	if (must_be_gathered(feed)) {
		jrt_gather_init(feed);
		status = jrt_gather_run(feed);
	} else {
		status = flow(feed);
		if (status == JB_OK && !feed->anew)
			jrt_feed_end_reading(feed);
		if (status == JB_OK && !feed->anew && feed->ahead)
			status = jrt_ahead_end(feed->ahead);
	}
	if (feed->anew)
		return status;
	if (status != JB_OK)
		return status;
	assert(feed->tally->rows == feed->tally->ignored + feed->tally->rejected +
					    feed->tally->duplicates + feed->tally->accepted);
	jrt_feed_finish(feed);
	for (size_t i = 0; i < feed->events_count && status == JB_OK; i++)
		status = jrt_cases_run(feed, &feed->events[i]);
	return status;
}

static void forget(struct jrt_measuring *m, uint32_t source)
{
	m->source[source] = (struct jrt_source_tally){.source = source};
	for (size_t i = 0; i < m->input->file_count; i++)
		if (m->file[i].source == source)
			m->file[i] =
				(struct jrt_file_tally){.source = source, .file = m->file[i].file};
}

/* The files, from the first row to the last. *way is how, and with *anew set how next. */
static enum jb_status run_once(struct jrt_measuring *measuring, uint32_t number, enum jrt_way *way,
			       bool *anew)
{
	struct jrt_feed feed = {
		.measuring = measuring,
		.number = number,
		.source = &measuring->plan->source[number],
		.tally = &measuring->source[number],
		.way = *way,
	};
	enum jb_status status =
		jrt_reader_open(&measuring->scratch, measuring->plan, number, measuring->input,
				&measuring->pace, &measuring->reader, &measuring->why);

	if (status == JB_OK)
		status = run_open(&feed);
	if (status != JB_OK)
		measuring->why = jb_text_copy(measuring->arena, measuring->why);
	*way = feed.way;
	*anew = status == JB_OK && feed.anew;
	return status;
}

__attribute__((noinline)) static enum jb_status run_guarded(struct jrt_measuring *m,
							    uint32_t number, enum jrt_way *way,
							    bool *anew)
{
	enum jb_status status;

	if (JB_ARM(m->arena) != 0)
		return JB_NO_MEMORY;
	if (JB_ARM(&m->scratch) != 0) {
		jb_arena_disarm(m->arena);
		return JB_NO_MEMORY;
	}
	status = run_once(m, number, way, anew);
	jb_arena_disarm(&m->scratch);
	jb_arena_disarm(m->arena);
	return status;
}

/* One go, and all that it held is given back. Rows that wait in a queue, and whatever else grew
 * beside it until there was no more memory, will do with less on tapes. */
static enum jb_status try_once(struct jrt_measuring *m, uint32_t number, enum jrt_way *way,
			       bool *anew)
{
	enum jb_status status;

	m->in_queue = false;
	m->missing = 0;
	status = run_guarded(m, number, way, anew);
	jrt_shards_release(m);
	jrt_explainers_release(m);
	if (m->reader)
		jrt_reader_close(m->reader);
	m->reader = NULL;
	jb_spill_close(&m->spill);
	if (status == JB_NO_MEMORY && m->in_queue) {
		*way = JRT_WAY_SORT;
		*anew = true;
		status = JB_OK;
	}
	jb_arena_reset(&m->scratch);
	return status;
}

enum jb_status jrt_feed_run(struct jrt_measuring *measuring, uint32_t number)
{
	const struct jrt_pace pace = measuring->pace;
	const struct jrt_notes_mark mark = jrt_notes_mark(&measuring->notes);
	enum jrt_way way = JRT_WAY_QUEUE;
	enum jb_status status;
	bool anew;

	while ((status = try_once(measuring, number, &way, &anew)) == JB_OK && anew) {
		forget(measuring, number);
		jrt_notes_back_to(&measuring->notes, mark);
		measuring->pace.rows = pace.rows;
		measuring->pace.bytes = pace.bytes;
	}
	return status;
}
