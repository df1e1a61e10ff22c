/*
 * Written amounts as values of a kind: `20s` is a duration, `80%` a share, `4` a plain number, a
 * count or a rating as its place wants. Nothing is converted silently: 20 is never 20 seconds, and
 * 0.8 is never 80%.
 */
#include "model/types.h"
#include "time/civil.h"

static const struct jy_node *bare(const struct jy_node *literal, bool *negative)
{
	*negative = jy_is(literal, JY_N_MINUS);
	return *negative ? jy_kid(literal, JY_MINUS_WHAT) : literal;
}

static bool is_amount(const struct jy_node *node)
{
	return jy_is(node, JY_N_NUMBER) || jy_is(node, JY_N_PERCENT) || jy_is(node, JY_N_PP) ||
	       jy_is(node, JY_N_DURATION) || jy_is(node, JY_N_SPAN) || jy_is(node, JY_N_POINTS) ||
	       jy_is(node, JY_N_MONEY);
}

bool jy_is_literal(const struct jy_node *node)
{
	bool negative;
	const struct jy_node *literal = bare(node, &negative);

	if (is_amount(literal))
		return true;
	return !negative && (jy_is(literal, JY_N_TEXT) || jy_is(literal, JY_N_DATE) ||
			     jy_is(literal, JY_N_TIME) || jy_is(literal, JY_N_INSTANT));
}

/* Microseconds of a unit of fixed length, 0 for months and longer. */
static int64_t unit_length(enum jy_word unit)
{
	switch (unit) {
	case JY_W_SECOND:
	case JY_W_SECONDS: return JB_FIX_ONE;
	case JY_W_MINUTE:
	case JY_W_MINUTES: return 60 * JB_FIX_ONE;
	case JY_W_HOUR:
	case JY_W_HOURS: return JRT_HOUR_US;
	case JY_W_DAY:
	case JY_W_DAYS: return JRT_DAY_US;
	case JY_W_WEEK:
	case JY_W_WEEKS: return 7 * JRT_DAY_US;
	default: return 0;
	}
}

bool jy_literal_typed(const struct jy_node *node, struct jy_typed *typed)
{
	bool negative;
	const struct jy_node *literal = bare(node, &negative);

	*typed = (struct jy_typed){.type = JRT_NUMBER};
	if (!jy_is_literal(node))
		return false;
	switch (literal->kind) {
	case JY_N_NUMBER: return true;
	case JY_N_PERCENT:
		typed->type = JRT_SHARE;
		typed->whole = !negative && literal->value == JB_FIX_ONE;
		return true;
	case JY_N_PP:
		typed->type = JRT_SHARE;
		typed->difference = true;
		return true;
	case JY_N_DURATION: typed->type = JRT_DURATION; return true;
	case JY_N_SPAN: typed->type = JRT_DURATION; return unit_length(jy_word(literal)) != 0;
	case JY_N_POINTS: typed->type = JRT_POINTS; return true;
	case JY_N_MONEY:
		typed->type = JRT_MONEY;
		typed->currency = literal->text;
		return true;
	case JY_N_TEXT: typed->type = JRT_TEXT; return true;
	case JY_N_DATE: typed->type = JRT_DATE; return true;
	case JY_N_TIME: typed->type = JRT_CLOCK; return true;
	default: typed->type = JRT_INSTANT; return true;
	}
}

struct jb_text jy_literal_phrase(struct jb_arena *arena, const struct jy_node *node)
{
	bool negative;
	const struct jy_node *literal = bare(node, &negative);
	struct jy_typed typed;

	if (jy_is(literal, JY_N_NUMBER))
		return JB_TEXT("a number without a unit");
	if (jy_is(literal, JY_N_PP))
		return JB_TEXT("a difference of shares");
	if (jy_is(literal, JY_N_POINTS))
		return JB_TEXT("a number of points");
	if (!jy_literal_typed(node, &typed))
		return JB_TEXT("a span without a fixed length");
	return jy_type_phrase(arena, typed);
}

static bool fits(const struct jy_node *literal, struct jy_typed own, struct jy_typed want)
{
	if (jy_is(literal, JY_N_NUMBER))
		return jy_type_is_plain(want.type);
	if (want.quotient && own.type == JRT_SHARE)
		return !own.difference;
	return own.type == want.type && own.difference == want.difference &&
	       (own.type != JRT_MONEY || jy_same_currency(own.currency, want.currency));
}

static bool plain_value(const struct jy_node *literal, jb_fix *value)
{
	*value = literal->value;
	switch (literal->kind) {
	case JY_N_SPAN:
		return jb_fix_mul_div(literal->value, unit_length(jy_word(literal)), JB_FIX_ONE,
				      value);
	case JY_N_DATE: *value = jrt_civil_floor(literal->value, JRT_DAY_US); return true;
	case JY_N_INSTANT:
		if (literal->flags & JY_F_OFFSET)
			*value -= literal->offset * JB_FIX_ONE;
		return true;
	case JY_N_TEXT: *value = 0; return true;
	default: return true;
	}
}

bool jy_literal_value(const struct jy_node *node, struct jy_typed want, jb_fix *value)
{
	bool negative;
	const struct jy_node *literal = bare(node, &negative);
	struct jy_typed own;

	if (!jy_literal_typed(node, &own) || !fits(literal, own, want) ||
	    !plain_value(literal, value))
		return false;
	if (negative)
		*value = -*value;
	return true;
}

/* ---- what was meant ---- */

static struct jb_text number_text(struct jb_arena *arena, jb_i128 millionths, const char *before,
				  const char *behind)
{
	struct jb_buf buf;

	jb_buf_init(&buf, arena);
	jb_buf_add_string(&buf, before);
	jb_buf_add_fix(&buf, millionths);
	jb_buf_add_string(&buf, behind);
	return jb_buf_text(&buf);
}

/* The number a literal is written with: 80 for `80%`, 5 for `5pp`. False for times and texts. */
static bool written_number(const struct jy_node *literal, jb_i128 *number)
{
	*number = literal->value;
	if (jy_is(literal, JY_N_PERCENT) || jy_is(literal, JY_N_PP))
		*number *= 100;
	return is_amount(literal) && !jy_is(literal, JY_N_DURATION) && !jy_is(literal, JY_N_SPAN);
}

static struct jb_text share_text(struct jb_arena *arena, const struct jy_node *literal,
				 struct jy_typed want, jb_i128 number)
{
	bool fraction = !want.difference && jy_is(literal, JY_N_NUMBER) && number > 0 &&
			number <= JB_FIX_ONE;

	return number_text(arena, fraction ? number * 100 : number, "",
			   want.difference ? "pp" : "%");
}

static struct jb_text moment_text(struct jb_arena *arena, const struct jy_node *literal,
				  enum jrt_type want)
{
	struct jy_civil civil = jy_node_civil(literal);

	if (want == JRT_DURATION && jy_is(literal, JY_N_TIME))
		return jy_clock_as_duration(arena, literal);
	if (want == JRT_DATE && jy_is(literal, JY_N_INSTANT))
		return jb_text_printf(arena, "%04d-%02d-%02d", civil.year, civil.month, civil.day);
	if (want == JRT_INSTANT && jy_is(literal, JY_N_DATE))
		return jb_text_printf(arena, "%04d-%02d-%02dT00:00", civil.year, civil.month,
				      civil.day);
	return JB_TEXT("");
}

/* Whether a number written so can have been meant as that: nobody means 80 seconds by 80%. */
static bool may_mean(const struct jy_node *literal, enum jrt_type want)
{
	switch (want) {
	case JRT_SHARE: return !jy_is(literal, JY_N_MONEY);
	case JRT_POINTS: return jy_is(literal, JY_N_NUMBER) || jy_is(literal, JY_N_PERCENT);
	case JRT_NUMBER:
	case JRT_COUNT:
	case JRT_RATING: return jy_is(literal, JY_N_POINTS);
	default: return jy_is(literal, JY_N_NUMBER);
	}
}

struct jb_text jy_literal_meant(struct jb_arena *arena, const struct jy_node *node,
				struct jy_typed want)
{
	bool negative;
	const struct jy_node *literal = bare(node, &negative);
	jb_i128 number;

	if (!literal || !jy_is_literal(node))
		return JB_TEXT("");
	if (!written_number(literal, &number))
		return moment_text(arena, literal, want.type);
	if (!may_mean(literal, want.type))
		return JB_TEXT("");
	if (negative)
		number = -number;
	switch (want.type) {
	case JRT_DURATION: return number_text(arena, number, "", "s");
	case JRT_SHARE: return share_text(arena, literal, want, number);
	case JRT_POINTS: return number_text(arena, number, "", " points");
	case JRT_NUMBER:
	case JRT_COUNT:
	case JRT_RATING: return number_text(arena, number, "", "");
	case JRT_MONEY:
		return number_text(arena, number,
				   jb_text_printf(arena, "%.*s ", JB_ARG(want.currency)).at, "");
	case JRT_TEXT: return number_text(arena, number, "\"", "\"");
	default: return JB_TEXT("");
	}
}
