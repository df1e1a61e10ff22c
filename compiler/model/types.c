/*
 * The tables behind types.h. What may be compared or computed is decided here and nowhere else, so
 * that a condition, a metric and a threshold never disagree on what a quantity is.
 */
#include "model/types.h"

struct jb_text jy_type_phrase(struct jb_arena *arena, struct jy_typed typed)
{
	static const char *const phrase[] = {
		[JRT_TEXT] = "a text",
		[JRT_FLAG] = "a condition",
		[JRT_NUMBER] = "a plain number",
		[JRT_COUNT] = "a count",
		[JRT_SHARE] = "a share",
		[JRT_DURATION] = "a duration",
		[JRT_MONEY] = "an amount of money",
		[JRT_RATING] = "a rating",
		[JRT_DATE] = "a date",
		[JRT_CLOCK] = "a time of day",
		[JRT_INSTANT] = "a date with a time",
		[JRT_POINTS] = "a net score in points",
	};

	if (typed.type == JRT_MONEY && typed.currency.size)
		return jb_text_printf(arena, "an amount in %.*s", JB_ARG(typed.currency));
	return jb_text_of(phrase[typed.type]);
}

struct jb_text jy_type_example(struct jb_arena *arena, struct jy_typed typed)
{
	static const char *const example[] = {
		[JRT_TEXT] = "\"…\"",
		[JRT_FLAG] = "",
		[JRT_NUMBER] = "5",
		[JRT_COUNT] = "200",
		[JRT_SHARE] = "80%",
		[JRT_DURATION] = "20s",
		[JRT_MONEY] = "EUR 20",
		[JRT_RATING] = "4",
		[JRT_DATE] = "2026-03-31",
		[JRT_CLOCK] = "08:00",
		[JRT_INSTANT] = "2026-03-31T08:00",
		[JRT_POINTS] = "30 points",
	};

	if (typed.type == JRT_MONEY && typed.currency.size)
		return jb_text_printf(arena, "%.*s 20", JB_ARG(typed.currency));
	return jb_text_of(example[typed.type]);
}

bool jy_type_is_plain(enum jrt_type type)
{
	return type == JRT_NUMBER || type == JRT_COUNT || type == JRT_RATING;
}

bool jy_type_is_amount(enum jrt_type type)
{
	return jy_type_is_plain(type) || type == JRT_SHARE || type == JRT_DURATION ||
	       type == JRT_MONEY;
}

bool jy_type_is_ordered(enum jrt_type type)
{
	return type != JRT_TEXT && type != JRT_FLAG;
}

/* ---- comparing and computing ---- */

bool jy_same_currency(struct jb_text a, struct jb_text b)
{
	return a.size == 0 || b.size == 0 || jb_text_equal(a, b);
}

static bool same_kind(struct jy_typed a, struct jy_typed b)
{
	return a.type == b.type &&
	       (a.type != JRT_MONEY || jy_same_currency(a.currency, b.currency));
}

bool jy_types_compare(struct jy_typed a, struct jy_typed b)
{
	return same_kind(a, b) || (jy_type_is_plain(a.type) && jy_type_is_plain(b.type)) ||
	       (a.quotient && b.type == JRT_SHARE) || (b.quotient && a.type == JRT_SHARE);
}

static bool plain_number(struct jy_typed *out, bool counts)
{
	*out = (struct jy_typed){.type = counts ? JRT_COUNT : JRT_NUMBER};
	return true;
}

static bool as(struct jy_typed from, struct jy_typed *out)
{
	*out = from;
	out->quotient = false;
	return true;
}

static bool is_moment(enum jrt_type type)
{
	return type == JRT_INSTANT;
}

static bool combine_sum(enum jrt_op op, struct jy_typed a, struct jy_typed b, struct jy_typed *out)
{
	if (jy_type_is_plain(a.type) && jy_type_is_plain(b.type))
		return plain_number(out, a.type == JRT_COUNT && b.type == JRT_COUNT);
	if (is_moment(a.type) && b.type == JRT_DURATION)
		return as(a, out);
	if (is_moment(b.type) && a.type == JRT_DURATION && op == JRT_OP_ADD)
		return as(b, out);
	if (is_moment(a.type) && is_moment(b.type) && op == JRT_OP_SUBTRACT) {
		*out = (struct jy_typed){.type = JRT_DURATION};
		return true;
	}
	if (same_kind(a, b) && (jy_type_is_amount(a.type) || a.type == JRT_POINTS))
		return as(a, out);
	return false;
}

/* Whether something can be so many times as much, or a part of itself. */
static bool is_factor(enum jrt_type type)
{
	return jy_type_is_plain(type) || type == JRT_SHARE;
}

static bool is_scalable(enum jrt_type type)
{
	return jy_type_is_amount(type) || type == JRT_POINTS;
}

static bool combine_product(struct jy_typed a, struct jy_typed b, struct jy_typed *out)
{
	/* Twice a share is a share; a share of a count is a number of things. */
	if ((a.type == JRT_SHARE || a.type == JRT_NUMBER) && b.type == JRT_SHARE)
		return as(b, out);
	if (a.type == JRT_SHARE && b.type == JRT_NUMBER)
		return as(a, out);
	if (is_factor(a.type) && is_factor(b.type))
		return plain_number(out, a.type == JRT_COUNT && b.type == JRT_COUNT);
	if (is_factor(a.type) && is_scalable(b.type))
		return as(b, out);
	return is_factor(b.type) && is_scalable(a.type) && as(a, out);
}

static bool combine_quotient(struct jy_typed a, struct jy_typed b, struct jy_typed *out)
{
	if (is_scalable(a.type) &&
	    (same_kind(a, b) || (jy_type_is_plain(a.type) && jy_type_is_plain(b.type)))) {
		*out = (struct jy_typed){.type = JRT_NUMBER, .quotient = true};
		return true;
	}
	if (is_factor(b.type) && jy_type_is_plain(a.type))
		return plain_number(out, false);
	return is_factor(b.type) && is_scalable(a.type) && as(a, out);
}

bool jy_types_combine(enum jrt_op op, struct jy_typed a, struct jy_typed b, struct jy_typed *out)
{
	switch (op) {
	case JRT_OP_ADD:
	case JRT_OP_SUBTRACT: return combine_sum(op, a, b, out);
	case JRT_OP_MULTIPLY: return combine_product(a, b, out);
	default: return combine_quotient(a, b, out);
	}
}
