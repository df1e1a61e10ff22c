/*
 * SHA-256 by libmd, and the way its digests are written. Knows what is hashed for as little as the
 * library does: fields, records and their order are the caller's.
 */
#include "base/hash.h"

#include <assert.h>
#include <sha2.h>
#include <string.h>

#include "base/io.h"

#define BLOCK ((size_t)64 * 1024)

static_assert(sizeof(SHA2_CTX) <= sizeof(struct jb_hash), "room for the state of libmd");
static_assert(_Alignof(SHA2_CTX) <= _Alignof(struct jb_hash), "and it is aligned");
static_assert(JB_DIGEST_SIZE == SHA256_DIGEST_LENGTH, "a digest is one of SHA-256");

static SHA2_CTX *state_of(struct jb_hash *hash)
{
	return (SHA2_CTX *)(void *)hash;
}

void jb_hash_init(struct jb_hash *hash)
{
	SHA256Init(state_of(hash));
}

void jb_hash_add(struct jb_hash *hash, const void *bytes, size_t size)
{
	if (size > 0)
		SHA256Update(state_of(hash), bytes, size);
}

struct jb_digest jb_hash_end(struct jb_hash *hash)
{
	struct jb_digest digest;

	SHA256Final(digest.byte, state_of(hash));
	return digest;
}

void jb_hash_add_number(struct jb_hash *hash, uint64_t number)
{
	uint8_t byte[8];

	for (int i = 7; i >= 0; i--, number >>= 8)
		byte[i] = (uint8_t)number;
	jb_hash_add(hash, byte, sizeof byte);
}

void jb_hash_add_text(struct jb_hash *hash, struct jb_text text)
{
	jb_hash_add_number(hash, text.size);
	jb_hash_add(hash, text.at, text.size);
}

struct jb_digest jb_hash_text(struct jb_text text)
{
	struct jb_hash hash;

	jb_hash_init(&hash);
	jb_hash_add(&hash, text.at, text.size);
	return jb_hash_end(&hash);
}

enum jb_status jb_hash_file(struct jb_arena *arena, struct jb_text path, struct jb_digest *digest,
			    uint64_t *size, struct jb_text *why)
{
	struct jb_input input;
	struct jb_hash hash;
	uint8_t block[BLOCK];
	uint64_t total = 0;
	size_t got = 0;
	enum jb_status status = jb_input_open(&input, arena, path, why);

	if (status != JB_OK)
		return status;
	jb_hash_init(&hash);
	while ((status = jb_input_read(&input, block, sizeof block, &got)) == JB_OK && got > 0) {
		jb_hash_add(&hash, block, got);
		total += got;
	}
	if (status != JB_OK)
		*why = jb_input_why(&input, arena);
	jb_input_close(&input);
	*digest = jb_hash_end(&hash);
	if (size != NULL)
		*size = total;
	return status;
}

bool jb_digest_equal(const struct jb_digest *a, const struct jb_digest *b)
{
	return memcmp(a->byte, b->byte, JB_DIGEST_SIZE) == 0;
}

struct jb_text jb_digest_hex(struct jb_arena *arena, const struct jb_digest *digest)
{
	static const char digit[] = "0123456789abcdef";
	char hex[JB_DIGEST_HEX];

	for (size_t i = 0; i < JB_DIGEST_SIZE; i++) {
		hex[2 * i] = digit[digest->byte[i] >> 4];
		hex[2 * i + 1] = digit[digest->byte[i] & 15];
	}
	return jb_text_copy(arena, (struct jb_text){hex, sizeof hex});
}

/* -1: no digit. */
static int value_of(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool jb_digest_parse(struct jb_text hex, struct jb_digest *digest)
{
	if (hex.size != JB_DIGEST_HEX)
		return false;
	for (size_t i = 0; i < JB_DIGEST_SIZE; i++) {
		int high = value_of(hex.at[2 * i]), low = value_of(hex.at[2 * i + 1]);

		if (high < 0 || low < 0)
			return false;
		digest->byte[i] = (uint8_t)(high << 4 | low);
	}
	return true;
}
