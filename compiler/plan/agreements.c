/*
 * Agreements with what they cost: guarantees with their criteria, terms in versions, indexation,
 * remedies that wait for money or points. Criteria are lowered before (criteria.c); what money is
 * taken of in money.c.
 */
#include "plan/money.h"
#include "syntax/currency.h"

/* ---- guarantees ---- */

/* The criteria of one level lie behind each other. */
static uint32_t level_of(struct jy_lowering *lowering, const struct jy_criterion *level,
			 uint32_t *count)
{
	const uint64_t *first =
		level ? jb_map_get(&lowering->criterion_index, JY_ADDRESS(level)) : NULL;

	*count = 0;
	if (!first)
		return JRT_NONE;
	for (size_t i = (size_t)*first;
	     i < lowering->criteria.count && lowering->criterion_of.at[i] == level; i++)
		*count += 1;
	return (uint32_t)*first;
}

static const struct jrt_points *lower_points(struct jy_lowering *lowering,
					     const struct jy_guarantee_terms *from)
{
	struct jrt_points *points =
		JB_NEW_ARRAY(lowering->arena, struct jrt_points, from->points_count);

	for (size_t i = 0; i < from->points_count; i++) {
		points[i] = from->points[i].plain;
		points[i].place = jy_lowering_place(lowering, from->points[i].span);
	}
	return points;
}

static struct jrt_earn_back lower_earn_back(struct jy_lowering *lowering,
					    const struct jy_earn_back *from)
{
	struct jrt_earn_back back = from->plain;
	uint32_t count;

	back.criterion = level_of(lowering, from->over_year, &count);
	if (count > 1) /* the worst of the sites is the last */
		back.criterion += count - 1;
	if (from->over_year && !count)
		back.given = false; /* why it is not judged is reported */
	return back;
}

static struct jrt_guarantee_terms lower_terms(struct jy_lowering *lowering,
					      const struct jy_agreement *agreement,
					      const struct jy_guarantee_terms *from)
{
	return (struct jrt_guarantee_terms){
		.from = from->from,
		.ended = from->ended,
		.has_weight = from->has_weight,
		.weight = from->weight,
		.at_risk = jy_lowering_at_risk(lowering, &from->at_risk),
		.payment = jy_lowering_payments(lowering, from->payment, from->payment_count),
		.payment_count = from->payment_count,
		.credits = from->credits,
		.points = lower_points(lowering, from),
		.points_count = from->points_count,
		.points_double = from->points_double,
		.earn_back = lower_earn_back(lowering, &from->earn_back),
		.bonus_unless = from->bonus_unless
					? (uint32_t)(from->bonus_unless - agreement->guarantee)
					: JRT_NONE,
		.no_credits_before = from->no_credits_before,
	};
}

static struct jrt_guarantee lower_guarantee(struct jy_lowering *lowering,
					    const struct jy_agreement *agreement,
					    const struct jy_guarantee *from)
{
	struct jrt_guarantee_terms *terms =
		JB_NEW_ARRAY(lowering->arena, struct jrt_guarantee_terms, from->terms_count);
	struct jrt_guarantee out = {
		.name = from->decl.name,
		.title = from->decl.title,
		.periods =
			from->period.given ? jy_lowering_period(lowering, &from->period) : JRT_NONE,
		.terms = terms,
		.terms_count = from->terms_count,
		.incident_meter = JRT_NONE,
		.place = jy_lowering_place(lowering, from->decl.span),
	};

	out.expected = level_of(lowering, from->expected, &out.expected_count);
	out.minimum = level_of(lowering, from->minimum, &out.minimum_count);
	for (size_t i = 0; i < from->terms_count; i++)
		terms[i] = lower_terms(lowering, agreement, &from->terms[i]);
	out.incident_meter = jy_lowering_incidents(lowering, agreement, from, &out);
	return out;
}

/* ---- remedies ---- */

static void lower_triggers(struct jy_lowering *lowering, const struct jy_agreement *from,
			   struct jrt_agreement *out)
{
	JB_VEC(struct jrt_money_trigger) list = {0};

	for (size_t i = 0; i < from->trigger_count; i++) {
		const struct jy_trigger *trigger = &from->trigger[i];

		if (trigger->failing != JY_FAILING_CREDITS && trigger->failing != JY_FAILING_POINTS)
			continue;
		*jb_push(lowering->arena, &list) = (struct jrt_money_trigger){
			.remedy = trigger->remedy,
			.points = trigger->failing == JY_FAILING_POINTS,
			.range = trigger->range,
			.count = trigger->count,
			.of = trigger->of,
			.place = jy_lowering_place(lowering, trigger->span),
		};
	}
	out->trigger = list.at;
	out->trigger_count = list.count;
}

/* ---- agreements ---- */

static struct jrt_agreement lower_head(struct jy_lowering *lowering,
				       const struct jy_agreement *from)
{
	int decimals = jy_currency_decimals(from->currency);

	return (struct jrt_agreement){
		.name = from->decl.name,
		.title = from->decl.title,
		.brand = from->brand ? from->brand->decl.name : JB_TEXT(""),
		.partner = from->partner ? from->partner->decl.name : JB_TEXT(""),
		.currency = from->currency,
		.decimals = decimals > 0 ? (unsigned)decimals : 0,
		.has_runs = from->has_runs,
		.runs = from->runs,
		.periods =
			from->period.given ? jy_lowering_period(lowering, &from->period) : JRT_NONE,
		.settled = from->settled.given ? jy_lowering_period(lowering, &from->settled)
					       : JRT_NONE,
		.part_periods = from->part_periods,
		.index = from->index,
		.index_count = from->index_count,
		.has_restate = from->restate_days >= 0,
		.restate_days = from->restate_days,
		.has_tolerance = from->audit_differs >= 0,
		.tolerance = from->audit_differs,
		.tolerance_type = from->audit_type,
		.place = jy_lowering_place(lowering, from->decl.span),
	};
}

static struct jrt_agreement lower_agreement(struct jy_lowering *lowering,
					    const struct jy_agreement *from)
{
	struct jrt_agreement out = lower_head(lowering, from);
	struct jrt_guarantee *guarantee =
		JB_NEW_ARRAY(lowering->arena, struct jrt_guarantee, from->guarantee_count);
	struct jrt_agreement_terms *terms =
		JB_NEW_ARRAY(lowering->arena, struct jrt_agreement_terms, from->terms_count);

	for (size_t i = 0; i < from->guarantee_count; i++)
		guarantee[i] = lower_guarantee(lowering, from, &from->guarantee[i]);
	for (size_t i = 0; i < from->terms_count; i++)
		terms[i] = jy_lowering_terms(lowering, from, &from->terms[i]);
	out.guarantee = guarantee;
	out.guarantee_count = from->guarantee_count;
	out.terms = terms;
	out.terms_count = from->terms_count;
	lower_triggers(lowering, from, &out);
	return out;
}

void jy_lower_agreements(struct jy_lowering *lowering)
{
	for (size_t i = 0; i < lowering->model->agreements.count; i++)
		*jb_push(lowering->arena, &lowering->agreements) =
			lower_agreement(lowering, lowering->model->agreements.at[i]);
}
