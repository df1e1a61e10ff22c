/*
 * Places of ODBC and its texts, without a driver: what is refused, what is shown, what a connection
 * is made with, and letters of every size there and back.
 */
#include <string.h>

#include "engine/odbc.h"
#include "own_arena.h"

static bool fits(const char *place)
{
	struct jb_text why;

	return jrt_odbc_fit(&arena, jb_text_of(place), &why) == JB_OK;
}

static void secrets_are_refused_however_they_are_spelt(void **state)
{
	struct jb_text why;

	(void)state;
	assert_true(fits("warehouse"));
	assert_true(fits("Driver=SQLite3;Database=pwd.db"));
	assert_true(fits("Driver={a;PWD=b};UID=ann"));
	assert_true(fits("Driver={a}};PWD=b};UID=ann"));
	assert_false(fits("Driver=a;PWD=b"));
	assert_false(fits("PWD=b"));
	assert_false(fits("Driver=a; pwd =b"));
	assert_false(fits("Driver={a};Password={b}"));
	assert_false(fits("Driver=a;AccessToken=b"));
	assert_false(fits("Driver=a;pwd"));
	assert_int_equal(jrt_odbc_fit(&arena, JB_TEXT("PWD=hunter2"), &why), JB_REFUSED);
	assert_null(memmem(why.at, why.size, "hunter2", 7));
}

static void shows(const char *place, const char *shown)
{
	assert_string_equal(jrt_odbc_shown(&arena, jb_text_of(place)).at, shown);
}

static void who_asks_is_not_shown(void **state)
{
	(void)state;
	shows("warehouse", "odbc:warehouse");
	shows("Driver=a;UID=ann;Database=c", "odbc:Driver=a;Database=c");
	shows("user=ann;Server={x;y}", "odbc:Server={x;y}");
	shows("Server=a;", "odbc:Server=a");
}

static void connects(const char *place, const char *password, const char *string)
{
	assert_string_equal(jrt_odbc_string(&arena, jb_text_of(place), password).at, string);
}

static void a_password_stands_in_braces(void **state)
{
	(void)state;
	connects("warehouse", NULL, "DSN=warehouse");
	connects("warehouse", "a;b=c", "DSN=warehouse;PWD={a;b=c}");
	connects("Driver=x", "a}b{", "Driver=x;PWD={a}}b{}");
	connects("Driver={SQLite3};Database=a", NULL, "Driver={SQLite3};Database=a;NoCreat=1");
}

static void there_and_back(const char *text, size_t units)
{
	struct jb_buf buf;
	size_t size;
	const uint16_t *wide = jrt_odbc_wide(&arena, jb_text_of(text), &size);

	assert_int_equal(size, units);
	assert_int_equal(wide[size], 0);
	jb_buf_init(&buf, &arena);
	jrt_odbc_add(&buf, wide, size);
	assert_string_equal(jb_buf_text(&buf).at, text);
}

static void letters_of_every_size_come_back(void **state)
{
	static const uint16_t alone[] = {'a', 0xdc00, 0xd83d};
	struct jb_buf buf;

	(void)state;
	there_and_back("", 0);
	there_and_back("plain", 5);
	there_and_back("\303\244\342\202\254", 2);
	there_and_back("\360\237\230\200x\364\217\277\277", 5);
	jb_buf_init(&buf, &arena);
	jrt_odbc_add(&buf, alone, 3);
	assert_string_equal(jb_buf_text(&buf).at, "a\357\277\275\357\277\275");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(secrets_are_refused_however_they_are_spelt),
		TEST(who_asks_is_not_shown),
		TEST(a_password_stands_in_braces),
		TEST(letters_of_every_size_come_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
