/*
 * Texts of a column: those that stand for something, and how dates and times are written.
 */
#include <string.h>

#include "base/utf8.h"
#include "model/column_reading.h"
#include "time/pattern.h"

/* How many texts a column may list. */
#define TEXTS_MAX 10000

static struct jb_text nfc(struct jy_reading *reading, const struct jy_node *text)
{
	return jb_utf8_nfc(reading->rows->builder->arena, jy_text(text));
}

static void report_many(struct jy_reading *reading, const struct jy_node *list)
{
	jy_reading_report(reading, JY_D_EXPRESSION_LIMIT, list->span,
			  jb_text_printf(reading->rows->builder->arena,
					 "a list of more than %d texts", TEXTS_MAX)
				  .at);
}

const struct jb_text *jy_reading_texts(struct jy_reading *reading, const struct jy_node *list,
				       size_t *count)
{
	struct jb_text *text =
		JB_NEW_ARRAY(reading->rows->builder->arena, struct jb_text, jy_count(list));

	*count = 0;
	if (jy_count(list) > TEXTS_MAX) {
		report_many(reading, list);
		return text;
	}
	for (uint32_t i = 0; i < jy_count(list); i++)
		if (jy_is(jy_kid(list, i), JY_N_TEXT))
			text[(*count)++] = nfc(reading, jy_kid(list, i));
	return text;
}

/* A text may stand once in all lists of a column, for otherwise one of its meanings never
 * happens. */
void jy_reading_check_texts(struct jy_reading *reading)
{
	static const enum jy_node_kind kinds[] = {JY_N_COL_MISSING, JY_N_COL_YES, JY_N_COL_NO,
						  JY_N_COL_ONE_OF};
	struct jy_builder *builder = reading->rows->builder;
	struct jb_map seen;

	jb_map_init(&seen, builder->arena);
	for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
		const struct jy_node *list = jy_kid(reading->seen[kinds[k] - JY_N_COL_FROM], 0);

		for (uint32_t i = 0; i < jy_count(list); i++) {
			const struct jy_node *text = jy_kid(list, i);
			bool fresh = true;
			uint64_t *at = text ? jb_map_put(&seen, nfc(reading, text), &fresh) : NULL;
			struct jy_diag *diag;

			if (fresh) {
				if (at)
					*at = (uint64_t)(uintptr_t)text;
				continue;
			}
			diag = jy_reading_report(
				reading, JY_D_COLUMN_TEXTS, text->span,
				jb_text_printf(builder->arena,
					       "\"%.*s\" stands twice in this column",
					       JB_ARG(text->text))
					.at);
			jy_diag_label(builder->diags, diag,
				      ((const struct jy_node *)(uintptr_t)*at)->span, "first here");
			jy_reading_help(reading, diag, "leave one of them out");
		}
	}
}

/* ---- patterns ---- */

static enum jrt_pattern_kind pattern_kind(enum jrt_type type)
{
	switch (type) {
	case JRT_DATE: return JRT_PATTERN_DATE;
	case JRT_CLOCK: return JRT_PATTERN_CLOCK;
	case JRT_DURATION: return JRT_PATTERN_DURATION;
	default: return JRT_PATTERN_TIMESTAMP;
	}
}

void jy_reading_years(struct jy_reading *reading, const struct jy_node *part)
{
	struct jy_builder *builder = reading->rows->builder;
	uint64_t from = 0, to = 0;
	struct jy_diag *diag;

	if (!jy_builder_whole(builder, jy_kid(part, JY_COL_YEARS_FIRST), "a year", 1, &from) ||
	    !jy_builder_whole(builder, jy_kid(part, JY_COL_YEARS_LAST), "a year", 1, &to)) {
		reading->good = false;
		return;
	}
	if (to > 9999 || to != from + 99) {
		diag = jy_reading_report(
			reading, JY_D_COLUMN_BOUNDS, part->span,
			"two digits tell a hundred years apart, so the window has a hundred");
		jy_reading_help(reading, diag, "write for example `years 1950 to 2049`");
		from = 1950;
		to = 2049;
	}
	reading->column->years_from = (int16_t)from;
	reading->column->years_to = (int16_t)to;
}

static bool text_has(struct jb_text text, const char *what)
{
	return text.size && memmem(text.at, text.size, what, strlen(what)) != NULL;
}

static void check_years(struct jy_reading *reading, const struct jy_node *as)
{
	const struct jy_node *years = jy_reading_part(reading, JY_N_COL_YEARS);
	bool two_digits =
		text_has(reading->column->format, "%y") || text_has(reading->column->format, "%D");
	struct jy_diag *diag;

	if (two_digits == (years != NULL))
		return;
	if (years) {
		diag = jy_reading_report(reading, JY_D_COLUMN_PART, years->span,
					 "`years` is for years of two digits, `%y`");
		jy_diag_label(reading->rows->builder->diags, diag, as->span,
			      "this has years of four digits");
		jy_reading_help(reading, diag, "leave it out");
		reading->column->years_from = reading->column->years_to = 0;
		return;
	}
	diag = jy_reading_report(reading, JY_D_COLUMN_PATTERN, as->span,
				 "a year of two digits does not say which century");
	jy_reading_help(reading, diag,
			"add the hundred years it can mean, for example `years 1950 to 2049`");
	reading->column->years_from = 1950;
	reading->column->years_to = 2049;
}

/* `as` without a zone, where the text has no offset of its own, is a clock reading of nowhere. */
static void check_zone(struct jy_reading *reading, const struct jy_node *as, bool has_offset)
{
	struct jrt_column *column = reading->column;
	struct jy_diag *diag;

	if (column->type != JRT_INSTANT || has_offset || column->zone.size ||
	    as->flags & JY_F_DAMAGED)
		return;
	diag = jy_reading_report(reading, JY_D_ZONE_MISSING, as->span,
				 "nothing says in which time zone these times are");
	jy_reading_help(reading, diag, "add the zone, for example `zone Europe/London`");
	column->zone = JB_TEXT("UTC"); /* so that nothing else asks for one */
}

/* Columns of many sources are written alike, so a pattern is compiled once. NULL where it is
 * wrong. */
static const struct jrt_pattern *pattern_of(struct jy_builder *builder,
					    const struct jrt_column *column, struct jb_text *why)
{
	const struct jrt_pattern *pattern;
	struct jb_text key =
		jb_text_printf(builder->arena, "%d %d %d %.*s", (int)column->type,
			       column->years_from, column->years_to, JB_ARG(column->format));
	uint64_t *at = jb_map_put(&builder->patterns, key, NULL);

	if (*at)
		return builder->compiled.at[*at - 1];
	if (jrt_pattern_compile(builder->arena, column->format, pattern_kind(column->type),
				column->years_from, column->years_to, &pattern, why) != JB_OK)
		return NULL;
	*jb_push(builder->arena, &builder->compiled) = pattern;
	*at = builder->compiled.count;
	return pattern;
}

void jy_reading_pattern(struct jy_reading *reading, const struct jy_node *part)
{
	struct jrt_column *column = reading->column;
	struct jb_arena *arena = reading->rows->builder->arena;
	const struct jy_node *text = jy_kid(part, JY_COL_AS_TEXT);
	const struct jrt_pattern *pattern;
	struct jb_text why;
	struct jy_diag *diag;

	if (!text)
		return;
	column->format = text->text;
	check_years(reading, part);
	pattern = pattern_of(reading->rows->builder, column, &why);
	if (pattern) {
		check_zone(reading, part, jrt_pattern_has_offset(pattern));
		return;
	}
	diag = jy_reading_report(
		reading, JY_D_COLUMN_PATTERN, text->span,
		jb_text_printf(
			arena, "\"%.*s\" is no way to write %.*s", JB_ARG(text->text),
			JB_ARG(jy_type_phrase(arena, (struct jy_typed){.type = column->type})))
			.at);
	jy_reading_show_type(reading, diag);
	jy_diag_note(reading->rows->builder->diags, diag, "%.*s", JB_ARG(why));
	jy_reading_help(
		reading, diag,
		column->type == JRT_DURATION || column->type == JRT_CLOCK
			? "write for example `as \"h:mm:ss\"`"
			: "write for example `as \"%d/%m/%Y %H:%M:%S\"`, or without the time for a "
			  "date");
}
