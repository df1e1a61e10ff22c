/*
 * Cases of a log (measure/cases.c): the log's chain of SELECTs, of its accepted rows the events
 * with their places in their case, and of each case one row, whose columns stand where those of a
 * table would. Places are ranks by time: events of one instant follow each other in the order of
 * the files, which a table does not have. A column can say it; else events of one instant have one
 * place, and a case about which that leaves something open is in doubt (cases_tied.c).
 */
#include "sql/cases.h"

#include "time/civil.h"

/* ---- events ---- */

struct jy_sql_value jy_sql_is_step(struct jy_sql_cases *made, uint32_t step)
{
	const struct jrt_plan *plan = made->work->plan;

	if (step == JRT_NONE)
		return jy_sql_word("TRUE");
	return JY_SQL(&made->events, "$1 = $2", made->step,
		      jy_sql_text(&made->events, plan->text[step].text));
}

struct jy_sql_value jy_sql_event_value(struct jy_sql_cases *made, const char *name,
				       struct jy_sql_value value)
{
	value.level = 0;
	return jy_sheet_keep(&made->events, jb_text_of(name), value);
}

/* Of a date the first instant of the day, as with any source's time. */
static struct jy_sql_value time_of(struct jy_sql_work *log, uint32_t step)
{
	const struct jrt_source *source = log->source;
	const struct jrt_zone *zone = jrt_zone_utc();

	if (log->main->program->step[step].type != JRT_DATE)
		return log->main->value[step];
	if (source->time_zone != JRT_NONE)
		zone = jy_sql_zone(log, log->plan->zone[source->time_zone]);
	return zone ? jy_sql_day_start(log, zone, log->main->value[step]) : log->main->value[step];
}

static struct jy_sql_value place_of(struct jy_sql_cases *made)
{
	struct jy_sheet *sheet = &made->events;
	struct jy_sql_value by = made->time;

	if (made->order.text.size)
		by = JY_SQL(sheet, "$1, $2", made->time, made->order);
	by.atom = true;
	return JY_SQL(sheet, "RANK() OVER (PARTITION BY $1 ORDER BY $2)", made->key, by);
}

/* What came into doubt of the log's rows by looking for the time of events. */
static void take_doubts(struct jy_sql_cases *made, size_t from)
{
	for (size_t i = from; i < made->log.doubts.count; i++) {
		struct jy_sql_value when = jy_sql_event_value(
			made, "doubt",
			JY_SQL(&made->log.sheet, "CASE WHEN $1 THEN 1 ELSE 0 END",
			       made->log.doubts.at[i].when));

		when = jy_sql_case_value(made, "doubt", JY_SQL(&made->events, "MAX($1)", when));
		jy_sql_case_doubt(made, JY_SQL(&made->events, "$1 = 1", when),
				  made->log.doubts.at[i].word);
	}
}

static void make_events(struct jy_sql_cases *made)
{
	struct jy_sql_work *log = &made->log;
	const size_t doubts = log->doubts.count;
	const struct jrt_cases *cases = made->cases;
	struct jy_sheet *sheet = &log->sheet;
	struct jy_sql_value key = log->main->value[cases->key];
	struct jy_sql_value step = log->main->value[cases->step];
	struct jy_sql_value time = JY_SQL_KEEP(log, "time of event", time_of(log, cases->time));
	struct jy_sql_value order = jy_sql_order(log);

	made->events =
		(struct jy_sheet){.arena = log->arena, .dialect = log->dialect, .rows = "events"};
	made->events.where = JY_SQL(sheet, "$1 = 'accepted' AND $2 IS NOT NULL AND $3 IS NOT NULL",
				    log->fate, key, step);
	made->events.where = JY_SQL(sheet, "$1 AND $2 IS NOT NULL", made->events.where, time);
	made->key = jy_sql_event_value(made, "case", key);
	made->step = jy_sql_event_value(made, "step", step);
	made->time = jy_sql_event_value(made, "moment", time);
	if (order.text.size)
		made->order = jy_sql_event_value(made, "order", order);
	made->place = jy_sheet_keep(&made->events, JB_TEXT("place"), place_of(made));
	take_doubts(made, doubts);
}

/* ---- values of a case ---- */

struct jy_sql_value jy_sql_case_value(struct jy_sql_cases *made, const char *name,
				      struct jy_sql_value sum)
{
	struct jb_arena *arena = made->work->arena;
	struct jb_text own = jb_text_of(name);
	struct jb_buf out;
	bool known = false;
	size_t i = 0;

	for (; i < made->value.count && !known; i++) {
		known = jb_text_equal(made->value.at[i].text, sum.text);
		if (known)
			own = made->value.at[i].name;
	}
	for (unsigned number = 2; !known && i-- > 0;)
		if (jb_text_equal(made->value.at[i].name, own)) {
			own = jb_text_printf(arena, "%s %u", name, number++);
			i = made->value.count;
		}
	if (!known)
		*jb_push(arena, &made->value) = (struct jy_sql_kept){.name = own, .text = sum.text};
	jb_buf_init(&out, arena);
	jb_buf_add_string(&out, "given.");
	jy_sql_add_identifier(&out, made->work->dialect, own);
	return (struct jy_sql_value){.text = jb_text_copy(arena, jb_buf_text(&out)), .atom = true};
}

struct jy_sql_value jy_sql_case_count(struct jy_sql_cases *made, const char *name,
				      struct jy_sql_value when)
{
	return jy_sql_case_value(made, name,
				 JY_SQL(&made->events, "COUNT(CASE WHEN $1 THEN 1 END)", when));
}

/* The first or last of `value` among the events in which `when` is true. */
static struct jy_sql_value end_of(struct jy_sql_cases *made, bool last, struct jy_sql_value when,
				  struct jy_sql_value value)
{
	return JY_SQL(&made->events,
		      last ? "MAX(CASE WHEN $1 THEN $2 END)" : "MIN(CASE WHEN $1 THEN $2 END)",
		      when, value);
}

/* Its place in the case, told to all events of it. */
static struct jy_sql_value place_told(struct jy_sql_cases *made, const char *name, bool last,
				      struct jy_sql_value when)
{
	return jy_sheet_keep(&made->events, jb_text_of(name),
			     JY_SQL(&made->events,
				    last ? "MAX(CASE WHEN $1 THEN $2 END) OVER (PARTITION BY $3)"
					 : "MIN(CASE WHEN $1 THEN $2 END) OVER (PARTITION BY $3)",
				    when, made->place, made->key));
}

/* ---- start and end ---- */

static void find_start(struct jy_sql_cases *made)
{
	const struct jrt_case_mark *mark = &made->cases->start;
	struct jy_sql_value when = jy_sql_is_step(made, mark->step);

	if (!jy_sql_is_first(mark))
		made->start_place = place_told(made, "place of start", mark->last, when);
	else
		made->start_place = jy_sql_number(&made->events, 1);
	made->start = jy_sql_case_value(made, "start", end_of(made, mark->last, when, made->time));
}

/* Looked for from the start on; a case without a start, from its first event. */
static void find_end(struct jy_sql_cases *made)
{
	const struct jrt_case_mark *mark = &made->cases->end;
	struct jy_sql_value when = jy_sql_is_step(made, mark->step);

	if (!mark->given) {
		made->end = jy_sql_word("NULL");
		return;
	}
	if (!jy_sql_is_first(&made->cases->start))
		when = JY_SQL(&made->events, "$1 AND ($2 IS NULL OR $3 >= $2)", when,
			      made->start_place, made->place);
	made->is_end = when;
	made->end = jy_sql_case_value(made, "end", end_of(made, mark->last, when, made->time));
}

/* ---- columns ---- */

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
		place = place_told(made, "place of end", made->cases->end.last, made->is_end);
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
	struct jy_sql_value place = place_told(made, "place of what is said", column->last, when);

	when = JY_SQL(sheet, "$1 AND $2 = $3", when, made->place, place);
	when = jy_sheet_keep(sheet, JB_TEXT("says it"), when);
	jy_sql_said_tied(made, when, said);
	said = jy_sql_case_value(made, "said", end_of(made, true, when, said));
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

static bool *used_columns(struct jy_sql_work *work)
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
static void take_said(struct jy_sql_cases *made, const bool *used)
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

static void take_columns(struct jy_sql_cases *made, const bool *used)
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

/* ---- the statement so far ---- */

/* One row of each case. */
static struct jb_text grouped(const struct jy_sql_cases *made)
{
	struct jb_buf out;

	jb_buf_init(&out, made->work->arena);
	jb_buf_printf(&out, ",\n cases_1 AS (\n  SELECT\n    %.*s", JB_ARG(made->key.text));
	for (size_t i = 0; i < made->value.count; i++) {
		jb_buf_printf(&out, ",\n    %.*s AS ", JB_ARG(made->value.at[i].text));
		jy_sql_add_identifier(&out, made->work->dialect, made->value.at[i].name);
	}
	jb_buf_printf(&out, "\n  FROM %.*s\n  GROUP BY %.*s)", JB_ARG(jy_sheet_rows(&made->events)),
		      JB_ARG(made->key.text));
	return jb_text_copy(made->work->arena, jb_buf_text(&out));
}

/* The SELECTs of the log, of its events, and of cases: each reads the ones before it. */
static struct jb_text chain(struct jy_sql_cases *made)
{
	const struct jb_text cases = grouped(made);
	struct jb_buf out, events;

	jb_buf_init(&events, made->work->arena);
	jy_sheet_write(&made->events, jy_sheet_rows(&made->log.sheet), cases, &events);
	jb_buf_init(&out, made->work->arena);
	jy_sheet_write(&made->log.sheet, jy_sql_table(&made->log), jb_buf_text(&events), &out);
	jb_buf_printf(&out, ",\n%.*s%.*s", JB_ARG(jb_buf_text(&events)), JB_ARG(cases));
	return jb_text_copy(made->work->arena, jb_buf_text(&out));
}

static void begin_log(struct jy_sql_cases *made)
{
	struct jy_sql_work *work = made->work;

	made->log = (struct jy_sql_work){
		.arena = work->arena,
		.plan = work->plan,
		.source = &work->plan->source[made->cases->log],
		.number = made->cases->log,
		.periods = JRT_NONE,
		.how = work->how,
		.dialect = work->dialect,
		.sheet = {.arena = work->arena, .dialect = work->dialect, .rows = "log"},
		.refusals = work->refusals,
	};
	jy_sql_rows(&made->log);
}

/* What the log covers, the cases do. What its rows cover is not told of cases. */
static void take_cover(struct jy_sql_cases *made)
{
	struct jrt_source *source = JB_NEW(made->work->arena, struct jrt_source);
	const struct jrt_source *log = made->log.source;

	*source = *made->work->source;
	source->covers = log->covers;
	source->covers_from = log->covers_from;
	source->covers_to = log->covers_to;
	source->covers_zone = log->covers_zone;
	source->time_zone = log->time_zone;
	if (source->covers == JRT_COVERS_ROWS)
		source->covers = JRT_COVERS_GIVEN;
	made->work->source = source;
}

static void take_last_of_log(struct jy_sql_cases *made)
{
	struct jy_sql_work *log = &made->log;

	if (log->source->covers != JRT_COVERS_ROWS)
		return;
	made->last_of_log = jy_sql_event_value(
		made, "last of log",
		JY_SQL_KEEP(log, "last of log",
			    JY_SQL(&log->sheet,
				   "MAX(CASE WHEN $1 = 'accepted' THEN $2 END) OVER ()", log->fate,
				   log->time)));
}

struct jb_text jy_sql_cases(struct jy_sql_work *work)
{
	struct jy_sql_cases made = {.work = work, .cases = work->source->cases};
	const size_t columns = work->source->column_count;
	const bool *used = used_columns(work);

	begin_log(&made);
	take_cover(&made);
	work->column = JB_NEW_ARRAY(work->arena, struct jy_sql_value, columns);
	work->column_most = JB_NEW_ARRAY(work->arena, jb_i128, columns);
	make_events(&made);
	take_last_of_log(&made);
	take_said(&made, used);
	find_start(&made);
	find_end(&made);
	take_columns(&made, used);
	work->sheet.before = chain(&made);
	return JB_TEXT("cases_1");
}
