/*
 * What the fast decoders of lanes.h share: where a field lies, eight of its bytes as one number,
 * short words, and the facts about a column that are worked out once. Bytes of a text are the
 * digits of a little-endian number, the first the lowest; on other machines nothing is read fast.
 *
 * A decoder takes a run of rows none of which is odd, and lists those that it does not read. It
 * decides by arithmetic, not by branches: whether a field is empty, has three digits or four is
 * chance, and a processor that guesses wrongly loses more time than the whole field takes.
 */
#ifndef READ_LANES_PARTS_H
#define READ_LANES_PARTS_H

#include <string.h>

#include "read/lanes.h"

/* ---- words of eight bytes ---- */

#define LANE_BYTES(byte) (UINT64_C(0x0101010101010101) * (byte))
#define LANE_HIGH LANE_BYTES(0x80)
#define LANE_ZEROS LANE_BYTES('0')

static inline uint64_t lane_load(const char *at)
{
	uint64_t word;

	memcpy(&word, at, sizeof word);
	return word;
}

/* The first `size` of eight bytes. */
static inline uint64_t lane_head(uint64_t word, size_t size)
{
	return size < 8 ? word & ((UINT64_C(1) << 8 * size) - 1) : word;
}

/* Not 0 where some byte of `value` (the text's, exclusive or "00000000") is no digit. */
static inline uint64_t lane_not_digits(uint64_t value)
{
	return ((value + LANE_BYTES(0x7f - 9)) | value) & LANE_HIGH;
}

/* Eight digits to a number: pairs, fours, eight (Lemire's and Mula's way). */
static inline uint64_t lane_eight_digits(uint64_t value)
{
	const uint64_t pair = UINT64_C(0x000000ff000000ff);

	value = value * 10 + (value >> 8);
	return ((value & pair) * (100 + (UINT64_C(1000000) << 32)) +
		(value >> 16 & pair) * (1 + (UINT64_C(10000) << 32))) >>
	       32;
}

/* The first `size` bytes (1 to 8) as the last ones, zeros in front; of other sizes anything. */
static inline uint64_t lane_last(uint64_t value, uint64_t size)
{
	return value << ((0 - 8 * size) & 63);
}

/* `size` (0 to 8) digits at `at`; *bad becomes not 0 where one is none. */
static inline uint64_t lane_digits(const char *at, size_t size, uint64_t *bad)
{
	uint64_t value = lane_last(lane_load(at) ^ LANE_ZEROS, size);

	value = size > 0 ? value : 0;
	*bad |= lane_not_digits(value);
	return lane_eight_digits(value);
}

/* ---- runs ---- */

/* Rows [from, to) of a call, none odd, all with the field. */
struct lane_run {
	const char *data;
	const uint32_t *begin, *first, *end;
	uint32_t field, from, to;
	bool strip; /* quotes are taken off */
	int64_t *value;
	uint8_t *known;
};

/* The field without its quotes. A quote that is left inside is half of a pair: then the text is not
 * this one. */
static inline struct jb_text lane_field(const struct lane_run *run, uint32_t row)
{
	const uint32_t *end = &run->end[run->first[row] + run->field];
	uint32_t at = run->field > 0 ? end[-1] + 1 : run->begin[row];
	uint32_t size = *end - at;

	if (run->strip) {
		uint32_t quoted = size >= 2 && run->data[at] == '"';
		at += quoted;
		size -= 2 * quoted;
	}
	return (struct jb_text){run->data + at, size};
}

static inline void lane_put(const struct lane_run *run, uint32_t row, int64_t value, bool known)
{
	run->value[row] = known ? value : 0;
	run->known[row] = known;
}

/* The first eight bytes of each row's field, whatever stands behind it, and its size. */
struct lane_gathered {
	uint64_t word[JRT_SCAN_ROWS];
	uint32_t size[JRT_SCAN_ROWS];
};

/* ---- short words ---- */

enum lane_kind { LANE_OTHER, LANE_MISSING, LANE_NO, LANE_YES };

/* Words of at most eight bytes, each in a slot of its own. A free slot is LANE_OTHER. */
struct lane_words {
	uint64_t multiplier;
	unsigned shift;
	uint64_t *word;
	uint8_t *kind;
};

static inline enum lane_kind lane_words_kind(const struct lane_words *words, uint64_t word)
{
	uint64_t slot = word * words->multiplier >> words->shift;

	return words->word[slot] == word ? (enum lane_kind)words->kind[slot] : LANE_OTHER;
}

/* ---- facts of a column ---- */

#define LANE_DECIMALS 8 /* digits behind a point */

struct lane_number {
	/* Digits alone: from `least` to `most` they are read, times `factor` plus `shift`. */
	uint64_t least, most;
	int64_t factor, shift;
	/* Of numbers with decimals: millionths per one of the last digit; 0: not read here. */
	int64_t factors[LANE_DECIMALS + 1];
	int64_t low, high;
	char point;
	bool percent; /* the sign may follow */
};

/* A text found before, by its first and last eight bytes. */
#define LANE_TEXTS 256
struct lane_text {
	uint64_t head, tail;
	int64_t value;
	uint32_t size; /* with LANE_LONG: `at` says what is between */
	uint32_t known;
};
#define LANE_LONG (UINT32_C(1) << 31)

/* A day seen before: its midnights in UTC and by the zone's clocks. */
struct lane_day {
	uint32_t date; /* lane_date(); 0: none */
	bool local;    /* `local_us` is one: the clocks stand still that day */
	int64_t us, local_us;
};

/* Days that lie within 500 of one another have slots of their own. */
#define LANE_DAYS 512

static inline uint32_t lane_date(uint32_t year, uint32_t month, uint32_t day)
{
	return year << 9 | month << 5 | day;
}

/* What is remembered of the rows before, all by the bytes that say it: the day and two offsets. */
struct lane_times {
	uint64_t head; /* of the date */
	uint32_t tail;
	struct lane_day day;
	uint64_t offset[2];   /* the last byte is the highest */
	int64_t offset_us[2]; /* east of UTC */
	unsigned offset_next; /* which of them a third one replaces */
};

/* The bytes of timestamps, by row of a block: the first eight, the next, the clock's, those behind
 * it. */
#define LANE_TIME_ROWS 128
#define LANE_OFFSET_BYTES 6 /* at most */
struct lane_time_bytes {
	uint64_t head[LANE_TIME_ROWS], middle[LANE_TIME_ROWS];
	uint64_t clock[LANE_TIME_ROWS], offset[LANE_TIME_ROWS];
	uint32_t size[LANE_TIME_ROWS];
};

/* A written time whose parts have fixed places, but for a number of one to eight digits in front:
 * "%d/%m/%Y %H:%M", "h:mm:ss". The bytes behind that number are compared, exclusive or, with
 * `zeros`, in which digits are 0; `room` is 0x7f minus the most that a byte may differ. */
#define LANE_TAIL_WORDS 4
#define LANE_PARTS 8
struct lane_part {
	uint8_t slot; /* enum jrt_slot */
	uint8_t at, digits;
	uint32_t low, high;
};
struct lane_format {
	struct lane_part head, part[LANE_PARTS];
	unsigned least_digits, most_digits; /* of the head */
	unsigned count;			    /* of parts behind it */
	unsigned size;			    /* of the bytes behind it */
	uint64_t zeros[LANE_TAIL_WORDS], room[LANE_TAIL_WORDS];
	bool dated, short_year;
	int years_from;
};

enum lane_parser {
	LANE_NONE, /* everything is left */
	LANE_NUMBERS,
	LANE_FLAGS,
	LANE_TEXTS_KNOWN,
	LANE_ISO,
	LANE_FORMAT
};

struct jrt_lanes {
	enum lane_parser parser;
	bool quotes; /* the source has them */
	bool avx2;
	struct lane_words words;
	struct lane_number number;
	uint64_t yes, no; /* those of a flag that came last */
	struct lane_text *text;
	const char **text_at; /* of long ones, copies that stay */
	struct lane_times times;
	/* The second of fields longer than `first_most` bytes, where a type has two forms. */
	struct lane_format format[2];
	size_t first_most;
	struct lane_day *days;
};

/* lanes_avx2.c: rows four by four, as the portable loops of lanes_number.c and lanes_flag.c;
 * *next is the first row that it did not take. Only where lane_has_avx2. */
bool lane_has_avx2(void);
uint32_t lane_numbers_avx2(const struct lane_number *number, const struct lane_gathered *gathered,
			   const struct lane_run *run, uint32_t *left, uint32_t *next);
uint32_t lane_flags_avx2(uint64_t yes, uint64_t no, const struct lane_gathered *gathered,
			 const struct lane_run *run, uint32_t *left, uint32_t *next);

/* The first row from `row` on that has a day or an offset which is not known, or is no such time;
 * rows of four before it are read. `bytes` begins with run->from. */
uint32_t lane_times_avx2(const struct lane_times *times, const struct lane_time_bytes *bytes,
			 const struct lane_run *run, uint32_t row);

/* ---- by file; those that decode give the number of rows in `left` ---- */

/* lanes.c */
void lane_gather(const struct lane_run *run, struct lane_gathered *gathered);

/* lanes_words.c */
/* Of `missing`, `no` and `yes`, in this order, those that fit; of equal words the first counts.
 * False where words cannot be told apart. */
bool lane_words_init(struct jrt_decoder *decoder, struct jb_arena *arena);
/* Rows that hold a word of `missing` are missing, whether they were read or left. */
uint32_t lane_drop_missing(const struct jrt_decoder *decoder, const struct lane_run *run,
			   uint32_t *left, uint32_t count);

/* lanes_number.c */
void lane_number_init(struct jrt_decoder *decoder);
uint32_t lane_numbers(struct jrt_decoder *decoder, const struct lane_run *run, uint32_t *left);
/* lanes_wide.c: again over the rows of `left`: signs, decimals, up to sixteen digits. */
uint32_t lane_wide_numbers(const struct lane_number *number, const struct lane_run *run,
			   uint32_t *left, uint32_t count);

/* lanes_flag.c */
uint32_t lane_flags(struct jrt_decoder *decoder, const struct lane_run *run, uint32_t *left);

/* lanes_text.c */
void lane_text_init(struct jrt_decoder *decoder, struct jb_arena *arena);
uint32_t lane_texts(struct jrt_decoder *decoder, const struct lane_run *run, uint32_t *left);

/* lanes_day.c */
void lane_days_init(struct jrt_decoder *decoder, struct jb_arena *arena);
/* NULL where there is no such day. Month and day are 1 to 31, years up to four digits. */
const struct lane_day *lane_day_new(struct jrt_decoder *decoder, uint32_t year, uint32_t month,
				    uint32_t day);
static inline const struct lane_day *lane_day_of(struct jrt_decoder *decoder, uint32_t year,
						 uint32_t month, uint32_t day)
{
	const struct lane_day *found =
		&decoder->lanes->days[(year * 372 + month * 31 + day) % LANE_DAYS];

	return found->date == lane_date(year, month, day) ? found
							  : lane_day_new(decoder, year, month, day);
}

/* lanes_time.c: timestamps without a format. */
void lane_time_init(struct jrt_decoder *decoder, struct jb_arena *arena);
uint32_t lane_times(struct jrt_decoder *decoder, const struct lane_run *run, uint32_t *left);

/* lanes_format.c: all other times. */
void lane_format_init(struct jrt_decoder *decoder, struct jb_arena *arena);
uint32_t lane_formats(struct jrt_decoder *decoder, const struct lane_run *run, uint32_t *left);

#endif
