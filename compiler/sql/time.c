/*
 * Time in a statement: what the compiler knows of zones as constants in UTC, the rest as
 * arithmetic on whole days (time/period.h and time/civil.h are the law). No function of an engine
 * has a hand in it, because each has its own idea of weeks, zones and local times that fall twice.
 */
#include <stdlib.h>

#include "sql/work.h"
#include "time/civil.h"

/* Days are counted from 1 March of a year far enough back, so that all are positive: 104 centuries
 * of four before 0000-03-01, which is 719,468 days before 1970. */
#define BACK_DAYS INT64_C(4517990)
#define BACK_CENTURIES 104
#define SPAN_FROM_YEAR 1970
#define SPAN_TO_YEAR 2070
#define SPAN_MARGIN_DAYS (3 * 366)

/* A value that changes at some places: from[0] is the beginning of all. */
struct piece {
	int64_t from, value;
};
struct pieces {
	JB_VEC(struct piece) piece;
};

const struct jrt_zone *jy_sql_zone(struct jy_sql_work *work, struct jb_text name)
{
	const struct jrt_zone *zone = NULL;
	struct jb_text why;

	if (jrt_zone_load(work->arena, name, &zone, &why) == JB_OK)
		return zone;
	jy_sql_refuse(work, JY_SQL_ZONE, &work->source->place,
		      jb_text_printf(work->arena, "time zone `%.*s`", JB_ARG(name)));
	return NULL;
}

void jy_sql_span(struct jy_sql_work *work)
{
	int64_t from = jrt_civil_days(SPAN_FROM_YEAR, 1, 1),
		to = jrt_civil_days(SPAN_TO_YEAR, 1, 1);

	if (work->source->covers == JRT_COVERS_DATES) {
		from = work->source->covers_from - SPAN_MARGIN_DAYS;
		to = work->source->covers_to + SPAN_MARGIN_DAYS;
	}
	work->span = (struct jrt_range){from * JRT_DAY_US, to * JRT_DAY_US};
}

bool jy_sql_is_fixed(const struct jrt_zone *zone)
{
	return jrt_zone_next_change(zone, JRT_INSTANT_MIN) == INT64_MAX;
}

void jy_sql_doubt_beyond(struct jy_sql_work *work, const struct jrt_zone *zone,
			 struct jy_sql_value instant)
{
	if (jy_sql_is_fixed(zone))
		return;
	jy_sql_doubt(work,
		     JY_SQL(&work->sheet, "$1 < $2 OR $1 >= $3", instant,
			    jy_sql_number(&work->sheet, work->span.from + 3 * JRT_DAY_US),
			    jy_sql_number(&work->sheet, work->span.to - 3 * JRT_DAY_US)),
		     "years");
}

/* ---- values that change in time ---- */

static void add_piece(struct jy_sql_work *work, struct pieces *pieces, int64_t from, int64_t value)
{
	size_t count = pieces->piece.count;

	if (count && pieces->piece.at[count - 1].value == value)
		return;
	if (count && pieces->piece.at[count - 1].from == from)
		pieces->piece.at[count - 1].value = value;
	else
		*jb_push(work->arena, &pieces->piece) = (struct piece){from, value};
}

/* The value at `x`, which is an atom. */
static struct jy_sql_value at(struct jy_sql_work *work, const struct pieces *pieces,
			      struct jy_sql_value x)
{
	const size_t count = pieces->piece.count;
	struct jy_sql_piece *piece = JB_NEW_ARRAY(work->arena, struct jy_sql_piece, count);

	for (size_t i = 0; i < count; i++)
		piece[i] = (struct jy_sql_piece){
			pieces->piece.at[i].from,
			{.text = jb_text_printf(work->arena, "%lld",
						(long long)pieces->piece.at[i].value),
			 .atom = pieces->piece.at[i].value >= 0}};
	return jy_sql_at(work, piece, count, x);
}

static struct pieces offsets(struct jy_sql_work *work, const struct jrt_zone *zone)
{
	struct pieces pieces = {0};
	int64_t from = work->span.from;

	add_piece(work, &pieces, INT64_MIN, jrt_zone_offset(zone, from));
	while ((from = jrt_zone_next_change(zone, from)) < work->span.to)
		add_piece(work, &pieces, from, jrt_zone_offset(zone, from));
	return pieces;
}

/* Where clocks go back over midnight, a day that has begun goes on (time/period.c): until it begins
 * by the new offset too, the old one counts. */
static struct pieces period_offsets(struct jy_sql_work *work, const struct jrt_zone *zone)
{
	struct pieces pieces = {0};
	int64_t from = work->span.from;

	add_piece(work, &pieces, INT64_MIN, jrt_zone_offset(zone, from));
	while ((from = jrt_zone_next_change(zone, from)) < work->span.to) {
		jb_fix old = jrt_zone_offset(zone, from - 1), new = jrt_zone_offset(zone, from);
		int64_t day = jrt_civil_floor(from - 1 + old, JRT_DAY_US);
		int64_t again = day * JRT_DAY_US - new;

		if (again > from)
			add_piece(work, &pieces, again, new);
		else
			add_piece(work, &pieces, from, new);
	}
	return pieces;
}

/* Of local times: the offset that turns one into the earlier of its instants. */
static struct pieces local_offsets(struct jy_sql_work *work, const struct jrt_zone *zone)
{
	struct pieces pieces = {0};
	int64_t from = work->span.from;

	add_piece(work, &pieces, INT64_MIN, jrt_zone_offset(zone, from));
	while ((from = jrt_zone_next_change(zone, from)) < work->span.to) {
		jb_fix old = jrt_zone_offset(zone, from - 1), new = jrt_zone_offset(zone, from);

		add_piece(work, &pieces, from + (old > new ? old : new), new);
	}
	return pieces;
}

/* Of local times: 1 where there is none, 2 where there are two instants, 0 otherwise. */
static struct pieces local_kinds(struct jy_sql_work *work, const struct jrt_zone *zone)
{
	struct pieces pieces = {0};
	int64_t from = work->span.from;

	add_piece(work, &pieces, INT64_MIN, 0);
	while ((from = jrt_zone_next_change(zone, from)) < work->span.to) {
		jb_fix old = jrt_zone_offset(zone, from - 1), new = jrt_zone_offset(zone, from);

		add_piece(work, &pieces, from + (old < new ? old : new), old < new ? 1 : 2);
		add_piece(work, &pieces, from + (old < new ? new : old), 0);
	}
	return pieces;
}

/* ---- local times and instants ---- */

struct jy_sql_value jy_sql_local(struct jy_sql_work *work, const struct jrt_zone *zone,
				 struct jy_sql_value instant)
{
	struct pieces pieces = offsets(work, zone);

	if (pieces.piece.count == 1 && pieces.piece.at[0].value == 0)
		return instant;
	return JY_SQL(&work->sheet, "$1 + $2", instant, at(work, &pieces, instant));
}

struct jy_sql_value jy_sql_instant(struct jy_sql_work *work, const struct jrt_zone *zone,
				   struct jy_sql_value local, struct jy_sql_value *gap,
				   struct jy_sql_value *doubled)
{
	struct pieces offset = local_offsets(work, zone), kind = local_kinds(work, zone);
	struct jy_sql_value how = at(work, &kind, local), none = jy_sql_word("FALSE");

	*gap = *doubled = none;
	if (kind.piece.count > 1) {
		how = JY_SQL_KEEP(work, "local time is", how);
		*gap = JY_SQL(&work->sheet, "$1 = 1", how);
		*doubled = JY_SQL(&work->sheet, "$1 = 2", how);
		return JY_SQL(&work->sheet, "CASE WHEN $1 <> 1 THEN $2 END", how,
			      JY_SQL(&work->sheet, "$1 - $2", local, at(work, &offset, local)));
	}
	if (offset.piece.at[0].value == 0)
		return local;
	return JY_SQL(&work->sheet, "$1 - $2", local, at(work, &offset, local));
}

/* Of days: by how much each begins before its midnight in UTC. Where clocks go forward over
 * midnight a day begins later than by either offset. */
static struct pieces day_offsets(struct jy_sql_work *work, const struct jrt_zone *zone)
{
	struct pieces pieces = {0};
	int64_t from = work->span.from, next = INT64_MIN;

	add_piece(work, &pieces, INT64_MIN, jrt_zone_offset(zone, from));
	while ((from = jrt_zone_next_change(zone, from)) < work->span.to) {
		const int64_t day = jrt_civil_floor(from, JRT_DAY_US);

		for (next = next > day - 2 ? next : day - 2; next <= day + 2; next++)
			add_piece(work, &pieces, next,
				  next * JRT_DAY_US - jrt_zone_day_start(zone, next));
	}
	return pieces;
}

struct jy_sql_value jy_sql_day_start(struct jy_sql_work *work, const struct jrt_zone *zone,
				     struct jy_sql_value day)
{
	struct jy_sheet *sheet = &work->sheet;
	struct pieces offset = day_offsets(work, zone);
	struct jy_sql_value start;

	if (offset.piece.count == 1 && offset.piece.at[0].value == 0)
		return JY_SQL(sheet, "$1 * 86400000000", day);
	if (!day.atom)
		day = JY_SQL_KEEP(work, "day", day);
	start = JY_SQL_KEEP(work, "day start",
			    JY_SQL(sheet, "$1 * 86400000000 - $2", day, at(work, &offset, day)));
	jy_sql_doubt_beyond(work, zone, start);
	return start;
}

/* ---- the calendar ---- */

struct jy_sql_value jy_sql_days(struct jy_sql_work *work, struct jy_sql_value year,
				struct jy_sql_value month, struct jy_sql_value day)
{
	struct jy_sheet *sheet = &work->sheet;
	const char *divide = work->dialect->divide;
	struct jy_sql_value y, m, leaps, months;

	y = JY_SQL_KEEP(work, "year from march",
			JY_SQL(sheet, "CASE WHEN $2 > 2 THEN $1 ELSE $1 - 1 END", year, month));
	m = JY_SQL_KEEP(work, "month from march",
			JY_SQL(sheet, "CASE WHEN $1 > 2 THEN $1 - 3 ELSE $1 + 9 END", month));
	leaps = JY_SQL(sheet, "$1 - $2 + $3", JY_SQL(sheet, divide, y, jy_sql_number(sheet, 4)),
		       JY_SQL(sheet, divide, y, jy_sql_number(sheet, 100)),
		       JY_SQL(sheet, divide, y, jy_sql_number(sheet, 400)));
	months = JY_SQL(sheet, divide, JY_SQL(sheet, "153 * $1 + 2", m), jy_sql_number(sheet, 5));
	return JY_SQL(sheet, "$1 + $2 + $3 - 719469", JY_SQL(sheet, "365 * $1 + $2", y, leaps),
		      months, day);
}

static struct jy_sql_value far_day(struct jy_sql_work *work, struct jy_sql_value local)
{
	struct jy_sheet *sheet = &work->sheet;

	return JY_SQL(sheet, work->dialect->divide,
		      JY_SQL(sheet, "$1 + $2", local, jy_sql_number(sheet, BACK_DAYS * JRT_DAY_US)),
		      jy_sql_number(sheet, JRT_DAY_US));
}

/* The day that holds an instant, from BACK_DAYS on. */
static struct jy_sql_value day_holding(struct jy_sql_work *work, const struct jrt_zone *zone,
				       struct jy_sql_value instant)
{
	struct pieces pieces = period_offsets(work, zone);
	struct jy_sql_value local = instant;

	if (pieces.piece.count > 1 || pieces.piece.at[0].value != 0)
		local = JY_SQL(&work->sheet, "$1 + $2", instant, at(work, &pieces, instant));
	return JY_SQL_KEEP(work, "day", far_day(work, local));
}

struct jy_sql_value jy_sql_midnight(struct jy_sql_work *work, const struct jrt_zone *zone,
				    struct jy_sql_value instant)
{
	return jy_sql_day_start(work, zone,
				JY_SQL(&work->sheet, "$1 - $2", day_holding(work, zone, instant),
				       jy_sql_number(&work->sheet, BACK_DAYS)));
}

struct jy_sql_value jy_sql_day_of(struct jy_sql_work *work, struct jy_sql_value local)
{
	return JY_SQL(&work->sheet, "$1 - $2", far_day(work, local),
		      jy_sql_number(&work->sheet, BACK_DAYS));
}

/* Months since year 0, and the day of the month where `day` asks for it. After C. Neri
 * and L. Schneider, "Euclidean affine functions and their application to calendar algorithms"
 * (2021). */
static struct jy_sql_value month_of(struct jy_sql_work *work, struct jy_sql_value far,
				    struct jy_sql_value *day)
{
	struct jy_sheet *sheet = &work->sheet;
	const char *divide = work->dialect->divide;
	struct jy_sql_value four = jy_sql_number(sheet, 4), century, rest, year, of_year, month;

	century = JY_SQL_KEEP(work, "century",
			      JY_SQL(sheet, divide, JY_SQL(sheet, "4 * $1 + 3", far),
				     jy_sql_number(sheet, 146097)));
	rest = JY_SQL_KEEP(
		work, "day of century",
		JY_SQL(sheet, "$1 - $2", far,
		       JY_SQL(sheet, divide, JY_SQL(sheet, "146097 * $1", century), four)));
	year = JY_SQL_KEEP(work, "year of century",
			   JY_SQL(sheet, divide, JY_SQL(sheet, "4 * $1 + 3", rest),
				  jy_sql_number(sheet, 1461)));
	of_year =
		JY_SQL_KEEP(work, "day of year",
			    JY_SQL(sheet, "$1 - $2", rest,
				   JY_SQL(sheet, divide, JY_SQL(sheet, "1461 * $1", year), four)));
	month = JY_SQL_KEEP(work, "month of year",
			    JY_SQL(sheet, divide, JY_SQL(sheet, "5 * $1 + 2", of_year),
				   jy_sql_number(sheet, 153)));
	*day = JY_SQL(sheet, "$1 - $2 + 1", of_year,
		      JY_SQL(sheet, divide, JY_SQL(sheet, "153 * $1 + 2", month),
			     jy_sql_number(sheet, 5)));
	return JY_SQL(sheet, "12 * (100 * $1 + $2) + $3", century, year,
		      JY_SQL(sheet, "$1 - $2", month,
			     jy_sql_number(sheet, 12 * 100 * BACK_CENTURIES - 2)));
}

static struct jy_sql_value months(struct jy_sql_work *work, const struct jrt_period_spec *spec,
				  struct jy_sql_value far)
{
	struct jy_sheet *sheet = &work->sheet;
	unsigned first = spec->first_month ? spec->first_month : 1;
	unsigned length = spec->unit == JRT_YEAR ? 12 : spec->unit == JRT_QUARTER ? 3 : 1;
	struct jy_sql_value day, month = month_of(work, far, &day);

	if (spec->first_day > 1)
		month = JY_SQL(sheet, "$1 - CASE WHEN $2 < $3 THEN 1 ELSE 0 END", month, day,
			       jy_sql_number(sheet, spec->first_day));
	if (length == 1)
		return month;
	first = spec->unit == JRT_QUARTER ? (first - 1) % 3 : first - 1;
	return JY_SQL(sheet, work->dialect->divide,
		      JY_SQL(sheet, "$1 - $2", month, jy_sql_number(sheet, first)),
		      jy_sql_number(sheet, length));
}

struct jy_sql_value jy_sql_period(struct jy_sql_work *work, const struct jrt_period_spec *spec,
				  struct jy_sql_value instant)
{
	struct jy_sheet *sheet = &work->sheet;
	const struct jrt_zone *zone;
	struct jy_sql_value far;

	if (spec->unit == JRT_WHOLE)
		return JY_SQL(sheet, "CASE WHEN $1 IS NOT NULL THEN 0 END", instant);
	zone = jy_sql_zone(work, work->plan->zone[spec->zone]);
	if (!zone)
		return instant;
	jy_sql_doubt_beyond(work, zone, instant);
	far = day_holding(work, zone, instant);
	if (spec->unit == JRT_DAY)
		return JY_SQL(sheet, "$1 - $2", far, jy_sql_number(sheet, BACK_DAYS));
	if (spec->unit == JRT_WEEK) /* 1969-12-29 was a Monday; BACK_DAYS are whole weeks less 5 */
		return JY_SQL(sheet, "$1 - $2",
			      JY_SQL(sheet, work->dialect->divide,
				     JY_SQL(sheet, "$1 + $2", far,
					    jy_sql_number(sheet, 3 + 7 - BACK_DAYS % 7)),
				     jy_sql_number(sheet, 7)),
			      jy_sql_number(sheet, (BACK_DAYS + 7 - BACK_DAYS % 7) / 7));
	return months(work, spec, far);
}
