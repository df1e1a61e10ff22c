/*
 * What explained cases add up to: touchpoints, ways with their exact times, hand-offs, paths, open
 * cases and limits. Paths and flows are written as in flows.h.
 */
#include "flows.h"

/* Cases whose events are minutes apart as told: "A0 B3 C10". */
struct log {
	struct jb_arena arena;
	struct drawn drawn;
	struct jrt_conform *conform;
	struct jrt_sights sights[LETTERS + 1];
	uint32_t sight[LETTERS];
	const struct jrt_conformance *result;
};

#define MINUTE INT64_C(60000000)

static struct jb_text code_text(const void *reader, int64_t step)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz";

	(void)reader;
	return (struct jb_text){letters + step - 'a', 1};
}

static void begin(struct log *log, const char *flow)
{
	jb_arena_init(&log->arena, NULL);
	draw_flow(&log->drawn, flow);
	log->sights[0] = (struct jrt_sights){0};
	for (uint32_t i = 0; i < LETTERS; i++) {
		log->sight[i] = i;
		log->sights[i + 1] = (struct jrt_sights){&log->sight[i], 1};
	}
	log->conform = jrt_conform_begin(&log->arena, &log->drawn.flow);
}

static void take_of(struct log *log, const char *text, bool ended, uint32_t source)
{
	struct jrt_seen_event event[64] = {0};
	struct jrt_seen_case one = {.source = source,
				    .event = event,
				    .ended = ended,
				    .sights = log->sights,
				    .step_text = code_text};

	for (const char *c = text; *c; c += strcspn(c, " "), c += strspn(c, " ")) {
		struct jrt_seen_event *fresh = &event[one.count++];

		fresh->sights = isupper((unsigned char)*c) ? (uint32_t)(*c - 'A') + 1 : 0;
		fresh->step = *c;
		fresh->time = strtoll(c + 1, NULL, 10) * MINUTE;
	}
	jrt_conform_take(log->conform, &one);
}

static void take(struct log *log, const char *text)
{
	take_of(log, text, true, 0);
}

static void finish(struct log *log)
{
	log->result = jrt_conform_finish(log->conform);
}

static void end(struct log *log)
{
	jrt_conform_release(log->conform);
	jb_arena_release(&log->arena);
}

static const struct jrt_conform_way *way(const struct log *log, uint32_t from, uint32_t to)
{
	for (size_t i = 0; i < log->result->way_count; i++)
		if (log->result->way[i].from == from && log->result->way[i].to == to)
			return &log->result->way[i];
	fail_msg("no way from %u to %u", from, to);
	return NULL;
}

static void test_cases_and_touchpoints(void **state)
{
	struct log log;

	(void)state;
	begin(&log, "A>B B>C B*");
	take(&log, "A0 B1 C2");
	take(&log, "A0 B1 B2 B3 C4");
	take(&log, "A0 x1 C2");
	take(&log, "A0 B1 C2 C3 C4");
	finish(&log);
	assert_int_equal(log.result->cases, 4);
	assert_int_equal(log.result->explained, 4);
	assert_int_equal(log.result->conforming, 2);
	assert_int_equal(log.result->events, 16);
	assert_int_equal(log.result->differences, 4);
	assert_int_equal(log.result->deviating[0], 1); /* missing */
	assert_int_equal(log.result->deviating[1], 1); /* ad hoc */
	assert_int_equal(log.result->deviating[2], 0);
	assert_int_equal(log.result->deviating[3], 1); /* repeated */
	assert_int_equal(log.result->step[1].reached, 3);
	assert_int_equal(log.result->step[1].visits, 5);
	assert_int_equal(log.result->step[1].missing, 1);
	assert_int_equal(log.result->step[1].came_again, 1);
	assert_int_equal(log.result->step[1].repeats, 2);
	assert_int_equal(log.result->step[1].most, 3);
	assert_int_equal(log.result->step[1].repeated, 0); /* it may */
	assert_int_equal(log.result->step[2].repeated, 1); /* a case, though twice */
	assert_int_equal(log.result->step[0].first, 4);
	assert_int_equal(log.result->step[2].last, 4);
	assert_int_equal(log.result->stranger_count, 1);
	assert_true(jb_text_is(log.result->stranger[0].name, "x"));
	end(&log);
}

/* Nearest rank: of ten values the median is the fifth and the 90th percentile the ninth. */
static void test_S30_times_of_ways_are_exact(void **state)
{
	struct log log;
	char text[32];

	(void)state;
	begin(&log, "A>B");
	for (int i = 10; i >= 1; i--) {
		snprintf(text, sizeof text, "A0 B%d", i * i);
		take(&log, text);
	}
	finish(&log);
	assert_int_equal(way(&log, 0, 1)->times.count, 10);
	assert_int_equal(way(&log, 0, 1)->times.median, 25 * MINUTE);
	assert_int_equal(way(&log, 0, 1)->times.p90, 81 * MINUTE);
	assert_int_equal(way(&log, 0, 1)->declared, 0);
	assert_int_equal(way(&log, 0, 1)->planned, 10);
	end(&log);
}

static void test_ways_that_the_plan_allows_and_others(void **state)
{
	struct log log;

	(void)state;
	begin(&log, "A>B B>C C>D B?");
	take(&log, "A0 C1 D2"); /* over a step that may be left out */
	take(&log, "A0 B1 D2"); /* over one that may not */
	take(&log, "A0 x1 B2 C3 D4");
	finish(&log);
	assert_int_equal(way(&log, 0, 2)->declared, UINT32_MAX);
	assert_int_equal(way(&log, 0, 2)->planned, 1);
	assert_int_equal(way(&log, 1, 3)->planned, 0);
	/* the stranger's place is behind the steps */
	assert_int_equal(way(&log, 0, 4)->planned, 0);
	assert_int_equal(way(&log, 1, 2)->planned, 1);
	end(&log);
}

static void test_handoffs(void **state)
{
	struct log log;

	(void)state;
	begin(&log, "A>B B>C C>D");
	log.drawn.step[0].party = log.drawn.step[3].party = JB_TEXT("brand");
	log.drawn.step[1].party = log.drawn.step[2].party = JB_TEXT("partner");
	log.drawn.step[0].channel = JB_TEXT("web");
	log.drawn.step[1].channel = JB_TEXT("phone");
	take(&log, "A0 B10 C20 D30");
	take(&log, "A0 B30 C40 D50");
	take(&log, "A0 C5 D6");
	finish(&log);
	assert_int_equal(log.result->party_count, 2);
	assert_true(jb_text_is(log.result->party[0].from, "brand"));
	assert_int_equal(log.result->party[0].times.count, 3); /* to B and to C */
	assert_int_equal(log.result->party[0].times.median, 10 * MINUTE);
	assert_int_equal(log.result->party[0].times.p90, 30 * MINUTE);
	assert_int_equal(log.result->channel_count, 1);
	assert_int_equal(log.result->channel[0].times.count, 2);
	end(&log);
}

static void test_S6_open_cases_are_in_no_figure(void **state)
{
	struct log log;

	(void)state;
	begin(&log, "A>B B>C");
	take(&log, "A0 B1 C2");
	take_of(&log, "A0 B1", false, 0);
	take_of(&log, "A0 C1", false, 0);
	finish(&log);
	assert_int_equal(log.result->cases, 3);
	assert_int_equal(log.result->ended, 1);
	assert_int_equal(log.result->open, 2);
	assert_int_equal(log.result->open_deviating, 1);
	assert_int_equal(log.result->step[1].reached, 1);
	assert_int_equal(log.result->path_count, 1);
	end(&log);
}

static void test_cases_of_others_are_passed_over(void **state)
{
	struct log log;

	(void)state;
	begin(&log, "A>B");
	take_of(&log, "A0 B1", true, 7);
	finish(&log);
	assert_int_equal(log.result->cases, 0);
	end(&log);
}

static void test_paths_by_frequency_then_by_appearance(void **state)
{
	struct log log;

	(void)state;
	begin(&log, "A>B B>C");
	take(&log, "A0 C1");
	take(&log, "A0 B1 C2");
	take(&log, "B1 C2");
	take(&log, "A0 B1 C2");
	finish(&log);
	assert_int_equal(log.result->path_count, 3);
	assert_int_equal(log.result->path[0].cases, 2);
	assert_int_equal(log.result->path[1].explained->count, 2);
	assert_int_equal(log.result->path[1].explained->event[0].step, 0);
	assert_int_equal(log.result->path[2].explained->event[0].step, 1);
	end(&log);
}

static void test_failed_steps(void **state)
{
	struct log log;

	(void)state;
	begin(&log, "A>B B>C B>D D>C D^B");
	take(&log, "A0 B1 D2 C3");
	take(&log, "A0 B1 C2");
	finish(&log);
	assert_int_equal(log.result->conforming, 1);
	assert_int_equal(log.result->deviating[4], 1);
	assert_int_equal(log.result->step[1].failed, 1);
	end(&log);
}

static void test_a_case_that_is_too_long_is_told(void **state)
{
	struct log log;
	struct jrt_seen_case one = {.count = JRT_CASE_EVENTS_MAX + 1,
				    .ended = true,
				    .file = JB_TEXT("log.csv"),
				    .line = 12};

	(void)state;
	begin(&log, "A>B");
	jrt_conform_take(log.conform, &one);
	take(&log, "A0 B1");
	finish(&log);
	assert_int_equal(log.result->too_long, 1);
	assert_int_equal(log.result->explained, 1);
	assert_int_equal(log.result->long_line, 12);
	end(&log);
}

/* More different paths than are remembered: all are counted, the rest is not told apart. */
static void test_paths_past_the_limit(void **state)
{
	struct log log;
	struct jrt_seen_event event[20];

	(void)state;
	begin(&log, "A>B B>A A>C B>C C?");
	for (uint32_t n = 0; n < JRT_PATHS_MAX + 50; n++) {
		struct jrt_seen_case one = {
			.event = event, .count = 20, .ended = true, .sights = log.sights};

		for (uint32_t i = 0; i < 20; i++)
			event[i] = (struct jrt_seen_event){.sights = 1 + (n >> i & 1)};
		jrt_conform_take(log.conform, &one);
	}
	finish(&log);
	assert_int_equal(log.result->explained, JRT_PATHS_MAX + 50);
	assert_int_equal(log.result->path_count, JRT_PATHS_MAX);
	assert_int_equal(log.result->other_paths, 50);
	end(&log);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cases_and_touchpoints),
		cmocka_unit_test(test_S30_times_of_ways_are_exact),
		cmocka_unit_test(test_ways_that_the_plan_allows_and_others),
		cmocka_unit_test(test_handoffs),
		cmocka_unit_test(test_S6_open_cases_are_in_no_figure),
		cmocka_unit_test(test_cases_of_others_are_passed_over),
		cmocka_unit_test(test_paths_by_frequency_then_by_appearance),
		cmocka_unit_test(test_failed_steps),
		cmocka_unit_test(test_a_case_that_is_too_long_is_told),
		cmocka_unit_test(test_paths_past_the_limit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
