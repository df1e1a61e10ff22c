/*
 * Groups of rows, `worst of … for each agent` and `share of intervals of 30min …`: the key by which
 * a statement counts rows apart besides period and class. All metrics over the same groups share
 * one statement; what becomes of the groups is journey's affair.
 */
#include "sql/work.h"
#include "time/civil.h"

bool jy_sql_same_groups(const struct jrt_grouping *a, const struct jrt_grouping *b)
{
	const bool some = a->kind != JRT_GROUPS_NONE;

	return some == (b->kind != JRT_GROUPS_NONE) &&
	       (!some || (a->key == b->key && (a->key != JRT_NONE || a->length == b->length)));
}

/* In the largest unit of which it is so many. */
static struct jb_text length_of(struct jy_sql_work *work, jb_fix length)
{
	static const struct {
		jb_fix of;
		const char *name;
	} unit[] = {{3600 * JRT_SECOND_US, "h"}, {60 * JRT_SECOND_US, "min"}, {JRT_SECOND_US, "s"}};
	size_t u = 0;

	while (u + 1 < sizeof unit / sizeof *unit && length % unit[u].of)
		u++;
	return jb_text_printf(work->arena, "%lld %s", (long long)(length / unit[u].of),
			      unit[u].name);
}

struct jb_text jy_sql_groups_name(struct jy_sql_work *work, const struct jrt_grouping *grouping,
				  struct jb_text plain)
{
	if (grouping->kind == JRT_GROUPS_NONE)
		return plain;
	if (grouping->key != JRT_NONE)
		return jb_text_printf(work->arena, "%.*s, each %.*s", JB_ARG(plain),
				      JB_ARG(grouping->what));
	return jb_text_printf(work->arena, "%.*s, intervals of %.*s", JB_ARG(plain),
			      JB_ARG(length_of(work, grouping->length)));
}

/* The first instant of the stretch of time that holds the row's: stretches are counted from
 * midnight (measure/groups.c). */
static struct jy_sql_value stretch(struct jy_sql_work *work, const struct jrt_grouping *grouping)
{
	const uint32_t number = work->plan->periods[work->periods].zone;
	const struct jrt_zone *zone =
		number == JRT_NONE ? jrt_zone_utc() : jy_sql_zone(work, work->plan->zone[number]);
	struct jy_sheet *sheet = &work->sheet;
	struct jy_sql_value midnight, length = jy_sql_number(sheet, grouping->length);

	if (!zone)
		return work->time;
	midnight = JY_SQL_KEEP(work, "midnight", jy_sql_midnight(work, zone, work->time));
	return JY_SQL(sheet, "$1 + $2 * $3", midnight,
		      JY_SQL(sheet, work->dialect->divide,
			     JY_SQL(sheet, "$1 - $2", work->time, midnight), length),
		      length);
}

struct jy_sql_value jy_sql_group_of(struct jy_sql_work *work, const struct jrt_grouping *grouping)
{
	struct jy_sheet *sheet = &work->sheet;
	struct jy_sql_value key = grouping->key == JRT_NONE ? stretch(work, grouping)
							    : work->main->value[grouping->key];

	if (grouping->key != JRT_NONE && grouping->type == JRT_FLAG)
		key = JY_SQL(sheet, "CASE WHEN $1 THEN 1 WHEN NOT $1 THEN 0 END", key);
	return JY_SQL_KEEP(work, "group",
			   JY_SQL(sheet, "CASE WHEN $1 = 'accepted' THEN $2 END", work->fate, key));
}
