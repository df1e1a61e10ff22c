/*
 * Rows above an agreed volume (measure/surplus.c): the chain of SELECTs of the forecast, of each of
 * its periods how many rows are within what was agreed, and beside each row its place among those
 * of its period. Rows of one time follow each other in the order of the files: where that decides,
 * a column must say it, or the rows are in doubt.
 */
#include "sql/work.h"

/* More rows than any table has. */
#define ALL_ROWS (INT64_C(1) << 48)

struct limit {
	struct jy_sql_work *work;
	const struct jrt_surplus *rule;
	const struct jrt_meter *meter; /* of the forecast */
	struct jy_sql_work forecast;
	struct jy_sql_use use; /* of its rows */
	struct jb_text name;   /* of the SELECT that tells how many rows are agreed */
};

/* ---- the forecast, which is never made of cases ---- */

static void begin_forecast(struct limit *limit, size_t number)
{
	struct jy_sql_work *work = limit->work;
	const uint32_t source = work->plan->metric[limit->meter->metric].source;

	limit->forecast = (struct jy_sql_work){
		.arena = work->arena,
		.plan = work->plan,
		.source = &work->plan->source[source],
		.number = source,
		.periods = limit->rule->periods,
		.how = work->how,
		.dialect = work->dialect,
		.limits = true,
		.refusals = work->refusals,
	};
	limit->forecast.sheet = (struct jy_sheet){
		.arena = work->arena,
		.dialect = work->dialect,
		.rows = jb_text_cstring(work->arena,
					jb_text_printf(work->arena, "forecast_%zu", number + 1))};
	limit->name = jb_text_printf(work->arena, "agreed_%zu", number + 1);
}

/* floor(share × total), in whole rows, none below zero. A total so large that the product could
 * pass 64 bits agrees to more rows than there can be. */
static struct jy_sql_value rows_of(const struct limit *limit, struct jy_sql_value total)
{
	const jb_i128 share = limit->rule->share > 0 ? limit->rule->share : 1;
	const jb_i128 most = INT64_MAX / 2 / share * JB_FIX_ONE;
	struct jy_sheet *sheet = &limit->work->sheet;
	const char *divide = limit->work->dialect->divide;
	const struct jy_sql_value million = jy_sql_number(sheet, JB_FIX_ONE);
	const struct jy_sql_value times = jy_sql_number(sheet, limit->rule->share);
	const struct jy_sql_value units = JY_SQL(sheet, divide, total, million);
	struct jy_sql_value rest =
		JY_SQL(sheet, "($1 - $2 * $3) * $4", total, units, million, times);

	rest = JY_SQL(sheet, divide, rest, million);
	rest = JY_SQL(sheet, "$1 * $2 + $3", units, times, rest);
	return JY_SQL(sheet, "CASE WHEN $1 <= 0 THEN 0 WHEN $1 > $2 THEN $3 ELSE $4 END", total,
		      jy_sql_number(sheet, most < INT64_MAX / 2 ? (int64_t)most : INT64_MAX / 2),
		      jy_sql_number(sheet, ALL_ROWS), JY_SQL(sheet, divide, rest, million));
}

/* The sum of 64 bits over the rows that count, of each period that has some. */
static void add_agreed(const struct limit *limit, struct jb_buf *out)
{
	const struct jy_sql_work *forecast = &limit->forecast;
	const struct jy_dialect *dialect = limit->work->dialect;
	const struct jy_sql_use *use = &limit->use;
	struct jy_sheet *sheet = &limit->work->sheet;
	const struct jy_sql_value sum =
		JY_SQL(sheet, dialect->sum_high ? "SUM($1)" : dialect->sum, limit->use.a);

	jb_buf_printf(
		out,
		",\n %.*s AS (\n  SELECT forecast_period, %.*s AS most\n  FROM (SELECT %.*s AS "
		"forecast_period, %.*s AS total\n    FROM %.*s\n    WHERE %.*s = 'accepted'",
		JB_ARG(limit->name),
		JB_ARG(JY_SQL(sheet, dialect->whole, rows_of(limit, jy_sql_word("total"))).text),
		JB_ARG(forecast->period.text), JB_ARG(sum.text),
		JB_ARG(jy_sheet_rows(&forecast->sheet)), JB_ARG(forecast->fate.text));
	if (limit->meter->mask != JRT_NONE)
		jb_buf_printf(out, " AND %.*s",
			      JB_ARG(forecast->main->value[limit->meter->mask].text));
	if (!use->all)
		jb_buf_printf(out, " AND (%.*s)", JB_ARG(use->counts.text));
	jb_buf_printf(out, "\n    GROUP BY %.*s) AS summed)", JB_ARG(forecast->period.text));
}

/* False (refused): the forecast is not written as SQL. */
static bool make_forecast(struct limit *limit, size_t number)
{
	const struct jrt_metric *metric = &limit->work->plan->metric[limit->meter->metric];
	struct jb_text table;
	struct jb_buf out, agreed;

	begin_forecast(limit, number);
	if (!jy_sql_can_measure(&limit->forecast))
		return false;
	table = jy_sql_table(&limit->forecast);
	jy_sql_rows(&limit->forecast);
	limit->use = jy_sql_use(&limit->forecast, &metric->part[0]);
	jb_buf_init(&agreed, limit->work->arena);
	add_agreed(limit, &agreed);
	jb_buf_init(&out, limit->work->arena);
	jb_buf_add_text(&out, limit->work->sheet.before);
	jb_buf_add_string(&out, limit->work->sheet.before.size ? ",\n" : "");
	jy_sheet_write(&limit->forecast.sheet, table, jb_buf_text(&agreed), &out);
	jb_buf_add_text(&out, jb_buf_text(&agreed));
	limit->work->sheet.before = jb_text_copy(limit->work->arena, jb_buf_text(&out));
	return limit->work->refusals->list.count == 0;
}

/* ---- the rows ---- */

static struct jy_sql_value over(const struct limit *limit, const char *what,
				struct jy_sql_value period, struct jy_sql_value by)
{
	struct jy_sheet *sheet = &limit->work->sheet;

	by.atom = true;
	return JY_SQL(sheet, what, period, by);
}

/* The period in which a row counts; NULL of the others. */
static struct jy_sql_value period_of(const struct limit *limit)
{
	struct jy_sql_work *work = limit->work;
	struct jy_sql_value counts = JY_SQL(&work->sheet, "$1 = 'accepted'", work->fate);

	if (limit->rule->mask != JRT_NONE)
		counts = JY_SQL(&work->sheet, "$1 AND $2", counts,
				work->main->value[limit->rule->mask]);
	return JY_SQL_KEEP(work, "limited in",
			   JY_SQL(&work->sheet, "CASE WHEN $1 THEN $2 END", counts, work->period));
}

static struct jy_sql_value is_surplus(const struct limit *limit)
{
	struct jy_sql_work *work = limit->work;
	struct jy_sheet *sheet = &work->sheet;
	struct jy_sql_value order = jy_sql_order(work), by = work->time, most, place, peers;
	struct jy_sql_value period = period_of(limit);

	if (order.text.size)
		by = JY_SQL(sheet, "$1, $2", work->time, order);
	most = jy_sheet_join(sheet, JB_TEXT("agreed"),
			     jb_text_printf(work->arena, "%.*s.most", JB_ARG(limit->name)),
			     limit->name, JB_TEXT("forecast_period"), period);
	place = JY_SQL_KEEP(work, "place in period",
			    over(limit, "RANK() OVER (PARTITION BY $1 ORDER BY $2)", period, by));
	peers = JY_SQL_KEEP(work, "at once",
			    over(limit, "COUNT(*) OVER (PARTITION BY $1, $2)", period, by));
	jy_sql_doubt(work,
		     JY_SQL(sheet, "$1 IS NOT NULL AND $2 <= $3 AND $2 + $4 - 1 > $3", period,
			    place, most, peers),
		     "order");
	return JY_SQL_KEEP(work, "is surplus",
			   JY_SQL(sheet,
				  "CASE WHEN $1 IS NOT NULL AND $2 > $3 THEN TRUE ELSE FALSE END",
				  period, place, most));
}

void jy_sql_surplus(struct jy_sql_work *work)
{
	const struct jrt_source *source = work->source;

	work->surplus = JB_NEW_ARRAY(work->arena, struct jy_sql_value, source->surplus_count);
	for (size_t s = 0; s < source->surplus_count; s++) {
		struct limit limit = {.work = work, .rule = &source->surplus[s]};

		limit.meter = &work->plan->meter[limit.rule->meter];
		work->surplus[s] = jy_sql_word("FALSE");
		if (!work->limits && limit.rule->periods == work->periods &&
		    make_forecast(&limit, s))
			work->surplus[s] = is_surplus(&limit);
	}
}
