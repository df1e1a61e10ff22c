/*
 * Fuzzes rows of JSON: any bytes as a data file. The first byte is the size of the blocks, the
 * second chooses encoding and columns, the rest is the file. Whatever comes, reading ends without
 * harm; reading it in one piece says the same; and every line that is not blank is one row.
 */
#include "reading_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void declare(struct reading *reading, uint8_t choice)
{
	static const enum jrt_type types[] = {JRT_TEXT, JRT_NUMBER, JRT_INSTANT, JRT_FLAG};
	static const char *const names[] = {"a", "b", "c", "\xc3\xa9", "a"};

	reading_init(reading);
	reading->source.format = JRT_NDJSON;
	reading->source.encoding = (enum jrt_encoding)((choice & 3) % 3);
	for (uint32_t i = 0; i < COUNT_OF(names); i++)
		reading_column(reading, names[i], types[(i + (choice >> 2)) % COUNT_OF(types)]);
	for (uint32_t i = 0; i < COUNT_OF(names); i++)
		if (reading->column[i].type == JRT_INSTANT)
			reading->column[i].zone = JB_TEXT("UTC");
}

static uint64_t lines_not_blank(const uint8_t *data, size_t size)
{
	uint64_t lines = 0;
	bool blank = true;

	for (size_t i = 0; i < size; i++) {
		lines += blank && memchr(" \t\r\n", data[i], 4) == NULL;
		blank = data[i] == '\n' || (blank && memchr(" \t\r", data[i], 3) != NULL);
	}
	return lines;
}

/* Of UTF-8 that is not packed and has no mark. */
static void check_rows(const struct reading *reading, const uint8_t *data, size_t size)
{
	if (reading->source.encoding == JRT_UTF_8 && reading->rows > 0 && data[0] < 0x80 &&
	    data[0] != 0x1f && data[0] != 0x28 && data[0] != 'P')
		CHECK(reading->rows == lines_not_blank(data, size));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size >= 3)
		fuzz_reading(data, size, declare, check_rows);
	return 0;
}
