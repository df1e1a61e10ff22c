/*
 * Which sources are divided among threads, and how: see shards.h. A shard's memory is its own, so
 * that threads meet at the chunks of the reader and at the rejected rows only.
 */
#include "measure/shards.h"

#include <pthread.h>
#include <sched.h>

#include "base/io.h"
#include "measure/held.h"
#include "measure/tally.h"

#define BYTES_A_THREAD (UINT64_C(2) * 1024 * 1024) /* less is not worth one */

struct jrt_shards {
	struct shard *shard;
	unsigned count;
	struct jrt_held *held;
};

struct shard {
	pthread_t thread;
	bool started;
	unsigned number;
	struct jrt_measuring measuring;
	struct jrt_source_tally tally;
	struct jb_arena arena;
	struct jrt_feed feed;
	struct jrt_held *held;
	/* Of the whole measuring, and of shard 0 alone. */
	struct jrt_notes *notes;
	struct jb_arena *outer;
	enum jb_status status;
};

/* ---- how many ---- */

static unsigned processors(void)
{
	cpu_set_t set;

	return sched_getaffinity(0, sizeof set, &set) == 0 ? (unsigned)CPU_COUNT(&set) : 1;
}

/* Of the source's files; 0 where one is a pipe. */
static uint64_t bytes_of(const struct jrt_feed *feed)
{
	struct jrt_measuring *m = feed->measuring;
	uint64_t all = 0, size;

	for (size_t i = 0; i < m->input->file_count; i++) {
		if (m->file[i].source != feed->number)
			continue;
		if (!jb_io_size(&m->scratch, m->input->file[i].path, &size))
			return 0;
		all += size;
	}
	return all;
}

/* Texts are told apart by numbers that each reader gives for itself. */
static bool tells_texts_apart(const struct jrt_source *source)
{
	for (size_t c = 0; c < source->column_count; c++)
		if (source->column[c].needed && source->column[c].key &&
		    source->column[c].type == JRT_TEXT)
			return true;
	return false;
}

/* Groups are limited in number over all rows, and stretches of time are joined as they come. */
static bool has_ordered_meters(const struct jrt_feed *feed)
{
	for (size_t i = 0; i < feed->meter_count; i++)
		if (feed->meter[i].groups || feed->meter[i].interval)
			return true;
	return false;
}

/* Rows that wait for one another, or of which the first one counts for something. */
static bool is_ordered(const struct jrt_feed *feed)
{
	const struct jrt_source *source = feed->source;

	return source->identify_count || source->window_count || source->surplus_count ||
	       feed->events_count || source->stop != JRT_NONE || source->row_covers ||
	       tells_texts_apart(source) || has_ordered_meters(feed);
}

unsigned jrt_shards_count(const struct jrt_feed *feed)
{
	const struct jrt_input *input = feed->measuring->input;
	unsigned threads = input->threads ? input->threads : processors();
	uint64_t bytes;

	if (threads > JRT_THREADS_MAX)
		threads = JRT_THREADS_MAX;
	if (threads == 1 || input->plain || is_ordered(feed) ||
	    !jrt_reader_can_share(feed->measuring->reader))
		return 1;
	bytes = bytes_of(feed);
	if (input->threads == 0 && bytes > 0 && bytes / BYTES_A_THREAD < threads)
		threads = (unsigned)(bytes / BYTES_A_THREAD) + 1;
	return threads;
}

/* ---- a shard's work ---- */

static void give_out(void *user, const struct jrt_reject *reject)
{
	jrt_notes_reject(user, reject);
}

/* Between two batches of the first shard; the memory of what is kept may run out. */
__attribute__((noinline)) static enum jb_status give_armed(struct shard *shard)
{
	struct jb_arena *arena = shard->notes->arena;

	if (JB_ARM(arena) != 0)
		return JB_NO_MEMORY;
	jrt_held_give(shard->held, give_out, shard->notes);
	jb_arena_disarm(arena);
	return shard->notes->status;
}

/* Between two batches: where the shard is, and what of all rejects is ready. */
static void reach(void *user, uint64_t number)
{
	struct shard *shard = user;

	jrt_held_reach(shard->held, shard->number, number);
	if (shard->number == 0)
		shard->measuring.notes.status = give_armed(shard);
}

static void hold(void *user, const struct jrt_reject *reject)
{
	struct shard *shard = user;

	if (!jrt_held_add(shard->held, shard->number, reject))
		jb_arena_fail(&shard->arena);
}

/* Not inline: no variable of it may live in the frame that setjmp returns to. */
__attribute__((noinline)) static enum jb_status flow_armed(struct shard *shard)
{
	enum jb_status status;

	if (JB_ARM(&shard->arena) != 0)
		return JB_NO_MEMORY;
	if (JB_ARM(&shard->measuring.scratch) != 0) {
		jb_arena_disarm(&shard->arena);
		return JB_NO_MEMORY;
	}
	status = jrt_feed_flow(&shard->feed);
	jb_arena_disarm(&shard->measuring.scratch);
	jb_arena_disarm(&shard->arena);
	return status;
}

/* The first shard's reader has the memory of the whole measuring, whose trap must not be sprung
 * while others are at work. */
__attribute__((noinline)) static enum jb_status flow_outer(struct shard *shard)
{
	enum jb_status status;

	if (JB_ARM(shard->outer) != 0)
		return JB_NO_MEMORY;
	status = flow_armed(shard);
	jb_arena_disarm(shard->outer);
	return status;
}

static void *work(void *user)
{
	struct shard *shard = user;

	shard->status = shard->outer ? flow_outer(shard) : flow_armed(shard);
	if (shard->status != JB_OK)
		jrt_reader_fail(shard->measuring.reader, shard->status);
	jrt_held_reach(shard->held, shard->number, UINT64_MAX);
	return NULL;
}

/* ---- making and adding up ---- */

static struct jrt_file_tally *own_files(const struct jrt_measuring *m, struct jb_arena *arena)
{
	struct jrt_file_tally *file =
		JB_NEW_ARRAY(arena, struct jrt_file_tally, m->input->file_count);

	for (size_t i = 0; i < m->input->file_count; i++)
		file[i] = (struct jrt_file_tally){.file = m->file[i].file,
						  .source = m->file[i].source};
	return file;
}

/* Everything that rows change is the shard's own; what is only read is shared. */
static enum jb_status init_shard(struct shard *shard, const struct jrt_feed *of)
{
	struct jrt_measuring *m = &shard->measuring;

	if (JB_ARM(&shard->arena) != 0)
		return JB_NO_MEMORY;
	if (JB_ARM(&m->scratch) != 0) {
		jb_arena_disarm(&shard->arena);
		return JB_NO_MEMORY;
	}
	m->arena = &shard->arena;
	m->file = own_files(of->measuring, &shard->arena);
	jrt_notes_init(&m->notes, &shard->arena, m->plan, m->input);
	m->notes.hold = hold;
	m->notes.hold_user = shard;
	if (shard->number == 0)
		m->reader = of->measuring->reader;
	else
		jrt_reader_join(of->measuring->reader, &m->scratch, &m->reader);
	shard->feed = (struct jrt_feed){.measuring = m,
					.number = of->number,
					.source = of->source,
					.tally = &shard->tally,
					.reach = reach,
					.reach_user = shard};
	jrt_feed_prepare(&shard->feed);
	shard->feed.cover.by_rows = of->cover.by_rows;
	for (size_t i = 0; i < of->cover.range.count; i++)
		*jb_push(&shard->arena, &shard->feed.cover.range) = of->cover.range.at[i];
	jb_arena_disarm(&m->scratch);
	jb_arena_disarm(&shard->arena);
	return JB_OK;
}

static void make_shard(struct shard *shard, const struct jrt_feed *of, unsigned number,
		       struct jrt_held *held)
{
	const struct jrt_measuring *m = of->measuring;

	*shard = (struct shard){.number = number, .held = held};
	if (number == 0) {
		shard->notes = &of->measuring->notes;
		shard->outer = &of->measuring->scratch;
	}
	shard->measuring = (struct jrt_measuring){
		.plan = m->plan,
		.input = m->input,
		.zone = m->zone,
		.calendar = m->calendar,
		.periods = m->periods,
	};
	jb_arena_init_beside(&shard->arena, m->arena);
	jb_arena_init_beside(&shard->measuring.scratch, &m->scratch);
	shard->arena.limit = shard->measuring.scratch.limit = m->scratch.limit;
	shard->status = init_shard(shard, of);
}

static void add_files(struct jrt_measuring *into, const struct jrt_measuring *from)
{
	for (size_t i = 0; i < into->input->file_count; i++) {
		into->file[i].rows += from->file[i].rows;
		into->file[i].ignored += from->file[i].ignored;
		into->file[i].rejected += from->file[i].rejected;
		into->file[i].accepted += from->file[i].accepted;
	}
}

/* The earlier of two places in the source's files. */
static bool is_before(const struct jrt_input *input, struct jrt_place a, struct jrt_place b)
{
	for (size_t i = 0; i < input->file_count; i++) {
		bool in_a = jb_text_equal(input->file[i].path, a.file);
		bool in_b = jb_text_equal(input->file[i].path, b.file);

		if (in_a != in_b)
			return in_a;
		if (in_a)
			return a.line < b.line;
	}
	return false;
}

static void add_nobodys(struct jrt_feed *into, const struct jrt_feed *from)
{
	if (from->nobodys == 0)
		return;
	if (into->nobodys == 0 ||
	    is_before(into->measuring->input, from->nobodys_first, into->nobodys_first))
		into->nobodys_first = from->nobodys_first;
	into->nobodys += from->nobodys;
}

static void add_shard(struct jrt_feed *into, struct shard *shard)
{
	const struct jrt_feed *from = &shard->feed;

	jrt_tally_add(into->tally, &shard->tally);
	add_files(into->measuring, &shard->measuring);
	add_nobodys(into, from);
	into->outside += from->outside;
	for (size_t i = 0; i < into->source->require_count; i++)
		into->unfulfilled[i] += from->unfulfilled[i];
	if (from->cover.by_rows && from->cover.range.at[0].from < from->cover.range.at[0].to)
		jrt_cover_row(&into->cover, from->cover.range.at[0].from,
			      from->cover.range.at[0].to);
	jrt_meters_merge(into, &shard->feed);
}

/* The first that is not JB_OK: a shard that only heard of another's end says less. */
static enum jb_status run_threads(struct shard *shard, unsigned threads)
{
	enum jb_status status = JB_OK;

	for (unsigned t = 1; t < threads; t++)
		shard[t].started = shard[t].status == JB_OK &&
				   pthread_create(&shard[t].thread, NULL, work, &shard[t]) == 0;
	for (unsigned t = 1; t < threads; t++)
		if (!shard[t].started)
			jrt_held_reach(shard[t].held, t, UINT64_MAX);
	work(&shard[0]);
	for (unsigned t = 1; t < threads; t++)
		if (shard[t].started)
			pthread_join(shard[t].thread, NULL);
	for (unsigned t = 0; t < threads; t++)
		if (status == JB_OK)
			status = shard[t].status;
	return status;
}

void jrt_shards_release(struct jrt_measuring *m)
{
	struct jrt_shards *shards = m->shards;

	m->shards = NULL;
	if (!shards)
		return;
	for (unsigned t = 0; t < shards->count; t++) {
		struct shard *shard = &shards->shard[t];

		if (t > 0)
			jrt_reader_close(shard->measuring.reader);
		jb_arena_release(&shard->measuring.scratch);
		jb_arena_release(&shard->arena);
	}
	jrt_held_release(shards->held);
}

enum jb_status jrt_shards_run(struct jrt_feed *feed, unsigned threads)
{
	struct jrt_measuring *m = feed->measuring;
	struct jrt_shards *shards = JB_NEW(&m->scratch, struct jrt_shards);
	enum jb_status status;

	shards->shard = JB_NEW_ARRAY(&m->scratch, struct shard, threads);
	shards->held = jrt_held_make(&m->scratch, threads);
	m->shards = shards;
	for (unsigned t = 0; t < threads; t++, shards->count++)
		make_shard(&shards->shard[t], feed, t, shards->held);
	status = run_threads(shards->shard, threads);
	if (status == JB_OK)
		jrt_held_give(shards->held, give_out, &m->notes);
	for (unsigned t = 0; t < threads && status == JB_OK; t++)
		add_shard(feed, &shards->shard[t]);
	jrt_shards_release(m);
	return status == JB_OK ? m->notes.status : status;
}
