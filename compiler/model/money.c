/*
 * The money of an agreement, as far as names, currencies and totals go. The statements stay in the
 * tree; what they come to is not computed here.
 */
#include "model/story.h"

/* One currency an agreement, the pools it may speak of, and what the weights add up to. */
struct money {
	const struct jy_agreement *agreement;
	const struct jy_node *first; /* the first amount, whose currency the others must have */
	struct jb_map pools;
	JB_VEC(struct jb_text) pool_names;
	JB_VEC(struct jy_span) pool_spans;
	const struct jy_node *total; /* `weights add up to` */
	jb_i128 weights;
};

static void check_currency(struct jy_builder *builder, struct money *money,
			   const struct jy_node *amount)
{
	struct jy_diag *diag;

	if (!jy_is(amount, JY_N_MONEY))
		return;
	if (!money->first)
		money->first = amount;
	if (jb_text_equal(money->first->text, amount->text))
		return;
	diag = jy_diag_error(builder->diags, JY_D_MONEY_UNLIKE, amount->span,
			     "an amount in %.*s stands in an agreement in %.*s",
			     JB_ARG(amount->text), JB_ARG(money->first->text));
	jy_diag_label(builder->diags, diag, money->first->span, "the agreement's currency");
	jy_diag_note(builder->diags, diag, "currencies are never converted");
	jy_diag_help(builder->diags, diag, "agree on the amount in %.*s",
		     JB_ARG(money->first->text));
}

static void check_base(struct jy_builder *builder, struct money *money, const struct jy_node *base)
{
	const struct jy_node *which = jy_kid(base, JY_BASE_WHICH);

	if (!jy_is(base, JY_N_BASE) || jy_word(jy_kid(base, JY_BASE_WORD)) != JY_W_POOL || !which ||
	    jb_map_get(&money->pools, jy_text(which)))
		return;
	jy_builder_unknown(builder, which, "pool of this agreement", money->pool_names.at,
			   money->pool_names.count);
}

static void check_sum(struct jy_builder *builder, struct money *money, const struct jy_node *sum)
{
	if (!jy_is(sum, JY_N_SUM_OF_MONEY))
		return;
	check_currency(builder, money, jy_kid(sum, JY_SUM_OF_MONEY_AMOUNT));
	check_base(builder, money, jy_kid(sum, JY_SUM_OF_MONEY_BASE));
}

static void check_charges(struct jy_builder *builder, struct money *money,
			  const struct jy_node *node)
{
	const struct jy_node *steps = jy_kid(node, JY_CHARGES_STEPS), *before = NULL;

	check_currency(builder, money, jy_kid(node, JY_CHARGES_MONEY));
	for (uint32_t i = 0; i < jy_count(steps); i++) {
		const struct jy_node *from = jy_kid(jy_kid(steps, i), JY_CHARGE_STEP_FROM);

		check_currency(builder, money, jy_kid(jy_kid(steps, i), JY_CHARGE_STEP_MONEY));
		if (before && from && from->value <= before->value) {
			struct jy_diag *diag =
				jy_diag_error(builder->diags, JY_D_STEPS_ORDER, from->span,
					      "these charges do not begin after those before them");

			jy_diag_label(builder->diags, diag, before->span, "the ones before");
			jy_diag_help(builder->diags, diag,
				     "write them in the order of their dates");
		}
		before = from ? from : before;
	}
}

/* Statements that an agreement and a guarantee have in common. */
static void check_statement(struct jy_builder *builder, struct money *money,
			    const struct jy_node *node)
{
	static const enum jy_thing chooser[] = {JY_T_BRAND, JY_T_PARTNER, JY_T_COUNT};
	const struct jy_node *name;

	switch (node->kind) {
	case JY_N_CHARGES: check_charges(builder, money, node); return;
	case JY_N_AT_RISK: check_sum(builder, money, jy_kid(node, JY_AT_RISK_AMOUNT)); return;
	case JY_N_CREDITS_CAP:
		check_sum(builder, money, jy_kid(node, JY_CREDITS_CAP_AMOUNT));
		return;
	case JY_N_CREDIT:
	case JY_N_BONUS:
		check_sum(builder, money, jy_kid(node, JY_CREDIT_AMOUNT));
		check_sum(builder, money, jy_kid(node, JY_CREDIT_CAP));
		return;
	case JY_N_POOL: check_base(builder, money, jy_kid(node, JY_POOL_BASE)); return;
	case JY_N_WEIGHTS_TOTAL:
		jy_builder_once(builder, &money->total, node, "`weights add up to`");
		return;
	case JY_N_WEIGHT:
		check_base(builder, money, jy_kid(node, JY_WEIGHT_BASE));
		if (jy_kid(node, JY_WEIGHT_PERCENT))
			money->weights += jy_kid(node, JY_WEIGHT_PERCENT)->value;
		return;
	case JY_N_NO_BONUS_UNLESS:
		jy_agreement_guarantee(builder, money->agreement,
				       jy_kid(node, JY_NO_BONUS_UNLESS_PATH));
		return;
	case JY_N_ONE_INCIDENT:
		name = jy_kid(node, JY_ONE_INCIDENT_CHOSEN_BY);
		if (name && !jy_builder_entry(builder, JY_T_BRAND, name->text) &&
		    !jy_builder_entry(builder, JY_T_PARTNER, name->text))
			jy_builder_missing(builder, name, chooser, JB_TEXT(""));
		return;
	default: return;
	}
}

static void check_body(struct jy_builder *builder, struct money *money, const struct jy_node *body)
{
	for (uint32_t i = 0; i < jy_count(body); i++)
		if (jy_kid(body, i))
			check_statement(builder, money, jy_kid(body, i));
}

static void report_pool(struct jy_builder *builder, const struct jy_node *name,
			struct jy_span first)
{
	struct jy_diag *diag = jy_diag_error(builder->diags, JY_D_NAME_TWICE, name->span,
					     "two pools are called `%.*s`", JB_ARG(name->text));

	jy_diag_label(builder->diags, diag, first, "the first is here");
	jy_diag_help(builder->diags, diag, "give one of them another name");
}

static void list_pools(struct jy_builder *builder, struct money *money, const struct jy_node *body)
{
	for (uint32_t i = 0; i < jy_count(body); i++) {
		const struct jy_node *name = jy_kid(jy_kid(body, i), JY_DECL_NAME);
		uint64_t *at;
		bool fresh;

		if (!jy_is(jy_kid(body, i), JY_N_POOL) || !name)
			continue;
		at = jb_map_put(&money->pools, name->text, &fresh);
		if (!fresh) {
			report_pool(builder, name, money->pool_spans.at[*at]);
			continue;
		}
		*at = money->pool_names.count;
		*jb_push(builder->arena, &money->pool_names) = name->text;
		*jb_push(builder->arena, &money->pool_spans) = name->span;
	}
}

/* With pools, weights are shares of their pool, and the whole has another meaning for each. */
static void check_total(struct jy_builder *builder, const struct money *money)
{
	const struct jy_node *percent = jy_kid(money->total, JY_WEIGHTS_TOTAL_PERCENT);
	struct jy_diag *diag;
	struct jb_buf sum;

	if (!percent || money->pool_names.count || money->weights == percent->value)
		return;
	jb_buf_init(&sum, builder->arena);
	jb_buf_add_fix(&sum, money->weights * 100);
	diag = jy_diag_error(builder->diags, JY_D_WEIGHTS_SUM, money->total->span,
			     "the weights of the guarantees add up to %s%%, not to %.*s", sum.data,
			     JB_ARG(percent->text));
	jy_diag_help(builder->diags, diag, "change a `weight` of a guarantee, or this line");
}

void jy_check_money(struct jy_builder *builder, const struct jy_agreement *agreement,
		    const struct jy_node *body)
{
	struct money money = {.agreement = agreement};

	jb_map_init(&money.pools, builder->arena);
	list_pools(builder, &money, body);
	check_body(builder, &money, body);
	for (size_t i = 0; i < agreement->guarantee_count; i++)
		check_body(builder, &money,
			   jy_kid(agreement->guarantee[i].decl.node, JY_DECL_BODY));
	check_total(builder, &money);
}
