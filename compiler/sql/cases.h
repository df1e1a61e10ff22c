/*
 * Between the files that write cases of a log.
 */
#ifndef SQL_CASES_H
#define SQL_CASES_H

#include "sql/work.h"

struct jy_sql_cases {
	struct jy_sql_work *work; /* of the cases */
	struct jy_sql_work log;
	const struct jrt_cases *cases;
	/* A row an event. */
	struct jy_sheet events;
	struct jy_sql_value key, step, time, order, place; /* no text: there is no order */
	struct jy_sql_value *said;			   /* by column of the cases */
	struct jy_sql_value start_place, is_end, last_of_log;
	/* A row a case: sums over its events. */
	JB_VEC(struct jy_sql_kept) value;
	struct jy_sql_value start, end; /* instants */
};

/* Whether every event lies behind the mark, or is it. */
static inline bool jy_sql_is_first(const struct jrt_case_mark *mark)
{
	return mark->step == JRT_NONE && !mark->last;
}

/* Whether an event is of a step; JRT_NONE: any. */
struct jy_sql_value jy_sql_is_step(struct jy_sql_cases *made, uint32_t step);
/* A sum over the events of each case, as its row's value; and how many events a condition is true
 * of. */
struct jy_sql_value jy_sql_case_value(struct jy_sql_cases *made, const char *name,
				      struct jy_sql_value sum);
struct jy_sql_value jy_sql_case_count(struct jy_sql_cases *made, const char *name,
				      struct jy_sql_value when);

/* The first or last of `value` among the events in which `when` is true. */
struct jy_sql_value jy_sql_case_end(struct jy_sql_cases *made, bool last, struct jy_sql_value when,
				    struct jy_sql_value value);
/* Its place in the case, told to all events of it. */
struct jy_sql_value jy_sql_place_told(struct jy_sql_cases *made, const char *name, bool last,
				      struct jy_sql_value when);

/* A value of the log's rows as one of events. */
struct jy_sql_value jy_sql_event_value(struct jy_sql_cases *made, const char *name,
				       struct jy_sql_value value);

/* ---- cases_columns.c ---- */

/* Which columns something asks for, by number. */
bool *jy_sql_used_columns(struct jy_sql_work *work);
/* Of columns that tell what an event says, its value there. */
void jy_sql_take_said(struct jy_sql_cases *made, const bool *used);
/* Writes the columns into the work, when start and end are known. */
void jy_sql_case_columns(struct jy_sql_cases *made, const bool *used);

/* ---- cases_path.c ---- */

/* What is told afterwards of the cases, if a column asks for it. */
void jy_sql_case_path(struct jy_sql_cases *made, const bool *used);

/* ---- cases_tied.c: what events of one place leave open ---- */

/* Nothing is measured where `when` is true of a case. */
void jy_sql_case_doubt(struct jy_sql_cases *made, struct jy_sql_value when, const char *word);
/* Whether a step comes behind a mark at `place`, where `behind` says it of later places. */
struct jy_sql_value jy_sql_after_tied(struct jy_sql_cases *made,
				      const struct jrt_case_column *column,
				      struct jy_sql_value place, struct jy_sql_value behind);
/* Events in which `when` is true stand at one place, and say different things. */
void jy_sql_said_tied(struct jy_sql_cases *made, struct jy_sql_value when,
		      struct jy_sql_value said);
/* Whether the end lies at the place of the start, before or behind it. */
void jy_sql_end_tied(struct jy_sql_cases *made);
/* Events of one instant of which one has no order. */
void jy_sql_order_unknown(struct jy_sql_cases *made);

#endif
