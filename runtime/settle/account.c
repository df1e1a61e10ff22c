/*
 * The account of one period: what its verdicts allow to be said of it, and its sums in the order of
 * S24: lines, guarantees and pools, cap and carried excess, bonus, earn-back, net.
 */
#include "settle/settle.h"

/* Charges and amount at risk of the period, for people to compare with; their absence is no
 * fault as long as no line needs them. */
static void note_charges(struct jrt_month *month)
{
	struct jrt_account *account = &month->account;
	struct jrt_amount charges;

	if (month->terms->charges.kind == JRT_CHARGES_NONE)
		return;
	charges = jrt_charges_over(month->deal, month->terms, month->days);
	account->has_charges =
		jrt_amount_round(month->deal->agreement, charges, &account->charges) == JRT_KNOWN;
}

static void note_claim(struct jrt_month *month, const struct jrt_claim *claim, bool *judged)
{
	const struct jrt_agreement *agreement = month->deal->agreement;
	const struct jrt_verdict *verdict = jrt_claim_main(claim);
	struct jb_arena *arena = month->deal->settling->arena;
	struct jb_text name = agreement->guarantee[claim->guarantee].name;

	if (!jrt_claim_final(claim)) {
		month->account.provisional = true;
		jrt_account_note(month,
				 jb_text_printf(arena, "the verdict on %.*s may still change",
						JB_ARG(name)));
	} else if (verdict->verdict == JRT_NOT_MEASURED) {
		month->account.incomplete = true;
		month->account.undelivered |= verdict->undelivered;
	} else if (verdict->verdict != JRT_EXCUSED) {
		*judged = true;
	}
}

static void note_unmeasured(struct jrt_month *month)
{
	struct jrt_deal *deal = month->deal;

	month->account.incomplete |= deal->unmeasured.size > 0;
	month->account.undelivered |= jrt_claims_await(month);
	for (size_t i = 0; i < month->claim_count; i++) {
		const struct jrt_claim *claim = &month->claim[i];
		const struct jrt_verdict *verdict = jrt_claim_main(claim);
		struct jb_text name = deal->agreement->guarantee[claim->guarantee].name;

		if (verdict->verdict == JRT_NOT_MEASURED && month->account.reason.size == 0)
			jrt_account_note(month,
					 jb_text_printf(deal->settling->arena,
							"%.*s was not measured: %.*s", JB_ARG(name),
							JB_ARG(verdict->reason)));
	}
	jrt_account_note(month, deal->unmeasured);
}

static void look_at_claims(struct jrt_month *month)
{
	struct jrt_deal *deal = month->deal;
	bool judged = false;

	for (size_t i = 0; i < month->claim_count; i++)
		if (month->claim[i].terms)
			note_claim(month, &month->claim[i], &judged);
	*jb_push(deal->settling->arena, &deal->judged) = judged;
	if (deal->open && !month->account.provisional) {
		month->account.provisional = true;
		jrt_account_note(month, JB_TEXT("an earlier period is not settled yet"));
	}
}

/* Limits of the period: the smallest of those that are said. */
static void limit(struct jrt_month *month, struct jrt_amount amount, jb_fix used)
{
	struct jrt_account *account = &month->account;
	jb_fix cap;
	enum jrt_known known = jrt_amount_round(month->deal->agreement, amount, &cap);

	if (known != JRT_KNOWN) {
		account->no_amount |= account->pooled > 0;
		if (account->pooled > 0)
			jrt_account_note(month, known == JRT_UNKNOWN ? amount.why
								     : jrt_amount_too_large().why);
		return;
	}
	cap = cap > used ? cap - used : 0;
	if (!account->has_cap || cap < account->cap)
		account->cap = cap;
	account->has_cap = true;
}

static void set_cap(struct jrt_month *month)
{
	const struct jrt_agreement_terms *terms = month->terms;
	struct jrt_purse purse = jrt_purse_of_month(month);
	struct jrt_used *risk = &month->deal->risk;
	int64_t stretch;

	if (terms->has_cap && !terms->cap_is_risk)
		limit(month, jrt_sum_of(&purse, &terms->cap), 0);
	if (!terms->at_risk.given)
		return;
	struct jrt_amount amount = jrt_sum_at_risk(&purse, &terms->at_risk, &stretch);
	jrt_limits_room(risk, stretch, 0);
	limit(month, amount, risk->used);
}

static void add_bonus(struct jrt_month *month)
{
	const struct jrt_settling *settling = month->deal->settling;
	jb_i128 sum = 0;

	for (size_t i = month->line; i < settling->line.count; i++) {
		const struct jrt_money_line *line = &settling->line.at[i];

		if (line->kind == JRT_LINE_BONUS && line->fate == JRT_LINE_COUNTS)
			sum += line->amount;
	}
	month->account.bonus = jrt_settle_fit(month, sum);
	if (month->terms->bonus_offsets && month->account.bonus > month->applied)
		month->account.bonus = month->applied;
}

static void set_net(struct jrt_month *month)
{
	struct jrt_account *account = &month->account;

	account->net =
		jrt_settle_fit(month, (jb_i128)account->applied + account->paid - account->bonus -
					      account->returned - account->fees);
}

/* Whether what this period applies decides what later ones may. */
static bool binds_later(const struct jrt_month *month)
{
	const struct jrt_agreement_terms *terms = month->terms;

	if (month->deal->waiting > 0 || terms->excess == JRT_EXCESS_CARRIES ||
	    terms->excess == JRT_EXCESS_PAID || terms->at_risk.excess == JRT_EXCESS_CARRIES ||
	    terms->at_risk.excess == JRT_EXCESS_PAID ||
	    (terms->at_risk.given && terms->at_risk.periods != JRT_NONE))
		return true;
	for (size_t i = 0; i < month->claim_count; i++) {
		const struct jrt_guarantee_terms *of = month->claim[i].terms;

		if (of && of->at_risk.given && of->at_risk.periods != JRT_NONE)
			return true;
	}
	return false;
}

static bool is_over(const struct jrt_month *month)
{
	const struct jrt_settling *settling = month->deal->settling;
	const struct jrt_zone *zone = month->deal->periods->zone;
	int64_t end = settling->covered_to;

	if (settling->input->has_today)
		end = jrt_zone_day_start(zone ? zone : jrt_zone_utc(), settling->input->today);
	return month->account.to <= end;
}

/* Something of it is still to come: a verdict, an amount, or data. */
static bool is_open(const struct jrt_account *account)
{
	return account->provisional || account->no_amount || account->undelivered;
}

void jrt_account_close(struct jrt_month *month)
{
	struct jrt_account *account = &month->account;

	look_at_claims(month);
	jrt_points_count(month);
	if (month->deal->has_money) {
		note_charges(month);
		jrt_lines_make(month);
		jrt_limits_apply(month);
		set_cap(month);
		jrt_carry_apply(month);
		month->deal->risk.used += account->applied;
		add_bonus(month);
		jrt_earn_back(month);
		jrt_fees_add(month);
		set_net(month);
	}
	note_unmeasured(month);
	account->final = !is_open(account) && is_over(month);
	jrt_recorded_apply(month);
	if (is_open(account) && binds_later(month))
		month->deal->open = true;
}
