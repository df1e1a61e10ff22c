/*
 * A plan for an audit: every `reported` column as it stands, what it reports computed anew over the
 * same periods, and other readings of the same formula, by period and by day. Nothing else is
 * measured, and nothing is judged.
 */
#include "plan/lowering.h"
#include "plan/readings.h"

/* One column. */
struct audit {
	struct jy_lowering *lowering;
	const struct jy_source *source;
	size_t column;
	const struct jy_metric *metric;
	uint32_t periods, days;
	struct jy_span span;
};

typedef JB_VEC(struct jrt_reading) reading_list;
typedef JB_VEC(struct jrt_reported) reported_list;

static bool measure(const struct audit *audit, const struct jy_metric *metric, uint32_t periods,
		    uint32_t *meter)
{
	const struct jy_scope_rows all = {0};

	*meter = JRT_NONE;
	return periods != JRT_NONE && jy_lowering_measure(audit->lowering, metric, &all, periods,
							  true, NULL, 0, audit->span, meter);
}

/* Days are asked for only where rows have an instant: a row that stands for a month has no day. */
static uint32_t days_of(struct jy_lowering *lowering, const struct jy_source *report,
			const struct jy_metric *metric)
{
	struct jy_period day = {.given = true,
				.spec = {.unit = JRT_DAY, .first_month = 1, .first_day = 1},
				.zone = report->row_period.zone};
	struct jy_period *kept;

	if (!metric->source || metric->source->plain.row_covers ||
	    report->row_period.spec.unit == JRT_DAY)
		return JRT_NONE;
	kept = JB_NEW(lowering->arena, struct jy_period);
	*kept = day;
	return jy_lowering_period(lowering, kept);
}

static void add_reading(const struct audit *audit, const struct jy_metric *metric,
			struct jb_text text, reading_list *out)
{
	struct jrt_reading reading = {.text = text};

	if (!measure(audit, metric, audit->periods, &reading.meter))
		return;
	measure(audit, metric, audit->days, &reading.by_day);
	*jb_push(audit->lowering->arena, out) = reading;
}

static void add_formula_readings(const struct audit *audit, reading_list *out)
{
	struct jy_readings readings =
		jy_plan_readings(audit->lowering->arena, audit->lowering->diags, audit->metric);

	for (size_t i = 0; i < readings.count; i++)
		add_reading(audit, readings.at[i].metric, readings.at[i].text, out);
}

static bool is_another_reading(const struct jy_metric *metric, const struct jy_metric *of)
{
	return metric != of && metric->can_measure && metric->source == of->source &&
	       metric->type == of->type && metric->part_count == 1 &&
	       metric->grouping == JRT_GROUPS_NONE && !metric->library;
}

/* Other metrics of the program that are in the same unit: one of them may be what was reported. */
static void add_metrics(const struct audit *audit, reading_list *out)
{
	const struct jy_model *model = audit->lowering->model;
	const size_t most = out->count + JY_READINGS_MAX;

	for (size_t i = 0; i < model->metrics.count && out->count < most; i++) {
		const struct jy_metric *metric = model->metrics.at[i];

		if (is_another_reading(metric, audit->metric))
			add_reading(audit, metric,
				    jb_text_printf(audit->lowering->arena, "as `%.*s`",
						   JB_ARG(metric->decl.name)),
				    out);
	}
}

/* What the agreements tolerate in figures of this type; the narrowest. */
static void set_tolerance(const struct audit *audit, struct jrt_reported *out)
{
	const struct jy_model *model = audit->lowering->model;

	for (size_t i = 0; i < model->agreements.count; i++) {
		const struct jy_agreement *agreement = model->agreements.at[i];

		if (agreement->audit_differs < 0 || agreement->audit_type != audit->metric->type ||
		    (out->has_tolerance && out->tolerance <= agreement->audit_differs))
			continue;
		out->has_tolerance = true;
		out->tolerance = agreement->audit_differs;
	}
}

static void set_shown(const struct audit *audit, struct jrt_reported *out)
{
	const struct jrt_column *read = &audit->source->plain.column[audit->column];

	out->digit = (jb_fix)((jb_i128)JB_FIX_ONE * read->scale_num / read->scale_den);
	if (!audit->source->shown)
		return;
	out->step = audit->source->shown[audit->column].step;
	out->rounding = audit->source->shown[audit->column].rounding;
}

static void add_column(struct audit *audit, reported_list *out)
{
	struct jy_lowering *lowering = audit->lowering;
	struct jrt_reported reported = {
		.name = jy_plan_reported_name(lowering->arena, audit->source, audit->column),
		.title = audit->metric->decl.title,
		.place = jy_lowering_place(lowering, audit->span),
	};
	reading_list readings = {0};

	audit->periods = jy_lowering_period(lowering, &audit->source->row_period);
	audit->days = days_of(lowering, audit->source, audit->metric);
	if (!measure(audit, audit->metric, audit->periods, &reported.computed) ||
	    !measure(audit, jy_lowering_as_reported(lowering, audit->source, audit->column),
		     audit->periods, &reported.said))
		return;
	measure(audit, audit->metric, audit->days, &reported.by_day);
	set_tolerance(audit, &reported);
	set_shown(audit, &reported);
	add_formula_readings(audit, &readings);
	add_metrics(audit, &readings);
	reported.reading = readings.at;
	reported.reading_count = readings.count;
	*jb_push(lowering->arena, out) = reported;
}

static void add_source(struct jy_lowering *lowering, const struct jy_source *source,
		       reported_list *out)
{
	if (!source->plain.row_covers || !source->row_period.zone.size || !source->reported)
		return;
	for (size_t k = 0; k < source->plain.column_count && !lowering->full; k++) {
		struct audit audit = {
			.lowering = lowering,
			.source = source,
			.column = k,
			.metric = source->reported[k],
			.span = source->column_decl[k].span,
		};

		if (audit.metric && audit.metric->can_measure)
			add_column(&audit, out);
	}
}

const struct jrt_reported *jy_lower_audits(struct jy_lowering *lowering, size_t *count)
{
	reported_list list = {0};

	for (size_t i = 0; i < lowering->model->sources.count; i++)
		add_source(lowering, lowering->model->sources.at[i], &list);
	*count = list.count;
	return list.at;
}
