/*
 * What a run says beside what was recorded: nothing new, more, or something else. A figure is
 * restated where an earlier run had covered its whole period and was final, and the states differ;
 * what was provisional or covered in part is completed, not corrected.
 *
 * Old figures are judged again from the old states, by the terms as they are: so only the data
 * makes the difference that is shown.
 */
#include "judge/figure.h"
#include "ledger/accounts.h"
#include "ledger/history.h"

/* More restated figures than that are counted, not told one by one. */
#define TOLD_MAX 100

struct comparing {
	const struct jrt_plan *plan;
	const struct jrt_history *history;
	const struct jrt_judged *judged;
	struct jrt_judged old;
	struct jb_arena *arena;
	struct jrt_history_change *out;
	JB_VEC(struct jrt_finding) finding;
	/* Restated cells as they were, by meter and period as all cells are. */
	JB_VEC(struct jrt_cell) restated;
	size_t told;
};

static const struct jrt_cell *find_cell(const struct jrt_cell *cell, size_t count, uint32_t meter,
					int64_t period)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct jrt_cell *at = &cell[middle];

		if (at->meter < meter || (at->meter == meter && at->period < period))
			low = middle + 1;
		else
			high = middle;
	}
	return low < count && cell[low].meter == meter && cell[low].period == period ? &cell[low]
										     : NULL;
}

static bool is_whole(const struct jrt_cell *cell)
{
	return cell->coverage <= JRT_COVERED_BY_ROWS;
}

/* What was counted over all the data at hand is known when some run counted the same. */
static bool knows_whole(const struct comparing *at, const struct jrt_cell *own)
{
	for (size_t i = 0; i < at->history->whole_count; i++)
		if (at->history->whole[i].meter == own->meter &&
		    jrt_history_same(at->plan, own, &at->history->whole[i]))
			return true;
	return false;
}

/* ---- restated figures ---- */

static void add_value(struct jb_buf *buf, const struct jrt_metric *metric,
		      const struct jrt_measurement *measured, unsigned detail)
{
	if (!measured->measured)
		jb_buf_add_string(buf, "not measured");
	else if (measured->exact)
		jrt_figure_add(buf, metric, measured->value, detail);
	else
		jrt_figure_add_real(buf, metric, measured->real, detail);
}

/* As many decimals as tell the two apart. */
static unsigned detail_of(struct comparing *at, const struct jrt_metric *metric,
			  const struct jrt_measurement *old, const struct jrt_measurement *new)
{
	struct jb_buf a, b;

	jb_buf_init(&a, at->arena);
	jb_buf_init(&b, at->arena);
	for (unsigned detail = 0; detail < JRT_FIGURE_DETAIL_MAX; detail++) {
		jb_buf_reset(&a);
		jb_buf_reset(&b);
		add_value(&a, metric, old, detail);
		add_value(&b, metric, new, detail);
		if (!jb_text_equal(jb_buf_text(&a), jb_buf_text(&b)))
			return detail;
	}
	return 0;
}

/* Measurements stand by meter, then by period. */
static const struct jrt_measurement *measurement_of(const struct jrt_judged *judged, uint32_t meter,
						    int64_t period)
{
	size_t low = 0, high = judged->measurement_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct jrt_measurement *at = &judged->measurement[middle];

		if (at->meter < meter || (at->meter == meter && at->period < period))
			low = middle + 1;
		else
			high = middle;
	}
	return low < judged->measurement_count && judged->measurement[low].meter == meter &&
			       judged->measurement[low].period == period
		       ? &judged->measurement[low]
		       : NULL;
}

static const struct jrt_verdict *verdict_of(const struct jrt_judged *judged, uint32_t criterion,
					    struct jb_text label)
{
	for (size_t i = 0; i < judged->verdict_count; i++)
		if (judged->verdict[i].criterion == criterion &&
		    jb_text_equal(judged->verdict[i].label, label))
			return &judged->verdict[i];
	return NULL;
}

static const char *word_of(enum jrt_verdict_kind kind)
{
	static const char *const word[] = {
		[JRT_MET] = "met",
		[JRT_MISSED] = "missed",
		[JRT_EXCUSED] = "excused",
		[JRT_NOT_MEASURED] = "not measured",
	};

	return word[kind];
}

/* "; acme_2026.answer/expected: met, now missed" for each criterion that the figure decides. */
static void add_verdicts(struct comparing *at, struct jb_buf *buf,
			 const struct jrt_measurement *new)
{
	for (size_t i = 0; i < at->judged->verdict_count; i++) {
		const struct jrt_verdict *now = &at->judged->verdict[i], *then;
		const struct jrt_criterion *criterion = &at->plan->criterion[now->criterion];

		if (now->measured.meter != new->meter || now->measured.period != new->period ||
		    now->evidence)
			continue;
		then = verdict_of(&at->old, now->criterion, now->label);
		if (then == NULL)
			continue;
		jb_buf_printf(buf, "; %.*s: ", JB_ARG(criterion->name));
		if (then->verdict == now->verdict)
			jb_buf_printf(buf, "still %s", word_of(now->verdict));
		else
			jb_buf_printf(buf, "%s, now %s", word_of(then->verdict),
				      word_of(now->verdict));
	}
}

static void add_figure(struct jb_buf *buf, const struct jrt_metric *metric,
		       const struct jrt_measurement *measured, unsigned detail)
{
	add_value(buf, metric, measured, detail);
	jb_buf_printf(buf, " (%llu counted)", (unsigned long long)measured->n);
}

static void tell_restated(struct comparing *at, const struct jrt_measurement *new, uint64_t entry)
{
	const struct jrt_meter *meter = &at->plan->meter[new->meter];
	const struct jrt_metric *metric = &at->plan->metric[meter->metric];
	const struct jrt_scope *scope = &at->plan->scope[meter->scope];
	const struct jrt_measurement *old = measurement_of(&at->old, new->meter, new->period);
	struct jrt_finding *finding;
	struct jb_buf buf;

	if (old == NULL || (!old->measured && !new->measured) || at->told++ >= TOLD_MAX)
		return;
	unsigned detail = detail_of(at, metric, old, new);

	jb_buf_init(&buf, at->arena);
	jb_buf_printf(&buf, "restated: %.*s of %.*s", JB_ARG(metric->name), JB_ARG(scope->name));
	if (scope->partner.size > 0)
		jb_buf_printf(&buf, " (%.*s)", JB_ARG(scope->partner));
	jb_buf_printf(&buf, ", %.*s: ", JB_ARG(new->label));
	add_figure(&buf, metric, old, detail);
	jb_buf_printf(&buf, " in entry %llu, now ", (unsigned long long)entry);
	add_figure(&buf, metric, new, detail);
	add_verdicts(at, &buf, new);
	finding = jb_push(at->arena, &at->finding);
	finding->severity = JRT_WARNING;
	finding->code = JB_TEXT("R0403");
	finding->message = jb_buf_text(&buf);
}

/* The newest entry with a restated cell among those that a measurement reaches over; 0. */
static uint64_t entry_behind(const struct comparing *at, const struct jrt_measurement *new)
{
	unsigned rolling = at->plan->periods[at->plan->meter[new->meter].periods].rolling;
	int64_t first = rolling > 1 ? new->period - (int64_t)rolling + 1 : new->period;
	uint64_t entry = 0;

	for (int64_t period = first; period <= new->period; period++) {
		const struct jrt_cell *cell =
			find_cell(at->restated.at, at->restated.count, new->meter, period);
		if (cell != NULL && cell->entry > entry)
			entry = cell->entry;
	}
	return entry;
}

static void tell_all_restated(struct comparing *at)
{
	struct jrt_finding *finding;

	for (size_t i = 0; at->restated.count > 0 && i < at->judged->measurement_count; i++) {
		const struct jrt_measurement *new = &at->judged->measurement[i];
		uint64_t entry = entry_behind(at, new);

		if (entry > 0)
			tell_restated(at, new, entry);
	}
	if (at->told <= TOLD_MAX)
		return;
	finding = jb_push(at->arena, &at->finding);
	finding->severity = JRT_WARNING;
	finding->code = JB_TEXT("R0403");
	finding->message =
		jb_text_printf(at->arena, "%zu more figures are restated", at->told - TOLD_MAX);
}

static void compare_cell(struct comparing *at, const struct jrt_cell *own)
{
	const struct jrt_cell *then;

	if (own->coverage == JRT_COVERED_NOT)
		return;
	if (at->plan->periods[at->plan->meter[own->meter].periods].unit == JRT_WHOLE) {
		at->out->known &= knows_whole(at, own);
		return;
	}
	then = find_cell(at->history->cell, at->history->cell_count, own->meter, own->period);
	if (then == NULL) {
		at->out->known = false;
		return;
	}
	/* What covers less than was recorded has no say. */
	if (jrt_history_same(at->plan, own, then) || (is_whole(then) && !is_whole(own)))
		return;
	at->out->known = false;
	if (!is_whole(then) || then->provisional || !is_whole(own))
		return;
	if (then->entry > at->out->corrects)
		at->out->corrects = then->entry;
	*jb_push(at->arena, &at->restated) = *then;
}

/* ---- money ---- */

static void tell_money(struct comparing *at, const struct jrt_account *account)
{
	const struct jrt_agreement *agreement = &at->plan->agreement[account->agreement];
	const struct jrt_metric money = {.type = JRT_MONEY, .currency = agreement->currency};
	struct jrt_finding *finding;
	struct jb_buf buf;

	if (!account->restated)
		return;
	jb_buf_init(&buf, at->arena);
	jb_buf_printf(&buf, "%.*s, %.*s: ", JB_ARG(agreement->name), JB_ARG(account->label));
	jrt_figure_add_exact(&buf, &money, account->earlier_net);
	jb_buf_add_string(&buf, " was settled, today's figures come to ");
	jrt_figure_add_exact(&buf, &money, account->recomputed_net);
	jb_buf_add_string(&buf, account->recorded
					? ": what was settled stands"
					: ": the contract restates it, so that is what is owed");
	finding = jb_push(at->arena, &at->finding);
	finding->severity = JRT_WARNING;
	finding->code = JB_TEXT("R0404");
	finding->message = jb_buf_text(&buf);
}

/* ---- all of it ---- */

enum jb_status jrt_history_compare(const struct jrt_plan *plan, const struct jrt_measured *own,
				   const struct jrt_history *history,
				   const struct jrt_judged *judged,
				   const struct jb_digest *definitions, struct jb_arena *arena,
				   struct jrt_history_change *out, struct jb_text *why)
{
	struct comparing at = {
		.plan = plan, .history = history, .judged = judged, .arena = arena, .out = out};
	struct jrt_measured then = *own;

	*out = (struct jrt_history_change){
		.known = history->newest > 0 && jb_digest_equal(&history->definitions, definitions),
	};
	then.cell = (struct jrt_cell *)history->cell;
	then.cell_count = history->cell_count;
	enum jb_status status = jrt_judge(plan, &then, arena, &at.old, why);
	if (status != JB_OK)
		return status;
	for (size_t i = 0; i < own->cell_count; i++)
		compare_cell(&at, &own->cell[i]);
	tell_all_restated(&at);
	for (size_t i = 0; judged->settlement != NULL && i < judged->settlement->account_count; i++)
		tell_money(&at, &judged->settlement->account[i]);
	out->known &= jb_text_equal(jrt_accounts_text(plan, judged->settlement, arena),
				    history->accounts);
	out->finding = at.finding.at;
	out->finding_count = at.finding.count;
	return JB_OK;
}
