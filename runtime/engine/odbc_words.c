/*
 * Texts go to a driver as UTF-16, which unixODBC turns into a code page for drivers that take none.
 * That loses letters; such drivers get UTF-8 as bytes instead, which nobody then touches. Which of
 * the two it is, the engine itself tells: it is asked for a text that no code page has.
 */
#include "engine/odbc.h"

#include <string.h>

#define NAME_UNITS 256
#define PIECE_BYTES 2048
/* a umlaut, euro, a Chinese letter, a face */
#define TELLING "\303\244\342\202\254\344\270\255\360\237\230\200"

enum { TYPE_TEXT = 1, TYPE_WIDE_TEXT = -8 };
enum { SIZE_NULL = -1 };
enum { STATEMENT_CLOSE = 0 };

short jrt_odbc_execute(struct jrt_session *session, struct jb_text text)
{
	const struct jrt_odbc *odbc = session->own;
	size_t size;
	uint16_t *wide;

	if (odbc->narrow)
		return odbc->SQLExecDirect(odbc->statement,
					   (char *)jb_text_copy(session->arena, text).at,
					   (int)text.size);
	wide = jrt_odbc_wide(session->arena, text, &size);
	return odbc->SQLExecDirectW(odbc->statement, wide, (int)size);
}

short jrt_odbc_add_name(struct jrt_odbc *odbc, short column, struct jb_buf *buf)
{
	const unsigned short number = (unsigned short)(column + 1);
	uint16_t wide[NAME_UNITS];
	char bytes[NAME_UNITS];
	short size = 0, result;

	if (odbc->narrow)
		result = odbc->SQLDescribeCol(odbc->statement, number, bytes, NAME_UNITS, &size,
					      NULL, NULL, NULL, NULL);
	else
		result = odbc->SQLDescribeColW(odbc->statement, number, wide, NAME_UNITS, &size,
					       NULL, NULL, NULL, NULL);
	if (!jrt_odbc_is_good(result) || size < 0 || size >= NAME_UNITS)
		return result;
	if (odbc->narrow)
		jb_buf_add(buf, bytes, (size_t)size);
	else
		jrt_odbc_add(buf, wide, (size_t)size);
	return result;
}

/* Bytes of a piece that fills its room: a 0 ends it, and there is more. */
static size_t piece_size(const struct jrt_odbc *odbc, long size)
{
	if (size >= 0 && size < PIECE_BYTES)
		return (size_t)size;
	return PIECE_BYTES - (odbc->narrow ? 1 : sizeof(uint16_t));
}

short jrt_odbc_add_field(struct jrt_odbc *odbc, short column, struct jb_buf *buf, bool *is_null)
{
	union {
		uint16_t wide[PIECE_BYTES / sizeof(uint16_t)];
		char bytes[PIECE_BYTES];
	} piece;
	long size = 0;
	short result;

	*is_null = false;
	while (true) {
		result = odbc->SQLGetData(odbc->statement, (unsigned short)(column + 1),
					  odbc->narrow ? TYPE_TEXT : TYPE_WIDE_TEXT, &piece,
					  sizeof piece, &size);
		*is_null = jrt_odbc_is_good(result) && size == SIZE_NULL;
		if (!jrt_odbc_is_good(result) || *is_null)
			return result == JRT_ODBC_NO_DATA ? 0 : result;
		if (odbc->narrow)
			jb_buf_add(buf, piece.bytes, piece_size(odbc, size));
		else
			jrt_odbc_add(buf, piece.wide, piece_size(odbc, size) / sizeof *piece.wide);
		if (size >= 0 && size < PIECE_BYTES)
			return result;
	}
}

/* Whether a text arrives as it was sent. */
static bool is_echoed(struct jrt_session *session)
{
	struct jrt_odbc *odbc = session->own;
	struct jb_buf buf;
	bool is_null = true, is_same;

	jb_buf_init(&buf, session->arena);
	is_same = jrt_odbc_is_good(jrt_odbc_execute(session, JB_TEXT("SELECT '" TELLING "'"))) &&
		  jrt_odbc_is_good(odbc->SQLFetch(odbc->statement)) &&
		  jrt_odbc_is_good(jrt_odbc_add_field(odbc, 0, &buf, &is_null)) && !is_null &&
		  jb_text_is(jb_buf_text(&buf), TELLING);
	odbc->SQLFreeStmt(odbc->statement, STATEMENT_CLOSE);
	return is_same;
}

enum jb_status jrt_odbc_find_way(struct jrt_session *session)
{
	struct jrt_odbc *odbc = session->own;

	if (is_echoed(session))
		return JB_OK;
	odbc->narrow = true;
	if (is_echoed(session))
		return JB_OK;
	return jrt_session_fault(session, "the driver does not pass on every letter", "");
}
