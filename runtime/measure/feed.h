/*
 * One source being measured: its programs, its rows at hand, and what they add up to. Internal
 * to runtime/measure: sift.c and vet.c decide what becomes of each row, source.c drives,
 * account.c counts, cells.c ends.
 */
#ifndef MEASURE_FEED_H
#define MEASURE_FEED_H

#include "base/map.h"
#include "base/spill.h"
#include "measure/cover.h"
#include "measure/dedupe.h"
#include "measure/elsewhere.h"
#include "measure/meter.h"
#include "measure/notes.h"
#include "measure/sights.h"
#include "measure/store.h"
#include "measure/surplus.h"
#include "measure/tables.h"
#include "measure/window.h"
#include "read/read.h"

_Static_assert(JRT_LANE_ROWS >= JRT_BATCH_ROWS, "a batch fits the registers");

/* Cells of one meter, by period. */
struct jrt_meter_cells {
	struct jrt_cell *cell;
	size_t count;
};

struct jrt_explainer;
struct jrt_shards;
struct jrt_ahead;

/* How rows that look ahead are kept until they are through, see ahead.h. */
enum jrt_way { JRT_WAY_QUEUE, JRT_WAY_SORT, JRT_WAY_STORE };

/* A whole measuring. */
struct jrt_measuring {
	const struct jrt_plan *plan;
	const struct jrt_input *input;
	struct jb_arena *arena;		      /* of what is handed out */
	struct jb_arena scratch;	      /* of the source at hand; emptied after each */
	const struct jrt_zone **zone;	      /* of the plan, loaded */
	const struct jrt_calendar **calendar; /* of the plan, made */
	struct jrt_periods
		*periods; /* of the plan, each without rolling: states are of base periods */
	struct jrt_notes notes;
	struct jrt_pace pace;
	struct jrt_source_tally *source;
	struct jrt_file_tally *file;
	struct jrt_meter_cells *cells;		  /* by meter of the plan */
	struct jrt_holding **holding;		  /* by source; NULL until it is measured */
	const struct jrt_elsewhere *elsewhere;	  /* who counts; NULL: rows are read */
	struct jb_symbols *symbols;		  /* of the source that is counted elsewhere */
	struct jrt_reader *reader;		  /* open, or NULL */
	struct jrt_reader *again;		  /* for a second look at rows, or NULL */
	struct jb_spill spill;			  /* of the source at hand */
	struct jb_budget budget;		  /* of both arenas, where there is one */
	JB_VEC(struct jrt_explainer *) explainer; /* of the source at hand */
	struct jrt_shards *shards;		  /* at work, or NULL */
	size_t missing; /* bytes, where it is known what the next step lacks; else 0 */
	bool in_queue;	/* rows wait in memory that tapes can do without, see ahead.h */
	struct jb_text why;
	uint32_t at_source; /* at hand, or the last */
};

/* A row that contradicts another of its identity. */
struct jrt_clash_row {
	size_t row, other; /* of the store */
	enum jrt_clash clash;
};

/* One row of a log. */
struct jrt_event {
	int64_t key, time, step;
	uint64_t line;
	uint32_t file;
	uint32_t sights; /* among those of its log */
};

/* What each event of a log says, where a column of the cases asks for it. */
struct jrt_kept {
	JB_VEC(int64_t) value; /* by event */
	JB_VEC(uint8_t) known;
};

/* The rows of a log for one source of cases. */
struct jrt_events {
	uint32_t source; /* of the cases */
	const struct jrt_cases *cases;
	JB_VEC(struct jrt_event) event;
	struct jrt_kept *kept; /* by column of the cases; used of those that keep a value */
	uint64_t without_case; /* rows of which the case, the step or the time is unknown */
	struct jrt_sight_table sights;
	int64_t *time; /* of the rows at hand */
	uint8_t *known;
};

struct jrt_case_rows;

/* The rows at hand: a reader's batch or a chunk of the store. */
struct jrt_view {
	uint32_t rows;
	const struct jrt_lane *column; /* by column of the source, as read */
	const uint64_t *line;
	const uint32_t *files; /* by row, or NULL: all of `file` */
	uint32_t file;
	const struct jb_text *raw;   /* by row, or NULL: what the store kept */
	struct jb_text *const *text; /* by column, of those wanted as text */
	size_t first;		     /* of the chunk: number of its first row in the store */
	uint8_t *fate;		     /* enum jrt_fate_now */
};

struct jrt_feed {
	struct jrt_measuring *measuring;
	/* Of one feed among several over one source: called before each batch with its number. */
	void (*reach)(void *user, uint64_t number);
	void *reach_user;
	uint32_t number;
	const struct jrt_source *source;
	const struct jrt_kernels *kernels; /* NULL: the plain way */
	const struct jrt_kernels *loops;   /* the same; of the plain way the portable ones */
	struct jrt_machine filter, keys, check, main;
	struct jrt_cover cover;
	struct jrt_source_tally *tally;
	uint64_t *unfulfilled; /* by require: rows warned about, values made missing */
	uint32_t *file;	       /* by file of the source: its number among all files given */

	/* Of the rows at hand, filled by vetting. */
	struct jrt_lane *column; /* by column, less what `require` made missing */
	uint8_t **made; /* by column: memory for known bytes where some require may change them */
	int64_t *time, *to; /* `to` NULL unless rows are intervals */
	uint8_t *time_known;
	uint8_t *suspect; /* only before rows are stored: those that vetting will speak about */

	struct jrt_slots *slots; /* one for each rule of periods that a meter uses */
	size_t slots_count;
	struct jrt_meter_run *meter;
	size_t meter_count;
	struct jrt_tables tables; /* of the way with vectors */
	const bool *waits;	  /* by register of `main`: depends on look-ahead */
	uint64_t outside;	  /* accepted rows outside a declared cover */
	bool outside_at_least;	  /* more may be: counted elsewhere, by period */
	uint64_t nobodys;	  /* accepted rows in which no partner, site or team appears */
	struct jrt_place nobodys_first;
	struct jrt_periods row_period;

	struct jrt_events *events; /* of the cases made of this source, for each of them */
	size_t events_count;

	struct jrt_store store;
	struct jrt_lane *stored_lane; /* of the batch that goes into it */
	size_t *column_lane; /* by column: its lane in the store, SIZE_MAX where it has none */
	size_t column_lanes, time_lane;
	struct jrt_dedupe dedupe;
	JB_VEC(struct jrt_clash_row) clash;
	struct jrt_window_lanes *window_lane; /* by window */
	uint8_t **window_flags;
	enum jrt_way way;
	bool anew;		 /* the way has been changed: nothing that was counted counts */
	struct jrt_ahead *ahead; /* of a source that looks ahead without the store; or NULL */
	struct jrt_surplus_rows *surplus; /* by surplus of the source */
	const uint8_t **surplus_at;	  /* of the rows at hand: 1 is too many */
};

/* sift.c: `stop`, `ignore`, unreadable rows. Sets view->rows and the fates; counts rows. */
void jrt_feed_sift(struct jrt_feed *feed, const struct jrt_batch *batch, struct jrt_view *view);
/* `identify` and `keep latest` could not be computed. */
void jrt_feed_sift_keys(struct jrt_feed *feed, const struct jrt_view *view);

/* vet.c: `require`, `let`, the row's time. Leaves the registers of `main` and the times of the
 * rows. With feed->suspect set it changes no fate and counts nothing. */
void jrt_feed_vet(struct jrt_feed *feed, const struct jrt_view *view);
/* The rows that are still there, as bits. */
void jrt_feed_live(const struct jrt_feed *feed, const struct jrt_view *view, uint64_t *bits);
/* Where a row is an interval: from the times of the rows, its first instant and its end. */
void jrt_feed_find_intervals(struct jrt_feed *feed, uint32_t rows);

/* reject.c */
void jrt_feed_reject(struct jrt_feed *feed, const struct jrt_view *view, uint32_t row,
		     const struct jrt_reject *reject);
void jrt_feed_reject_fault(struct jrt_feed *feed, const struct jrt_view *view, uint32_t row,
			   const struct jrt_machine *machine);
/* A reject of the row with its place and bytes, to be completed. */
struct jrt_reject jrt_feed_reject_of(const struct jrt_feed *feed, const struct jrt_view *view,
				     uint32_t row);

/* account.c: rejected rows whose time is known, by period; and rows that count, by meter. */
void jrt_feed_account_rejected(struct jrt_feed *feed, const struct jrt_view *view);
void jrt_feed_account(struct jrt_feed *feed, const struct jrt_view *view,
		      const uint8_t *const *due);
/* The first of two goes: all but the parts that wait for look-ahead. The second is one call of
 * jrt_feed_meter for each rule of periods, with weights and JRT_PARTS_THAT_WAIT. */
void jrt_feed_account_at_once(struct jrt_feed *feed, const struct jrt_view *view);
/* The meters of one rule of periods, after jrt_slots_assign or jrt_slots_place for the rows. */
void jrt_feed_meter(struct jrt_feed *feed, struct jrt_slots *slots, const struct jrt_metered *rows);

/* source.c: after the last row. Takes the reader's findings; while a file of the source could not
 * be read as a whole, the source covers nothing. */
void jrt_feed_end_reading(struct jrt_feed *feed);
enum jb_status jrt_feed_run(struct jrt_measuring *measuring, uint32_t source);

/* memory.c: what would probably do where the source at hand has met the limit. */
uint64_t jrt_megabytes_to_try(const struct jrt_measuring *measuring);

/* gather.c: the way over the store, for sources with duplicates or windows. */
void jrt_gather_init(struct jrt_feed *feed);
enum jb_status jrt_gather_run(struct jrt_feed *feed);
/* The same of rows that do not come from the reader: a batch that was sifted, and what follows the
 * last. */
enum jb_status jrt_gather_add(struct jrt_feed *feed, const struct jrt_batch *batch,
			      const struct jrt_view *view);
enum jb_status jrt_gather_end(struct jrt_feed *feed);

/* ahead.c: whether windows can do without the store, and all they need instead; of a batch that has
 * been vetted and counted (jrt_feed_account_at_once), what waits; and the end of it, after
 * jrt_feed_end_reading. Where another way must be gone feed->anew is set. */
bool jrt_ahead_suits(const struct jrt_feed *feed);
struct jrt_ahead *jrt_ahead_make(struct jrt_feed *feed);
enum jb_status jrt_ahead_add(struct jrt_ahead *ahead, const struct jrt_view *view);
enum jb_status jrt_ahead_end(struct jrt_ahead *ahead);

/* events.c: for the cases that are made of this source, its accepted rows as events. */
void jrt_events_init(struct jrt_feed *log);
void jrt_events_add(struct jrt_feed *log, const struct jrt_view *view);
/* cases.c: the cases of a log whose events are all there, batch by batch. */
struct jrt_case_rows *jrt_cases_make(struct jrt_feed *log, struct jrt_events *events);
void jrt_cases_next(struct jrt_case_rows *rows, struct jrt_batch *batch);
/* Gives back what explaining cases took besides the arenas, before the scratch arena is emptied. */
void jrt_explainers_release(struct jrt_measuring *measuring);
/* The cases of a log as flows see them, to whoever asked: those of a batch, less those that `fate`
 * says are no cases. */
void jrt_cases_show(const struct jrt_feed *feed, struct jrt_case_rows *rows,
		    const struct jrt_batch *batch, const uint8_t *fate);
/* source.c: measures the source that is made of the log's cases. */
enum jb_status jrt_cases_run(struct jrt_feed *log, struct jrt_events *events);

/* clash.c: rows that contradict one another, of whom duplicates are settled, become rejects in the
 * order of the files. To show their bytes the files that hold them are read a second time; a row of
 * a pipe, or of a file that has changed since, goes without. */
void jrt_clash_take(void *user, size_t row, size_t other, enum jrt_clash clash);
enum jb_status jrt_clash_tell(struct jrt_feed *feed);

/* time_share.c: of a cell that is otherwise filled, the parts that are shares of time. After the
 * last row. */
void jrt_feed_share_time(struct jrt_feed *feed, struct jrt_meter_run *run, struct jrt_cell *cell);

/* cells.c: cells, tallies and findings at the end of a source. */
void jrt_feed_finish(struct jrt_feed *feed);

#endif
