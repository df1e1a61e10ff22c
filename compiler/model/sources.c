/*
 * A source: reads its statements in the order in which they need one another, says which rows are
 * one and the same, and leaves the form of the files to source_form.c, times to source_time.c,
 * columns to columns.c, rules and lets to rules.c.
 */
#include "model/source_fill.h"

struct jy_diag *jy_filling_report(struct jy_filling *fill, enum jy_code code, struct jy_span span,
				  const char *message, const char *help)
{
	struct jy_diag *diag = jy_diag_error(fill->builder->diags, code, span, "%s", message);

	jy_diag_help(fill->builder->diags, diag, "%s", help);
	return diag;
}

/* ---- identity ---- */

static const struct jy_expr *key_of(struct jy_filling *fill, const struct jy_node *name)
{
	const struct jy_expr *key = jy_rows_value(fill->rows, name);

	if (!key || !key->looks_ahead)
		return key;
	jy_filling_report(fill, JY_D_LOOK_AHEAD, name->span,
			  "rows are told apart before the look ahead", "name a column");
	return NULL;
}

static void fill_latest(struct jy_filling *fill, const struct jy_node *name)
{
	const struct jy_expr *latest = name ? key_of(fill, name) : NULL;
	struct jy_diag *diag;

	if (!latest)
		return;
	if (jy_type_is_ordered(latest->type)) {
		fill->source->latest = latest;
		return;
	}
	diag = jy_filling_report(fill, JY_D_TEXTS_UNORDERED, name->span,
				 "which version is the latest cannot be told by this",
				 "name a column with a date, a time or a number");
	jy_rows_show_declared(fill->rows, diag, name, latest);
}

static void fill_identify(struct jy_filling *fill, const struct jy_node *node)
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

/* ---- the rest ---- */

static void fill_skip(struct jy_filling *fill, const struct jy_node *node)
{
	uint64_t lines = 0;

	if (jy_builder_whole(fill->builder, jy_kid(node, 0), "the number of lines", 1, &lines) &&
	    lines < UINT32_MAX)
		fill->plain->skip_lines = (uint32_t)lines;
}

static void fill_delivered(struct jy_filling *fill, const struct jy_node *node)
{
	struct jy_period period = {0};
	uint64_t day;

	jy_fill_period(fill->builder, &period, jy_kid(node, JY_DELIVERED_EVERY_PERIOD), NULL,
		       JB_TEXT("UTC"), INT32_MIN);
	jy_builder_whole(fill->builder, jy_kid(node, JY_DELIVERED_EVERY_DAY), "the day", 1, &day);
}

static bool once(struct jy_filling *fill, enum jy_once what, const struct jy_node *node)
{
	static const char *const phrase[JY_ONCE_COUNT] = {
		[JY_ONCE_FORMAT] = "the format",
		[JY_ONCE_COVERS] = "what the source covers",
		[JY_ONCE_IDENTIFY] = "what identifies a row",
		[JY_ONCE_TIME] = "when a row happened",
		[JY_ONCE_EVERY] = "the period",
		[JY_ONCE_SKIP] = "how many lines are skipped",
		[JY_ONCE_STOP] = "where reading stops",
		[JY_ONCE_TOLERATE] = "how many rejected rows are tolerated",
		[JY_ONCE_DELIVERED] = "when files are delivered",
	};

	return jy_builder_once(fill->builder, &fill->seen[what], node, phrase[what]);
}

static void fill_tolerate(struct jy_filling *fill, const struct jy_node *node)
{
	const struct jy_node *percent = jy_kid(node, JY_TOLERATE_PERCENT);

	fill->plain->tolerated = percent ? percent->value : 0;
	if (percent && percent->value > JB_FIX_ONE)
		jy_filling_report(fill, JY_D_SHARE_OUTSIDE, percent->span,
				  "more than all rows cannot be rejected",
				  "write for example `tolerate at most 0.1% rejected rows`");
}

/* Statements that need no name of the row. */
static void fill_plain(struct jy_filling *fill, const struct jy_node *node)
{
	switch (node->kind) {
	case JY_N_FORMAT:
		if (once(fill, JY_ONCE_FORMAT, node))
			jy_filling_format(fill, node);
		return;
	case JY_N_COVERS:
	case JY_N_COVERS_DATES:
	case JY_N_COVERS_NAME:
		if (once(fill, JY_ONCE_COVERS, node))
			jy_filling_covers(fill, node);
		return;
	case JY_N_SKIP_LINES:
		if (once(fill, JY_ONCE_SKIP, node))
			fill_skip(fill, node);
		return;
	case JY_N_TOLERATE:
		if (once(fill, JY_ONCE_TOLERATE, node))
			fill_tolerate(fill, node);
		return;
	case JY_N_DELIVERED_EVERY:
		if (once(fill, JY_ONCE_DELIVERED, node))
			fill_delivered(fill, node);
		return;
	default: return;
	}
}

static void fill_incident(struct jy_filling *fill, const struct jy_node *name)
{
	int64_t column = jy_rows_column(fill->rows, name);

	fill->source->has_incident = column >= 0;
	fill->source->incident = column >= 0 ? (uint32_t)column : 0;
}

/* Statements that speak of the row. */
static void fill_row(struct jy_filling *fill, const struct jy_node *node)
{
	switch (node->kind) {
	case JY_N_IDENTIFY:
		if (once(fill, JY_ONCE_IDENTIFY, node))
			fill_identify(fill, node);
		return;
	case JY_N_STOP_AT:
		if (once(fill, JY_ONCE_STOP, node))
			fill->source->stop = jy_rows_early(
				fill->rows, jy_kid(node, JY_STOP_AT_COND), "where reading stops");
		return;
	case JY_N_OTHERS:
		fill->source->plain.others_are_an_error =
			jy_word(jy_kid(node, JY_OTHERS_FATE)) == JY_W_ERROR;
		return;
	case JY_N_INCIDENT: fill_incident(fill, jy_kid(node, JY_INCIDENT_NAME)); return;
	default: jy_rules_add(fill->rows, &fill->rules, node); return;
	}
}

/* When a row happened comes first: conditions read instants on its clock. */
static void fill_times(struct jy_filling *fill, const struct jy_node *body)
{
	for (uint32_t i = 0; i < jy_count(body); i++) {
		const struct jy_node *node = jy_kid(body, i);
		bool time = jy_is(node, JY_N_TIME_OF);

		if (!time && !jy_is(node, JY_N_ROW_COVERS))
			continue;
		fill->rows->time_stated = true;
		if (!once(fill, JY_ONCE_TIME, node))
			continue;
		if (time)
			jy_filling_time(fill, node);
		else
			jy_filling_row_covers(fill, node);
	}
	for (uint32_t i = 0; i < jy_count(body); i++) {
		const struct jy_node *node = jy_kid(body, i);

		if (jy_is(node, JY_N_EVERY) && once(fill, JY_ONCE_EVERY, node))
			jy_fill_period(fill->builder, &fill->source->every,
				       jy_kid(node, JY_EVERY_PERIOD), jy_kid(node, JY_EVERY_ZONE),
				       fill->source->time_zone, INT32_MIN);
	}
}

static void add_columns(struct jy_filling *fill, const struct jy_node *body)
{
	for (uint32_t i = 0; i < jy_count(body); i++) {
		const struct jy_node *node = jy_kid(body, i);

		if (jy_is(node, JY_N_COLUMN))
			jy_columns_add(fill->rows, &fill->columns, node, false);
		else if (jy_is(node, JY_N_SCHEMA))
			jy_schema_add(fill->rows, &fill->columns, node);
	}
	jy_schemas_finish(fill->rows, &fill->columns, fill->plain);
}

static void begin_plain(struct jy_filling *fill)
{
	const struct jy_decl *decl = &fill->source->decl;

	fill->plain->name = decl->name;
	fill->plain->title = decl->title;
	fill->plain->separator = ',';
	fill->plain->decimal_point = '.';
	fill->plain->tolerated = -1;
	fill->plain->latest = fill->plain->stop = fill->plain->time = JRT_NONE;
	fill->plain->place = jy_rows_place(fill->rows, decl->span);
}

void jy_fill_source(struct jy_builder *builder, struct jy_source *source,
		    const struct jy_node *node)
{
	struct jy_filling fill = {.rows = jy_rows_of(builder, source),
				  .builder = builder,
				  .source = source,
				  .plain = &source->plain};
	const struct jy_node *body = jy_kid(node, JY_SOURCE_BODY);

	begin_plain(&fill);
	add_columns(&fill, body);
	jy_columns_finish(&fill.columns, source);
	jy_rules_declare(fill.rows, body);
	for (uint32_t i = 0; i < jy_count(body); i++)
		if (jy_kid(body, i))
			fill_plain(&fill, jy_kid(body, i));
	if (fill.seen[JY_ONCE_FORMAT])
		jy_filling_check_format(&fill);
	fill_times(&fill, body);
	for (uint32_t i = 0; i < jy_count(body); i++)
		if (jy_kid(body, i))
			fill_row(&fill, jy_kid(body, i));
	jy_rules_finish(fill.rows, &fill.rules);
	jy_columns_check(fill.rows);
	/* Rows that sum up a period are measured by that period. */
	if (!source->every.given && source->row_period.given && !fill.seen[JY_ONCE_EVERY])
		source->every = source->row_period;
	jy_filling_finish_covers(&fill);
}
