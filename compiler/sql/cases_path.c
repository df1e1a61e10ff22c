/*
 * The path of a case for what `deviates from` asks: a path is held against a flow here, not in an
 * engine (engine/answer_path.c), which tells the paths of the cases that it counts together
 * (JRT_QUERY_PATH). An event is the number of the touchpoints that it shows, as bits.
 */
#include "sql/cases.h"

#include "journey/flow.h"
#include "sql/told.h"

/* ---- which touchpoints ---- */

static bool is_listed(const struct jy_sql_told *told, uint32_t sight)
{
	for (size_t i = 0; i < told->sight.count; i++)
		if (told->sight.at[i] == sight)
			return true;
	return false;
}

static void list_sights(struct jy_sql_cases *made, struct jy_sql_told *told, uint32_t number)
{
	const struct jrt_flow *flow = &made->work->plan->flow[number];

	for (uint32_t i = 0; i < flow->step_count; i++) {
		const uint32_t sight = flow->first_sight + i;

		if (made->cases->sight[sight] != JRT_UNSEEN && !is_listed(told, sight))
			*jb_push(made->work->arena, &told->sight) = sight;
	}
}

/* ---- the path ---- */

static struct jy_sql_value touchpoints_of(struct jy_sql_cases *made, const struct jy_sql_told *told)
{
	struct jy_sheet *sheet = &made->log.sheet;
	struct jy_sql_value number = jy_sql_word("0");

	for (size_t i = 0; i < told->sight.count; i++) {
		const uint32_t at = made->cases->sight[told->sight.at[i]];
		struct jy_sql_value bit = jy_sql_number(sheet, INT64_C(1) << i);

		if (at != JRT_NONE)
			bit = JY_SQL(sheet, "CASE WHEN $1 THEN $2 ELSE 0 END",
				     made->log.main->value[at], bit);
		number = i ? JY_SQL(sheet, "$1 + $2", number, bit) : bit;
		number.atom = i == 0;
	}
	return JY_SQL(sheet, "$1 || '.'", JY_SQL(sheet, made->work->dialect->text, number));
}

/* Where an engine joins texts in no order, a window of it does. */
static struct jy_sql_value joined(struct jy_sql_cases *made, struct jy_sql_value seen)
{
	struct jy_sheet *sheet = &made->events;
	struct jy_sql_value path;

	if (made->work->dialect->join)
		return jy_sql_case_value(
			made, "path", JY_SQL(sheet, made->work->dialect->join, seen, made->place));
	path = JY_SQL(sheet,
		      "GROUP_CONCAT($1, '') OVER (PARTITION BY $2 ORDER BY $3 ROWS BETWEEN "
		      "UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)",
		      seen, made->key, made->place);
	path = jy_sheet_keep(sheet, JB_TEXT("path"), path);
	return jy_sql_case_value(made, "path", JY_SQL(sheet, "MAX($1)", path));
}

/* Different events at one place. */
static void doubt_ties(struct jy_sql_cases *made, struct jy_sql_value seen)
{
	struct jy_sheet *sheet = &made->events;
	struct jy_sql_value least =
		JY_SQL(sheet, "MIN($1) OVER (PARTITION BY $2, $3)", seen, made->key, made->place);

	least = jy_sheet_keep(sheet, JB_TEXT("touchpoints least"), least);
	jy_sql_case_doubt(made,
			  JY_SQL(sheet, "$1 IS NOT NULL AND $2 > 0", made->end,
				 jy_sql_case_count(made, "places with several",
						   JY_SQL(sheet, "$1 <> $2", seen, least))),
			  "order");
}

/* Of open cases, and of those that are too long to be explained, nobody asks. */
void jy_sql_case_path(struct jy_sql_cases *made, const bool *used)
{
	struct jy_sql_work *work = made->work;
	struct jy_sql_told *told = JB_NEW(work->arena, struct jy_sql_told);
	struct jy_sql_value seen, path;

	told->column = JB_NEW_ARRAY(work->arena, bool, work->source->column_count);
	for (size_t c = 0; c < work->source->column_count; c++) {
		told->column[c] = used[c] && made->cases->column[c].value == JRT_CASE_DEVIATES;
		if (!told->column[c])
			continue;
		list_sights(made, told, made->cases->column[c].flow);
		work->told = told;
	}
	if (!work->told || !made->cases->end.given)
		return;
	if (told->sight.count > JRT_QUERY_BITS) {
		jy_sql_refuse_source(work, JY_SQL_DEVIATES_MANY);
		return;
	}
	seen = jy_sql_event_value(made, "touchpoints", touchpoints_of(made, told));
	doubt_ties(made, seen);
	path = joined(made, seen);
	path = JY_SQL(&work->sheet, "CASE WHEN $1 IS NOT NULL AND $2 <= $3 THEN $4 END", made->end,
		      jy_sql_case_value(made, "steps", jy_sql_word("COUNT(*)")),
		      jy_sql_number(&work->sheet, JRT_CASE_EVENTS_MAX), path);
	told->path = JY_SQL_KEEP(work, "path", path);
}
