/*
 * The file of a ledger: an SQLite database of one table to which entries are only ever added. One
 * writer at a time, who has the file for itself from opening it for writing until it commits or
 * closes; readers see what was committed. A commit is on the disk when it returns, and is there
 * whole or not at all, whenever the process is killed or the power fails (a rollback journal,
 * synchronous EXTRA: the journal's end is synced into its folder too).
 *
 * The bytes of the file follow from its entries alone, so that writing them anew gives the same
 * file (jrt_store_image): rows of one table in order of their number, no index, nothing freed.
 * store.c is the one file that knows SQLite.
 *
 *	status = jrt_store_open(&store, arena, path, JRT_STORE_WRITE, &why);
 *	... jrt_store_seek, jrt_store_next ...
 *	status = jrt_store_append(&store, &entry, &why);
 *	status = jrt_store_commit(&store, &why);
 *	jrt_store_close(&store);
 */
#ifndef LEDGER_STORE_H
#define LEDGER_STORE_H

#include "base/status.h"
#include "base/vec.h"
#include "ledger/entry.h"

#define JRT_STORE_PAGE 4096
#define JRT_STORE_APPLICATION 0x4A524E4Cu /* "JRNL" */
#define JRT_STORE_VERSION 1
#define JRT_STORE_WAIT_MS 30000 /* for another writer */

enum jrt_store_use { JRT_STORE_READ, JRT_STORE_WRITE };

struct jrt_store {
	struct jb_arena *arena;
	struct jb_text path;
	void *db, *rows; /* SQLite's */
	bool fresh;	 /* there is no table yet: the file is new */
};

typedef JB_VEC(struct jb_text) jrt_store_faults;

/* Opens a ledger, and makes one where there is no file and it is opened for writing. Refuses what
 * is no ledger (JB_MALFORMED), links and whatever is no plain file (JB_REFUSED). Nothing is held
 * when the status is not JB_OK. */
enum jb_status jrt_store_open(struct jrt_store *store, struct jb_arena *arena, struct jb_text path,
			      enum jrt_store_use use, struct jb_text *why);
/* Gives everything back; what was not committed is as if it had never been. */
void jrt_store_close(struct jrt_store *store);

/* Goes to an entry: from there jrt_store_next walks up, or down (from the newest: UINT64_MAX). */
enum jb_status jrt_store_seek(struct jrt_store *store, uint64_t seq, bool down,
			      struct jb_text *why);
/* The next entry; seq 0: there is none. Its texts are the store's and die with the next call. */
enum jb_status jrt_store_next(struct jrt_store *store, struct jrt_entry *entry,
			      struct jb_text *why);
/* Writes an entry, complete with number and hash, behind the last one. */
enum jb_status jrt_store_append(struct jrt_store *store, const struct jrt_entry *entry,
				struct jb_text *why);
enum jb_status jrt_store_commit(struct jrt_store *store, struct jb_text *why);

/* "3.40.1": whose layout the file has. */
const char *jrt_store_library(void);

/* ---- for verifying ---- */

/* What SQLite itself finds wrong, and where its schema is not the one of a ledger. */
void jrt_store_inspect(struct jrt_store *store, jrt_store_faults *faults);
/* The file's bytes as they stand, under the store's lock. */
enum jb_status jrt_store_size(struct jrt_store *store, uint64_t *size, struct jb_text *why);
enum jb_status jrt_store_read(struct jrt_store *store, uint64_t offset, void *into, size_t size,
			      struct jb_text *why);
/* An empty ledger in memory, to be filled an entry at a time as the file was; and its bytes, which
 * live until it is closed. */
enum jb_status jrt_store_open_image(struct jrt_store *store, struct jb_arena *arena,
				    struct jb_text *why);
enum jb_status jrt_store_add_to_image(struct jrt_store *store, const struct jrt_entry *entry,
				      struct jb_text *why);
enum jb_status jrt_store_image(struct jrt_store *store, struct jb_text *bytes, struct jb_text *why);

#endif
