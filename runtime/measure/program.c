/*
 * The machine: registers, the choice of a loop for each step, and the loops of logic and
 * comparison, which cannot fail. Loops are over arrays of one length without branches, so that
 * a compiler can make vectors of them.
 */
#include "measure/program.h"

#include <assert.h>
#include <string.h>

#include "measure/program_steps.h"

#define LANE_ALIGN 64

void *jrt_lane_memory(struct jb_arena *arena, size_t size)
{
	uintptr_t at = (uintptr_t)jb_alloc(arena, size + LANE_ALIGN);

	return (void *)((at + LANE_ALIGN - 1) & ~(uintptr_t)(LANE_ALIGN - 1));
}

int64_t jrt_step_constant(const struct jrt_step *step)
{
	if (step->op == JRT_OP_ALL)
		return 1;
	if (step->op == JRT_OP_CONSTANT && step->type == JRT_TEXT)
		return step->k + 1; /* the symbol that readers give it */
	return step->k;
}

/* Constants are the same in every batch: filled once. */
void jrt_fill_constant(const struct jrt_step *step, int64_t *value, uint8_t *known)
{
	for (size_t row = 0; row < JRT_LANE_ROWS; row++)
		value[row] = jrt_step_constant(step);
	memset(known, step->op != JRT_OP_MISSING_VALUE, JRT_LANE_ROWS);
}

uint32_t jrt_source_zone(const struct jrt_plan *plan, const struct jrt_source *source)
{
	if (source->time_zone != JRT_NONE)
		return source->time_zone;
	return source->row_covers ? plan->periods[source->row_period].zone : JRT_NONE;
}

static void init(struct jrt_machine *machine, struct jb_arena *arena, const struct jrt_plan *plan,
		 const struct jrt_zone *const *zone, const struct jrt_source *source,
		 const struct jrt_program *program)
{
	*machine = (struct jrt_machine){.plan = plan, .source = source, .program = program};
	machine->lane = JB_NEW_ARRAY(arena, struct jrt_lane, program->count);
	machine->value = JB_NEW_ARRAY(arena, int64_t *, program->count);
	machine->known = JB_NEW_ARRAY(arena, uint8_t *, program->count);
	machine->fault = JB_NEW_ARRAY(arena, uint32_t, JRT_LANE_ROWS);
	machine->doubled = JB_NEW_ARRAY(arena, uint8_t, JRT_LANE_ROWS);
	machine->nothing.value = JB_NEW_ARRAY(arena, int64_t, JRT_LANE_ROWS);
	machine->nothing.known = JB_NEW_ARRAY(arena, uint8_t, JRT_LANE_ROWS);
	machine->moments = JB_NEW_ARRAY(arena, struct jrt_moments, plan->zone_count + 1);
	for (size_t z = 0; z < plan->zone_count; z++)
		jrt_moments_init(&machine->moments[z], zone[z]);
	jrt_moments_init(&machine->moments[plan->zone_count], jrt_zone_utc());
	machine->time_zone = jrt_source_zone(plan, source);
	if (machine->time_zone == JRT_NONE)
		machine->time_zone = (uint32_t)plan->zone_count;
}

void jrt_machine_init(struct jrt_machine *machine, struct jb_arena *arena,
		      const struct jrt_plan *plan, const struct jrt_zone *const *zone,
		      const struct jrt_source *source, const struct jrt_program *program)
{
	init(machine, arena, plan, zone, source, program);
	for (size_t i = 0; i < program->count; i++) {
		const struct jrt_step *step = &program->step[i];

		if (jrt_op_borrows(step->op))
			continue;
		machine->value[i] = jrt_lane_memory(arena, JRT_LANE_ROWS * sizeof(int64_t));
		machine->known[i] = jrt_lane_memory(arena, JRT_LANE_ROWS);
		machine->lane[i] = (struct jrt_lane){machine->value[i], machine->known[i]};
		if (jrt_op_is_constant(step->op))
			jrt_fill_constant(step, machine->value[i], machine->known[i]);
	}
}

void jrt_machine_init_vectors(struct jrt_machine *machine, struct jb_arena *arena,
			      const struct jrt_plan *plan, const struct jrt_zone *const *zone,
			      const struct jrt_source *source, const struct jrt_program *program,
			      const struct jrt_kernels *kernels)
{
	init(machine, arena, plan, zone, source, program);
	machine->kernels = kernels;
	machine->form = JB_NEW_ARRAY(arena, uint8_t, program->count);
	machine->bits = JB_NEW_ARRAY(arena, struct jrt_bits, program->count);
	machine->yes = JB_NEW_ARRAY(arena, uint64_t *, program->count);
	machine->no = JB_NEW_ARRAY(arena, uint64_t *, program->count);
	machine->compiled = program->compiled;
	machine->written = JB_NEW_ARRAY(arena, bool, program->count);
	for (size_t i = 0; machine->compiled && i < machine->compiled->written_count; i++)
		machine->written[machine->compiled->written[i]] = true;
}

/* S9: false when either side is known to be false, unknown when a side is unknown otherwise. */
static void work_and(const struct jrt_work *w)
{
	for (uint32_t i = 0; i < w->rows; i++) {
		uint8_t ka = w->a.known[i], kb = w->b.known[i];
		uint8_t va = ka & (uint8_t)(w->a.value[i] != 0),
			vb = kb & (uint8_t)(w->b.value[i] != 0);

		w->value[i] = va & vb;
		w->known[i] = (uint8_t)((ka & kb) | (ka & (va ^ 1)) | (kb & (vb ^ 1)));
	}
}

static void work_or(const struct jrt_work *w)
{
	for (uint32_t i = 0; i < w->rows; i++) {
		uint8_t ka = w->a.known[i], kb = w->b.known[i];
		uint8_t va = ka & (uint8_t)(w->a.value[i] != 0),
			vb = kb & (uint8_t)(w->b.value[i] != 0);

		w->value[i] = va | vb;
		w->known[i] = (uint8_t)((ka & kb) | va | vb);
	}
}

static void work_not(const struct jrt_work *w)
{
	for (uint32_t i = 0; i < w->rows; i++) {
		w->value[i] = w->a.value[i] == 0;
		w->known[i] = w->a.known[i];
	}
}

static void work_known(const struct jrt_work *w, uint8_t flip)
{
	for (uint32_t i = 0; i < w->rows; i++) {
		w->value[i] = w->a.known[i] ^ flip;
		w->known[i] = 1;
	}
}

#define WORK_COMPARE(name, sign)                                        \
	static void name(const struct jrt_work *w)                      \
	{                                                               \
		for (uint32_t i = 0; i < w->rows; i++) {                \
			w->value[i] = w->a.value[i] sign w->b.value[i]; \
			w->known[i] = w->a.known[i] & w->b.known[i];    \
		}                                                       \
	}
WORK_COMPARE(work_equal, ==)
WORK_COMPARE(work_not_equal, !=)
WORK_COMPARE(work_less, <)
WORK_COMPARE(work_at_most, <=)
WORK_COMPARE(work_above, >)
WORK_COMPARE(work_at_least, >=)

/* Both ends in (S3); false as soon as one end decides. */
static void work_between(const struct jrt_work *w)
{
	for (uint32_t i = 0; i < w->rows; i++) {
		uint8_t low_known = w->a.known[i] & w->b.known[i];
		uint8_t high_known = w->a.known[i] & w->c.known[i];
		uint8_t low = (uint8_t)(w->a.value[i] >= w->b.value[i]);
		uint8_t high = (uint8_t)(w->a.value[i] <= w->c.value[i]);

		w->known[i] = (uint8_t)((low_known & high_known) | (low_known & (low ^ 1)) |
					(high_known & (high ^ 1)));
		w->value[i] = low_known & high_known & low & high;
	}
}

static bool work_logic(const struct jrt_work *w)
{
	switch (w->step->op) {
	case JRT_OP_AND: work_and(w); return true;
	case JRT_OP_OR: work_or(w); return true;
	case JRT_OP_NOT: work_not(w); return true;
	case JRT_OP_EQUAL: work_equal(w); return true;
	case JRT_OP_NOT_EQUAL: work_not_equal(w); return true;
	case JRT_OP_LESS: work_less(w); return true;
	case JRT_OP_AT_MOST: work_at_most(w); return true;
	case JRT_OP_ABOVE: work_above(w); return true;
	case JRT_OP_AT_LEAST: work_at_least(w); return true;
	case JRT_OP_BETWEEN: work_between(w); return true;
	case JRT_OP_KNOWN: work_known(w, 0); return true;
	case JRT_OP_MISSING: work_known(w, 1); return true;
	default: return false;
	}
}

struct jrt_lane jrt_machine_borrow(const struct jrt_machine *machine, const struct jrt_step *step,
				   const struct jrt_rows *rows)
{
	if (step->op == JRT_OP_COLUMN)
		return rows->column[step->a];
	if (rows->again)
		return rows->again[step->k];
	return machine->nothing;
}

static void run_plain(struct jrt_machine *machine, const struct jrt_rows *rows)
{
	const struct jrt_program *program = machine->program;

	memset(machine->doubled, 0, rows->count);
	for (uint32_t i = 0; i < program->count; i++) {
		const struct jrt_step *step = &program->step[i];
		const struct jrt_lane none = {NULL, NULL};
		struct jrt_work work;

		if (jrt_op_borrows(step->op)) {
			machine->lane[i] = jrt_machine_borrow(machine, step, rows);
			continue;
		}
		if (jrt_op_is_constant(step->op))
			continue;
		work = (struct jrt_work){
			.machine = machine,
			.step = step,
			.number = i,
			.rows = rows->count,
			.a = step->a < i ? machine->lane[step->a] : none,
			.b = step->b < i ? machine->lane[step->b] : none,
			.c = step->c < i ? machine->lane[step->c] : none,
			.value = machine->value[i],
			.known = machine->known[i],
		};
		if (!work_logic(&work) && !jrt_work_arithmetic(&work))
			assert(false && "an operation that the machine does not know");
	}
}

void jrt_machine_run(struct jrt_machine *machine, const struct jrt_rows *rows)
{
	assert(rows->count <= JRT_LANE_ROWS);
	if (machine->faults)
		memset(machine->fault, 0, JRT_LANE_ROWS * sizeof *machine->fault);
	machine->faults = 0;
	if (machine->kernels)
		jrt_machine_run_vectors(machine, rows);
	else
		run_plain(machine, rows);
}

/* The last run may have been over more rows than are asked about. */
static void copy_bits(const uint64_t *from, uint32_t rows, uint64_t *to)
{
	if (!to)
		return;
	memcpy(to, from, JRT_WORDS_OF(rows) * sizeof *to);
	jrt_bits_cut(to, rows);
}

void jrt_machine_condition(const struct jrt_machine *machine, uint32_t step, uint32_t rows,
			   uint64_t *yes, uint64_t *no)
{
	const size_t size = JRT_WORDS_OF(rows) * sizeof *yes;

	if (machine->kernels) {
		copy_bits(machine->bits[step].yes, rows, yes);
		copy_bits(machine->bits[step].no, rows, no);
		return;
	}
	if (yes)
		memset(yes, 0, size);
	if (no)
		memset(no, 0, size);
	for (uint32_t row = 0; row < rows; row++) {
		const uint64_t bit = UINT64_C(1) << row % JRT_WORD_ROWS;

		if (yes && jrt_lane_true(machine->lane[step], row))
			yes[row / JRT_WORD_ROWS] |= bit;
		if (no && jrt_lane_false(machine->lane[step], row))
			no[row / JRT_WORD_ROWS] |= bit;
	}
}

void jrt_machine_faults(const struct jrt_machine *machine, uint32_t rows, uint64_t *bits)
{
	memset(bits, 0, JRT_WORDS_OF(rows) * sizeof *bits);
	for (uint32_t row = 0; machine->faults && row < rows; row++)
		bits[row / JRT_WORD_ROWS] |= (uint64_t)(machine->fault[row] != 0)
					     << row % JRT_WORD_ROWS;
}
