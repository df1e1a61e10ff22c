/*
 * What the boxes and labels of the flow view say. Knows no place.
 */

#include "diagram/figures.h"
#include "diagram/flow_internal.h"

static void add_count(struct jb_buf *out, uint64_t count)
{
	jy_figures_add(out, JRT_COUNT, JB_TEXT(""), (struct jb_ratio){(jb_i128)count, 1}, 0);
}

static void add_share(struct jb_buf *out, uint64_t part, uint64_t whole)
{
	jy_figures_add(out, JRT_SHARE, JB_TEXT(""),
		       (struct jb_ratio){(jb_i128)part, (jb_i128)whole}, 0);
}

static void add_length(struct jb_buf *out, int64_t us)
{
	jy_figures_add(out, JRT_DURATION, JB_TEXT(""), (struct jb_ratio){us, JB_FIX_ONE}, 0);
}

/* ---- boxes ---- */

/* "3,749 cases · 98.6 %" */
static struct jb_text reached_text(const struct flow *flow, uint64_t reached)
{
	struct jb_buf out;

	jb_buf_init(&out, flow->arena);
	add_count(&out, reached);
	jb_buf_add_string(&out, reached == 1 ? " case \xc2\xb7 " : " cases \xc2\xb7 ");
	add_share(&out, reached, flow->conformance->explained);
	return jb_buf_text(&out);
}

static void add_sign(struct flow *flow, struct flow_box *box, enum sheet_sign sign,
		     const char *word, uint64_t count)
{
	struct jb_buf out;

	if (count == 0)
		return;
	jb_buf_init(&out, flow->arena);
	jb_buf_printf(&out, "%s ", word);
	add_count(&out, count);
	sheet_add(flow->sheet, &box->lines, JY_ROLE_T_TAG, sign, jb_buf_text(&out), FLOW_NODE_ROOM);
}

static void say_counted(struct flow *flow, struct flow_box *box, const struct jrt_flow_step *step)
{
	const struct jrt_conform_step *counted = &flow->conformance->step[box->place];

	if (!step->seen) {
		sheet_add(flow->sheet, &box->lines, JY_ROLE_T_NOTE, SHEET_NO_SIGN,
			  JB_TEXT("no event shows it"), FLOW_NODE_ROOM);
		return;
	}
	sheet_add(flow->sheet, &box->lines, JY_ROLE_T_BODY, SHEET_NO_SIGN,
		  reached_text(flow, counted->reached), FLOW_NODE_ROOM);
	add_sign(flow, box, SHEET_MISSING, "missing", counted->missing);
	add_sign(flow, box, SHEET_OUT_OF_ORDER, "out of order", counted->out_of_order);
	add_sign(flow, box, SHEET_REPEATED, "repeated", counted->repeated);
	add_sign(flow, box, SHEET_FAILED, "failed", counted->failed);
}

static void say_note(struct flow *flow, struct flow_box *box, struct jb_text text)
{
	sheet_add(flow->sheet, &box->lines, JY_ROLE_T_NOTE, SHEET_NO_SIGN, text, FLOW_NODE_ROOM);
}

/* "Phone · Northwind", "may be left out · may repeat"; below each other where a line has no room
 * for both. */
static void say_both(struct flow *flow, struct flow_box *box, struct jb_text a, struct jb_text b)
{
	struct jb_text both = jb_text_printf(flow->arena, "%.*s%s%.*s", JB_ARG(a),
					     a.size && b.size ? " \xc2\xb7 " : "", JB_ARG(b));

	if (jy_measure_width(flow->sheet->measure, jy_wrap_clean(flow->arena, both),
			     JY_ROLE_T_NOTE) <= FLOW_NODE_ROOM) {
		say_note(flow, box, both);
		return;
	}
	say_note(flow, box, a);
	say_note(flow, box, b);
}

static void say_steps(struct flow *flow)
{
	for (uint32_t i = 0; i < flow->flow->step_count; i++) {
		const struct jrt_flow_step *step = &flow->flow->step[i];
		struct flow_box *box = jb_push(flow->arena, &flow->box);

		box->place = i;
		sheet_add(flow->sheet, &box->lines, JY_ROLE_T_CARD, SHEET_NO_SIGN, step->title,
			  FLOW_NODE_ROOM);
		if (step->moment_of_truth)
			sheet_add(flow->sheet, &box->lines, JY_ROLE_T_MOMENT, SHEET_MOMENT,
				  JB_TEXT("moment of truth"), FLOW_NODE_ROOM);
		say_both(flow, box, step->channel, step->party);
		say_both(flow, box, jb_text_of(step->may_be_left_out ? "may be left out" : ""),
			 jb_text_of(step->may_repeat ? "may repeat" : ""));
		if (flow->conformance)
			say_counted(flow, box, step);
		box->desc = sheet_said(flow->sheet, &box->lines);
	}
}

static bool is_frequent(const struct flow *flow, uint64_t count)
{
	return count * 100 >= flow->conformance->explained;
}

static void say_stranger(struct flow *flow, uint32_t number)
{
	const struct jrt_conform_stranger *stranger = &flow->conformance->stranger[number];
	struct flow_box *box = jb_push(flow->arena, &flow->box);

	box->place = (uint32_t)flow->flow->step_count + number;
	box->stranger = flow->stranger = true;
	sheet_add(flow->sheet, &box->lines, JY_ROLE_T_CARD, SHEET_NO_SIGN,
		  stranger->name.size ? stranger->name : JB_TEXT("a step without a name"),
		  FLOW_NODE_ROOM);
	sheet_add(flow->sheet, &box->lines, JY_ROLE_T_TAG, SHEET_NO_SIGN, JB_TEXT("ad hoc"),
		  FLOW_NODE_ROOM);
	sheet_add(flow->sheet, &box->lines, JY_ROLE_T_BODY, SHEET_NO_SIGN,
		  reached_text(flow, stranger->reached), FLOW_NODE_ROOM);
	box->desc = sheet_said(flow->sheet, &box->lines);
}

static void say_strangers(struct flow *flow)
{
	const struct jrt_conformance *c = flow->conformance;
	size_t count, shown = 0;
	const uint32_t *number = jrt_conform_strangers(flow->arena, c, &count);

	while (shown < count && shown < JY_FLOW_STRANGERS_MAX &&
	       is_frequent(flow, c->stranger[number[shown]].reached))
		say_stranger(flow, number[shown++]);
	flow->hidden_strangers = count - shown;
}

/* ---- ways ---- */

/* "3,483 · 2 h 24 min" */
static void say_times(struct flow *flow, struct flow_way *way, const struct jrt_times *times)
{
	struct jb_buf out;

	jb_buf_init(&out, flow->arena);
	add_count(&out, times->count);
	jb_buf_add_string(&out, "\xc3\x97 \xc2\xb7 ");
	add_length(&out, times->median);
	sheet_add(flow->sheet, &way->lines, JY_ROLE_T_NOTE, SHEET_NO_SIGN, jb_buf_text(&out),
		  FLOW_LABEL_ROOM);
}

static const struct jrt_conform_way *taken(const struct flow *flow, uint32_t declared)
{
	const struct jrt_conformance *c = flow->conformance;

	for (size_t i = 0; c && i < c->way_count; i++)
		if (c->way[i].declared == declared)
			return &c->way[i];
	return NULL;
}

static void say_declared(struct flow *flow)
{
	for (uint32_t i = 0; i < flow->flow->way_count; i++) {
		const struct jrt_flow_way *declared = &flow->flow->way[i];
		const struct jrt_conform_way *real = taken(flow, i);
		struct flow_way *way = jb_push(flow->arena, &flow->way);

		way->from = declared->from;
		way->to = declared->to;
		sheet_add(flow->sheet, &way->lines, JY_ROLE_T_ABOUT, SHEET_NO_SIGN, declared->when,
			  FLOW_LABEL_ROOM);
		if (real) {
			say_times(flow, way, &real->times);
			if (real->times.count * 3 >= flow->conformance->explained)
				way->look = FLOW_WAY_MAIN;
		} else if (flow->conformance) {
			way->look = FLOW_WAY_UNUSED;
		}
		flow->look[way->look] = true;
	}
}

/* The box of a place; UINT32_MAX where it is not drawn. */
static uint32_t box_of(const struct flow *flow, uint32_t place)
{
	for (uint32_t i = 0; i < flow->box.count; i++)
		if (flow->box.at[i].place == place)
			return i;
	return UINT32_MAX;
}

static void say_others(struct flow *flow)
{
	const struct jrt_conformance *c = flow->conformance;
	size_t count, shown = 0;
	const uint32_t *number = jrt_conform_undeclared(flow->arena, c, &count);

	for (size_t i = 0; i < count && shown < JY_FLOW_OTHER_WAYS_MAX; i++) {
		const struct jrt_conform_way *real = &c->way[number[i]];
		uint32_t from = box_of(flow, real->from), to = box_of(flow, real->to);
		struct flow_way *way;

		if (from == UINT32_MAX || to == UINT32_MAX ||
		    (shown >= JY_FLOW_OTHER_WAYS_FEW && !is_frequent(flow, real->times.count)))
			continue;
		way = jb_push(flow->arena, &flow->way);
		way->from = from;
		way->to = to;
		/* Over a step that may be left out, or once more where that is allowed. */
		way->look = real->planned == real->times.count ? FLOW_WAY_TAKEN : FLOW_WAY_OTHER;
		flow->look[way->look] = true;
		say_times(flow, way, &real->times);
		shown++;
	}
	flow->hidden_ways = count - shown;
}

static void say_stages(struct flow *flow)
{
	const struct jrt_flow *declared = flow->flow;

	for (size_t i = 0; i < declared->step_count; i++)
		if (declared->step[i].stage_number >= flow->stage_count)
			flow->stage_count = declared->step[i].stage_number + 1;
	flow->stage = JB_NEW_ARRAY(flow->arena, struct flow_stage, flow->stage_count);
	for (size_t i = 0; i < declared->step_count; i++) {
		struct sheet_lines *title = flow->stage[declared->step[i].stage_number].title;
		struct jb_text stage = declared->step[i].stage;

		if (title->list.count || !stage.size)
			continue;
		sheet_add(flow->sheet, &title[0], JY_ROLE_T_LANE, SHEET_NO_SIGN, stage,
			  FLOW_NODE_ROOM);
		sheet_add(flow->sheet, &title[1], JY_ROLE_T_LANE, SHEET_NO_SIGN,
			  jb_text_printf(flow->arena, "%.*s, continued", JB_ARG(stage)),
			  FLOW_NODE_ROOM);
	}
}

void flow_say(struct flow *flow)
{
	say_stages(flow);
	say_steps(flow);
	say_declared(flow);
	if (!flow->conformance)
		return;
	say_strangers(flow);
	say_others(flow);
}
