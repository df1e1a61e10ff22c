/*
 * Between odbc.c and its parts: places, texts, a connection, and the thread that looks at the time.
 *
 * Calls and numbers are those of ODBC 3 as unixODBC has them (ISO/IEC 9075-3 with the attributes of
 * Microsoft's reference); its headers are not needed to build this.
 */
#ifndef ENGINE_ODBC_H
#define ENGINE_ODBC_H

#include "engine/session.h"

#define JRT_ODBC_COLUMNS_MAX 4096

enum jrt_odbc_kind { JRT_ODBC_ENVIRONMENT = 1, JRT_ODBC_CONNECTION = 2, JRT_ODBC_STATEMENT = 3 };

struct jrt_odbc_watch;

struct jrt_odbc {
#define CALL(result, name, arguments) result(*name) arguments;
#include "engine/odbc_calls.def"
#undef CALL
	void *environment, *connection, *statement;
	bool connected;
	bool narrow; /* the driver takes texts as bytes, and they are UTF-8; else UTF-16 */
	struct jrt_odbc_watch *watch; /* NULL: no statement is at work */
	struct jb_buf value;	      /* the fields of a row, one after the other */
	struct jb_text field[JRT_ODBC_COLUMNS_MAX];
};

/* 0 and 1 of a call: it did what it should. */
static inline bool jrt_odbc_is_good(short result)
{
	return result == 0 || result == 1;
}

/* ---- odbc_place.c ---- */

/* As `fit` and `shown` of a driver. A place is the name of a source of odbc.ini, or a connection
 * string, which has a '=' in it. */
enum jb_status jrt_odbc_fit(struct jb_arena *arena, struct jb_text place, struct jb_text *why);
struct jb_text jrt_odbc_shown(struct jb_arena *arena, struct jb_text place);
/* The string to connect with; `password` (NULL: none) is added to it. */
struct jb_text jrt_odbc_string(struct jb_arena *arena, struct jb_text place, const char *password);

/* ---- odbc_text.c: UTF-16, which most drivers take ---- */

/* With a 0 behind it; *size are units. */
uint16_t *jrt_odbc_wide(struct jb_arena *arena, struct jb_text text, size_t *size);
/* What is no character becomes U+FFFD. */
void jrt_odbc_add(struct jb_buf *buf, const uint16_t *text, size_t size);

/* ---- odbc_words.c: texts to and from the statement, in the driver's way ---- */

enum { JRT_ODBC_NO_DATA = 100 };

/* SQLExecDirect. */
short jrt_odbc_execute(struct jrt_session *session, struct jb_text text);
/* Adds the name of a column, counted from 0, or its field in the row at hand; those give what the
 * call gives, where it is none of the good ones. */
short jrt_odbc_add_name(struct jrt_odbc *odbc, short column, struct jb_buf *buf);
short jrt_odbc_add_field(struct jrt_odbc *odbc, short column, struct jb_buf *buf, bool *is_null);
/* Finds out which way texts arrive as they are. */
enum jb_status jrt_odbc_find_way(struct jrt_session *session);

/* ---- odbc_connect.c ---- */

/* Loads the library and connects, with `session->own` made. */
enum jb_status jrt_odbc_connect(struct jrt_session *session);
/* `what` failed (NULL: the statement at hand), with what the handle says of it. */
enum jb_status jrt_odbc_fault(struct jrt_session *session, enum jrt_odbc_kind kind, void *handle,
			      const char *what);

/* ---- odbc_watch.c ---- */

/* A thread that calls off the statement when nobody waits for it any more. JB_NO_MEMORY: there is
 * none. */
enum jb_status jrt_odbc_watch_begin(struct jrt_session *session);
void jrt_odbc_watch_end(struct jrt_odbc *odbc);

#endif
