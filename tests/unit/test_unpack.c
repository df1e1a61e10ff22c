/*
 * Packed data: what comes out, in pieces of any size, and what is told of data that are cut short,
 * damaged or followed by something else.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/unpack.h"
#include "packed.h"
#include "testing.h"

static struct jb_arena arena;
static struct jb_buf packed;

static int set_up(void **state)
{
	(void)state;
	jb_arena_init(&arena, NULL);
	jb_buf_init(&packed, &arena);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	jb_arena_release(&arena);
	return 0;
}

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))
#define SAMPLE(bytes) ((struct jb_text){(const char *)(bytes), sizeof(bytes)})

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
	packed_gzip(&packed, jb_text_of("one,"));
	packed_gzip(&packed, jb_text_of(""));
	packed_gzip(&packed, jb_text_of("two"));
	expect(jb_buf_text(&packed), "one,two", JB_UNPACK_SOUND, true);
	jb_buf_add_text(&packed, (struct jb_text){"\0\0\0", 3});
	expect(jb_buf_text(&packed), "one,two", JB_UNPACK_SOUND, true);
}

static void frames_one_after_the_other(void **state)
{
	(void)state;
	jb_buf_add_text(&packed, (struct jb_text){"\x50\x2a\x4d\x18\3\0\0\0abc", 11});
	packed_zstd(&packed, jb_text_of("one,"));
	jb_buf_add_text(&packed, (struct jb_text){"\x5f\x2a\x4d\x18\0\0\0\0", 8});
	packed_zstd_begin(&packed, 17);
	packed_zstd_block(&packed, jb_text_of("tw"), false);
	packed_zstd_block(&packed, jb_text_of("o"), true);
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
	packed_gzip(&packed, jb_text_of("one,"));
	size_t member = packed.size;
	packed_gzip(&packed, jb_text_of("two"));
	cut_anywhere(jb_buf_text(&packed), member);
	jb_buf_init(&packed, &arena);
	packed_zstd(&packed, jb_text_of("one,"));
	member = packed.size;
	packed_zstd(&packed, jb_text_of("two"));
	cut_anywhere(jb_buf_text(&packed), member);
}

static void damaged_data(void **state)
{
	(void)state;
	packed_gzip(&packed, jb_text_of("one,two"));
	packed.data[packed.size - 8] ^= 1;
	expect(jb_buf_text(&packed), "one,two", JB_UNPACK_CHECKSUM, false);
	packed.data[packed.size - 8] ^= 1;
	packed.data[packed.size - 1] ^= 1;
	expect(jb_buf_text(&packed), "one,two", JB_UNPACK_CHECKSUM, false);
	packed.data[10] = 7; /* a kind of block that there is not */
	expect(jb_buf_text(&packed), "", JB_UNPACK_DAMAGED, false);
	jb_buf_init(&packed, &arena);
	packed_zstd_begin(&packed, 17);
	packed_zstd_block(&packed, jb_text_of("one,"), false);
	jb_buf_add_string(&packed, "\x1f\xff\xff"); /* likewise */
	expect(jb_buf_text(&packed), "one,", JB_UNPACK_DAMAGED, false);
	jb_buf_init(&packed, &arena);
	jb_buf_add_text(&packed, (struct jb_text){"\x28\xb5\x2f\xfd\x20\4", 6});
	packed_zstd_block(&packed, jb_text_of("one"), false);
	packed_zstd_block(&packed, jb_text_of("two,"), false); /* more than the 4 bytes announced */
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
		packed_gzip(&packed, jb_text_of("one"));
		jb_buf_add_string(&packed, behind[i]);
		expect(jb_buf_text(&packed), "one", JB_UNPACK_TRAILING, false);
	}
	jb_buf_init(&packed, &arena);
	packed_gzip(&packed, jb_text_of("one"));
	jb_buf_add_text(&packed, (struct jb_text){"\0\0\x1f\x8b", 4});
	expect(jb_buf_text(&packed), "one", JB_UNPACK_TRAILING, false);
	for (size_t size = 1; size <= 4; size++) {
		jb_buf_init(&packed, &arena);
		packed_zstd(&packed, jb_text_of("one"));
		jb_buf_add_text(&packed, (struct jb_text){"name", size});
		expect(jb_buf_text(&packed), "one", JB_UNPACK_TRAILING, false);
	}
}

static void windows_and_dictionaries_that_are_refused(void **state)
{
	(void)state;
	packed_zstd_begin(&packed, 26);
	packed_zstd_block(&packed, jb_text_of("one"), true);
	expect(jb_buf_text(&packed), "", JB_UNPACK_WINDOW_BIG, false);
	jb_buf_init(&packed, &arena);
	packed_zstd_begin(&packed, 25);
	packed_zstd_block(&packed, jb_text_of("one"), true);
	expect(jb_buf_text(&packed), "one", JB_UNPACK_SOUND, true);
	jb_buf_init(&packed, &arena);
	jb_buf_add_text(&packed, (struct jb_text){"\x28\xb5\x2f\xfd\x01\x38\x2a\x01\0\0", 10});
	expect(jb_buf_text(&packed), "", JB_UNPACK_DICTIONARY, false);
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
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
