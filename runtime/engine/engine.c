/*
 * Which driver a URL is for, and the way of every run: open, statement by statement, close,
 * whatever happens between. Knows no engine itself.
 */
#include "engine/session.h"

#include <string.h>
#include <time.h>

static const struct jrt_driver *const drivers[] = {&jrt_driver_sqlite, &jrt_driver_postgres,
						   &jrt_driver_duckdb};
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

/* Until the first '@' of "//USER:PASSWORD@HOST/…". A driver that reads URLs looks closer. */
static bool has_password(struct jb_text place)
{
	bool colon = false;

	if (!jb_text_starts(place, JB_TEXT("//")))
		return false;
	for (size_t i = 2; i < place.size && place.at[i] != '/' && place.at[i] != '?'; i++) {
		if (place.at[i] == '@')
			return colon;
		colon |= place.at[i] == ':';
	}
	return false;
}

enum jb_status jrt_engine_dialect(struct jb_arena *arena, struct jb_text url,
				  struct jb_text *dialect, struct jb_text *why)
{
	const struct jrt_driver *driver = driver_of(url);

	if (!driver) {
		*why = JB_TEXT("an engine is sqlite:PATH, postgres://HOST/DATABASE or duckdb:PATH");
		return JB_REFUSED;
	}
	if (memchr(url.at, '\0', url.size) || url.size == scheme_of(driver, url)) {
		*why = jb_text_printf(arena, "%s names no place", driver->scheme);
		return JB_REFUSED;
	}
	if (has_password(jb_text_slice(url, scheme_of(driver, url), url.size))) {
		*why = JB_TEXT("a password on the command line can be read by all on this machine: "
			       "put it into ~/.pgpass or PGPASSWORD");
		return JB_REFUSED;
	}
	*dialect = jb_text_of(driver->dialect);
	return JB_OK;
}

/* ---- time ---- */

static int64_t now(void)
{
	struct timespec at;

	clock_gettime(CLOCK_MONOTONIC, &at);
	return (int64_t)at.tv_sec * 1000000 + at.tv_nsec / 1000;
}

int jrt_session_left(const struct jrt_session *session, int most)
{
	const int64_t left = session->deadline - now();

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

#define SAID_BYTES 600

/* Lines are joined, and nothing in it can speak to a terminal. */
static void add_said(struct jb_buf *buf, const char *said)
{
	const size_t size = strnlen(said, SAID_BYTES);
	bool blank = true;

	for (size_t i = 0; i < size; i++) {
		const unsigned char byte = (unsigned char)said[i];
		const bool is_blank = byte <= ' ' || byte == 0x7f;

		if (!is_blank)
			jb_buf_add_byte(buf, said[i]);
		else if (!blank)
			jb_buf_add_byte(buf, ' ');
		blank = is_blank;
	}
	while (buf->size && buf->data[buf->size - 1] == ' ')
		buf->size--;
}

enum jb_status jrt_session_fault(struct jrt_session *session, const char *what, const char *said)
{
	struct jb_buf buf;

	jb_buf_init(&buf, session->arena);
	jb_buf_printf(&buf, "%.*s: ", JB_ARG(session->shown));
	jb_buf_add_string(&buf, what);
	jb_buf_add_string(&buf, " (");
	add_said(&buf, said ? said : "it does not say why");
	jb_buf_add_byte(&buf, ')');
	*session->why = jb_buf_text(&buf);
	return JB_CANNOT_READ;
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

static enum jb_status run_all(struct jrt_session *session, const struct jrt_queries *queries)
{
	enum jb_status status = session->driver->open(session);

	for (uint32_t q = 0; q < queries->count && status == JB_OK; q++) {
		session->query = q;
		if (session->asked->progress)
			session->asked->progress(session->asked->progress_user, &queries->query[q],
						 q, queries->count);
		status = jrt_session_check(session) == JB_OK
				 ? session->driver->run(session, queries->query[q].text)
				 : jrt_session_stopped(session);
	}
	return status;
}

/* When memory runs out the session is closed all the same. */
enum jb_status jrt_engine_ask(const struct jrt_engine_asked *asked,
			      const struct jrt_queries *queries, struct jrt_answers *answers,
			      struct jb_arena *arena, struct jb_text *why)
{
	const struct jrt_driver *driver = driver_of(asked->url);
	struct jrt_session session = {.asked = asked,
				      .arena = arena,
				      .answers = answers,
				      .driver = driver,
				      .query = JRT_NONE,
				      .deadline = INT64_MAX,
				      .why = why};
	enum jb_status status;

	if (JB_ARM(arena) != 0) {
		driver->close(&session);
		return JB_NO_MEMORY;
	}
	session.place = jb_text_slice(asked->url, scheme_of(driver, asked->url), asked->url.size);
	session.shown = driver->shown(arena, session.place);
	if (asked->seconds)
		session.deadline = now() + (int64_t)asked->seconds * 1000000;
	status = run_all(&session, queries);
	driver->close(&session);
	jb_arena_disarm(arena);
	return status;
}
