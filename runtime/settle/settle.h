/*
 * Settling from the inside: what the files of this folder share. Verdicts become money in this
 * order (S24), for one agreement after another, and in each for one of its periods after another:
 *
 *	claims.c    verdicts to claims: one guarantee, one site, one period
 *	chain.c     what a claim's neighbours in time mean: repeats (S28), earn-back (S13)
 *	points.c    points of a claim
 *	lines.c     payments to lines: exact, own cap, rounded half up
 *	overlap.c   which of several lines of a claim counts
 *	incident.c  one incident, one guarantee
 *	limits.c    what guarantees and pools allow
 *	account.c   sum, cap, bonus, net
 *	carry.c     excess that waits (S25)
 *	earn_back.c credits given back
 *	fees.c      what the brand owes besides
 *
 * sum.c, charges.c, terms.c and distance.c say what an amount is; because.c says why, in words.
 * Money is exact: fractions of 127 bits, or no amount and a finding; nothing here is a binary
 * floating point number.
 */
#ifndef SETTLE_SETTLE_H
#define SETTLE_SETTLE_H

#include "base/vec.h"
#include "journey/runtime.h"
#include "journey/settlement.h"
#include "time/period.h"

#define JRT_NO_LINE SIZE_MAX

/* Verdicts of one criterion, ascending in time. */
struct jrt_verdict_run {
	const struct jrt_verdict *at;
	size_t count;
};

/* Charges from outside, or an earlier account: of a period of an agreement. */
struct jrt_dated {
	uint32_t agreement;
	int64_t period;
	size_t index; /* into the input */
};

struct jrt_dated_list {
	struct jrt_dated *at; /* ascending by agreement, then period */
	size_t count;
};

/* One settling of all agreements. */
struct jrt_settling {
	const struct jrt_plan *plan;
	const struct jrt_measured *measured;
	const struct jrt_judged *judged;
	const struct jrt_settle_input *input;
	struct jb_arena *arena;
	struct jrt_periods *periods;	      /* of each period rule of the plan */
	struct jrt_verdict_run *of_criterion; /* of each criterion of the plan */
	size_t *first_cell;		      /* of each meter, and one more */
	int64_t covered_to;		      /* the last instant that some source covers */
	struct jrt_dated_list given;	      /* of input->charge */
	struct jrt_dated_list recorded;	      /* of input->recorded */
	JB_VEC(struct jrt_money_line) line;
	JB_VEC(struct jrt_aside) aside; /* of each line */
	JB_VEC(struct jrt_points_line) points;
	JB_VEC(struct jrt_account) account;
	JB_VEC(struct jrt_settled) settled;
	JB_VEC(struct jrt_money_trigger_result) trigger;
	JB_VEC(struct jrt_finding) finding;
};

/* Days, both in, as wide as periods need. */
struct jrt_stretch {
	int64_t first, last;
};

/* Verdicts of a guarantee over one of its periods, at one site where it is `for each site`. */
struct jrt_claim {
	uint32_t guarantee, criterion; /* of the agreement; of the plan: the one judged first */
	const struct jrt_verdict *expected, *minimum; /* NULL: no such level; never both */
	const struct jrt_guarantee_terms *terms;
	struct jrt_stretch days;
	int64_t period; /* of the agreement */
	struct jb_text site;
	size_t order;  /* by guarantee, site and time */
	bool repeated; /* missed in the judged period before it (S28) */
	bool has_due;  /* its credits are given back in period `due` of the agreement */
	int64_t due;
	struct jb_text due_to;	 /* label of the period that earned it back */
	size_t line, line_count; /* its credits and bonuses */
};

/* What a line is besides what it shows. */
struct jrt_aside {
	uint32_t pool; /* of the terms, that pays it; JRT_NONE */
	size_t share;  /* of the deal's; SIZE_MAX */
};

/* What became of a credit line that counts. */
struct jrt_share {
	size_t line;
	const struct jrt_claim *claim; /* NULL: of the agreement itself */
	jb_fix amount;		       /* what is left to apply after each limit so far */
	jb_fix waiting;		       /* excess that waits */
};

/* Excess of one period (S25): the shares of its lines that still wait, and what an earlier run
 * left without telling the lines. */
struct jrt_excess_of {
	size_t share, share_count; /* of the deal's */
	jb_fix waiting;
};

/* What an `at risk` has let through of its stretch so far. */
struct jrt_used {
	int64_t stretch;
	jb_fix used;
	bool begun;
};

enum jrt_known { JRT_KNOWN, JRT_UNKNOWN, JRT_TOO_LARGE };

/* Money, exact, in plain units of the currency. */
struct jrt_amount {
	enum jrt_known known;
	struct jb_ratio value;
	bool has_base; /* it is a percentage of `base` */
	struct jb_ratio base;
	struct jb_text why; /* why it is not known */
};

/* The charges that were asked for last: mostly they are asked for again. */
struct jrt_charges_memo {
	const struct jrt_agreement_terms *terms;
	struct jrt_stretch days;
	struct jrt_amount amount;
};

/* One agreement under way. */
struct jrt_deal {
	struct jrt_settling *settling;
	const struct jrt_agreement *agreement;
	uint32_t number;
	struct jrt_periods *periods;
	bool has_money;		 /* a currency is said; else there are points only */
	struct jrt_claim *claim; /* by period, guarantee, site */
	size_t claim_count;
	struct jrt_claim **due; /* claims that are given back, by `due` */
	size_t due_count, due_next;
	int64_t first, last;	   /* accounts */
	size_t account;		   /* the first of them in the settlement */
	struct jb_text unmeasured; /* a guarantee without any data, and why; or empty */
	JB_VEC(uint32_t) absent;   /* criteria of which nothing was delivered yet */
	JB_VEC(struct jrt_share) share;
	JB_VEC(struct jrt_excess_of) excess;
	size_t oldest;	       /* excess that still waits */
	jb_i128 waiting;       /* sum of it */
	struct jrt_used risk;  /* of the agreement's `at risk` */
	struct jrt_used *used; /* of each guarantee */
	struct jrt_charges_memo *memo;
	bool open; /* an earlier account is not settled, and may change what this one applies */
	JB_VEC(bool) judged; /* of each account: some verdict of it was met or missed */
};

/* One period of an agreement under way. */
struct jrt_month {
	struct jrt_deal *deal;
	const struct jrt_agreement_terms *terms;
	int64_t period;
	struct jrt_stretch days; /* within the contract's term where one is said */
	struct jrt_claim *claim;
	size_t claim_count;
	size_t line, share; /* the first of its own */
	jb_fix applied;	    /* of its own credits */
	struct jrt_account account;
};

/* What the sums of a line are taken of: the period in question and who speaks. */
struct jrt_purse {
	const struct jrt_month *month;
	const struct jrt_guarantee_terms *terms; /* NULL: the agreement itself */
	struct jrt_stretch days;		 /* of the guarantee's period, or the agreement's */
	/* whose next one `charges of the next period` is */
	const struct jrt_periods *periods;
};

/* ---- terms.c ---- */

const struct jrt_agreement_terms *jrt_terms_on(const struct jrt_agreement *agreement, int64_t day);
/* NULL: the guarantee has ended. */
const struct jrt_guarantee_terms *jrt_terms_of_guarantee(const struct jrt_guarantee *guarantee,
							 int64_t day);
/* What indexations after day `written` (INT32_MIN: all) up to `day` multiply amounts by; false
 * where that passes 127 bits. */
bool jrt_terms_index(const struct jrt_agreement *agreement, int32_t written, int64_t day,
		     struct jb_ratio *out);
/* The days that lie within the contract's term; first > last when none do. */
struct jrt_stretch jrt_terms_within(const struct jrt_agreement *agreement, struct jrt_stretch days);
/* Whether a period of a criterion of which nothing was delivered ends in the month. */
bool jrt_claims_await(const struct jrt_month *month);
/* The days of the stretch of a period rule that holds `day`. */
struct jrt_stretch jrt_stretch_of(const struct jrt_periods *rule, int64_t day);
bool jrt_bounds_hold(const struct jrt_bounds *bounds, struct jb_ratio value);

/* ---- dated.c ---- */

void jrt_dated_sort(struct jrt_settling *settling);
/* The index into the input of what was given for the period, or SIZE_MAX. */
size_t jrt_dated_find(const struct jrt_dated_list *list, uint32_t agreement, int64_t period);
/* All of an agreement. */
struct jrt_dated_list jrt_dated_of(const struct jrt_dated_list *list, uint32_t agreement);

/* ---- cells.c ---- */

/* Several cells of a meter that lie in a range of instants, as one. false: there is none, or it
 * stands for a part of the range only; *why says which. */
bool jrt_settle_cell(const struct jrt_settling *settling, uint32_t meter, struct jrt_range range,
		     struct jrt_cell *out, struct jb_text *why);

/* ---- amounts.c ---- */

struct jrt_amount jrt_amount_of(struct jb_ratio value);
struct jrt_amount jrt_amount_unknown(struct jb_text why);
struct jrt_amount jrt_amount_too_large(void);
/* a + b and a * factor; what is not known stays so. */
struct jrt_amount jrt_amount_add(struct jrt_amount a, struct jrt_amount b);
struct jrt_amount jrt_amount_times(struct jrt_amount a, struct jb_ratio factor);
/* Rounded half up to the currency's smallest unit; JRT_TOO_LARGE beyond 64 bits of millionths. */
enum jrt_known jrt_amount_round(const struct jrt_agreement *agreement, struct jrt_amount amount,
				jb_fix *out);
/* Shares `total` out over `count` weights in whole smallest units, by the largest remainder (of
 * equals the first). The parts sum up to `total` exactly; total <= sum of the weights. */
void jrt_amount_share(struct jb_arena *arena, const struct jrt_agreement *agreement, jb_fix total,
		      const jb_fix *weight, size_t count, jb_fix *part);

/* ---- charges.c ---- */

/* Charges of the days, by the agreement's terms. */
struct jrt_amount jrt_charges_over(const struct jrt_deal *deal,
				   const struct jrt_agreement_terms *terms,
				   struct jrt_stretch days);

/* ---- sum.c ---- */

struct jrt_amount jrt_sum_of(const struct jrt_purse *purse, const struct jrt_sum *sum);
/* What `at risk` comes to in the stretch that holds the purse's last day; *stretch numbers it. */
struct jrt_amount jrt_sum_at_risk(const struct jrt_purse *purse, const struct jrt_at_risk *risk,
				  int64_t *stretch);
struct jrt_purse jrt_purse_of_month(const struct jrt_month *month);
struct jrt_purse jrt_purse_of_claim(const struct jrt_month *month, const struct jrt_claim *claim);

/* ---- claims.c ---- */

void jrt_claims_collect(struct jrt_deal *deal);
/* The verdict of a level; NULL where it is not declared. */
const struct jrt_verdict *jrt_claim_level(const struct jrt_claim *claim, enum jrt_level level);
/* The verdict of `expected`, or of `minimum` where there is no such. */
const struct jrt_verdict *jrt_claim_main(const struct jrt_claim *claim);
bool jrt_claim_final(const struct jrt_claim *claim);
const struct jrt_metric *jrt_claim_metric(const struct jrt_deal *deal,
					  const struct jrt_claim *claim);

/* ---- chain.c ---- */

/* Claims of one guarantee and site, in the order of time. */
void jrt_chain_link(struct jrt_deal *deal, struct jrt_claim *claim, size_t count);
/* Those that are given back, by the period in which they are. */
void jrt_chain_sort_due(struct jrt_deal *deal);

/* ---- distance.c ---- */

/* How many steps lie between a value and its level. */
struct jrt_owed {
	bool owed; /* the payment's condition holds, and there is at least a part of a step */
	bool too_large;
	bool over; /* the value lies above what it should be */
	struct jb_ratio distance, step, count;
};

/* Whether and how often a payment of a guarantee is owed. */
struct jrt_owed jrt_owed_of_claim(const struct jrt_claim *claim, const struct jrt_payment *payment);
/* The same of a payment of the agreement itself, by its points. */
struct jrt_owed jrt_owed_of_points(const struct jrt_payment *payment, uint32_t points);
bool jrt_when_holds(const struct jrt_claim *claim, enum jrt_pay_when when, enum jrt_level level,
		    const struct jrt_bounds *range);

/* ---- because.c ---- */

struct jb_text jrt_because_claim(const struct jrt_deal *deal, const struct jrt_claim *claim,
				 const struct jrt_payment *payment, const struct jrt_owed *steps);
struct jb_text jrt_because_points(const struct jrt_deal *deal, const struct jrt_payment *payment,
				  uint32_t points);
void jrt_because_add_bounds(struct jb_buf *buf, const struct jrt_metric *metric,
			    const struct jrt_bounds *bounds);

/* ---- the steps of a period, in their order ---- */

void jrt_points_count(struct jrt_month *month);
void jrt_lines_make(struct jrt_month *month);
/* The rounded amount of a line; one that is not known takes its fate and the account's with it. */
void jrt_lines_set_amount(struct jrt_month *month, struct jrt_money_line *line,
			  struct jrt_amount amount);
/* Of the lines `from` to `to`: highest or all, as the terms say; bonus and credit each. */
void jrt_overlap_choose(struct jrt_settling *settling, enum jrt_overlap overlap, size_t from,
			size_t to);
/* What speaks against the lines of a claim besides: ramps, withheld bonuses, provisional
 * verdicts. */
void jrt_overlap_hold_back(struct jrt_month *month, const struct jrt_claim *claim);
void jrt_incident_choose(struct jrt_month *month);
void jrt_fees_add(struct jrt_month *month);
/* Gathers the credits that count, and leaves of them what guarantees and pools allow. */
void jrt_limits_apply(struct jrt_month *month);
/* What `room` allows of an at risk in its stretch: all of it less what was used. */
jb_fix jrt_limits_room(struct jrt_used *used, int64_t stretch, jb_fix limit);
void jrt_carry_apply(struct jrt_month *month);
void jrt_earn_back(struct jrt_month *month);
/* Sums, cap and net of the period, its lines being made. */
void jrt_account_close(struct jrt_month *month);
/* Lets the account of an earlier run stand, or shows it beside. */
void jrt_recorded_apply(struct jrt_month *month);

/* ---- carry.c ---- */

/* Lets a part of what waits of a share lapse. */
void jrt_carry_drop(struct jrt_month *month, size_t share, jb_fix amount);
/* Makes what waits come to `amount`, which an earlier run settled. */
void jrt_carry_set(struct jrt_month *month, jb_fix amount);

/* ---- settled.c and money_trigger.c, after the accounts of an agreement ---- */

void jrt_settled_sum(struct jrt_deal *deal);
void jrt_money_triggers_look(struct jrt_deal *deal);

/* ---- findings, in settle.c ---- */

struct jrt_finding *jrt_settle_finding(struct jrt_settling *settling, enum jrt_severity severity,
				       const char *code, struct jrt_place place);
/* A new line of the month that counts, of the agreement itself until more is said. */
struct jrt_money_line *jrt_settle_line(struct jrt_month *month, enum jrt_line_kind kind);
/* A sum as 64 bits; beyond them the account has no amount, and 0 is given. */
jb_fix jrt_settle_fit(struct jrt_month *month, jb_i128 sum);
/* Notes why an account is what it is; the first reason stands. */
void jrt_account_note(struct jrt_month *month, struct jb_text why);

#endif
