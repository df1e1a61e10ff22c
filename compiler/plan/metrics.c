/*
 * Metrics and the meters that count them. A metric is lowered once, at its first use; a meter is a
 * metric over a scope, for one way of cutting time, less what relief takes out.
 */
#include "plan/lowering.h"

static struct jrt_part lower_part(struct jy_program *main, const struct jy_part *part)
{
	struct jrt_part out = {
		.kind = part->kind,
		.among = part->among ? jy_program_expr(main, part->among) : JRT_NONE,
		.a = part->a ? jy_program_expr(main, part->a) : JRT_NONE,
		.b = part->b ? jy_program_expr(main, part->b) : JRT_NONE,
		.type = part->a ? part->a->type : JRT_COUNT,
		.rounding = part->rounding,
		.rounding_step = part->rounding_step,
		.b_type_is = part->b ? (uint32_t)part->b->type : 0,
	};

	if (part->approximate) {
		out.approximate = true;
		out.a = jy_program_step(
			main,
			(struct jrt_step){.op = JRT_OP_APPROXIMATE, .type = out.type, .a = out.a});
	}
	if (part->kind == JRT_PART_TIME) {
		jy_program_expr(main, part->interval); /* a negative one is the row's error */
		out.calendar = jy_lowering_calendar(main->lowering, part->calendar);
		out.outside = part->outside;
	}
	out.windows = jy_program_windows(main, part->among) | jy_program_windows(main, part->a) |
		      jy_program_windows(main, part->b);
	if (part->kind == JRT_PART_DISTINCT && part->a->op == JRT_OP_COLUMN)
		main->source->column[part->a->k].key = true;
	return out;
}

static void lower_parts(struct jy_lowering *lowering, const struct jy_metric *metric,
			struct jrt_metric *out)
{
	struct jrt_part *part =
		JB_NEW_ARRAY(lowering->arena, struct jrt_part, metric->part_count + 1);
	struct jy_source_lowering *source;

	out->source = JRT_NONE;
	if (!metric->part_count)
		return;
	source = jy_lowering_source(lowering, metric->source);
	out->source = (uint32_t)(source - lowering->source);
	for (size_t i = 0; i < metric->part_count; i++)
		part[i] = lower_part(&source->main, &metric->part[i]);
	out->part = part;
	out->part_count = metric->part_count + jy_lowering_add_spread(lowering, metric, part);
}

static void lower_formula(struct jy_lowering *lowering, const struct jy_metric *metric,
			  struct jrt_metric *out)
{
	struct jrt_formula_step *step =
		JB_NEW_ARRAY(lowering->arena, struct jrt_formula_step, metric->formula_count);

	for (size_t i = 0; i < metric->formula_count; i++) {
		const struct jy_formula *from = &metric->formula[i];

		step[i] = (struct jrt_formula_step){
			.op = from->op,
			.k = from->op == JRT_F_METRIC ? jy_lowering_metric(lowering, from->metric)
						      : from->part,
			.argument = from->argument,
			.interpolated = from->interpolated,
			.stock = from->stock,
			.unit = from->unit,
		};
	}
	out->formula = step;
	out->formula_count = metric->formula_count;
}

static void add_definition(struct jb_buf *out, const struct jy_metric *metric)
{
	jb_buf_printf(out, "; %.*s: %.*s", JB_ARG(metric->decl.name), JB_ARG(metric->definition));
	for (size_t i = 0; i < metric->formula_count; i++)
		if (metric->formula[i].op == JRT_F_METRIC)
			add_definition(out, metric->formula[i].metric);
}

/* What each group has is counted nowhere else, so its meaning stands in the definition too: states
 * of another meaning are not judged. */
static struct jb_text definition_of(struct jy_lowering *lowering, const struct jy_metric *metric)
{
	struct jb_buf out;

	if (metric->grouping == JRT_GROUPS_NONE)
		return metric->definition;
	jb_buf_init(&out, lowering->arena);
	jb_buf_add_text(&out, metric->definition);
	add_definition(&out, metric->grouped);
	return jb_buf_text(&out);
}

static void lower_grouping(struct jy_lowering *lowering, const struct jy_metric *metric,
			   struct jrt_grouping *out)
{
	const struct jy_metric *from = metric->grouped;
	struct jy_program *main;

	if (metric->grouping == JRT_GROUPS_NONE)
		return;
	*out = (struct jrt_grouping){
		.kind = metric->grouping,
		.what = metric->group_what,
		.key = JRT_NONE,
		.length = metric->group_length,
		.counted_at_least =
			metric->group_counted ? metric->group_counted : from->counted_at_least,
		.usable_at_least = from->usable_at_least > 0 ? from->usable_at_least : -1,
		.meets = metric->group_meets,
		.of = metric->group_of,
	};
	if (!metric->group_by)
		return;
	main = &jy_lowering_source(lowering, metric->source)->main;
	out->key = jy_program_expr(main, metric->group_by);
	out->type = metric->group_by->type;
	if (metric->group_by->op == JRT_OP_COLUMN)
		main->source->column[metric->group_by->k].key = true;
}

static uint32_t fresh_metric(struct jy_lowering *lowering, const struct jy_metric *metric)
{
	struct jrt_metric out = {
		.name = metric->decl.name,
		.title = metric->decl.title,
		.definition = definition_of(lowering, metric),
		.kind = metric->kind,
		.type = metric->type,
		.currency = metric->currency,
		.better = metric->better,
		.no_rows = metric->no_rows,
		.place = jy_lowering_place(lowering, metric->decl.span),
	};

	lower_parts(lowering, metric, &out);
	lower_formula(lowering, metric, &out);
	lower_grouping(lowering, metric, &out.grouping);
	*jb_push(lowering->arena, &lowering->metrics) = out;
	*jb_push(lowering->arena, &lowering->metered) = false;
	return (uint32_t)(lowering->metrics.count - 1);
}

uint32_t jy_lowering_metric(struct jy_lowering *lowering, const struct jy_metric *metric)
{
	struct jb_text key = JY_ADDRESS(metric);
	const uint64_t *known = jb_map_get(&lowering->metric_index, key);
	uint32_t number;

	if (known)
		return (uint32_t)*known;
	number = fresh_metric(lowering, metric);
	*jb_map_intern(&lowering->metric_index, &key, NULL) = number;
	return number;
}

static bool report_full(struct jy_lowering *lowering, struct jy_span span)
{
	struct jy_diag *diag;

	if (lowering->full)
		return false;
	lowering->full = true;
	diag = jy_diag_error(lowering->diags, JY_D_PLAN_LIMIT, span,
			     "here and before, more than %d figures are asked for", JY_METERS_MAX);
	jy_diag_note(lowering->diags, diag,
		     "a figure is one metric, over the rows of one place, by one kind of period");
	return false;
}

static bool report_unmeasured(struct jy_lowering *lowering, const struct jy_metric *metric,
			      struct jy_span span)
{
	struct jy_diag *diag;
	bool fresh;

	jb_map_intern(&lowering->unmeasured, &JY_ADDRESS(metric), &fresh);
	if (!fresh || !metric->cannot.size) /* without a reason it is wrong, which is reported */
		return false;
	diag = jy_diag_warn(lowering->diags, JY_D_METRIC_NOT_MEASURED, span,
			    "`%.*s` is understood, but not measured", JB_ARG(metric->decl.name));
	if (span.begin != metric->decl.span.begin || span.file != metric->decl.span.file)
		jy_diag_label(lowering->diags, diag, metric->decl.span, "declared here");
	jy_diag_note(lowering->diags, diag, "%.*s", JB_ARG(metric->cannot));
	return false;
}

/* The other metrics a value is computed from need meters over the same rows and periods. */
static bool measure_others(struct jy_lowering *lowering, const struct jy_metric *metric,
			   const struct jy_scope_rows *rows, const struct jrt_meter *like,
			   struct jy_span span)
{
	const struct jy_meter_want want = {
		.periods = like->periods,
		.relief = like->relief,
		.relief_count = like->relief_count,
		.surplus = like->surplus,
		.surplus_count = like->surplus_count,
	};
	uint32_t ignored;

	for (size_t i = 0; i < metric->formula_count; i++)
		if (metric->formula[i].op == JRT_F_METRIC &&
		    !jy_lowering_measure_less(lowering, metric->formula[i].metric, rows, &want,
					      span, &ignored))
			return false;
	return true;
}

/* False where the plan is full. */
static bool add_meter(struct jy_lowering *lowering, const struct jrt_meter *meter,
		      struct jy_span span, uint32_t *number)
{
	if (lowering->meters.count >= JY_METERS_MAX)
		return report_full(lowering, span);
	*number = (uint32_t)lowering->meters.count;
	*jb_push(lowering->arena, &lowering->meters) = *meter;
	*jy_lowering_meter_number(lowering, meter) = lowering->meters.count;
	lowering->metered.at[meter->metric] = true;
	return true;
}

bool jy_lowering_measure_less(struct jy_lowering *lowering, const struct jy_metric *metric,
			      const struct jy_scope_rows *rows, const struct jy_meter_want *want,
			      struct jy_span span, uint32_t *meter)
{
	struct jrt_meter out = {
		.periods = want->periods,
		.mask = JRT_NONE,
		.relief = want->relief,
		.relief_count = want->relief_count,
		.surplus = want->surplus,
		.surplus_count = want->surplus_count,
		.asked = want->asked,
	};
	uint64_t known;

	if (!metric->can_measure)
		return report_unmeasured(lowering, metric, span);
	if (lowering->full)
		return false;
	if (metric->part_count &&
	    !jy_lowering_mask(lowering, rows, metric->source, span, &out.mask))
		return false;
	out.metric = jy_lowering_metric(lowering, metric);
	out.scope = jy_lowering_scope(lowering, rows);
	known = *jy_lowering_meter_number(lowering, &out);
	if (known) {
		lowering->meters.at[known - 1].asked |= want->asked;
		*meter = (uint32_t)(known - 1);
		return true;
	}
	return measure_others(lowering, metric, rows, &out, span) &&
	       add_meter(lowering, &out, span, meter);
}

bool jy_lowering_measure(struct jy_lowering *lowering, const struct jy_metric *metric,
			 const struct jy_scope_rows *rows, uint32_t periods, bool asked,
			 const struct jrt_range *relief, size_t relief_count, struct jy_span span,
			 uint32_t *meter)
{
	return jy_lowering_measure_less(lowering, metric, rows,
					&(struct jy_meter_want){.periods = periods,
								.asked = asked,
								.relief = relief,
								.relief_count = relief_count},
					span, meter);
}

bool jy_lowering_like(struct jy_lowering *lowering, const struct jy_metric *metric,
		      const struct jrt_meter *like, struct jy_span span, uint32_t *meter)
{
	struct jrt_meter out = *like;
	uint64_t known;

	out.metric = jy_lowering_metric(lowering, metric);
	out.asked = false;
	known = *jy_lowering_meter_number(lowering, &out);
	*meter = (uint32_t)(known - 1);
	return known || add_meter(lowering, &out, span, meter);
}

/* The one zone of all journeys and agreements, or empty when there is none or more than one. */
static struct jb_text only_zone(const struct jy_model *model)
{
	struct jb_text zone = {0};

	for (size_t i = 0; i < model->journeys.count; i++) {
		struct jb_text own = model->journeys.at[i]->zone;

		if (own.size && zone.size && !jb_text_equal(own, zone))
			return (struct jb_text){0};
		if (own.size)
			zone = own;
	}
	for (size_t i = 0; i < model->agreements.count; i++) {
		struct jb_text own = model->agreements.at[i]->period.zone;

		if (own.size && zone.size && !jb_text_equal(own, zone))
			return (struct jb_text){0};
		if (own.size)
			zone = own;
	}
	return zone;
}

static bool is_judged(const struct jy_lowering *lowering, const struct jy_metric *metric)
{
	const uint64_t *at = jb_map_get(&lowering->metric_index, JY_ADDRESS(metric));

	return at && lowering->metered.at[*at];
}

/* A metric is measured over all rows of its source for the period it asks for, or its source does;
 * a metric that nobody judges is measured by the month where the file leaves no doubt about the
 * zone. */
static void measure_whole(struct jy_lowering *lowering, const struct jy_metric *metric)
{
	const struct jy_scope_rows all = {0};
	struct jy_period period = metric->every;
	uint32_t ignored;

	if (!period.given && metric->source)
		period = metric->source->every;
	if (period.given && !jy_lowering_days(lowering, metric->source, &period))
		return;
	if (!period.given && !is_judged(lowering, metric))
		period = (struct jy_period){
			.given = true,
			.spec = {.unit = JRT_MONTH},
			.zone = lowering->only_zone,
		};
	if (period.given && period.zone.size)
		jy_lowering_measure(lowering, metric, &all, jy_lowering_period(lowering, &period),
				    true, NULL, 0, metric->decl.span, &ignored);
}

void jy_lower_metrics(struct jy_lowering *lowering)
{
	lowering->only_zone = only_zone(lowering->model);
	for (size_t i = 0; i < lowering->model->metrics.count; i++) {
		const struct jy_metric *metric = lowering->model->metrics.at[i];

		if (lowering->full)
			return;
		if (metric->can_measure)
			measure_whole(lowering, metric);
		else if (metric->cannot.size)
			report_unmeasured(lowering, metric, metric->decl.span);
	}
}
