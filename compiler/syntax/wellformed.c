/*
 * What the grammar takes and the language does not: spellings that are read without doubt but
 * are to be written otherwise. They are found on the finished tree, so that each costs one
 * report with a fix instead of a syntax error with a list.
 */
#include "syntax/parse_internal.h"

static struct jy_span part(struct jy_span span, uint32_t begin, uint32_t end)
{
	return (struct jy_span){begin, end, span.file};
}

/* success x >= 80%   ->   at least */
static void check_sign_in_criterion(struct jy_parse_ctx *cx, const struct jy_node *range)
{
	if (!(range->flags & JY_F_SIGN))
		return;
	const struct jy_node *bound = jy_kid(range, JY_RANGE_LOW) ? jy_kid(range, JY_RANGE_LOW)
								  : jy_kid(range, JY_RANGE_HIGH);
	if (!bound)
		return;
	bool low = bound == jy_kid(range, JY_RANGE_LOW);
	bool open = range->flags & (JY_F_LOW_OUT | JY_F_HIGH_OUT);
	const char *words = low ? (open ? "above" : "at least") : (open ? "below" : "at most");
	struct jy_span sign =
		part(range->span, range->span.begin, range->span.begin + (open ? 1 : 2));
	struct jy_diag *diag =
		jy_diag_error(cx->diags, JY_D_SIGN_IN_CRITERION, sign,
			      "signs compare in formulas only; here write `%s`", words);
	jy_diag_help(cx->diags, diag, "write `%s %.*s`", words,
		     JB_ARG(jy_file_slice(cx->file, bound->span)));
	bool blank = sign.end == bound->span.begin;
	jy_diag_fix(cx->diags, diag, sign,
		    jb_text_printf(cx->arena, "%s%s", words, blank ? " " : ""));
}

/* outcome == "answered"   ->   is */
static void check_sign_for_is(struct jy_parse_ctx *cx, const struct jy_node *compare)
{
	const struct jy_node *sign = jy_kid(compare, JY_COMPARE_SIGN);
	if (!sign || (sign->word != JY_SIGN_EQ && sign->word != JY_SIGN_NE))
		return;
	const char *word = sign->word == JY_SIGN_EQ ? "is" : "is not";
	struct jy_diag *diag = jy_diag_error(cx->diags, JY_D_SIGN_FOR_IS, sign->span,
					     "equality is written `%s`", word);
	jy_diag_fix(cx->diags, diag, sign->span, jb_text_of(word));
}

/* a or b and c: two readers, two meanings. */
static void check_mixture(struct jy_parse_ctx *cx, const struct jy_node * or)
{
	for (uint32_t i = 0; i < or->count; i++) {
		const struct jy_node *side = jy_kid(or, i);
		if (!jy_is(side, JY_N_AND) || side->flags & JY_F_PAREN)
			continue;
		struct jy_diag *diag = jy_diag_error(cx->diags, JY_D_AND_OR_MIXED, side->span,
						     "`and` beside `or` needs parentheses");
		jy_diag_help(cx->diags, diag, "write (%.*s), if that is meant",
			     JB_ARG(jy_file_slice(cx->file, side->span)));
		jy_diag_fix(cx->diags, diag, part(side->span, side->span.begin, side->span.begin),
			    JB_TEXT("("));
		jy_diag_fix(cx->diags, diag, part(side->span, side->span.end, side->span.end),
			    JB_TEXT(")"));
	}
}

static bool visit(void *user, const struct jy_node *node)
{
	struct jy_parse_ctx *cx = user;
	switch (node->kind) {
	case JY_N_RANGE: check_sign_in_criterion(cx, node); break;
	case JY_N_COMPARE: check_sign_for_is(cx, node); break;
	case JY_N_OR: check_mixture(cx, node); break;
	default: break;
	}
	return true;
}

void jy_wellformed_check(struct jy_parse_ctx *cx)
{
	for (size_t i = 0; i < cx->tree->spelled.count; i++)
		visit(cx, cx->tree->spelled.at[i]);
}

void jy_wellformed_check_below(struct jy_parse_ctx *cx, const struct jy_node *root)
{
	jy_tree_walk(root, visit, cx);
}
