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

/* Of stretches in the order of their first days those that touch become one; gives how many. */
static size_t join(struct jrt_days *days, size_t count)
{
	size_t last = 0;

	for (size_t i = 1; i < count; i++)
		if (days[i].from > days[last].to + 1)
			days[++last] = days[i];
		else if (days[i].to > days[last].to)
			days[last].to = days[i].to;
	return count ? last + 1 : 0;
}

/* All that is said of the source, ascending and apart; *count 0: nothing is. */
static const struct jrt_days *said_of(struct jb_arena *arena, const struct jy_sql_how *how,
				      struct jb_text source, size_t *count)
{
	struct jrt_days *days = JB_NEW_ARRAY(arena, struct jrt_days, how->cover_count);

	*count = 0;
	for (size_t i = 0; i < how->cover_count; i++)
		if (jb_text_equal(how->cover[i].source, source))
			days[(*count)++] = how->cover[i].days;
	if (*count)
		qsort(days, *count, sizeof *days, by_from);
	*count = join(days, *count);
	return days;
}

const struct jrt_days *jy_sql_cover_days(const struct jy_sql_work *work, size_t *count)
{
	const struct jrt_source *source = work->source,
				*whose = source->cases ? &work->plan->source[source->cases->log]
						       : source;
	const struct jrt_days *said = said_of(work->arena, work->how, whose->name, count);
	struct jrt_days *declared;

	if (*count)
		return said;
	declared = JB_NEW(work->arena, struct jrt_days);
	*declared = (struct jrt_days){source->covers_from, source->covers_to};
	*count = 1;
	return declared;
}

static void take(struct jrt_source *source, const struct jrt_days *days, size_t count,
		 struct jb_arena *arena, struct jb_digest *mark)
{
	struct jb_buf text;

	source->covers = JRT_COVERS_DATES;
	source->covers_from = days[0].from;
	source->covers_to = days[count - 1].to;
	jb_buf_init(&text, arena);
	jb_buf_printf(&text, "%.*s %.*s", JB_ARG(jb_digest_hex(arena, mark)), JB_ARG(source->name));
	for (size_t i = 0; i < count; i++)
		jb_buf_printf(&text, " %d %d", days[i].from, days[i].to);
	*mark = jb_hash_text(jb_buf_text(&text));
}

const struct jrt_plan *jy_sql_covered(struct jy_sql_work *work, struct jb_digest *mark)
{
	struct jrt_plan *plan = JB_NEW(work->arena, struct jrt_plan);
	struct jrt_source *source =
		JB_NEW_ARRAY(work->arena, struct jrt_source, work->plan->source_count);
	const struct jrt_days *days;
	size_t count;

	*plan = *work->plan;
	plan->source = source;
	for (uint32_t s = 0; s < plan->source_count; s++) {
		source[s] = work->plan->source[s];
		jy_sql_take_schema(work->how, &source[s]);
		if (!matters(work->plan, s))
			continue;
		days = said_of(work->arena, work->how, source[s].name, &count);
		if (count)
			take(&source[s], days, count, work->arena, mark);
		else if (source[s].covers == JRT_COVERS_GIVEN)
			source[s].covers = JRT_COVERS_ROWS;
	}
	return plan;
}
