/*
 * Timestamps in ISO 8601, many rows at a time: 2026-03-05T09:05:30 with a blank for T, without
 * seconds or with a fraction, with an offset or in the column's zone. Rows of a file mostly stay on
 * one day and have one offset or two: these are remembered by their bytes, and only the clock is
 * read for every row.
 */
#include "read/lanes_parts.h"

#include "time/civil.h"

#define DATE_BYTES 11	/* 2026-03-05T */
#define MINUTE_BYTES 16 /* 2026-03-05T09:05 */
#define LOCAL_BYTES 19
#define MICRO_DIGITS 6 /* finer ones are cut */
#define OFFSET_HOURS_MAX 18

#define DATE_ZEROS UINT64_C(0x2d30302d30303030) /* 0000-00- */
#define DATE_ROOM UINT64_C(0x7f76767f76767676)
#define CLOCK_ZEROS UINT64_C(0x30303a30303a3030) /* 00:00:00 */
/* What a byte of a clock may be above that, subtracted from 0x7f: 9 of hours, nothing of colons, 5
 * tens of minutes and seconds. */
#define CLOCK_ROOM UINT64_C(0x767a7f767a7f7676)

/* The bytes of an offset, at most six, as one number; 0 where there is none. */
static inline uint64_t offset_word(const char *at, uint64_t size)
{
	uint64_t word = lane_last(lane_load(at), size);

	return size > 0 ? word : 0;
}

void lane_time_init(struct jrt_decoder *decoder, struct jb_arena *arena)
{
	struct jrt_lanes *lanes = decoder->lanes;

	lanes->times.offset[0] = offset_word("Z......", 1);
	lanes->times.offset[1] = offset_word("+00:00.", 6);
	lane_days_init(decoder, arena);
	lanes->parser = LANE_ISO;
}

/* ---- days ---- */

static uint32_t load_tail(const char *at)
{
	uint32_t tail;

	memcpy(&tail, at + DATE_BYTES - sizeof tail, sizeof tail);
	return tail;
}

/* Makes the day at `at` that of the row before. */
__attribute__((noinline)) static bool enter_day(struct jrt_decoder *decoder, const char *at)
{
	struct lane_times *times = &decoder->lanes->times;
	uint64_t value = lane_load(at) ^ DATE_ZEROS, bad = (value + DATE_ROOM) | value;
	uint32_t day = (uint32_t)lane_digits(at + 8, 2, &bad);

	value = value * 10 + (value >> 8);
	uint32_t year = (uint32_t)((value & 0xff) * 100 + (value >> 16 & 0xff));
	uint32_t month = value >> 40 & 0xff;
	if ((bad & LANE_HIGH) != 0 || (at[10] != 'T' && at[10] != ' ') || month > 31 || day > 31)
		return false;
	const struct lane_day *found = lane_day_of(decoder, year, month, day);
	if (found == NULL)
		return false;
	times->head = lane_load(at);
	times->tail = load_tail(at);
	times->day = *found;
	return true;
}

/* ---- offsets ---- */

/* Z, +02, +0200, +02:00 */
static bool read_offset(const char *at, size_t size, int64_t *us)
{
	uint64_t bad = 0;

	*us = 0;
	if (size == 1)
		return *at == 'Z';
	if ((*at != '+' && *at != '-') || (size != 3 && size != 5 && size != 6) ||
	    (size == 6 && at[3] != ':'))
		return false;
	int64_t hours = (int64_t)lane_digits(at + 1, 2, &bad), minutes = 0;
	if (size > 3)
		minutes = (int64_t)lane_digits(at + size - 2, 2, &bad);
	if (bad != 0 || hours > OFFSET_HOURS_MAX || minutes > 59)
		return false;
	*us = hours * JRT_HOUR_US + minutes * JRT_MINUTE_US;
	if (*at == '-')
		*us = -*us;
	return true;
}

/* Makes the offset one of the two known ones; false when it is none. */
static bool enter_offset(struct lane_times *times, const char *at, size_t size)
{
	int64_t us;

	if (!read_offset(at, size, &us))
		return false;
	times->offset[times->offset_next] = offset_word(at, size);
	times->offset_us[times->offset_next] = us;
	times->offset_next ^= 1;
	return true;
}

/* ---- rows ---- */

/* Microseconds of hh:mm:ss. */
static inline int64_t read_clock(uint64_t bytes, uint64_t *bad)
{
	uint64_t value = bytes ^ CLOCK_ZEROS;

	*bad |= ((value + CLOCK_ROOM) | value) & LANE_HIGH;
	value = value * 10 + (value >> 8);
	uint64_t hour = value & 0xff, minute = value >> 24 & 0xff, second = value >> 48 & 0xff;
	*bad |= hour > 23;
	return (int64_t)((hour * 60 + minute) * 60 + second) * JRT_SECOND_US;
}

/* The digits of a fraction, at least one and at most eight, at *at, which moves behind them. */
static int64_t read_fraction(const char **at, uint64_t *bad)
{
	static const int64_t scale[] = {1000000, 100000, 10000, 1000, 100, 10, 1};
	uint64_t others = lane_not_digits(lane_load(*at) ^ LANE_ZEROS);
	size_t digits = others != 0 ? (size_t)__builtin_ctzll(others) / 8 : 8;
	size_t kept = digits < MICRO_DIGITS ? digits : MICRO_DIGITS;
	int64_t value = (int64_t)lane_digits(*at, kept, bad) * scale[kept];

	*bad |= digits == 0;
	*at += digits;
	return value;
}

/* The clock at *at, which moves behind it: hh:mm, hh:mm:ss, hh:mm:ss.f */
static int64_t read_any_clock(const char **at, const char *end, uint64_t *bad)
{
	const uint64_t no_seconds = UINT64_C(0x30303a0000000000); /* :00 */
	uint64_t bytes = lane_load(*at);

	*at += MINUTE_BYTES - DATE_BYTES;
	if (*at == end || **at != ':')
		return read_clock(lane_head(bytes, 5) | no_seconds, bad);
	*at += LOCAL_BYTES - MINUTE_BYTES;
	int64_t clock = read_clock(bytes, bad);
	if (*at >= end || **at != '.')
		return clock;
	++*at;
	return clock + read_fraction(at, bad);
}

static inline bool is_known_day(const struct lane_times *times, const char *at)
{
	return lane_load(at) == times->head && load_tail(at) == times->tail;
}

/* One row; its day and offset are remembered. False: it is left. */
static bool read_one(struct jrt_decoder *decoder, struct jb_text text, int64_t *value)
{
	struct lane_times *times = &decoder->lanes->times;
	const char *at = text.at + DATE_BYTES, *end = text.at + text.size;
	uint64_t bad = 0;

	if (text.size < MINUTE_BYTES)
		return false;
	if (!is_known_day(times, text.at) && !enter_day(decoder, text.at))
		return false;
	int64_t clock = read_any_clock(&at, end, &bad);
	if (bad != 0 || at > end || end - at > LANE_OFFSET_BYTES)
		return false;
	if (at == end) {
		*value = times->day.local_us + clock;
		return times->day.local;
	}
	size_t size = (size_t)(end - at);
	uint64_t word = offset_word(at, size);
	if (word != times->offset[0] && word != times->offset[1] && !enter_offset(times, at, size))
		return false;
	*value = times->day.us + clock - times->offset_us[word != times->offset[0]];
	return true;
}

static uint32_t read_rows(struct jrt_decoder *decoder, const struct lane_run *run, uint32_t to,
			  uint32_t row, uint32_t *left, uint32_t count)
{
	for (; row < to; row++) {
		struct jb_text text = lane_field(run, row);
		int64_t value = 0;
		bool any = text.size != 0, good = any && read_one(decoder, text, &value);
		lane_put(run, row, value, good);
		left[count] = row;
		count += any && !good;
	}
	return count;
}

static void gather_times(const struct lane_run *given, uint32_t to, struct lane_time_bytes *bytes)
{
	const struct lane_run run = *given;

	for (uint32_t row = run.from, i = 0; row < to; row++, i++) {
		struct jb_text text = lane_field(&run, row);
		bytes->head[i] = lane_load(text.at);
		bytes->middle[i] = lane_load(text.at + 8);
		bytes->clock[i] = lane_load(text.at + DATE_BYTES);
		bytes->offset[i] = lane_load(text.at + LOCAL_BYTES);
		bytes->size[i] = (uint32_t)text.size;
	}
}

/* Four rows at a time as long as nothing is new in them. */
static uint32_t read_block(struct jrt_decoder *decoder, const struct lane_run *run, uint32_t *left,
			   uint32_t count)
{
	struct lane_time_bytes bytes;

	gather_times(run, run->to, &bytes);
	for (uint32_t row = run->from; row < run->to;) {
		uint32_t next = lane_times_avx2(&decoder->lanes->times, &bytes, run, row);
		uint32_t to = next + 4 < run->to ? next + 4 : run->to;
		count = read_rows(decoder, run, to, next, left, count);
		row = to;
	}
	return count;
}

uint32_t lane_times(struct jrt_decoder *decoder, const struct lane_run *run, uint32_t *left)
{
	struct lane_run block = *run;
	uint32_t count = 0;

	if (!decoder->lanes->avx2)
		count = read_rows(decoder, run, run->to, run->from, left, 0);
	for (; decoder->lanes->avx2 && block.from < run->to; block.from = block.to) {
		block.to = block.from + LANE_TIME_ROWS < run->to ? block.from + LANE_TIME_ROWS
								 : run->to;
		count = read_block(decoder, &block, left, count);
	}
	if (decoder->missing.count > 0)
		return lane_drop_missing(decoder, run, left, count);
	return count;
}
