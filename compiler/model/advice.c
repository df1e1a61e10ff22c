/*
 * What to write instead of an operation or a comparison that means nothing, where a slip is common.
 * Each text can be typed, with names in capitals for those of the file. Nothing is decided here.
 */
#include "model/types.h"

static bool either(struct jy_typed a, struct jy_typed b, enum jrt_type type)
{
	return a.type == type || b.type == type;
}

static const char *advice_on_times(enum jrt_op op, struct jy_typed a, struct jy_typed b)
{
	if (a.type == JRT_CLOCK && b.type == JRT_CLOCK)
		return "a let gives the time between two clock readings: `let NAME = from A to B, "
		       "past midnight`";
	if (either(a, b, JRT_CLOCK))
		return "a time of day belongs to a date first: `let NAME = DATE at CLOCK zone "
		       "Europe/London`";
	if (either(a, b, JRT_DATE) && either(a, b, JRT_INSTANT))
		return "give the date a time of day first: `let NAME = DATE at CLOCK zone "
		       "Europe/London`";
	if (either(a, b, JRT_DATE))
		return "a date goes with whole days: `+ 3 days`, and with another date: "
		       "`DATE - DATE`";
	if (a.type == JRT_INSTANT && b.type == JRT_INSTANT)
		return "the time between the two is `let NAME = from A to B`";
	if (either(a, b, JRT_INSTANT))
		return op == JRT_OP_ADD || op == JRT_OP_SUBTRACT
			       ? "a date with a time goes with durations: `+ 3h`, `- 30min`"
			       : "measure from another one first: `let NAME = from A to B`";
	return NULL;
}

static const char *advice_on_sums(struct jy_typed a, struct jy_typed b)
{
	if (a.type == JRT_MONEY && b.type == JRT_MONEY)
		return "keep a metric for each currency, or have the file give both amounts in one";
	if (a.type == JRT_RATING && b.type == JRT_RATING)
		return "ratings of two scales are kept apart: a metric for each, and where they "
		       "are "
		       "weighed, each as a share: `share of A >= 4 among A is known`";
	if (a.type == JRT_SHARE && b.type == JRT_SHARE)
		return "write the share first: `80% - 5pp`";
	if (jy_typed_is_number(b) && a.type == JRT_DURATION)
		return "give the number its unit, for example `5s`";
	if (jy_typed_is_number(b) && a.type == JRT_SHARE)
		return "give the number its unit: `5pp` for percentage points, `5%` for a share";
	if (jy_typed_is_number(b) && a.type == JRT_MONEY)
		return "give the number its currency, for example `EUR 5`";
	if (jy_typed_is_number(b) && a.type == JRT_POINTS)
		return "give the number its unit, for example `5 points`";
	if (jy_typed_is_share(b) && (jy_typed_is_scalable(a) || jy_typed_is_number(a)))
		return "a part of the amount itself is a product: `A * 110%` is ten percent more";
	return NULL;
}

static const char *advice_on_products(enum jrt_op op, struct jy_typed a, struct jy_typed b)
{
	if (op == JRT_OP_DIVIDE && b.type == JRT_DURATION)
		return "say of which length: `A / (B / 1h)` is A for each hour";
	if (op == JRT_OP_DIVIDE && b.type == JRT_MONEY)
		return "say of which amount: `A / (B / EUR 1)` is A for each euro";
	if (op == JRT_OP_MULTIPLY && jy_typed_is_scalable(a) && b.type == JRT_DURATION)
		return "take the duration as a number: `A * (B / 1h)`";
	if (op == JRT_OP_MULTIPLY && jy_typed_is_scalable(b) && a.type == JRT_DURATION)
		return "take the duration as a number: `(A / 1h) * B`";
	if (op == JRT_OP_MULTIPLY && jy_typed_is_scalable(a) && b.type == JRT_MONEY)
		return "take one of them as a number: `A * (B / EUR 1)`";
	if (a.type == JRT_RATING && b.type == JRT_RATING)
		return "compare each with a limit of its own, and count: `share of A >= 4 among A "
		       "is known`";
	return NULL;
}

static const char *usual_form(enum jrt_op op)
{
	switch (op) {
	case JRT_OP_ADD:
	case JRT_OP_SUBTRACT:
		return "add quantities of one kind, and keep a `let` or metric for each of the two";
	case JRT_OP_MULTIPLY: return "multiply by a plain number or a share: `A * 2`, `A * 50%`";
	default: return "divide by a plain number, a share or a quantity of the same kind: `A / 2`";
	}
}

const char *jy_types_advice(enum jrt_op op, struct jy_typed a, struct jy_typed b)
{
	const char *advice;

	if (either(a, b, JRT_FLAG))
		return "a condition is not computed with; metrics count it: `value share of … "
		       "among …`";
	if (either(a, b, JRT_TEXT))
		return "a text is not computed with; where the column holds numbers, declare it as "
		       "`number`, `count` or `duration in seconds`";
	advice = advice_on_times(op, a, b);
	if (!advice)
		advice = op == JRT_OP_ADD || op == JRT_OP_SUBTRACT ? advice_on_sums(a, b)
								   : advice_on_products(op, a, b);
	return advice ? advice : usual_form(op);
}

/* ---- comparisons ---- */

/* A column without a unit beside one that has it. */
static const char *advice_on_units(struct jy_typed a, struct jy_typed b)
{
	struct jy_typed unit = jy_typed_is_number(a) ? b : a;

	if (!jy_typed_is_number(a) && !jy_typed_is_number(b))
		return NULL;
	switch (unit.type) {
	case JRT_DURATION:
		return "declare the number with its unit: `column NAME duration in seconds`";
	case JRT_SHARE: return "declare the number with its unit: `column NAME share in percent`";
	case JRT_MONEY: return "declare the number with its currency: `column NAME money in EUR`";
	case JRT_RATING: return "a count is no rating: declare it as `rating 1..5` or `number`";
	default: return NULL;
	}
}

const char *jy_types_compare_advice(struct jy_typed a, struct jy_typed b)
{
	if (a.type == JRT_MONEY && b.type == JRT_MONEY)
		return "have the file give both amounts in one currency";
	if (a.type == JRT_RATING && b.type == JRT_RATING)
		return "compare each with a limit of its own: `A >= 4 and B >= 9`";
	if (a.type == JRT_SHARE && b.type == JRT_SHARE)
		return "compare shares with shares, and their difference with points of percent: "
		       "`A - B >= 5pp`";
	if ((a.type == JRT_CLOCK || b.type == JRT_CLOCK || a.type == JRT_DATE ||
	     b.type == JRT_DATE) &&
	    (a.type == JRT_INSTANT || b.type == JRT_INSTANT || a.type == JRT_CLOCK ||
	     b.type == JRT_CLOCK))
		return "join a date and a time of day first: `let NAME = DATE at CLOCK zone "
		       "Europe/London`";
	return advice_on_units(a, b);
}
