/*
 * unixODBC is loaded when it is asked for and not before; a connection to what odbc.ini or a string
 * names. The password may come from JOURNEY_ODBC_PASSWORD. What a driver can do to keep a session
 * to reading is asked of it; what it says of faults is taken with its SQLSTATE.
 */
#include "engine/odbc.h"

#include <stdlib.h>
#include <string.h>

#define LIBRARY "libodbc.so.2"
#define PASSWORD "JOURNEY_ODBC_PASSWORD"
#define CONNECT_SECONDS 60
#define STATE_UNITS 6
#define SAID_UNITS 1024
#define SAID_RECORDS 3 /* the first says what it is */

enum { ATTR_ODBC_VERSION = 200, ODBC_3 = 3 };
enum { ATTR_ACCESS_MODE = 101, ATTR_AUTOCOMMIT = 102, ATTR_LOGIN_TIMEOUT = 103 };
enum { READ_ONLY = 1, AUTOCOMMIT_OFF = 0 };
enum { NO_PROMPT = 0 };

static enum jb_status load(struct jrt_session *session)
{
	static const struct jb_call call[] = {
#define CALL(result, name, arguments) {#name, offsetof(struct jrt_odbc, name)},
#include "engine/odbc_calls.def"
#undef CALL
	};
	const struct jb_library library = {
		.file = LIBRARY,
		.cannot = JB_TEXT("nothing can be asked by ODBC from here"),
		.call = call,
		.count = sizeof call / sizeof *call,
	};

	return jrt_session_library(session, &library,
				   "install unixODBC, or let the engine itself answer the "
				   "statements of `journey sql` and judge them with --answers");
}

/* ---- faults ---- */

/* Adds record `number`; its SQLSTATE goes to `state`. False: there is none. */
static bool add_record(const struct jrt_odbc *odbc, enum jrt_odbc_kind kind, void *handle,
		       short number, struct jb_buf *said, char state[STATE_UNITS])
{
	uint16_t wide_state[STATE_UNITS] = {0}, text[SAID_UNITS];
	short size = 0;
	int native;

	if (!jrt_odbc_is_good(odbc->SQLGetDiagRecW((short)kind, handle, number, wide_state, &native,
						   text, SAID_UNITS, &size)))
		return false;
	for (size_t i = 0; i + 1 < STATE_UNITS; i++)
		state[i] = (char)(wide_state[i] < 0x7f ? wide_state[i] : '?');
	state[STATE_UNITS - 1] = '\0';
	if (said->size)
		jb_buf_add_byte(said, ' ');
	jrt_odbc_add(said, text, size < 0 ? 0 : size < SAID_UNITS ? (size_t)size : SAID_UNITS - 1);
	return true;
}

enum jb_status jrt_odbc_fault(struct jrt_session *session, enum jrt_odbc_kind kind, void *handle,
			      const char *what)
{
	const struct jrt_odbc *odbc = session->own;
	char state[STATE_UNITS] = "", other[STATE_UNITS];
	struct jb_buf said;

	if (jrt_session_check(session) != JB_OK)
		return jrt_session_stopped(session);
	jb_buf_init(&said, session->arena);
	if (add_record(odbc, kind, handle, 1, &said, state))
		for (short n = 2; n <= SAID_RECORDS; n++)
			add_record(odbc, kind, handle, n, &said, other);
	return jrt_session_failed(session, what, *state ? state : NULL,
				  said.size ? jb_buf_text(&said).at : NULL);
}

/* ---- connecting ---- */

static void *number(uintptr_t value)
{
	return (void *)value; /* an attribute's number goes where a pointer would */
}

static enum jb_status make_handles(struct jrt_session *session)
{
	struct jrt_odbc *odbc = session->own;
	const int seconds = jrt_session_left(session, CONNECT_SECONDS * 1000) / 1000;

	if (!jrt_odbc_is_good(odbc->SQLAllocHandle(JRT_ODBC_ENVIRONMENT, NULL, &odbc->environment)))
		return JB_NO_MEMORY;
	odbc->SQLSetEnvAttr(odbc->environment, ATTR_ODBC_VERSION, number(ODBC_3), 0);
	if (!jrt_odbc_is_good(odbc->SQLAllocHandle(JRT_ODBC_CONNECTION, odbc->environment,
						   &odbc->connection)))
		return jrt_odbc_fault(session, JRT_ODBC_ENVIRONMENT, odbc->environment,
				      "no connection");
	/* Some drivers know none of these. */
	odbc->SQLSetConnectAttrW(odbc->connection, ATTR_LOGIN_TIMEOUT,
				 number(seconds > 0 ? (uintptr_t)seconds : 1), 0);
	odbc->SQLSetConnectAttrW(odbc->connection, ATTR_ACCESS_MODE, number(READ_ONLY), 0);
	return JB_OK;
}

enum jb_status jrt_odbc_connect(struct jrt_session *session)
{
	struct jrt_odbc *odbc = session->own;
	const char *password = getenv(PASSWORD);
	enum jb_status status = load(session);
	uint16_t *string;
	size_t size;

	if (status == JB_OK)
		status = make_handles(session);
	if (status != JB_OK)
		return status;
	session->secret = jb_text_of(password);
	string = jrt_odbc_wide(session->arena,
			       jrt_odbc_string(session->arena, session->place, password), &size);
	if (size > INT16_MAX)
		return jrt_session_fault(session, "the connection string is too long", "");
	odbc->connected = jrt_odbc_is_good(odbc->SQLDriverConnectW(
		odbc->connection, NULL, string, (short)size, NULL, 0, NULL, NO_PROMPT));
	if (!odbc->connected)
		return jrt_odbc_fault(session, JRT_ODBC_CONNECTION, odbc->connection,
				      "no connection");
	odbc->SQLSetConnectAttrW(odbc->connection, ATTR_AUTOCOMMIT, number(AUTOCOMMIT_OFF), 0);
	return JB_OK;
}
