/*
 * Selections: what they pick, how a picture says that it is an excerpt, and what is answered to
 * names that do not exist.
 */
#include <string.h>

#include "broadband.h"
#include "diagram/selection.h"
#include "scenes.h"
#include "own_arena.h"

static struct jy_texts names(struct jb_text *list, size_t count)
{
	return (struct jy_texts){list, count};
}

static struct jy_scene lay(struct broadband *b, struct jy_selection selection)
{
	struct jy_picture_options options = {
		.overlay = &b->overlay, .portable_text = true, .selection = selection};
	struct jy_scene scene = broadband_map(&arena, b, &options);
	assert_tidy(&scene);
	return scene;
}

static size_t cards(const struct jy_scene *scene)
{
	return count_role(scene, JY_ROLE_CARD) + count_role(scene, JY_ROLE_CARD_MOMENT);
}

static void test_nothing_selected_is_the_whole(void **state)
{
	(void)state;
	struct jy_scene scene = lay(broadband_new(&arena), (struct jy_selection){0});
	assert_int_equal(cards(&scene), 9);
	assert_int_equal(count_role(&scene, JY_ROLE_T_EXCERPT), 0);
}

static void test_a_stage(void **state)
{
	(void)state;
	struct jb_text stage[] = {JB_TEXT("help")};
	struct jy_scene scene =
		lay(broadband_new(&arena), (struct jy_selection){.stages = names(stage, 1)});
	assert_int_equal(cards(&scene), 3);
	assert_true(has_text(&scene, "Get help"));
	assert_false(has_text(&scene, "Notice"));
	assert_true(has_text(&scene, "Excerpt: stage Get help · 3 of 9 touchpoints"));
	assert_non_null(strstr(jb_text_cstring(&arena, scene.desc),
			       "Journey map with 1 stage and 3 touchpoints"));
	assert_non_null(strstr(jb_text_cstring(&arena, scene.desc), "3 of 9 touchpoints."));
}

static void test_lists_narrow_one_another(void **state)
{
	(void)state;
	struct jb_text channel[] = {JB_TEXT("phone"), JB_TEXT("app")},
		       by[] = {JB_TEXT("acme"), JB_TEXT("northwind")};
	struct broadband *b = broadband_new(&arena);
	struct jy_scene scene = lay(b, (struct jy_selection){.channels = names(channel, 2)});
	assert_int_equal(cards(&scene), 4);
	scene = lay(b, (struct jy_selection){.partners = names(by, 2)});
	assert_int_equal(cards(&scene), 8);
	scene = lay(b,
		    (struct jy_selection){.channels = names(channel, 1), .partners = names(by, 1)});
	assert_int_equal(cards(&scene), 3);
	scene = lay(b, (struct jy_selection){.channels = names(channel, 1),
					     .partners = names(by + 1, 1)});
	assert_int_equal(cards(&scene), 0);
}

/* Feelings of touchpoints that are no neighbours are not joined. */
static void test_the_curve_has_a_gap_where_something_is_left_out(void **state)
{
	(void)state;
	struct jb_text by[] = {JB_TEXT("northwind")};
	struct jy_scene scene =
		lay(broadband_new(&arena), (struct jy_selection){.partners = names(by, 1)});
	assert_int_equal(cards(&scene), 3);
	size_t curves = 0;
	for (size_t i = 0; i < scene.shapes.count; i++) {
		const struct jy_shape *shape = &scene.shapes.at[i];
		if (shape->kind != JY_SHAPE_CURVE || shape->role != JY_ROLE_CURVE)
			continue;
		curves++;
		assert_int_equal(shape->point_count, 4);
	}
	assert_int_equal(curves, 1);
}

static void test_a_persona(void **state)
{
	(void)state;
	struct jb_text persona[] = {JB_TEXT("Tom")};
	struct broadband *b = broadband_new(&arena);
	broadband_two(b, JB_TEXT("Tom"));
	struct jy_scene scene = lay(b, (struct jy_selection){.personas = names(persona, 1)});
	assert_int_equal(count_role(&scene, JY_ROLE_DOT_2), 0);
	assert_int_equal(cards(&scene), 9);
	assert_true(has_text(&scene, "peak\u00a0+4") && has_text(&scene, "trough\u00a0−4"));
	assert_false(has_text(&scene, "Maria, remote worker"));
	assert_true(has_text(&scene, "Excerpt: feelings of Tom"));
	assert_null(strstr(jb_text_cstring(&arena, scene.groups.at[2].desc), "Maria"));
}

static void test_lanes(void **state)
{
	(void)state;
	struct jb_text lane[] = {JB_TEXT("channel"), JB_TEXT("pain")};
	struct jy_scene scene =
		lay(broadband_new(&arena), (struct jy_selection){.lanes = names(lane, 2)});
	assert_true(has_text(&scene, "Channel") && has_text(&scene, "Pain points"));
	assert_true(has_text(&scene, "Touchpoint"));
	assert_false(has_text(&scene, "Success") || has_text(&scene, "Emotion") ||
		     has_text(&scene, "Delivered by"));
	assert_false(has_text(&scene, "designed") || has_text(&scene, "missed"));
	assert_true(has_text(&scene, "Excerpt: lanes Channel, Pain points"));
}

static const char *refused(struct broadband *b, struct jy_selection selection)
{
	const struct jy_journey *journey = &b->journey;
	struct jb_text why = {0};
	enum jb_status status =
		jy_selection_check(&arena, &b->model, &journey, 1, &selection, &why);
	assert_int_equal(status, why.size == 0 ? JB_OK : JB_REFUSED);
	return jb_text_cstring(&arena, why);
}

static void test_names_must_exist(void **state)
{
	(void)state;
	struct broadband *b = broadband_new(&arena);
	struct jb_text name[] = {JB_TEXT("hlep"), JB_TEXT("Get help"), JB_TEXT("phone"),
				 JB_TEXT("notice"), JB_TEXT("nowhere")};
	assert_string_equal(refused(b, (struct jy_selection){.stages = names(name, 1)}),
			    "there is no stage `hlep`; did you mean `help`? (stages: notice, help, "
			    "visit_stage, back)");
	assert_string_equal(refused(b, (struct jy_selection){.stages = names(name + 1, 1)}),
			    "there is no stage `Get help`; did you mean `help`? (stages: notice, "
			    "help, visit_stage, back)");
	assert_string_equal(refused(b, (struct jy_selection){.channels = names(name + 4, 1)}),
			    "there is no channel `nowhere`; channels: web, phone, app, field, sms, "
			    "email");
	assert_string_equal(refused(b, (struct jy_selection){.channels = names(name + 2, 1)}), "");
	assert_string_equal(refused(b, (struct jy_selection){.channels = names(name + 2, 1),
							     .stages = names(name + 3, 1)}),
			    "no touchpoint is left: none fulfils all of --stage, --channel and "
			    "--partner");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_nothing_selected_is_the_whole),
		TEST(test_a_stage),
		TEST(test_lists_narrow_one_another),
		TEST(test_the_curve_has_a_gap_where_something_is_left_out),
		TEST(test_a_persona),
		TEST(test_lanes),
		TEST(test_names_must_exist),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
