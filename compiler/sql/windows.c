/*
 * Look-ahead windows (measure/window.c): the next row with the same keys that may be the repeat, by
 * a window of the engine. Rows of one key and one instant follow each other in the order of the
 * files, which a table does not have: where that decides, a column must say it, or the row is in
 * doubt.
 */
#include "sql/work.h"
#include "time/civil.h"

struct ahead {
	const struct jrt_window *window;
	const struct jrt_zone *zone;	    /* of calendar days */
	struct jy_sql_value known, follows; /* keys are; the time of a row that may be the repeat */
	struct jb_text keys;		    /* "a", "b" */
	struct jy_sql_value reach; /* until when a repeat counts: instants, or days of the zone */
};

static struct jy_sql_value accepted(struct jy_sql_work *work)
{
	return JY_SQL(&work->sheet, "$1 = 'accepted'", work->fate);
}

static void take_keys(struct jy_sql_work *work, struct ahead *ahead)
{
	struct jb_buf keys;

	jb_buf_init(&keys, work->arena);
	ahead->known = accepted(work);
	for (size_t k = 0; k < ahead->window->key_count; k++) {
		struct jy_sql_value key = work->main->value[ahead->window->key[k]];

		key = JY_SQL_KEEP(
			work, "key",
			JY_SQL(&work->sheet, "CASE WHEN $1 THEN $2 END", accepted(work), key));
		if (k)
			jb_buf_add_string(&keys, ", ");
		jb_buf_add_text(&keys, key.text);
		ahead->known = JY_SQL(&work->sheet, "$1 AND $2 IS NOT NULL", ahead->known, key);
	}
	ahead->keys = jb_text_copy(work->arena, jb_buf_text(&keys));
	ahead->known = JY_SQL_KEEP(work, "keys are known", ahead->known);
}

/* The day of the window's zone in which an instant lies. */
static struct jy_sql_value day_of(struct jy_sql_work *work, const struct ahead *ahead,
				  struct jy_sql_value instant)
{
	return jy_sql_day_of(work, jy_sql_local(work, ahead->zone, instant));
}

static void take_reach(struct jy_sql_work *work, struct ahead *ahead)
{
	struct jy_sheet *sheet = &work->sheet;

	ahead->follows = ahead->known;
	if (ahead->window->among != JRT_NONE)
		ahead->follows = JY_SQL(sheet, "$1 AND $2", ahead->known,
					work->main->value[ahead->window->among]);
	ahead->follows =
		JY_SQL_KEEP(work, "may follow",
			    JY_SQL(sheet, "CASE WHEN $1 THEN $2 END", ahead->follows, work->time));
	if (ahead->zone)
		ahead->reach = JY_SQL(sheet, "$1 + $2", day_of(work, ahead, work->time),
				      jy_sql_number(sheet, ahead->window->days));
	else
		ahead->reach = JY_SQL(sheet, "$1 + $2", work->time,
				      jy_sql_number(sheet, ahead->window->length));
	ahead->reach = JY_SQL_KEEP(work, "reach", ahead->reach);
}

static struct jy_sql_value over(struct jy_sql_work *work, const struct ahead *ahead,
				const char *what, struct jy_sql_value of, struct jb_text more)
{
	struct jy_sql_value value = JY_SQL(&work->sheet, what, of);
	unsigned level = ahead->known.level > of.level ? ahead->known.level : of.level;

	value.text = jb_text_printf(work->arena, "%.*s OVER (PARTITION BY %.*s%.*s)",
				    JB_ARG(value.text), JB_ARG(ahead->keys), JB_ARG(more));
	value.level = work->time.level > level ? work->time.level : level;
	return value;
}

/* The time of the next row that may be the repeat. */
static struct jy_sql_value next(struct jy_sql_work *work, const struct ahead *ahead,
				struct jy_sql_value order)
{
	struct jb_text frame = JB_TEXT(" RANGE");

	if (order.text.size)
		frame = jb_text_printf(work->arena, ", %.*s DESC ROWS", JB_ARG(order.text));

	return JY_SQL_KEEP(
		work, "next",
		over(work, ahead, "MIN($1)", ahead->follows,
		     jb_text_printf(work->arena,
				    " ORDER BY %.*s DESC%.*s BETWEEN UNBOUNDED PRECEDING AND "
				    "1 PRECEDING",
				    JB_ARG(work->time.text), JB_ARG(frame))));
}

/* Rows of one instant (and one place in the order) of which another may follow. */
static struct jy_sql_value tied(struct jy_sql_work *work, const struct ahead *ahead,
				struct jy_sql_value order)
{
	const char *comma = order.text.size ? ", " : "";
	struct jy_sql_value ties = JY_SQL_KEEP(
		work, "ties",
		over(work, ahead, "COUNT($1)", ahead->follows,
		     jb_text_printf(work->arena, ", %.*s%s%.*s", JB_ARG(work->time.text), comma,
				    JB_ARG(order.text))));

	return JY_SQL(&work->sheet, "$1 > CASE WHEN $2 IS NULL THEN 0 ELSE 1 END", ties,
		      ahead->follows);
}

static struct jy_sql_value is_again(struct jy_sql_work *work, const struct ahead *ahead)
{
	struct jy_sheet *sheet = &work->sheet;
	struct jy_sql_value order = jy_sql_order(work), after = next(work, ahead, order), again;

	again = JY_SQL(sheet, "$1 <= $2", ahead->zone ? day_of(work, ahead, after) : after,
		       ahead->reach);
	again = JY_SQL_KEEP(work, "again",
			    JY_SQL(sheet,
				   "CASE WHEN NOT $1 THEN NULL WHEN $2 THEN TRUE ELSE FALSE END",
				   ahead->known, again));
	jy_sql_doubt(work, JY_SQL(sheet, "NOT $1 AND $2", again, tied(work, ahead, order)),
		     "order");
	return again;
}

/* The last instant that the rows tell, or the last whole day of the zone before it. */
static struct jy_sql_value last_of_rows(struct jy_sql_work *work, const struct ahead *ahead)
{
	struct jy_sheet *sheet = &work->sheet;
	struct jy_sql_value last =
		JY_SQL_KEEP(work, "last", JY_SQL(sheet, "MAX($1) OVER ()", ahead->follows));

	if (!ahead->zone)
		return last;
	last = JY_SQL_KEEP(work, "last behind", JY_SQL(sheet, "$1 + 1", last));
	return JY_SQL(sheet, "$1 - 1", day_of(work, ahead, last));
}

/* Whether a stretch of days holds the row and all that its window reaches. */
static struct jy_sql_value is_within(struct jy_sql_work *work, const struct ahead *ahead,
				     const struct jrt_zone *zone, const struct jrt_days *days)
{
	struct jy_sheet *sheet = &work->sheet;
	int64_t from = jrt_zone_day_start(zone, days->from),
		to = jrt_zone_day_start(zone, days->to + 1);

	if (ahead->zone)
		to = jrt_civil_floor(jrt_zone_to_local(ahead->zone, to), JRT_DAY_US);
	return JY_SQL(sheet, "$1 >= $2 AND $3", work->time, jy_sql_number(sheet, from),
		      JY_SQL(sheet, "$1 <= $2", ahead->reach, jy_sql_number(sheet, to - 1)));
}

/* Whether one of the stretches that the source covers does. */
static struct jy_sql_value is_covered(struct jy_sql_work *work, const struct ahead *ahead)
{
	const struct jrt_zone *zone = jy_sql_cover_zone(work);
	struct jy_sql_value due = jy_sql_word("TRUE");
	const struct jrt_days *days;
	size_t count;

	if (!zone) /* refused */
		return due;
	days = jy_sql_cover_days(work, &count);
	due = is_within(work, ahead, zone, &days[0]);
	for (size_t i = 1; i < count; i++)
		due = JY_SQL(&work->sheet, "$1 OR $2", due, is_within(work, ahead, zone, &days[i]));
	return due;
}

static struct jy_sql_value is_due(struct jy_sql_work *work, const struct ahead *ahead)
{
	struct jy_sheet *sheet = &work->sheet;
	struct jy_sql_value due =
		work->source->covers == JRT_COVERS_DATES
			? is_covered(work, ahead)
			: JY_SQL(sheet, "$1 <= $2", ahead->reach, last_of_rows(work, ahead));

	return JY_SQL_KEEP(work, "is due",
			   JY_SQL(sheet, "CASE WHEN $1 THEN TRUE ELSE FALSE END", due));
}

static bool can_look(struct jy_sql_work *work, const struct jrt_window *window)
{
	if (work->source->covers == JRT_COVERS_DATES || work->source->covers == JRT_COVERS_ROWS)
		return true;
	jy_sql_refuse(work, JY_SQL_COVERS, &window->place,
		      jb_text_printf(work->arena, "source `%.*s`", JB_ARG(work->source->name)));
	return false;
}

void jy_sql_windows(struct jy_sql_work *work)
{
	size_t count = work->source->window_count;

	work->again = JB_NEW_ARRAY(work->arena, struct jy_sql_value, count);
	work->due = JB_NEW_ARRAY(work->arena, struct jy_sql_value, count);
	for (size_t w = 0; w < count; w++) {
		struct ahead ahead = {.window = &work->source->window[w]};

		work->again[w] = work->due[w] = jy_sql_word("TRUE");
		if (!can_look(work, ahead.window))
			continue;
		if (ahead.window->calendar_days)
			ahead.zone = jy_sql_zone(work, work->plan->zone[ahead.window->zone]);
		take_keys(work, &ahead);
		take_reach(work, &ahead);
		work->again[w] = is_again(work, &ahead);
		work->due[w] = is_due(work, &ahead);
	}
}
