/*
 * Above the flow its title and what the comparison came to; below it a legend of what this picture
 * uses, and what it leaves out.
 */
#include "diagram/flow_internal.h"

#include <math.h>

#include "diagram/figures.h"

#define ENTRY_GAP 22.0
#define SAMPLE_WIDTH 34.0

static double write_lines(struct flow *flow, struct jb_text text, enum jy_role role, double y,
			  double room, bool draw)
{
	struct jy_lines lines =
		jy_wrap(flow->measure, flow->arena, jy_wrap_clean(flow->arena, text), role, room);
	double high = jy_line_height(role);

	for (size_t i = 0; draw && i < lines.count; i++) {
		struct jy_rect slot = {FLOW_MARGIN, y + (double)i * high, room, high};

		jy_scene_text(flow->scene, role, slot, JY_ANCHOR_START, lines.at[i], slot, 0);
	}
	return (double)lines.count * high;
}

/* "59.2 % of 3,804 cases follow the plan" */
static struct jb_text result_text(const struct flow *flow)
{
	const struct jrt_conformance *c = flow->conformance;
	struct jb_buf out;

	if (flow->nothing)
		return JB_TEXT("No case has ended: nothing can be compared yet.");
	if (!c)
		return JB_TEXT("");
	jb_buf_init(&out, flow->arena);
	jy_figures_add(&out, JRT_SHARE, JB_TEXT(""),
		       (struct jb_ratio){(jb_i128)c->conforming, (jb_i128)c->explained}, 0);
	jb_buf_add_string(&out, " of ");
	jy_figures_add(&out, JRT_COUNT, JB_TEXT(""), (struct jb_ratio){(jb_i128)c->explained, 1},
		       0);
	jb_buf_add_string(&out, c->explained == 1 ? " case" : " cases");
	jb_buf_add_string(&out, " follow the plan");
	return jb_buf_text(&out);
}

double flow_head(struct flow *flow, double room, bool draw)
{
	double y = FLOW_MARGIN;

	y += write_lines(flow, flow->flow->title, JY_ROLE_T_TITLE, y, room, draw);
	y += write_lines(flow, result_text(flow), JY_ROLE_T_SUBTITLE, y, room, draw);
	return y - FLOW_MARGIN + 2 * FLOW_PAD;
}

/* ---- the legend ---- */

struct legend {
	struct flow *flow;
	double left, room, x, y;
	bool draw;
};

/* Room for an icon and its words, in this row or the next; gives the icon's middle left. */
static struct jy_point entry(struct legend *legend, double icon, const char *words)
{
	struct flow *flow = legend->flow;
	struct jb_text text = jb_text_of(words);
	double width = jy_measure_width(flow->measure, text, JY_ROLE_T_LEGEND);
	double high = jy_line_height(JY_ROLE_T_LEGEND) + 6;
	struct jy_point at;
	struct jy_rect slot;

	if (legend->x > legend->left &&
	    legend->x + icon + FLOW_MARK_GAP + width > legend->left + legend->room) {
		legend->x = legend->left;
		legend->y += high;
	}
	at = (struct jy_point){legend->x, legend->y + high / 2};
	slot = (struct jy_rect){legend->x + icon + FLOW_MARK_GAP, legend->y + 3, width, high - 6};
	if (legend->draw)
		jy_scene_text(flow->scene, JY_ROLE_T_LEGEND, slot, JY_ANCHOR_START,
			      (struct jy_line){text, width}, slot, 0);
	legend->x += icon + FLOW_MARK_GAP + width + ENTRY_GAP;
	return at;
}

static void way_entry(struct legend *legend, enum flow_way_look look, const char *words)
{
	struct jy_point at;

	if (!legend->flow->look[look])
		return;
	at = entry(legend, SAMPLE_WIDTH, words);
	if (legend->draw)
		flow_draw_sample(legend->flow, look, at);
}

static void sign_entry(struct legend *legend, enum flow_sign sign, const char *words)
{
	struct jy_point at;

	if (!legend->flow->sign[sign])
		return;
	at = entry(legend, FLOW_MARK, words);
	if (legend->draw)
		flow_draw_sign(legend->flow, sign, (struct jy_point){at.x + FLOW_MARK / 2, at.y});
}

static void entries(struct legend *legend)
{
	struct jy_point at;
	bool counted = legend->flow->conformance != NULL;

	way_entry(legend, FLOW_WAY_TAKEN,
		  counted ? "as planned: how often \xc2\xb7 median time" : "a way of the plan");
	way_entry(legend, FLOW_WAY_MAIN, "the same, by a third of the cases or more");
	way_entry(legend, FLOW_WAY_UNUSED, "planned, and nobody was seen to take it");
	way_entry(legend, FLOW_WAY_OTHER, "taken, and not planned");
	sign_entry(legend, FLOW_MISSING, "cases in which it is missing");
	sign_entry(legend, FLOW_OUT_OF_ORDER, "cases in which it is out of order");
	sign_entry(legend, FLOW_REPEATED, "cases in which it came again, unplanned");
	sign_entry(legend, FLOW_FAILED, "cases in which it failed");
	if (!legend->flow->stranger)
		return;
	at = entry(legend, 22, "an ad hoc step: the plan does not know it");
	if (legend->draw)
		flow_draw_hexagon(legend->flow, (struct jy_rect){at.x, at.y - 6, 22, 12});
}

static struct jb_text hidden_text(const struct flow *flow)
{
	struct jb_buf out;

	jb_buf_init(&out, flow->arena);
	if (flow->hidden_strangers)
		jb_buf_printf(&out, "%zu rarer ad hoc step%s", flow->hidden_strangers,
			      flow->hidden_strangers == 1 ? "" : "s");
	if (flow->hidden_ways)
		jb_buf_printf(&out, "%s%zu rarer unplanned way%s", out.size ? " and " : "",
			      flow->hidden_ways, flow->hidden_ways == 1 ? "" : "s");
	if (out.size)
		jb_buf_add_string(&out, flow->hidden_strangers + flow->hidden_ways == 1
						? " is not drawn."
						: " are not drawn.");
	return jb_buf_text(&out);
}

double flow_legend(struct flow *flow, double y, double room, bool draw)
{
	struct legend legend = {.flow = flow,
				.left = FLOW_MARGIN,
				.x = FLOW_MARGIN,
				.y = y,
				.room = room,
				.draw = draw};

	entries(&legend);
	if (legend.x > legend.left)
		legend.y += jy_line_height(JY_ROLE_T_LEGEND) + 6;
	legend.y += write_lines(flow, hidden_text(flow), JY_ROLE_T_NOTE, legend.y, room, draw);
	legend.y += write_lines(flow, flow->note, JY_ROLE_T_NOTE, legend.y, room, draw);
	return legend.y - y;
}
