/*
 * PostgreSQL by libpq, which is loaded when it is asked for and not before. One read-only
 * transaction that sees one moment; rows come one by one, so that a large answer is not held twice.
 * Nothing here waits without looking up: ^C and the time-out end a connection that hangs, and tell
 * the server to stop what it is doing.
 *
 * The calls and the numbers below are those of libpq's manual, chapter "libpq - C Library"; its
 * header is not needed to build this.
 */
#include "base/library.h"
#include "engine/session.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

#define LIBRARY "libpq.so.5"
#define COLUMNS_MAX 1664 /* of PostgreSQL */
#define TICK 100	 /* milliseconds between looks */

struct pg_conn;
struct pg_result;
struct pg_cancel;

/* PQconninfoOption */
struct pg_option {
	char *keyword, *envvar, *compiled, *val, *label, *dispchar;
	int dispsize;
};

enum { CONNECTION_OK = 0 };
enum { POLLING_FAILED = 0, POLLING_READING = 1, POLLING_WRITING = 2, POLLING_OK = 3 };
enum { EMPTY_QUERY = 0, COMMAND_OK = 1, TUPLES_OK = 2, SINGLE_TUPLE = 9 };
enum { MESSAGE_PRIMARY = 'M', MESSAGE_HINT = 'H' };

struct own {
#define CALL(result, name, arguments) result(*name) arguments;
#include "engine/postgres_calls.def"
#undef CALL
	struct pg_conn *conn;
	struct pg_result *result;
	bool sent; /* the server is at work */
	struct jb_text field[COLUMNS_MAX];
};

/* Host and database, without who asks and how. */
static struct jb_text shown(struct jb_arena *arena, struct jb_text place)
{
	size_t from = 0, to = 0, end;

	while (to < place.size && place.at[to] != '?')
		to++;
	while (from < 2 && from < to && place.at[from] == '/')
		from++;
	for (end = from; end < to && place.at[end] != '/'; end++)
		if (place.at[end] == '@')
			from = end + 1;
	return jb_text_printf(arena, "postgres://%.*s", JB_ARG(jb_text_slice(place, from, to)));
}

static enum jb_status fault(struct jrt_session *session, const char *what)
{
	struct own *own = session->own;

	return jrt_session_fault(session, what, own->conn ? own->PQerrorMessage(own->conn) : NULL);
}

/* ---- the library ---- */

static enum jb_status load(struct jrt_session *session)
{
	static const struct jb_call call[] = {
#define CALL(result, name, arguments) {#name, offsetof(struct own, name)},
#include "engine/postgres_calls.def"
#undef CALL
	};
	const struct jb_library library = {
		.file = LIBRARY,
		.cannot = JB_TEXT("PostgreSQL cannot be asked from here"),
		.call = call,
		.count = sizeof call / sizeof *call,
	};

	return jb_library_open(&library, session->own, session->arena, session->why);
}

/* ---- waiting ---- */

/* Until the socket is ready for one of `events`, or a tick is over. */
static enum jb_status wait_for(struct jrt_session *session, short events)
{
	struct own *own = session->own;
	struct pollfd socket = {.fd = own->PQsocket(own->conn), .events = events};

	if (jrt_session_check(session) != JB_OK)
		return jrt_session_stopped(session);
	if (poll(&socket, 1, jrt_session_left(session, TICK)) < 0 && errno != EINTR)
		return jrt_session_fault(session, "the connection is lost", strerror(errno));
	return JB_OK;
}

/* Tells the server that nobody waits any more. */
static void call_off(struct own *own)
{
	char said[256];
	struct pg_cancel *cancel = own->PQgetCancel(own->conn);

	if (cancel)
		own->PQcancel(cancel, said, sizeof said);
	own->PQfreeCancel(cancel);
}

/* ---- connecting ---- */

/* The library reads URLs in more ways than a password can be looked for. */
static enum jb_status check_url(struct jrt_session *session, const char *url)
{
	struct own *own = session->own;
	char *said = NULL;
	struct pg_option *options = own->PQconninfoParse(url, &said);
	bool password = false;
	enum jb_status status = JB_OK;

	for (struct pg_option *o = options; o && o->keyword; o++)
		password |= o->val && (strcmp(o->keyword, "password") == 0 ||
				       strcmp(o->keyword, "sslpassword") == 0);
	if (!options)
		status = jrt_session_fault(session, "is no URL of PostgreSQL", said);
	else if (password)
		*session->why = JB_TEXT("a password on the command line can be read by all on this "
					"machine: put it into ~/.pgpass or PGPASSWORD");
	own->PQconninfoFree(options);
	own->PQfreemem(said);
	return password ? JB_REFUSED : status;
}

static enum jb_status not_connected(struct jrt_session *session)
{
	struct own *own = session->own;
	const bool wanted = own->PQconnectionNeedsPassword(own->conn) != 0;

	return fault(session, wanted ? "no connection; a password belongs into ~/.pgpass or "
				       "PGPASSWORD"
				     : "no connection");
}

static enum jb_status connect_to(struct jrt_session *session)
{
	const char *url =
		jb_text_cstring(session->arena, jb_text_printf(session->arena, "postgresql:%.*s",
							       JB_ARG(session->place)));
	const char *const keyword[] = {"dbname", "client_encoding", "fallback_application_name",
				       NULL};
	const char *const value[] = {url, "UTF8", "journey", NULL};
	struct own *own = session->own;
	enum jb_status status = check_url(session, url);
	int next = POLLING_WRITING;

	if (status != JB_OK)
		return status;
	own->conn = own->PQconnectStartParams(keyword, value, 1);
	if (!own->conn)
		return JB_NO_MEMORY;
	while (status == JB_OK && own->PQstatus(own->conn) != 1 && next != POLLING_OK &&
	       next != POLLING_FAILED) {
		status = wait_for(session, next == POLLING_READING ? POLLIN : POLLOUT);
		if (status == JB_OK)
			next = own->PQconnectPoll(own->conn);
	}
	if (status != JB_OK)
		return status;
	return own->PQstatus(own->conn) == CONNECTION_OK ? JB_OK : not_connected(session);
}

/* ---- statements ---- */

static enum jb_status flush(struct jrt_session *session)
{
	struct own *own = session->own;
	enum jb_status status = JB_OK;
	int left;

	while (status == JB_OK && (left = own->PQflush(own->conn)) == 1) {
		status = wait_for(session, POLLIN | POLLOUT);
		if (status == JB_OK && !own->PQconsumeInput(own->conn))
			return fault(session, "the connection is lost");
	}
	return status == JB_OK && left < 0 ? fault(session, "the connection is lost") : status;
}

/* The next result, or none at the end of a statement. */
static enum jb_status next_result(struct jrt_session *session)
{
	struct own *own = session->own;

	own->PQclear(own->result);
	own->result = NULL;
	while (own->PQisBusy(own->conn)) {
		enum jb_status status = wait_for(session, POLLIN);

		if (status != JB_OK)
			return status;
		if (!own->PQconsumeInput(own->conn))
			return fault(session, "the connection is lost");
	}
	own->result = own->PQgetResult(own->conn);
	own->sent = own->result != NULL;
	return JB_OK;
}

static enum jb_status send(struct jrt_session *session, struct jb_text statement, bool rows)
{
	struct own *own = session->own;

	if (!own->PQsendQuery(own->conn, jb_text_cstring(session->arena, statement)))
		return fault(session, "the connection is lost");
	own->sent = true;
	if (rows)
		own->PQsetSingleRowMode(own->conn);
	return flush(session);
}

static enum jb_status failed(struct jrt_session *session, const char *what)
{
	struct own *own = session->own;
	const char *said = own->PQresultErrorField(own->result, MESSAGE_PRIMARY);

	return jrt_session_fault(session, what,
				 said ? said : own->PQresultErrorMessage(own->result));
}

/* What gives no rows; several may stand in one text. */
static enum jb_status command(struct jrt_session *session, struct jb_text statements)
{
	struct own *own = session->own;
	enum jb_status status = send(session, statements, false);

	do {
		if (status == JB_OK)
			status = next_result(session);
		if (status == JB_OK && own->result &&
		    own->PQresultStatus(own->result) != COMMAND_OK)
			status = failed(session, "no session that only reads can be had");
	} while (status == JB_OK && own->result);
	return status;
}

static enum jb_status begin(struct jrt_session *session)
{
	struct own *own = session->own;
	const int columns = own->PQnfields(own->result);

	if (columns > COLUMNS_MAX)
		return jrt_session_fault(session, "a statement has too many columns", "");
	for (int c = 0; c < columns; c++)
		own->field[c] = jb_text_of(own->PQfname(own->result, c));
	return jrt_session_begin(session, own->field, (size_t)columns);
}

static enum jb_status row(struct jrt_session *session)
{
	struct own *own = session->own;
	const int columns = own->PQnfields(own->result);

	for (int c = 0; c < columns; c++)
		own->field[c] =
			own->PQgetisnull(own->result, 0, c)
				? (struct jb_text){NULL, 0}
				: (struct jb_text){own->PQgetvalue(own->result, 0, c),
						   (size_t)own->PQgetlength(own->result, 0, c)};
	return jrt_session_row(session, own->field);
}

static enum jb_status run_statement(struct jrt_session *session, struct jb_text statement)
{
	struct own *own = session->own;
	enum jb_status status = send(session, statement, true);
	bool begun = false, done = false;

	while (status == JB_OK && (status = next_result(session)) == JB_OK && own->result) {
		const int kind = own->PQresultStatus(own->result);

		if (kind != SINGLE_TUPLE && kind != TUPLES_OK)
			return failed(session, "a statement failed");
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

/* The server keeps the time too, for the case that it is not told of the end. */
static enum jb_status open_session(struct jrt_session *session)
{
	struct own *own = session->own = JB_NEW(session->arena, struct own);
	enum jb_status status = load(session);

	if (status == JB_OK)
		status = connect_to(session);
	if (status != JB_OK)
		return status;
	own->PQsetnonblocking(own->conn, 1);
	return command(session, jb_text_printf(session->arena,
					       "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; "
					       "SET LOCAL TimeZone = 'UTC'; "
					       "SET LOCAL standard_conforming_strings = on; "
					       "SET LOCAL statement_timeout = '%us'",
					       session->asked->seconds));
}

static void close_session(struct jrt_session *session)
{
	struct own *own = session->own;

	if (!own || !own->conn)
		return;
	if (own->sent)
		call_off(own);
	own->PQclear(own->result);
	own->PQfinish(own->conn);
}

const struct jrt_driver jrt_driver_postgres = {.scheme = "postgres:",
					       .dialect = "postgres",
					       .shown = shown,
					       .open = open_session,
					       .run = run_statement,
					       .close = close_session};
