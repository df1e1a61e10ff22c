/*
 * Rows that are handed in against files with the same rows: the same figures, findings and rejects,
 * byte for byte, whatever the pieces and in whatever turns.
 */
#include "own_push.h"

static void rows_give_what_a_file_gives(void **state)
{
	const bool plain[] = {false, true};
	struct told read, told;
	size_t size;
	char *text = file_of_rows(&size);

	(void)state;
	file_of_bytes(text, size);
	free(text);
	for (int i = 0; i < 2; i++) {
		t.input.plain = plain[i];
		measure_files(&read);
		const struct jrt_push_source source = pushed(JRT_PUSH_ROWS);
		struct jrt_push *push = open_push(&told, &source, 1);
		push_rows(push, 0, ROWS);
		end_push(push, &told);
		are_the_same(&told, &read);
		jb_arena_release(&read.arena);
	}
}

/* What is handed in as fields has no format; what is handed in as bytes has the source's. */
static void rows_have_no_format(void **state)
{
	struct told read, told;
	size_t size;
	char *text = file_of_rows(&size);

	(void)state;
	file_of_bytes(text, size);
	free(text);
	measure_files(&read);
	t.source.format = JRT_NDJSON;
	const struct jrt_push_source source = pushed(JRT_PUSH_ROWS);
	struct jrt_push *push = open_push(&told, &source, 1);
	push_rows(push, 0, ROWS);
	end_push(push, &told);
	are_the_same(&told, &read);
	jb_arena_release(&read.arena);
}

static void bytes_may_be_cut_anywhere(void **state)
{
	const size_t cuts[] = {1, 7, 4096, 65536, SIZE_MAX};
	struct told read, told;
	size_t size;
	char *text = file_of_rows(&size);

	(void)state;
	file_of_bytes(text, size);
	measure_files(&read);
	for (size_t c = 0; c < sizeof cuts / sizeof *cuts; c++) {
		const struct jrt_push_source source = pushed(JRT_PUSH_BYTES);
		struct jrt_push *push = open_push(&told, &source, 1);

		for (size_t at = 0, part; at < size; at += part) {
			part = size - at < cuts[c] ? size - at : cuts[c];
			assert_int_equal(jrt_push_bytes(push, 0, text + at, part), JB_OK);
		}
		end_push(push, &told);
		are_the_same(&told, &read);
	}
	jb_arena_release(&read.arena);
	free(text);
}

/* ---- several sources ---- */

static struct jrt_source both[2];

static void add_second_source(void)
{
	programs(&t);
	both[0] = t.source;
	both[1] = both[0];
	both[1].name = JB_TEXT("chats");
	t.metric[t.plan.metric_count] = t.metric[0];
	t.metric[t.plan.metric_count].source = 1;
	t.meter[t.plan.meter_count] = t.meter[0];
	t.meter[t.plan.meter_count++].metric = (uint32_t)t.plan.metric_count++;
	t.plan.source = both;
	t.plan.source_count = 2;
}

/* Row by row to each in turn, the later source first: it waits in memory. */
static void sources_may_take_turns(void **state)
{
	struct jrt_push_source source[] = {pushed(JRT_PUSH_ROWS), pushed(JRT_PUSH_ROWS)};
	char room[FIELDS][64];
	struct jb_text field[FIELDS];
	struct told one, other;

	(void)state;
	add_second_source();
	source[1].source = JB_TEXT("chats");
	struct jrt_push *push = open_push(&one, source, 2);
	for (int i = 0; i < 60000; i++) {
		fill_row(i, room, field);
		assert_int_equal(jrt_push_row(push, 1, field), JB_OK);
		if (i < OTHER_ROWS)
			assert_int_equal(jrt_push_row(push, 0, field), JB_OK);
	}
	assert_int_equal(jrt_push_done(push, 0), JB_OK);
	assert_int_equal(jrt_push_row(push, 0, field), JB_REFUSED);
	end_push(push, &one);
	push = open_push(&other, source, 2);
	push_rows(push, 0, OTHER_ROWS);
	assert_int_equal(jrt_push_done(push, 0), JB_OK);
	push_rows(push, 1, 60000);
	end_push(push, &other);
	are_the_same(&one, &other);
	jb_arena_release(&other.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(rows_give_what_a_file_gives),
		TEST(rows_have_no_format),
		TEST(bytes_may_be_cut_anywhere),
		TEST(sources_may_take_turns),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
