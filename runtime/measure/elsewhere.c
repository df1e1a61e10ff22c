/*
 * Sums into what measuring keeps of a source at hand, in place of rows. The end of the source is
 * that of any other (cells.c).
 */
#include "measure/elsewhere.h"

#include <string.h>

#include "measure/groups.h"
#include "conform/explain.h"
#include "measure/shards.h"
#include "measure/surplus.h"
#include "read/wording.h"
#include "time/civil.h"

/* ---- tallies ---- */

/* The one place that stands for the source among the files. */
static struct jrt_file_tally *place_of(struct jrt_feed *feed)
{
	return &feed->measuring->file[feed->file[0]];
}

/* Where only some of the rows lie outside, how many is not known: those that must. */
static void count_outside(struct jrt_feed *feed, uint64_t rows, int64_t first, int64_t last)
{
	if (feed->cover.by_rows || jrt_cover_holds(&feed->cover, first, last + 1))
		return;
	if (!jrt_cover_meets(&feed->cover, first, last + 1)) {
		feed->outside += rows;
		return;
	}
	feed->outside += !jrt_cover_holds(&feed->cover, first, first + 1);
	feed->outside += last > first && !jrt_cover_holds(&feed->cover, last, last + 1);
	feed->outside_at_least = true;
}

void jrt_elsewhere_accept(struct jrt_feed *feed, uint64_t rows, int64_t first, int64_t last)
{
	feed->tally->rows += rows;
	feed->tally->accepted += rows;
	place_of(feed)->rows += rows;
	place_of(feed)->accepted += rows;
	jrt_cover_row(&feed->cover, first, last + 1);
	count_outside(feed, rows, first, last);
}

void jrt_elsewhere_ignore(struct jrt_feed *feed, uint64_t rows)
{
	feed->tally->rows += rows;
	feed->tally->ignored += rows;
	place_of(feed)->rows += rows;
	place_of(feed)->ignored += rows;
}

void jrt_elsewhere_duplicate(struct jrt_feed *feed, uint64_t rows)
{
	feed->tally->rows += rows;
	feed->tally->duplicates += rows;
	place_of(feed)->rows += rows;
	place_of(feed)->duplicates += rows;
}

void jrt_elsewhere_reject(struct jrt_feed *feed, uint64_t rows, struct jb_text code,
			  uint32_t column)
{
	struct jrt_measuring *m = feed->measuring;
	struct jb_buf message;

	feed->tally->rows += rows;
	feed->tally->rejected += rows;
	place_of(feed)->rows += rows;
	place_of(feed)->rejected += rows;
	jb_buf_init(&message, m->arena);
	jrt_say_count(&message, rows);
	jb_buf_printf(&message, "%s of %.*s %s rejected", rows == 1 ? " row" : " rows",
		      JB_ARG(feed->source->name), rows == 1 ? "is" : "are");
	if (column != JRT_NONE)
		jb_buf_printf(&message, " for the column %.*s",
			      JB_ARG(feed->source->column[column].name));
	jrt_notes_find(&m->notes, JRT_INFO, jb_text_copy(m->arena, code), &feed->source->place,
		       jb_buf_text(&message), JB_TEXT(""));
}

void jrt_elsewhere_broken(struct jrt_feed *feed, uint32_t require, uint64_t rows,
			  uint64_t made_missing)
{
	feed->unfulfilled[require] += rows;
	feed->tally->made_missing += made_missing;
	if (feed->source->require[require].fate == JRT_WARN)
		feed->tally->warned += rows;
}

void jrt_elsewhere_nobodys(struct jrt_feed *feed, uint64_t rows)
{
	feed->nobodys += rows;
}

void jrt_elsewhere_odd_times(struct jrt_feed *feed, uint64_t doubled, uint64_t gaps)
{
	feed->tally->doubled_times += doubled;
	feed->tally->gap_times += gaps;
}

/* ---- periods ---- */

static struct jrt_slots *slots_of(struct jrt_feed *feed, uint32_t periods)
{
	size_t s = 0;

	while (feed->slots[s].number != periods)
		s++;
	return &feed->slots[s];
}

uint32_t jrt_elsewhere_slot(struct jrt_feed *feed, uint32_t periods, int64_t index)
{
	return jrt_slots_of_index(slots_of(feed, periods), index);
}

bool jrt_elsewhere_is_period(struct jrt_feed *feed, uint32_t periods, int64_t index)
{
	struct jrt_periods *rule = &feed->measuring->periods[periods];

	if (rule->unit == JRT_WHOLE)
		return index == 0;
	return index >= jrt_period_index(rule, JRT_INSTANT_MIN) &&
	       index <= jrt_period_index(rule, JRT_INSTANT_MAX - 1);
}

struct jrt_range jrt_elsewhere_range(struct jrt_feed *feed, uint32_t periods, int64_t index)
{
	return jrt_period_base_range(&feed->measuring->periods[periods], index);
}

void jrt_elsewhere_period(struct jrt_feed *feed, uint32_t periods, uint32_t slot, uint64_t accepted,
			  uint64_t rejected)
{
	struct jrt_slot *at = &slots_of(feed, periods)->slot.at[slot];

	at->rows += accepted;
	at->rejected += rejected;
}

/* ---- meters ---- */

struct jrt_meter_run *jrt_elsewhere_meter(struct jrt_feed *feed, uint32_t meter)
{
	size_t m = 0;

	while (feed->meter[m].number != meter)
		m++;
	return &feed->meter[m];
}

struct jrt_account *jrt_elsewhere_account(struct jrt_feed *feed, struct jrt_meter_run *meter,
					  uint32_t slot, const struct jrt_elsewhere_key *key,
					  uint32_t part)
{
	struct jb_arena *arena = &feed->measuring->scratch;

	if (meter->groups)
		return &jrt_groups_account(meter->groups, slot, key->known, key->key, arena)[part];
	jrt_meter_reach(meter, arena);
	return &meter->account[slot * meter->metric->part_count + part];
}

bool jrt_elsewhere_is_stretch(const struct jrt_meter_run *meter, int64_t key)
{
	return jrt_groups_stretch(meter->groups, key) == key;
}

void jrt_elsewhere_scope(struct jrt_feed *feed, struct jrt_meter_run *meter, uint32_t slot,
			 uint64_t in_scope, uint64_t relieved)
{
	jrt_meter_reach(meter, &feed->measuring->scratch);
	meter->passed[slot].in_scope += in_scope;
	meter->passed[slot].relieved += relieved;
}

void jrt_elsewhere_part(struct jrt_feed *feed, struct jrt_account *account,
			const struct jrt_part_state *state)
{
	jrt_part_state_merge(&feed->measuring->scratch, &account->state, state);
}

void jrt_elsewhere_value(struct jrt_feed *feed, struct jrt_account *account, int64_t value,
			 uint64_t times)
{
	if (account->state.kind == JRT_PART_SPREAD) {
		account->state.num += (jb_i128)value * (jb_i128)times;
		jb_wide_add_square(&account->state.squares, value, times);
	} else {
		jrt_histogram_add_times(&account->histogram, &feed->measuring->scratch, value,
					times);
	}
}

struct jrt_explainer *jrt_elsewhere_explainer(struct jrt_feed *feed, uint32_t flow)
{
	struct jrt_measuring *m = feed->measuring;
	struct jrt_explainer **kept = jb_push(m->arena, &m->explainer);

	return *kept = jrt_explainer_make(&m->scratch, &m->plan->flow[flow]);
}

void jrt_elsewhere_stock(struct jrt_feed *feed, struct jrt_account *account, int64_t time,
			 jb_i128 sum)
{
	jrt_stocks_add(&account->stocks, &feed->measuring->scratch, time, sum);
}

void jrt_elsewhere_interval(struct jrt_feed *feed, struct jrt_meter_run *meter, uint32_t part,
			    struct jrt_range range)
{
	*jb_push(&feed->measuring->scratch, &meter->interval[part]) = range;
}

bool jrt_elsewhere_agreed(struct jrt_feed *feed, const struct jrt_surplus *rule, int64_t period,
			  bool tell, uint64_t *rows)
{
	bool agreed = jrt_surplus_agreed(feed->measuring, rule, period, rows);

	if (!agreed && tell)
		jrt_surplus_tell_unforecast(feed, rule, period);
	return agreed;
}

int64_t jrt_elsewhere_text(struct jrt_feed *feed, struct jb_text text)
{
	return jb_symbols_add(feed->measuring->symbols, text);
}

/* ---- a source ---- */

static void say_rows(struct jrt_feed *feed, uint64_t declared)
{
	struct jrt_measuring *m = feed->measuring;
	struct jb_buf message;

	jb_buf_init(&message, m->arena);
	jrt_say_count(&message, feed->tally->rows);
	jb_buf_printf(&message, " rows of %.*s were seen, and there should be ",
		      JB_ARG(feed->source->name));
	jrt_say_count(&message, declared);
	jb_buf_add_string(&message, ": nothing of it is measured");
	jrt_notes_find(&m->notes, JRT_ERROR, JB_TEXT("R0331"), &feed->source->place,
		       jb_buf_text(&message),
		       feed->tally->rows < declared
			       ? JB_TEXT("a part of the table may be away: ask whoever runs the "
					 "engine, and measure again")
			       : JB_TEXT("rows may stand in more than one part of the table"));
}

static void check_rows(struct jrt_feed *feed)
{
	const struct jrt_elsewhere *elsewhere = feed->measuring->elsewhere;

	for (size_t i = 0; i < elsewhere->declared_count; i++) {
		const struct jrt_rows_declared *declared = &elsewhere->declared[i];

		if (!jb_text_equal(declared->source, feed->source->name) ||
		    declared->rows == feed->tally->rows)
			continue;
		say_rows(feed, declared->rows);
		feed->tally->unread = place_of(feed)->unread = feed->cover.unread = true;
	}
}

/* The cases of a log, when the log's rows are counted. They have no place of their own among the
 * files, and cover what the log does. */
static enum jb_status count_cases(struct jrt_feed *log, uint32_t number)
{
	struct jrt_measuring *m = log->measuring;
	struct jrt_feed feed = {
		.measuring = m,
		.number = number,
		.source = &m->plan->source[number],
		.tally = &m->source[number],
		.cover = log->cover,
	};
	const size_t size = m->input->file_count * sizeof *m->file;
	struct jrt_file_tally *files = (void *)jb_copy(&m->scratch, m->file, size);
	enum jb_status status;

	feed.tally->unread = log->tally->unread;
	jrt_feed_prepare(&feed);
	feed.file = log->file;
	status = m->elsewhere->count(m->elsewhere->user, &feed, number, m->arena, &m->why);
	memcpy(m->file, files, size);
	if (status == JB_OK)
		jrt_feed_finish(&feed);
	return status;
}

enum jb_status jrt_elsewhere_run(struct jrt_measuring *measuring, uint32_t number)
{
	struct jrt_feed feed = {
		.measuring = measuring,
		.number = number,
		.source = &measuring->plan->source[number],
		.tally = &measuring->source[number],
	};
	const struct jrt_elsewhere *elsewhere = measuring->elsewhere;
	struct jb_symbols symbols;
	enum jb_status status;

	jb_symbols_init(&symbols, &measuring->scratch);
	measuring->symbols = &symbols;
	jrt_feed_prepare(&feed);
	jrt_cover_declare(&feed.cover, &measuring->notes, number, measuring->zone);
	status =
		elsewhere->count(elsewhere->user, &feed, number, measuring->arena, &measuring->why);
	if (status == JB_OK) {
		check_rows(&feed);
		jrt_feed_finish(&feed);
	}
	for (uint32_t s = 0; s < measuring->plan->source_count && status == JB_OK; s++) {
		const struct jrt_cases *cases = measuring->plan->source[s].cases;

		if (cases && cases->log == number)
			status = count_cases(&feed, s);
	}
	measuring->symbols = NULL;
	return status;
}
