/*
 * Rows that are through, to the meters. Where all that a row is to its meters is its signature and
 * what has become of it, rows are counted by the two, and after the last row each pair stands for
 * all of its rows. Where something else counts (a sum, a time), rows go on in batches.
 */
#include <string.h>

#include "measure/ahead.h"

void jrt_ahead_count_init(struct jrt_ahead *ahead)
{
	struct jrt_ahead_through *through = &ahead->through;
	struct jb_arena *arena = ahead->arena;

	through->signature = JB_NEW_ARRAY(arena, uint32_t, JRT_LANE_ROWS);
	through->outcome = JB_NEW_ARRAY(arena, uint32_t, JRT_LANE_ROWS);
	through->time = JB_NEW_ARRAY(arena, int64_t, JRT_LANE_ROWS);
	through->slot = JB_NEW_ARRAY(arena, uint32_t, JRT_LANE_ROWS);
	if (ahead->counted)
		through->weight = JB_NEW_ARRAY(arena, uint64_t, JRT_LANE_ROWS);
	through->value = JB_NEW_ARRAY(arena, int64_t *, ahead->kept);
	for (size_t v = 0; v < ahead->kept; v++)
		through->value[v] = JB_NEW_ARRAY(arena, int64_t, JRT_LANE_ROWS);
	through->again_value = JB_NEW_ARRAY(arena, int64_t *, ahead->windows);
	through->again_known = JB_NEW_ARRAY(arena, uint8_t *, ahead->windows);
	through->due = JB_NEW_ARRAY(arena, uint8_t *, ahead->windows);
	through->again = JB_NEW_ARRAY(arena, struct jrt_lane, ahead->windows);
	for (size_t w = 0; w < ahead->windows; w++) {
		through->again_value[w] = JB_NEW_ARRAY(arena, int64_t, JRT_LANE_ROWS);
		through->again_known[w] = JB_NEW_ARRAY(arena, uint8_t, JRT_LANE_ROWS);
		through->due[w] = JB_NEW_ARRAY(arena, uint8_t, JRT_LANE_ROWS);
		through->again[w] =
			(struct jrt_lane){through->again_value[w], through->again_known[w]};
	}
}

/* ---- a batch ---- */

static void unpack_outcomes(struct jrt_ahead *ahead)
{
	struct jrt_ahead_through *through = &ahead->through;

	for (size_t w = 0; w < ahead->windows; w++)
		for (uint32_t i = 0; i < through->rows; i++) {
			uint32_t bits = through->outcome[i] >> (JRT_AHEAD_BITS * w);

			through->again_value[w][i] = (bits & JRT_AHEAD_AGAIN) != 0;
			through->again_known[w][i] = (bits & JRT_AHEAD_KNOWN) != 0;
			through->due[w][i] = (bits & JRT_AHEAD_DUE) != 0;
		}
}

/* Where nothing looks at the time itself, an instant of the same era will do: its reliefs are
 * those of the row. */
static void find_times(struct jrt_ahead *ahead)
{
	struct jrt_ahead_through *through = &ahead->through;
	const struct jrt_frontier *frontier = &ahead->frontier;

	if (frontier->keeps_time) {
		memcpy(through->time, through->value[frontier->value_count],
		       through->rows * sizeof *through->time);
		return;
	}
	for (uint32_t i = 0; i < through->rows; i++)
		through->time[i] =
			frontier->eras.time.at[jrt_frontier_era(frontier, through->signature[i])];
}

static void add_to_meters(struct jrt_ahead *ahead, size_t rule, const uint8_t *known)
{
	struct jrt_ahead_through *through = &ahead->through;
	const struct jrt_frontier *frontier = &ahead->frontier;
	uint8_t take[JRT_LANE_ROWS];
	const struct jrt_metered metered = {
		.main = &frontier->machine,
		.times = {through->time, NULL, known},
		.due = (const uint8_t *const *)through->due,
		.take = take,
		.weight = through->weight,
		.which = JRT_PARTS_THAT_WAIT,
		.rows = through->rows,
	};

	for (uint32_t i = 0; i < through->rows; i++)
		through->slot[i] = jrt_era_slot(
			&frontier->eras, jrt_frontier_era(frontier, through->signature[i]), rule);
	jrt_slots_place(frontier->eras.slots[rule], through->slot, take, through->rows);
	jrt_feed_meter(ahead->feed, frontier->eras.slots[rule], &metered);
}

static void end_batch(struct jrt_ahead *ahead)
{
	struct jrt_ahead_through *through = &ahead->through;
	uint8_t known[JRT_LANE_ROWS];

	if (through->rows == 0)
		return;
	memset(known, 1, through->rows);
	unpack_outcomes(ahead);
	find_times(ahead);
	jrt_frontier_run(&ahead->frontier, through->signature,
			 (const int64_t *const *)through->value, through->again, through->rows);
	for (size_t rule = 0; rule < ahead->frontier.eras.slots_count; rule++)
		add_to_meters(ahead, rule, known);
	through->rows = 0;
}

static uint32_t add(struct jrt_ahead *ahead, uint32_t signature, uint32_t outcome)
{
	struct jrt_ahead_through *through = &ahead->through;

	if (through->rows == JRT_LANE_ROWS)
		end_batch(ahead);
	through->signature[through->rows] = signature;
	through->outcome[through->rows] = outcome;
	return through->rows++;
}

/* ---- by signature and outcome ---- */

static size_t outcomes(const struct jrt_ahead *ahead)
{
	return (size_t)1 << (JRT_AHEAD_BITS * ahead->windows);
}

static void reach(struct jrt_ahead *ahead, size_t signature)
{
	while (ahead->count.count <= signature * outcomes(ahead) + outcomes(ahead))
		jb_push(ahead->arena, &ahead->count);
}

/* While rows were read nobody could know that a file would break off. */
static uint32_t as_known_now(const struct jrt_ahead *ahead, uint32_t outcome)
{
	if (ahead->feed->cover.unread)
		for (size_t w = 0; w < ahead->windows; w++)
			outcome &= ~(JRT_AHEAD_DUE << (JRT_AHEAD_BITS * w));
	return outcome;
}

void jrt_ahead_count(struct jrt_ahead *ahead, uint32_t signature, uint32_t outcome,
		     const int64_t *value)
{
	uint32_t at;

	if (ahead->counted) {
		size_t pair = signature * outcomes(ahead) + outcome;

		if (pair >= ahead->count.count)
			reach(ahead, signature);
		ahead->count.at[pair]++;
		return;
	}
	at = add(ahead, signature, outcome);
	for (size_t v = 0; v < ahead->kept; v++)
		ahead->through.value[v][at] = value[v];
}

void jrt_ahead_count_end(struct jrt_ahead *ahead)
{
	const size_t each = outcomes(ahead);

	for (size_t pair = 0; pair < ahead->count.count; pair++) {
		uint32_t at;

		if (ahead->count.at[pair] == 0)
			continue;
		at = add(ahead, (uint32_t)(pair / each),
			 as_known_now(ahead, (uint32_t)(pair % each)));
		ahead->through.weight[at] = ahead->count.at[pair];
	}
	end_batch(ahead);
}
