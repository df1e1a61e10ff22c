/*
 * The layout of the journey map: what stands where, with kind and with nasty labels; the curve's
 * mathematics; criteria in words; overlays.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "diagram/words.h"
#include "figures.h"
#include "nasty.h"
#include "scenes.h"
#include "own_arena.h"

static struct jy_scene lay(struct broadband *b, bool overlay, bool portable)
{
	struct jy_picture_options options = {.overlay = overlay ? &b->overlay : NULL,
					     .portable_text = portable};
	return broadband_map(&arena, b, &options);
}

static void test_says_what_the_model_says(void **state)
{
	(void)state;
	struct broadband *b = broadband_new(&arena);
	struct jy_scene scene = lay(b, true, true);
	assert_tidy(&scene);
	assert_true(has_text(&scene, "Broadband fault repair"));
	assert_true(has_text(&scene, "Get help"));
	assert_true(has_text(&scene, "“On hold, again”"));
	assert_true(has_text(&scene, "83.1\u00a0% ≥ 80\u00a0%"));
	assert_true(has_text(&scene, "71\u00a0s > 60\u00a0s"));
	assert_true(has_text(&scene, "94.0\u00a0% < 95\u00a0%"));
	assert_true(has_text(&scene, "trough\u00a0−4"));
	assert_int_equal(count_role(&scene, JY_ROLE_CARD), 7);
	assert_int_equal(count_role(&scene, JY_ROLE_CARD_MOMENT), 2);
	assert_int_equal(count_role(&scene, JY_ROLE_MOMENT), 2 + 1);	    /* and in the legend */
	assert_int_equal(count_role(&scene, JY_ROLE_DOT_DELIVERED), 9 + 2); /* legend, figures */
	assert_int_equal(scene.groups.count, 9);
	assert_false(has_text(&scene, "Owner"));
}

/* Of three periods and two sites: a line of three points, the worse site counting. */
static void test_trend_by_period(void **state)
{
	(void)state;
	struct broadband *b = broadband_new(&arena);
	static const struct {
		const char *criterion, *period, *value;
		enum jrt_verdict_kind verdict;
	} rows[] = {
		{"fault_repair.call/service_level", "2026-10", "0.831", JRT_MET},
		{"fault_repair.call/service_level", "2026-08", "0.76", JRT_MISSED},
		{"fault_repair.call/service_level/cebu", "2026-09", "0.79", JRT_MISSED},
		{"fault_repair.call/service_level/manila", "2026-09", "0.9", JRT_MET},
	};
	struct jy_overlay_verdict verdict[4] = {0};
	for (int i = 0; i < 4; i++) {
		verdict[i].criterion = jb_text_of(rows[i].criterion);
		verdict[i].period = jb_text_of(rows[i].period);
		verdict[i].value = jb_text_of(rows[i].value);
		verdict[i].verdict = rows[i].verdict;
		verdict[i].counted = 7368;
	}
	b->overlay.verdict = verdict;
	b->overlay.verdict_count = 4;
	struct jy_scene scene = lay(b, true, true);
	assert_tidy(&scene);
	assert_int_equal(count_role(&scene, JY_ROLE_TREND), 2);
	assert_int_equal(count_role(&scene, JY_ROLE_TREND_DOT), 2);
	assert_int_equal(count_role(&scene, JY_ROLE_TREND_LIMIT), 1);
	for (size_t i = 0; i < scene.shapes.count; i++)
		if (scene.shapes.at[i].role == JY_ROLE_TREND)
			assert_true(scene.shapes.at[i].point[1].x - scene.shapes.at[i].point[0].x >=
				    32);
	assert_non_null(strstr(jb_text_cstring(&arena, scene.groups.at[2].desc),
			       "up from 79.0\u00a0% in 2026-09\u00a0· 7,368\u00a0rows"));
}

/* What is said of the first criterion's last period beside the one before it. */
static bool says_of_change(const char *before, const char *now, const char *said)
{
	struct broadband *b = broadband_new(&arena);
	struct jy_overlay_verdict verdict[2] = {0};
	for (int i = 0; i < 2; i++) {
		verdict[i].criterion = JB_TEXT("fault_repair.call/service_level");
		verdict[i].period = jb_text_of(i ? "2026-10" : "2026-09");
		verdict[i].value = jb_text_of(i ? now : before);
		verdict[i].verdict = JRT_MET;
	}
	b->overlay.verdict = verdict;
	b->overlay.verdict_count = 2;
	struct jy_scene scene = lay(b, true, true);
	return strstr(jb_text_cstring(&arena, scene.groups.at[2].desc), said) != NULL;
}

/* A direction between two figures that read the same would be none to the reader. */
static void test_a_change_below_the_digits_has_no_direction(void **state)
{
	(void)state;
	assert_true(says_of_change("0.831", "0.8311", "about the same as in 2026-09"));
	assert_true(says_of_change("0.8311", "0.831", "about the same as in 2026-09"));
	assert_true(says_of_change("0.831", "0.831", "as 83.1\u00a0% in 2026-09"));
	assert_true(says_of_change("0.832", "0.831", "down from 83.2\u00a0% in 2026-09"));
	/* Either side of the threshold, a digit more tells them apart. */
	assert_true(says_of_change("0.8001", "0.7999", "down from 80.01\u00a0% in 2026-09"));
}

static void test_describes_touchpoints(void **state)
{
	(void)state;
	struct jy_scene scene = lay(broadband_new(&arena), true, true);
	assert_string_equal(jb_text_cstring(&arena, scene.groups.at[2].desc),
			    "Stage Get help. Moment of truth. Channel: phone. Delivered by Acme "
			    "BPX. Trough −4. "
			    "“On hold, again”. Delivered feeling −3.1. Pain: 9 min wait on Mondays "
			    "·\u00a0high. "
			    "Opportunity: Call-back from the queue. Success: Answered in 20 s at "
			    "least 80\u00a0% every month: "
			    "met (83.1\u00a0% ≥ 80\u00a0%) in 2026-10.");
	assert_string_equal(
		jb_text_cstring(&arena, scene.desc),
		"Journey map with 4 stages and 9 touchpoints for Maria, remote worker. Stages: "
		"Notice, Get help, Visit, Back online. Success: Net promoter score at least "
		"30\u00a0points every quarter: not measured (not measured) in 2026-10.");
}

static void test_leaves_out_silent_lanes(void **state)
{
	(void)state;
	struct broadband *b = broadband_new(&arena);
	for (int i = 0; i < 9; i++) {
		b->touchpoint[i].pain_count = b->touchpoint[i].lane_count = 0;
		b->touchpoint[i].success_count = b->touchpoint[i].feeling_count = 0;
		b->touchpoint[i].owner = JB_TEXT("Head of Care");
	}
	struct jy_scene scene = lay(b, false, true);
	assert_tidy(&scene);
	assert_false(has_text(&scene, "Pain points") || has_text(&scene, "Emotion") ||
		     has_text(&scene, "Success") || has_text(&scene, "Opportunities") ||
		     has_text(&scene, "Thoughts"));
	assert_true(has_text(&scene, "Owner") && has_text(&scene, "Channel"));
}

static void test_lanes_stand_in_their_order(void **state)
{
	static const char *const lanes[] = {"Thoughts",	    "Does",	   "Evidence",
					    "Takes",	    "Pain points", "Opportunities",
					    "Empowered to", "Frontstage",  "Backstage",
					    "Support",	    "Success"};
	(void)state;
	struct broadband *b = broadband_new(&arena);
	broadband_lanes(b, JB_TEXT("any"));
	b->entry[0][JY_LANE_TAKES].text = JB_TEXT("5min");
	b->entry[1][JY_LANE_SUPPORT].text = JB_TEXT("Parcel tracking");
	struct jy_scene scene = lay(b, true, true);
	assert_tidy(&scene);
	for (size_t i = 1; i < sizeof lanes / sizeof *lanes; i++)
		assert_true(top_of(&scene, lanes[i - 1]) < top_of(&scene, lanes[i]));
	assert_true(has_text(&scene, "5\u00a0min") && has_text(&scene, "fail point"));
	assert_int_equal(count_role(&scene, JY_ROLE_FAIL), 2 + 1);
	assert_int_equal(count_role(&scene, JY_ROLE_TAG), 4);
	assert_true(has_text(&scene, "only in\u00a0Self-serve"));
	assert_non_null(strstr(jb_text_cstring(&arena, scene.groups.at[4].desc),
			       "Evidence: any. (only in\u00a0Self-serve, any.)"));
	assert_true(has_text(&scene, "about any"));
	assert_true(has_text(&scene, "Maria, remote worker · goal: “any”") &&
		    has_text(&scene, "Northwind · promise: “Back online, first time, by someone "
				     "who knows you”"));
	assert_non_null(strstr(jb_text_cstring(&arena, scene.groups.at[4].desc),
			       "Backstage: any. Fail point: any."));
	assert_non_null(strstr(jb_text_cstring(&arena, scene.desc), "Support: Parcel tracking."));
}

/* What is said of a stage is as wide as its columns. */
static void test_entries_of_a_stage_span_it(void **state)
{
	(void)state;
	struct broadband *b = broadband_new(&arena);
	broadband_lanes(b, JB_TEXT("something"));
	struct jy_scene scene = lay(b, false, true);
	double widest = 0, stage = 0;
	for (size_t i = 0; i < scene.shapes.count; i++) {
		const struct jy_shape *shape = &scene.shapes.at[i];
		if (shape->role == JY_ROLE_STAGE_3)
			stage = shape->rect.w;
		if (shape->role == JY_ROLE_ACT)
			widest = fmax(widest, shape->rect.w);
	}
	assert_true(stage > 0 && widest > stage - 20 && widest <= stage);
}

static void test_one_touchpoint_is_no_wider_than_a_card(void **state)
{
	(void)state;
	struct broadband *b = broadband_new(&arena);
	b->stage[0].touchpoint_count = b->journey.stage_count = 1;
	struct jy_scene scene = lay(b, false, true);
	assert_tidy(&scene);
	for (size_t i = 0; i < scene.shapes.count; i++)
		if (scene.shapes.at[i].role == JY_ROLE_CARD)
			assert_true(scene.shapes.at[i].rect.w <= 260);
	assert_true(scene.width < 760);
}

static void test_empty_journeys(void **state)
{
	(void)state;
	struct broadband *b = broadband_new(&arena);
	b->stage[1].touchpoint_count = 0;
	struct jy_scene scene = lay(b, false, true);
	assert_tidy(&scene);
	assert_int_equal(scene.groups.count, 6);
	b->journey.stage_count = 0;
	scene = lay(b, false, true);
	assert_tidy(&scene);
	assert_true(scene.width > 0 && scene.height > 0);
	b->journey.decl.title = JB_TEXT("");
	b->journey.brand = NULL;
	b->journey.personas.count = 0;
	scene = lay(b, false, true);
	assert_tidy(&scene);
}

static void test_nasty_labels_stay_inside(void **state)
{
	(void)state;
	for (size_t i = 0; i < NASTY_COUNT; i++)
		for (int portable = 0; portable < 2; portable++) {
			struct broadband *b = nasty_new(&arena, i);
			struct jy_scene scene = lay(b, true, portable);
			assert_tidy(&scene);
			b->stage[0].touchpoint = &b->touchpoint[2];
			b->stage[0].touchpoint_count = b->journey.stage_count = 1;
			b->verdict[4].value = b->lane[0].text;
			scene = lay(b, true, portable);
			assert_tidy(&scene);
			jb_arena_reset(&arena);
		}
}

static void test_is_the_same_again(void **state)
{
	(void)state;
	struct jb_buf one, two;
	jb_buf_init(&one, &arena);
	jb_buf_init(&two, &arena);
	struct jy_scene scene = lay(broadband_new(&arena), true, true);
	jy_scene_dump(&scene, &one);
	scene = lay(broadband_new(&arena), true, true);
	jy_scene_dump(&scene, &two);
	assert_int_equal(one.size, two.size);
	assert_memory_equal(one.data, two.data, one.size);
	assert_true(jb_text_starts(jb_buf_text(&one), JB_TEXT("scene map-fault_repair ")));
}

/* ---- the curve ---- */

/* How many labels of peaks and troughs there must be. */
static size_t turns(const struct broadband *b, bool two)
{
	size_t count = 0;
	for (int i = 0; i < 9; i++)
		count += (size_t)(b->feeling[i].kind != JY_FEELS) +
			 (size_t)(two && b->both[i][1].kind != JY_FEELS);
	return count;
}

static void test_labels_clear_the_curves(void **state)
{
	(void)state;
	uint32_t seed = 7;
	for (int round = 0; round < 200; round++) {
		struct broadband *b = broadband_new(&arena);
		for (int i = 0; i < 9; i++) {
			seed = seed * 1664525 + 1013904223;
			b->feeling[i].value = FIX((int)(seed >> 16) % 11 - 5);
			b->feeling[i].kind = (enum jy_feeling_kind)((seed >> 8) % 3);
			seed = seed * 1664525 + 1013904223;
			b->delivered[i].value = FIX((int)(seed >> 16) % 11 - 5);
			b->touchpoint[i].moment_of_truth = (seed >> 9) % 2;
		}
		broadband_lanes(b, JB_TEXT("speed"));
		if (round % 2 == 1)
			broadband_two(b, JB_TEXT("Tom"));
		for (int i = 0; i < 9 && round % 2 == 1; i++) {
			seed = seed * 1664525 + 1013904223;
			b->both[i][1].value = FIX((int)(seed >> 16) % 11 - 5);
			b->both[i][1].kind = (enum jy_feeling_kind)((seed >> 8) % 3);
		}
		struct jy_scene scene = lay(b, true, true);
		assert_labels_clear(&scene);
		assert_tidy(&scene);
		assert_int_equal(count_role(&scene, JY_ROLE_T_TURN), turns(b, round % 2 == 1));
	}
}

static size_t open_curves(const struct jy_scene *scene, enum jy_role role)
{
	size_t count = 0;
	for (size_t i = 0; i < scene->shapes.count; i++)
		count += scene->shapes.at[i].kind == JY_SHAPE_CURVE &&
			 scene->shapes.at[i].role == role;
	return count;
}

static void test_no_feeling_is_a_gap(void **state)
{
	(void)state;
	struct broadband *b = broadband_new(&arena);
	struct jy_scene scene = lay(b, false, true);
	assert_int_equal(open_curves(&scene, JY_ROLE_CURVE), 1);
	b->feeling[4].has_value = false;
	scene = lay(b, false, true);
	assert_int_equal(open_curves(&scene, JY_ROLE_CURVE), 2);
	b->journey.scale_none = true;
	scene = lay(b, false, true);
	assert_int_equal(open_curves(&scene, JY_ROLE_CURVE), 0);
	assert_false(has_text(&scene, "Emotion"));
}

static void test_change_within_a_touchpoint(void **state)
{
	(void)state;
	struct broadband *b = broadband_new(&arena);
	b->feeling[3].has_then = true;
	b->feeling[3].then_value = FIX(1);
	struct jy_scene scene = lay(b, false, true);
	assert_int_equal(count_role(&scene, JY_ROLE_DOT) + count_role(&scene, JY_ROLE_MOMENT),
			 10 + 4 + 1); /* of the legend dot, diamond, two triangles; the figures' */
}

static void test_a_curve_for_each_persona(void **state)
{
	(void)state;
	struct broadband *b = broadband_new(&arena);
	broadband_two(b, JB_TEXT("Tom"));
	struct jy_scene scene = lay(b, false, true);
	assert_int_equal(open_curves(&scene, JY_ROLE_CURVE), 1);
	assert_int_equal(open_curves(&scene, JY_ROLE_CURVE_2), 1);
	assert_true(has_text(&scene, "Tom") && has_text(&scene, "Maria, remote worker"));
	assert_true(has_text(&scene, "peak\u00a0+4 · Tom") &&
		    has_text(&scene, "trough\u00a0−4 · Tom"));
	assert_int_equal(count_role(&scene, JY_ROLE_MOMENT_2), 2);
	assert_int_equal(count_role(&scene, JY_ROLE_T_MOMENT), 2);
	assert_labels_clear(&scene);
	assert_tidy(&scene);
}

static void test_a_shared_feeling_is_said_once(void **state)
{
	(void)state;
	struct broadband *b = broadband_new(&arena);
	broadband_two(b, JB_TEXT("Tom"));
	b->touchpoint[7].feeling = &b->feeling[7]; /* the peak is everybody's */
	b->touchpoint[7].feeling_count = 1;
	struct jy_scene scene = lay(b, false, true);
	assert_true(has_text(&scene, "peak\u00a0+4"));
	assert_int_equal(count_role(&scene, JY_ROLE_T_TURN), 3);
}

static void test_whose_feelings(void **state)
{
	(void)state;
	struct broadband *b = broadband_new(&arena);
	struct jy_lane_entry quote = {.lane = JY_LANE_QUOTE, .text = JB_TEXT("Safe?")};
	quote.persona = &b->persona;
	b->touchpoint[4].lane = &quote;
	b->touchpoint[4].lane_count = 1;
	b->feeling[4].named = JB_TEXT("-3 to +1");
	struct jy_scene scene = lay(b, false, true);
	assert_true(has_text(&scene, "−3 to +1") && has_text(&scene, "“Safe?”"));
	b->feeling[4].words = JB_TEXT("");
	b->persona.decl.title = JB_TEXT("Maria");
	broadband_two(b, JB_TEXT("Tom"));
	scene = lay(b, false, true);
	assert_true(has_text(&scene, "Maria: −3 to +1"));
	assert_true(has_text(&scene, "“Safe?” – Maria"));
}

/* No mark on a curve looks like a verdict's sign, and the legend explains every mark there is. */
static void test_marks_are_no_signs(void **state)
{
	(void)state;
	struct jy_scene scene = lay(broadband_new(&arena), false, true);
	assert_int_equal(count_role(&scene, JY_ROLE_MET) + count_role(&scene, JY_ROLE_MISSED) +
				 count_role(&scene, JY_ROLE_EXCUSED),
			 0);
	const char *dot = jy_role_fill(JY_ROLE_DOT, JY_THEME_LIGHT);
	assert_string_equal(dot, jy_role_fill(JY_ROLE_PAGE, JY_THEME_LIGHT));
	assert_string_equal(jy_role_stroke(JY_ROLE_DOT, JY_THEME_LIGHT),
			    jy_role_stroke(JY_ROLE_CURVE, JY_THEME_LIGHT));
	assert_true(has_text(&scene, "designed") && has_text(&scene, "moment of truth") &&
		    has_text(&scene, "peak") && has_text(&scene, "trough"));
}

/* The data of Fritsch and Carlson (1980), RPN 14: flat, steep, flat; other splines overshoot it. */
static void test_monotone_on_published_data(void **state)
{
	static const struct jy_point rpn[9] = {
		{7.99, 0},	  {8.09, 2.76429e-5}, {8.19, 4.37498e-2},
		{8.70, 0.169183}, {9.20, 0.469428},   {10.0, 0.943740},
		{12.0, 0.998636}, {15.0, 0.999919},   {20.0, 0.999994}};
	struct jy_point curve[25];
	(void)state;
	jy_monotone_curve(&arena, rpn, 9, curve);
	double before = -1e-12;
	for (double x = 7.99; x <= 20; x += 0.01) {
		double y, same;
		assert_true(jy_monotone_range(curve, 25, x, x, &y, &same));
		assert_true(y >= before - 1e-12 && y <= 0.999994 + 1e-12);
		before = y;
	}
}

static void test_areas_stay_on_their_side(void **state)
{
	static const struct jy_point zigzag[5] = {{0, 10}, {10, -10}, {20, 30}, {30, 0}, {40, -5}};
	struct jy_point curve[13];
	(void)state;
	jy_monotone_curve(&arena, zigzag, 5, curve);
	struct jy_areas areas = jy_monotone_areas(&arena, curve, 13, 0);
	assert_int_equal(areas.list.count, 4);
	for (size_t i = 0; i < areas.list.count; i++) {
		const struct jy_area *area = &areas.list.at[i];
		assert_int_equal(area->count % 3, 1);
		assert_true(area->above == (i % 2 == 1));
		for (uint32_t k = 0; k < area->count; k++)
			assert_true(area->above ? area->point[k].y <= 1e-6
						: area->point[k].y >= -1e-6);
	}
}

/* ---- words ---- */

/* As the table has it: with a blank and a hyphen. */
static void assert_figure(struct jb_buf *out, const char *expected)
{
	struct jb_buf plain;
	jb_buf_init(&plain, &arena);
	for (const char *at = out->data; *at != '\0'; at++) {
		bool nbsp = strncmp(at, JY_NBSP, 2) == 0, minus = strncmp(at, JY_MINUS, 3) == 0;
		jb_buf_add_byte(&plain, nbsp ? ' ' : minus ? '-' : *at);
		at += nbsp ? 1 : minus ? 2 : 0;
	}
	assert_string_equal(plain.data, expected);
}

/* By the table of tests/unit/test_figure.c. */
static void test_figures_of_the_scorecard(void **state)
{
	(void)state;
	const struct jb_text currency = JB_TEXT("EUR");
	for (size_t i = 0; i < sizeof figures_measured / sizeof *figures_measured; i++) {
		struct jb_buf out;
		enum jrt_type type = figures_measured[i].type;
		struct jb_ratio value = {figures_measured[i].num, figures_measured[i].den};
		struct jrt_threshold threshold = {.comparison = JRT_AT_LEAST,
						  .low = FIX(figures_measured[i].limit)};
		jb_buf_init(&out, &arena);
		jy_figures_add(&out, type, currency, value,
			       jy_figures_detail(type, value, &threshold));
		assert_figure(&out, figures_measured[i].text);
	}
	for (size_t i = 0; i < sizeof figures_exact / sizeof *figures_exact; i++) {
		struct jb_buf out;
		jb_buf_init(&out, &arena);
		jy_figures_add_exact(&out, figures_exact[i].type, currency,
				     FIX(figures_exact[i].value));
		assert_figure(&out, figures_exact[i].text);
	}
}

static void test_figures_at_the_edges(void **state)
{
	(void)state;
	struct jb_buf out;
	jb_buf_init(&out, &arena);
	jy_figures_add_exact(&out, JRT_SHARE, JB_TEXT(""), INT64_MIN);
	assert_string_equal(out.data, "−922,337,203,685,477.5808\u00a0%");
	jb_buf_reset(&out);
	jy_figures_add_exact(&out, JRT_DATE, JB_TEXT(""), 20635);
	jb_buf_add_byte(&out, ' ');
	jy_figures_add_exact(&out, JRT_CLOCK, JB_TEXT(""), FIX(30600));
	jb_buf_add_byte(&out, ' ');
	jy_figures_add_exact(&out, JRT_INSTANT, JB_TEXT(""), FIX(-1));
	assert_string_equal(out.data, "2026-07-01 08:30:00 1969-12-31T23:59:59Z");
}

static void test_criteria_in_words(void **state)
{
	(void)state;
	struct broadband *b = broadband_new(&arena);
	struct jrt_threshold changing[2] = {{INT32_MIN, JRT_AT_LEAST, FIX(0.8), 0},
					    {20635, JRT_AT_LEAST, FIX(0.82), 0}}; /* 2026-07-01 */
	b->criterion[0].threshold = changing;
	b->criterion[0].threshold_count = 2;
	assert_string_equal(jb_text_cstring(&arena, jy_words_criterion(&arena, &b->criterion[0])),
			    "at least 80\u00a0% every month, from 2026-07-01 at least 82\u00a0%");
	struct jrt_threshold within = {INT32_MIN, JRT_WITHIN, FIX(20), FIX(60)};
	b->criterion[1].threshold = &within;
	b->criterion[1].period.spec.rolling = 3;
	assert_string_equal(jb_text_cstring(&arena, jy_words_criterion(&arena, &b->criterion[1])),
			    "20\u00a0s to 60\u00a0s every rolling 3\u00a0months");
}

/* Rounding for show may not make a missed value look met. */
static void test_verdicts_show_the_difference(void **state)
{
	(void)state;
	struct broadband *b = broadband_new(&arena);
	struct jy_overlay_verdict verdict = {.verdict = JRT_MISSED, .value = JB_TEXT("0.79999")};
	assert_string_equal(
		jb_text_cstring(&arena, jy_words_verdict(&arena, &b->criterion[0], &verdict)),
		"79.999\u00a0% < 80\u00a0%");
	verdict.value = JB_TEXT("0.8");
	assert_string_equal(
		jb_text_cstring(&arena, jy_words_verdict(&arena, &b->criterion[0], &verdict)),
		"80.0\u00a0% ≥ 80\u00a0%");
	verdict.value = JB_TEXT("0.831666666666667");
	verdict.threshold = JB_TEXT("0.82");
	verdict.provisional = true;
	assert_string_equal(
		jb_text_cstring(&arena, jy_words_verdict(&arena, &b->criterion[0], &verdict)),
		"83.2\u00a0% ≥ 82\u00a0%");
}

/* ---- overlays ---- */

static void test_the_latest_and_worst_verdict_stands(void **state)
{
	(void)state;
	struct jy_overlay_verdict verdict[] = {
		{.criterion = JB_TEXT("j.t/m"), .period = JB_TEXT("2026-02"), .verdict = JRT_MET},
		{.criterion = JB_TEXT("j.t/m/here"),
		 .period = JB_TEXT("2026-03"),
		 .verdict = JRT_EXCUSED},
		{.criterion = JB_TEXT("j.t/m/there"),
		 .period = JB_TEXT("2026-03"),
		 .verdict = JRT_MET},
		{.criterion = JB_TEXT("j.t/m"),
		 .period = JB_TEXT("2026-01"),
		 .verdict = JRT_MISSED},
		{.criterion = JB_TEXT("j.t/m of acme"),
		 .period = JB_TEXT("2026-03"),
		 .verdict = JRT_MISSED},
	};
	struct jy_overlay overlay = {.verdict = verdict, .verdict_count = 5};
	struct jy_criterion criterion = {.name = JB_TEXT("j.t/m")};
	struct jy_overlay_index index;
	jy_overlay_index_init(&index, &arena, &overlay);
	assert_ptr_equal(jy_overlay_verdict(&index, &criterion), &verdict[1]);
	criterion.name = JB_TEXT("j.t/m of acme");
	assert_ptr_equal(jy_overlay_verdict(&index, &criterion), &verdict[4]);
	criterion.name = JB_TEXT("j.t/n");
	assert_null(jy_overlay_verdict(&index, &criterion));
	criterion.name = JB_TEXT("");
	assert_null(jy_overlay_verdict(&index, &criterion));
}

static void test_whether_a_report_is_of_the_journey(void **state)
{
	(void)state;
	struct broadband *b = broadband_new(&arena);
	struct jy_overlay_index index;
	jy_overlay_index_init(&index, &arena, &b->overlay);
	assert_true(jy_overlay_judges(&index, &b->journey));
	for (int i = 0; i < 5; i++)
		b->verdict[i].criterion = JB_TEXT("other.call/service_level");
	jy_overlay_index_init(&index, &arena, &b->overlay);
	assert_false(jy_overlay_judges(&index, &b->journey));
}

/* Of criteria on one metric the label says which is which, and the odd period is told. */
static void test_criteria_on_part_of_the_rows(void **state)
{
	(void)state;
	struct broadband *b = broadband_new(&arena);
	struct jy_site site = {.decl = DECL("manila", "Manila"), .partner = &b->partner[0]};
	struct jy_slice slice = {.decl = DECL("faults", "Faults")};
	struct jy_criterion some[3] = {b->criterion[0], b->criterion[0], b->criterion[0]};
	some[0].partner = some[1].partner = &b->partner[0];
	some[1].site = &site;
	some[2].slice = &slice;
	some[1].name = JB_TEXT("fault_repair.call/service_level of acme.manila");
	b->verdict[4].criterion = some[1].name;
	b->verdict[4].period = JB_TEXT("2026-09");
	b->metric[0].decl.title = JB_TEXT("Answered");
	b->touchpoint[2].success = some;
	b->touchpoint[2].success_count = 3;
	struct jy_scene scene = lay(b, true, true);
	assert_true(has_text(&scene, "Answered · Acme BPX") &&
		    has_text(&scene, "Answered · Manila") && has_text(&scene, "Answered · Faults"));
	assert_true(has_text(&scene, "2026-09") && has_text(&scene, "2026-10"));
}

static const char report[] =
	"{\"schema\": \"journey-report\", \"version\": 1, \"measurements\": [\n"
	"{\"metric\": \"csat\", \"scope\": \"fault_repair.call\", \"partner\": null, \"period\": "
	"\"2026-02\", "
	"\"value\": 0.1},\n"
	"{\"metric\": \"csat\", \"scope\": \"fault_repair.call\", \"partner\": null, \"period\": "
	"\"2026-03\", "
	"\"value\": 0.75},\n"
	"{\"metric\": \"csat\", \"scope\": \"fault_repair.call\", \"partner\": \"acme\", "
	"\"period\": \"2026-04\", "
	"\"value\": 0.2},\n"
	"{\"metric\": \"csat\", \"scope\": \"fault_repair.visit\", \"partner\": null, \"period\": "
	"\"2026-03\", "
	"\"value\": null}],\n"
	"\"verdicts\": [{\"criterion\": \"fault_repair.call/service_level\", \"period\": "
	"\"2026-03\", "
	"\"verdict\": \"not_measured\", \"value\": null, \"threshold\": 0.8},\n"
	"{\"criterion\": \"fault_repair.verify/verified\", \"period\": \"2026-03\", \"verdict\": "
	"\"missed\", "
	"\"value\": 71, \"threshold\": \"60\", \"provisional\": true}]}";

static void test_reads_reports(void **state)
{
	(void)state;
	struct broadband *b = broadband_new(&arena);
	struct jy_metric csat = {.decl = DECL("csat", "CSAT"), .type = JRT_SHARE};
	const struct jy_journey *journeys[] = {&b->journey};
	struct jy_overlay overlay;
	struct jb_text why = JB_TEXT("");
	b->model.journeys.at = journeys;
	b->model.journeys.count = 1;
	b->touchpoint[2].felt_by = b->touchpoint[6].felt_by = &csat;
	assert_int_equal(jy_overlay_read(&arena, jb_text_of(report), &b->model, &overlay, &why),
			 JB_OK);
	assert_int_equal(overlay.verdict_count, 2);
	assert_int_equal(overlay.verdict[0].verdict, JRT_NOT_MEASURED);
	assert_true(jb_text_is(overlay.verdict[1].value, "71") && overlay.verdict[1].provisional);
	assert_int_equal(overlay.delivered_count, 1);
	assert_int_equal(overlay.delivered[0].value,
			 FIX(2.5)); /* three quarters of the way from -5 to +5 */
	assert_true(jb_text_is(overlay.delivered_caption, "CSAT, 2026-03"));
	b->overlay = overlay;
	struct jy_scene scene = lay(b, true, true);
	assert_true(has_text(&scene, "not measured") && has_text(&scene, "provisional"));
}

static void test_refuses_what_is_no_report(void **state)
{
	static const char *const bad[] = {
		"",
		"{",
		"[]",
		"{\"verdicts\": 1}",
		"{\"verdicts\": [1]}",
		"{\"verdicts\": [{\"criterion\": \"a/b\", \"verdict\": \"good\"}]}"};
	(void)state;
	struct broadband *b = broadband_new(&arena);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct jy_overlay overlay;
		struct jb_text why = JB_TEXT("");
		assert_int_equal(
			jy_overlay_read(&arena, jb_text_of(bad[i]), &b->model, &overlay, &why),
			JB_MALFORMED);
		assert_true(why.size > 0);
	}
}

/* ---- size ---- */

#define MANY 5000

static void test_thousands_of_touchpoints(void **state)
{
	(void)state;
	struct broadband *b = broadband_new(&arena);
	struct jy_touchpoint *many = JB_NEW_ARRAY(&arena, struct jy_touchpoint, MANY);
	for (size_t i = 0; i < MANY; i++) {
		many[i] = b->touchpoint[i % 9];
		many[i].decl.title = jb_text_printf(&arena, "Touchpoint number %zu of many", i);
	}
	b->stage[3].touchpoint = many;
	b->stage[3].touchpoint_count = MANY;
	clock_t start = clock();
	struct jy_scene scene = lay(b, true, false);
	struct jb_buf svg;
	jb_buf_init(&svg, &arena);
	jy_scene_svg(&scene, &svg);
	double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
	print_message("%d touchpoints: %.2f s, %zu bytes of SVG, %zu of memory\n", MANY, seconds,
		      svg.size, arena.used);
	assert_true(seconds < 30); /* of the slowest build; a release takes about one */
	struct jb_text why = JB_TEXT("");
	assert_int_equal(jy_scene_png(&scene, 1, &svg, &why), JB_TOO_LARGE);
	assert_true(jb_text_starts(why, JB_TEXT("a PNG would be ")));
}

/* Wherever memory runs out, all of it comes back: LeakSanitizer watches. */
static void test_memory_runs_out(void **state)
{
	(void)state;
	volatile size_t limit = 64 * 1024;
	volatile bool done = false;
	while (!done) {
		jb_arena_reset(&arena);
		arena.limit = limit;
		limit += 64 * 1024;
		if (JB_ARM(&arena) != 0)
			continue;
		struct broadband *b = broadband_new(&arena);
		struct jb_buf out;
		struct jb_text why = JB_TEXT("");
		struct jy_scene scene = lay(b, true, false);
		jb_buf_init(&out, &arena);
		jy_scene_svg(&scene, &out);
		done = jy_scene_dot(&scene, &out, &why) == JB_OK &&
		       jy_scene_pdf(&scene, NULL, JY_TURN_AUTO, &out, &why) == JB_OK;
		jb_arena_disarm(&arena);
	}
	assert_true(limit > 256 * 1024);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_says_what_the_model_says),
		TEST(test_trend_by_period),
		TEST(test_a_change_below_the_digits_has_no_direction),
		TEST(test_describes_touchpoints),
		TEST(test_leaves_out_silent_lanes),
		TEST(test_lanes_stand_in_their_order),
		TEST(test_entries_of_a_stage_span_it),
		TEST(test_one_touchpoint_is_no_wider_than_a_card),
		TEST(test_empty_journeys),
		TEST(test_nasty_labels_stay_inside),
		TEST(test_is_the_same_again),
		TEST(test_labels_clear_the_curves),
		TEST(test_no_feeling_is_a_gap),
		TEST(test_change_within_a_touchpoint),
		TEST(test_a_curve_for_each_persona),
		TEST(test_a_shared_feeling_is_said_once),
		TEST(test_whose_feelings),
		TEST(test_marks_are_no_signs),
		TEST(test_monotone_on_published_data),
		TEST(test_areas_stay_on_their_side),
		TEST(test_figures_of_the_scorecard),
		TEST(test_figures_at_the_edges),
		TEST(test_criteria_in_words),
		TEST(test_verdicts_show_the_difference),
		TEST(test_the_latest_and_worst_verdict_stands),
		TEST(test_whether_a_report_is_of_the_journey),
		TEST(test_criteria_on_part_of_the_rows),
		TEST(test_reads_reports),
		TEST(test_refuses_what_is_no_report),
		TEST(test_memory_runs_out),
		TEST(test_thousands_of_touchpoints),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
