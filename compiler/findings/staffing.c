/*
 * Targets that no staffing can meet together: so many people as a service level needs are, by
 * Erlang's formula, occupied for less of their time than a target of occupancy asks for. The load
 * is that of the period, spread evenly over the opening hours. Peaks and patience are left out, and
 * people who leave their place; with them it is only harder.
 */
#include "findings/figures.h"
#include "stats/erlang.h"
#include "time/civil.h"
#include "time/period.h"

#define HOUR_SECONDS 3600.0

/* `answered and wait <= 20s`: the seconds, also behind a name; 0: there are none. */
static double wait_of(const struct jy_expr *expr)
{
	double found;

	switch (expr->op) {
	case JRT_OP_AND: found = wait_of(expr->a); return found > 0 ? found : wait_of(expr->b);
	case JRT_OP_LESS:
	case JRT_OP_AT_MOST:
		return expr->a->type == JRT_DURATION && expr->b->op == JRT_OP_CONSTANT
			       ? (double)expr->b->k / JB_FIX_ONE
			       : 0;
	default: return 0;
	}
}

static double level_of(const struct jy_metric *metric)
{
	return metric->better == JRT_BETTER_HIGHER && metric->part_count == 1 &&
			       metric->part[0].kind == JRT_PART_SHARE && metric->part[0].a
		       ? wait_of(metric->part[0].a)
		       : 0;
}

static bool is_named(const struct jy_metric *metric, const char *word)
{
	struct jb_text name = metric->decl.name;
	size_t size = jb_text_of(word).size;

	for (size_t i = 0; i + size <= name.size; i++)
		if (jb_text_is(jb_text_slice(name, i, i + size), word))
			return true;
	return false;
}

static bool is_handling(const struct jy_metric *metric)
{
	return metric->type == JRT_DURATION &&
	       (is_named(metric, "handling_time") || is_named(metric, "handle_time") ||
		is_named(metric, "aht"));
}

/* The least that a target asks for; 0: it has no lower end. */
static double floor_of(const struct jrt_threshold *threshold)
{
	return !threshold || threshold->comparison == JRT_AT_MOST ||
			       threshold->comparison == JRT_BELOW
		       ? 0
		       : (double)threshold->low / JB_FIX_ONE;
}

/* ---- the load of a period ---- */

static bool is_open(const struct jy_open_hours *open, unsigned day)
{
	return open->first_day <= open->last_day ? day >= open->first_day && day <= open->last_day
						 : day >= open->first_day || day <= open->last_day;
}

static bool is_closed(const struct jy_calendar *calendar, int64_t day)
{
	for (size_t i = 0; i < calendar->closed_count; i++)
		if (calendar->closed[i] == day)
			return true;
	return false;
}

static double open_seconds(const struct jy_calendar *calendar, int64_t day)
{
	double sum = 0;

	for (size_t i = 0; i < calendar->open_count && !is_closed(calendar, day); i++)
		if (is_open(&calendar->open[i], jrt_civil_weekday(day)))
			sum += (double)(calendar->open[i].to - calendar->open[i].from) / JB_FIX_ONE;
	return sum;
}

/* Hours in which contacts come: those of the program's only calendar, else day and night. */
static double hours_of(const struct jy_figures *figures, const struct jrt_verdict *verdict)
{
	const struct jy_model *model = figures->model;
	int64_t first = jrt_civil_floor(verdict->from + JRT_DAY_US / 2, JRT_DAY_US);
	int64_t end = jrt_civil_floor(verdict->to + JRT_DAY_US / 2, JRT_DAY_US);
	double sum = 0;

	if (model->calendars.count != 1)
		return (double)(verdict->to - verdict->from) / JB_FIX_ONE / HOUR_SECONDS;
	for (int64_t day = first; day < end; day++)
		sum += open_seconds(model->calendars.at[0], day);
	return sum / HOUR_SECONDS;
}

/* ---- looking ---- */

/* A service level in one period, and what staffing for it leads to. */
struct staffing {
	const struct jrt_verdict *level, *occupancy;
	double within, handling, hours, load;
	double least_level, least_occupancy;
	uint32_t agents;
};

/* The mean handling time of that period, of the same place if it was measured there. */
static double handling_in(const struct jy_figures *figures, const struct jrt_verdict *level)
{
	const struct jrt_plan *plan = figures->plan;
	uint32_t scope = plan->meter[level->measured.meter].scope;
	double found = 0;

	for (uint32_t m = 0; m < plan->meter_count; m++) {
		const struct jy_metric *metric = jy_figures_metric(figures, plan->meter[m].metric);
		const struct jrt_measurement *measured;

		if (!plan->meter[m].asked || !metric || !is_handling(metric))
			continue;
		measured = jy_figures_at(jy_figures_series(figures, m), level->from, level->to);
		if (measured && (found <= 0 || plan->meter[m].scope == scope))
			found = jy_figures_real(measured);
	}
	return found;
}

static const struct jrt_verdict *occupancy_in(const struct jy_figures *figures,
					      const struct jrt_verdict *level)
{
	for (uint32_t c = 0; c < figures->plan->criterion_count; c++) {
		const struct jy_declared *declared = jy_figures_declared(figures, c);
		struct jy_verdicts verdicts;

		if (!declared || declared->criterion->metric->type != JRT_SHARE ||
		    !is_named(declared->criterion->metric, "occupancy"))
			continue;
		verdicts = jy_figures_verdicts(figures, c);
		for (size_t i = 0; i < verdicts.count; i++)
			if (verdicts.at[i].from == level->from && verdicts.at[i].to == level->to &&
			    floor_of(verdicts.at[i].threshold) > 0)
				return &verdicts.at[i];
	}
	return NULL;
}

static bool is_infeasible(const struct jy_figures *figures, struct staffing *staffing)
{
	const struct jrt_verdict *level = staffing->level;

	staffing->least_level = floor_of(level->threshold);
	if (staffing->least_level <= 0 || !level->measured.measured)
		return false;
	staffing->occupancy = occupancy_in(figures, level);
	staffing->handling = staffing->occupancy ? handling_in(figures, level) : 0;
	staffing->hours = hours_of(figures, level);
	if (staffing->handling <= 0 || staffing->hours <= 0)
		return false;
	staffing->least_occupancy = floor_of(staffing->occupancy->threshold);
	staffing->load =
		(double)level->measured.n * staffing->handling / (staffing->hours * HOUR_SECONDS);
	return jrt_erlang_agents(staffing->load, staffing->handling, staffing->within,
				 staffing->least_level, &staffing->agents) &&
	       staffing->load / staffing->agents < staffing->least_occupancy;
}

static void explain(struct jy_figures *figures, struct jy_diag *diag,
		    const struct staffing *staffing, const struct jrt_metric *level,
		    const struct jrt_metric *occupancy)
{
	/* As many as are still occupied enough. */
	uint32_t fewer = (uint32_t)(staffing->load / staffing->least_occupancy);
	double reached =
		jrt_erlang_level(staffing->load, staffing->handling, fewer, staffing->within);

	jy_diag_note(
		figures->diags, diag,
		"%llu contacts of %.0f s spread over %.0f hours are a load of %.2f: that "
		"needs %u agent%s, occupied for %.*s of the time",
		(unsigned long long)staffing->level->measured.n, staffing->handling,
		staffing->hours, staffing->load, (unsigned)staffing->agents,
		staffing->agents == 1 ? "" : "s",
		JB_ARG(jy_figures_text(figures, occupancy, staffing->load / staffing->agents)));
	jy_diag_note(figures->diags, diag,
		     "so few that they are occupied enough, %u, answer %.*s of them in time",
		     (unsigned)fewer, JB_ARG(jy_figures_text(figures, level, reached)));
	jy_diag_help(figures->diags, diag,
		     "lower one of the two, or pool the work of several teams: large teams can do "
		     "both");
}

static void say(struct jy_figures *figures, const struct jy_declared *declared,
		const struct staffing *staffing)
{
	const struct jrt_metric *level =
		jy_figures_metric_of(figures, staffing->level->measured.meter);
	const struct jrt_metric *occupancy =
		jy_figures_metric_of(figures, staffing->occupancy->measured.meter);
	struct jy_diag *diag = jy_say(
		figures, "pressure.infeasible", declared->criterion->span,
		"no staffing has both `%.*s` %.*s and `%.*s` %.*s in %.*s", JB_ARG(level->name),
		JB_ARG(jy_figures_threshold(figures, level, staffing->level->threshold)),
		JB_ARG(occupancy->name),
		JB_ARG(jy_figures_threshold(figures, occupancy, staffing->occupancy->threshold)),
		JB_ARG(staffing->level->label));

	if (diag)
		explain(figures, diag, staffing, level, occupancy);
}

/* Says it of the latest such period. */
void jy_find_infeasible(struct jy_figures *figures)
{
	for (uint32_t c = 0; c < figures->plan->criterion_count; c++) {
		const struct jy_declared *declared = jy_figures_declared(figures, c);
		struct jy_verdicts verdicts = jy_figures_verdicts(figures, c);
		double within = declared ? level_of(declared->criterion->metric) : 0;

		/* Sites of which the worst counts are looked at together elsewhere, or not at
		 * all. */
		if (within <= 0 || figures->plan->criterion[c].evidence ||
		    figures->plan->criterion[c].worst_count)
			continue;
		for (size_t i = verdicts.count; i-- > 0;) {
			struct staffing staffing = {.level = &verdicts.at[i], .within = within};

			if (!is_infeasible(figures, &staffing))
				continue;
			say(figures, declared, &staffing);
			break;
		}
	}
}
