/*
 * What engines say, as it may be shown: on one line, short, with nothing for a terminal and no
 * password; and what to do about it, by SQLSTATE or by words.
 */
#include <string.h>

#include "engine/said.h"
#include "own_arena.h"

static void says(const char *said, const char *secret, const char *shown)
{
	struct jb_buf buf;

	jb_buf_init(&buf, &arena);
	jrt_said_add(&buf, jb_text_of(said), jb_text_of(secret));
	assert_string_equal(jb_buf_text(&buf).at, shown);
}

static void words_stand_on_one_line(void **state)
{
	(void)state;
	says("FATAL:  no\n\tway\r\n", "", "FATAL: no way");
	says("\033[2Jgone\177", "", "[2Jgone");
	says("", "", "");
}

static void words_are_not_endless(void **state)
{
	char much[4000];
	struct jb_buf buf;

	(void)state;
	memset(much, 'x', sizeof much - 1);
	much[sizeof much - 1] = '\0';
	jb_buf_init(&buf, &arena);
	jrt_said_add(&buf, jb_text_of(much), JB_TEXT(""));
	assert_int_equal(buf.size, 600);
}

static void a_password_is_taken_out_wherever_it_stands(void **state)
{
	(void)state;
	says("hunter2 is no hunter2!", "hunter2", "*** is no ***!");
	says("nothing of it", "hunter2", "nothing of it");
	says("DSN=a;PWD=x y;UID=b", "", "DSN=a;PWD=*** y;UID=b");
	says("Pwd={a;b}c;", "", "Pwd=***c;");
	says("password = 'a b' host=c", "", "password = *** host=c");
	says("no pwd here, and no password", "", "no pwd here, and no password");
	says("PWD=", "", "PWD=***");
	says("PWD={never ends", "", "PWD=***");
}

static void a_password_at_the_end_of_what_is_shown_is_not_cut_into_view(void **state)
{
	char much[700];
	struct jb_buf buf;

	(void)state;
	memset(much, 'x', sizeof much - 1);
	memcpy(much + 597, "hunter2", 7);
	much[sizeof much - 1] = '\0';
	jb_buf_init(&buf, &arena);
	jrt_said_add(&buf, jb_text_of(much), JB_TEXT("hunter2"));
	assert_string_equal(jb_buf_text(&buf).at + 597, "***");
}

static void what_to_do_is_told_by_state_or_by_words(void **state)
{
	(void)state;
	assert_non_null(
		strstr(jrt_said_advice("42P01", "relation \"x\" does not exist"), "--table"));
	assert_non_null(strstr(jrt_said_advice("42S02", NULL), "--table"));
	assert_non_null(strstr(jrt_said_advice(NULL, "no such table: x"), "--table"));
	assert_non_null(strstr(jrt_said_advice("08006", ""), "ask again"));
	assert_non_null(strstr(jrt_said_advice("28P01", ""), "~/.pgpass"));
	assert_null(jrt_said_advice("22012", "division by zero"));
	assert_null(jrt_said_advice(NULL, NULL));
	assert_null(jrt_said_advice("", ""));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(words_stand_on_one_line),
		TEST(words_are_not_endless),
		TEST(a_password_is_taken_out_wherever_it_stands),
		TEST(a_password_at_the_end_of_what_is_shown_is_not_cut_into_view),
		TEST(what_to_do_is_told_by_state_or_by_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
