/*
 * The agreement's own terms of money, in versions: charges first, then what is at risk of them,
 * then pools of that, then everything that is taken of these.
 */
#include "model/money.h"
#include "syntax/currency.h"

const struct jy_agreement_terms *jy_terms_on(const struct jy_agreement *agreement, int32_t day)
{
	size_t low = 0, high = agreement->terms_count;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (agreement->terms[middle].from <= day)
			low = middle;
		else
			high = middle;
	}
	return &agreement->terms[low];
}

/* ---- charges ---- */

static void fill_every(struct jy_money *money, struct jy_period *every,
		       const struct jy_node *period)
{
	const struct jy_agreement *agreement = money->agreement;

	if (period)
		jy_fill_period(money->builder, every, period, NULL, jy_agreement_zone(agreement),
			       agreement->has_runs ? agreement->runs.from : INT32_MIN);
}

static void add_step(struct jy_money *money, const struct jy_charges *charges,
		     struct jrt_charge_step *step, const struct jy_node *node)
{
	const struct jy_node *from = jy_kid(node, JY_CHARGE_STEP_FROM);

	*step = (struct jrt_charge_step){.from = jy_builder_day(from)};
	jy_money_amount(money, jy_kid(node, JY_CHARGE_STEP_MONEY), &step->amount);
	if (from)
		jy_starts_period(money->builder,
				 charges->every.given ? &charges->every : &money->agreement->period,
				 step->from, from->span, "the charges change on");
}

static void check_step_order(struct jy_money *money, const struct jy_node *from,
			     const struct jy_node *before)
{
	struct jy_diag *diag;

	if (!before || !from || from->value > before->value)
		return;
	diag = jy_diag_error(money->builder->diags, JY_D_STEPS_ORDER, from->span,
			     "these charges do not begin after those before them");
	jy_diag_label(money->builder->diags, diag, before->span, "the ones before");
	jy_diag_help(money->builder->diags, diag, "write them in the order of their dates");
}

static void read_steps(struct jy_money *money, struct jy_charges *charges,
		       const struct jy_node *node)
{
	const struct jy_node *steps = jy_kid(node, JY_CHARGES_STEPS), *before = NULL;
	struct jrt_charge_step *step =
		JB_NEW_ARRAY(money->builder->arena, struct jrt_charge_step, jy_count(steps) + 1);

	fill_every(money, &charges->every, jy_kid(node, JY_CHARGES_PERIOD));
	charges->kind = JRT_CHARGES_STEPS;
	step[0] = (struct jrt_charge_step){.from = INT32_MIN};
	jy_money_amount(money, jy_kid(node, JY_CHARGES_MONEY), &step[0].amount);
	charges->step_count = 1;
	for (uint32_t i = 0; i < jy_count(steps); i++) {
		const struct jy_node *from = jy_kid(jy_kid(steps, i), JY_CHARGE_STEP_FROM);

		check_step_order(money, from, before);
		add_step(money, charges, &step[charges->step_count++], jy_kid(steps, i));
		before = from ? from : before;
	}
	charges->step = step;
}

static void read_from(struct jy_money *money, struct jy_charges *charges,
		      const struct jy_node *node)
{
	const struct jy_node *path = jy_kid(node, JY_CHARGES_FROM_PATH);
	struct jy_diag *diag;

	charges->kind = JRT_CHARGES_DATA;
	fill_every(money, &charges->every, jy_kid(node, JY_CHARGES_FROM_PERIOD));
	charges->sum = jy_made_sum(money->builder, path);
	if (!charges->sum)
		return;
	if (charges->sum->type == JRT_MONEY) {
		if (!jy_money_currency(money, charges->sum->currency, path->span))
			charges->sum = NULL;
		return;
	}
	diag = jy_diag_error(money->builder->diags, JY_D_MONEY_NO_BASE, path->span,
			     "`%.*s` holds no money", JB_ARG(path->text));
	jy_diag_help(money->builder->diags, diag,
		     "charges come from a column of money: `column amount money in EUR`");
	charges->sum = NULL;
}

static void read_given(struct jy_money *money, struct jy_charges *charges,
		       const struct jy_node *node)
{
	const struct jy_node *currency = jy_kid(node, JY_CHARGES_GIVEN_CURRENCY);
	struct jy_diag *diag;

	charges->kind = JRT_CHARGES_GIVEN;
	fill_every(money, &charges->every, jy_kid(node, JY_CHARGES_GIVEN_PERIOD));
	if (!currency)
		return;
	if (jy_currency_decimals(currency->text) >= 0) {
		jy_money_currency(money, currency->text, currency->span);
		return;
	}
	diag = jy_diag_error(money->builder->diags, JY_D_MONEY_UNLIKE, currency->span,
			     "no currency is called `%.*s`", JB_ARG(currency->text));
	jy_diag_help(money->builder->diags, diag, "write its three letters, such as `%s`",
		     *jy_currency_near(currency->text) ? jy_currency_near(currency->text) : "EUR");
}

/* Sums of which no currency is known cannot be rounded to its smallest unit. */
static void check_currency_known(struct jy_money *money)
{
	const struct jy_agreement *agreement = money->agreement;
	struct jy_diag *diag;

	for (size_t i = 0; i < agreement->terms_count && !agreement->currency.size; i++) {
		if (agreement->terms[i].charges.kind != JRT_CHARGES_GIVEN)
			continue;
		diag = jy_diag_error(money->builder->diags, JY_D_MONEY_UNLIKE,
				     agreement->terms[i].charges.span,
				     "nothing says in which currency these charges are");
		jy_diag_help(money->builder->diags, diag, "write `charges given in EUR`");
		return;
	}
}

static void read_charges(struct jy_money *money, struct jy_charges *charges,
			 const struct jy_node *node)
{
	switch (node->kind) {
	case JY_N_CHARGES: read_steps(money, charges, node); break;
	case JY_N_CHARGES_FROM: read_from(money, charges, node); break;
	case JY_N_CHARGES_GIVEN: read_given(money, charges, node); break;
	case JY_N_LAST_PERIOD_SAME: charges->last_uses_same = true; return;
	default: return;
	}
	charges->span = node->span;
}

/* ---- at risk, pools, caps ---- */

enum jrt_excess jy_money_excess(const struct jy_node *excess)
{
	switch (jy_word(jy_kid(excess, JY_EXCESS_FATE))) {
	case JY_W_LAPSES: return JRT_EXCESS_LAPSES;
	case JY_W_CARRIES: return JRT_EXCESS_CARRIES;
	case JY_W_PAID: return JRT_EXCESS_PAID;
	default: return JRT_EXCESS_UNSAID;
	}
}

void jy_money_at_risk(struct jy_money *money, struct jy_at_risk *at_risk,
		      const struct jy_node *node)
{
	unsigned of = money->guarantee ? JY_OF_CHARGES | JY_OF_RISK | JY_OF_POOL : JY_OF_CHARGES;

	at_risk->span = node->span;
	at_risk->plain.excess = jy_money_excess(jy_kid(node, JY_AT_RISK_EXCESS));
	fill_every(money, &at_risk->every, jy_kid(node, JY_AT_RISK_PERIOD));
	at_risk->plain.given =
		jy_money_sum(money, jy_kid(node, JY_AT_RISK_AMOUNT), of, &at_risk->plain.sum);
}

/* Pools are numbered once for all versions, so that a version may speak of an older one's. */
static void number_pool(struct jy_money *money, const struct jy_node *node)
{
	const struct jy_node *name = jy_kid(node, JY_DECL_NAME);
	uint64_t *at;
	bool fresh;

	if (!name)
		return;
	at = jb_map_put(&money->pools, name->text, &fresh);
	if (!fresh)
		return;
	*at = money->pool_names.count;
	*jb_push(money->builder->arena, &money->pool_names) = name->text;
	*jb_push(money->builder->arena, &money->pool_spans) = name->span;
}

static void report_pool_twice(struct jy_money *money, const struct jy_node *name,
			      struct jy_span first)
{
	struct jy_diag *diag = jy_diag_error(money->builder->diags, JY_D_NAME_TWICE, name->span,
					     "two pools are called `%.*s`", JB_ARG(name->text));

	jy_diag_label(money->builder->diags, diag, first, "the first is here");
	jy_diag_help(money->builder->diags, diag, "give one of them another name");
}

static void read_pool(struct jy_money *money, struct jy_pool *pools, const struct jy_node *node)
{
	const struct jy_node *name = jy_kid(node, JY_DECL_NAME);
	const struct jy_node *percent = jy_kid(node, JY_POOL_PERCENT);
	const struct jy_node *title = jy_kid(node, JY_DECL_TITLE);
	const uint64_t *number = name ? jb_map_get(&money->pools, name->text) : NULL;
	struct jy_pool *pool = number ? &pools[*number] : NULL;

	if (!pool || !percent)
		return;
	if (pool->span.end) {
		report_pool_twice(money, name, pool->span);
		return;
	}
	pool->name = name->text;
	pool->title = title ? title->text : name->text;
	pool->span = name->span;
	if (jy_money_base(money, jy_kid(node, JY_POOL_BASE), JY_OF_CHARGES | JY_OF_RISK,
			  &pool->sum))
		pool->sum.amount = percent->value;
}

/* What is said of the cap alone comes before what is said of the agreement: `excess carries
 * forward` with `excess is paid` is carried while there is a next period. */
static enum jrt_excess both_said(enum jrt_excess one, enum jrt_excess other)
{
	return one > other ? one : other;
}

static void read_cap(struct jy_money *money, struct jy_agreement_terms *terms,
		     const struct jy_node *node)
{
	const struct jy_node *amount = jy_kid(node, JY_CREDITS_CAP_AMOUNT);
	const struct jy_node risk = {.kind = JY_N_WORD, .word = JY_W_RISK};
	const struct jy_node *const words[] = {&risk, NULL};
	struct jy_node base = {.kind = JY_N_BASE, .count = 2, .span = node->span};

	base.kid = (struct jy_node **)words;
	terms->cap_span = node->span;
	terms->excess =
		both_said(terms->excess, jy_money_excess(jy_kid(node, JY_CREDITS_CAP_EXCESS)));
	terms->cap_is_risk = !amount;
	terms->has_cap =
		amount ? jy_money_sum(money, amount, JY_OF_CHARGES | JY_OF_RISK, &terms->cap)
		       : jy_money_base(money, &base, JY_OF_RISK, &terms->cap);
}

/* ---- the rest ---- */

static bool is_party(const struct jy_agreement *agreement, struct jb_text name, bool *partner)
{
	*partner = agreement->partner && jb_text_equal(agreement->partner->decl.name, name);
	return *partner || (agreement->brand && jb_text_equal(agreement->brand->decl.name, name));
}

static void read_one_incident(struct jy_money *money, struct jy_agreement_terms *terms,
			      const struct jy_node *node)
{
	static const enum jy_thing chooser[] = {JY_T_BRAND, JY_T_PARTNER, JY_T_COUNT};
	const struct jy_node *name = jy_kid(node, JY_ONE_INCIDENT_CHOSEN_BY);
	struct jy_diag *diag;

	terms->one_incident = true;
	terms->one_incident_span = node->span;
	if (!name || is_party(money->agreement, name->text, &terms->chooser_is_partner))
		return;
	if (!jy_builder_entry(money->builder, JY_T_BRAND, name->text) &&
	    !jy_builder_entry(money->builder, JY_T_PARTNER, name->text)) {
		jy_builder_missing(money->builder, name, chooser, JB_TEXT(""));
		return;
	}
	diag = jy_diag_error(money->builder->diags, JY_D_PARTIES, name->span,
			     "`%.*s` is no party to this agreement", JB_ARG(name->text));
	jy_diag_help(money->builder->diags, diag, "one of the two parties chooses");
}

static void read_rest(struct jy_money *money, struct jy_agreement_terms *terms,
		      const struct jy_node *node)
{
	switch (node->kind) {
	case JY_N_CREDITS_CAP: read_cap(money, terms, node); return;
	case JY_N_EXCESS: terms->excess = both_said(terms->excess, jy_money_excess(node)); return;
	case JY_N_POOLS_ABOVE:
		terms->pools_above = jy_kid(node, 0) ? jy_kid(node, 0)->value : -1;
		return;
	case JY_N_WEIGHTS_TOTAL:
		terms->weights_total = jy_kid(node, 0) ? jy_kid(node, 0)->value : -1;
		terms->weights_total_span = node->span;
		return;
	case JY_N_BONUS_OFFSETS:
		terms->bonus_offsets = jy_word(jy_kid(node, JY_BONUS_OFFSETS_WHAT)) == JY_W_SAME;
		return;
	case JY_N_ONE_INCIDENT: read_one_incident(money, terms, node); return;
	case JY_N_OVERLAP:
		terms->credits = jy_word(jy_kid(node, JY_OVERLAP_RULE)) == JY_W_HIGHEST
					 ? JRT_OVERLAP_HIGHEST
					 : JRT_OVERLAP_ADD;
		terms->credits_span = node->span;
		return;
	case JY_N_NO_CREDITS_BEFORE:
		terms->no_credits_before = jy_builder_day(jy_kid(node, 0));
		return;
	default: return;
	}
}

static void read_lists(struct jy_money *money, struct jy_agreement_terms *terms,
		       const struct jy_statements *said)
{
	struct jb_arena *arena = money->builder->arena;
	JB_VEC(struct jy_payment) payments = {0};
	JB_VEC(struct jy_fee) fees = {0};

	for (size_t i = 0; i < said->list.count; i++) {
		const struct jy_node *node = said->list.at[i];
		struct jy_payment payment;
		struct jy_fee fee;

		if ((jy_is(node, JY_N_CREDIT) || jy_is(node, JY_N_BONUS)) &&
		    jy_money_payment(money, &payment, node))
			*jb_push(arena, &payments) = payment;
		else if (jy_is(node, JY_N_FEE) && jy_money_fee(money, &fee, node))
			*jb_push(arena, &fees) = fee;
	}
	terms->payment = payments.at;
	terms->payment_count = payments.count;
	terms->fee = fees.at;
	terms->fee_count = fees.count;
}

static void read_pools(struct jy_money *money, struct jy_agreement_terms *terms,
		       const struct jy_statements *said)
{
	struct jy_pool *pools;

	for (size_t i = 0; i < said->list.count; i++)
		if (jy_is(said->list.at[i], JY_N_POOL))
			number_pool(money, said->list.at[i]);
	terms->pool_count = money->pool_names.count;
	pools = JB_NEW_ARRAY(money->builder->arena, struct jy_pool, terms->pool_count);
	for (size_t i = 0; i < said->list.count; i++)
		if (jy_is(said->list.at[i], JY_N_POOL))
			read_pool(money, pools, said->list.at[i]);
	terms->pool = pools;
}

static void read_version(struct jy_money *money, struct jy_agreement_terms *terms, int32_t from,
			 const struct jy_statements *said)
{
	*terms = (struct jy_agreement_terms){.from = from,
					     .pools_above = -1,
					     .weights_total = -1,
					     .no_credits_before = INT32_MIN};
	money->terms = terms;
	for (size_t i = 0; i < said->list.count; i++)
		read_charges(money, &terms->charges, said->list.at[i]);
	for (size_t i = 0; i < said->list.count; i++)
		if (jy_is(said->list.at[i], JY_N_AT_RISK))
			jy_money_at_risk(money, &terms->at_risk, said->list.at[i]);
	read_pools(money, terms, said);
	for (size_t i = 0; i < said->list.count; i++)
		read_rest(money, terms, said->list.at[i]);
	read_lists(money, terms, said);
}

/* What an amendment says of money, guarantees apart. */
static bool changes_terms(const struct jy_node *body)
{
	for (uint32_t i = 0; i < jy_count(body); i++)
		if (jy_kid(body, i) && !jy_is(jy_kid(body, i), JY_N_GUARANTEE) &&
		    !jy_is(jy_kid(body, i), JY_N_GUARANTEE_ENDS))
			return true;
	return false;
}

static void read_versions(struct jy_money *money, const struct jy_node *body)
{
	struct jb_arena *arena = money->builder->arena;
	struct jy_agreement *agreement = money->agreement;
	struct jy_agreement_terms *terms =
		JB_NEW_ARRAY(arena, struct jy_agreement_terms, agreement->amendment_count + 1);
	struct jy_statements said = {0};

	jy_statements_amend(arena, &said, body, &said);
	agreement->terms = terms;
	agreement->terms_count = 1;
	read_version(money, &terms[0], INT32_MIN, &said);
	for (size_t i = 0; i < agreement->amendment_count; i++) {
		const struct jy_amendment *amendment = &agreement->amendment[i];
		const struct jy_node *changes = jy_kid(amendment->decl.node, JY_DECL_BODY);
		struct jy_statements next = {0};

		if (!changes_terms(changes))
			continue;
		jy_statements_amend(arena, &said, changes, &next);
		said = next;
		read_version(money, &terms[agreement->terms_count++], amendment->from, &said);
	}
}

/* ---- indexation ---- */

static void read_index(struct jy_money *money, const struct jy_node *body)
{
	JB_VEC(struct jrt_index_step) list = {0};
	const struct jy_node *before = NULL;

	for (uint32_t i = 0; i < jy_count(body); i++) {
		const struct jy_node *node = jy_kid(body, i);
		const struct jy_node *from = jy_kid(node, JY_INDEXED_FROM);
		const struct jy_node *by = jy_kid(node, JY_INDEXED_PERCENT);
		struct jy_diag *diag;

		if (!jy_is(node, JY_N_INDEXED) || !from || !by)
			continue;
		jy_starts_period(money->builder, &money->agreement->period, jy_builder_day(from),
				 from->span, "amounts are indexed on");
		if (before && from->value <= before->value) {
			diag = jy_diag_error(money->builder->diags, JY_D_STEPS_ORDER, from->span,
					     "this does not begin after the one before it");
			jy_diag_label(money->builder->diags, diag, before->span, "the one before");
			jy_diag_help(money->builder->diags, diag,
				     "write them in the order of their dates");
			continue;
		}
		before = from;
		*jb_push(money->builder->arena, &list) =
			(struct jrt_index_step){.from = jy_builder_day(from), .by = by->value};
	}
	money->agreement->index = list.at;
	money->agreement->index_count = list.count;
}

void jy_fill_money(struct jy_builder *builder, struct jy_agreement *agreement,
		   const struct jy_node *body)
{
	struct jy_money money = {.builder = builder, .agreement = agreement};

	jb_map_init(&money.pools, builder->arena);
	read_versions(&money, body);
	read_index(&money, body);
	for (size_t i = 0; i < agreement->guarantee_count; i++)
		jy_fill_guarantee_terms(&money, &agreement->guarantee[i]);
	check_currency_known(&money);
	jy_check_weights(builder, agreement);
	jy_check_contract(builder, agreement);
}
