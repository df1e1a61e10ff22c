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
	JRT_LINE_NO_CHARGES,	 /* its base is not known: no amount */
	JRT_LINE_TOO_LARGE	 /* no amount: it passes what exact numbers hold */
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
	struct jb_ratio exact; /* before its own cap and before rounding */
	bool capped;	       /* by the payment's own `at most` */
	jb_fix amount;	       /* rounded half up to the smallest unit (S24) */
	/* Of a credit that counts: what of it was applied in the end, in its own period or carried
	 * to a later one. The limits of guarantee, pools and cap are shared out over the lines they
	 * bind in proportion to their amounts, by the largest remainder. Of others: the amount. */
	jb_fix applied;
	struct jb_text text;	/* the term as written */
	struct jb_text because; /* a sentence: "1.6 pp short: 1 full step of 1 pp" */
	struct jrt_place place; /* of the term */
	struct jb_text returns; /* RETURNED: label of the period whose credit it was */
};

/* Points of one guarantee in one period. */
struct jrt_points_line {
	uint32_t agreement, guarantee;
	struct jb_text label;
	struct jb_text site; /* of a guarantee `for each site`; empty otherwise */
	uint32_t points;     /* after doubling */
	bool doubled;
	bool counts; /* false before the guarantee's `no credits before`: judged, but for nothing */
};

/* The account of one period of an agreement. Of one that is provisional or without an amount the
 * figures are what is known so far: nothing of it is settled, and struct jrt_settled leaves it
 * out. carried_in + pooled = applied + carried_out + lapsed + paid. */
struct jrt_account {
	uint32_t agreement;
	int64_t period;
	struct jb_text label;
	int64_t from, to;
	bool has_charges;
	jb_fix charges;
	uint32_t points;
	jb_fix credits; /* lines that count */
	jb_fix pooled;	/* after the limits of guarantees (`at risk`) and of pools */
	bool has_cap;
	jb_fix cap;
	jb_fix carried_in;   /* excess of earlier periods, oldest first (S25) */
	jb_fix applied;	     /* credits after the cap, with what was carried in and fitted */
	jb_fix carried_out;  /* excess that goes on */
	jb_fix lapsed, paid; /* excess that is gone, or paid at the end */
	jb_fix bonus, returned, fees;
	jb_fix net;	  /* applied + paid - bonus - returned - fees */
	bool provisional; /* some verdict may still change: nothing of the period is settled */
	bool incomplete;  /* some guarantee was not measured: no money moves for it (S26) */
	/* Incomplete for want of data that may still be handed in: settled before it comes, what
	 * it shows would be lost to whoever it is owed to. */
	bool undelivered;
	bool no_amount; /* a line or the cap has none: charges that are not known (yet) */
	/* Neither provisional nor without an amount nor waiting for data, and its time is over. */
	bool final;
	bool recorded; /* settled before: amounts are those of the ledger, not recomputed */
	/* Settled before, and today's figures come to something else: `recomputed_net`. With
	 * `recorded` the earlier amounts stand; without it today's hold, because the contract lets
	 * settled money change (`restate within`). */
	bool restated;
	jb_fix earlier_net, recomputed_net;
	struct jb_text reason; /* why provisional, incomplete or without an amount; or empty */
};

/* `settled every quarter`: accounts summed, but for those that are not final. Only where it is
 * said: otherwise every account is settled for itself. */
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
	/* By agreement, then by period; in a period credits and bonuses by guarantee, site and as
	 * written, those of the agreement itself, what is given back, fees. */
	struct jrt_money_line *line;
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

/* The account of a period as it was settled by an earlier run, out of a ledger. Of `account` only
 * the amounts and points are read; agreement and period are told by name and label. Its period may
 * lie before all verdicts at hand: what it carries over is then carried on. */
struct jrt_recorded {
	struct jb_text agreement, period;
	struct jrt_account account;
};

struct jrt_settle_input {
	const struct jrt_charge_given *charge;
	size_t charge_count;
	const struct jrt_recorded *recorded; /* at most one of an agreement and period */
	size_t recorded_count;
	/* The day of the run: a period that ends before it is over, and `restate within` counts to
	 * it. Without one, a period is over that ends within what the data covers, and what is
	 * recorded stands. */
	bool has_today;
	int32_t today;
};

/* Periods of one agreement that are accounted for at once; more are refused. */
#define JRT_ACCOUNTS_MAX 100000

/*
 * Verdicts to money. The judged results must be of the plan. Exact fractions on the way; the order
 * is that of S24: line (exact, own cap, rounded half up), sum, pool, cap at risk, carried excess,
 * bonus, earn-back. Agreements without money have no accounts. *why is a sentence when the status
 * is not JB_OK. `input` may be NULL.
 *
 * What a contract leaves open, and what is done:
 *
 * - A guarantee's credit belongs to the agreement's period in which its own period ends (at the
 *   latest the one that holds the contract's last day); with no period of its own the agreement
 *   has those of its first guarantee. Accounts follow one another without a hole from the first
 *   to the last.
 * - Terms in force on the first day of the guarantee's period hold for its lines; those in force on
 *   the first day of the agreement's period hold for what the agreement says itself (S27).
 * - `charges` are those of the guarantee's own period, of whatever length: each charge period
 *   counts by the share of its days that lie in it and in the contract's term. At risk, pools and
 *   caps speak of the agreement's period, or of the stretch they name (`every year`).
 * - Charges of the next period are waited for: until they are known a line has no amount. The last
 *   period has no next one; `last_uses_same` takes its own.
 * - Indexation multiplies every fixed amount; a step of charges only by what is dated after it.
 * - A payment by the step owes nothing where its level is met, however few rows met it; a range
 *   owes no credit where the level is met by `fewer than n counted allows` alone.
 * - Both `credits at most` and `at risk` limit what is applied, where both are said.
 * - JRT_EXCESS_CARRIES: what the contract's last period leaves over lapses. JRT_EXCESS_PAID:
 *   carried forward too, and what the last period leaves over is paid. Otherwise it lapses at
 *   once, and so does what is above a guarantee's own `at risk` or above a pool.
 * - Earn-back gives back a part of what was applied so far, never what lapsed, in the period in
 *   which the last of the n judged periods ended; excused and unmeasured ones are skipped (S13).
 *   The same part of what still waits to be applied lapses then.
 * - A miss belongs to an incident when its level would be met without the incident's rows. Of the
 *   guarantees that an incident made miss in one period, one counts; of several incidents the
 *   first by its name is looked at first.
 * - A bonus that offsets credits comes to the credits applied of its period at most; else it is
 *   paid beside them.
 * - Where excess carries forward, no period after a provisional one, or one without an amount, is
 *   final either.
 */
enum jb_status jrt_settle(const struct jrt_plan *plan, const struct jrt_measured *measured,
			  const struct jrt_judged *judged, const struct jrt_settle_input *input,
			  struct jb_arena *arena, struct jrt_settlement *out, struct jb_text *why);

#ifdef __cplusplus
}
#endif
#endif
