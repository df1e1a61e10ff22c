/*
 * What money is taken of, as meters: charges from data, rows that fees are paid for, forecasts,
 * incidents.
 */
#include "plan/money.h"

struct jrt_at_risk jy_lowering_at_risk(struct jy_lowering *lowering, const struct jy_at_risk *from)
{
	struct jrt_at_risk out = from->plain;

	out.periods = from->every.given ? jy_lowering_period(lowering, &from->every) : JRT_NONE;
	return out;
}

const struct jrt_payment *jy_lowering_payments(struct jy_lowering *lowering,
					       const struct jy_payment *from, size_t count)
{
	struct jrt_payment *payment = JB_NEW_ARRAY(lowering->arena, struct jrt_payment, count);

	for (size_t i = 0; i < count; i++) {
		payment[i] = from[i].plain;
		payment[i].place = jy_lowering_place(lowering, from[i].span);
	}
	return payment;
}

/* ---- meters ---- */

/* The partner's rows where partners appear in a source, else all: an invoice or a forecast is
 * often about one partner alone and names nobody. */
static bool names_partners(struct jy_lowering *lowering, const struct jy_metric *metric)
{
	return metric->source && jy_lowering_source(lowering, metric->source)->partners.count > 0;
}

static uint32_t meter_of(struct jy_lowering *lowering, const struct jy_agreement *agreement,
			 const struct jy_metric *metric, const struct jy_slice *slice,
			 uint32_t periods, struct jy_span span)
{
	struct jy_scope_rows rows = {.slice = slice};
	uint32_t meter;

	if (!metric || periods == JRT_NONE)
		return JRT_NONE;
	if (names_partners(lowering, metric))
		rows.partner = agreement->partner;
	return jy_lowering_measure(lowering, metric, &rows, periods, true, NULL, 0, span, &meter)
		       ? meter
		       : JRT_NONE;
}

static struct jrt_charges lower_charges(struct jy_lowering *lowering,
					const struct jy_agreement *agreement,
					const struct jy_charges *from)
{
	const struct jy_period *every = from->every.given ? &from->every : &agreement->period;
	struct jrt_charges out = {
		.kind = from->kind,
		.periods = every->given ? jy_lowering_period(lowering, every) : JRT_NONE,
		.step = from->step,
		.step_count = from->step_count,
		.meter = JRT_NONE,
		.last_uses_same = from->last_uses_same,
	};

	if (from->kind == JRT_CHARGES_DATA)
		out.meter = meter_of(lowering, agreement, from->sum, NULL, out.periods, from->span);
	if (from->kind == JRT_CHARGES_DATA && out.meter == JRT_NONE)
		out.kind = JRT_CHARGES_NONE; /* why is reported */
	return out;
}

/* False where what is paid for cannot be counted, which is reported. */
static bool lower_fee(struct jy_lowering *lowering, const struct jy_agreement *agreement,
		      const struct jy_fee *from, uint32_t periods, struct jrt_fee *out)
{
	*out = (struct jrt_fee){
		.amount = from->amount,
		.meter =
			meter_of(lowering, agreement, from->each, from->slice, periods, from->span),
		.when_meter = meter_of(lowering, agreement, from->when, NULL, periods, from->span),
		.range = from->range,
		.forecast_meter =
			meter_of(lowering, agreement, from->forecast, NULL, periods, from->span),
		.forecast_share = from->forecast_share,
		.text = from->text,
		.place = jy_lowering_place(lowering, from->span),
	};
	return out->meter != JRT_NONE && !from->when == (out->when_meter == JRT_NONE) &&
	       !from->forecast == (out->forecast_meter == JRT_NONE);
}

static void lower_fees(struct jy_lowering *lowering, const struct jy_agreement *agreement,
		       const struct jy_agreement_terms *from, struct jrt_agreement_terms *out)
{
	struct jrt_fee *fee = JB_NEW_ARRAY(lowering->arena, struct jrt_fee, from->fee_count);
	uint32_t periods = agreement->period.given
				   ? jy_lowering_period(lowering, &agreement->period)
				   : JRT_NONE;

	for (size_t i = 0; i < from->fee_count; i++)
		out->fee_count += lower_fee(lowering, agreement, &from->fee[i], periods,
					    &fee[out->fee_count]);
	out->fee = fee;
}

static const struct jrt_pool *lower_pools(struct jy_lowering *lowering,
					  const struct jy_agreement_terms *from)
{
	struct jrt_pool *pool = JB_NEW_ARRAY(lowering->arena, struct jrt_pool, from->pool_count);

	for (size_t i = 0; i < from->pool_count; i++)
		pool[i] = (struct jrt_pool){
			.name = from->pool[i].name,
			.title = from->pool[i].title,
			.sum = from->pool[i].sum,
			.place = jy_lowering_place(lowering, from->pool[i].span),
		};
	return pool;
}

struct jrt_agreement_terms jy_lowering_terms(struct jy_lowering *lowering,
					     const struct jy_agreement *agreement,
					     const struct jy_agreement_terms *from)
{
	struct jrt_agreement_terms out = {
		.from = from->from,
		.charges = lower_charges(lowering, agreement, &from->charges),
		.at_risk = jy_lowering_at_risk(lowering, &from->at_risk),
		.has_cap = from->has_cap,
		.cap_is_risk = from->cap_is_risk,
		.cap = from->cap,
		.excess = from->excess,
		.pool = lower_pools(lowering, from),
		.pool_count = from->pool_count,
		.payment = jy_lowering_payments(lowering, from->payment, from->payment_count),
		.payment_count = from->payment_count,
		.credits = from->credits,
		.bonus_offsets = from->bonus_offsets,
		.one_incident = from->one_incident,
		.chooser_is_partner = from->chooser_is_partner,
		.no_credits_before = from->no_credits_before,
	};

	lower_fees(lowering, agreement, from, &out);
	return out;
}

/* ---- incidents ---- */

static const struct jy_agreement_terms *asks_for_incidents(const struct jy_agreement *agreement)
{
	for (size_t i = 0; i < agreement->terms_count; i++)
		if (agreement->terms[i].one_incident)
			return &agreement->terms[i];
	return NULL;
}

static uint32_t report_incidents(struct jy_lowering *lowering,
				 const struct jy_agreement_terms *terms,
				 const struct jy_guarantee *guarantee,
				 const struct jy_source *source)
{
	struct jy_diag *diag;
	bool fresh;

	jb_map_intern(&lowering->unmeasured, &JY_ADDRESS(terms), &fresh);
	if (!fresh)
		return JRT_NONE; /* the first guarantee stands for all */
	diag = jy_diag_warn(lowering->diags, JY_D_MONEY_INCIDENT, terms->one_incident_span,
			    "nothing says which incident is behind a miss of `%.*s`",
			    JB_ARG(guarantee->decl.name));
	jy_diag_label(lowering->diags, diag, guarantee->decl.span, "this guarantee");
	if (source)
		jy_diag_help(lowering->diags, diag,
			     "name the column of `%.*s` that says so: `incident COLUMN`",
			     JB_ARG(source->decl.name));
	else
		jy_diag_help(lowering->diags, diag,
			     "measure it over the rows of one source, which say their incident");
	return JRT_NONE;
}

/* The figure in groups by incident, each group counted apart. */
static const struct jy_metric *by_incident(struct jy_lowering *lowering,
					   const struct jy_metric *metric)
{
	struct jy_metric *out = JB_NEW(lowering->arena, struct jy_metric);
	struct jy_expr *key = JB_NEW(lowering->arena, struct jy_expr);
	const struct jrt_column *column = &metric->source->plain.column[metric->source->incident];

	*key = (struct jy_expr){
		.op = JRT_OP_COLUMN, .type = column->type, .k = (int64_t)metric->source->incident};
	*out = *metric;
	out->decl.name = jb_text_printf(lowering->arena, "%.*s by %.*s", JB_ARG(metric->decl.name),
					JB_ARG(column->name));
	out->decl.title = out->decl.name;
	out->grouping = JRT_GROUPS_WORST;
	out->grouped = metric;
	out->group_by = key;
	out->group_what = column->name;
	return out;
}

uint32_t jy_lowering_incidents(struct jy_lowering *lowering, const struct jy_agreement *agreement,
			       const struct jy_guarantee *guarantee,
			       const struct jrt_guarantee *out)
{
	const struct jy_agreement_terms *terms = asks_for_incidents(agreement);
	const struct jy_criterion *level =
		guarantee->expected ? guarantee->expected : guarantee->minimum;
	uint32_t first = out->expected_count ? out->expected : out->minimum, number = JRT_NONE;
	const struct jrt_meter *like;
	const struct jy_metric *metric;

	if (!terms || first == JRT_NONE || !level || !level->metric)
		return JRT_NONE;
	metric = level->metric;
	if (!metric->source || !metric->source->has_incident || !metric->part_count ||
	    metric->grouping != JRT_GROUPS_NONE)
		return report_incidents(lowering, terms, guarantee,
					metric->part_count ? metric->source : NULL);
	like = &lowering->meters.at[lowering->criteria.at[first].meter];
	if (!jy_lowering_like(lowering, by_incident(lowering, metric), like, level->span, &number))
		return JRT_NONE;
	return number;
}
