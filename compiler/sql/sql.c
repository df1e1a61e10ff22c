/*
 * From a plan to its queries: for each source, and each way in which its meters cut time, which
 * conditions make up the classes of rows, and which parts are counted. A statement looks at each
 * row once, whatever the number of meters; statement.c and statement_values.c write it.
 */
#include "sql/sql.h"

#include <string.h>

#include "sql/covers.h"
#include "sql/statement.h"
#include "sql/told.h"

/* ---- what meters share ---- */

static bool same_ranges(const struct jrt_query_bit *bit, const struct jrt_meter *meter)
{
	return bit->mask == JRT_NONE && bit->range_count == meter->relief_count &&
	       memcmp(bit->range, meter->relief, bit->range_count * sizeof *bit->range) == 0;
}

static uint32_t mask_bit(struct jy_sql_query *query, uint32_t mask)
{
	if (mask == JRT_NONE)
		return JRT_NONE;
	for (uint32_t i = 0; i < query->bit.count; i++)
		if (query->bit.at[i].mask == mask)
			return i;
	*jb_push(query->work->arena, &query->bit) = (struct jrt_query_bit){.mask = mask};
	return (uint32_t)query->bit.count - 1;
}

static uint32_t relief_bit(struct jy_sql_query *query, const struct jrt_meter *meter)
{
	if (meter->relief_count == 0)
		return JRT_NONE;
	for (uint32_t i = 0; i < query->bit.count; i++)
		if (same_ranges(&query->bit.at[i], meter))
			return i;
	*jb_push(query->work->arena, &query->bit) = (struct jrt_query_bit){
		.mask = JRT_NONE, .range = meter->relief, .range_count = meter->relief_count};
	return (uint32_t)query->bit.count - 1;
}

static uint32_t surplus_bit(struct jy_sql_query *query, uint32_t number)
{
	for (uint32_t i = 0; i < query->bit.count; i++)
		if (query->bit.at[i].surplus == number + 1)
			return i;
	*jb_push(query->work->arena, &query->bit) =
		(struct jrt_query_bit){.mask = JRT_NONE, .surplus = number + 1};
	return (uint32_t)query->bit.count - 1;
}

/* The rows that a rule counts have a bit, too: an answer is held against the forecast. */
static const uint32_t *surplus_bits(struct jy_sql_query *query, const struct jrt_meter *meter)
{
	uint32_t *bits = JB_NEW_ARRAY(query->work->arena, uint32_t, meter->surplus_count);

	for (size_t i = 0; i < meter->surplus_count; i++) {
		mask_bit(query, query->work->source->surplus[meter->surplus[i]].mask);
		bits[i] = surplus_bit(query, meter->surplus[i]);
	}
	return bits;
}

static bool same_part(const struct jrt_part *a, const struct jrt_part *b)
{
	return a->kind == b->kind && a->among == b->among && a->a == b->a && a->b == b->b &&
	       a->windows == b->windows;
}

static uint32_t part_number(struct jy_sql_query *query, const struct jrt_metric *metric,
			    const struct jrt_part *part)
{
	for (uint32_t i = 0; i < query->part.count; i++)
		if (same_part(query->part.at[i].part, part))
			return i;
	return jy_sql_told_part(query, metric, part);
}

static void take_meter(struct jy_sql_query *query, uint32_t number)
{
	struct jy_sql_work *work = query->work;
	const struct jrt_meter *meter = &work->plan->meter[number];
	const struct jrt_metric *metric = &work->plan->metric[meter->metric];
	uint32_t *part = JB_NEW_ARRAY(work->arena, uint32_t, metric->part_count);

	for (size_t p = 0; p < metric->part_count; p++)
		part[p] = part_number(query, metric, &metric->part[p]);
	*jb_push(work->arena, &query->meter) =
		(struct jrt_query_meter){.meter = number,
					 .mask = mask_bit(query, meter->mask),
					 .relief = relief_bit(query, meter),
					 .surplus = surplus_bits(query, meter),
					 .surplus_count = meter->surplus_count,
					 .part = part};
}

/* ---- sources ---- */

bool jy_sql_can_measure(struct jy_sql_work *work)
{
	const struct jrt_source *source = work->source;
	size_t before = work->refusals->list.count;

	if (source->stop != JRT_NONE && !jy_sql_has_order(work))
		jy_sql_refuse_source(work, JY_SQL_STOP);
	if (source->schema_count)
		jy_sql_refuse_source(work, JY_SQL_SCHEMAS);
	return work->refusals->list.count == before;
}

static const char *unit_name(enum jrt_period_unit unit)
{
	static const char *const names[] = {
		[JRT_DAY] = "day",	   [JRT_WEEK] = "week", [JRT_MONTH] = "month",
		[JRT_QUARTER] = "quarter", [JRT_YEAR] = "year", [JRT_WHOLE] = "whole",
	};

	return names[unit];
}

/* The conditions that the meters of a part ask. */
static void ask(uint64_t *bits, uint32_t bit)
{
	if (bit != JRT_NONE)
		bits[bit / JRT_QUERY_BITS] |= UINT64_C(1) << bit % JRT_QUERY_BITS;
}

static void find_bits(struct jy_sql_query *query)
{
	const size_t words = (query->bit.count + JRT_QUERY_BITS - 1) / JRT_QUERY_BITS;
	const struct jrt_plan *plan = query->work->plan;
	uint64_t *bits =
		JB_NEW_ARRAY(query->work->arena, uint64_t, query->part.count * (words + 1));

	for (size_t p = 0; p < query->part.count; p++)
		if (query->part.at[p].part->kind != JRT_PART_STOCK)
			query->part.at[p].bits = bits + p * words;
	for (size_t m = 0; m < query->meter.count; m++) {
		const struct jrt_query_meter *meter = &query->meter.at[m];
		const struct jrt_metric *metric = &plan->metric[plan->meter[meter->meter].metric];

		for (size_t p = 0; p < metric->part_count; p++) {
			ask(bits + meter->part[p] * words, meter->mask);
			ask(bits + meter->part[p] * words, meter->relief);
			for (size_t i = 0; i < meter->surplus_count; i++)
				ask(bits + meter->part[p] * words, meter->surplus[i]);
		}
	}
}

static void finish(const struct jy_sql_query *query, struct jrt_query *made)
{
	made->source = query->work->number;
	made->periods = query->work->periods;
	made->bit = query->bit.at;
	made->bit_count = query->bit.count;
	made->part = query->part.at;
	made->part_count = query->part.count;
	made->meter = query->meter.at;
	made->meter_count = query->meter.count;
	if (query->path.text.size) {
		made->sight = query->work->told->sight.at;
		made->sight_count = query->work->told->sight.count;
	}
	made->grouping = jy_sql_is_grouped(query) ? query->grouping : NULL;
}

typedef JB_VEC(struct jrt_query) queries;

static struct jb_text name_of(struct jy_sql_work *work, const struct jrt_grouping *grouping,
			      const queries *made)
{
	struct jb_text plain = jb_text_printf(work->arena, "%.*s by %s", JB_ARG(work->source->name),
					      unit_name(work->plan->periods[work->periods].unit));
	struct jb_text name = plain = jy_sql_groups_name(work, grouping, plain);
	unsigned number = 1;

	for (size_t i = 0; i < made->count; i++)
		if (jb_text_equal(made->at[i].name, name)) {
			name = jb_text_printf(work->arena, "%.*s, %u", JB_ARG(plain), ++number);
			i = SIZE_MAX;
		}
	return name;
}

static uint32_t source_of(const struct jrt_plan *plan, uint32_t meter)
{
	return plan->metric[plan->meter[meter].metric].source;
}

/* Of the log of cases that are measured the rows are counted in any case: what became of them is
 * told by no other query. */
static bool is_log(const struct jy_sql_work *work)
{
	const struct jrt_plan *plan = work->plan;
	uint32_t periods = JRT_NONE;

	for (uint32_t m = 0; m < plan->meter_count; m++) {
		const uint32_t source = source_of(plan, m);
		const struct jrt_cases *cases =
			source == JRT_NONE ? NULL : plan->source[source].cases;

		if (source == work->number)
			return false;
		if (cases && cases->log == work->number && plan->meter[m].periods < periods)
			periods = plan->meter[m].periods;
	}
	return periods == work->periods;
}

/* The metric of a meter that a query of the work may count; NULL: the meter is another's. */
static const struct jrt_metric *counted_of(const struct jy_sql_work *work, uint32_t number)
{
	const struct jrt_meter *meter = &work->plan->meter[number];
	const struct jrt_metric *metric = &work->plan->metric[meter->metric];

	return meter->periods == work->periods && metric->source == work->number ? metric : NULL;
}

static void take_meters(struct jy_sql_query *query)
{
	for (uint32_t m = 0; m < query->work->plan->meter_count; m++) {
		const struct jrt_metric *metric = counted_of(query->work, m);

		if (metric && jy_sql_same_groups(&metric->grouping, query->grouping))
			take_meter(query, m);
	}
}

static void push_values(const struct jy_sql_query *query, struct jrt_query values, uint32_t counts,
			queries *made)
{
	finish(query, &values);
	values.counts = counts;
	*jb_push(query->work->arena, made) = values;
}

/* Counts, and values where there are any, by one statement or two. Gives the number of counts. */
static uint32_t count(struct jy_sql_query *query, queries *made)
{
	const uint32_t number = (uint32_t)made->count;
	struct jrt_query counts, values;

	if (jy_sql_are_together(query))
		jy_sql_together(query, &counts, &values);
	else
		counts = jy_sql_counts(query);
	finish(query, &counts);
	*jb_push(query->work->arena, made) = counts;
	if (jy_sql_are_together(query))
		push_values(query, values, number, made);
	else if (jy_sql_any_values(query))
		push_values(query, jy_sql_values(query), number, made);
	return number;
}

/* The statements of the meters over the same groups. */
static void measure(struct jy_sql_work *work, const struct jrt_grouping *grouping, queries *made)
{
	struct jy_sql_query query = {.work = work, .grouping = grouping};
	uint32_t counts;

	if (!jy_sql_can_measure(work))
		return;
	query.name = name_of(work, grouping, made);
	work->sheet = (struct jy_sheet){.arena = work->arena, .dialect = work->dialect};
	query.table = work->source->cases ? jy_sql_cases(work) : jy_sql_table(work);
	take_meters(&query);
	jy_sql_told_check(&query);
	jy_sql_rows(work);
	if (work->refusals->list.count)
		return;
	jy_sql_keep_groups(&query);
	find_bits(&query);
	counts = count(&query, made);
	if (jy_sql_any_stocks(&query))
		push_values(&query, jy_sql_stocks(&query), counts, made);
	if (jy_sql_any_stretches(&query))
		push_values(&query, jy_sql_stretches(&query), counts, made);
}

/* Each way to group rows once, that of no groups first. */
static void measure_source(const struct jy_sql_work *work, queries *made)
{
	const struct jrt_plan *plan = work->plan;
	static const struct jrt_grouping none = {.kind = JRT_GROUPS_NONE};
	JB_VEC(const struct jrt_grouping *) each = {0};

	if (is_log(work))
		*jb_push(work->arena, &each) = &none;
	for (int grouped = 0; grouped < 2; grouped++)
		for (uint32_t m = 0; m < plan->meter_count; m++) {
			const struct jrt_metric *metric = counted_of(work, m);
			size_t i = 0;

			if (!metric || (metric->grouping.kind != JRT_GROUPS_NONE) != grouped)
				continue;
			while (i < each.count && !jy_sql_same_groups(each.at[i], &metric->grouping))
				i++;
			if (i == each.count)
				*jb_push(work->arena, &each) = &metric->grouping;
		}
	for (size_t i = 0; i < each.count; i++) {
		struct jy_sql_work own = *work;

		measure(&own, each.at[i], made);
	}
}

const struct jrt_queries *jy_sql(struct jb_arena *arena, const struct jrt_plan *plan,
				 const struct jy_sql_how *how, struct jy_sql_refusals *refusals)
{
	struct jrt_queries *all = JB_NEW(arena, struct jrt_queries);
	struct jy_sql_how covered = *how;
	struct jy_sql_work given = {.arena = arena, .plan = plan, .how = how, .refusals = refusals};
	queries made = {0};

	plan = jy_sql_covered(&given, &covered.plan);
	for (uint32_t s = 0; s < plan->source_count; s++)
		for (uint32_t p = 0; p < plan->periods_count; p++) {
			const struct jy_sql_work work = {.arena = arena,
							 .plan = plan,
							 .source = &plan->source[s],
							 .number = s,
							 .periods = p,
							 .how = &covered,
							 .dialect = how->dialect,
							 .refusals = refusals};

			measure_source(&work, &made);
		}
	*all = (struct jrt_queries){
		.plan = covered.plan, .query = made.at, .count = made.count, .raw = how->raw};
	return refusals->list.count ? NULL : all;
}
