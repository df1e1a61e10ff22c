/*
 * SHA-256 against the examples that NIST publishes for FIPS 180-4 ("SHA256.pdf": one block, two
 * blocks) and for a million letters a, in one piece and in many; files as their bytes; hexadecimal
 * back and forth; the canonical encoding tells lists of fields apart.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/hash.h"
#include "testing.h"

static struct jb_arena arena;

static void assert_hex(struct jb_digest digest, const char *hex)
{
	assert_string_equal(jb_digest_hex(&arena, &digest).at, hex);
}

static void published_examples(void **state)
{
	(void)state;
	assert_hex(jb_hash_text(JB_TEXT("")),
		   "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	assert_hex(jb_hash_text(JB_TEXT("abc")),
		   "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	assert_hex(
		jb_hash_text(JB_TEXT("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
		"248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

static const char million[] = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";

static void pieces_are_one_text(void **state)
{
	char letters[1000];
	struct jb_hash hash;

	(void)state;
	memset(letters, 'a', sizeof letters);
	jb_hash_init(&hash);
	for (size_t done = 0; done < 1000000;) {
		size_t piece = 1 + done % 997;

		if (piece > 1000000 - done)
			piece = 1000000 - done;
		jb_hash_add(&hash, letters, piece);
		jb_hash_add(&hash, NULL, 0);
		done += piece;
	}
	assert_hex(jb_hash_end(&hash), million);
}

static void a_file_is_its_bytes(void **state)
{
	char path[64];
	FILE *file;
	struct jb_digest digest;
	struct jb_text why = {0};
	uint64_t size = 0;

	(void)state;
	snprintf(path, sizeof path, "/tmp/journey-hash.%d", (int)getpid());
	file = fopen(path, "w");
	for (int i = 0; i < 1000000; i++)
		fputc('a', file);
	fclose(file);
	assert_int_equal(jb_hash_file(&arena, jb_text_of(path), &digest, &size, &why), JB_OK);
	unlink(path);
	assert_hex(digest, million);
	assert_int_equal(size, 1000000);
	assert_int_equal(jb_hash_file(&arena, jb_text_of(path), &digest, NULL, &why),
			 JB_CANNOT_OPEN);
	assert_true(jb_text_ends(why, JB_TEXT("no such file")));
	assert_int_equal(jb_hash_file(&arena, JB_TEXT("/tmp"), &digest, NULL, &why),
			 JB_CANNOT_OPEN);
}

static void hexadecimal_back_and_forth(void **state)
{
	struct jb_digest digest = jb_hash_text(JB_TEXT("abc")), back;
	struct jb_text hex = jb_digest_hex(&arena, &digest);
	char wrong[JB_DIGEST_HEX];

	(void)state;
	assert_true(jb_digest_parse(hex, &back));
	assert_true(jb_digest_equal(&digest, &back));
	back.byte[31] ^= 1;
	assert_false(jb_digest_equal(&digest, &back));
	assert_false(jb_digest_parse(jb_text_slice(hex, 0, 63), &back));
	memcpy(wrong, hex.at, sizeof wrong);
	wrong[5] = 'A';
	assert_false(jb_digest_parse((struct jb_text){wrong, sizeof wrong}, &back));
	wrong[5] = 'g';
	assert_false(jb_digest_parse((struct jb_text){wrong, sizeof wrong}, &back));
}

static struct jb_digest of_fields(const char *a, const char *b)
{
	struct jb_hash hash;

	jb_hash_init(&hash);
	jb_hash_add_text(&hash, jb_text_of(a));
	jb_hash_add_text(&hash, jb_text_of(b));
	return jb_hash_end(&hash);
}

static void fields_do_not_run_together(void **state)
{
	struct jb_digest one = of_fields("ab", "c"), other = of_fields("a", "bc");
	struct jb_hash hash;

	(void)state;
	assert_false(jb_digest_equal(&one, &other));
	jb_hash_init(&hash);
	jb_hash_add_number(&hash, 0x0102030405060708);
	one = jb_hash_end(&hash);
	other = jb_hash_text(JB_TEXT("\1\2\3\4\5\6\7\10"));
	assert_true(jb_digest_equal(&one, &other));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(published_examples),
		cmocka_unit_test(pieces_are_one_text),
		cmocka_unit_test(a_file_is_its_bytes),
		cmocka_unit_test(hexadecimal_back_and_forth),
		cmocka_unit_test(fields_do_not_run_together),
	};
	jb_arena_init(&arena, NULL);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	jb_arena_release(&arena);
	return failed;
}
