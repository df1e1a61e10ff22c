/* What fontconfig said is remembered, and believed only while nothing has changed. Each test has a
 * home of its own, without settings. */
#include "letters/fonts.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/io.h"
#include "testing.h"

#define FOLDER "/tmp/journey-fonts-test-"
#define MADE_UP 6 /* letters that mkdtemp chooses */
#define MEMORY "/cache/journey/fonts"
#define ARROW 0x2192

static char home[sizeof FOLDER + MADE_UP];

static const char *below_home(const char *path)
{
	static char whole[sizeof home + 64];

	snprintf(whole, sizeof whole, "%s%s", home, path);
	return whole;
}

static int set_up(void **state)
{
	(void)state;
	memset(home, 0, sizeof home);
	snprintf(home, sizeof home, "%s", FOLDER);
	memset(home + strlen(home), 'X', MADE_UP);
	assert_non_null(mkdtemp(home));
	setenv("HOME", home, 1);
	setenv("XDG_CONFIG_HOME", below_home("/config"), 1);
	setenv("XDG_CACHE_HOME", below_home("/cache"), 1);
	unsetenv("FONTCONFIG_FILE");
	unsetenv("FC_LANG");
	return mkdir(below_home("/cache"), 0700);
}

static int tear_down(void **state)
{
	static const char *const made[] = {MEMORY,
					   "/cache/journey",
					   "/cache/fontconfig",
					   "/cache",
					   "/config/fontconfig/fonts.conf",
					   "/config/fontconfig",
					   "/config",
					   ""};

	(void)state;
	for (size_t i = 0; i < sizeof made / sizeof *made; i++)
		remove(below_home(made[i]));
	return 0;
}

/* How often fontconfig was asked for the font of text and that of an arrow. */
static size_t asked(void)
{
	static char first[4096];
	struct jy_fonts *fonts = jy_fonts_new();
	struct jy_font_file text = jy_fonts_find(fonts, 0, 0);
	struct jy_font_file arrow = jy_fonts_find(fonts, 1, ARROW);
	size_t count;

	if (!text.path)
		skip();
	if (!first[0])
		snprintf(first, sizeof first, "%s", text.path);
	assert_string_equal(text.path, first);
	assert_ptr_equal(jy_fonts_find(fonts, 0, 0).path, text.path);
	assert_ptr_equal(jy_fonts_find(fonts, 1, ARROW).path, arrow.path);
	count = jy_fonts_asked(fonts);
	jy_fonts_free(fonts);
	return count;
}

static void asked_once_and_remembered(void **state)
{
	(void)state;
	assert_int_equal(asked(), 2);
	assert_int_equal(asked(), 0);
	assert_int_equal(asked(), 0);
	remove(below_home(MEMORY));
	assert_int_equal(asked(), 2);
}

/* What has just changed may change again unseen, so it is asked until it has settled. */
static void asked_again_when_settings_appear(void **state)
{
	FILE *file;

	(void)state;
	assert_int_equal(asked(), 2);
	assert_int_equal(mkdir(below_home("/config"), 0700), 0);
	assert_int_equal(mkdir(below_home("/config/fontconfig"), 0700), 0);
	assert_int_equal(asked(), 0);
	file = fopen(below_home("/config/fontconfig/fonts.conf"), "w");
	fputs("<fontconfig></fontconfig>\n", file);
	fclose(file);
	assert_int_equal(asked(), 2);
	assert_int_equal(asked(), 2);
}

static void asked_again_in_another_environment(void **state)
{
	(void)state;
	assert_int_equal(asked(), 2);
	setenv("FC_LANG", "ja", 1);
	assert_int_equal(asked(), 2);
	assert_int_equal(asked(), 0);
	unsetenv("FC_LANG");
	assert_int_equal(asked(), 2);
}

static void asked_again_after_a_day(void **state)
{
	struct timespec then[2] = {{.tv_sec = time(NULL) - 24 * 60 * 60 - 1}};

	(void)state;
	then[1] = then[0];
	assert_int_equal(asked(), 2);
	assert_int_equal(utimensat(AT_FDCWD, below_home(MEMORY), then, 0), 0);
	assert_int_equal(asked(), 2);
	then[1].tv_sec = time(NULL) + 1000;
	assert_int_equal(utimensat(AT_FDCWD, below_home(MEMORY), then, 0), 0);
	assert_int_equal(asked(), 2);
}

/* The clock of a file system may be a moment ahead of ours. */
static void believed_from_the_second_to_come(void **state)
{
	struct timespec next[2] = {{.tv_sec = time(NULL) + 1}};

	(void)state;
	next[1] = next[0];
	assert_int_equal(asked(), 2);
	assert_int_equal(utimensat(AT_FDCWD, below_home(MEMORY), next, 0), 0);
	assert_int_equal(asked(), 0);
}

static void settings_elsewhere_are_not_remembered(void **state)
{
	(void)state;
	setenv("FONTCONFIG_FILE", "/etc/fonts/fonts.conf", 1);
	assert_int_equal(asked(), 2);
	assert_int_equal(asked(), 2);
	assert_int_not_equal(access(below_home(MEMORY), F_OK), 0);
}

static void nowhere_to_remember(void **state)
{
	(void)state;
	assert_int_equal(rmdir(below_home("/cache")), 0);
	assert_int_equal(close(creat(below_home("/cache"), 0600)), 0);
	assert_int_equal(asked(), 2);
	assert_int_equal(asked(), 2);
	setenv("XDG_CACHE_HOME", "not/from/the/root", 1);
	setenv("HOME", "", 1);
	assert_int_equal(asked(), 2);
}

/* Nobody waits at a pipe. */
static void no_file_in_its_place(void **state)
{
	(void)state;
	assert_int_equal(mkdir(below_home("/cache/journey"), 0700), 0);
	assert_int_equal(mkfifo(below_home(MEMORY), 0600), 0);
	assert_int_equal(asked(), 2);
	assert_int_equal(asked(), 2);
}

static void put(struct jb_text bytes)
{
	FILE *file = fopen(below_home(MEMORY), "w");

	assert_int_equal(fwrite(bytes.at, 1, bytes.size, file), bytes.size);
	fclose(file);
}

/* Whatever stands in the file, the fonts are the same: `asked` compares them. */
static void damage_is_noticed(void **state)
{
	struct jb_arena arena;
	struct jb_text whole, why;
	char *bytes;

	(void)state;
	jb_arena_init(&arena, NULL);
	assert_int_equal(asked(), 2);
	assert_int_equal(
		jb_io_read_all(&arena, jb_text_of(below_home(MEMORY)), 1 << 20, &whole, &why),
		JB_OK);
	for (size_t size = 0; size < whole.size; size += 1 + size / 40) {
		put(jb_text_slice(whole, 0, size));
		assert_int_equal(asked(), 2);
	}
	bytes = jb_alloc(&arena, whole.size);
	for (size_t at = 0; at < whole.size; at += 1 + at / 20) {
		memcpy(bytes, whole.at, whole.size);
		bytes[at] = at % 2 ? '\n' : '7';
		if (bytes[at] == whole.at[at])
			continue;
		put((struct jb_text){bytes, whole.size});
		assert_int_equal(asked(), 2);
	}
	jb_arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(asked_once_and_remembered, set_up, tear_down),
		cmocka_unit_test_setup_teardown(asked_again_when_settings_appear, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(asked_again_in_another_environment, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(asked_again_after_a_day, set_up, tear_down),
		cmocka_unit_test_setup_teardown(believed_from_the_second_to_come, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(settings_elsewhere_are_not_remembered, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(nowhere_to_remember, set_up, tear_down),
		cmocka_unit_test_setup_teardown(no_file_in_its_place, set_up, tear_down),
		cmocka_unit_test_setup_teardown(damage_is_noticed, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
