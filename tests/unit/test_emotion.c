/*
 * What feelings come to, and the emotion view: curves, gap, ends, low stretches, all clear of one
 * another.
 */
#include <math.h>
#include <string.h>

#include "diagram/emotion.h"
#include "diagram/feelings.h"
#include "nasty.h"
#include "scenes.h"
#include "own_arena.h"

/* ---- what they come to ---- */

static struct jy_feelings sum_of(const int *tenths, size_t count, size_t gap_before)
{
	struct jy_felt_at felt[16];
	for (size_t i = 0; i < count; i++)
		felt[i] = (struct jy_felt_at){tenths[i] * FIX(0.1), i + (i >= gap_before)};
	return jy_feelings_of(felt, count, 0);
}

static void test_peak_trough_and_end(void **state)
{
	static const int tenths[] = {-10, -20, -40, -30, 0, 10, 30, 40, 20};
	(void)state;
	struct jy_feelings sum = sum_of(tenths, 9, 99);
	assert_int_equal(sum.peak, 7);
	assert_int_equal(sum.trough, 2);
	assert_int_equal(sum.intense, 2); /* as far as the peak, and bad */
	assert_int_equal(sum.end, 8);
	assert_int_equal(sum.peak_end, FIX(-1));
	assert_int_equal(sum.low_first, 0);
	assert_int_equal(sum.low_last, 3);
	assert_int_equal(sum.low_count, 4);
}

static void test_a_gap_ends_a_low_stretch(void **state)
{
	static const int tenths[] = {-10, -20, -40, -30, 0, -10};
	(void)state;
	struct jy_feelings sum = sum_of(tenths, 6, 1);
	assert_int_equal(sum.low_first, 1);
	assert_int_equal(sum.low_count, 3);
	sum = sum_of(tenths, 6, 2);
	assert_int_equal(sum.low_first, 0);
	assert_int_equal(sum.low_last, 1);
	assert_int_equal(sum.low_count, 2);
}

static void test_a_single_feeling(void **state)
{
	static const int tenths[] = {5};
	(void)state;
	struct jy_feelings sum = sum_of(tenths, 1, 99);
	assert_int_equal(sum.peak, 0);
	assert_int_equal(sum.trough, 0);
	assert_int_equal(sum.peak_end, FIX(0.5));
	assert_int_equal(sum.low_count, 0);
}

/* A change within a touchpoint is low only if it stays so. */
static void test_a_change_within_a_touchpoint(void **state)
{
	(void)state;
	const struct jy_felt_at felt[] = {
		{FIX(-1), 0}, {FIX(-3), 1}, {FIX(1), 1}, {FIX(-2), 2}, {FIX(-1), 3}};
	struct jy_feelings sum = jy_feelings_of(felt, 5, 0);
	assert_int_equal(sum.low_first, 3);
	assert_int_equal(sum.low_last, 4);
	assert_int_equal(sum.low_count, 2);
	/* On a scale from 1 to 5 neutral is 3. */
	const struct jy_felt_at rated[] = {{FIX(2), 0}, {FIX(4), 1}};
	sum = jy_feelings_of(rated, 2, FIX(3));
	assert_int_equal(sum.intense, 0);
	assert_int_equal(sum.peak_end, FIX(3));
	assert_int_equal(sum.low_count, 1);
}

/* ---- the view ---- */

static struct jy_scene lay(struct broadband *b, bool overlay)
{
	struct jy_picture_options options = {.overlay = overlay ? &b->overlay : NULL,
					     .portable_text = true};
	struct jy_scene scene;
	struct jb_text why;
	assert_int_equal(jy_emotion_scene(&arena, &b->model, &b->journey, &options, &scene, &why),
			 JB_OK);
	assert_tidy(&scene);
	assert_labels_clear(&scene);
	return scene;
}

static bool says(const struct jy_scene *scene, const char *part)
{
	for (size_t i = 0; i < scene->shapes.count; i++)
		if (scene->shapes.at[i].kind == JY_SHAPE_TEXT &&
		    strstr(jb_text_cstring(&arena, scene->shapes.at[i].text), part))
			return true;
	return false;
}

static void test_the_curve_alone(void **state)
{
	(void)state;
	struct jy_scene scene = lay(broadband_new(&arena), false);
	assert_true(has_text(&scene, "designed, end\u00a0+2"));
	assert_true(has_text(&scene, "designed: low for 4 touchpoints"));
	assert_true(says(&scene, "peak\u00a0+4 at Confirm fix"));
	assert_true(says(&scene, "peak‑end\u00a0value\u00a0−1"));
	assert_true(says(&scene, "longest low stretch 4 touchpoints: Router light red to Verify"));
	assert_false(has_text(&scene, "Channel") || has_text(&scene, "Thoughts"));
	assert_int_equal(count_role(&scene, JY_ROLE_GAP), 0);
	assert_true(jb_text_is(scene.id, "emotion-fault_repair"));
}

static void test_designed_against_delivered(void **state)
{
	(void)state;
	struct jy_scene scene = lay(broadband_new(&arena), true);
	assert_int_equal(count_role(&scene, JY_ROLE_GAP), 1);
	assert_int_equal(count_role(&scene, JY_ROLE_GAP_LARGEST), 1);
	assert_true(has_text(&scene, "largest gap\u00a0−1.6"));
	assert_true(says(&scene, "largest gap to the design\u00a0−1.6 at Engineer arrives"));
	assert_true(has_text(&scene, "delivered, end\u00a0+1.2"));
	assert_true(has_text(&scene, "delivered: low for 5 touchpoints"));
}

static void test_several_personas(void **state)
{
	(void)state;
	struct broadband *b = broadband_new(&arena);
	broadband_two(b, JB_TEXT("Tom"));
	struct jy_scene scene = lay(b, true);
	assert_true(has_text(&scene, "Tom, end\u00a0−2"));
	assert_true(has_text(&scene, "Maria, remote") || says(&scene, "Maria, remote worker"));
	assert_true(has_text(&scene, "Tom: low for 4 touchpoints"));
	assert_true(says(&scene, "Tom: peak\u00a0+4 at Call support"));
}

static void test_without_a_curve_it_says_so(void **state)
{
	(void)state;
	struct broadband *b = broadband_new(&arena);
	b->journey.scale_none = true;
	struct jy_scene scene = lay(b, false);
	assert_true(has_text(&scene, "Emotion") && has_text(&scene, "no feeling has a number"));
	assert_int_equal(count_role(&scene, JY_ROLE_CURVE), 0);
}

static void test_any_curves_and_labels(void **state)
{
	uint32_t seed = 11;
	(void)state;
	for (int round = 0; round < 200; round++) {
		struct broadband *b = round % 3
					      ? broadband_new(&arena)
					      : nasty_new(&arena, (size_t)round / 3 % NASTY_COUNT);
		for (int i = 0; i < 9; i++) {
			seed = seed * 1664525 + 1013904223;
			b->feeling[i].value = FIX((int)(seed >> 16) % 11 - 5);
			b->feeling[i].has_value = (seed >> 10) % 8 != 0;
			b->feeling[i].kind = (enum jy_feeling_kind)((seed >> 8) % 3);
			seed = seed * 1664525 + 1013904223;
			b->delivered[i].value = FIX((int)(seed >> 16) % 11 - 5);
		}
		b->feeling[round % 9].has_value = true;
		if (round % 2 == 1)
			broadband_two(b, JB_TEXT("Tom"));
		lay(b, round % 5 != 0);
		b->stage[0].touchpoint = &b->touchpoint[round % 9];
		b->stage[0].touchpoint_count = b->journey.stage_count = 1;
		lay(b, round % 5 != 0);
		jb_arena_reset(&arena);
	}
}

/* ---- the area between two curves ---- */

static void test_area_between(void **state)
{
	(void)state;
	const struct jy_point above[] = {{0, 0}, {10, 4}, {20, 0}}, below[] = {{10, 8}, {30, 8}};
	struct jy_point a[7], b[4];
	jy_monotone_curve(&arena, above, 3, a);
	jy_monotone_curve(&arena, below, 2, b);
	struct jy_area area = jy_monotone_between(&arena, a, 7, b, 4);
	assert_int_equal(area.count % 3, 1);
	double left = INFINITY, right = -INFINITY;
	for (uint32_t i = 0; i < area.count; i++) {
		left = fmin(left, area.point[i].x);
		right = fmax(right, area.point[i].x);
	}
	assert_true(fabs(left - 10) < 1e-9 && fabs(right - 20) < 1e-9);
	assert_true(area.point[0].x == area.point[area.count - 1].x &&
		    area.point[0].y == area.point[area.count - 1].y);
	const struct jy_point far[] = {{40, 1}, {50, 1}};
	jy_monotone_curve(&arena, far, 2, b);
	assert_int_equal(jy_monotone_between(&arena, a, 7, b, 4).count, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_peak_trough_and_end),
		cmocka_unit_test(test_a_gap_ends_a_low_stretch),
		cmocka_unit_test(test_a_single_feeling),
		cmocka_unit_test(test_a_change_within_a_touchpoint),
		TEST(test_the_curve_alone),
		TEST(test_designed_against_delivered),
		TEST(test_several_personas),
		TEST(test_without_a_curve_it_says_so),
		TEST(test_any_curves_and_labels),
		TEST(test_area_between),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
