/*
 * Between engine.c and the drivers: a session with one engine. A driver opens, runs a statement and
 * closes; it gives column names and rows as texts, asks now and then whether to go on, and says
 * what went wrong in the engine's own words.
 */
#ifndef ENGINE_SESSION_H
#define ENGINE_SESSION_H

#include "base/library.h"
#include "engine/engine.h"

struct jrt_session {
	const struct jrt_engine_asked *asked;
	struct jb_arena *arena;
	struct jrt_answers *answers;
	const struct jrt_driver *driver;
	struct jb_text place;  /* the URL behind its scheme */
	struct jb_text shown;  /* what reports and messages call the engine */
	struct jb_text secret; /* what logged in, where the driver knows it: no message has it */
	const struct jrt_queries *queries;
	uint32_t query;		 /* at hand; JRT_NONE: none yet */
	int64_t deadline;	 /* jrt_session_now; INT64_MAX: none */
	struct jb_text *dialect; /* where it goes when it is asked for */
	struct jb_text *why;
	void *own; /* the driver's */
};

struct jrt_driver {
	const char *scheme, *dialect; /* "sqlite:", "sqlite"; NULL: an open session tells */
	enum jb_status (*ask_dialect)(struct jrt_session *session, struct jb_text *dialect);
	/* Whether a place may be one, before anything is opened: JB_REFUSED and a sentence where it
	 * says too much. NULL: any may. */
	enum jb_status (*fit)(struct jb_arena *arena, struct jb_text place, struct jb_text *why);
	/* What reports may call the engine, without what only concerns who asks. */
	struct jb_text (*shown)(struct jb_arena *arena, struct jb_text place);
	/* Opens a session and begins to look at one moment of the data. After it, whatever it
	 * gives, `close` is called, once. */
	enum jb_status (*open)(struct jrt_session *session);
	enum jb_status (*run)(struct jrt_session *session, struct jb_text statement);
	void (*close)(struct jrt_session *session);
};

extern const struct jrt_driver jrt_driver_sqlite, jrt_driver_postgres, jrt_driver_duckdb,
	jrt_driver_odbc;

/* ---- for drivers ---- */

/* Opens a library into what is the driver's own; where that cannot be, `instead` says what to
 * do. */
enum jb_status jrt_session_library(struct jrt_session *session, const struct jb_library *library,
				   const char *instead);

/* Columns of the result at hand, and a row of it; `at` NULL is NULL. */
enum jb_status jrt_session_begin(struct jrt_session *session, const struct jb_text *name,
				 size_t count);
enum jb_status jrt_session_row(struct jrt_session *session, const struct jb_text *field);
enum jb_status jrt_session_end(struct jrt_session *session);

/* How far the statement at hand is, of 100; -1: nobody knows. */
void jrt_session_progress(const struct jrt_session *session, int percent);

/* Microseconds of a clock that only goes on. */
int64_t jrt_session_now(void);
/* Milliseconds until the deadline, at most `most`; 0: it has passed. */
int jrt_session_left(const struct jrt_session *session, int most);
/* JB_OK, or JB_CANCELLED: it was asked for, or the time is over. */
enum jb_status jrt_session_check(const struct jrt_session *session);
/* The sentence for that. */
enum jb_status jrt_session_stopped(struct jrt_session *session);
/* `what` and, in brackets, what the engine says (engine/said.h); gives JB_CANNOT_READ. */
enum jb_status jrt_session_fault(struct jrt_session *session, const char *what, const char *said);
/* `what` failed, or the statement at hand (NULL); what the engine says, with its SQLSTATE (or
 * NULL), and what to do. */
enum jb_status jrt_session_failed(struct jrt_session *session, const char *what, const char *state,
				  const char *said);

#endif
