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

void lane_format_init(struct jrt_decoder *decoder, struct jb_arena *arena)
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
	if (column->type == JRT_INSTANT && !jrt_pattern_has_offset(first) && decoder->zone == NULL)
		return;
	lane_days_init(decoder, arena);
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
	const unsigned char *byte = (const unsigned char *)at;
	uint32_t value = (byte[0] & 15u) * 10 + (byte[1] & 15u);

	return digits == 4 ? value * 100 + (byte[2] & 15u) * 10 + (byte[3] & 15u) : value;
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

static inline uint32_t full_year(const struct lane_format *format, uint32_t year)
{
	uint32_t from = (uint32_t)format->years_from;

	return format->short_year ? from + (year - from % 100 + 100) % 100 : year;
}

static inline bool read_one(struct jrt_decoder *decoder, struct jb_text text, int64_t *value)
{
	const struct jrt_lanes *lanes = decoder->lanes;
	const struct lane_format *format = &lanes->format[text.size > lanes->first_most];
	const struct lane_day *day = NULL;
	uint32_t slot[JRT_SLOT_COUNT] = {[JRT_SLOT_MONTH] = 1, [JRT_SLOT_DAY] = 1};

	if (!read_parts(format, text, slot))
		return false;
	if (format->dated) {
		day = lane_day_of(decoder, full_year(format, slot[JRT_SLOT_YEAR]),
				  slot[JRT_SLOT_MONTH], slot[JRT_SLOT_DAY]);
		if (day == NULL)
			return false;
	}
	int64_t us = slot[JRT_SLOT_DAYS] * JRT_DAY_US + slot[JRT_SLOT_HOUR] * JRT_HOUR_US +
		     slot[JRT_SLOT_MINUTE] * JRT_MINUTE_US + slot[JRT_SLOT_SECOND] * JRT_SECOND_US;
	switch (decoder->column->type) {
	case JRT_DATE: *value = day->us / JRT_DAY_US; return true;
	case JRT_INSTANT: *value = day->local_us + us; return day->local;
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
