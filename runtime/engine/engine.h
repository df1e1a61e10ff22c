/*
 * Engines asked from here. Whatever a session with one is, it reads only: nothing in the engine can
 * be changed through it, and all statements of a run see the table as it is at one moment. A
 * password is never on the command line and never in a message: it comes from where the engine's
 * own tools take it (PGPASSWORD, ~/.pgpass, odbc.ini).
 *
 *	sqlite:PATH			a file, by the library that is linked
 *	postgres://HOST/DATABASE	by libpq, loaded now; also postgresql://, also with a query
 *	duckdb:PATH			a file, by libduckdb, loaded now; duckdb::memory: is none
 *	odbc:NAME, odbc:KEY=VALUE;…	what has a driver, by unixODBC, loaded now
 *
 * A statement that fails, a connection that is lost, a time that is over: a sentence, and no answer
 * of that run counts.
 */
#ifndef ENGINE_ENGINE_H
#define ENGINE_ENGINE_H

#include "engine/answer.h"

struct jrt_engine_asked {
	struct jb_text url;
	struct jb_text dialect;		 /* "sqlite"; empty: as the engine says */
	uint32_t seconds;		 /* for the whole run; 0: as long as it takes */
	const struct jrt_cancel *cancel; /* or NULL */
	/* Called before each statement, and meanwhile where an engine tells how far it is;
	 * `percent` is -1 where none is known. May be NULL. */
	void (*progress)(void *user, const struct jrt_query *query, size_t number, size_t count,
			 int percent);
	void *progress_user;
};

/* Fills in `dialect` where it is empty; some engines are opened for it. With a sentence,
 * JB_MALFORMED for what begins like no engine, JB_REFUSED for a URL with a password in it or
 * without a place; else the engine does not tell. */
enum jb_status jrt_engine_dialect(struct jrt_engine_asked *asked, struct jb_arena *arena,
				  struct jb_text *why);

/* Asks all queries, and gives every row to `answers`, which are of the same queries. JB_CANCELLED
 * also when the time is over. */
enum jb_status jrt_engine_ask(const struct jrt_engine_asked *asked,
			      const struct jrt_queries *queries, struct jrt_answers *answers,
			      struct jb_arena *arena, struct jb_text *why);

#endif
