/*
 * The part of a plan that says what verdicts cost: an agreement's terms of money as signed,
 * lowered and checked. Settling (runtime/settle) reads them. See journey/plan.h for the whole and
 * for how numbers are held: money is a jb_fix of the agreement's currency (EUR 2.50 = 2_500_000),
 * a percentage a jb_fix fraction (12 % = 120_000).
 *
 * Terms have versions: those in force on a period's first day hold for the whole period, so that
 * a run over March uses March's terms whenever it is made.
 */
#ifndef JOURNEY_PLAN_MONEY_H
#define JOURNEY_PLAN_MONEY_H

#include "journey/plan_place.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What a percentage is taken of. */
enum jrt_money_base {
	JRT_BASE_FIXED,	       /* of nothing: `amount` is money */
	JRT_BASE_CHARGES,      /* of the same period */
	JRT_BASE_CHARGES_NEXT, /* of the next period; see jrt_charges.last_uses_same */
	JRT_BASE_RISK_HERE,    /* the guarantee's own amount at risk */
	JRT_BASE_RISK,	       /* the agreement's amount at risk in the period */
	JRT_BASE_POOL,	       /* pool number `pool` of the terms */
	JRT_BASE_WEIGHT	       /* the guarantee's weight, itself a sum */
};

struct jrt_sum {
	enum jrt_money_base base;
	jb_fix amount; /* money, or a fraction of the base */
	uint32_t pool;
};

/* A range of a value: `above 3%`, `46s to 48s` (both in), `at least 96% and below 98%`. */
struct jrt_bounds {
	bool has_low, low_in, has_high, high_in;
	jb_fix low, high;
};

/* When a payment is owed. Ranges and shortfalls look at the value after the guarantee's
 * rounding. */
enum jrt_pay_when {
	JRT_PAY_ALWAYS, /* for every step of a distance: `2% per full 1pp short of expected` */
	JRT_PAY_IN,	/* the value is in `range` */
	JRT_PAY_MISSED, /* the level is */
	JRT_PAY_MET,
	JRT_PAY_POINTS /* the agreement's points of the period are in `range` (in millionths) */
};

enum jrt_pay_distance {
	JRT_DISTANCE_NONE,
	JRT_DISTANCE_SHORT,  /* how far the value misses the level, in the direction of `better` */
	JRT_DISTANCE_BEYOND, /* how far it is better than the level */
	JRT_DISTANCE_POINTS  /* the agreement's points of the period */
};

enum jrt_level { JRT_LEVEL_EXPECTED, JRT_LEVEL_MINIMUM };

/* `credit SUM when …`, `bonus SUM per full 1pp above expected, at most SUM`. */
struct jrt_payment {
	bool bonus;
	struct jrt_sum sum;
	enum jrt_pay_when when;
	enum jrt_level level; /* of JRT_PAY_MISSED and JRT_PAY_MET */
	struct jrt_bounds range;
	enum jrt_pay_distance distance; /* NONE: the sum is owed once */
	enum jrt_level distance_level;
	jb_fix step;	    /* millionths of the metric's unit (a share: 1pp = 10_000); points */
	bool step_of_level; /* `per 1% of expected`: `step` is a fraction of the level's bound */
	bool full;	    /* only full steps count (S23); else pro rata */
	bool has_cap;	    /* `, at most SUM` */
	struct jrt_sum cap;
	struct jb_text text; /* as written, one line */
	struct jrt_place place;
};

/* `points 10 when expected missed`; the greatest that holds counts. */
struct jrt_points {
	uint32_t points;
	enum jrt_pay_when when; /* MISSED or IN */
	enum jrt_level level;
	struct jrt_bounds range;
	struct jrt_place place;
};

/* Ranges may overlap only where one of these was said. */
enum jrt_overlap { JRT_OVERLAP_NONE, JRT_OVERLAP_HIGHEST, JRT_OVERLAP_ADD };

enum jrt_excess { JRT_EXCESS_UNSAID, JRT_EXCESS_LAPSES, JRT_EXCESS_CARRIES, JRT_EXCESS_PAID };

/* `at risk SUM [every year]`: the most that credits of a stretch of time come to. */
struct jrt_at_risk {
	bool given;
	struct jrt_sum sum;
	uint32_t periods; /* of the plan: the stretch; JRT_NONE: the period itself */
	enum jrt_excess excess;
};

/* `credit returned when expected met in the 3 periods after it, 50% of the credit`. */
struct jrt_earn_back {
	bool given;
	enum jrt_level level;
	uint32_t count;	    /* judged periods after the credit's, all met; 0: over the year */
	uint32_t criterion; /* of count 0: a criterion over the contract year (evidence) */
	jb_fix part;	    /* fraction of the credit: JB_FIX_ONE where not said */
};

/* A guarantee's terms from a day on. */
struct jrt_guarantee_terms {
	int32_t from; /* day; the first has INT32_MIN */
	bool ended;   /* `guarantee NAME ends`: nothing is owed from here on */
	bool has_weight;
	struct jrt_sum weight; /* of at risk or of a pool */
	struct jrt_at_risk at_risk;
	const struct jrt_payment *payment;
	size_t payment_count;
	enum jrt_overlap credits; /* how overlapping credits (and bonuses) of one period combine */
	const struct jrt_points *points;
	size_t points_count;
	bool points_double; /* when missed the judged period before (S28) */
	struct jrt_earn_back earn_back;
	/* `no bonus unless X met`: guarantee of the agreement; JRT_NONE */
	uint32_t bonus_unless;
	int32_t no_credits_before; /* day; INT32_MIN: none. Still judged and reported */
};

struct jrt_guarantee {
	struct jb_text name, title;
	/* Criteria of the plan: one, or one a site (those marked `evidence` cost nothing).
	 * count 0: that level is not declared. */
	uint32_t expected, expected_count;
	uint32_t minimum, minimum_count;
	uint32_t periods;			 /* of the plan */
	const struct jrt_guarantee_terms *terms; /* ascending by `from` */
	size_t terms_count;
	/* Under `one incident, one guarantee`: a meter of the expected criterion's metric, scope,
	 * periods and relief, in groups by the column `incident`; JRT_NONE: none. */
	uint32_t incident_meter;
	struct jrt_place place;
};

enum jrt_charges_kind { JRT_CHARGES_NONE, JRT_CHARGES_STEPS, JRT_CHARGES_DATA, JRT_CHARGES_GIVEN };

struct jrt_charge_step {
	int32_t from; /* day; the first INT32_MIN */
	jb_fix amount;
};

struct jrt_charges {
	enum jrt_charges_kind kind;
	uint32_t periods; /* of the plan: `every month`; a longer period takes the sum */
	const struct jrt_charge_step *step;
	size_t step_count;
	uint32_t meter;	     /* DATA: a sum of money by those periods */
	bool last_uses_same; /* `last period uses charges of the same period` */
};

struct jrt_pool {
	struct jb_text name, title;
	struct jrt_sum sum;
	struct jrt_place place;
};

/* `amounts indexed by 3.2% from 2027-01-01`: every fixed amount of money is multiplied, exactly,
 * from then on; several follow one another. */
struct jrt_index_step {
	int32_t from;
	jb_fix by;
};

/* What the brand owes besides charges: `fee USD 10 for each misdirected when … at least 3%`. */
struct jrt_fee {
	jb_fix amount;
	uint32_t meter;	     /* a count: whose number is paid for */
	uint32_t when_meter; /* JRT_NONE: always */
	struct jrt_bounds range;
	/* `for each row of calls short of 90% of forecast.calls`: pays max(0, share × forecast −
	 * count), in whole rows, rounded up; JRT_NONE otherwise */
	uint32_t forecast_meter;
	jb_fix forecast_share;
	struct jb_text text;
	struct jrt_place place;
};

/* The agreement's terms from a day on. */
struct jrt_agreement_terms {
	int32_t from;
	struct jrt_charges charges;
	struct jrt_at_risk at_risk;
	bool has_cap;	  /* `credits at most SUM` */
	bool cap_is_risk; /* `credits at most the amount at risk` */
	struct jrt_sum cap;
	enum jrt_excess excess;
	const struct jrt_pool *pool;
	size_t pool_count;
	const struct jrt_payment *payment; /* `credit 2% of charges when points 10 to 14` */
	size_t payment_count;
	enum jrt_overlap credits;
	bool bonus_offsets; /* `bonus offsets credits of the same period` */
	bool one_incident;
	bool chooser_is_partner; /* who chooses takes the guarantee that suits it: the brand the
				    dearest, the partner the cheapest */
	int32_t no_credits_before;
	const struct jrt_fee *fee;
	size_t fee_count;
};

enum jrt_remedy { JRT_TERMINATE, JRT_RECTIFY, JRT_STEP_IN };

/* Remedies that need money or points: `terminate when credits owed 3 periods running`, `rectify
 * when points above 60 in any 12 periods running`. */
struct jrt_money_trigger {
	enum jrt_remedy remedy;
	bool points;		 /* else credits owed */
	struct jrt_bounds range; /* of the sum of points */
	uint32_t count, of;	 /* of = count: consecutive; points: the sum over `count` */
	struct jrt_place place;
};

struct jrt_agreement {
	struct jb_text name, title, brand, partner;
	struct jb_text currency; /* empty: no money is spoken of */
	unsigned decimals;	 /* of the currency's smallest unit (ISO 4217) */
	bool has_runs;
	struct jrt_days runs;
	uint32_t periods; /* in which credits are summed and capped; JRT_NONE: no period said */
	uint32_t settled; /* `settled every quarter`; JRT_NONE: as `periods` */
	enum jrt_part_periods part_periods;
	const struct jrt_guarantee *guarantee;
	size_t guarantee_count;
	const struct jrt_agreement_terms *terms; /* ascending by `from`; at least one */
	size_t terms_count;
	const struct jrt_index_step *index;
	size_t index_count;
	const struct jrt_money_trigger *trigger;
	size_t trigger_count;
	bool has_restate; /* `restate within 60 days`: settled money may change so long after */
	int32_t restate_days;
	bool has_tolerance; /* `audit differs by more than 0.2pp` */
	jb_fix tolerance;
	enum jrt_type tolerance_type;
	struct jrt_place place;
};

#ifdef __cplusplus
}
#endif
#endif
