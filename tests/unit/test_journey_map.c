/*
 * The layout of the journey map: what stands where, with kind and with nasty labels; the curve's
 * mathematics; criteria in words; overlays.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "diagram/monotone.h"
#include "diagram/words.h"
#include "nasty.h"

static struct jb_arena arena;

static int set_up(void **state)
{
	(void)state;
	jb_arena_init(&arena, NULL);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	jb_arena_release(&arena);
	return 0;
}

static struct jy_scene lay(struct broadband *b, bool overlay, bool portable)
{
	struct jy_scene scene;
	struct jy_map_options options = {.overlay = overlay ? &b->overlay : NULL,
					 .portable_text = portable};
	jy_map_scene(&arena, &b->model, &b->journey, &options, &scene);
	return scene;
}

static size_t count_role(const struct jy_scene *scene, enum jy_role role)
{
	size_t count = 0;
	for (size_t i = 0; i < scene->shapes.count; i++)
		count += scene->shapes.at[i].role == role;
	return count;
}

static bool has_text(const struct jy_scene *scene, const char *text)
{
	for (size_t i = 0; i < scene->shapes.count; i++)
		if (scene->shapes.at[i].kind == JY_SHAPE_TEXT &&
		    jb_text_is(scene->shapes.at[i].text, text))
			return true;
	return false;
}

static bool inside(struct jy_rect a, struct jy_rect b)
{
	double slack = 0.02;
	return a.x >= b.x - slack && a.y >= b.y - slack && a.x + a.w <= b.x + b.w + slack &&
	       a.y + a.h <= b.y + b.h + slack;
}

static bool overlap(struct jy_rect a, struct jy_rect b)
{
	double slack = 0.05;
	return a.x + slack < b.x + b.w && b.x + slack < a.x + a.w && a.y + slack < b.y + b.h &&
	       b.y + slack < a.y + a.h;
}

/* Every line inside its card, its room and the picture; no two lines on one another. */
static void assert_tidy(const struct jy_scene *scene)
{
	struct jy_rect page = {0, 0, scene->width, scene->height};
	for (size_t i = 0; i < scene->shapes.count; i++) {
		const struct jy_shape *shape = &scene->shapes.at[i];
		if (shape->kind != JY_SHAPE_TEXT)
			continue;
		assert_true(inside(shape->rect, shape->room));
		assert_true(inside(shape->rect, page));
		if (shape->label_of != 0)
			assert_true(
				inside(shape->rect, scene->shapes.at[shape->label_of - 1].rect));
		for (size_t k = 0; k < i; k++)
			if (scene->shapes.at[k].kind == JY_SHAPE_TEXT)
				assert_false(overlap(shape->rect, scene->shapes.at[k].rect));
	}
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
	assert_true(has_text(&scene, "94\u00a0% < 95\u00a0%"));
	assert_true(has_text(&scene, "trough\u00a0−4"));
	assert_int_equal(count_role(&scene, JY_ROLE_CARD), 7);
	assert_int_equal(count_role(&scene, JY_ROLE_CARD_MOMENT), 2);
	assert_int_equal(count_role(&scene, JY_ROLE_MOMENT_BELOW), 1);
	assert_int_equal(count_role(&scene, JY_ROLE_DOT_DELIVERED), 9);
	assert_int_equal(scene.groups.count, 9);
	assert_false(has_text(&scene, "Owner"));
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

/* Labels of marks clear every curve and dot, whatever the delivered curve does. */
static void assert_labels_clear(const struct jy_scene *scene)
{
	for (size_t i = 0; i < scene->shapes.count; i++) {
		const struct jy_shape *label = &scene->shapes.at[i];
		if (label->role != JY_ROLE_T_MOMENT && label->role != JY_ROLE_T_TURN)
			continue;
		for (size_t k = 0; k < scene->shapes.count; k++) {
			const struct jy_shape *shape = &scene->shapes.at[k];
			double least, greatest;
			if (shape->kind == JY_SHAPE_CIRCLE)
				assert_false(overlap(label->rect, shape->rect));
			if (shape->kind == JY_SHAPE_CURVE && !shape->closed &&
			    jy_monotone_range(shape->point, shape->point_count, label->rect.x,
					      label->rect.x + label->rect.w, &least, &greatest))
				assert_true(greatest < label->rect.y ||
					    least > label->rect.y + label->rect.h);
		}
	}
}

static void test_labels_clear_the_curves(void **state)
{
	(void)state;
	struct broadband *b = broadband_new(&arena);
	uint32_t seed = 7;
	for (int round = 0; round < 200; round++) {
		for (int i = 0; i < 9; i++) {
			seed = seed * 1664525 + 1013904223;
			b->feeling[i].value = FIX((int)(seed >> 16) % 11 - 5);
			b->feeling[i].kind = (enum jy_feeling_kind)((seed >> 8) % 3);
			seed = seed * 1664525 + 1013904223;
			b->delivered[i].value = FIX((int)(seed >> 16) % 11 - 5);
			b->touchpoint[i].moment_of_truth = (seed >> 9) % 2;
		}
		struct jy_scene scene = lay(b, true, true);
		assert_labels_clear(&scene);
		assert_tidy(&scene);
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
	assert_int_equal(count_role(&scene, JY_ROLE_DOT_BELOW) +
				 count_role(&scene, JY_ROLE_DOT_ABOVE) +
				 count_role(&scene, JY_ROLE_MOMENT_ABOVE) +
				 count_role(&scene, JY_ROLE_MOMENT_BELOW),
			 10 + 1); /* and the diamond of the legend */
}

static void test_a_curve_for_each_persona(void **state)
{
	(void)state;
	struct broadband *b = broadband_new(&arena);
	struct jy_persona other = {.decl = DECL("tom", "Tom, night worker")};
	struct jy_feeling both[9][2];
	for (int i = 0; i < 9; i++) {
		both[i][0] = both[i][1] = b->feeling[i];
		both[i][0].persona = &b->persona;
		both[i][1].persona = &other;
		both[i][1].value = -both[i][1].value;
		b->touchpoint[i].feeling = both[i];
		b->touchpoint[i].feeling_count = 2;
	}
	struct jy_scene scene = lay(b, false, true);
	assert_int_equal(open_curves(&scene, JY_ROLE_CURVE), 1);
	assert_int_equal(open_curves(&scene, JY_ROLE_CURVE_2), 1);
	assert_true(has_text(&scene, "Tom, night worker"));
	assert_labels_clear(&scene);
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

static void assert_value(jb_fix value, enum jrt_type type, const char *expected)
{
	struct jb_buf out;
	jb_buf_init(&out, &arena);
	jy_words_value(&out, value, type, JB_TEXT("EUR"));
	assert_string_equal(out.data, expected);
}

static void test_values_in_words(void **state)
{
	(void)state;
	assert_value(FIX(0.8), JRT_SHARE, "80\u00a0%");
	assert_value(FIX(0.825), JRT_SHARE, "82.5\u00a0%");
	assert_value(FIX(-0.05), JRT_SHARE, "−5\u00a0%");
	assert_value(FIX(20), JRT_DURATION, "20\u00a0s");
	assert_value(FIX(71.5), JRT_DURATION, "71.5\u00a0s");
	assert_value(FIX(480), JRT_DURATION, "8\u00a0min");
	assert_value(FIX(9000), JRT_DURATION, "2\u00a0h\u00a030\u00a0min");
	assert_value(FIX(3600), JRT_DURATION, "1\u00a0h");
	assert_value(FIX(86400), JRT_DURATION, "24\u00a0h");
	assert_value(FIX(7 * 86400), JRT_DURATION, "7\u00a0days");
	assert_value(0, JRT_DURATION, "0\u00a0s");
	assert_value(FIX(2.5), JRT_MONEY, "EUR\u00a02.5");
	assert_value(FIX(30), JRT_POINTS, "30\u00a0points");
	assert_value(INT64_MIN, JRT_SHARE, "−922337203685477.5808\u00a0%");
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
		"80\u00a0% ≥ 80\u00a0%");
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
	};
	struct jy_overlay overlay = {.verdict = verdict, .verdict_count = 4};
	struct jy_overlay_index index;
	jy_overlay_index_init(&index, &arena, &overlay);
	assert_ptr_equal(jy_overlay_verdict(&index, JB_TEXT("j.t"), JB_TEXT("m")), &verdict[1]);
	assert_null(jy_overlay_verdict(&index, JB_TEXT("j.t"), JB_TEXT("n")));
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
		       jy_scene_pdf(&scene, &out, &why) == JB_OK;
		jb_arena_disarm(&arena);
	}
	assert_true(limit > 256 * 1024);
}

#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(test_says_what_the_model_says),
		T(test_describes_touchpoints),
		T(test_leaves_out_silent_lanes),
		T(test_empty_journeys),
		T(test_nasty_labels_stay_inside),
		T(test_is_the_same_again),
		T(test_labels_clear_the_curves),
		T(test_no_feeling_is_a_gap),
		T(test_change_within_a_touchpoint),
		T(test_a_curve_for_each_persona),
		T(test_monotone_on_published_data),
		T(test_areas_stay_on_their_side),
		T(test_values_in_words),
		T(test_criteria_in_words),
		T(test_verdicts_show_the_difference),
		T(test_the_latest_and_worst_verdict_stands),
		T(test_reads_reports),
		T(test_refuses_what_is_no_report),
		T(test_memory_runs_out),
		T(test_thousands_of_touchpoints),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
