/*
 * The scorecard, byte for byte, and what it does with narrow terminals, colours and hostile text.
 */
#include "base/utf8.h"
#include "judging.h"
#include "report/table.h"

static struct jb_text card(struct stage *stage, bool colour, unsigned width)
{
	struct jb_buf out;

	jb_buf_init(&out, &stage->arena);
	stage_judge(stage);
	jrt_report_text(&stage->plan, &stage->measured, &stage->judged, colour, width, &out);
	return jb_buf_text(&out);
}

/* Two metrics at a touchpoint: one with all four verdicts, one without a criterion. */
static void scene(struct stage *stage)
{
	stage_init(stage);
	stage->metric[1] = (struct jrt_metric){.name = JB_TEXT("talk_mean"),
					       .title = JB_TEXT("Average talk time"),
					       .kind = JRT_KIND_MEAN,
					       .type = JRT_DURATION,
					       .part = &stage->part[1],
					       .part_count = 1,
					       .formula = stage->formula,
					       .formula_count = 1};
	stage->part[1] = (struct jrt_part){.kind = JRT_PART_MEAN, .type = JRT_DURATION};
	stage->meter[1] =
		(struct jrt_meter){.metric = 1, .scope = 1, .mask = JRT_NONE, .asked = true};
	stage->plan.metric_count = stage->plan.meter_count = 2;
	stage->criterion[0].counted_at_least = 200;
	stage_share(stage, 1, 6123, 7368);
	stage_share(stage, 2, 5582, 7120);
	struct jrt_cell *march = stage_share(stage, 3, 90, 100);
	stage_share(stage, 4, 90, 143);
	stage_add(stage, 1, 1,
		  (struct jrt_part_state){.kind = JRT_PART_MEAN,
					  .n = 27060,
					  .den = 27060,
					  .num = (jb_i128)4964204 * JB_FIX_ONE,
					  .unusable = 12});
	stage->relief[0] = (struct jrt_range){march->from, march->from + 1};
	stage->criterion[0].excused = stage->relief;
	stage->criterion[0].excused_count = 1;
	stage->tally[0] = (struct jrt_source_tally){.rows = 29600,
						    .accepted = 29480,
						    .ignored = 118,
						    .rejected = 2,
						    .has_cover = true,
						    .cover_from = stage_instant(2026, 1, 1),
						    .cover_to = stage_instant(2026, 5, 1)};
	stage->file[0] = (struct jrt_file_tally){.file = JB_TEXT("data/contacts.csv"),
						 .rows = 29600,
						 .accepted = 29480,
						 .ignored = 118,
						 .rejected = 2};
	stage->reject[0] =
		(struct jrt_reject){.line = 6137,
				    .column = JRT_NONE,
				    .code = JB_TEXT("R0201"),
				    .reason = JB_TEXT("\"-3\" is not a duration as \"h:mm:ss\"")};
	stage->measured.reject_count = 1;
	stage->finding[0] =
		(struct jrt_finding){.severity = JRT_WARNING,
				     .code = JB_TEXT("R0107"),
				     .file = JB_TEXT("data/contacts.csv"),
				     .line = 1,
				     .message = JB_TEXT("the column \"Agent\" is not declared")};
	stage->measured.finding_count = 1;
}

static void test_scorecard(void **state)
{
	struct stage stage;

	(void)state;
	scene(&stage);
	assert_text(
		card(&stage, false, 0),
		"Broadband fault repair\n"
		"■ 1 missed   ○ 1 not measured   ▲ 1 excused   ● 1 met\n"
		"\n"
		"Call support (fault_repair.call)\n"
		"                                        period    value  threshold      counted\n"
		"  ● met           Answered within 20 s  2026-01  83.1 %  at least 80 %    7,368\n"
		"  ■ missed                              2026-02  78.4 %  at least 80 %    7,120  "
		"1.6 pp short\n"
		"  ▲ excused                             2026-03  90.0 %  at least 80 %      100  "
		"relief for the\n"
		"                                                                                 "
		"period\n"
		"  ○ not measured                        2026-04  62.9 %  at least 80 %      143  "
		"143 counted, at\n"
		"                                                                                 "
		"least 200 asked for\n"
		"\n"
		"Measured, without a criterion\n"
		"                     period       value  counted\n"
		"  Average talk time  2026-01  3 min 3 s   27,060  12 unusable\n"
		"\n"
		"Data\n"
		"                         rows  accepted  ignored  rejected  duplicates\n"
		"  contacts             29,600    29,480      118         2           0  covers "
		"2026-01-01 to\n"
		"                                                                        "
		"2026-04-30\n"
		"    data/contacts.csv  29,600    29,480      118         2           0\n"
		"\n"
		"  data/contacts.csv:6137  R0201  \"-3\" is not a duration as \"h:mm:ss\"\n"
		"  and 1 more; --rejects FILE lists them all\n"
		"\n"
		"warning[R0107] data/contacts.csv:1: the column \"Agent\" is not declared\n");
	jb_arena_release(&stage.arena);
}

static size_t widest(struct jb_text text)
{
	size_t most = 0;

	for (size_t from = 0; from < text.size;) {
		size_t to = from;
		while (to < text.size && text.at[to] != '\n')
			to++;
		size_t width = jb_utf8_text_width(jb_text_slice(text, from, to));
		most = width > most ? width : most;
		from = to + 1;
	}
	return most;
}

static void test_no_line_passes_the_width(void **state)
{
	(void)state;
	for (unsigned width = 56; width <= 130; width++) {
		struct stage stage;
		scene(&stage);
		stage.metric[0].title =
			JB_TEXT("応答率 within twenty seconds of the first ring, by phone");
		size_t found = widest(card(&stage, false, width));
		if (found > width)
			fail_msg("%zu columns where %u are asked for", found, width);
		jb_arena_release(&stage.arena);
	}
}

static bool contains(struct jb_text text, const char *part)
{
	return memmem(text.at, text.size, part, strlen(part)) != NULL;
}

static void test_colour_only_when_asked(void **state)
{
	struct stage stage;

	(void)state;
	scene(&stage);
	assert_false(contains(card(&stage, false, 100), "\033"));
	struct jb_text painted = card(&stage, true, 100);
	assert_true(contains(painted, "\033[38;5;32m● met\033[0m"));
	assert_true(contains(painted, "\033[1;38;5;160m■ missed\033[0m"));
	jb_arena_release(&stage.arena);
}

static void test_hostile_text_is_shown_not_obeyed(void **state)
{
	struct stage stage;

	(void)state;
	scene(&stage);
	stage.reject[0].reason = JB_TEXT("\"\033[2J\a\xff\xe2\x80\xae"
					 "x\" is no time");
	stage.file[0].file = JB_TEXT("a\nb.csv");
	struct jb_text text = card(&stage, true, 200);
	assert_true(contains(text, "\"\\u{1b}[2J\\u{7}\\xff\\u{202e}x\" is no time"));
	assert_true(contains(text, "a b.csv"));
	assert_false(contains(text, "\033[2J"));
	jb_arena_release(&stage.arena);
}

/* 79.96 % must not read as 80.0 % beside "missed". */
static void test_a_figure_does_not_belie_its_verdict(void **state)
{
	struct stage stage;

	(void)state;
	stage_init(&stage);
	stage_share(&stage, 1, 79960, 100000);
	struct jb_text text = card(&stage, false, 120);
	assert_true(contains(text, "79.96 %  at least 80 %"));
	jb_arena_release(&stage.arena);
}

/* A tenth of a percent is much of 2 %: below 10 % there are two decimals. */
static void test_small_shares_have_two_decimals(void **state)
{
	struct stage stage;

	(void)state;
	stage_init(&stage);
	stage.threshold[0].comparison = JRT_AT_MOST;
	stage.threshold[0].low = SHARE(1.5);
	stage_share(&stage, 1, 20192, 1000000);
	stage_share(&stage, 2, 99949, 1000000);
	stage_share(&stage, 3, 99950, 1000000); /* rounds up to 10 % */
	stage_share(&stage, 4, 0, 1000000);
	struct jb_text text = card(&stage, false, 120);
	assert_true(contains(text, "  2.02 %  at most 1.5 %"));
	assert_true(contains(text, "  9.99 %  at most"));
	assert_true(contains(text, "  10.0 %  at most"));
	assert_true(contains(text, "  0.00 %  at most"));
	jb_arena_release(&stage.arena);
}

/* What is not measured below is explained by the error above; a warning is for the end. */
static void test_errors_come_first(void **state)
{
	struct stage stage;
	struct jrt_finding findings[2];

	(void)state;
	scene(&stage);
	findings[0] = stage.finding[0];
	findings[1] = (struct jrt_finding){.severity = JRT_ERROR,
					   .code = JB_TEXT("R0101"),
					   .message = JB_TEXT("cannot open feb.csv")};
	stage.measured.finding = findings;
	stage.measured.finding_count = 2;
	struct jb_text text = card(&stage, false, 0);
	assert_true(contains(text, "● 1 met\n\nerror[R0101] cannot open feb.csv\n"
				   "\nCall support"));
	assert_true(contains(text, "\n\nwarning[R0107]"));
	jb_arena_release(&stage.arena);
}

static void test_remarks_about_a_source_stand_apart(void **state)
{
	struct stage stage;

	(void)state;
	scene(&stage);
	stage.tally[0].gap_times = 2;
	assert_true(contains(card(&stage, false, 200),
			     "covers 2026-01-01 to 2026-04-30; 2 local times that do not exist"));
	stage.tally[0].has_cover = false;
	stage.tally[0].unread = stage.file[0].unread = true;
	struct jb_text text = card(&stage, false, 200);
	assert_true(contains(text, "not all of it could be read: covers nothing; 2 local times"));
	assert_true(contains(text, "2           0  could not be read\n"));
	jb_arena_release(&stage.arena);
}

static void test_empty(void **state)
{
	struct stage stage;

	(void)state;
	stage_init(&stage);
	stage.plan.criterion_count = stage.plan.meter_count = 0;
	stage.measured.source_count = stage.measured.file_count = 0;
	assert_text(card(&stage, false, 0), "Broadband fault repair\n");
	jb_arena_release(&stage.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_scorecard),
		cmocka_unit_test(test_no_line_passes_the_width),
		cmocka_unit_test(test_colour_only_when_asked),
		cmocka_unit_test(test_hostile_text_is_shown_not_obeyed),
		cmocka_unit_test(test_a_figure_does_not_belie_its_verdict),
		cmocka_unit_test(test_small_shares_have_two_decimals),
		cmocka_unit_test(test_errors_come_first),
		cmocka_unit_test(test_remarks_about_a_source_stand_apart),
		cmocka_unit_test(test_empty),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
