/*
 * Packed data: what comes out, in pieces of any size, and what is told of data that are cut short,
 * damaged or followed by something else. Then the reader over packed files.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "base/unpack.h"
#include "packed.h"
#include "reading.h"
#include "testing.h"

static struct jb_arena arena;
static struct jb_buf packed;
static struct reading reading;

static int set_up(void **state)
{
	(void)state;
	jb_arena_init(&arena, NULL);
	jb_buf_init(&packed, &arena);
	reading_init(&reading);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	reading_release(&reading);
	jb_arena_release(&arena);
	return 0;
}

#define SAMPLE(bytes) ((struct jb_text){(const char *)(bytes), sizeof(bytes)})

/* ---- data ---- */

struct outcome {
	struct jb_buf out;
	enum jb_unpack_fault fault;
	bool between;
};

static struct outcome unpack(struct jb_text data, size_t in_piece, size_t out_piece)
{
	struct jb_unpack unpack;
	struct outcome outcome;
	unsigned char room[512];
	size_t at = 0;

	jb_buf_init(&outcome.out, &arena);
	jb_unpack_init(&unpack, &arena);
	jb_unpack_begin(&unpack, jb_packing_of(data));
	for (;;) {
		size_t left = data.size - at;
		struct jb_unpack_io io = {.in = (const unsigned char *)data.at + at,
					  .in_size = left < in_piece ? left : in_piece,
					  .out = room,
					  .out_size = out_piece};
		bool sound = jb_unpack_some(&unpack, &io);
		assert_true(io.taken <= io.in_size && io.given <= io.out_size);
		jb_buf_add_text(&outcome.out, (struct jb_text){(const char *)room, io.given});
		at += io.taken;
		if (!sound || (at == data.size && io.taken == 0 && io.given == 0))
			break;
		assert_true(io.taken > 0 || io.given > 0);
	}
	outcome.fault = unpack.fault;
	outcome.between = unpack.between;
	jb_unpack_end(&unpack);
	return outcome;
}

static void expect(struct jb_text data, const char *out, enum jb_unpack_fault fault, bool between)
{
	static const size_t pieces[][2] = {{512, 512}, {1, 1}, {1, 512}, {512, 1}, {3, 7}};

	for (size_t i = 0; i < COUNT_OF(pieces); i++) {
		struct outcome outcome = unpack(data, pieces[i][0], pieces[i][1]);
		assert_string_equal(outcome.out.data, out);
		assert_int_equal(outcome.fault, fault);
		assert_int_equal(outcome.between, between);
	}
}

static struct jb_text text_of(const char *text)
{
	return jb_text_of(text);
}

static void packings_are_told_by_their_beginning(void **state)
{
	(void)state;
	assert_int_equal(jb_packing_of(SAMPLE(packed_gzip_sample)), JB_PACKED_GZIP);
	assert_int_equal(jb_packing_of(SAMPLE(packed_zstd_sample)), JB_PACKED_ZSTD);
	assert_int_equal(jb_packing_of(JB_TEXT("\x5f\x2a\x4d\x18")), JB_PACKED_ZSTD);
	assert_int_equal(jb_packing_of(JB_TEXT("\x5f\x2a\x4d")), JB_PACKED_NOT);
	assert_int_equal(jb_packing_of(JB_TEXT("\x1f")), JB_PACKED_NOT);
	assert_int_equal(jb_packing_of(JB_TEXT("")), JB_PACKED_NOT);
	assert_int_equal(jb_packing_of(JB_TEXT("name,n\n")), JB_PACKED_NOT);
}

static void samples_of_the_usual_programs(void **state)
{
	struct jb_buf text;

	(void)state;
	jb_buf_init(&text, &arena);
	jb_buf_add_string(&text, "name,n\n");
	for (int i = 0; i < 40; i++)
		jb_buf_printf(&text, "anna %d,%d\n", i % 7, i * i);
	assert_int_equal(text.size, PACKED_SAMPLE_SIZE);
	expect(SAMPLE(packed_gzip_sample), text.data, JB_UNPACK_SOUND, true);
	expect(SAMPLE(packed_zstd_sample), text.data, JB_UNPACK_SOUND, true);
}

static void members_one_after_the_other(void **state)
{
	(void)state;
	packed_gzip(&packed, text_of("one,"));
	packed_gzip(&packed, text_of(""));
	packed_gzip(&packed, text_of("two"));
	expect(jb_buf_text(&packed), "one,two", JB_UNPACK_SOUND, true);
	jb_buf_add_text(&packed, (struct jb_text){"\0\0\0", 3});
	expect(jb_buf_text(&packed), "one,two", JB_UNPACK_SOUND, true);
}

static void frames_one_after_the_other(void **state)
{
	(void)state;
	jb_buf_add_text(&packed, (struct jb_text){"\x50\x2a\x4d\x18\3\0\0\0abc", 11});
	packed_zstd(&packed, text_of("one,"));
	jb_buf_add_text(&packed, (struct jb_text){"\x5f\x2a\x4d\x18\0\0\0\0", 8});
	packed_zstd_begin(&packed, 17);
	packed_zstd_block(&packed, text_of("tw"), false);
	packed_zstd_block(&packed, text_of("o"), true);
	expect(jb_buf_text(&packed), "one,two", JB_UNPACK_SOUND, true);
}

/* Wherever data are cut, what came before is good, and the end of a member is the only place where
 * nothing is missing. */
static void cut_anywhere(struct jb_text data, size_t member)
{
	for (size_t size = JB_UNPACK_HEAD; size < data.size; size++) {
		struct outcome outcome = unpack(jb_text_slice(data, 0, size), 512, 512);
		struct jb_text out = jb_buf_text(&outcome.out);
		assert_int_equal(outcome.fault, JB_UNPACK_SOUND);
		assert_int_equal(outcome.between, size == member);
		assert_true(jb_text_starts(JB_TEXT("one,two"), out));
	}
}

static void data_that_are_cut_short(void **state)
{
	(void)state;
	packed_gzip(&packed, text_of("one,"));
	size_t member = packed.size;
	packed_gzip(&packed, text_of("two"));
	cut_anywhere(jb_buf_text(&packed), member);
	jb_buf_init(&packed, &arena);
	packed_zstd(&packed, text_of("one,"));
	member = packed.size;
	packed_zstd(&packed, text_of("two"));
	cut_anywhere(jb_buf_text(&packed), member);
}

static void damaged_data(void **state)
{
	(void)state;
	packed_gzip(&packed, text_of("one,two"));
	packed.data[packed.size - 8] ^= 1;
	expect(jb_buf_text(&packed), "one,two", JB_UNPACK_CHECKSUM, false);
	packed.data[packed.size - 8] ^= 1;
	packed.data[packed.size - 1] ^= 1;
	expect(jb_buf_text(&packed), "one,two", JB_UNPACK_CHECKSUM, false);
	packed.data[10] = 7; /* a kind of block that there is not */
	expect(jb_buf_text(&packed), "", JB_UNPACK_DAMAGED, false);
	jb_buf_init(&packed, &arena);
	packed_zstd_begin(&packed, 17);
	packed_zstd_block(&packed, text_of("one,"), false);
	jb_buf_add_string(&packed, "\x1f\xff\xff"); /* likewise */
	expect(jb_buf_text(&packed), "one,", JB_UNPACK_DAMAGED, false);
	jb_buf_init(&packed, &arena);
	jb_buf_add_text(&packed, (struct jb_text){"\x28\xb5\x2f\xfd\x20\4", 6});
	packed_zstd_block(&packed, text_of("one"), false);
	packed_zstd_block(&packed, text_of("two,"), false); /* more than the 4 bytes announced */
	expect(jb_buf_text(&packed), "one", JB_UNPACK_DAMAGED, false);
}

static void a_checksum_of_zstd(void **state)
{
	char *bytes = jb_copy(&arena, packed_zstd_sample, sizeof packed_zstd_sample);

	(void)state;
	bytes[sizeof packed_zstd_sample - 1] ^= 1;
	struct outcome outcome =
		unpack((struct jb_text){bytes, sizeof packed_zstd_sample}, 512, 512);
	assert_int_equal(outcome.fault, JB_UNPACK_CHECKSUM);
}

static void bytes_behind_the_last_member(void **state)
{
	static const char *const behind[] = {"x", "\x1fx", "\x1f\x1f\x8b"};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(behind); i++) {
		jb_buf_init(&packed, &arena);
		packed_gzip(&packed, text_of("one"));
		jb_buf_add_string(&packed, behind[i]);
		expect(jb_buf_text(&packed), "one", JB_UNPACK_TRAILING, false);
	}
	jb_buf_init(&packed, &arena);
	packed_gzip(&packed, text_of("one"));
	jb_buf_add_text(&packed, (struct jb_text){"\0\0\x1f\x8b", 4});
	expect(jb_buf_text(&packed), "one", JB_UNPACK_TRAILING, false);
	for (size_t size = 1; size <= 4; size++) {
		jb_buf_init(&packed, &arena);
		packed_zstd(&packed, text_of("one"));
		jb_buf_add_text(&packed, (struct jb_text){"name", size});
		expect(jb_buf_text(&packed), "one", JB_UNPACK_TRAILING, false);
	}
}

static void windows_and_dictionaries_that_are_refused(void **state)
{
	(void)state;
	packed_zstd_begin(&packed, 26);
	packed_zstd_block(&packed, text_of("one"), true);
	expect(jb_buf_text(&packed), "", JB_UNPACK_WINDOW_BIG, false);
	jb_buf_init(&packed, &arena);
	packed_zstd_begin(&packed, 25);
	packed_zstd_block(&packed, text_of("one"), true);
	expect(jb_buf_text(&packed), "one", JB_UNPACK_SOUND, true);
	jb_buf_init(&packed, &arena);
	jb_buf_add_text(&packed, (struct jb_text){"\x28\xb5\x2f\xfd\x01\x38\x2a\x01\0\0", 10});
	expect(jb_buf_text(&packed), "", JB_UNPACK_DICTIONARY, false);
}

/* ---- files ---- */

static void name_and_n(void)
{
	reading_column(&reading, "name", JRT_TEXT);
	reading_column(&reading, "n", JRT_NUMBER);
}

static void gives(const char *rows, const char *findings)
{
	static const size_t blocks[] = {0, 1, 7, 4096};

	for (size_t i = 0; i < COUNT_OF(blocks); i++) {
		reading_run(&reading, blocks[i]);
		assert_int_equal(reading.status, JB_OK);
		assert_string_equal(reading.findings_text.data, findings);
		assert_string_equal(reading.rows_text.data, rows);
	}
}

static void add_file(void)
{
	reading_file(&reading, packed.data, packed.size);
	jb_buf_init(&packed, &arena);
}

static void packed_files_are_read_as_what_they_hold(void **state)
{
	(void)state;
	name_and_n();
	packed_gzip(&packed, text_of("\xef\xbb\xbfname,n\nan"));
	packed_gzip(&packed, text_of("na,1\n"));
	add_file();
	packed_zstd(&packed, text_of("n,name\n2,bert\n"));
	add_file();
	reading_string(&reading, "name,n\ncleo,3\n");
	gives("2 \"anna\" 1\n2 \"bert\" 2\n2 \"cleo\" 3\n", "");
}

static void encodings_inside_of_packed_files(void **state)
{
	(void)state;
	name_and_n();
	reading.source.encoding = JRT_WINDOWS_1252;
	packed_gzip(&packed, text_of("name,n\nZo\xeb,1\n"));
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
	packed_zstd_block(&packed, text_of("name,n\nanna,1\n"), false);
	add_file();
	packed_gzip(&packed, text_of(""));
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
	packed_gzip(&inner, text_of("name,n\nanna,1\n"));
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
	packed_zstd_block(&packed, text_of("name,n\n"), false);
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
	packed_gzip(&packed, text_of("name,n\nanna,1\n"));
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
	packed_gzip(&packed, text_of("name,n\nanna,1\n"));
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

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(packings_are_told_by_their_beginning),
		TEST(samples_of_the_usual_programs),
		TEST(members_one_after_the_other),
		TEST(frames_one_after_the_other),
		TEST(data_that_are_cut_short),
		TEST(damaged_data),
		TEST(a_checksum_of_zstd),
		TEST(bytes_behind_the_last_member),
		TEST(windows_and_dictionaries_that_are_refused),
		TEST(packed_files_are_read_as_what_they_hold),
		TEST(encodings_inside_of_packed_files),
		TEST(files_cut_short_keep_their_rows_and_are_unread),
		TEST(damage_far_behind_the_header),
		TEST(files_packed_twice_and_archives),
		TEST(bombs_cost_no_memory_and_can_be_stopped),
		TEST(digests_are_of_the_packed_bytes),
		TEST(packed_pipes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
