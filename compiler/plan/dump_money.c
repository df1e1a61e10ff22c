/*
 * The money of a plan as text: a line a term, versions one after the other with the day from which
 * they hold, numbers as the plan holds them.
 */
#include "plan/dump.h"

static const char *const base_name[] = {
	"money", "charges", "charges-next", "own-risk", "risk", "pool", "weight",
};
static const char *const when_name[] = {"always", "in", "missed", "met", "points"};
static const char *const distance_name[] = {"", "short", "beyond", "points"};
static const char *const level_name[] = {"expected", "minimum"};
static const char *const overlap_name[] = {"", "highest", "add-up"};
static const char *const excess_name[] = {"", "lapses", "carries", "paid"};
static const char *const charges_name[] = {"none", "steps", "data", "given"};
static const char *const remedy_name[] = {"terminate", "rectify", "step-in"};

static void add_sum(struct jb_buf *out, const struct jrt_sum *sum)
{
	jb_buf_printf(out, " %lld %s", (long long)sum->amount, base_name[sum->base]);
	if (sum->base == JRT_BASE_POOL)
		jb_buf_printf(out, " %u", sum->pool);
}

static void add_bounds(struct jb_buf *out, const struct jrt_bounds *bounds)
{
	if (bounds->has_low)
		jb_buf_printf(out, " %s%lld", bounds->low_in ? "[" : "(", (long long)bounds->low);
	else
		jb_buf_add_string(out, " (");
	jb_buf_add_string(out, "..");
	if (bounds->has_high)
		jb_buf_printf(out, "%lld", (long long)bounds->high);
	jb_buf_add_string(out, bounds->has_high && bounds->high_in ? "]" : ")");
}

static void add_from(struct jb_buf *out, int32_t from)
{
	if (from != INT32_MIN)
		jb_buf_printf(out, " from day %d", from);
}

static void dump_payment(struct jb_buf *out, const char *indent, const struct jrt_payment *payment)
{
	jb_buf_printf(out, "%s%s", indent, payment->bonus ? "bonus" : "credit");
	add_sum(out, &payment->sum);
	jb_buf_printf(out, " %s", when_name[payment->when]);
	if (payment->when == JRT_PAY_MISSED || payment->when == JRT_PAY_MET)
		jb_buf_printf(out, " %s", level_name[payment->level]);
	if (payment->when == JRT_PAY_IN || payment->when == JRT_PAY_POINTS)
		add_bounds(out, &payment->range);
	if (payment->distance != JRT_DISTANCE_NONE)
		jb_buf_printf(out, " per%s %lld%s %s", payment->full ? " full" : "",
			      (long long)payment->step, payment->step_of_level ? " of level" : "",
			      distance_name[payment->distance]);
	if (payment->distance == JRT_DISTANCE_SHORT || payment->distance == JRT_DISTANCE_BEYOND)
		jb_buf_printf(out, " %s", level_name[payment->distance_level]);
	if (payment->has_cap) {
		jb_buf_add_string(out, " at most");
		add_sum(out, &payment->cap);
	}
	jb_buf_add_byte(out, '\n');
}

static void dump_at_risk(struct jb_buf *out, const char *indent, const struct jrt_at_risk *at_risk)
{
	if (!at_risk->given)
		return;
	jb_buf_printf(out, "%sat risk", indent);
	add_sum(out, &at_risk->sum);
	if (at_risk->periods != JRT_NONE)
		jb_buf_printf(out, " periods %u", at_risk->periods);
	if (at_risk->excess)
		jb_buf_printf(out, " excess %s", excess_name[at_risk->excess]);
	jb_buf_add_byte(out, '\n');
}

static void dump_earn_back(struct jb_buf *out, const struct jrt_earn_back *back)
{
	if (!back->given)
		return;
	jb_buf_printf(out, "      returned %lld when %s met", (long long)back->part,
		      level_name[back->level]);
	if (back->count)
		jb_buf_printf(out, " %u periods\n", back->count);
	else
		jb_buf_printf(out, " by criterion %u\n", back->criterion);
}

static void dump_points(struct jb_buf *out, const struct jrt_points *points)
{
	jb_buf_printf(out, "      points %u %s", points->points, when_name[points->when]);
	if (points->when == JRT_PAY_IN)
		add_bounds(out, &points->range);
	else
		jb_buf_printf(out, " %s", level_name[points->level]);
	jb_buf_add_byte(out, '\n');
}

static void dump_guarantee_terms(struct jb_buf *out, const struct jrt_guarantee_terms *terms)
{
	jb_buf_add_string(out, "    terms");
	add_from(out, terms->from);
	jb_buf_printf(out, "%s%s%s\n", terms->ended ? " ended" : "", terms->credits ? " " : "",
		      overlap_name[terms->credits]);
	if (terms->has_weight) {
		jb_buf_add_string(out, "      weight");
		add_sum(out, &terms->weight);
		jb_buf_add_byte(out, '\n');
	}
	dump_at_risk(out, "      ", &terms->at_risk);
	for (size_t i = 0; i < terms->payment_count; i++)
		dump_payment(out, "      ", &terms->payment[i]);
	for (size_t i = 0; i < terms->points_count; i++)
		dump_points(out, &terms->points[i]);
	if (terms->points_double)
		jb_buf_add_string(out, "      points double\n");
	dump_earn_back(out, &terms->earn_back);
	if (terms->bonus_unless != JRT_NONE)
		jb_buf_printf(out, "      no bonus unless guarantee %u\n", terms->bonus_unless);
	if (terms->no_credits_before != INT32_MIN)
		jb_buf_printf(out, "      no credits before day %d\n", terms->no_credits_before);
}

static void add_level(struct jb_buf *out, const char *word, uint32_t first, uint32_t count)
{
	if (count == 1)
		jb_buf_printf(out, " %s criterion %u", word, first);
	else if (count)
		jb_buf_printf(out, " %s criteria %u..%u", word, first, first + count - 1);
}

static void dump_guarantee(struct jb_buf *out, const struct jrt_guarantee *guarantee)
{
	jb_buf_printf(out, "  guarantee %.*s", JB_ARG(guarantee->name));
	add_level(out, "expected", guarantee->expected, guarantee->expected_count);
	add_level(out, "minimum", guarantee->minimum, guarantee->minimum_count);
	if (guarantee->incident_meter != JRT_NONE)
		jb_buf_printf(out, " incidents meter %u", guarantee->incident_meter);
	jb_buf_add_byte(out, '\n');
	for (size_t i = 0; i < guarantee->terms_count; i++)
		dump_guarantee_terms(out, &guarantee->terms[i]);
}

static void dump_charges(struct jb_buf *out, const struct jrt_charges *charges)
{
	if (charges->kind == JRT_CHARGES_NONE)
		return;
	jb_buf_printf(out, "    charges %s", charges_name[charges->kind]);
	if (charges->periods != JRT_NONE)
		jb_buf_printf(out, " periods %u", charges->periods);
	if (charges->meter != JRT_NONE)
		jb_buf_printf(out, " meter %u", charges->meter);
	for (size_t i = 0; i < charges->step_count; i++) {
		jb_buf_printf(out, " %lld", (long long)charges->step[i].amount);
		add_from(out, charges->step[i].from);
	}
	jb_buf_printf(out, "%s\n", charges->last_uses_same ? " last uses same" : "");
}

static void dump_fee(struct jb_buf *out, const struct jrt_fee *fee)
{
	jb_buf_printf(out, "    fee %lld for each of meter %u", (long long)fee->amount, fee->meter);
	if (fee->when_meter != JRT_NONE) {
		jb_buf_printf(out, " when meter %u", fee->when_meter);
		add_bounds(out, &fee->range);
	}
	if (fee->forecast_meter != JRT_NONE)
		jb_buf_printf(out, " short of %lld of meter %u", (long long)fee->forecast_share,
			      fee->forecast_meter);
	jb_buf_add_byte(out, '\n');
}

static void dump_limits(struct jb_buf *out, const struct jrt_agreement_terms *terms)
{
	dump_at_risk(out, "    ", &terms->at_risk);
	for (size_t i = 0; i < terms->pool_count; i++) {
		jb_buf_printf(out, "    pool %zu %.*s", i, JB_ARG(terms->pool[i].name));
		add_sum(out, &terms->pool[i].sum);
		jb_buf_add_byte(out, '\n');
	}
	if (terms->has_cap && terms->cap_is_risk)
		jb_buf_add_string(out, "    credits at most the amount at risk\n");
	if (terms->has_cap && !terms->cap_is_risk) {
		jb_buf_add_string(out, "    credits at most");
		add_sum(out, &terms->cap);
		jb_buf_add_byte(out, '\n');
	}
	if (terms->excess)
		jb_buf_printf(out, "    excess %s\n", excess_name[terms->excess]);
}

static void dump_terms(struct jb_buf *out, const struct jrt_agreement_terms *terms)
{
	jb_buf_add_string(out, "  terms");
	add_from(out, terms->from);
	jb_buf_printf(out, "%s%s%s", terms->credits ? " " : "", overlap_name[terms->credits],
		      terms->bonus_offsets ? " bonus-offsets" : "");
	if (terms->one_incident)
		jb_buf_printf(out, " one-incident by %s",
			      terms->chooser_is_partner ? "partner" : "brand");
	if (terms->no_credits_before != INT32_MIN)
		jb_buf_printf(out, " no credits before day %d", terms->no_credits_before);
	jb_buf_add_byte(out, '\n');
	dump_charges(out, &terms->charges);
	dump_limits(out, terms);
	for (size_t i = 0; i < terms->payment_count; i++)
		dump_payment(out, "    ", &terms->payment[i]);
	for (size_t i = 0; i < terms->fee_count; i++)
		dump_fee(out, &terms->fee[i]);
}

static void dump_triggers(struct jb_buf *out, const struct jrt_agreement *agreement)
{
	for (size_t i = 0; i < agreement->trigger_count; i++) {
		const struct jrt_money_trigger *trigger = &agreement->trigger[i];

		jb_buf_printf(out, "  %s when %s", remedy_name[trigger->remedy],
			      trigger->points ? "points" : "credits owed");
		if (trigger->points)
			add_bounds(out, &trigger->range);
		jb_buf_printf(out, " %u of %u\n", trigger->count, trigger->of);
	}
}

void jy_plan_dump_agreement(const struct jrt_agreement *agreement, struct jb_buf *out)
{
	jb_buf_printf(out, "agreement %.*s", JB_ARG(agreement->name));
	if (agreement->currency.size)
		jb_buf_printf(out, " in %.*s with %u decimals", JB_ARG(agreement->currency),
			      agreement->decimals);
	if (agreement->periods != JRT_NONE)
		jb_buf_printf(out, " periods %u", agreement->periods);
	if (agreement->settled != JRT_NONE)
		jb_buf_printf(out, " settled %u", agreement->settled);
	if (agreement->has_restate)
		jb_buf_printf(out, " restate %d days", agreement->restate_days);
	jb_buf_add_byte(out, '\n');
	for (size_t i = 0; i < agreement->terms_count; i++)
		dump_terms(out, &agreement->terms[i]);
	for (size_t i = 0; i < agreement->index_count; i++)
		jb_buf_printf(out, "  indexed by %lld from day %d\n",
			      (long long)agreement->index[i].by, agreement->index[i].from);
	for (size_t i = 0; i < agreement->guarantee_count; i++)
		dump_guarantee(out, &agreement->guarantee[i]);
	dump_triggers(out, agreement);
}
