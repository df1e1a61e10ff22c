/*
 * Values with their units, periods, criteria and agreements as text.
 */
#include "model/dump.h"
#include "time/civil.h"

const char *jy_dump_type(enum jrt_type type)
{
	static const char *const word[] = {"text",  "flag",	"number",  "count",
					   "share", "duration", "money",   "rating",
					   "date",  "clock",	"instant", "points"};

	return word[type];
}

void jy_dump_value(struct jb_buf *out, enum jrt_type type, struct jb_text currency, jb_fix value)
{
	switch (type) {
	case JRT_SHARE:
		jb_buf_add_fix(out, (jb_i128)value * 100);
		jb_buf_add_byte(out, '%');
		return;
	case JRT_DURATION:
		jb_buf_add_fix(out, value);
		jb_buf_add_byte(out, 's');
		return;
	case JRT_POINTS:
		jb_buf_add_fix(out, value);
		jb_buf_add_string(out, " points");
		return;
	case JRT_MONEY:
		jb_buf_printf(out, "%.*s ", JB_ARG(currency));
		jb_buf_add_fix(out, value);
		return;
	default: jb_buf_add_fix(out, value); return;
	}
}

static const char *unit_word(enum jrt_period_unit unit)
{
	static const char *const word[] = {"day", "week", "month", "quarter", "year", "whole"};

	return word[unit];
}

void jy_dump_period(struct jb_buf *out, const struct jy_period *period)
{
	const struct jrt_period_spec *spec = &period->spec;

	if (!period->given)
		return;
	jb_buf_add_string(out, " every ");
	if (spec->rolling > 1)
		jb_buf_printf(out, "rolling %d ", spec->rolling);
	jb_buf_add_string(out, unit_word(spec->unit));
	if (spec->first_month > 1 || spec->first_day > 1)
		jb_buf_printf(out, " from month %d day %d", spec->first_month, spec->first_day);
	jb_buf_printf(out, " zone %.*s", JB_ARG(period->zone));
	if (spec->from_first)
		jb_buf_add_string(out, ", from the first");
}

static void add_threshold(struct jb_buf *out, const struct jy_metric *metric,
			  const struct jrt_threshold *threshold)
{
	static const char *const word[] = {"at least", "at most", "above", "below", "from"};

	jb_buf_printf(out, " %s ", word[threshold->comparison]);
	jy_dump_value(out, metric->type, metric->currency, threshold->low);
	if (threshold->comparison == JRT_WITHIN) {
		jb_buf_add_string(out, " to ");
		jy_dump_value(out, metric->type, metric->currency, threshold->high);
	}
	if (threshold->from != INT32_MIN) {
		struct jrt_date date = jrt_civil_date(threshold->from);

		jb_buf_printf(out, " from %04d-%02d-%02d", (int)date.year, (int)date.month,
			      (int)date.day);
	}
}

/* The place a criterion looks at, the innermost. */
static void add_scope(struct jb_buf *out, const struct jy_criterion *criterion)
{
	if (criterion->touchpoint)
		jb_buf_printf(out, " at %.*s.%.*s", JB_ARG(criterion->journey->decl.name),
			      JB_ARG(criterion->touchpoint->decl.name));
	else if (criterion->stage)
		jb_buf_printf(out, " at %.*s.%.*s", JB_ARG(criterion->journey->decl.name),
			      JB_ARG(criterion->stage->decl.name));
	else if (criterion->journey)
		jb_buf_printf(out, " at %.*s", JB_ARG(criterion->journey->decl.name));
	if (criterion->slice)
		jb_buf_printf(out, " in %.*s", JB_ARG(criterion->slice->decl.name));
	if (criterion->partner)
		jb_buf_printf(out, " of partner %.*s", JB_ARG(criterion->partner->decl.name));
	if (criterion->site)
		jb_buf_printf(out, " for site %.*s", JB_ARG(criterion->site->decl.name));
	if (criterion->team)
		jb_buf_printf(out, " for team %.*s", JB_ARG(criterion->team->decl.name));
	if (criterion->each_site)
		jb_buf_add_string(out,
				  criterion->worst_site ? " for the worst site" : " for each site");
	if (criterion->each_team)
		jb_buf_add_string(out, " for each team");
	if (criterion->each_partner.count)
		jb_buf_add_string(out, " for each partner");
}

static void add_against(struct jb_buf *out, const struct jy_criterion *criterion)
{
	if (!criterion->against)
		return;
	jb_buf_add_string(out, " no worse than");
	add_scope(out, criterion->against);
	jb_buf_add_string(out, " by ");
	jy_dump_value(out, criterion->metric->type, criterion->metric->currency, criterion->margin);
}

static void add_strength(struct jb_buf *out, const struct jy_criterion *criterion)
{
	if (criterion->counted_at_least)
		jb_buf_printf(out, ", at least %llu counted",
			      (unsigned long long)criterion->counted_at_least);
	if (criterion->usable_at_least >= 0) {
		jb_buf_add_string(out, ", usable at least ");
		jy_dump_value(out, JRT_SHARE, JB_TEXT(""), criterion->usable_at_least);
	}
	if (criterion->confidence) {
		jb_buf_add_string(out, ", with confidence ");
		jy_dump_value(out, JRT_SHARE, JB_TEXT(""), criterion->confidence);
	}
	for (size_t i = 0; i < criterion->during_count; i++)
		jb_buf_printf(out, ", during %.*s", JB_ARG(criterion->during[i]->decl.name));
	for (size_t i = 0; i < criterion->except_count; i++)
		jb_buf_printf(out, ", except during %.*s", JB_ARG(criterion->except[i]->decl.name));
	for (size_t i = 0; i < criterion->over_count; i++)
		jb_buf_printf(out, ", over days %d to %d", criterion->over[i].from,
			      criterion->over[i].to);
	if (criterion->average_over > 1)
		jb_buf_printf(out, ", %s over %u periods%s",
			      criterion->average_of_values ? "mean of values" : "pooled",
			      criterion->average_over,
			      criterion->first_alone ? ", first alone" : "");
	if (criterion->few_below)
		jb_buf_printf(out, ", fewer than %llu allow %llu",
			      (unsigned long long)criterion->few_below,
			      (unsigned long long)criterion->few_failures);
	if (criterion->cannot.size)
		jb_buf_printf(out, " (not judged: %.*s)", JB_ARG(criterion->cannot));
}

void jy_dump_criterion(struct jy_dump *dump, const struct jy_criterion *criterion)
{
	static const char *const word[] = {"success", "outcome", "expected", "minimum"};
	struct jb_buf *out = dump->out;

	jb_buf_add_repeat(out, ' ', (size_t)2 * dump->level);
	jb_buf_add_string(out, word[criterion->kind]);
	if (criterion->metric) {
		jb_buf_printf(out, " %.*s", JB_ARG(criterion->metric->decl.name));
		add_scope(out, criterion);
		for (size_t i = 0; i < criterion->threshold_count; i++)
			add_threshold(out, criterion->metric, &criterion->threshold[i]);
		add_against(out, criterion);
	}
	jy_dump_period(out, &criterion->period);
	add_strength(out, criterion);
	jb_buf_add_byte(out, '\n');
}

/* ---- agreements ---- */

static void dump_rounding(struct jy_dump *dump, const struct jy_guarantee *guarantee)
{
	static const char *const word[] = {"never rounded", "half up", "half even", "down",
					   "always up"};
	struct jb_buf *out = dump->out;

	if (!guarantee->rounding_said)
		return;
	jb_buf_add_repeat(out, ' ', (size_t)2 * dump->level);
	if (guarantee->rounding != JB_ROUND_NONE) {
		jb_buf_add_string(out, "round to ");
		jb_buf_add_fix(out, guarantee->rounding_step);
		jb_buf_add_byte(out, ' ');
	}
	jb_buf_printf(out, "%s\n", word[guarantee->rounding]);
}

static void dump_guarantee(struct jy_dump *dump, const struct jy_agreement *agreement,
			   const struct jy_guarantee *guarantee)
{
	jy_dump_open(dump, "guarantee", &guarantee->decl);
	if (guarantee->expected)
		jy_dump_criterion(dump, guarantee->expected);
	if (guarantee->minimum)
		jy_dump_criterion(dump, guarantee->minimum);
	dump_rounding(dump, guarantee);
	jy_dump_guarantee_money(dump, agreement, guarantee);
	jy_dump_close(dump);
}

static void dump_relief(struct jy_dump *dump, const struct jy_relief *relief)
{
	jy_dump_line(dump, "relief%s", relief->whole_period ? " for the period" : "");
	dump->level++;
	jy_dump_text(dump, "title", relief->title);
	if (relief->has_range)
		jy_dump_line(dump, "instants %lld to %lld", (long long)relief->range.from,
			     (long long)relief->range.to);
	jy_dump_texts(dump, "for", relief->guarantees);
	jy_dump_text(dump, "approved by", relief->approved_by);
	jy_dump_texts(dump, "evidence", relief->evidence);
	jy_dump_text(dump, "not applied", relief->cannot);
	dump->level--;
}

void jy_dump_agreement(struct jy_dump *dump, const struct jy_agreement *agreement)
{
	static const char *const part[] = {"", "judged", "not judged", "joined to the next"};

	jy_dump_open(dump, "agreement", &agreement->decl);
	if (agreement->brand && agreement->partner)
		jy_dump_line(dump, "between %.*s and %.*s", JB_ARG(agreement->brand->decl.name),
			     JB_ARG(agreement->partner->decl.name));
	if (agreement->has_runs)
		jy_dump_days(dump, "runs", agreement->runs);
	if (agreement->part_periods != JRT_PART_UNSAID)
		jy_dump_line(dump, "part periods %s", part[agreement->part_periods]);
	for (size_t i = 0; i < agreement->guarantee_count; i++)
		dump_guarantee(dump, agreement, &agreement->guarantee[i]);
	for (size_t i = 0; i < agreement->relief_count; i++)
		dump_relief(dump, &agreement->relief[i]);
	for (size_t i = 0; i < agreement->trigger_count; i++)
		jy_dump_trigger(dump, &agreement->trigger[i]);
	jy_dump_agreement_money(dump, agreement);
	jy_dump_close(dump);
}
