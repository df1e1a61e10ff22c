/*
 * The hash of a text: SipHash-1-3 by J.-P. Aumasson and D. J. Bernstein ("SipHash: a fast
 * short-input PRF", INDOCRYPT 2012), written anew from the paper. It is keyed, and keys that
 * collide under one key do not collide under another; map.c relies on that.
 */
#include "base/text.h"

#include "base/word.h"

struct sip {
	uint64_t v0, v1, v2, v3;
};

static inline uint64_t rotate(uint64_t x, unsigned bits)
{
	return x << bits | x >> (64 - bits);
}

static inline void sip_round(struct sip *s)
{
	s->v0 += s->v1;
	s->v2 += s->v3;
	s->v1 = rotate(s->v1, 13) ^ s->v0;
	s->v3 = rotate(s->v3, 16) ^ s->v2;
	s->v0 = rotate(s->v0, 32);
	s->v2 += s->v1;
	s->v0 += s->v3;
	s->v1 = rotate(s->v1, 17) ^ s->v2;
	s->v3 = rotate(s->v3, 21) ^ s->v0;
	s->v2 = rotate(s->v2, 32);
}

/* The fewer than 8 bytes behind the last whole word. */
static uint64_t load_rest(const char *at, size_t size)
{
	uint64_t word = 0;

	for (size_t i = 0; i < size; i++)
		word |= (uint64_t)(unsigned char)at[i] << (8 * i);
	return word;
}

static void absorb(struct sip *s, uint64_t word)
{
	s->v3 ^= word;
	sip_round(s);
	s->v0 ^= word;
}

uint64_t jb_text_hash_keyed(struct jb_text text, uint64_t key0, uint64_t key1)
{
	struct sip s = {
		.v0 = key0 ^ UINT64_C(0x736f6d6570736575),
		.v1 = key1 ^ UINT64_C(0x646f72616e646f6d),
		.v2 = key0 ^ UINT64_C(0x6c7967656e657261),
		.v3 = key1 ^ UINT64_C(0x7465646279746573),
	};
	size_t whole = text.size & ~(size_t)7;

	for (size_t i = 0; i < whole; i += 8)
		absorb(&s, jb_word_at(text.at + i));
	absorb(&s, load_rest(text.at + whole, text.size - whole) | (uint64_t)text.size << 56);
	s.v2 ^= 0xff;
	for (int i = 0; i < 3; i++)
		sip_round(&s);
	return s.v0 ^ s.v1 ^ s.v2 ^ s.v3;
}

uint64_t jb_text_hash(struct jb_text text)
{
	return jb_text_hash_keyed(text, 0, 0);
}
