/*
 * Journeys as flows: which ways there are, where a flow starts and ends; and flows as pictures:
 * hostile labels, and flows too large for
 * Graphviz.
 */
#include <stdlib.h>
#include <string.h>

#include "data_model.h"
#include "diagram/diagram.h"
#include "diagram/flow.h"
#include "diagram/graph.h"
#include "plan/lower.h"
#include "scenes.h"
#include "testing.h"

/* "a>b b>c", then "starts a ends c". */
static void expect(const char *stages, const char *expected)
{
	struct jb_arena own;
	struct modelled made;
	struct jb_buf text, out;
	const struct jrt_flow *flow;

	jb_arena_init(&own, NULL);
	jb_buf_init(&text, &own);
	jb_buf_printf(&text, "journey j {\n%s\n}\n", stages);
	model_clean(&made, text.data);
	flow = jy_plan_ways(&made.arena, made.model, made.model->journeys.at[0], &made.diags);
	assert_non_null(flow);
	jb_buf_init(&out, &made.arena);
	for (size_t i = 0; i < flow->way_count; i++)
		jb_buf_printf(&out, "%.*s>%.*s ", JB_ARG(flow->step[flow->way[i].from].name),
			      JB_ARG(flow->step[flow->way[i].to].name));
	jb_buf_add_string(&out, "starts");
	for (size_t i = 0; i < flow->step_count; i++)
		if (flow->step[i].starts)
			jb_buf_printf(&out, " %.*s", JB_ARG(flow->step[i].name));
	jb_buf_add_string(&out, " ends");
	for (size_t i = 0; i < flow->step_count; i++)
		if (flow->step[i].ends)
			jb_buf_printf(&out, " %.*s", JB_ARG(flow->step[i].name));
	assert_string_equal(out.data, expected);
	model_release(&made);
	jb_arena_release(&own);
}

static void test_the_order_of_the_file(void **state)
{
	(void)state;
	expect("stage s {\n touchpoint a\n touchpoint b\n}\nstage t {\n touchpoint c\n}",
	       "a>b b>c starts a ends c");
}

static void test_then(void **state)
{
	(void)state;
	expect("stage s {\n touchpoint a { then c, b when \"x\" }\n touchpoint b\n touchpoint c\n}",
	       "a>c a>b b>c starts a ends c");
	/* the same end twice is one way, with its condition */
	expect("stage s {\n touchpoint a {\n then b\n then b when \"x\"\n }\n touchpoint b\n}",
	       "a>b starts a ends b");
}

static void test_other_starts_stand_in_the_first_stage(void **state)
{
	(void)state;
	expect("stage s {\n touchpoint a { then c }\n touchpoint b { then c }\n}\n"
	       "stage t {\n touchpoint c { then e }\n touchpoint d\n touchpoint e\n}",
	       "a>c b>c c>e d>e starts a b ends e");
}

static void test_recovery(void **state)
{
	(void)state;
	expect("stage s {\n touchpoint a\n touchpoint r { recovers from a }\n touchpoint b\n}",
	       "a>b a>r r>a r>b starts a ends b");
	expect("stage s {\n touchpoint a\n touchpoint r {\n recovers from a\n then b\n }\n"
	       " touchpoint b\n}",
	       "a>b a>r r>b starts a ends b");
	/* where the journey may end, it may end with what recovers from it */
	expect("stage s {\n touchpoint a\n touchpoint r { recovers from a }\n}",
	       "a>r r>a starts a ends a r");
}

static void test_where_nothing_ends_everything_may(void **state)
{
	(void)state;
	expect("stage s {\n touchpoint a { then b }\n touchpoint b { then a }\n}",
	       "a>b b>a starts a ends a b");
}

static void test_a_touchpoint_of_a_variant_may_be_left_out(void **state)
{
	struct modelled made;
	const struct jrt_flow *flow;

	(void)state;
	model_clean(&made, "journey j {\n variant v\n stage s {\n touchpoint a {\n only in v\n }\n"
			   " touchpoint b\n }\n}\n");
	flow = jy_plan_ways(&made.arena, made.model, made.model->journeys.at[0], &made.diags);
	assert_true(flow->step[0].may_be_left_out);
	assert_false(flow->step[1].may_be_left_out);
	model_release(&made);
}

/* The selected touchpoints and the ways between them; stages are numbered anew. */
static void test_a_part(void **state)
{
	static const struct jb_text stages[] = {JB_TEXT("s"), JB_TEXT("u")};
	const struct jy_selection selection = {.stages = {stages, 2}};
	struct modelled made;
	const struct jy_journey *journey;
	const struct jrt_flow *flow;

	(void)state;
	model_clean(&made,
		    "journey j {\n stage s {\n touchpoint a\n touchpoint b { then c, d }\n }\n"
		    " stage t {\n touchpoint c\n }\n stage u {\n touchpoint d\n }\n}\n");
	journey = made.model->journeys.at[0];
	flow = jy_flow_part(&made.arena,
			    jy_plan_ways(&made.arena, made.model, journey, &made.diags), journey,
			    &selection);
	assert_int_equal(flow->step_count, 3);
	assert_true(jb_text_is(flow->step[2].name, "d"));
	assert_int_equal(flow->step[2].stage_number, 1);
	assert_int_equal(flow->way_count, 2); /* a to b, b to d */
	assert_int_equal(flow->way[1].from, 1);
	assert_int_equal(flow->way[1].to, 2);
	model_release(&made);
}

/* ---- pictures ---- */

#define STEPS (JY_GV_NODES_MAX + 1)

struct picture {
	struct jb_arena arena;
	struct jrt_flow_step step[STEPS];
	struct jrt_flow_way way[STEPS];
	struct jrt_flow flow;
	struct jy_scene scene;
	struct jb_text why;
};

static struct picture *chain(size_t steps, struct jb_text title)
{
	struct picture *picture = calloc(1, sizeof *picture);

	assert_non_null(picture);
	jb_arena_init(&picture->arena, NULL);
	for (size_t i = 0; i < steps; i++) {
		picture->step[i] = (struct jrt_flow_step){
			.name = title, .title = title, .stage = title, .seen = true};
		if (i + 1 < steps)
			picture->way[i] = (struct jrt_flow_way){
				.from = (uint32_t)i, .to = (uint32_t)i + 1, .when = title};
	}
	picture->flow = (struct jrt_flow){.name = title,
					  .title = title,
					  .step = picture->step,
					  .step_count = steps,
					  .way = picture->way,
					  .way_count = steps - 1};
	return picture;
}

static void draw(struct picture *picture)
{
	const struct jy_picture_options how = {.portable_text = true};

	jy_flow_scene(&picture->arena, &picture->flow, NULL, &how, JB_TEXT(""), &picture->scene,
		      &picture->why);
}

static void release(struct picture *picture)
{
	jb_arena_release(&picture->arena);
	free(picture);
}

static void test_a_moment_of_truth_is_marked(void **state)
{
	struct picture *picture = chain(3, JB_TEXT("one"));
	size_t cards = 0, words = 0;

	(void)state;
	picture->step[1].moment_of_truth = true;
	draw(picture);
	for (size_t i = 0; i < picture->scene.shapes.count; i++) {
		const struct jy_shape *shape = &picture->scene.shapes.at[i];

		cards += shape->role == JY_ROLE_CARD_MOMENT;
		words += shape->role == JY_ROLE_T_MOMENT &&
			 jb_text_equal(shape->text, JB_TEXT("moment of truth"));
	}
	assert_int_equal(cards, 1);
	assert_int_equal(words, 1);
	release(picture);
}

static void test_hostile_labels_stay_labels(void **state)
{
	struct picture *picture =
		chain(3, JB_TEXT("</text><script>x</script> <TABLE> \\N \\ & \" \x01 \xff"));
	struct jb_buf svg, dot;

	(void)state;
	draw(picture);
	jb_buf_init(&svg, &picture->arena);
	jb_buf_init(&dot, &picture->arena);
	jy_scene_svg(&picture->scene, &svg);
	assert_null(strstr(svg.data, "<script"));
	assert_null(strstr(svg.data, "<TABLE"));
	assert_int_equal(jy_scene_dot(&picture->scene, &dot, &picture->why), JB_OK);
	release(picture);
}

/* Boxes do not lie on one another, and the way goes from left to right. */
static void test_places(void **state)
{
	struct picture *picture = chain(3, JB_TEXT("step"));
	double right = 0;
	unsigned cards = 0;

	(void)state;
	draw(picture);
	for (size_t i = 0; i < picture->scene.shapes.count; i++) {
		const struct jy_shape *shape = &picture->scene.shapes.at[i];

		if (shape->role != JY_ROLE_CARD)
			continue;
		assert_true(shape->rect.x > right);
		right = shape->rect.x + shape->rect.w;
		assert_true(right < picture->scene.width);
		cards++;
	}
	assert_int_equal(cards, 3);
	release(picture);
}

static bool says(const struct jy_scene *scene, const char *beginning)
{
	for (size_t i = 0; i < scene->shapes.count; i++)
		if (scene->shapes.at[i].kind == JY_SHAPE_TEXT &&
		    jb_text_starts(scene->shapes.at[i].text, jb_text_of(beginning)))
			return true;
	return false;
}

static bool is_whole_on_one(const struct jy_pages *pages, const struct jy_rect *r)
{
	for (size_t i = 0; i < pages->count; i++)
		for (size_t k = 0; k < pages->page[i].pieces.count; k++)
			if (inside(*r, pages->page[i].pieces.at[k].part))
				return true;
	return false;
}

/* As wide as a page lies, the stage named again in each of its rows. */
static void test_a_long_flow_is_drawn_in_rows(void **state)
{
	struct picture *picture = chain(STEPS, JB_TEXT("step"));

	(void)state;
	draw(picture);
	assert_int_equal(picture->why.size, 0);
	assert_true(picture->scene.width <= 1400);
	assert_int_equal(count_role(&picture->scene, JY_ROLE_CARD), STEPS);
	assert_true(count_role(&picture->scene, JY_ROLE_STAGE_BOX) > STEPS / 10);
	assert_true(says(&picture->scene, "step, continued"));
	release(picture);
}

/* Pages end between rows: every card is whole on one of them, and so is every stage's part. */
static void test_a_long_flow_on_paper(void **state)
{
	struct picture *picture = chain(100, JB_TEXT("step"));
	struct jy_pages pages;

	(void)state;
	draw(picture);
	assert_int_equal(jy_pages_make(&picture->scene, jy_paper_named(JB_TEXT("a4")),
				       JY_TURN_LANDSCAPE, &pages, &picture->why),
			 JB_OK);
	assert_in_range(pages.count, 2, 3);
	for (size_t i = 0; i < picture->scene.shapes.count; i++) {
		const struct jy_shape *shape = &picture->scene.shapes.at[i];

		if (shape->role == JY_ROLE_STAGE_BOX)
			assert_true(is_whole_on_one(&pages, &shape->rect));
	}
	release(picture);
}

/* All stand in one column, so no row is too long. */
static void test_a_flow_too_large_for_graphviz_is_drawn_with_a_note(void **state)
{
	struct picture *picture = chain(STEPS, JB_TEXT("step"));

	(void)state;
	for (size_t i = 0; i + 1 < STEPS; i++)
		picture->way[i].from = 0;
	draw(picture);
	assert_true(jb_text_starts(picture->why, JB_TEXT("Laid out on a simple grid: 1001 boxes")));
	assert_true(says(&picture->scene, "Laid out on a simple grid: 1001 boxes"));
	release(picture);
}

/* What comes back from the child is looked at: places beyond all measure are none. */
static void test_a_layout_that_cannot_be_used_is_refused_with_a_sentence(void **state)
{
	struct jb_arena arena;
	struct jy_graph_node node[2] = {{.width = 1e9, .height = 10, .cluster = -1},
					{.width = 1e9, .height = 10, .cluster = -1}};
	struct jy_graph_edge edge = {.from = 0, .to = 1, .weight = 1};
	struct jy_graph graph = {.node = node, .node_count = 2, .edge = &edge, .edge_count = 1};
	struct jb_text why = {0};

	(void)state;
	jb_arena_init(&arena, NULL);
	assert_int_equal(jy_gv_layout(&arena, &graph, &why), JB_REFUSED);
	assert_true(jb_text_starts(why, JB_TEXT("Graphviz found no layout")));
	jb_arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_order_of_the_file),
		cmocka_unit_test(test_then),
		cmocka_unit_test(test_other_starts_stand_in_the_first_stage),
		cmocka_unit_test(test_recovery),
		cmocka_unit_test(test_where_nothing_ends_everything_may),
		cmocka_unit_test(test_a_touchpoint_of_a_variant_may_be_left_out),
		cmocka_unit_test(test_a_part),
		cmocka_unit_test(test_a_moment_of_truth_is_marked),
		cmocka_unit_test(test_hostile_labels_stay_labels),
		cmocka_unit_test(test_places),
		cmocka_unit_test(test_a_long_flow_is_drawn_in_rows),
		cmocka_unit_test(test_a_long_flow_on_paper),
		cmocka_unit_test(test_a_flow_too_large_for_graphviz_is_drawn_with_a_note),
		cmocka_unit_test(test_a_layout_that_cannot_be_used_is_refused_with_a_sentence),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
