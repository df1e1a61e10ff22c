/*
 * The ways in which handing in ends early: cancelled, dropped, refused, without memory.
 */
#include <pthread.h>

#include "own_push.h"

static bool say_no(void *user, const struct jrt_progress_at *at)
{
	(void)user;
	return at->bytes < 100000;
}

static void cancelling_ends_the_handing_in(void **state)
{
	const struct jrt_push_source source = pushed(JRT_PUSH_ROWS);
	struct jrt_input input = {.progress = say_no};
	char room[FIELDS][64];
	struct jb_text field[FIELDS], why = {0};
	struct jrt_measured measured;
	struct jrt_push *push;
	enum jb_status status;

	(void)state;
	programs(&t);
	assert_int_equal(jrt_push_open(&t.plan, &input, &source, 1, &t.arena, &push, &why), JB_OK);
	fill_row(0, room, field);
	do
		status = jrt_push_row(push, 0, field);
	while (status == JB_OK);
	assert_int_equal(status, JB_CANCELLED);
	assert_int_equal(jrt_push_end(push, &measured, &why), JB_CANCELLED);
	assert_true(why.size > 0);
	assert_int_equal(measured.cell_count, 0);
}

static void a_push_may_be_dropped(void **state)
{
	const struct jrt_push_source source = pushed(JRT_PUSH_ROWS);
	struct told told;

	(void)state;
	jrt_push_drop(NULL);
	for (int rows = 0; rows < 9000; rows += 4000) {
		struct jrt_push *push = open_push(&told, &source, 1);

		push_rows(push, 0, rows);
		jrt_push_drop(push);
		jb_arena_release(&told.arena);
	}
}

/* What follows `stop at a row where …` is no row, and nobody waits for it to be taken. */
static void what_nobody_wants_is_let_go(void **state)
{
	const struct jrt_push_source source = pushed(JRT_PUSH_ROWS);
	struct told told;

	(void)state;
	t.source.stop = is_text(&t, FILTER, 1, "a,b");
	struct jrt_push *push = open_push(&told, &source, 1);
	push_rows(push, 0, 100000);
	end_push(push, &told);
	assert_non_null(strstr(told.text.data, "\"rows\": 2,"));
	jb_arena_release(&told.arena);
}

static void refuses(struct jrt_push_source one, struct jrt_push_source other, const char *says)
{
	const struct jrt_push_source source[] = {one, other};
	struct jrt_push *push;
	struct jb_text why = {0};

	assert_int_equal(jrt_push_open(&t.plan, &t.input, source, 2, &t.arena, &push, &why),
			 JB_REFUSED);
	assert_null(push);
	assert_non_null(strstr(jb_text_cstring(&t.arena, why), says));
}

static void what_fits_no_plan_is_refused(void **state)
{
	struct jrt_push_source rows = pushed(JRT_PUSH_ROWS), stranger = rows, columns = rows;

	(void)state;
	stranger.source = JB_TEXT("visits");
	refuses(rows, stranger, "\"visits\"");
	columns.kind = JRT_PUSH_COLUMNS;
	refuses(rows, columns, "two forms");
	columns.field = (const struct jb_text[]){JB_TEXT("colour")};
	columns.field_count = 1;
	refuses(columns, columns, "no column colour");
	file_at(&t, "calls.csv");
	refuses(rows, rows, "two forms");
}

static void calls_of_another_kind_are_refused(void **state)
{
	const struct jrt_push_source source = pushed(JRT_PUSH_ROWS);
	struct told told;

	(void)state;
	struct jrt_push *push = open_push(&told, &source, 1);
	assert_int_equal(jrt_push_bytes(push, 0, "x", 1), JB_REFUSED);
	assert_int_equal(jrt_push_row(push, 1, headers), JB_REFUSED);
	end_push(push, &told);
	jb_arena_release(&told.arena);
}

/* ---- memory ---- */

struct scarce {
	pthread_mutex_t lock;
	size_t asked, failing, blocks;
};

static void *resize(void *user, void *old, size_t size)
{
	struct scarce *scarce = user;
	void *block = NULL;

	pthread_mutex_lock(&scarce->lock);
	if (++scarce->asked != scarce->failing)
		block = realloc(old, size);
	scarce->blocks += block && !old;
	pthread_mutex_unlock(&scarce->lock);
	return block;
}

static void release(void *user, void *old)
{
	struct scarce *scarce = user;

	pthread_mutex_lock(&scarce->lock);
	scarce->blocks -= old != NULL;
	free(old);
	pthread_mutex_unlock(&scarce->lock);
}

static enum jb_status push_with(struct jb_arena *arena)
{
	const struct jrt_push_source source = pushed(JRT_PUSH_ROWS);
	char room[FIELDS][64];
	struct jb_text field[FIELDS], why = {0};
	struct jrt_measured measured;
	struct jrt_push *push;
	enum jb_status status =
		jrt_push_open(&t.plan, &(struct jrt_input){0}, &source, 1, arena, &push, &why);

	for (int i = 0; i < 4000 && status == JB_OK; i++) {
		fill_row(i, room, field);
		status = jrt_push_row(push, 0, field);
	}
	return push ? jrt_push_end(push, &measured, &why) : status;
}

static void lack_of_memory_is_a_status(void **state)
{
	enum jb_status status = JB_NO_MEMORY;

	(void)state;
	programs(&t);
	for (size_t failing = 1; status != JB_OK; failing++) {
		struct scarce scarce = {.lock = PTHREAD_MUTEX_INITIALIZER, .failing = failing};
		const struct jb_allocator allocator = {resize, release, &scarce};
		struct jb_arena arena;

		jb_arena_init(&arena, &allocator);
		status = push_with(&arena);
		assert_true(status == JB_OK || status == JB_NO_MEMORY);
		assert_int_equal(arena.armed, 0);
		jb_arena_release(&arena);
		assert_int_equal(scarce.blocks, 0);
		assert_true(failing < 2000);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(cancelling_ends_the_handing_in),	 TEST(a_push_may_be_dropped),
		TEST(what_nobody_wants_is_let_go),	 TEST(what_fits_no_plan_is_refused),
		TEST(calls_of_another_kind_are_refused), TEST(lack_of_memory_is_a_status),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
