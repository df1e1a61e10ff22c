/*
 * The cap against what credits can come to, by bounds: the most that all guarantees together can
 * cost in a period, and the least that one credit is. Of charges that are not known every sum is
 * held against the charges themselves; where that cannot be done, nothing is said.
 */
#include "model/money.h"
#include "model/reach.h"

/* The most and the least of a sum, in millionths of a millionth: money, or parts of the charges. */
struct bounds {
	bool known, endless;
	jb_i128 least, most;
};

struct capping {
	struct jy_builder *builder;
	const struct jy_agreement *agreement;
	const struct jy_agreement_terms *terms;
	bool has_charges; /* in money; else they are 1 */
	jb_i128 charges;
	bool fixed, relative; /* kinds of sums that were met */
};

static const struct bounds unknown = {.known = false};

static struct bounds exactly(jb_i128 value)
{
	return (struct bounds){.known = true, .least = value, .most = value};
}

static struct bounds part(struct bounds of, jb_fix by)
{
	of.least = of.least / JB_FIX_ONE * by;
	of.most = of.most / JB_FIX_ONE * by;
	return of;
}

static struct bounds sum_of(struct capping *cap, const struct jy_guarantee_terms *terms,
			    const struct jrt_sum *sum, int depth)
{
	switch (depth > 4 ? JRT_BASE_CHARGES_NEXT : sum->base) {
	case JRT_BASE_FIXED: cap->fixed = true; return exactly((jb_i128)sum->amount * JB_FIX_ONE);
	case JRT_BASE_CHARGES:
		cap->relative = true;
		return part(exactly(cap->charges * JB_FIX_ONE), sum->amount);
	case JRT_BASE_CHARGES_NEXT: return unknown;
	case JRT_BASE_RISK_HERE:
		if (terms->at_risk.every.given)
			return unknown;
		return part(sum_of(cap, terms, &terms->at_risk.plain.sum, depth + 1), sum->amount);
	case JRT_BASE_RISK:
		if (cap->terms->at_risk.every.given || !cap->terms->at_risk.plain.given)
			return unknown;
		return part(sum_of(cap, terms, &cap->terms->at_risk.plain.sum, depth + 1),
			    sum->amount);
	case JRT_BASE_POOL:
		if (sum->pool >= cap->terms->pool_count)
			return unknown;
		return part(sum_of(cap, terms, &cap->terms->pool[sum->pool].sum, depth + 1),
			    sum->amount);
	case JRT_BASE_WEIGHT:
		return terms ? part(sum_of(cap, terms, &terms->weight, depth + 1), sum->amount)
			     : unknown;
	}
	return unknown;
}

/* One payment: what it is at least where it is owed, and at most. */
static struct bounds payment_of(struct capping *cap, const struct jy_guarantee_terms *terms,
				const struct jrt_payment *payment)
{
	struct bounds own = sum_of(cap, terms, &payment->sum, 0), limit;

	if (payment->distance == JRT_DISTANCE_NONE || !own.known)
		return own;
	own.endless = !payment->has_cap;
	if (!payment->full)
		own.least = 0;
	if (!payment->has_cap)
		return own;
	limit = sum_of(cap, terms, &payment->cap, 0);
	own.known = limit.known;
	own.most = limit.most;
	return own;
}

/* All credits of a list: with `highest` or without overlaps one of them, else all. */
static struct bounds credits_of(struct capping *cap, const struct jy_guarantee_terms *terms,
				const struct jy_payment *payment, size_t count,
				enum jrt_overlap rule)
{
	struct bounds all = {.known = true};
	bool first = true;

	for (size_t i = 0; i < count; i++) {
		struct bounds one;

		if (payment[i].plain.bonus)
			continue;
		one = payment_of(cap, terms, &payment[i].plain);
		all.known = all.known && one.known;
		all.endless = all.endless || one.endless;
		if (one.least > 0 && (first || one.least < all.least))
			all.least = one.least;
		first = first && one.least <= 0;
		if (rule == JRT_OVERLAP_ADD)
			all.most += one.most;
		else if (one.most > all.most)
			all.most = one.most;
	}
	return all;
}

static void add(struct bounds *all, const struct bounds *one)
{
	all->known = all->known && one->known;
	all->endless = all->endless || one->endless;
	all->most += one->most;
	if (one->least > 0 && (all->least == 0 || one->least < all->least))
		all->least = one->least;
}

static const struct jy_guarantee_terms *terms_on(const struct jy_guarantee *guarantee, int32_t day)
{
	const struct jy_guarantee_terms *found = &guarantee->terms[0];

	for (size_t i = 1; i < guarantee->terms_count && guarantee->terms[i].from <= day; i++)
		found = &guarantee->terms[i];
	return found;
}

/* A guarantee of another period owes in some periods only, or for several at once. */
static bool same_period(const struct jy_agreement *agreement, const struct jy_guarantee *guarantee)
{
	return guarantee->period.span.begin == agreement->period.span.begin &&
	       guarantee->period.span.file == agreement->period.span.file;
}

static struct bounds guarantee_of(struct capping *cap, const struct jy_guarantee *guarantee,
				  int32_t day)
{
	const struct jy_guarantee_terms *terms = terms_on(guarantee, day);
	struct bounds one = credits_of(cap, terms, terms->payment, terms->payment_count,
				       terms->credits),
		      risk;

	if (terms->ended || !terms->payment_count)
		return (struct bounds){.known = true};
	if (!same_period(cap->agreement, guarantee) ||
	    (guarantee->expected && guarantee->expected->each_site &&
	     !guarantee->expected->worst_site))
		return unknown;
	if (!terms->at_risk.plain.given || terms->at_risk.every.given)
		return one;
	risk = sum_of(cap, terms, &terms->at_risk.plain.sum, 0);
	if (one.endless || one.most > risk.most)
		one.most = risk.most;
	one.endless = false;
	one.known = one.known && risk.known;
	return one;
}

static struct jb_text money_text(struct capping *cap, jb_i128 value)
{
	struct jb_buf out;

	jb_buf_init(&out, cap->builder->arena);
	if (cap->has_charges || cap->fixed)
		jb_buf_printf(&out, "%.*s ", JB_ARG(cap->agreement->currency));
	jb_buf_add_fix(&out, value / JB_FIX_ONE * (cap->has_charges || cap->fixed ? 1 : 100));
	if (!cap->has_charges && !cap->fixed)
		jb_buf_add_string(&out, "% of charges");
	return jb_buf_text(&out);
}

static void report(struct capping *cap, const struct bounds *all, const struct bounds *limit)
{
	struct jy_diags *diags = cap->builder->diags;
	struct jy_diag *diag;

	if (!all->endless && all->most > 0 && all->most < limit->least - limit->least / 1000) {
		diag = jy_diag_info(diags, JY_D_CAP_REACH, cap->terms->cap_span,
				    "credits never reach this: all together they are %.*s at most",
				    JB_ARG(money_text(cap, all->most)));
		jy_diag_mark(diags, diag, "the cap is %.*s", JB_ARG(money_text(cap, limit->least)));
		jy_diag_help(diags, diag,
			     "lower the cap, or see whether a weight or a credit is too small");
	} else if (all->least > limit->most) {
		diag = jy_diag_warn(diags, JY_D_CAP_REACH, cap->terms->cap_span,
				    "every credit exceeds this: the smallest is %.*s",
				    JB_ARG(money_text(cap, all->least)));
		jy_diag_mark(diags, diag, "the cap is %.*s", JB_ARG(money_text(cap, limit->most)));
		jy_diag_help(diags, diag,
			     "raise the cap, or lower the credits: so they all cost the same");
	}
}

static bool check_version(struct capping *cap)
{
	const struct jy_agreement_terms *terms = cap->terms;
	struct bounds all = {.known = true}, one, limit;

	cap->fixed = cap->relative = false;
	limit = terms->cap_is_risk
			? sum_of(cap, NULL, &(struct jrt_sum){JRT_BASE_RISK, JB_FIX_ONE, 0}, 0)
			: sum_of(cap, NULL, &terms->cap, 0);
	for (size_t i = 0; i < cap->agreement->guarantee_count; i++) {
		one = guarantee_of(cap, &cap->agreement->guarantee[i], terms->from);
		add(&all, &one);
	}
	one = credits_of(cap, NULL, terms->payment, terms->payment_count, terms->credits);
	add(&all, &one);
	if (!all.known || !limit.known || (cap->fixed && cap->relative && !cap->has_charges))
		return false;
	report(cap, &all, &limit);
	return true;
}

void jy_check_caps(struct jy_builder *builder, const struct jy_agreement *agreement)
{
	for (size_t i = 0; i < agreement->terms_count; i++) {
		const struct jy_agreement_terms *terms = &agreement->terms[i];
		struct capping cap = {.builder = builder, .agreement = agreement, .terms = terms};

		/* Charges that change, or are of another length, are not one number. */
		cap.has_charges = terms->charges.kind == JRT_CHARGES_STEPS &&
				  terms->charges.step_count == 1 && !agreement->index_count &&
				  (!terms->charges.every.given ||
				   terms->charges.every.spec.unit == agreement->period.spec.unit);
		cap.charges = cap.has_charges ? terms->charges.step[0].amount : JB_FIX_ONE;
		if (terms->has_cap)
			check_version(&cap);
	}
}
