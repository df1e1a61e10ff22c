/*
 * What the brand owes besides charges: so much for each of a count, under a condition on a measure
 * or for rows that its forecast promised and that did not come.
 */
#include "judge/figure.h"
#include "judge/judge.h"
#include "settle/settle.h"

/* The value of a meter over the account's period; false, with the account's reason, where it is
 * not known. */
static bool value_of(struct jrt_month *month, uint32_t meter, struct jb_ratio *value,
		     bool *provisional)
{
	const struct jrt_settling *settling = month->deal->settling;
	struct jrt_range range = {month->account.from, month->account.to};
	struct jrt_cell cell;
	struct jb_text why;
	bool found = jrt_settle_cell(settling, meter, range, &cell, &why);

	if (found && !jrt_value_of_cell(settling->plan, settling->arena, &cell, value)) {
		why = JB_TEXT("it has no value");
		found = false;
	}
	if (!found) {
		month->account.no_amount = true;
		jrt_account_note(month, jb_text_printf(settling->arena,
						       "what a fee is paid for is not known: %.*s",
						       JB_ARG(why)));
		return false;
	}
	*provisional |= cell.provisional;
	return true;
}

/* share × forecast − count, in whole rows, rounded up; 0 where there were enough. */
static bool shortfall(struct jb_ratio forecast, jb_fix share, struct jb_ratio count,
		      struct jb_ratio *out)
{
	struct jb_ratio due;

	if (!jb_ratio_mul(forecast, jb_ratio_of_fix(share), &due) ||
	    !jb_ratio_sub(due, count, &due))
		return false;
	if (due.num < 0)
		due.num = 0;
	return jb_ratio_round(due, (struct jb_ratio){1, 1}, JB_ROUND_UP, out);
}

static void add_number(struct jb_buf *buf, struct jb_ratio number)
{
	if (number.den == 1 && number.num >= 0 && number.num <= INT64_MAX)
		jrt_figure_add_count(buf, (uint64_t)number.num);
	else
		jb_buf_add_ratio(buf, number, 9);
}

static struct jb_text reason_of(const struct jrt_month *month, const struct jrt_fee *fee,
				struct jb_ratio count, struct jb_ratio test,
				struct jb_ratio forecast)
{
	const struct jrt_plan *plan = month->deal->settling->plan;
	struct jb_buf buf;

	jb_buf_init(&buf, month->deal->settling->arena);
	add_number(&buf, count);
	if (forecast.den > 0) {
		jb_buf_add_string(&buf, " short of ");
		jrt_figure_add_percent(&buf, jb_ratio_of_fix(fee->forecast_share), 0);
		jb_buf_add_string(&buf, " of ");
		add_number(&buf, forecast);
		jb_buf_add_string(&buf, " forecast");
	}
	if (test.den > 0) {
		const struct jrt_metric *metric =
			&plan->metric[plan->meter[fee->when_meter].metric];

		jb_buf_printf(&buf, "; %.*s ", JB_ARG(metric->name));
		jrt_figure_add(&buf, metric, test, 0);
	}
	return jb_buf_text(&buf);
}

static void add_line(struct jrt_month *month, const struct jrt_fee *fee, struct jb_ratio count,
		     struct jb_text because, bool provisional)
{
	struct jrt_purse purse = jrt_purse_of_month(month);
	const struct jrt_sum each = {.base = JRT_BASE_FIXED, .amount = fee->amount};
	struct jrt_amount amount = jrt_amount_times(jrt_sum_of(&purse, &each), count);
	struct jrt_money_line *line = jrt_settle_line(month, JRT_LINE_FEE);

	line->text = fee->text;
	line->place = fee->place;
	line->because = because;
	line->exact = amount.value;
	jrt_lines_set_amount(month, line, amount);
	if (line->fate == JRT_LINE_COUNTS && provisional) {
		line->fate = JRT_LINE_NOT_FINAL;
		month->account.provisional = true;
		jrt_account_note(month, JB_TEXT("what a fee is paid for may still change"));
	}
}

static void add_fee(struct jrt_month *month, const struct jrt_fee *fee)
{
	struct jb_ratio count, test = {0, 0}, forecast = {0, 0};
	bool provisional = false;

	if (fee->when_meter != JRT_NONE) {
		if (!value_of(month, fee->when_meter, &test, &provisional) ||
		    !jrt_bounds_hold(&fee->range, test))
			return;
	}
	if (!value_of(month, fee->meter, &count, &provisional))
		return;
	if (fee->forecast_meter != JRT_NONE) {
		if (!value_of(month, fee->forecast_meter, &forecast, &provisional) ||
		    !shortfall(forecast, fee->forecast_share, count, &count))
			return;
	}
	if (count.num > 0)
		add_line(month, fee, count, reason_of(month, fee, count, test, forecast),
			 provisional);
}

void jrt_fees_add(struct jrt_month *month)
{
	struct jrt_settling *settling = month->deal->settling;
	size_t from = settling->line.count;
	jb_i128 sum = 0;

	for (size_t i = 0; i < month->terms->fee_count; i++)
		add_fee(month, &month->terms->fee[i]);
	for (size_t i = from; i < settling->line.count; i++)
		if (settling->line.at[i].fate == JRT_LINE_COUNTS)
			sum += settling->line.at[i].amount;
	month->account.fees = jrt_settle_fit(month, sum);
}
