/*
 * The partners view: who gets a card, where customers pass from one to another, and that labels of
 * any kind stay inside their cards.
 */
#include <string.h>

#include "diagram/partners.h"
#include "graph_views.h"
#include "testing.h"

struct drawn {
	struct modelled made;
	struct jy_scene scene;
	struct jb_text note;
};

/* A bar stands for the end of a line. */
static void draw(struct drawn *drawn, const char *touchpoints)
{
	struct jb_arena own;
	struct jb_buf text;

	jb_arena_init(&own, NULL);
	jb_buf_init(&text, &own);
	jb_buf_printf(&text,
		      "brand b|partner p {|delivery bpo|}|partner q {|delivery gig|}|"
		      "partner h {|delivery in_house|}|channel c {|kind voice|}|"
		      "journey j {|brand b|stage s {|%s|}|}|",
		      touchpoints);
	model_of_line(&drawn->made, &text);
	jy_partners_scene(&drawn->made.arena, drawn->made.model, drawn->made.model->journeys.at[0],
			  &(struct jy_picture_options){.portable_text = true}, &drawn->scene,
			  &drawn->note);
	assert_tidy(&drawn->scene);
	assert_int_equal(drawn->note.size, 0);
	jb_arena_release(&own);
}

struct expected {
	size_t cards, nobody, passings, bare;
};

static void expect(const char *touchpoints, struct expected expected)
{
	struct drawn drawn;

	draw(&drawn, touchpoints);
	assert_int_equal(drawn.scene.groups.count, expected.cards + expected.nobody);
	assert_int_equal(count_role(&drawn.scene, JY_ROLE_HOLE), expected.nobody);
	/* each once more in the legend */
	assert_int_equal(count_role(&drawn.scene, JY_ROLE_WAY),
			 expected.passings ? expected.passings + 1 : 0);
	assert_int_equal(count_role(&drawn.scene, JY_ROLE_WAY_HOLE),
			 expected.bare ? expected.bare + 1 : 0);
	model_release(&drawn.made);
}

static void test_who_gets_a_card(void **state)
{
	(void)state;
	expect("touchpoint t {|delivered by b|}", (struct expected){.cards = 1});
	expect("touchpoint t {|delivered by p|}|touchpoint u {|delivered by p|}",
	       (struct expected){.cards = 1});
	expect("touchpoint t {|channel c|}", (struct expected){.nobody = 1});
	expect("touchpoint t {|customer acts|}", (struct expected){0});
}

static void test_where_customers_pass(void **state)
{
	(void)state;
	expect("touchpoint t {|delivered by p|then u carrying \"x\"|}|touchpoint u {|delivered by "
	       "q|}",
	       (struct expected){.cards = 2, .passings = 1});
	/* in order, and nothing goes with them */
	expect("touchpoint t {|delivered by p|}|touchpoint u {|delivered by q|}",
	       (struct expected){.cards = 2, .bare = 1});
	/* there and back are two ways; the same way twice is one */
	expect("touchpoint t {|delivered by p|then u carrying \"x\"|}|"
	       "touchpoint u {|delivered by q|then v carrying \"x\"|}|"
	       "touchpoint v {|delivered by p|then w carrying \"x\"|}|"
	       "touchpoint w {|delivered by q|}",
	       (struct expected){.cards = 2, .passings = 2});
	expect("touchpoint t {|delivered by p|}|touchpoint u {|delivered by p|}",
	       (struct expected){.cards = 1});
}

/* A card names a few touchpoints, and counts many by stage; a way names the cross once. */
static void test_many_touchpoints_are_counted(void **state)
{
	struct drawn drawn;
	struct jb_arena own;
	struct jb_buf text;

	(void)state;
	jb_arena_init(&own, NULL);
	jb_buf_init(&text, &own);
	for (size_t i = 0; i < 40; i++)
		jb_buf_printf(&text, "touchpoint t%zu {|channel c|delivered by %s|%s}|", i,
			      i % 4 == 3 ? "q" : "p", i == 8 ? "moment of truth|" : "");
	draw(&drawn, text.data);
	assert_true(has_text(&drawn.scene, "s: 30 \xc2\xb7 c"));
	assert_true(has_text(&drawn.scene, "t8 \xc2\xb7 c"));
	assert_false(has_text(&drawn.scene, "t9 \xc2\xb7 c"));
	assert_true(has_text(&drawn.scene, "t3 \xc2\xb7 c"));
	assert_true(has_text(&drawn.scene, "and 7 more"));
	assert_int_equal(count_text(&drawn.scene, "nothing goes with them"), 2);
	model_release(&drawn.made);
	jb_arena_release(&own);
}

static void without_note(struct jb_arena *arena, const struct jy_model *model,
			 const struct jy_journey *journey, const struct jy_picture_options *options,
			 struct jy_scene *scene)
{
	struct jb_text note;

	jy_partners_scene(arena, model, journey, options, scene, &note);
}

static void test_nasty_labels_stay_in_their_cards(void **state)
{
	(void)state;
	assert_nasty_labels_stay_in(without_note);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_who_gets_a_card),
		cmocka_unit_test(test_where_customers_pass),
		cmocka_unit_test(test_many_touchpoints_are_counted),
		cmocka_unit_test(test_nasty_labels_stay_in_their_cards),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
