/*
 * A source: the form of its files, what they cover, which rows are one and the same, when a row
 * happened, and then its columns, rules, lets and slices through columns.c and rules.c.
 */
#include <string.h>

#include "model/rows.h"
#include "time/civil.h"
#include "time/pattern.h"

/* Which statements of a source may stand once. */
enum once {
	ONCE_FORMAT,
	ONCE_COVERS,
	ONCE_IDENTIFY,
	ONCE_TIME,
	ONCE_EVERY,
	ONCE_SKIP,
	ONCE_STOP,
	ONCE_TOLERATE,
	ONCE_DELIVERED,
	ONCE_COUNT
};

struct filling {
	struct jy_rows *rows;
	struct jy_builder *builder;
	struct jy_source *source;
	struct jrt_source *plain;
	struct jy_columns columns;
	struct jy_rules rules;
	const struct jy_node *seen[ONCE_COUNT];
	const struct jy_node *first_schema;
	uint32_t schemas;
};

static struct jy_diag *report(struct filling *fill, enum jy_code code, struct jy_span span,
			      const char *message, const char *help)
{
	struct jy_diag *diag = jy_diag_error(fill->builder->diags, code, span, "%s", message);

	jy_diag_help(fill->builder->diags, diag, "%s", help);
	return diag;
}

/* ---- format ---- */

static void fill_separator(struct filling *fill, const struct jy_node *by)
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
		report(fill, JY_D_SOURCE_FORMAT, by->span, "fields are not separated by this",
		       "write `separated by comma`, `semicolon`, `tab` or `pipe`");
}

static void fill_encoding(struct filling *fill, const struct jy_node *name)
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
		report(fill, JY_D_SOURCE_FORMAT, name->span, "this encoding is not read",
		       "write `encoding utf_8`, `utf_16` or `windows_1252`");
}

static void fill_format(struct filling *fill, const struct jy_node *node)
{
	const struct jy_node *name = jy_kid(node, JY_FORMAT_NAME);
	const struct jy_node *tails = jy_kid(node, JY_FORMAT_TAILS);
	const struct jy_node *seen[3] = {NULL, NULL, NULL};

	if (name && jb_text_is(name->text, "tsv"))
		fill->plain->separator = '\t';
	else if (name && !jb_text_is(name->text, "csv"))
		report(fill, JY_D_SOURCE_FORMAT, name->span, "files of this form are not read",
		       "write `format csv` or `format tsv`, with `separated by …` where it is "
		       "another sign");
	for (uint32_t i = 0; i < jy_count(tails); i++) {
		const struct jy_node *tail = jy_kid(tails, i);

		if (jy_is(tail, JY_N_SEPARATED)) {
			if (jy_builder_once(fill->builder, &seen[0], tail, "what separates fields"))
				fill_separator(fill, jy_kid(tail, 0));
		} else if (jy_is(tail, JY_N_DECIMAL)) {
			if (jy_builder_once(fill->builder, &seen[1], tail, "the decimal mark"))
				fill->plain->decimal_point =
					jy_word(jy_kid(tail, 0)) == JY_W_COMMA ? ',' : '.';
		} else if (jy_is(tail, JY_N_ENCODING)) {
			if (jy_builder_once(fill->builder, &seen[2], tail, "the encoding"))
				fill_encoding(fill, jy_kid(tail, 0));
		}
	}
}

static void check_format(struct filling *fill)
{
	struct jy_diag *diag;

	if (fill->plain->separator != fill->plain->decimal_point)
		return;
	diag = report(fill, JY_D_SOURCE_FORMAT, fill->seen[ONCE_FORMAT]->span,
		      "the decimal comma is also what separates the fields",
		      "files with a decimal comma are mostly `separated by semicolon`");
	jy_diag_note(fill->builder->diags, diag,
		     "a number such as 1,5 would be read as two fields");
}

/* ---- covers ---- */

static void fill_covers_name(struct filling *fill, const struct jy_node *text)
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
	diag = report(fill, JY_D_SOURCE_COVERS, text->span,
		      "no date can be read from this file name",
		      "write where the date stands, for example \"contacts-%Y-%m.csv\"");
	if (memchr(text->text.at, '%', text->text.size))
		jy_diag_note(fill->builder->diags, diag, "%.*s", JB_ARG(why));
}

static void fill_covers(struct filling *fill, const struct jy_node *node)
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

/* Days of a zone: that of the rows' time, else that of the periods. */
static void finish_covers(struct filling *fill)
{
	struct jy_source *source = fill->source;
	bool days = fill->plain->covers == JRT_COVERS_DATES ||
		    fill->plain->covers == JRT_COVERS_FILE_NAME;

	source->covers_zone = source->time_zone.size ? source->time_zone : source->every.zone;
	if (days && !source->covers_zone.size && source->time)
		report(fill, JY_D_ZONE_MISSING, fill->seen[ONCE_COVERS]->span,
		       "nothing says in which time zone these days begin and end",
		       "give the column of its time a zone, or write `every month zone "
		       "Europe/London`");
}

/* ---- identity ---- */

static const struct jy_expr *key_of(struct filling *fill, const struct jy_node *name)
{
	const struct jy_expr *key = jy_rows_value(fill->rows, name);

	if (!key || !key->looks_ahead)
		return key;
	report(fill, JY_D_LOOK_AHEAD, name->span, "rows are told apart before the look ahead",
	       "name a column");
	return NULL;
}

static void fill_latest(struct filling *fill, const struct jy_node *name)
{
	const struct jy_expr *latest = name ? key_of(fill, name) : NULL;
	struct jy_diag *diag;

	if (!latest)
		return;
	if (jy_type_is_ordered(latest->type)) {
		fill->source->latest = latest;
		return;
	}
	diag = report(fill, JY_D_TEXTS_UNORDERED, name->span,
		      "which version is the latest cannot be told by this",
		      "name a column with a date, a time or a number");
	jy_rows_show_declared(fill->rows, diag, name, latest);
}

static void fill_identify(struct filling *fill, const struct jy_node *node)
{
	const struct jy_node *keys = jy_kid(node, JY_IDENTIFY_KEYS);
	JB_VEC(const struct jy_expr *) all = {0};

	for (uint32_t i = 0; i < jy_count(keys); i++) {
		const struct jy_expr *key = key_of(fill, jy_kid(keys, i));

		if (key)
			*jb_push(fill->builder->arena, &all) = key;
	}
	fill->source->identify = all.at;
	fill->source->identify_count = all.count;
	fill_latest(fill, jy_kid(node, JY_IDENTIFY_LATEST));
}

/* ---- time ---- */

static void fill_time(struct filling *fill, const struct jy_node *node)
{
	const struct jy_node *name = jy_kid(node, JY_TIME_OF_NAME);
	const struct jy_expr *time = jy_rows_value(fill->rows, name);
	struct jb_arena *arena = fill->builder->arena;
	struct jy_diag *diag;

	if (!time)
		return;
	if (time->type != JRT_INSTANT && time->type != JRT_DATE) {
		diag = report(
			fill, JY_D_SOURCE_TIME, name->span,
			jb_text_printf(arena,
				       "the time of a row is a date, with or without a "
				       "time, and this is %.*s",
				       JB_ARG(jy_type_phrase(arena, jy_expr_typed(time))))
				.at,
			time->type == JRT_CLOCK
				? "give the time of day its date: `let NAME = DATE at CLOCK zone "
				  "Europe/London`, and write `time NAME`"
				: "name a column of type `timestamp` or `date`");
		jy_rows_show_declared(fill->rows, diag, name, time);
		return;
	}
	if (time->type == JRT_DATE && !time->zone.size) {
		diag = report(fill, JY_D_ZONE_MISSING, name->span,
			      "nothing says in which time zone these days begin and end",
			      "give the column its zone, for example `date zone Europe/London`");
		jy_rows_show_declared(fill->rows, diag, name, time);
		return;
	}
	if (time->looks_ahead) {
		report(fill, JY_D_LOOK_AHEAD, name->span,
		       "when a row happened cannot depend on what happens later", "name a column");
		return;
	}
	fill->source->time = time;
	fill->source->time_zone = time->zone;
}

static bool row_unit(struct filling *fill, const struct jy_node *word, enum jrt_period_unit *unit)
{
	switch (jy_word(word)) {
	case JY_W_DAY: *unit = JRT_DAY; return true;
	case JY_W_WEEK: *unit = JRT_WEEK; return true;
	case JY_W_MONTH: *unit = JRT_MONTH; return true;
	case JY_W_QUARTER: *unit = JRT_QUARTER; return true;
	case JY_W_YEAR: *unit = JRT_YEAR; return true;
	default: break;
	}
	if (word)
		report(fill, JY_D_PERIOD_FORM, word->span,
		       "rows of less than a day are not read as periods",
		       "name their beginning as the row's time instead: `time COLUMN`");
	return false;
}

static void fill_row_covers(struct filling *fill, const struct jy_node *node)
{
	const struct jy_node *name = jy_kid(node, JY_ROW_COVERS_COLUMN);
	const struct jy_expr *column = jy_rows_value(fill->rows, name);
	struct jb_text zone = jy_builder_zone(fill->builder, jy_kid(node, JY_ROW_COVERS_ZONE));
	struct jrt_period_spec spec = {.first_month = 1, .first_day = 1};
	bool good = row_unit(fill, jy_kid(node, JY_ROW_COVERS_UNIT), &spec.unit);
	struct jy_diag *diag;

	if (!column || !good || !zone.size)
		return;
	if (column->type != JRT_DATE && column->type != JRT_INSTANT) {
		diag = report(fill, JY_D_SOURCE_TIME, name->span,
			      "which period a row covers is said by a date",
			      "name a column of type `date`");
		jy_rows_show_declared(fill->rows, diag, name, column);
		return;
	}
	fill->plain->row_covers = true;
	fill->source->time = column;
	fill->source->time_zone = zone;
	fill->source->row_period =
		(struct jy_period){.given = true, .spec = spec, .zone = zone, .span = node->span};
}

/* ---- the rest ---- */

static void fill_skip(struct filling *fill, const struct jy_node *node)
{
	uint64_t lines = 0;

	if (jy_builder_whole(fill->builder, jy_kid(node, 0), "the number of lines", 1, &lines) &&
	    lines < UINT32_MAX)
		fill->plain->skip_lines = (uint32_t)lines;
}

static void fill_delivered(struct filling *fill, const struct jy_node *node)
{
	struct jy_period period = {0};
	uint64_t day;

	jy_fill_period(fill->builder, &period, jy_kid(node, JY_DELIVERED_EVERY_PERIOD), NULL,
		       JB_TEXT("UTC"), INT32_MIN);
	jy_builder_whole(fill->builder, jy_kid(node, JY_DELIVERED_EVERY_DAY), "the day", 1, &day);
}

static bool once(struct filling *fill, enum once what, const struct jy_node *node)
{
	static const char *const phrase[ONCE_COUNT] = {
		[ONCE_FORMAT] = "the format",
		[ONCE_COVERS] = "what the source covers",
		[ONCE_IDENTIFY] = "what identifies a row",
		[ONCE_TIME] = "when a row happened",
		[ONCE_EVERY] = "the period",
		[ONCE_SKIP] = "how many lines are skipped",
		[ONCE_STOP] = "where reading stops",
		[ONCE_TOLERATE] = "how many rejected rows are tolerated",
		[ONCE_DELIVERED] = "when files are delivered",
	};

	return jy_builder_once(fill->builder, &fill->seen[what], node, phrase[what]);
}

static void fill_tolerate(struct filling *fill, const struct jy_node *node)
{
	const struct jy_node *percent = jy_kid(node, JY_TOLERATE_PERCENT);

	fill->plain->tolerated = percent ? percent->value : 0;
}

/* Statements that need no name of the row. */
static void fill_plain(struct filling *fill, const struct jy_node *node)
{
	switch (node->kind) {
	case JY_N_FORMAT:
		if (once(fill, ONCE_FORMAT, node))
			fill_format(fill, node);
		return;
	case JY_N_COVERS:
	case JY_N_COVERS_DATES:
	case JY_N_COVERS_NAME:
		if (once(fill, ONCE_COVERS, node))
			fill_covers(fill, node);
		return;
	case JY_N_SKIP_LINES:
		if (once(fill, ONCE_SKIP, node))
			fill_skip(fill, node);
		return;
	case JY_N_TOLERATE:
		if (once(fill, ONCE_TOLERATE, node))
			fill_tolerate(fill, node);
		return;
	case JY_N_DELIVERED_EVERY:
		if (once(fill, ONCE_DELIVERED, node))
			fill_delivered(fill, node);
		return;
	default: return;
	}
}

/* Statements that speak of the row. */
static void fill_row(struct filling *fill, const struct jy_node *node)
{
	switch (node->kind) {
	case JY_N_IDENTIFY:
		if (once(fill, ONCE_IDENTIFY, node))
			fill_identify(fill, node);
		return;
	case JY_N_STOP_AT:
		if (once(fill, ONCE_STOP, node))
			fill->source->stop = jy_rows_early(
				fill->rows, jy_kid(node, JY_STOP_AT_COND), "where reading stops");
		return;
	case JY_N_INCIDENT: jy_rows_column(fill->rows, jy_kid(node, JY_INCIDENT_NAME)); return;
	default: jy_rules_add(fill->rows, &fill->rules, node); return;
	}
}

/* When a row happened comes first: conditions read instants on its clock. */
static void fill_times(struct filling *fill, const struct jy_node *body)
{
	for (uint32_t i = 0; i < jy_count(body); i++) {
		const struct jy_node *node = jy_kid(body, i);
		bool time = jy_is(node, JY_N_TIME_OF);

		if (!time && !jy_is(node, JY_N_ROW_COVERS))
			continue;
		fill->rows->time_stated = true;
		if (!once(fill, ONCE_TIME, node))
			continue;
		if (time)
			fill_time(fill, node);
		else
			fill_row_covers(fill, node);
	}
	for (uint32_t i = 0; i < jy_count(body); i++) {
		const struct jy_node *node = jy_kid(body, i);

		if (jy_is(node, JY_N_EVERY) && once(fill, ONCE_EVERY, node))
			jy_fill_period(fill->builder, &fill->source->every,
				       jy_kid(node, JY_EVERY_PERIOD), jy_kid(node, JY_EVERY_ZONE),
				       fill->source->time_zone, INT32_MIN);
	}
}

static void add_columns(struct filling *fill, const struct jy_node *body, bool schema)
{
	for (uint32_t i = 0; i < jy_count(body); i++) {
		const struct jy_node *node = jy_kid(body, i);

		if (jy_is(node, JY_N_COLUMN)) {
			jy_columns_add(fill->rows, &fill->columns, node, schema);
		} else if (jy_is(node, JY_N_SCHEMA) && !schema) {
			fill->schemas++;
			add_columns(fill, jy_kid(node, JY_SCHEMA_BODY), true);
		}
	}
}

static void begin_plain(struct filling *fill)
{
	const struct jy_decl *decl = &fill->source->decl;
	const struct jy_file *file = jy_diags_file(fill->builder->diags, decl->span.file);

	fill->plain->name = decl->name;
	fill->plain->title = decl->title;
	fill->plain->separator = ',';
	fill->plain->decimal_point = '.';
	fill->plain->tolerated = -1;
	fill->plain->latest = fill->plain->stop = fill->plain->time = JRT_NONE;
	if (file)
		fill->plain->place = (struct jrt_place){
			.file = file->path, .line = jy_file_line(file, decl->span.begin)};
}

/* Rows whose fate or time cannot be told cannot be counted. */
static void note_cannot(struct filling *fill)
{
	const struct jy_source *source = fill->source;
	const struct jy_expr *expr[] = {source->time, source->stop, source->latest};
	struct jb_text *cannot = &fill->rows->cannot;

	for (size_t i = 0; i < sizeof expr / sizeof *expr; i++)
		if (expr[i] && expr[i]->cannot.size)
			*cannot = expr[i]->cannot;
	for (size_t i = 0; i < source->identify_count; i++)
		if (source->identify[i]->cannot.size)
			*cannot = source->identify[i]->cannot;
	for (size_t i = 0; i < source->ignore_count; i++)
		if (source->ignore[i]->cannot.size)
			*cannot = source->ignore[i]->cannot;
	for (size_t i = 0; i < source->require_count; i++)
		if (source->require[i].condition->cannot.size)
			*cannot = source->require[i].condition->cannot;
}

void jy_fill_source(struct jy_builder *builder, struct jy_source *source,
		    const struct jy_node *node)
{
	struct filling fill = {.rows = jy_rows_of(builder, source),
			       .builder = builder,
			       .source = source,
			       .plain = &source->plain};
	const struct jy_node *body = jy_kid(node, JY_SOURCE_BODY);

	begin_plain(&fill);
	add_columns(&fill, body, false);
	jy_columns_finish(&fill.columns, source);
	jy_rules_declare(fill.rows, body);
	for (uint32_t i = 0; i < jy_count(body); i++)
		if (jy_kid(body, i))
			fill_plain(&fill, jy_kid(body, i));
	if (fill.seen[ONCE_FORMAT])
		check_format(&fill);
	fill_times(&fill, body);
	for (uint32_t i = 0; i < jy_count(body); i++)
		if (jy_kid(body, i))
			fill_row(&fill, jy_kid(body, i));
	jy_rules_finish(fill.rows, &fill.rules);
	jy_columns_check(fill.rows);
	/* Rows that sum up a period are measured by that period. */
	if (!source->every.given && source->row_period.given && !fill.seen[ONCE_EVERY])
		source->every = source->row_period;
	finish_covers(&fill);
	note_cannot(&fill);
	if (fill.schemas)
		fill.rows->cannot =
			JB_TEXT("its source has several schemas, which are not read yet");
}
