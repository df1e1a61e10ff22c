/* Files: what is refused and with which sentence, pipes, and writing all or nothing. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <signal.h>
#include <unistd.h>

#include "base/io.h"
#include "testing.h"

static struct jb_arena arena;
static char folder[64];

static int set_up(void **state)
{
	(void)state;
	jb_arena_init(&arena, NULL);
	snprintf(folder, sizeof folder, "/tmp/journey-test-io-%ld", (long)getpid());
	return mkdir(folder, 0700);
}

static size_t entries(void)
{
	DIR *open = opendir(folder);
	size_t count = 0;

	assert_non_null(open);
	while (readdir(open))
		count++;
	closedir(open);
	return count - 2;
}

static int tear_down(void **state)
{
	static const char *const names[] = {"a.csv", "link", "pipe", "sub"};

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *name = jb_text_printf(&arena, "%s/%s", folder, names[i]).at;

		if (unlink(name) != 0)
			rmdir(name);
	}
	jb_arena_release(&arena);
	return rmdir(folder);
}

static struct jb_text in_folder(const char *name)
{
	return jb_text_printf(&arena, "%s/%s", folder, name);
}

static void check_why(struct jb_text why, const char *verb, struct jb_text path, const char *reason)
{
	struct jb_text expected =
		jb_text_printf(&arena, "cannot %s %.*s: %s", verb, JB_ARG(path), reason);

	assert_string_equal(jb_text_cstring(&arena, why), expected.at);
}

static void write_file(const char *name, struct jb_text content)
{
	struct jb_text why = {0};

	assert_int_equal(jb_io_write_all(&arena, in_folder(name), content, &why), JB_OK);
}

static void check_content(const char *name, struct jb_text content)
{
	struct jb_text out, why = {0};

	assert_int_equal(jb_io_read_all(&arena, in_folder(name), 1 << 24, &out, &why), JB_OK);
	assert_true(jb_text_equal(out, content));
	assert_int_equal(out.at[out.size], '\0');
}

static void what_is_written_is_read(void **state)
{
	char *large = jb_alloc(&arena, 1 << 20);

	(void)state;
	memset(large, 'x', 1 << 20);
	write_file("a.csv", (struct jb_text){large, 1 << 20});
	check_content("a.csv", (struct jb_text){large, 1 << 20});
	write_file("a.csv", JB_TEXT("a\0b\n"));
	check_content("a.csv", JB_TEXT("a\0b\n"));
	write_file("a.csv", (struct jb_text){0});
	check_content("a.csv", JB_TEXT(""));
	assert_int_equal(entries(), 1);
}

static void a_limit_is_kept(void **state)
{
	struct jb_text out, why, path = in_folder("a.csv");

	(void)state;
	write_file("a.csv", JB_TEXT("12345"));
	assert_int_equal(jb_io_read_all(&arena, path, 5, &out, &why), JB_OK);
	assert_int_equal(jb_io_read_all(&arena, path, 4, &out, &why), JB_TOO_LARGE);
	check_why(why, "read", path, "it has more than 4 bytes");
}

static void check_refused(struct jb_text path, const char *reason)
{
	struct jb_input input;
	struct jb_text why;

	assert_int_equal(jb_input_open(&input, &arena, path, &why), JB_CANNOT_OPEN);
	check_why(why, "open", path, reason);
}

static void what_is_no_file_is_refused(void **state)
{
	(void)state;
	write_file("a.csv", JB_TEXT("1"));
	check_refused(in_folder("b.csv"), "no such file");
	check_refused(JB_TEXT(""), "no such file");
	check_refused(in_folder("a.csv/b"), "a part of the path is not a directory");
	check_refused(jb_text_of(folder), "is a directory");
	check_refused(JB_TEXT("/dev/null"), "is neither a file nor a pipe");
	check_refused(JB_TEXT("a\0b"), "the path contains a NUL byte");
	if (geteuid() != 0) {
		assert_int_equal(chmod(in_folder("a.csv").at, 0), 0);
		check_refused(in_folder("a.csv"), "permission denied");
	}
}

static void what_cannot_be_written_says_so(void **state)
{
	struct jb_text why, missing = in_folder("no/a.csv"), full = JB_TEXT("/dev/full");

	(void)state;
	assert_int_equal(jb_io_write_all(&arena, missing, JB_TEXT("1"), &why), JB_CANNOT_WRITE);
	assert_true(
		jb_text_ends(why, jb_text_printf(&arena, ": there is no folder %s/no", folder)));
	assert_int_equal(jb_io_write_all(&arena, jb_text_of(folder), JB_TEXT("1"), &why),
			 JB_CANNOT_WRITE);
	check_why(why, "write", jb_text_of(folder), "is a directory");
	assert_int_equal(jb_io_write_all(&arena, full, JB_TEXT("1"), &why), JB_CANNOT_WRITE);
	check_why(why, "write", full, "no space left on the disk");
	assert_int_equal(jb_io_write_all(&arena, JB_TEXT("/dev/null"), JB_TEXT("1"), &why), JB_OK);
}

/* A file size limit stands for the full disk: part of the content is written, then no more. */
static void a_failed_write_leaves_the_old_file(void **state)
{
	struct rlimit before, tight;
	struct jb_text why, path = in_folder("a.csv");
	char *large = jb_alloc(&arena, 100000);
	enum jb_status status;

	(void)state;
	write_file("a.csv", JB_TEXT("old"));
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	tight = before;
	tight.rlim_cur = 4096;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &tight), 0);
	status = jb_io_write_all(&arena, path, (struct jb_text){large, 100000}, &why);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	signal(SIGXFSZ, SIG_DFL);
	assert_int_equal(status, JB_CANNOT_WRITE);
	check_why(why, "write", path, "the file would pass the largest size allowed");
	check_content("a.csv", JB_TEXT("old"));
	assert_int_equal(entries(), 1);
}

static void permissions_and_links_are_kept(void **state)
{
	struct stat about;
	mode_t mask = umask(0027);

	(void)state;
	write_file("a.csv", JB_TEXT("1"));
	umask(mask);
	assert_int_equal(stat(in_folder("a.csv").at, &about), 0);
	assert_int_equal(about.st_mode & 0777, 0640);
	assert_int_equal(chmod(in_folder("a.csv").at, 0600), 0);
	assert_int_equal(symlink("a.csv", in_folder("link").at), 0);
	write_file("link", JB_TEXT("2"));
	check_content("a.csv", JB_TEXT("2"));
	assert_int_equal(lstat(in_folder("link").at, &about), 0);
	assert_true(S_ISLNK(about.st_mode));
	assert_int_equal(stat(in_folder("a.csv").at, &about), 0);
	assert_int_equal(about.st_mode & 0777, 0600);
}

static void what_is_written_in_pieces_appears_at_the_end(void **state)
{
	struct jb_text path = in_folder("a.csv"), why;
	struct jb_output output;

	(void)state;
	write_file("a.csv", JB_TEXT("old"));
	assert_int_equal(jb_output_open(&output, &arena, path, &why), JB_OK);
	assert_true(jb_output_write(&output, JB_TEXT("one ")));
	check_content("a.csv", JB_TEXT("old"));
	assert_true(jb_output_write(&output, JB_TEXT("two")));
	assert_int_equal(jb_output_finish(&output, &arena, &why), JB_OK);
	check_content("a.csv", JB_TEXT("one two"));
	assert_int_equal(entries(), 1);
}

static void what_is_dropped_leaves_the_old_file(void **state)
{
	struct jb_text path = in_folder("a.csv"), none = in_folder("b.csv"), why;
	struct jb_output output;

	(void)state;
	write_file("a.csv", JB_TEXT("old"));
	assert_int_equal(jb_output_open(&output, &arena, path, &why), JB_OK);
	assert_true(jb_output_write(&output, JB_TEXT("new")));
	jb_output_drop(&output);
	check_content("a.csv", JB_TEXT("old"));
	assert_int_equal(jb_output_open(&output, &arena, none, &why), JB_OK);
	assert_true(jb_output_write(&output, JB_TEXT("new")));
	jb_output_drop(&output);
	assert_int_equal(entries(), 1);
}

static void a_failed_piece_is_told_at_the_end(void **state)
{
	struct jb_output output;
	struct jb_text why, full = JB_TEXT("/dev/full");

	(void)state;
	assert_int_equal(jb_output_open(&output, &arena, full, &why), JB_OK);
	assert_false(jb_output_write(&output, JB_TEXT("1")));
	assert_false(jb_output_write(&output, JB_TEXT("2")));
	assert_int_equal(jb_output_finish(&output, &arena, &why), JB_CANNOT_WRITE);
	check_why(why, "write", full, "no space left on the disk");
}

static void a_named_pipe_is_read_and_written(void **state)
{
	struct jb_text path = in_folder("pipe"), out, why;
	pid_t child;
	int status;

	(void)state;
	assert_int_equal(mkfifo(path.at, 0600), 0);
	child = fork();
	if (child == 0)
		_exit(jb_io_write_all(&arena, path, JB_TEXT("through"), &why));
	assert_int_equal(jb_io_read_all(&arena, path, 100, &out, &why), JB_OK);
	assert_true(jb_text_is(out, "through"));
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
}

static void a_failed_read_says_why(void **state)
{
	struct jb_input input;
	struct jb_text why;
	char byte;
	size_t got;

	(void)state;
	write_file("a.csv", JB_TEXT("1"));
	assert_int_equal(jb_input_open(&input, &arena, in_folder("a.csv"), &why), JB_OK);
	close(input.fd);
	assert_int_equal(jb_input_read(&input, &byte, 1, &got), JB_CANNOT_READ);
	assert_int_equal(got, 0);
	assert_true(jb_text_starts(jb_input_why(&input, &arena), JB_TEXT("cannot read /tmp/")));
	input.fd = -1;
	jb_input_close(&input);
}

static void paths_come_apart_and_together(void **state)
{
	(void)state;
	assert_true(jb_text_is(jb_path_folder(JB_TEXT("a/b/c")), "a/b"));
	assert_true(jb_text_is(jb_path_folder(JB_TEXT("/c")), "/"));
	assert_true(jb_text_is(jb_path_folder(JB_TEXT("c")), ""));
	assert_true(jb_text_is(jb_path_name(JB_TEXT("a/b/c")), "c"));
	assert_true(jb_text_is(jb_path_name(JB_TEXT("a/")), ""));
	assert_true(jb_text_is(jb_path_join(&arena, JB_TEXT("a/b"), JB_TEXT("c")), "a/b/c"));
	assert_true(jb_text_is(jb_path_join(&arena, JB_TEXT("/"), JB_TEXT("c")), "/c"));
	assert_true(jb_text_is(jb_path_join(&arena, JB_TEXT(""), JB_TEXT("c")), "c"));
	assert_true(jb_text_is(jb_path_join(&arena, JB_TEXT("a"), JB_TEXT("/c")), "/c"));
}

#define IO_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IO_TEST(what_is_written_is_read),
		IO_TEST(a_limit_is_kept),
		IO_TEST(what_is_no_file_is_refused),
		IO_TEST(what_cannot_be_written_says_so),
		IO_TEST(a_failed_write_leaves_the_old_file),
		IO_TEST(permissions_and_links_are_kept),
		IO_TEST(what_is_written_in_pieces_appears_at_the_end),
		IO_TEST(what_is_dropped_leaves_the_old_file),
		IO_TEST(a_failed_piece_is_told_at_the_end),
		IO_TEST(a_named_pipe_is_read_and_written),
		IO_TEST(a_failed_read_says_why),
		IO_TEST(paths_come_apart_and_together),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
