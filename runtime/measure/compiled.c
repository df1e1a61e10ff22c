/*
 * What compiled programs call (journey/compiled.h): the loops of the machine, on operands that the
 * caller names. A step's number says where the result goes and whose fault it is; what is done is
 * said by the function alone.
 */
#include <assert.h>

#include "measure/program_steps.h"

void jrt_machine_run_compiled(struct jrt_machine *machine, uint32_t rows)
{
	const struct jrt_frame frame = {
		.rows = rows,
		.words = JRT_WORDS_OF(rows),
		.lane = machine->lane,
		.bits = machine->bits,
		.yes = machine->yes,
		.no = machine->no,
		.machine = machine,
	};

	machine->compiled->run(&frame);
}

/* ---- comparisons ---- */

static void compare(const struct jrt_frame *frame, enum jrt_op op, uint32_t step,
		    const struct jrt_side side[3])
{
	const struct jrt_machine *machine = frame->machine;

	jrt_compare(machine->kernels, op, side, frame->rows, frame->yes[step], frame->no[step]);
}

#define COMPARISON(name, op)                                                       \
	void name(const struct jrt_frame *frame, uint32_t step, struct jrt_side a, \
		  struct jrt_side b)                                               \
	{                                                                          \
		compare(frame, op, step, (const struct jrt_side[3]){a, b, b});     \
	}
COMPARISON(jrt_equal, JRT_OP_EQUAL)
COMPARISON(jrt_not_equal, JRT_OP_NOT_EQUAL)
COMPARISON(jrt_less, JRT_OP_LESS)
COMPARISON(jrt_at_most, JRT_OP_AT_MOST)
COMPARISON(jrt_above, JRT_OP_ABOVE)
COMPARISON(jrt_at_least, JRT_OP_AT_LEAST)

void jrt_between(const struct jrt_frame *frame, uint32_t step, struct jrt_side a,
		 struct jrt_side low, struct jrt_side high)
{
	compare(frame, JRT_OP_BETWEEN, step, (const struct jrt_side[3]){a, low, high});
}

/* Where it is known, and where not: never unknown. */
static void put_known(const struct jrt_frame *frame, uint32_t step, const uint64_t *known,
		      bool flip)
{
	uint64_t all[JRT_LANE_WORDS];

	jrt_bits_fill(all, frame->rows);
	for (uint32_t i = 0; i < frame->words; i++) {
		const struct jrt_truth truth = {known[i], all[i] & ~known[i]};

		jrt_put(frame, step, i, flip ? jrt_not(truth) : truth);
	}
}

static void known_side(const struct jrt_frame *frame, uint32_t step, struct jrt_side a, bool flip)
{
	const struct jrt_machine *machine = frame->machine;
	uint64_t known[JRT_LANE_WORDS];

	jrt_known_side(machine->kernels, &a, frame->rows, known);
	put_known(frame, step, known, flip);
}

static void known_bits(const struct jrt_frame *frame, uint32_t step, struct jrt_bits a, bool flip)
{
	uint64_t known[JRT_LANE_WORDS];

	for (uint32_t i = 0; i < frame->words; i++)
		known[i] = a.yes[i] | a.no[i];
	put_known(frame, step, known, flip);
}

void jrt_known(const struct jrt_frame *frame, uint32_t step, struct jrt_side a)
{
	known_side(frame, step, a, false);
}

void jrt_missing(const struct jrt_frame *frame, uint32_t step, struct jrt_side a)
{
	known_side(frame, step, a, true);
}

void jrt_known_bits(const struct jrt_frame *frame, uint32_t step, struct jrt_bits a)
{
	known_bits(frame, step, a, false);
}

void jrt_missing_bits(const struct jrt_frame *frame, uint32_t step, struct jrt_bits a)
{
	known_bits(frame, step, a, true);
}

struct jrt_lane jrt_lane_of(const struct jrt_frame *frame, uint32_t step)
{
	jrt_machine_spread(frame->machine, step, frame->rows);
	return frame->lane[step];
}

/* ---- arithmetic ---- */

static void work(const struct jrt_frame *frame, uint32_t number, enum jrt_op op, int64_t k,
		 struct jrt_lane a, struct jrt_lane b)
{
	struct jrt_machine *machine = frame->machine;
	const struct jrt_step step = {.op = op, .k = k};
	const struct jrt_work work = {
		.machine = machine,
		.step = &step,
		.number = number,
		.rows = frame->rows,
		.a = a,
		.b = b,
		.value = machine->value[number],
		.known = machine->known[number],
	};

	if (!jrt_work_arithmetic(&work))
		assert(false && "no arithmetic");
}

#define TWO(name, op, k)                                                           \
	void name(const struct jrt_frame *frame, uint32_t step, struct jrt_lane a, \
		  struct jrt_lane b)                                               \
	{                                                                          \
		work(frame, step, op, k, a, b);                                    \
	}
TWO(jrt_add, JRT_OP_ADD, 0)
TWO(jrt_subtract, JRT_OP_SUBTRACT, 0)
TWO(jrt_multiply, JRT_OP_MULTIPLY, 0)
TWO(jrt_divide, JRT_OP_DIVIDE, 0)
TWO(jrt_span, JRT_OP_SPAN, 0)
TWO(jrt_span_past_midnight, JRT_OP_SPAN, 1)

void jrt_negate(const struct jrt_frame *frame, uint32_t step, struct jrt_lane a)
{
	work(frame, step, JRT_OP_NEGATE, 0, a, a);
}

void jrt_approximate(const struct jrt_frame *frame, uint32_t step, struct jrt_lane a)
{
	work(frame, step, JRT_OP_APPROXIMATE, 0, a, a);
}

void jrt_open_span(const struct jrt_frame *frame, uint32_t step, struct jrt_lane a,
		   struct jrt_lane b, uint32_t calendar)
{
	work(frame, step, JRT_OP_OPEN_SPAN, calendar, a, b);
}

void jrt_at(const struct jrt_frame *frame, uint32_t step, struct jrt_lane date,
	    struct jrt_lane clock, uint32_t zone)
{
	work(frame, step, JRT_OP_AT, zone, date, clock);
}

void jrt_date(const struct jrt_frame *frame, uint32_t step, struct jrt_lane instant, uint32_t zone)
{
	work(frame, step, JRT_OP_DATE, zone, instant, instant);
}

void jrt_time(const struct jrt_frame *frame, uint32_t step)
{
	const struct jrt_lane none = {NULL, NULL};

	work(frame, step, JRT_OP_TIME, 0, none, none);
}
