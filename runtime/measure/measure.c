/*
 * jrt_measure: rows to states. Loads what the plan names (zones, periods), measures one source
 * after the other, and puts the cells in the plan's order. Whatever happens, files are closed
 * and scratch memory is given back before it returns.
 */
#include "journey/runtime.h"

#include <stdlib.h>

#include "measure/shards.h"

static enum jb_status load_zones(struct jrt_measuring *m)
{
	m->zone = JB_NEW_ARRAY(m->arena, const struct jrt_zone *, m->plan->zone_count);
	for (size_t z = 0; z < m->plan->zone_count; z++) {
		enum jb_status status =
			jrt_zone_load(m->arena, m->plan->zone[z], &m->zone[z], &m->why);

		if (status != JB_OK)
			return status;
	}
	return JB_OK;
}

static enum jb_status make_calendars(struct jrt_measuring *m)
{
	enum jb_status status = JB_OK;

	m->calendar = JB_NEW_ARRAY(m->arena, const struct jrt_calendar *, m->plan->calendar_count);
	for (size_t i = 0; i < m->plan->calendar_count && status == JB_OK; i++) {
		const struct jrt_calendar_spec *spec = &m->plan->calendar[i];

		status = jrt_calendar_make(m->arena, m->zone[spec->zone], spec->hours,
					   spec->hours_count, spec->closed, spec->closed_count,
					   &m->calendar[i], &m->why);
	}
	return status;
}

/* Rolling periods are sums of base periods; the judge adds them up. */
static enum jb_status make_periods(struct jrt_measuring *m)
{
	m->periods = JB_NEW_ARRAY(m->arena, struct jrt_periods, m->plan->periods_count);
	for (size_t i = 0; i < m->plan->periods_count; i++) {
		struct jrt_period_spec spec = m->plan->periods[i];
		const struct jrt_zone *zone = spec.zone == JRT_NONE ? NULL : m->zone[spec.zone];
		enum jb_status status;

		spec.rolling = 0;
		status = jrt_period_init(&m->periods[i], &spec, zone, m->arena, &m->why);
		if (status != JB_OK)
			return status;
	}
	return JB_OK;
}

static const struct jrt_source *source_named(const struct jrt_plan *plan, struct jb_text name)
{
	for (size_t s = 0; s < plan->source_count; s++)
		if (jb_text_equal(plan->source[s].name, name))
			return &plan->source[s];
	return NULL;
}

static void find_stranger(struct jrt_measuring *m, struct jb_text code, const char *what,
			  struct jb_text name)
{
	struct jb_text *names = JB_NEW_ARRAY(m->arena, struct jb_text, m->plan->source_count);
	struct jb_text help = JB_TEXT("");
	int near;

	for (size_t s = 0; s < m->plan->source_count; s++)
		names[s] = m->plan->source[s].name;
	near = jb_text_nearest(name, names, m->plan->source_count);
	if (near >= 0)
		help = jb_text_printf(m->arena, "did you mean %.*s?", JB_ARG(names[near]));
	jrt_notes_find(&m->notes, JRT_ERROR, code, NULL,
		       jb_text_printf(m->arena,
				      "%s is given for \"%.*s\", and no source has that name", what,
				      JB_ARG(name)),
		       help);
}

/* Cases are made of rows, and only those have files. */
static void find_cases(struct jrt_measuring *m, const struct jrt_source *source)
{
	struct jb_text log = m->plan->source[source->cases->log].name;

	jrt_notes_find(&m->notes, JRT_ERROR, JB_TEXT("R0303"), NULL,
		       jb_text_printf(m->arena,
				      "a file is given for \"%.*s\", which is made of the cases of "
				      "%.*s",
				      JB_ARG(source->name), JB_ARG(log)),
		       jb_text_printf(m->arena, "give it for %.*s", JB_ARG(log)));
}

static void check_names(struct jrt_measuring *m)
{
	for (size_t i = 0; i < m->input->file_count; i++) {
		const struct jrt_source *source = source_named(m->plan, m->input->file[i].source);

		if (!source)
			find_stranger(m, JB_TEXT("R0303"), "a file", m->input->file[i].source);
		else if (source->cases)
			find_cases(m, source);
	}
	for (size_t i = 0; i < m->input->cover_count; i++)
		if (!source_named(m->plan, m->input->cover[i].source))
			find_stranger(m, JB_TEXT("R0304"), "--covers", m->input->cover[i].source);
}

static void make_tallies(struct jrt_measuring *m)
{
	m->source = JB_NEW_ARRAY(m->arena, struct jrt_source_tally, m->plan->source_count);
	m->file = JB_NEW_ARRAY(m->arena, struct jrt_file_tally, m->input->file_count);
	m->cells = JB_NEW_ARRAY(m->arena, struct jrt_meter_cells, m->plan->meter_count);
	m->holding = JB_NEW_ARRAY(m->arena, struct jrt_holding *, m->plan->source_count);
	for (uint32_t s = 0; s < m->plan->source_count; s++)
		m->source[s].source = s;
	for (size_t i = 0; i < m->input->file_count; i++) {
		const struct jrt_source *source = source_named(m->plan, m->input->file[i].source);

		m->file[i].file = m->input->file[i].path;
		m->file[i].source =
			source && !source->cases ? (uint32_t)(source - m->plan->source) : JRT_NONE;
	}
}

static bool has_file(const struct jrt_measuring *m, uint32_t source)
{
	for (size_t i = 0; i < m->input->file_count; i++)
		if (m->file[i].source == source)
			return true;
	return false;
}

/* Its rows are held against a forecast, which must be read before. */
static bool is_limited(const struct jrt_measuring *m, uint32_t source)
{
	return m->plan->source[source].surplus_count > 0;
}

static int by_place(const void *a, const void *b)
{
	const struct jrt_reject *x = a, *y = b;

	if (x->source != y->source)
		return x->source < y->source ? -1 : 1;
	if (x->file != y->file)
		return x->file < y->file ? -1 : 1;
	return (x->line > y->line) - (x->line < y->line);
}

static void hand_out(struct jrt_measuring *m, struct jrt_measured *out)
{
	size_t count = 0, at = 0;

	for (size_t i = 0; i < m->plan->meter_count; i++)
		count += m->cells[i].count;
	*out = (struct jrt_measured){
		.cell = JB_NEW_ARRAY(m->arena, struct jrt_cell, count),
		.cell_count = count,
		.source = m->source,
		.source_count = m->plan->source_count,
		.file = m->file,
		.file_count = m->input->file_count,
		.reject = m->notes.reject.at,
		.reject_count = m->notes.reject.count,
		.finding = m->notes.finding.at,
		.finding_count = m->notes.finding.count,
		.holding = JB_NEW_ARRAY(m->arena, struct jrt_holding, m->plan->source_count),
	};
	for (size_t s = 0; s < m->plan->source_count; s++)
		if (m->holding[s])
			out->holding[out->holding_count++] = *m->holding[s];
	for (size_t i = 0; i < m->plan->meter_count; i++)
		for (size_t c = 0; c < m->cells[i].count; c++)
			out->cell[at++] = m->cells[i].cell[c];
	if (out->reject_count)
		qsort(out->reject, out->reject_count, sizeof *out->reject, by_place);
}

static enum jb_status measure(struct jrt_measuring *m, struct jrt_measured *out)
{
	enum jb_status status = load_zones(m);

	if (status == JB_OK)
		status = make_calendars(m);
	if (status == JB_OK)
		status = make_periods(m);
	if (status != JB_OK)
		return status;
	make_tallies(m);
	check_names(m);
	jrt_pace_init(&m->pace, m->input, m->arena);
	for (unsigned last = 0; last < 2; last++)
		for (uint32_t s = 0; s < m->plan->source_count && status == JB_OK; s++)
			if (has_file(m, s) && is_limited(m, s) == (last == 1)) {
				m->at_source = s;
				status =
					m->elsewhere ? jrt_elsewhere_run(m, s) : jrt_feed_run(m, s);
			}
	if (status == JB_OK)
		status = jrt_pace_bytes(&m->pace, 0);
	if (status == JB_OK)
		hand_out(m, out);
	else if (m->why.size == 0)
		m->why = status == JB_CANCELLED ? JB_TEXT("cancelled")
						: JB_TEXT("a rejected row could not be written");
	return status;
}

/* Both arenas may run out; the one that does not has its trap taken down here. */
static enum jb_status guarded(struct jrt_measuring *m, struct jrt_measured *out)
{
	enum jb_status status;

	if (JB_ARM(m->arena) != 0)
		return JB_NO_MEMORY;
	if (JB_ARM(&m->scratch) != 0) {
		jb_arena_disarm(m->arena);
		return JB_NO_MEMORY;
	}
	jrt_notes_init(&m->notes, m->arena, m->plan, m->input);
	status = measure(m, out);
	jb_arena_disarm(&m->scratch);
	jb_arena_disarm(m->arena);
	return status;
}

/* The arenas are not armed, and the one of what is handed out has nothing else to do. */
static struct jb_text why_no_memory(const struct jrt_measuring *m)
{
	const struct jrt_source *source = &m->plan->source[m->at_source];
	const unsigned long long most = m->input->memory_most;
	const bool small = most < 1024 * 1024;
	struct jb_text why;

	if (!m->input->memory_most || JB_ARM(m->arena) != 0)
		return JB_TEXT("there is not enough memory to measure these files");
	why = jb_text_printf(m->arena,
			     "measuring the source `%.*s` needs more than the %llu%s it may take: "
			     "try %lluMB, or measure shorter stretches of time",
			     JB_ARG(source->name), small ? most : most >> 20,
			     small ? " bytes" : "MB", (unsigned long long)jrt_megabytes_to_try(m));
	jb_arena_disarm(m->arena);
	return why;
}

static enum jb_status measure_by(const struct jrt_elsewhere *elsewhere, const struct jrt_plan *plan,
				 const struct jrt_input *input, struct jb_arena *arena,
				 struct jrt_measured *out, struct jb_text *why)
{
	struct jrt_measuring m = {
		.plan = plan, .input = input, .arena = arena, .elsewhere = elsewhere};
	enum jb_status status;

	*out = (struct jrt_measured){0};
	if (input->memory_most) {
		/* What the caller took before is not measuring's. */
		m.budget = (struct jb_budget){arena->used, arena->used + input->memory_most};
		arena->budget = &m.budget;
	}
	jb_arena_init_beside(&m.scratch, arena);
	if (arena->limit)
		m.scratch.limit = arena->limit > arena->used ? arena->limit - arena->used : 1;
	status = guarded(&m, out);
	jrt_shards_release(&m);
	jrt_explainers_release(&m);
	jrt_reader_close(m.reader);
	jrt_reader_close(m.again);
	jb_spill_close(&m.spill);
	jb_arena_release(&m.scratch);
	if (input->memory_most)
		arena->budget = NULL;
	if (status == JB_NO_MEMORY)
		m.why = why_no_memory(&m);
	if (status != JB_OK)
		*why = m.why;
	return status;
}

enum jb_status jrt_measure(const struct jrt_plan *plan, const struct jrt_input *input,
			   struct jb_arena *arena, struct jrt_measured *out, struct jb_text *why)
{
	return measure_by(NULL, plan, input, arena, out, why);
}

enum jb_status jrt_measure_elsewhere(const struct jrt_plan *plan, const struct jrt_input *input,
				     const struct jrt_elsewhere *elsewhere, struct jb_arena *arena,
				     struct jrt_measured *out, struct jb_text *why)
{
	struct jrt_input quiet = *input;

	quiet.plain = true;
	quiet.progress = NULL;
	return measure_by(elsewhere, plan, &quiet, arena, out, why);
}
