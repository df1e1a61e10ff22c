/*
 * A ledger of runs: entries behind one another in a file, each bound to the one before by its
 * hash. Adding and verifying; what runs say to one another is history.h's.
 */
#ifndef LEDGER_LEDGER_H
#define LEDGER_LEDGER_H

#include "ledger/store.h"

/* Completes an entry (number, previous hash, digests, writer) and adds it for good: when the
 * status is JB_OK it is on the disk. The store was opened for writing, and may only be closed
 * afterwards. */
enum jb_status jrt_ledger_add(struct jrt_store *store, struct jrt_entry *entry,
			      struct jb_text *why);

/* What verifying found. */
struct jrt_verified {
	uint64_t entries;      /* that are sound, from the first on */
	struct jb_digest head; /* hash of the last of them */
	bool holds;	       /* an entry has the hash that was asked for */
	/* The whole file was compared with its entries written anew. False where another version of
	 * SQLite wrote it and lays pages out otherwise: then entries, chain, schema and SQLite's
	 * own check are all there is, and `layout` names the version. */
	bool compared;
	struct jb_text layout;
	jrt_store_faults faults; /* sentences; none: the ledger is sound */
};

/* Recomputes every hash and the chain, compares the schema, asks SQLite for its own check, and
 * writes all entries anew into memory: the file must be equal to that, byte for byte. `head`: a
 * hash that an entry must have, noted when it was written; NULL: none is asked for. Other than
 * JB_OK only where the file could not be looked at. */
enum jb_status jrt_ledger_verify(struct jb_arena *arena, struct jb_text path,
				 const struct jb_digest *head, struct jrt_verified *out,
				 struct jb_text *why);

#endif
