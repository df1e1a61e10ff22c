/*
 * Termination rights, with months written as letters: M missed, o met, e excused, n not measured
 * (too few rows), p missed but provisional.
 */
#include "judging.h"

static void play(struct stage *stage, const char *months, uint32_t count, uint32_t of)
{
	stage_init(stage);
	stage->criterion[0].counted_at_least = 10;
	for (int i = 0; months[i] != '\0'; i++) {
		uint64_t hits = months[i] == 'o' ? 90 : 10;
		struct jrt_cell *cell = stage_share(stage, i + 1, hits, 100);
		if (months[i] == 'n')
			cell->part[0] = share_of(1, 2);
		cell->provisional = months[i] == 'p';
		if (months[i] == 'e')
			stage->relief[0] = (struct jrt_range){cell->from, cell->from + 1};
	}
	stage->criterion[0].excused = stage->relief;
	stage->criterion[0].excused_count = strchr(months, 'e') == NULL ? 0 : 1;
	stage->trigger[0] = (struct jrt_trigger){.agreement = JB_TEXT("acme_2026"),
						 .guarantee = JB_TEXT("answer"),
						 .count = count,
						 .of = of};
	stage->plan.trigger_count = 1;
	stage_judge(stage);
}

/* The label of the period in which it fired, or "". */
static void expect(const char *months, uint32_t count, uint32_t of, const char *label)
{
	struct stage stage;

	play(&stage, months, count, of);
	assert_int_equal(stage.judged.trigger_count, 1);
	assert_text(stage.judged.trigger[0].label, label);
	assert_int_equal(stage.judged.trigger[0].fired, label[0] != '\0');
	jb_arena_release(&stage.arena);
}

static void test_S13_running_skips_excused_and_unmeasured(void **state)
{
	(void)state;
	expect("MMM", 3, 3, "2026-03");
	expect("MMoM", 3, 3, "");
	expect("MMeM", 3, 3, "2026-04");
	expect("MnMM", 3, 3, "2026-04");
	expect("MnneMoM", 3, 3, "");
}

static void test_S13_n_of_m_gives_them_a_place(void **state)
{
	(void)state;
	expect("MooMoM", 3, 6, "2026-06");
	expect("MooMM", 3, 5, "2026-05");
	expect("MnoMM", 3, 4, ""); /* four periods hold two or, with n's place, two */
	expect("MMneM", 3, 4, "");
	expect("MMnM", 3, 4, "2026-04");
	expect("MooooM", 2, 5, "");
}

static void test_S7_a_provisional_miss_does_not_fire(void **state)
{
	(void)state;
	expect("MMp", 3, 3, "");
	expect("MMpM", 3, 3, "2026-04");
}

static void test_reasons(void **state)
{
	struct stage stage;

	(void)state;
	play(&stage, "MoM", 2, 3);
	assert_text(stage.judged.trigger[0].reason, "missed in 2 of 3 periods running by 2026-03");
	jb_arena_release(&stage.arena);
	play(&stage, "MoM", 2, 2);
	assert_text(stage.judged.trigger[0].reason,
		    "missed in 2 of 3 periods, not 2 periods running");
	jb_arena_release(&stage.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_S13_running_skips_excused_and_unmeasured),
		cmocka_unit_test(test_S13_n_of_m_gives_them_a_place),
		cmocka_unit_test(test_S7_a_provisional_miss_does_not_fire),
		cmocka_unit_test(test_reasons),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
