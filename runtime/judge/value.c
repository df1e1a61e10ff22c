/*
 * The value of a metric: its postfix formula over the parts' states and over other metrics, in
 * exact fractions. What is not measured stays so through every operation, with the first reason.
 *
 * A formula's n is the number of rows behind it: of a quotient the divisor's, otherwise the
 * smallest of its operands'.
 */
#include <assert.h>

#include "judge/band.h"
#include "judge/value_internal.h"

static struct jrt_measurement evaluate(struct jrt_judge *judge, uint32_t meter,
				       struct jrt_span span, size_t base);

static uint64_t smaller(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

static uint64_t larger(uint64_t a, uint64_t b)
{
	return a > b ? a : b;
}

static bool compute(enum jrt_formula_op op, struct jb_ratio a, struct jb_ratio b,
		    struct jb_ratio *out)
{
	switch (op) {
	case JRT_F_ADD: return jb_ratio_add(a, b, out);
	case JRT_F_SUBTRACT: return jb_ratio_sub(a, b, out);
	case JRT_F_MULTIPLY: return jb_ratio_mul(a, b, out);
	default: return jb_ratio_div(a, b, out);
	}
}

static double compute_real(enum jrt_formula_op op, double a, double b)
{
	switch (op) {
	case JRT_F_ADD: return a + b;
	case JRT_F_SUBTRACT: return a - b;
	case JRT_F_MULTIPLY: return a * b;
	default: return a / b;
	}
}

/* A sum that decimals of the report can write without loss. */
static bool is_decimal(struct jb_ratio value)
{
	return value.den > 0 && JB_FIX_ONE % value.den == 0;
}

static void keep_operands(struct jrt_term *out, const struct jrt_term *a, const struct jrt_term *b)
{
	if (!out->exact || !is_decimal(a->value) || !is_decimal(b->value))
		return;
	out->has_ratio = true;
	out->num = a->value;
	out->den = b->value;
}

static struct jrt_term combine(enum jrt_formula_op op, const struct jrt_term *a,
			       const struct jrt_term *b)
{
	struct jrt_term out = {.measured = a->measured && b->measured,
			       .exact = a->exact && b->exact,
			       .unusable = larger(a->unusable, b->unusable),
			       .not_due = larger(a->not_due, b->not_due),
			       .coverage = a->coverage > b->coverage ? a->coverage : b->coverage,
			       .provisional = a->provisional || b->provisional,
			       .over_tolerance = a->over_tolerance || b->over_tolerance};

	out.n = op == JRT_F_DIVIDE && b->n != JRT_TERM_NO_ROWS ? b->n : smaller(a->n, b->n);
	if (!out.measured) {
		out.reason = a->measured ? b->reason : a->reason;
	} else if (op == JRT_F_DIVIDE && (b->exact ? b->value.num == 0 : b->real == 0)) {
		out.measured = false;
		out.reason = JB_TEXT("what to divide by is zero");
	} else if (!out.exact) {
		out.real = compute_real(op, a->real, b->real);
	} else if (compute(op, a->value, b->value, &out.value)) {
		out.real = jb_ratio_double(out.value);
	} else {
		out.measured = false;
		out.reason = JB_TEXT("the numbers are too large to compute exactly");
	}
	if (out.measured)
		out.band = jrt_band_combine(op, a, b);
	if (out.measured && op == JRT_F_DIVIDE)
		keep_operands(&out, a, b);
	return out;
}

/* Rolling periods are not measured before they are full, unless `from the first` is said (S33). */
static bool is_full(const struct jrt_judge *judge, uint32_t meter, struct jrt_span span)
{
	const struct jrt_period_spec *spec =
		&judge->plan->periods[judge->plan->meter[meter].periods];

	return spec->rolling <= 1 || spec->from_first ||
	       jrt_cells_in(judge, meter, span).count >= spec->rolling;
}

static struct jrt_term of_metric(struct jrt_judge *judge, const struct jrt_meter *like,
				 uint32_t metric, struct jrt_span span, size_t base)
{
	uint32_t meter = jrt_cells_meter_beside(judge->plan, like, metric);

	if (meter == JRT_NONE)
		return jrt_term_unmeasured(jb_text_printf(
			judge->arena, "%.*s, of which it is made, is not measured here",
			JB_ARG(judge->plan->metric[metric].name)));
	if (!is_full(judge, meter, span))
		return jrt_term_unmeasured(jb_text_printf(
			judge->arena, "%.*s, of which it is made, is not there for all periods",
			JB_ARG(judge->plan->metric[metric].name)));
	struct jrt_measurement other = evaluate(judge, meter, span, base);
	return (struct jrt_term){
		.measured = other.measured,
		.exact = other.exact,
		.value = other.value,
		.real = other.real,
		.band = other.band,
		.n = other.n,
		.unusable = other.unusable,
		.not_due = other.not_due,
		.coverage = other.coverage,
		.provisional = other.provisional,
		.over_tolerance = other.over_tolerance,
		.reason = other.reason,
	};
}

/* No row at all, not even one whose value is unknown. */
static bool is_silent(const struct jrt_part_state *state)
{
	return state->unusable == 0 && state->not_due == 0;
}

static struct jrt_term operand(struct jrt_judge *judge, const struct jrt_cell *cell,
			       const struct jrt_formula_step *step, struct jrt_span span,
			       size_t base)
{
	const struct jrt_meter *meter = &judge->plan->meter[cell->meter];
	const struct jrt_metric *metric = &judge->plan->metric[meter->metric];
	bool zero = metric->no_rows == JRT_NO_ROWS_ZERO && cell->coverage <= JRT_COVERED_BY_ROWS &&
		    (step->op != JRT_F_PART || is_silent(&cell->part[step->k]));

	switch (step->op) {
	case JRT_F_PART: return jrt_part_value(&metric->part[step->k], &cell->part[step->k], zero);
	case JRT_F_PERCENTILE:
		return jrt_part_percentile(judge->arena, &metric->part[step->k],
					   &cell->part[step->k], step);
	case JRT_F_METRIC: return of_metric(judge, meter, step->k, span, base);
	case JRT_F_STOCK:
		return jrt_stock_value(judge, &metric->part[step->k], &cell->part[step->k], step,
				       judge->periods[meter->periods].zone);
	default: return jrt_term_exact(jb_ratio_of_fix(step->argument), JRT_TERM_NO_ROWS);
	}
}

static enum jrt_period_unit unit_of(const struct jrt_judge *judge, uint32_t meter)
{
	return judge->plan->periods[judge->plan->meter[meter].periods].unit;
}

struct jrt_term jrt_formula_value(struct jrt_judge *judge, const struct jrt_cell *cell,
				  struct jrt_span span, size_t base)
{
	const struct jrt_metric *metric =
		&judge->plan->metric[judge->plan->meter[cell->meter].metric];
	struct jrt_term *stack = judge->stack + base;
	size_t depth = 0;

	for (size_t i = 0; i < metric->formula_count; i++) {
		const struct jrt_formula_step *step = &metric->formula[i];
		struct jrt_term *top = stack + depth;

		if (step->op <= JRT_F_NUMBER) {
			*top = operand(judge, cell, step, span, base + depth);
			depth++;
		} else if (step->op == JRT_F_WEIGH) {
			assert(depth >= 3);
			struct jrt_term weighed = combine(JRT_F_MULTIPLY, top - 2, top - 1);
			top[-3] = combine(JRT_F_ADD, top - 3, &weighed);
			depth -= 2;
		} else if (step->op == JRT_F_COMPOUND) {
			assert(depth >= 1);
			top[-1] = jrt_compound(top - 1, unit_of(judge, cell->meter), span);
		} else {
			assert(depth >= 2);
			top[-2] = combine(step->op, top - 2, top - 1);
			depth--;
		}
	}
	assert(depth == 1);
	return stack[0];
}

static const struct jrt_metric *metric_of(const struct jrt_judge *judge, uint32_t meter)
{
	return &judge->plan->metric[judge->plan->meter[meter].metric];
}

static struct jrt_term value_of(struct jrt_judge *judge, const struct jrt_cell *cell,
				struct jrt_span span, size_t base)
{
	if (metric_of(judge, cell->meter)->grouping.kind != JRT_GROUPS_NONE)
		return jrt_groups_value(judge, cell, span, base);
	return jrt_formula_value(judge, cell, span, base);
}

static struct jrt_measurement measurement_of(const struct jrt_cell *cell, struct jrt_term term)
{
	return (struct jrt_measurement){
		.meter = cell->meter,
		.label = cell->label,
		.period = cell->period,
		.from = cell->from,
		.to = cell->to,
		.measured = term.measured,
		.exact = term.exact,
		.value = term.value,
		.real = term.real,
		.band = term.band,
		.has_ratio = term.measured && term.has_ratio,
		.num = term.num,
		.den = term.den,
		.n = term.n == JRT_TERM_NO_ROWS ? 0 : term.n,
		.unusable = term.unusable,
		.not_due = term.not_due,
		.coverage = cell->coverage > term.coverage ? cell->coverage : term.coverage,
		.provisional = cell->provisional || term.provisional,
		.over_tolerance = cell->over_tolerance || term.over_tolerance,
		.reason = term.reason,
		.entry = cell->entry,
		.grouped = term.grouped,
	};
}

static bool all_recorded(struct jrt_cells cells)
{
	for (size_t i = 0; i < cells.count; i++)
		if (cells.at[i].entry == 0)
			return false;
	return true;
}

static struct jrt_measurement evaluate(struct jrt_judge *judge, uint32_t meter,
				       struct jrt_span span, size_t base)
{
	struct jrt_cells cells = jrt_cells_in(judge, meter, span);

	if (cells.count == 0)
		return jrt_value_none(judge, meter);
	struct jrt_cell cell = jrt_cells_merge(judge, cells);
	struct jb_text unread = jrt_cells_unread(judge, judge->plan->meter[meter].metric);
	if (unread.size > 0)
		return measurement_of(&cell, jrt_term_unmeasured(unread));
	if (cell.coverage == JRT_COVERED_NOT) {
		struct jb_text reason = JB_TEXT("the data given does not reach this period");
		return measurement_of(&cell, jrt_term_unmeasured(reason));
	}
	struct jrt_measurement out = measurement_of(&cell, value_of(judge, &cell, span, base));
	out.has_groups = metric_of(judge, meter)->grouping.kind != JRT_GROUPS_NONE;
	out.has_worst = out.measured && metric_of(judge, meter)->grouping.kind == JRT_GROUPS_WORST;
	out.recorded = all_recorded(cells);
	if (cells.count == 1)
		out.cell = cells.at;
	return out;
}

struct jrt_measurement jrt_value_over(struct jrt_judge *judge, uint32_t meter, struct jrt_span span)
{
	return evaluate(judge, meter, span, 0);
}

static struct jb_text label_of(struct jrt_judge *judge, const struct jrt_periods *periods,
			       int64_t period)
{
	struct jb_buf buf;

	jb_buf_init(&buf, judge->arena);
	jrt_period_add_label(periods, period, &buf);
	return jb_buf_text(&buf);
}

struct jrt_measurement jrt_value_in(struct jrt_judge *judge, uint32_t meter, int64_t period)
{
	uint32_t rule = judge->plan->meter[meter].periods;
	const struct jrt_period_spec *spec = &judge->plan->periods[rule];
	struct jrt_span span = jrt_cells_span(judge, meter, period);
	struct jrt_measurement out = evaluate(judge, meter, span, 0);
	uint64_t found = jrt_cells_in(judge, meter, span).count;

	if (spec->rolling <= 1)
		return out;
	out.cell = NULL;
	out.period = period;
	out.label = label_of(judge, &judge->periods[rule], period);
	bool unread = jrt_cells_unread(judge, judge->plan->meter[meter].metric).size > 0;
	if (!is_full(judge, meter, span) && !unread) {
		out.measured = out.has_ratio = false;
		out.reason = jb_text_printf(judge->arena, "%llu of %u periods are there so far",
					    (unsigned long long)found, (unsigned)spec->rolling);
	}
	return out;
}

struct jrt_measurement jrt_value_none(struct jrt_judge *judge, uint32_t meter)
{
	const struct jrt_plan *plan = judge->plan;
	uint32_t metric = plan->meter[meter].metric;
	uint32_t absent = jrt_cells_source(judge, metric, jrt_cells_no_file);
	struct jrt_measurement out = {.meter = meter, .coverage = JRT_COVERED_NOT};

	out.reason = jrt_cells_unread(judge, metric);
	if (out.reason.size == 0)
		out.reason = JB_TEXT("the data given holds no period of it");
	if (absent != JRT_NONE)
		out.reason = jb_text_printf(judge->arena, "no data was given for %.*s",
					    JB_ARG(plan->source[absent].name));
	return out;
}
