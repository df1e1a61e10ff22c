/*
 * The money of an agreement in the model: its terms with their places, in versions by date. What
 * needs no name is held as the plan holds it (`plain`; see journey/plan_money.h): sums, ranges and
 * steps are checked against the figure they look at; numbers of the plan (periods, meters) and
 * places in it are unset.
 */
#ifndef JOURNEY_MODEL_MONEY_H
#define JOURNEY_MODEL_MONEY_H

#include "journey/diag.h"
#include "journey/model_parts.h"
#include "journey/plan_money.h"

#ifdef __cplusplus
extern "C" {
#endif

struct jy_metric;
struct jy_slice;
struct jy_guarantee;
struct jy_criterion;

/* A credit or a bonus. */
struct jy_payment {
	struct jrt_payment plain;
	struct jy_span span;
	struct jy_span when; /* the range or the level it looks at; the whole line where neither */
};

struct jy_points {
	struct jrt_points plain;
	struct jy_span span, when;
};

struct jy_at_risk {
	struct jrt_at_risk plain;
	struct jy_period every; /* `at risk … every year`; not given: the period itself */
	struct jy_span span;
};

struct jy_earn_back {
	struct jrt_earn_back plain;
	const struct jy_criterion *over_year; /* of `over the contract year`, else NULL */
	struct jy_span span;
};

/* A guarantee's terms from a day on; those of its first day have from = INT32_MIN. */
struct jy_guarantee_terms {
	int32_t from;
	bool ended;
	bool has_weight;
	struct jrt_sum weight;
	struct jy_span weight_span;
	struct jy_at_risk at_risk;
	const struct jy_payment *payment;
	size_t payment_count;
	enum jrt_overlap credits;
	struct jy_span credits_span;
	const struct jy_points *points;
	size_t points_count;
	bool points_double;
	struct jy_span points_double_span;
	struct jy_earn_back earn_back;
	const struct jy_guarantee *bonus_unless;
	struct jy_span bonus_unless_span;
	int32_t no_credits_before; /* INT32_MIN: none */
};

/* What an amendment says of one guarantee: of amendments.c alone. */
struct jy_amended {
	const struct jy_node *from; /* DATE */
	const struct jy_node *body; /* NULL: it ends */
};

struct jy_charges {
	enum jrt_charges_kind kind;
	struct jy_period every;
	const struct jrt_charge_step *step;
	size_t step_count;
	const struct jy_metric *sum; /* of data: made from the column */
	bool last_uses_same;
	struct jy_span span;
};

struct jy_pool {
	struct jb_text name, title;
	struct jrt_sum sum;
	struct jy_span span;
};

struct jy_fee {
	jb_fix amount;
	const struct jy_metric *each; /* a count; of `each row`: made from the rows */
	const struct jy_slice *slice; /* of `each row of SLICE` */
	const struct jy_metric *when; /* NULL: always */
	struct jrt_bounds range;
	const struct jy_metric *forecast; /* made from the column; NULL: none */
	jb_fix forecast_share;
	struct jb_text text;
	struct jy_span span;
};

/* The agreement's terms from a day on. */
struct jy_agreement_terms {
	int32_t from;
	struct jy_charges charges;
	struct jy_at_risk at_risk;
	bool has_cap, cap_is_risk;
	struct jrt_sum cap;
	struct jy_span cap_span;
	enum jrt_excess excess;
	const struct jy_pool *pool; /* a pool keeps its number over all versions */
	size_t pool_count;
	jb_fix pools_above;   /* `pools may add up to more than 100%`; negative: not said */
	jb_fix weights_total; /* `weights add up to 100%`; negative: not said */
	struct jy_span weights_total_span;
	const struct jy_payment *payment;
	size_t payment_count;
	enum jrt_overlap credits;
	struct jy_span credits_span;
	bool bonus_offsets;
	bool one_incident, chooser_is_partner;
	struct jy_span one_incident_span;
	int32_t no_credits_before;
	const struct jy_fee *fee;
	size_t fee_count;
};

struct jy_amendment {
	struct jy_decl decl;
	int32_t from;
};

/* What a remedy waits for. */
enum jy_failing { JY_FAILING_ONE, JY_FAILING_ANY, JY_FAILING_CREDITS, JY_FAILING_POINTS };

struct jy_trigger {
	enum jrt_remedy remedy;
	enum jy_failing failing;
	const struct jy_guarantee *guarantee; /* of JY_FAILING_ONE */
	enum jrt_level level;
	struct jrt_bounds range; /* of points */
	uint32_t count, of;
	struct jy_span span;
};

#ifdef __cplusplus
}
#endif
#endif
