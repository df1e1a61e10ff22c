/*
 * Real paths explained by flows, by hand-made cases, one a rule of conform/explain.h. An
 * explanation is written event by event: `B` as planned, `B<` out of order, `B*` repeated, `x+` ad
 * hoc; then what is missing (`-C`) and what failed (`!B`). Of several nearest explanations any
 * would be right; those expected here show which the search takes.
 */
#include "flows.h"

static void explain(const char *flow, const char *path, bool open, struct jb_buf *out)
{
	static const char *const sign[] = {"", "+", "<", "*"};
	struct drawn drawn;
	uint32_t kind[64];
	struct jrt_explainer *explainer;
	const struct jrt_explained *explained;
	struct jb_arena *arena = out->arena;

	draw_flow(&drawn, flow);
	explainer = jrt_explainer_make(arena, &drawn.flow);
	explained = jrt_explain(explainer, kind, kinds_of(explainer, path, kind), open);
	assert_false(explained->unknown);
	assert_int_equal(explained->count, strlen(path));
	for (size_t i = 0; i < explained->count; i++) {
		const struct jrt_explained_event *event = &explained->event[i];
		bool stranger = event->fate == JRT_EVENT_AD_HOC;

		jb_buf_printf(out, "%s%c%s", i ? " " : "",
			      stranger ? path[i] : (char)('A' + event->step), sign[event->fate]);
	}
	for (size_t i = 0; i < explained->missing_count; i++)
		jb_buf_printf(out, " -%c", (char)('A' + explained->missing[i]));
	for (size_t i = 0; i < explained->failed_count; i++)
		jb_buf_printf(out, " !%c", (char)('A' + explained->failed[i]));
	jrt_explainer_release(explainer);
}

static void expect_of(const char *flow, const char *path, bool open, const char *expected)
{
	struct jb_arena arena;
	struct jb_buf out;

	jb_arena_init(&arena, NULL);
	jb_buf_init(&out, &arena);
	explain(flow, path, open, &out);
	assert_string_equal(out.data, expected);
	jb_arena_release(&arena);
}

static void expect(const char *flow, const char *path, const char *expected)
{
	expect_of(flow, path, false, expected);
}

#define CHAIN "A>B B>C C>D"

static void test_a_planned_path_conforms(void **state)
{
	(void)state;
	expect(CHAIN, "ABCD", "A B C D");
	expect("A>B A>C B>D C>D", "ABD", "A B D");
	expect("A>B A>C B>D C>D", "ACD", "A C D");
}

static void test_missing(void **state)
{
	(void)state;
	expect(CHAIN, "ABD", "A B D -C");
	expect(CHAIN, "BCD", "B C D -A");
	expect(CHAIN, "ABC", "A B C -D");
	expect(CHAIN, "AD", "A D -B -C");
	expect("A>B A>C B>D C>D", "AD", "A D -B"); /* of two branches the first */
}

static void test_ad_hoc(void **state)
{
	(void)state;
	expect(CHAIN, "ABxCD", "A B x+ C D");
	expect(CHAIN, "xABCDy", "x+ A B C D y+");
	expect(CHAIN, "xyz", "x+ y+ z+ -A -B -C -D");
	expect(CHAIN, "AxBD", "A x+ B D -C");
}

static void test_out_of_order(void **state)
{
	(void)state;
	expect(CHAIN, "ACBD", "A C B< D");
	expect(CHAIN, "BCDA", "B C D A<");
	/* not on the way that was taken */
	expect("A>B A>C B>D C>E D>E", "ABCDE", "A B C< D E");
}

static void test_repeated(void **state)
{
	(void)state;
	expect(CHAIN, "ABBCD", "A B B* C D");
	expect(CHAIN, "ABCDB", "A B C D B*");
	expect(CHAIN " B*", "ABBBCD", "A B B B C D");
	/* a way back is a loop that the flow allows */
	expect("A>B B>A B>C", "ABABC", "A B A B C");
	expect("A>A A>B", "AAAB", "A A A B");
}

static void test_may_be_left_out(void **state)
{
	(void)state;
	expect(CHAIN " C?", "ABD", "A B D");
	expect(CHAIN " C?", "ABCD", "A B C D");
	expect(CHAIN " A? D?", "BC", "B C");
	expect(CHAIN " C?", "ACBD", "A C< B D"); /* come, it has its place */
}

static void test_unseen(void **state)
{
	(void)state;
	expect(CHAIN " -B", "ACD", "A C D");
	expect(CHAIN " -A -D", "BC", "B C");
	expect("A>B B>C A>C -B", "AC", "A C");
}

static void test_any_order(void **state)
{
	(void)state;
	expect(CHAIN " B~C", "ABCD", "A B C D");
	expect(CHAIN " B~C", "ACBD", "A C B D");
	expect(CHAIN " B~C", "ACD", "A C D -B");
	/* only those that are named: A before B, whatever C does */
	expect("A>B B>C C>D D>E B~C C~D", "ABCDE", "A B C D E");
	expect("A>B B>C C>D D>E B~C C~D", "ACBDE", "A C B D E");
	expect("A>B B>C C>D D>E B~C C~D", "ABDCE", "A B D C E");
	expect("A>B B>C C>D D>E B~C C~D", "ADBCE", "A D< B C E");
	/* with one that repeats */
	expect("A>B B>C C>D B* B~C", "ABCBD", "A B C B D");
	/* across one that nobody sees, or that is left out */
	expect("A>B B>C C>D D>E -C B~D", "ADBE", "A D B E");
	expect("A>B B>C C>D D>E C? B~D", "ADBE", "A D B E");
	/* two that keep their order may both come after a third */
	expect("A>B B>C C>D D>E B~D C~D", "ADBCE", "A D B C E");
	expect("A>B B>C C>D D>E B~D C~D", "ADCBE", "A D C B< E");
	/* what is owed may be missing in the end */
	expect("A>B B>C C>D D>E B~D C~D", "ADBE", "A D B E -C");
}

static void test_recovery(void **state)
{
	(void)state;
	expect("A>B B>C B>D D>B D>C D^B", "ABDC", "A B D C !B");
	expect("A>B B>C B>D D>B D>C D^B", "ABDBC", "A B D B C !B");
	expect("A>B B>C B>D D>B D>C D^B", "ADC", "A D C -B");
}

static void test_open_cases_lack_nothing_yet(void **state)
{
	(void)state;
	expect_of(CHAIN, "AB", true, "A B");
	expect_of(CHAIN, "AC", true, "A C<");
	expect_of(CHAIN, "AxB", true, "A x+ B");
	expect_of(CHAIN " B~C", "AC", true, "A C"); /* B may still come */
}

static void test_equal_paths_are_explained_once(void **state)
{
	struct jb_arena arena;
	struct drawn drawn;
	struct jrt_explainer *explainer;
	const struct jrt_explained *first, *second;
	uint32_t kind[8];

	(void)state;
	jb_arena_init(&arena, NULL);
	draw_flow(&drawn, CHAIN);
	explainer = jrt_explainer_make(&arena, &drawn.flow);
	first = jrt_explain(explainer, kind, kinds_of(explainer, "ABCD", kind), false);
	second = jrt_explain(explainer, kind, kinds_of(explainer, "ABCD", kind), false);
	assert_ptr_equal(first, second);
	second = jrt_explain(explainer, kind, kinds_of(explainer, "ABCD", kind), true);
	assert_ptr_not_equal(first, second);
	assert_int_equal(jrt_explainer_paths(explainer), 2);
	jrt_explainer_release(explainer);
	jb_arena_release(&arena);
}

/* One event may show several touchpoints; which it is, its place tells. */
static void test_an_event_of_two_steps(void **state)
{
	struct jb_arena arena;
	struct drawn drawn;
	struct jrt_explainer *explainer;
	const struct jrt_explained *explained;
	const uint32_t both[] = {1, 3}, a = 0, c = 2;
	uint32_t kind[4];

	(void)state;
	jb_arena_init(&arena, NULL);
	draw_flow(&drawn, CHAIN);
	explainer = jrt_explainer_make(&arena, &drawn.flow);
	kind[0] = jrt_explainer_kind(explainer, &a, 1);
	kind[1] = kind[3] = jrt_explainer_kind(explainer, both, 2);
	kind[2] = jrt_explainer_kind(explainer, &c, 1);
	explained = jrt_explain(explainer, kind, 4, false);
	assert_int_equal(explained->deviations, 0);
	assert_int_equal(explained->event[1].step, 1);
	assert_int_equal(explained->event[3].step, 3);
	jrt_explainer_release(explainer);
	jb_arena_release(&arena);
}

static void test_a_gap_is_told_of_the_event_behind_it(void **state)
{
	struct jb_arena arena;
	struct drawn drawn;
	struct jrt_explainer *explainer;
	const struct jrt_explained *explained;
	uint32_t kind[8];

	(void)state;
	jb_arena_init(&arena, NULL);
	draw_flow(&drawn, CHAIN);
	explainer = jrt_explainer_make(&arena, &drawn.flow);
	explained = jrt_explain(explainer, kind, kinds_of(explainer, "ABD", kind), false);
	assert_false(explained->event[1].gap);
	assert_true(explained->event[2].gap);
	jrt_explainer_release(explainer);
	jb_arena_release(&arena);
}

/* ---- limits ---- */

static void test_strangers_past_the_limit_are_one(void **state)
{
	struct jb_arena arena;
	struct drawn drawn;
	struct jrt_explainer *explainer;
	uint32_t kind = 0;

	(void)state;
	jb_arena_init(&arena, NULL);
	draw_flow(&drawn, "A>B");
	explainer = jrt_explainer_make(&arena, &drawn.flow);
	for (int i = 0; i < 3 * JRT_STRANGERS_MAX; i++)
		kind = jrt_explainer_stranger(explainer, jb_text_printf(&arena, "step %d", i));
	assert_int_equal(kind, JRT_STRANGER | JRT_STRANGERS_MAX);
	assert_int_equal(jrt_explainer_strangers(explainer), JRT_STRANGERS_MAX + 1);
	jrt_explainer_release(explainer);
	jb_arena_release(&arena);
}

/* Twenty steps, each after each and in any order: the search gives up and says so. */
static void test_a_tangle_is_unknown(void **state)
{
	struct jb_arena arena;
	struct drawn drawn;
	struct jrt_explainer *explainer;
	uint32_t kind[64];

	(void)state;
	jb_arena_init(&arena, NULL);
	draw_flow(&drawn, "A>B");
	for (uint32_t a = 0; a < 20; a++) {
		drawn.free[0][a] = a;
		drawn.step[a] = (struct jrt_flow_step){.seen = true,
						       .starts = true,
						       .free_with = drawn.free[0],
						       .free_with_count = 20};
		for (uint32_t b = 0; b < 20; b++)
			drawn.way[a * 20 + b] = (struct jrt_flow_way){.from = a, .to = b};
	}
	drawn.flow.step_count = 20;
	drawn.flow.way_count = 400;
	explainer = jrt_explainer_make(&arena, &drawn.flow);
	assert_true(jrt_explain(explainer, kind, kinds_of(explainer, "TSRQPONMLKJIHGFEDCBA", kind),
				false)
			    ->unknown);
	jrt_explainer_release(explainer);
	jb_arena_release(&arena);
}

static void test_a_case_with_too_many_events_is_unknown(void **state)
{
	struct jb_arena arena;
	struct drawn drawn;
	struct jrt_explainer *explainer;
	struct jrt_seen_case one = {.count = JRT_CASE_EVENTS_MAX + 1, .ended = true};

	(void)state;
	jb_arena_init(&arena, NULL);
	draw_flow(&drawn, "A>B");
	explainer = jrt_explainer_make(&arena, &drawn.flow);
	assert_true(jrt_explain_case(explainer, &one)->unknown);
	jrt_explainer_release(explainer);
	jb_arena_release(&arena);
}

/* The longest case that is explained, far from its plan, takes no minutes. */
static void test_the_longest_case(void **state)
{
	struct jb_arena arena;
	struct drawn drawn;
	struct jrt_explainer *explainer;
	const struct jrt_explained *explained;
	uint32_t *kind;

	(void)state;
	jb_arena_init(&arena, NULL);
	draw_flow(&drawn, "A>B B>C C>D B~C");
	explainer = jrt_explainer_make(&arena, &drawn.flow);
	kind = JB_NEW_ARRAY(&arena, uint32_t, JRT_CASE_EVENTS_MAX);
	for (uint32_t i = 0; i < JRT_CASE_EVENTS_MAX; i++) {
		uint32_t step = i % 4;

		kind[i] = jrt_explainer_kind(explainer, &step, 1);
	}
	explained = jrt_explain(explainer, kind, JRT_CASE_EVENTS_MAX, false);
	assert_false(explained->unknown);
	assert_int_equal(explained->differences, JRT_CASE_EVENTS_MAX - 4);
	jrt_explainer_release(explainer);
	jb_arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_planned_path_conforms),
		cmocka_unit_test(test_missing),
		cmocka_unit_test(test_ad_hoc),
		cmocka_unit_test(test_out_of_order),
		cmocka_unit_test(test_repeated),
		cmocka_unit_test(test_may_be_left_out),
		cmocka_unit_test(test_unseen),
		cmocka_unit_test(test_any_order),
		cmocka_unit_test(test_recovery),
		cmocka_unit_test(test_open_cases_lack_nothing_yet),
		cmocka_unit_test(test_equal_paths_are_explained_once),
		cmocka_unit_test(test_an_event_of_two_steps),
		cmocka_unit_test(test_a_gap_is_told_of_the_event_behind_it),
		cmocka_unit_test(test_strangers_past_the_limit_are_one),
		cmocka_unit_test(test_a_tangle_is_unknown),
		cmocka_unit_test(test_a_case_with_too_many_events_is_unknown),
		cmocka_unit_test(test_the_longest_case),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
