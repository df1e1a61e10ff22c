/*
 * Eight bytes as one number, for code that looks at eight at a time.
 */
#ifndef BASE_WORD_H
#define BASE_WORD_H

#include <stdint.h>
#include <string.h>

/* The first byte is the least significant, whatever the machine's order; `at` need not be
 * aligned. */
static inline uint64_t jb_word_at(const void *at)
{
	uint64_t word;

	memcpy(&word, at, sizeof word);
	return __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? word : __builtin_bswap64(word);
}

#endif
