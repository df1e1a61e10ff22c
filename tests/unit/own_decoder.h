/*
 * Tests of fields that each have a column of their own, named x: begin() with a type, then what a
 * text is(), or what it is refused with; TEST(name), a row of the list of tests.
 */
#ifndef TESTS_OWN_DECODER_H
#define TESTS_OWN_DECODER_H

#include <stdlib.h>
#include <string.h>

#include "read/column.h"
#include "read/read.h"
#include "testing.h"

static struct jb_arena arena;
static struct jrt_source source;
static struct jrt_column column;
static struct jrt_plan plan;
static struct jrt_texts texts;
static struct jrt_decoder decoder;
static struct jrt_decoded decoded;

static int set_up(void **state)
{
	(void)state;
	jb_arena_init(&arena, NULL);
	source = (struct jrt_source){.separator = ',', .decimal_point = '.'};
	column = (struct jrt_column){
		.name = JB_TEXT("x"), .header = JB_TEXT("X"), .scale_num = 1, .scale_den = 1};
	plan = (struct jrt_plan){0};
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	jb_arena_release(&arena);
	return 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

static inline void begin(enum jrt_type type)
{
	struct jb_text why = {0};

	column.type = type;
	jrt_texts_init(&texts, &arena, &plan);
	enum jb_status status = jrt_decoder_init(&decoder, &arena, &source, &column, &texts, &why);
	if (status != JB_OK)
		fail_msg("%.*s", JB_ARG(why));
}

static inline void decode(const char *text)
{
	/* A copy of just its size, so that a sanitizer sees a look beyond it. */
	size_t size = strlen(text);
	char *copy = malloc(size > 0 ? size : 1);
	bool ascii = true;

	memcpy(copy, text, size);
	for (size_t i = 0; i < size; i++)
		ascii = ascii && (unsigned char)copy[i] < 0x80;
	jrt_decode(&decoder, (struct jb_text){copy, size}, ascii, &arena, &decoded);
	free(copy);
}

static inline void is(const char *text, int64_t value)
{
	decode(text);
	if (decoded.code != NULL)
		fail_msg("%s: %.*s", text, JB_ARG(decoded.reason));
	assert_true(decoded.known);
	assert_int_equal(decoded.value, value);
}

static inline void is_missing(const char *text)
{
	decode(text);
	assert_null(decoded.code);
	assert_false(decoded.known);
}

static inline void is_refused(const char *text, const char *code, const char *reason)
{
	decode(text);
	assert_false(decoded.known);
	assert_non_null(decoded.code);
	assert_string_equal(decoded.code, code);
	struct jb_buf buf;
	jb_buf_init(&buf, &arena);
	jb_buf_add_text(&buf, decoded.reason);
	assert_string_equal(buf.data, reason);
}

#endif
