/*
 * What a reading must give, with blocks of any size, plainly and fast.
 */
#ifndef TESTS_READING_GIVES_H
#define TESTS_READING_GIVES_H

#include "reading.h"
#include "testing.h"

/* A text `name` and a number `n`. */
static inline void reading_name_and_n(struct reading *reading)
{
	reading_column(reading, "name", JRT_TEXT);
	reading_column(reading, "n", JRT_NUMBER);
}

static inline void reading_gives(struct reading *reading, const char *rows, const char *findings)
{
	static const size_t blocks[] = {0, 1, 7, 4096};

	for (size_t i = 0; i < 2 * COUNT_OF(blocks); i++) {
		reading->input.plain = i < COUNT_OF(blocks);
		reading_run(reading, blocks[i % COUNT_OF(blocks)]);
		assert_int_equal(reading->status, JB_OK);
		assert_string_equal(reading->findings_text.data, findings);
		assert_string_equal(reading->rows_text.data, rows);
	}
}

#endif
