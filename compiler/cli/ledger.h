/*
 * What `journey ledger` shows: entries as a table, one entry in full, both also as JSON.
 */
#ifndef CLI_LEDGER_H
#define CLI_LEDGER_H

#include "cli/command.h"
#include "ledger/ledger.h"

/* All entries; JB_OK, or why they could not be read. */
enum jb_status jy_ledger_list(struct jy_command *command, struct jrt_store *store, bool json,
			      struct jb_buf *out, struct jb_text *why);
/* One entry with its record, whose bytes are those that were hashed. */
void jy_ledger_show(struct jy_command *command, const struct jrt_entry *entry, bool json,
		    struct jb_buf *out);

#endif
