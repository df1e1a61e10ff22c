/*
 * PostgreSQL by libpq. One read-only transaction that sees one moment; rows come one by one, so
 * that a large answer is not held twice. Nothing here waits without looking up: ^C and the time-out
 * end a connection that hangs, and tell the server to stop what it is doing.
 */
#include "engine/postgres.h"

#include <poll.h>
#include <string.h>

enum { EMPTY_QUERY = 0, COMMAND_OK = 1, TUPLES_OK = 2, SINGLE_TUPLE = 9 };
#define STATE_CANCELLED "57014"

enum { FIELD_STATE = 'C', FIELD_PRIMARY = 'M' };

/* Host and database, without who asks and how. */
static struct jb_text shown(struct jb_arena *arena, struct jb_text place)
{
	size_t from = 0, to = 0;

	while (to < place.size && place.at[to] != '?')
		to++;
	while (from < 2 && from < to && place.at[from] == '/')
		from++;
	for (size_t i = from; i < to; i++)
		if (place.at[i] == '@')
			from = i + 1;
	return jb_text_printf(arena, "postgres://%.*s", JB_ARG(jb_text_slice(place, from, to)));
}

/* ---- statements ---- */

static enum jb_status flush(struct jrt_session *session)
{
	struct jrt_pg *pg = session->own;
	enum jb_status status = JB_OK;
	int left;

	while (status == JB_OK && (left = pg->PQflush(pg->conn)) == 1) {
		status = jrt_pg_wait(session, POLLIN | POLLOUT);
		if (status == JB_OK && !pg->PQconsumeInput(pg->conn))
			return jrt_pg_fault(session, "the connection is lost");
	}
	return status == JB_OK && left < 0 ? jrt_pg_fault(session, "the connection is lost")
					   : status;
}

/* The next result, or none at the end of a statement. */
static enum jb_status next_result(struct jrt_session *session)
{
	struct jrt_pg *pg = session->own;

	pg->PQclear(pg->result);
	pg->result = NULL;
	while (pg->PQisBusy(pg->conn)) {
		enum jb_status status = jrt_pg_wait(session, POLLIN);

		if (status != JB_OK)
			return status;
		if (!pg->PQconsumeInput(pg->conn))
			return jrt_pg_fault(session, "the connection is lost");
	}
	pg->result = pg->PQgetResult(pg->conn);
	pg->sent = pg->result != NULL;
	return JB_OK;
}

static enum jb_status send(struct jrt_session *session, struct jb_text statement, bool rows)
{
	struct jrt_pg *pg = session->own;

	if (!pg->PQsendQuery(pg->conn, jb_text_cstring(session->arena, statement)))
		return jrt_pg_fault(session, "the connection is lost");
	pg->sent = true;
	if (rows)
		pg->PQsetSingleRowMode(pg->conn);
	return flush(session);
}

/* The server keeps the time too, and may be the first to notice. */
static enum jb_status failed(struct jrt_session *session, const char *what)
{
	struct jrt_pg *pg = session->own;
	const char *state = pg->PQresultErrorField(pg->result, FIELD_STATE);
	const char *said = pg->PQresultErrorField(pg->result, FIELD_PRIMARY);

	if (state && strcmp(state, STATE_CANCELLED) == 0 && jrt_session_check(session) != JB_OK)
		return jrt_session_stopped(session);
	if (!said)
		said = pg->PQresultErrorMessage(pg->result);
	pg->sent = false; /* it is over there */
	session->secret = jb_text_of(pg->PQpass(pg->conn));
	return jrt_session_failed(session, what, state, said);
}

/* What gives no rows; several may stand in one text. *refused: the server does not take it, and
 * that is no fault; NULL: it is one. */
static enum jb_status command(struct jrt_session *session, struct jb_text statements, bool *refused)
{
	struct jrt_pg *pg = session->own;
	enum jb_status status = send(session, statements, false);

	do {
		if (status == JB_OK)
			status = next_result(session);
		if (status != JB_OK || !pg->result || pg->PQresultStatus(pg->result) == COMMAND_OK)
			continue;
		if (refused)
			*refused = true;
		else
			status = failed(session, "no session that only reads can be had");
	} while (status == JB_OK && pg->result);
	return status;
}

static enum jb_status begin(struct jrt_session *session)
{
	struct jrt_pg *pg = session->own;
	const int columns = pg->PQnfields(pg->result);

	if (columns > JRT_PG_COLUMNS_MAX)
		return jrt_session_fault(session, "a statement has too many columns", "");
	for (int c = 0; c < columns; c++)
		pg->field[c] = jb_text_of(pg->PQfname(pg->result, c));
	return jrt_session_begin(session, pg->field, (size_t)columns);
}

static enum jb_status row(struct jrt_session *session)
{
	struct jrt_pg *pg = session->own;
	const int columns = pg->PQnfields(pg->result);

	for (int c = 0; c < columns; c++)
		pg->field[c] =
			pg->PQgetisnull(pg->result, 0, c)
				? (struct jb_text){NULL, 0}
				: (struct jb_text){pg->PQgetvalue(pg->result, 0, c),
						   (size_t)pg->PQgetlength(pg->result, 0, c)};
	return jrt_session_row(session, pg->field);
}

static enum jb_status run_statement(struct jrt_session *session, struct jb_text statement)
{
	struct jrt_pg *pg = session->own;
	enum jb_status status = send(session, statement, true);
	bool begun = false, done = false;

	while (status == JB_OK && (status = next_result(session)) == JB_OK && pg->result) {
		const int kind = pg->PQresultStatus(pg->result);

		if (kind == COMMAND_OK || kind == EMPTY_QUERY)
			return jrt_session_fault(session, "a statement had no answer", "");
		if (kind != SINGLE_TUPLE && kind != TUPLES_OK)
			return failed(session, NULL);
		if (!begun)
			status = begin(session);
		begun = true;
		if (status == JB_OK && kind == SINGLE_TUPLE)
			status = row(session);
		done |= kind == TUPLES_OK;
	}
	if (status == JB_OK && !done)
		return jrt_session_fault(session, "the answer ends too early", "");
	return status == JB_OK ? jrt_session_end(session) : status;
}

/* What a server writes besides goes nowhere: it may say anything. */
static void ignore_notice(void *user, const char *said)
{
	(void)user, (void)said;
}

/* A server that knows how (PostgreSQL 14) looks itself whether somebody still waits: also for one
 * who was killed. */
static enum jb_status look_for_us(struct jrt_session *session)
{
	bool refused = false;
	enum jb_status status = command(
		session,
		JB_TEXT("SAVEPOINT journey; SET LOCAL client_connection_check_interval = '2s'"),
		&refused);

	return status == JB_OK && refused
		       ? command(session, JB_TEXT("ROLLBACK TO SAVEPOINT journey"), NULL)
		       : status;
}

/* The server keeps the time too, for the case that it is not told of the end. */
static enum jb_status open_session(struct jrt_session *session)
{
	struct jrt_pg *pg = session->own = JB_NEW(session->arena, struct jrt_pg);
	enum jb_status status = jrt_pg_connect(session);

	if (status != JB_OK)
		return status;
	pg->PQsetnonblocking(pg->conn, 1);
	pg->PQsetNoticeProcessor(pg->conn, ignore_notice, NULL);
	status = command(session,
			 jb_text_printf(session->arena,
					"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; "
					"SET LOCAL TimeZone = 'UTC'; "
					"SET LOCAL standard_conforming_strings = on; "
					"SET LOCAL statement_timeout = '%us'",
					session->asked->seconds),
			 NULL);
	return status == JB_OK ? look_for_us(session) : status;
}

static void close_session(struct jrt_session *session)
{
	struct jrt_pg *pg = session->own;

	if (!pg || !pg->conn)
		return;
	if (pg->sent)
		jrt_pg_call_off(pg);
	pg->PQclear(pg->result);
	pg->PQfinish(pg->conn);
}

const struct jrt_driver jrt_driver_postgres = {.scheme = "postgres:",
					       .dialect = "postgres",
					       .fit = jrt_pg_fit,
					       .shown = shown,
					       .open = open_session,
					       .run = run_statement,
					       .close = close_session};
