/*
 * Sources whose rows are counted elsewhere: measuring asks for sums in place of rows, and makes of
 * them what it makes of rows, by the same law: a cell for every period that has rows or is covered,
 * findings, tallies. Whoever hands sums over has checked them (engine/answer.h).
 */
#ifndef MEASURE_ELSEWHERE_H
#define MEASURE_ELSEWHERE_H

#include "journey/runtime.h"

struct jrt_feed;
struct jrt_meter_run;

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
/* Numbers of one part; its values come one by one. */
void jrt_elsewhere_part(struct jrt_feed *feed, struct jrt_meter_run *meter, uint32_t slot,
			uint32_t part, const struct jrt_part_state *state);
void jrt_elsewhere_value(struct jrt_feed *feed, struct jrt_meter_run *meter, uint32_t slot,
			 uint32_t part, int64_t value, uint64_t times);
/* A text as a value. */
int64_t jrt_elsewhere_text(struct jrt_feed *feed, struct jb_text text);

/* ---- for measure.c ---- */

struct jrt_measuring;
enum jb_status jrt_elsewhere_run(struct jrt_measuring *measuring, uint32_t source);

#endif
