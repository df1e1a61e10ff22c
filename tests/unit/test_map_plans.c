/*
 * The lanes of the map that say where the way leads, what is planned and what threatens: what is
 * said, what goes without saying, and that silent maps have no such lanes. And whether the whole is
 * how it is or how it shall be.
 */
#include <string.h>

#include "broadband.h"
#include "diagram/diagram.h"
#include "scenes.h"
#include "own_arena.h"

static struct jy_scene lay(struct broadband *b)
{
	struct jy_picture_options options = {.portable_text = true};
	return broadband_map(&arena, b, &options);
}

/* What the first touchpoint says of itself to those who cannot see the map. */
static const char *told(const struct jy_scene *scene)
{
	return jb_text_cstring(&arena, scene->groups.at[0].desc);
}

static void test_the_next_column_goes_without_saying(void **state)
{
	(void)state;
	struct broadband *b = broadband_new(&arena);
	struct jy_next next = {.touchpoint = &b->touchpoint[1], .share = -1};
	b->touchpoint[0].next = &next;
	b->touchpoint[0].next_count = 1;
	struct jy_scene scene = lay(b);
	assert_false(has_text(&scene, "What next") || has_text(&scene, "Actions") ||
		     has_text(&scene, "Risks"));
}

static void test_other_ways_are_said(void **state)
{
	(void)state;
	struct broadband *b = broadband_new(&arena);
	struct jb_text number = JB_TEXT("a number");
	struct jy_next next[] = {
		{.touchpoint = &b->touchpoint[1], .when = JB_TEXT("stuck"), .share = 250000},
		{.touchpoint = &b->touchpoint[2],
		 .share = -1,
		 .carrying = {&number, 1},
		 .by_hand = true},
		{.touchpoint = &b->touchpoint[3], .share = 500000, .by_agreement = true},
	};
	b->touchpoint[0].next = next;
	b->touchpoint[0].next_count = 3;
	struct jy_scene scene = lay(b);
	assert_true(has_text(&scene, "What next"));
	assert_non_null(strstr(told(&scene), "Next: stuck (25\u00a0%) →\u00a0"));
	assert_non_null(strstr(told(&scene), ", with “a number”, copied by hand."));
	assert_non_null(strstr(told(&scene), "50\u00a0% ↔\u00a0"));
	assert_non_null(strstr(told(&scene), ", by agreement."));
}

static void test_plans_and_risks(void **state)
{
	(void)state;
	struct broadband *b = broadband_new(&arena);
	struct jy_improvement action = {.text = JB_TEXT("New texts"),
					.owner = JB_TEXT("Operations"),
					.has_by = true,
					.by = 20454};
	struct jy_risk risk = {.text = JB_TEXT("Wrong advice"),
			       .severity = JB_TEXT("medium"),
			       .mitigated = JB_TEXT("a nightly test")};
	b->touchpoint[0].improvement = &action;
	b->touchpoint[0].improvement_count = 1;
	b->touchpoint[0].risk = &risk;
	b->touchpoint[0].risk_count = 1;
	struct jy_scene scene = lay(b);
	assert_true(has_text(&scene, "Actions") && has_text(&scene, "Risks"));
	assert_non_null(strstr(told(&scene), "Action: New texts ·\u00a0Operations, "
					     "by\u00a02026-01-01."));
	assert_non_null(strstr(told(&scene), "Risk: Wrong advice ·\u00a0medium; mitigated by: "
					     "a nightly test."));
}

static void test_the_state_is_said(void **state)
{
	(void)state;
	struct broadband *b = broadband_new(&arena);
	struct jy_scene scene = lay(b);
	assert_true(has_text(&scene, "designed"));
	b->journey.state = JB_TEXT("target");
	b->journey.known_from = JB_TEXT("");
	scene = lay(b);
	assert_true(has_text(&scene, "As it shall be") && has_text(&scene, "as it shall be"));
	assert_false(has_text(&scene, "designed"));
	b->journey.state = JB_TEXT("current");
	b->journey.known_from = JB_TEXT("research, 24 interviews");
	scene = lay(b);
	assert_true(has_text(&scene, "As it is · known from research, 24 interviews"));
}

static void test_a_feeling_stays_with_its_number(void **state)
{
	(void)state;
	struct broadband *b = broadband_new(&arena);
	struct jy_feeling feeling = {.named = JB_TEXT("grief 4, hope 1 of 5")};
	b->touchpoint[0].feeling = &feeling;
	b->touchpoint[0].feeling_count = 1;
	struct jy_scene scene = lay(b);
	assert_non_null(strstr(told(&scene), "Feels grief\u00a04, hope\u00a01 of\u00a05."));
}

static const struct jy_shape *text_of(const struct jy_scene *scene, const char *text)
{
	const struct jy_shape *found = NULL;
	for (size_t i = 0; i < scene->shapes.count; i++)
		if (scene->shapes.at[i].kind == JY_SHAPE_TEXT &&
		    jb_text_is(scene->shapes.at[i].text, text))
			found = &scene->shapes.at[i];
	assert_non_null(found);
	return found;
}

static void test_the_lowest_turn_keeps_its_label_below(void **state)
{
	(void)state;
	struct broadband *b = broadband_new(&arena);
	b->attribute.decl.name = JB_TEXT("speed");
	b->about[0] = &b->attribute;
	b->feeling[2].kind = JY_TROUGH;
	b->feeling[2].value = b->journey.scale_low;
	b->feeling[2].about.at = b->about;
	b->feeling[2].about.count = 1;
	b->touchpoint[2].moment_of_truth = true;
	struct jy_scene scene = lay(b);
	assert_true(text_of(&scene, "about speed")->rect.y > text_of(&scene, "−5")->rect.y);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_the_next_column_goes_without_saying),
		TEST(test_other_ways_are_said),
		TEST(test_plans_and_risks),
		TEST(test_the_state_is_said),
		TEST(test_a_feeling_stays_with_its_number),
		TEST(test_the_lowest_turn_keeps_its_label_below),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
