/*
 * The service blueprint: its parts and the lines between them in their order, whose house each
 * deliverer is of, arrows that cover no text.
 */
#include <string.h>

#include "diagram/blueprint.h"
#include "nasty.h"
#include "scenes.h"
#include "own_arena.h"

static struct jy_scene lay_some(struct broadband *b, struct jy_texts lanes)
{
	struct jy_scene scene;
	struct jy_picture_options options = {.overlay = &b->overlay, .portable_text = true};
	struct jb_text why;
	options.selection.lanes = lanes;
	assert_int_equal(jy_blueprint_scene(&arena, &b->model, &b->journey, &options, &scene, &why),
			 JB_OK);
	assert_tidy(&scene);
	return scene;
}

static struct jy_scene lay(struct broadband *b)
{
	return lay_some(b, (struct jy_texts){0});
}

/* No arrow runs through a line of text, unless the text lies on a card of another column. */
static void assert_arrows_clear(const struct jy_scene *scene)
{
	for (size_t i = 0; i < scene->shapes.count; i++) {
		const struct jy_shape *way = &scene->shapes.at[i];
		if (way->role != JY_ROLE_WAY)
			continue;
		struct jy_rect box = {way->point[0].x, way->point[0].y,
				      way->point[1].x - way->point[0].x + 0.2,
				      way->point[1].y - way->point[0].y + 0.2};
		for (size_t k = 0; k < scene->shapes.count; k++)
			if (scene->shapes.at[k].kind == JY_SHAPE_TEXT)
				assert_false(overlap(box, scene->shapes.at[k].rect));
	}
}

static void test_parts_and_lines_in_their_order(void **state)
{
	static const char *const order[] = {"Takes",
					    "Customer evidence",
					    "Customer actions",
					    "Does",
					    "Channel",
					    "line of interaction",
					    "Delivered by",
					    "Frontstage",
					    "line of visibility",
					    "Backstage",
					    "line of internal interaction",
					    "Support"};
	(void)state;
	struct broadband *b = broadband_new(&arena);
	broadband_lanes(b, JB_TEXT("something"));
	struct jy_scene scene = lay(b);
	for (size_t i = 1; i < sizeof order / sizeof *order; i++)
		assert_true(top_of(&scene, order[i - 1]) < top_of(&scene, order[i]));
	assert_int_equal(count_role(&scene, JY_ROLE_LINE_INTERACTION), 2);
	assert_int_equal(count_role(&scene, JY_ROLE_LINE_VISIBILITY), 1);
	assert_false(has_text(&scene, "Emotion") || has_text(&scene, "Pain points"));
	assert_true(has_text(&scene, "fail point") && has_text(&scene, "moment of truth"));
	assert_arrows_clear(&scene);
	assert_true(jb_text_starts(scene.desc, JB_TEXT("Service blueprint with 4 stages")));
	assert_true(jb_text_is(scene.id, "blueprint-fault_repair"));
}

static void test_says_whose_house(void **state)
{
	(void)state;
	struct broadband *b = broadband_new(&arena);
	b->delivery[8].brand = &b->brand[1];
	b->brand[1].decl.title = JB_TEXT("Police");
	struct jy_scene scene = lay(b);
	assert_true(has_text(&scene, "Northwind\u00a0· in-house"));
	assert_true(has_text(&scene, "Acme BPX\u00a0· partner"));
	assert_true(has_text(&scene, "Police\u00a0· another brand"));
	assert_int_equal(count_role(&scene, JY_ROLE_IN_HOUSE), 2);
	assert_int_equal(count_role(&scene, JY_ROLE_BY_PARTNER), 7);
}

static void test_silence_is_a_row(void **state)
{
	(void)state;
	struct jy_scene scene = lay(broadband_new(&arena));
	assert_true(has_text(&scene, "Frontstage") && has_text(&scene, "Backstage"));
	assert_true(has_text(&scene, "Support") && has_text(&scene, "nothing is said"));
	assert_int_equal(count_role(&scene, JY_ROLE_LINE_INTERACTION), 2);
}

/* Eight ways from card to card, as nothing else is said. */
static void test_cards_are_joined(void **state)
{
	(void)state;
	struct broadband *b = broadband_new(&arena);
	struct jy_next next = {.touchpoint = &b->touchpoint[5], .share = -1};
	size_t level = 0;
	b->touchpoint[1].next = &next;
	b->touchpoint[1].next_count = 1;
	struct jy_scene scene = lay(b);
	for (size_t i = 0; i < scene.shapes.count; i++) {
		const struct jy_shape *shape = &scene.shapes.at[i];
		if (shape->role == JY_ROLE_WAY)
			level += shape->point[0].y == shape->point[1].y;
	}
	assert_int_equal(level, 7);
}

static void test_the_line_stays_when_its_lane_goes(void **state)
{
	struct jb_text lane[] = {JB_TEXT("channel"), JB_TEXT("success")};
	(void)state;
	struct jy_scene scene = lay_some(broadband_new(&arena), (struct jy_texts){lane, 2});
	assert_false(has_text(&scene, "Delivered by"));
	assert_true(top_of(&scene, "line of interaction") < top_of(&scene, "Frontstage"));
	assert_true(top_of(&scene, "Support") < top_of(&scene, "Success"));
}

static void test_nasty_labels_stay_inside(void **state)
{
	(void)state;
	for (size_t i = 0; i < NASTY_COUNT; i++) {
		struct broadband *b = nasty_new(&arena, i);
		struct jy_scene scene = lay(b);
		assert_arrows_clear(&scene);
		b->stage[0].touchpoint = &b->touchpoint[4];
		b->stage[0].touchpoint_count = b->journey.stage_count = 1;
		scene = lay(b);
		jb_arena_reset(&arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_parts_and_lines_in_their_order),
		TEST(test_says_whose_house),
		TEST(test_silence_is_a_row),
		TEST(test_cards_are_joined),
		TEST(test_the_line_stays_when_its_lane_goes),
		TEST(test_nasty_labels_stay_inside),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
