/*
 * Money in reports: words, amounts and totals that all formats share. Amounts are exact decimals
 * of the agreement's currency; nothing here computes with anything but whole millionths.
 */
#ifndef REPORT_MONEY_H
#define REPORT_MONEY_H

#include "journey/settlement.h"
#include "report/report.h"

/* Words of the formats for machines: "credit", "not_highest". Never rename one. */
const char *jrt_word_line_kind(enum jrt_line_kind kind);
const char *jrt_word_line_fate(enum jrt_line_fate fate);
/* "terminate", "rectify", "step_in". */
const char *jrt_word_remedy(enum jrt_remedy remedy);

/* Why a line does not count, for people: "another credit of the guarantee is higher"; empty for
 * one that counts. */
struct jb_text jrt_money_fate_text(enum jrt_line_fate fate);
/* False of a line whose amount is not known, which is not the same as nothing. */
bool jrt_money_has_amount(const struct jrt_money_line *line);
/* "EUR 12,034.50": as many decimals as the currency has, more where the amount needs them. */
void jrt_money_add(struct jb_buf *buf, const struct jrt_agreement *agreement, jb_fix amount);
struct jb_text jrt_money_text(const struct jrt_card *card, const struct jrt_agreement *agreement,
			      jb_fix amount);
/* A fraction of money rounded for reading, for a base or an amount before rounding. */
struct jb_text jrt_money_exact_text(const struct jrt_card *card,
				    const struct jrt_agreement *agreement, struct jb_ratio amount);
/* The guarantee's title or name; "the agreement" for a line of the agreement itself. */
struct jb_text jrt_money_guarantee(const struct jrt_card *card,
				   const struct jrt_agreement *agreement, uint32_t guarantee);
/* Why a line is what it is: "1.6 pp short: 1 full step of 1 pp; capped", "(does not count: …)". */
struct jb_text jrt_money_line_note(const struct jrt_card *card, const struct jrt_money_line *line);
/* What there is to say of an account: provisional, incomplete, settled before, why. */
struct jb_text jrt_money_account_note(const struct jrt_card *card,
				      const struct jrt_account *account);
/* "fires: terminate" in words: "■ may be terminated: acme_2026, …". */
struct jb_text jrt_money_trigger_text(const struct jrt_card *card,
				      const struct jrt_money_trigger_result *result);

/* What an agreement's accounts come to. A sum beyond 64 bits is left at the bound. */
struct jrt_money_total {
	size_t accounts, open; /* of which may still change */
	jb_fix net, net_open;  /* of those that are final, and of those that are not */
};
struct jrt_money_total jrt_money_total(const struct jrt_settlement *settlement, uint32_t agreement);
/* "acme owes northwind EUR 12,500.00; EUR 500.00 more may still change". */
struct jb_text jrt_money_sentence(const struct jrt_card *card, uint32_t agreement);
/* Whether there is money to report: some agreement has an account. */
bool jrt_money_any(const struct jrt_judged *judged);

/* text_money.c: the end of the scorecard. */
void jrt_report_money(const struct jrt_card *card);

#endif
