/*
 * Cases of a log (measure/cases.c): the log's chain of SELECTs, of its accepted rows the events
 * with their places in their case, and of each case one row, whose columns stand where those of a
 * table would (cases_columns.c). Places are ranks by time: events of one instant follow each other
 * in the order of the files, which a table does not have. A column can say it; else events of one
 * instant have one place, and a case about which that leaves something open is in doubt
 * (cases_tied.c).
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

struct jy_sql_value jy_sql_case_end(struct jy_sql_cases *made, bool last, struct jy_sql_value when,
				    struct jy_sql_value value)
{
	return JY_SQL(&made->events,
		      last ? "MAX(CASE WHEN $1 THEN $2 END)" : "MIN(CASE WHEN $1 THEN $2 END)",
		      when, value);
}

struct jy_sql_value jy_sql_place_told(struct jy_sql_cases *made, const char *name, bool last,
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
		made->start_place = jy_sql_place_told(made, "place of start", mark->last, when);
	else
		made->start_place = jy_sql_number(&made->events, 1);
	made->start = jy_sql_case_value(made, "start",
					jy_sql_case_end(made, mark->last, when, made->time));
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
	made->end =
		jy_sql_case_value(made, "end", jy_sql_case_end(made, mark->last, when, made->time));
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
	const bool *used = jy_sql_used_columns(work);

	begin_log(&made);
	take_cover(&made);
	work->column = JB_NEW_ARRAY(work->arena, struct jy_sql_value, columns);
	work->column_most = JB_NEW_ARRAY(work->arena, jb_i128, columns);
	make_events(&made);
	take_last_of_log(&made);
	jy_sql_take_said(&made, used);
	find_start(&made);
	find_end(&made);
	jy_sql_case_columns(&made, used);
	work->sheet.before = chain(&made);
	return JB_TEXT("cases_1");
}
