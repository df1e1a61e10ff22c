/*
 * Flags, many rows at a time. Nearly every file writes one word for yes and one for no: the two
 * that came last are compared with first, and only other fields are looked up among all words.
 */
#include "read/lanes_parts.h"

/* From `row` on; `count` rows are in `left`. */
static uint32_t two_words(const struct jrt_lanes *lanes, const struct lane_gathered *gathered,
			  const struct lane_run *run, uint32_t row, uint32_t *left, uint32_t count)
{
	uint64_t yes = lanes->yes, no = lanes->no;

	for (; row < run->to; row++) {
		uint32_t size = gathered->size[row];
		uint64_t word = lane_head(gathered->word[row], size);
		bool is_yes = word == yes && size <= 8, is_no = word == no && size <= 8;
		lane_put(run, row, is_yes, is_yes || is_no);
		left[count] = row;
		count += !is_yes && !is_no && size != 0;
	}
	return count;
}

static uint32_t all_words(struct jrt_lanes *lanes, const struct lane_gathered *gathered,
			  const struct lane_run *run, uint32_t *left, uint32_t count)
{
	uint32_t still = 0;

	for (uint32_t i = 0; i < count; i++) {
		uint32_t row = left[i], size = gathered->size[row];
		uint64_t word = lane_head(gathered->word[row], size);
		enum lane_kind kind = lane_words_kind(&lanes->words, word);
		kind = size <= 8 ? kind : LANE_OTHER;
		lanes->yes = kind == LANE_YES ? word : lanes->yes;
		lanes->no = kind == LANE_NO ? word : lanes->no;
		lane_put(run, row, kind == LANE_YES, kind >= LANE_NO);
		left[still] = row;
		still += kind == LANE_OTHER;
	}
	return still;
}

uint32_t lane_flags(struct jrt_decoder *decoder, const struct lane_run *run, uint32_t *left)
{
	struct jrt_lanes *lanes = decoder->lanes;
	struct lane_gathered gathered;
	uint32_t count = 0, row = run->from;

	lane_gather(run, &gathered);
	if (lanes->avx2)
		count = lane_flags_avx2(lanes->yes, lanes->no, &gathered, run, left, &row);
	count = two_words(lanes, &gathered, run, row, left, count);
	return all_words(lanes, &gathered, run, left, count);
}
