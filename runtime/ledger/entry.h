/*
 * An entry of the ledger: one run, as it was recorded. Everything in it is bound by its hash, and
 * the hash of the entry before is bound with it, so that nothing can be changed, left out or put
 * in between without all that follows being other.
 *
 * hash = SHA-256 over, in this order, each number as eight bytes (greatest first) and each text as
 * its size, such a number, and its bytes: "journey-ledger-1", seq, kind, program, definitions,
 * agreements, as_of, periods, 1 and the two ends of the cover or 0, corrects, recorded_at, writer,
 * meters, accounts, the payload's digest, the previous hash. Digests are texts of 64 digits.
 */
#ifndef LEDGER_ENTRY_H
#define LEDGER_ENTRY_H

#include "base/hash.h"

enum jrt_entry_kind { JRT_ENTRY_RUN, JRT_ENTRY_CORRECTION };

struct jrt_entry {
	uint64_t seq; /* from 1, without a gap */
	enum jrt_entry_kind kind;
	struct jb_text program;	      /* the plan's title */
	struct jb_digest definitions; /* of the program as lowered */
	struct jb_text agreements;    /* names in order of declaration, ", " between */
	struct jb_text as_of;	      /* the day that was given as today's; empty: none */
	struct jb_text periods;	      /* "2026-01 to 2026-03": labels that the data covered */
	bool has_cover;
	int64_t cover_from, cover_to; /* instants, half open: what the sources together covered */
	uint64_t corrects;	      /* the newest entry whose figures this one restates; 0 */
	int64_t recorded_at;	      /* seconds since 1970 in UTC; no figure depends on it */
	struct jb_text writer;	      /* "journey 0.1.0, SQLite 3.40.1" */
	struct jb_text meters;	      /* what each meter counted, see identity.h; a line each */
	struct jb_text accounts;      /* the money that was settled, see accounts.h */
	/* the report as JSON, with the states measured in this run */
	struct jb_text payload;
	struct jb_digest payload_digest, previous, hash;
};

/* Fields of an entry may be at most so large, in bytes. */
#define JRT_ENTRY_PAYLOAD_MAX ((size_t)256 * 1024 * 1024)
#define JRT_ENTRY_FIELD_MAX ((size_t)16 * 1024 * 1024)

/* The hash of an entry from its fields and `previous`; `payload_digest` is taken as it stands. */
struct jb_digest jrt_entry_hash(struct jb_arena *arena, const struct jrt_entry *entry);
/* What the first entry has as its previous hash: 32 bytes of zero. */
struct jb_digest jrt_entry_first(void);
const char *jrt_entry_kind_word(enum jrt_entry_kind kind);
/* "2026-04-02T09:15:00Z" */
struct jb_text jrt_entry_time(struct jb_arena *arena, int64_t seconds);

#endif
