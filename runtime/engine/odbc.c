/*
 * Any engine with a driver of ODBC, by unixODBC. Everything is fetched as text, so that numbers of
 * any width arrive as they are. Which SQL the engine understands is told by its name, or given. One
 * transaction that reads, where engine and driver have such a thing; a thread beside calls a
 * statement off.
 */
#include "engine/odbc.h"

#include <string.h>
#include <strings.h>

#define NAME_UNITS 256

enum { INFO_DBMS_NAME = 17 };
enum { ATTR_QUERY_TIMEOUT = 0, ATTR_NOSCAN = 2, NOSCAN_ON = 1 };
enum { STATEMENT_CLOSE = 0, TRANSACTION_ROLLBACK = 1 };

/* ---- which SQL ---- */

struct engine {
	const char *name, *dialect; /* as the DBMS calls itself: the beginning will do */
	/* What a session begins with, parted by semicolons; NULL: nothing. */
	const char *begin;
};

static const struct engine engines[] = {
	{"PostgreSQL", "postgres",
	 "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY;SET LOCAL TimeZone = 'UTC';"
	 "SET LOCAL standard_conforming_strings = on;SET LOCAL client_encoding = 'UTF8'"},
	{"SQLite", "sqlite", "PRAGMA query_only = 1"},
	{"DuckDB", "duckdb", NULL},
	{"ClickHouse", "clickhouse", NULL},
	{"Spark", "spark", NULL},
	{"Trino", "trino", NULL},
};
#define ENGINES (sizeof engines / sizeof *engines)

static enum jb_status dialect(struct jrt_session *session, struct jb_text *name)
{
	struct jrt_odbc *odbc = session->own;
	uint16_t wide[NAME_UNITS] = {0};
	short size = 0;
	struct jb_buf buf;

	if (!jrt_odbc_is_good(
		    odbc->SQLGetInfoW(odbc->connection, INFO_DBMS_NAME, wide, sizeof wide, &size)))
		return jrt_odbc_fault(session, JRT_ODBC_CONNECTION, odbc->connection,
				      "the engine does not tell its name");
	jb_buf_init(&buf, session->arena);
	for (size_t units = 0; units < NAME_UNITS && wide[units]; units++)
		jrt_odbc_add(&buf, &wide[units], 1);
	for (size_t i = 0; i < ENGINES; i++)
		if (strncasecmp(jb_buf_text(&buf).at, engines[i].name, strlen(engines[i].name)) ==
		    0) {
			*name = jb_text_of(engines[i].dialect);
			return JB_OK;
		}
	return jrt_session_fault(session,
				 "no SQL is written for this engine; --dialect names one whose "
				 "SQL it understands",
				 jb_buf_text(&buf).at);
}

/* ---- statements ---- */

static enum jb_status fault(struct jrt_session *session, const char *what)
{
	const struct jrt_odbc *odbc = session->own;

	return jrt_odbc_fault(session, JRT_ODBC_STATEMENT, odbc->statement, what);
}

/* Carries out a text; `what` is said where it fails. */
static enum jb_status carry_out(struct jrt_session *session, struct jb_text text, const char *what)
{
	short result;

	if (text.size > INT32_MAX)
		return jrt_session_fault(session, "a statement is too long", "");
	result = jrt_odbc_execute(session, text);
	if (!jrt_odbc_is_good(result) && result != JRT_ODBC_NO_DATA)
		return fault(session, what);
	return JB_OK;
}

static enum jb_status begin(struct jrt_session *session, short *columns)
{
	struct jrt_odbc *odbc = session->own;
	struct jb_buf buf;

	if (!jrt_odbc_is_good(odbc->SQLNumResultCols(odbc->statement, columns)))
		return fault(session, NULL);
	if (*columns <= 0)
		return jrt_session_fault(session, "a statement had no answer", "");
	if (*columns > JRT_ODBC_COLUMNS_MAX)
		return jrt_session_fault(session, "a statement has too many columns", "");
	for (short c = 0; c < *columns; c++) {
		jb_buf_init(&buf, session->arena);
		if (!jrt_odbc_is_good(jrt_odbc_add_name(odbc, c, &buf)))
			return fault(session, NULL);
		odbc->field[c] = jb_buf_text(&buf);
	}
	return jrt_session_begin(session, odbc->field, (size_t)*columns);
}

/* Fields are found again by their sizes, as the bytes may move while more are added. */
static enum jb_status take_row(struct jrt_session *session, short columns)
{
	struct jrt_odbc *odbc = session->own;
	enum jb_status status = JB_OK;
	size_t at = 0;

	odbc->value.size = 0;
	for (short c = 0; c < columns && status == JB_OK; c++) {
		const size_t before = odbc->value.size;
		bool is_null;

		if (!jrt_odbc_is_good(jrt_odbc_add_field(odbc, c, &odbc->value, &is_null)))
			status = fault(session, NULL);
		odbc->field[c] = (struct jb_text){is_null ? NULL : "", odbc->value.size - before};
	}
	for (short c = 0; c < columns && status == JB_OK; c++)
		if (odbc->field[c].size) {
			odbc->field[c].at = odbc->value.data + at;
			at += odbc->field[c].size;
		}
	return status == JB_OK ? jrt_session_row(session, odbc->field) : status;
}

static enum jb_status fetch(struct jrt_session *session)
{
	struct jrt_odbc *odbc = session->own;
	short columns = 0, result = 0;
	enum jb_status status = begin(session, &columns);

	while (status == JB_OK && jrt_odbc_is_good(result = odbc->SQLFetch(odbc->statement)))
		status = take_row(session, columns);
	if (status == JB_OK && result != JRT_ODBC_NO_DATA)
		return fault(session, NULL);
	return status == JB_OK ? jrt_session_end(session) : status;
}

static enum jb_status run_statement(struct jrt_session *session, struct jb_text statement)
{
	struct jrt_odbc *odbc = session->own;
	enum jb_status status = jrt_odbc_watch_begin(session);

	if (status == JB_OK)
		status = carry_out(session, statement, NULL);
	if (status == JB_OK)
		status = fetch(session);
	jrt_odbc_watch_end(odbc);
	odbc->SQLFreeStmt(odbc->statement, STATEMENT_CLOSE);
	return status;
}

/* ---- sessions ---- */

/* The first statements of the transaction. */
static enum jb_status begin_reading(struct jrt_session *session)
{
	struct jrt_odbc *odbc = session->own;
	enum jb_status status = JB_OK;
	const char *text = "";

	for (size_t i = 0; i < ENGINES; i++)
		if (engines[i].begin && jb_text_is(session->asked->dialect, engines[i].dialect))
			text = engines[i].begin;
	while (*text && status == JB_OK) {
		const size_t size = strcspn(text, ";");

		status = carry_out(session, (struct jb_text){text, size},
				   "no session that only reads can be had");
		odbc->SQLFreeStmt(odbc->statement, STATEMENT_CLOSE);
		text += size + (text[size] == ';');
	}
	return status;
}

static enum jb_status open_session(struct jrt_session *session)
{
	struct jrt_odbc *odbc = session->own = JB_NEW(session->arena, struct jrt_odbc);
	enum jb_status status = jrt_odbc_connect(session);

	if (status != JB_OK)
		return status;
	jb_buf_init(&odbc->value, session->arena);
	if (!jrt_odbc_is_good(
		    odbc->SQLAllocHandle(JRT_ODBC_STATEMENT, odbc->connection, &odbc->statement)))
		return jrt_odbc_fault(session, JRT_ODBC_CONNECTION, odbc->connection,
				      "no connection");
	odbc->SQLSetStmtAttrW(odbc->statement, ATTR_NOSCAN, (void *)(uintptr_t)NOSCAN_ON, 0);
	if (session->asked->seconds)
		odbc->SQLSetStmtAttrW(odbc->statement, ATTR_QUERY_TIMEOUT,
				      (void *)(uintptr_t)session->asked->seconds, 0);
	if (!session->asked->dialect.size)
		return JB_OK;
	status = begin_reading(session);
	return status == JB_OK ? jrt_odbc_find_way(session) : status;
}

static void close_session(struct jrt_session *session)
{
	struct jrt_odbc *odbc = session->own;

	if (!odbc)
		return;
	jrt_odbc_watch_end(odbc);
	if (odbc->statement)
		odbc->SQLFreeHandle(JRT_ODBC_STATEMENT, odbc->statement);
	if (odbc->connected) {
		odbc->SQLEndTran(JRT_ODBC_CONNECTION, odbc->connection, TRANSACTION_ROLLBACK);
		odbc->SQLDisconnect(odbc->connection);
	}
	if (odbc->connection)
		odbc->SQLFreeHandle(JRT_ODBC_CONNECTION, odbc->connection);
	if (odbc->environment)
		odbc->SQLFreeHandle(JRT_ODBC_ENVIRONMENT, odbc->environment);
}

const struct jrt_driver jrt_driver_odbc = {.scheme = "odbc:",
					   .ask_dialect = dialect,
					   .fit = jrt_odbc_fit,
					   .shown = jrt_odbc_shown,
					   .open = open_session,
					   .run = run_statement,
					   .close = close_session};
