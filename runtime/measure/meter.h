/*
 * Meters at work: for each meter and slot, the states of the metric's parts. Rows come in
 * batches with the registers of `main` computed; a row is taken when the scope's mask says so
 * and no relief takes it out (S19), and then counted by each part.
 */
#ifndef MEASURE_METER_H
#define MEASURE_METER_H

#include "journey/state.h"
#include "measure/histogram.h"
#include "measure/program.h"
#include "measure/ranges.h"
#include "measure/slots.h"
#include "measure/stock.h"

/* A part of one period (or of one group of it) as it is summed up. */
struct jrt_account {
	struct jrt_part_state state;
	struct jrt_histogram histogram;
	struct jrt_stocks stocks;
};

struct jrt_groups;
struct jrt_sieve;
struct jrt_tables;

static inline bool jrt_part_needs_a(enum jrt_part_kind kind)
{
	return kind != JRT_PART_COUNT;
}
static inline bool jrt_part_needs_b(enum jrt_part_kind kind)
{
	return kind == JRT_PART_SUM_SHARE || kind == JRT_PART_NET || kind == JRT_PART_TIME;
}

/* Neighbouring rows: what each is to the part (enum jrt_use), and its operands. */
enum jrt_use {
	JRT_USE_OUT, /* of no concern: another scope, relief */
	JRT_USE_IN,
	JRT_USE_UNUSABLE,
	JRT_USE_NOT_DUE,
	JRT_USE_LEFT_OUT /* by `among` */
};

struct jrt_stretch {
	const uint8_t *use;
	const int64_t *a, *b, *time; /* a, b: NULL where the part has none */
	const uint64_t *weight;	     /* see struct jrt_metered */
	size_t rows;
};

/* Rows of one period on their way to the parts. */
struct jrt_passed {
	uint64_t in_scope, relieved;
};

struct jrt_meter_run {
	uint32_t number; /* of the plan's meters */
	const struct jrt_meter *meter;
	const struct jrt_metric *metric;
	struct jrt_slots *slots;
	struct jrt_account *account; /* account[slot * part_count + part] */
	size_t account_slots;
	struct jrt_passed *passed; /* by slot */
	size_t passed_slots;
	/* instead of `account`, of a metric over groups; NULL otherwise */
	struct jrt_groups *groups;
	struct jrt_ranges *interval; /* by part, of those of kind TIME; NULL: there is none */
	bool interval_settled;
	/* What is known of a row only when its look-ahead is over: whether it is in scope (or of
	 * which group), and what it is to each part. */
	bool scope_waits;
	bool *part_waits; /* by part */
	/* tables.h: its place in the tables; NULL where it has accounts of its own only */
	struct jrt_sieve *sieve;
};

/* Rows may be counted in two goes: first what does not depend on look-ahead, later the rest. */
enum jrt_which {
	JRT_ALL_PARTS,
	JRT_PARTS_AT_ONCE,  /* and how many rows are in scope and relieved, unless that waits */
	JRT_PARTS_THAT_WAIT /* and the numbers of rows where they had to wait */
};

/* What meters see of a batch. */
struct jrt_metered {
	const struct jrt_machine *main;
	struct jrt_times times;
	const uint8_t *const
		*due; /* by window: whether the row's look-ahead is over; NULL without windows */
	const uint8_t *const *surplus; /* by surplus of the source: rows above what was agreed */
	const uint8_t *take;	       /* rows that slots took */
	/* By row: it stands for so many rows, one or more, that are equal in all that meters look
	 * at, time and registers; NULL: for one. Sums, counts and histograms are those of all of
	 * them. Slots do not see weights: whoever gives them has counted the rows of the
	 * periods. */
	const uint64_t *weight;
	enum jrt_which which;
	uint32_t rows;
};

/* waits.c: of each register of a program, whether it depends on look-ahead (JRT_OP_AGAIN). */
const bool *jrt_registers_that_wait(struct jb_arena *arena, const struct jrt_program *program);

/* `waits`: of the registers of the source's `main`. */
void jrt_meter_init(struct jrt_meter_run *run, struct jb_arena *arena, const struct jrt_plan *plan,
		    uint32_t number, struct jrt_slots *slots, const bool *waits);
/* Whether some part of the meter, or its scope, does. */
bool jrt_meter_waits(const struct jrt_meter_run *run);
/* After jrt_slots_assign (or jrt_slots_place) for the same rows. */
void jrt_meter_add(struct jrt_meter_run *run, const struct jrt_metered *rows,
		   struct jb_arena *arena);
/* Room for all slots that exist. */
void jrt_meter_reach(struct jrt_meter_run *run, struct jb_arena *arena);

/* time_share.c: the intervals of the rows that are in use. */
void jrt_meter_add_intervals(struct jrt_meter_run *run, size_t number,
			     const struct jrt_metered *rows, const uint8_t *use,
			     struct jb_arena *arena);

/* What turns accounts into states: memory of the work, memory of what is handed out, and the texts
 * of symbols. */
typedef struct jb_text jrt_symbol_text(void *user, int64_t symbol);

struct jrt_finish {
	struct jb_arena *arena, *into;
	jrt_symbol_text *text;
	void *user;
	const struct jrt_tables *tables; /* NULL: there are none */
};

/* The part states of a slot, finished and copied: histograms ascending, symbols as texts. */
struct jrt_part_state *jrt_meter_states(struct jrt_meter_run *run, uint32_t slot,
					const struct jrt_finish *finish);

/* What all ways of adding rows have left of one part in a slot; its memory is not to be changed. */
struct jrt_account jrt_meter_account(struct jrt_meter_run *run, uint32_t slot, size_t part,
				     const struct jrt_tables *tables, struct jb_arena *arena);
struct jrt_passed jrt_meter_passed(const struct jrt_meter_run *run, uint32_t slot,
				   const struct jrt_tables *tables);
/* meters_merge.c: moves what a meter has counted by itself in a slot into a slot of the same meter
 * over other rows. */
void jrt_meter_merge(struct jrt_meter_run *into, uint32_t slot, struct jb_arena *arena,
		     struct jrt_meter_run *from, uint32_t from_slot, struct jb_arena *from_arena);

/* How many rows of a slot came how far. */
struct jrt_steps jrt_meter_steps(struct jrt_meter_run *run, uint32_t slot,
				 const struct jrt_tables *tables);

/* One account: the rows of a stretch, and its state in the end. */
void jrt_account_add(struct jrt_account *account, const struct jrt_stretch *rows,
		     struct jb_arena *arena);
struct jrt_part_state jrt_account_state(struct jrt_account *account, const struct jrt_part *part,
					const struct jrt_finish *finish);

#endif
