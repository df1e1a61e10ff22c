/*
 * Other readings of a metric's formula: what a partner may have counted in good faith. A limit
 * taken strictly or not, a condition left out of the numerator or of the base; each is a metric of
 * its own, made from the same expressions.
 */
#include "plan/readings.h"
#include "source/file.h"

/* A tree of expressions in which one place is changed. */
struct change {
	struct jb_arena *arena;
	const struct jy_diags *diags;
	size_t wanted; /* number of the place, in the order of reading */
	size_t seen;
	struct jb_text text; /* of the change that was made; empty: there is no such place */
};

/* What was written there, on one line. */
static struct jb_text written(const struct change *change, const struct jy_expr *expr)
{
	const struct jy_file *file = jy_diags_file(change->diags, expr->span.file);
	struct jb_buf buf;

	if (expr->let)
		return expr->let->decl.name;
	if (!file || expr->span.end <= expr->span.begin)
		return JB_TEXT("a condition");
	jb_buf_init(&buf, change->arena);
	for (uint32_t i = expr->span.begin; i < expr->span.end; i++)
		jb_buf_add_byte(&buf, file->text.at[i] == '\n' || file->text.at[i] == '\t'
					      ? ' '
					      : file->text.at[i]);
	return jb_buf_text(&buf);
}

/* ---- a limit, strictly or not ---- */

static bool flip(enum jrt_op op, enum jrt_op *out, const char **sign)
{
	switch (op) {
	case JRT_OP_LESS:
		*out = JRT_OP_AT_MOST;
		*sign = "<=";
		return true;
	case JRT_OP_AT_MOST:
		*out = JRT_OP_LESS;
		*sign = "<";
		return true;
	case JRT_OP_ABOVE:
		*out = JRT_OP_AT_LEAST;
		*sign = ">=";
		return true;
	case JRT_OP_AT_LEAST:
		*out = JRT_OP_ABOVE;
		*sign = ">";
		return true;
	default: return false;
	}
}

/* A copy in which the wanted comparison is flipped; the tree itself where none is. */
static const struct jy_expr *flipped(struct change *change, const struct jy_expr *expr)
{
	const struct jy_expr *a, *b, *c;
	struct jy_expr *copy;
	enum jrt_op op;
	const char *sign;

	if (!expr)
		return NULL;
	if (flip(expr->op, &op, &sign) && change->seen++ == change->wanted) {
		struct jy_expr plain = *expr;

		plain.let = NULL; /* its own text says more than its name */
		copy = JB_NEW(change->arena, struct jy_expr);
		*copy = plain;
		copy->op = op;
		change->text = jb_text_printf(change->arena, "with `%s` in `%.*s`", sign,
					      JB_ARG(written(change, &plain)));
		return copy;
	}
	a = flipped(change, expr->a);
	b = flipped(change, expr->b);
	c = flipped(change, expr->c);
	if (a == expr->a && b == expr->b && c == expr->c)
		return expr;
	copy = JB_NEW(change->arena, struct jy_expr);
	*copy = *expr;
	copy->a = a;
	copy->b = b;
	copy->c = c;
	copy->let = NULL;
	return copy;
}

/* ---- a condition left out ---- */

/* The tree without the wanted one of the conditions that `and` joins. */
static const struct jy_expr *without(struct change *change, const struct jy_expr *expr)
{
	const struct jy_expr *a, *b;
	struct jy_expr *copy;

	if (!expr)
		return NULL;
	if (expr->op != JRT_OP_AND) {
		if (change->seen++ != change->wanted)
			return expr;
		change->text = jb_text_printf(change->arena, "without `%.*s`",
					      JB_ARG(written(change, expr)));
		return NULL;
	}
	a = without(change, expr->a);
	b = without(change, expr->b);
	if (!a || !b)
		return a ? a : b;
	if (a == expr->a && b == expr->b)
		return expr;
	copy = JB_NEW(change->arena, struct jy_expr);
	*copy = *expr;
	copy->a = a;
	copy->b = b;
	copy->let = NULL;
	return copy;
}

/* ---- readings of a metric ---- */

static struct jy_metric *copy_of(struct jb_arena *arena, const struct jy_metric *metric,
				 const struct jy_part *part, struct jb_text text)
{
	struct jy_metric *copy = JB_NEW(arena, struct jy_metric);
	struct jy_part *own = JB_NEW(arena, struct jy_part);

	*own = *part;
	*copy = *metric;
	copy->part = own;
	copy->decl.name =
		jb_text_printf(arena, "%.*s %.*s", JB_ARG(metric->decl.name), JB_ARG(text));
	copy->decl.title = copy->decl.name;
	return copy;
}

static bool push(struct jb_arena *arena, struct jy_readings *out, const struct jy_metric *metric,
		 const struct jy_part *part, struct jb_text text)
{
	if (!text.size || out->count == JY_READINGS_MAX)
		return false;
	*jb_push(arena, out) =
		(struct jy_reading){.metric = copy_of(arena, metric, part, text), .text = text};
	return true;
}

enum which { NUMERATOR, BASE };

static const struct jy_expr **place_of(struct jy_part *part, enum which which)
{
	return which == NUMERATOR ? &part->a : &part->among;
}

/* Whether `a` is a condition, from which one may be left out. */
static bool is_condition(const struct jy_part *part, enum which which)
{
	return which == BASE || part->kind == JRT_PART_SHARE;
}

static void add_changes(struct jb_arena *arena, const struct jy_diags *diags,
			const struct jy_metric *metric, enum which which,
			const struct jy_expr *(*change_one)(struct change *,
							    const struct jy_expr *),
			struct jy_readings *out)
{
	for (size_t i = 0; i < JY_READINGS_MAX; i++) {
		struct change change = {.arena = arena, .diags = diags, .wanted = i};
		struct jy_part part = metric->part[0];
		const struct jy_expr **place = place_of(&part, which);

		if (!*place)
			return;
		*place = change_one(&change, *place);
		if (!change.text.size)
			return;
		if (which == NUMERATOR && !*place)
			continue; /* nothing would be left to count */
		if (!push(arena, out, metric, &part, change.text))
			return;
	}
}

struct jy_readings jy_plan_readings(struct jb_arena *arena, const struct jy_diags *diags,
				    const struct jy_metric *metric)
{
	static const enum which places[] = {NUMERATOR, BASE};
	struct jy_readings out = {0};

	if (metric->part_count != 1 || metric->grouping != JRT_GROUPS_NONE)
		return out;
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		if (!is_condition(&metric->part[0], places[i]))
			continue;
		add_changes(arena, diags, metric, places[i], flipped, &out);
		add_changes(arena, diags, metric, places[i], without, &out);
	}
	return out;
}
