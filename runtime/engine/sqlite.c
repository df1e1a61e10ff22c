/*
 * SQLite, by the library that ledgers are kept with: a file opened for reading, and one transaction
 * around all statements. The authorizer lets a statement read and call functions, and nothing else;
 * what stands in quotes is a name and never, as SQLite otherwise has it, a text.
 */
#include "engine/session.h"

#include <sqlite3.h>

#define STEPS_BETWEEN_LOOKS 20000
#define COLUMNS_MAX 4096

struct own {
	sqlite3 *db;
	sqlite3_stmt *statement;
	struct jb_text field[COLUMNS_MAX];
};

static struct jb_text shown(struct jb_arena *arena, struct jb_text place)
{
	return jb_text_printf(arena, "sqlite:%.*s", JB_ARG(place));
}

/* `what` failed; NULL: the statement at hand. */
static enum jb_status fault(struct jrt_session *session, int code, const char *what)
{
	struct own *own = session->own;
	const char *said = own->db ? sqlite3_errmsg(own->db) : sqlite3_errstr(code);
	const int kind = code & 0xff;

	if (kind == SQLITE_NOMEM)
		return JB_NO_MEMORY;
	if ((kind == SQLITE_INTERRUPT || kind == SQLITE_BUSY) &&
	    jrt_session_check(session) != JB_OK)
		return jrt_session_stopped(session);
	return jrt_session_failed(session, what, NULL, said);
}

static int look(void *user)
{
	return jrt_session_check(user) != JB_OK;
}

static int may(void *user, int action, const char *a, const char *b, const char *c, const char *d)
{
	(void)user, (void)a, (void)b, (void)c, (void)d;
	return action == SQLITE_SELECT || action == SQLITE_READ || action == SQLITE_FUNCTION ||
			       action == SQLITE_RECURSIVE
		       ? SQLITE_OK
		       : SQLITE_DENY;
}

/* Another process may be writing: its lock is waited for as long as there is time. */
static int wait_for_lock(void *user, int times)
{
	(void)times;
	if (jrt_session_check(user) != JB_OK)
		return 0;
	sqlite3_sleep(jrt_session_left(user, 20));
	return 1;
}

static enum jb_status open_session(struct jrt_session *session)
{
	struct own *own = session->own = JB_NEW(session->arena, struct own);
	int code = sqlite3_open_v2(jb_text_cstring(session->arena, session->place), &own->db,
				   SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL);

	if (code != SQLITE_OK)
		return fault(session, code, "cannot be opened");
	sqlite3_extended_result_codes(own->db, 1);
	sqlite3_db_config(own->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(own->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_db_config(own->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	sqlite3_busy_handler(own->db, wait_for_lock, session);
	sqlite3_progress_handler(own->db, STEPS_BETWEEN_LOOKS, look, session);
	code = sqlite3_exec(own->db, "PRAGMA query_only = 1; BEGIN", NULL, NULL, NULL);
	if (code != SQLITE_OK)
		return fault(session, code, "cannot be read");
	sqlite3_set_authorizer(own->db, may, session);
	return JB_OK;
}

static enum jb_status begin(struct jrt_session *session, int columns)
{
	struct own *own = session->own;

	if (columns > COLUMNS_MAX)
		return jrt_session_fault(session, "a statement has too many columns", "");
	for (int c = 0; c < columns; c++)
		own->field[c] = jb_text_of(sqlite3_column_name(own->statement, c));
	return jrt_session_begin(session, own->field, (size_t)columns);
}

static enum jb_status row(struct jrt_session *session, int columns)
{
	struct own *own = session->own;

	for (int c = 0; c < columns; c++) {
		const char *text = (const char *)sqlite3_column_text(own->statement, c);

		if (!text && sqlite3_column_type(own->statement, c) != SQLITE_NULL)
			return JB_NO_MEMORY;
		own->field[c] = (struct jb_text){
			text, text ? (size_t)sqlite3_column_bytes(own->statement, c) : 0};
	}
	return jrt_session_row(session, own->field);
}

static enum jb_status run_statement(struct jrt_session *session, struct jb_text statement)
{
	struct own *own = session->own;
	int code, columns;
	enum jb_status status;

	if (statement.size > INT32_MAX)
		return jrt_session_fault(session, "a statement is too long", "");
	code = sqlite3_prepare_v2(own->db, statement.at, (int)statement.size, &own->statement,
				  NULL);
	if (code != SQLITE_OK)
		return fault(session, code, NULL);
	columns = sqlite3_column_count(own->statement);
	status = begin(session, columns);
	while (status == JB_OK && (code = sqlite3_step(own->statement)) == SQLITE_ROW)
		status = row(session, columns);
	if (status == JB_OK && code != SQLITE_DONE)
		return fault(session, code, NULL);
	sqlite3_finalize(own->statement);
	own->statement = NULL;
	return status == JB_OK ? jrt_session_end(session) : status;
}

static void close_session(struct jrt_session *session)
{
	struct own *own = session->own;

	if (!own)
		return;
	sqlite3_finalize(own->statement);
	sqlite3_close(own->db);
}

const struct jrt_driver jrt_driver_sqlite = {.scheme = "sqlite:",
					     .dialect = "sqlite",
					     .shown = shown,
					     .open = open_session,
					     .run = run_statement,
					     .close = close_session};
