/*
 * Reading the money of an agreement. The agreement's own terms come first (money.c), because
 * guarantees take percentages of them; then each guarantee's (guarantee_terms.c). Both are read in
 * versions: amendments.c says which statements are in force from which day on. Sums are read in
 * money_sums.c, credits, bonuses and points in payments.c, fees in fees.c.
 */
#ifndef MODEL_MONEY_H
#define MODEL_MONEY_H

#include "model/story.h"

/* Amendments of one agreement, each of which may restate all of its terms. */
#define JY_AMENDMENTS_MAX 200

/* Statements in force together, in the order in which they are written. */
struct jy_statements {
	JB_VEC(const struct jy_node *) list;
};

struct jy_money {
	struct jy_builder *builder;
	struct jy_agreement *agreement;
	const struct jy_guarantee *guarantee; /* whose terms are read; NULL: the agreement's own */
	const struct jy_agreement_terms *terms; /* of the agreement, in force then */
	const struct jy_guarantee_terms *own;	/* of the guarantee, as far as they are read */
	/* of the first amount, whose currency is that of all */
	struct jy_span currency;
	struct jb_map pools; /* a name to its number */
	JB_VEC(struct jb_text) pool_names;
	JB_VEC(struct jy_span) pool_spans;
};

/* What a percentage may be taken of. */
enum {
	JY_OF_CHARGES = 1 << 0,
	JY_OF_RISK = 1 << 1,
	JY_OF_POOL = 1 << 2,
	JY_OF_WEIGHT = 1 << 3,
	JY_OF_ALL = JY_OF_CHARGES | JY_OF_RISK | JY_OF_POOL | JY_OF_WEIGHT
};

/* amendments.c: guarantees learn from when to when they are there, and what changes in them. */
void jy_collect_amendments(struct jy_builder *builder, struct jy_agreement *agreement,
			   const struct jy_node *body);
/* The statements of `before` without those that `body` replaces, and then those. */
void jy_statements_amend(struct jb_arena *arena, const struct jy_statements *before,
			 const struct jy_node *body, struct jy_statements *out);
/* The amended levels of a guarantee: thresholds get steps. `metric` may be NULL. */
void jy_amend_levels(struct jy_builder *builder, const struct jy_guarantee *guarantee,
		     const struct jy_metric *metric, struct jy_steps *expected,
		     struct jy_steps *minimum);
/* Whether a day starts a period (S27); else reported at `span`: "`what` … in the middle of". */
bool jy_starts_period(struct jy_builder *builder, const struct jy_period *period, int32_t day,
		      struct jy_span span, const char *what);

/* money.c: all of it. */
void jy_fill_money(struct jy_builder *builder, struct jy_agreement *agreement,
		   const struct jy_node *body);
/* The version in force on a day. */
const struct jy_agreement_terms *jy_terms_on(const struct jy_agreement *agreement, int32_t day);

/* weights.c: after the terms of all guarantees. */
void jy_check_weights(struct jy_builder *builder, const struct jy_agreement *agreement);

/* contract.c: whether the terms of an agreement fit together, once all are read. */
void jy_check_contract(struct jy_builder *builder, const struct jy_agreement *agreement);
/* band_checks.c: the ranges of one version, in force until a day; those of points, all of which
 * are multiples of `step`. */
void jy_check_bands(struct jy_builder *builder, const struct jy_guarantee *guarantee,
		    const struct jy_guarantee_terms *terms, int32_t until);
void jy_check_points_bands(struct jy_builder *builder, const struct jy_agreement_terms *terms,
			   uint32_t step);
/* caps.c: whether credits can reach the cap, and whether they always exceed it. */
void jy_check_caps(struct jy_builder *builder, const struct jy_agreement *agreement);
/* complements.c: two guarantees on what is one figure seen from both sides. */
void jy_check_complements(struct jy_builder *builder, const struct jy_agreement *agreement);
/* once.c: statements that a body says at most once. */
void jy_check_once(struct jy_builder *builder, const struct jy_node *body);

/* guarantee_terms.c: after those of the agreement. */
void jy_fill_guarantee_terms(struct jy_money *money, struct jy_guarantee *guarantee);
/* `at risk`, of an agreement or a guarantee. */
void jy_money_at_risk(struct jy_money *money, struct jy_at_risk *at_risk,
		      const struct jy_node *node);
enum jrt_excess jy_money_excess(const struct jy_node *excess);

/* money_sums.c. Each reports what is wrong and gives false then. */
bool jy_money_amount(struct jy_money *money, const struct jy_node *amount, jb_fix *out);
/* A SUM_OF_MONEY; `of` are the bases that make sense where it stands. */
bool jy_money_sum(struct jy_money *money, const struct jy_node *sum, unsigned of,
		  struct jrt_sum *out);
bool jy_money_base(struct jy_money *money, const struct jy_node *base, unsigned of,
		   struct jrt_sum *out);
/* That a currency is the agreement's. */
bool jy_money_currency(struct jy_money *money, struct jb_text currency, struct jy_span span);

/* payments.c. False where it is wrong, which is reported. */
bool jy_money_payment(struct jy_money *money, struct jy_payment *payment,
		      const struct jy_node *node);
bool jy_money_points(struct jy_money *money, struct jy_points *points, const struct jy_node *node);
/* A range of points. */
bool jy_money_points_range(struct jy_builder *builder, const struct jy_node *range,
			   struct jrt_bounds *out);

/* fees.c */
bool jy_money_fee(struct jy_money *money, struct jy_fee *fee, const struct jy_node *node);

/* made_metrics.c: metrics that no declaration makes, named after what they count. */
/* Of a PATH source.column: its sum; NULL, reported, where it is no amount. */
const struct jy_metric *jy_made_sum(struct jy_builder *builder, const struct jy_node *path);
/* Of a source, or of a slice (then *slice): the number of its rows. NULL, reported, for another
 * name. */
const struct jy_metric *jy_made_count(struct jy_builder *builder, const struct jy_node *path,
				      const struct jy_slice **slice);

/* The figure that a guarantee is about; NULL where that is wrong. */
static inline const struct jy_metric *jy_guarantee_metric(const struct jy_guarantee *guarantee)
{
	const struct jy_criterion *level =
		guarantee->expected ? guarantee->expected : guarantee->minimum;

	return level && level->metric && level->metric->can_measure ? level->metric : NULL;
}

#endif
