/*
 * What the columns of a case hold: its two moments, its age, how many steps, what follows, what an
 * event says. Each is a sum over the events of the case.
 */
#include "sql/cases.h"

#include "time/civil.h"

/* The end of what the log covers: the last instant and one more. */
static struct jy_sql_value end_of_cover(struct jy_sql_cases *made)
{
	const struct jrt_source *source = made->log.source;
	const struct jrt_zone *zone;

	if (source->covers == JRT_COVERS_ROWS)
		return JY_SQL(
			&made->events, "$1 + 1",
			jy_sql_case_value(made, "last of log",
					  JY_SQL(&made->events, "MAX($1)", made->last_of_log)));
	if (source->covers != JRT_COVERS_DATES)
		jy_sql_refuse_source(made->work, JY_SQL_COVERS);
	zone = jy_sql_cover_zone(&made->log);
	return jy_sql_number(&made->events,
			     zone ? jrt_zone_day_start(zone, source->covers_to + 1) : 0);
}

static struct jy_sql_value age_of(struct jy_sql_cases *made)
{
	struct jy_sql_value end = end_of_cover(made);

	if (made->cases->end.given)
		end = JY_SQL(&made->events, "CASE WHEN $1 IS NULL THEN $2 ELSE $1 END", made->end,
			     end);
	return JY_SQL(&made->events, "$1 - $2", end, made->start);
}

static struct jy_sql_value count_of(struct jy_sql_cases *made, uint32_t step)
{
	struct jy_sql_value steps =
		step == JRT_NONE ? jy_sql_case_value(made, "steps", jy_sql_word("COUNT(*)"))
				 : jy_sql_case_count(made, "steps", jy_sql_is_step(made, step));

	return JY_SQL(&made->events, "$1 * 1000000",
		      JY_SQL(&made->events, made->work->dialect->whole, steps));
}

/* Whether an event of the step comes behind the mark. */
static struct jy_sql_value after(struct jy_sql_cases *made, const struct jrt_case_column *column)
{
	struct jy_sheet *sheet = &made->events;
	struct jy_sql_value place = made->start_place;
	struct jy_sql_value mark = column->after_start ? made->start : made->end, behind;

	if (!column->after_start) {
		if (!made->cases->end.given)
			return jy_sql_word("(1 = NULL)");
		place = jy_sql_place_told(made, "place of end", made->cases->end.last,
					  made->is_end);
	}
	behind = JY_SQL(
		sheet, "$1 > 0",
		jy_sql_case_count(made, "steps after",
				  JY_SQL(sheet, "$1 AND $2 > $3",
					 jy_sql_is_step(made, column->step), made->place, place)));
	behind = jy_sql_after_tied(made, column, place, behind);
	return JY_SQL(sheet, "CASE WHEN $1 IS NOT NULL THEN $2 END", mark, behind);
}

/* What the first or last event of the step says. */
static struct jy_sql_value said_at(struct jy_sql_cases *made, size_t number)
{
	const struct jrt_case_column *column = &made->cases->column[number];
	struct jy_sheet *sheet = &made->events;
	struct jy_sql_value when = jy_sql_is_step(made, column->step), said = made->said[number];
	struct jy_sql_value place =
		jy_sql_place_told(made, "place of what is said", column->last, when);

	when = JY_SQL(sheet, "$1 AND $2 = $3", when, made->place, place);
	when = jy_sheet_keep(sheet, JB_TEXT("says it"), when);
	jy_sql_said_tied(made, when, said);
	said = jy_sql_case_value(made, "said", jy_sql_case_end(made, true, when, said));
	return made->work->source->column[number].type == JRT_FLAG ? JY_SQL(sheet, "$1 = 1", said)
								   : said;
}

static struct jy_sql_value column_of(struct jy_sql_cases *made, size_t number)
{
	const struct jrt_case_column *column = &made->cases->column[number];

	switch (column->value) {
	case JRT_CASE_START: return made->start;
	case JRT_CASE_END: return made->end;
	case JRT_CASE_AGE: return age_of(made);
	case JRT_CASE_COUNT: return count_of(made, column->step);
	case JRT_CASE_AFTER: return after(made, column);
	case JRT_CASE_VALUE: return said_at(made, number);
	case JRT_CASE_DEVIATES: break; /* told afterwards */
	}
	return jy_sql_word("NULL");
}

/* Of columns that a `let` asks for. */
static const char *name_of(const struct jrt_case_column *column)
{
	switch (column->value) {
	case JRT_CASE_START: return "start";
	case JRT_CASE_END: return "end";
	case JRT_CASE_AGE: return "age";
	case JRT_CASE_COUNT: return "steps";
	case JRT_CASE_AFTER: return "is after";
	case JRT_CASE_VALUE: return "said";
	case JRT_CASE_DEVIATES: break;
	}
	return "deviates";
}

bool *jy_sql_used_columns(struct jy_sql_work *work)
{
	const struct jrt_source *source = work->source;
	const struct jrt_program *program[] = {&source->filter, &source->check, &source->main};
	bool *used = JB_NEW_ARRAY(work->arena, bool, source->column_count);

	used[source->cases->time_column] = true;
	for (size_t p = 0; p < sizeof program / sizeof *program; p++)
		for (uint32_t i = 0; i < program[p]->count; i++)
			if (program[p]->step[i].op == JRT_OP_COLUMN)
				used[program[p]->step[i].a] = true;
	return used;
}

/* A flag as a number, which all engines have a largest of. */
void jy_sql_take_said(struct jy_sql_cases *made, const bool *used)
{
	const struct jrt_source *source = made->work->source;

	made->said = JB_NEW_ARRAY(made->work->arena, struct jy_sql_value, source->column_count);
	for (size_t c = 0; c < source->column_count; c++) {
		const struct jrt_case_column *column = &made->cases->column[c];
		struct jy_sql_value said;

		if (!used[c] || column->value != JRT_CASE_VALUE)
			continue;
		said = made->log.main->value[column->value_of];
		if (source->column[c].type == JRT_FLAG)
			said = JY_SQL(&made->log.sheet,
				      "CASE WHEN $1 THEN 1 WHEN NOT $1 THEN 0 END", said);
		made->said[c] = jy_sql_event_value(made, "said", said);
		made->work->column_most[c] = made->log.main->most[column->value_of];
	}
}

void jy_sql_case_columns(struct jy_sql_cases *made, const bool *used)
{
	struct jy_sql_work *work = made->work;

	for (size_t c = 0; c < work->source->column_count; c++) {
		if (made->cases->column[c].value == JRT_CASE_AGE)
			work->column_most[c] = 2 * (jb_i128)JRT_INSTANT_MAX;
		work->column[c] = used[c] ? column_of(made, c) : jy_sql_word("NULL");
		if (!jb_text_is(work->column[c].text, "NULL"))
			work->column[c] = jy_sheet_keep(
				&work->sheet, jb_text_of(name_of(&made->cases->column[c])),
				work->column[c]);
	}
	jy_sql_case_path(made, used);
	jy_sql_end_tied(made);
	jy_sql_order_unknown(made);
}
