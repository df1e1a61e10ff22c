/*
 * Windows, counted three ways: over the store (the plain way), in the queue, and over tapes, in
 * memory or in a file. Random rows with ties, missing keys and long ones, windows of different
 * keys, among and calendars: all ways must find the same states.
 */
#include <string.h>

#include "base/buf.h"
#include "measuring.h"
#include "testing.h"

#define MEGABYTE ((size_t)1024 * 1024)

static struct measuring t;
static uint32_t at, customer, queue, outcome, wait;
static const struct jrt_range storm = {INT64_C(1775000000000000), INT64_C(1776000000000000)};

static int set_up(void **state)
{
	(void)state;
	measuring_init(&t);
	at = time_column(&t, "at");
	customer = column(&t, "customer", JRT_TEXT);
	queue = column(&t, "queue", JRT_TEXT);
	outcome = column(&t, "outcome", JRT_TEXT);
	wait = column(&t, "wait", JRT_NUMBER);
	missing(&t, customer, "0");
	time_of(&t, at);
	t.input.threads = 1;
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	measuring_release(&t);
	return 0;
}

static void looks_through(uint32_t m)
{
	t.part[m][0].windows = UINT64_C(1) << (t.source.window_count - 1);
}

/* One window: rows are counted by signature. */
static void one_window(void)
{
	uint32_t answered = is_text(&t, MAIN, outcome, "AGENT");
	uint32_t m =
		meter(&t, share(again(&t, of_column(&t, MAIN, customer), answered, 7), answered));

	looks_through(m);
	t.meter[m].relief = &storm;
	t.meter[m].relief_count = 1;
}

/* Windows of other keys, a calendar across the change of clocks, a sum, a scope that waits. */
static void many_windows(void)
{
	uint32_t answered = is_text(&t, MAIN, outcome, "AGENT");
	uint32_t value = of_column(&t, MAIN, wait);
	uint32_t m;

	one_window();
	m = meter(&t,
		  (struct jrt_part){.kind = JRT_PART_MEAN,
				    .type = JRT_NUMBER,
				    .a = value,
				    .among = again(&t, of_column(&t, MAIN, queue), answered, 0)});
	looks_through(m);
	t.zone[1] = JB_TEXT("Europe/London");
	t.plan.zone_count = 2;
	t.window[1].calendar_days = true;
	t.window[1].days = 1;
	t.window[1].zone = 1;
	m = meter(&t, count_among(JRT_NONE));
	t.meter[m].mask = again(&t, of_column(&t, MAIN, customer), JRT_NONE, 2);
	looks_through(m);
}

static uint64_t next(uint64_t *seed)
{
	*seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return *seed >> 33;
}

static void add_row(struct jb_buf *rows, uint64_t *seed, uint64_t second)
{
	static const char *const outcomes[] = {"AGENT", "HANG", ""};
	uint64_t who = next(seed) % 400;
	unsigned day = (unsigned)(second / 86400);

	jb_buf_printf(rows, "2026-%02u-%02u %02u:%02u:%02u,", 3 + day / 30, 1 + day % 30,
		      (unsigned)(second / 3600 % 24), (unsigned)(second / 60 % 60),
		      (unsigned)(second % 60));
	if (who < 390)
		jb_buf_printf(rows, who % 3 ? "%u," : "customer number %u of a long name,",
			      (unsigned)who);
	else
		jb_buf_add_string(rows, "0,");
	jb_buf_printf(rows, "q%u,%s,%u.5\n", (unsigned)(next(seed) % 50), outcomes[next(seed) % 3],
		      (unsigned)(next(seed) % 1000));
}

/* Two months of rows, in the order of their time or in none. */
static void rows_of(size_t count, bool in_order, uint64_t seed)
{
	struct jb_buf rows;

	jb_buf_init(&rows, &t.arena);
	jb_buf_add_string(&rows, "at,customer,queue,outcome,wait\n");
	for (size_t i = 0; i < count; i++)
		add_row(&rows, &seed,
			in_order ? i * 60 * 86400 / count / 7 * 7 : next(&seed) % (60 * 86400));
	file_of(&t, rows.data);
}

static void same_states(const struct jrt_measured *plain)
{
	assert_int_equal(t.status, JB_OK);
	assert_int_equal(t.out.cell_count, plain->cell_count);
	for (size_t i = 0; i < plain->cell_count; i++) {
		const struct jrt_part_state *is = t.out.cell[i].part, *was = plain->cell[i].part;

		assert_string_equal(jb_text_cstring(&t.arena, t.out.cell[i].label),
				    jb_text_cstring(&t.arena, plain->cell[i].label));
		assert_int_equal(t.out.cell[i].steps.in_scope, plain->cell[i].steps.in_scope);
		assert_int_equal(t.out.cell[i].steps.relieved, plain->cell[i].steps.relieved);
		assert_int_equal(t.out.cell[i].provisional, plain->cell[i].provisional);
		assert_int_equal(is->n, was->n);
		assert_int_equal(is->unusable, was->unusable);
		assert_int_equal(is->not_due, was->not_due);
		assert_int_equal(is->left_out, was->left_out);
		assert_true(is->num == was->num && is->den == was->den);
	}
}

/* With little memory tapes go to a file; the plain way may have as much as it needs. */
static void all_ways_agree(void)
{
	struct jrt_measured plain;

	t.input.plain = true;
	run(&t);
	assert_int_equal(t.status, JB_OK);
	assert_true(t.out.cell_count > 0);
	plain = t.out;
	t.input.plain = false;
	run(&t);
	same_states(&plain);
	t.input.memory_most = (uint64_t)12 * 1024 * 1024;
	run(&t);
	same_states(&plain);
}

static void rows_in_order_wait_in_a_queue(void **state)
{
	(void)state;
	one_window();
	rows_of(20000, true, 1);
	all_ways_agree();
}

static void rows_in_order_with_windows_of_all_kinds(void **state)
{
	(void)state;
	many_windows();
	rows_of(20000, true, 2);
	all_ways_agree();
}

static void rows_in_no_order_go_to_tapes_and_to_a_file(void **state)
{
	(void)state;
	one_window();
	rows_of(150000, false, 3);
	all_ways_agree();
}

static void rows_in_no_order_with_windows_of_all_kinds(void **state)
{
	(void)state;
	many_windows();
	rows_of(30000, false, 4);
	all_ways_agree();
}

/* What is due follows from what is declared; a gap ends the windows before it. */
static void what_is_covered_may_be_declared(void **state)
{
	(void)state;
	many_windows();
	covers(&t, 2026, 3, 10, 4, 20);
	rows_of(10000, true, 5);
	all_ways_agree();
}

/* A file that breaks the order late is read again, and each row still counts once. */
static void order_may_be_broken_late(void **state)
{
	(void)state;
	one_window();
	rows_of(5000, true, 6);
	rows_of(5000, true, 7);
	all_ways_agree();
	assert_int_equal(t.out.source[0].rows, 10000);
}

/* Whatever the limit: the right states, or a sentence that names the source and both sizes. */
static void with_memory(size_t bytes, const struct jrt_measured *plain)
{
	t.input.memory_most = bytes;
	run(&t);
	if (t.status == JB_OK) {
		same_states(plain);
		return;
	}
	assert_int_equal(t.status, JB_NO_MEMORY);
	assert_non_null(
		strstr(jb_text_cstring(&t.arena, t.why), "measuring the source `calls` needs"));
	assert_non_null(strstr(jb_text_cstring(&t.arena, t.why), " it may take: try "));
}

/* With less and less memory the queue gives way to tapes, early or late, and in the end there is
 * too little for those, too. The queue of these rows has more than 6 MB. */
static void what_does_not_fit_into_a_queue_goes_to_tapes(void **state)
{
	struct jrt_measured plain;

	(void)state;
	many_windows();
	rows_of(300000, true, 8);
	t.input.plain = true;
	run(&t);
	plain = t.out;
	t.input.plain = false;
	for (size_t most = 24 * MEGABYTE; most > MEGABYTE / 2; most -= most / 8)
		with_memory(most, &plain);
	assert_int_equal(t.status, JB_NO_MEMORY);
	with_memory(8 * MEGABYTE, &plain);
	assert_int_equal(t.status, JB_OK);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(rows_in_order_wait_in_a_queue, set_up, tear_down),
		cmocka_unit_test_setup_teardown(rows_in_order_with_windows_of_all_kinds, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(rows_in_no_order_go_to_tapes_and_to_a_file, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(rows_in_no_order_with_windows_of_all_kinds, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(what_is_covered_may_be_declared, set_up, tear_down),
		cmocka_unit_test_setup_teardown(order_may_be_broken_late, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_does_not_fit_into_a_queue_goes_to_tapes,
						set_up, tear_down),
	};

	return cmocka_run_group_tests_name("window_ways", tests, NULL, NULL);
}
