/*
 * Figures of the scorecard against the table that pictures are held to as well.
 */
#include "figures.h"
#include "judge/figure.h"
#include "testing.h"

#define COUNT(list) (sizeof(list) / sizeof *(list))

static jb_fix fix(double value)
{
	return (jb_fix)(value * 1e6 + (value < 0 ? -0.5 : 0.5));
}

static void test_measured(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(figures_measured); i++) {
		struct jb_arena arena;
		struct jb_buf out;
		struct jrt_metric metric = {.type = figures_measured[i].type,
					    .currency = JB_TEXT("EUR")};
		struct jb_ratio value = {figures_measured[i].num, figures_measured[i].den};
		struct jrt_threshold threshold = {.comparison = JRT_AT_LEAST,
						  .low = fix(figures_measured[i].limit)};
		jb_arena_init(&arena, NULL);
		jb_buf_init(&out, &arena);
		jrt_figure_add(&out, &metric, value, jrt_figure_detail(&metric, value, &threshold));
		assert_string_equal(out.data, figures_measured[i].text);
		jb_arena_release(&arena);
	}
}

static void test_exact(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(figures_exact); i++) {
		struct jb_arena arena;
		struct jb_buf out;
		struct jrt_metric metric = {.type = figures_exact[i].type,
					    .currency = JB_TEXT("EUR")};
		jb_arena_init(&arena, NULL);
		jb_buf_init(&out, &arena);
		jrt_figure_add_exact(&out, &metric, fix(figures_exact[i].value));
		assert_string_equal(out.data, figures_exact[i].text);
		jb_arena_release(&arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_measured),
		cmocka_unit_test(test_exact),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
