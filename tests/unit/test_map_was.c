/*
 * As it is beside as it shall be: rows of the amended journey where it says something else, its
 * curve under the new one, new touchpoints told, and a picture as before where nothing is amended.
 */
#include <string.h>

#include "diagram/blueprint.h"
#include "diagram/emotion.h"
#include "nasty.h"
#include "scenes.h"
#include "own_arena.h"

static const struct jy_picture_options plain = {.portable_text = true};

/* The journey as it shall be: no wait at the call, which feels better; the survey is new. */
static struct broadband *amended(void)
{
	struct broadband *was = broadband_new(&arena), *b = broadband_new(&arena);
	was->journey.state = JB_TEXT("current");
	b->journey.state = JB_TEXT("target");
	b->journey.amends = &was->journey;
	b->feeling[2].value = FIX(1);
	b->feeling[2].kind = JY_FEELS;
	b->feeling[2].words = JB_TEXT("They called me");
	b->touchpoint[2].pain_count = 0;
	was->touchpoint[8].decl.name = JB_TEXT("letter");
	return b;
}

static struct jy_scene lay(struct broadband *b)
{
	struct jy_scene scene = broadband_map(&arena, b, &plain);
	assert_tidy(&scene);
	assert_labels_clear(&scene);
	return scene;
}

static void test_rows_where_it_differs(void **state)
{
	(void)state;
	struct jy_scene scene = lay(amended());
	assert_int_equal(count_text(&scene, "Thoughts"), 2);
	assert_int_equal(count_text(&scene, "Pain points"), 2);
	assert_int_equal(count_text(&scene, "Channel"), 1);
	assert_int_equal(count_text(&scene, "As it is"), 2);
	assert_true(has_text(&scene, "“They called me”") && has_text(&scene, "“On hold, again”"));
	assert_int_equal(count_text(&scene, "“Is it me or them?”"), 1);
	assert_int_equal(count_text(&scene, "–"), 1); /* no pain any more */
	assert_int_equal(count_text(&scene, "new"), 1);
	assert_true(has_text(&scene, "Beside it, where it differs: “Broadband fault repair”, as it "
				     "is"));
	assert_non_null(strstr(jb_text_cstring(&arena, scene.groups.at[2].desc),
			       "As it is, Pain points: 9 min wait on Mondays"));
}

static void test_two_curves(void **state)
{
	(void)state;
	struct broadband *b = amended();
	struct jy_scene scene = lay(b);
	struct jb_text why;
	assert_int_equal(count_role(&scene, JY_ROLE_DOT_WAS), 8 + 1 + 1); /* legend, figures */
	assert_true(has_text(&scene, "as it shall be") && has_text(&scene, "as it is"));
	assert_int_equal(jy_emotion_scene(&arena, &b->model, &b->journey, &plain, &scene, &why),
			 JB_OK);
	assert_tidy(&scene);
	assert_true(has_text(&scene, "as it shall be, end\u00a0+2"));
	assert_true(has_text(&scene, "as it is, end\u00a0+4"));
	assert_true(has_text(&scene, "as it is: low for 4 touchpoints"));
}

static void test_a_curve_for_each_persona(void **state)
{
	(void)state;
	struct broadband *b = amended();
	broadband_two(b, JB_TEXT("Tom"));
	struct jy_scene scene = lay(b);
	assert_true(has_text(&scene, "Tom, as it shall be") && has_text(&scene, "Tom, as it is"));
	assert_int_equal(count_role(&scene, JY_ROLE_DOT_WAS_2), 8 + 1 + 1);
}

/* No arrow runs through a word. */
static void assert_arrows_clear(const struct jy_scene *scene)
{
	for (size_t i = 0; i < scene->shapes.count; i++) {
		const struct jy_shape *way = &scene->shapes.at[i];
		if (way->role != JY_ROLE_WAY || way->point[0].x != way->point[1].x)
			continue;
		for (size_t k = 0; k < scene->shapes.count; k++) {
			const struct jy_shape *text = &scene->shapes.at[k];
			const struct jy_rect *r = &text->rect;
			if (text->kind == JY_SHAPE_TEXT)
				assert_false(
					r->x < way->point[0].x && way->point[0].x < r->x + r->w &&
					r->y < way->point[1].y && way->point[0].y < r->y + r->h);
		}
	}
}

/* The dashed card is the one that is to go; arrows pass behind what is said of it. */
static void test_a_blueprint_beside_the_other(void **state)
{
	(void)state;
	struct broadband *b = amended();
	struct jy_scene scene;
	struct jb_text why;
	b->touchpoint[2].decl.title = JB_TEXT("Called back");
	b->touchpoint[2].channels.count = 0;
	jy_blueprint_scene(&arena, &b->model, &b->journey, &plain, &scene, &why);
	assert_tidy(&scene);
	assert_arrows_clear(&scene);
	assert_int_equal(count_text(&scene, "Customer actions"), 2);
	assert_int_equal(count_text(&scene, "Channel"), 2);
	assert_int_equal(count_text(&scene, "As it is"), 2);
	assert_int_equal(count_role(&scene, JY_ROLE_CARD_WAS), 1);
	assert_int_equal(count_text(&scene, "new"), 1);
}

/* With `alone` nothing is told of the journey that is amended. */
static void test_alone(void **state)
{
	(void)state;
	struct broadband *b = amended();
	struct jy_picture_options options = {.portable_text = true, .alone = true};
	struct jy_scene scene[3];
	struct jb_text why;
	scene[0] = broadband_map(&arena, b, &options);
	jy_blueprint_scene(&arena, &b->model, &b->journey, &options, &scene[1], &why);
	jy_emotion_scene(&arena, &b->model, &b->journey, &options, &scene[2], &why);
	for (int i = 0; i < 3; i++) {
		assert_tidy(&scene[i]);
		assert_int_equal(count_text(&scene[i], "As it is"), 0);
		assert_int_equal(count_text(&scene[i], "new"), 0);
		assert_int_equal(count_role(&scene[i], JY_ROLE_DOT_WAS), 0);
	}
}

static void test_nasty_labels(void **state)
{
	(void)state;
	for (size_t i = 0; i < NASTY_COUNT; i++) {
		struct broadband *b = nasty_new(&arena, i),
				 *was = nasty_new(&arena, (i + 1) % NASTY_COUNT);
		b->journey.amends = &was->journey;
		lay(b);
		b->stage[0].touchpoint = &b->touchpoint[2];
		b->stage[0].touchpoint_count = b->journey.stage_count = 1;
		lay(b);
		was->journey.stage_count = 0;
		lay(b);
		jb_arena_reset(&arena);
	}
}

/* ---- several journeys in one picture ---- */

static void test_all_journeys_of_a_file(void **state)
{
	(void)state;
	struct broadband *b = broadband_new(&arena), *other = broadband_new(&arena);
	const struct jy_journey *list[] = {&b->journey, &other->journey};
	struct jy_picture_options options = {.portable_text = true, .all_journeys = true};
	other->journey.decl.name = JB_TEXT("other");
	other->journey.decl.title = JB_TEXT("The other one");
	other->journey.stage_count = 2;
	b->model.journeys.at = list;
	b->model.journeys.count = 2;
	struct jy_scene one = broadband_map(&arena, b, &plain);
	struct jy_scene scene = broadband_map(&arena, b, &options);
	assert_tidy(&scene);
	assert_true(has_text(&scene, "Broadband fault repair") &&
		    has_text(&scene, "The other one"));
	assert_true(top_of(&scene, "The other one") > one.height);
	assert_int_equal(scene.groups.count, 9 + 5);
	assert_true(jb_text_is(scene.id, "map-all"));
	for (size_t i = 0; i < scene.groups.count; i++)
		for (size_t k = 0; k < i; k++)
			assert_false(jb_text_equal(scene.groups.at[i].id, scene.groups.at[k].id));
	assert_true(jb_text_is(scene.title, "Broadband fault repair; The other one"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_rows_where_it_differs),
		TEST(test_two_curves),
		TEST(test_a_curve_for_each_persona),
		TEST(test_a_blueprint_beside_the_other),
		TEST(test_alone),
		TEST(test_nasty_labels),
		TEST(test_all_journeys_of_a_file),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
