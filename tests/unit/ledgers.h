/*
 * For the tests of the ledger: a folder of their own, entries that differ, and a file's bytes.
 */
#ifndef TESTS_LEDGERS_H
#define TESTS_LEDGERS_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "ledger/ledger.h"
#include "testing.h"

static struct jb_arena arena;
static struct jb_text why;
static char folder[64], ledger_path[96];

__attribute__((unused)) static int set_up_ledger(void **state)
{
	static unsigned number;

	(void)state;
	jb_arena_init(&arena, NULL);
	snprintf(folder, sizeof folder, "/tmp/journey-ledger.%d.%u", (int)getpid(), number++);
	assert_int_equal(mkdir(folder, 0700), 0);
	snprintf(ledger_path, sizeof ledger_path, "%s/ledger.db", folder);
	return 0;
}

__attribute__((unused)) static int tear_down_ledger(void **state)
{
	char journal[112];

	(void)state;
	snprintf(journal, sizeof journal, "%s-journal", ledger_path);
	unlink(journal);
	unlink(ledger_path);
	assert_int_equal(rmdir(folder), 0);
	jb_arena_release(&arena);
	return 0;
}

/* Entry number `n` of a test: some need overflow pages, some do not. */
__attribute__((unused)) static struct jrt_entry entry_of(unsigned n)
{
	struct jb_buf payload;

	jb_buf_init(&payload, &arena);
	jb_buf_printf(&payload, "{\"run\": %u, \"text\": \"", n);
	jb_buf_add_repeat(&payload, (char)('a' + n % 26), n * 7919 % 9001);
	jb_buf_add_string(&payload, "\"}\n");
	return (struct jrt_entry){
		.kind = n % 5 == 4 ? JRT_ENTRY_CORRECTION : JRT_ENTRY_RUN,
		.program = JB_TEXT("Broadband"),
		.definitions = jb_hash_text(JB_TEXT("definitions")),
		.agreements = JB_TEXT("acme_2026"),
		.as_of = n % 2 ? JB_TEXT("2026-04-01") : JB_TEXT(""),
		.periods = JB_TEXT("2026-01"),
		.has_cover = n % 3 != 0,
		.cover_from = -5,
		.cover_to = 1774000000000000,
		.corrects = n % 5 == 4 ? n - 1 : 0,
		.recorded_at = 1774000000 + n,
		.meters = JB_TEXT("a\nb\n"),
		.accounts = JB_TEXT(""),
		.payload = jb_buf_text(&payload),
	};
}

__attribute__((unused)) static enum jb_status add_entry(const char *path, struct jrt_entry *entry)
{
	struct jrt_store store;
	enum jb_status status =
		jrt_store_open(&store, &arena, jb_text_of(path), JRT_STORE_WRITE, &why);

	if (status != JB_OK)
		return status;
	status = jrt_ledger_add(&store, entry, &why);
	jrt_store_close(&store);
	return status;
}

__attribute__((unused)) static void add_entries(const char *path, unsigned from, unsigned to)
{
	for (unsigned n = from; n <= to; n++) {
		struct jrt_entry entry = entry_of(n);

		assert_int_equal(add_entry(path, &entry), JB_OK);
		assert_int_equal(entry.seq, n);
	}
}

__attribute__((unused)) static struct jrt_verified verify_ledger(const char *path)
{
	struct jrt_verified found;

	assert_int_equal(jrt_ledger_verify(&arena, jb_text_of(path), NULL, &found, &why), JB_OK);
	return found;
}

#endif
