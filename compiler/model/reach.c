/*
 * Bounds of figures by interval arithmetic, over the expression of a row, over the part that is
 * taken of it, and over the formula of parts and other metrics. Where an end cannot be told, or
 * would not fit into a number, there is none.
 */
#include "model/reach.h"

/* Lets share expressions, so a walk of a tree could take for ever: what lies beyond is
 * unbounded. */
#define WALK_MAX 2000

static const struct jy_reach anything = {.has_low = false};
static const struct jy_reach not_below_zero = {.has_low = true};

static struct jy_reach between(jb_fix low, jb_fix high)
{
	return (struct jy_reach){.has_low = true, .has_high = true, .low = low, .high = high};
}

/* ---- intervals ---- */

static bool fits(jb_i128 value)
{
	return value > INT64_MIN && value <= INT64_MAX;
}

static void set_low(struct jy_reach *reach, bool known, jb_i128 value)
{
	reach->has_low = known && fits(value);
	reach->low = reach->has_low ? (jb_fix)value : 0;
}

static void set_high(struct jy_reach *reach, bool known, jb_i128 value)
{
	reach->has_high = known && fits(value);
	reach->high = reach->has_high ? (jb_fix)value : 0;
}

static struct jy_reach add(struct jy_reach a, struct jy_reach b)
{
	struct jy_reach out;

	set_low(&out, a.has_low && b.has_low, (jb_i128)a.low + b.low);
	set_high(&out, a.has_high && b.has_high, (jb_i128)a.high + b.high);
	return out;
}

static struct jy_reach negative(struct jy_reach a)
{
	struct jy_reach out;

	set_low(&out, a.has_high, -(jb_i128)a.high);
	set_high(&out, a.has_low, -(jb_i128)a.low);
	return out;
}

static bool is_positive(struct jy_reach reach)
{
	return reach.has_low && reach.low >= 0;
}

/* Rounded outwards by a millionth, so that a bound never lies inside. */
static jb_i128 product(jb_fix a, jb_fix b, int outwards)
{
	jb_i128 exact = (jb_i128)a * b, whole = exact / JB_FIX_ONE;

	return exact % JB_FIX_ONE ? whole + outwards : whole;
}

static struct jy_reach multiply(struct jy_reach a, struct jy_reach b)
{
	struct jy_reach out = anything;
	jb_fix x[2] = {a.low, a.high}, y[2] = {b.low, b.high};

	if (is_positive(a) && is_positive(b)) {
		set_low(&out, true, product(a.low, b.low, -1));
		set_high(&out, a.has_high && b.has_high, product(a.high, b.high, 1));
		return out;
	}
	if (!a.has_low || !a.has_high || !b.has_low || !b.has_high)
		return anything;
	set_low(&out, true, product(x[0], y[0], -1));
	set_high(&out, true, product(x[0], y[0], 1));
	for (int i = 1; i < 4; i++) {
		jb_i128 low = product(x[i / 2], y[i % 2], -1),
			high = product(x[i / 2], y[i % 2], 1);

		if (out.has_low && low < out.low)
			set_low(&out, true, low);
		if (out.has_high && high > out.high)
			set_high(&out, true, high);
	}
	return out;
}

/* By a written number the ends are divided; otherwise no more is known than the sign. */
static struct jy_reach divide(struct jy_reach a, struct jy_reach b)
{
	struct jy_reach out = anything;

	if (b.has_low && b.has_high && b.low == b.high && b.low > 0) {
		set_low(&out, a.has_low, (jb_i128)a.low * JB_FIX_ONE / b.low - 1);
		set_high(&out, a.has_high, (jb_i128)a.high * JB_FIX_ONE / b.low + 1);
		if (is_positive(a) && out.low < 0)
			out.low = 0;
		return out;
	}
	return is_positive(a) && is_positive(b) ? not_below_zero : anything;
}

/* ---- of one row ---- */

static struct jy_reach of_expr(const struct jy_metric *metric, const struct jy_expr *expr,
			       unsigned *budget);

static struct jy_reach of_column(const struct jrt_column *column)
{
	if (column->bounded)
		return between(column->low, column->high);
	/* A negative length of time is no length, though a file may hold one. */
	if (column->type == JRT_COUNT || column->type == JRT_DURATION)
		return not_below_zero;
	return anything;
}

static struct jy_reach of_operation(const struct jy_metric *metric, const struct jy_expr *expr,
				    unsigned *budget)
{
	struct jy_reach a = of_expr(metric, expr->a, budget), b = of_expr(metric, expr->b, budget);

	switch (expr->op) {
	case JRT_OP_ADD: return add(a, b);
	case JRT_OP_SUBTRACT: return add(a, negative(b));
	case JRT_OP_MULTIPLY: return multiply(a, b);
	default: return divide(a, b);
	}
}

static struct jy_reach of_expr(const struct jy_metric *metric, const struct jy_expr *expr,
			       unsigned *budget)
{
	if (!expr || *budget == 0)
		return anything;
	*budget -= 1;
	switch (expr->op) {
	case JRT_OP_COLUMN: return of_column(&metric->source->column[expr->k]);
	case JRT_OP_CONSTANT: return between(expr->k, expr->k);
	case JRT_OP_NEGATE: return negative(of_expr(metric, expr->a, budget));
	case JRT_OP_SPAN:
	case JRT_OP_OPEN_SPAN: return not_below_zero;
	case JRT_OP_ADD:
	case JRT_OP_SUBTRACT:
	case JRT_OP_MULTIPLY:
	case JRT_OP_DIVIDE: return of_operation(metric, expr, budget);
	default: return anything;
	}
}

/* ---- of many rows ---- */

static struct jy_reach of_sum(const struct jy_metric *metric, const struct jy_expr *expr)
{
	unsigned budget = WALK_MAX;

	if (expr && expr->type == JRT_FLAG)
		return not_below_zero;
	return is_positive(of_expr(metric, expr, &budget)) ? not_below_zero : anything;
}

static struct jy_reach of_part(const struct jy_metric *metric, const struct jy_part *part)
{
	unsigned budget = WALK_MAX;

	switch (part->kind) {
	case JRT_PART_COUNT:
	case JRT_PART_DISTINCT:
	case JRT_PART_SPREAD: return not_below_zero;
	case JRT_PART_TIME:
	case JRT_PART_SHARE: return between(0, JB_FIX_ONE);
	case JRT_PART_NET: return between(-100 * JB_FIX_ONE, 100 * JB_FIX_ONE);
	case JRT_PART_SUM: return of_sum(metric, part->a);
	case JRT_PART_SUM_SHARE: return divide(of_sum(metric, part->a), of_sum(metric, part->b));
	default: return of_expr(metric, part->a, &budget);
	}
}

/* ---- of a formula ---- */

static struct jy_reach of_step(const struct jy_metric *metric, const struct jy_formula *step)
{
	switch (step->op) {
	case JRT_F_PART:
	case JRT_F_PERCENTILE: return of_part(metric, &metric->part[step->part]);
	case JRT_F_STOCK: return of_sum(metric, metric->part[step->part].a);
	case JRT_F_METRIC: return jy_metric_reach(step->metric);
	default: return between(step->argument, step->argument);
	}
}

static struct jy_reach of_two(enum jrt_formula_op op, struct jy_reach a, struct jy_reach b)
{
	switch (op) {
	case JRT_F_ADD: return add(a, b);
	case JRT_F_SUBTRACT: return add(a, negative(b));
	case JRT_F_MULTIPLY: return multiply(a, b);
	default: return divide(a, b);
	}
}

/* Steps that leave a value on the stack and take none. */
static bool is_operand(enum jrt_formula_op op)
{
	return op == JRT_F_PART || op == JRT_F_PERCENTILE || op == JRT_F_METRIC ||
	       op == JRT_F_NUMBER || op == JRT_F_STOCK;
}

/* Formulas that need more values at once are taken as unbounded. */
#define STACK_MAX 32

struct jy_reach jy_metric_reach(const struct jy_metric *metric)
{
	struct jy_reach stack[STACK_MAX];
	size_t depth = 0;

	if (metric->grouping == JRT_GROUPS_SHARE)
		return between(0, JB_FIX_ONE);
	if (metric->grouping == JRT_GROUPS_STANDING) /* in deviations, whatever its metric is in */
		return anything;
	for (size_t i = 0; i < metric->formula_count; i++) {
		const struct jy_formula *step = &metric->formula[i];

		if (is_operand(step->op)) {
			if (depth == STACK_MAX)
				return anything;
			stack[depth++] = of_step(metric, step);
		} else if (step->op == JRT_F_COMPOUND) {
			if (depth < 1)
				return anything;
			stack[depth - 1] = anything;
		} else if (step->op == JRT_F_WEIGH) {
			if (depth < 3)
				return anything;
			depth -= 2;
			stack[depth - 1] =
				add(stack[depth - 1], multiply(stack[depth], stack[depth + 1]));
		} else {
			if (depth < 2)
				return anything;
			depth--;
			stack[depth - 1] = of_two(step->op, stack[depth - 1], stack[depth]);
		}
	}
	return depth == 1 ? stack[0] : anything;
}
