/*
 * Between the files of the machine: a step's operands and results as plain arrays, and the
 * loops that program.c chooses from. Not for others.
 */
#ifndef MEASURE_PROGRAM_STEPS_H
#define MEASURE_PROGRAM_STEPS_H

#include "measure/program.h"

/* One step at work. Results may not overlap operands. */
struct jrt_work {
	struct jrt_machine *machine;
	const struct jrt_step *step;
	uint32_t number; /* of the step */
	uint32_t rows;
	struct jrt_lane a, b, c;
	int64_t *value;
	uint8_t *known;
};

/* Registers that need no memory of their own, and those that are the same in every batch. */
static inline bool jrt_op_borrows(enum jrt_op op)
{
	return op == JRT_OP_COLUMN || op == JRT_OP_AGAIN;
}
static inline bool jrt_op_is_constant(enum jrt_op op)
{
	return op == JRT_OP_CONSTANT || op == JRT_OP_MISSING_VALUE || op == JRT_OP_ALL;
}
int64_t jrt_step_constant(const struct jrt_step *step);
/* Lanes are aligned for the widest vectors. */
void *jrt_lane_memory(struct jb_arena *arena, size_t size);
/* `again` is unknown of every row before the windows are looked at. */
struct jrt_lane jrt_machine_borrow(const struct jrt_machine *machine, const struct jrt_step *step,
				   const struct jrt_rows *rows);
void jrt_fill_constant(const struct jrt_step *step, int64_t *value, uint8_t *known);

/* program_vectors.c: a run with vectors. */
void jrt_machine_run_vectors(struct jrt_machine *machine, const struct jrt_rows *rows);
/* A condition's lane from its bits. */
void jrt_machine_spread(struct jrt_machine *machine, uint32_t step, uint32_t rows);

/* compiled.c: the compiled program of a machine. */
void jrt_machine_run_compiled(struct jrt_machine *machine, uint32_t rows);
/* Conditions, and those of them that compare lanes. */
static inline bool jrt_op_is_logic(enum jrt_op op)
{
	return op >= JRT_OP_AND && op <= JRT_OP_MISSING;
}
static inline bool jrt_op_compares(enum jrt_op op)
{
	return op >= JRT_OP_EQUAL && op <= JRT_OP_BETWEEN;
}
/* compare.c: bits of a comparison, in words enough for the rows; and rows in which a side is
 * known. */
void jrt_compare(const struct jrt_kernels *kernels, enum jrt_op op, const struct jrt_side side[3],
		 uint32_t rows, uint64_t *yes, uint64_t *no);
void jrt_known_side(const struct jrt_kernels *kernels, const struct jrt_side *side, uint32_t rows,
		    uint64_t *known);

/* Arithmetic, spans and times: steps that can be a row's fault. False for any other op. */
bool jrt_work_arithmetic(const struct jrt_work *work);

/* Marks the row; its result is unknown. Of several faults that of the first step stays, in whatever
 * order steps are computed. */
static inline void jrt_work_fail(const struct jrt_work *work, uint32_t row)
{
	struct jrt_machine *machine = work->machine;

	work->known[row] = 0;
	work->value[row] = 0;
	machine->faults += machine->fault[row] == 0;
	if (machine->fault[row] == 0 || machine->fault[row] > work->number + 1)
		machine->fault[row] = work->number + 1;
}

#endif
