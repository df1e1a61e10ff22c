/*
 * Events that have one place in their case: which of them comes first nobody says. Often nothing
 * depends on it; where something does, the case is in doubt, and nothing is measured.
 */
#include "sql/cases.h"

void jy_sql_case_doubt(struct jy_sql_cases *made, struct jy_sql_value when, const char *word)
{
	jy_sql_doubt(made->work, JY_SQL_KEEP(made->work, "is open", when), word);
}

static void doubt(struct jy_sql_cases *made, struct jy_sql_value when)
{
	jy_sql_case_doubt(made, when, "order");
}

static struct jy_sql_value at(struct jy_sql_cases *made, struct jy_sql_value place)
{
	return JY_SQL(&made->events, "$1 = $2", made->place, place);
}

static struct jy_sql_value events_at(struct jy_sql_cases *made, struct jy_sql_value place)
{
	return jy_sql_case_count(made, "at once", at(made, place));
}

static struct jy_sql_value steps_at(struct jy_sql_cases *made, uint32_t step,
				    struct jy_sql_value place)
{
	return jy_sql_case_count(
		made, "steps at once",
		JY_SQL(&made->events, "$1 AND $2", jy_sql_is_step(made, step), at(made, place)));
}

/* Whether the mark is the first (or last) of all events of its step at its place: then those of
 * that step come behind it (or before). An end may be the first of its step from the start on
 * alone. */
static bool stands_at_edge(const struct jrt_cases *cases, bool is_start)
{
	if (is_start || jy_sql_is_first(&cases->start) || cases->end.last)
		return true;
	return cases->end.step == cases->start.step && !cases->start.last;
}

struct jy_sql_value jy_sql_after_tied(struct jy_sql_cases *made,
				      const struct jrt_case_column *column,
				      struct jy_sql_value place, struct jy_sql_value behind)
{
	struct jy_sheet *sheet = &made->events;
	const bool is_start = column->after_start;
	const struct jrt_case_mark *mark = is_start ? &made->cases->start : &made->cases->end;
	struct jy_sql_value steps;

	if (mark->step == column->step && stands_at_edge(made->cases, is_start)) {
		if (mark->last)
			return behind;
		steps = steps_at(made, column->step, place);
		return JY_SQL(sheet, "$1 OR $2 > 1", behind, steps);
	}
	steps = steps_at(made, column->step, place);
	doubt(made,
	      JY_SQL(sheet, "NOT $1 AND $2 > 0 AND $3 > 1", behind, steps, events_at(made, place)));
	return behind;
}

void jy_sql_said_tied(struct jy_sql_cases *made, struct jy_sql_value when, struct jy_sql_value said)
{
	struct jy_sheet *sheet = &made->events;
	struct jy_sql_value least = jy_sql_case_value(
		made, "said least", JY_SQL(sheet, "MIN(CASE WHEN $1 THEN $2 END)", when, said));
	struct jy_sql_value most = jy_sql_case_value(
		made, "said", JY_SQL(sheet, "MAX(CASE WHEN $1 THEN $2 END)", when, said));
	struct jy_sql_value silent =
		jy_sql_case_count(made, "silent", JY_SQL(sheet, "$1 AND $2 IS NULL", when, said));

	doubt(made, JY_SQL(sheet, "$1 <> $2 OR ($1 IS NOT NULL AND $3 > 0)", least, most, silent));
}

/* Of a step that the start is not: it may stand at the start's place, before or behind it. */
void jy_sql_end_tied(struct jy_sql_cases *made)
{
	const struct jrt_case_mark *start = &made->cases->start, *end = &made->cases->end;
	struct jy_sql_value steps;

	if (!end->given || jy_sql_is_first(start) || end->step == start->step ||
	    end->step == JRT_NONE)
		return;
	steps = steps_at(made, end->step, made->start_place);
	doubt(made, JY_SQL(&made->events, "$1 > 0 AND $2 > 1 AND $3", steps,
			   events_at(made, made->start_place),
			   JY_SQL(&made->events, "$1 = $2", made->start, made->end)));
}

void jy_sql_order_unknown(struct jy_sql_cases *made)
{
	struct jy_sheet *sheet = &made->events;
	struct jy_sql_value at_once;

	if (!made->order.text.size)
		return;
	at_once = jy_sheet_keep(
		sheet, JB_TEXT("at one moment"),
		JY_SQL(sheet, "COUNT(*) OVER (PARTITION BY $1, $2)", made->key, made->time));
	doubt(made, JY_SQL(sheet, "$1 > 0",
			   jy_sql_case_count(
				   made, "without order",
				   JY_SQL(sheet, "$1 > 1 AND $2 IS NULL", at_once, made->order))));
}
