/*
 * A library is loaded by its name and gives its calls; where it, or one of them, is missing, a
 * sentence begins as the caller wants it and names what is missing.
 */
#include <string.h>

#include "base/library.h"
#include "own_arena.h"

struct calls {
	double (*cbrt)(double of);
	int unlike; /* what is no call stays as it is */
	double (*hypot)(double one, double other);
};

static const struct jb_call have[] = {
	{"hypot", offsetof(struct calls, hypot)},
	{"cbrt", offsetof(struct calls, cbrt)},
};

static enum jb_status load(const char *file, const struct jb_call *call, size_t count,
			   struct calls *calls, struct jb_text *why)
{
	const struct jb_library library = {
		.file = file,
		.cannot = JB_TEXT("no root can be drawn here"),
		.call = call,
		.count = count,
	};

	return jb_library_open(&library, calls, &arena, why);
}

static void assert_says(struct jb_text why, const char *word)
{
	assert_true(jb_text_starts(why, JB_TEXT("no root can be drawn here: ")));
	assert_non_null(strstr(why.at, word));
}

static void calls_are_found(void **state)
{
	struct calls calls = {.unlike = 7};
	struct jb_text why = JB_TEXT("");

	(void)state;
	assert_int_equal(load("libm.so.6", have, 2, &calls, &why), JB_OK);
	assert_float_equal(calls.cbrt(27), 3, 1e-12);
	assert_float_equal(calls.hypot(3, 4), 5, 1e-12);
	assert_int_equal(calls.unlike, 7);
	assert_int_equal(why.size, 0);
	assert_int_equal(load("libm.so.6", have, 2, &calls, &why), JB_OK);
}

static void a_missing_library_is_named(void **state)
{
	struct calls calls;
	struct jb_text why;

	(void)state;
	assert_int_equal(load("libof-no-one.so.9", have, 2, &calls, &why), JB_REFUSED);
	assert_says(why, "libof-no-one.so.9");
}

static void a_missing_call_is_named(void **state)
{
	static const struct jb_call more[] = {
		{"cbrt", offsetof(struct calls, cbrt)},
		{"root_of_nothing", offsetof(struct calls, hypot)},
	};
	struct calls calls;
	struct jb_text why;

	(void)state;
	assert_int_equal(load("libm.so.6", more, 2, &calls, &why), JB_REFUSED);
	assert_says(why, "libm.so.6 is of another version, without root_of_nothing");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(calls_are_found),
		TEST(a_missing_library_is_named),
		TEST(a_missing_call_is_named),
	};

	return cmocka_run_group_tests_name("library", tests, NULL, NULL);
}
