/*
 * The ledger's file by SQLite. What an entry means, and whether it is right, is not asked here:
 * this file opens, walks, adds and commits, and hands out raw bytes to whoever verifies.
 */
#include "ledger/store.h"

#include <sqlite3.h>
#include <string.h>

#include "ledger/store_file.h"

/* The columns in the order of the statement below; the payload stands last, so that whoever needs
 * the rest does not read it. */
#define COLUMNS                                                                       \
	"seq, kind, program, definitions, agreements, as_of, periods, cover_from, "   \
	"cover_to, corrects, recorded_at, writer, meters, accounts, payload_digest, " \
	"previous, hash, payload"

static const struct {
	const char *type, *name, *sql;
} schema[] = {
	{"table", "entry",
	 "CREATE TABLE entry (\n"
	 "  seq INTEGER PRIMARY KEY,\n"
	 "  kind TEXT NOT NULL CHECK (kind IN ('run', 'correction')),\n"
	 "  program TEXT NOT NULL,\n"
	 "  definitions TEXT NOT NULL,\n"
	 "  agreements TEXT NOT NULL,\n"
	 "  as_of TEXT NOT NULL,\n"
	 "  periods TEXT NOT NULL,\n"
	 "  cover_from INTEGER,\n"
	 "  cover_to INTEGER,\n"
	 "  corrects INTEGER,\n"
	 "  recorded_at INTEGER NOT NULL,\n"
	 "  writer TEXT NOT NULL,\n"
	 "  meters TEXT NOT NULL,\n"
	 "  accounts TEXT NOT NULL,\n"
	 "  payload_digest TEXT NOT NULL,\n"
	 "  previous TEXT NOT NULL,\n"
	 "  hash TEXT NOT NULL,\n"
	 "  payload TEXT NOT NULL\n"
	 ") STRICT"},
	{"trigger", "entry_follows",
	 "CREATE TRIGGER entry_follows BEFORE INSERT ON entry BEGIN\n"
	 "  SELECT RAISE(ABORT, 'an entry follows the last one') WHERE\n"
	 "    NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM entry) OR\n"
	 "    NEW.previous <> coalesce((SELECT hash FROM entry ORDER BY seq DESC LIMIT 1),\n"
	 "      '0000000000000000000000000000000000000000000000000000000000000000');\n"
	 "END"},
	{"trigger", "entry_stays",
	 "CREATE TRIGGER entry_stays BEFORE UPDATE ON entry BEGIN\n"
	 "  SELECT RAISE(ABORT, 'a ledger is only ever added to');\n"
	 "END"},
	{"trigger", "entry_remains",
	 "CREATE TRIGGER entry_remains BEFORE DELETE ON entry BEGIN\n"
	 "  SELECT RAISE(ABORT, 'a ledger is only ever added to');\n"
	 "END"},
};
#define SCHEMA_COUNT (sizeof schema / sizeof *schema)

const char *jrt_store_library(void)
{
	return sqlite3_libversion();
}

/* ---- faults ---- */

static enum jb_status status_of(int code)
{
	switch (code & 0xff) {
	case SQLITE_NOMEM: return JB_NO_MEMORY;
	case SQLITE_CANTOPEN:
	case SQLITE_PERM:
	case SQLITE_AUTH: return JB_CANNOT_OPEN;
	case SQLITE_READONLY:
	case SQLITE_FULL: return JB_CANNOT_WRITE;
	case SQLITE_TOOBIG: return JB_TOO_LARGE;
	case SQLITE_BUSY:
	case SQLITE_LOCKED: return JB_CANCELLED;
	case SQLITE_ERROR:
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
	case SQLITE_CONSTRAINT:
	case SQLITE_MISMATCH: return JB_MALFORMED;
	default: return JB_CANNOT_READ;
	}
}

static const char *reason_of(int code)
{
	switch (code & 0xff) {
	case SQLITE_NOMEM: return "there is not enough memory";
	case SQLITE_CANTOPEN: return "cannot be opened";
	case SQLITE_PERM:
	case SQLITE_AUTH: return "may not be read";
	case SQLITE_READONLY: return "may not be written, or its folder may not";
	case SQLITE_FULL: return "cannot be written: no space left on the disk";
	case SQLITE_TOOBIG: return "cannot take an entry so large";
	case SQLITE_BUSY:
	case SQLITE_LOCKED: return "is being written by another run that does not end";
	case SQLITE_ERROR:
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
	case SQLITE_MISMATCH: return "is damaged";
	case SQLITE_CONSTRAINT: return "does not take this entry";
	default: return "cannot be read or written";
	}
}

static enum jb_status fault(struct jrt_store *store, int code, struct jb_text *why)
{
	const char *detail = store->db != NULL ? sqlite3_errmsg(store->db) : sqlite3_errstr(code);

	*why = jb_text_printf(store->arena, "%.*s %s (%s)", JB_ARG(store->path), reason_of(code),
			      detail);
	return status_of(code);
}

static enum jb_status run(struct jrt_store *store, const char *sql, struct jb_text *why)
{
	int code = sqlite3_exec(store->db, sql, NULL, NULL, NULL);

	return code == SQLITE_OK ? JB_OK : fault(store, code, why);
}

/* ---- open and close ---- */

void jrt_store_close(struct jrt_store *store)
{
	sqlite3_stmt *statement;

	if (store->db == NULL)
		return;
	while ((statement = sqlite3_next_stmt(store->db, NULL)) != NULL)
		sqlite3_finalize(statement);
	sqlite3_close(store->db);
	store->db = store->rows = NULL;
}

/* Nothing in a file that somebody hands in may make SQLite do more than read a table. */
static enum jb_status harden(struct jrt_store *store, struct jb_text *why)
{
	sqlite3 *db = store->db;

	sqlite3_extended_result_codes(db, 1);
	sqlite3_busy_timeout(db, JRT_STORE_WAIT_MS);
	sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, (int *)NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, (int *)NULL);
	sqlite3_limit(db, SQLITE_LIMIT_LENGTH, (int)(JRT_ENTRY_PAYLOAD_MAX + JRT_ENTRY_FIELD_MAX));
	sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
	return run(store,
		   "PRAGMA page_size = 4096; PRAGMA encoding = 'UTF-8'; PRAGMA auto_vacuum = 0;"
		   "PRAGMA mmap_size = 0; PRAGMA cell_size_check = 1; PRAGMA secure_delete = 1;"
		   "PRAGMA temp_store = 2; PRAGMA synchronous = EXTRA;",
		   why);
}

static enum jb_status connect(struct jrt_store *store, const char *name, int flags, const char *vfs,
			      struct jb_text *why)
{
	sqlite3 *db = NULL;
	int code = sqlite3_open_v2(name, &db, flags, vfs);

	store->db = db;
	if (code != SQLITE_OK)
		return fault(store, code, why);
	return harden(store, why);
}

/* Whether the schema is that of a ledger; `fresh` where there is none at all. */
static enum jb_status look_at_schema(struct jrt_store *store, bool *same, struct jb_text *why)
{
	sqlite3_stmt *rows = NULL;
	size_t count = 0;
	int code = sqlite3_prepare_v2(store->db,
				      "SELECT type, name, sql FROM sqlite_schema ORDER BY rowid",
				      -1, &rows, NULL);

	*same = true;
	while (code == SQLITE_OK || code == SQLITE_ROW) {
		code = sqlite3_step(rows);
		if (code != SQLITE_ROW)
			break;
		for (int i = 0; i < 3 && *same; i++) {
			const char *found = (const char *)sqlite3_column_text(rows, i);
			const char *wanted = count >= SCHEMA_COUNT ? NULL
					     : i == 0		   ? schema[count].type
					     : i == 1		   ? schema[count].name
								   : schema[count].sql;
			*same = found != NULL && wanted != NULL && strcmp(found, wanted) == 0;
		}
		count++;
	}
	sqlite3_finalize(rows);
	store->fresh = count == 0;
	*same = *same && (count == SCHEMA_COUNT || count == 0);
	return code == SQLITE_DONE ? JB_OK : fault(store, code, why);
}

static enum jb_status begin(struct jrt_store *store, enum jrt_store_use use, struct jb_text *why)
{
	bool same;
	enum jb_status status =
		run(store, use == JRT_STORE_WRITE ? "BEGIN IMMEDIATE" : "BEGIN", why);

	if (status == JB_OK)
		status = look_at_schema(store, &same, why);
	if (status != JB_OK || same)
		return status;
	*why = jb_text_printf(store->arena,
			      "%.*s is a damaged ledger: its table or what guards it was changed",
			      JB_ARG(store->path));
	return JB_MALFORMED;
}

/* SQLite takes some names for more than names. */
static const char *name_of(struct jb_arena *arena, struct jb_text path)
{
	if (path.size > 0 && path.at[0] == '/')
		return jb_text_cstring(arena, path);
	return jb_text_printf(arena, "./%.*s", JB_ARG(path)).at;
}

enum jb_status jrt_store_open(struct jrt_store *store, struct jb_arena *arena, struct jb_text path,
			      enum jrt_store_use use, struct jb_text *why)
{
	enum jrt_store_kind kind;
	enum jb_status status = jrt_store_look(arena, path, &kind, why);
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_NOMUTEX;

	*store = (struct jrt_store){.arena = arena, .path = path};
	if (status != JB_OK)
		return status;
	if (kind != JRT_STORE_LEDGER && use == JRT_STORE_READ) {
		*why = jb_text_printf(arena,
				      kind == JRT_STORE_ABSENT ? "cannot open %.*s: no such file"
							       : "%.*s is empty: no ledger",
				      JB_ARG(path));
		return kind == JRT_STORE_ABSENT ? JB_CANNOT_OPEN : JB_MALFORMED;
	}
	if (use == JRT_STORE_WRITE)
		flags |= SQLITE_OPEN_CREATE;
	status = connect(store, name_of(arena, path), flags, NULL, why);
	if (status == JB_OK)
		status = begin(store, use, why);
	if (status != JB_OK)
		jrt_store_close(store);
	return status;
}

/* ---- entries out ---- */

enum jb_status jrt_store_seek(struct jrt_store *store, uint64_t seq, bool down, struct jb_text *why)
{
	sqlite3_stmt *rows = NULL;
	int64_t from = seq > INT64_MAX ? INT64_MAX : (int64_t)seq;

	sqlite3_finalize(store->rows);
	store->rows = NULL;
	if (store->fresh)
		return JB_OK;
	int code = sqlite3_prepare_v2(
		store->db,
		down ? "SELECT " COLUMNS " FROM entry WHERE seq <= ?1 ORDER BY seq DESC"
		     : "SELECT " COLUMNS " FROM entry WHERE seq >= ?1 ORDER BY seq",
		-1, &rows, NULL);
	store->rows = rows;
	if (code == SQLITE_OK)
		code = sqlite3_bind_int64(rows, 1, from);
	return code == SQLITE_OK ? JB_OK : fault(store, code, why);
}

static struct jb_text text_at(sqlite3_stmt *rows, int column)
{
	const char *at = (const char *)sqlite3_column_text(rows, column);

	return at == NULL ? JB_TEXT("")
			  : (struct jb_text){at, (size_t)sqlite3_column_bytes(rows, column)};
}

/* False where what stands there is no digest or no kind: the file was changed. */
static bool read_row(sqlite3_stmt *rows, struct jrt_entry *entry)
{
	struct jb_text kind = text_at(rows, 1);

	*entry = (struct jrt_entry){
		.seq = (uint64_t)sqlite3_column_int64(rows, 0),
		.kind = jb_text_is(kind, "correction") ? JRT_ENTRY_CORRECTION : JRT_ENTRY_RUN,
		.program = text_at(rows, 2),
		.agreements = text_at(rows, 4),
		.as_of = text_at(rows, 5),
		.periods = text_at(rows, 6),
		.has_cover = sqlite3_column_type(rows, 7) != SQLITE_NULL,
		.cover_from = sqlite3_column_int64(rows, 7),
		.cover_to = sqlite3_column_int64(rows, 8),
		.corrects = (uint64_t)sqlite3_column_int64(rows, 9),
		.recorded_at = sqlite3_column_int64(rows, 10),
		.writer = text_at(rows, 11),
		.meters = text_at(rows, 12),
		.accounts = text_at(rows, 13),
		.payload = text_at(rows, 17),
	};
	return jb_digest_parse(text_at(rows, 3), &entry->definitions) &&
	       jb_digest_parse(text_at(rows, 14), &entry->payload_digest) &&
	       jb_digest_parse(text_at(rows, 15), &entry->previous) &&
	       jb_digest_parse(text_at(rows, 16), &entry->hash) &&
	       jb_text_is(kind, jrt_entry_kind_word(entry->kind));
}

enum jb_status jrt_store_next(struct jrt_store *store, struct jrt_entry *entry, struct jb_text *why)
{
	int code;

	*entry = (struct jrt_entry){0};
	if (store->rows == NULL)
		return JB_OK;
	code = sqlite3_step(store->rows);
	if (code == SQLITE_DONE)
		return JB_OK;
	if (code != SQLITE_ROW)
		return fault(store, code, why);
	if (read_row(store->rows, entry) && entry->seq > 0 && entry->seq <= INT64_MAX)
		return JB_OK;
	*why = jb_text_printf(store->arena, "%.*s is damaged: what stands in entry %llu is none",
			      JB_ARG(store->path), (unsigned long long)entry->seq);
	return JB_MALFORMED;
}

/* ---- entries in ---- */

static enum jb_status create(struct jrt_store *store, struct jb_text *why)
{
	struct jb_text pragmas = jb_text_printf(
		store->arena, "PRAGMA application_id = %u; PRAGMA user_version = %d;",
		JRT_STORE_APPLICATION, JRT_STORE_VERSION);
	enum jb_status status = run(store, pragmas.at, why);

	for (size_t i = 0; i < SCHEMA_COUNT && status == JB_OK; i++)
		status = run(store, schema[i].sql, why);
	store->fresh = store->fresh && status != JB_OK;
	return status;
}

static int bind_text(sqlite3_stmt *row, int column, struct jb_text text)
{
	const char *at = text.at != NULL ? text.at : "";

	return sqlite3_bind_text64(row, column, at, text.size, SQLITE_STATIC, SQLITE_UTF8);
}

static int bind_digest(struct jrt_store *store, sqlite3_stmt *row, int column,
		       const struct jb_digest *digest)
{
	return bind_text(row, column, jb_digest_hex(store->arena, digest));
}

static int bind(struct jrt_store *store, sqlite3_stmt *row, const struct jrt_entry *entry)
{
	int bad = sqlite3_bind_int64(row, 1, (int64_t)entry->seq) |
		  bind_text(row, 2, jb_text_of(jrt_entry_kind_word(entry->kind))) |
		  bind_text(row, 3, entry->program) |
		  bind_digest(store, row, 4, &entry->definitions) |
		  bind_text(row, 5, entry->agreements) | bind_text(row, 6, entry->as_of) |
		  bind_text(row, 7, entry->periods);

	if (entry->has_cover)
		bad |= sqlite3_bind_int64(row, 8, entry->cover_from) |
		       sqlite3_bind_int64(row, 9, entry->cover_to);
	if (entry->corrects > 0)
		bad |= sqlite3_bind_int64(row, 10, (int64_t)entry->corrects);
	bad |= sqlite3_bind_int64(row, 11, entry->recorded_at) | bind_text(row, 12, entry->writer) |
	       bind_text(row, 13, entry->meters) | bind_text(row, 14, entry->accounts) |
	       bind_digest(store, row, 15, &entry->payload_digest) |
	       bind_digest(store, row, 16, &entry->previous) |
	       bind_digest(store, row, 17, &entry->hash) | bind_text(row, 18, entry->payload);
	return bad;
}

enum jb_status jrt_store_append(struct jrt_store *store, const struct jrt_entry *entry,
				struct jb_text *why)
{
	static const char insert[] =
		"INSERT INTO entry (" COLUMNS
		") VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18)";
	enum jb_status status = store->fresh ? create(store, why) : JB_OK;
	sqlite3_stmt *row = NULL;

	if (status != JB_OK)
		return status;
	int code = sqlite3_prepare_v2(store->db, insert, -1, &row, NULL);
	if (code == SQLITE_OK)
		code = bind(store, row, entry);
	if (code == SQLITE_OK)
		code = sqlite3_step(row);
	if (code != SQLITE_DONE)
		status = fault(store, code, why);
	sqlite3_finalize(row);
	return status;
}

enum jb_status jrt_store_commit(struct jrt_store *store, struct jb_text *why)
{
	sqlite3_finalize(store->rows);
	store->rows = NULL;
	return run(store, "COMMIT", why);
}

/* ---- for verifying ---- */

void jrt_store_inspect(struct jrt_store *store, jrt_store_faults *faults)
{
	sqlite3_stmt *rows = NULL;
	int code = sqlite3_prepare_v2(store->db, "PRAGMA integrity_check(10)", -1, &rows, NULL);

	while (code == SQLITE_OK || code == SQLITE_ROW) {
		code = sqlite3_step(rows);
		if (code != SQLITE_ROW)
			break;
		struct jb_text said = text_at(rows, 0);
		if (!jb_text_is(said, "ok"))
			*jb_push(store->arena, faults) = jb_text_copy(store->arena, said);
	}
	if (code != SQLITE_DONE)
		*jb_push(store->arena, faults) = jb_text_of(sqlite3_errmsg(store->db));
	sqlite3_finalize(rows);
}

/* SQLite's own descriptor: a second one, when closed, would take the locks away. */
static sqlite3_file *file_of(struct jrt_store *store)
{
	sqlite3_file *file = NULL;

	sqlite3_file_control(store->db, "main", SQLITE_FCNTL_FILE_POINTER, &file);
	return file;
}

enum jb_status jrt_store_size(struct jrt_store *store, uint64_t *size, struct jb_text *why)
{
	sqlite3_file *file = file_of(store);
	sqlite3_int64 bytes = 0;
	int code = file != NULL && file->pMethods != NULL ? file->pMethods->xFileSize(file, &bytes)
							  : SQLITE_IOERR;

	*size = (uint64_t)bytes;
	return code == SQLITE_OK ? JB_OK : fault(store, code, why);
}

enum jb_status jrt_store_read(struct jrt_store *store, uint64_t offset, void *into, size_t size,
			      struct jb_text *why)
{
	sqlite3_file *file = file_of(store);
	int code = file->pMethods->xRead(file, into, (int)size, (sqlite3_int64)offset);

	return code == SQLITE_OK ? JB_OK : fault(store, code, why);
}

enum jb_status jrt_store_open_image(struct jrt_store *store, struct jb_arena *arena,
				    struct jb_text *why)
{
	sqlite3_int64 most = INT64_MAX / 2;

	*store = (struct jrt_store){.arena = arena, .path = JB_TEXT("the ledger written anew")};
	enum jb_status status = connect(
		store, "anew", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
		"memdb", why);
	if (status == JB_OK) {
		sqlite3_file_control(store->db, "main", SQLITE_FCNTL_SIZE_LIMIT, &most);
		status = run(store, "PRAGMA journal_mode = MEMORY", why);
	}
	store->fresh = true;
	if (status != JB_OK)
		jrt_store_close(store);
	return status;
}

enum jb_status jrt_store_add_to_image(struct jrt_store *store, const struct jrt_entry *entry,
				      struct jb_text *why)
{
	enum jb_status status = run(store, "BEGIN IMMEDIATE", why);

	if (status == JB_OK)
		status = jrt_store_append(store, entry, why);
	return status == JB_OK ? jrt_store_commit(store, why) : status;
}

enum jb_status jrt_store_image(struct jrt_store *store, struct jb_text *bytes, struct jb_text *why)
{
	sqlite3_int64 size = 0;
	const unsigned char *at =
		sqlite3_serialize(store->db, "main", &size, SQLITE_SERIALIZE_NOCOPY);

	if (at == NULL)
		return fault(store, SQLITE_NOMEM, why);
	*bytes = (struct jb_text){(const char *)at, (size_t)size};
	return JB_OK;
}
