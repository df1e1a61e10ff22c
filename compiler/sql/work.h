/*
 * Between the files of this folder: one source on its way to statements. Not for others.
 */
#ifndef SQL_WORK_H
#define SQL_WORK_H

#include "journey/query.h"
#include "sql/sheet.h"
#include "sql/sql.h"
#include "time/zone.h"

/* A fault of rows, in the order in which measuring meets them: `code` is an expression, NULL where
 * there is none. */
struct jy_sql_fault {
	struct jy_sql_value code;
	struct jb_text column; /* empty: the whole row */
};

/* Rows that cannot be told exactly: `when` is true of them. */
struct jy_sql_doubt {
	struct jy_sql_value when;
	const char *word;
};

struct jy_sql_work {
	struct jb_arena *arena;
	const struct jrt_plan *plan;
	const struct jrt_source *source;
	uint32_t number, periods; /* of the plan; JRT_NONE: rows lie in no period */
	const struct jy_sql_how *how;
	const struct jy_dialect *dialect;
	struct jy_sheet sheet;
	struct jrt_range span;	     /* of instants for which zones are written out */
	struct jy_sql_value *column; /* as read; NULL of those that no step needs */
	jb_i128 *column_most;	     /* NULL, or their largest sizes; 0: what the column says */
	struct jy_sql_steps *filter, *keys, *check, *main;
	struct jy_sql_value behind;	  /* what `stop` cuts off: never unknown */
	struct jy_sql_value duplicate;	  /* whether another row counts in its place */
	struct jy_sql_value time, period; /* of rows: an instant, and in which period it lies */
	struct jy_sql_value last;	  /* the last instant of a row that covers a stretch */
	struct jy_sql_value *again, *due; /* by window */
	struct jy_sql_value *surplus;	  /* by surplus of the source: rows above what was agreed */
	JB_VEC(struct jy_sql_fault) faults;
	JB_VEC(struct jy_sql_doubt) doubts;
	/* Local times that fall twice or not at all: of columns, of rows that are not ignored; of
	 * `main`, of accepted ones. */
	JB_VEC(struct jy_sql_value) doubled, gaps, main_doubled;
	bool step_gaps; /* a step finds that there is no such time: the row's fault, R0326 */
	struct jy_sql_value *broken, *made_missing;	/* by requirement, of rows not rejected */
	struct jy_sql_value fate, reason, fault_column; /* kept */
	struct jy_sql_told *told;			/* NULL: nothing is told afterwards */
	bool limits; /* it is a forecast, which limits the rows of another work */
	struct jy_sql_refusals *refusals;
};

#define JY_SQL_KEEP(work, name, value) jy_sheet_keep(&(work)->sheet, JB_TEXT(name), (value))

/* ---- refusal.c ---- */

/* Nothing is written: for what `whose` names ("metric `nps`"), at `place`; for the source; for a
 * step, by the name of its `let`; or for a metric. */
void jy_sql_refuse(struct jy_sql_work *work, enum jy_sql_refused reason,
		   const struct jrt_place *place, struct jb_text whose);
void jy_sql_refuse_source(struct jy_sql_work *work, enum jy_sql_refused reason);
void jy_sql_refuse_step(struct jy_sql_work *work, enum jy_sql_refused reason,
			const struct jrt_program *program, uint32_t step);
void jy_sql_refuse_metric(struct jy_sql_work *work, enum jy_sql_refused reason,
			  const struct jrt_metric *metric);

static inline void jy_sql_doubt(struct jy_sql_work *work, struct jy_sql_value when,
				const char *word)
{
	for (size_t i = 0; i < work->doubts.count; i++)
		if (jb_text_equal(work->doubts.at[i].when.text, when.text))
			return;
	*jb_push(work->arena, &work->doubts) = (struct jy_sql_doubt){when, word};
}

/* ---- covers.c ---- */

/* The zone of the days that the source covers. NULL (refused): it cannot be loaded. */
const struct jrt_zone *jy_sql_cover_zone(struct jy_sql_work *work);
/* The stretches of days that the work's source covers by dates, or the log of its cases: ascending,
 * with a gap between any two; at least one. */
const struct jrt_days *jy_sql_cover_days(const struct jy_sql_work *work, size_t *count);

/* ---- pieces.c: values that change at known places ---- */

/* The value from `from` on; the first one's `from` is the beginning of all. */
struct jy_sql_piece {
	int64_t from;
	struct jy_sql_value value;
};

/* The value at `x`, which is an atom. The pieces stand in order. */
struct jy_sql_value jy_sql_at(struct jy_sql_work *work, const struct jy_sql_piece *piece,
			      size_t count, struct jy_sql_value x);

/* ---- time.c: instants, civil days, periods, by whole numbers alone ---- */

/* NULL (refused): the zone cannot be loaded. */
const struct jrt_zone *jy_sql_zone(struct jy_sql_work *work, struct jb_text name);
/* The years for which zones are written out, from what the source declares. */
void jy_sql_span(struct jy_sql_work *work);
/* Whether the zone knows one offset. */
bool jy_sql_is_fixed(const struct jrt_zone *zone);
/* Rows whose instant lies beyond those years are in doubt, unless the zone knows one offset. */
void jy_sql_doubt_beyond(struct jy_sql_work *work, const struct jrt_zone *zone,
			 struct jy_sql_value instant);
/* The local time of an instant. */
struct jy_sql_value jy_sql_local(struct jy_sql_work *work, const struct jrt_zone *zone,
				 struct jy_sql_value instant);
/* The instant of a local time, NULL where there is none (`gap`); `doubled`: there are two. */
struct jy_sql_value jy_sql_instant(struct jy_sql_work *work, const struct jrt_zone *zone,
				   struct jy_sql_value local, struct jy_sql_value *gap,
				   struct jy_sql_value *doubled);
/* Whole days since 1970-01-01 of a date of the calendar. */
struct jy_sql_value jy_sql_days(struct jy_sql_work *work, struct jy_sql_value year,
				struct jy_sql_value month, struct jy_sql_value day);
/* The first instant of a day. */
struct jy_sql_value jy_sql_day_start(struct jy_sql_work *work, const struct jrt_zone *zone,
				     struct jy_sql_value day);
/* The first instant of the day that holds an instant. */
struct jy_sql_value jy_sql_midnight(struct jy_sql_work *work, const struct jrt_zone *zone,
				    struct jy_sql_value instant);
/* The day that holds a local time. */
struct jy_sql_value jy_sql_day_of(struct jy_sql_work *work, struct jy_sql_value local);
/* The index of the period that holds an instant (time/period.h). */
struct jy_sql_value jy_sql_period(struct jy_sql_work *work, const struct jrt_period_spec *spec,
				  struct jy_sql_value instant);

/* ---- open.c: business time ---- */

/* Open time of a calendar of the plan from a fixed instant up to `instant`: the difference of two
 * of them lies between. Rows beyond the years that are written out are in doubt. */
struct jy_sql_value jy_sql_open_until(struct jy_sql_work *work, uint32_t calendar,
				      struct jy_sql_value instant);

/* ---- columns.c: what is read of a row ---- */

/* All columns that are needed, as `check` and `filter` see them, with their faults and doubts. */
void jy_sql_columns(struct jy_sql_work *work);
/* What the table calls the column; empty: nothing says it, for the file knows it by its place. */
struct jb_text jy_sql_column_name(const struct jy_sql_work *work, const struct jrt_column *column);
/* What the table has in the column's place. */
struct jy_sql_value jy_sql_given(struct jy_sql_work *work, const struct jrt_column *column);
/* "wait fault" and the like, for names of kept values. */
struct jb_text jy_sql_of(const struct jy_sql_work *work, const struct jrt_column *column,
			 const char *what);
/* Adds the fault, and gives the value where there is none. `code` is NULL of a row without. */
struct jy_sql_value jy_sql_faulted(struct jy_sql_work *work, const struct jrt_column *column,
				   struct jy_sql_value value, struct jy_sql_value code);

/* columns_number.c: a number, from a text (NULL: missing), or from a type of the engine. */
struct jy_sql_value jy_sql_raw_number(struct jy_sql_work *work, const struct jrt_column *column,
				      struct jy_sql_value text);
struct jy_sql_value jy_sql_typed_number(struct jy_sql_work *work, const struct jrt_column *column,
					struct jy_sql_value given);

/* The largest size that a value of the column has. */
int64_t jy_sql_most(const struct jrt_column *column);

/* columns_time.c: a timestamp, date or clock time. */
struct jy_sql_value jy_sql_raw_time(struct jy_sql_work *work, const struct jrt_column *column,
				    struct jy_sql_value text);
struct jy_sql_value jy_sql_typed_time(struct jy_sql_work *work, const struct jrt_column *column,
				      struct jy_sql_value given);

/* ---- steps.c: straight-line programs ---- */

enum jy_sql_which { JY_SQL_AT_ONCE, JY_SQL_WAITING };

/* A program at work: a value a register. */
struct jy_sql_steps {
	const struct jrt_program *program;
	const char *name; /* of its kept values */
	const struct jy_sql_value *column;
	bool *waits;   /* for a window */
	bool *repeats; /* several steps use it */
	bool *sure;    /* is never unknown */
	jb_i128 *most; /* the largest size it can have */
	struct jy_sql_value *value;
};

struct jy_sql_steps *jy_sql_steps(struct jy_sql_work *work, const struct jrt_program *program,
				  const struct jy_sql_value *column, const char *name);
/* Computes the registers that wait for no window, or the others; what can be a row's fault is
 * added. */
void jy_sql_run(struct jy_sql_work *work, struct jy_sql_steps *steps, enum jy_sql_which which);

/* steps_arithmetic.c: false for any other op. */
bool jy_sql_arithmetic(struct jy_sql_work *work, struct jy_sql_steps *steps, uint32_t number);

/* ---- approximate.c ---- */

/* A whole number to three digits, kept. */
struct jy_sql_value jy_sql_approximate(struct jy_sql_work *work, struct jy_sql_value value);

/* ---- order.c ---- */

/* Whether something says the order of the source's rows. */
bool jy_sql_has_order(const struct jy_sql_work *work);
/* That order, kept; without a text where nothing says it. */
struct jy_sql_value jy_sql_order(struct jy_sql_work *work);

/* ---- stop.c ---- */

/* Once `filter` has run: `behind` of rows. What is behind is counted nowhere. */
void jy_sql_stop(struct jy_sql_work *work);

/* ---- identify.c ---- */

/* Runs `keys`, and finds rows that are duplicates of others or contradict them, which is a fault.
 * `ignored` is TRUE or FALSE. */
void jy_sql_identify(struct jy_sql_work *work, struct jy_sql_value ignored);

/* ---- cover.c ---- */

/* Of rows that each cover a period: `time` becomes its first instant, `last` its last one. */
void jy_sql_cover(struct jy_sql_work *work);
/* What counts as the latest of a row: where rows are all that says what is covered, its last
 * instant. */
struct jy_sql_value jy_sql_latest(const struct jy_sql_work *work);

/* ---- windows.c ---- */

/* Whether each row is followed by another (`again`), and is due, in each window. */
void jy_sql_windows(struct jy_sql_work *work);

/* ---- rows.c ---- */

/* What becomes of each row, kept; and the registers of `main`, and the time. */
void jy_sql_rows(struct jy_sql_work *work);
/* The code of the first fault that has been found so far. */
struct jy_sql_value jy_sql_first_fault(struct jy_sql_work *work);

/* ---- cases.c ---- */

/* The columns of a source of cases, and the SELECTs before its own; gives the name of its rows. */
struct jb_text jy_sql_cases(struct jy_sql_work *work);

/* ---- table.c ---- */

/* Where the rows of the source are: what stands behind FROM. */
struct jb_text jy_sql_table(struct jy_sql_work *work);

/* ---- surplus.c ---- */

/* Which rows are above an agreed volume, of the period that the work cuts time into. */
void jy_sql_surplus(struct jy_sql_work *work);

/* ---- sql.c ---- */

/* False (refused): rows of the source cannot be counted in an engine. */
bool jy_sql_can_measure(struct jy_sql_work *work);

/* ---- groups.c ---- */

/* Whether two metrics are over the same groups; those that are over none are. */
bool jy_sql_same_groups(const struct jrt_grouping *a, const struct jrt_grouping *b);
/* A name of a query with what one group is. */
struct jb_text jy_sql_groups_name(struct jy_sql_work *work, const struct jrt_grouping *grouping,
				  struct jb_text plain);
/* The group of accepted rows, kept; NULL: none. */
struct jy_sql_value jy_sql_group_of(struct jy_sql_work *work, const struct jrt_grouping *grouping);

/* ---- parts.c ---- */

/* What a part looks at: whether a row counts for it, and the figures that are summed up. */
struct jy_sql_use {
	struct jy_sql_value counts, unusable, not_due;
	bool all, some_unusable, some_not_due; /* all rows count; such rows can be */
	struct jy_sql_value a, b;
};

struct jy_sql_use jy_sql_use(struct jy_sql_work *work, const struct jrt_part *part);
/* Whether the part's values are counted one by one. */
static inline bool jy_sql_has_values(const struct jrt_part *part)
{
	return part->kind == JRT_PART_VALUES || part->kind == JRT_PART_DISTINCT ||
	       part->kind == JRT_PART_SPREAD;
}

/* The columns of one part in a query of counts: their SQL is written, and what they are. */
typedef JB_VEC(struct jrt_query_column) jy_sql_columns_of_query;
struct jy_sql_result {
	struct jy_sql_work *work;
	struct jb_buf out; /* the select list so far */
	/* NULL, or the select list of another SELECT: values are computed there ("rows counted"),
	 * and `out` has `above` of them. */
	struct jb_buf *below;
	const char *above;
	jy_sql_columns_of_query column;
};
void jy_sql_result_add(struct jy_sql_result *result, enum jrt_query_what what, uint32_t index,
		       struct jb_text name, struct jy_sql_value value);
void jy_sql_part_columns(struct jy_sql_result *result, uint32_t number, struct jb_text name,
			 const struct jrt_part *part);

#endif
