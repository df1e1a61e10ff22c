/*
 * Where rows and fields end, many bytes at a time: the way of ordinary rows, of which csv.h is the
 * law. Sixty-four bytes become bit masks of separators, line ends and quotes; what lies inside
 * quotes follows from a running exclusive or over the quotes (Langdale and Lemire, "Parsing
 * gigabytes of JSON per second", 2019). Four kernels do that: AVX-512, AVX2, NEON and portable
 * words; they find the same.
 *
 * That rule is csv.h's only while every quote that opens stands at the beginning of a field and
 * every quote that closes stands before another quote, a separator, a line end or the end of the
 * file. The scan stops before the first row that breaks it, and before one that is longer than
 * JRT_FIELD_BYTES, by which a limit may be passed (JRT_SCAN_ODD): the splitter of csv.h says what
 * that row is and where the next begins, and the scan is called again there. A row that is merely
 * unusual is found and marked.
 *
 * It neither copies nor changes text, and what it finds does not depend on where a window ends.
 */
#ifndef READ_SCAN_H
#define READ_SCAN_H

#include "base/arena.h"
#include "journey/runtime.h"
#include "read/csv.h"

/* Bytes before and behind a window that must be readable, whatever they are. */
#define JRT_SCAN_PAD 64

/* Why the fast decoders may not take a row; the row's bounds are right. */
enum jrt_scan_odd {
	JRT_ODD_WIDTH = 1, /* not as many fields as the header */
	JRT_ODD_BYTES = 2  /* holds a NUL, or bytes that are no UTF-8 */
};

/* Rows found, in order. Arrays belong to the scan and live until its next call. Offsets are of the
 * window. */
struct jrt_scan_rows {
	uint32_t count;	       /* at most JRT_SCAN_ROWS */
	const uint32_t *begin; /* of the row's first byte */
	const uint32_t *size;  /* without its line end */
	const uint64_t *line;  /* of its first byte, from 1 */
	const uint32_t *width; /* fields */
	/* By row, where in `end` the ends of its fields begin. Field f of row r runs from
	 * end[first[r] + f - 1] + 1 (of f 0: from begin[r]) to end[first[r] + f], quotes and
	 * all. */
	const uint32_t *first;
	const uint32_t *end;
	const uint8_t *odd; /* enum jrt_scan_odd, by row */
	uint32_t odd_count; /* rows of which `odd` is not 0 */
};

/* As many as a batch (read.h) has. */
#define JRT_SCAN_ROWS 1024

enum jrt_scan_stop {
	JRT_SCAN_FULL, /* JRT_SCAN_ROWS rows, or as many as there is room for, at least one */
	JRT_SCAN_MORE, /* the next row does not end in the window */
	JRT_SCAN_ODD,  /* the next row, which may not end in the window, needs the splitter */
	JRT_SCAN_END   /* of the file */
};

struct jrt_scan;

struct jrt_scan *jrt_scan_make(struct jb_arena *arena, enum jrt_simd simd);
/* `width`: fields of the header, at most JRT_FIELDS_MAX. */
void jrt_scan_begin(struct jrt_scan *scan, char separator, uint32_t width);
/* The kernel that is used: never AUTO, never one that the processor has not. */
enum jrt_simd jrt_scan_simd(const struct jrt_scan *scan);

/* Rows of the window data[0, size), size < 2^32 - JRT_SCAN_PAD, the first of which begins at *at;
 * *at moves behind the last row found and its line end, and behind lines without a byte. `line`: of
 * the byte at *at, moves along. `last`: nothing comes behind the window. On the bytes behind the
 * window no result depends. */
enum jrt_scan_stop jrt_scan_rows(struct jrt_scan *scan, const char *data, size_t size, bool last,
				 size_t *at, uint64_t *line, struct jrt_scan_rows *rows);

#endif
