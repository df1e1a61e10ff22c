/*
 * From a plan to its queries: for each source, and each way in which its meters cut time, which
 * conditions make up the classes of rows, which parts are counted, and the statement around them.
 * A statement looks at each row once, whatever the number of meters.
 */
#include "sql/sql.h"

#include <string.h>

#include "sql/work.h"

/* One query in the making. */
struct query {
	struct jy_sql_work *work;
	struct jb_text name, table;
	JB_VEC(struct jrt_query_bit) bit;
	JB_VEC(struct jrt_query_part) part;
	JB_VEC(struct jrt_query_meter) meter;
	JB_VEC(struct jy_sql_value) class; /* kept */
};

void jy_sql_refuse(struct jy_sql_work *work, const struct jrt_place *place, struct jb_text what,
		   const char *why, const char *instead)
{
	struct jy_sql_refusals *refusals = work->refusals;

	for (size_t i = 0; i < refusals->list.count; i++)
		if (jb_text_equal(refusals->list.at[i].what, what) &&
		    jb_text_is(refusals->list.at[i].why, why))
			return;
	*jb_push(work->arena, &refusals->list) =
		(struct jy_sql_refusal){.place = *place,
					.what = what,
					.why = jb_text_of(why),
					.instead = jb_text_of(instead)};
}

/* ---- what meters share ---- */

static bool same_ranges(const struct jrt_query_bit *bit, const struct jrt_meter *meter)
{
	return bit->mask == JRT_NONE && bit->range_count == meter->relief_count &&
	       memcmp(bit->range, meter->relief, bit->range_count * sizeof *bit->range) == 0;
}

static uint32_t mask_bit(struct query *query, uint32_t mask)
{
	if (mask == JRT_NONE)
		return JRT_NONE;
	for (uint32_t i = 0; i < query->bit.count; i++)
		if (query->bit.at[i].mask == mask)
			return i;
	*jb_push(query->work->arena, &query->bit) = (struct jrt_query_bit){.mask = mask};
	return (uint32_t)query->bit.count - 1;
}

static uint32_t relief_bit(struct query *query, const struct jrt_meter *meter)
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

static bool same_part(const struct jrt_part *a, const struct jrt_part *b)
{
	return a->kind == b->kind && a->among == b->among && a->a == b->a && a->b == b->b &&
	       a->windows == b->windows;
}

static uint32_t part_number(struct query *query, const struct jrt_metric *metric,
			    const struct jrt_part *part)
{
	for (uint32_t i = 0; i < query->part.count; i++)
		if (same_part(query->part.at[i].part, part))
			return i;
	*jb_push(query->work->arena, &query->part) = (struct jrt_query_part){part, metric->name};
	return (uint32_t)query->part.count - 1;
}

static void take_meter(struct query *query, uint32_t number)
{
	struct jy_sql_work *work = query->work;
	const struct jrt_meter *meter = &work->plan->meter[number];
	const struct jrt_metric *metric = &work->plan->metric[meter->metric];
	uint32_t *part = JB_NEW_ARRAY(work->arena, uint32_t, metric->part_count);

	if (metric->grouping.kind != JRT_GROUPS_NONE)
		jy_sql_refuse(work, &metric->place,
			      jb_text_printf(work->arena, "metric %.*s", JB_ARG(metric->name)),
			      "groups of rows are not written as SQL yet",
			      "let journey read the rows");
	if (meter->surplus_count)
		jy_sql_refuse(
			work, &metric->place,
			jb_text_printf(work->arena, "metric %.*s", JB_ARG(metric->name)),
			"the rows above an agreed volume are told by the order of the files, and "
			"tables have none",
			"let journey read the rows");
	for (size_t p = 0; p < metric->part_count; p++)
		if (jy_sql_can_count(work, metric, &metric->part[p]))
			part[p] = part_number(query, metric, &metric->part[p]);
	*jb_push(work->arena, &query->meter) =
		(struct jrt_query_meter){.meter = number,
					 .mask = mask_bit(query, meter->mask),
					 .relief = relief_bit(query, meter),
					 .part = part};
}

/* ---- classes ---- */

static struct jy_sql_value is_true_of(struct query *query, const struct jrt_query_bit *bit)
{
	struct jy_sheet *sheet = &query->work->sheet;
	struct jy_sql_value when = {0};

	if (bit->mask != JRT_NONE)
		return query->work->main->value[bit->mask];
	for (size_t r = 0; r < bit->range_count; r++) {
		struct jy_sql_value in = JY_SQL(sheet, "$1 >= $2 AND $1 < $3", query->work->time,
						jy_sql_number(sheet, bit->range[r].from),
						jy_sql_number(sheet, bit->range[r].to));

		when = r ? JY_SQL(sheet, "$1 OR $2", when, in) : in;
	}
	return when;
}

static struct jy_sql_value class_of(struct query *query, size_t from)
{
	struct jy_sheet *sheet = &query->work->sheet;
	struct jy_sql_value class = {0};

	for (size_t i = from; i < query->bit.count && i < from + JRT_QUERY_BITS; i++) {
		struct jy_sql_value bit = JY_SQL(sheet, "CASE WHEN $1 THEN $2 ELSE 0 END",
						 is_true_of(query, &query->bit.at[i]),
						 jy_sql_number(sheet, INT64_C(1) << (i - from)));

		class = i > from ? JY_SQL(sheet, "$1 + $2", class, bit) : bit;
		class.atom = true;
	}
	return JY_SQL(sheet, "CASE WHEN $1 = 'accepted' THEN $2 END", query->work->fate, class);
}

static void make_classes(struct query *query)
{
	for (size_t from = 0; from < query->bit.count; from += JRT_QUERY_BITS)
		*jb_push(query->work->arena, &query->class) =
			JY_SQL_KEEP(query->work, "class", class_of(query, from));
}

/* ---- the statements ---- */

/* "a.b" as names: points part them, but for those inside of "". */
static struct jb_text table_of(struct jy_sql_work *work)
{
	struct jb_text given = work->source->name;
	struct jb_buf out, name;
	bool quoted = false;

	for (size_t i = 0; i < work->how->table_count; i++)
		if (jb_text_equal(work->how->table[i].source, work->source->name))
			given = work->how->table[i].table;
	jb_buf_init(&out, work->arena);
	jb_buf_init(&name, work->arena);
	for (size_t i = 0; i < given.size; i++) {
		if (given.at[i] == '"') {
			quoted = !quoted;
		} else if (given.at[i] == '.' && !quoted) {
			jy_sql_add_identifier(&out, work->dialect, jb_buf_text(&name));
			jb_buf_add_byte(&out, '.');
			jb_buf_reset(&name);
		} else {
			jb_buf_add_byte(&name, given.at[i]);
		}
	}
	jy_sql_add_identifier(&out, work->dialect, jb_buf_text(&name));
	return jb_text_copy(work->arena, jb_buf_text(&out));
}

static struct jy_sql_value short_digest(struct jy_sql_work *work)
{
	char hex[17];

	for (size_t i = 0; i < 8; i++) {
		static const char digit[] = "0123456789abcdef";

		hex[2 * i] = digit[work->how->plan.byte[i] >> 4];
		hex[2 * i + 1] = digit[work->how->plan.byte[i] & 15];
	}
	return jy_sql_text(&work->sheet, jb_text_copy(work->arena, (struct jb_text){hex, 16}));
}

static void begin(struct jy_sql_result *result, const struct query *query, struct jb_text name)
{
	struct jy_sql_work *work = query->work;

	*result = (struct jy_sql_result){.work = work};
	jb_buf_init(&result->out, work->arena);
	jb_buf_add_string(&result->out, "SELECT");
	jy_sql_result_add(result, JRT_QUERY_NAME, 0, JB_TEXT("query"),
			  jy_sql_text(&work->sheet, name));
	jy_sql_result_add(result, JRT_QUERY_PLAN, 0, JB_TEXT("plan"), short_digest(work));
	jy_sql_result_add(result, JRT_QUERY_FATE, 0, JB_TEXT("fate"), work->fate);
}

static void add_classes(struct jy_sql_result *result, const struct query *query)
{
	jy_sql_result_add(result, JRT_QUERY_PERIOD, 0, JB_TEXT("period"), query->work->period);
	for (uint32_t i = 0; i < query->class.count; i++)
		jy_sql_result_add(result, JRT_QUERY_CLASS, i, JB_TEXT("class"), query->class.at[i]);
}

static struct jy_sql_value rows_where(struct jy_sql_work *work, struct jy_sql_value when)
{
	return JY_SQL(&work->sheet, "COUNT(CASE WHEN $1 THEN 1 END)", when);
}

static void add_any(struct jy_sql_result *result, enum jrt_query_what what, const char *name,
		    const struct jy_sql_value *when, size_t count)
{
	struct jy_sql_value any = {0};

	for (size_t i = 0; i < count; i++)
		any = i ? JY_SQL(&result->work->sheet, "$1 + $2", any,
				 rows_where(result->work, when[i]))
			: rows_where(result->work, when[i]);
	if (count)
		jy_sql_result_add(result, what, 0, jb_text_of(name), any);
}

/* Local times that were odd: those of `main` count where the row is accepted, and one that is not
 * there is the row's fault. */
static void add_odd_times(struct jy_sql_result *result)
{
	struct jy_sql_work *work = result->work;

	for (size_t i = 0; i < work->main_doubled.count; i++)
		*jb_push(work->arena, &work->doubled) =
			JY_SQL(&work->sheet, "$1 = 'accepted' AND $2", work->fate,
			       work->main_doubled.at[i]);
	add_any(result, JRT_QUERY_DOUBLED, "times twice", work->doubled.at, work->doubled.count);
	add_any(result, JRT_QUERY_GAPS, "times not at all", work->gaps.at, work->gaps.count);
}

static void add_requirements(struct jy_sql_result *result)
{
	struct jy_sql_work *work = result->work;
	const struct jrt_source *source = work->source;

	for (uint32_t i = 0; i < source->require_count; i++) {
		if (source->require[i].fate == JRT_REJECT_ROW)
			continue;
		jy_sql_result_add(result, JRT_QUERY_BROKEN, i, JB_TEXT("broken"),
				  rows_where(work, work->broken[i]));
		if (source->require[i].fate == JRT_MAKE_MISSING)
			jy_sql_result_add(result, JRT_QUERY_MADE_MISSING, i,
					  JB_TEXT("made missing"),
					  rows_where(work, work->made_missing[i]));
	}
	if (source->owned != JRT_NONE)
		jy_sql_result_add(
			result, JRT_QUERY_NOBODYS, 0, JB_TEXT("nobodys"),
			JY_SQL(&work->sheet,
			       "COUNT(CASE WHEN $1 <> 'accepted' OR $2 THEN NULL ELSE 1 END)",
			       work->fate, work->main->value[source->owned]));
}

static void add_group_by(const struct query *query, struct jb_buf *out)
{
	struct jy_sql_work *work = query->work;

	jb_buf_printf(out, "\nFROM %.*s\nGROUP BY %.*s, %.*s, %.*s, %.*s",
		      JB_ARG(jy_sheet_rows(&work->sheet)), JB_ARG(work->fate.text),
		      JB_ARG(work->reason.text), JB_ARG(work->fault_column.text),
		      JB_ARG(work->period.text));
	for (size_t i = 0; i < query->class.count; i++)
		jb_buf_printf(out, ", %.*s", JB_ARG(query->class.at[i].text));
}

static struct jb_text whole(const struct query *query, struct jb_text select)
{
	const struct jy_dialect *dialect = query->work->dialect;
	struct jb_buf out;

	jb_buf_init(&out, query->work->arena);
	jy_sheet_write(&query->work->sheet, query->table, &out);
	jb_buf_add_text(&out, select);
	if (dialect->tail)
		jb_buf_printf(&out, "\n%s", dialect->tail);
	return jb_text_copy(query->work->arena, jb_buf_text(&out));
}

/* What is grouped by stands in the last SELECT of the chain, under names. */
static void keep_all(struct query *query)
{
	struct jy_sql_work *work = query->work;
	struct jy_sql_value period = work->period;

	work->reason = JY_SQL_KEEP(work, "reason", work->reason);
	work->fault_column = JY_SQL_KEEP(work, "fault column", work->fault_column);
	work->period = JY_SQL_KEEP(work, "period",
				   JY_SQL(&work->sheet,
					  "CASE WHEN $1 IN ('accepted', 'rejected') THEN $2 END",
					  work->fate, period));
	make_classes(query);
}

static struct jrt_query counts(struct query *query)
{
	struct jy_sql_work *work = query->work;
	struct jy_sql_result result;

	begin(&result, query, query->name);
	jy_sql_result_add(&result, JRT_QUERY_REASON, 0, JB_TEXT("reason"), work->reason);
	jy_sql_result_add(&result, JRT_QUERY_COLUMN, 0, JB_TEXT("column"), work->fault_column);
	add_classes(&result, query);
	jy_sql_result_add(&result, JRT_QUERY_ROWS, 0, JB_TEXT("rows"), jy_sql_word("COUNT(*)"));
	jy_sql_result_add(&result, JRT_QUERY_FIRST, 0, JB_TEXT("first"),
			  JY_SQL(&work->sheet, "MIN($1)", work->time));
	jy_sql_result_add(&result, JRT_QUERY_LAST, 0, JB_TEXT("last"),
			  JY_SQL(&work->sheet, "MAX($1)", work->time));
	add_requirements(&result);
	add_odd_times(&result);
	for (uint32_t p = 0; p < query->part.count; p++)
		jy_sql_part_columns(&result, p, query->part.at[p].name, query->part.at[p].part);
	add_group_by(query, &result.out);
	return (struct jrt_query){.name = query->name,
				  .text = whole(query, jb_buf_text(&result.out)),
				  .column = result.column.at,
				  .column_count = result.column.count};
}

/* SELECT period, class, part, value FROM rows that count: one for each part with values. */
static void add_values_of(struct query *query, uint32_t number, bool as_text, struct jb_buf *out)
{
	struct jy_sql_work *work = query->work;
	const struct jrt_part *part = query->part.at[number].part;
	struct jy_sql_use use = jy_sql_use(work, part);
	struct jy_sql_value value = use.a;

	if (part->type == JRT_FLAG)
		value = JY_SQL(&work->sheet, "CASE WHEN $1 THEN 1 ELSE 0 END", value);
	if (as_text)
		value = JY_SQL(&work->sheet, work->dialect->text, value);
	if (out->size)
		jb_buf_add_string(out, "\n  UNION ALL");
	jb_buf_printf(out, "\n  SELECT %.*s AS period", JB_ARG(work->period.text));
	for (size_t i = 0; i < query->class.count; i++)
		jb_buf_printf(out, ", %.*s AS class_%zu", JB_ARG(query->class.at[i].text), i);
	jb_buf_printf(out, ", %u AS part, %.*s AS value\n  FROM %.*s\n  WHERE %.*s = 'accepted'",
		      (unsigned)number, JB_ARG(value.text), JB_ARG(jy_sheet_rows(&work->sheet)),
		      JB_ARG(work->fate.text));
	if (!use.all)
		jb_buf_printf(out, " AND (%.*s)", JB_ARG(use.counts.text));
}

static void add_values_columns(struct jy_sql_result *result, const struct query *query)
{
	jy_sql_result_add(result, JRT_QUERY_PERIOD, 0, JB_TEXT("period"), jy_sql_word("period"));
	for (uint32_t i = 0; i < query->class.count; i++)
		jy_sql_result_add(
			result, JRT_QUERY_CLASS, i, JB_TEXT("class"),
			(struct jy_sql_value){
				.text = jb_text_printf(query->work->arena, "class_%u", (unsigned)i),
				.atom = true});
	jy_sql_result_add(result, JRT_QUERY_PART, 0, JB_TEXT("part"), jy_sql_word("part"));
	jy_sql_result_add(result, JRT_QUERY_VALUE, 0, JB_TEXT("value"), jy_sql_word("value"));
	jy_sql_result_add(result, JRT_QUERY_COUNT, 0, JB_TEXT("count"), jy_sql_word("COUNT(*)"));
}

static struct jrt_query values(struct query *query)
{
	struct jy_sql_work *work = query->work;
	struct jb_text name = jb_text_printf(work->arena, "%.*s, values", JB_ARG(query->name));
	struct jy_sql_value fate = work->fate;
	struct jy_sql_result result;
	struct jb_buf from;
	bool texts = false;

	jb_buf_init(&from, work->arena);
	for (uint32_t p = 0; p < query->part.count; p++)
		texts |= jy_sql_has_values(query->part.at[p].part) &&
			 query->part.at[p].part->type == JRT_TEXT;
	for (uint32_t p = 0; p < query->part.count; p++)
		if (jy_sql_has_values(query->part.at[p].part))
			add_values_of(query, p, texts, &from);
	work->fate = jy_sql_word("'accepted'");
	begin(&result, query, name);
	work->fate = fate;
	add_values_columns(&result, query);
	jb_buf_printf(&result.out, "\nFROM (%.*s) AS counted\nGROUP BY period",
		      JB_ARG(jb_buf_text(&from)));
	for (size_t i = 0; i < query->class.count; i++)
		jb_buf_printf(&result.out, ", class_%zu", i);
	jb_buf_add_string(&result.out, ", part, value");
	return (struct jrt_query){.name = name,
				  .text = whole(query, jb_buf_text(&result.out)),
				  .column = result.column.at,
				  .column_count = result.column.count,
				  .values = true};
}

/* ---- sources ---- */

static void refuse_source(struct jy_sql_work *work, const char *what, const char *why,
			  const char *instead)
{
	jy_sql_refuse(
		work, &work->source->place,
		jb_text_printf(work->arena, "source %.*s: %s", JB_ARG(work->source->name), what),
		why, instead);
}

/* False (refused): rows of the source cannot be counted in an engine. */
static bool can_measure(struct jy_sql_work *work)
{
	const struct jrt_source *source = work->source;
	size_t before = work->refusals->list.count;

	if (source->cases)
		refuse_source(work, "cases of a log", "they are not written as SQL yet",
			      "let journey read the rows");
	if (source->identify_count)
		refuse_source(work, "identify", "duplicates are not told apart in SQL yet",
			      "give the table each row once, and leave `identify` out");
	if (source->stop != JRT_NONE)
		refuse_source(work, "stop at", "rows of a table have no order",
			      "give the table without the rows behind, or say `ignore`");
	if (source->row_covers)
		refuse_source(work, "rows that cover a stretch of time",
			      "they are not written as SQL yet", "let journey read the rows");
	if (source->schema_count)
		refuse_source(work, "several schemas", "a table has one form",
			      "give each form a table and a source");
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

static bool has_values(const struct query *query)
{
	for (size_t p = 0; p < query->part.count; p++)
		if (jy_sql_has_values(query->part.at[p].part))
			return true;
	return false;
}

static void finish(const struct query *query, struct jrt_query *made)
{
	made->source = query->work->number;
	made->periods = query->work->periods;
	made->bit = query->bit.at;
	made->bit_count = query->bit.count;
	made->part = query->part.at;
	made->part_count = query->part.count;
	made->meter = query->meter.at;
	made->meter_count = query->meter.count;
}

typedef JB_VEC(struct jrt_query) queries;

static struct jb_text name_of(const struct jy_sql_work *work, const queries *made)
{
	struct jb_text plain = jb_text_printf(work->arena, "%.*s by %s", JB_ARG(work->source->name),
					      unit_name(work->plan->periods[work->periods].unit));
	struct jb_text name = plain;
	unsigned number = 1;

	for (size_t i = 0; i < made->count; i++)
		if (jb_text_equal(made->at[i].name, name)) {
			name = jb_text_printf(work->arena, "%.*s, %u", JB_ARG(plain), ++number);
			i = SIZE_MAX;
		}
	return name;
}

static void measure(struct jy_sql_work *work, queries *made)
{
	struct query query = {.work = work};

	for (uint32_t m = 0; m < work->plan->meter_count; m++) {
		const struct jrt_meter *meter = &work->plan->meter[m];

		if (meter->periods == work->periods &&
		    work->plan->metric[meter->metric].source == work->number)
			take_meter(&query, m);
	}
	if (query.meter.count == 0 || !can_measure(work))
		return;
	query.name = name_of(work, made);
	query.table = table_of(work);
	work->sheet = (struct jy_sheet){.arena = work->arena, .dialect = work->dialect};
	jy_sql_rows(work);
	if (work->refusals->list.count)
		return;
	keep_all(&query);
	*jb_push(work->arena, made) = counts(&query);
	finish(&query, &made->at[made->count - 1]);
	if (!has_values(&query))
		return;
	*jb_push(work->arena, made) = values(&query);
	finish(&query, &made->at[made->count - 1]);
}

const struct jrt_queries *jy_sql(struct jb_arena *arena, const struct jrt_plan *plan,
				 const struct jy_sql_how *how, struct jy_sql_refusals *refusals)
{
	struct jrt_queries *all = JB_NEW(arena, struct jrt_queries);
	queries made = {0};

	for (uint32_t s = 0; s < plan->source_count; s++)
		for (uint32_t p = 0; p < plan->periods_count; p++) {
			struct jy_sql_work work = {.arena = arena,
						   .plan = plan,
						   .source = &plan->source[s],
						   .number = s,
						   .periods = p,
						   .how = how,
						   .dialect = how->dialect,
						   .refusals = refusals};

			measure(&work, &made);
		}
	*all = (struct jrt_queries){.plan = how->plan, .query = made.at, .count = made.count};
	return refusals->list.count ? NULL : all;
}
