/*
 * One column of many rows at a time: the fast way from bytes to values for the common spellings of
 * each type, without a branch a byte. column.h is the law; what is not surely read here as it would
 * be read there is left to it, row by row.
 */
#ifndef READ_LANES_H
#define READ_LANES_H

#include "read/column.h"
#include "read/scan.h"

/* Field `field` of all rows of a scan. */
struct jrt_lane_fields {
	const char *data; /* the window; JRT_SCAN_PAD bytes before and behind are readable */
	const struct jrt_scan_rows *rows;
	uint32_t field;
};

/* Which vector instructions may be used; without this call, those that the processor has. */
void jrt_lanes_use(struct jrt_decoder *decoder, enum jrt_simd simd);

/* Values, known bytes and (of times) notes of read.h, by row; `notes` is or-ed into. Rows that must
 * be read by jrt_decode are listed in `left`, ascending, and so are all rows that are odd: what
 * stands in their places means nothing. Gives the length of `left`. Texts that are interned lie in
 * the decoder's texts; nothing else is allocated. */
uint32_t jrt_lanes_decode(struct jrt_decoder *decoder, const struct jrt_lane_fields *fields,
			  int64_t *value, uint8_t *known, uint8_t *notes, uint32_t *left);

#endif
