/*
 * JSON values (RFC 8259, to the letter) in a row of bytes that a line feed ends. The scanner passes
 * over one value and tells where it is; it copies nothing, takes no memory, and is not recursive. A
 * line feed ends every value, and is never passed, so no end need be given. Bytes above 0x7f are
 * taken as they come: whether they are UTF-8 is for others to check.
 */
#ifndef READ_JSON_H
#define READ_JSON_H

#include "base/arena.h"
#include "base/text.h"

/* How deep arrays and objects may lie in one another, the row's own object included. */
#define JRT_JSON_DEPTH 128

enum jrt_json_kind {
	JRT_JSON_ABSENT,
	JRT_JSON_NULL,
	JRT_JSON_TRUE,
	JRT_JSON_FALSE,
	JRT_JSON_NUMBER,
	JRT_JSON_TEXT,
	JRT_JSON_ARRAY,
	JRT_JSON_OBJECT
};

struct jrt_json_value {
	const char *at; /* of a text: behind its quote */
	uint32_t size;
	uint8_t kind;
	bool escaped; /* a text with a backslash in it */
};

enum jrt_json_fault {
	JRT_JSON_SOUND,
	JRT_JSON_WRONG, /* no JSON; `expected` says what should stand there */
	JRT_JSON_DEEP,
	JRT_JSON_HALF /* half of a pair of \u escapes, or two halves of different pairs */
};

struct jrt_json {
	const char *at; /* the next byte; after a fault the byte at fault */
	enum jrt_json_fault fault;
	const char *expected; /* a phrase for people */
};

/* False with `fault` and `expected`, always. */
bool jrt_json_fail(struct jrt_json *json, enum jrt_json_fault fault, const char *expected);
/* Passes over the text that begins with the quote at hand. */
bool jrt_json_pass_text(struct jrt_json *json, struct jrt_json_value *value);
/* Passes over the value at hand, which lies in `depth` arrays and objects. */
bool jrt_json_pass_value(struct jrt_json *json, unsigned depth, struct jrt_json_value *value);
/* The characters of a text that was passed: itself where nothing is escaped. U+0000 may be among
 * them. */
struct jb_text jrt_json_text(const struct jrt_json_value *value, struct jb_arena *scratch);

/* JSON's blanks without the line feed. */
static inline void jrt_json_pass_blanks(struct jrt_json *json)
{
	while (*json->at == ' ' || *json->at == '\t' || *json->at == '\r')
		json->at++;
}

#endif
