/*
 * The layout of a graph by Graphviz, in a child process; with gv.c the only file that knows
 * Graphviz. The child builds the graph, lays it out and gives numbers; the parent believes none of
 * them before they are counted. The plugin of `dot` is linked in, so no configuration is read.
 */
#include "draw/gv_loose.h"
#include "draw/draw.h"

#include <graphviz/gvc.h>
#include <math.h>
#include <stdlib.h>

#include "base/number.h"
#include "draw/child.h"

#define INCH 72.0
#define OUTPUT_MAX ((size_t)16 << 20)
/* Of one edge. */
#define CURVE_POINTS_MAX 10000

extern gvplugin_library_t gvplugin_dot_layout_LTX_library;

/* ---- numbers of things ---- */

/* Graphviz numbers what has a name by the address of the name, and walks clusters by their numbers:
 * its layout would hang on where memory lies. Counted in order of their making, the same graph
 * gets the same layout; Graphviz then keeps the names by itself. */

static void *ids_open(Agraph_t *graph, Agdisc_t *discipline)
{
	(void)graph;
	(void)discipline;
	return calloc(1, sizeof(IDTYPE));
}

static long ids_map(void *state, int type, char *name, IDTYPE *id, int create)
{
	IDTYPE *count = state;

	(void)type;
	if (name || !create || !count)
		return 0;
	*id = ++*count;
	return 1;
}

static long ids_alloc(void *state, int type, IDTYPE id)
{
	(void)state, (void)type, (void)id;
	return 0;
}

static void ids_free(void *state, int type, IDTYPE id)
{
	(void)state, (void)type, (void)id;
}

static char *ids_print(void *state, int type, IDTYPE id)
{
	(void)state, (void)type, (void)id;
	return NULL;
}

static void ids_register(void *state, int type, void *object)
{
	(void)state, (void)type, (void)object;
}

static Agraph_t *open_graph(void)
{
	static Agiddisc_t ids = {ids_open,  ids_map, ids_alloc,	  ids_free,
				 ids_print, free,    ids_register};
	static Agdisc_t discipline = {&AgMemDisc, &ids, &AgIoDisc};

	return agopen(jy_gv_loose("flow"), Agdirected, &discipline);
}

/* ---- the child ---- */

struct child {
	const struct jy_graph *graph;
	Agraph_t *gv;
	Agraph_t **cluster;
	Agnode_t **node;
	Agedge_t **edge;
	struct jb_arena *arena;
};

static void set(void *object, const char *name, const char *value)
{
	agsafeset(object, jy_gv_loose(name), jy_gv_loose(value), jy_gv_loose(""));
}

static void set_inches(struct child *child, void *object, const char *name, double pixels)
{
	struct jb_buf digits;

	jb_buf_init(&digits, child->arena);
	jb_buf_add_fix(&digits, (jb_i128)(pixels / INCH * 1e6 + 0.5));
	set(object, name, digits.data);
}

/* An empty table of the label's size: no text is measured, no font is asked for. */
static void set_label(struct child *child, void *object, double width, double height)
{
	struct jb_text table = jb_text_printf(
		child->arena,
		"<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"0\" "
		"FIXEDSIZE=\"TRUE\" WIDTH=\"%d\" HEIGHT=\"%d\"><TR><TD></TD></TR></TABLE>",
		(int)ceil(width), (int)ceil(height));
	char *html = agstrdup_html(child->gv, jy_gv_loose(jb_text_cstring(child->arena, table)));

	agsafeset(object, jy_gv_loose("label"), html, jy_gv_loose(""));
	agstrfree(child->gv, html);
}

static void build_clusters(struct child *child)
{
	child->cluster = JB_NEW_ARRAY(child->arena, Agraph_t *, child->graph->cluster_count);
	for (size_t i = 0; i < child->graph->cluster_count; i++) {
		const struct jy_graph_cluster *cluster = &child->graph->cluster[i];
		struct jb_text name = jb_text_printf(child->arena, "cluster%zu", i);

		child->cluster[i] =
			agsubg(child->gv, jy_gv_loose(jb_text_cstring(child->arena, name)), 1);
		set(child->cluster[i], "margin", "12");
		set(child->cluster[i], "labeljust", "l");
		set_label(child, child->cluster[i], cluster->label_width, cluster->label_height);
	}
}

static void build_nodes(struct child *child)
{
	child->node = JB_NEW_ARRAY(child->arena, Agnode_t *, child->graph->node_count);
	for (size_t i = 0; i < child->graph->node_count; i++) {
		const struct jy_graph_node *node = &child->graph->node[i];
		Agraph_t *in = node->cluster < 0 ? child->gv : child->cluster[node->cluster];
		struct jb_text name = jb_text_printf(child->arena, "n%zu", i);

		child->node[i] = agnode(in, jy_gv_loose(jb_text_cstring(child->arena, name)), 1);
		set(child->node[i], "shape", "box");
		set(child->node[i], "label", "");
		set(child->node[i], "fixedsize", "true");
		set_inches(child, child->node[i], "width", node->width);
		set_inches(child, child->node[i], "height", node->height);
	}
}

static void build_edges(struct child *child)
{
	child->edge = JB_NEW_ARRAY(child->arena, Agedge_t *, child->graph->edge_count);
	for (size_t i = 0; i < child->graph->edge_count; i++) {
		const struct jy_graph_edge *edge = &child->graph->edge[i];
		struct jb_text name = jb_text_printf(child->arena, "e%zu", i);
		struct jb_text weight = jb_text_printf(child->arena, "%u", edge->weight);

		child->edge[i] = agedge(child->gv, child->node[edge->from], child->node[edge->to],
					jy_gv_loose(jb_text_cstring(child->arena, name)), 1);
		set(child->edge[i], "weight", jb_text_cstring(child->arena, weight));
		if (edge->loose)
			set(child->edge[i], "constraint", "false");
		if (edge->label_width > 0 && !edge->loose)
			set_label(child, child->edge[i], edge->label_width, edge->label_height);
	}
}

static void add_number(struct jb_buf *out, double value)
{
	jb_buf_add(out, &value, sizeof value);
}

static void add_point(struct jb_buf *out, pointf point)
{
	add_number(out, point.x);
	add_number(out, point.y);
}

static void add_edge(struct jb_buf *out, Agedge_t *edge)
{
	const splines *all = ED_spl(edge);
	const textlabel_t *label = ED_label(edge);
	const bezier *curve = all && all->size > 0 ? &all->list[0] : NULL;

	add_number(out, curve ? curve->size : 0);
	for (int i = 0; curve && i < curve->size; i++)
		add_point(out, curve->list[i]);
	add_point(out, curve && curve->eflag ? curve->ep
		       : curve		     ? curve->list[curve->size - 1]
					     : (pointf){0, 0});
	add_point(out, label && label->set ? label->pos : (pointf){0, 0});
}

static void add_all(const struct child *child, struct jb_buf *out)
{
	add_point(out, GD_bb(child->gv).UR);
	for (size_t i = 0; i < child->graph->node_count; i++)
		add_point(out, ND_coord(child->node[i]));
	for (size_t i = 0; i < child->graph->cluster_count; i++) {
		const textlabel_t *label = GD_label(child->cluster[i]);

		add_point(out, GD_bb(child->cluster[i]).LL);
		add_point(out, GD_bb(child->cluster[i]).UR);
		add_point(out, label ? label->pos : (pointf){0, 0});
	}
	for (size_t i = 0; i < child->graph->edge_count; i++)
		add_edge(out, child->edge[i]);
}

static int silent(char *message)
{
	(void)message;
	return 0;
}

static bool lay_out(void *context, struct jb_buf *out)
{
	struct child *child = context;
	lt_symlist_t plugins[] = {
		{"gvplugin_dot_layout_LTX_library", &gvplugin_dot_layout_LTX_library}, {0, 0}};
	GVC_t *gvc;

	agseterrf(silent);
	gvc = gvContextPlugins(plugins, 0);
	child->gv = open_graph();
	if (!gvc || !child->gv)
		return false;
	set(child->gv, "rankdir", "LR");
	set(child->gv, "nodesep", "0.35");
	set(child->gv, "ranksep", "0.45");
	build_clusters(child);
	build_nodes(child);
	build_edges(child);
	if (gvLayout(gvc, child->gv, "dot") != 0)
		return false;
	add_all(child, out);
	return true;
}

/* ---- the parent ---- */

struct reading {
	const struct jb_buf *answer;
	size_t at;
	double height;
	bool good;
};

static double read_number(struct reading *reading)
{
	double value = 0;

	if (reading->at + sizeof value > reading->answer->size) {
		reading->good = false;
		return 0;
	}
	for (size_t i = 0; i < sizeof value; i++)
		((char *)&value)[i] = reading->answer->data[reading->at + i];
	reading->at += sizeof value;
	if (!isfinite(value) || fabs(value) > 1e6)
		reading->good = false;
	return reading->good ? value : 0;
}

/* Graphviz counts upwards. */
static struct jy_point read_point(struct reading *reading)
{
	double x = read_number(reading), y = read_number(reading);

	return (struct jy_point){x, reading->height - y};
}

/* Half way along the middle curve of the chain: for labels of loose ways, which Graphviz would put
 * off the way. */
static struct jy_point middle_of(const struct jy_graph_edge *edge)
{
	const struct jy_point *p = edge->point + (edge->point_count - 1) / 6 * 3;

	return (struct jy_point){(p[0].x + 3 * p[1].x + 3 * p[2].x + p[3].x) / 8,
				 (p[0].y + 3 * p[1].y + 3 * p[2].y + p[3].y) / 8};
}

static void read_edge(struct reading *reading, struct jb_arena *arena, struct jy_graph_edge *edge)
{
	double count = read_number(reading);

	if (count < 0 || count > CURVE_POINTS_MAX || fmod(count, 1) != 0 ||
	    (count > 0 && fmod(count, 3) != 1)) {
		reading->good = false;
		return;
	}
	edge->point_count = (size_t)count;
	edge->point = JB_NEW_ARRAY(arena, struct jy_point, edge->point_count);
	for (size_t i = 0; i < edge->point_count; i++)
		edge->point[i] = read_point(reading);
	edge->tip = read_point(reading);
	edge->label = read_point(reading);
	if (edge->loose && edge->point_count >= 4)
		edge->label = middle_of(edge);
}

static bool read_answer(const struct jb_buf *answer, struct jb_arena *arena, struct jy_graph *graph)
{
	struct reading reading = {.answer = answer, .good = true};
	struct jy_rect *piece = JB_NEW_ARRAY(arena, struct jy_rect, graph->cluster_count);

	graph->width = read_number(&reading);
	graph->height = reading.height = read_number(&reading);
	for (size_t i = 0; i < graph->node_count; i++)
		graph->node[i].middle = read_point(&reading);
	for (size_t i = 0; i < graph->cluster_count; i++) {
		struct jy_point low = read_point(&reading), high = read_point(&reading);

		read_point(&reading); /* its title has a place of its own */
		graph->cluster[i].piece = &piece[i];
		graph->cluster[i].piece_count = high.x > low.x;
		piece[i] = (struct jy_rect){low.x, high.y, high.x - low.x, low.y - high.y};
	}
	for (size_t i = 0; i < graph->edge_count && reading.good; i++)
		read_edge(&reading, arena, &graph->edge[i]);
	return reading.good && reading.at == answer->size;
}

enum jb_status jy_draw_gv_layout(struct jb_arena *arena, struct jy_graph *graph,
				 struct jb_text *why)
{
	static const struct jy_child_limits limits = {.milliseconds = JY_GV_DEADLINE,
						      .patience = JY_GV_PATIENCE,
						      .memory = JY_GV_MEMORY,
						      .output = OUTPUT_MAX};
	struct child child = {.graph = graph, .arena = arena};
	struct jb_buf answer;
	enum jy_child_end end;

	jb_buf_init(&answer, arena);
	end = jy_child_run(arena, &limits, lay_out, &child, &answer);
	if (end == JY_CHILD_DONE && read_answer(&answer, arena, graph))
		return JB_OK;
	*why = jb_text_printf(arena, "Graphviz found no layout%s",
			      end == JY_CHILD_LATE ? " in time" : "");
	return JB_REFUSED;
}
