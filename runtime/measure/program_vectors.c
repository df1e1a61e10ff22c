/*
 * The machine with vectors: conditions are pairs of bits (known and true, known and false), sixty-
 * four rows a word, so that logic costs next to nothing; a comparison goes once over its lanes.
 * Results are those of the plain machine, of every row that it speaks about.
 */
#include <assert.h>
#include <string.h>

#include "journey/plan_op.h"
#include "measure/program_steps.h"

/* ---- what is asked for ---- */

static bool can_fail(enum jrt_op op)
{
	return !jrt_op_is_logic(op) && !jrt_op_borrows(op) && !jrt_op_is_constant(op);
}

void jrt_machine_ask(struct jrt_machine *machine, uint32_t step, enum jrt_form form)
{
	if (step != JRT_NONE && machine->form)
		machine->form[step] |= (uint8_t)form;
}

void jrt_machine_ask_all(struct jrt_machine *machine)
{
	for (uint32_t i = 0; i < machine->program->count; i++)
		jrt_machine_ask(machine, i, JRT_AS_LANE | JRT_AS_BITS);
}

/* A comparison takes constants as they are. */
static void ask_compared(struct jrt_machine *machine, uint32_t operand)
{
	if (!jrt_op_is_constant(machine->program->step[operand].op))
		jrt_machine_ask(machine, operand, JRT_AS_LANE);
}

static void ask_operands(struct jrt_machine *machine, uint32_t number)
{
	const struct jrt_step *step = &machine->program->step[number];
	const unsigned operands = jrt_op_operands(step->op);
	const uint32_t operand[] = {step->a, step->b, step->c};

	if (step->op == JRT_OP_TIME)
		jrt_machine_ask(machine, machine->source->time, JRT_AS_LANE);
	for (unsigned i = 0; i < operands; i++) {
		enum jrt_op op = machine->program->step[operand[i]].op;

		if (jrt_op_compares(step->op))
			ask_compared(machine, operand[i]);
		else if (step->op == JRT_OP_KNOWN || step->op == JRT_OP_MISSING)
			jrt_machine_ask(machine, operand[i],
					jrt_op_is_logic(op) ? JRT_AS_BITS : JRT_AS_LANE);
		else
			jrt_machine_ask(machine, operand[i],
					jrt_op_is_logic(step->op) ? JRT_AS_BITS : JRT_AS_LANE);
	}
}

static void make_bits(struct jrt_machine *machine, struct jb_arena *arena, uint32_t number)
{
	machine->yes[number] = jrt_lane_memory(arena, JRT_LANE_WORDS * sizeof(uint64_t));
	machine->no[number] = jrt_lane_memory(arena, JRT_LANE_WORDS * sizeof(uint64_t));
	machine->bits[number] = (struct jrt_bits){machine->yes[number], machine->no[number]};
}

static void make_lane(struct jrt_machine *machine, struct jb_arena *arena, uint32_t number)
{
	const struct jrt_step *step = &machine->program->step[number];

	machine->value[number] = jrt_lane_memory(arena, JRT_LANE_ROWS * sizeof(int64_t));
	machine->known[number] = jrt_lane_memory(arena, JRT_LANE_ROWS);
	machine->lane[number] = (struct jrt_lane){machine->value[number], machine->known[number]};
	if (jrt_op_is_constant(step->op))
		jrt_fill_constant(step, machine->value[number], machine->known[number]);
}

static bool joins(enum jrt_op op)
{
	return op == JRT_OP_AND || op == JRT_OP_OR || op == JRT_OP_NOT;
}

/* What compiled code fills, and what it finds. */
static void ask_compiled(struct jrt_machine *machine)
{
	const struct jrt_compiled *compiled = machine->compiled;

	for (size_t i = 0; compiled && i < compiled->written_count; i++) {
		const enum jrt_op op = machine->program->step[compiled->written[i]].op;

		jrt_machine_ask(machine, compiled->written[i],
				jrt_op_is_logic(op) ? JRT_AS_BITS : JRT_AS_LANE);
	}
	for (size_t i = 0; compiled && i < compiled->flag_count; i++)
		jrt_machine_ask(machine, compiled->flags[i], JRT_AS_BITS);
}

void jrt_machine_ready(struct jrt_machine *machine, struct jb_arena *arena)
{
	if (!machine->kernels)
		return;
	ask_compiled(machine);
	for (uint32_t i = (uint32_t)machine->program->count; i-- > 0;) {
		enum jrt_op op = machine->program->step[i].op;

		if (can_fail(op))
			jrt_machine_ask(machine, i, JRT_AS_LANE);
		if (op == JRT_OP_COLUMN || op == JRT_OP_AGAIN || can_fail(op))
			if (machine->form[i] & JRT_AS_BITS)
				jrt_machine_ask(machine, i, JRT_AS_LANE);
		machine->doubles |= op == JRT_OP_AT;
		/* Of its own conditions compiled code finds what is not written by itself. */
		if (machine->form[i] && !(machine->written[i] && joins(op)))
			ask_operands(machine, i);
	}
	for (uint32_t i = 0; i < machine->program->count; i++) {
		enum jrt_op op = machine->program->step[i].op;

		if ((machine->form[i] & JRT_AS_BITS || (machine->form[i] && jrt_op_is_logic(op))) &&
		    !machine->yes[i])
			make_bits(machine, arena, i);
		if (machine->form[i] & JRT_AS_LANE && !jrt_op_borrows(op) && !machine->value[i])
			make_lane(machine, arena, i);
	}
}

/* ---- one step ---- */

struct bit_work {
	const struct jrt_machine *machine;
	const struct jrt_kernels *kernels;
	const struct jrt_step *step;
	uint32_t rows, words;
	uint64_t *yes, *no;
};

static struct jrt_bits bits_of(const struct bit_work *w, uint32_t operand)
{
	return w->machine->bits[operand];
}

static void work_and(const struct bit_work *w)
{
	struct jrt_bits a = bits_of(w, w->step->a), b = bits_of(w, w->step->b);

	for (uint32_t i = 0; i < w->words; i++) {
		w->yes[i] = a.yes[i] & b.yes[i];
		w->no[i] = a.no[i] | b.no[i];
	}
}

static void work_or(const struct bit_work *w)
{
	struct jrt_bits a = bits_of(w, w->step->a), b = bits_of(w, w->step->b);

	for (uint32_t i = 0; i < w->words; i++) {
		w->yes[i] = a.yes[i] | b.yes[i];
		w->no[i] = a.no[i] & b.no[i];
	}
}

static void work_not(const struct bit_work *w)
{
	struct jrt_bits a = bits_of(w, w->step->a);

	memcpy(w->yes, a.no, w->words * sizeof *w->yes);
	memcpy(w->no, a.yes, w->words * sizeof *w->no);
}

/* Rows of which an operand is known. */
static void known_bits(const struct bit_work *w, uint32_t operand, uint64_t *known)
{
	const struct jrt_step *step = &w->machine->program->step[operand];
	struct jrt_bits bits = w->machine->bits[operand];

	if (step->op == JRT_OP_MISSING_VALUE)
		memset(known, 0, w->words * sizeof *known);
	else if (jrt_op_is_constant(step->op))
		jrt_bits_fill(known, w->rows);
	else if (jrt_op_is_logic(step->op))
		for (uint32_t i = 0; i < w->words; i++)
			known[i] = bits.yes[i] | bits.no[i];
	else
		w->kernels->bits_of_bytes(w->machine->lane[operand].known, w->rows, known);
}

static void work_known(const struct bit_work *w, bool flip)
{
	uint64_t all[JRT_LANE_WORDS], known[JRT_LANE_WORDS];

	jrt_bits_fill(all, w->rows);
	known_bits(w, w->step->a, known);
	for (uint32_t i = 0; i < w->words; i++) {
		w->yes[i] = flip ? all[i] & ~known[i] : known[i];
		w->no[i] = flip ? known[i] : all[i] & ~known[i];
	}
}

/* An operand of a comparison: its lane has been asked for. */
static struct jrt_side side_of(const struct bit_work *w, uint32_t operand)
{
	const struct jrt_step *step = &w->machine->program->step[operand];

	if (step->op == JRT_OP_MISSING_VALUE)
		return jrt_nothing();
	if (jrt_op_is_constant(step->op))
		return jrt_is(jrt_step_constant(step));
	return jrt_of(w->machine->lane[operand]);
}

static void work_compare(const struct bit_work *w)
{
	const uint32_t operand[] = {w->step->a, w->step->b, w->step->c};
	struct jrt_side side[3] = {jrt_nothing(), jrt_nothing(), jrt_nothing()};

	for (unsigned i = 0; i < jrt_op_operands(w->step->op); i++)
		side[i] = side_of(w, operand[i]);
	jrt_compare(w->kernels, w->step->op, side, w->rows, w->yes, w->no);
}

static void work_logic(const struct bit_work *w)
{
	switch (w->step->op) {
	case JRT_OP_AND: work_and(w); break;
	case JRT_OP_OR: work_or(w); break;
	case JRT_OP_NOT: work_not(w); break;
	case JRT_OP_KNOWN: work_known(w, false); break;
	case JRT_OP_MISSING: work_known(w, true); break;
	default: work_compare(w); break;
	}
}

/* ---- from one form to the other ---- */

static void lane_to_bits(struct jrt_machine *machine, uint32_t number, uint32_t rows)
{
	const struct jrt_lane lane = machine->lane[number];
	uint64_t *yes = machine->yes[number], *no = machine->no[number];
	uint64_t zero[JRT_LANE_WORDS], known[JRT_LANE_WORDS];

	machine->kernels->equal_constant(lane.value, 0, rows, zero);
	machine->kernels->bits_of_bytes(lane.known, rows, known);
	for (uint32_t i = 0; i < JRT_WORDS_OF(rows); i++) {
		yes[i] = known[i] & ~zero[i];
		no[i] = known[i] & zero[i];
	}
}

void jrt_machine_spread(struct jrt_machine *machine, uint32_t number, uint32_t rows)
{
	const struct jrt_bits bits = machine->bits[number];
	uint64_t known[JRT_LANE_WORDS];

	for (uint32_t i = 0; i < JRT_WORDS_OF(rows); i++)
		known[i] = bits.yes[i] | bits.no[i];
	machine->kernels->values_of_bits(bits.yes, rows, machine->value[number]);
	machine->kernels->bytes_of_bits(known, rows, machine->known[number]);
}

/* ---- a run ---- */

/* As many bits as the batch has rows. */
static void constant_to_bits(struct jrt_machine *machine, uint32_t number, uint32_t rows)
{
	const struct jrt_step *step = &machine->program->step[number];

	if (step->op != JRT_OP_MISSING_VALUE)
		jrt_bits_fill(jrt_step_constant(step) ? machine->yes[number] : machine->no[number],
			      rows);
}

static void run_value(struct jrt_machine *machine, uint32_t number, uint32_t rows)
{
	const struct jrt_step *step = &machine->program->step[number];
	const struct jrt_lane none = {NULL, NULL};
	const struct jrt_work work = {
		.machine = machine,
		.step = step,
		.number = number,
		.rows = rows,
		.a = step->a < number ? machine->lane[step->a] : none,
		.b = step->b < number ? machine->lane[step->b] : none,
		.c = step->c < number ? machine->lane[step->c] : none,
		.value = machine->value[number],
		.known = machine->known[number],
	};

	if (!jrt_work_arithmetic(&work))
		assert(false && "an operation that the machine does not know");
}

/* Columns, constants: their lanes, and their bits where these are asked for. */
static void run_leaf(struct jrt_machine *machine, uint32_t number, const struct jrt_rows *rows)
{
	const struct jrt_step *step = &machine->program->step[number];

	if (jrt_op_is_constant(step->op)) {
		if (machine->form[number] & JRT_AS_BITS)
			constant_to_bits(machine, number, rows->count);
		return;
	}
	machine->lane[number] = jrt_machine_borrow(machine, step, rows);
	if (machine->form[number] & JRT_AS_BITS)
		lane_to_bits(machine, number, rows->count);
}

static void run_step(struct jrt_machine *machine, uint32_t number, uint32_t rows)
{
	const struct jrt_step *step = &machine->program->step[number];
	const bool logic = jrt_op_is_logic(step->op);

	if (logic && !machine->written[number])
		work_logic(&(struct bit_work){.machine = machine,
					      .kernels = machine->kernels,
					      .step = step,
					      .rows = rows,
					      .words = JRT_WORDS_OF(rows),
					      .yes = machine->yes[number],
					      .no = machine->no[number]});
	else if (!machine->written[number])
		run_value(machine, number, rows);
	if (logic && machine->form[number] & JRT_AS_LANE)
		jrt_machine_spread(machine, number, rows);
	else if (!logic && machine->form[number] & JRT_AS_BITS)
		lane_to_bits(machine, number, rows);
}

static bool is_leaf(enum jrt_op op)
{
	return jrt_op_borrows(op) || jrt_op_is_constant(op);
}

void jrt_machine_run_vectors(struct jrt_machine *machine, const struct jrt_rows *rows)
{
	const struct jrt_program *program = machine->program;

	if (machine->doubles)
		memset(machine->doubled, 0, rows->count);
	for (uint32_t i = 0; i < program->count; i++)
		if (machine->form[i] && is_leaf(program->step[i].op))
			run_leaf(machine, i, rows);
	if (machine->compiled)
		jrt_machine_run_compiled(machine, rows->count);
	for (uint32_t i = 0; i < program->count; i++)
		if (machine->form[i] && !is_leaf(program->step[i].op))
			run_step(machine, i, rows->count);
}
