/*
 * Runs: the values of a group in ascending order, a thousand of them as one short text
 * (journey/query.h), so that an answer's size hardly goes with the values.
 *
 *	values_2  in what place of its group a value stands
 *	values_3  what each value is ahead of the one before it
 *	values_4  (of engines that join texts in no order) the texts so far
 */
#include "sql/statement_values.h"

/* Values in one run. */
#define RUN 1024

/* In values_2 and later. A text is a run of its own. */
struct jb_text jy_sql_run_group(const struct jy_sql_values *v)
{
	return jb_text_printf(v->work->arena, v->texts ? "%.*s, spelling" : "%.*s",
			      JB_ARG(v->group));
}

static void add_places(const struct jy_sql_values *v, struct jb_buf *out)
{
	const struct jb_text group = jy_sql_run_group(v);
	struct jy_sql_value run = JY_SQL(v->sheet, v->work->dialect->divide, jy_sql_word("place"),
					 jy_sql_number(v->sheet, RUN));

	jb_buf_printf(out,
		      ",\n values_2 AS (\n  SELECT values_1.*,\n    ROW_NUMBER() OVER (PARTITION "
		      "BY %.*s ORDER BY value) - 1 AS place\n  FROM values_1)",
		      JB_ARG(group));
	jb_buf_printf(
		out,
		",\n values_3 AS (\n  SELECT values_2.*, %.*s AS batch,\n    CASE WHEN place %% "
		"%d <> 0 THEN value - MAX(value) OVER (PARTITION BY %.*s ORDER BY value ROWS "
		"BETWEEN 1 PRECEDING AND 1 PRECEDING) ELSE 0 END AS ahead\n  FROM values_2)",
		JB_ARG(run.text), RUN, JB_ARG(group));
}

/* One letter where it will do, else digits and a mark behind them. */
static struct jy_sql_value short_number(const struct jy_sql_values *v, struct jy_sql_value number,
					const char *letters, const char *mark)
{
	const struct jy_dialect *d = v->work->dialect;
	struct jy_sql_value letter =
		JY_SQL(v->sheet, d->slice, jy_sql_word(letters),
		       JY_SQL(v->sheet, "CAST($1 AS INTEGER)", number), jy_sql_word("1"));
	struct jy_sql_value digits =
		JY_SQL(v->sheet, "$1 || $2", JY_SQL(v->sheet, d->text, number), jy_sql_word(mark));

	return JY_SQL(v->sheet, "CASE WHEN $1 <= 26 THEN $2 ELSE $3 END", number, letter, digits);
}

/* A value of a run: how far it is ahead of the one before, and how often it occurs. */
static struct jy_sql_value entry(const struct jy_sql_values *v)
{
	const struct jy_dialect *d = v->work->dialect;
	struct jy_sheet *sheet = v->sheet;
	struct jy_sql_value unit = jy_sql_number(sheet, JB_FIX_ONE), ahead = jy_sql_word("ahead");
	struct jy_sql_value units = JY_SQL(sheet, d->divide, ahead, unit);
	struct jy_sql_value odd =
		JY_SQL(sheet, "$1 || $2", JY_SQL(sheet, d->text, ahead), jy_sql_word("'.'"));
	struct jy_sql_value far = short_number(v, units, "'abcdefghijklmnopqrstuvwxyz'", "':'");
	struct jy_sql_value gap = JY_SQL(
		sheet,
		"CASE WHEN ahead IN (0, $1) THEN '' WHEN ahead % $1 <> 0 THEN $2 ELSE $3 END", unit,
		odd, far);

	return JY_SQL(sheet, "$1 || $2", gap,
		      short_number(v, jy_sql_word("times"), "'ABCDEFGHIJKLMNOPQRSTUVWXYZ'", "','"));
}

/* A text has none. */
struct jy_sql_value jy_sql_run_text(const struct jy_sql_values *v)
{
	struct jy_sql_value all =
		v->work->dialect->join
			? JY_SQL(v->sheet, v->work->dialect->join, entry(v), jy_sql_word("value"))
			: jy_sql_word("MAX(so_far)"); /* the others are what it begins with */

	return v->texts ? JY_SQL(v->sheet, "CASE WHEN spelling IS NULL THEN $1 END", all) : all;
}

static void add_so_far(const struct jy_sql_values *v, struct jb_buf *out)
{
	jb_buf_printf(out,
		      ",\n values_4 AS (\n  SELECT values_3.*, GROUP_CONCAT(%.*s, '') OVER "
		      "(PARTITION BY %.*s, batch ORDER BY value) AS so_far\n  FROM values_3)",
		      JB_ARG(entry(v).text), JB_ARG(jy_sql_run_group(v)));
}

void jy_sql_runs(const struct jy_sql_values *v, struct jb_buf *out)
{
	add_places(v, out);
	if (!v->work->dialect->join)
		add_so_far(v, out);
}

const char *jy_sql_runs_from(const struct jy_sql_values *v)
{
	return v->work->dialect->join ? "values_3" : "values_4";
}
