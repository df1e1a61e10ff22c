/*
 * "10% abandoned, i.e. 85% answered": two guarantees on shares of the same rows, of which what one
 * counts is what the other leaves out. Their levels are one level, seen from both sides. Found only
 * where it is certain: a condition and its opposite, or texts of one column that are all it holds.
 */
#include "model/money.h"
#include "model/rows.h"

/* Expressions longer than that are not compared. */
#define NODES_MAX 200

struct writing {
	struct jb_buf *out;
	unsigned nodes;
};

/* The expression as a text that is the same for equal ones. */
static bool write_expr(struct writing *write, const struct jy_expr *expr)
{
	if (!expr) {
		jb_buf_add_byte(write->out, '-');
		return true;
	}
	if (write->nodes++ >= NODES_MAX || expr->again)
		return false;
	jb_buf_printf(write->out, "(%d %d %lld %.*s %.*s ", (int)expr->op, (int)expr->type,
		      (long long)expr->k, JB_ARG(expr->text), JB_ARG(expr->zone));
	if (!write_expr(write, expr->a) || !write_expr(write, expr->b) ||
	    !write_expr(write, expr->c))
		return false;
	jb_buf_add_byte(write->out, ')');
	return true;
}

/* The parts that two sides of one figure have in common, and what this side counts. */
struct side {
	const struct jy_guarantee *guarantee;
	const struct jy_criterion *level;
	const struct jy_expr *counts;
};

static bool side_of(const struct jy_guarantee *guarantee, struct side *side)
{
	const struct jy_metric *metric = jy_guarantee_metric(guarantee);
	const struct jy_criterion *level =
		guarantee->expected ? guarantee->expected : guarantee->minimum;

	if (!metric || metric->part_count != 1 || metric->formula_count != 1 ||
	    metric->part[0].kind != JRT_PART_SHARE || metric->grouping != JRT_GROUPS_NONE ||
	    !level->threshold_count || level->over_count)
		return false;
	*side = (struct side){guarantee, level, metric->part[0].a};
	return true;
}

/* Source, rows and place; then the condition, negated or not. */
static bool write_key(struct jy_builder *builder, const struct side *side, bool negated,
		      struct jb_text *key)
{
	const struct jy_criterion *level = side->level;
	const struct jy_metric *metric = level->metric;
	const struct jy_expr *counts = side->counts;
	struct jb_buf out;
	struct writing write = {.out = &out};
	bool good;

	jb_buf_init(&out, builder->arena);
	jb_buf_printf(&out, "%p %p %p %p %p %p %p %d ", (const void *)metric->source,
		      (const void *)level->journey, (const void *)level->stage,
		      (const void *)level->touchpoint, (const void *)level->slice,
		      (const void *)level->site, (const void *)level->team, level->each_site);
	good = write_expr(&write, metric->part[0].among);
	if (counts && negated != (counts->op == JRT_OP_NOT)) {
		jb_buf_add_string(&out, "(not");
		good = good && write_expr(&write, counts->op == JRT_OP_NOT ? counts->a : counts);
	} else {
		good = good &&
		       write_expr(&write, counts && counts->op == JRT_OP_NOT ? counts->a : counts);
	}
	*key = jb_buf_text(&out);
	return good && counts;
}

/* ---- texts of one column ---- */

/* Whether `expr` is true of texts of one column alone; each is marked. */
static bool mark_texts(const struct jy_expr *expr, const struct jrt_column *column, int64_t number,
		       bool *marked, unsigned depth)
{
	if (!expr || depth > 30)
		return false;
	if (expr->op == JRT_OP_OR)
		return mark_texts(expr->a, column, number, marked, depth + 1) &&
		       mark_texts(expr->b, column, number, marked, depth + 1);
	if (expr->op != JRT_OP_EQUAL || !expr->a || !expr->b || expr->a->op != JRT_OP_COLUMN ||
	    expr->a->k != number || expr->b->op != JRT_OP_CONSTANT)
		return false;
	for (size_t i = 0; i < column->one_of_count; i++)
		if (jb_text_equal(column->one_of[i], expr->b->text))
			marked[i] = true;
	return true;
}

static const struct jy_expr *leftmost(const struct jy_expr *expr)
{
	for (unsigned i = 0; i < 30 && expr && expr->op == JRT_OP_OR; i++)
		expr = expr->a;
	return expr && expr->op == JRT_OP_EQUAL && expr->a && expr->a->op == JRT_OP_COLUMN ? expr->a
											   : NULL;
}

/* The two together hold every text that the column may have, and none is in both. */
static bool share_out(struct jy_builder *builder, const struct side *one, const struct side *other)
{
	const struct jy_expr *named = leftmost(one->counts);
	const struct jy_source *source = one->level->metric->source;
	const struct jrt_column *column = named ? &source->plain.column[named->k] : NULL;
	bool *a, *b;

	if (!column || !column->one_of_count || column->missing_count)
		return false;
	a = JB_NEW_ARRAY(builder->arena, bool, column->one_of_count);
	b = JB_NEW_ARRAY(builder->arena, bool, column->one_of_count);
	if (!mark_texts(one->counts, column, named->k, a, 0) ||
	    !mark_texts(other->counts, column, named->k, b, 0))
		return false;
	for (size_t i = 0; i < column->one_of_count; i++)
		if (a[i] == b[i])
			return false;
	return true;
}

/* ---- what the levels say ---- */

/* "at least 90%": the level of one side as that of the other. */
static struct jrt_threshold turned(const struct jrt_threshold *from)
{
	static const enum jrt_comparison opposite[] = {JRT_AT_MOST, JRT_AT_LEAST, JRT_BELOW,
						       JRT_ABOVE, JRT_WITHIN};

	return (struct jrt_threshold){
		.from = from->from,
		.comparison = opposite[from->comparison],
		.low = JB_FIX_ONE - (from->comparison == JRT_WITHIN ? from->high : from->low),
		.high = JB_FIX_ONE - from->low,
	};
}

static struct jb_text threshold_text(struct jy_builder *builder,
				     const struct jrt_threshold *threshold)
{
	static const char *const word[] = {"at least ", "at most ", "above ", "below ", ""};
	struct jb_buf out;

	jb_buf_init(&out, builder->arena);
	jb_buf_add_string(&out, word[threshold->comparison]);
	jb_buf_add_fix(&out, (jb_i128)threshold->low * 100);
	jb_buf_add_byte(&out, '%');
	if (threshold->comparison == JRT_WITHIN) {
		jb_buf_add_string(&out, " to ");
		jb_buf_add_fix(&out, (jb_i128)threshold->high * 100);
		jb_buf_add_byte(&out, '%');
	}
	return jb_buf_text(&out);
}

static void compare(struct jy_builder *builder, const struct side *one, const struct side *other)
{
	const struct jrt_threshold *said = &other->level->threshold[0];
	struct jrt_threshold means = turned(&one->level->threshold[0]);
	struct jy_diag *diag;

	if (one->level->kind != other->level->kind ||
	    (means.comparison == said->comparison && means.low == said->low &&
	     (means.comparison != JRT_WITHIN || means.high == said->high)))
		return;
	diag = jy_diag_warn(builder->diags, JY_D_SHARES_COMPLEMENT, other->level->span,
			    "two levels are said of one figure: `%.*s` is what `%.*s` leaves over",
			    JB_ARG(other->level->metric->decl.name),
			    JB_ARG(one->level->metric->decl.name));
	jy_diag_mark(builder->diags, diag, "%.*s", JB_ARG(threshold_text(builder, said)));
	jy_diag_label(builder->diags, diag, one->level->span, "that is %.*s of the other",
		      JB_ARG(threshold_text(builder, &means)));
	jy_diag_help(builder->diags, diag,
		     "keep one of the two guarantees, or make them say the same: `%.*s`",
		     JB_ARG(threshold_text(builder, &means)));
}

/* Sides that may share out one column are looked for among the few last of the same rows. */
#define SIDES_MAX 16

void jy_check_complements(struct jy_builder *builder, const struct jy_agreement *agreement)
{
	struct jb_map seen;
	JB_VEC(struct side) sides = {0};

	jb_map_init(&seen, builder->arena);
	for (size_t i = 0; i < agreement->guarantee_count; i++) {
		struct side side;
		struct jb_text key, opposite;
		const uint64_t *at;

		if (!side_of(&agreement->guarantee[i], &side) ||
		    !write_key(builder, &side, false, &key) ||
		    !write_key(builder, &side, true, &opposite))
			continue;
		at = jb_map_get(&seen, opposite);
		if (at)
			compare(builder, &sides.at[*at], &side);
		for (size_t k = sides.count; !at && k > 0 && sides.count - k < SIDES_MAX; k--)
			if (sides.at[k - 1].level->metric->source == side.level->metric->source &&
			    jy_expr_same(sides.at[k - 1].level->metric->part[0].among,
					 side.level->metric->part[0].among) &&
			    sides.at[k - 1].level->touchpoint == side.level->touchpoint &&
			    sides.at[k - 1].level->slice == side.level->slice &&
			    sides.at[k - 1].level->site == side.level->site &&
			    share_out(builder, &sides.at[k - 1], &side)) {
				compare(builder, &sides.at[k - 1], &side);
				break;
			}
		*jb_map_put(&seen, key, NULL) = sides.count;
		*jb_push(builder->arena, &sides) = side;
	}
}
