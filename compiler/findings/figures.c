/*
 * The program and its results side by side. Both name their criteria and metrics alike; of a
 * criterion for each site the plan's name has the site behind a slash.
 */
#include "findings/figures.h"

#include "judge/figure.h"

static void declare(struct jy_figures *figures, const struct jy_criterion *criterion,
		    const struct jy_agreement *agreement)
{
	bool fresh;
	uint64_t *at;

	if (!criterion || !criterion->metric)
		return;
	at = jb_map_put(&figures->criteria, criterion->name, &fresh);
	if (!fresh)
		return;
	*at = figures->declared.count;
	*jb_push(figures->arena, &figures->declared) = (struct jy_declared){criterion, agreement};
}

static void declare_all(struct jy_figures *figures, const struct jy_criterion *criterion,
			size_t count)
{
	for (size_t i = 0; i < count; i++)
		declare(figures, &criterion[i], NULL);
}

static void declare_journey(struct jy_figures *figures, const struct jy_journey *journey)
{
	declare_all(figures, journey->outcome, journey->outcome_count);
	for (size_t i = 0; i < journey->stage_count; i++) {
		const struct jy_stage *stage = &journey->stage[i];

		declare_all(figures, stage->success, stage->success_count);
		for (size_t k = 0; k < stage->touchpoint_count; k++)
			declare_all(figures, stage->touchpoint[k].success,
				    stage->touchpoint[k].success_count);
	}
}

static void declare_agreement(struct jy_figures *figures, const struct jy_agreement *agreement)
{
	for (size_t i = 0; i < agreement->guarantee_count; i++) {
		declare(figures, agreement->guarantee[i].expected, agreement);
		declare(figures, agreement->guarantee[i].minimum, agreement);
	}
}

static void index_results(struct jy_figures *figures)
{
	const struct jrt_judged *judged = figures->judged;
	const struct jrt_plan *plan = figures->plan;

	figures->verdict = JB_NEW_ARRAY(figures->arena, size_t, plan->criterion_count + 1);
	figures->measurement = JB_NEW_ARRAY(figures->arena, size_t, plan->meter_count + 1);
	for (size_t i = judged->verdict_count; i-- > 0;)
		figures->verdict[judged->verdict[i].criterion] = i;
	for (size_t i = judged->measurement_count; i-- > 0;)
		figures->measurement[judged->measurement[i].meter] = i;
}

void jy_figures_init(struct jy_figures *figures)
{
	const struct jy_model *model = figures->model;
	bool fresh;

	jb_map_init(&figures->criteria, figures->arena);
	jb_map_init(&figures->metrics, figures->arena);
	for (size_t i = 0; i < model->journeys.count; i++)
		declare_journey(figures, model->journeys.at[i]);
	for (size_t i = 0; i < model->agreements.count; i++)
		declare_agreement(figures, model->agreements.at[i]);
	for (size_t i = 0; i < model->metrics.count; i++)
		*jb_map_put(&figures->metrics, model->metrics.at[i]->decl.name, &fresh) = i;
	index_results(figures);
}

const struct jy_declared *jy_figures_declared(const struct jy_figures *figures, uint32_t criterion)
{
	struct jb_text name = figures->plan->criterion[criterion].name;
	const uint64_t *at = jb_map_get(&figures->criteria, name);

	while (!at && name.size && name.at[name.size - 1] != '/')
		name.size--;
	if (!at && name.size)
		at = jb_map_get(&figures->criteria, jb_text_slice(name, 0, name.size - 1));
	return at ? &figures->declared.at[*at] : NULL;
}

const struct jy_metric *jy_figures_metric(const struct jy_figures *figures, uint32_t metric)
{
	const uint64_t *at = jb_map_get(&figures->metrics, figures->plan->metric[metric].name);

	return at ? figures->model->metrics.at[*at] : NULL;
}

const struct jrt_metric *jy_figures_plan_metric(const struct jy_figures *figures,
						struct jb_text name)
{
	for (size_t i = 0; i < figures->plan->metric_count; i++)
		if (jb_text_equal(figures->plan->metric[i].name, name))
			return &figures->plan->metric[i];
	return NULL;
}

const struct jrt_metric *jy_figures_metric_of(const struct jy_figures *figures, uint32_t meter)
{
	return &figures->plan->metric[figures->plan->meter[meter].metric];
}

struct jy_verdicts jy_figures_verdicts(const struct jy_figures *figures, uint32_t criterion)
{
	const struct jrt_judged *judged = figures->judged;
	struct jy_verdicts out = {&judged->verdict[figures->verdict[criterion]], 0};
	size_t left = judged->verdict_count - figures->verdict[criterion];

	while (out.count < left && out.at[out.count].criterion == criterion)
		out.count++;
	return out;
}

struct jy_series jy_figures_series(const struct jy_figures *figures, uint32_t meter)
{
	const struct jrt_judged *judged = figures->judged;
	struct jy_series out = {&judged->measurement[figures->measurement[meter]], 0};
	size_t left = judged->measurement_count - figures->measurement[meter];

	while (out.count < left && out.at[out.count].meter == meter)
		out.count++;
	return out;
}

const struct jrt_measurement *jy_figures_at(struct jy_series series, int64_t from, int64_t to)
{
	for (size_t i = 0; i < series.count; i++)
		if (series.at[i].measured && series.at[i].from == from && series.at[i].to == to)
			return &series.at[i];
	return NULL;
}

double jy_figures_real(const struct jrt_measurement *measured)
{
	return measured->exact ? jb_ratio_double(measured->value) : measured->real;
}

struct jb_text jy_figures_text(const struct jy_figures *figures, const struct jrt_metric *metric,
			       double value)
{
	struct jb_buf buf;

	jb_buf_init(&buf, figures->arena);
	jrt_figure_add_real(&buf, metric, value, 0);
	return jb_buf_text(&buf);
}

struct jb_text jy_figures_exact(const struct jy_figures *figures, const struct jrt_metric *metric,
				struct jb_ratio value)
{
	struct jb_buf buf;

	jb_buf_init(&buf, figures->arena);
	jrt_figure_add(&buf, metric, value, 0);
	return jb_buf_text(&buf);
}

struct jb_text jy_figures_threshold(const struct jy_figures *figures,
				    const struct jrt_metric *metric,
				    const struct jrt_threshold *threshold)
{
	struct jb_buf buf;

	jb_buf_init(&buf, figures->arena);
	jrt_figure_add_threshold(&buf, metric, threshold);
	return jb_buf_text(&buf);
}
