/*
 * A piece of text: bytes and their number, not ended by NUL, owned by somebody else (an arena, a
 * file buffer). NUL bytes inside are ordinary. Comparison is by bytes, so it never depends on a
 * locale.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

#ifdef __cplusplus
extern "C" {
#endif

struct jb_text {
	const char *at;
	size_t size;
};

#ifdef __cplusplus
#define JB_TEXT(literal) (jb_text{"" literal, sizeof(literal) - 1})
#else
#define JB_TEXT(literal) ((struct jb_text){.at = "" literal, .size = sizeof(literal) - 1})
#endif
/* For "%.*s". */
#define JB_ARG(text) (int)(text).size, (text).at

struct jb_text jb_text_of(const char *cstring); /* NULL gives the empty text */
/* NUL stands behind the copy */
struct jb_text jb_text_copy(struct jb_arena *arena, struct jb_text text);
struct jb_text jb_text_printf(struct jb_arena *arena, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
const char *jb_text_cstring(struct jb_arena *arena, struct jb_text text);

bool jb_text_equal(struct jb_text a, struct jb_text b);
bool jb_text_is(struct jb_text a, const char *cstring);
int jb_text_compare(struct jb_text a, struct jb_text b); /* <0, 0, >0, by bytes */
bool jb_text_starts(struct jb_text text, struct jb_text start);
bool jb_text_ends(struct jb_text text, struct jb_text end);
struct jb_text jb_text_slice(struct jb_text text, size_t from, size_t to); /* clamped */
struct jb_text jb_text_trim(struct jb_text text); /* ASCII blanks off both ends */
uint64_t jb_text_hash(struct jb_text text);
/* The same under a key of two words: SipHash-1-3. */
uint64_t jb_text_hash_keyed(struct jb_text text, uint64_t key0, uint64_t key1);

/* The `candidates` entry nearest to `word` by Damerau-Levenshtein distance, or -1 when none is near
 * enough (a third of the word's length, at most 3). The first of equals wins. */
int jb_text_nearest(struct jb_text word, const struct jb_text *candidates, size_t count);

#ifdef __cplusplus
}
#endif
#endif
