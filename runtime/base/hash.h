/*
 * SHA-256 (FIPS 180-4): what an input, a program or a record was, in 32 bytes that nobody can make
 * a second input for. For evidence only; a table of names is a matter of base/map.h.
 *
 *	struct jb_hash hash;
 *	jb_hash_init(&hash);
 *	jb_hash_add(&hash, bytes, size);
 *	struct jb_digest digest = jb_hash_end(&hash);
 *
 * The one place that knows libmd is hash.c.
 */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/status.h"
#include "base/text.h"

#ifdef __cplusplus
extern "C" {
#endif

#define JB_DIGEST_SIZE 32
#define JB_DIGEST_HEX 64 /* digits, without a NUL */

struct jb_digest {
	uint8_t byte[JB_DIGEST_SIZE];
};

/* A hash that is being made; nothing to release. */
struct jb_hash {
	uint64_t state[32]; /* room for the library's own, see hash.c */
};

void jb_hash_init(struct jb_hash *hash);
void jb_hash_add(struct jb_hash *hash, const void *bytes, size_t size);
/* The digest of all that was added; the hash may then only be begun anew. */
struct jb_digest jb_hash_end(struct jb_hash *hash);

/* Whole numbers and texts for a canonical encoding, in which no two lists of fields look alike: a
 * number as eight bytes, the greatest first; a text as its size, such a number, and its bytes. */
void jb_hash_add_number(struct jb_hash *hash, uint64_t number);
void jb_hash_add_text(struct jb_hash *hash, struct jb_text text);

struct jb_digest jb_hash_text(struct jb_text text);
/* Of a file's bytes, read block by block; "-" is standard input. `size` may be NULL. */
enum jb_status jb_hash_file(struct jb_arena *arena, struct jb_text path, struct jb_digest *digest,
			    uint64_t *size, struct jb_text *why);

bool jb_digest_equal(const struct jb_digest *a, const struct jb_digest *b);
/* 64 digits, a to f small, in the arena. */
struct jb_text jb_digest_hex(struct jb_arena *arena, const struct jb_digest *digest);
/* Back from exactly 64 digits, a to f small; false for anything else. */
bool jb_digest_parse(struct jb_text hex, struct jb_digest *digest);

#ifdef __cplusplus
}
#endif
#endif
