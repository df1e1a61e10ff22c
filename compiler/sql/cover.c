/*
 * Rows that each cover a period, as a monthly report's do: such a row's time is the first instant
 * of it, and it ends with the last. One that reaches into two periods of a criterion belongs to
 * neither, and is in doubt.
 */
#include "sql/work.h"

static unsigned months_of(const struct jrt_period_spec *spec)
{
	return spec->unit == JRT_YEAR ? 12 : spec->unit == JRT_QUARTER ? 3 : 1;
}

/* The first day of a period, by its index (time/period.h). */
static struct jy_sql_value first_day(struct jy_sql_work *work, const struct jrt_period_spec *spec,
				     struct jy_sql_value index)
{
	struct jy_sheet *sheet = &work->sheet;
	struct jy_sql_value twelve = jy_sql_number(sheet, 12), month, year;
	unsigned first = spec->first_month ? spec->first_month - 1u : 0;

	if (spec->unit == JRT_DAY)
		return index;
	if (spec->unit == JRT_WEEK)
		return JY_SQL(sheet, "7 * $1 - 3", index);
	first = spec->unit == JRT_QUARTER ? first % 3 : spec->unit == JRT_YEAR ? first : 0;
	month = JY_SQL_KEEP(work, "first month",
			    JY_SQL(sheet, "$1 * $2 + $3", index,
				   jy_sql_number(sheet, months_of(spec)),
				   jy_sql_number(sheet, first)));
	year = JY_SQL_KEEP(work, "year of month",
			   JY_SQL(sheet, work->dialect->divide, month, twelve));
	return jy_sql_days(
		work, year,
		JY_SQL_KEEP(work, "month in year", JY_SQL(sheet, "$1 % $2 + 1", month, twelve)),
		jy_sql_number(sheet, spec->first_day ? spec->first_day : 1));
}

static struct jy_sql_value start_of(struct jy_sql_work *work, const struct jrt_period_spec *spec,
				    const struct jrt_zone *zone, struct jy_sql_value index)
{
	struct jy_sql_value day = JY_SQL_KEEP(work, "first day", first_day(work, spec, index));

	return jy_sql_day_start(work, zone, day);
}

void jy_sql_cover(struct jy_sql_work *work)
{
	const struct jrt_plan *plan = work->plan;
	const struct jrt_period_spec *spec = &plan->periods[work->source->row_period];
	const struct jrt_zone *zone = jy_sql_zone(work, plan->zone[spec->zone]);
	struct jy_sheet *sheet = &work->sheet;
	struct jy_sql_value own, last;

	if (!zone)
		return;
	own = JY_SQL_KEEP(work, "own period", jy_sql_period(work, spec, work->time));
	last = JY_SQL(sheet, "$1 - 1",
		      start_of(work, spec, zone,
			       JY_SQL_KEEP(work, "next period", JY_SQL(sheet, "$1 + 1", own))));
	work->last = JY_SQL_KEEP(work, "last instant", last);
	work->time = JY_SQL_KEEP(work, "first instant", start_of(work, spec, zone, own));
	if (work->periods == JRT_NONE)
		return;
	own = JY_SQL_KEEP(work, "period of first",
			  jy_sql_period(work, &plan->periods[work->periods], work->time));
	last = JY_SQL_KEEP(work, "period of last",
			   jy_sql_period(work, &plan->periods[work->periods], work->last));
	jy_sql_doubt(work, JY_SQL(sheet, "$1 <> $2", own, last), "straddles");
}

struct jy_sql_value jy_sql_latest(const struct jy_sql_work *work)
{
	return work->source->covers == JRT_COVERS_DATES ? work->time : work->last;
}
