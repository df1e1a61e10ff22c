/*
 * The statement of counts around the chain of SELECTs: classes of rows, what is grouped by, what is
 * counted of each group whatever the metrics, and the columns of each part. What stands in every
 * statement of a query is here, too.
 */
#include "sql/statement.h"

#include "sql/told.h"

/* ---- classes ---- */

struct jy_sql_value jy_sql_bit(const struct jy_sql_query *query, uint32_t number)
{
	const struct jrt_query_bit *bit = &query->bit.at[number];
	struct jy_sheet *sheet = &query->work->sheet;
	struct jy_sql_value when = {0};

	if (bit->mask != JRT_NONE)
		return query->work->main->value[bit->mask];
	if (bit->surplus)
		return query->work->surplus[bit->surplus - 1];
	for (size_t r = 0; r < bit->range_count; r++) {
		struct jy_sql_value in = JY_SQL(sheet, "$1 >= $2 AND $1 < $3", query->work->time,
						jy_sql_number(sheet, bit->range[r].from),
						jy_sql_number(sheet, bit->range[r].to));

		when = r ? JY_SQL(sheet, "$1 OR $2", when, in) : in;
	}
	return when;
}

static struct jy_sql_value class_of(struct jy_sql_query *query, size_t from)
{
	struct jy_sheet *sheet = &query->work->sheet;
	struct jy_sql_value class = {0};

	for (uint32_t i = (uint32_t)from; i < query->bit.count && i < from + JRT_QUERY_BITS; i++) {
		struct jy_sql_value bit =
			JY_SQL(sheet, "CASE WHEN $1 THEN $2 ELSE 0 END", jy_sql_bit(query, i),
			       jy_sql_number(sheet, INT64_C(1) << (i - from)));

		class = i > from ? JY_SQL(sheet, "$1 + $2", class, bit) : bit;
		class.atom = true;
	}
	return JY_SQL(sheet, "CASE WHEN $1 = 'accepted' THEN $2 END", query->work->fate, class);
}

static void make_classes(struct jy_sql_query *query)
{
	for (size_t from = 0; from < query->bit.count; from += JRT_QUERY_BITS)
		*jb_push(query->work->arena, &query->class) =
			JY_SQL_KEEP(query->work, "class", class_of(query, from));
}

/* ---- the statement ---- */

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

void jy_sql_begin_as(struct jy_sql_result *result, const struct jy_sql_query *query,
		     struct jy_sql_value name)
{
	struct jy_sql_work *work = query->work;

	*result = (struct jy_sql_result){.work = work};
	jb_buf_init(&result->out, work->arena);
	jb_buf_add_string(&result->out, "SELECT");
	jy_sql_result_add(result, JRT_QUERY_NAME, 0, JB_TEXT("query"), name);
	jy_sql_result_add(result, JRT_QUERY_PLAN, 0, JB_TEXT("plan"), short_digest(work));
}

void jy_sql_begin(struct jy_sql_result *result, const struct jy_sql_query *query,
		  struct jb_text name)
{
	jy_sql_begin_as(result, query, jy_sql_text(&query->work->sheet, name));
}

static void add_classes(struct jy_sql_result *result, const struct jy_sql_query *query)
{
	jy_sql_result_add(result, JRT_QUERY_PERIOD, 0, JB_TEXT("period"), query->work->period);
	for (uint32_t i = 0; i < query->class.count; i++)
		jy_sql_result_add(result, JRT_QUERY_CLASS, i, JB_TEXT("class"), query->class.at[i]);
	if (query->path.text.size)
		jy_sql_result_add(result, JRT_QUERY_PATH, 0, JB_TEXT("path"), query->path);
	if (!jy_sql_is_grouped(query))
		return;
	jy_sql_result_add(result, JRT_QUERY_KEY, 0, JB_TEXT("key"), query->group);
	jy_sql_result_add(result, JRT_QUERY_KEYED, 0, JB_TEXT("with key"),
			  JY_SQL(&query->work->sheet, "COUNT($1)", query->group));
}

static struct jy_sql_value rows_where(struct jy_sql_work *work, struct jy_sql_value when)
{
	return JY_SQL(&work->sheet, "COUNT(CASE WHEN $1 THEN 1 END)", when);
}

/* Rows that are not ignored and in which any of the columns is so: such a row counts once. */
static struct jy_sql_value rows_where_any(struct jy_sql_work *work, const struct jy_sql_value *when,
					  size_t count)
{
	struct jy_sql_value any = {0};

	for (size_t i = 0; i < count; i++)
		any = i ? JY_SQL(&work->sheet, "$1 OR $2", any, when[i]) : when[0];
	if (count == 0)
		return any;
	return rows_where(work, JY_SQL(&work->sheet, "$1 <> 'ignored' AND $2", work->fate, any));
}

static void add_rows(struct jy_sql_work *work, struct jy_sql_value *sum, struct jy_sql_value when)
{
	struct jy_sql_value rows = rows_where(work, when);

	*sum = sum->text.size ? JY_SQL(&work->sheet, "$1 + $2", *sum, rows) : rows;
}

/* Local times that were odd: those of columns, and of `main` one by one, where the row is accepted;
 * one of those that is not there is the row's fault. */
static void add_odd_times(struct jy_sql_result *result)
{
	struct jy_sql_work *work = result->work;
	struct jy_sql_value doubled = rows_where_any(work, work->doubled.at, work->doubled.count);
	struct jy_sql_value gaps = rows_where_any(work, work->gaps.at, work->gaps.count);

	for (size_t i = 0; i < work->main_doubled.count; i++)
		add_rows(work, &doubled,
			 JY_SQL(&work->sheet, "$1 = 'accepted' AND $2", work->fate,
				work->main_doubled.at[i]));
	if (work->step_gaps)
		add_rows(work, &gaps,
			 JY_SQL(&work->sheet, "$1 = 'rejected' AND $2 = 'R0326'", work->fate,
				work->reason));
	if (doubled.text.size)
		jy_sql_result_add(result, JRT_QUERY_DOUBLED, 0, JB_TEXT("times twice"), doubled);
	if (gaps.text.size)
		jy_sql_result_add(result, JRT_QUERY_GAPS, 0, JB_TEXT("times not at all"), gaps);
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

void jy_sql_add_counted(const struct jy_sql_query *query, const char *line, struct jb_buf *out)
{
	const struct jy_sql_work *work = query->work;

	jb_buf_printf(out, "%sFROM %.*s", line, JB_ARG(jy_sheet_rows(&work->sheet)));
	if (!jy_sql_never(work->behind))
		jb_buf_printf(out, "%sWHERE %.*s <> 'behind'", line, JB_ARG(work->fate.text));
}

void jy_sql_add_count_keys(const struct jy_sql_query *query, struct jb_buf *out)
{
	const struct jy_sql_work *work = query->work;

	jb_buf_printf(out, "%.*s, %.*s, %.*s, %.*s", JB_ARG(work->fate.text),
		      JB_ARG(work->reason.text), JB_ARG(work->fault_column.text),
		      JB_ARG(work->period.text));
	for (size_t i = 0; i < query->class.count; i++)
		jb_buf_printf(out, ", %.*s", JB_ARG(query->class.at[i].text));
	if (query->path.text.size)
		jb_buf_printf(out, ", %.*s", JB_ARG(query->path.text));
	if (jy_sql_is_grouped(query))
		jb_buf_printf(out, ", %.*s", JB_ARG(query->group.text));
}

struct jb_text jy_sql_whole(const struct jy_sql_query *query, struct jb_text more,
			    struct jb_text select)
{
	const struct jy_dialect *dialect = query->work->dialect;
	struct jb_text reads;
	struct jb_buf out;

	reads = jb_text_printf(query->work->arena, "%.*s\n%.*s", JB_ARG(more), JB_ARG(select));
	jb_buf_init(&out, query->work->arena);
	jb_buf_add_string(&out, "WITH");
	jb_buf_add_text(&out, query->work->sheet.before);
	jb_buf_add_string(&out, query->work->sheet.before.size ? ",\n" : "");
	jy_sheet_write(&query->work->sheet, query->table, reads, &out);
	jb_buf_add_text(&out, reads);
	if (dialect->tail)
		jb_buf_printf(&out, "\n%s", dialect->tail);
	return jb_text_copy(query->work->arena, jb_buf_text(&out));
}

/* What is grouped by stands in the last SELECT of the chain, under names. */
void jy_sql_keep_groups(struct jy_sql_query *query)
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
	if (jy_sql_is_grouped(query))
		query->group = jy_sql_group_of(work, query->grouping);
	jy_sql_told_keep(query);
}

static void add_parts(struct jy_sql_result *result, const struct jy_sql_query *query)
{
	struct jy_sql_work *work = query->work;
	struct jy_sql_steps *main = work->main;

	for (uint32_t p = 0; p < query->part.count; p++) {
		work->main = query->steps[p];
		jy_sql_part_columns(result, p, query->part.at[p].name, query->part.at[p].part);
	}
	work->main = main;
}

void jy_sql_count_columns(struct jy_sql_result *result, const struct jy_sql_query *query)
{
	struct jy_sql_work *work = query->work;

	jy_sql_result_add(result, JRT_QUERY_ROWS, 0, JB_TEXT("rows"), jy_sql_word("COUNT(*)"));
	jy_sql_result_add(result, JRT_QUERY_FIRST, 0, JB_TEXT("first"),
			  JY_SQL(&work->sheet, "MIN($1)", work->time));
	jy_sql_result_add(result, JRT_QUERY_LAST, 0, JB_TEXT("last"),
			  JY_SQL(&work->sheet, "MAX($1)", jy_sql_latest(work)));
	add_requirements(result);
	add_odd_times(result);
	add_parts(result, query);
}

struct jrt_query jy_sql_counts(struct jy_sql_query *query)
{
	struct jy_sql_work *work = query->work;
	struct jy_sql_result result;

	jy_sql_begin(&result, query, query->name);
	jy_sql_result_add(&result, JRT_QUERY_FATE, 0, JB_TEXT("fate"), work->fate);
	jy_sql_result_add(&result, JRT_QUERY_REASON, 0, JB_TEXT("reason"), work->reason);
	jy_sql_result_add(&result, JRT_QUERY_COLUMN, 0, JB_TEXT("column"), work->fault_column);
	add_classes(&result, query);
	jy_sql_count_columns(&result, query);
	jy_sql_add_counted(query, "\n", &result.out);
	jb_buf_add_string(&result.out, "\nGROUP BY ");
	jy_sql_add_count_keys(query, &result.out);
	return (struct jrt_query){
		.name = query->name,
		.text = jy_sql_whole(query, JB_TEXT(""), jb_buf_text(&result.out)),
		.column = result.column.at,
		.column_count = result.column.count};
}
