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

static bool is_logic(enum jrt_op op)
{
	return op >= JRT_OP_AND && op <= JRT_OP_MISSING;
}

static bool is_comparison(enum jrt_op op)
{
	return op >= JRT_OP_EQUAL && op <= JRT_OP_BETWEEN;
}

static bool can_fail(enum jrt_op op)
{
	return !is_logic(op) && !jrt_op_borrows(op) && !jrt_op_is_constant(op);
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

		if (is_comparison(step->op))
			ask_compared(machine, operand[i]);
		else if (step->op == JRT_OP_KNOWN || step->op == JRT_OP_MISSING)
			jrt_machine_ask(machine, operand[i],
					is_logic(op) ? JRT_AS_BITS : JRT_AS_LANE);
		else
			jrt_machine_ask(machine, operand[i],
					is_logic(step->op) ? JRT_AS_BITS : JRT_AS_LANE);
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

void jrt_machine_ready(struct jrt_machine *machine, struct jb_arena *arena)
{
	if (!machine->kernels)
		return;
	for (uint32_t i = (uint32_t)machine->program->count; i-- > 0;) {
		enum jrt_op op = machine->program->step[i].op;

		if (can_fail(op))
			jrt_machine_ask(machine, i, JRT_AS_LANE);
		if (op == JRT_OP_COLUMN || op == JRT_OP_AGAIN || can_fail(op))
			if (machine->form[i] & JRT_AS_BITS)
				jrt_machine_ask(machine, i, JRT_AS_LANE);
		machine->doubles |= op == JRT_OP_AT;
		if (machine->form[i])
			ask_operands(machine, i);
	}
	for (uint32_t i = 0; i < machine->program->count; i++) {
		enum jrt_op op = machine->program->step[i].op;

		if ((machine->form[i] & JRT_AS_BITS || (machine->form[i] && is_logic(op))) &&
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
	else if (is_logic(step->op))
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

/* Where a < b, or a = b: by lanes or against a constant, whichever side it is on. */
enum order { BELOW, EQUAL };

static void compare(const struct bit_work *w, enum order order, uint32_t a, uint32_t b,
		    uint64_t *bits)
{
	const struct jrt_step *step = w->machine->program->step;
	const struct jrt_kernels *k = w->kernels;
	const bool a_constant = jrt_op_is_constant(step[a].op);
	const bool b_constant = jrt_op_is_constant(step[b].op);
	const int64_t *av = w->machine->lane[a].value, *bv = w->machine->lane[b].value;

	if (a_constant && b_constant) {
		int64_t left = jrt_step_constant(&step[a]), right = jrt_step_constant(&step[b]);
		bool is = order == BELOW ? left < right : left == right;

		memset(bits, 0, w->words * sizeof *bits);
		if (is)
			jrt_bits_fill(bits, w->rows);
	} else if (b_constant) {
		(order == BELOW ? k->below_constant : k->equal_constant)(
			av, jrt_step_constant(&step[b]), w->rows, bits);
	} else if (a_constant) {
		(order == BELOW ? k->above_constant : k->equal_constant)(
			bv, jrt_step_constant(&step[a]), w->rows, bits);
	} else {
		(order == BELOW ? k->below : k->equal)(av, bv, w->rows, bits);
	}
}

/* From where the comparison holds to what it is: `flip` for its contrary. */
static void work_compare(const struct bit_work *w, enum order order, uint32_t a, uint32_t b,
			 bool flip)
{
	uint64_t is[JRT_LANE_WORDS], known_a[JRT_LANE_WORDS], known_b[JRT_LANE_WORDS];

	compare(w, order, a, b, is);
	known_bits(w, a, known_a);
	known_bits(w, b, known_b);
	for (uint32_t i = 0; i < w->words; i++) {
		uint64_t known = known_a[i] & known_b[i];
		uint64_t holds = flip ? ~is[i] : is[i];

		w->yes[i] = known & holds;
		w->no[i] = known & ~holds;
	}
}

/* Both ends in (S3); false as soon as one end decides. */
static void work_between(const struct bit_work *w)
{
	uint64_t too_low[JRT_LANE_WORDS], too_high[JRT_LANE_WORDS];
	uint64_t known_a[JRT_LANE_WORDS], known_b[JRT_LANE_WORDS], known_c[JRT_LANE_WORDS];

	compare(w, BELOW, w->step->a, w->step->b, too_low);
	compare(w, BELOW, w->step->c, w->step->a, too_high);
	known_bits(w, w->step->a, known_a);
	known_bits(w, w->step->b, known_b);
	known_bits(w, w->step->c, known_c);
	for (uint32_t i = 0; i < w->words; i++) {
		uint64_t low = known_a[i] & known_b[i], high = known_a[i] & known_c[i];

		w->yes[i] = low & high & ~too_low[i] & ~too_high[i];
		w->no[i] = (low & too_low[i]) | (high & too_high[i]);
	}
}

static void work_logic(const struct bit_work *w)
{
	const uint32_t a = w->step->a, b = w->step->b;

	switch (w->step->op) {
	case JRT_OP_AND: work_and(w); break;
	case JRT_OP_OR: work_or(w); break;
	case JRT_OP_NOT: work_not(w); break;
	case JRT_OP_EQUAL: work_compare(w, EQUAL, a, b, false); break;
	case JRT_OP_NOT_EQUAL: work_compare(w, EQUAL, a, b, true); break;
	case JRT_OP_LESS: work_compare(w, BELOW, a, b, false); break;
	case JRT_OP_AT_MOST: work_compare(w, BELOW, b, a, true); break;
	case JRT_OP_ABOVE: work_compare(w, BELOW, b, a, false); break;
	case JRT_OP_AT_LEAST: work_compare(w, BELOW, a, b, true); break;
	case JRT_OP_BETWEEN: work_between(w); break;
	case JRT_OP_KNOWN: work_known(w, false); break;
	case JRT_OP_MISSING: work_known(w, true); break;
	default: assert(false && "no logic");
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

static void bits_to_lane(struct jrt_machine *machine, uint32_t number, uint32_t rows)
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

void jrt_machine_run_vectors(struct jrt_machine *machine, const struct jrt_rows *rows)
{
	if (machine->doubles)
		memset(machine->doubled, 0, rows->count);
	for (uint32_t i = 0; i < machine->program->count; i++) {
		const struct jrt_step *step = &machine->program->step[i];

		if (machine->form[i] & JRT_AS_BITS && jrt_op_is_constant(step->op))
			constant_to_bits(machine, i, rows->count);
		if (!machine->form[i] || jrt_op_is_constant(step->op))
			continue;
		if (is_logic(step->op)) {
			work_logic(&(struct bit_work){.machine = machine,
						      .kernels = machine->kernels,
						      .step = step,
						      .rows = rows->count,
						      .words = JRT_WORDS_OF(rows->count),
						      .yes = machine->yes[i],
						      .no = machine->no[i]});
			if (machine->form[i] & JRT_AS_LANE)
				bits_to_lane(machine, i, rows->count);
			continue;
		}
		if (jrt_op_borrows(step->op))
			machine->lane[i] = jrt_machine_borrow(machine, step, rows);
		else
			run_value(machine, i, rows->count);
		if (machine->form[i] & JRT_AS_BITS)
			lane_to_bits(machine, i, rows->count);
	}
}
