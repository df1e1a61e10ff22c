/*
 * Straight-line programs as C: what `journey build` writes is made of these. A program works on the
 * rows of one batch, column-wise: a value is a lane (one number and one "known" byte a row), a
 * condition is bits (sixty-four rows a word). Both may be unknown in a row, and logic is
 * three-valued: `and` with a false side is false, `or` with a true side is true, whatever the other
 * side is.
 *
 * Each step of the plan has a register of its number. Comparisons and arithmetic are loops of the
 * runtime, by the vector instructions that the processor has, the same ones that interpreted
 * programs run; logic is here. Arithmetic is exact: a result that passes 64 bits, a negative span
 * and a local time that does not exist are the row's fault, which the runtime rejects.
 */
#ifndef JOURNEY_COMPILED_H
#define JOURNEY_COMPILED_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Values of one column or register, by row; where known is 0 the value means nothing, else it
 * is 1. */
struct jrt_lane {
	const int64_t *value;
	const uint8_t *known;
};

/* A register as bits: rows in which it is known and true, and known and false. A row in neither is
 * unknown. The first row of a word is its lowest bit. */
struct jrt_bits {
	const uint64_t *yes, *no;
};

#define JRT_WORD_ROWS 64
/* Words that hold so many rows. */
#define JRT_WORDS_OF(rows) (((rows) + JRT_WORD_ROWS - 1) / JRT_WORD_ROWS)

/* The batch, and the registers by number. */
struct jrt_frame {
	uint32_t rows, words;
	const struct jrt_lane *lane; /* columns and constants are there when a program begins */
	const struct jrt_bits *bits; /* columns that `flags` names, too */
	uint64_t *const *yes, *const *no; /* where conditions go */
	void *machine;
};

struct jrt_compiled {
	void (*run)(const struct jrt_frame *frame);
	const uint32_t *written; /* registers that it fills, ascending */
	size_t written_count;
	const uint32_t *flags; /* columns and constants that it reads as bits */
	size_t flag_count;
};

/* ---- logic, sixty-four rows at a time ---- */

struct jrt_truth {
	uint64_t yes, no;
};

#define JRT_EACH_WORD(word, frame) for (uint32_t word = 0; word < (frame)->words; word++)

static inline struct jrt_truth jrt_get(struct jrt_bits bits, uint32_t word)
{
	struct jrt_truth out;

	out.yes = bits.yes[word];
	out.no = bits.no[word];
	return out;
}

static inline struct jrt_truth jrt_and(struct jrt_truth a, struct jrt_truth b)
{
	a.yes &= b.yes;
	a.no |= b.no;
	return a;
}

static inline struct jrt_truth jrt_or(struct jrt_truth a, struct jrt_truth b)
{
	a.yes |= b.yes;
	a.no &= b.no;
	return a;
}

static inline struct jrt_truth jrt_not(struct jrt_truth a)
{
	struct jrt_truth out;

	out.yes = a.no;
	out.no = a.yes;
	return out;
}

static inline void jrt_put(const struct jrt_frame *frame, uint32_t step, uint32_t word,
			   struct jrt_truth truth)
{
	frame->yes[step][word] = truth.yes;
	frame->no[step][word] = truth.no;
}

/* ---- comparisons: register `step` becomes bits ---- */

/* A side of a comparison: a lane, or one constant for all rows. */
struct jrt_side {
	struct jrt_lane lane; /* {NULL, NULL}: the constant */
	int64_t constant;
	uint8_t missing; /* not even that */
};

static inline struct jrt_side jrt_of(struct jrt_lane lane)
{
	struct jrt_side side;

	side.lane = lane;
	side.constant = 0;
	side.missing = 0;
	return side;
}

static inline struct jrt_side jrt_is(int64_t constant)
{
	struct jrt_side side;

	side.lane.value = NULL;
	side.lane.known = NULL;
	side.constant = constant;
	side.missing = 0;
	return side;
}

static inline struct jrt_side jrt_nothing(void)
{
	struct jrt_side side = jrt_is(0);

	side.missing = 1;
	return side;
}

/* Unknown where a side is. */
void jrt_equal(const struct jrt_frame *frame, uint32_t step, struct jrt_side a, struct jrt_side b);
void jrt_not_equal(const struct jrt_frame *frame, uint32_t step, struct jrt_side a,
		   struct jrt_side b);
void jrt_less(const struct jrt_frame *frame, uint32_t step, struct jrt_side a, struct jrt_side b);
void jrt_at_most(const struct jrt_frame *frame, uint32_t step, struct jrt_side a,
		 struct jrt_side b);
void jrt_above(const struct jrt_frame *frame, uint32_t step, struct jrt_side a, struct jrt_side b);
void jrt_at_least(const struct jrt_frame *frame, uint32_t step, struct jrt_side a,
		  struct jrt_side b);
/* Both ends in; false as soon as one end decides. */
void jrt_between(const struct jrt_frame *frame, uint32_t step, struct jrt_side a,
		 struct jrt_side low, struct jrt_side high);
/* Whether a value is known, which is never unknown itself. */
void jrt_known(const struct jrt_frame *frame, uint32_t step, struct jrt_side a);
void jrt_missing(const struct jrt_frame *frame, uint32_t step, struct jrt_side a);
/* The same of a condition. */
void jrt_known_bits(const struct jrt_frame *frame, uint32_t step, struct jrt_bits a);
void jrt_missing_bits(const struct jrt_frame *frame, uint32_t step, struct jrt_bits a);

/* A condition as a lane, where one is compared with another. */
struct jrt_lane jrt_lane_of(const struct jrt_frame *frame, uint32_t step);

/* ---- arithmetic: register `step` becomes a lane ---- */

void jrt_add(const struct jrt_frame *frame, uint32_t step, struct jrt_lane a, struct jrt_lane b);
void jrt_subtract(const struct jrt_frame *frame, uint32_t step, struct jrt_lane a,
		  struct jrt_lane b);
/* Of millionths, rounded half up. */
void jrt_multiply(const struct jrt_frame *frame, uint32_t step, struct jrt_lane a,
		  struct jrt_lane b);
/* The same; by zero: unknown. */
void jrt_divide(const struct jrt_frame *frame, uint32_t step, struct jrt_lane a, struct jrt_lane b);
void jrt_negate(const struct jrt_frame *frame, uint32_t step, struct jrt_lane a);
/* To three digits. */
void jrt_approximate(const struct jrt_frame *frame, uint32_t step, struct jrt_lane a);
/* From a to b; `past midnight` adds 24 h to a negative one. */
void jrt_span(const struct jrt_frame *frame, uint32_t step, struct jrt_lane a, struct jrt_lane b);
void jrt_span_past_midnight(const struct jrt_frame *frame, uint32_t step, struct jrt_lane a,
			    struct jrt_lane b);
/* Open time from a to b, of a calendar of the plan. */
void jrt_open_span(const struct jrt_frame *frame, uint32_t step, struct jrt_lane a,
		   struct jrt_lane b, uint32_t calendar);
/* Date a at clock b in a zone of the plan, an instant; and the date of an instant there. */
void jrt_at(const struct jrt_frame *frame, uint32_t step, struct jrt_lane date,
	    struct jrt_lane clock, uint32_t zone);
void jrt_date(const struct jrt_frame *frame, uint32_t step, struct jrt_lane instant, uint32_t zone);
/* The row's own time as an instant. */
void jrt_time(const struct jrt_frame *frame, uint32_t step);

#ifdef __cplusplus
}
#endif
#endif
