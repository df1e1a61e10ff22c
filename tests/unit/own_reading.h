/*
 * Tests that each have a reading of their own, empty when the test begins: `reading`, what it must
 * give, and TEST(name), a row of the list of tests. Stands behind other headers, whose parameters
 * have that name too.
 */
#ifndef TESTS_OWN_READING_H
#define TESTS_OWN_READING_H

#include "reading.h"
#include "testing.h"

static struct reading reading;

static int set_up(void **state)
{
	(void)state;
	reading_init(&reading);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	reading_release(&reading);
	return 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

/* The same for rows of JSON. */
static inline int set_up_json(void **state)
{
	set_up(state);
	reading.source.format = JRT_NDJSON;
	return 0;
}

#define JSON_TEST(name) cmocka_unit_test_setup_teardown(name, set_up_json, tear_down)

#define BYTES(literal) literal, sizeof(literal) - 1

/* A text `name` and a number `n`. */
static inline void name_and_n(void)
{
	reading_column(&reading, "name", JRT_TEXT);
	reading_column(&reading, "n", JRT_NUMBER);
}

/* The rows and findings, with blocks of any size, plainly and fast. */
static inline void gives(const char *rows, const char *findings)
{
	static const size_t blocks[] = {0, 1, 7, 4096};

	for (size_t i = 0; i < 2 * COUNT_OF(blocks); i++) {
		reading.input.plain = i < COUNT_OF(blocks);
		reading_run(&reading, blocks[i % COUNT_OF(blocks)]);
		assert_int_equal(reading.status, JB_OK);
		assert_string_equal(reading.findings_text.data, findings);
		assert_string_equal(reading.rows_text.data, rows);
	}
}

#endif
