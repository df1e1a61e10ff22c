/*
 * Between postgres.c and its parts: the library, a connection, and how a statement is called off.
 *
 * The calls and numbers are those of libpq's manual, chapter "libpq - C Library"; its header is
 * not needed to build this.
 */
#ifndef ENGINE_POSTGRES_H
#define ENGINE_POSTGRES_H

#include "engine/session.h"

#define JRT_PG_COLUMNS_MAX 1664 /* of PostgreSQL */

struct pg_conn;
struct pg_result;
struct pg_cancel;

/* PQconninfoOption */
struct pg_option {
	char *keyword, *envvar, *compiled, *val, *label, *dispchar;
	int dispsize;
};

struct jrt_pg {
#define CALL(result, name, arguments) result(*name) arguments;
#include "engine/postgres_calls.def"
#undef CALL
	struct pg_conn *conn;
	struct pg_result *result;
	bool sent; /* the server is at work */
	struct jb_text field[JRT_PG_COLUMNS_MAX];
};

/* As `fit` of a driver. */
enum jb_status jrt_pg_fit(struct jb_arena *arena, struct jb_text place, struct jb_text *why);
/* Loads the library and connects to the session's place, with `session->own` made. */
enum jb_status jrt_pg_connect(struct jrt_session *session);
/* Until the socket is ready for one of `events` (poll), or a tick is over: then JB_OK too. */
enum jb_status jrt_pg_wait(struct jrt_session *session, short events);
/* `what` failed, with the words of the connection. */
enum jb_status jrt_pg_fault(struct jrt_session *session, const char *what);

/* Tells the server that nobody waits any more. A server that does not listen is not waited for
 * longer than a few seconds. */
void jrt_pg_call_off(const struct jrt_pg *pg);

#endif
