/*
 * Credits, bonuses and points: when each is owed, by which step it grows, what caps it. Ranges are
 * in the unit of the guarantee's figure; an agreement itself has no figure but its points.
 */
#include "model/money.h"
#include "model/types.h"

struct paying {
	struct jy_money *money;
	struct jy_builder *builder;
	const struct jy_metric *metric; /* of the guarantee; NULL: of the agreement, or wrong */
	const struct jy_node *node;
};

static bool report(struct paying *pay, enum jy_code code, const struct jy_node *at,
		   const char *message, const char *help)
{
	struct jy_diag *diag = jy_diag_error(pay->builder->diags, code, at->span, "%s", message);

	jy_diag_help(pay->builder->diags, diag, "%s", help);
	return false;
}

/* ---- when ---- */

/* A RANGE without a unit, of points. */
bool jy_money_points_range(struct jy_builder *builder, const struct jy_node *range,
			   struct jrt_bounds *out)
{
	const struct jy_node *end[] = {jy_kid(range, JY_RANGE_LOW), jy_kid(range, JY_RANGE_HIGH)};
	uint64_t value[2] = {0, 0};

	for (int i = 0; i < 2; i++)
		if (end[i] &&
		    !jy_builder_whole(builder, end[i], "a number of points", 0, &value[i]))
			return false;
	if ((end[0] && value[0] > UINT32_MAX) || (end[1] && value[1] > UINT32_MAX))
		return false;
	*out = (struct jrt_bounds){
		.has_low = end[0] != NULL,
		.low_in = end[0] && !(range->flags & JY_F_LOW_OUT),
		.has_high = end[1] != NULL,
		.high_in = end[1] && !(range->flags & JY_F_HIGH_OUT),
		.low = (jb_fix)value[0] * JB_FIX_ONE,
		.high = (jb_fix)value[1] * JB_FIX_ONE,
	};
	return true;
}

static bool level_of(struct paying *pay, const struct jy_node *node, enum jrt_level *level)
{
	const struct jy_guarantee *guarantee = pay->money->guarantee;
	bool minimum = jy_word(jy_kid(node, 0)) == JY_W_MINIMUM;

	*level = minimum ? JRT_LEVEL_MINIMUM : JRT_LEVEL_EXPECTED;
	if (!guarantee)
		return report(pay, JY_D_MONEY_PLACE, node, "an agreement has no level of its own",
			      "write this into the guarantee whose level is meant");
	if ((minimum ? guarantee->minimum : guarantee->expected) || guarantee->decl.damaged ||
	    (!guarantee->expected && !guarantee->minimum))
		return true;
	return report(pay, JY_D_MONEY_LEVEL, node,
		      minimum ? "this guarantee has no minimum" : "this guarantee expects nothing",
		      minimum ? "add `minimum …`, or write `when expected missed`"
			      : "add `expected …`, or write `when minimum missed`");
}

static bool read_range(struct paying *pay, const struct jy_node *range, struct jrt_bounds *out)
{
	if (!pay->money->guarantee)
		return report(
			pay, JY_D_MONEY_PLACE, range,
			"an agreement has no figure that could lie in this range",
			"write this into a guarantee, or look at points: `when points 10 to 14`");
	return jy_check_range(pay->builder, pay->metric, range, out);
}

static bool read_points_in(struct paying *pay, const struct jy_node *node, struct jrt_bounds *out)
{
	if (pay->money->guarantee)
		return report(pay, JY_D_MONEY_PLACE, node,
			      "points are those of all guarantees together",
			      "write this into the agreement, beside its guarantees");
	return jy_money_points_range(pay->builder, jy_kid(node, JY_POINTS_IN_RANGE), out);
}

static bool read_when(struct paying *pay, const struct jy_node *when, enum jrt_pay_when *kind,
		      enum jrt_level *level, struct jrt_bounds *range)
{
	switch (when->kind) {
	case JY_N_RANGE: *kind = JRT_PAY_IN; return read_range(pay, when, range);
	case JY_N_LEVEL_MISSED: *kind = JRT_PAY_MISSED; return level_of(pay, when, level);
	case JY_N_LEVEL_MET: *kind = JRT_PAY_MET; return level_of(pay, when, level);
	case JY_N_POINTS_IN: *kind = JRT_PAY_POINTS; return read_points_in(pay, when, range);
	default: return false;
	}
}

/* ---- by steps ---- */

static bool read_distance(struct paying *pay, struct jrt_payment *out, const struct jy_node *per)
{
	const struct jy_node *distance = jy_kid(per, JY_PER_STEP_DISTANCE);

	if (!distance)
		return report(pay, JY_D_MONEY_STEP, per,
			      "nothing says from where these steps are counted",
			      "write `short of expected`, `short of minimum` or `above expected`");
	out->distance = jy_is(distance, JY_N_BEYOND) ? JRT_DISTANCE_BEYOND : JRT_DISTANCE_SHORT;
	return level_of(pay, distance, &out->distance_level);
}

/* A step of a share is a difference of shares, and `1%` of it may be two things. */
static bool report_percent(struct paying *pay, const struct jy_node *step)
{
	struct jb_text number = jy_builder_written(pay->builder, step->span);
	struct jy_diag *diag;

	while (number.size && number.at[number.size - 1] == '%')
		number.size--;
	diag = jy_diag_error(pay->builder->diags, JY_D_MONEY_STEP, step->span,
			     "this step may be of percentage points or of the level");
	jy_diag_note(pay->builder->diags, diag,
		     "88%% is 2 percentage points short of 90%%, and 2.2%% of 90%% short of it");
	jy_diag_help(pay->builder->diags, diag, "write `%.*spp`, or `%.*s%% of expected`",
		     JB_ARG(number), JB_ARG(number));
	return false;
}

static bool read_amount(struct paying *pay, struct jrt_payment *out, const struct jy_node *step)
{
	struct jy_typed want;
	struct jb_text example;

	if (!pay->metric || step->flags & JY_F_DAMAGED)
		return false;
	want = jy_metric_typed(pay->metric);
	if (want.type == JRT_SHARE && jy_is(step, JY_N_PERCENT))
		return report_percent(pay, step);
	want.difference = want.type == JRT_SHARE;
	if (jy_literal_value(step, want, &out->step) && out->step > 0)
		return true;
	example = jy_type_example(pay->builder->arena, want);
	return report(pay, JY_D_MONEY_STEP, step,
		      "this is no step between two figures of this guarantee",
		      jb_text_printf(pay->builder->arena,
				     "write for example `per full %.*s short of expected`",
				     JB_ARG(example))
			      .at);
}

static bool read_point(struct paying *pay, struct jrt_payment *out, const struct jy_node *per)
{
	if (pay->money->guarantee)
		return report(pay, JY_D_MONEY_PLACE, per,
			      "points are those of all guarantees together",
			      "write this into the agreement, beside its guarantees");
	if (jy_kid(per, JY_PER_STEP_DISTANCE))
		return report(pay, JY_D_MONEY_STEP, per, "points are counted from none on",
			      "write `per point` alone");
	out->distance = JRT_DISTANCE_POINTS;
	out->step = JB_FIX_ONE;
	out->full = true;
	return true;
}

static bool read_fullness(struct paying *pay, struct jrt_payment *out, const struct jy_node *per)
{
	bool full = jy_kid(per, JY_PER_STEP_FULL) != NULL;
	bool pro_rata = jy_kid(per, JY_PER_STEP_PRO_RATA) != NULL;

	out->full = full;
	if (full != pro_rata)
		return true;
	return report(pay, JY_D_MONEY_STEP, per,
		      full ? "steps are counted when full, or pro rata"
			   : "nothing says whether a part of a step counts",
		      "write `per full …` to count full steps, or `per … pro rata` to count parts");
}

static bool read_per(struct paying *pay, struct jrt_payment *out, const struct jy_node *per)
{
	const struct jy_node *step = jy_kid(per, JY_PER_STEP_STEP);

	if (jy_is(step, JY_N_WORD))
		return read_point(pay, out, per);
	if (!pay->money->guarantee)
		return report(pay, JY_D_MONEY_PLACE, per,
			      "an agreement has no figure that could be short of anything",
			      "write this into a guarantee, or `per point`");
	if (jy_is(step, JY_N_PART_OF_EXPECTED)) {
		out->step = jy_kid(step, 0) ? jy_kid(step, 0)->value : 0;
		out->step_of_level = true;
		if (out->step <= 0)
			return false;
	} else if (!step || !read_amount(pay, out, step)) {
		return false;
	}
	return read_fullness(pay, out, per) && read_distance(pay, out, per);
}

/* ---- together ---- */

static struct paying paying_of(struct jy_money *money, const struct jy_node *node)
{
	return (struct paying){
		.money = money,
		.builder = money->builder,
		.metric = money->guarantee ? jy_guarantee_metric(money->guarantee) : NULL,
		.node = node,
	};
}

/* Without a figure, which is reported, nothing can be said of what looks at it. */
static bool has_figure(const struct paying *pay)
{
	return !pay->money->guarantee || pay->metric;
}

bool jy_money_payment(struct jy_money *money, struct jy_payment *payment,
		      const struct jy_node *node)
{
	struct paying pay = paying_of(money, node);
	const struct jy_node *when = jy_kid(node, JY_CREDIT_WHEN),
			     *per = jy_kid(node, JY_CREDIT_PER);
	const struct jy_node *cap = jy_kid(node, JY_CREDIT_CAP);
	struct jrt_payment *out = &payment->plain;
	bool good;

	*payment = (struct jy_payment){.span = node->span, .when = when ? when->span : node->span};
	out->bonus = jy_is(node, JY_N_BONUS);
	out->text = jy_builder_written(money->builder, node->span);
	good = jy_money_sum(money, jy_kid(node, JY_CREDIT_AMOUNT), JY_OF_ALL, &out->sum);
	if (cap) {
		out->has_cap = true;
		good = jy_money_sum(money, cap, JY_OF_ALL, &out->cap) && good;
	}
	if (!has_figure(&pay))
		return false;
	out->when = JRT_PAY_ALWAYS;
	if (when)
		good = read_when(&pay, when, &out->when, &out->level, &out->range) && good;
	return (!per || read_per(&pay, out, per)) && good;
}

bool jy_money_points(struct jy_money *money, struct jy_points *points, const struct jy_node *node)
{
	struct paying pay = paying_of(money, node);
	const struct jy_node *when = jy_kid(node, JY_POINTS_WHEN_WHEN);
	struct jrt_points *out = &points->plain;
	uint64_t number;

	*points = (struct jy_points){.span = node->span, .when = when ? when->span : node->span};
	if (!when || !has_figure(&pay) ||
	    !jy_builder_whole(money->builder, jy_kid(node, JY_POINTS_WHEN_NUMBER),
			      "a number of points", 0, &number))
		return false;
	if (number > 1000000)
		return report(&pay, JY_D_MONEY_STEP, node, "this is more than a million points",
			      "write fewer");
	if (!jy_is(when, JY_N_RANGE) && !jy_is(when, JY_N_LEVEL_MISSED))
		return report(&pay, JY_D_MONEY_PLACE, when, "points are for what is missed",
			      "write `when expected missed`, or the range of the figure");
	out->points = (uint32_t)number;
	return read_when(&pay, when, &out->when, &out->level, &out->range);
}
