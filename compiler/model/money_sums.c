/*
 * Sums of money: an amount in the agreement's one currency, or a percentage of something that the
 * agreement has. Nothing is converted, and nothing is taken of what is not there.
 */
#include "model/money.h"

bool jy_money_currency(struct jy_money *money, struct jb_text currency, struct jy_span span)
{
	struct jy_diags *diags = money->builder->diags;
	struct jb_text own = money->agreement->currency;
	struct jy_diag *diag;

	if (!own.size) {
		money->agreement->currency = currency;
		money->currency = span;
		return true;
	}
	if (jb_text_equal(own, currency))
		return true;
	diag = jy_diag_error(diags, JY_D_MONEY_UNLIKE, span,
			     "an amount in %.*s stands in an agreement in %.*s", JB_ARG(currency),
			     JB_ARG(own));
	jy_diag_label(diags, diag, money->currency, "the agreement's currency");
	jy_diag_note(diags, diag, "currencies are never converted");
	jy_diag_help(diags, diag, "agree on the amount in %.*s", JB_ARG(own));
	return false;
}

bool jy_money_amount(struct jy_money *money, const struct jy_node *amount, jb_fix *out)
{
	if (!jy_is(amount, JY_N_MONEY) || amount->flags & JY_F_DAMAGED ||
	    !jy_money_currency(money, amount->text, amount->span))
		return false;
	*out = amount->value;
	return true;
}

/* ---- what a percentage is taken of ---- */

static bool report_missing(struct jy_money *money, const struct jy_node *base, const char *what,
			   const char *help)
{
	struct jy_diag *diag;

	if (money->agreement->decl.damaged || (money->guarantee && money->guarantee->decl.damaged))
		return false; /* it may stand in what could not be read */
	diag = jy_diag_error(money->builder->diags, JY_D_MONEY_NO_BASE, base->span,
			     "a percentage is taken of %s, and there is none", what);
	jy_diag_label(money->builder->diags, diag, money->agreement->decl.span,
		      "in this agreement");
	jy_diag_help(money->builder->diags, diag, "%s", help);
	return false;
}

static bool report_senseless(struct jy_money *money, const struct jy_node *base)
{
	struct jy_diag *diag = jy_diag_error(money->builder->diags, JY_D_MONEY_NO_BASE, base->span,
					     "a sum that stands here is not taken of this");

	jy_diag_note(money->builder->diags, diag,
		     "weights are parts of pools and of the amount at risk, pools of the amount at "
		     "risk, and that of the charges");
	jy_diag_help(money->builder->diags, diag,
		     "write an amount, or a percentage `of charges` or `of at risk`");
	return false;
}

static bool find_pool(struct jy_money *money, const struct jy_node *name, struct jrt_sum *out)
{
	const uint64_t *number = name ? jb_map_get(&money->pools, name->text) : NULL;

	if (!name)
		return false;
	if (!number) {
		jy_builder_unknown(money->builder, name, "pool of this agreement",
				   money->pool_names.at, money->pool_names.count);
		return false;
	}
	out->base = JRT_BASE_POOL;
	out->pool = (uint32_t)*number;
	return true;
}

static bool find_charges(struct jy_money *money, const struct jy_node *base, struct jrt_sum *out)
{
	bool next = jy_word(jy_kid(base, JY_BASE_WHICH)) == JY_W_NEXT;

	out->base = next ? JRT_BASE_CHARGES_NEXT : JRT_BASE_CHARGES;
	return money->terms->charges.kind != JRT_CHARGES_NONE ||
	       report_missing(money, base, "charges",
			      "say what is paid: `charges EUR 250_000 every month`, `charges from "
			      "SOURCE.COLUMN every month` or `charges given`");
}

static bool find_risk(struct jy_money *money, const struct jy_node *base, struct jrt_sum *out)
{
	bool own = money->own && money->own->at_risk.plain.given;

	out->base = own ? JRT_BASE_RISK_HERE : JRT_BASE_RISK;
	return own || money->terms->at_risk.plain.given ||
	       report_missing(money, base, "an amount at risk",
			      "say how much is at risk, for example `at risk 12% of charges`");
}

static bool find_weight(struct jy_money *money, const struct jy_node *base, struct jrt_sum *out)
{
	const struct jy_guarantee_terms *own = money->own;

	out->base = JRT_BASE_WEIGHT;
	if (!own || !own->has_weight)
		return report_missing(money, base, "a weight",
				      money->guarantee
					      ? "say the guarantee's part, for example `weight 30% "
						"of at risk`"
					      : "only guarantees have a weight: write `of charges` "
						"or `of at risk`");
	return own->weight.base != JRT_BASE_RISK || money->terms->at_risk.plain.given ||
	       report_missing(money, base, "a part of the amount at risk",
			      "say how much is at risk, for example `at risk 12% of charges`");
}

bool jy_money_base(struct jy_money *money, const struct jy_node *base, unsigned of,
		   struct jrt_sum *out)
{
	static const struct {
		enum jy_word word;
		unsigned bit;
	} bits[] = {{JY_W_CHARGES, JY_OF_CHARGES},
		    {JY_W_RISK, JY_OF_RISK},
		    {JY_W_POOL, JY_OF_POOL},
		    {JY_W_WEIGHT, JY_OF_WEIGHT}};
	enum jy_word word = jy_word(jy_kid(base, JY_BASE_WORD));

	if (!jy_is(base, JY_N_BASE))
		return false;
	for (size_t i = 0; i < sizeof bits / sizeof *bits; i++)
		if (bits[i].word == word && !(of & bits[i].bit))
			return report_senseless(money, base);
	switch (word) {
	case JY_W_CHARGES: return find_charges(money, base, out);
	case JY_W_RISK: return find_risk(money, base, out);
	case JY_W_POOL: return find_pool(money, jy_kid(base, JY_BASE_WHICH), out);
	case JY_W_WEIGHT: return find_weight(money, base, out);
	default: return false;
	}
}

bool jy_money_sum(struct jy_money *money, const struct jy_node *sum, unsigned of,
		  struct jrt_sum *out)
{
	const struct jy_node *amount = jy_kid(sum, JY_SUM_OF_MONEY_AMOUNT);
	const struct jy_node *base = jy_kid(sum, JY_SUM_OF_MONEY_BASE);

	if (!jy_is(sum, JY_N_SUM_OF_MONEY))
		return false;
	*out = (struct jrt_sum){.base = JRT_BASE_FIXED};
	if (!base)
		return jy_money_amount(money, amount, &out->amount);
	if (!jy_is(amount, JY_N_PERCENT) || amount->flags & JY_F_DAMAGED ||
	    !jy_money_base(money, base, of, out))
		return false;
	out->amount = amount->value;
	return true;
}
