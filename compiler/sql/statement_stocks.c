/*
 * The statement of stocks: the sum over the rows of one time (heads, open cases), for each time
 * that rows have, by period, class and group. Moments are few against rows, for a stock is counted
 * by the day or the month; so they are told one by one.
 */
#include "sql/statement.h"

bool jy_sql_any_stocks(const struct jy_sql_query *query)
{
	for (size_t p = 0; p < query->part.count; p++)
		if (query->part.at[p].part->kind == JRT_PART_STOCK)
			return true;
	return false;
}

/* SELECT period, class, part, moment, amount FROM rows that count. */
static void add_rows_of(const struct jy_sql_query *query, uint32_t number, struct jb_buf *out)
{
	struct jy_sql_work *work = query->work;
	const struct jy_sql_use use = jy_sql_use(work, query->part.at[number].part);

	if (out->size)
		jb_buf_add_string(out, "\n  UNION ALL");
	jb_buf_printf(out, "\n  SELECT %.*s AS period", JB_ARG(work->period.text));
	for (size_t i = 0; i < query->class.count; i++)
		jb_buf_printf(out, ", %.*s AS class_%zu", JB_ARG(query->class.at[i].text), i);
	if (jy_sql_is_grouped(query))
		jb_buf_printf(out, ", %.*s AS key_of", JB_ARG(query->group.text));
	jb_buf_printf(out,
		      ", %u AS part, %.*s AS moment, %.*s AS amount\n  FROM %.*s\n  WHERE %.*s = "
		      "'accepted'",
		      (unsigned)number, JB_ARG(work->time.text), JB_ARG(use.a.text),
		      JB_ARG(jy_sheet_rows(&work->sheet)), JB_ARG(work->fate.text));
	if (!use.all)
		jb_buf_printf(out, " AND (%.*s)", JB_ARG(use.counts.text));
	if (jy_sql_is_grouped(query))
		jb_buf_printf(out, " AND %.*s IS NOT NULL", JB_ARG(query->group.text));
}

static void add_columns(const struct jy_sql_query *query, struct jy_sql_result *result)
{
	const struct jy_dialect *dialect = query->work->dialect;
	struct jy_sheet *sheet = &query->work->sheet;

	jy_sql_result_add(result, JRT_QUERY_PERIOD, 0, JB_TEXT("period"), jy_sql_word("period"));
	for (uint32_t i = 0; i < query->class.count; i++)
		jy_sql_result_add(
			result, JRT_QUERY_CLASS, i, JB_TEXT("class"),
			(struct jy_sql_value){
				.text = jb_text_printf(query->work->arena, "class_%u", (unsigned)i),
				.atom = true});
	if (jy_sql_is_grouped(query))
		jy_sql_result_add(result, JRT_QUERY_KEY, 0, JB_TEXT("key"), jy_sql_word("key_of"));
	jy_sql_result_add(result, JRT_QUERY_PART, 0, JB_TEXT("part"), jy_sql_word("part"));
	jy_sql_result_add(result, JRT_QUERY_VALUE, 0, JB_TEXT("time"), jy_sql_word("moment"));
	jy_sql_result_add(result, JRT_QUERY_COUNT, 0, JB_TEXT("count"), jy_sql_word("COUNT(*)"));
	jy_sql_result_add(result, JRT_QUERY_NUM, 0, JB_TEXT("sum"),
			  JY_SQL(sheet, dialect->sum, jy_sql_word("amount")));
	if (dialect->sum_high)
		jy_sql_result_add(result, JRT_QUERY_NUM_HIGH, 0, JB_TEXT("sum high"),
				  JY_SQL(sheet, dialect->sum_high, jy_sql_word("amount")));
}

struct jrt_query jy_sql_stocks(struct jy_sql_query *query)
{
	struct jb_arena *arena = query->work->arena;
	struct jb_text name = jb_text_printf(arena, "%.*s, stocks", JB_ARG(query->name));
	struct jy_sql_result result;
	struct jb_buf from;

	jb_buf_init(&from, arena);
	for (uint32_t p = 0; p < query->part.count; p++)
		if (query->part.at[p].part->kind == JRT_PART_STOCK)
			add_rows_of(query, p, &from);
	jy_sql_begin(&result, query, name);
	add_columns(query, &result);
	jb_buf_printf(&result.out, "\nFROM (%.*s) AS looked_at\nGROUP BY period",
		      JB_ARG(jb_buf_text(&from)));
	for (size_t i = 0; i < query->class.count; i++)
		jb_buf_printf(&result.out, ", class_%zu", i);
	if (jy_sql_is_grouped(query))
		jb_buf_add_string(&result.out, ", key_of");
	jb_buf_add_string(&result.out, ", part, moment");
	return (struct jrt_query){
		.name = name,
		.text = jy_sql_whole(query, JB_TEXT(""), jb_buf_text(&result.out)),
		.column = result.column.at,
		.column_count = result.column.count,
		.values = true,
		.stocks = true};
}
