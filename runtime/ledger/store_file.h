/*
 * What a file is before SQLite touches it: so that no database of another program is opened,
 * recovered or changed, and nothing is written through a link.
 */
#ifndef LEDGER_STORE_FILE_H
#define LEDGER_STORE_FILE_H

#include "ledger/store.h"

enum jrt_store_kind {
	JRT_STORE_ABSENT,
	JRT_STORE_EMPTY, /* no byte, or zeros with a journal: a first entry that never came to be */
	JRT_STORE_LEDGER
};

enum jb_status jrt_store_look(struct jb_arena *arena, struct jb_text path,
			      enum jrt_store_kind *kind, struct jb_text *why);

#endif
