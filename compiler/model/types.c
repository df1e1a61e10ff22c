/*
 * The tables behind types.h. What may be compared or computed is decided here and nowhere else, so
 * that a condition, a metric and a threshold never disagree on what a quantity is. The manual's
 * "Types and units" prints the same tables, and a test walks them.
 */
#include "model/types.h"

struct jy_typed jy_expr_typed(const struct jy_expr *expr)
{
	return (struct jy_typed){.type = expr->type,
				 .currency = expr->currency,
				 .low = expr->low,
				 .high = expr->high,
				 .quotient = expr->quotient,
				 .difference = expr->difference,
				 .whole = expr->op == JRT_OP_CONSTANT && expr->type == JRT_SHARE &&
					  !expr->difference && expr->k == JB_FIX_ONE};
}

struct jy_typed jy_metric_typed(const struct jy_metric *metric)
{
	return (struct jy_typed){.type = metric->type,
				 .currency = metric->currency,
				 .low = metric->low,
				 .high = metric->high,
				 .quotient = metric->quotient,
				 .difference = metric->difference};
}

/* ---- words ---- */

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
	return jb_text_of(typed.difference ? "a difference of shares" : phrase[typed.type]);
}

static bool has_scale(struct jy_typed typed)
{
	return typed.type == JRT_RATING && typed.low != typed.high;
}

struct jb_text jy_type_phrase_beside(struct jb_arena *arena, struct jy_typed typed,
				     struct jy_typed other)
{
	struct jb_buf buf;

	if (!has_scale(typed) || !has_scale(other))
		return jy_type_phrase(arena, typed);
	jb_buf_init(&buf, arena);
	jb_buf_add_string(&buf, "a rating ");
	jb_buf_add_fix(&buf, typed.low);
	jb_buf_add_string(&buf, "..");
	jb_buf_add_fix(&buf, typed.high);
	return jb_buf_text(&buf);
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
	return jb_text_of(typed.difference ? "5pp" : example[typed.type]);
}

const char *jy_op_phrase(enum jrt_op op)
{
	switch (op) {
	case JRT_OP_ADD: return "added to";
	case JRT_OP_SUBTRACT: return "subtracted from";
	case JRT_OP_MULTIPLY: return "multiplied with";
	default: return "used to divide";
	}
}

/* ---- classes ---- */

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

bool jy_typed_is_number(struct jy_typed typed)
{
	return typed.type == JRT_NUMBER || typed.type == JRT_COUNT;
}

bool jy_typed_is_share(struct jy_typed typed)
{
	return typed.type == JRT_SHARE && !typed.difference;
}

bool jy_typed_is_scalable(struct jy_typed typed)
{
	return typed.type == JRT_DURATION || typed.type == JRT_MONEY || typed.type == JRT_POINTS;
}

/* ---- comparing ---- */

bool jy_same_currency(struct jb_text a, struct jb_text b)
{
	return a.size == 0 || b.size == 0 || jb_text_equal(a, b);
}

static bool same_scale(struct jy_typed a, struct jy_typed b)
{
	return !has_scale(a) || !has_scale(b) || (a.low == b.low && a.high == b.high);
}

/* Of one type and, where that has several, of one unit. */
static bool same_kind(struct jy_typed a, struct jy_typed b)
{
	if (a.type != b.type)
		return false;
	switch (a.type) {
	case JRT_MONEY: return jy_same_currency(a.currency, b.currency);
	case JRT_RATING: return same_scale(a, b);
	case JRT_SHARE: return a.difference == b.difference;
	default: return true;
	}
}

bool jy_types_compare(struct jy_typed a, struct jy_typed b)
{
	if (same_kind(a, b) || (jy_typed_is_number(a) && jy_typed_is_number(b)))
		return true;
	if (a.type == JRT_RATING || b.type == JRT_RATING)
		return a.type == JRT_NUMBER || b.type == JRT_NUMBER;
	return (a.quotient && jy_typed_is_share(b)) || (b.quotient && jy_typed_is_share(a));
}

/* ---- computing ---- */

static bool as(struct jy_typed from, struct jy_typed *out)
{
	*out = from;
	out->quotient = out->whole = false;
	return true;
}

static bool as_type(enum jrt_type type, struct jy_typed *out)
{
	*out = (struct jy_typed){.type = type};
	return true;
}

static bool as_quotient(struct jy_typed *out)
{
	*out = (struct jy_typed){.type = JRT_NUMBER, .quotient = true};
	return true;
}

static bool as_share(bool difference, struct jy_typed *out)
{
	*out = (struct jy_typed){.type = JRT_SHARE, .difference = difference};
	return true;
}

/* Two shares lie apart by percentage points; these move a share, and add up. */
static bool sum_of_shares(enum jrt_op op, struct jy_typed a, struct jy_typed b,
			  struct jy_typed *out)
{
	if (a.difference && b.difference)
		return as_share(true, out);
	if (a.difference)
		return op == JRT_OP_ADD && as_share(false, out);
	return as_share(!b.difference && op == JRT_OP_SUBTRACT && !a.whole, out);
}

static bool sum_of_numbers(enum jrt_op op, struct jy_typed a, struct jy_typed b,
			   struct jy_typed *out)
{
	bool rated = a.type == JRT_RATING || b.type == JRT_RATING;

	if (rated && !same_kind(a, b) && a.type != JRT_NUMBER && b.type != JRT_NUMBER)
		return false;
	/* Fewer than nothing are no count. */
	return as_type(a.type == JRT_COUNT && b.type == JRT_COUNT && op == JRT_OP_ADD ? JRT_COUNT
										      : JRT_NUMBER,
		       out);
}

static bool combine_sum(enum jrt_op op, struct jy_typed a, struct jy_typed b, struct jy_typed *out)
{
	if (jy_type_is_plain(a.type) && jy_type_is_plain(b.type))
		return sum_of_numbers(op, a, b, out);
	if (a.type == JRT_SHARE && b.type == JRT_SHARE)
		return sum_of_shares(op, a, b, out);
	if (a.type == JRT_INSTANT && b.type == JRT_DURATION)
		return as(a, out);
	if (a.type == JRT_DURATION && b.type == JRT_INSTANT)
		return op == JRT_OP_ADD && as(b, out);
	if (a.type == JRT_INSTANT && b.type == JRT_INSTANT)
		return op == JRT_OP_SUBTRACT && as_type(JRT_DURATION, out);
	return jy_typed_is_scalable(a) && same_kind(a, b) && as(a, out);
}

/* `factor` times `of`, in this order of meaning. */
static bool times(struct jy_typed factor, struct jy_typed of, struct jy_typed *out)
{
	if (jy_typed_is_scalable(of))
		return (jy_typed_is_number(factor) || factor.type == JRT_SHARE) && as(of, out);
	/* Twice a share is a share, and a share of a number of things a number. */
	if (of.type == JRT_SHARE && factor.type == JRT_NUMBER)
		return as(of, out);
	if (of.type == JRT_SHARE && factor.type == JRT_SHARE)
		return !(of.difference && factor.difference) &&
		       as_share(of.difference || factor.difference, out);
	if (of.type == JRT_RATING)
		return (jy_typed_is_number(factor) || jy_typed_is_share(factor)) &&
		       as_type(JRT_NUMBER, out);
	return jy_typed_is_number(of) && (jy_typed_is_number(factor) || factor.type == JRT_SHARE) &&
	       as_type(of.type == JRT_COUNT && factor.type == JRT_COUNT ? JRT_COUNT : JRT_NUMBER,
		       out);
}

static bool combine_product(struct jy_typed a, struct jy_typed b, struct jy_typed *out)
{
	if (jy_typed_is_number(a) && b.type == JRT_SHARE && a.type == JRT_NUMBER)
		return times(a, b, out);
	return times(b, a, out) || times(a, b, out);
}

static bool combine_quotient(struct jy_typed a, struct jy_typed b, struct jy_typed *out)
{
	bool amount = jy_type_is_amount(a.type) || a.type == JRT_POINTS;

	if (amount && (same_kind(a, b) || (jy_typed_is_number(a) && jy_typed_is_number(b))))
		return as_quotient(out);
	if (a.type == JRT_SHARE && b.type == JRT_SHARE)
		return a.difference && as_quotient(out); /* by how many percent a share changed */
	if (!jy_typed_is_number(b) && !jy_typed_is_share(b))
		return false;
	if (jy_type_is_plain(a.type))
		return as_type(JRT_NUMBER, out);
	return amount && as(a, out);
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

bool jy_type_negate(struct jy_typed a, struct jy_typed *out)
{
	if (jy_type_is_plain(a.type))
		return as_type(JRT_NUMBER, out);
	return (jy_typed_is_scalable(a) || a.type == JRT_SHARE) && as(a, out);
}
