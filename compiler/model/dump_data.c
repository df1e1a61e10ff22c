/*
 * Sources and metrics as text. Expressions are written as they are understood, with every operand
 * in parentheses, so that precedence shows; a `let` is written by its name.
 */
#include "model/dump.h"

/* Deeper parts of an expression are left out; no expression that people write is so deep. */
#define DEPTH_MAX 40

static const char *op_word(enum jrt_op op)
{
	switch (op) {
	case JRT_OP_AND: return "and";
	case JRT_OP_OR: return "or";
	case JRT_OP_NOT: return "not";
	case JRT_OP_EQUAL: return "is";
	case JRT_OP_NOT_EQUAL: return "is not";
	case JRT_OP_LESS: return "<";
	case JRT_OP_AT_MOST: return "<=";
	case JRT_OP_ABOVE: return ">";
	case JRT_OP_AT_LEAST: return ">=";
	case JRT_OP_BETWEEN: return "between";
	case JRT_OP_KNOWN: return "is known";
	case JRT_OP_MISSING: return "is missing";
	case JRT_OP_ADD: return "+";
	case JRT_OP_SUBTRACT: return "-";
	case JRT_OP_MULTIPLY: return "*";
	case JRT_OP_DIVIDE: return "/";
	case JRT_OP_NEGATE: return "-";
	case JRT_OP_SPAN:
	case JRT_OP_OPEN_SPAN: return "to";
	case JRT_OP_AT: return "at";
	case JRT_OP_DATE: return "date of";
	default: return "";
	}
}

static void add_expr(struct jb_buf *out, const struct jy_source *source, const struct jy_expr *expr,
		     unsigned depth, bool open);

static void add_constant(struct jb_buf *out, const struct jy_expr *expr)
{
	if (expr->type == JRT_TEXT)
		jb_buf_add_json_string(out, expr->text);
	else if (expr->type == JRT_FLAG)
		jb_buf_add_string(out, expr->k ? "true" : "false");
	else if (expr->type == JRT_DATE)
		jb_buf_printf(out, "day %lld", (long long)expr->k);
	else
		jy_dump_value(out, expr->type, expr->currency, expr->k);
}

static void add_again(struct jb_buf *out, const struct jy_source *source,
		      const struct jy_again *again, unsigned depth)
{
	jb_buf_add_string(out, "again by");
	for (size_t i = 0; again && i < again->key_count; i++) {
		jb_buf_add_string(out, i ? ", " : " ");
		add_expr(out, source, again->key[i], depth + 1, false);
	}
	if (again && again->among) {
		jb_buf_add_string(out, " among ");
		add_expr(out, source, again->among, depth + 1, false);
	}
	if (again && again->calendar_days)
		jb_buf_printf(out, " within %lld calendar days", (long long)again->days);
	else if (again) {
		jb_buf_add_string(out, " within ");
		jy_dump_value(out, JRT_DURATION, JB_TEXT(""), again->length);
	}
}

/* Operators with one operand stand before it, but for `is known` and `is missing`. */
static void add_operator(struct jb_buf *out, const struct jy_source *source,
			 const struct jy_expr *expr, unsigned depth)
{
	bool behind = expr->b || expr->op == JRT_OP_KNOWN || expr->op == JRT_OP_MISSING;

	jb_buf_add_byte(out, '(');
	if (behind) {
		add_expr(out, source, expr->a, depth + 1, false);
		jb_buf_add_byte(out, ' ');
	}
	jb_buf_add_string(out, op_word(expr->op));
	if (expr->b || !behind) {
		jb_buf_add_byte(out, ' ');
		add_expr(out, source, expr->b ? expr->b : expr->a, depth + 1, false);
	}
	if (expr->c) {
		jb_buf_add_string(out, " and ");
		add_expr(out, source, expr->c, depth + 1, false);
	}
	if (expr->zone.size)
		jb_buf_printf(out, " zone %.*s", JB_ARG(expr->zone));
	if (expr->calendar)
		jb_buf_printf(out, " during %.*s", JB_ARG(expr->calendar->decl.name));
	if (expr->op == JRT_OP_SPAN && expr->k)
		jb_buf_add_string(out, ", past midnight");
	jb_buf_add_byte(out, ')');
}

/* `open`: the expression itself, where a let's name would say nothing. */
static void add_expr(struct jb_buf *out, const struct jy_source *source, const struct jy_expr *expr,
		     unsigned depth, bool open)
{
	if (!expr || depth > DEPTH_MAX) {
		jb_buf_add_string(out, "…");
		return;
	}
	if (expr->let && !open) {
		jb_buf_add_text(out, expr->let->decl.name);
		return;
	}
	switch (expr->op) {
	case JRT_OP_COLUMN:
		if (source && (size_t)expr->k < source->plain.column_count)
			jb_buf_add_text(out, source->plain.column[expr->k].name);
		return;
	case JRT_OP_CONSTANT: add_constant(out, expr); return;
	case JRT_OP_MISSING_VALUE: jb_buf_add_string(out, "missing"); return;
	case JRT_OP_ALL: jb_buf_add_string(out, "all"); return;
	case JRT_OP_TIME: jb_buf_add_string(out, "time"); return;
	case JRT_OP_AGAIN: add_again(out, source, expr->again, depth); return;
	default: add_operator(out, source, expr, depth); return;
	}
}

static void dump_expr(struct jy_dump *dump, const char *word, const struct jy_source *source,
		      const struct jy_expr *expr, bool open)
{
	if (!expr)
		return;
	jb_buf_add_repeat(dump->out, ' ', (size_t)2 * dump->level);
	jb_buf_printf(dump->out, "%s ", word);
	add_expr(dump->out, source, expr, 0, open);
	jb_buf_add_byte(dump->out, '\n');
}

static void dump_column(struct jy_dump *dump, const struct jrt_column *column)
{
	struct jb_buf *out = dump->out;

	jb_buf_add_repeat(out, ' ', (size_t)2 * dump->level);
	jb_buf_printf(out, "column %.*s %s", JB_ARG(column->name), jy_dump_type(column->type));
	if (column->currency.size)
		jb_buf_printf(out, " in %.*s", JB_ARG(column->currency));
	if (column->bounded) {
		jb_buf_add_byte(out, ' ');
		jy_dump_value(out, column->type, column->currency, column->low);
		jb_buf_add_string(out, "..");
		jy_dump_value(out, column->type, column->currency, column->high);
	}
	if (column->position)
		jb_buf_printf(out, " from column %u", column->position);
	else if (!jb_text_equal(column->name, column->header)) {
		jb_buf_add_string(out, " from ");
		jb_buf_add_json_string(out, column->header);
	}
	if (column->format.size) {
		jb_buf_add_string(out, " as ");
		jb_buf_add_json_string(out, column->format);
	}
	if (column->scale_num != column->scale_den)
		jb_buf_printf(out, " times %lld/%lld", (long long)column->scale_num,
			      (long long)column->scale_den);
	if (column->zone.size)
		jb_buf_printf(out, " zone %.*s", JB_ARG(column->zone));
	jb_buf_add_byte(out, '\n');
}

static void dump_rows(struct jy_dump *dump, const struct jy_source *source)
{
	dump_expr(dump, "stop at", source, source->stop, false);
	for (size_t i = 0; i < source->ignore_count; i++)
		dump_expr(dump, "ignore where", source, source->ignore[i], false);
	for (size_t i = 0; i < source->identify_count; i++)
		dump_expr(dump, "identify by", source, source->identify[i], false);
	dump_expr(dump, "keep latest by", source, source->latest, false);
	for (size_t i = 0; i < source->require_count; i++)
		dump_expr(dump, "require", source, source->require[i].condition, false);
	dump_expr(dump, "time", source, source->time, false);
	for (size_t i = 0; i < source->let_count; i++) {
		const struct jy_let *let = source->let[i];

		if (!let || !let->value)
			continue;
		jy_dump_line(dump, "let %.*s %s", JB_ARG(let->decl.name),
			     jy_dump_type(let->value->type));
		dump->level++;
		dump_expr(dump, "=", source, let->value, let->value->let == let);
		dump->level--;
	}
	for (size_t i = 0; i < source->slices.count; i++) {
		const struct jy_slice *slice = source->slices.at[i];

		jy_dump_open(dump, "slice", &slice->decl);
		dump_expr(dump, "where", source, slice->where, false);
		jy_dump_close(dump);
	}
}

void jy_dump_source(struct jy_dump *dump, const struct jy_source *source)
{
	jy_dump_open(dump, source->is_cases ? "cases" : "source", &source->decl);
	for (size_t i = 0; i < source->plain.column_count; i++)
		dump_column(dump, &source->plain.column[i]);
	dump_rows(dump, source);
	jy_dump_close(dump);
}

static const char *kind_word(enum jrt_metric_kind kind)
{
	static const char *const word[] = {"count",	"sum",		"ratio",    "mean",
					   "net score", "distribution", "snapshot", "rate",
					   "index",	"formula"};

	return word[kind];
}

static const char *part_word(enum jrt_part_kind kind)
{
	static const char *const word[] = {"count", "sum",	"share",  "share of sums", "mean",
					   "net",   "values",	"spread", "max",	   "min",
					   "last",  "distinct", "time",	  "stock"};

	return word[kind];
}

static void dump_parts(struct jy_dump *dump, const struct jy_metric *metric)
{
	for (size_t i = 0; i < metric->part_count; i++) {
		const struct jy_part *part = &metric->part[i];

		jy_dump_line(dump, "part %zu %s", i, part_word(part->kind));
		dump->level++;
		dump_expr(dump, "of", metric->source, part->a, false);
		dump_expr(dump, part->kind == JRT_PART_NET ? "against" : "over", metric->source,
			  part->b, false);
		dump_expr(dump, "among", metric->source, part->among, false);
		dump->level--;
	}
}

void jy_dump_metric(struct jy_dump *dump, const struct jy_metric *metric)
{
	static const char *const better[] = {"", "higher", "lower"};

	jy_dump_open(dump, "metric", &metric->decl);
	jy_dump_line(dump, "is a %s, a %s%s%.*s", kind_word(metric->kind),
		     jy_dump_type(metric->type), metric->currency.size ? " in " : "",
		     JB_ARG(metric->currency));
	if (metric->source)
		jy_dump_line(dump, "from %.*s", JB_ARG(metric->source->decl.name));
	jy_dump_text(dump, "value", metric->definition);
	if (metric->grouping != JRT_GROUPS_NONE)
		jy_dump_line(dump, "of each %.*s", JB_ARG(metric->group_what));
	dump_parts(dump, metric);
	if (metric->better != JRT_BETTER_UNSAID)
		jy_dump_line(dump, "better %s", better[metric->better]);
	if (metric->watch_with)
		jy_dump_line(dump, "watch with %.*s", JB_ARG(metric->watch_with->decl.name));
	if (metric->every.given) {
		jb_buf_add_repeat(dump->out, ' ', (size_t)2 * dump->level);
		jb_buf_add_string(dump->out, "measured");
		jy_dump_period(dump->out, &metric->every);
		jb_buf_add_byte(dump->out, '\n');
	}
	if (!metric->can_measure)
		jy_dump_line(dump, "not measured: %.*s", JB_ARG(metric->cannot));
	jy_dump_close(dump);
}
