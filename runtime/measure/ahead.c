/*
 * A source that looks ahead: whether it can do without the store, what its windows have in common,
 * and which way its rows go.
 */
#include "measure/ahead.h"

#include <string.h>

/* ---- whether it is the way ---- */

static bool waits(const struct jrt_feed *feed, uint32_t number)
{
	return number < JRT_UNSEEN && feed->waits[number];
}

/* Whether something of a case that is made of the rows depends on look-ahead. */
static bool case_waits(const struct jrt_feed *feed, const struct jrt_events *events)
{
	const struct jrt_cases *cases = events->cases;
	const struct jrt_source *made = &feed->measuring->plan->source[events->source];

	for (size_t s = 0; s < cases->sight_count; s++)
		if (waits(feed, cases->sight[s]))
			return true;
	for (size_t c = 0; c < made->column_count; c++)
		if (cases->column[c].value == JRT_CASE_VALUE &&
		    waits(feed, cases->column[c].value_of))
			return true;
	return waits(feed, cases->key) || waits(feed, cases->step) || waits(feed, cases->time);
}

/* Owners and cases are told of a row at once. */
static bool asks_early(const struct jrt_feed *feed)
{
	for (size_t e = 0; e < feed->events_count; e++)
		if (case_waits(feed, &feed->events[e]))
			return true;
	return waits(feed, feed->source->owned);
}

bool jrt_ahead_suits(const struct jrt_feed *feed)
{
	const struct jrt_source *source = feed->source;

	return feed->way != JRT_WAY_STORE && !feed->measuring->input->plain &&
	       source->window_count && source->window_count <= JRT_AHEAD_WINDOWS &&
	       !source->identify_count && !source->surplus_count && !source->row_covers &&
	       !asks_early(feed);
}

/* Only what can be read twice may be begun anew. */
static bool can_begin_anew(const struct jrt_feed *feed)
{
	const struct jrt_measuring *m = feed->measuring;

	for (size_t i = 0; i < m->input->file_count; i++)
		if (m->file[i].source == feed->number &&
		    (m->input->file[i].stream ||
		     !jb_io_is_file(&feed->measuring->scratch, m->input->file[i].path)))
			return false;
	return true;
}

/* ---- keys and trails ---- */

static size_t keyset_of(struct jrt_ahead *ahead, const struct jrt_window *window)
{
	struct jrt_keyset *keyset = ahead->keyset;

	for (size_t k = 0; k < ahead->keyset_count; k++)
		if (keyset[k].count == window->key_count &&
		    memcmp(keyset[k].key, window->key, window->key_count * sizeof *window->key) ==
			    0)
			return k;
	keyset[ahead->keyset_count] = (struct jrt_keyset){window->key, window->key_count, JRT_NONE};
	return ahead->keyset_count++;
}

static size_t trail_of(struct jrt_ahead *ahead, const struct jrt_window *window)
{
	size_t keyset = keyset_of(ahead, window);

	for (size_t t = 0; t < ahead->trail_count; t++)
		if (ahead->trail[t].keyset == keyset && ahead->trail[t].among == window->among)
			return t;
	ahead->trail[ahead->trail_count] = (struct jrt_trail){keyset, window->among, INT64_MIN};
	return ahead->trail_count++;
}

static void find_trails(struct jrt_ahead *ahead)
{
	const struct jrt_source *source = ahead->feed->source;
	struct jb_arena *arena = ahead->arena;

	ahead->windows = source->window_count;
	ahead->keyset = JB_NEW_ARRAY(arena, struct jrt_keyset, ahead->windows);
	ahead->trail = JB_NEW_ARRAY(arena, struct jrt_trail, ahead->windows);
	ahead->trail_of = JB_NEW_ARRAY(arena, size_t, ahead->windows);
	ahead->moments = JB_NEW_ARRAY(arena, struct jrt_moments, ahead->windows);
	for (size_t w = 0; w < ahead->windows; w++) {
		uint32_t zone = source->window[w].zone;

		ahead->trail_of[w] = trail_of(ahead, &source->window[w]);
		jrt_moments_init(&ahead->moments[w], zone == JRT_NONE
							     ? jrt_zone_utc()
							     : ahead->feed->measuring->zone[zone]);
	}
}

/* Registers that are looked at of every row. */
static void ask(struct jrt_ahead *ahead)
{
	struct jrt_feed *feed = ahead->feed;
	const struct jrt_frontier *frontier = &ahead->frontier;

	for (size_t f = 0; f < frontier->flag_count; f++)
		jrt_machine_ask(&feed->main, frontier->flag[f], JRT_AS_LANE);
	for (size_t v = 0; v < frontier->value_count; v++)
		jrt_machine_ask(&feed->main, frontier->value[v], JRT_AS_LANE);
	for (size_t k = 0; k < ahead->keyset_count; k++)
		for (size_t i = 0; i < ahead->keyset[k].count; i++)
			jrt_machine_ask(&feed->main, ahead->keyset[k].key[i], JRT_AS_LANE);
	for (size_t t = 0; t < ahead->trail_count; t++)
		jrt_machine_ask(&feed->main, ahead->trail[t].among, JRT_AS_LANE);
	jrt_machine_ready(&feed->main, ahead->arena);
}

struct jrt_ahead *jrt_ahead_make(struct jrt_feed *feed)
{
	struct jrt_ahead *ahead = JB_NEW(&feed->measuring->scratch, struct jrt_ahead);

	ahead->feed = feed;
	ahead->arena = &feed->measuring->scratch;
	find_trails(ahead);
	jrt_ahead_want_texts(ahead);
	jrt_frontier_init(&ahead->frontier, feed);
	ask(ahead);
	ahead->kept = ahead->frontier.value_count + ahead->frontier.keeps_time;
	ahead->counted = ahead->kept == 0 && ahead->windows <= JRT_AHEAD_COUNTED_WINDOWS;
	ahead->restarts = can_begin_anew(feed);
	jrt_ahead_rows_init(ahead);
	jrt_ahead_count_init(ahead);
	feed->measuring->in_queue = feed->way == JRT_WAY_QUEUE && ahead->restarts;
	if (feed->measuring->in_queue)
		jrt_ahead_queue_init(ahead);
	else
		jrt_sorting_init(ahead);
	return ahead;
}

/* ---- the rows ---- */

static void begin_anew(struct jrt_feed *feed, enum jrt_way way)
{
	feed->way = way;
	feed->anew = true;
}

enum jb_status jrt_ahead_add(struct jrt_ahead *ahead, const struct jrt_view *view)
{
	jrt_ahead_take(ahead, view);
	if (ahead->frontier.count > JRT_SIGNATURES_MOST && ahead->restarts)
		begin_anew(ahead->feed, JRT_WAY_STORE);
	else if (ahead->sorting)
		return jrt_sorting_add(ahead);
	else if (!jrt_ahead_queue_add(ahead))
		begin_anew(ahead->feed, JRT_WAY_SORT);
	return JB_OK;
}

enum jb_status jrt_ahead_end(struct jrt_ahead *ahead)
{
	enum jb_status status = JB_OK;

	/* Rows that went on one by one were taken for due when they left the queue. */
	if (ahead->queue && !ahead->counted && ahead->feed->cover.unread) {
		begin_anew(ahead->feed, JRT_WAY_SORT);
		return JB_OK;
	}
	if (ahead->queue) {
		jrt_ahead_queue_end(ahead);
		jrt_ahead_queue_free(ahead);
	} else {
		status = jrt_sorting_end(ahead);
		jrt_sorting_free(ahead);
	}
	ahead->feed->measuring->in_queue = false;
	if (status == JB_OK)
		jrt_ahead_count_end(ahead);
	return status;
}
