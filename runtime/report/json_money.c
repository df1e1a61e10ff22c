/*
 * Money as JSON: agreements, their accounts by period, the lines and points behind them, what was
 * settled, and remedies. Amounts are exact decimals in the agreement's currency.
 */
#include "report/json.h"
#include "report/money.h"
#include "report/words.h"

static void add_amount(struct jrt_json *json, const char *name, jb_fix amount)
{
	jrt_json_sum(json, name, jb_ratio_of_fix(amount));
}

static void add_span(struct jrt_json *json, struct jb_text label, int64_t from, int64_t to)
{
	jrt_json_maybe(json, "period", label);
	jrt_json_instant(json, "from", label.size > 0 ? from : INT64_MIN);
	jrt_json_instant(json, "to", label.size > 0 ? to : INT64_MAX);
}

static void add_guarantee(struct jrt_json *json, const struct jrt_agreement *agreement,
			  uint32_t guarantee)
{
	if (guarantee < agreement->guarantee_count)
		jrt_json_string(json, "guarantee", agreement->guarantee[guarantee].name);
	else
		jrt_json_null(json, "guarantee");
}

static void add_agreement(struct jrt_json *json, const struct jrt_agreement *agreement)
{
	jrt_json_item(json);
	jrt_json_string(json, "agreement", agreement->name);
	jrt_json_maybe(json, "title", agreement->title);
	jrt_json_maybe(json, "brand", agreement->brand);
	jrt_json_maybe(json, "partner", agreement->partner);
	jrt_json_maybe(json, "currency", agreement->currency);
	jrt_json_integer(json, "decimals", agreement->decimals);
	jrt_json_end(json);
}

static void add_account(struct jrt_json *json, const struct jrt_plan *plan,
			const struct jrt_account *account)
{
	jrt_json_item(json);
	jrt_json_string(json, "agreement", plan->agreement[account->agreement].name);
	add_span(json, account->label, account->from, account->to);
	if (account->has_charges)
		add_amount(json, "charges", account->charges);
	else
		jrt_json_null(json, "charges");
	jrt_json_integer(json, "points", account->points);
	add_amount(json, "credits", account->credits);
	add_amount(json, "pooled", account->pooled);
	if (account->has_cap)
		add_amount(json, "cap", account->cap);
	else
		jrt_json_null(json, "cap");
	add_amount(json, "carried_in", account->carried_in);
	add_amount(json, "applied", account->applied);
	add_amount(json, "carried_out", account->carried_out);
	add_amount(json, "lapsed", account->lapsed);
	add_amount(json, "paid", account->paid);
	add_amount(json, "bonus", account->bonus);
	add_amount(json, "returned", account->returned);
	add_amount(json, "fees", account->fees);
	add_amount(json, "net", account->net);
	jrt_json_flag(json, "final", account->final);
	jrt_json_flag(json, "provisional", account->provisional);
	jrt_json_flag(json, "incomplete", account->incomplete);
	jrt_json_flag(json, "no_amount", account->no_amount);
	jrt_json_flag(json, "recorded", account->recorded);
	if (account->restated) {
		add_amount(json, "earlier_net", account->earlier_net);
		add_amount(json, "recomputed_net", account->recomputed_net);
	}
	jrt_json_maybe(json, "reason", account->reason);
	jrt_json_end(json);
}

static void add_line(struct jrt_json *json, const struct jrt_plan *plan,
		     const struct jrt_judged *judged, const struct jrt_money_line *line)
{
	const struct jrt_agreement *agreement = &plan->agreement[line->agreement];

	jrt_json_item(json);
	jrt_json_string(json, "agreement", agreement->name);
	add_guarantee(json, agreement, line->guarantee);
	add_span(json, line->label, line->from, line->to);
	jrt_json_maybe(json, "site", line->site);
	if (line->verdict < judged->verdict_count)
		jrt_json_string(json, "criterion",
				plan->criterion[judged->verdict[line->verdict].criterion].name);
	jrt_json_word(json, "kind", jrt_word_line_kind(line->kind));
	jrt_json_word(json, "fate", jrt_word_line_fate(line->fate));
	if (jrt_money_has_amount(line)) {
		add_amount(json, "amount", line->amount);
		add_amount(json, "applied", line->applied);
	} else {
		jrt_json_null(json, "amount");
		jrt_json_null(json, "applied");
	}
	jrt_json_value(json, "exact", line->exact);
	jrt_json_flag(json, "capped", line->capped);
	jrt_json_value(json, "base", line->has_base ? line->base : (struct jb_ratio){0, 0});
	jrt_json_maybe(json, "term", line->text);
	jrt_json_maybe(json, "because", line->because);
	jrt_json_maybe(json, "returns", line->returns);
	jrt_json_maybe(json, "file", line->place.file);
	jrt_json_integer(json, "line", line->place.line);
	jrt_json_end(json);
}

static void add_points(struct jrt_json *json, const struct jrt_plan *plan,
		       const struct jrt_points_line *points)
{
	const struct jrt_agreement *agreement = &plan->agreement[points->agreement];

	jrt_json_item(json);
	jrt_json_string(json, "agreement", agreement->name);
	add_guarantee(json, agreement, points->guarantee);
	jrt_json_maybe(json, "period", points->label);
	jrt_json_maybe(json, "site", points->site);
	jrt_json_integer(json, "points", points->points);
	jrt_json_flag(json, "doubled", points->doubled);
	jrt_json_flag(json, "counts", points->counts);
	jrt_json_end(json);
}

static void add_settled(struct jrt_json *json, const struct jrt_plan *plan,
			const struct jrt_settled *settled)
{
	jrt_json_item(json);
	jrt_json_string(json, "agreement", plan->agreement[settled->agreement].name);
	add_span(json, settled->label, settled->from, settled->to);
	add_amount(json, "net", settled->net);
	jrt_json_flag(json, "final", settled->final);
	jrt_json_end(json);
}

static void add_remedy(struct jrt_json *json, const struct jrt_plan *plan,
		       const struct jrt_money_trigger_result *result)
{
	const struct jrt_agreement *agreement = &plan->agreement[result->agreement];

	jrt_json_item(json);
	jrt_json_string(json, "agreement", agreement->name);
	jrt_json_word(json, "remedy", jrt_word_remedy(agreement->trigger[result->trigger].remedy));
	jrt_json_flag(json, "fired", result->fired);
	jrt_json_maybe(json, "period", result->label);
	jrt_json_maybe(json, "reason", result->reason);
	jrt_json_end(json);
}

void jrt_json_money(struct jrt_json *json, const struct jrt_plan *plan,
		    const struct jrt_judged *judged)
{
	const struct jrt_settlement *settlement = judged->settlement;

	if (!jrt_money_any(judged))
		return;
	jrt_json_array(json, "agreements");
	for (size_t i = 0; i < plan->agreement_count; i++)
		add_agreement(json, &plan->agreement[i]);
	jrt_json_array_end(json);
	jrt_json_array(json, "accounts");
	for (size_t i = 0; i < settlement->account_count; i++)
		add_account(json, plan, &settlement->account[i]);
	jrt_json_array_end(json);
	jrt_json_array(json, "money");
	for (size_t i = 0; i < settlement->line_count; i++)
		add_line(json, plan, judged, &settlement->line[i]);
	jrt_json_array_end(json);
	jrt_json_array(json, "points");
	for (size_t i = 0; i < settlement->points_count; i++)
		add_points(json, plan, &settlement->points[i]);
	jrt_json_array_end(json);
	jrt_json_array(json, "settled");
	for (size_t i = 0; i < settlement->settled_count; i++)
		add_settled(json, plan, &settlement->settled[i]);
	jrt_json_array_end(json);
	jrt_json_array(json, "remedies");
	for (size_t i = 0; i < settlement->trigger_count; i++)
		add_remedy(json, plan, &settlement->trigger[i]);
	jrt_json_array_end(json);
}
