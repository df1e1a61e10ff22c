/*
 * Whether the terms of an agreement fit together: what a strict reader of the contract would send
 * back before it is signed. Each fact is found once and says where both of its ends stand.
 */
#include "model/money.h"

struct reading {
	struct jy_builder *builder;
	const struct jy_agreement *agreement;
};

/* ---- statements that stand once ---- */

static void check_bodies(struct reading *read, const struct jy_node *body)
{
	jy_check_once(read->builder, body);
	for (uint32_t i = 0; i < jy_count(body); i++)
		if (jy_is(jy_kid(body, i), JY_N_GUARANTEE) ||
		    jy_is(jy_kid(body, i), JY_N_AMENDMENT))
			check_bodies(read, jy_kid(jy_kid(body, i), JY_DECL_BODY));
}

/* ---- the minimum, from every day on ---- */

static bool stricter(const struct jrt_threshold *minimum, const struct jrt_threshold *expected)
{
	bool upward = minimum->comparison == JRT_AT_LEAST || minimum->comparison == JRT_ABOVE;
	bool other = expected->comparison == JRT_AT_LEAST || expected->comparison == JRT_ABOVE;

	if (minimum->comparison == JRT_WITHIN || expected->comparison == JRT_WITHIN ||
	    upward != other)
		return false;
	return upward ? minimum->low > expected->low : minimum->low < expected->low;
}

/* The two lists of steps side by side; what holds first is checked where levels are read. */
static void check_levels(struct reading *read, const struct jy_guarantee *guarantee)
{
	const struct jy_criterion *expected = guarantee->expected, *minimum = guarantee->minimum;
	size_t e = 0, m = 0;
	struct jy_diag *diag;

	if (!expected || !minimum || !expected->threshold_count || !minimum->threshold_count ||
	    stricter(&minimum->threshold[0], &expected->threshold[0]))
		return;
	while (e + 1 < expected->threshold_count || m + 1 < minimum->threshold_count) {
		int32_t next_e = e + 1 < expected->threshold_count ? expected->threshold[e + 1].from
								   : INT32_MAX;
		int32_t next_m = m + 1 < minimum->threshold_count ? minimum->threshold[m + 1].from
								  : INT32_MAX;

		e += next_e <= next_m;
		m += next_m <= next_e;
		if (!stricter(&minimum->threshold[m], &expected->threshold[e]))
			continue;
		diag = jy_diag_error(
			read->builder->diags, JY_D_LEVELS_ORDER, minimum->span,
			"from %s on the minimum is stricter than what is expected",
			jy_builder_date_text(read->builder, next_e < next_m ? next_e : next_m).at);
		jy_diag_label(read->builder->diags, diag, expected->span, "expected");
		jy_diag_help(read->builder->diags, diag,
			     "let both change on that day: the minimum is the weaker of the two");
		return;
	}
}

/* ---- points ---- */

static uint32_t gcd(uint32_t a, uint32_t b)
{
	while (b) {
		uint32_t rest = a % b;

		a = b;
		b = rest;
	}
	return a;
}

/* What all points are multiples of, 0 where none are given; where the first is said. */
static uint32_t points_step(const struct jy_agreement *agreement, struct jy_span *first)
{
	uint32_t step = 0;

	for (size_t i = 0; i < agreement->guarantee_count; i++)
		for (size_t k = 0; k < agreement->guarantee[i].terms_count; k++) {
			const struct jy_guarantee_terms *terms = &agreement->guarantee[i].terms[k];

			for (size_t p = 0; p < terms->points_count; p++) {
				if (!step)
					*first = terms->points[p].span;
				step = gcd(step, terms->points[p].plain.points);
			}
		}
	return step;
}

static bool looks_at_points(const struct jy_payment *payment)
{
	return payment->plain.when == JRT_PAY_POINTS ||
	       payment->plain.distance == JRT_DISTANCE_POINTS;
}

/* The first term of an agreement that looks at points. */
static bool points_used(const struct jy_agreement *agreement, struct jy_span *where)
{
	for (size_t i = 0; i < agreement->terms_count; i++)
		for (size_t k = 0; k < agreement->terms[i].payment_count; k++)
			if (looks_at_points(&agreement->terms[i].payment[k])) {
				*where = agreement->terms[i].payment[k].span;
				return true;
			}
	for (size_t i = 0; i < agreement->trigger_count; i++)
		if (agreement->trigger[i].failing == JY_FAILING_POINTS) {
			*where = agreement->trigger[i].span;
			return true;
		}
	return false;
}

static void check_points(struct reading *read)
{
	struct jy_span given = {0}, used = {0};
	uint32_t step = points_step(read->agreement, &given);
	bool asked = points_used(read->agreement, &used);
	struct jy_diag *diag = NULL;

	if (given.end && !asked) {
		diag = jy_diag_warn(read->builder->diags, JY_D_POINTS_TABLE, given,
				    "points are given, and nothing follows from them");
		jy_diag_help(read->builder->diags, diag,
			     "say what they cost: `credit 2%% of charges when points 10 to 14`");
	} else if (!given.end && asked) {
		diag = jy_diag_warn(read->builder->diags, JY_D_POINTS_TABLE, used,
				    "this looks at points, and no guarantee gives any");
		jy_diag_help(read->builder->diags, diag,
			     "add to a guarantee: `points 10 when expected missed`");
	}
	if (diag || !step)
		return;
	for (size_t i = 0; i < read->agreement->terms_count; i++)
		jy_check_points_bands(read->builder, &read->agreement->terms[i], step);
}

/* ---- earned back ---- */

static bool pays_credits(const struct jy_guarantee_terms *terms)
{
	for (size_t i = 0; i < terms->payment_count; i++)
		if (!terms->payment[i].plain.bonus)
			return true;
	return false;
}

static bool pays_bonus(const struct jy_guarantee_terms *terms)
{
	for (size_t i = 0; i < terms->payment_count; i++)
		if (terms->payment[i].plain.bonus)
			return true;
	return false;
}

static void check_needs(struct reading *read, const struct jy_guarantee *guarantee,
			const struct jy_guarantee_terms *terms)
{
	struct jy_diag *diag;

	if (terms->earn_back.plain.given && !pays_credits(terms)) {
		diag = jy_diag_warn(read->builder->diags, JY_D_EARN_BACK, terms->earn_back.span,
				    "a credit comes back, and `%.*s` costs none",
				    JB_ARG(guarantee->decl.name));
		jy_diag_label(read->builder->diags, diag, guarantee->decl.span, "this guarantee");
		jy_diag_help(read->builder->diags, diag,
			     "add the credit: `credit … when expected missed`");
	}
	if (terms->bonus_unless && !pays_bonus(terms)) {
		diag = jy_diag_warn(read->builder->diags, JY_D_EARN_BACK, terms->bonus_unless_span,
				    "a bonus is withheld, and `%.*s` pays none",
				    JB_ARG(guarantee->decl.name));
		jy_diag_help(read->builder->diags, diag, "add the bonus: `bonus … when …`");
	}
}

/* ---- the next period ---- */

static const struct jy_payment *on_next(const struct jy_payment *payment, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (payment[i].plain.sum.base == JRT_BASE_CHARGES_NEXT ||
		    (payment[i].plain.has_cap &&
		     payment[i].plain.cap.base == JRT_BASE_CHARGES_NEXT))
			return &payment[i];
	return NULL;
}

static bool report_last(struct reading *read, const struct jy_payment *payment, int32_t day)
{
	struct jy_diag *diag;

	if (!payment || jy_terms_on(read->agreement, day)->charges.last_uses_same)
		return payment != NULL;
	diag = jy_diag_error(read->builder->diags, JY_D_LAST_PERIOD, payment->span,
			     "the last period of this agreement has no next one to be charged for");
	jy_diag_label(read->builder->diags, diag, read->agreement->decl.span, "it runs to %s",
		      jy_builder_date_text(read->builder, read->agreement->runs.to).at);
	jy_diag_help(read->builder->diags, diag,
		     "add to the agreement: `last period uses charges of the same period`");
	return true;
}

static void check_last_period(struct reading *read)
{
	const struct jy_agreement *agreement = read->agreement;

	if (!agreement->has_runs)
		return;
	for (size_t i = 0; i < agreement->terms_count; i++)
		if (report_last(
			    read,
			    on_next(agreement->terms[i].payment, agreement->terms[i].payment_count),
			    agreement->terms[i].from))
			return;
	for (size_t i = 0; i < agreement->guarantee_count; i++)
		for (size_t k = 0; k < agreement->guarantee[i].terms_count; k++) {
			const struct jy_guarantee_terms *terms = &agreement->guarantee[i].terms[k];

			if (report_last(read, on_next(terms->payment, terms->payment_count),
					terms->from))
				return;
		}
}

/* ---- pools ---- */

static void check_pools(struct reading *read, const struct jy_agreement_terms *terms)
{
	jb_fix allowed = terms->pools_above >= 0 ? terms->pools_above : JB_FIX_ONE;
	const struct jy_pool *last = NULL;
	struct jy_diag *diag;
	struct jb_buf sum;
	jb_i128 total = 0;

	for (size_t i = 0; i < terms->pool_count; i++) {
		total += terms->pool[i].sum.amount;
		if (terms->pool[i].span.end)
			last = &terms->pool[i];
	}
	/* `more than 100%` gives leave for any sum; a higher number is a limit. */
	if (!last || total <= allowed || terms->pools_above == JB_FIX_ONE)
		return;
	jb_buf_init(&sum, read->builder->arena);
	jb_buf_add_fix(&sum, total * 100);
	diag = jy_diag_error(read->builder->diags, JY_D_POOLS_SUM, last->span,
			     "the pools add up to %s%%", sum.data);
	jy_diag_label(read->builder->diags, diag, terms->pool[0].span, "from this one on");
	jy_diag_help(
		read->builder->diags, diag,
		"lower a pool, or say that it is meant: `pools may add up to more than 100%%`");
}

/* ---- the period ---- */

static bool has_money(const struct jy_agreement *agreement)
{
	if (agreement->currency.size)
		return true;
	for (size_t i = 0; i < agreement->terms_count; i++)
		if (agreement->terms[i].payment_count)
			return true;
	return false;
}

static bool same_period(const struct jy_period *a, const struct jy_period *b)
{
	return a->spec.unit == b->spec.unit && a->spec.rolling == b->spec.rolling &&
	       a->spec.first_month == b->spec.first_month &&
	       a->spec.first_day == b->spec.first_day && jb_text_equal(a->zone, b->zone);
}

/* Without a period of its own an agreement is settled by that of its guarantees, where they have
 * one in common. */
static void check_period(struct reading *read)
{
	const struct jy_agreement *agreement = read->agreement;
	const struct jy_guarantee *first = agreement->guarantee_count ? agreement->guarantee : NULL;
	struct jy_diag *diag;

	if (agreement->period.given || agreement->period.span.end || !first ||
	    !has_money(agreement))
		return;
	for (size_t i = 1; i < agreement->guarantee_count; i++) {
		const struct jy_guarantee *other = &agreement->guarantee[i];

		if (!other->period.given || !first->period.given ||
		    same_period(&first->period, &other->period))
			continue;
		diag = jy_diag_error(read->builder->diags, JY_D_MONEY_NO_PERIOD,
				     agreement->decl.span,
				     "nothing says over which periods credits are added up");
		jy_diag_label(read->builder->diags, diag, first->period.span,
			      "one guarantee is judged by this period");
		jy_diag_label(read->builder->diags, diag, other->period.span, "another by this");
		jy_diag_help(read->builder->diags, diag,
			     "add a period to the agreement: `every month zone …`");
		return;
	}
}

/* ---- together ---- */

static int32_t until_of(const struct jy_guarantee *guarantee, size_t version)
{
	return version + 1 < guarantee->terms_count ? guarantee->terms[version + 1].from
						    : INT32_MAX;
}

static void check_guarantee(struct reading *read, const struct jy_guarantee *guarantee)
{
	check_levels(read, guarantee);
	for (size_t i = 0; i < guarantee->terms_count; i++) {
		if (guarantee->terms[i].ended)
			continue;
		jy_check_bands(read->builder, guarantee, &guarantee->terms[i],
			       until_of(guarantee, i));
		check_needs(read, guarantee, &guarantee->terms[i]);
	}
}

/* Of what is lacking: it may stand in what is wrong. */
static void check_whole(struct reading *read)
{
	const struct jy_agreement *agreement = read->agreement;

	check_points(read);
	check_last_period(read);
	check_period(read);
	for (size_t i = 0; i < agreement->terms_count; i++)
		check_pools(read, &agreement->terms[i]);
	jy_check_caps(read->builder, agreement);
	jy_check_complements(read->builder, agreement);
}

void jy_check_contract(struct jy_builder *builder, const struct jy_agreement *agreement)
{
	struct reading read = {.builder = builder, .agreement = agreement};
	uint32_t before = builder->diags->error_count;

	builder->contract_sound = before == builder->contract_errors && !agreement->decl.damaged;
	check_bodies(&read, jy_kid(agreement->decl.node, JY_DECL_BODY));
	for (size_t i = 0; i < agreement->guarantee_count; i++)
		check_guarantee(&read, &agreement->guarantee[i]);
	if (builder->contract_sound)
		check_whole(&read);
	builder->contract_errors += builder->diags->error_count - before;
}
