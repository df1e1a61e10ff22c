/*
 * DuckDB by its C API, loaded when it is asked for and not before: a file opened for reading (or
 * ":memory:", where statements read Parquet), one transaction, every column of an answer as text.
 * JOURNEY_DUCKDB in the environment names the library where it is not among the system's.
 *
 * The calls, structures and numbers below are those of DuckDB's C API (duckdb.h of 1.4); its header
 * is not needed to build this.
 */
#include "engine/session.h"

#include <stdlib.h>
#include <time.h>

#define LIBRARY "libduckdb.so"
#define COLUMNS_MAX 4096
#define MEMORY ":memory:"

struct duck_config;
struct duck_base;
struct duck_session;
struct duck_statement;
struct duck_pending;
struct duck_chunk;
struct duck_vector;

/* duckdb_result; all of it is the library's own. */
struct duck_result {
	uint64_t number[3];
	void *pointer[3];
};

/* duckdb_query_progress_type; the share is -1 where none is known. */
struct duck_progress {
	double percent;
	uint64_t rows, all;
};

/* duckdb_string_t: up to twelve bytes stand in it. */
union duck_string {
	struct {
		uint32_t size;
		char text[12];
	} here;
	struct {
		uint32_t size;
		char prefix[4];
		const char *text;
	} there;
};
_Static_assert(sizeof(union duck_string) == 16, "a string of DuckDB has sixteen bytes");

enum { SUCCESS = 0, TYPE_VARCHAR = 17 };
enum { PENDING_READY = 0, PENDING_NOT_READY = 1, PENDING_ERROR = 2, PENDING_NO_TASKS = 3 };

struct own {
#define CALL(result, name, arguments) result(*name) arguments;
#include "engine/duckdb_calls.def"
#undef CALL
	struct duck_config *config;
	struct duck_base *base;
	struct duck_session *session;
	struct duck_statement *statement;
	struct duck_pending *pending;
	struct duck_result result;
	bool has_result;
	struct duck_chunk *chunk;
	int percent; /* as it was said last */
	struct jb_text field[COLUMNS_MAX];
	union duck_string *data[COLUMNS_MAX];
	uint64_t *known[COLUMNS_MAX];
};

static struct jb_text shown(struct jb_arena *arena, struct jb_text place)
{
	return jb_text_printf(arena, "duckdb:%.*s", JB_ARG(place));
}

static enum jb_status load(struct jrt_session *session)
{
	static const struct jb_call call[] = {
#define CALL(result, name, arguments) {#name, offsetof(struct own, name)},
#include "engine/duckdb_calls.def"
#undef CALL
	};
	const char *named = getenv("JOURNEY_DUCKDB");
	const struct jb_library library = {
		.file = named && *named ? named : LIBRARY,
		.cannot = JB_TEXT("DuckDB cannot be asked from here"),
		.call = call,
		.count = sizeof call / sizeof *call,
	};

	return jrt_session_library(
		session, &library,
		"JOURNEY_DUCKDB names the library, or let DuckDB itself answer the "
		"statements of `journey sql` and judge them with --answers");
}

/* ---- opening ---- */

/* The library may read, and load nothing from elsewhere. A base in memory has nothing to write, and
 * none can be opened for reading alone. */
static enum jb_status configure(struct own *own, bool in_memory)
{
	static const char *const setting[][2] = {
		{"access_mode", "READ_ONLY"},
		{"autoinstall_known_extensions", "false"},
		{"allow_community_extensions", "false"},
	};

	if (own->duckdb_create_config(&own->config) != SUCCESS)
		return JB_NO_MEMORY;
	for (size_t i = in_memory ? 1 : 0; i < sizeof setting / sizeof *setting; i++)
		own->duckdb_set_config(own->config, setting[i][0], setting[i][1]);
	return JB_OK;
}

static enum jb_status command(struct jrt_session *session, const char *sql)
{
	struct own *own = session->own;
	struct duck_result result = {{0}, {NULL}};
	enum jb_status status = JB_OK;

	if (own->duckdb_query(own->session, sql, &result) != SUCCESS)
		status = jrt_session_fault(session, "no session that only reads can be had",
					   own->duckdb_result_error(&result));
	own->duckdb_destroy_result(&result);
	return status;
}

static enum jb_status open_base(struct jrt_session *session)
{
	struct own *own = session->own;
	char *said = NULL;
	enum jb_status status = JB_OK;

	if (own->duckdb_open_ext(jb_text_cstring(session->arena, session->place), &own->base,
				 own->config, &said) != SUCCESS)
		status = jrt_session_fault(session, "cannot be opened", said);
	else if (own->duckdb_connect(own->base, &own->session) != SUCCESS)
		status = jrt_session_fault(session, "no connection", NULL);
	own->duckdb_free(said);
	return status;
}

static enum jb_status open_session(struct jrt_session *session)
{
	struct own *own = session->own = JB_NEW(session->arena, struct own);
	enum jb_status status = load(session);

	if (status == JB_OK)
		status = configure(own, jb_text_is(session->place, MEMORY));
	if (status == JB_OK)
		status = open_base(session);
	if (status == JB_OK)
		status = command(session, "SET enable_progress_bar = true");
	if (status == JB_OK)
		status = command(session, "SET enable_progress_bar_print = false");
	if (status == JB_OK)
		status = command(session, "BEGIN TRANSACTION READ ONLY");
	return status;
}

/* ---- statements ---- */

static void tell_progress(struct jrt_session *session)
{
	struct own *own = session->own;
	const double percent = own->duckdb_query_progress(own->session).percent;

	if (!(percent > own->percent && percent <= 100))
		return;
	own->percent = (int)percent;
	jrt_session_progress(session, own->percent);
}

/* Task by task, so that there is a look at the time between them. */
static enum jb_status carry_out(struct jrt_session *session)
{
	static const struct timespec pause = {.tv_nsec = 1000000};
	struct own *own = session->own;
	int state = PENDING_NOT_READY;

	own->percent = 0;
	while (state == PENDING_NOT_READY || state == PENDING_NO_TASKS) {
		if (jrt_session_check(session) != JB_OK) {
			own->duckdb_interrupt(own->session);
			return jrt_session_stopped(session);
		}
		tell_progress(session);
		if (state == PENDING_NO_TASKS)
			nanosleep(&pause, NULL);
		state = own->duckdb_pending_execute_task(own->pending);
	}
	if (state == PENDING_ERROR)
		return jrt_session_failed(session, NULL, NULL,
					  own->duckdb_pending_error(own->pending));
	own->has_result = true;
	if (own->duckdb_execute_pending(own->pending, &own->result) != SUCCESS)
		return jrt_session_failed(session, NULL, NULL,
					  own->duckdb_result_error(&own->result));
	return JB_OK;
}

static enum jb_status prepare(struct jrt_session *session, struct jb_text statement)
{
	struct own *own = session->own;
	struct jb_text texts = jb_text_printf(
		session->arena, "SELECT CAST(COLUMNS(*) AS VARCHAR) FROM (\n%.*s\n) AS answer",
		JB_ARG(statement));

	if (own->duckdb_prepare(own->session, texts.at, &own->statement) != SUCCESS)
		return jrt_session_failed(session, NULL, NULL,
					  own->duckdb_prepare_error(own->statement));
	if (own->duckdb_pending_prepared(own->statement, &own->pending) != SUCCESS)
		return jrt_session_failed(session, NULL, NULL,
					  own->duckdb_pending_error(own->pending));
	return carry_out(session);
}

static enum jb_status begin(struct jrt_session *session, uint64_t columns)
{
	struct own *own = session->own;

	if (columns > COLUMNS_MAX)
		return jrt_session_fault(session, "a statement has too many columns", "");
	for (uint64_t c = 0; c < columns; c++) {
		if (own->duckdb_column_type(&own->result, c) != TYPE_VARCHAR)
			return jrt_session_fault(session, "a column is no text", "");
		own->field[c] = jb_text_of(own->duckdb_column_name(&own->result, c));
	}
	return jrt_session_begin(session, own->field, columns);
}

static struct jb_text text_of(const struct own *own, uint64_t column, uint64_t row)
{
	const uint64_t *known = own->known[column];
	const union duck_string *string = &own->data[column][row];

	if (known && !(known[row / 64] >> row % 64 & 1))
		return (struct jb_text){NULL, 0};
	return (struct jb_text){string->here.size <= sizeof string->here.text ? string->here.text
									      : string->there.text,
				string->here.size};
}

static enum jb_status take_chunk(struct jrt_session *session, uint64_t columns)
{
	struct own *own = session->own;
	const uint64_t rows = own->duckdb_data_chunk_get_size(own->chunk);
	enum jb_status status = jrt_session_check(session);

	for (uint64_t c = 0; c < columns; c++) {
		struct duck_vector *vector = own->duckdb_data_chunk_get_vector(own->chunk, c);

		own->data[c] = own->duckdb_vector_get_data(vector);
		own->known[c] = own->duckdb_vector_get_validity(vector);
	}
	if (status != JB_OK)
		return jrt_session_stopped(session);
	for (uint64_t row = 0; row < rows && status == JB_OK; row++) {
		for (uint64_t c = 0; c < columns; c++)
			own->field[c] = text_of(own, c, row);
		status = jrt_session_row(session, own->field);
	}
	return status;
}

static enum jb_status fetch(struct jrt_session *session)
{
	struct own *own = session->own;
	const uint64_t columns = own->duckdb_column_count(&own->result);
	enum jb_status status = begin(session, columns);

	while (status == JB_OK && (own->chunk = own->duckdb_fetch_chunk(own->result)) != NULL) {
		status = take_chunk(session, columns);
		own->duckdb_destroy_data_chunk(&own->chunk);
	}
	return status == JB_OK ? jrt_session_end(session) : status;
}

/* In the order in which they were made, the last one first. */
static void let_go(struct own *own)
{
	if (own->chunk)
		own->duckdb_destroy_data_chunk(&own->chunk);
	if (own->has_result)
		own->duckdb_destroy_result(&own->result);
	if (own->pending)
		own->duckdb_destroy_pending(&own->pending);
	if (own->statement)
		own->duckdb_destroy_prepare(&own->statement);
	own->has_result = false;
}

static enum jb_status run_statement(struct jrt_session *session, struct jb_text statement)
{
	enum jb_status status = prepare(session, statement);

	if (status == JB_OK)
		status = fetch(session);
	let_go(session->own);
	return status;
}

static void close_session(struct jrt_session *session)
{
	struct own *own = session->own;

	if (!own)
		return;
	if (own->base)
		let_go(own);
	if (own->session)
		own->duckdb_disconnect(&own->session);
	if (own->base)
		own->duckdb_close(&own->base);
	if (own->config)
		own->duckdb_destroy_config(&own->config);
}

const struct jrt_driver jrt_driver_duckdb = {.scheme = "duckdb:",
					     .dialect = "duckdb",
					     .shown = shown,
					     .open = open_session,
					     .run = run_statement,
					     .close = close_session};
