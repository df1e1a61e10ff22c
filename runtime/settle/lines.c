/*
 * Payments to lines. A line is computed exactly, held against its own cap and only then rounded
 * half up to the currency's smallest unit (S24), so that the lines of an account add up.
 */
#include "settle/settle.h"

void jrt_lines_set_amount(struct jrt_month *month, struct jrt_money_line *line,
			  struct jrt_amount amount)
{
	enum jrt_known known = jrt_amount_round(month->deal->agreement, amount, &line->amount);
	struct jrt_finding *finding;

	line->applied = line->kind == JRT_LINE_CREDIT ? 0 : line->amount;
	if (known == JRT_KNOWN)
		return;
	line->fate = known == JRT_UNKNOWN ? JRT_LINE_NO_CHARGES : JRT_LINE_TOO_LARGE;
	month->account.no_amount = true;
	if (known == JRT_UNKNOWN) {
		jrt_account_note(month, amount.why);
		return;
	}
	jrt_account_note(month, jrt_amount_too_large().why);
	finding = jrt_settle_finding(month->deal->settling, JRT_ERROR, "R0602", line->place);
	finding->message = jb_text_printf(
		month->deal->settling->arena,
		"the amount of \"%.*s\" in %.*s is too large to compute exactly: none is settled",
		JB_ARG(line->text), JB_ARG(line->label));
}

/* sum × steps, at most its cap. */
static void price(struct jrt_month *month, const struct jrt_purse *purse,
		  const struct jrt_payment *payment, const struct jrt_owed *steps,
		  struct jrt_money_line *line)
{
	struct jrt_amount sum = jrt_sum_of(purse, &payment->sum), exact;

	exact = steps->too_large ? jrt_amount_too_large() : jrt_amount_times(sum, steps->count);
	line->has_base = sum.has_base;
	line->base = sum.base;
	line->exact = exact.value;
	if (exact.known == JRT_KNOWN && payment->has_cap) {
		struct jrt_amount cap = jrt_sum_of(purse, &payment->cap);

		line->capped =
			cap.known == JRT_KNOWN && jb_ratio_compare(exact.value, cap.value) > 0;
		if (line->capped || cap.known != JRT_KNOWN)
			exact = cap;
	}
	jrt_lines_set_amount(month, line, exact);
}

static struct jrt_money_line *push_line(struct jrt_month *month, const struct jrt_payment *payment,
					const struct jrt_guarantee_terms *terms)
{
	struct jrt_settling *settling = month->deal->settling;
	struct jrt_money_line *line =
		jrt_settle_line(month, payment->bonus ? JRT_LINE_BONUS : JRT_LINE_CREDIT);
	struct jrt_aside *aside = &settling->aside.at[settling->aside.count - 1];

	if (payment->sum.base == JRT_BASE_POOL)
		aside->pool = payment->sum.pool;
	else if (terms && terms->has_weight && terms->weight.base == JRT_BASE_POOL)
		aside->pool = terms->weight.pool;
	line->text = payment->text;
	line->place = payment->place;
	return line;
}

static void make_line(struct jrt_month *month, const struct jrt_claim *claim,
		      const struct jrt_payment *payment, const struct jrt_owed *steps)
{
	const struct jrt_verdict *verdict = jrt_claim_main(claim);
	struct jrt_purse purse = jrt_purse_of_claim(month, claim);
	struct jrt_money_line *line = push_line(month, payment, claim->terms);
	enum jrt_level level =
		payment->distance == JRT_DISTANCE_NONE ? payment->level : payment->distance_level;

	if (payment->when != JRT_PAY_IN && jrt_claim_level(claim, level))
		verdict = jrt_claim_level(claim, level);
	line->guarantee = claim->guarantee;
	line->verdict = (size_t)(verdict - month->deal->settling->judged->verdict);
	line->label = verdict->label;
	line->from = verdict->from;
	line->to = verdict->to;
	line->site = claim->site;
	line->because = jrt_because_claim(month->deal, claim, payment, steps);
	price(month, &purse, payment, steps, line);
}

static void lines_of_claim(struct jrt_month *month, struct jrt_claim *claim)
{
	struct jrt_settling *settling = month->deal->settling;
	const struct jrt_guarantee_terms *terms = claim->terms;

	claim->line = settling->line.count;
	for (size_t i = 0; i < terms->payment_count; i++) {
		struct jrt_owed steps = jrt_owed_of_claim(claim, &terms->payment[i]);

		if (steps.owed)
			make_line(month, claim, &terms->payment[i], &steps);
	}
	claim->line_count = settling->line.count - claim->line;
	jrt_overlap_choose(settling, terms->credits, claim->line, settling->line.count);
	jrt_overlap_hold_back(month, claim);
}

/* What the agreement itself owes by its points. */
static void lines_of_points(struct jrt_month *month)
{
	struct jrt_settling *settling = month->deal->settling;
	struct jrt_purse purse = jrt_purse_of_month(month);
	size_t from = settling->line.count;

	for (size_t i = 0; i < month->terms->payment_count; i++) {
		const struct jrt_payment *payment = &month->terms->payment[i];
		struct jrt_owed steps = jrt_owed_of_points(payment, month->account.points);

		if (!steps.owed)
			continue;
		struct jrt_money_line *line = push_line(month, payment, NULL);
		line->because = jrt_because_points(month->deal, payment, month->account.points);
		price(month, &purse, payment, &steps, line);
	}
	jrt_overlap_choose(settling, month->terms->credits, from, settling->line.count);
	for (size_t i = from; i < settling->line.count; i++) {
		struct jrt_money_line *line = &settling->line.at[i];

		if (line->fate != JRT_LINE_COUNTS)
			continue;
		if (month->account.provisional)
			line->fate = JRT_LINE_NOT_FINAL;
		else if (line->kind == JRT_LINE_CREDIT &&
			 month->days.first < month->terms->no_credits_before)
			line->fate = JRT_LINE_BEFORE_START;
	}
}

void jrt_lines_make(struct jrt_month *month)
{
	for (size_t i = 0; i < month->claim_count; i++)
		if (month->claim[i].terms)
			lines_of_claim(month, &month->claim[i]);
	jrt_incident_choose(month);
	lines_of_points(month);
}
