/*
 * The scan against the splitter, for every kernel that the processor has: rows that the scan finds
 * are the splitter's, byte for byte, however the bytes arrive; and it leaves to the splitter those
 * rows, and only those, of which it says so.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "scanning.h"
#include "testing.h"

static const enum jrt_simd kernel[] = {JRT_SIMD_PORTABLE, JRT_SIMD_NEON, JRT_SIMD_AVX2,
				       JRT_SIMD_AVX512};
#define KERNELS (sizeof kernel / sizeof *kernel)

/* One scan a kernel, and none for those that the processor has not. */
struct scans {
	struct jb_arena arena;
	struct jrt_scan *scan[KERNELS];
	struct scanning scanning;
};

static int make_scans(void **state)
{
	struct scans *scans = calloc(1, sizeof *scans);

	jb_arena_init(&scans->arena, NULL);
	for (size_t i = 0; i < KERNELS; i++) {
		struct jrt_scan *scan = jrt_scan_make(&scans->arena, kernel[i]);
		if (jrt_scan_simd(scan) == kernel[i])
			scans->scan[i] = scan;
	}
	scanning_init(&scans->scanning, &scans->arena);
	*state = scans;
	return 0;
}

static int release_scans(void **state)
{
	struct scans *scans = *state;

	scanning_release(&scans->scanning);
	jb_arena_release(&scans->arena);
	free(scans);
	return 0;
}

/* The text in windows that grow by `step`, by each kernel. */
static void expect_same(struct scans *scans, const char *text, size_t size, char separator,
			uint32_t width, size_t step)
{
	struct scanning *scanning = &scans->scanning;

	scanning_split(scanning, text, size, separator);
	for (size_t i = 0; i < KERNELS; i++) {
		if (scans->scan[i] == NULL)
			continue;
		scanning->scan = scans->scan[i];
		const char *wrong = scanning_compare(scanning, text, size, separator, width, step);
		if (wrong != NULL) {
			print_message("%.*s\n", (int)(size < 500 ? size : 500), text);
			fail_msg("kernel %d, step %zu, row %zu of %zu: %s", (int)kernel[i], step,
				 scanning->done, scanning->count, wrong);
		}
	}
}

/* At every offset of a block, and with every step: blanks before it are part of the first field. */
static void check(struct scans *scans, const char *text, char separator)
{
	char moved[512];
	size_t size = strlen(text);

	assert_true(size + 70 < sizeof moved);
	for (size_t blanks = 0; blanks <= 70; blanks++) {
		memset(moved, '.', blanks);
		memcpy(moved + blanks, text, size);
		if (blanks > 0)
			moved[blanks - 1] = '\n';
		for (size_t step = 1; step <= blanks + size + 1; step += 1 + step / 8)
			expect_same(scans, moved, blanks + size, separator, 2, step);
	}
}

static void lines_and_fields(void **state)
{
	static const char *const text[] = {
		"",
		"a",
		"a\n",
		"a,b\n1,2\n",
		"a,b\r\n1,2\r\n",
		"a,b\r1,2\r",
		"a\n\n\nb",
		"\n\n",
		"\r\n\r\n",
		"a\nb\rc\r\nd",
		"\n\ra\r\r\n",
		"\r\r\nb,\n",
		"a,\n,b\r\n,,\r,",
		"a,b,c\na\na,b",
		" \n \r",
		",",
		",\n",
		"a\r\n\n\r\nb\r",
		"\n\r\n\r\n\ra,b\r\n",
		"a\n\r\n\r",
	};

	for (size_t i = 0; i < sizeof text / sizeof *text; i++) {
		check(*state, text[i], ',');
		check(*state, text[i], ';');
	}
	check(*state, "a\tb\n\"x\ty\nz\"\tw\n\"\n", '\t');
	check(*state, "a;b\nc|d;e\n", '|');
}

static void quotes(void **state)
{
	static const char *const text[] = {
		"\"a\",b\n\"c\",d\n",
		"\"a,b\",c\n\"\",\"\"\n\"\"\"\",\"\"\"\"\n",
		"\"a\nb\r\nc\rd\",e\nf,g\n",
		"\"say \"\"hi\"\"\",2\r\n3,\"4\"\r\n",
		"\"a\"",
		"1,\"a\"\r",
		"1,\"a\"\r\n\"\r\n\r\n\",2\r\n",
		"\"\"\"a\"\"\",\"\"\"\n\"\"\"\nx,y\n",
		/* for the splitter: */
		"a\"b,c\nd,e\n",
		"a,b\n1, \"x\"\n3,4\n",
		"\"a\"b,c\nd,e\n",
		"\"a\" ,c\nd,e\n",
		"a,b\n\"c,d\ne,f\n",
		"a,b\n\"c,d\ne,\"f\ng,h\n",
		"\"c,d\ne,\"f\"\ng,h\n",
		"a,b\"\nc,d\n",
		"a,b\"\"\nc,d\n",
		"\"",
		"a,\"",
		"\"a\"\"",
		"\"a\"\"\"\"",
		"\"a\"\"\"",
		"\"a\"\"b\"c\"\n1,2\n",
		"a,\"b\n\r\n\"c\r\nd,e",
		"\"\"a\n\"\"\"b\n1,2\n",
	};

	for (size_t i = 0; i < sizeof text / sizeof *text; i++)
		check(*state, text[i], ',');
}

static void bytes(void **state)
{
	static const char *const text[] = {
		"\xc3\xa9,b\nc,\xe2\x82\xac\n\xf0\x9f\x98\x80,\xf4\x8f\xbf\xbf\n",
		"\xff,b\nc,d\n",
		"a,\x80\nb,\xc3\n\xa9,c\n\xc3\n",
		"a,\xe2\x82,\nb,\xf0\x9f\x98\n\xc0\xaf,c\nd,e\n",
		"\xed\xa0\x80,b\n\xf4\x90\x80\x80,c\n\xe0\x9f\xbf,d\n\xf0\x8f\xbf\xbf,e\n",
		"\"\xc3\xa9\",\"\xc3\"\n\"\xc3\n\xa9\",b\n",
		"a,\xc3",
		"a,\xc3\xa9",
		"\"\"\xff,b\n\xff\"\n1,2\n",
	};

	for (size_t i = 0; i < sizeof text / sizeof *text; i++)
		check(*state, text[i], ',');
}

static void nul_bytes(void **state)
{
	static const char text[] = "a,b\n\0,c\nd,\0\xc3\n\0\n\"\0\n\",\0";

	for (size_t step = 1; step <= sizeof text; step++)
		expect_same(*state, text, sizeof text - 1, ',', 2, step);
}

/* Rows of `fields` fields of `size` bytes; every third row is `odd`. */
static char *make_text(size_t rows, size_t fields, size_t bytes, const char *odd, size_t *size)
{
	struct jb_arena arena;
	struct jb_buf buf;
	char *text;

	jb_arena_init(&arena, NULL);
	jb_buf_init(&buf, &arena);
	for (size_t row = 0; row < rows; row++) {
		for (size_t field = 0; field < fields; field++) {
			for (size_t i = 0; i < bytes; i++)
				jb_buf_add_byte(&buf, (char)('a' + (row + field + i) % 26));
			jb_buf_add_byte(&buf, field + 1 < fields ? ',' : '\n');
		}
		if (row % 3 == 0)
			jb_buf_add_string(&buf, odd);
	}
	text = malloc(buf.size + 1);
	memcpy(text, buf.data, buf.size);
	*size = buf.size;
	jb_arena_release(&arena);
	return text;
}

static void expect_text(void **state, size_t rows, size_t fields, size_t bytes, const char *odd)
{
	size_t size;
	uint32_t width = fields < JRT_FIELDS_MAX ? (uint32_t)fields : JRT_FIELDS_MAX;
	char *text = make_text(rows, fields, bytes, odd, &size);

	expect_same(*state, text, size, ',', width, size);
	expect_same(*state, text, size, ',', width, size / 2 + 1);
	expect_same(*state, text, size, ',', width, 70000);
	free(text);
}

static void many_rows(void **state)
{
	expect_text(state, 5000, 22, 6, "");
	expect_text(state, 3 * JRT_SCAN_ROWS, 1, 1, "");
	expect_text(state, JRT_SCAN_ROWS - 1, 2, 1, "");
	expect_text(state, 5000, 3, 5, "\r\n\r\n\n");
	expect_text(state, 5000, 3, 5, "a,\"\r\nb\",\xc3\xa9\r\n");
	expect_text(state, 5000, 3, 5, "a,b\"c,\"d\n");
	expect_text(state, 1, 1, 1, "");
}

/* More ends than there is room for, also without a row. */
static void many_ends(void **state)
{
	size_t size = 400 * 1024;
	char *text = malloc(size);

	expect_text(state, 600, 1500, 0, "");
	memset(text, '\n', size);
	expect_same(*state, text, size, ',', 2, size);
	memcpy(text + size - 6, "a,b\nc", 5);
	expect_same(*state, text, size, ',', 2, size);
	memset(text, '\r', size / 2);
	expect_same(*state, text, size, ',', 2, 100000);
	free(text);
}

static void limits(void **state)
{
	expect_text(state, 3, 2, JRT_FIELD_BYTES / 2 - 1, ""); /* one byte short of too long */
	expect_text(state, 3, 2, JRT_FIELD_BYTES / 2, "x\n");
	expect_text(state, 3, 1, JRT_FIELD_BYTES, "x\r\n");
	expect_text(state, 3, 1, JRT_FIELD_BYTES + 1, "x\n");
	expect_text(state, 3, 20, JRT_FIELD_BYTES, "\"x\n\"\n");
	expect_text(state, 30, JRT_FIELDS_MAX, 1, "");
	expect_text(state, 30, JRT_FIELDS_MAX + 1, 1, "x\n");
	expect_text(state, 3, JRT_FIELD_BYTES + 1, 0, "x\n");
	expect_text(state, 3, 2 * JRT_FIELD_BYTES, 0, "x\n");
}

/* A quote that opens and is closed by none, or only past the limit, with lines inside. */
static void long_quotes(void **state)
{
	size_t size;
	char *text = make_text(5000, 3, 10, "", &size);

	text[4000] = '"';
	text[size / 2] = '"';
	for (size_t at = 3990; at < 4010; at++)
		if (text[at - 1] == ',')
			text[at] = '"';
	expect_same(*state, text, size, ',', 3, size);
	expect_same(*state, text, size, ',', 3, 70000);
	free(text);
}

static uint32_t random_next(uint64_t *seed)
{
	*seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t)(*seed >> 33);
}

static void random_texts(void **state)
{
	static const char *const letters[] = {
		",\"\r\nab\xc3\xa9\xff\t", ",,,\"\"\n\na\r", ",\"\",\"a\n", "a,\n", ",\"\r\na\t;",
	};
	uint64_t seed = 4711;
	char text[256];

	for (int round = 0; round < 60000; round++) {
		const char *from = letters[random_next(&seed) % (sizeof letters / sizeof *letters)];
		size_t size = random_next(&seed) % (round % 16 == 0 ? sizeof text : 40);
		char separator = ",\t;"[random_next(&seed) % 16 == 0 ? random_next(&seed) % 3 : 0];
		/* The last of the letters is the NUL behind them. */
		for (size_t i = 0; i < size; i++)
			text[i] = from[random_next(&seed) % (strlen(from) + (round % 3 == 0))];
		expect_same(*state, text, size, separator, 1 + random_next(&seed) % 3,
			    1 + random_next(&seed) % (size + 8));
	}
}

/* Like real rows: regular quotes, with now and then a spoilt byte. */
static void random_rows(void **state)
{
	static const char *const field[] = {
		"",   "a",    "\"b\"", "\"c,\"\"d\"",	   "\"e\r\nf\"",
		"12", "\"\"", "g h",   "\xc5\x82\xc3\xb3", "2025-01-01"};
	static const char spoil[] = "\"\n,\xff\r";
	uint64_t seed = 1234;
	char text[2048];

	for (int round = 0; round < 10000; round++) {
		size_t size = 0;
		while (size + 100 < sizeof text) {
			for (int i = 0; i < 3; i++) {
				const char *part = field[random_next(&seed) % 10];
				memcpy(text + size, part, strlen(part));
				size += strlen(part);
				text[size++] = ',';
			}
			text[size - 1] = '\n';
			if (round % 2 == 0) {
				text[size - 1] = '\r';
				text[size++] = '\n';
			}
		}
		for (uint32_t spoilt = random_next(&seed) % 4; spoilt > 0; spoilt--)
			text[random_next(&seed) % size] = spoil[random_next(&seed) % 5];
		expect_same(*state, text, size, ',', 3, 1 + random_next(&seed) % (2 * size));
	}
}

static void the_kernel_is_one_that_there_is(void **state)
{
	struct scans *scans = *state;
	enum jrt_simd best = jrt_scan_simd(jrt_scan_make(&scans->arena, JRT_SIMD_AUTO));

	assert_non_null(scans->scan[0]);
	assert_true(best != JRT_SIMD_AUTO);
	for (size_t i = 0; i < KERNELS; i++)
		assert_true(scans->scan[i] == NULL || kernel[i] <= best);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_kernel_is_one_that_there_is),
		cmocka_unit_test(lines_and_fields),
		cmocka_unit_test(quotes),
		cmocka_unit_test(bytes),
		cmocka_unit_test(nul_bytes),
		cmocka_unit_test(many_rows),
		cmocka_unit_test(many_ends),
		cmocka_unit_test(limits),
		cmocka_unit_test(long_quotes),
		cmocka_unit_test(random_texts),
		cmocka_unit_test(random_rows),
	};
	return cmocka_run_group_tests(tests, make_scans, release_scans);
}
