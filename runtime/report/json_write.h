/*
 * Writing JSON by hand: fields in the order they are called, one object a line inside an array,
 * so that two reports differ line by line. Knows nothing of reports.
 *
 * Numbers: an integer of at most 2^53 and a decimal of at most 2^53 millionths are JSON numbers,
 * which any reader holds exactly or to its nearest double; larger ones are texts with all their
 * digits.
 */
#ifndef REPORT_JSON_WRITE_H
#define REPORT_JSON_WRITE_H

#include "journey/result.h"

#define JRT_JSON_EXACT ((jb_i128)1 << 53)

struct jrt_json {
	struct jb_buf *out;
	bool first; /* the next item of the object or array is its first */
};

/* A named array of the top object, of which every item stands on a line of its own. */
void jrt_json_array(struct jrt_json *json, const char *name);
void jrt_json_array_end(struct jrt_json *json);
/* An object as an item of such an array, or as the value of a field. */
void jrt_json_item(struct jrt_json *json);
void jrt_json_end(struct jrt_json *json);

/* The name, ready for a value written by the caller. */
void jrt_json_name(struct jrt_json *json, const char *name);
void jrt_json_string(struct jrt_json *json, const char *name, struct jb_text text);
void jrt_json_word(struct jrt_json *json, const char *name, const char *word);
/* The text, or null where it is empty. */
void jrt_json_maybe(struct jrt_json *json, const char *name, struct jb_text text);
void jrt_json_integer(struct jrt_json *json, const char *name, jb_i128 value);
void jrt_json_flag(struct jrt_json *json, const char *name, bool value);
void jrt_json_null(struct jrt_json *json, const char *name);
/* A sum as a plain number: "4964204", "0.5"; null where den is 0. */
void jrt_json_sum(struct jrt_json *json, const char *name, struct jb_ratio value);
/* At most 15 significant digits. */
void jrt_json_value(struct jrt_json *json, const char *name, struct jb_ratio value);
/* null if not finite */
void jrt_json_double(struct jrt_json *json, const char *name, double value);
/* "2026-03-01T00:00:00Z", or null for an open end. */
void jrt_json_instant(struct jrt_json *json, const char *name, int64_t instant);

/* Values inside an inline array. */
void jrt_json_add_integer(struct jb_buf *out, jb_i128 value);

#endif
