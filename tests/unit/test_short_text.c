/*
 * Short texts as numbers: which texts have one, that they come back, that no two are the same, and
 * that what stands behind a text does not count.
 */
#include <stdlib.h>
#include <string.h>

#include "read/short_text.h"
#include "testing.h"

static int64_t number_of(const char *text, size_t size, char behind)
{
	char *room = malloc(JRT_SHORT_TEXT_BYTES);
	int64_t number;

	memset(room, behind, JRT_SHORT_TEXT_BYTES);
	memcpy(room, text, size < JRT_SHORT_TEXT_BYTES ? size : JRT_SHORT_TEXT_BYTES);
	number = jrt_short_text_of(room, size);
	free(room);
	return number;
}

static bool comes_back(const char *text, size_t size)
{
	char room[JRT_SHORT_TEXT_BYTES];
	int64_t number = number_of(text, size, '\xff');

	assert_true(number == number_of(text, size, '0') && number == number_of(text, size, 0));
	assert_true(number != INT64_MIN && number <= 0);
	if (number == 0)
		return false;
	struct jb_text back = jrt_short_text_get(number, room);
	assert_int_equal(back.size, size);
	assert_memory_equal(back.at, text, size);
	return true;
}

static void which(void **state)
{
	static const char *const short_texts[] = {"",
						  "a",
						  "seven b",
						  "K\xc3\xb6ln",
						  "\xf0\x9f\x98\x80",
						  "0000000",
						  "~~~~~~~",
						  "U0029372",
						  "        ",
						  "~~~~~~~\x7f",
						  "customer",
						  "U00293728",
						  "a b-c_d.e",
						  "C000000001",
						  "          ",
						  "__________",
						  "00000000000",
						  "99999999999",
						  "0000000000000000",
						  "9999999999999999",
						  "123456789012"};
	static const char *const others[] = {
		"K\xc3\xb6ln-12", "tab\tand x",	       "c00000000a",
		"U0029372890",	  "99999999999999999", "a text of many words",
		"\x1f      ",	  "1234567890a",       "123456789012345:"};

	(void)state;
	for (size_t i = 0; i < sizeof short_texts / sizeof *short_texts; i++)
		if (!comes_back(short_texts[i], strlen(short_texts[i])))
			fail_msg("\"%s\" has no number", short_texts[i]);
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (strlen(others[i]) > 7)
			assert_false(comes_back(others[i], strlen(others[i])));
}

static int by_number(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return x < y ? -1 : x > y;
}

/* All of one byte or two, and many that differ in one place. */
static void all_different(void **state)
{
	static int64_t number[256 * 257 + 17 * 16 * 256];
	size_t count = 0;
	char text[JRT_SHORT_TEXT_BYTES];

	(void)state;
	for (int a = 0; a < 256; a++)
		for (int b = 0; b <= 256; b++) {
			text[0] = (char)a;
			text[1] = (char)b;
			number[count++] = number_of(text, b < 256 ? 2 : 1, 'x');
		}
	for (size_t size = 3; size <= JRT_SHORT_TEXT_BYTES; size++)
		for (size_t place = 0; place < size; place++)
			for (int byte = 0; byte < 256; byte++) {
				memset(text, '7', sizeof text);
				text[place] = (char)byte;
				if (byte != '7' && comes_back(text, size))
					number[count++] = number_of(text, size, 'x');
			}
	qsort(number, count, sizeof *number, by_number);
	for (size_t i = 1; i < count; i++)
		assert_true(number[i - 1] < number[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(which),
		cmocka_unit_test(all_different),
	};

	return cmocka_run_group_tests_name("short_text", tests, NULL, NULL);
}
