/*
 * Parts of metrics as aggregates: which rows count, lack something or are not due yet, in the order
 * of measuring (measure/meter.c, find_use), and the sums over those that count.
 */
#include "sql/work.h"

static bool needs_a(const struct jrt_part *part)
{
	return part->kind != JRT_PART_COUNT;
}

static bool needs_b(const struct jrt_part *part)
{
	return part->kind == JRT_PART_SUM_SHARE || part->kind == JRT_PART_NET ||
	       part->kind == JRT_PART_TIME;
}

/* ---- which rows count ---- */

static struct jy_sql_value both(struct jy_sql_work *work, const struct jy_sql_value *a,
				struct jy_sql_value b)
{
	return a->text.size ? JY_SQL(&work->sheet, "$1 AND $2", *a, b) : b;
}

static struct jy_sql_value due_in_all(struct jy_sql_work *work, const struct jrt_part *part)
{
	struct jy_sql_value due = {0};

	for (unsigned w = 0; w < work->source->window_count; w++)
		if (part->windows >> w & 1)
			due = both(work, &due, work->due[w]);
	return due;
}

/* Whether the values are known; the empty text where nothing needs to be. */
static struct jy_sql_value known(struct jy_sql_work *work, const struct jrt_part *part,
				 struct jy_sql_use *use)
{
	struct jy_sql_value known = {0};

	if (needs_a(part))
		use->a = work->main->value[part->a];
	if (needs_b(part))
		use->b = work->main->value[part->b];
	if (needs_a(part) && !work->main->sure[part->a])
		known = JY_SQL(&work->sheet, "$1 IS NOT NULL", use->a);
	if (needs_b(part) && !work->main->sure[part->b])
		known = both(work, &known, JY_SQL(&work->sheet, "$1 IS NOT NULL", use->b));
	return known;
}

struct jy_sql_use jy_sql_use(struct jy_sql_work *work, const struct jrt_part *part)
{
	struct jy_sheet *sheet = &work->sheet;
	struct jy_sql_use use = {0};
	struct jy_sql_value is_known = known(work, part, &use), due = due_in_all(work, part);
	struct jy_sql_value among = {0}, maybe = {0};

	if (part->among != JRT_NONE) {
		use.counts = maybe = among = work->main->value[part->among];
		if (!work->main->sure[part->among]) {
			use.unusable = JY_SQL(sheet, "$1 IS NULL", among);
			maybe = JY_SQL(sheet, "$1 OR $2", among, use.unusable);
		}
	}
	if (is_known.text.size) {
		struct jy_sql_value lacks = JY_SQL(sheet, "NOT $1", is_known);

		if (among.text.size)
			lacks = JY_SQL(sheet, "$1 AND $2", among, lacks);
		use.unusable = use.unusable.text.size
				       ? JY_SQL(sheet, "$1 OR $2", use.unusable, lacks)
				       : lacks;
		use.counts = both(work, &use.counts, is_known);
	}
	use.some_unusable = use.unusable.text.size > 0;
	use.some_not_due = due.text.size > 0;
	if (use.some_not_due) {
		struct jy_sql_value not_due = JY_SQL(sheet, "NOT $1", due);

		use.counts = both(work, &use.counts, due);
		if (use.some_unusable)
			use.unusable = both(work, &due, use.unusable);
		use.not_due =
			maybe.text.size ? JY_SQL(sheet, "$1 AND $2", not_due, maybe) : not_due;
	}
	use.all = use.counts.text.size == 0;
	if (use.all)
		use.counts = jy_sql_word("TRUE");
	return use;
}

/* ---- columns of the result ---- */

static struct jb_text own_name(const struct jy_sql_result *result, struct jb_text name)
{
	struct jb_text own = name;

	for (unsigned number = 2;; number++) {
		size_t i = 0;

		while (i < result->column.count && !jb_text_equal(result->column.at[i].name, own))
			i++;
		if (i == result->column.count)
			return own;
		own = jb_text_printf(result->work->arena, "%.*s %u", JB_ARG(name), number);
	}
}

static struct jy_sql_value add_below(const struct jy_sql_result *result, struct jb_text name,
				     struct jy_sql_value value)
{
	const struct jy_sql_work *work = result->work;
	struct jb_buf own;

	jb_buf_init(&own, work->arena);
	jy_sql_add_identifier(&own, work->dialect,
			      jb_text_printf(work->arena, "%.*s counted", JB_ARG(name)));
	jb_buf_printf(result->below, ",\n    %.*s AS %.*s", JB_ARG(value.text),
		      JB_ARG(jb_buf_text(&own)));
	return JY_SQL(&work->sheet, result->above,
		      (struct jy_sql_value){.text = jb_buf_text(&own), .atom = true});
}

void jy_sql_result_add(struct jy_sql_result *result, enum jrt_query_what what, uint32_t index,
		       struct jb_text name, struct jy_sql_value value)
{
	struct jrt_query_column column = {what, index, own_name(result, name)};

	if (result->below)
		value = add_below(result, column.name, value);
	if (result->column.count)
		jb_buf_add_byte(&result->out, ',');
	jb_buf_add_string(&result->out, "\n  ");
	jb_buf_add_text(&result->out, value.text);
	jb_buf_add_string(&result->out, " AS ");
	jy_sql_add_identifier(&result->out, result->work->dialect, column.name);
	*jb_push(result->work->arena, &result->column) = column;
}

struct columns {
	struct jy_sql_result *result;
	uint32_t number;
	struct jb_text name;
	const struct jy_sql_use *use;
};

static void add(const struct columns *c, enum jrt_query_what what, const char *name,
		struct jy_sql_value value)
{
	struct jb_arena *arena = c->result->work->arena;
	bool alone = !name[0];

	jy_sql_result_add(c->result, what, c->number,
			  alone ? c->name : jb_text_printf(arena, "%.*s %s", JB_ARG(c->name), name),
			  value);
}

static void add_count(const struct columns *c, enum jrt_query_what what, const char *name,
		      struct jy_sql_value when)
{
	add(c, what, name, JY_SQL(&c->result->work->sheet, "COUNT(CASE WHEN $1 THEN 1 END)", when));
}

static struct jy_sql_value counted(const struct columns *c, struct jy_sql_value value)
{
	return c->use->all ? value
			   : JY_SQL(&c->result->work->sheet, "CASE WHEN $1 THEN $2 END",
				    c->use->counts, value);
}

static void add_sum(const struct columns *c, bool den, struct jy_sql_value value)
{
	const struct jy_dialect *d = c->result->work->dialect;
	struct jy_sheet *sheet = &c->result->work->sheet;

	value = counted(c, value);
	add(c, den ? JRT_QUERY_DEN : JRT_QUERY_NUM, den ? "over" : "sum",
	    JY_SQL(sheet, d->sum, value));
	if (d->sum_high)
		add(c, den ? JRT_QUERY_DEN_HIGH : JRT_QUERY_NUM_HIGH,
		    den ? "over high" : "sum high", JY_SQL(sheet, d->sum_high, value));
}

static void add_rows(const struct columns *c, enum jrt_query_what what, const char *name,
		     struct jy_sql_value when)
{
	struct jy_sheet *sheet = &c->result->work->sheet;

	add_count(c, what, name,
		  c->use->all ? when : JY_SQL(sheet, "$1 AND $2", c->use->counts, when));
}

/* Of the row with the greatest time, and that time. */
static void add_latest(const struct columns *c)
{
	struct jy_sql_work *work = c->result->work;
	struct jy_sheet *sheet = &work->sheet;

	add(c, JRT_QUERY_NUM, "latest",
	    JY_SQL(sheet, work->dialect->latest, c->use->a, work->time, c->use->counts));
	add(c, JRT_QUERY_DEN, "at", JY_SQL(sheet, "MAX($1)", counted(c, work->time)));
}

static void add_figures(const struct columns *c, const struct jrt_part *part)
{
	struct jy_sheet *sheet = &c->result->work->sheet;

	switch (part->kind) {
	case JRT_PART_SUM:
	case JRT_PART_MEAN: add_sum(c, false, c->use->a); break;
	case JRT_PART_SUM_SHARE:
		add_sum(c, false, c->use->a);
		add_sum(c, true, c->use->b);
		break;
	case JRT_PART_SHARE: add_rows(c, JRT_QUERY_NUM, "yes", c->use->a); break;
	case JRT_PART_NET:
		add_rows(c, JRT_QUERY_NUM, "for", c->use->a);
		add_rows(c, JRT_QUERY_DEN, "against", c->use->b);
		break;
	case JRT_PART_MAX:
		add(c, JRT_QUERY_NUM, "largest", JY_SQL(sheet, "MAX($1)", counted(c, c->use->a)));
		break;
	case JRT_PART_MIN:
		add(c, JRT_QUERY_NUM, "smallest", JY_SQL(sheet, "MIN($1)", counted(c, c->use->a)));
		break;
	case JRT_PART_LAST: add_latest(c); break;
	default: break;
	}
}

void jy_sql_part_columns(struct jy_sql_result *result, uint32_t number, struct jb_text name,
			 const struct jrt_part *part)
{
	struct jy_sql_use use = jy_sql_use(result->work, part);
	const struct columns c = {result, number, name, &use};

	if (!use.all)
		add_count(&c, JRT_QUERY_N, part->kind == JRT_PART_COUNT ? "" : "n", use.counts);
	if (use.some_unusable)
		add_count(&c, JRT_QUERY_UNUSABLE, "unusable", use.unusable);
	if (use.some_not_due)
		add_count(&c, JRT_QUERY_NOT_DUE, "not due", use.not_due);
	add_figures(&c, part);
}
