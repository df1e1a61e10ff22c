/*
 * The grid that lays graphs out where Graphviz does not: boxes apart, ways that lead from box to
 * box and cross none, clusters around their own, labels apart, the same places every time; and when
 * it is asked. JOURNEY_RANDOM_GRAPHS sets how many graphs are drawn at random (40).
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "diagram/graph.h"
#include "testing.h"

#define NODES 120
#define EDGES 400

struct sample {
	struct jb_arena arena;
	struct jy_graph_node node[NODES];
	struct jy_graph_edge edge[EDGES];
	struct jy_graph_cluster cluster[12];
	struct jy_graph graph;
};

static struct sample *sample_new(size_t nodes)
{
	struct sample *sample = calloc(1, sizeof *sample);

	assert_non_null(sample);
	jb_arena_init(&sample->arena, NULL);
	for (size_t i = 0; i < nodes; i++)
		sample->node[i] = (struct jy_graph_node){.width = 100, .height = 40, .cluster = -1};
	sample->graph = (struct jy_graph){.node = sample->node,
					  .node_count = nodes,
					  .edge = sample->edge,
					  .cluster = sample->cluster};
	return sample;
}

static void sample_release(struct sample *sample)
{
	jb_arena_release(&sample->arena);
	free(sample);
}

static struct jy_graph_edge *add_edge(struct sample *sample, uint32_t from, uint32_t to)
{
	struct jy_graph_edge *edge = &sample->edge[sample->graph.edge_count++];

	assert_true(sample->graph.edge_count <= EDGES);
	*edge = (struct jy_graph_edge){.from = from, .to = to, .weight = 1};
	return edge;
}

/* "0>1 1>2" */
static void add_edges(struct sample *sample, const char *text)
{
	char *at;

	for (const char *c = text; *c; c = *at ? at + 1 : at) {
		uint32_t from = (uint32_t)strtoul(c, &at, 10), to;

		assert_int_equal(*at, '>');
		to = (uint32_t)strtoul(at + 1, &at, 10);
		add_edge(sample, from, to);
	}
}

/* ---- what must hold of every layout ---- */

static struct jy_rect box_of(const struct jy_graph_node *node)
{
	return (struct jy_rect){node->middle.x - node->width / 2, node->middle.y - node->height / 2,
				node->width, node->height};
}

static bool meet(struct jy_rect a, struct jy_rect b)
{
	return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

static bool is_inside(struct jy_rect a, struct jy_rect b)
{
	return a.x >= b.x && a.y >= b.y && a.x + a.w <= b.x + b.w && a.y + a.h <= b.y + b.h;
}

static void check_boxes(const struct jy_graph *graph)
{
	const struct jy_rect all = {-0.01, -0.01, graph->width + 0.02, graph->height + 0.02};

	for (size_t i = 0; i < graph->node_count; i++) {
		struct jy_rect box = box_of(&graph->node[i]);

		assert_true(is_inside(box, all));
		for (size_t k = 0; k < i; k++)
			assert_false(meet(box, box_of(&graph->node[k])));
		for (size_t c = 0; c < graph->cluster_count; c++) {
			size_t in = 0;

			for (size_t k = 0; k < graph->cluster[c].piece_count; k++) {
				in += is_inside(box, graph->cluster[c].piece[k]);
				if (graph->node[i].cluster != (int)c)
					assert_false(meet(box, graph->cluster[c].piece[k]));
			}
			assert_int_equal(in, graph->node[i].cluster == (int)c);
		}
	}
}

static struct jy_point point_at(const struct jy_point *p, double t)
{
	double s = 1 - t, a = s * s * s, b = 3 * s * s * t, c = 3 * s * t * t, d = t * t * t;

	return (struct jy_point){a * p[0].x + b * p[1].x + c * p[2].x + d * p[3].x,
				 a * p[0].y + b * p[1].y + c * p[2].y + d * p[3].y};
}

static void check_curve(const struct jy_graph *graph, const struct jy_point *p)
{
	for (int step = 1; step < 16; step++) {
		struct jy_point at = point_at(p, step / 16.0);
		struct jy_rect dot = {at.x, at.y, 0, 0};

		assert_true(at.x >= -0.01 && at.x <= graph->width + 0.01);
		assert_true(at.y >= -0.01 && at.y <= graph->height + 0.01);
		for (size_t i = 0; i < graph->node_count; i++)
			assert_false(meet(dot, box_of(&graph->node[i])));
	}
}

static void check_ways(const struct jy_graph *graph)
{
	for (size_t i = 0; i < graph->edge_count; i++) {
		const struct jy_graph_edge *edge = &graph->edge[i];
		struct jy_rect from = box_of(&graph->node[edge->from]);
		struct jy_rect to = box_of(&graph->node[edge->to]);

		assert_true(edge->point_count >= 4 && edge->point_count % 3 == 1);
		assert_true(fabs(edge->point[0].x - from.x - from.w) < 0.01);
		assert_true(edge->point[0].y > from.y && edge->point[0].y < from.y + from.h);
		assert_true(fabs(edge->tip.x - to.x) < 0.01);
		assert_true(edge->tip.y > to.y && edge->tip.y < to.y + to.h);
		for (size_t k = 0; k + 3 < edge->point_count; k += 3)
			check_curve(graph, edge->point + k);
	}
}

static struct jy_rect label_of(const struct jy_graph_edge *edge)
{
	return (struct jy_rect){edge->label.x - edge->label_width / 2,
				edge->label.y - edge->label_height / 2, edge->label_width,
				edge->label_height};
}

static void check_labels(const struct jy_graph *graph)
{
	const struct jy_rect all = {0, -0.01, graph->width, graph->height + 0.02};

	for (size_t i = 0; i < graph->edge_count; i++) {
		struct jy_rect label = label_of(&graph->edge[i]);

		if (label.w <= 0)
			continue;
		assert_true(is_inside(label, all));
		for (size_t k = 0; k < graph->node_count; k++)
			assert_false(meet(label, box_of(&graph->node[k])));
		for (size_t k = 0; k < i; k++)
			if (graph->edge[k].label_width > 0)
				assert_false(meet(label, label_of(&graph->edge[k])));
	}
}

static void lay_out(struct sample *sample)
{
	jy_grid_layout(&sample->arena, &sample->graph);
	check_boxes(&sample->graph);
	check_ways(&sample->graph);
	check_labels(&sample->graph);
}

/* ---- small graphs ---- */

static void test_a_chain_is_a_straight_line(void **state)
{
	struct sample *sample = sample_new(4);

	(void)state;
	add_edges(sample, "0>1 1>2 2>3");
	lay_out(sample);
	for (size_t i = 0; i + 1 < 4; i++) {
		assert_true(sample->node[i].middle.x < sample->node[i + 1].middle.x);
		assert_true(fabs(sample->node[i].middle.y - sample->node[i + 1].middle.y) < 0.01);
	}
	sample_release(sample);
}

static void test_the_longest_way_tells_the_column(void **state)
{
	struct sample *sample = sample_new(4);

	(void)state;
	add_edges(sample, "0>1 0>3 1>2 2>3");
	lay_out(sample);
	assert_true(sample->node[2].middle.x < sample->node[3].middle.x);
	assert_true(sample->edge[1].point_count > 4); /* it passes two columns */
	sample_release(sample);
}

static void test_circles_and_loops_go_back_below(void **state)
{
	struct sample *sample = sample_new(3);

	(void)state;
	add_edges(sample, "0>1 1>2 2>0 1>1");
	lay_out(sample);
	assert_true(sample->node[0].middle.x < sample->node[2].middle.x);
	assert_true(sample->edge[2].label.y > sample->node[0].middle.y);
	assert_true(sample->edge[3].label.y < sample->edge[2].label.y); /* the shorter is nearer */
	sample_release(sample);
}

static void test_a_leap_over_many_columns_runs_above(void **state)
{
	struct sample *sample = sample_new(10);

	(void)state;
	add_edges(sample, "0>1 1>2 2>3 3>4 4>5 5>6 6>7 7>8 8>9 0>9");
	lay_out(sample);
	assert_true(sample->edge[9].label.y < sample->node[0].middle.y);
	sample_release(sample);
}

static void test_columns_that_are_given(void **state)
{
	static const uint32_t column[] = {0, 2, 1, 1};
	struct sample *sample = sample_new(4);

	(void)state;
	add_edges(sample, "0>1 2>1 3>1");
	sample->graph.column = column;
	lay_out(sample);
	assert_true(fabs(sample->node[2].middle.x - sample->node[3].middle.x) < 0.01);
	assert_true(sample->node[0].middle.x < sample->node[2].middle.x);
	sample_release(sample);
}

static void test_nothing_and_one(void **state)
{
	(void)state;
	for (size_t nodes = 0; nodes < 3; nodes++) {
		struct sample *sample = sample_new(nodes);

		lay_out(sample);
		sample_release(sample);
	}
}

/* ---- rows ---- */

static struct sample *chain_new(size_t nodes, double fold)
{
	struct sample *sample = sample_new(nodes);

	for (uint32_t i = 0; i + 1 < nodes; i++)
		add_edge(sample, i, i + 1);
	sample->graph.fold_width = fold;
	return sample;
}

static void test_a_long_chain_goes_into_rows(void **state)
{
	struct sample *sample = chain_new(40, 1000);
	size_t rows = 1;

	(void)state;
	lay_out(sample);
	for (size_t i = 1; i < 40; i++) {
		const struct jy_graph_node *last = &sample->node[i - 1], *node = &sample->node[i];

		if (node->middle.x > last->middle.x)
			continue;
		rows++;
		assert_true(node->middle.y > last->middle.y + last->height);
		assert_true(fabs(node->middle.x - sample->node[0].middle.x) < 0.01);
	}
	assert_in_range(rows, 6, 8);
	assert_true(sample->graph.width <= 1000);
	sample_release(sample);
}

static void test_what_is_no_wider_stays_in_one_row(void **state)
{
	struct sample *sample = chain_new(6, 1000);

	(void)state;
	lay_out(sample);
	for (size_t i = 1; i < 6; i++)
		assert_true(sample->node[i].middle.x > sample->node[i - 1].middle.x);
	sample_release(sample);
}

/* Two clusters that fit into a row each, and one that does not. */
static void test_rows_begin_with_clusters(void **state)
{
	struct sample *sample = chain_new(25, 1000);

	(void)state;
	sample->graph.cluster_count = 3;
	for (int i = 0; i < 25; i++)
		sample->node[i].cluster = i < 5 ? 0 : i < 10 ? 1 : 2;
	lay_out(sample);
	assert_int_equal(sample->cluster[0].piece_count, 1);
	assert_int_equal(sample->cluster[1].piece_count, 1);
	assert_true(sample->cluster[1].piece[0].y > sample->cluster[0].piece[0].y);
	assert_in_range(sample->cluster[2].piece_count, 3, 4);
	for (size_t i = 1; i < sample->cluster[2].piece_count; i++)
		assert_true(sample->cluster[2].piece[i].y > sample->cluster[2].piece[i - 1].y);
	sample_release(sample);
}

static void test_ways_over_several_rows_share_their_end(void **state)
{
	struct sample *sample = chain_new(40, 1000);
	const struct jy_graph_edge *one, *two;

	(void)state;
	add_edges(sample, "30>1 38>1 0>35");
	lay_out(sample);
	one = &sample->edge[39];
	two = &sample->edge[40];
	for (size_t i = 1; i <= 6; i++) {
		const struct jy_point *a = &one->point[one->point_count - i];
		const struct jy_point *b = &two->point[two->point_count - i];

		assert_true(fabs(a->x - b->x) + fabs(a->y - b->y) < 0.01);
	}
	assert_true(fabs(one->label.y - two->label.y) > 20);
	sample_release(sample);
}

/* ---- graphs of all kinds ---- */

static uint32_t draw_number(uint32_t *seed, uint32_t below)
{
	*seed = *seed * 1664525 + 1013904223;
	return (*seed >> 8) % below;
}

static struct sample *draw_sample(uint32_t seed)
{
	struct sample *sample = sample_new(1 + draw_number(&seed, NODES));
	uint32_t nodes = (uint32_t)sample->graph.node_count;
	uint32_t edges = draw_number(&seed, nodes * 3 < EDGES ? nodes * 3 + 1 : EDGES);
	uint32_t clusters = draw_number(&seed, 2) ? 1 + draw_number(&seed, 12) : 0;

	sample->graph.cluster_count = clusters;
	for (uint32_t i = 0; i < clusters; i++) {
		sample->cluster[i].label_width = 20 + draw_number(&seed, 200);
		sample->cluster[i].label_height = 16;
	}
	for (uint32_t i = 0; i < nodes; i++) {
		sample->node[i].width = 20 + draw_number(&seed, 180);
		sample->node[i].height = 16 + draw_number(&seed, 90);
		if (clusters && draw_number(&seed, 10))
			sample->node[i].cluster = (int)(i * clusters / nodes);
	}
	for (uint32_t i = 0; i < edges; i++) {
		struct jy_graph_edge *edge =
			add_edge(sample, draw_number(&seed, nodes), draw_number(&seed, nodes));

		edge->loose = draw_number(&seed, 4) == 0;
		if (draw_number(&seed, 3) == 0) {
			edge->label_width = 10 + draw_number(&seed, 140);
			edge->label_height = 13;
		}
	}
	return sample;
}

static void test_whatever_it_is_given(void **state)
{
	const char *many = getenv("JOURNEY_RANDOM_GRAPHS");
	uint32_t last = many ? (uint32_t)strtoul(many, NULL, 10) : 40;

	(void)state;
	for (uint32_t seed = 1; seed <= last; seed++)
		for (double fold = 0; fold <= 1600; fold = 2 * fold + 200) {
			struct sample *sample = draw_sample(seed);

			sample->graph.fold_width = fold;
			lay_out(sample);
			sample_release(sample);
		}
}

static void test_the_same_places_every_time(void **state)
{
	struct sample *one = draw_sample(42), *two = draw_sample(42);

	(void)state;
	lay_out(one);
	lay_out(two);
	for (size_t i = 0; i < one->graph.node_count; i++) {
		assert_true(one->node[i].middle.x == two->node[i].middle.x);
		assert_true(one->node[i].middle.y == two->node[i].middle.y);
	}
	sample_release(one);
	sample_release(two);
}

/* ---- when it is asked ---- */

static unsigned asked;

static enum jb_status good_engine(struct jb_arena *arena, struct jy_graph *graph,
				  struct jb_text *why)
{
	(void)arena;
	(void)why;
	asked++;
	graph->width = 4711;
	for (size_t i = 0; i < graph->node_count; i++)
		graph->node[i].middle = (struct jy_point){100 + 300 * (double)i, 100};
	return JB_OK;
}

static enum jb_status piling_engine(struct jb_arena *arena, struct jy_graph *graph,
				    struct jb_text *why)
{
	(void)arena;
	(void)why;
	for (size_t i = 0; i < graph->node_count; i++)
		graph->node[i].middle = (struct jy_point){100, 100 + (double)i};
	return JB_OK;
}

/* Both labels on the way, upon each other and upon the boxes. */
static enum jb_status careless_engine(struct jb_arena *arena, struct jy_graph *graph,
				      struct jb_text *why)
{
	enum jb_status status = good_engine(arena, graph, why);

	graph->height = 200;
	for (size_t i = 0; i < graph->edge_count; i++) {
		struct jy_graph_edge *edge = &graph->edge[i];

		edge->point = JB_NEW_ARRAY(arena, struct jy_point, 4);
		edge->point_count = 4;
		for (int k = 0; k < 4; k++)
			edge->point[k] = (struct jy_point){150 + 60 * (double)k, 100};
		edge->label = (struct jy_point){120, 100};
	}
	return status;
}

static enum jb_status bad_engine(struct jb_arena *arena, struct jy_graph *graph,
				 struct jb_text *why)
{
	(void)arena;
	graph->width = 4711; /* half an answer */
	*why = JB_TEXT("it broke");
	return JB_REFUSED;
}

static void test_an_engine_that_answers_is_believed(void **state)
{
	struct sample *sample = sample_new(2);
	struct jb_text note;

	(void)state;
	add_edges(sample, "0>1");
	jy_graph_layout_by(good_engine, &sample->arena, &sample->graph, &note);
	assert_int_equal(note.size, 0);
	assert_true(sample->graph.width == 4711);
	sample_release(sample);
}

static void test_an_engine_that_fails_is_replaced_with_a_note(void **state)
{
	struct sample *sample = sample_new(2);
	struct jb_text note;

	(void)state;
	add_edges(sample, "0>1");
	jy_graph_layout_by(bad_engine, &sample->arena, &sample->graph, &note);
	assert_true(jb_text_is(note, "Laid out on a simple grid: it broke."));
	check_boxes(&sample->graph);
	check_ways(&sample->graph);
	sample_release(sample);
}

static void test_boxes_upon_each_other_are_not_believed(void **state)
{
	struct sample *sample = sample_new(2);
	struct jb_text note;

	(void)state;
	jy_graph_layout_by(piling_engine, &sample->arena, &sample->graph, &note);
	assert_true(jb_text_starts(note, JB_TEXT("Laid out on a simple grid: Graphviz put a box")));
	check_boxes(&sample->graph);
	sample_release(sample);
}

static void test_labels_move_off_boxes_and_each_other(void **state)
{
	struct sample *sample = sample_new(2);
	struct jb_text note;
	struct jy_graph_edge *edge = sample->graph.edge;

	(void)state;
	add_edges(sample,
		  "0>1 0>1 0>1 0>1 0>1 0>1 0>1 0>1 0>1 0>1 0>1 0>1 0>1 0>1 0>1 0>1 0>1 0>1");
	for (size_t i = 0; i < sample->graph.edge_count; i++)
		edge[i].label_width = edge[i].label_height = 40;
	jy_graph_layout_by(careless_engine, &sample->arena, &sample->graph, &note);
	assert_int_equal(note.size, 0);
	for (size_t i = 0; i < sample->graph.edge_count; i++) {
		for (size_t k = 0; k < i; k++)
			assert_true(fabs(edge[i].label.x - edge[k].label.x) >= 40 ||
				    fabs(edge[i].label.y - edge[k].label.y) >= 40);
		for (size_t k = 0; k < sample->graph.node_count; k++)
			assert_true(fabs(edge[i].label.x - sample->graph.node[k].middle.x) >= 40 ||
				    fabs(edge[i].label.y - sample->graph.node[k].middle.y) >= 20);
		assert_true(edge[i].label.y + 20 <= sample->graph.height);
	}
	sample_release(sample);
}

/* Complete graphs keep Graphviz busy for minutes: nobody asks it. */
static void test_a_tangle_is_not_asked_for(void **state)
{
	struct sample *sample = sample_new(28);
	struct jb_text note;

	(void)state;
	for (uint32_t i = 0; i < 28; i++)
		for (uint32_t k = i + 1; k < 28; k++)
			add_edge(sample, i, k);
	assert_true(jy_graph_tangle(&sample->arena, &sample->graph) > JY_GV_TANGLE_MAX);
	asked = 0;
	jy_graph_layout_by(good_engine, &sample->arena, &sample->graph, &note);
	assert_int_equal(asked, 0);
	assert_true(jb_text_starts(note, JB_TEXT("Laid out on a simple grid: the 378 ways")));
	check_ways(&sample->graph);
	sample_release(sample);
}

/* Neither is asked for nor noted: rows, and ways back to clusters before. */
static void test_what_the_grid_does_better(void **state)
{
	(void)state;
	for (int kind = 0; kind < 3; kind++) {
		struct sample *sample = chain_new(kind == 1 ? 12 : 4, 1000);
		struct jb_text note;

		sample->graph.cluster_count = 2;
		for (size_t i = 0; i < sample->graph.node_count; i++)
			sample->node[i].cluster = i > 1;
		if (kind == 2)
			add_edge(sample, 3, 0);
		jy_graph_layout_by(bad_engine, &sample->arena, &sample->graph, &note);
		assert_int_equal(note.size > 0, kind == 0); /* a short row is Graphviz' */
		check_boxes(&sample->graph);
		check_ways(&sample->graph);
		sample_release(sample);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_chain_is_a_straight_line),
		cmocka_unit_test(test_the_longest_way_tells_the_column),
		cmocka_unit_test(test_circles_and_loops_go_back_below),
		cmocka_unit_test(test_a_leap_over_many_columns_runs_above),
		cmocka_unit_test(test_columns_that_are_given),
		cmocka_unit_test(test_nothing_and_one),
		cmocka_unit_test(test_a_long_chain_goes_into_rows),
		cmocka_unit_test(test_what_is_no_wider_stays_in_one_row),
		cmocka_unit_test(test_rows_begin_with_clusters),
		cmocka_unit_test(test_ways_over_several_rows_share_their_end),
		cmocka_unit_test(test_whatever_it_is_given),
		cmocka_unit_test(test_the_same_places_every_time),
		cmocka_unit_test(test_an_engine_that_answers_is_believed),
		cmocka_unit_test(test_an_engine_that_fails_is_replaced_with_a_note),
		cmocka_unit_test(test_boxes_upon_each_other_are_not_believed),
		cmocka_unit_test(test_labels_move_off_boxes_and_each_other),
		cmocka_unit_test(test_a_tangle_is_not_asked_for),
		cmocka_unit_test(test_what_the_grid_does_better),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
