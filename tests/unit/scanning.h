/*
 * The scan held against the splitter: what the splitter makes of a whole text, and whether the scan
 * finds the same when the bytes arrive little by little. For the unit test and the fuzz target.
 */
#ifndef TESTS_SCANNING_H
#define TESTS_SCANNING_H

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "read/csv.h"
#include "read/scan.h"

/* A row as the splitter sees it; offsets are of the text. */
struct scanning_row {
	size_t at, size, next; /* next: behind its line end */
	uint64_t line, next_line;
	size_t first; /* in `end`: where its fields end, quotes and all, from the row's begin */
	uint32_t width;
	uint8_t odd;   /* without JRT_ODD_WIDTH */
	bool splitter; /* the scan has to leave it to the splitter */
};

struct scanning {
	struct jrt_csv csv[4];
	struct jrt_scan *scan;
	struct scanning_row *row;
	size_t count, room;
	uint32_t *end;
	size_t end_count, end_room;
	uint64_t lines;
	/* How far the scan is; the window is text[base, arrived). */
	size_t done, at, base, arrived;
	uint64_t line;
	char *window;
};

static const char scanning_separators[4] = {',', '\t', ';', '|'};

static inline void scanning_init(struct scanning *scanning, struct jb_arena *arena)
{
	*scanning = (struct scanning){.room = 64, .end_room = 1024};
	scanning->row = malloc(scanning->room * sizeof *scanning->row);
	scanning->end = malloc(scanning->end_room * sizeof *scanning->end);
	for (int i = 0; i < 4; i++)
		jrt_csv_init(&scanning->csv[i], arena, scanning_separators[i]);
}

static inline void scanning_release(struct scanning *scanning)
{
	free(scanning->row);
	free(scanning->end);
	free(scanning->window);
}

/* ---- the splitter ---- */

/* True when the field holds a quote without being quoted. */
static inline bool scanning_add_field(struct scanning *scanning, const char *row,
				      const struct jrt_field *field)
{
	bool quoted = field->at > 0 && row[field->at - 1] == '"';

	if (scanning->end_count == scanning->end_room) {
		scanning->end_room = 2 * scanning->end_room;
		scanning->end = realloc(scanning->end, scanning->end_room * sizeof *scanning->end);
	}
	scanning->end[scanning->end_count++] = field->at + field->size + quoted;
	return !quoted && memchr(row + field->at, '"', field->size) != NULL;
}

static inline void scanning_add_row(struct scanning *scanning, const struct jrt_csv *csv,
				    const char *text, size_t at, const struct jrt_csv_row *found)
{
	struct jb_text bytes = {text + at, found->size};
	bool plain =
		memchr(bytes.at, '\0', bytes.size) == NULL && jb_utf8_check(bytes) == bytes.size;
	struct scanning_row row = {
		.at = at,
		.size = found->size,
		.next = at + found->taken,
		.line = found->line,
		.next_line = csv->line,
		.first = scanning->end_count,
		.width = found->field_count,
		.odd = plain ? 0 : JRT_ODD_BYTES,
		.splitter = found->fault != JRT_CSV_SOUND || found->size > JRT_FIELD_BYTES,
	};

	for (uint32_t i = 0; i < found->field_count; i++)
		row.splitter |=
			scanning_add_field(scanning, bytes.at, &found->field[i]) && csv->quotes;
	if (scanning->count == scanning->room) {
		scanning->room = 2 * scanning->room;
		scanning->row = realloc(scanning->row, scanning->room * sizeof *scanning->row);
	}
	scanning->row[scanning->count++] = row;
}

/* What the splitter makes of the text. */
static inline void scanning_split(struct scanning *scanning, const char *text, size_t size,
				  char separator)
{
	struct jrt_csv *csv = scanning->csv;
	char *window = malloc(size + 1);
	struct jrt_csv_row row;
	size_t at = 0;

	while (csv->separator != separator)
		csv++;
	jrt_csv_begin(csv);
	scanning->count = scanning->end_count = 0;
	memcpy(window, text, size);
	window[size] = '\n';
	for (;;) {
		enum jrt_csv_found found = jrt_csv_next(csv, window + at, size - at, true, &row);
		if (found == JRT_CSV_END)
			break;
		if (found == JRT_CSV_ROW)
			scanning_add_row(scanning, csv, window, at, &row);
		at += row.taken;
	}
	scanning->lines = csv->line;
	free(window);
}

/* ---- the scan ---- */

/* The window is just so large, and what stands behind it would change rows if it were looked at. */
static inline void scanning_refill(struct scanning *scanning, const char *text, size_t to)
{
	static const char behind[JRT_SCAN_PAD] = "\",\n\r\xff\"\"\"\n\n\xc3\xa9\n,\"\"\"";
	size_t size = to - scanning->at;

	free(scanning->window);
	scanning->window = malloc(size + JRT_SCAN_PAD);
	memcpy(scanning->window, text + scanning->at, size);
	memcpy(scanning->window + size, behind, JRT_SCAN_PAD);
	scanning->base = scanning->at;
	scanning->arrived = to;
}

/* NULL, or how row `index` of the scan is not the splitter's next. */
static inline const char *scanning_check_row(const struct scanning *scanning,
					     const struct jrt_scan_rows *rows, uint32_t index,
					     uint32_t width)
{
	const struct scanning_row *row = scanning->row + scanning->done;
	uint32_t begin = rows->begin[index], first = rows->first[index];

	if (scanning->done == scanning->count)
		return "there is no such row";
	if (row->splitter)
		return "it is not left to the splitter";
	if (begin + scanning->base != row->at || rows->size[index] != row->size)
		return "its bounds differ";
	if (rows->line[index] != row->line)
		return "its line differs";
	if (rows->width[index] != row->width)
		return "its width differs";
	if (rows->odd[index] != (row->odd | (row->width != width ? JRT_ODD_WIDTH : 0)))
		return "its oddities differ";
	for (uint32_t i = 0; i < row->width; i++)
		if (rows->end[first + i] - begin != scanning->end[row->first + i])
			return "its fields differ";
	return NULL;
}

static inline const char *scanning_check_rows(struct scanning *scanning,
					      const struct jrt_scan_rows *rows, uint32_t width)
{
	uint32_t odd_count = 0;

	if (rows->count > JRT_SCAN_ROWS)
		return "too many at a time";
	for (uint32_t i = 0; i < rows->count; i++, scanning->done++) {
		const char *wrong = scanning_check_row(scanning, rows, i, width);
		if (wrong != NULL)
			return wrong;
		odd_count += rows->odd[i] != 0;
	}
	return odd_count != rows->odd_count ? "the count of odd rows is not that" : NULL;
}

/* May the next row be said not to end in the window? */
static inline bool scanning_wants_more(const struct scanning *scanning, const char *text)
{
	const struct scanning_row *row = scanning->row + scanning->done;

	return scanning->done == scanning->count || row->splitter ||
	       row->next > scanning->arrived ||
	       (row->next == scanning->arrived && text[row->next - 1] == '\r');
}

static inline const char *scanning_check_stop(struct scanning *scanning, const char *text,
					      size_t size, enum jrt_scan_stop stop,
					      const struct jrt_scan_rows *rows)
{
	const struct scanning_row *row = scanning->row + scanning->done;
	bool is_row = scanning->done < scanning->count;

	switch (stop) {
	case JRT_SCAN_FULL: return rows->count == 0 ? "it is full of nothing" : NULL;
	case JRT_SCAN_MORE:
		if (scanning->arrived == size)
			return "there is no more";
		return scanning_wants_more(scanning, text) ? NULL : "it is not found";
	case JRT_SCAN_ODD:
		if (!is_row || !row->splitter)
			return "it is left to the splitter";
		if (scanning->at != row->at || scanning->line != row->line)
			return "the splitter is sent elsewhere";
		return NULL;
	default:
		if (is_row || scanning->at != size || scanning->arrived != size)
			return "this is not the end";
		return scanning->line != scanning->lines ? "lines are miscounted" : NULL;
	}
}

/* Scans the text in a window that grows by `step`, with a header of `width` fields. NULL when all
 * is as scanning_split found it, or what is wrong with row `done`. */
static inline const char *scanning_compare(struct scanning *scanning, const char *text, size_t size,
					   char separator, uint32_t width, size_t step)
{
	enum jrt_scan_stop stop;

	scanning->done = scanning->at = 0;
	scanning->line = 1;
	jrt_scan_begin(scanning->scan, separator, width);
	scanning_refill(scanning, text, step < size ? step : size);
	do {
		struct jrt_scan_rows rows;
		size_t at = scanning->at - scanning->base;
		stop = jrt_scan_rows(scanning->scan, scanning->window,
				     scanning->arrived - scanning->base, scanning->arrived == size,
				     &at, &scanning->line, &rows);
		scanning->at = scanning->base + at;
		const char *wrong = scanning_check_rows(scanning, &rows, width);
		if (wrong == NULL)
			wrong = scanning_check_stop(scanning, text, size, stop, &rows);
		if (wrong != NULL)
			return wrong;
		size_t to = scanning->arrived;
		if (stop == JRT_SCAN_ODD) {
			const struct scanning_row *row = scanning->row + scanning->done++;
			scanning->at = row->next;
			scanning->line = row->next_line;
			to = row->next > to ? row->next : to;
		} else if (stop == JRT_SCAN_MORE) {
			to = size - to < step ? size : to + step;
		}
		if (to != scanning->arrived)
			scanning_refill(scanning, text, to);
	} while (stop != JRT_SCAN_END);
	return NULL;
}

#endif
