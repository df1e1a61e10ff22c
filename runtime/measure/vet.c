/*
 * The second look at rows, after duplicates are out: `require` and its three fates, then
 * `main` with the row's time. The same code runs over a reader's batch and over a chunk of the
 * store.
 *
 * Where rows go to the store first, it runs once more beforehand with feed->suspect set, only
 * to learn which rows it would speak about, so that their bytes can be kept.
 */
#include <string.h>

#include "measure/feed.h"

static bool is_live(const struct jrt_feed *feed, const struct jrt_view *view, uint32_t row)
{
	return view->fate[row] == JRT_LIVE && !(feed->suspect && feed->suspect[row]);
}

static void fault(struct jrt_feed *feed, const struct jrt_view *view, uint32_t row,
		  const struct jrt_machine *machine)
{
	if (feed->suspect)
		feed->suspect[row] = 1;
	else
		jrt_feed_reject_fault(feed, view, row, machine);
}

static void faults(struct jrt_feed *feed, const struct jrt_view *view,
		   const struct jrt_machine *machine)
{
	if (machine->faults == 0)
		return;
	for (uint32_t row = 0; row < view->rows; row++)
		if (machine->fault[row] && is_live(feed, view, row))
			fault(feed, view, row, machine);
}

/* "required: wait >= 0s" with the row's place; `code` tells rejected from warned. */
static struct jrt_reject requirement_of(struct jrt_feed *feed, const struct jrt_view *view,
					uint32_t row, const struct jrt_require *require,
					struct jb_text code)
{
	struct jrt_reject reject = jrt_feed_reject_of(feed, view, row);
	struct jb_buf *why = &feed->measuring->notes.sentence;

	jb_buf_reset(why);
	jb_buf_printf(why, "the row does not fulfil what line %u requires: ", require->place.line);
	jb_buf_add_text(why, require->text);
	reject.code = code;
	reject.reason = jb_buf_text(why);
	return reject;
}

/* Calls `take` for each live row that does not fulfil a requirement. */
typedef void take_row(struct jrt_feed *feed, const struct jrt_view *view, uint32_t row,
		      size_t number);

static void each_unfulfilled(struct jrt_feed *feed, const struct jrt_view *view, size_t number,
			     take_row *take)
{
	uint64_t no[JRT_LANE_WORDS];

	jrt_machine_condition(&feed->check, feed->source->require[number].condition, view->rows,
			      NULL, no);
	for (uint32_t w = 0; w < JRT_WORDS_OF(view->rows); w++)
		JRT_FOR_EACH_BIT(row, no[w], w * JRT_WORD_ROWS)
	if (is_live(feed, view, (uint32_t)row))
		take(feed, view, (uint32_t)row, number);
}

static void reject_unfulfilled(struct jrt_feed *feed, const struct jrt_view *view, uint32_t row,
			       size_t number)
{
	struct jrt_reject reject;

	if (feed->suspect) {
		feed->suspect[row] = 1;
		return;
	}
	reject = requirement_of(feed, view, row, &feed->source->require[number], JB_TEXT("R0321"));
	jrt_feed_reject(feed, view, row, &reject);
}

static void make_missing(struct jrt_feed *feed, const struct jrt_view *view, uint32_t row,
			 size_t number)
{
	uint8_t *known = feed->made[feed->source->require[number].column];

	(void)view;
	if (!known)
		return;
	if (!feed->suspect) {
		feed->unfulfilled[number]++;
		feed->tally->made_missing += known[row];
	}
	known[row] = 0;
}

static void note_unfulfilled(struct jrt_feed *feed, const struct jrt_view *view, uint32_t row,
			     size_t number)
{
	struct jrt_reject reject;

	if (feed->suspect) {
		feed->suspect[row] = 1;
		return;
	}
	feed->unfulfilled[number]++;
	feed->tally->warned++;
	if (!jrt_notes_listens(&feed->measuring->notes))
		return;
	reject = requirement_of(feed, view, row, &feed->source->require[number], JB_TEXT("R0322"));
	jrt_notes_reject(&feed->measuring->notes, &reject);
}

/* The columns as `main` sees them: as read, with known bytes of their own where a require may
 * clear some. */
static void take_columns(struct jrt_feed *feed, const struct jrt_view *view)
{
	for (size_t c = 0; c < feed->source->column_count; c++) {
		feed->column[c] = view->column[c];
		if (!feed->made[c] || !view->column[c].known)
			continue;
		memcpy(feed->made[c], view->column[c].known, view->rows);
		feed->column[c].known = feed->made[c];
	}
}

/* Rows that are rejected are neither changed nor warned about; all conditions see the columns
 * as read. */
static void check(struct jrt_feed *feed, const struct jrt_view *view)
{
	const struct jrt_rows rows = {.count = view->rows, .column = view->column};
	const struct jrt_source *source = feed->source;

	jrt_machine_run(&feed->check, &rows);
	faults(feed, view, &feed->check);
	for (size_t i = 0; i < source->require_count; i++)
		if (source->require[i].fate == JRT_REJECT_ROW)
			each_unfulfilled(feed, view, i, reject_unfulfilled);
	for (size_t i = 0; i < source->require_count; i++)
		if (source->require[i].fate == JRT_MAKE_MISSING)
			each_unfulfilled(feed, view, i, make_missing);
	for (size_t i = 0; i < source->require_count; i++)
		if (source->require[i].fate == JRT_WARN)
			each_unfulfilled(feed, view, i, note_unfulfilled);
}

static void no_time(struct jrt_feed *feed, const struct jrt_view *view, uint32_t row)
{
	struct jrt_reject reject = jrt_feed_reject_of(feed, view, row);

	if (feed->suspect) {
		feed->suspect[row] = 1;
		return;
	}
	reject.code = JB_TEXT("R0323");
	reject.reason = JB_TEXT("the row has no time, so it belongs to no period");
	jrt_feed_reject(feed, view, row, &reject);
}

void jrt_feed_find_intervals(struct jrt_feed *feed, uint32_t rows)
{
	struct jrt_periods *period = &feed->row_period;

	if (!feed->to)
		return;
	for (uint32_t row = 0; row < rows; row++) {
		struct jrt_range range;

		if (!feed->time_known[row])
			continue;
		range = jrt_period_base_range(period, jrt_period_index(period, feed->time[row]));
		feed->time[row] = range.from;
		feed->to[row] = range.to;
	}
}

/* Each row's time as an instant, and for rows that are intervals the end of it (S1). */
static void find_times(struct jrt_feed *feed, const struct jrt_view *view)
{
	const struct jrt_source *source = feed->source;
	uint64_t known[JRT_LANE_WORDS];

	jrt_machine_instants(&feed->main, view->rows, source->time, feed->time, feed->time_known);
	faults(feed, view, &feed->main);
	feed->loops->bits_of_bytes(feed->time_known, view->rows, known);
	for (uint32_t w = 0; w < JRT_WORDS_OF(view->rows); w++)
		JRT_FOR_EACH_BIT(row, ~known[w], w * JRT_WORD_ROWS)
	if (row < view->rows && is_live(feed, view, (uint32_t)row))
		no_time(feed, view, (uint32_t)row);
	jrt_feed_find_intervals(feed, view->rows);
}

void jrt_feed_live(const struct jrt_feed *feed, const struct jrt_view *view, uint64_t *bits)
{
	_Static_assert(JRT_LIVE == 0, "the other fates are not");
	feed->loops->bits_of_bytes(view->fate, view->rows, bits);
	for (uint32_t w = 0; w < JRT_WORDS_OF(view->rows); w++)
		bits[w] = ~bits[w];
	if (view->rows % JRT_WORD_ROWS)
		bits[view->rows / JRT_WORD_ROWS] &= (UINT64_C(1) << view->rows % JRT_WORD_ROWS) - 1;
}

/* Of the rows that are left: what they cover, and local times that fell twice. */
static void cover_rows(struct jrt_feed *feed, const struct jrt_view *view)
{
	const bool doubles = !feed->main.kernels || feed->main.doubles;
	uint64_t live[JRT_LANE_WORDS];
	int64_t first, last;

	jrt_feed_live(feed, view, live);
	feed->loops->bounds(feed->time, live, view->rows, &first, &last);
	if (first <= last) {
		jrt_cover_row(&feed->cover, first, first);
		if (!feed->to)
			jrt_cover_row(&feed->cover, last, last + 1);
	}
	for (uint32_t w = 0; (doubles || feed->to) && w < JRT_WORDS_OF(view->rows); w++)
		JRT_FOR_EACH_BIT(row, live[w], w * JRT_WORD_ROWS)
		{
			feed->tally->doubled_times += feed->main.doubled[row];
			if (feed->to)
				jrt_cover_row(&feed->cover, feed->time[row], feed->to[row]);
		}
}

void jrt_feed_vet(struct jrt_feed *feed, const struct jrt_view *view)
{
	const struct jrt_rows rows = {.count = view->rows, .column = feed->column};

	take_columns(feed, view);
	check(feed, view);
	jrt_machine_run(&feed->main, &rows);
	find_times(feed, view);
	if (feed->suspect)
		return;
	cover_rows(feed, view);
}
