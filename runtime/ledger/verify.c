/*
 * Is a ledger what its entries say, to the last byte? Hashes bind the entries; that no byte besides
 * them was touched (free space, header, schema) shows when all entries are written anew: the same
 * library lays out the same rows in the same way.
 */
#include <string.h>

#include "base/number.h"
#include "ledger/ledger.h"

#define BLOCK ((size_t)64 * 1024)
#define VERSION_AT 96 /* in the header: the number of the SQLite that wrote last */

/* What is being verified. */
struct verifying {
	struct jb_arena *arena, scratch; /* scratch: for an entry's hash */
	struct jrt_store store, image;
	const struct jb_digest *head;
	struct jrt_verified *out;
	struct jb_text writer; /* of the last entry */
	bool elsewhere;	       /* some entry was written by another SQLite */
};

static void find(struct verifying *at, struct jb_text fault)
{
	*jb_push(at->arena, &at->out->faults) = fault;
}

/* "journey 0.1.0, SQLite 3.40.1" to "3.40.1" */
static struct jb_text library_of(struct jb_text writer)
{
	size_t from = writer.size;

	while (from > 0 && writer.at[from - 1] != ' ')
		from--;
	return jb_text_slice(writer, from, writer.size);
}

/* "3.40.1" to 3040001, as SQLite numbers itself; 0 for what is no version. */
static uint32_t number_of(struct jb_text version)
{
	uint32_t part[3] = {0}, count = 0;

	for (size_t i = 0; i < version.size; i++) {
		char c = version.at[i];

		if (c == '.' && ++count < 3)
			continue;
		if (c < '0' || c > '9' || count > 2 || part[count] > 999)
			return 0;
		part[count] = part[count] * 10 + (uint32_t)(c - '0');
	}
	return count == 2 ? part[0] * 1000000 + part[1] * 1000 + part[2] : 0;
}

static bool check_entry(struct verifying *at, const struct jrt_entry *entry)
{
	unsigned long long seq = (unsigned long long)at->out->entries + 1;
	struct jb_digest payload = jb_hash_text(entry->payload);
	struct jb_digest hash = jrt_entry_hash(&at->scratch, entry);
	const char *fault = NULL;

	jb_arena_reset(&at->scratch);
	if (entry->seq != seq)
		fault = "is missing";
	else if (!jb_digest_equal(&payload, &entry->payload_digest))
		fault = "has another record than the one that was written";
	else if (!jb_digest_equal(&entry->previous, &at->out->head))
		fault = "does not follow the entry before it";
	else if (!jb_digest_equal(&hash, &entry->hash))
		fault = "was changed: its hash is another";
	if (fault == NULL)
		return true;
	find(at, jb_text_printf(at->arena, "entry %llu %s", seq, fault));
	return false;
}

static enum jb_status take(struct verifying *at, const struct jrt_entry *entry, struct jb_text *why)
{
	struct jb_text library = library_of(entry->writer);

	at->out->entries++;
	at->out->head = entry->hash;
	at->out->holds |= at->head != NULL && jb_digest_equal(at->head, &entry->hash);
	at->writer = jb_text_copy(at->arena, entry->writer);
	if (!jb_text_is(library, jrt_store_library())) {
		at->elsewhere = true;
		at->out->layout = jb_text_copy(at->arena, library);
	}
	return jrt_store_add_to_image(&at->image, entry, why);
}

/* True when all entries are sound, and the image is whole. */
static bool walk(struct verifying *at)
{
	struct jb_text why = {0};
	struct jrt_entry entry;
	enum jb_status status = jrt_store_seek(&at->store, 0, false, &why);

	at->out->head = jrt_entry_first();
	while (status == JB_OK) {
		status = jrt_store_next(&at->store, &entry, &why);
		if (status != JB_OK || entry.seq == 0)
			break;
		if (!check_entry(at, &entry))
			return false;
		status = take(at, &entry, &why);
	}
	if (status != JB_OK)
		find(at, why);
	return status == JB_OK;
}

/* ---- byte for byte ---- */

static void tell_difference(struct verifying *at, uint64_t offset)
{
	if (at->elsewhere)
		return;
	at->out->compared = true;
	find(at, jb_text_printf(at->arena,
				"byte %llu of the file (page %llu) is not what its entries make it",
				(unsigned long long)offset,
				(unsigned long long)(offset / JRT_STORE_PAGE + 1)));
}

/* The number of the SQLite that wrote last is the one thing the image cannot know; the last entry,
 * bound by its hash, tells it. */
static bool same_version(struct verifying *at, const uint8_t *header)
{
	const uint8_t *byte = header + VERSION_AT;
	uint32_t number = (uint32_t)byte[0] << 24 | (uint32_t)byte[1] << 16 |
			  (uint32_t)byte[2] << 8 | byte[3];

	if (number == number_of(library_of(at->writer)))
		return true;
	find(at, JB_TEXT("the file was last written by another program than its last entry"));
	return false;
}

static enum jb_status compare(struct verifying *at, struct jb_text image, uint64_t size,
			      struct jb_text *why)
{
	uint8_t *block = jb_alloc(at->arena, BLOCK);

	for (uint64_t offset = 0; offset < size; offset += BLOCK) {
		size_t part = size - offset < BLOCK ? (size_t)(size - offset) : BLOCK, i = 0;
		enum jb_status status = jrt_store_read(&at->store, offset, block, part, why);

		if (status != JB_OK)
			return status;
		if (offset == 0) {
			if (!same_version(at, block))
				return JB_OK;
			memcpy(block + VERSION_AT, image.at + VERSION_AT, 4);
		}
		while (i < part && block[i] == (uint8_t)image.at[offset + i])
			i++;
		if (i < part) {
			tell_difference(at, offset + i);
			return JB_OK;
		}
	}
	at->out->compared = true;
	return JB_OK;
}

static void compare_file(struct verifying *at)
{
	struct jb_text image, why = {0};
	uint64_t size;
	enum jb_status status = jrt_store_image(&at->image, &image, &why);

	if (status == JB_OK)
		status = jrt_store_size(&at->store, &size, &why);
	if (status == JB_OK && size != image.size && !at->elsewhere) {
		at->out->compared = true;
		find(at, jb_text_printf(at->arena, "the file has %llu bytes, its entries make %llu",
					(unsigned long long)size, (unsigned long long)image.size));
	} else if (status == JB_OK && size == image.size) {
		status = compare(at, image, size, &why);
	}
	if (status != JB_OK)
		find(at, why);
}

/* ---- all of it ---- */

static void look(struct verifying *at)
{
	struct jb_text why = {0};

	jrt_store_inspect(&at->store, &at->out->faults);
	if (jrt_store_open_image(&at->image, at->arena, &why) != JB_OK)
		find(at, why);
	else if (walk(at) && at->out->entries > 0)
		compare_file(at);
	if (at->head != NULL && !at->out->holds)
		find(at, jb_text_printf(at->arena, "no sound entry has the hash %.*s",
					JB_ARG(jb_digest_hex(at->arena, at->head))));
}

static void release(struct verifying *at)
{
	jrt_store_close(&at->image);
	jrt_store_close(&at->store);
	jb_arena_release(&at->scratch);
}

enum jb_status jrt_ledger_verify(struct jb_arena *arena, struct jb_text path,
				 const struct jb_digest *head, struct jrt_verified *out,
				 struct jb_text *why)
{
	struct verifying *at;

	*out = (struct jrt_verified){0};
	at = JB_NEW(arena, struct verifying);
	*at = (struct verifying){.arena = arena, .head = head, .out = out};
	jb_arena_init(&at->scratch, &arena->allocator);
	if (JB_ARM(&at->scratch) != 0) {
		release(at);
		*why = JB_TEXT("not enough memory to verify the ledger");
		return JB_NO_MEMORY;
	}
	if (JB_ARM(arena) != 0) {
		release(at);
		*why = JB_TEXT("not enough memory to verify the ledger");
		return JB_NO_MEMORY;
	}
	enum jb_status status = jrt_store_open(&at->store, arena, path, JRT_STORE_READ, why);
	if (status == JB_OK) {
		look(at);
	} else if (status == JB_MALFORMED || status == JB_CANNOT_READ) {
		find(at, *why);
		status = JB_OK;
	}
	jb_arena_disarm(arena);
	jb_arena_disarm(&at->scratch);
	release(at);
	return status;
}
