/*
 * What an agreement's verdicts come to in money. Made from verdicts by settling alone
 * (runtime/settle); written by every report, kept by evidence and ledger. All amounts are jb_fix in
 * the agreement's currency, whole multiples of its smallest unit unless said; credits count from
 * the brand's side: a credit or fee is never negative, `net` is positive when the partner owes.
 */
#ifndef JOURNEY_SETTLEMENT_H
#define JOURNEY_SETTLEMENT_H

#include "journey/result.h"

#ifdef __cplusplus
extern "C" {
#endif

enum jrt_line_kind {
	JRT_LINE_CREDIT,
	JRT_LINE_BONUS,
	JRT_LINE_RETURNED, /* earn-back: an earlier credit given back */
	JRT_LINE_FEE	   /* the brand pays */
};

/* Whether a line counts, and if not, why not. */
enum jrt_line_fate {
	JRT_LINE_COUNTS,
	JRT_LINE_NOT_HIGHEST,	 /* another credit of the guarantee is higher */
	JRT_LINE_BEFORE_START,	 /* `no credits before` */
	JRT_LINE_SAME_INCIDENT,	 /* another guarantee was chosen for the incident */
	JRT_LINE_BONUS_WITHHELD, /* `no bonus unless X met` */
	JRT_LINE_NOT_FINAL,	 /* the verdict is provisional (S7): shown, not settled */
	JRT_LINE_NO_CHARGES	 /* its base is not known: no amount */
};

/* One line of the account. */
struct jrt_money_line {
	uint32_t agreement;
	uint32_t guarantee; /* of the agreement; JRT_NONE: of the agreement itself */
	size_t verdict;	    /* index into jrt_judged.verdict; SIZE_MAX: none */
	enum jrt_line_kind kind;
	enum jrt_line_fate fate;
	struct jb_text label; /* of the guarantee's period */
	int64_t from, to;
	struct jb_text site; /* of a guarantee `for each site`; empty otherwise */
	bool has_base;	     /* `base` is the money a percentage was taken of */
	struct jb_ratio base;
	struct jb_ratio exact;	/* before its own cap and before rounding */
	bool capped;		/* by the payment's own `at most` */
	jb_fix amount;		/* rounded half up to the smallest unit (S24) */
	struct jb_text text;	/* the term as written */
	struct jb_text because; /* a sentence: "1.6 pp short: 1 full step of 1 pp" */
	struct jrt_place place; /* of the term */
	struct jb_text returns; /* RETURNED: label of the period whose credit it was */
};

/* Points of one guarantee in one period. */
struct jrt_points_line {
	uint32_t agreement, guarantee;
	struct jb_text label;
	uint32_t points; /* after doubling */
	bool doubled;
};

/* The account of one period of an agreement. */
struct jrt_account {
	uint32_t agreement;
	int64_t period;
	struct jb_text label;
	int64_t from, to;
	bool has_charges;
	jb_fix charges;
	uint32_t points;
	jb_fix credits; /* lines that count */
	jb_fix pooled;	/* after the pools' limits */
	bool has_cap;
	jb_fix cap;
	jb_fix carried_in;   /* excess of earlier periods, oldest first (S25) */
	jb_fix applied;	     /* credits after the cap, with what was carried in and fitted */
	jb_fix carried_out;  /* excess that goes on */
	jb_fix lapsed, paid; /* excess that is gone, or paid at the end */
	jb_fix bonus, returned, fees;
	jb_fix net;	       /* applied + paid - bonus - returned - fees */
	bool provisional;      /* some verdict may still change: nothing of the period is settled */
	bool incomplete;       /* some guarantee was not measured: no money moves for it (S26) */
	bool recorded;	       /* settled before: amounts are those of the ledger, not recomputed */
	struct jb_text reason; /* why provisional, incomplete or without an amount; or empty */
};

/* `settled every quarter`: accounts summed. */
struct jrt_settled {
	uint32_t agreement;
	struct jb_text label;
	int64_t from, to;
	jb_fix net;
	bool final; /* all its accounts are final and all its periods are over */
};

struct jrt_money_trigger_result {
	uint32_t agreement, trigger; /* of the agreement's */
	bool fired;
	struct jb_text label; /* the period in which it fired first */
	struct jb_text reason;
};

struct jrt_settlement {
	struct jrt_money_line *line; /* by agreement, period, guarantee, then as written */
	size_t line_count;
	struct jrt_points_line *points;
	size_t points_count;
	struct jrt_account *account; /* by agreement, then by period */
	size_t account_count;
	struct jrt_settled *settled;
	size_t settled_count;
	struct jrt_money_trigger_result *trigger;
	size_t trigger_count;
	struct jrt_finding *finding;
	size_t finding_count;
};

/* Charges said on the command line: `--charges acme_2026=2026-03:250000`. */
struct jrt_charge_given {
	struct jb_text agreement, period; /* the period's label */
	jb_fix amount;
};

struct jrt_settle_input {
	const struct jrt_charge_given *charge;
	size_t charge_count;
};

/* Verdicts to money. The judged results must be of the plan. Exact fractions on the way; the order
 * is that of S24: line (exact, own cap, rounded half up), sum, pool, cap at risk, carried excess,
 * bonus, earn-back. Agreements without money have no accounts. *why is a sentence when the status
 * is not JB_OK. */
enum jb_status jrt_settle(const struct jrt_plan *plan, const struct jrt_measured *measured,
			  const struct jrt_judged *judged, const struct jrt_settle_input *input,
			  struct jb_arena *arena, struct jrt_settlement *out, struct jb_text *why);

#ifdef __cplusplus
}
#endif
#endif
