/*
 * The ledger: what was added is read back whole and in order, follows the entry before, cannot be
 * changed through SQL, and any change made behind SQL's back is found. What is no ledger is
 * refused before SQLite touches it.
 */
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/wait.h>

#include "ledgers.h"

static void entries_are_read_back(void **state)
{
	struct jrt_store store;
	struct jrt_entry entry, wanted;
	struct jb_digest previous = jrt_entry_first();

	(void)state;
	add_entries(ledger_path, 1, 12);
	assert_int_equal(
		jrt_store_open(&store, &arena, jb_text_of(ledger_path), JRT_STORE_READ, &why),
		JB_OK);
	assert_int_equal(jrt_store_seek(&store, 0, false, &why), JB_OK);
	for (unsigned n = 1; n <= 12; n++) {
		assert_int_equal(jrt_store_next(&store, &entry, &why), JB_OK);
		wanted = entry_of(n);
		assert_int_equal(entry.seq, n);
		assert_int_equal(entry.kind, wanted.kind);
		assert_int_equal(entry.corrects, wanted.corrects);
		assert_int_equal(entry.has_cover, wanted.has_cover);
		assert_int_equal(entry.cover_from, wanted.has_cover ? -5 : 0);
		assert_true(jb_text_equal(entry.payload, wanted.payload));
		assert_true(jb_text_equal(entry.as_of, wanted.as_of));
		assert_true(jb_digest_equal(&entry.previous, &previous));
		previous = jrt_entry_hash(&arena, &entry);
		assert_true(jb_digest_equal(&entry.hash, &previous));
	}
	assert_int_equal(jrt_store_next(&store, &entry, &why), JB_OK);
	assert_int_equal(entry.seq, 0);
	assert_int_equal(jrt_store_seek(&store, UINT64_MAX, true, &why), JB_OK);
	assert_int_equal(jrt_store_next(&store, &entry, &why), JB_OK);
	assert_int_equal(entry.seq, 12);
	jrt_store_close(&store);
}

static void a_sound_ledger_is_sound(void **state)
{
	struct jrt_verified found;

	(void)state;
	for (unsigned n = 1; n <= 40; n++) {
		add_entries(ledger_path, n, n);
		found = verify_ledger(ledger_path);
		assert_int_equal(found.faults.count, 0);
		assert_int_equal(found.entries, n);
		assert_true(found.compared);
	}
	struct jb_digest other = jb_hash_text(JB_TEXT("other"));
	assert_int_equal(
		jrt_ledger_verify(&arena, jb_text_of(ledger_path), &found.head, &found, &why),
		JB_OK);
	assert_true(found.holds);
	assert_int_equal(found.faults.count, 0);
	assert_int_equal(jrt_ledger_verify(&arena, jb_text_of(ledger_path), &other, &found, &why),
			 JB_OK);
	assert_int_equal(found.faults.count, 1);
	assert_false(found.holds);
}

/* What another program may try: `defensive` and our own code are not in its way. */
static int sql(const char *text)
{
	sqlite3 *db;
	int code;

	assert_int_equal(sqlite3_open(ledger_path, &db), SQLITE_OK);
	code = sqlite3_exec(db, text, NULL, NULL, NULL);
	sqlite3_close(db);
	return code;
}

static void nothing_is_changed_by_sql(void **state)
{
	static const char *const refused[] = {
		"UPDATE entry SET payload = '{}' WHERE seq = 1",
		"UPDATE OR REPLACE entry SET seq = 9 WHERE seq = 1",
		"DELETE FROM entry WHERE seq = 3",
		"DELETE FROM entry",
		"REPLACE INTO entry SELECT * FROM entry WHERE seq = 1",
		"INSERT INTO entry SELECT 7, kind, program, definitions, agreements, as_of, "
		"periods, "
		"cover_from, cover_to, corrects, recorded_at, writer, meters, accounts, "
		"payload_digest, previous, hash, payload FROM entry WHERE seq = 3",
	};

	(void)state;
	add_entries(ledger_path, 1, 3);
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
		assert_int_equal(sql(refused[i]), SQLITE_CONSTRAINT);
	assert_int_equal(verify_ledger(ledger_path).faults.count, 0);
}

static bool says(const struct jrt_verified *found, const char *text)
{
	for (size_t i = 0; i < found->faults.count; i++)
		if (memmem(found->faults.at[i].at, found->faults.at[i].size, text, strlen(text)))
			return true;
	return false;
}

/* The guards can be dropped by whoever may write the file; that shows. */
static void what_is_forced_shows(void **state)
{
	struct jrt_verified found;

	(void)state;
	add_entries(ledger_path, 1, 3);
	assert_int_equal(sql("DROP TRIGGER entry_stays"), SQLITE_OK);
	found = verify_ledger(ledger_path);
	assert_true(says(&found, "its table or what guards it was changed"));
	assert_int_equal(sql("UPDATE entry SET as_of = '2020-01-01' WHERE seq = 2;"
			     "CREATE TRIGGER entry_stays BEFORE UPDATE ON entry BEGIN\n"
			     "  SELECT RAISE(ABORT, 'a ledger is only ever added to');\n"
			     "END"),
			 SQLITE_OK);
	found = verify_ledger(ledger_path);
	assert_true(found.faults.count > 0);
}

static void a_removed_end_is_found_by_its_head(void **state)
{
	struct jrt_verified found, shorter;

	(void)state;
	add_entries(ledger_path, 1, 3);
	found = verify_ledger(ledger_path);
	assert_int_equal(unlink(ledger_path), 0);
	add_entries(ledger_path, 1, 2);
	assert_int_equal(
		jrt_ledger_verify(&arena, jb_text_of(ledger_path), &found.head, &shorter, &why),
		JB_OK);
	assert_true(says(&shorter, "no sound entry has the hash"));
}

static void refuse(const char *path, enum jb_status status, const char *text)
{
	struct jrt_entry entry = entry_of(1);

	assert_int_equal(add_entry(path, &entry), status);
	if (memmem(why.at, why.size, text, strlen(text)) == NULL)
		fail_msg("\"%.*s\" does not say \"%s\"", JB_ARG(why), text);
}

static void write_bytes(const char *bytes, size_t size)
{
	FILE *file = fopen(ledger_path, "w");

	assert_int_equal(fwrite(bytes, 1, size, file), size);
	fclose(file);
}

static void what_is_no_ledger_is_refused(void **state)
{
	char link_path[112];

	(void)state;
	refuse(folder, JB_REFUSED, "is no plain file");
	refuse("", JB_REFUSED, "is no name of a file");
	refuse("-", JB_REFUSED, "is no name of a file");
	refuse("/nowhere/at/all.db", JB_CANNOT_OPEN, "cannot be opened");
	refuse("/dev/null", JB_REFUSED, "is no plain file");
	write_bytes("wait,answered\n5,yes\n", 20);
	refuse(ledger_path, JB_MALFORMED, "is no ledger");
	unlink(ledger_path);
	assert_int_equal(sql("CREATE TABLE shop (name TEXT)"), SQLITE_OK);
	refuse(ledger_path, JB_MALFORMED, "a database of another program");
	unlink(ledger_path);
	add_entries(ledger_path, 1, 1);
	assert_int_equal(sql("PRAGMA journal_mode = WAL"), SQLITE_OK);
	refuse(ledger_path, JB_MALFORMED, "is a damaged ledger");
	assert_int_equal(sql("PRAGMA journal_mode = DELETE; PRAGMA user_version = 2"), SQLITE_OK);
	refuse(ledger_path, JB_MALFORMED, "a ledger of format 2, this program knows format 1");
	assert_int_equal(sql("PRAGMA user_version = 1"), SQLITE_OK);
	snprintf(link_path, sizeof link_path, "%s/link", folder);
	assert_int_equal(symlink(ledger_path, link_path), 0);
	refuse(link_path, JB_REFUSED, "is a symbolic link");
	unlink(link_path);
	assert_int_equal(link(ledger_path, link_path), 0);
	refuse(link_path, JB_REFUSED, "has several names");
	unlink(link_path);
}

static void an_empty_file_becomes_one(void **state)
{
	(void)state;
	write_bytes("", 0);
	add_entries(ledger_path, 1, 1);
	assert_int_equal(verify_ledger(ledger_path).faults.count, 0);
}

static void what_is_not_committed_never_was(void **state)
{
	struct jrt_store store;
	struct jrt_entry entry = entry_of(3);

	(void)state;
	add_entries(ledger_path, 1, 2);
	assert_int_equal(
		jrt_store_open(&store, &arena, jb_text_of(ledger_path), JRT_STORE_WRITE, &why),
		JB_OK);
	entry.seq = 3;
	struct jrt_verified before = verify_ledger(ledger_path);
	entry.previous = before.head;
	assert_int_equal(jrt_store_append(&store, &entry, &why), JB_OK);
	jrt_store_close(&store);
	assert_int_equal(verify_ledger(ledger_path).entries, 2);
	assert_int_equal(verify_ledger(ledger_path).faults.count, 0);
}

/* Ten processes, each adding three: one writer at a time, and nobody gives up. */
static void writers_take_turns(void **state)
{
	struct jrt_verified found;
	int status, bad = 0;

	(void)state;
	for (int child = 0; child < 10; child++) {
		if (fork() != 0)
			continue;
		for (unsigned n = 0; n < 3; n++) {
			struct jrt_entry entry = entry_of(n);

			if (add_entry(ledger_path, &entry) != JB_OK)
				_exit(1);
		}
		_exit(0);
	}
	while (wait(&status) > 0)
		bad += status != 0;
	assert_int_equal(bad, 0);
	found = verify_ledger(ledger_path);
	assert_int_equal(found.entries, 30);
	assert_int_equal(found.faults.count, 0);
}

static void a_record_too_large_is_refused(void **state)
{
	struct jrt_entry entry = entry_of(1);

	(void)state;
	entry.payload.size = JRT_ENTRY_PAYLOAD_MAX + 1;
	assert_int_equal(add_entry(ledger_path, &entry), JB_TOO_LARGE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(entries_are_read_back, set_up_ledger,
						tear_down_ledger),
		cmocka_unit_test_setup_teardown(a_sound_ledger_is_sound, set_up_ledger,
						tear_down_ledger),
		cmocka_unit_test_setup_teardown(nothing_is_changed_by_sql, set_up_ledger,
						tear_down_ledger),
		cmocka_unit_test_setup_teardown(what_is_forced_shows, set_up_ledger,
						tear_down_ledger),
		cmocka_unit_test_setup_teardown(a_removed_end_is_found_by_its_head, set_up_ledger,
						tear_down_ledger),
		cmocka_unit_test_setup_teardown(what_is_no_ledger_is_refused, set_up_ledger,
						tear_down_ledger),
		cmocka_unit_test_setup_teardown(an_empty_file_becomes_one, set_up_ledger,
						tear_down_ledger),
		cmocka_unit_test_setup_teardown(what_is_not_committed_never_was, set_up_ledger,
						tear_down_ledger),
		cmocka_unit_test_setup_teardown(writers_take_turns, set_up_ledger,
						tear_down_ledger),
		cmocka_unit_test_setup_teardown(a_record_too_large_is_refused, set_up_ledger,
						tear_down_ledger),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
