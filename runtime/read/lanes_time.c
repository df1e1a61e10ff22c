/*
 * Timestamps in ISO 8601, many rows at a time: 2026-03-05T09:05:30 with a blank for T, with an
 * offset or in the column's zone. Rows of a file mostly stay on one day and have one offset or two:
 * these are remembered by their bytes, and only the clock is read for every row.
 */
#include "read/lanes_parts.h"

#include "time/civil.h"

#define DATE_BYTES 11 /* 2026-03-05T */
#define LOCAL_BYTES 19
#define OFFSET_HOURS_MAX 18

#define CLOCK_ZEROS UINT64_C(0x30303a30303a3030) /* 00:00:00 */
/* What a byte of a clock may be above that, subtracted from 0x7f: 9 of hours, nothing of colons, 5
 * tens of minutes and seconds. */
#define CLOCK_ROOM UINT64_C(0x767a7f767a7f7676)

void lane_time_init(struct jrt_decoder *decoder)
{
	struct jrt_lanes *lanes = decoder->lanes;

	if (decoder->column->type != JRT_INSTANT || decoder->pattern != NULL)
		return;
	lanes->offset[0].text = 'Z';
	lanes->offset[1].text = lane_load("+00:00\0");
	lanes->parser = LANE_ISO;
}

/* ---- days ---- */

static uint32_t load_tail(const char *at)
{
	uint32_t tail;

	memcpy(&tail, at + DATE_BYTES - sizeof tail, sizeof tail);
	return tail;
}

static bool read_date(const char *at, int64_t *days)
{
	uint64_t bad = 0;
	uint64_t year = lane_digits(at, 4, &bad);
	unsigned month = (unsigned)lane_digits(at + 5, 2, &bad);
	unsigned day = (unsigned)lane_digits(at + 8, 2, &bad);
	bool marks = at[4] == '-' && at[7] == '-' && (at[10] == 'T' || at[10] == ' ');

	if (bad != 0 || !marks || !jrt_civil_valid((int64_t)year, month, day))
		return false;
	*days = jrt_civil_days((int64_t)year, month, day);
	return true;
}

/* Makes the day at `at` that of the row before. */
__attribute__((noinline)) static bool enter_day(struct jrt_decoder *decoder, const char *at)
{
	struct lane_day *day = &decoder->lanes->day;
	int64_t days = 0;

	if (!read_date(at, &days))
		return false;
	*day = (struct lane_day){
		.head = lane_load(at), .tail = load_tail(at), .us = days * JRT_DAY_US};
	if (decoder->zone == NULL || !jrt_decoder_enter_day(decoder, day->us))
		return true;
	day->local = true;
	day->local_us = day->us - decoder->day.offset;
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
__attribute__((noinline)) static bool enter_offset(struct jrt_lanes *lanes, const char *at,
						   size_t size)
{
	int64_t us;

	if (!read_offset(at, size, &us))
		return false;
	lanes->offset[lanes->offset_next] =
		(struct lane_offset){lane_head(lane_load(at), size), us};
	lanes->offset_next ^= 1;
	return true;
}

/* ---- rows ---- */

/* Microseconds of hh:mm:ss. */
static inline int64_t read_clock(const char *at, uint64_t *bad)
{
	uint64_t value = lane_load(at) ^ CLOCK_ZEROS;

	*bad |= ((value + CLOCK_ROOM) | value) & LANE_HIGH;
	value = value * 10 + (value >> 8);
	uint64_t hour = value & 0xff, minute = value >> 24 & 0xff, second = value >> 48 & 0xff;
	*bad |= hour > 23;
	return (int64_t)((hour * 60 + minute) * 60 + second) * JRT_SECOND_US;
}

/* The instant of a local time of the present day; not there where the zone is none or the clocks
 * change. */
static inline int64_t local_instant(const struct lane_day *day, int64_t clock, uint64_t *bad)
{
	*bad |= !day->local;
	return day->local_us + clock;
}

static inline int64_t offset_instant(struct jrt_lanes *lanes, struct jb_text text, int64_t clock,
				     uint64_t *bad)
{
	const struct lane_offset *offset = lanes->offset;
	const char *at = text.at + LOCAL_BYTES;
	size_t size = text.size - LOCAL_BYTES;
	uint64_t word = lane_head(lane_load(at), size);

	if (__builtin_expect(word != offset[0].text && word != offset[1].text, 0) && size <= 6)
		*bad |= !enter_offset(lanes, at, size);
	bool first = word == offset[0].text;
	*bad |= !first && word != offset[1].text;
	*bad |= size > 8;
	return lanes->day.us + clock - (first ? offset[0].us : offset[1].us);
}

uint32_t lane_times(struct jrt_decoder *decoder, const struct lane_run *given, uint32_t *left)
{
	struct jrt_lanes *lanes = decoder->lanes;
	const struct lane_run run = *given;
	uint32_t count = 0;

	for (uint32_t row = run.from; row < run.to; row++) {
		struct jb_text text = lane_field(&run, row);
		uint64_t bad = text.size < LOCAL_BYTES;
		int64_t value = 0;
		if (bad == 0 && (lane_load(text.at) != lanes->day.head ||
				 load_tail(text.at) != lanes->day.tail))
			bad = !enter_day(decoder, text.at);
		if (bad == 0) {
			int64_t clock = read_clock(text.at + DATE_BYTES, &bad);
			value = text.size == LOCAL_BYTES ? local_instant(&lanes->day, clock, &bad)
							 : offset_instant(lanes, text, clock, &bad);
		}
		bool any = text.size != 0;
		lane_put(&run, row, value, any && bad == 0);
		left[count] = row;
		count += any && bad != 0;
	}
	if (decoder->missing.count > 0)
		return lane_drop_missing(decoder, given, left, count);
	return count;
}
