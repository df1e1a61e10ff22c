/*
 * Whether a payment is owed, and for how many steps. Ranges and shortfalls look at the value after
 * the guarantee's own rounding; full steps are counted on it (S23).
 */
#include "judge/judge.h"
#include "settle/settle.h"

static bool is_judged(const struct jrt_verdict *verdict)
{
	return verdict && (verdict->verdict == JRT_MET || verdict->verdict == JRT_MISSED);
}

/* Missing data that counts as missed has no value. */
static bool has_value(const struct jrt_verdict *verdict)
{
	return is_judged(verdict) && verdict->compared.den > 0 && verdict->threshold;
}

static const struct jrt_verdict *valued_of(const struct jrt_claim *claim)
{
	if (has_value(claim->expected))
		return claim->expected;
	return has_value(claim->minimum) ? claim->minimum : NULL;
}

/* `fewer than 20 counted allows 1 failure`: met although the value alone would miss. */
static bool met_by_allowance(const struct jrt_verdict *verdict)
{
	return verdict->verdict == JRT_MET &&
	       !jrt_threshold_holds(verdict->threshold, verdict->compared);
}

bool jrt_when_holds(const struct jrt_claim *claim, enum jrt_pay_when when, enum jrt_level level,
		    const struct jrt_bounds *range)
{
	const struct jrt_verdict *verdict = jrt_claim_level(claim, level);

	switch (when) {
	case JRT_PAY_ALWAYS: return true;
	case JRT_PAY_MISSED: return verdict && verdict->verdict == JRT_MISSED;
	case JRT_PAY_MET: return verdict && verdict->verdict == JRT_MET;
	case JRT_PAY_IN:
		verdict = valued_of(claim);
		return verdict && !met_by_allowance(verdict) &&
		       jrt_bounds_hold(range, verdict->compared);
	case JRT_PAY_POINTS: break;
	}
	return false;
}

static struct jrt_owed too_large(void)
{
	return (struct jrt_owed){.owed = true, .too_large = true};
}

/* distance / step, floored where only full steps count. */
static struct jrt_owed divide(struct jb_ratio distance, struct jb_ratio step, bool full)
{
	struct jrt_owed out = {.distance = distance, .step = step};

	if (distance.num <= 0 || step.num <= 0)
		return out;
	if (!jb_ratio_div(distance, step, &out.count))
		return too_large();
	if (full)
		out.count = (struct jb_ratio){out.count.num / out.count.den, 1};
	out.owed = out.count.num > 0;
	return out;
}

static bool step_of(const struct jrt_payment *payment, const struct jrt_verdict *verdict, bool over,
		    struct jb_ratio *step)
{
	const struct jrt_threshold *threshold = verdict->threshold;
	bool high = threshold->comparison == JRT_WITHIN && over;

	*step = jb_ratio_of_fix(payment->step);
	return !payment->step_of_level ||
	       jb_ratio_mul(*step, jb_ratio_of_fix(high ? threshold->high : threshold->low), step);
}

static struct jrt_owed steps_of_level(const struct jrt_claim *claim,
				      const struct jrt_payment *payment)
{
	const struct jrt_verdict *verdict = jrt_claim_level(claim, payment->distance_level);
	bool beyond = payment->distance == JRT_DISTANCE_BEYOND, over;
	struct jb_ratio gap, step;

	if (!has_value(verdict) || verdict->verdict != (beyond ? JRT_MET : JRT_MISSED) ||
	    (beyond && verdict->threshold->comparison == JRT_WITHIN))
		return (struct jrt_owed){0};
	gap = jrt_threshold_gap(verdict->threshold, verdict->compared, &over);
	if (beyond)
		gap.num = -gap.num;
	if (!step_of(payment, verdict, over, &step))
		return too_large();
	struct jrt_owed out = divide(gap, step, payment->full);
	out.over = over;
	return out;
}

struct jrt_owed jrt_owed_of_claim(const struct jrt_claim *claim, const struct jrt_payment *payment)
{
	struct jrt_owed once = {.owed = true, .count = {1, 1}};

	if (!jrt_when_holds(claim, payment->when, payment->level, &payment->range))
		return (struct jrt_owed){0};
	switch (payment->distance) {
	case JRT_DISTANCE_NONE: return once;
	case JRT_DISTANCE_SHORT:
	case JRT_DISTANCE_BEYOND: return steps_of_level(claim, payment);
	case JRT_DISTANCE_POINTS: break;
	}
	return (struct jrt_owed){0};
}

struct jrt_owed jrt_owed_of_points(const struct jrt_payment *payment, uint32_t points)
{
	struct jb_ratio total = {points, 1};

	if (payment->when == JRT_PAY_POINTS ? !jrt_bounds_hold(&payment->range, total)
					    : payment->when != JRT_PAY_ALWAYS)
		return (struct jrt_owed){0};
	if (payment->distance == JRT_DISTANCE_NONE)
		return (struct jrt_owed){.owed = true, .count = {1, 1}};
	if (payment->distance != JRT_DISTANCE_POINTS)
		return (struct jrt_owed){0};
	return divide(total, jb_ratio_of_fix(payment->step > 0 ? payment->step : JB_FIX_ONE),
		      payment->full);
}
