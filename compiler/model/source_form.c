/*
 * The form of a source's files, and which days they stand for.
 */
#include <string.h>

#include "model/source_fill.h"
#include "time/pattern.h"

/* ---- format ---- */

static void fill_separator(struct jy_filling *fill, const struct jy_node *by)
{
	switch (jy_word(by)) {
	case JY_W_TAB: fill->plain->separator = '\t'; return;
	case JY_W_SEMICOLON: fill->plain->separator = ';'; return;
	case JY_W_COMMA: fill->plain->separator = ','; return;
	case JY_W_PIPE: fill->plain->separator = '|'; return;
	default: break;
	}
	if (by && by->text.size == 1 && memchr(",;|\t", by->text.at[0], 4)) {
		fill->plain->separator = by->text.at[0];
		return;
	}
	if (by)
		jy_filling_report(fill, JY_D_SOURCE_FORMAT, by->span,
				  "fields are not separated by this",
				  "write `separated by comma`, `semicolon`, `tab` or `pipe`");
}

static void fill_encoding(struct jy_filling *fill, const struct jy_node *name)
{
	static const struct {
		const char *name;
		enum jrt_encoding encoding;
	} known[] = {
		{"utf-8", JRT_UTF_8},
		{"utf8", JRT_UTF_8},
		{"utf-16", JRT_UTF_16},
		{"utf16", JRT_UTF_16},
		{"windows-1252", JRT_WINDOWS_1252},
		{"cp1252", JRT_WINDOWS_1252},
	};
	char *plain = jb_copy(fill->builder->arena, jy_text(name).at, jy_text(name).size);

	for (size_t i = 0; i < jy_text(name).size; i++)
		plain[i] = plain[i] == '_'			? '-'
			   : plain[i] >= 'A' && plain[i] <= 'Z' ? (char)(plain[i] + 32)
								: plain[i];
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strcmp(plain, known[i].name) == 0) {
			fill->plain->encoding = known[i].encoding;
			return;
		}
	if (name)
		jy_filling_report(fill, JY_D_SOURCE_FORMAT, name->span, "this encoding is not read",
				  "write `encoding utf_8`, `utf_16` or `windows_1252`");
}

static void fill_form(struct jy_filling *fill, const struct jy_node *name)
{
	if (!name || jb_text_is(name->text, "csv"))
		return;
	if (jb_text_is(name->text, "tsv"))
		fill->plain->separator = '\t';
	else if (jb_text_is(name->text, "ndjson"))
		fill->plain->format = JRT_NDJSON;
	else
		jy_filling_report(
			fill, JY_D_SOURCE_FORMAT, name->span, "files of this form are not read",
			"write `format csv` or `format tsv`, with `separated by …` where it is "
			"another sign, or `format ndjson` for a JSON object a line");
}

static void fill_decimal(struct jy_filling *fill, const struct jy_node *tail)
{
	bool comma = jy_word(jy_kid(tail, 0)) == JY_W_COMMA;

	if (comma && fill->plain->format == JRT_NDJSON)
		jy_filling_report(fill, JY_D_SOURCE_FORMAT, tail->span,
				  "numbers of JSON have a decimal point",
				  "leave this out: a number in quotes is read with a point too");
	else
		fill->plain->decimal_point = comma ? ',' : '.';
}

static void fill_separated(struct jy_filling *fill, const struct jy_node *tail)
{
	if (fill->plain->format == JRT_NDJSON)
		jy_filling_report(fill, JY_D_SOURCE_FORMAT, tail->span,
				  "rows of JSON have members, which nothing separates",
				  "leave this out: members are found by their names");
	else
		fill_separator(fill, jy_kid(tail, 0));
}

void jy_filling_format(struct jy_filling *fill, const struct jy_node *node)
{
	const struct jy_node *tails = jy_kid(node, JY_FORMAT_TAILS);
	const struct jy_node *seen[3] = {NULL, NULL, NULL};

	fill_form(fill, jy_kid(node, JY_FORMAT_NAME));
	for (uint32_t i = 0; i < jy_count(tails); i++) {
		const struct jy_node *tail = jy_kid(tails, i);

		if (jy_is(tail, JY_N_SEPARATED)) {
			if (jy_builder_once(fill->builder, &seen[0], tail, "what separates fields"))
				fill_separated(fill, tail);
		} else if (jy_is(tail, JY_N_DECIMAL)) {
			if (jy_builder_once(fill->builder, &seen[1], tail, "the decimal mark"))
				fill_decimal(fill, tail);
		} else if (jy_is(tail, JY_N_ENCODING)) {
			if (jy_builder_once(fill->builder, &seen[2], tail, "the encoding"))
				fill_encoding(fill, jy_kid(tail, 0));
		}
	}
}

/* What speaks of a header or of places in a line has no meaning where rows are JSON. */
static void check_ndjson(struct jy_filling *fill)
{
	const struct jrt_source *plain = fill->plain;

	if (fill->seen[JY_ONCE_SKIP])
		jy_filling_report(fill, JY_D_SOURCE_FORMAT, fill->seen[JY_ONCE_SKIP]->span,
				  "files of JSON have no header, so no lines stand above it",
				  "leave this out; `ignore where …` names rows that are none");
	if (plain->schema_count)
		jy_filling_report(fill, JY_D_SOURCE_FORMAT, fill->seen[JY_ONCE_FORMAT]->span,
				  "files of JSON have no header that would tell schemas apart",
				  "declare the columns of all forms side by side: a member that a "
				  "row has not is missing");
	for (size_t i = 0; i < plain->column_count; i++)
		if (plain->column[i].position)
			jy_filling_report(fill, JY_D_SOURCE_FORMAT,
					  fill->source->column_decl[i].span,
					  "members of JSON have names, not numbers",
					  "write `from \"…\"` with the member's name");
}

void jy_filling_check_format(struct jy_filling *fill)
{
	struct jy_diag *diag;

	if (fill->plain->format == JRT_NDJSON) {
		check_ndjson(fill);
		return;
	}
	if (fill->plain->separator != fill->plain->decimal_point)
		return;
	diag = jy_filling_report(fill, JY_D_SOURCE_FORMAT, fill->seen[JY_ONCE_FORMAT]->span,
				 "the decimal comma is also what separates the fields",
				 "files with a decimal comma are mostly `separated by semicolon`");
	jy_diag_note(fill->builder->diags, diag,
		     "a number such as 1,5 would be read as two fields");
}

/* ---- covers ---- */

static void fill_covers_name(struct jy_filling *fill, const struct jy_node *text)
{
	const struct jrt_pattern *pattern;
	struct jb_text why;
	struct jy_diag *diag;

	if (!text)
		return;
	fill->plain->covers = JRT_COVERS_FILE_NAME;
	fill->plain->covers_pattern = text->text;
	if (memchr(text->text.at, '%', text->text.size) &&
	    jrt_pattern_compile(fill->builder->arena, text->text, JRT_PATTERN_DATE, 0, 0, &pattern,
				&why) == JB_OK)
		return;
	diag = jy_filling_report(fill, JY_D_SOURCE_COVERS, text->span,
				 "no date can be read from this file name",
				 "write where the date stands, for example \"contacts-%Y-%m.csv\"");
	if (memchr(text->text.at, '%', text->text.size))
		jy_diag_note(fill->builder->diags, diag, "%.*s", JB_ARG(why));
}

void jy_filling_covers(struct jy_filling *fill, const struct jy_node *node)
{
	struct jrt_days days;

	switch (node->kind) {
	case JY_N_COVERS:
		fill->plain->covers =
			jy_word(jy_kid(node, 0)) == JY_W_GIVEN ? JRT_COVERS_GIVEN : JRT_COVERS_ROWS;
		return;
	case JY_N_COVERS_NAME: fill_covers_name(fill, jy_kid(node, 0)); return;
	default: break;
	}
	if (!jy_builder_days(fill->builder, jy_kid(node, JY_COVERS_DATES_FROM),
			     jy_kid(node, JY_COVERS_DATES_TO), &days))
		return;
	fill->plain->covers = JRT_COVERS_DATES;
	fill->plain->covers_from = days.from;
	fill->plain->covers_to = days.to;
}

void jy_filling_finish_covers(struct jy_filling *fill)
{
	struct jy_source *source = fill->source;
	bool days = fill->plain->covers == JRT_COVERS_DATES ||
		    fill->plain->covers == JRT_COVERS_FILE_NAME;

	source->covers_zone = source->time_zone.size ? source->time_zone : source->every.zone;
	if (days && !source->covers_zone.size && source->time)
		jy_filling_report(fill, JY_D_ZONE_MISSING, fill->seen[JY_ONCE_COVERS]->span,
				  "nothing says in which time zone these days begin and end",
				  "give the column of its time a zone, or write `every month zone "
				  "Europe/London`");
}
