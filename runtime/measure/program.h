/*
 * Running a plan's straight-line programs (struct jrt_program) over a batch of rows: a
 * register is a lane of values and a lane of known bytes, and each step is one loop over the
 * rows. Logic is three-valued (S9). Arithmetic is exact: a result that passes 64 bits, a
 * negative span and a local time that does not exist are the row's fault, which the caller
 * turns into a rejected row. It knows no source, no file and no metric.
 */
#ifndef MEASURE_PROGRAM_H
#define MEASURE_PROGRAM_H

#include "base/buf.h"
#include "journey/compiled.h"
#include "journey/plan.h"
#include "measure/kernels.h"
#include "measure/moments.h"
#include "time/calendar.h"

/* As many rows as a reader's batch has at most. */
#define JRT_LANE_ROWS 1024

#define JRT_LANE_WORDS JRT_WORDS_OF(JRT_LANE_ROWS)

/* In what form a register is there after a run. */
enum jrt_form { JRT_AS_LANE = 1, JRT_AS_BITS = 2 };

/* A program made ready: registers for one batch. There are two ways to run it. The plain one fills
 * the lane of every step. The one with vectors (`kernels` not NULL) fills what was asked for and
 * what may be a row's fault, and nothing else; conditions are bits to it. */
struct jrt_machine {
	const struct jrt_plan *plan;
	const struct jrt_calendar *const *calendar; /* of the plan, made; NULL: no step asks */
	const struct jrt_source *source;
	const struct jrt_program *program;
	struct jrt_lane *lane; /* by step; a column's lane is the batch's own */
	int64_t **value;       /* memory of the steps that have their own */
	uint8_t **known;
	struct jrt_lane nothing;     /* a lane of unknowns */
	struct jrt_moments *moments; /* by zone of the plan; behind them UTC */
	uint32_t time_zone;	     /* of a source's dates: among `moments` */
	/* By row: 0, or 1 + the step that failed first. Valid for the rows of the last run. */
	uint32_t *fault;
	uint8_t *doubled; /* by row: how many local times fell twice (S3) */
	uint64_t faults;  /* rows of the last run with a fault */
	/* With vectors only. */
	const struct jrt_kernels *kernels;
	uint8_t *form;	       /* by step: enum jrt_form, what is computed */
	struct jrt_bits *bits; /* by step */
	uint64_t **yes, **no;  /* their memory */
	bool doubles;	       /* some step may fill `doubled` */
	/* Fills the registers that it says in place of the steps; NULL: there is none. */
	const struct jrt_compiled *compiled;
	bool *written; /* by step: by `compiled` */
};

/* What a run reads. */
struct jrt_rows {
	uint32_t count;
	const struct jrt_lane
		*column; /* by column of the source; those not needed may be {NULL, NULL} */
	const struct jrt_lane *again; /* by window; NULL: all unknown */
};

/* `zone` are the plan's zones, loaded. Memory: nine bytes a row and step. */
void jrt_machine_init(struct jrt_machine *machine, struct jb_arena *arena,
		      const struct jrt_plan *plan, const struct jrt_zone *const *zone,
		      const struct jrt_source *source, const struct jrt_program *program);
/* The same with vectors: nothing is computed until it is asked for, register by register, and
 * jrt_machine_ready has been called. Both may be called again, between runs. */
void jrt_machine_init_vectors(struct jrt_machine *machine, struct jb_arena *arena,
			      const struct jrt_plan *plan, const struct jrt_zone *const *zone,
			      const struct jrt_source *source, const struct jrt_program *program,
			      const struct jrt_kernels *kernels);
void jrt_machine_ask(struct jrt_machine *machine, uint32_t step, enum jrt_form form);
/* Every register, in both forms. */
void jrt_machine_ask_all(struct jrt_machine *machine);
void jrt_machine_ready(struct jrt_machine *machine, struct jb_arena *arena);

void jrt_machine_run(struct jrt_machine *machine, const struct jrt_rows *rows);

/* A condition as bits, whichever way the machine runs; either may be NULL. */
void jrt_machine_condition(const struct jrt_machine *machine, uint32_t step, uint32_t rows,
			   uint64_t *yes, uint64_t *no);
/* Rows with a fault. */
void jrt_machine_faults(const struct jrt_machine *machine, uint32_t rows, uint64_t *bits);

/* A step's lane as an array of instants: a date is its day's first instant in the source's
 * zone. The row's fault is set (to that step) where the date or instant lies outside every
 * calendar. */
void jrt_machine_instants(struct jrt_machine *machine, uint32_t rows, uint32_t step, int64_t *value,
			  uint8_t *known);
/* The zone in which a source's dates are days: declared with its time, else with the periods
 * that its rows cover, else JRT_NONE (then UTC is taken). */
uint32_t jrt_source_zone(const struct jrt_plan *plan, const struct jrt_source *source);

/* Whether a register is known and true in a row. */
static inline bool jrt_lane_true(struct jrt_lane lane, uint32_t row)
{
	return lane.known[row] && lane.value[row];
}
static inline bool jrt_lane_false(struct jrt_lane lane, uint32_t row)
{
	return lane.known[row] && !lane.value[row];
}

/* Whether the bit of a row is set, and whether any is. */
static inline bool jrt_bit(const uint64_t *bits, uint32_t row)
{
	return bits[row / JRT_WORD_ROWS] >> row % JRT_WORD_ROWS & 1;
}
static inline bool jrt_any_bit(const uint64_t *bits, uint32_t rows)
{
	uint64_t any = 0;

	for (uint32_t w = 0; w < JRT_WORDS_OF(rows); w++)
		any |= bits[w];
	return any != 0;
}
/* Clears the bits behind the last row. */
static inline void jrt_bits_cut(uint64_t *bits, uint32_t rows)
{
	if (rows % JRT_WORD_ROWS)
		bits[rows / JRT_WORD_ROWS] &= (UINT64_C(1) << rows % JRT_WORD_ROWS) - 1;
}
/* As many bits as there are rows. */
static inline void jrt_bits_fill(uint64_t *bits, uint32_t rows)
{
	for (uint32_t w = 0; w < rows / JRT_WORD_ROWS; w++)
		bits[w] = UINT64_MAX;
	if (rows % JRT_WORD_ROWS)
		bits[rows / JRT_WORD_ROWS] = (UINT64_C(1) << rows % JRT_WORD_ROWS) - 1;
}

/* Writes why `row` has a fault: a sentence without its full stop; gives its stable code. */
struct jb_text jrt_machine_explain(const struct jrt_machine *machine, uint32_t row,
				   struct jb_buf *why);

#endif
