/*
 * An entry to its hash, and the words its fields are written in. Knows no file.
 */
#include "ledger/entry.h"

#include "base/buf.h"
#include "judge/figure.h"
#include "time/civil.h"

const char *jrt_entry_kind_word(enum jrt_entry_kind kind)
{
	return kind == JRT_ENTRY_CORRECTION ? "correction" : "run";
}

struct jb_digest jrt_entry_first(void)
{
	return (struct jb_digest){{0}};
}

static void add_digest(struct jb_hash *hash, struct jb_arena *arena, const struct jb_digest *digest)
{
	jb_hash_add_text(hash, jb_digest_hex(arena, digest));
}

struct jb_digest jrt_entry_hash(struct jb_arena *arena, const struct jrt_entry *entry)
{
	struct jb_hash hash;

	jb_hash_init(&hash);
	jb_hash_add_text(&hash, JB_TEXT("journey-ledger-1"));
	jb_hash_add_number(&hash, entry->seq);
	jb_hash_add_text(&hash, jb_text_of(jrt_entry_kind_word(entry->kind)));
	jb_hash_add_text(&hash, entry->program);
	add_digest(&hash, arena, &entry->definitions);
	jb_hash_add_text(&hash, entry->agreements);
	jb_hash_add_text(&hash, entry->as_of);
	jb_hash_add_text(&hash, entry->periods);
	jb_hash_add_number(&hash, entry->has_cover);
	if (entry->has_cover) {
		jb_hash_add_number(&hash, (uint64_t)entry->cover_from);
		jb_hash_add_number(&hash, (uint64_t)entry->cover_to);
	}
	jb_hash_add_number(&hash, entry->corrects);
	jb_hash_add_number(&hash, (uint64_t)entry->recorded_at);
	jb_hash_add_text(&hash, entry->writer);
	jb_hash_add_text(&hash, entry->meters);
	jb_hash_add_text(&hash, entry->accounts);
	add_digest(&hash, arena, &entry->payload_digest);
	add_digest(&hash, arena, &entry->previous);
	return jb_hash_end(&hash);
}

struct jb_text jrt_entry_time(struct jb_arena *arena, int64_t seconds)
{
	const int64_t first = JRT_INSTANT_MIN / JRT_SECOND_US,
		      last = JRT_INSTANT_MAX / JRT_SECOND_US;
	struct jb_buf buf;

	jb_buf_init(&buf, arena);
	if (seconds < first || seconds > last)
		seconds = seconds < first ? first : last;
	jrt_figure_add_instant(&buf, seconds * JRT_SECOND_US);
	return jb_buf_text(&buf);
}
