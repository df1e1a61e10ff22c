/*
 * Packing of short texts, see short_text.h.
 *
 *	| 1 | kind | payload |
 *	 63  62..60  59..0
 *
 * Payloads: the bytes, the first the lowest, and above them their number; nine digits of base 96;
 * ten of base 64; the digits as a number behind a one.
 */
#include "read/short_text.h"

#include "base/word.h"

enum kind { KIND_BYTES = 1, KIND_EIGHT, KIND_NINE, KIND_TEN, KIND_DIGITS };

#define PAYLOAD_BITS 60
#define PAYLOAD ((UINT64_C(1) << PAYLOAD_BITS) - 1)
#define BYTES_MOST 7
#define DIGITS_LEAST 11
#define BLANK 0x20 /* the first printable byte */
#define PRINTABLE 96
#define EACH(byte) (UINT64_C(0x0101010101010101) * (byte))

static int64_t number_of(enum kind kind, uint64_t payload)
{
	return (int64_t)(UINT64_C(1) << 63 | (uint64_t)kind << PAYLOAD_BITS | payload);
}

/* Eight digits of a base below 128 to a number, the first byte the most significant: pairs, fours,
 * eight. */
static inline uint64_t number_in_base(uint64_t digits, uint64_t base)
{
	const uint64_t bytes = UINT64_C(0x00ff00ff00ff00ff), pairs = UINT64_C(0x0000ffff0000ffff);

	digits = (digits & bytes) * base + (digits >> 8 & bytes);
	digits = (digits & pairs) * (base * base) + (digits >> 16 & pairs);
	return (digits & UINT32_MAX) * (base * base * base * base) + (digits >> 32);
}

static int64_t of_bytes(const char *at, size_t size)
{
	uint64_t bytes = jb_word_at(at) & ((UINT64_C(1) << 8 * size) - 1);

	return number_of(KIND_BYTES, bytes | (uint64_t)size << 8 * BYTES_MOST);
}

static int64_t of_printable(const char *at, size_t size)
{
	uint64_t word = jb_word_at(at), digits = word - EACH(BLANK);
	uint64_t last = (unsigned char)at[8] - (uint64_t)BLANK;

	/* A byte below the blank borrows; the high bits show it, as they show bytes beyond
	 * ASCII. */
	if ((word | digits) & EACH(0x80))
		return 0;
	uint64_t number = number_in_base(digits, PRINTABLE);
	if (size == 8)
		return number_of(KIND_EIGHT, number);
	return last < PRINTABLE ? number_of(KIND_NINE, number * PRINTABLE + last) : 0;
}

static int64_t of_capitals(const char *at)
{
	uint64_t word = jb_word_at(at), digits = word - EACH(BLANK);
	uint64_t ninth = (unsigned char)at[8] - (uint64_t)BLANK;
	uint64_t tenth = (unsigned char)at[9] - (uint64_t)BLANK;

	if (((word & EACH(0x80)) | (digits & EACH(0xc0))) != 0 || ninth > 63 || tenth > 63)
		return 0;
	return number_of(KIND_TEN, (number_in_base(digits, 64) * 64 + ninth) * 64 + tenth);
}

static int64_t of_digits(const char *at, size_t size)
{
	uint64_t number = 1;

	for (size_t i = 0; i < size; i++) {
		unsigned digit = (unsigned)(unsigned char)at[i] - '0';
		if (digit > 9)
			return 0;
		number = number * 10 + digit;
	}
	return number_of(KIND_DIGITS, number);
}

int64_t jrt_short_text_of(const char *at, size_t size)
{
	if (size <= BYTES_MOST)
		return of_bytes(at, size);
	if (size < 10)
		return of_printable(at, size);
	if (size == 10)
		return of_capitals(at);
	return size <= JRT_SHORT_TEXT_BYTES ? of_digits(at, size) : 0;
}

/* ---- and back ---- */

static struct jb_text text_in_base(uint64_t number, unsigned base, char zero, size_t size,
				   char *room)
{
	for (size_t i = size; i > 0; number /= base)
		room[--i] = (char)(zero + (char)(number % base));
	return (struct jb_text){room, size};
}

static struct jb_text text_of_bytes(uint64_t payload, char *room)
{
	size_t size = (size_t)(payload >> 8 * BYTES_MOST);

	for (size_t i = 0; i < size; i++)
		room[i] = (char)(unsigned char)(payload >> 8 * i);
	return (struct jb_text){room, size};
}

static struct jb_text text_of_digits(uint64_t number, char *room)
{
	size_t size = DIGITS_LEAST;

	/* The one in front has as many digits behind it as the text. */
	for (uint64_t power = UINT64_C(100000000000); number >= 2 * power; power *= 10)
		size++;
	return text_in_base(number, 10, '0', size, room);
}

struct jb_text jrt_short_text_get(int64_t number, char room[JRT_SHORT_TEXT_BYTES])
{
	uint64_t payload = (uint64_t)number & PAYLOAD;

	switch ((enum kind)((uint64_t)number >> PAYLOAD_BITS & 7)) {
	case KIND_BYTES: return text_of_bytes(payload, room);
	case KIND_EIGHT: return text_in_base(payload, PRINTABLE, BLANK, 8, room);
	case KIND_NINE: return text_in_base(payload, PRINTABLE, BLANK, 9, room);
	case KIND_TEN: return text_in_base(payload, 64, BLANK, 10, room);
	case KIND_DIGITS: return text_of_digits(payload, room);
	}
	return JB_TEXT("");
}
