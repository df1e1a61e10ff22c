/* Differences of two texts: the format, and that applying one gives the other text, for many
 * made-up pairs and for large ones that have nothing in common. */
#include <stdio.h>
#include <string.h>

#include "fmt/unified.h"
#include "own_arena.h"

static struct jb_text diff_of(struct jb_text before, struct jb_text after)
{
	struct jb_buf out;

	jb_buf_init(&out, &arena);
	jy_unified_diff(&out, &arena, JB_TEXT("f"), before, after);
	return jb_buf_text(&out);
}

static void shows(const char *before, const char *after, const char *want)
{
	struct jb_text diff = diff_of(jb_text_of(before), jb_text_of(after));

	if (!jb_text_is(diff, want))
		fail_msg("\nwanted\n%s\ngot\n%.*s", want, JB_ARG(diff));
}

static void the_format(void **state)
{
	(void)state;
	shows("a\n", "a\n", "");
	shows("", "a\n", "--- f\n+++ f\n@@ -0,0 +1 @@\n+a\n");
	shows("a\n", "", "--- f\n+++ f\n@@ -1 +0,0 @@\n-a\n");
	shows("a", "a\n", "--- f\n+++ f\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n");
	shows("1\n2\n3\n4\n5\n", "1\n2\n3\nx\n4\n5\n",
	      "--- f\n+++ f\n@@ -1,5 +1,6 @@\n 1\n 2\n 3\n+x\n 4\n 5\n");
	/* Six lines between two changes keep them together, seven do not. */
	shows("a\n1\n2\n3\n4\n5\n6\nb\n", "1\n2\n3\n4\n5\n6\n",
	      "--- f\n+++ f\n@@ -1,8 +1,6 @@\n-a\n 1\n 2\n 3\n 4\n 5\n 6\n-b\n");
	shows("a\n1\n2\n3\n4\n5\n6\n7\nb\n", "1\n2\n3\n4\n5\n6\n7\n",
	      "--- f\n+++ f\n@@ -1,4 +1,3 @@\n-a\n 1\n 2\n 3\n@@ -6,4 +5,3 @@\n 5\n 6\n 7\n-b\n");
	shows("1\n2\n3\n4\n5\n6\n", "1\n2\n3\n4\n5\n6\n7\n",
	      "--- f\n+++ f\n@@ -4,3 +4,4 @@\n 4\n 5\n 6\n+7\n");
}

/* ---- applying ---- */

static struct jb_text line_of(struct jb_text *rest)
{
	const char *end = rest->size ? memchr(rest->at, '\n', rest->size) : NULL;
	size_t size = end ? (size_t)(end - rest->at) + 1 : rest->size;
	struct jb_text line = jb_text_slice(*rest, 0, size);

	*rest = jb_text_slice(*rest, size, rest->size);
	return line;
}

static unsigned number_at(const char *at)
{
	unsigned value = 0;

	for (; *at >= '0' && *at <= '9'; at++)
		value = value * 10 + (unsigned)(*at - '0');
	return value;
}

/* The text before with the difference applied; every line kept or taken away is compared. */
static struct jb_text apply(struct jb_text before, struct jb_text diff)
{
	struct jb_buf out;
	unsigned at = 1;

	jb_buf_init(&out, &arena);
	while (diff.size) {
		struct jb_text line = line_of(&diff), body = jb_text_slice(line, 1, line.size);

		if (jb_text_starts(line, JB_TEXT("---")) || jb_text_starts(line, JB_TEXT("+++")))
			continue;
		if (jb_text_starts(diff, JB_TEXT("\\")))
			body.size--;
		if (line.at[0] == '@') {
			const char *comma = strchr(line.at, ','), *plus = strchr(line.at, '+');
			unsigned first = number_at(line.at + 4);

			first += comma && comma < plus && number_at(comma + 1) == 0;
			for (; at < first; at++)
				jb_buf_add_text(&out, line_of(&before));
		} else if (line.at[0] == '+') {
			jb_buf_add_text(&out, body);
		} else if (line.at[0] != '\\') {
			struct jb_text was = line_of(&before);

			assert_true(jb_text_equal(was, body));
			at++;
			if (line.at[0] == ' ')
				jb_buf_add_text(&out, was);
		}
	}
	jb_buf_add_text(&out, before);
	return jb_buf_text(&out);
}

static uint32_t random_below(uint32_t *seed, uint32_t limit)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (*seed >> 8) % limit;
}

static struct jb_text made_up(uint32_t *seed, uint32_t lines, uint32_t words, bool last_end)
{
	struct jb_buf out;

	jb_buf_init(&out, &arena);
	for (uint32_t i = 0; i < lines; i++)
		jb_buf_printf(&out, "%u%s", random_below(seed, words),
			      i + 1 < lines || last_end ? "\n" : "");
	return jb_buf_text(&out);
}

static void applied_it_gives_the_other_text(void **state)
{
	uint32_t seed = 1;

	(void)state;
	for (int i = 0; i < 4000; i++) {
		uint32_t words = 1 + random_below(&seed, 12);
		struct jb_text a = made_up(&seed, random_below(&seed, 40), words, i % 3);
		struct jb_text b = made_up(&seed, random_below(&seed, 40), words, i % 5);
		struct jb_text diff = diff_of(a, b);

		if (!jb_text_equal(apply(a, diff), b))
			fail_msg("from\n%.*s\nto\n%.*s\nby\n%.*s", JB_ARG(a), JB_ARG(b),
				 JB_ARG(diff));
		jb_arena_reset(&arena);
	}
}

/* Beyond JY_UNIFIED_EFFORT the way need not be short, and is still a way. */
static void large_texts(void **state)
{
	uint32_t seed = 7;

	(void)state;
	for (uint32_t words = 2; words < 4000000; words *= 40) {
		struct jb_text a = made_up(&seed, 20000, words, true);
		struct jb_text b = made_up(&seed, 21000, words, true);

		assert_true(jb_text_equal(apply(a, diff_of(a, b)), b));
		jb_arena_reset(&arena);
	}
}

/* One line changed among many costs two lines of difference, wherever it stands. */
static void a_small_change_stays_small(void **state)
{
	struct jb_buf a, b;

	(void)state;
	jb_buf_init(&a, &arena);
	jb_buf_init(&b, &arena);
	for (int i = 0; i < 3000; i++) {
		jb_buf_printf(&a, "%d\n", i % 7);
		jb_buf_printf(&b, i % 100 ? "%d\n" : "other %d\n", i % 7);
	}
	struct jb_text diff = diff_of(jb_buf_text(&a), jb_buf_text(&b));
	size_t marks = 0;
	for (struct jb_text rest = diff; rest.size;) {
		struct jb_text line = line_of(&rest);
		marks += line.at[0] == '-' || line.at[0] == '+';
	}
	assert_int_equal(marks, 2 + 2 * 30);
	assert_true(jb_text_equal(apply(jb_buf_text(&a), diff), jb_buf_text(&b)));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_format),
		TEST(applied_it_gives_the_other_text),
		TEST(large_texts),
		TEST(a_small_change_stays_small),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
