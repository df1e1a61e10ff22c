/*
 * How found text appears in a message: in quotes, shortened, with everything a terminal or an
 * editor would not show written as an escape. Text of data files goes into a sentence through here
 * only.
 */
#ifndef READ_WORDING_H
#define READ_WORDING_H

#include "base/buf.h"
#include "base/text.h"
#include "journey/state.h"

#define JRT_SAY_CHARACTERS 60

/* "…" with \t \n \r \" \\, \x1b for other control characters and for bytes that are no UTF-8,
 * \u{200b} for invisible characters; after JRT_SAY_CHARACTERS characters an ellipsis stands for the
 * rest. */
void jrt_say(struct jb_buf *buf, struct jb_text text);
/* "a", "b", "c" and 12 more: the first `at_most` of `count`. */
void jrt_say_list(struct jb_buf *buf, const struct jb_text *text, size_t count, size_t at_most);
/* 4,096: whole numbers in sentences have their thousands set apart. */
void jrt_say_count(struct jb_buf *buf, uint64_t count);

/* Findings of a reader: a growing array in the reader's arena. */
struct jrt_findings {
	struct jb_arena *arena;
	struct jrt_finding *at;
	size_t count, room;
};

/* Adds one; `code` is a literal, `message` and `help` must live as long as the arena. */
void jrt_findings_add(struct jrt_findings *findings, enum jrt_severity severity, const char *code,
		      struct jb_text file, uint64_t line, struct jb_text message,
		      struct jb_text help);

#endif
