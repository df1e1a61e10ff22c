/*
 * From files of states to one: what can be added, the tallies, the files and findings of all
 * shards, and the cells in the plan's order.
 */
#include <stdarg.h>
#include <stdlib.h>

#include "merge/merging.h"
#include "measure/tally.h"
#include "measure/tolerance.h"

enum jb_status jrt_merging_wrong(struct jrt_merging *merging, enum jrt_merge_reason reason,
				 const char *instead, const char *format, ...)
{
	struct jrt_merge_refusal refusal = {.reason = reason, .instead = jb_text_of(instead)};
	struct jb_buf buf;
	va_list args;

	jb_buf_init(&buf, merging->arena);
	va_start(args, format);
	jb_buf_vprintf(&buf, format, args);
	va_end(args);
	refusal.why = jb_buf_text(&buf);
	jrt_merging_refuse(merging, &refusal);
	return JB_REFUSED;
}

#define AS_WRITTEN \
	"give the file as `journey measure --shard` wrote it, or measure that shard again"
#define TOO_MANY_HERE                                                                      \
	"look at the times of that shard's rows, or measure fewer periods, and measure it" \
	" again"

/* ---- the calendar ---- */

static enum jb_status load(struct jrt_merging *m)
{
	enum jb_status status = JB_OK;

	m->zone = JB_NEW_ARRAY(m->arena, const struct jrt_zone *, m->plan->zone_count);
	m->periods = JB_NEW_ARRAY(m->arena, struct jrt_periods, m->plan->periods_count);
	for (size_t z = 0; z < m->plan->zone_count && status == JB_OK; z++)
		status = jrt_zone_load(m->arena, m->plan->zone[z], &m->zone[z], m->why);
	for (size_t i = 0; i < m->plan->periods_count && status == JB_OK; i++) {
		struct jrt_period_spec spec = m->plan->periods[i];
		const struct jrt_zone *zone = spec.zone == JRT_NONE ? NULL : m->zone[spec.zone];

		spec.rolling = 0;
		status = jrt_period_init(&m->periods[i], &spec, zone, m->arena, m->why);
	}
	return status;
}

/* ---- tallies ---- */

static bool is_tally(const struct jrt_source_tally *tally)
{
	return tally->rows <= JRT_STATES_ROWS_MAX && tally->made_missing <= JRT_STATES_ROWS_MAX &&
	       tally->warned <= JRT_STATES_ROWS_MAX &&
	       tally->doubled_times <= JRT_STATES_ROWS_MAX &&
	       tally->gap_times <= JRT_STATES_ROWS_MAX && tally->ignored <= tally->rows &&
	       tally->rejected <= tally->rows && tally->duplicates <= tally->rows &&
	       tally->accepted <= tally->rows;
}

static enum jb_status add_tallies(struct jrt_merging *m)
{
	m->out->source_count = m->plan->source_count;
	m->out->source = JB_NEW_ARRAY(m->arena, struct jrt_source_tally, m->out->source_count);
	for (uint32_t s = 0; s < m->plan->source_count; s++) {
		m->out->source[s].source = s;
		for (size_t g = 0; g < m->given_count; g++) {
			jrt_tally_add(&m->out->source[s], &m->given[g].measured->source[s]);
			if (!is_tally(&m->out->source[s]))
				return jrt_merging_wrong(
					m, JRT_MERGE_LARGE, NULL,
					"%.*s: sources: the rows of %.*s are too many",
					JB_ARG(m->given[g].from), JB_ARG(m->plan->source[s].name));
		}
	}
	return JB_OK;
}

static void settle_cover(struct jrt_merging *m, uint32_t number)
{
	const struct jrt_cover *cover = &m->source[number].cover;
	struct jrt_source_tally *tally = &m->out->source[number];
	const size_t ranges = cover->range.count;

	tally->has_cover = ranges > 0 && !cover->unread;
	tally->cover_by_rows = cover->by_rows;
	tally->cover_gaps = ranges > 1;
	if (tally->has_cover) {
		tally->cover_from = cover->range.at[0].from;
		tally->cover_to = cover->range.at[ranges - 1].to;
	}
}

static void tell_unfulfilled(struct jrt_merging *m, uint32_t number)
{
	const struct jrt_merged_source *merged = &m->source[number];
	const struct jrt_source *source = &m->plan->source[number];
	uint64_t *unfulfilled = JB_NEW_ARRAY(m->arena, uint64_t, source->require_count);

	for (size_t h = 0; h < merged->count; h++)
		for (size_t i = 0; i < source->require_count; i++)
			unfulfilled[i] += merged->holding[h]->unfulfilled[i];
	jrt_tolerance_tell_unfulfilled(&m->notes, source, &m->out->source[number], unfulfilled);
}

static enum jb_status add_source(struct jrt_merging *m, uint32_t number,
				 struct jrt_merged_cells *cells)
{
	struct jrt_source_tally *tally = &m->out->source[number];
	enum jb_status status;

	if (m->source[number].count == 0)
		return JB_OK;
	m->source[number].cover.unread = tally->unread;
	settle_cover(m, number);
	tally->over_tolerance = jrt_tolerance_tell(&m->notes, &m->plan->source[number], tally);
	status = jrt_merging_cells(m, number, cells);
	if (status == JB_OK)
		tell_unfulfilled(m, number);
	return status;
}

/* ---- files and findings, by the names of their shards ---- */

/* What is told of the sum anew, and therefore not of its shards. */
static bool is_of_sum(const struct jrt_finding *finding)
{
	return jb_text_is(finding->code, "R0305") || jb_text_is(finding->code, "R0306") ||
	       jb_text_is(finding->code, "R0307");
}

/* Periods that were too many are none in the whole; which they were is not known. */
static enum jb_status check_findings(struct jrt_merging *m)
{
	for (size_t g = 0; g < m->given_count; g++)
		for (size_t i = 0; i < m->given[g].measured->finding_count; i++) {
			const struct jrt_finding *finding = &m->given[g].measured->finding[i];
			struct jb_text from = m->given[g].from;

			if (jb_text_is(finding->code, "R0311") ||
			    jb_text_is(finding->code, "R0308"))
				return jrt_merging_wrong(m, JRT_MERGE_LARGE, TOO_MANY_HERE,
							 "%.*s: %.*s (%.*s): it does not add up",
							 JB_ARG(from), JB_ARG(finding->message),
							 JB_ARG(finding->code));
			if (finding->shard.size == 0 && !is_of_sum(finding))
				return jrt_merging_wrong(
					m, JRT_MERGE_NONE, AS_WRITTEN,
					"%.*s: diagnostics[%zu]: no shard is named", JB_ARG(from),
					i);
		}
	return JB_OK;
}

/* Cells of a source that none of the file's shards had data of. */
static enum jb_status check_cells(struct jrt_merging *m)
{
	bool *held = JB_NEW_ARRAY(m->arena, bool, m->given_count * m->plan->source_count);

	for (size_t i = 0; i < m->shard_count; i++)
		for (size_t h = 0; h < m->shard[i].shard->holding_count; h++)
			held[m->shard[i].given * m->plan->source_count +
			     m->shard[i].shard->holding[h].source] = true;
	for (size_t g = 0; g < m->given_count; g++)
		for (size_t c = 0; c < m->given[g].measured->cell_count; c++) {
			const struct jrt_cell *cell = &m->given[g].measured->cell[c];
			uint32_t source =
				m->plan->metric[m->plan->meter[cell->meter].metric].source;

			if (source == JRT_NONE || !held[g * m->plan->source_count + source])
				return jrt_merging_wrong(
					m, JRT_MERGE_NONE, AS_WRITTEN,
					"%.*s: there are states of a source that no "
					"shard in it has data of",
					JB_ARG(m->given[g].from));
		}
	return JB_OK;
}

static void take_files(struct jrt_merging *m, const struct jrt_merged_shard *at)
{
	const struct jrt_measured *from = m->given[at->given].measured;

	for (size_t i = 0; i < from->file_count; i++)
		if (jb_text_equal(from->file[i].shard, at->shard->id))
			m->out->file[m->out->file_count++] = from->file[i];
}

static void take_findings(struct jrt_merging *m, const struct jrt_merged_shard *at)
{
	const struct jrt_measured *from = m->given[at->given].measured;

	for (size_t i = 0; i < from->finding_count; i++)
		if (jb_text_equal(from->finding[i].shard, at->shard->id))
			*jb_push(m->arena, &m->notes.finding) = from->finding[i];
}

static void take_all(struct jrt_merging *m)
{
	size_t files = 0;

	for (size_t g = 0; g < m->given_count; g++)
		files += m->given[g].measured->file_count;
	m->out->file = JB_NEW_ARRAY(m->arena, struct jrt_file_tally, files);
	m->out->shard = JB_NEW_ARRAY(m->arena, struct jrt_shard, m->shard_count);
	for (size_t i = 0; i < m->shard_count; i++) {
		m->out->shard[m->out->shard_count++] = *m->shard[i].shard;
		take_files(m, &m->shard[i]);
		take_findings(m, &m->shard[i]);
	}
}

/* ---- all of it ---- */

static enum jb_status add_sources(struct jrt_merging *m)
{
	struct jrt_merged_cells *cells =
		JB_NEW_ARRAY(m->arena, struct jrt_merged_cells, m->plan->meter_count);
	enum jb_status status = JB_OK;
	size_t count = 0;

	for (uint32_t s = 0; s < m->plan->source_count && status == JB_OK; s++)
		status = add_source(m, s, cells);
	for (size_t i = 0; i < m->plan->meter_count; i++)
		count += cells[i].count;
	m->out->cell = JB_NEW_ARRAY(m->arena, struct jrt_cell, count);
	for (size_t i = 0; i < m->plan->meter_count; i++)
		for (size_t c = 0; c < cells[i].count; c++)
			m->out->cell[m->out->cell_count++] = cells[i].cell[c];
	m->out->finding = m->notes.finding.at;
	m->out->finding_count = m->notes.finding.count;
	return status;
}

static enum jb_status merge(struct jrt_merging *m)
{
	enum jb_status status = load(m);

	if (status == JB_OK)
		status = jrt_merging_shards(m);
	if (status == JB_OK)
		status = check_findings(m);
	if (status == JB_OK)
		status = check_cells(m);
	if (status != JB_OK)
		return status;
	jrt_merging_covers(m);
	jrt_merging_check(m);
	if (m->refusals->list.count > 0)
		return JB_REFUSED;
	take_all(m);
	status = add_tallies(m);
	if (status == JB_OK)
		status = add_sources(m);
	return status == JB_OK && m->refusals->list.count > 0 ? JB_REFUSED : status;
}

enum jb_status jrt_states_merge(const struct jrt_plan *plan, const struct jrt_merge_given *given,
				size_t count, struct jb_text program, struct jb_arena *arena,
				struct jrt_measured *out, struct jrt_merge_refusals *refusals,
				struct jb_text *why)
{
	static const struct jrt_input nothing = {0};
	struct jrt_merging m = {.arena = arena,
				.plan = plan,
				.given = given,
				.given_count = count,
				.program = program,
				.out = out,
				.refusals = refusals,
				.why = why};
	enum jb_status status;

	*out = (struct jrt_measured){0};
	*refusals = (struct jrt_merge_refusals){0};
	*why = JB_TEXT("");
	if (JB_ARM(arena) != 0) {
		*why = JB_TEXT("not enough memory to add the states up");
		return JB_NO_MEMORY;
	}
	jrt_notes_init(&m.notes, arena, plan, &nothing);
	status = merge(&m);
	jb_arena_disarm(arena);
	return status;
}
