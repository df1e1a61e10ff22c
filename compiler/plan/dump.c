/*
 * The plan as text: `journey dump --plan`. A line a thing, steps with their register, numbers as
 * the plan holds them; nothing that is not in the plan.
 */
#include "journey/plan_op.h"
#include "plan/dump.h"

static const char *const op_name[] = {
	"column", "constant",	"missing-value", "all",	     "and",	 "or",	      "not",
	"equal",  "not-equal",	"less",		 "at-most",  "above",	 "at-least",  "between",
	"known",  "is-missing", "add",		 "subtract", "multiply", "divide",    "negate",
	"span",	  "at",		"date",		 "time",     "again",	 "open-span", "approximate",
};
static const char *const type_name[] = {
	"text",	 "flag",   "number", "count", "share",	 "duration",
	"money", "rating", "date",   "clock", "instant", "points",
};
static const char *const part_name[] = {
	"count",  "sum", "share", "sum-share", "mean",	   "net",  "values",
	"spread", "max", "min",	  "last",      "distinct", "time", "stock",
};
static const char *const metric_kind_name[] = {
	"count",	"sum",	    "ratio", "mean",  "net",
	"distribution", "snapshot", "rate",  "index", "formula",
};
static const char *const formula_name[] = {
	"part",	    "percentile", "metric", "stock", "number",	 "add",
	"subtract", "multiply",	  "divide", "weigh", "compound",
};
static const char *const groups_name[] = {"none", "worst", "share", "standing"};
static const char *const stock_name[] = {"opening", "ends", "mean", "mean-over"};
static const char *const unit_name[] = {"day", "week", "month", "quarter", "year", "whole"};
static const char *const comparison_name[] = {"at-least", "at-most", "above", "below", "within"};
static const char *const criterion_name[] = {"success", "outcome", "expected", "minimum"};
static const char *const remedy_name[] = {"trigger", "rectify", "step-in"};
static const char *const fate_name[] = {"reject", "make-missing", "warn"};

static void add_register(struct jb_buf *out, const char *word, uint32_t reg)
{
	if (reg != JRT_NONE)
		jb_buf_printf(out, " %s=%%%u", word, reg);
}

static void dump_step(const struct jrt_plan *plan, const struct jrt_source *source,
		      const struct jrt_step *step, size_t number, struct jb_buf *out)
{
	const uint32_t operand[] = {step->a, step->b, step->c};

	jb_buf_printf(out, "    %%%zu = %s", number, op_name[step->op]);
	for (unsigned i = 0; i < jrt_op_operands(step->op); i++)
		jb_buf_printf(out, " %%%u", operand[i]);
	if (step->op == JRT_OP_COLUMN)
		jb_buf_printf(out, " %.*s", JB_ARG(source->column[step->a].name));
	else if (step->op == JRT_OP_CONSTANT && step->type == JRT_TEXT) {
		jb_buf_add_byte(out, ' ');
		jb_buf_add_json_string(out, plan->text[step->k].text);
	} else if (step->op == JRT_OP_CONSTANT || step->op == JRT_OP_AGAIN ||
		   step->op == JRT_OP_SPAN || step->op == JRT_OP_AT || step->op == JRT_OP_DATE ||
		   step->op == JRT_OP_OPEN_SPAN)
		jb_buf_printf(out, " %lld", (long long)step->k);
	jb_buf_printf(out, " : %s\n", type_name[step->type]);
}

static void dump_program(const struct jrt_plan *plan, const struct jrt_source *source,
			 const char *name, const struct jrt_program *program, struct jb_buf *out)
{
	if (!program->count)
		return;
	jb_buf_printf(out, "  %s\n", name);
	for (size_t i = 0; i < program->count; i++)
		dump_step(plan, source, &program->step[i], i, out);
}

static void dump_fates(const struct jrt_source *source, struct jb_buf *out)
{
	for (size_t i = 0; i < source->ignore_count; i++)
		jb_buf_printf(out, "  ignore filter%%%u\n", source->ignore[i]);
	if (source->stop != JRT_NONE)
		jb_buf_printf(out, "  stop filter%%%u\n", source->stop);
	for (size_t i = 0; i < source->identify_count; i++)
		jb_buf_printf(out, "  identify keys%%%u\n", source->identify[i]);
	if (source->latest != JRT_NONE)
		jb_buf_printf(out, "  latest keys%%%u\n", source->latest);
	for (size_t i = 0; i < source->require_count; i++)
		jb_buf_printf(out, "  require check%%%u else %s\n", source->require[i].condition,
			      fate_name[source->require[i].fate]);
}

static void dump_windows(const struct jrt_source *source, struct jb_buf *out)
{
	for (size_t i = 0; i < source->window_count; i++) {
		const struct jrt_window *window = &source->window[i];

		jb_buf_printf(out, "  window %zu by", i);
		for (size_t k = 0; k < window->key_count; k++)
			jb_buf_printf(out, " %%%u", window->key[k]);
		add_register(out, "among", window->among);
		jb_buf_printf(out, " within %lld%s\n",
			      (long long)(window->calendar_days ? window->days : window->length),
			      window->calendar_days ? " calendar days" : " us");
	}
}

static void dump_schema(const struct jrt_source *source, const struct jrt_schema *schema,
			struct jb_buf *out)
{
	jb_buf_printf(out, "  schema %.*s", JB_ARG(schema->name));
	if (schema->until != INT32_MAX)
		jb_buf_printf(out, " until day %d", schema->until);
	for (size_t i = 0; i < source->column_count; i++)
		if (!schema->column[i].absent)
			jb_buf_printf(out, " %.*s", JB_ARG(schema->column[i].name));
	jb_buf_add_byte(out, '\n');
}

static void dump_source(const struct jrt_plan *plan, const struct jrt_source *source,
			struct jb_buf *out)
{
	jb_buf_printf(out, "source %.*s\n", JB_ARG(source->name));
	for (size_t i = 0; i < source->column_count; i++) {
		const struct jrt_column *column = &source->column[i];

		jb_buf_printf(out, "  column %.*s : %s", JB_ARG(column->name),
			      type_name[column->type]);
		if (column->position)
			jb_buf_printf(out, " from column %u", column->position);
		else {
			jb_buf_add_string(out, " from ");
			jb_buf_add_json_string(out, column->header);
		}
		jb_buf_printf(out, "%s%s\n", column->needed ? " needed" : "",
			      column->key ? " key" : "");
	}
	if (source->cases)
		jb_buf_printf(out, "  cases of %.*s key main%%%u step main%%%u time main%%%u\n",
			      JB_ARG(plan->source[source->cases->log].name), source->cases->key,
			      source->cases->step, source->cases->time);
	for (size_t i = 0; i < source->schema_count; i++)
		dump_schema(source, &source->schema[i], out);
	dump_program(plan, source, "filter", &source->filter, out);
	dump_program(plan, source, "keys", &source->keys, out);
	dump_program(plan, source, "check", &source->check, out);
	dump_program(plan, source, "main", &source->main, out);
	dump_fates(source, out);
	dump_windows(source, out);
	for (size_t i = 0; i < source->surplus_count; i++) {
		jb_buf_printf(out, "  surplus %zu above %lld of meter %u", i,
			      (long long)source->surplus[i].share, source->surplus[i].meter);
		add_register(out, "mask", source->surplus[i].mask);
		jb_buf_add_byte(out, '\n');
	}
	if (source->time != JRT_NONE)
		jb_buf_printf(out, "  time main%%%u\n", source->time);
}

static void dump_grouping(const struct jrt_grouping *grouping, struct jb_buf *out)
{
	if (grouping->kind == JRT_GROUPS_NONE)
		return;
	jb_buf_printf(out, "  %s of groups", groups_name[grouping->kind]);
	add_register(out, "key", grouping->key);
	if (grouping->key == JRT_NONE)
		jb_buf_printf(out, " of %lld us", (long long)grouping->length);
	if (grouping->counted_at_least)
		jb_buf_printf(out, " counted %llu", (unsigned long long)grouping->counted_at_least);
	if (grouping->kind == JRT_GROUPS_STANDING)
		jb_buf_printf(out, " for \"%.*s\"", JB_ARG(grouping->of));
	if (grouping->meets)
		jb_buf_printf(out, " meeting %s %lld", comparison_name[grouping->meets->comparison],
			      (long long)grouping->meets->low);
	jb_buf_add_byte(out, '\n');
}

static void dump_metric(const struct jrt_plan *plan, const struct jrt_metric *metric,
			struct jb_buf *out)
{
	jb_buf_printf(out, "metric %.*s : %s %s", JB_ARG(metric->name),
		      metric_kind_name[metric->kind], type_name[metric->type]);
	if (metric->source != JRT_NONE)
		jb_buf_printf(out, " from %.*s", JB_ARG(plan->source[metric->source].name));
	jb_buf_printf(out, "\n  means %.*s\n", JB_ARG(metric->definition));
	for (size_t i = 0; i < metric->part_count; i++) {
		const struct jrt_part *part = &metric->part[i];

		jb_buf_printf(out, "  part %zu %s", i, part_name[part->kind]);
		add_register(out, "a", part->a);
		add_register(out, "b", part->b);
		add_register(out, "among", part->among);
		if (part->approximate)
			jb_buf_add_string(out, " approximate");
		if (part->windows)
			jb_buf_printf(out, " windows=%llu", (unsigned long long)part->windows);
		jb_buf_add_byte(out, '\n');
	}
	dump_grouping(&metric->grouping, out);
	jb_buf_add_string(out, "  value");
	for (size_t i = 0; i < metric->formula_count; i++) {
		const struct jrt_formula_step *step = &metric->formula[i];

		jb_buf_printf(out, " %s", formula_name[step->op]);
		if (step->op <= JRT_F_STOCK)
			jb_buf_printf(out, "(%u)", step->k);
		if (step->op == JRT_F_NUMBER || step->op == JRT_F_PERCENTILE ||
		    step->op == JRT_F_WEIGH)
			jb_buf_printf(out, "[%lld]", (long long)step->argument);
		if (step->op == JRT_F_STOCK)
			jb_buf_printf(out, "[%s %s]", stock_name[step->stock],
				      unit_name[step->unit]);
	}
	jb_buf_add_byte(out, '\n');
}

static void dump_meter(const struct jrt_plan *plan, size_t number, struct jb_buf *out)
{
	const struct jrt_meter *meter = &plan->meter[number];
	const struct jrt_scope *scope = &plan->scope[meter->scope];
	const struct jrt_period_spec *period = &plan->periods[meter->periods];

	jb_buf_printf(out, "meter %zu %.*s over %.*s", number,
		      JB_ARG(plan->metric[meter->metric].name), JB_ARG(scope->name));
	if (scope->partner.size)
		jb_buf_printf(out, " of %.*s", JB_ARG(scope->partner));
	if (scope->site.size)
		jb_buf_printf(out, ".%.*s", JB_ARG(scope->site));
	jb_buf_printf(out, " every %s", unit_name[period->unit]);
	if (period->rolling > 1)
		jb_buf_printf(out, " rolling %u", period->rolling);
	if (period->zone != JRT_NONE)
		jb_buf_printf(out, " zone %.*s", JB_ARG(plan->zone[period->zone]));
	add_register(out, "mask", meter->mask);
	for (size_t i = 0; i < meter->relief_count; i++)
		jb_buf_printf(out, " without %lld..%lld", (long long)meter->relief[i].from,
			      (long long)meter->relief[i].to);
	for (size_t i = 0; i < meter->surplus_count; i++)
		jb_buf_printf(out, " without surplus %u", meter->surplus[i]);
	jb_buf_printf(out, "%s\n", meter->asked ? "" : " (not asked)");
}

static void dump_criterion(const struct jrt_criterion *criterion, struct jb_buf *out)
{
	jb_buf_printf(out, "criterion %.*s : %s meter %u", JB_ARG(criterion->name),
		      criterion_name[criterion->kind], criterion->meter);
	for (size_t i = 0; i < criterion->threshold_count; i++) {
		const struct jrt_threshold *threshold = &criterion->threshold[i];

		jb_buf_printf(out, " %s %lld", comparison_name[threshold->comparison],
			      (long long)threshold->low);
		if (threshold->comparison == JRT_WITHIN)
			jb_buf_printf(out, "..%lld", (long long)threshold->high);
		if (threshold->from != INT32_MIN)
			jb_buf_printf(out, " from day %d", threshold->from);
	}
	if (criterion->compares)
		jb_buf_printf(out, " no worse than meter %u by %lld", criterion->against,
			      (long long)criterion->margin);
	if (criterion->counted_at_least)
		jb_buf_printf(out, " counted %llu",
			      (unsigned long long)criterion->counted_at_least);
	for (size_t i = 0; i < criterion->excuse_count; i++) {
		jb_buf_printf(out, " excused by meter %u", criterion->excuse[i].meter);
		if (criterion->excuse[i].forecast != JRT_NONE)
			jb_buf_printf(out, " above %lld of meter %u",
				      (long long)criterion->excuse[i].share,
				      criterion->excuse[i].forecast);
	}
	for (size_t i = 0; i < criterion->over_count; i++)
		jb_buf_printf(out, " over days %d..%d", criterion->over[i].from,
			      criterion->over[i].to);
	if (criterion->worst_count)
		jb_buf_printf(out, " worst of criteria %u..%u", criterion->worst_of,
			      criterion->worst_of + criterion->worst_count - 1);
	if (criterion->average_over > 1)
		jb_buf_printf(
			out, " %s of %u periods%s", criterion->average_of_values ? "mean" : "pool",
			criterion->average_over, criterion->first_alone ? ", first alone" : "");
	if (criterion->few_below)
		jb_buf_printf(out, " fewer than %llu allow %llu",
			      (unsigned long long)criterion->few_below,
			      (unsigned long long)criterion->few_failures);
	if (criterion->missing_after >= 0)
		jb_buf_printf(out, " missing after %d days", criterion->missing_after);
	jb_buf_printf(out, "%s\n", criterion->evidence ? " (evidence)" : "");
}

void jy_plan_dump(const struct jrt_plan *plan, struct jb_buf *out)
{
	for (size_t i = 0; i < plan->source_count; i++)
		dump_source(plan, &plan->source[i], out);
	for (size_t i = 0; i < plan->metric_count; i++)
		dump_metric(plan, &plan->metric[i], out);
	for (size_t i = 0; i < plan->meter_count; i++)
		dump_meter(plan, i, out);
	for (size_t i = 0; i < plan->criterion_count; i++)
		dump_criterion(&plan->criterion[i], out);
	for (size_t i = 0; i < plan->trigger_count; i++)
		jb_buf_printf(out, "%s %.*s when missed %u of %u\n",
			      remedy_name[plan->trigger[i].remedy],
			      JB_ARG(plan->trigger[i].guarantee), plan->trigger[i].count,
			      plan->trigger[i].of);
	for (size_t i = 0; i < plan->agreement_count; i++)
		jy_plan_dump_agreement(&plan->agreement[i], out);
}
