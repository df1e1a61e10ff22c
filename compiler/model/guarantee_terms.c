/*
 * The terms of money of one guarantee, in versions: its weight and what is at risk in it first,
 * because credits are taken of them.
 */
#include "model/money.h"
#include "time/civil.h"

/* ---- earned back ---- */

static bool report(struct jy_money *money, enum jy_code code, struct jy_span span,
		   const char *message, const char *help)
{
	struct jy_diag *diag = jy_diag_error(money->builder->diags, code, span, "%s", message);

	jy_diag_help(money->builder->diags, diag, "%s", help);
	return false;
}

/* The contract's years, in the zone of the guarantee. */
static bool fill_year(struct jy_money *money, struct jy_period *period, struct jy_span span)
{
	const struct jy_agreement *agreement = money->agreement;
	struct jrt_date first;

	if (!agreement->has_runs)
		return report(money, JY_D_EARN_BACK, span,
			      "nothing says when the years of this contract begin",
			      "say when the agreement `runs`");
	first = jrt_civil_date(agreement->runs.from);
	if (first.day == 31)
		return report(money, JY_D_EARN_BACK, span,
			      "the contract starts on a day that not every month has",
			      "let the agreement run from another day, or earn back over periods");
	period->given = true;
	period->zone = money->guarantee->period.zone;
	period->span = span;
	period->spec = (struct jrt_period_spec){
		.unit = JRT_YEAR, .first_month = first.month, .first_day = first.day};
	return true;
}

/* The level, judged over the contract year. */
static const struct jy_criterion *over_year(struct jy_money *money,
					    const struct jy_criterion *level, struct jy_span span)
{
	struct jy_criterion *year;

	if (!level || level->cannot.size || !level->threshold_count)
		return NULL;
	if (level->each_site && !level->worst_site) {
		report(money, JY_D_EARN_BACK, span,
		       "each site has a year of its own, and the credit is one",
		       "let the `worst site` count, or earn back over periods");
		return NULL;
	}
	year = JB_NEW(money->builder->arena, struct jy_criterion);
	*year = *level;
	year->over_count = 0;
	year->average_over = 0;
	year->evidence = true;
	year->span = span;
	year->name = jb_text_printf(money->builder->arena, "%.*s over the contract year",
				    JB_ARG(level->name));
	return fill_year(money, &year->period, span) ? year : NULL;
}

static void read_returned(struct jy_money *money, struct jy_earn_back *back,
			  const struct jy_node *node)
{
	const struct jy_node *periods = jy_kid(node, JY_CREDIT_RETURNED_PERIODS);
	const struct jy_node *part = jy_kid(node, JY_CREDIT_RETURNED_PART);
	bool minimum = jy_word(jy_kid(node, JY_CREDIT_RETURNED_LEVEL)) == JY_W_MINIMUM;
	const struct jy_guarantee *guarantee = money->guarantee;
	const struct jy_criterion *level = minimum ? guarantee->minimum : guarantee->expected;
	uint64_t count = 0;

	*back = (struct jy_earn_back){.span = node->span};
	back->plain.level = minimum ? JRT_LEVEL_MINIMUM : JRT_LEVEL_EXPECTED;
	back->plain.part = part ? part->value : JB_FIX_ONE;
	if (!level) {
		if (jy_guarantee_metric(guarantee))
			report(money, JY_D_MONEY_LEVEL, node->span,
			       "the level that is to be met is not there",
			       "name the level that this guarantee has");
		return;
	}
	if (back->plain.part <= 0 || back->plain.part > JB_FIX_ONE) {
		report(money, JY_D_EARN_BACK, part->span, "no more comes back than was paid",
		       "write a part of the credit: `50% of the credit`");
		return;
	}
	if (periods &&
	    (!jy_builder_whole(money->builder, periods, "a number of periods", 1, &count) ||
	     count > UINT16_MAX))
		return;
	back->plain.count = (uint32_t)count;
	if (!periods)
		back->over_year = over_year(money, level, node->span);
	back->plain.given = periods || back->over_year;
}

/* ---- statements ---- */

static void read_weight(struct jy_money *money, struct jy_guarantee_terms *terms,
			const struct jy_node *node)
{
	const struct jy_node *percent = jy_kid(node, JY_WEIGHT_PERCENT);
	const struct jy_node *base = jy_kid(node, JY_WEIGHT_BASE);

	if (!percent)
		return;
	terms->weight_span = node->span;
	terms->weight = (struct jrt_sum){.base = JRT_BASE_RISK};
	terms->has_weight =
		!base ||
		jy_money_base(money, base, JY_OF_CHARGES | JY_OF_RISK | JY_OF_POOL, &terms->weight);
	terms->weight.amount = percent->value;
}

static void read_before(struct jy_money *money, struct jy_guarantee_terms *terms,
			const struct jy_node *date)
{
	terms->no_credits_before = jy_builder_day(date);
	if (date)
		jy_starts_period(money->builder, &money->guarantee->period,
				 terms->no_credits_before, date->span, "credits begin on");
}

static void read_statement(struct jy_money *money, struct jy_guarantee_terms *terms,
			   const struct jy_node *node)
{
	switch (node->kind) {
	case JY_N_OVERLAP:
		terms->credits = jy_word(jy_kid(node, JY_OVERLAP_RULE)) == JY_W_HIGHEST
					 ? JRT_OVERLAP_HIGHEST
					 : JRT_OVERLAP_ADD;
		terms->credits_span = node->span;
		return;
	case JY_N_POINTS_DOUBLE:
		terms->points_double = true;
		terms->points_double_span = node->span;
		return;
	case JY_N_CREDIT_RETURNED: read_returned(money, &terms->earn_back, node); return;
	case JY_N_NO_BONUS_UNLESS:
		terms->bonus_unless = jy_agreement_guarantee(money->builder, money->agreement,
							     jy_kid(node, JY_NO_BONUS_UNLESS_PATH));
		terms->bonus_unless_span = node->span;
		return;
	case JY_N_NO_CREDITS_BEFORE: read_before(money, terms, jy_kid(node, 0)); return;
	default: return;
	}
}

static void read_lists(struct jy_money *money, struct jy_guarantee_terms *terms,
		       const struct jy_statements *said)
{
	struct jb_arena *arena = money->builder->arena;
	JB_VEC(struct jy_payment) payments = {0};
	JB_VEC(struct jy_points) points = {0};

	for (size_t i = 0; i < said->list.count; i++) {
		const struct jy_node *node = said->list.at[i];
		struct jy_payment payment;
		struct jy_points one;

		if ((jy_is(node, JY_N_CREDIT) || jy_is(node, JY_N_BONUS)) &&
		    jy_money_payment(money, &payment, node))
			*jb_push(arena, &payments) = payment;
		else if (jy_is(node, JY_N_POINTS_WHEN) && jy_money_points(money, &one, node))
			*jb_push(arena, &points) = one;
	}
	terms->payment = payments.at;
	terms->payment_count = payments.count;
	terms->points = points.at;
	terms->points_count = points.count;
}

static void read_version(struct jy_money *money, struct jy_guarantee_terms *terms, int32_t from,
			 const struct jy_statements *said)
{
	*terms = (struct jy_guarantee_terms){.from = from, .no_credits_before = INT32_MIN};
	terms->earn_back.plain.part = JB_FIX_ONE;
	money->terms = jy_terms_on(money->agreement, from);
	money->own = terms;
	for (size_t i = 0; i < said->list.count; i++)
		if (jy_is(said->list.at[i], JY_N_WEIGHT))
			read_weight(money, terms, said->list.at[i]);
	for (size_t i = 0; i < said->list.count; i++)
		if (jy_is(said->list.at[i], JY_N_AT_RISK))
			jy_money_at_risk(money, &terms->at_risk, said->list.at[i]);
	for (size_t i = 0; i < said->list.count; i++)
		read_statement(money, terms, said->list.at[i]);
	read_lists(money, terms, said);
}

/* One that an amendment brings owes nothing before. */
static struct jy_guarantee_terms *first_version(struct jy_guarantee *guarantee,
						struct jy_guarantee_terms *terms)
{
	if (guarantee->begins == INT32_MIN)
		return terms;
	*terms = (struct jy_guarantee_terms){
		.from = INT32_MIN, .ended = true, .no_credits_before = INT32_MIN};
	guarantee->terms_count = 1;
	return terms + 1;
}

void jy_fill_guarantee_terms(struct jy_money *money, struct jy_guarantee *guarantee)
{
	struct jb_arena *arena = money->builder->arena;
	struct jy_guarantee_terms *terms =
		JB_NEW_ARRAY(arena, struct jy_guarantee_terms, guarantee->amended_count + 2);
	struct jy_statements said = {0};

	guarantee->terms = terms;
	money->guarantee = guarantee;
	terms = first_version(guarantee, terms);
	jy_statements_amend(arena, &said, jy_kid(guarantee->decl.node, JY_DECL_BODY), &said);
	read_version(money, terms, guarantee->begins, &said);
	guarantee->terms_count++;
	for (size_t i = 0; i < guarantee->amended_count; i++) {
		const struct jy_amended *amended = &guarantee->amended[i];
		struct jy_statements next = {0};

		terms++;
		guarantee->terms_count++;
		if (!amended->body) {
			*terms = (struct jy_guarantee_terms){.from = jy_builder_day(amended->from),
							     .ended = true,
							     .no_credits_before = INT32_MIN};
			break;
		}
		jy_statements_amend(arena, &said, amended->body, &next);
		said = next;
		read_version(money, terms, jy_builder_day(amended->from), &said);
	}
	money->guarantee = NULL;
	money->own = NULL;
}
