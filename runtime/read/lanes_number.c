/*
 * Numbers, many rows at a time: what column_number.c reads, as far as it is whole and has at most
 * eight digits; all else goes on to lanes_wide.c. Bounds, unit and shift are turned into bounds of
 * the digits once, so that a row costs one comparison.
 */
#include "read/lanes_parts.h"

#include "base/number.h"

#define EIGHT_DIGITS_MAX INT64_C(99999999)

/* ---- making ---- */

static void init_bounds(struct lane_number *number, const struct jrt_column *column)
{
	number->low = column->bounded ? column->low : INT64_MIN;
	number->high = column->bounded ? column->high : INT64_MAX;
	if (column->type == JRT_COUNT && number->low < 0)
		number->low = 0;
}

/* Whole numbers n with low <= n * factor + shift <= high. */
static void init_digits(struct lane_number *number)
{
	jb_i128 below = (jb_i128)number->low - number->shift;
	jb_i128 above = (jb_i128)number->high - number->shift;
	jb_i128 least = below > 0 ? (below + number->factor - 1) / number->factor : 0;
	jb_i128 most = above >= 0 ? above / number->factor : -1;

	if (most > INT64_MAX / number->factor)
		most = INT64_MAX / number->factor;
	if (most > EIGHT_DIGITS_MAX)
		most = EIGHT_DIGITS_MAX;
	number->least = least <= most ? (uint64_t)least : 1;
	number->most = least <= most ? (uint64_t)most : 0;
}

static void init_factors(struct lane_number *number, const struct jrt_column *column)
{
	bool rounded = column->rounding != JB_ROUND_NONE && column->rounding_step > 0;
	int64_t power = 1;

	number->factors[0] = number->factor;
	for (int i = 1; i <= LANE_DECIMALS && column->type != JRT_COUNT; i++) {
		power *= 10;
		int64_t factor = number->factor / power;
		bool exact = number->factor % power == 0;
		if (exact && !(rounded && factor % column->rounding_step != 0))
			number->factors[i] = factor;
	}
}

void lane_number_init(struct jrt_decoder *decoder)
{
	const struct jrt_column *column = decoder->column;
	struct lane_number *number = &decoder->lanes->number;
	bool whole = decoder->plain_factor % JB_FIX_ONE == 0 && column->shift % JB_FIX_ONE == 0;

	if (decoder->plain_factor <= 0 || (column->type == JRT_COUNT && !whole))
		return;
	number->factor = decoder->plain_factor;
	number->shift = column->shift;
	number->point = decoder->decimal_point;
	number->percent = decoder->scale_num * 100 == decoder->scale_den;
	init_bounds(number, column);
	init_digits(number);
	init_factors(number, column);
	decoder->lanes->parser = LANE_NUMBERS;
}

/* ---- decoding ---- */

/* From `row` on; `count` rows are in `left`. */
static uint32_t short_numbers(const struct lane_number *given, const struct lane_gathered *gathered,
			      const struct lane_run *run, uint32_t row, uint32_t *left,
			      uint32_t count)
{
	const struct lane_number number = *given;

	for (; row < run->to; row++) {
		uint64_t size = gathered->size[row];
		uint64_t value = lane_last(gathered->word[row] ^ LANE_ZEROS, size);
		uint64_t whole = lane_eight_digits(value);
		bool any = size != 0;
		bool bad = lane_not_digits(value) != 0 || size > 8 || whole < number.least ||
			   whole > number.most;
		uint64_t scaled = whole * (uint64_t)number.factor + (uint64_t)number.shift;
		lane_put(run, row, (int64_t)scaled, any && !bad);
		left[count] = row;
		count += any && bad;
	}
	return count;
}

uint32_t lane_numbers(struct jrt_decoder *decoder, const struct lane_run *run, uint32_t *left)
{
	const struct jrt_lanes *lanes = decoder->lanes;
	struct lane_gathered gathered;
	uint32_t count = 0, row = run->from;

	lane_gather(run, &gathered);
	if (lanes->avx2)
		count = lane_numbers_avx2(&lanes->number, &gathered, run, left, &row);
	count = short_numbers(&lanes->number, &gathered, run, row, left, count);
	if (decoder->missing.count > 0)
		count = lane_drop_missing(decoder, run, left, count);
	return count > 0 ? lane_wide_numbers(&lanes->number, run, left, count) : 0;
}
