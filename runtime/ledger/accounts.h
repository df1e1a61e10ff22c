/*
 * Settled accounts as a ledger keeps them: a line a period, whole numbers of millionths only, so
 * that no amount can change by being written and read.
 *
 *	jrt-accounts-1
 *	acme_2026<TAB>2026-01<TAB>EUR<TAB>points charges? cap? charges credits pooled cap applied
 *	carried_in carried_out lapsed paid bonus returned fees net
 *
 * Names and labels hold no control character: the language has none in them.
 */
#ifndef LEDGER_ACCOUNTS_H
#define LEDGER_ACCOUNTS_H

#include "base/map.h"
#include "base/vec.h"
#include "journey/settlement.h"

/* Accounts that were read, the first of each agreement and period. */
struct jrt_accounts {
	struct jb_map seen;
	JB_VEC(struct jrt_recorded) list;
	JB_VEC(struct jb_text) currency; /* of each */
};

/* The accounts of a settlement that are settled: final ones, and those that were before. Empty
 * where there are none. */
struct jb_text jrt_accounts_text(const struct jrt_plan *plan,
				 const struct jrt_settlement *settlement, struct jb_arena *arena);

void jrt_accounts_init(struct jrt_accounts *accounts, struct jb_arena *arena);
/* Adds what is not there yet; false where the text is not of this form. */
bool jrt_accounts_read(struct jb_text text, struct jrt_accounts *accounts, struct jb_arena *arena);

#endif
