/*
 * The statement of stretches: the time in which rows lie, joined, by window functions. Which of it
 * is of a period, relieved or open is left to the runtime, so that one statement does for all
 * calendars. Stretches do not add up over classes: the rows of each condition of a meter are
 * joined by themselves.
 *
 *	stretches_1  a row for each set and row of it: from when to when it lasts
 *	stretches_2  until when some row before it in its set lasts
 *	stretches_3  how many times so far none did: what has the same number is one stretch
 */
#include "sql/statement.h"

struct sets {
	struct jy_sql_query *query;
	struct jy_sheet *sheet;
	JB_VEC(struct jrt_query_stretch) set;
	struct jy_sql_value number; /* of the set at hand; its name, where there are several */
};

bool jy_sql_any_stretches(const struct jy_sql_query *query)
{
	for (size_t p = 0; p < query->part.count; p++)
		if (query->part.at[p].part->kind == JRT_PART_TIME)
			return true;
	return false;
}

static void add_set(struct sets *sets, uint32_t part, uint32_t mask)
{
	for (size_t i = 0; i < sets->set.count; i++)
		if (sets->set.at[i].part == part && sets->set.at[i].mask == mask)
			return;
	*jb_push(sets->query->work->arena, &sets->set) =
		(struct jrt_query_stretch){.part = part, .mask = mask};
}

static void find_sets(struct sets *sets)
{
	const struct jy_sql_query *query = sets->query;
	const struct jrt_plan *plan = query->work->plan;

	for (size_t m = 0; m < query->meter.count; m++) {
		const struct jrt_query_meter *meter = &query->meter.at[m];
		const struct jrt_metric *metric = &plan->metric[plan->meter[meter->meter].metric];

		for (size_t p = 0; p < metric->part_count; p++)
			if (metric->part[p].kind == JRT_PART_TIME)
				add_set(sets, meter->part[p], meter->mask);
	}
	sets->number = sets->set.count == 1 ? jy_sql_number(sets->sheet, 0)
					    : jy_sheet_free_name(sets->sheet, JB_TEXT("stretch"));
}

static struct jy_sql_use use_of(const struct sets *sets, size_t i)
{
	return jy_sql_use(sets->query->work, sets->query->part.at[sets->set.at[i].part].part);
}

/* ---- rows ---- */

/* The set's value of two that each use has. */
static void add_ends(const struct sets *sets, bool second, const char *name, struct jb_buf *out)
{
	const bool several = sets->set.count > 1;

	jb_buf_add_string(out, ", ");
	if (several)
		jb_buf_printf(out, "CASE %.*s", JB_ARG(sets->number.text));
	for (size_t i = 0; i < sets->set.count; i++) {
		const struct jy_sql_use use = use_of(sets, i);

		if (several)
			jb_buf_printf(out, " WHEN %zu THEN ", i);
		jb_buf_add_text(out, second ? use.b.text : use.a.text);
	}
	jb_buf_printf(out, "%s AS %s", several ? " END" : "", name);
}

static void add_from(const struct sets *sets, struct jb_buf *out)
{
	jb_buf_printf(out, "\n  FROM %.*s", JB_ARG(jy_sheet_rows(sets->sheet)));
	if (sets->set.count == 1)
		return;
	jb_buf_printf(out, " CROSS JOIN (SELECT 0 AS %.*s", JB_ARG(sets->number.text));
	for (size_t i = 1; i < sets->set.count; i++)
		jb_buf_printf(out, " UNION ALL SELECT %zu", i);
	jb_buf_add_string(out, ") AS sets");
}

/* Whether a row is one of the set. */
static struct jy_sql_value is_of(const struct sets *sets, size_t i)
{
	const struct jy_sql_use use = use_of(sets, i);
	const uint32_t mask = sets->set.at[i].mask;
	struct jy_sql_value is = use.counts;

	if (mask != JRT_NONE)
		is = JY_SQL(sets->sheet, "$1 AND $2", jy_sql_bit(sets->query, mask), is);
	if (sets->set.count > 1)
		is = JY_SQL(sets->sheet, "$1 = $2 AND $3", sets->number,
			    jy_sql_number(sets->sheet, (int64_t)i), is);
	return is;
}

static void add_rows(const struct sets *sets, struct jb_buf *out)
{
	const struct jy_sql_work *work = sets->query->work;

	jb_buf_printf(out, ",\n stretches_1 AS (\n  SELECT %.*s AS stretch",
		      JB_ARG(sets->number.text));
	add_ends(sets, false, "begins", out);
	add_ends(sets, true, "ends", out);
	add_from(sets, out);
	jb_buf_printf(out, "\n  WHERE %.*s = 'accepted' AND (", JB_ARG(work->fate.text));
	for (size_t i = 0; i < sets->set.count; i++)
		jb_buf_printf(out, i ? "\n    OR (%.*s)" : "(%.*s)", JB_ARG(is_of(sets, i).text));
	jb_buf_add_string(out, "))");
}

/* ---- stretches ---- */

/* Of rows that are alike, which an engine may take in another order each time, the one that begins
 * a stretch has to stay the first. */
static void add_joined(struct jb_buf *out)
{
	static const char order[] = "OVER (PARTITION BY stretch ORDER BY begins, ends%s ROWS "
				    "BETWEEN UNBOUNDED PRECEDING AND %s) AS %s\n";

	jb_buf_add_string(out, ",\n stretches_2 AS (\n  SELECT stretches_1.*, MAX(ends) ");
	jb_buf_printf(out, order, "", "1 PRECEDING", "reached");
	jb_buf_add_string(out, "  FROM stretches_1),\n stretches_3 AS (\n  SELECT stretches_2.*, "
			       "SUM(CASE WHEN begins <= reached THEN 0 ELSE 1 END) ");
	jb_buf_printf(out, order, ", CASE WHEN begins <= reached THEN 1 ELSE 0 END", "CURRENT ROW",
		      "joined");
	jb_buf_add_string(out, "  FROM stretches_2)");
}

struct jrt_query jy_sql_stretches(struct jy_sql_query *query)
{
	struct jy_sql_work *work = query->work;
	struct jb_text name = jb_text_printf(work->arena, "%.*s, stretches", JB_ARG(query->name));
	struct sets sets = {.query = query, .sheet = &work->sheet};
	struct jy_sql_result result;
	struct jb_buf chain;

	find_sets(&sets);
	jb_buf_init(&chain, work->arena);
	add_rows(&sets, &chain);
	add_joined(&chain);
	jy_sql_begin(&result, query, name);
	jy_sql_result_add(&result, JRT_QUERY_STRETCH, 0, JB_TEXT("stretch"),
			  jy_sql_word("stretch"));
	jy_sql_result_add(&result, JRT_QUERY_BEGINS, 0, JB_TEXT("begins"),
			  jy_sql_word("MIN(begins)"));
	jy_sql_result_add(&result, JRT_QUERY_ENDS, 0, JB_TEXT("ends"), jy_sql_word("MAX(ends)"));
	jy_sql_result_add(&result, JRT_QUERY_COUNT, 0, JB_TEXT("count"), jy_sql_word("COUNT(*)"));
	jb_buf_add_string(&result.out, "\nFROM stretches_3\nGROUP BY stretch, joined");
	return (struct jrt_query){
		.name = name,
		.text = jy_sql_whole(query, jb_buf_text(&chain), jb_buf_text(&result.out)),
		.column = result.column.at,
		.column_count = result.column.count,
		.values = true,
		.stretch = sets.set.at,
		.stretch_count = sets.set.count};
}
