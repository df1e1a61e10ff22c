/*
 * Counts and values by one statement, which looks at each row once: it groups rows as the counts
 * are, and for each part that has values by period, class, key and value. What has been counted
 * goes through the SELECTs that make runs, in which values stand beside it. A row of the answer
 * names the query that it is of; the columns of the other one are NULL.
 *
 *	looked_at  rows, and what each part sees of them: NULL where they do not count
 *	counted    rows of all groupings; fate is NULL of values, part is of counts
 *	values_1   without groups of rows that do not count
 */
#include "sql/statement_values.h"

/* "class of 12" */
static struct jy_sql_value own(const struct jy_sql_values *v, const char *what, size_t i)
{
	return jy_sheet_free_name(v->sheet, jb_text_printf(v->work->arena, "%s of %u", what,
							   (unsigned)v->part.at[i]));
}

static struct jy_sql_value class_name(const struct jy_sql_values *v, size_t word, size_t i)
{
	return own(
		v,
		jb_text_cstring(v->work->arena, jb_text_printf(v->work->arena, "class %zu", word)),
		i);
}

/* ---- rows ---- */

static struct jy_sql_value value_of(const struct jy_sql_values *v, size_t i)
{
	struct jy_sql_value is = JY_SQL(v->sheet, "$1 = 'accepted' AND $2", v->work->fate,
					jy_sql_value_counts(v, i));

	if (jy_sql_is_grouped(v->query))
		is = JY_SQL(v->sheet, "$1 AND $2 IS NOT NULL", is, v->query->group);
	return JY_SQL(v->sheet, "CASE WHEN $1 THEN $2 END", is, jy_sql_value_told(v, i));
}

static void add_looked_at(const struct jy_sql_values *v, struct jb_buf *out)
{
	const struct jb_text rows = jy_sheet_rows(v->sheet);

	jb_buf_printf(out, ",\n looked_at AS (\n  SELECT %.*s.*", JB_ARG(rows));
	for (size_t i = 0; i < v->part.count; i++) {
		for (size_t word = 0; word < v->query->class.count; word++)
			jb_buf_printf(out, ",\n    %.*s AS %.*s",
				      JB_ARG(jy_sql_class_seen(v, i, word).text),
				      JB_ARG(class_name(v, word, i).text));
		jb_buf_printf(out, ",\n    %.*s AS %.*s", JB_ARG(value_of(v, i).text),
			      JB_ARG(own(v, "value", i).text));
	}
	jy_sql_add_counted(v->query, "\n  ", out);
	jb_buf_add_byte(out, ')');
}

/* ---- groups ---- */

/* That of some values which is known; the empty text is none of them. */
static void add_known(struct jb_buf *out, const struct jy_sql_value *of, size_t count)
{
	size_t some = 0;

	for (size_t i = 0; i < count; i++)
		some += of[i].text.size > 0;
	if (some > 1)
		jb_buf_add_string(out, "COALESCE(");
	for (size_t i = 0, added = 0; i < count; i++)
		if (of[i].text.size)
			jb_buf_printf(out, added++ ? ", %.*s" : "%.*s", JB_ARG(of[i].text));
	if (some > 1)
		jb_buf_add_byte(out, ')');
}

static void add_values(const struct jy_sql_values *v, struct jb_buf *out)
{
	struct jy_sql_value *of = JB_NEW_ARRAY(v->work->arena, struct jy_sql_value, v->part.count);

	jb_buf_add_string(out, ",\n    CASE");
	for (size_t i = 0; i < v->part.count; i++)
		jb_buf_printf(out, " WHEN %.*s IS NOT NULL THEN %u",
			      JB_ARG(own(v, "value", i).text), (unsigned)v->part.at[i]);
	jb_buf_add_string(out, " END AS part");
	for (int texts = 0; texts < 2; texts++) {
		if (!(texts ? v->texts : v->numbers))
			continue;
		for (size_t i = 0; i < v->part.count; i++)
			of[i] = jy_sql_is_text(v, i) == (texts == 1) ? own(v, "value", i)
								     : (struct jy_sql_value){0};
		jb_buf_add_string(out, ",\n    ");
		add_known(out, of, v->part.count);
		jb_buf_add_string(out, texts ? " AS spelling" : " AS value");
	}
	jb_buf_printf(out, ",\n    CASE WHEN %.*s IS NULL THEN COUNT(*) END AS times",
		      JB_ARG(v->work->fate.text));
}

/* What rows are grouped by, one way or another. */
static void add_keys(const struct jy_sql_values *v, struct jb_buf *out)
{
	const struct jy_sql_work *work = v->work;
	struct jy_sql_value *of = JB_NEW_ARRAY(work->arena, struct jy_sql_value, v->part.count + 1);

	jb_buf_printf(out,
		      "SELECT %.*s AS fate, %.*s AS reason, %.*s AS fault_column,\n    %.*s AS "
		      "period",
		      JB_ARG(work->fate.text), JB_ARG(work->reason.text),
		      JB_ARG(work->fault_column.text), JB_ARG(work->period.text));
	for (size_t word = 0; word < v->query->class.count; word++) {
		of[0] = v->query->class.at[word];
		for (size_t i = 0; i < v->part.count; i++)
			of[i + 1] = class_name(v, word, i);
		jb_buf_add_string(out, ", ");
		add_known(out, of, v->part.count + 1);
		jb_buf_printf(out, " AS class_%zu", word);
	}
	if (v->query->path.text.size)
		jb_buf_printf(out, ", %.*s AS path", JB_ARG(v->query->path.text));
	if (jy_sql_is_grouped(v->query))
		jb_buf_printf(out, ", %.*s AS key_of", JB_ARG(v->query->group.text));
}

static void add_grouping(const struct jy_sql_values *v, struct jb_buf *out)
{
	jb_buf_add_string(out, "\n  FROM looked_at\n  GROUP BY GROUPING SETS (\n    (");
	jy_sql_add_count_keys(v->query, out);
	for (size_t i = 0; i < v->part.count; i++) {
		jb_buf_printf(out, "),\n    (%.*s", JB_ARG(v->work->period.text));
		for (size_t word = 0; word < v->query->class.count; word++)
			jb_buf_printf(out, ", %.*s", JB_ARG(class_name(v, word, i).text));
		if (jy_sql_is_grouped(v->query))
			jb_buf_printf(out, ", %.*s", JB_ARG(v->query->group.text));
		jb_buf_printf(out, ", %.*s", JB_ARG(own(v, "value", i).text));
	}
	jb_buf_add_string(out, "))");
}

/* ---- the statement ---- */

/* All columns of both queries; `below` gets those of what is counted. */
static void add_columns(const struct jy_sql_values *v, struct jy_sql_result *result,
			struct jb_buf *below)
{
	struct jy_sql_query *query = v->query;

	jy_sql_result_add(result, JRT_QUERY_FATE, 0, JB_TEXT("fate"), jy_sql_word("fate"));
	jy_sql_result_add(result, JRT_QUERY_REASON, 0, JB_TEXT("reason"), jy_sql_word("reason"));
	jy_sql_result_add(result, JRT_QUERY_COLUMN, 0, JB_TEXT("column"),
			  jy_sql_word("fault_column"));
	jy_sql_group_columns(v, result);
	if (query->path.text.size)
		jy_sql_result_add(result, JRT_QUERY_PATH, 0, JB_TEXT("path"), jy_sql_word("path"));
	result->below = below;
	result->above = v->runs ? "CASE WHEN fate IS NOT NULL THEN MAX($1) END"
				: "CASE WHEN fate IS NOT NULL THEN $1 END";
	if (jy_sql_is_grouped(query))
		jy_sql_result_add(result, JRT_QUERY_KEYED, 0, JB_TEXT("with key"),
				  JY_SQL(v->sheet, "COUNT($1)", query->group));
	jy_sql_count_columns(result, query);
	result->below = NULL;
	jy_sql_value_columns(v, result);
}

static bool is_of_values(enum jrt_query_what what)
{
	return what == JRT_QUERY_PART || what == JRT_QUERY_VALUE || what == JRT_QUERY_COUNT ||
	       what == JRT_QUERY_RUN;
}

static bool is_of_both(enum jrt_query_what what)
{
	return what == JRT_QUERY_NAME || what == JRT_QUERY_PLAN || what == JRT_QUERY_PERIOD ||
	       what == JRT_QUERY_CLASS || what == JRT_QUERY_KEY;
}

static void take_columns(const struct jy_sql_result *result, bool values, struct jrt_query *query)
{
	struct jrt_query_column *column =
		JB_NEW_ARRAY(result->work->arena, struct jrt_query_column, result->column.count);

	for (size_t i = 0; i < result->column.count; i++) {
		const enum jrt_query_what what = result->column.at[i].what;

		if (is_of_both(what) || is_of_values(what) == values)
			column[query->column_count++] = result->column.at[i];
	}
	query->column = column;
}

static void add_from(const struct jy_sql_values *v, struct jb_buf *out)
{
	if (!v->runs) {
		jb_buf_add_string(out, "\nFROM values_1");
		return;
	}
	jb_buf_printf(out, "\nFROM %s\nGROUP BY fate, reason, fault_column, ", jy_sql_runs_from(v));
	if (v->query->path.text.size)
		jb_buf_add_string(out, "path, ");
	jb_buf_printf(out, "%.*s, batch", JB_ARG(jy_sql_run_group(v)));
}

bool jy_sql_are_together(const struct jy_sql_query *query)
{
	return query->work->dialect->together && !query->work->how->apart &&
	       jy_sql_any_values(query);
}

void jy_sql_together(struct jy_sql_query *query, struct jrt_query *counts, struct jrt_query *values)
{
	const struct jy_sql_values v = jy_sql_values_of(query);
	const struct jb_text name = jy_sql_values_name(query);
	struct jb_arena *arena = query->work->arena;
	struct jy_sql_result result;
	struct jb_buf chain, below;

	jb_buf_init(&chain, arena);
	jb_buf_init(&below, arena);
	jy_sql_begin_as(&result, query,
			JY_SQL(v.sheet, "CASE WHEN fate IS NULL THEN $1 ELSE $2 END",
			       jy_sql_text(v.sheet, name), jy_sql_text(v.sheet, query->name)));
	add_columns(&v, &result, &below);
	add_looked_at(&v, &chain);
	jb_buf_add_string(&chain, ",\n counted AS (\n  ");
	add_keys(&v, &chain);
	add_values(&v, &chain);
	jb_buf_add_text(&chain, jb_buf_text(&below));
	add_grouping(&v, &chain);
	jb_buf_add_string(&chain, "),\n values_1 AS (\n  SELECT counted.*\n  FROM counted\n  WHERE "
				  "fate IS NOT NULL OR part IS NOT NULL)");
	if (v.runs)
		jy_sql_runs(&v, &chain);
	add_from(&v, &result.out);
	*counts = (struct jrt_query){
		.name = query->name,
		.text = jy_sql_whole(query, jb_buf_text(&chain), jb_buf_text(&result.out))};
	*values = (struct jrt_query){.name = name, .values = true, .together = true};
	take_columns(&result, false, counts);
	take_columns(&result, true, values);
}
