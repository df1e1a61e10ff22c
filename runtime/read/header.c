/*
 * Header names to field numbers, see header.h. What there is to say of missing ones is said by
 * header_missing.c; rows are nobody's business here.
 */
#include "read/header.h"

#include "base/utf8.h"

/* ---- findings ---- */

static void report_doubled(const struct jrt_header *header, const struct jrt_column *column,
			   size_t first, size_t second, struct jrt_findings *findings)
{
	struct jb_buf buf;

	jb_buf_init(&buf, findings->arena);
	jb_buf_add_string(&buf, "has two columns ");
	jrt_say(&buf, column->header);
	jb_buf_printf(&buf, " (columns %zu and %zu), so column %.*s is not certain", first + 1,
		      second + 1, JB_ARG(column->name));
	jrt_findings_add(findings, column->needed ? JRT_ERROR : JRT_WARNING, "R0107", header->file,
			 header->line, jb_buf_text(&buf),
			 jb_text_printf(findings->arena,
					"say which: `column %.*s … from column %zu`",
					JB_ARG(column->name), first + 1));
}

/* ---- mapping ---- */

/* The first header equal to `wanted` from index `from` on. */
static size_t find_name(const struct jrt_header *header, struct jb_text wanted, size_t from)
{
	while (from < header->count && !jb_text_equal(header->name[from], wanted))
		from++;
	return from;
}

/* JRT_NONE where the column is not there, or (with a finding) twice. */
static uint32_t map_column(const struct jrt_header *header, const struct jrt_column *column,
			   struct jrt_findings *findings, bool *missing)
{
	struct jb_text wanted = jb_utf8_nfc(findings->arena, column->header);
	size_t first, second;

	*missing = false;
	if (column->position > 0) {
		*missing = column->position > header->count;
		return *missing ? JRT_NONE : column->position - 1;
	}
	first = find_name(header, wanted, 0);
	if (first == header->count) {
		*missing = true;
		return JRT_NONE;
	}
	second = find_name(header, wanted, first + 1);
	if (second < header->count) {
		report_doubled(header, column, first, second, findings);
		return JRT_NONE;
	}
	return (uint32_t)first;
}

/* One finding for what is needed and one for what is not, each by name and by position. */
static void report_missing(struct jrt_missing *missing, const bool *is_missing)
{
	const struct jrt_source *source = missing->source;

	for (unsigned kind = 0; kind < 4; kind++) {
		bool needed = kind < 2, by_position = kind % 2 == 1;

		missing->count = 0;
		for (size_t i = 0; i < source->column_count; i++)
			if (is_missing[i] && source->column[i].needed == needed &&
			    (source->column[i].position > 0) == by_position)
				missing->column[missing->count++] = &source->column[i];
		if (missing->count > 0)
			jrt_header_report_missing(missing);
	}
}

bool jrt_header_map(const struct jrt_source *source, const struct jrt_header *header,
		    uint32_t *position, struct jrt_findings *findings)
{
	struct jb_arena *arena = findings->arena;
	struct jrt_missing missing = {
		.source = source,
		.header = header,
		.findings = findings,
		.column = JB_NEW_ARRAY(arena, const struct jrt_column *, source->column_count),
	};
	bool *is_missing = JB_NEW_ARRAY(arena, bool, source->column_count);
	bool usable = true;

	for (size_t i = 0; i < source->column_count; i++) {
		if (source->column[i].absent) {
			position[i] = JRT_NONE;
			continue;
		}
		position[i] = map_column(header, &source->column[i], findings, &is_missing[i]);
		usable = usable && (position[i] != JRT_NONE || !source->column[i].needed);
	}
	report_missing(&missing, is_missing);
	return usable;
}
