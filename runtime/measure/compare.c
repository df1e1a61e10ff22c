/*
 * Comparisons as bits: one loop over lanes that finds where a < b or a = b, then what is known of
 * the sides. All six signs come from these two.
 */
#include <assert.h>
#include <string.h>

#include "measure/program_steps.h"

enum order { BELOW, EQUAL };

/* Rows in which it holds; those where a side is unknown are not looked at. */
static void order(const struct jrt_kernels *k, enum order order, const struct jrt_side *a,
		  const struct jrt_side *b, uint32_t rows, uint64_t *bits)
{
	const int64_t *av = a->lane.value, *bv = b->lane.value;
	const bool below = order == BELOW;

	if (av && bv) {
		(below ? k->below : k->equal)(av, bv, rows, bits);
	} else if (av) {
		(below ? k->below_constant : k->equal_constant)(av, b->constant, rows, bits);
	} else if (bv) {
		(below ? k->above_constant : k->equal_constant)(bv, a->constant, rows, bits);
	} else {
		memset(bits, 0, JRT_WORDS_OF(rows) * sizeof *bits);
		if (below ? a->constant < b->constant : a->constant == b->constant)
			jrt_bits_fill(bits, rows);
	}
}

void jrt_known_side(const struct jrt_kernels *kernels, const struct jrt_side *side, uint32_t rows,
		    uint64_t *known)
{
	if (side->lane.known)
		kernels->bits_of_bytes(side->lane.known, rows, known);
	else if (side->missing)
		memset(known, 0, JRT_WORDS_OF(rows) * sizeof *known);
	else
		jrt_bits_fill(known, rows);
}

/* `flip`: where it does not hold. */
static void compare_two(const struct jrt_kernels *kernels, enum order sign,
			const struct jrt_side *a, const struct jrt_side *b, bool flip,
			uint32_t rows, uint64_t *yes, uint64_t *no)
{
	uint64_t is[JRT_LANE_WORDS], known_a[JRT_LANE_WORDS], known_b[JRT_LANE_WORDS];

	order(kernels, sign, a, b, rows, is);
	jrt_known_side(kernels, a, rows, known_a);
	jrt_known_side(kernels, b, rows, known_b);
	for (uint32_t i = 0; i < JRT_WORDS_OF(rows); i++) {
		uint64_t known = known_a[i] & known_b[i];
		uint64_t holds = flip ? ~is[i] : is[i];

		yes[i] = known & holds;
		no[i] = known & ~holds;
	}
}

/* Both ends in (S3); false as soon as one end decides. */
static void compare_range(const struct jrt_kernels *kernels, const struct jrt_side side[3],
			  uint32_t rows, uint64_t *yes, uint64_t *no)
{
	uint64_t too_low[JRT_LANE_WORDS], too_high[JRT_LANE_WORDS];
	uint64_t known[JRT_LANE_WORDS], known_low[JRT_LANE_WORDS], known_high[JRT_LANE_WORDS];

	order(kernels, BELOW, &side[0], &side[1], rows, too_low);
	order(kernels, BELOW, &side[2], &side[0], rows, too_high);
	jrt_known_side(kernels, &side[0], rows, known);
	jrt_known_side(kernels, &side[1], rows, known_low);
	jrt_known_side(kernels, &side[2], rows, known_high);
	for (uint32_t i = 0; i < JRT_WORDS_OF(rows); i++) {
		uint64_t low = known[i] & known_low[i], high = known[i] & known_high[i];

		yes[i] = low & high & ~too_low[i] & ~too_high[i];
		no[i] = (low & too_low[i]) | (high & too_high[i]);
	}
}

void jrt_compare(const struct jrt_kernels *kernels, enum jrt_op op, const struct jrt_side side[3],
		 uint32_t rows, uint64_t *yes, uint64_t *no)
{
	const struct jrt_side *a = &side[0], *b = &side[1];

	switch (op) {
	case JRT_OP_EQUAL: compare_two(kernels, EQUAL, a, b, false, rows, yes, no); break;
	case JRT_OP_NOT_EQUAL: compare_two(kernels, EQUAL, a, b, true, rows, yes, no); break;
	case JRT_OP_LESS: compare_two(kernels, BELOW, a, b, false, rows, yes, no); break;
	case JRT_OP_AT_MOST: compare_two(kernels, BELOW, b, a, true, rows, yes, no); break;
	case JRT_OP_ABOVE: compare_two(kernels, BELOW, b, a, false, rows, yes, no); break;
	case JRT_OP_AT_LEAST: compare_two(kernels, BELOW, a, b, true, rows, yes, no); break;
	case JRT_OP_BETWEEN: compare_range(kernels, side, rows, yes, no); break;
	default: assert(false && "no comparison");
	}
}
