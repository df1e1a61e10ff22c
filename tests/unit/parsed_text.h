/*
 * A journey text parsed, for the tests of tokens and trees; what was reported is at hand as lines.
 */
#ifndef TESTS_PARSED_TEXT_H
#define TESTS_PARSED_TEXT_H

#include "source/sink.h"
#include "syntax/parse.h"
#include "testing.h"

struct reading {
	struct jb_arena arena;
	struct jy_diags diags;
	struct jy_file file;
	struct jy_parsed parsed;
	struct jb_buf out;
};

/* Copies the text. */
static inline void read_text(struct reading *reading, struct jb_text text)
{
	jb_arena_init(&reading->arena, NULL);
	jy_diags_init(&reading->diags, &reading->arena);
	jb_buf_init(&reading->out, &reading->arena);
	assert_true(jy_file_init(&reading->file, &reading->arena, JB_TEXT("t.journey"),
				 jb_text_copy(&reading->arena, text), &reading->diags));
	reading->parsed = jy_parse(&reading->file, &reading->arena, &reading->diags);
}

static inline void release(struct reading *reading)
{
	jb_arena_release(&reading->arena);
}

/* The reports as lines. */
static inline const char *lines_of(struct reading *reading)
{
	jb_buf_reset(&reading->out);
	jy_sink_lines(&reading->out, &reading->diags);
	return reading->out.size ? reading->out.data : "";
}

#endif
