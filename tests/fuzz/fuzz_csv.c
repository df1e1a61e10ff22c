/*
 * Fuzzes the reader: any bytes as a data file. The first byte is the size of the blocks, the second
 * chooses separator and encoding, the rest is the file. Whatever comes, reading ends without harm;
 * reading it in one piece says the same; and where nothing is quoted, every line that is not blank
 * is one row.
 */
#include "reading_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void declare(struct reading *reading, uint8_t choice)
{
	static const enum jrt_type types[] = {JRT_TEXT, JRT_SHARE, JRT_INSTANT,	 JRT_FLAG,
					      JRT_DATE, JRT_CLOCK, JRT_DURATION, JRT_RATING};
	static const char separators[] = {',', '\t', ';', '|'};
	static const struct jb_text words[] = {{"", 0}, {"a", 1}, {"b", 1}};

	reading_init(reading);
	reading->source.separator = separators[choice & 3];
	reading->source.encoding = (enum jrt_encoding)((choice >> 2 & 3) % 3);
	reading->source.skip_lines = choice >> 4 & 1;
	reading->source.decimal_point = choice & 32 ? ',' : '.';
	for (uint32_t i = 0; i < COUNT_OF(types); i++) {
		struct jrt_column *column = reading_column(reading, "", types[i]);
		column->name = JB_TEXT("column");
		column->position = i % 4 + 1;
		column->scale_den = types[i] == JRT_SHARE ? 100 : 1;
		column->missing = words;
		column->missing_count = choice >> 6 & 1;
	}
	reading->column[2].zone = JB_TEXT("UTC");
	reading->column[6].format = JB_TEXT("h:mm:ss");
	reading->column[7].bounded = true;
	reading->column[7].high = 10 * JB_FIX_ONE;
	if (choice & 128)
		reading_column(reading, "n", JRT_COUNT);
}

static uint64_t lines_not_blank(const uint8_t *data, size_t size)
{
	uint64_t lines = 0;
	bool blank = true;

	for (size_t i = 0; i < size; i++) {
		bool end = data[i] == '\n' || data[i] == '\r';
		lines += blank && !end;
		blank = end;
	}
	return lines;
}

/* Tab-separated UTF-8 without lines to skip, a mark, a line `sep=` and a file end that DOS wrote.
 */
static void check_rows(const struct reading *reading, const uint8_t *data, size_t size)
{
	bool marked = size >= 3 && memcmp(data, "\xef\xbb\xbf", 3) == 0;
	bool plain = reading->source.separator == '\t' && reading->source.encoding == JRT_UTF_8 &&
		     reading->source.skip_lines == 0 && !marked;

	if (plain && reading->rows > 0 && memmem(data, size, "sep=", 4) == NULL)
		CHECK(reading->rows + 1 == lines_not_blank(data, size));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size >= 2)
		fuzz_reading(data, size, declare, check_rows);
	return 0;
}
