/*
 * The reader over packed files and pipes: they are read as what they hold, bombs cost no memory,
 * and what is cut short or damaged keeps the rows before it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "packed.h"
#include "own_reading.h"

static struct jb_arena arena;
static struct jb_buf packed;

static int set_up_packed(void **state)
{
	jb_arena_init(&arena, NULL);
	jb_buf_init(&packed, &arena);
	return set_up(state);
}

static int tear_down_packed(void **state)
{
	jb_arena_release(&arena);
	return tear_down(state);
}

#define PACKED(name) cmocka_unit_test_setup_teardown(name, set_up_packed, tear_down_packed)

static void add_file(void)
{
	reading_file(&reading, packed.data, packed.size);
	jb_buf_init(&packed, &arena);
}

static void packed_files_are_read_as_what_they_hold(void **state)
{
	(void)state;
	name_and_n();
	packed_gzip(&packed, jb_text_of("\xef\xbb\xbfname,n\nan"));
	packed_gzip(&packed, jb_text_of("na,1\n"));
	add_file();
	packed_zstd(&packed, jb_text_of("n,name\n2,bert\n"));
	add_file();
	reading_string(&reading, "name,n\ncleo,3\n");
	gives("2 \"anna\" 1\n2 \"bert\" 2\n2 \"cleo\" 3\n", "");
}

static void encodings_inside_of_packed_files(void **state)
{
	(void)state;
	name_and_n();
	reading.source.encoding = JRT_WINDOWS_1252;
	packed_gzip(&packed, jb_text_of("name,n\nZo\xeb,1\n"));
	add_file();
	gives("2 \"Zo\xc3\xab\" 1\n", "");
	reading.input.file_count = 0;
	reading.source.encoding = JRT_UTF_16;
	packed_zstd(&packed, (struct jb_text){"\xff\xfen\0a\0m\0e\0,\0n\0\n\0\xeb\0,\0"
					      "1\0",
					      22});
	add_file();
	gives("2 \"\xc3\xab\" 1\n", "");
}

static void files_cut_short_keep_their_rows_and_are_unread(void **state)
{
	(void)state;
	name_and_n();
	packed_zstd_begin(&packed, 17);
	packed_zstd_block(&packed, jb_text_of("name,n\nanna,1\n"), false);
	add_file();
	packed_gzip(&packed, jb_text_of(""));
	packed.size -= 3;
	add_file();
	gives("",
	      "error R0112 cannot be unpacked further with zstd: the data end in their middle; "
	      "14 bytes came out before / get the file again; what follows is missing from the "
	      "results\n"
	      "error R0112 cannot be unpacked with gzip: the data end in their middle / get the "
	      "file again; what follows is missing from the results\n");
}

/* More than what is looked at to tell what a file is. */
static void damage_far_behind_the_header(void **state)
{
	struct jb_buf text;

	(void)state;
	name_and_n();
	jb_buf_init(&text, &arena);
	jb_buf_add_string(&text, "name,n\n");
	for (int i = 0; i < 600; i++)
		jb_buf_add_byte(&text, ' ');
	jb_buf_add_string(&text, "anna,1\nbert,2\n");
	packed_gzip(&packed, jb_buf_text(&text));
	packed.data[packed.size - 1] ^= 1;
	add_file();
	for (size_t block = 0; block < 3; block++) {
		reading_run(&reading, block);
		assert_int_equal(reading.rows, 2);
		assert_string_equal(reading.findings_text.data,
				    "error R0112 4 cannot be unpacked further with gzip: the data "
				    "are damaged, their checksum does not fit; 621 bytes came out "
				    "before / get the file again; what follows is missing from the "
				    "results\n");
	}
}

static void files_packed_twice_and_archives(void **state)
{
	struct jb_buf inner;
	char tar[512] = "data.csv";

	(void)state;
	name_and_n();
	jb_buf_init(&inner, &arena);
	packed_gzip(&inner, jb_text_of("name,n\nanna,1\n"));
	packed_zstd(&packed, jb_buf_text(&inner));
	add_file();
	memcpy(tar + 257, "ustar", 5);
	packed_gzip(&packed, (struct jb_text){tar, sizeof tar});
	add_file();
	gives("", "error R0104 is packed with gzip inside of another packing, not delimited text / "
		  "unpack it once: files that are packed once are read as they are\n"
		  "error R0104 is a tar archive, not delimited text / unpack it first: tar -xf "
		  "FILE\n");
}

struct patience {
	uint64_t calls, most;
};

static bool stop_after(void *user, const struct jrt_progress_at *at)
{
	struct patience *patience = user;

	(void)at;
	return ++patience->calls < patience->most;
}

/* A gigabyte in 32 KiB: one row that never ends. It costs the row's limit of memory, and can be
 * stopped although the file has long been read. */
static void bombs_cost_no_memory_and_can_be_stopped(void **state)
{
	struct patience patience = {.most = 600};

	(void)state;
	name_and_n();
	packed_zstd_begin(&packed, 25);
	packed_zstd_block(&packed, jb_text_of("name,n\n"), false);
	for (int i = 0; i < 8192; i++)
		packed_zstd_bomb(&packed, 'x', i == 8191);
	add_file();
	reading.arena.limit = (size_t)16 * 1024 * 1024;
	reading_run(&reading, 0);
	assert_int_equal(reading.status, JB_OK);
	assert_int_equal(reading.rows, 1);
	assert_int_equal(reading.bad, 1);
	assert_true(reading.arena.used < (size_t)8 * 1024 * 1024);
	reading.input.progress = stop_after;
	reading.input.progress_user = &patience;
	reading_run(&reading, 0);
	assert_int_equal(reading.status, JB_CANCELLED);
	assert_int_equal(patience.calls, 600);
}

/* The digest is of the bytes as they came, also where they cannot be unpacked to their end. */
static void digests_are_of_the_packed_bytes(void **state)
{
	struct jrt_reader *reader = NULL;
	struct jrt_batch batch = {0};

	(void)state;
	name_and_n();
	packed_gzip(&packed, jb_text_of("name,n\nanna,1\n"));
	jb_buf_add_string(&packed, "behind");
	struct jb_digest wanted = jb_hash_text(jb_buf_text(&packed));
	size_t size = packed.size;
	add_file();
	reading.input.hash = true;
	for (size_t block = 0; block < 4; block++) {
		reading.input.read_block = block;
		assert_int_equal(jrt_reader_open(&reading.arena, &reading.plan, 0, &reading.input,
						 NULL, &reader, &reading.why),
				 JB_OK);
		do
			assert_int_equal(jrt_reader_next(reader, &batch, &reading.why), JB_OK);
		while (batch.rows > 0);
		const struct jrt_read_bytes *bytes = jrt_reader_bytes(reader, 0);
		assert_true(bytes->hashed);
		assert_int_equal(bytes->size, size);
		assert_true(jb_digest_equal(&bytes->digest, &wanted));
		assert_true(jrt_reader_is_unread(reader, 0));
		jrt_reader_close(reader);
	}
}

/* A pipe that gives its bytes one at a time. */
static void packed_pipes(void **state)
{
	int end[2];
	char path[32];

	(void)state;
	name_and_n();
	packed_gzip(&packed, jb_text_of("name,n\nanna,1\n"));
	assert_int_equal(pipe(end), 0);
	pid_t child = fork();
	if (child == 0) {
		for (size_t i = 0; i < packed.size; i++)
			if (write(end[1], packed.data + i, 1) != 1)
				_exit(1);
		_exit(0);
	}
	close(end[1]);
	snprintf(path, sizeof path, "/proc/self/fd/%d", end[0]);
	reading_path(&reading, path);
	reading_run(&reading, 0);
	close(end[0]);
	waitpid(child, NULL, 0);
	assert_string_equal(reading.rows_text.data, "2 \"anna\" 1\n");
	assert_string_equal(reading.findings_text.data, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		PACKED(packed_files_are_read_as_what_they_hold),
		PACKED(encodings_inside_of_packed_files),
		PACKED(files_cut_short_keep_their_rows_and_are_unread),
		PACKED(damage_far_behind_the_header),
		PACKED(files_packed_twice_and_archives),
		PACKED(bombs_cost_no_memory_and_can_be_stopped),
		PACKED(digests_are_of_the_packed_bytes),
		PACKED(packed_pipes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
