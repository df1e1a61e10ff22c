/*
 * Fees: what the brand owes besides the charges, for every case that should not have come, or for
 * rows that were forecast and did not come.
 */
#include "model/money.h"

static bool report(struct jy_builder *builder, const struct jy_node *at, const char *message,
		   const char *help)
{
	struct jy_diag *diag =
		jy_diag_error(builder->diags, JY_D_MONEY_PLACE, at->span, "%s", message);

	jy_diag_help(builder->diags, diag, "%s", help);
	return false;
}

static const struct jy_metric *metric_of(struct jy_builder *builder, const struct jy_node *path)
{
	const struct jy_metric *metric = jy_builder_find(builder, JY_T_METRIC, path);

	return metric && !jy_metric_is_wrong(metric) ? metric : NULL;
}

/* Of rows that are counts already, such as a month's. */
static bool is_sum_of_counts(const struct jy_metric *metric)
{
	return metric->kind == JRT_KIND_SUM && metric->type == JRT_COUNT;
}

static bool read_each(struct jy_builder *builder, struct jy_fee *fee, const struct jy_node *path)
{
	fee->each = metric_of(builder, path);
	if (!fee->each || fee->each->kind == JRT_KIND_COUNT || is_sum_of_counts(fee->each))
		return fee->each != NULL;
	return report(builder, path,
		      "a fee is paid for each of what is counted, and this is no count",
		      "name a metric of the form `value count of …`, or a sum of a column `count`");
}

static bool read_when(struct jy_builder *builder, struct jy_fee *fee, const struct jy_node *when)
{
	fee->when = metric_of(builder, jy_kid(when, JY_FEE_WHEN_METRIC));
	return fee->when &&
	       jy_check_range(builder, fee->when, jy_kid(when, JY_FEE_WHEN_RANGE), &fee->range);
}

static bool read_short_of(struct jy_builder *builder, struct jy_fee *fee,
			  const struct jy_node *node, const struct jy_node *short_of)
{
	const struct jy_node *percent = jy_kid(short_of, JY_FEE_SHORT_OF_PERCENT);

	fee->each = jy_made_count(builder, jy_kid(node, JY_FEE_EACH), &fee->slice);
	fee->forecast = jy_made_sum(builder, jy_kid(short_of, JY_FEE_SHORT_OF_FORECAST));
	if (!fee->each || !fee->forecast || !percent)
		return false;
	fee->forecast_share = percent->value;
	return fee->forecast->type != JRT_MONEY ||
	       report(builder, jy_kid(short_of, JY_FEE_SHORT_OF_FORECAST),
		      "a forecast of rows is a count", "name a column `count` of the forecast");
}

bool jy_money_fee(struct jy_money *money, struct jy_fee *fee, const struct jy_node *node)
{
	struct jy_builder *builder = money->builder;
	const struct jy_node *when = jy_kid(node, JY_FEE_WHEN);
	bool good;

	*fee = (struct jy_fee){.span = node->span, .text = jy_builder_written(builder, node->span)};
	good = jy_money_amount(money, jy_kid(node, JY_FEE_MONEY), &fee->amount);
	if (jy_is(when, JY_N_FEE_SHORT_OF))
		return read_short_of(builder, fee, node, when) && good;
	good = read_each(builder, fee, jy_kid(node, JY_FEE_EACH)) && good;
	return (!when || read_when(builder, fee, when)) && good;
}
