/*
 * Dates, clocks, durations and timestamps whose pattern puts every part in a fixed place behind the
 * first: "%Y-%m-%d", "%d/%m/%Y %H:%M", "h:mm:ss". Patterns with names, padding, offsets or
 * fractions, and texts in which a zero is missing behind the first number, are left.
 */
#include "read/lanes_parts.h"

#include "time/civil.h"
#include "time/pattern_pieces.h"

/* ---- making ---- */

static const int64_t weights[JRT_SLOT_COUNT] = {
	[JRT_SLOT_DAYS] = JRT_DAY_US,
	[JRT_SLOT_HOUR] = JRT_HOUR_US,
	[JRT_SLOT_MINUTE] = JRT_MINUTE_US,
	[JRT_SLOT_SECOND] = JRT_SECOND_US,
};

static bool is_part(const struct jrt_piece *piece)
{
	bool known = weights[piece->slot] > 0 || piece->slot == JRT_SLOT_YEAR ||
		     piece->slot == JRT_SLOT_MONTH || piece->slot == JRT_SLOT_DAY;

	return piece->op == JRT_PIECE_NUMBER && known;
}

/* One byte of the tail: a digit or a mark. */
static bool add_byte(struct lane_format *format, char zero, unsigned most)
{
	unsigned word = format->size / 8, up = format->size % 8 * 8;

	if (word == LANE_TAIL_WORDS)
		return false;
	format->zeros[word] |= (uint64_t)(unsigned char)zero << up;
	format->room[word] |= (uint64_t)(0x7f - most) << up;
	format->size++;
	return true;
}

static bool add_part(struct lane_format *format, const struct jrt_piece *piece)
{
	if (format->count == LANE_PARTS || (piece->most != 2 && piece->most != 4))
		return false;
	format->part[format->count++] = (struct lane_part){
		.slot = piece->slot,
		.at = (uint8_t)format->size,
		.digits = piece->most,
		.low = piece->low,
		.high = piece->high,
	};
	for (unsigned i = 0; i < piece->most; i++)
		if (!add_byte(format, '0', 9))
			return false;
	return true;
}

/* Of a mark that is not ASCII the highest bit would hide what differs. */
static bool add_mark(struct lane_format *format, char byte)
{
	return (unsigned char)byte < 0x80 && add_byte(format, byte, 0);
}

static bool make_format(struct lane_format *format, const struct jrt_pattern *pattern)
{
	const struct jrt_piece *head = pattern->piece;

	*format = (struct lane_format){0};
	if (pattern->count == 0 || !is_part(head) || pattern->twelve_hours)
		return false;
	format->head = (struct lane_part){.slot = head->slot, .low = head->low, .high = head->high};
	format->least_digits = head->least;
	format->most_digits = head->most < 8 ? head->most : 8;
	for (size_t i = 1; i < pattern->count; i++) {
		const struct jrt_piece *piece = &pattern->piece[i];
		bool good = piece->op == JRT_PIECE_LITERAL
				    ? add_mark(format, piece->byte)
				    : is_part(piece) && add_part(format, piece);
		if (!good)
			return false;
	}
	for (unsigned byte = format->size; byte < 8 * LANE_TAIL_WORDS; byte++)
		format->room[byte / 8] |= UINT64_C(0x7f) << byte % 8 * 8;
	format->dated = (pattern->seen & JRT_SLOT_BIT(JRT_SLOT_YEAR)) != 0;
	format->short_year = pattern->short_year;
	format->years_from = pattern->years_from;
	format->in_utc = jrt_pattern_has_offset(pattern);
	return true;
}

/* Whether a duration by this format is never between two steps. */
static bool is_rounded(const struct lane_format *format, const struct jrt_column *column)
{
	int64_t step = column->rounding != JB_ROUND_NONE ? column->rounding_step : 0;

	if (column->type != JRT_DURATION || step <= 0)
		return true;
	bool rounded = weights[format->head.slot] % step == 0;
	for (unsigned i = 0; i < format->count; i++)
		rounded = rounded && weights[format->part[i].slot] % step == 0;
	return rounded;
}

void lane_format_init(struct jrt_decoder *decoder)
{
	struct jrt_lanes *lanes = decoder->lanes;
	const struct jrt_column *column = decoder->column;
	const struct jrt_pattern *first = decoder->pattern, *second = decoder->pattern;

	if (first == NULL) {
		first = decoder->plain[0];
		second = decoder->plain[column->type == JRT_CLOCK];
	}
	if (!make_format(&lanes->format[0], first) || !make_format(&lanes->format[1], second) ||
	    !is_rounded(&lanes->format[0], column))
		return;
	if (column->type == JRT_INSTANT && !lanes->format[0].in_utc && decoder->zone == NULL)
		return;
	lanes->first_most = lanes->format[0].size + lanes->format[0].most_digits;
	lanes->number.low = column->bounded ? column->low : INT64_MIN;
	lanes->number.high = column->bounded ? column->high : INT64_MAX;
	lanes->parser = LANE_FORMAT;
}

/* ---- decoding ---- */

/* Not 0 where the bytes behind the head are not as they should be. */
static inline uint64_t check_tail(const struct lane_format *format, const char *at)
{
	uint64_t bad = 0;

	for (unsigned word = 0; 8 * word < format->size; word++) {
		uint64_t value = lane_load(at + (size_t)8 * word) ^ format->zeros[word];
		value = lane_head(value, format->size - 8 * word);
		bad |= ((value + format->room[word]) | value) & LANE_HIGH;
	}
	return bad;
}

static inline uint32_t digits_at(const char *at, unsigned digits)
{
	uint32_t value = (at[0] & 15u) * 10 + (at[1] & 15u);

	return digits == 4 ? value * 100 + (at[2] & 15u) * 10 + (at[3] & 15u) : value;
}

/* The numbers of a text by slot. */
static inline bool read_parts(const struct lane_format *format, struct jb_text text, uint32_t *slot)
{
	size_t digits = text.size - format->size;
	uint64_t bad = 0;

	if (text.size < format->size || digits < format->least_digits ||
	    digits > format->most_digits)
		return false;
	const char *tail = text.at + digits;
	uint32_t value = (uint32_t)lane_digits(text.at, digits, &bad);
	bad |= check_tail(format, tail);
	bad |= value < format->head.low || value > format->head.high;
	slot[format->head.slot] = value;
	for (unsigned i = 0; i < format->count; i++) {
		const struct lane_part *part = &format->part[i];
		value = digits_at(tail + part->at, part->digits);
		bad |= value < part->low || value > part->high;
		slot[part->slot] = value;
	}
	return bad == 0;
}

/* Makes the date that of the row before; false where there is none. */
__attribute__((noinline)) static bool enter_date(struct jrt_decoder *decoder,
						 const struct lane_format *format, uint64_t date,
						 const uint32_t *slot)
{
	struct jrt_lanes *lanes = decoder->lanes;
	int64_t year = slot[JRT_SLOT_YEAR], from = format->years_from;

	if (format->short_year)
		year = from + (year - from % 100 + 100) % 100;
	if (slot[JRT_SLOT_DAY] > jrt_civil_month_days(year, slot[JRT_SLOT_MONTH]))
		return false;
	lanes->date = date;
	lanes->date_days = jrt_civil_days(year, slot[JRT_SLOT_MONTH], slot[JRT_SLOT_DAY]);
	if (decoder->column->type != JRT_INSTANT)
		return true;
	lanes->times.us = lanes->date_days * JRT_DAY_US;
	lanes->times.local = format->in_utc || jrt_decoder_enter_day(decoder, lanes->times.us);
	lanes->times.local_us = lanes->times.us - (format->in_utc ? 0 : decoder->day.offset);
	return true;
}

static inline bool read_one(struct jrt_decoder *decoder, struct jb_text text, int64_t *value)
{
	const struct jrt_lanes *lanes = decoder->lanes;
	const struct lane_format *format = &lanes->format[text.size > lanes->first_most];
	uint32_t slot[JRT_SLOT_COUNT] = {
		[JRT_SLOT_YEAR] = 1970, [JRT_SLOT_MONTH] = 1, [JRT_SLOT_DAY] = 1};

	if (!read_parts(format, text, slot))
		return false;
	uint64_t date = (uint64_t)slot[JRT_SLOT_YEAR] << 16 | slot[JRT_SLOT_MONTH] << 8 |
			slot[JRT_SLOT_DAY];
	if (format->dated && date != lanes->date && !enter_date(decoder, format, date, slot))
		return false;
	int64_t us = slot[JRT_SLOT_DAYS] * JRT_DAY_US + slot[JRT_SLOT_HOUR] * JRT_HOUR_US +
		     slot[JRT_SLOT_MINUTE] * JRT_MINUTE_US + slot[JRT_SLOT_SECOND] * JRT_SECOND_US;
	switch (decoder->column->type) {
	case JRT_DATE: *value = lanes->date_days; return true;
	case JRT_INSTANT: *value = lanes->times.local_us + us; return lanes->times.local;
	case JRT_CLOCK: *value = us; return true;
	default: *value = us; return us >= lanes->number.low && us <= lanes->number.high;
	}
}

uint32_t lane_formats(struct jrt_decoder *decoder, const struct lane_run *run, uint32_t *left)
{
	uint32_t count = 0;

	for (uint32_t row = run->from; row < run->to; row++) {
		struct jb_text text = lane_field(run, row);
		int64_t value = 0;
		bool any = text.size != 0, good = any && read_one(decoder, text, &value);
		lane_put(run, row, value, good);
		left[count] = row;
		count += any && !good;
	}
	if (decoder->missing.count > 0)
		return lane_drop_missing(decoder, run, left, count);
	return count;
}
