/*
 * What is kept of a row whose look-ahead is not over. The parts that wait read registers that
 * depend on look-ahead, and those are computed from `again` and from registers that do not: the
 * frontier. Of these, flags and what is known are packed into bits, and with the row's era they
 * make its signature; rows with one signature are alike in all of them, and signatures are few,
 * so a row keeps the number of its own. Registers that are no flags, and the time where a part
 * looks at it, are kept as they are.
 *
 * Later the frontier is laid out again, and a program that begins from there computes the rest.
 */
#ifndef MEASURE_FRONTIER_H
#define MEASURE_FRONTIER_H

#include "base/map.h"
#include "measure/eras.h"
#include "measure/meter.h"

struct jrt_feed;

/* Different signatures, where there is another way to count the rows. */
#define JRT_SIGNATURES_MOST ((size_t)1 << 20)

struct jrt_frontier {
	struct jb_arena *arena;
	struct jrt_eras eras;
	uint32_t *flag, *value; /* registers of `main`, by kind */
	size_t flag_count, value_count;
	bool keeps_time; /* some part looks at the time of its rows */
	/* A signature: the era in 32 bits, two bits a flag (known, true), a bit a value (known). */
	size_t words;
	JB_VEC(uint64_t) word; /* by signature, then word */
	size_t count;	       /* of signatures */
	struct jb_map number;  /* the words as bytes: 1 + signature */
	uint32_t *recent;      /* by a hash of the words: 1 + signature */
	uint64_t *one;	       /* the words of one row */
	uint64_t *packed;      /* of the rows at hand: by word, then row */
	struct jrt_machine machine;
	struct jrt_lane *column; /* what the program begins from: flags, values, and a lane of
				    unknowns */
	int64_t **lane_value;
	uint8_t **lane_known;
};

void jrt_frontier_init(struct jrt_frontier *frontier, struct jrt_feed *feed);
/* Signatures of the rows that `pick` names, of which the registers of feed->main and feed->time
 * are at hand. */
void jrt_frontier_sign(struct jrt_frontier *frontier, const struct jrt_feed *feed,
		       const uint32_t *pick, uint32_t count, uint32_t *signature);
/* Lays rows out again, and runs the program that begins from there. `value` is by value of the
 * frontier, then row. */
void jrt_frontier_run(struct jrt_frontier *frontier, const uint32_t *signature,
		      const int64_t *const *value, const struct jrt_lane *again, uint32_t rows);

static inline uint32_t jrt_frontier_era(const struct jrt_frontier *frontier, uint32_t signature)
{
	return (uint32_t)frontier->word.at[signature * frontier->words];
}

#endif
