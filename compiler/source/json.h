/*
 * JSON out, piece by piece into a buffer; commas come by themselves. `name` is the name of a member
 * inside an object, NULL for an item of an array. Texts are escaped, and what is no UTF-8 in them
 * replaced. Nothing checks that what is opened is closed.
 *
 *	jy_json_open(&json, NULL, '{');
 *	jy_json_text(&json, "id", id);
 *	jy_json_open(&json, "lines", '[');
 *	jy_json_number(&json, NULL, 7);
 *	jy_json_close(&json, ']');
 *	jy_json_close(&json, '}');
 */
#ifndef SOURCE_JSON_H
#define SOURCE_JSON_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"

struct jy_json {
	struct jb_buf *out;
	bool more; /* something stands before: a comma is due */
};

void jy_json_open(struct jy_json *json, const char *name, char bracket);
void jy_json_close(struct jy_json *json, char bracket);
void jy_json_text(struct jy_json *json, const char *name, struct jb_text text);
void jy_json_word(struct jy_json *json, const char *name, const char *word);
void jy_json_number(struct jy_json *json, const char *name, int64_t number);
void jy_json_flag(struct jy_json *json, const char *name, bool flag);
/* What follows begins on a line of its own: one item a line differs line by line. */
void jy_json_line(struct jy_json *json);

#endif
