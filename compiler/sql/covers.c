/*
 * What the line says that sources cover (`--covers`), where a statement depends on it: which rows
 * of a look-ahead are due, and how old an open case is. It takes the place of what the file
 * declares, as in measuring; a source that `covers given` and is given nothing covers its rows.
 */
#include "sql/covers.h"

#include <stdlib.h>

#include "sql/schema.h"

const struct jrt_zone *jy_sql_cover_zone(struct jy_sql_work *work)
{
	const struct jrt_source *source = work->source;
	uint32_t number = source->covers_zone;

	if (number == JRT_NONE)
		number = source->time_zone;
	if (number == JRT_NONE && source->row_covers)
		number = work->plan->periods[source->row_period].zone;
	return number == JRT_NONE ? jrt_zone_utc() : jy_sql_zone(work, work->plan->zone[number]);
}

static bool has_age(const struct jrt_source *source)
{
	for (size_t c = 0; c < source->column_count && source->cases; c++)
		if (source->cases->column[c].value == JRT_CASE_AGE)
			return true;
	return false;
}

/* Whether statements over the source's rows depend on what it covers. */
static bool matters(const struct jrt_plan *plan, uint32_t number)
{
	bool any = plan->source[number].window_count > 0;

	for (size_t s = 0; s < plan->source_count && !any; s++) {
		const struct jrt_source *source = &plan->source[s];

		any = source->cases && source->cases->log == number &&
		      (source->window_count > 0 || has_age(source));
	}
	return any;
}

static int by_from(const void *a, const void *b)
{
	const struct jrt_days *x = a, *y = b;

	return (x->from > y->from) - (x->from < y->from);
}

/* The days of all that is said of the source; false: nothing is. */
static bool joined(struct jb_arena *arena, const struct jy_sql_how *how, struct jb_text source,
		   struct jrt_days *days, bool *gaps)
{
	struct jrt_days *each = JB_NEW_ARRAY(arena, struct jrt_days, how->cover_count);
	size_t count = 0;

	for (size_t i = 0; i < how->cover_count; i++)
		if (jb_text_equal(how->cover[i].source, source))
			each[count++] = how->cover[i].days;
	if (count == 0)
		return false;
	qsort(each, count, sizeof *each, by_from);
	*days = each[0];
	*gaps = false;
	for (size_t i = 1; i < count; i++) {
		*gaps |= each[i].from > days->to + 1;
		days->to = each[i].to > days->to ? each[i].to : days->to;
	}
	return true;
}

static void refuse_gaps(struct jy_sql_work *work, const struct jrt_source *source)
{
	work->source = source;
	jy_sql_refuse_source(work, JY_SQL_COVERS_GAPS);
}

static void take(struct jrt_source *source, const struct jrt_days *days, struct jb_arena *arena,
		 struct jb_digest *mark)
{
	const struct jb_text before = jb_digest_hex(arena, mark);

	source->covers = JRT_COVERS_DATES;
	source->covers_from = days->from;
	source->covers_to = days->to;
	*mark = jb_hash_text(jb_text_printf(arena, "%.*s %.*s %d %d", JB_ARG(before),
					    JB_ARG(source->name), days->from, days->to));
}

const struct jrt_plan *jy_sql_covered(struct jy_sql_work *work, struct jb_digest *mark)
{
	struct jrt_plan *plan = JB_NEW(work->arena, struct jrt_plan);
	struct jrt_source *source =
		JB_NEW_ARRAY(work->arena, struct jrt_source, work->plan->source_count);
	struct jrt_days days;
	bool gaps;

	*plan = *work->plan;
	plan->source = source;
	for (uint32_t s = 0; s < plan->source_count; s++) {
		source[s] = work->plan->source[s];
		jy_sql_take_schema(work->how, &source[s]);
		if (!matters(work->plan, s))
			continue;
		if (!joined(work->arena, work->how, source[s].name, &days, &gaps)) {
			if (source[s].covers == JRT_COVERS_GIVEN)
				source[s].covers = JRT_COVERS_ROWS;
			continue;
		}
		if (gaps)
			refuse_gaps(work, &source[s]);
		take(&source[s], &days, work->arena, mark);
	}
	return plan;
}
