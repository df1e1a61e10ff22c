/*
 * Numbers that are not a few digits alone: a minus sign, decimals, up to sixteen digits, a percent
 * sign. A number is cut in two: at its point, or before the last eight of its digits.
 */
#include "read/lanes_parts.h"

static const uint64_t powers[] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000};

/* Which byte the lowest mark stands in; `marks` are highest bits of bytes. */
static size_t first_mark(uint64_t marks)
{
	return (size_t)__builtin_ctzll(marks | UINT64_C(1) << 63) / 8;
}

/* Of the first `byte` among sixteen; 16: there is none. */
static size_t find_byte(const char *at, char byte)
{
	uint64_t low = lane_load(at) ^ LANE_BYTES((unsigned char)byte);
	uint64_t high = lane_load(at + 8) ^ LANE_BYTES((unsigned char)byte);

	low = (low - LANE_BYTES(1)) & ~low & LANE_HIGH;
	high = (high - LANE_BYTES(1)) & ~high & LANE_HIGH;
	size_t in_high = high != 0 ? first_mark(high) : 8;
	return low != 0 ? first_mark(low) : 8 + in_high;
}

/* Digits, and how many of them stand behind the point. */
struct digits {
	uint64_t whole;
	size_t decimals;
};

/* Up to eight bytes: the point is taken out of them, those in front of it move up. */
static inline struct digits read_eight(const char *at, size_t size, char point, uint64_t *bad)
{
	uint64_t value = lane_last(lane_load(at) ^ LANE_ZEROS, size);
	uint64_t others = value ^ LANE_BYTES((unsigned char)point ^ (unsigned char)'0');
	uint64_t mark = (others - LANE_BYTES(1)) & ~others & LANE_HIGH;
	uint64_t until = mark ^ (mark - 1); /* the point and what is in front of it */
	uint64_t without = (value & ~until) | (value & until >> 8) << 8;
	size_t decimals = mark != 0 ? 7 - first_mark(mark) : 0;

	*bad |= size - 1 > 7 || (mark != 0 && (decimals == 0 || decimals + 1 == size));
	value = mark != 0 ? without : value;
	*bad |= lane_not_digits(value);
	return (struct digits){lane_eight_digits(value), decimals};
}

/* Up to seventeen, in two parts: before and behind the point, or the last eight digits and those in
 * front. */
static inline struct digits read_sixteen(const char *at, size_t size, char mark, uint64_t *bad)
{
	size_t found = find_byte(at, mark), point = found < size;
	size_t before = point ? found : size - 8;
	size_t behind = size - before - point;
	bool fits = before - 1 < 8 && behind - 1 < 8;

	before = fits ? before : 0;
	behind = fits ? behind : 0;
	*bad |= !fits;
	uint64_t whole = lane_digits(at, before, bad) * powers[behind];
	whole += lane_digits(at + before + point, behind, bad);
	return (struct digits){whole, point ? behind : 0};
}

/* Not 0 where the text is not read here; else *out is the value. */
static inline uint64_t read_wide(const struct lane_number *number, struct jb_text text,
				 int64_t *out)
{
	size_t negative = text.at[0] == '-';
	const char *at = text.at + negative;
	size_t size = text.size - negative;
	uint64_t bad = 0;

	size -= number->percent && size > 0 && at[size - 1] == '%';
	struct digits digits = size <= 8 ? read_eight(at, size, number->point, &bad)
					 : read_sixteen(at, size, number->point, &bad);
	int64_t value = negative ? -(int64_t)digits.whole : (int64_t)digits.whole;
	int64_t factor = number->factors[digits.decimals];
	bad |= factor == 0;
	bad |= __builtin_mul_overflow(value, factor, &value);
	bad |= __builtin_add_overflow(value, number->shift, &value);
	bad |= value < number->low || value > number->high;
	*out = value;
	return bad;
}

uint32_t lane_wide_numbers(const struct lane_number *number, const struct lane_run *run,
			   uint32_t *left, uint32_t count)
{
	uint32_t still = 0;

	for (uint32_t i = 0; i < count; i++) {
		uint32_t row = left[i];
		int64_t value = 0;
		bool bad = read_wide(number, lane_field(run, row), &value) != 0;
		lane_put(run, row, value, !bad);
		left[still] = row;
		still += bad;
	}
	return still;
}
