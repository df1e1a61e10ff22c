/*
 * Short texts as numbers: the text is in the number, so that nothing has to be kept or looked up to
 * tell texts apart, and two readers agree on numbers without knowing of each other. Most keys of
 * real files are such: customer numbers, case numbers, codes.
 *
 *	any text of up to 7 bytes
 *	8 or 9 bytes of printable ASCII
 *	10 bytes of digits, capitals and punctuation (0x20 to 0x5f)
 *	11 to 16 digits
 *
 * The numbers are negative, and none is INT64_MIN. Each text has one number at most.
 */
#ifndef READ_SHORT_TEXT_H
#define READ_SHORT_TEXT_H

#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

#define JRT_SHORT_TEXT_BYTES 16

/* The number of the text, or 0. Sixteen bytes from `at` on must be readable, whatever stands behind
 * the text. */
int64_t jrt_short_text_of(const char *at, size_t size);
/* The text of such a number, in `room`. */
struct jb_text jrt_short_text_get(int64_t number, char room[JRT_SHORT_TEXT_BYTES]);

#endif
