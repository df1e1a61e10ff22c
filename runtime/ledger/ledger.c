/*
 * Adding to a ledger. The entry before is read inside the same transaction that adds the new one,
 * so that two runs at once cannot both follow the same entry.
 */
#include "ledger/ledger.h"

static enum jb_status check_sizes(struct jrt_store *store, const struct jrt_entry *entry,
				  struct jb_text *why)
{
	if (entry->payload.size <= JRT_ENTRY_PAYLOAD_MAX &&
	    entry->meters.size <= JRT_ENTRY_FIELD_MAX / 4 &&
	    entry->accounts.size <= JRT_ENTRY_FIELD_MAX / 4)
		return JB_OK;
	*why = jb_text_printf(
		store->arena, "%.*s takes records of %zu MiB at most, and this one has %zu",
		JB_ARG(store->path), JRT_ENTRY_PAYLOAD_MAX >> 20, (entry->payload.size >> 20) + 1);
	return JB_TOO_LARGE;
}

enum jb_status jrt_ledger_add(struct jrt_store *store, struct jrt_entry *entry, struct jb_text *why)
{
	struct jrt_entry last;
	enum jb_status status = check_sizes(store, entry, why);

	if (status == JB_OK)
		status = jrt_store_seek(store, UINT64_MAX, true, why);
	if (status == JB_OK)
		status = jrt_store_next(store, &last, why);
	if (status != JB_OK)
		return status;
	entry->seq = last.seq + 1;
	entry->previous = last.seq > 0 ? last.hash : jrt_entry_first();
	entry->writer = jb_text_printf(store->arena, "journey %s, SQLite %s", JOURNEY_VERSION,
				       jrt_store_library());
	entry->payload_digest = jb_hash_text(entry->payload);
	entry->hash = jrt_entry_hash(store->arena, entry);
	status = jrt_store_append(store, entry, why);
	return status == JB_OK ? jrt_store_commit(store, why) : status;
}
