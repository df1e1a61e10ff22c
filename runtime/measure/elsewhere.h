/*
 * Sources whose rows are counted elsewhere: measuring asks for sums in place of rows, and makes of
 * them what it makes of rows, by the same law: a cell for every period that has rows or is covered,
 * findings, tallies. Whoever hands sums over has checked them (engine/answer.h).
 */
#ifndef MEASURE_ELSEWHERE_H
#define MEASURE_ELSEWHERE_H

#include "journey/runtime.h"

struct jrt_explainer;
struct jrt_feed;
struct jrt_meter_run;
struct jrt_account;

/* Rows that whoever counts should have seen. */
struct jrt_rows_declared {
	struct jb_text source; /* name */
	uint64_t rows;
};

struct jrt_elsewhere {
	/* Hands over all that is known of a source, once. Sums that cannot be are JB_MALFORMED,
	 * with a sentence in `arena`, and end the measuring. */
	enum jb_status (*count)(void *user, struct jrt_feed *feed, uint32_t source,
				struct jb_arena *arena, struct jb_text *why);
	void *user;
	const struct jrt_rows_declared *declared;
	size_t declared_count;
};

/* As jrt_measure. Of the input, files say which sources are counted elsewhere, and by what name the
 * report calls that place; nothing is opened. A source of which other than the declared number of
 * rows was seen covers nothing, and that is an error among the findings (R0331). */
enum jb_status jrt_measure_elsewhere(const struct jrt_plan *plan, const struct jrt_input *input,
				     const struct jrt_elsewhere *elsewhere, struct jb_arena *arena,
				     struct jrt_measured *out, struct jb_text *why);

/* ---- for `count` ---- */

/* What became of so many rows: each is told once. Of accepted ones the first and the last time. */
void jrt_elsewhere_accept(struct jrt_feed *feed, uint64_t rows, int64_t first, int64_t last);
void jrt_elsewhere_ignore(struct jrt_feed *feed, uint64_t rows);
void jrt_elsewhere_duplicate(struct jrt_feed *feed, uint64_t rows);
/* `column`: of the source, or JRT_NONE. The findings tell how many rows each reason had. */
void jrt_elsewhere_reject(struct jrt_feed *feed, uint64_t rows, struct jb_text code,
			  uint32_t column);
/* Rows that break a requirement of the source and stay, and how many of those lost a known value
 * by it. */
void jrt_elsewhere_broken(struct jrt_feed *feed, uint32_t require, uint64_t rows,
			  uint64_t made_missing);
/* Accepted rows in which no partner, site or team appears. */
void jrt_elsewhere_nobodys(struct jrt_feed *feed, uint64_t rows);
/* Local times that fell twice, or not at all. */
void jrt_elsewhere_odd_times(struct jrt_feed *feed, uint64_t doubled, uint64_t gaps);

/* The slot of a period of the plan's rule `periods`; JRT_NONE where there are too many. */
uint32_t jrt_elsewhere_slot(struct jrt_feed *feed, uint32_t periods, int64_t index);
/* Rows of it, accepted ones and rejected ones with a known time. */
void jrt_elsewhere_period(struct jrt_feed *feed, uint32_t periods, uint32_t slot, uint64_t accepted,
			  uint64_t rejected);

/* Whether an index is that of a period within the calendar, and the instants of one that is. */
bool jrt_elsewhere_is_period(struct jrt_feed *feed, uint32_t periods, int64_t index);
struct jrt_range jrt_elsewhere_range(struct jrt_feed *feed, uint32_t periods, int64_t index);

/* A meter of the source, by its number in the plan. */
struct jrt_meter_run *jrt_elsewhere_meter(struct jrt_feed *feed, uint32_t meter);
void jrt_elsewhere_scope(struct jrt_feed *feed, struct jrt_meter_run *meter, uint32_t slot,
			 uint64_t in_scope, uint64_t relieved);
/* Of which group rows are; of a meter that is over no groups it does not matter. */
struct jrt_elsewhere_key {
	bool known;
	int64_t key; /* as the register holds it: of a text its symbol, see jrt_elsewhere_text */
};
/* The account of one part in a slot, for what follows; that of one group, of a meter over groups.
 * It stays where it is until another of the meter is asked for. */
struct jrt_account *jrt_elsewhere_account(struct jrt_feed *feed, struct jrt_meter_run *meter,
					  uint32_t slot, const struct jrt_elsewhere_key *key,
					  uint32_t part);
/* Whether a stretch of time that is a group of the meter begins there. */
bool jrt_elsewhere_is_stretch(const struct jrt_meter_run *meter, int64_t key);
/* Numbers of one part; its values come one by one. */
void jrt_elsewhere_part(struct jrt_feed *feed, struct jrt_account *account,
			const struct jrt_part_state *state);
void jrt_elsewhere_value(struct jrt_feed *feed, struct jrt_account *account, int64_t value,
			 uint64_t times);
/* What compares paths with a flow of the plan: the feed's, which gives it back. */
struct jrt_explainer *jrt_elsewhere_explainer(struct jrt_feed *feed, uint32_t flow);
/* The sum over rows of one time, of a part that is a stock; in any order. */
void jrt_elsewhere_stock(struct jrt_feed *feed, struct jrt_account *account, int64_t time,
			 jb_i128 sum);
/* Of a part of time: a stretch in which a row lies. Stretches may meet. */
void jrt_elsewhere_interval(struct jrt_feed *feed, struct jrt_meter_run *meter, uint32_t part,
			    struct jrt_range range);
/* How many rows of a period are within what was agreed by a rule of the source, whose forecast was
 * measured before; false: nothing was forecast, and `tell` says so among the findings. */
bool jrt_elsewhere_agreed(struct jrt_feed *feed, const struct jrt_surplus *rule, int64_t period,
			  bool tell, uint64_t *rows);
/* A text as a value. */
int64_t jrt_elsewhere_text(struct jrt_feed *feed, struct jb_text text);

/* ---- for measure.c ---- */

struct jrt_measuring;
enum jb_status jrt_elsewhere_run(struct jrt_measuring *measuring, uint32_t source);

#endif
