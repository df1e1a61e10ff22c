/*
 * The trace view: which cards there are and what is missing between them, that cards stand
 * apart from each other, and that labels of any kind stay inside their cards.
 */
#include <string.h>

#include "diagram/trace.h"
#include "graph_views.h"
#include "testing.h"

/* A bar stands for the end of a line, in all of these. */
#define DATA                                                                              \
	"brand b|partner p {|delivery bpo|}|partner h {|delivery in_house|}|"             \
	"source s {|format csv|column t timestamp|column w duration in seconds|time t|}|" \
	"metric m {|from s|value mean of w|better lower|}|"                               \
	"metric n {|from s|value mean of w|better lower|}|"                               \
	"attribute known {|measured by m|}|attribute unknown|"

struct traced {
	struct modelled made;
	struct jy_scene scene;
};

static void trace(struct traced *traced, const char *touchpoints, const char *rest)
{
	struct jb_arena own;
	struct jb_buf text;

	jb_arena_init(&own, NULL);
	jb_buf_init(&text, &own);
	jb_buf_printf(&text, DATA "journey j {|periods in UTC|stage s {|%s|}|}|%s", touchpoints,
		      rest);
	model_of_line(&traced->made, &text);
	jy_trace_scene(&traced->made.arena, traced->made.model, traced->made.model->journeys.at[0],
		       &(struct jy_picture_options){.portable_text = true}, &traced->scene);
	assert_tidy(&traced->scene);
	jb_arena_release(&own);
}

/* The lines of a card break where they must; its description has them whole. */
static bool is_said(const struct jy_scene *scene, const char *words)
{
	for (size_t i = 0; i < scene->groups.count; i++) {
		struct jb_text desc = scene->groups.at[i].desc;

		if (memmem(desc.at, desc.size, words, strlen(words)))
			return true;
	}
	return false;
}

/* How many holes there are, and the words of one. */
static void expect(const char *touchpoints, const char *rest, size_t holes, const char *words)
{
	struct traced traced;

	trace(&traced, touchpoints, rest);
	assert_int_equal(count_role(&traced.scene, JY_ROLE_HOLE), holes);
	if (words)
		assert_true(is_said(&traced.scene, words));
	model_release(&traced.made);
}

static void test_a_chain_without_holes(void **state)
{
	(void)state;
	expect("touchpoint a {|delivered by b|moment of truth|trough -1 about known|"
	       "success m at most 9s every month|}",
	       "", 0, "Leads to success of m");
}

static void test_what_is_missing(void **state)
{
	(void)state;
	expect("touchpoint a {|delivered by b|moment of truth|}", "", 1,
	       "nothing measures this moment of truth");
	expect("touchpoint a {|delivered by b|peak +1 about unknown|}", "", 1,
	       "nothing measures it");
	expect("touchpoint a {|delivered by b|peak +1 about known|}", "", 1, "nothing judges it");
	expect("touchpoint a {|delivered by b|trough -1|felt by m|}", "", 1,
	       "nobody said what this trough is about");
	expect("touchpoint a {|delivered by b|trough -1|}", "", 2, "nothing measures this trough");
	expect("touchpoint a {|delivered by b|peak +1|}", "", 1, "nothing measures this peak");
}

/* Only somebody else's work needs an agreement. */
static void test_agreements(void **state)
{
	static const char agreed[] =
		"agreement c {|between b and p|runs 2026-01-01 to 2026-12-31|every month in UTC|"
		"part periods not judged|guarantee g {|measure %s at j.a|expected at most 9s|"
		"never rounded|}|}";
	struct jb_arena own;
	struct jb_text same, other;

	(void)state;
	jb_arena_init(&own, NULL);
	same = jb_text_printf(&own, agreed, "m");
	other = jb_text_printf(&own, agreed, "n");
	expect("touchpoint a {|delivered by p|seen in s|success m at most 9s every month|}", "", 1,
	       "no agreement with p covers it");
	expect("touchpoint a {|delivered by h|seen in s|success m at most 9s every month|}", "", 0,
	       NULL);
	expect("touchpoint a {|delivered by p|seen in s|success m at most 9s every month|}",
	       same.at, 0, NULL);
	/* another measure: what is asked is not covered, what is agreed is not asked */
	expect("touchpoint a {|delivered by p|seen in s|success m at most 9s every month|}",
	       other.at, 2, "the journey asks for nothing of the kind");
	jb_arena_release(&own);
}

static void test_cards_stand_apart_in_the_order_of_the_journey(void **state)
{
	struct traced traced;

	(void)state;
	trace(&traced,
	      "touchpoint a {|delivered by b|peak +1 about known, unknown|}|"
	      "touchpoint c {|delivered by b|trough -2 about known|felt by n|}|"
	      "touchpoint d {|delivered by b|moment of truth|success n at most 9s every month|}",
	      "");
	for (size_t i = 0; i < traced.scene.shapes.count; i++) {
		const struct jy_shape *one = &traced.scene.shapes.at[i];

		if (one->kind != JY_SHAPE_BOX || !one->group)
			continue;
		for (size_t k = 0; k < i; k++) {
			const struct jy_shape *two = &traced.scene.shapes.at[k];

			if (two->kind == JY_SHAPE_BOX && two->group)
				assert_false(overlap(one->rect, two->rect));
		}
	}
	assert_true(top_of(&traced.scene, "a") < top_of(&traced.scene, "c"));
	assert_true(top_of(&traced.scene, "c") < top_of(&traced.scene, "d"));
	model_release(&traced.made);
}

/* What leads to nothing is counted by stage where it is much, and stands for itself where not. */
static void test_many_that_lead_to_nothing(void **state)
{
	for (size_t count = 10; count <= 20; count += 10) {
		struct traced traced;
		struct jb_arena own;
		struct jb_buf text;

		(void)state;
		jb_arena_init(&own, NULL);
		jb_buf_init(&text, &own);
		for (size_t i = 0; i < count; i++)
			jb_buf_printf(&text, "touchpoint t%zu {|delivered by b|feels -1|}|", i);
		jb_buf_add_string(&text, "touchpoint a {|delivered by b|moment of truth|trough -1 "
					 "about known|success m at most 9s every month|}");
		trace(&traced, text.data, "");
		assert_int_equal(is_said(&traced.scene, "20 touchpoints. s 20."), count == 20);
		assert_int_equal(count_role(&traced.scene, JY_ROLE_CARD),
				 count == 20 ? 4 : count + 3);
		assert_int_equal(count_role(&traced.scene, JY_ROLE_CARD_MOMENT), 1);
		assert_int_equal(count_role(&traced.scene, JY_ROLE_WAY), 3 + 1);
		model_release(&traced.made);
		jb_arena_release(&own);
	}
}

static void test_nothing_to_trace(void **state)
{
	struct traced traced;

	(void)state;
	trace(&traced, "touchpoint a {|delivered by b|}", "");
	assert_true(has_text(&traced.scene, "Nothing is felt, measured or agreed here."));
	model_release(&traced.made);
}

static void test_nasty_labels_stay_in_their_cards(void **state)
{
	(void)state;
	assert_nasty_labels_stay_in(jy_trace_scene);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_chain_without_holes),
		cmocka_unit_test(test_what_is_missing),
		cmocka_unit_test(test_agreements),
		cmocka_unit_test(test_cards_stand_apart_in_the_order_of_the_journey),
		cmocka_unit_test(test_many_that_lead_to_nothing),
		cmocka_unit_test(test_nothing_to_trace),
		cmocka_unit_test(test_nasty_labels_stay_in_their_cards),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
