/*
 * The way in: verdicts of a plan to money, one agreement after another, one period after another.
 * Every step takes time linear in lines and periods. Reads no clock, and of files only the system's
 * time zones.
 */
#include "settle/settle.h"
#include "time/civil.h"

struct jrt_finding *jrt_settle_finding(struct jrt_settling *settling, enum jrt_severity severity,
				       const char *code, struct jrt_place place)
{
	struct jrt_finding *finding = jb_push(settling->arena, &settling->finding);

	finding->severity = severity;
	finding->code = jb_text_of(code);
	finding->file = place.file;
	finding->line = place.line;
	return finding;
}

void jrt_account_note(struct jrt_month *month, struct jb_text why)
{
	if (month->account.reason.size == 0)
		month->account.reason = why;
}

jb_fix jrt_settle_fit(struct jrt_month *month, jb_i128 sum)
{
	struct jrt_finding *finding;

	if (sum <= INT64_MAX && sum >= INT64_MIN)
		return (jb_fix)sum;
	if (!month->account.no_amount) {
		finding = jrt_settle_finding(month->deal->settling, JRT_ERROR, "R0602",
					     month->deal->agreement->place);
		finding->message = jb_text_printf(
			month->deal->settling->arena,
			"the account of %.*s in %.*s is too large to be held: nothing is settled",
			JB_ARG(month->deal->agreement->name), JB_ARG(month->account.label));
	}
	month->account.no_amount = true;
	jrt_account_note(month, JB_TEXT("its sums are too large to be held"));
	return 0;
}

struct jrt_money_line *jrt_settle_line(struct jrt_month *month, enum jrt_line_kind kind)
{
	struct jrt_settling *settling = month->deal->settling;
	struct jrt_money_line *line = jb_push(settling->arena, &settling->line);
	struct jrt_aside *aside = jb_push(settling->arena, &settling->aside);

	*line = (struct jrt_money_line){.agreement = month->deal->number,
					.guarantee = JRT_NONE,
					.verdict = SIZE_MAX,
					.kind = kind,
					.label = month->account.label,
					.from = month->account.from,
					.to = month->account.to,
					.exact = {0, 1}};
	*aside = (struct jrt_aside){JRT_NONE, SIZE_MAX};
	return line;
}

static void begin_month(struct jrt_deal *deal, int64_t period, struct jrt_month *month)
{
	struct jrt_settling *settling = deal->settling;
	struct jrt_range range = jrt_period_base_range(deal->periods, period);
	struct jb_buf label;

	jb_buf_init(&label, settling->arena);
	jrt_period_add_label(deal->periods, period, &label);
	month->period = period;
	month->days = jrt_terms_within(
		deal->agreement, (struct jrt_stretch){jrt_period_first_day(deal->periods, period),
						      jrt_period_last_day(deal->periods, period)});
	if (deal->periods->unit == JRT_WHOLE && deal->agreement->has_runs)
		month->days =
			(struct jrt_stretch){deal->agreement->runs.from, deal->agreement->runs.to};
	month->terms = jrt_terms_on(deal->agreement, jrt_period_first_day(deal->periods, period));
	month->line = settling->line.count;
	month->account = (struct jrt_account){.agreement = deal->number,
					      .period = period,
					      .label = jb_buf_text(&label),
					      .from = range.from,
					      .to = range.to};
}

static void settle_periods(struct jrt_deal *deal)
{
	struct jrt_settling *settling = deal->settling;
	size_t at = 0;

	deal->account = settling->account.count;
	for (int64_t period = deal->first; period <= deal->last; period++) {
		struct jrt_month month = {.deal = deal, .claim = deal->claim + at};

		while (at < deal->claim_count && deal->claim[at].period == period) {
			at++;
			month.claim_count++;
		}
		begin_month(deal, period, &month);
		jrt_account_close(&month);
		*jb_push(settling->arena, &settling->account) = month.account;
	}
}

/* Accounts from the first to the last period that has a claim or a record; false: there is none. */
static bool find_range(struct jrt_deal *deal)
{
	struct jrt_dated_list recorded = jrt_dated_of(&deal->settling->recorded, deal->number);

	deal->first = INT64_MAX;
	deal->last = INT64_MIN;
	if (deal->claim_count > 0) {
		deal->first = deal->claim[0].period;
		deal->last = deal->claim[deal->claim_count - 1].period;
	}
	if (recorded.count > 0) {
		if (recorded.at[0].period < deal->first)
			deal->first = recorded.at[0].period;
		if (recorded.at[recorded.count - 1].period > deal->last)
			deal->last = recorded.at[recorded.count - 1].period;
	}
	return deal->first <= deal->last;
}

static bool few_enough(struct jrt_deal *deal)
{
	struct jrt_finding *finding;

	if ((jb_i128)deal->last - deal->first < JRT_ACCOUNTS_MAX)
		return true;
	finding = jrt_settle_finding(deal->settling, JRT_ERROR, "R0603", deal->agreement->place);
	finding->message = jb_text_printf(
		deal->settling->arena,
		"the figures of %.*s span more than %d of its periods: nothing is settled",
		JB_ARG(deal->agreement->name), JRT_ACCOUNTS_MAX);
	return false;
}

static bool has_points(const struct jrt_agreement *agreement)
{
	for (size_t g = 0; g < agreement->guarantee_count; g++)
		for (size_t t = 0; t < agreement->guarantee[g].terms_count; t++)
			if (agreement->guarantee[g].terms[t].points_count > 0)
				return true;
	return false;
}

static void settle_agreement(struct jrt_settling *settling, uint32_t number)
{
	const struct jrt_agreement *agreement = &settling->plan->agreement[number];
	struct jrt_charges_memo memo = {0};
	struct jrt_deal deal = {
		.settling = settling, .agreement = agreement, .number = number, .memo = &memo};
	uint32_t rule = agreement->periods;

	deal.has_money = agreement->currency.size > 0;
	if (rule >= settling->plan->periods_count && agreement->guarantee_count > 0)
		rule = agreement->guarantee[0].periods;
	if ((!deal.has_money && !has_points(agreement)) || agreement->terms_count == 0 ||
	    rule >= settling->plan->periods_count)
		return;
	deal.periods = &settling->periods[rule];
	deal.used = JB_NEW_ARRAY(settling->arena, struct jrt_used, agreement->guarantee_count);
	jrt_claims_collect(&deal);
	if (!find_range(&deal) || !few_enough(&deal))
		return;
	settle_periods(&deal);
	jrt_settled_sum(&deal);
	jrt_money_triggers_look(&deal);
}

static enum jb_status load_periods(struct jrt_settling *settling, struct jb_text *why)
{
	const struct jrt_plan *plan = settling->plan;
	const struct jrt_zone **zone =
		JB_NEW_ARRAY(settling->arena, const struct jrt_zone *, plan->zone_count);
	enum jb_status status = JB_OK;

	settling->periods = JB_NEW_ARRAY(settling->arena, struct jrt_periods, plan->periods_count);
	for (size_t i = 0; i < plan->zone_count && status == JB_OK; i++)
		status = jrt_zone_load(settling->arena, plan->zone[i], &zone[i], why);
	for (size_t i = 0; i < plan->periods_count && status == JB_OK; i++) {
		const struct jrt_period_spec *spec = &plan->periods[i];

		status = jrt_period_init(&settling->periods[i], spec,
					 spec->zone < plan->zone_count ? zone[spec->zone] : NULL,
					 settling->arena, why);
	}
	return status;
}

static void index_verdicts(struct jrt_settling *settling)
{
	const struct jrt_judged *judged = settling->judged;

	settling->of_criterion = JB_NEW_ARRAY(settling->arena, struct jrt_verdict_run,
					      settling->plan->criterion_count);
	for (size_t i = 0; i < judged->verdict_count; i++) {
		struct jrt_verdict_run *run = &settling->of_criterion[judged->verdict[i].criterion];

		if (run->count++ == 0)
			run->at = &judged->verdict[i];
	}
}

static void index_cells(struct jrt_settling *settling)
{
	const struct jrt_measured *measured = settling->measured;
	size_t meters = settling->plan->meter_count, at = 0;

	settling->first_cell = JB_NEW_ARRAY(settling->arena, size_t, meters + 1);
	for (size_t m = 0; m < meters; m++) {
		settling->first_cell[m] = at;
		while (at < measured->cell_count && measured->cell[at].meter == m)
			at++;
	}
	settling->first_cell[meters] = at;
}

static void find_covered(struct jrt_settling *settling)
{
	const struct jrt_measured *measured = settling->measured;

	settling->covered_to = INT64_MIN;
	for (size_t i = 0; i < measured->source_count; i++)
		if (measured->source[i].has_cover &&
		    measured->source[i].cover_to > settling->covered_to)
			settling->covered_to = measured->source[i].cover_to;
}

static void hand_over(const struct jrt_settling *settling, struct jrt_settlement *out)
{
	*out = (struct jrt_settlement){
		.line = settling->line.at,
		.line_count = settling->line.count,
		.points = settling->points.at,
		.points_count = settling->points.count,
		.account = settling->account.at,
		.account_count = settling->account.count,
		.settled = settling->settled.at,
		.settled_count = settling->settled.count,
		.trigger = settling->trigger.at,
		.trigger_count = settling->trigger.count,
		.finding = settling->finding.at,
		.finding_count = settling->finding.count,
	};
}

enum jb_status jrt_settle(const struct jrt_plan *plan, const struct jrt_measured *measured,
			  const struct jrt_judged *judged, const struct jrt_settle_input *input,
			  struct jb_arena *arena, struct jrt_settlement *out, struct jb_text *why)
{
	static const struct jrt_settle_input nothing;
	struct jrt_settling settling = {.plan = plan,
					.measured = measured,
					.judged = judged,
					.input = input ? input : &nothing,
					.arena = arena};

	*out = (struct jrt_settlement){0};
	*why = JB_TEXT("");
	if (JB_ARM(arena) != 0) {
		*why = JB_TEXT("not enough memory to settle");
		return JB_NO_MEMORY;
	}
	enum jb_status status = load_periods(&settling, why);
	if (status == JB_OK) {
		index_verdicts(&settling);
		index_cells(&settling);
		find_covered(&settling);
		jrt_dated_sort(&settling);
		for (uint32_t a = 0; a < plan->agreement_count; a++)
			settle_agreement(&settling, a);
		hand_over(&settling, out);
	}
	jb_arena_disarm(arena);
	return status;
}
