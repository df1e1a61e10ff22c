/*
 * Runs compiled patterns over texts. This is done for every time of every row, so there is no
 * allocation, no locale and no library call in it: one loop over the pieces fills a slot each, one
 * step at the end makes days and microseconds of the slots.
 */
#include "time/pattern.h"

#include "time/civil.h"
#include "time/pattern_pieces.h"

#define OFFSET_HOURS_MAX 18

struct reader {
	const char *begin, *at, *end;
	int64_t slot[JRT_SLOT_COUNT];
};

static inline unsigned digit_of(char byte)
{
	return (unsigned)(unsigned char)byte - '0';
}

static inline char lower(char byte)
{
	return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

static inline enum jrt_pattern_fault read_number(struct reader *reader,
						 const struct jrt_piece *piece)
{
	const char *at = reader->at;
	unsigned digits = 0, digit;
	uint32_t value = 0;

	/* Two digits are by far the commonest number; no loop, no mispredicted end of one. */
	if (piece->most == 2 && reader->end - at >= 2 && digit_of(at[0]) <= 9 &&
	    digit_of(at[1]) <= 9) {
		value = digit_of(at[0]) * 10 + digit_of(at[1]);
		digits = 2;
		at += 2;
	}
	while (digits < piece->most && at < reader->end && (digit = digit_of(*at)) <= 9) {
		value = value * 10 + digit;
		at++;
		digits++;
	}
	if (digits < piece->least) {
		reader->at = at;
		return JRT_PATTERN_DIFFERENT;
	}
	if (value < piece->low || value > piece->high)
		return JRT_PATTERN_RANGE;
	reader->at = at;
	reader->slot[piece->slot] = value;
	return JRT_PATTERN_OK;
}

/* A blank takes the place of one digit: " 9" or "09", and "9" where the pattern allows that. */
static enum jrt_pattern_fault read_padded(struct reader *reader, const struct jrt_piece *piece)
{
	struct jrt_piece single = *piece;

	if (reader->at == reader->end || *reader->at != ' ')
		return read_number(reader, piece);
	reader->at++;
	single.least = single.most = 1;
	return read_number(reader, &single);
}

static enum jrt_pattern_fault read_fraction(struct reader *reader)
{
	int64_t value = 0;
	unsigned digits = 0, digit;

	while (digits < 9 && reader->at < reader->end && (digit = digit_of(*reader->at)) <= 9) {
		if (digits < 6)
			value = value * 10 + digit;
		reader->at++;
		digits++;
	}
	if (digits == 0)
		return JRT_PATTERN_DIFFERENT;
	for (; digits < 6; digits++)
		value *= 10;
	reader->slot[JRT_SLOT_FRACTION] = value;
	return JRT_PATTERN_OK;
}

/* How many bytes of the text are the name's, in any case of letters. */
static size_t common(const struct reader *reader, const char *name)
{
	size_t size = 0;

	while (name[size] != '\0' && reader->at + size < reader->end &&
	       lower(reader->at[size]) == name[size])
		size++;
	return size;
}

/* One of `count` names, in full or by three letters, into the slot as 1 to count. */
static enum jrt_pattern_fault read_name(struct reader *reader, const char *const *names,
					unsigned count, enum jrt_slot slot)
{
	for (unsigned i = 0; i < count; i++) {
		size_t size = common(reader, names[i]);
		if (size < 3)
			continue;
		reader->at += names[i][size] == '\0' ? size : 3;
		reader->slot[slot] = i + 1;
		return JRT_PATTERN_OK;
	}
	return JRT_PATTERN_DIFFERENT;
}

static enum jrt_pattern_fault read_month(struct reader *reader)
{
	static const char *const names[] = {"january",	 "february", "march",	 "april",
					    "may",	 "june",     "july",	 "august",
					    "september", "october",  "november", "december"};

	return read_name(reader, names, 12, JRT_SLOT_MONTH);
}

static enum jrt_pattern_fault read_weekday(struct reader *reader)
{
	static const char *const names[] = {"monday", "tuesday",  "wednesday", "thursday",
					    "friday", "saturday", "sunday"};

	return read_name(reader, names, 7, JRT_SLOT_WEEKDAY);
}

static enum jrt_pattern_fault read_half(struct reader *reader)
{
	bool afternoon = common(reader, "pm") == 2;

	if (!afternoon && common(reader, "am") != 2)
		return JRT_PATTERN_DIFFERENT;
	reader->at += 2;
	reader->slot[JRT_SLOT_HALF] = afternoon;
	return JRT_PATTERN_OK;
}

static bool two_digits(const struct reader *reader, size_t at, unsigned *value)
{
	if (reader->end - reader->at < (ptrdiff_t)at + 2 || digit_of(reader->at[at]) > 9 ||
	    digit_of(reader->at[at + 1]) > 9)
		return false;
	*value = digit_of(reader->at[at]) * 10 + digit_of(reader->at[at + 1]);
	return true;
}

static enum jrt_pattern_fault read_offset(struct reader *reader)
{
	unsigned hours, minutes = 0;
	size_t size = 3;

	if (reader->at < reader->end && *reader->at == 'Z') {
		reader->at++;
		return JRT_PATTERN_OK;
	}
	if (reader->at == reader->end || (*reader->at != '+' && *reader->at != '-') ||
	    !two_digits(reader, 1, &hours))
		return JRT_PATTERN_DIFFERENT;
	bool colon = reader->end - reader->at > 3 && reader->at[3] == ':';
	if (two_digits(reader, colon ? 4 : 3, &minutes))
		size = colon ? 6 : 5;
	if (hours > OFFSET_HOURS_MAX || minutes > 59)
		return JRT_PATTERN_RANGE;
	int64_t seconds = (int64_t)hours * 3600 + (int64_t)minutes * 60;
	reader->slot[JRT_SLOT_OFFSET] = *reader->at == '-' ? -seconds : seconds;
	reader->at += size;
	return JRT_PATTERN_OK;
}

/* The days of "1.02:03:04" may be missing; then these digits are already the next unit's. */
static enum jrt_pattern_fault read_days(struct reader *reader, const struct jrt_piece *piece)
{
	const char *from = reader->at;

	if (read_number(reader, piece) == JRT_PATTERN_OK && reader->at < reader->end &&
	    *reader->at == piece->byte) {
		reader->at++;
		return JRT_PATTERN_OK;
	}
	reader->at = from;
	reader->slot[JRT_SLOT_DAYS] = 0;
	return JRT_PATTERN_OK;
}

static enum jrt_pattern_fault read_rare(struct reader *reader, const struct jrt_piece *piece)
{
	switch ((enum jrt_piece_op)piece->op) {
	case JRT_PIECE_PADDED: return read_padded(reader, piece);
	case JRT_PIECE_FRACTION: return read_fraction(reader);
	case JRT_PIECE_MONTH: return read_month(reader);
	case JRT_PIECE_WEEKDAY: return read_weekday(reader);
	case JRT_PIECE_HALF: return read_half(reader);
	case JRT_PIECE_OFFSET: return read_offset(reader);
	case JRT_PIECE_DAYS: return read_days(reader, piece);
	case JRT_PIECE_LITERAL:
	case JRT_PIECE_NUMBER: break;
	}
	return JRT_PATTERN_DIFFERENT;
}

static enum jrt_pattern_fault read_pieces(const struct jrt_pattern *pattern, struct reader *reader)
{
	const struct jrt_piece *piece = pattern->piece, *end = piece + pattern->count;
	enum jrt_pattern_fault fault = JRT_PATTERN_OK;

	for (; piece < end; piece++) {
		if (piece->op == JRT_PIECE_LITERAL) {
			if (reader->at == reader->end || *reader->at != piece->byte)
				return JRT_PATTERN_DIFFERENT;
			reader->at++;
			continue;
		}
		if (piece->op == JRT_PIECE_NUMBER)
			fault = read_number(reader, piece);
		else
			fault = read_rare(reader, piece);
		if (fault != JRT_PATTERN_OK)
			return fault;
	}
	return reader->at == reader->end ? JRT_PATTERN_OK : JRT_PATTERN_TRAILING;
}

static int64_t full_year(const struct jrt_pattern *pattern, int64_t year)
{
	if (!pattern->short_year)
		return year;
	int64_t from = pattern->years_from;
	return from + (year - from % 100 + 100) % 100;
}

/* A pattern without a date reads 1970-01-01, day 0. */
static enum jrt_pattern_fault make_date(const struct jrt_pattern *pattern, const int64_t *slot,
					struct jrt_fields *fields)
{
	int64_t year = full_year(pattern, slot[JRT_SLOT_YEAR]);
	unsigned month = (unsigned)slot[JRT_SLOT_MONTH], day = (unsigned)slot[JRT_SLOT_DAY];

	if (day > 28 && day > jrt_civil_month_days(year, month))
		return JRT_PATTERN_NO_DAY;
	int64_t days = jrt_civil_days(year, month, day);
	if (pattern->seen & JRT_SLOT_BIT(JRT_SLOT_YEAR_DAY)) {
		days += slot[JRT_SLOT_YEAR_DAY] - 1;
		if (slot[JRT_SLOT_YEAR_DAY] == 366 && !jrt_civil_is_leap(year))
			return JRT_PATTERN_NO_DAY;
	}
	if ((pattern->seen & JRT_SLOT_BIT(JRT_SLOT_WEEKDAY)) &&
	    slot[JRT_SLOT_WEEKDAY] != jrt_civil_weekday(days))
		return JRT_PATTERN_WEEKDAY;
	fields->days = (int32_t)days;
	return JRT_PATTERN_OK;
}

static jb_fix make_clock(const struct jrt_pattern *pattern, const int64_t *slot)
{
	int64_t hour = slot[JRT_SLOT_HOUR];

	if (pattern->twelve_hours)
		hour = hour % 12 + 12 * slot[JRT_SLOT_HALF];
	hour += 24 * slot[JRT_SLOT_DAYS];
	return ((hour * 60 + slot[JRT_SLOT_MINUTE]) * 60 + slot[JRT_SLOT_SECOND]) * JRT_SECOND_US +
	       slot[JRT_SLOT_FRACTION];
}

enum jrt_pattern_fault jrt_pattern_read(const struct jrt_pattern *pattern, struct jb_text text,
					struct jrt_fields *fields)
{
	struct reader reader = {
		.begin = text.at,
		.at = text.at,
		.end = text.at + text.size,
		.slot = {[JRT_SLOT_YEAR] = 1970, [JRT_SLOT_MONTH] = 1, [JRT_SLOT_DAY] = 1},
	};
	bool negative = pattern->kind == JRT_PATTERN_DURATION && text.size > 0 && *text.at == '-';

	reader.at += negative;
	*fields = (struct jrt_fields){
		.has_offset = jrt_pattern_has_offset(pattern),
	};
	enum jrt_pattern_fault fault = read_pieces(pattern, &reader);
	if (fault == JRT_PATTERN_OK && (pattern->seen & JRT_SLOT_BIT(JRT_SLOT_YEAR)))
		fault = make_date(pattern, reader.slot, fields);
	if (fault != JRT_PATTERN_OK) {
		size_t stopped = (size_t)(reader.at - reader.begin);
		fields->stopped = stopped < UINT16_MAX ? (uint16_t)stopped : UINT16_MAX;
		return fault;
	}
	jb_fix clock = make_clock(pattern, reader.slot);
	fields->us = negative ? -clock : clock;
	fields->offset_seconds = (int32_t)reader.slot[JRT_SLOT_OFFSET];
	return JRT_PATTERN_OK;
}

enum jrt_pattern_kind jrt_pattern_kind(const struct jrt_pattern *pattern)
{
	return pattern->kind;
}

bool jrt_pattern_has_offset(const struct jrt_pattern *pattern)
{
	return pattern->final_z || (pattern->seen & JRT_SLOT_BIT(JRT_SLOT_OFFSET)) != 0;
}

struct jb_text jrt_pattern_fault_text(enum jrt_pattern_fault fault)
{
	switch (fault) {
	case JRT_PATTERN_OK: break;
	case JRT_PATTERN_DIFFERENT: return JB_TEXT("is not written like the pattern");
	case JRT_PATTERN_TRAILING: return JB_TEXT("goes on after the pattern's end");
	case JRT_PATTERN_RANGE: return JB_TEXT("has a number that is too small or too large");
	case JRT_PATTERN_NO_DAY: return JB_TEXT("is a day that does not exist");
	case JRT_PATTERN_WEEKDAY: return JB_TEXT("names another weekday than its date has");
	}
	return JB_TEXT("is well written");
}

int64_t jrt_pattern_last_day(const struct jrt_pattern *pattern, const struct jrt_fields *fields)
{
	uint32_t day = JRT_SLOT_BIT(JRT_SLOT_DAY) | JRT_SLOT_BIT(JRT_SLOT_YEAR_DAY);
	struct jrt_date date = jrt_civil_date(fields->days);

	if (pattern->seen & day)
		return fields->days;
	if (pattern->seen & JRT_SLOT_BIT(JRT_SLOT_MONTH))
		return jrt_civil_days(date.year, date.month, 1) - 1 +
		       jrt_civil_month_days(date.year, date.month);
	return jrt_civil_days(date.year, 12, 31);
}

jb_fix jrt_pattern_local(const struct jrt_fields *fields)
{
	return fields->days * JRT_DAY_US + fields->us;
}

jb_fix jrt_pattern_instant(const struct jrt_fields *fields, const struct jrt_zone *zone,
			   enum jrt_local *how)
{
	jb_fix local = jrt_pattern_local(fields);

	if (!fields->has_offset)
		return jrt_zone_to_instant(zone, local, how);
	if (how != NULL)
		*how = JRT_LOCAL_ONCE;
	return local - fields->offset_seconds * JRT_SECOND_US;
}
