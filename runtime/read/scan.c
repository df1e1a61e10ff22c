/*
 * Rows from what the kernels find, see scan.h. A kernel looks at a run of blocks; then the rows
 * that end in it are written down, one after the other as long as nothing is special about them.
 * Blocks with line ends inside quotes, stray quotes, NUL or bytes outside ASCII were noted and are
 * looked at one by one.
 */
#include "read/scan.h"

#include <assert.h>
#include <string.h>

#include "base/utf8.h"
#include "read/scan_kernel.h"

/* A row of JRT_FIELD_BYTES separators fits in, with the run in which it ends. */
#define ENDS_MOST (128 * 1024)

/* Blocks of the first run of a call, which then double: where the splitter is needed at every row,
 * little is looked at in vain. */
#define FIRST_RUN 8

/* A row that may still go on. */
struct open_row {
	uint32_t begin, first;
	uint64_t line;
	uint32_t lines; /* line ends inside its quotes so far */
	uint8_t odd;
};

struct jrt_scan {
	struct jrt_scan_index index;
	jrt_scan_kernel *kernel;
	enum jrt_simd simd;
	uint32_t width; /* of the header */
	/* The present call. */
	const char *data;
	uint32_t start, size;
	uint32_t known;	  /* where it is not `last`, what a CR at the end is cannot be told yet */
	uint32_t checked; /* before this the window is UTF-8, or known not to be */
	bool odd;	  /* the open row is for the splitter */
	uint32_t run;	  /* blocks of the next run at most */
	struct open_row open;
	uint32_t closed; /* line ends of the run that are behind */
	/* Rows, as in scan.h. */
	uint32_t count, odd_count;
	uint32_t row_begin[JRT_SCAN_ROWS], row_size[JRT_SCAN_ROWS], row_width[JRT_SCAN_ROWS],
		row_first[JRT_SCAN_ROWS];
	uint64_t row_line[JRT_SCAN_ROWS];
	uint8_t row_odd[JRT_SCAN_ROWS];
};

/* ---- which kernel ---- */

static bool has(enum jrt_simd simd)
{
	switch (simd) {
	case JRT_SIMD_AVX512: return jrt_scan_has_avx512();
	case JRT_SIMD_AVX2: return jrt_scan_has_avx2();
	case JRT_SIMD_NEON: return jrt_scan_has_neon();
	default: return true;
	}
}

static enum jrt_simd choose(enum jrt_simd wanted)
{
	int simd = wanted == JRT_SIMD_AUTO ? JRT_SIMD_AVX512 : (int)wanted;

	while (!has((enum jrt_simd)simd))
		simd--;
	return (enum jrt_simd)simd;
}

static jrt_scan_kernel *kernel_of(enum jrt_simd simd)
{
	switch (simd) {
	case JRT_SIMD_AVX512: return jrt_scan_avx512;
	case JRT_SIMD_AVX2: return jrt_scan_avx2;
	case JRT_SIMD_NEON: return jrt_scan_neon;
	default: return jrt_scan_portable;
	}
}

/* For every byte, the places of its bits from the lowest; the rest of the eight means nothing. */
static const uint8_t (*make_places(struct jb_arena *arena))[8]
{
	uint8_t(*places)[8] = jb_alloc_array(arena, 256, sizeof *places);

	memset(places, 0, 256 * sizeof *places);
	for (unsigned byte = 0; byte < 256; byte++) {
		unsigned count = 0;
		for (unsigned bit = 0; bit < 8; bit++)
			if (byte >> bit & 1)
				places[byte][count++] = (uint8_t)bit;
	}
	return (const uint8_t(*)[8])places;
}

struct jrt_scan *jrt_scan_make(struct jb_arena *arena, enum jrt_simd simd)
{
	struct jrt_scan *scan = JB_NEW(arena, struct jrt_scan);

	memset(scan, 0, sizeof *scan);
	scan->simd = choose(simd);
	scan->kernel = kernel_of(scan->simd);
	scan->index.end = JB_NEW_ARRAY(arena, uint32_t, ENDS_MOST + JRT_SCAN_SLACK);
	scan->index.line_end =
		JB_NEW_ARRAY(arena, uint32_t, JRT_SCAN_ROWS + JRT_SCAN_BLOCK + JRT_SCAN_SLACK);
	scan->index.places = make_places(arena);
	return scan;
}

void jrt_scan_begin(struct jrt_scan *scan, char separator, uint32_t width)
{
	assert(width <= JRT_FIELDS_MAX);
	scan->index.separator = separator;
	scan->index.quotes = separator == '\t' ? 0 : ~UINT64_C(0);
	scan->width = width;
}

enum jrt_simd jrt_scan_simd(const struct jrt_scan *scan)
{
	return scan->simd;
}

/* ---- rows ---- */

/* The LF of a CRLF, whose CR has been counted. */
static bool is_second_half(const struct jrt_scan *scan, uint32_t at)
{
	return scan->data[at] == '\n' && at > scan->start && scan->data[at - 1] == '\r';
}

/* Closes rows that end before `before`, as long as they are as wide as the header and nothing is
 * special about them: nearly all there are. */
static void close_ordinary(struct jrt_scan *scan, uint32_t before)
{
	const struct jrt_scan_index *index = &scan->index;
	const uint32_t *line_end = index->line_end + scan->closed,
		       *line_most = index->line_end + index->line_end_count;
	struct open_row open = scan->open;
	uint32_t row = scan->count, width = scan->width;

	for (; line_end < line_most && *line_end < before && row < JRT_SCAN_ROWS; line_end++) {
		uint32_t at = *line_end, size = at - open.begin, last = open.first + width - 1;
		if (last >= index->end_count || index->end[last] != at ||
		    size - 1 >= JRT_FIELD_BYTES)
			break;
		scan->row_begin[row] = open.begin;
		scan->row_size[row] = size;
		scan->row_width[row] = width;
		scan->row_first[row] = open.first;
		scan->row_line[row] = open.line;
		scan->row_odd[row] = 0;
		row++;
		open.line++;
		open.begin = at + 1;
		open.first = last + 1;
		if (scan->data[at] == '\r' && line_end + 1 < line_most &&
		    is_second_half(scan, line_end[1])) {
			open.begin++;
			open.first++;
			line_end++;
		}
	}
	scan->open = open;
	scan->closed = (uint32_t)(line_end - index->line_end);
	scan->count = row;
}

static void add_row(struct jrt_scan *scan, uint32_t size, uint32_t width)
{
	const struct open_row *open = &scan->open;
	uint32_t row = scan->count++;

	scan->row_begin[row] = open->begin;
	scan->row_size[row] = size;
	scan->row_width[row] = width;
	scan->row_first[row] = open->first;
	scan->row_line[row] = open->line;
	scan->row_odd[row] = open->odd | (width != scan->width ? JRT_ODD_WIDTH : 0);
	scan->odd_count += scan->row_odd[row] != 0;
}

/* The line end at `at` closes the open row, or is of a line without a byte, or of the CR before it.
 * False when the row is for the splitter. */
static bool close_any(struct jrt_scan *scan, uint32_t at)
{
	struct open_row *open = &scan->open;
	uint32_t size = at - open->begin, lines = open->lines + 1, last = open->first, width;

	while (scan->index.end[last] != at)
		last++;
	width = last - open->first + 1;
	if (size > JRT_FIELD_BYTES || width > JRT_FIELDS_MAX) {
		scan->odd = true;
		return false;
	}
	if (size > 0)
		add_row(scan, size, width);
	else
		lines = !is_second_half(scan, at);
	*open = (struct open_row){.begin = at + 1, .first = last + 1, .line = open->line + lines};
	return true;
}

/* Closes the rows that end before `before`. False when there is no place for one more, or when one
 * is for the splitter. */
static bool close_rows(struct jrt_scan *scan, uint32_t before)
{
	const struct jrt_scan_index *index = &scan->index;

	while (scan->count < JRT_SCAN_ROWS) {
		if (scan->open.odd == 0 && scan->open.lines == 0)
			close_ordinary(scan, before);
		if (scan->closed == index->line_end_count ||
		    index->line_end[scan->closed] >= before)
			break;
		if (scan->count < JRT_SCAN_ROWS &&
		    !close_any(scan, index->line_end[scan->closed++]))
			return false;
	}
	return scan->count < JRT_SCAN_ROWS;
}

/* ---- what is special ---- */

/* The bytes of the character at `at`, which is not plain ASCII; 0 where there is none. Most are
 * known by their first byte alone: two bytes, or three of which the second may be any. What a
 * character is, utf8.h says. */
static uint32_t length_at(struct jb_text text, uint32_t at)
{
	const unsigned char *byte = (const unsigned char *)text.at + at;
	uint32_t left = (uint32_t)text.size - at, codepoint;

	if (left >= 2 && byte[0] >= 0xc2 && byte[0] <= 0xdf && (byte[1] & 0xc0) == 0x80)
		return 2;
	if (left >= 3 && byte[0] >= 0xe1 && byte[0] <= 0xec && (byte[1] & 0xc0) == 0x80 &&
	    (byte[2] & 0xc0) == 0x80)
		return 3;
	size_t length = jb_utf8_decode(text, at, &codepoint);
	return length == 1 ? 0 : (uint32_t)length;
}

/* Bytes of the block that are no text: NUL, and where UTF-8 is broken. */
static uint64_t bad_bytes(struct jrt_scan *scan, const struct jrt_scan_note *note)
{
	struct jb_text text = {scan->data, scan->size};
	uint64_t bad = 0, rest = note->unplain;

	while (rest != 0) {
		uint32_t at = note->at + (uint32_t)__builtin_ctzll(rest);
		/* What is left of a character of the block before has been looked at. */
		uint32_t length = at < scan->checked ? 1 : length_at(text, at);
		if (length == 0) {
			bad |= rest & -rest;
			length = 1;
		}
		if (scan->checked < at + length)
			scan->checked = at + length;
		for (; rest != 0 && length > 0; length--)
			rest &= rest - 1;
	}
	return bad;
}

static bool take_note(struct jrt_scan *scan, const struct jrt_scan_note *note)
{
	uint64_t bad = note->unplain != 0 ? bad_bytes(scan, note) : 0;

	for (uint64_t rest = bad | note->lines | note->stray; rest != 0; rest &= rest - 1) {
		uint32_t at = note->at + (uint32_t)__builtin_ctzll(rest);
		uint64_t bit = rest & -rest;
		/* A closing quote may well be the last byte known. */
		if (at >= scan->known)
			break;
		if (!close_rows(scan, at))
			return false;
		if (note->stray & bit)
			scan->odd = true;
		else if (bad & bit)
			scan->open.odd |= JRT_ODD_BYTES;
		else
			scan->open.lines += !is_second_half(scan, at);
		if (scan->odd)
			return false;
	}
	return true;
}

/* ---- runs ---- */

/* Blank lines may fill the ends without a row; those of the open row move to the beginning. */
static void make_room(struct jrt_scan *scan)
{
	struct jrt_scan_index *index = &scan->index;

	index->end_count -= scan->open.first;
	memmove(index->end, index->end + scan->open.first, index->end_count * sizeof *index->end);
	scan->open.first = 0;
}

/* The next blocks, from `begin` on: how many bytes the kernel looked at. What is left behind whole
 * blocks is filled up with text that nothing follows from. */
static uint32_t run(struct jrt_scan *scan, uint32_t begin)
{
	uint32_t left = scan->known - begin, blocks = left / JRT_SCAN_BLOCK;
	const char *text = scan->data + begin;
	char filled[JRT_SCAN_BLOCK];

	if (blocks == 0) {
		memset(filled, 'x', sizeof filled);
		text = memcpy(filled, text, left);
		blocks = 1;
	}
	if (blocks > scan->run)
		blocks = scan->run;
	if (scan->run < JRT_SCAN_RUN)
		scan->run *= 2;
	scan->index.line_end_count = scan->index.note_count = scan->closed = 0;
	blocks = scan->kernel(&scan->index, text, begin, blocks, JRT_SCAN_ROWS - scan->count);
	return left < JRT_SCAN_BLOCK ? left : blocks * JRT_SCAN_BLOCK;
}

/* Rows from `*at` on, which moves along. False when they end here. */
static bool take_run(struct jrt_scan *scan, uint32_t *at)
{
	struct jrt_scan_index *index = &scan->index;

	*at += run(scan, *at);
	for (uint32_t i = 0; i < index->note_count; i++)
		if (!take_note(scan, &index->note[i]))
			return false;
	if (!close_rows(scan, UINT32_MAX))
		return false;
	if (*at - scan->open.begin > JRT_FIELD_BYTES)
		scan->odd = true;
	if (scan->count == 0)
		make_room(scan);
	return !scan->odd && index->end_count <= ENDS_MOST - JRT_SCAN_RUN * JRT_SCAN_BLOCK;
}

/* The row that the file's end ends. */
static void take_last_row(struct jrt_scan *scan)
{
	struct jrt_scan_index *index = &scan->index;

	if (index->carry.open > 1) {
		scan->odd = true;
		return;
	}
	index->end[index->end_count++] = scan->size;
	index->line_end[0] = scan->size;
	index->line_end_count = 1;
	scan->closed = 0;
	close_rows(scan, UINT32_MAX);
	if (scan->open.begin > scan->size)
		scan->open.begin = scan->size;
}

static enum jrt_scan_stop take_rows(struct jrt_scan *scan, bool last)
{
	uint32_t at = scan->start;

	while (at < scan->known) {
		if (!take_run(scan, &at))
			return scan->odd ? JRT_SCAN_ODD : JRT_SCAN_FULL;
	}
	if (!last)
		return JRT_SCAN_MORE;
	if (scan->open.begin < scan->size)
		take_last_row(scan);
	return scan->odd ? JRT_SCAN_ODD : JRT_SCAN_END;
}

static void begin_call(struct jrt_scan *scan, const char *data, size_t at, size_t size, bool last,
		       uint64_t line)
{
	scan->data = data;
	scan->start = scan->checked = (uint32_t)at;
	scan->size = scan->known = (uint32_t)size;
	if (!last && size > at && data[size - 1] == '\r')
		scan->known--;
	scan->odd = false;
	scan->run = FIRST_RUN;
	scan->open = (struct open_row){.begin = (uint32_t)at, .line = line};
	scan->count = scan->odd_count = 0;
	scan->index.end_count = 0;
	/* Where a row begins, a quote may open. */
	scan->index.carry = (struct jrt_scan_carry){.open = 0, .before = ~UINT64_C(0)};
}

enum jrt_scan_stop jrt_scan_rows(struct jrt_scan *scan, const char *data, size_t size, bool last,
				 size_t *at, uint64_t *line, struct jrt_scan_rows *rows)
{
	enum jrt_scan_stop stop;

	assert(*at <= size && size < UINT32_MAX - JRT_SCAN_PAD);
	begin_call(scan, data, *at, size, last, *line);
	stop = take_rows(scan, last);
	/* The LF of the last row's CR, where no more line ends were looked at. */
	if (scan->open.begin < size && is_second_half(scan, scan->open.begin))
		scan->open.begin++;
	*at = scan->open.begin;
	*line = scan->open.line;
	*rows = (struct jrt_scan_rows){
		.count = scan->count,
		.begin = scan->row_begin,
		.size = scan->row_size,
		.line = scan->row_line,
		.width = scan->row_width,
		.first = scan->row_first,
		.end = scan->index.end,
		.odd = scan->row_odd,
		.odd_count = scan->odd_count,
	};
	return stop;
}
