/*
 * Where a cover comes from, and what it holds. Days become instants in the zone that the
 * source declares for them, and neighbouring days become one range, so that twelve monthly
 * files cover a year.
 */
#include "measure/cover.h"

#include <assert.h>
#include <stdlib.h>

#include "base/io.h"
#include "measure/program.h"
#include "time/civil.h"
#include "time/pattern.h"

static int by_from(const void *a, const void *b)
{
	const struct jrt_range *x = a, *y = b;

	return (x->from > y->from) - (x->from < y->from);
}

void jrt_cover_join(struct jrt_cover *cover)
{
	size_t out = 0;

	if (cover->range.count == 0)
		return;
	qsort(cover->range.at, cover->range.count, sizeof *cover->range.at, by_from);
	for (size_t i = 1; i < cover->range.count; i++) {
		struct jrt_range *last = &cover->range.at[out], next = cover->range.at[i];

		if (next.from > last->to)
			cover->range.at[++out] = next;
		else if (next.to > last->to)
			last->to = next.to;
	}
	cover->range.count = out + 1;
}

static const struct jrt_zone *zone_of(const struct jrt_plan *plan, const struct jrt_source *source,
				      const struct jrt_zone *const *zone)
{
	uint32_t number = source->covers_zone;

	if (number == JRT_NONE)
		number = jrt_source_zone(plan, source);
	return number == JRT_NONE ? jrt_zone_utc() : zone[number];
}

static void add_days(struct jrt_cover *cover, struct jb_arena *arena, const struct jrt_zone *zone,
		     int64_t from, int64_t to)
{
	struct jrt_range *range;

	if (from > to)
		return;
	range = jb_push(arena, &cover->range);
	range->from = jrt_zone_day_start(zone, from);
	range->to = jrt_zone_day_start(zone, to + 1);
}

static bool add_given(struct jrt_cover *cover, struct jrt_notes *notes,
		      const struct jrt_source *source, const struct jrt_zone *zone)
{
	const struct jrt_input *input = notes->input;

	for (size_t i = 0; i < input->cover_count; i++)
		if (jb_text_equal(input->cover[i].source, source->name))
			add_days(cover, notes->arena, zone, input->cover[i].days.from,
				 input->cover[i].days.to);
	return cover->range.count > 0;
}

static void name_differs(struct jrt_notes *notes, const struct jrt_source *source,
			 struct jb_text path, const struct jrt_pattern *pattern)
{
	struct jb_text example = jrt_pattern_example(notes->arena, pattern);

	jrt_notes_find(
		notes, JRT_ERROR, JB_TEXT("R0302"), &source->place,
		jb_text_printf(notes->arena,
			       "the name of %.*s does not say what it covers: expected a name like "
			       "\"%.*s\"",
			       JB_ARG(path), JB_ARG(example)),
		jb_text_printf(notes->arena, "rename the file, or say --covers %.*s=FROM..TO",
			       JB_ARG(source->name)));
}

/* Each file stands for the day, month or year in its name; false when a name does not say. */
static bool add_file_names(struct jrt_cover *cover, struct jrt_notes *notes,
			   const struct jrt_source *source, const struct jrt_zone *zone)
{
	const struct jrt_input *input = notes->input;
	const struct jrt_pattern *pattern;
	struct jb_text why;
	bool all = true;

	if (jrt_pattern_compile(notes->arena, source->covers_pattern, JRT_PATTERN_DATE, 0, 0,
				&pattern, &why) != JB_OK) {
		jrt_notes_find(notes, JRT_ERROR, JB_TEXT("R0302"), &source->place, why,
			       JB_TEXT(""));
		return false;
	}
	for (size_t i = 0; i < input->file_count; i++) {
		struct jb_text path = input->file[i].path;
		struct jrt_fields fields;

		if (!jb_text_equal(input->file[i].source, source->name))
			continue;
		if (jrt_pattern_read(pattern, jb_path_name(path), &fields) != JRT_PATTERN_OK) {
			name_differs(notes, source, path, pattern);
			all = false;
			continue;
		}
		add_days(cover, notes->arena, zone, fields.days,
			 jrt_pattern_last_day(pattern, &fields));
	}
	return all && cover->range.count > 0;
}

static bool add_declared(struct jrt_cover *cover, struct jrt_notes *notes,
			 const struct jrt_source *source, const struct jrt_zone *zone)
{
	switch (source->covers) {
	case JRT_COVERS_DATES:
		add_days(cover, notes->arena, zone, source->covers_from, source->covers_to);
		return true;
	case JRT_COVERS_FILE_NAME: return add_file_names(cover, notes, source, zone);
	case JRT_COVERS_GIVEN:
		jrt_notes_find(
			notes, JRT_WARNING, JB_TEXT("R0301"), &source->place,
			jb_text_printf(notes->arena,
				       "%.*s covers what is given on the command line, and nothing "
				       "is given: its first and last row are taken instead",
				       JB_ARG(source->name)),
			jb_text_printf(notes->arena, "--covers %.*s=FROM..TO",
				       JB_ARG(source->name)));
		return false;
	case JRT_COVERS_ROWS: return false;
	}
	return false;
}

void jrt_cover_declare(struct jrt_cover *cover, struct jrt_notes *notes, uint32_t source_number,
		       const struct jrt_zone *const *zone)
{
	const struct jrt_source *source = &notes->plan->source[source_number];
	const struct jrt_zone *in = zone_of(notes->plan, source, zone);

	*cover = (struct jrt_cover){0};
	if (add_given(cover, notes, source, in) || add_declared(cover, notes, source, in)) {
		jrt_cover_join(cover);
		return;
	}
	cover->range.count = 0;
	cover->by_rows = true;
	*jb_push(notes->arena, &cover->range) = (struct jrt_range){INT64_MAX, INT64_MIN};
}

void jrt_cover_settle(struct jrt_cover *cover)
{
	if (cover->by_rows && cover->range.count && cover->range.at[0].from > cover->range.at[0].to)
		cover->range.count = 0;
}

static bool claims(const struct jrt_cover *cover, int64_t from, int64_t to)
{
	for (size_t i = 0; i < cover->range.count; i++)
		if (cover->range.at[i].from <= from && to <= cover->range.at[i].to)
			return true;
	return false;
}

bool jrt_cover_holds(const struct jrt_cover *cover, int64_t from, int64_t to)
{
	return !cover->unread && claims(cover, from, to);
}

static bool meets(const struct jrt_cover *cover, int64_t from, int64_t to)
{
	for (size_t i = 0; i < cover->range.count; i++)
		if (cover->range.at[i].from < to && from < cover->range.at[i].to)
			return true;
	return false;
}

bool jrt_cover_meets(const struct jrt_cover *cover, int64_t from, int64_t to)
{
	return !cover->unread && meets(cover, from, to);
}

static enum jrt_coverage of_days(const struct jrt_cover *cover, const struct jrt_periods *periods,
				 int64_t index)
{
	struct jrt_moments moments;
	int64_t first, last;
	int64_t from = jrt_period_first_day(periods, index),
		to = jrt_period_last_day(periods, index);

	jrt_moments_init(&moments, periods->zone);
	if (!jrt_moments_date(&moments, cover->range.at[0].from, &first) ||
	    !jrt_moments_date(&moments, cover->range.at[0].to - 1, &last))
		return JRT_COVERED_NOT;
	if (first <= from && to <= last)
		return JRT_COVERED_BY_ROWS;
	return first <= to && from <= last ? JRT_COVERED_PART : JRT_COVERED_NOT;
}

static enum jrt_coverage claimed(const struct jrt_cover *cover, const struct jrt_periods *periods,
				 int64_t index)
{
	struct jrt_range period = jrt_period_base_range(periods, index);

	if (cover->range.count == 0)
		return JRT_COVERED_NOT;
	if (periods->unit == JRT_WHOLE)
		return cover->by_rows ? JRT_COVERED_BY_ROWS : JRT_COVERED;
	if (cover->by_rows)
		return of_days(cover, periods, index);
	if (claims(cover, period.from, period.to))
		return JRT_COVERED;
	return meets(cover, period.from, period.to) ? JRT_COVERED_PART : JRT_COVERED_NOT;
}

bool jrt_cover_claims(const struct jrt_cover *cover, const struct jrt_periods *periods,
		      int64_t index)
{
	return claimed(cover, periods, index) != JRT_COVERED_NOT;
}

/* A period that was not delivered, between some that were, takes a place among them. */
static bool is_hole(const struct jrt_cover *cover, const struct jrt_periods *periods, int64_t index)
{
	const size_t ranges = cover->range.count;
	const struct jrt_range period = jrt_period_base_range(periods, index);

	return ranges > 1 && period.to > cover->range.at[0].from &&
	       period.from < cover->range.at[ranges - 1].to;
}

bool jrt_cover_asks(const struct jrt_cover *cover, const struct jrt_periods *periods, int64_t index)
{
	return periods->unit == JRT_WHOLE || jrt_cover_claims(cover, periods, index) ||
	       is_hole(cover, periods, index);
}

enum jrt_coverage jrt_cover_of_period(const struct jrt_cover *cover,
				      const struct jrt_periods *periods, int64_t index)
{
	return cover->unread ? JRT_COVERED_NOT : claimed(cover, periods, index);
}
