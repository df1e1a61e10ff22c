/*
 * Which driver a URL is for, and the way of every run: open, statement by statement, close,
 * whatever happens between. Knows no engine itself.
 */
#include "engine/said.h"
#include "engine/session.h"

#include <string.h>
#include <time.h>

static const struct jrt_driver *const drivers[] = {&jrt_driver_sqlite, &jrt_driver_postgres,
						   &jrt_driver_duckdb, &jrt_driver_odbc};
#define DRIVERS (sizeof drivers / sizeof *drivers)

/* What stands before the place; both names of PostgreSQL's scheme serve. */
static size_t scheme_of(const struct jrt_driver *driver, struct jb_text url)
{
	const struct jb_text scheme = jb_text_of(driver->scheme);
	const struct jb_text other = JB_TEXT("postgresql:");

	if (jb_text_starts(url, scheme))
		return scheme.size;
	return driver == &jrt_driver_postgres && jb_text_starts(url, other) ? other.size : 0;
}

static const struct jrt_driver *driver_of(struct jb_text url)
{
	for (size_t i = 0; i < DRIVERS; i++)
		if (scheme_of(drivers[i], url))
			return drivers[i];
	return NULL;
}

/* ---- time ---- */

int64_t jrt_session_now(void)
{
	struct timespec at;

	clock_gettime(CLOCK_MONOTONIC, &at);
	return (int64_t)at.tv_sec * 1000000 + at.tv_nsec / 1000;
}

int jrt_session_left(const struct jrt_session *session, int most)
{
	const int64_t left = session->deadline - jrt_session_now();

	if (session->deadline == INT64_MAX || left >= (int64_t)most * 1000)
		return most;
	return left <= 0 ? 0 : (int)((left + 999) / 1000);
}

enum jb_status jrt_session_check(const struct jrt_session *session)
{
	return jrt_cancel_asked(session->asked->cancel) || jrt_session_left(session, 1) == 0
		       ? JB_CANCELLED
		       : JB_OK;
}

enum jb_status jrt_session_stopped(struct jrt_session *session)
{
	if (jrt_cancel_asked(session->asked->cancel))
		*session->why =
			jb_text_printf(session->arena, "%.*s: cancelled", JB_ARG(session->shown));
	else
		*session->why =
			jb_text_printf(session->arena, "%.*s: no answer within %u s (--timeout)",
				       JB_ARG(session->shown), session->asked->seconds);
	return JB_CANCELLED;
}

/* ---- what went wrong ---- */

/* "the statement "calls by month" failed" */
static struct jb_text at_hand(const struct jrt_session *session)
{
	const struct jb_text name = session->queries->query[session->query].name;

	return jb_text_printf(session->arena, "the statement \"%.*s\" failed", JB_ARG(name));
}

/* "PLACE: WHAT (SAID); ADVICE", without what is not known. */
enum jb_status jrt_session_failed(struct jrt_session *session, const char *what, const char *state,
				  const char *said)
{
	const char *advice = jrt_said_advice(state, said);
	const struct jb_text failed = what ? jb_text_of(what) : at_hand(session);
	struct jb_buf buf;

	jb_buf_init(&buf, session->arena);
	jb_buf_printf(&buf, "%.*s: %.*s", JB_ARG(session->shown), JB_ARG(failed));
	if (said && *said) {
		jb_buf_add_string(&buf, " (");
		jrt_said_add(&buf, jb_text_of(said), session->secret);
		jb_buf_add_byte(&buf, ')');
	}
	if (advice)
		jb_buf_printf(&buf, "; %s", advice);
	*session->why = jb_buf_text(&buf);
	return JB_CANNOT_READ;
}

enum jb_status jrt_session_library(struct jrt_session *session, const struct jb_library *library,
				   const char *instead)
{
	enum jb_status status =
		jb_library_open(library, session->own, session->arena, session->why);

	if (status != JB_OK)
		*session->why =
			jb_text_printf(session->arena, "%.*s; %s", JB_ARG(*session->why), instead);
	return status;
}

enum jb_status jrt_session_fault(struct jrt_session *session, const char *what, const char *said)
{
	return jrt_session_failed(session, what, NULL, said);
}

/* ---- rows ---- */

enum jb_status jrt_session_begin(struct jrt_session *session, const struct jb_text *name,
				 size_t count)
{
	return jrt_answers_begin(session->answers, session->shown, session->query, name, count,
				 session->why);
}

enum jb_status jrt_session_row(struct jrt_session *session, const struct jb_text *field)
{
	return jrt_answers_row(session->answers, field, session->why);
}

enum jb_status jrt_session_end(struct jrt_session *session)
{
	return jrt_answers_end(session->answers, session->why);
}

/* ---- runs ---- */

/* How many of the first queries are statements. */
static size_t statements(const struct jrt_queries *queries, size_t count)
{
	size_t statements = 0;

	for (size_t q = 0; q < count; q++)
		statements += !queries->query[q].together;
	return statements;
}

void jrt_session_progress(const struct jrt_session *session, int percent)
{
	const struct jrt_engine_asked *asked = session->asked;
	const struct jrt_queries *queries = session->queries;

	if (asked->progress)
		asked->progress(asked->progress_user, &queries->query[session->query],
				statements(queries, session->query),
				statements(queries, queries->count), percent);
}

static enum jb_status run_all(struct jrt_session *session)
{
	const struct jrt_queries *queries = session->queries;
	enum jb_status status = session->driver->open(session);

	for (uint32_t q = 0; q < queries->count && status == JB_OK; q++) {
		if (queries->query[q].together)
			continue;
		session->query = q;
		jrt_session_progress(session, -1);
		status = jrt_session_check(session) == JB_OK
				 ? session->driver->run(session, queries->query[q].text)
				 : jrt_session_stopped(session);
	}
	return status;
}

static enum jb_status ask_dialect(struct jrt_session *session)
{
	enum jb_status status = session->driver->open(session);

	return status == JB_OK ? session->driver->ask_dialect(session, session->dialect) : status;
}

/* A session from its beginning to its end, which it has also when memory runs out. */
static enum jb_status with_session(struct jrt_session *session,
				   enum jb_status (*work)(struct jrt_session *session))
{
	const struct jrt_engine_asked *asked = session->asked;
	enum jb_status status;

	session->driver = driver_of(asked->url);
	session->query = JRT_NONE;
	session->deadline = INT64_MAX;
	if (JB_ARM(session->arena) != 0) {
		session->driver->close(session);
		return JB_NO_MEMORY;
	}
	session->place =
		jb_text_slice(asked->url, scheme_of(session->driver, asked->url), asked->url.size);
	session->shown = session->driver->shown(session->arena, session->place);
	if (asked->seconds)
		session->deadline = jrt_session_now() + (int64_t)asked->seconds * 1000000;
	status = work(session);
	session->driver->close(session);
	jb_arena_disarm(session->arena);
	return status;
}

enum jb_status jrt_engine_ask(const struct jrt_engine_asked *asked,
			      const struct jrt_queries *queries, struct jrt_answers *answers,
			      struct jb_arena *arena, struct jb_text *why)
{
	struct jrt_session session = {
		.asked = asked, .arena = arena, .answers = answers, .queries = queries, .why = why};

	return with_session(&session, run_all);
}

/* ---- what may be asked ---- */

static enum jb_status check_url(const struct jrt_engine_asked *asked, struct jb_arena *arena,
				struct jb_text *why)
{
	const struct jrt_driver *driver = driver_of(asked->url);
	const size_t scheme = driver ? scheme_of(driver, asked->url) : 0;

	if (!driver) {
		*why = JB_TEXT("an engine is sqlite:PATH, postgres://HOST/DATABASE, duckdb:PATH or "
			       "odbc:NAME");
		return JB_MALFORMED;
	}
	if (memchr(asked->url.at, '\0', asked->url.size) || asked->url.size == scheme) {
		*why = jb_text_printf(arena, "%s names no place", driver->scheme);
		return JB_REFUSED;
	}
	if (asked->dialect.size && driver->dialect) {
		*why = jb_text_printf(
			arena, "%s speaks its own SQL: --dialect is for odbc:", driver->scheme);
		return JB_REFUSED;
	}
	return driver->fit
		       ? driver->fit(arena, jb_text_slice(asked->url, scheme, asked->url.size), why)
		       : JB_OK;
}

enum jb_status jrt_engine_dialect(struct jrt_engine_asked *asked, struct jb_arena *arena,
				  struct jb_text *why)
{
	struct jrt_session session = {
		.asked = asked, .arena = arena, .why = why, .dialect = &asked->dialect};
	const struct jrt_driver *driver = driver_of(asked->url);
	enum jb_status status = check_url(asked, arena, why);

	if (status != JB_OK || asked->dialect.size)
		return status;
	if (!driver->ask_dialect) {
		asked->dialect = jb_text_of(driver->dialect);
		return JB_OK;
	}
	return with_session(&session, ask_dialect);
}
