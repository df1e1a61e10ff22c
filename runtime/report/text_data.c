/*
 * The part of the scorecard that says what the figures stand on: rows by source and file, the
 * interval covered, the first rejected rows with their reasons, and findings.
 */
#include <string.h>

#include "judge/figure.h"
#include "report/report.h"
#include "time/civil.h"
#include "time/zone.h"

#define REJECTS_SHOWN 5 /* a source */

static const struct jrt_table_column data_columns[] = {
	{.head = "", .least = 6},
	{.head = "rows", .right = true},
	{.head = "accepted", .right = true},
	{.head = "ignored", .right = true, .drop = 2},
	{.head = "rejected", .right = true},
	{.head = "duplicates", .right = true, .drop = 1},
	{.head = ""},
};

static const struct jrt_table_column reject_columns[] = {
	{.head = "", .least = 6},
	{.head = "", .drop = 1},
	{.head = ""},
};

static struct jb_text clean(struct jb_arena *arena, const char *before, struct jb_text text)
{
	struct jb_buf buf;

	jb_buf_init(&buf, arena);
	jb_buf_add_string(&buf, before);
	jrt_plain_add(&buf, text);
	return jb_buf_text(&buf);
}

static struct jb_text count_text(struct jb_arena *arena, uint64_t count)
{
	struct jb_buf buf;

	jb_buf_init(&buf, arena);
	jrt_figure_add_count(&buf, count);
	return jb_buf_text(&buf);
}

/* Sets a remark apart from the one before it; a comma would tie it to what is covered. */
static void add_between(struct jb_buf *buf)
{
	jb_buf_add_string(buf, buf->size > 0 ? "; " : "");
}

static void add_separated(struct jb_buf *buf, uint64_t count, const char *what)
{
	if (count == 0)
		return;
	add_between(buf);
	jrt_figure_add_count(buf, count);
	jb_buf_add_string(buf, what);
}

/* The zone in which to say what a source covers: its own, else that of the first periods, else
 * UTC. */
static const struct jrt_zone *cover_zone(const struct jrt_plan *plan, uint32_t source,
					 struct jb_arena *arena)
{
	const struct jrt_zone *zone = jrt_zone_utc();
	uint32_t number = plan->source[source].covers_zone;
	struct jb_text why;

	if (number >= plan->zone_count && plan->periods_count > 0)
		number = plan->periods[0].zone;
	if (number < plan->zone_count &&
	    jrt_zone_load(arena, plan->zone[number], &zone, &why) != JB_OK)
		zone = jrt_zone_utc();
	return zone;
}

/* "covers 2026-01-01 to 2026-03-31", both days in; by rows, the days of the first and the last;
 * instants where a declared end is no midnight. */
static void add_cover(struct jb_buf *buf, const struct jrt_source_tally *tally,
		      const struct jrt_zone *zone)
{
	jb_buf_add_string(buf, tally->cover_by_rows ? "rows from " : "covers ");
	if (tally->cover_from < JRT_INSTANT_MIN || tally->cover_to > JRT_INSTANT_MAX) {
		jb_buf_add_string(buf, "all times");
		return;
	}
	jb_fix from = jrt_zone_to_local(zone, tally->cover_from);
	jb_fix to = jrt_zone_to_local(zone, tally->cover_to);
	bool days = from % JRT_DAY_US == 0 && to % JRT_DAY_US == 0;
	if (days || tally->cover_by_rows) {
		jrt_figure_add_date(buf, jrt_civil_floor(from, JRT_DAY_US));
		jb_buf_add_string(buf, " to ");
		jrt_figure_add_date(buf, jrt_civil_floor(to - 1, JRT_DAY_US));
		return;
	}
	jrt_figure_add_instant(buf, tally->cover_from);
	jb_buf_add_string(buf, " to ");
	jrt_figure_add_instant(buf, tally->cover_to);
}

bool jrt_report_source_given(const struct jrt_plan *plan, const struct jrt_measured *measured,
			     uint32_t number)
{
	const struct jrt_cases *cases = plan->source[number].cases;
	uint32_t source = cases ? cases->log : number;

	for (size_t i = 0; i < measured->file_count; i++) {
		if (measured->file[i].source == source)
			return true;
	}
	return false;
}

struct jb_text jrt_report_source_note(const struct jrt_plan *plan,
				      const struct jrt_measured *measured,
				      const struct jrt_source_tally *tally, struct jb_arena *arena)
{
	struct jb_buf buf;

	jb_buf_init(&buf, arena);
	if (!jrt_report_source_given(plan, measured, tally->source))
		return JB_TEXT("no data given");
	if (plan->source[tally->source].cases) {
		jb_buf_add_string(&buf, "cases of ");
		jrt_plain_add(&buf, plan->source[plan->source[tally->source].cases->log].name);
	}
	if (tally->unread)
		add_between(&buf);
	if (tally->unread)
		jb_buf_add_string(&buf, "not all of it could be read: covers nothing");
	if (tally->over_tolerance) {
		add_between(&buf);
		jb_buf_add_string(&buf, "more rejected than tolerated");
	}
	if (tally->has_cover) {
		add_between(&buf);
		add_cover(&buf, tally, cover_zone(plan, tally->source, arena));
	}
	add_separated(&buf, tally->made_missing, " values made missing");
	add_separated(&buf, tally->warned, " warnings");
	add_separated(&buf, tally->doubled_times, " local times that fell twice");
	add_separated(&buf, tally->gap_times, " local times that do not exist");
	return jb_buf_text(&buf);
}

static void add_counts(struct jb_arena *arena, struct jrt_table_cell *row, const uint64_t count[5])
{
	for (size_t i = 0; i < 5; i++)
		row[1 + i].text = count_text(arena, count[i]);
	if (count[3] > 0)
		row[4].style = JRT_STYLE_MISSED;
}

/* Of one shard among several, whose it is. */
static struct jb_text file_name(struct jb_arena *arena, const struct jrt_file_tally *file)
{
	struct jb_text name = clean(arena, "  ", file->file), shard;

	if (file->shard.size == 0)
		return name;
	shard = clean(arena, "  ", file->shard);
	return jb_text_printf(arena, "%.*s:%.*s", JB_ARG(shard),
			      JB_ARG(jb_text_slice(name, 1, name.size)));
}

static void add_files(const struct jrt_measured *measured, uint32_t source, struct jb_arena *arena,
		      struct jrt_table *table)
{
	for (size_t i = 0; i < measured->file_count; i++) {
		const struct jrt_file_tally *file = &measured->file[i];
		if (file->source != source)
			continue;
		struct jrt_table_cell *row = jrt_table_row(table);
		row[0].text = file_name(arena, file);
		add_counts(arena, row,
			   (uint64_t[]){file->rows, file->accepted, file->ignored, file->rejected,
					file->duplicates});
		if (file->unread)
			row[6] = (struct jrt_table_cell){JB_TEXT("could not be read"),
							 JRT_STYLE_MISSED};
	}
}

static void add_sources(const struct jrt_plan *plan, const struct jrt_measured *measured,
			struct jb_arena *arena, struct jrt_table *table)
{
	for (size_t i = 0; i < measured->source_count; i++) {
		const struct jrt_source_tally *tally = &measured->source[i];
		bool given = jrt_report_source_given(plan, measured, tally->source);
		struct jrt_table_cell *row = jrt_table_row(table);

		row[0].text = clean(arena, "", plan->source[tally->source].name);
		row[6].text = jrt_report_source_note(plan, measured, tally, arena);
		row[6].style = JRT_STYLE_DIM;
		if (given)
			add_counts(arena, row,
				   (uint64_t[]){tally->rows, tally->accepted, tally->ignored,
						tally->rejected, tally->duplicates});
		add_files(measured, tally->source, arena, table);
	}
}

struct jb_text jrt_report_reject_place(const struct jrt_plan *plan,
				       const struct jrt_measured *measured,
				       const struct jrt_reject *reject, struct jb_arena *arena)
{
	struct jb_buf buf;
	const struct jrt_source *source = &plan->source[reject->source];

	jb_buf_init(&buf, arena);
	if (reject->file < measured->file_count)
		jrt_plain_add(&buf, measured->file[reject->file].file);
	jb_buf_printf(&buf, ":%llu", (unsigned long long)reject->line);
	if (reject->column < source->column_count) {
		jb_buf_add_byte(&buf, ' ');
		jrt_plain_add(&buf, source->column[reject->column].name);
	}
	return jb_buf_text(&buf);
}

/* The first rejected rows of a source, and how many more there are. */
static void add_rejects(const struct jrt_plan *plan, const struct jrt_measured *measured,
			const struct jrt_source_tally *tally, const struct jrt_page *page,
			struct jb_arena *arena)
{
	struct jrt_table table;
	uint64_t all = tally->rejected + tally->warned;

	jrt_table_init(&table, arena, reject_columns, 3);
	for (size_t i = 0; i < measured->reject_count && table.rows < REJECTS_SHOWN; i++) {
		const struct jrt_reject *reject = &measured->reject[i];
		if (reject->source != tally->source)
			continue;
		struct jrt_table_cell *row = jrt_table_row(&table);
		row[0].text = jrt_report_reject_place(plan, measured, reject, arena);
		row[1] = (struct jrt_table_cell){clean(arena, "", reject->code), JRT_STYLE_DIM};
		row[2].text = clean(arena, "", reject->reason);
	}
	if (table.rows == 0)
		return;
	jb_buf_add_byte(page->out, '\n');
	jrt_table_write(&table, page, 2);
	if (all > table.rows) {
		struct jb_buf buf;
		jb_buf_init(&buf, arena);
		jb_buf_add_string(&buf, "and ");
		jrt_figure_add_count(&buf, all - table.rows);
		jb_buf_add_string(&buf, " more; --rejects FILE lists them all");
		jrt_page_paragraph(page, jb_buf_text(&buf), 2, JRT_STYLE_DIM);
	}
}

void jrt_report_data(const struct jrt_plan *plan, const struct jrt_measured *measured,
		     const struct jrt_page *page, struct jb_arena *arena)
{
	struct jrt_table table;

	if (measured->source_count == 0)
		return;
	jb_buf_add_byte(page->out, '\n');
	jrt_page_paragraph(page, JB_TEXT("Data"), 0, JRT_STYLE_BOLD);
	jrt_table_init(&table, arena, data_columns, sizeof data_columns / sizeof *data_columns);
	add_sources(plan, measured, arena, &table);
	jrt_table_write(&table, page, 2);
	for (size_t i = 0; i < measured->source_count; i++)
		add_rejects(plan, measured, &measured->source[i], page, arena);
}

static enum jrt_style style_of(enum jrt_severity severity)
{
	static const enum jrt_style styles[] = {
		[JRT_ERROR] = JRT_STYLE_MISSED,
		[JRT_WARNING] = JRT_STYLE_EXCUSED,
		[JRT_INFO] = JRT_STYLE_DIM,
	};
	return styles[severity];
}

/* "cannot open FILE: no such file" tells its place itself. */
static bool names_its_file(const struct jrt_finding *finding)
{
	return finding->line == 0 && finding->file.size > 0 &&
	       memmem(finding->message.at, finding->message.size, finding->file.at,
		      finding->file.size) != NULL;
}

static void add_place(struct jb_buf *buf, const struct jrt_finding *finding)
{
	if (finding->file.size == 0 || names_its_file(finding))
		return;
	jrt_plain_add(buf, finding->file);
	if (finding->line > 0)
		jb_buf_printf(buf, ":%llu", (unsigned long long)finding->line);
	if (finding->line > 0 && finding->column > 0)
		jb_buf_printf(buf, ":%u", finding->column);
	jb_buf_add_string(buf, ": ");
}

static void add_finding(const struct jrt_finding *finding, const struct jrt_page *page,
			struct jb_arena *arena)
{
	static const char *const words[] = {
		[JRT_ERROR] = "error", [JRT_WARNING] = "warning", [JRT_INFO] = "note"};
	struct jb_buf buf;

	jb_buf_init(&buf, arena);
	jb_buf_printf(&buf, "%s[", words[finding->severity]);
	jrt_plain_add(&buf, finding->code);
	jb_buf_add_string(&buf, "] ");
	if (finding->shard.size > 0) {
		jrt_plain_add(&buf, finding->shard);
		jb_buf_add_string(&buf, ": ");
	}
	add_place(&buf, finding);
	jrt_plain_add(&buf, finding->message);
	jrt_page_paragraph(page, jb_buf_text(&buf), 0, style_of(finding->severity));
	if (finding->help.size > 0)
		jrt_page_paragraph(page, clean(arena, "help: ", finding->help), 2, JRT_STYLE_PLAIN);
}

void jrt_report_findings(const struct jrt_finding *finding, size_t count, bool errors,
			 const struct jrt_page *page, struct jb_arena *arena)
{
	bool first = true;

	for (size_t i = 0; i < count; i++) {
		if ((finding[i].severity == JRT_ERROR) != errors)
			continue;
		if (first)
			jb_buf_add_byte(page->out, '\n');
		first = false;
		add_finding(&finding[i], page, arena);
	}
}
