/*
 * libpq is loaded when it is asked for and not before; a connection is made without waiting for
 * what may never come. A password is never taken from the URL, which everybody on the machine can
 * read, and a URL that cannot be read is not repeated where one may stand in it.
 */
#include "engine/postgres.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

#define LIBRARY "libpq.so.5"
#define TICK 100	   /* milliseconds between looks */
#define CONNECT_SECONDS 60 /* where neither URL nor environment says connect_timeout */

enum { CONNECTION_OK = 0, CONNECTION_BAD = 1 };
enum { POLLING_FAILED = 0, POLLING_READING = 1, POLLING_WRITING = 2, POLLING_OK = 3 };

/* The library keeps the password that it found, wherever that was. */
enum jb_status jrt_pg_fault(struct jrt_session *session, const char *what)
{
	struct jrt_pg *pg = session->own;

	if (!pg->conn)
		return jrt_session_fault(session, what, NULL);
	session->secret = jb_text_of(pg->PQpass(pg->conn));
	return jrt_session_fault(session, what, pg->PQerrorMessage(pg->conn));
}

static enum jb_status load(struct jrt_session *session)
{
	static const struct jb_call call[] = {
#define CALL(result, name, arguments) {#name, offsetof(struct jrt_pg, name)},
#include "engine/postgres_calls.def"
#undef CALL
	};
	const struct jb_library library = {
		.file = LIBRARY,
		.cannot = JB_TEXT("PostgreSQL cannot be asked from here"),
		.call = call,
		.count = sizeof call / sizeof *call,
	};

	return jrt_session_library(
		session, &library,
		"install libpq, or let psql answer the statements of `journey sql` "
		"and judge them with --answers");
}

enum jb_status jrt_pg_wait(struct jrt_session *session, short events)
{
	struct jrt_pg *pg = session->own;
	struct pollfd socket = {.fd = pg->PQsocket(pg->conn), .events = events};

	if (jrt_session_check(session) != JB_OK)
		return jrt_session_stopped(session);
	if (poll(&socket, 1, jrt_session_left(session, TICK)) < 0 && errno != EINTR)
		return jrt_session_fault(session, "the connection is lost", strerror(errno));
	return JB_OK;
}

/* ---- the URL ---- */

#define PASSWORD_ON_LINE                                                                  \
	"a password on the command line can be read by all on this machine: put it into " \
	"~/.pgpass or PGPASSWORD"

/* "//USER:PASSWORD@HOST/…" and "?password=…", also where the rest is no URL. */
enum jb_status jrt_pg_fit(struct jb_arena *arena, struct jb_text place, struct jb_text *why)
{
	const char *colon = memchr(place.at, ':', place.size);

	(void)arena;
	if ((colon && memchr(colon, '@', (size_t)(place.at + place.size - colon))) ||
	    memmem(place.at, place.size, "password=", strlen("password=")))
		*why = JB_TEXT(PASSWORD_ON_LINE);
	else if (!jb_text_starts(place, JB_TEXT("//")))
		*why = JB_TEXT("PostgreSQL is postgres://HOST/DATABASE");
	else
		return JB_OK;
	return JB_REFUSED;
}

/* What the library says of a URL repeats some of it. */
static bool may_hold_password(const char *url)
{
	return strchr(url, '@') || strcasestr(url, "pass") || strcasestr(url, "pwd");
}

/* The library reads URLs in more ways than a password can be looked for. */
static enum jb_status check_url(struct jrt_session *session, const char *url)
{
	struct jrt_pg *pg = session->own;
	char *said = NULL;
	struct pg_option *options = pg->PQconninfoParse(url, &said);
	bool password = false;
	enum jb_status status = JB_OK;

	for (struct pg_option *o = options; o && o->keyword; o++)
		password |= o->val && (strcmp(o->keyword, "password") == 0 ||
				       strcmp(o->keyword, "sslpassword") == 0);
	if (!options)
		status = jrt_session_fault(session,
					   "is no URL of PostgreSQL, which is "
					   "postgres://USER@HOST:PORT/DATABASE?OPTION=VALUE",
					   may_hold_password(url) ? NULL : said);
	else if (password)
		*session->why = JB_TEXT(PASSWORD_ON_LINE);
	pg->PQconninfoFree(options);
	pg->PQfreemem(said);
	return password ? JB_REFUSED : status;
}

/* ---- connecting ---- */

static enum jb_status not_connected(struct jrt_session *session)
{
	struct jrt_pg *pg = session->own;
	const bool wanted = pg->PQconnectionNeedsPassword(pg->conn) != 0;

	return jrt_pg_fault(session,
			    wanted ? "no connection, a password is wanted" : "no connection");
}

/* The library leaves keeping this time to who polls. */
static uint32_t connect_seconds(const struct jrt_pg *pg)
{
	struct pg_option *options = pg->PQconninfo(pg->conn);
	jb_i128 value = 0;

	for (struct pg_option *o = options; o && o->keyword; o++)
		if (o->val && strcmp(o->keyword, "connect_timeout") == 0 &&
		    !jb_i128_parse(jb_text_of(o->val), &value))
			value = 0;
	pg->PQconninfoFree(options);
	return value > 0 && value <= INT32_MAX ? (uint32_t)value : CONNECT_SECONDS;
}

/* Until there is a connection, it has failed, or the time for it is over. */
static enum jb_status poll_connection(struct jrt_session *session)
{
	struct jrt_pg *pg = session->own;
	const uint32_t seconds = connect_seconds(pg);
	const int64_t until = jrt_session_now() + (int64_t)seconds * 1000000;
	enum jb_status status = JB_OK;
	int next = POLLING_WRITING;

	while (status == JB_OK && pg->PQstatus(pg->conn) != CONNECTION_BAD && next != POLLING_OK &&
	       next != POLLING_FAILED) {
		status = jrt_pg_wait(session, next == POLLING_READING ? POLLIN : POLLOUT);
		if (status == JB_OK && jrt_session_now() >= until)
			return jrt_session_fault(
				session,
				jb_text_printf(session->arena,
					       "no connection within %u s (connect_timeout)",
					       seconds)
					.at,
				NULL);
		if (status == JB_OK)
			next = pg->PQconnectPoll(pg->conn);
	}
	return status;
}

/* What stands before the URL can be set otherwise in it: a machine that is gone is noticed after
 * two minutes, and not, as the system has it, after two hours. */
static void begin_connection(struct jrt_pg *pg, const char *url)
{
	static const char *const keyword[] = {"keepalives_idle",
					      "keepalives_interval",
					      "keepalives_count",
					      "tcp_user_timeout",
					      "dbname",
					      "client_encoding",
					      "fallback_application_name",
					      NULL};
	const char *const value[] = {"60", "10", "6", "120000", url, "UTF8", "journey", NULL};

	pg->conn = pg->PQconnectStartParams(keyword, value, 1);
}

enum jb_status jrt_pg_connect(struct jrt_session *session)
{
	struct jrt_pg *pg = session->own;
	const char *url =
		jb_text_cstring(session->arena, jb_text_printf(session->arena, "postgresql:%.*s",
							       JB_ARG(session->place)));
	enum jb_status status = load(session);

	if (status == JB_OK)
		status = check_url(session, url);
	if (status != JB_OK)
		return status;
	begin_connection(pg, url);
	if (!pg->conn)
		return JB_NO_MEMORY;
	status = poll_connection(session);
	if (status != JB_OK)
		return status;
	return pg->PQstatus(pg->conn) == CONNECTION_OK ? JB_OK : not_connected(session);
}
