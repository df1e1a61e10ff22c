/*
 * The power fails while an entry is added. A file system of SQLite's is put around the real one
 * that knows what is safe: what was written is safe only after its file was synced, and of the rest
 * any sector may be on the disk or not; that a file is there, or is gone, is safe only after its
 * folder was synced. The power fails before each single operation in turn, several times each with
 * another choice of what got through. An entry that was told to be kept is there, whole; at most
 * one more is.
 *
 * That the test would see a loss is seen by two disks that lie: one forgets to sync folders, one
 * forgets to sync at all.
 */
#include <sqlite3.h>

#include "base/io.h"
#include "ledgers.h"

#define FILES 2 /* the ledger and its journal */
#define WRITES_MAX 4096
#define SECTOR ((size_t)512)
#define BYTES_MAX ((size_t)1 << 20)
#define CHOICES 3 /* of what got through, for each moment */

enum lie { HONEST, NO_FOLDER_SYNC, NO_SYNC };

struct pending {
	size_t offset, size;
	uint8_t *bytes; /* NULL: the file was cut to `offset` */
};

struct image {
	char path[128];
	uint8_t safe[BYTES_MAX]; /* as after the last sync */
	size_t safe_size;
	bool there, safe_there; /* in its folder, now and safely */
	struct pending pending[WRITES_MAX];
	size_t pending_count;
};

static struct {
	sqlite3_vfs vfs, *real;
	struct image image[FILES];
	unsigned operation, fails_before;
	bool dead;
	enum lie lie;
} disk;

struct power_file {
	sqlite3_file base;
	struct image *image; /* NULL: some other file */
	sqlite3_file *real;
};

static uint64_t seed = 88172645463325252u;

static bool coin(void)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return seed >> 40 & 1;
}

/* Whether the power is still on, after one more operation that changes something. */
static bool powered(void)
{
	if (!disk.dead && ++disk.operation == disk.fails_before)
		disk.dead = true;
	return !disk.dead;
}

static struct image *image_of(const char *path)
{
	for (size_t i = 0; path != NULL && i < FILES; i++)
		if (strcmp(disk.image[i].path, path) == 0)
			return &disk.image[i];
	return NULL;
}

static sqlite3_file *real_of(sqlite3_file *file)
{
	return ((struct power_file *)file)->real;
}

static void change(uint8_t *bytes, size_t *size, const struct pending *write, bool torn)
{
	if (write->bytes == NULL) {
		if (*size > write->offset)
			*size = write->offset;
		return;
	}
	assert_true(write->offset + write->size <= BYTES_MAX);
	for (size_t at = 0; at < write->size; at += SECTOR) {
		size_t part = write->size - at < SECTOR ? write->size - at : SECTOR;
		size_t from = write->offset + at;

		if (torn && coin())
			continue;
		if (from > *size)
			memset(bytes + *size, 0, from - *size);
		memcpy(bytes + from, write->bytes + at, part);
		if (from + part > *size)
			*size = from + part;
	}
}

static void forget(struct image *image)
{
	for (size_t i = 0; i < image->pending_count; i++)
		free(image->pending[i].bytes);
	image->pending_count = 0;
}

static void note(struct image *image, size_t offset, const void *bytes, size_t size)
{
	struct pending *write = &image->pending[image->pending_count++];

	assert_true(image->pending_count < WRITES_MAX);
	*write = (struct pending){.offset = offset, .size = size};
	if (bytes == NULL)
		return;
	write->bytes = malloc(size);
	memcpy(write->bytes, bytes, size);
}

static void sync_folder(void)
{
	for (size_t i = 0; i < FILES && disk.lie == HONEST; i++) {
		struct image *image = &disk.image[i];

		/* Gone and safely so: nothing of it comes back. */
		if (!image->there && image->safe_there) {
			forget(image);
			image->safe_size = 0;
		}
		image->safe_there = image->there;
	}
}

/* ---- what SQLite calls ---- */

static int power_close(sqlite3_file *file)
{
	sqlite3_file *real = real_of(file);
	int code = real->pMethods->xClose(real);

	sqlite3_free(real);
	return code;
}

static int power_read(sqlite3_file *file, void *into, int size, sqlite3_int64 offset)
{
	return disk.dead ? SQLITE_IOERR_READ
			 : real_of(file)->pMethods->xRead(real_of(file), into, size, offset);
}

static int power_write(sqlite3_file *file, const void *bytes, int size, sqlite3_int64 offset)
{
	struct image *image = ((struct power_file *)file)->image;

	if (!powered())
		return SQLITE_IOERR_WRITE;
	if (image != NULL)
		note(image, (size_t)offset, bytes, (size_t)size);
	return real_of(file)->pMethods->xWrite(real_of(file), bytes, size, offset);
}

static int power_truncate(sqlite3_file *file, sqlite3_int64 size)
{
	struct image *image = ((struct power_file *)file)->image;

	if (!powered())
		return SQLITE_IOERR_TRUNCATE;
	if (image != NULL)
		note(image, (size_t)size, NULL, 0);
	return real_of(file)->pMethods->xTruncate(real_of(file), size);
}

/* As the system's own: the first sync of a new journal syncs its folder as well. */
static int power_sync(sqlite3_file *file, int flags)
{
	struct image *image = ((struct power_file *)file)->image;

	(void)flags;
	if (!powered())
		return SQLITE_IOERR_FSYNC;
	if (image == NULL || disk.lie == NO_SYNC)
		return SQLITE_OK;
	for (size_t i = 0; i < image->pending_count; i++)
		change(image->safe, &image->safe_size, &image->pending[i], false);
	forget(image);
	if (image == &disk.image[1] && !image->safe_there) {
		enum lie lie = disk.lie;

		disk.lie = HONEST;
		sync_folder();
		disk.lie = lie;
	}
	return SQLITE_OK;
}

static int power_size(sqlite3_file *file, sqlite3_int64 *size)
{
	return real_of(file)->pMethods->xFileSize(real_of(file), size);
}

static int power_lock(sqlite3_file *file, int level)
{
	return real_of(file)->pMethods->xLock(real_of(file), level);
}

static int power_unlock(sqlite3_file *file, int level)
{
	return real_of(file)->pMethods->xUnlock(real_of(file), level);
}

static int power_reserved(sqlite3_file *file, int *out)
{
	return real_of(file)->pMethods->xCheckReservedLock(real_of(file), out);
}

static int power_control(sqlite3_file *file, int what, void *argument)
{
	return real_of(file)->pMethods->xFileControl(real_of(file), what, argument);
}

static int power_sector(sqlite3_file *file)
{
	return real_of(file)->pMethods->xSectorSize(real_of(file));
}

static int power_device(sqlite3_file *file)
{
	return real_of(file)->pMethods->xDeviceCharacteristics(real_of(file));
}

static const sqlite3_io_methods methods = {
	.iVersion = 1,
	.xClose = power_close,
	.xRead = power_read,
	.xWrite = power_write,
	.xTruncate = power_truncate,
	.xSync = power_sync,
	.xFileSize = power_size,
	.xLock = power_lock,
	.xUnlock = power_unlock,
	.xCheckReservedLock = power_reserved,
	.xFileControl = power_control,
	.xSectorSize = power_sector,
	.xDeviceCharacteristics = power_device,
};

static int power_open(sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *got)
{
	struct power_file *at = (struct power_file *)file;
	int code;

	(void)vfs;
	*at = (struct power_file){.image = image_of(path)};
	if (disk.dead || (at->image != NULL && !at->image->there && !powered()))
		return SQLITE_CANTOPEN;
	at->real = sqlite3_malloc(disk.real->szOsFile);
	memset(at->real, 0, (size_t)disk.real->szOsFile);
	code = disk.real->xOpen(disk.real, path, at->real, flags, got);
	if (code != SQLITE_OK) {
		sqlite3_free(at->real);
		return code;
	}
	if (at->image != NULL)
		at->image->there = true;
	at->base.pMethods = &methods;
	return SQLITE_OK;
}

static int power_delete(sqlite3_vfs *vfs, const char *path, int sync)
{
	struct image *image = image_of(path);
	int code;

	(void)vfs;
	if (!powered())
		return SQLITE_IOERR_DELETE;
	code = disk.real->xDelete(disk.real, path, 0);
	if (code == SQLITE_OK && image != NULL)
		image->there = false;
	if (code == SQLITE_OK && sync)
		sync_folder();
	return code;
}

/* ---- the failure ---- */

static void load(struct image *image)
{
	struct jb_text text;

	image->there = image->safe_there = access(image->path, F_OK) == 0;
	image->safe_size = 0;
	image->pending_count = 0;
	if (!image->there)
		return;
	assert_int_equal(jb_io_read_all(&arena, jb_text_of(image->path), BYTES_MAX, &text, &why),
			 JB_OK);
	memcpy(image->safe, text.at, text.size);
	image->safe_size = text.size;
}

/* What is found when the power is back: what was safe, and of the rest what chance let through. */
static void come_back(struct image *image)
{
	bool there = image->there == image->safe_there ? image->there : coin();
	FILE *file;

	for (size_t i = 0; i < image->pending_count; i++)
		if (image->pending[i].bytes != NULL || coin())
			change(image->safe, &image->safe_size, &image->pending[i], true);
	forget(image);
	unlink(image->path);
	if (!there)
		return;
	file = fopen(image->path, "w");
	assert_int_equal(fwrite(image->safe, 1, image->safe_size, file), image->safe_size);
	fclose(file);
}

static void power_on(enum lie lie, unsigned fails_before)
{
	disk.lie = lie;
	disk.operation = 0;
	disk.fails_before = fails_before;
	disk.dead = false;
	for (size_t i = 0; i < FILES; i++)
		load(&disk.image[i]);
	disk.real = sqlite3_vfs_find(NULL);
	disk.vfs = *disk.real;
	disk.vfs.zName = "power";
	disk.vfs.szOsFile = (int)sizeof(struct power_file);
	disk.vfs.xOpen = power_open;
	disk.vfs.xDelete = power_delete;
	assert_int_equal(sqlite3_vfs_register(&disk.vfs, 1), SQLITE_OK);
}

static void power_off(void)
{
	sqlite3_vfs_unregister(&disk.vfs);
	sqlite3_vfs_register(disk.real, 1);
	for (size_t i = 0; i < FILES; i++)
		come_back(&disk.image[i]);
}

/* Whether what was kept is there, and at most one entry more, all of it sound. */
static bool all_there(uint64_t kept)
{
	struct jrt_verified found;
	struct stat about;

	if (stat(ledger_path, &about) != 0 || about.st_size == 0)
		return kept == 0;
	if (jrt_ledger_verify(&arena, jb_text_of(ledger_path), NULL, &found, &why) != JB_OK)
		return false;
	if (found.faults.count > 0)
		return kept == 0 && found.entries == 0 &&
		       jb_text_ends(found.faults.at[0], JB_TEXT("is empty: no ledger"));
	return found.entries == kept || found.entries == kept + 1;
}

static void write_start(struct jb_text start)
{
	FILE *file;

	for (size_t i = 0; i < FILES; i++)
		unlink(disk.image[i].path);
	if (start.size == 0)
		return;
	file = fopen(ledger_path, "w");
	assert_int_equal(fwrite(start.at, 1, start.size, file), start.size);
	fclose(file);
}

/* What is left can be gone on with. */
static bool goes_on(uint64_t kept)
{
	struct jrt_entry entry = entry_of(9);

	return add_entry(ledger_path, &entry) == JB_OK && all_there(kept + 1);
}

/* Adds two entries to a ledger that has so many; false where something was lost, *failed tells
 * whether the power failed at all. */
static bool try(struct jb_text start, uint64_t kept, enum lie lie, unsigned fails_before,
		bool *failed)
{
	write_start(start);
	power_on(lie, fails_before);
	for (unsigned more = 0; more < 2; more++) {
		struct jrt_entry entry = entry_of((unsigned)kept + 1);

		kept += add_entry(ledger_path, &entry) == JB_OK;
	}
	*failed = disk.dead;
	power_off();
	return all_there(kept) && (coin() || coin() || coin() || goes_on(kept));
}

static struct jb_text start_of(struct jb_arena *own, unsigned entries)
{
	struct jb_text start = {0};

	add_entries(ledger_path, 1, entries);
	if (entries > 0)
		assert_int_equal(
			jb_io_read_all(own, jb_text_of(ledger_path), BYTES_MAX, &start, &why),
			JB_OK);
	return start;
}

/* The power fails before each operation in turn, until `enough` times something was lost; gives how
 * often it was. */
static unsigned losses(enum lie lie, unsigned enough, unsigned *tries)
{
	struct jb_arena own;
	unsigned lost = 0;

	jb_arena_init(&own, NULL);
	snprintf(disk.image[0].path, sizeof disk.image[0].path, "%s", ledger_path);
	snprintf(disk.image[1].path, sizeof disk.image[1].path, "%s-journal", ledger_path);
	*tries = 0;
	for (unsigned entries = 0; entries < 3 && lost < enough; entries++) {
		struct jb_text start = start_of(&own, entries);
		bool failed = true;

		for (unsigned before = 1; failed && lost < enough; before++)
			for (unsigned choice = 0; choice < CHOICES; choice++, ++*tries) {
				lost += !try(start, entries, lie, before, &failed);
				jb_arena_reset(&arena);
			}
		write_start((struct jb_text){0});
	}
	jb_arena_release(&own);
	return lost;
}

static void nothing_is_lost(void **state)
{
	unsigned tries;

	(void)state;
	assert_int_equal(losses(HONEST, 1, &tries), 0);
	print_message("the power failed %u times, nothing was lost\n", tries);
}

static void a_folder_that_is_not_synced_loses(void **state)
{
	unsigned tries;

	(void)state;
	assert_true(losses(NO_FOLDER_SYNC, 1, &tries) > 0);
}

static void a_disk_that_never_syncs_loses(void **state)
{
	unsigned tries;

	(void)state;
	assert_true(losses(NO_SYNC, 1, &tries) > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(nothing_is_lost, set_up_ledger, tear_down_ledger),
		cmocka_unit_test_setup_teardown(a_folder_that_is_not_synced_loses, set_up_ledger,
						tear_down_ledger),
		cmocka_unit_test_setup_teardown(a_disk_that_never_syncs_loses, set_up_ledger,
						tear_down_ledger),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
