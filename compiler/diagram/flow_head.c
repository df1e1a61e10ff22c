/*
 * Above the flow its title and what the comparison came to; below it a legend of what this picture
 * uses, and what it leaves out.
 */
#include "diagram/flow_internal.h"

#include "diagram/figures.h"

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

double flow_head(void *view, double room, bool draw)
{
	struct flow *flow = view;
	double y = SHEET_MARGIN;

	y += sheet_write(flow->sheet, flow->flow->title, JY_ROLE_T_TITLE, y, room, draw);
	y += sheet_write(flow->sheet, result_text(flow), JY_ROLE_T_SUBTITLE, y, room, draw);
	y += sheet_write(flow->sheet, flow->excerpt, JY_ROLE_T_NOTE, y, room, draw);
	return y + 2 * SHEET_PAD;
}

/* ---- the legend ---- */

static void way_entry(struct sheet_legend *legend, const struct flow *flow, enum flow_way_look look,
		      const char *words)
{
	if (flow->look[look])
		sheet_legend_way(legend, flow_line_role(look), flow_tip_role(look), words);
}

static void entries(struct sheet_legend *legend, struct flow *flow)
{
	struct jy_point at;
	bool counted = flow->conformance != NULL;

	way_entry(legend, flow, FLOW_WAY_TAKEN,
		  counted ? "as planned: how often \xc2\xb7 median time" : "a way of the plan");
	way_entry(legend, flow, FLOW_WAY_MAIN, "the same, by a third of the cases or more");
	way_entry(legend, flow, FLOW_WAY_UNUSED, "planned, and nobody was seen to take it");
	way_entry(legend, flow, FLOW_WAY_OTHER, "taken, and not planned");
	sheet_legend_sign(legend, SHEET_MOMENT, "moment of truth");
	sheet_legend_sign(legend, SHEET_MISSING, "cases in which it is missing");
	sheet_legend_sign(legend, SHEET_OUT_OF_ORDER, "cases in which it is out of order");
	sheet_legend_sign(legend, SHEET_REPEATED, "cases in which it came again, unplanned");
	sheet_legend_sign(legend, SHEET_FAILED, "cases in which it failed");
	if (!flow->stranger)
		return;
	at = sheet_legend_add(legend, 22, "an ad hoc step: the plan does not know it");
	if (legend->draw)
		flow_draw_hexagon(flow, (struct jy_rect){at.x, at.y - 6, 22, 12});
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

double flow_legend(void *view, double y, double room, bool draw)
{
	struct flow *flow = view;
	struct sheet_legend legend = sheet_legend_at(flow->sheet, y, room, draw);
	double end;

	entries(&legend, flow);
	end = sheet_legend_end(&legend);
	end += sheet_write(flow->sheet, hidden_text(flow), JY_ROLE_T_NOTE, end, room, draw);
	return end + sheet_write(flow->sheet, flow->note, JY_ROLE_T_NOTE, end, room, draw);
}
