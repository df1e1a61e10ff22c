/*
 * The server on libmicrohttpd, see server.h: one daemon for each address, both driven from outside.
 * The calls that the library makes take no memory of an arena, since running out of it must not
 * jump through the library; everything they answer with has been made before.
 */
#include "watch/server.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "watch/http_calls.h"
#include "watch/listen.h"
#include "watch/page.h"

#define HOSTS 3
#define EVENT_BYTES 64

struct stream {
	struct jy_server *server;
	struct stream *next;
	struct MHD_Connection *connection;
	bool used, waits; /* waits: suspended until there is something to say */
	bool ping;
	uint64_t told; /* number of the board */
};

struct jy_server {
	struct jb_arena *arena;
	struct jy_http_calls calls;
	struct MHD_Daemon *daemon[JY_LISTEN_MAX];
	int fd[JY_LISTEN_MAX]; /* what each is waited for by */
	int count;
	uint16_t port;
	char host[HOSTS][32];
	struct stream stream[JY_SERVER_STREAMS];
	struct jb_arena shown; /* holds what is shown */
	struct jb_text page, main;
	struct jb_text *picture;
	size_t picture_count;
	uint64_t number;
};

/* ---- answers ---- */

struct answer {
	unsigned status;
	const char *type, *policy;
	struct jb_text body;
};

static enum MHD_Result send_response(struct jy_server *server, struct MHD_Connection *connection,
				     const struct answer *answer, struct MHD_Response *response)
{
	const char *const head[][2] = {
		{"Content-Type", answer->type},
		{"Content-Security-Policy", answer->policy},
		{"Cache-Control", "no-store"},
		{"X-Content-Type-Options", "nosniff"},
		{"Cross-Origin-Resource-Policy", "same-origin"},
		{"Cross-Origin-Opener-Policy", "same-origin"},
		{"Referrer-Policy", "no-referrer"},
		{"Allow", answer->status == MHD_HTTP_METHOD_NOT_ALLOWED ? "GET, HEAD" : NULL},
	};
	enum MHD_Result result;

	if (!response)
		return MHD_NO;
	for (size_t i = 0; i < sizeof head / sizeof *head; i++)
		if (head[i][1])
			server->calls.MHD_add_response_header(response, head[i][0], head[i][1]);
	result = server->calls.MHD_queue_response(connection, answer->status, response);
	server->calls.MHD_destroy_response(response);
	return result;
}

static enum MHD_Result send_answer(struct jy_server *server, struct MHD_Connection *connection,
				   struct answer answer)
{
	return send_response(server, connection, &answer,
			     server->calls.MHD_create_response_from_buffer(
				     answer.body.size, (void *)(uintptr_t)answer.body.at,
				     MHD_RESPMEM_MUST_COPY));
}

static enum MHD_Result refuse(struct jy_server *server, struct MHD_Connection *connection,
			      unsigned status, const char *sentence)
{
	return send_answer(server, connection,
			   (struct answer){status, "text/plain; charset=utf-8", JY_PAGE_POLICY,
					   jb_text_of(sentence)});
}

/* ---- streams of events ---- */

/* Gives what there is to say; with nothing, waits. */
static ssize_t feed(void *user, uint64_t position, char *into, size_t room)
{
	struct stream *stream = user;
	struct jy_server *server = stream->server;

	(void)position;
	if (room < EVENT_BYTES)
		return MHD_CONTENT_READER_END_WITH_ERROR;
	if (stream->told != server->number) {
		stream->told = server->number;
		stream->ping = false;
		return snprintf(into, room, "event: board\ndata: %llu\n\n",
				(unsigned long long)stream->told);
	}
	if (stream->ping) {
		stream->ping = false;
		return snprintf(into, room, ":\n\n");
	}
	stream->waits = true;
	server->calls.MHD_suspend_connection(stream->connection);
	return 0;
}

static void forget(void *user)
{
	struct stream *stream = user;

	stream->used = false;
}

static void wake(struct stream *stream)
{
	if (!stream->used || !stream->waits)
		return;
	stream->waits = false;
	stream->server->calls.MHD_resume_connection(stream->connection);
}

static enum MHD_Result send_stream(struct jy_server *server, struct MHD_Connection *connection)
{
	const struct answer answer = {MHD_HTTP_OK, "text/event-stream", JY_PAGE_POLICY, {0}};
	struct stream *stream = server->stream, *end = stream + JY_SERVER_STREAMS;
	struct MHD_Response *response;

	while (stream < end && stream->used)
		stream++;
	if (stream == end)
		return refuse(server, connection, MHD_HTTP_SERVICE_UNAVAILABLE,
			      "Too many pages are open.\n");
	*stream = (struct stream){.server = server, .connection = connection, .used = true};
	response = server->calls.MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, EVENT_BYTES,
								   feed, stream, forget);
	stream->used = response != NULL;
	return send_response(server, connection, &answer, response);
}

/* ---- requests ---- */

static bool is_our_host(const struct jy_server *server, const char *host)
{
	for (int i = 0; host && i < HOSTS; i++)
		if (strcmp(host, server->host[i]) == 0)
			return true;
	return false;
}

/* The picture of /pictures/N.svg; `at` NULL when there is none. */
static struct jb_text picture_of(const struct jy_server *server, const char *path)
{
	char name[48];

	for (size_t i = 0; i < server->picture_count; i++) {
		snprintf(name, sizeof name, "/pictures/%zu.svg", i + 1);
		if (strcmp(path, name) == 0)
			return server->picture[i];
	}
	return (struct jb_text){0};
}

static enum MHD_Result send_path(struct jy_server *server, struct MHD_Connection *connection,
				 const char *path)
{
	const struct {
		const char *path, *type;
		struct jb_text body;
	} known[] = {
		{"/", "text/html; charset=utf-8", server->page},
		{"/main", "text/html; charset=utf-8", server->main},
		{"/style.css", "text/css; charset=utf-8", jy_page_style},
		{"/script.js", "text/javascript; charset=utf-8", jy_page_script},
	};
	struct jb_text picture = picture_of(server, path);

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strcmp(path, known[i].path) == 0)
			return send_answer(server, connection,
					   (struct answer){MHD_HTTP_OK, known[i].type,
							   JY_PAGE_POLICY, known[i].body});
	if (picture.at)
		return send_answer(
			server, connection,
			(struct answer){MHD_HTTP_OK, "image/svg+xml", JY_PICTURE_POLICY, picture});
	return refuse(server, connection, MHD_HTTP_NOT_FOUND, "There is nothing here.\n");
}

static bool has_body(const struct jy_server *server, struct MHD_Connection *connection)
{
	static const char *const name[] = {"Content-Length", "Transfer-Encoding"};

	for (size_t i = 0; i < sizeof name / sizeof *name; i++)
		if (server->calls.MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name[i]))
			return true;
	return false;
}

static enum MHD_Result answer_request(void *user, struct MHD_Connection *connection,
				      const char *path, const char *method, const char *version,
				      const char *upload, size_t *upload_size, void **state)
{
	struct jy_server *server = user;
	const char *host = server->calls.MHD_lookup_connection_value(connection, MHD_HEADER_KIND,
								     "Host"),
		   *site = server->calls.MHD_lookup_connection_value(connection, MHD_HEADER_KIND,
								     "Sec-Fetch-Site");
	bool get = strcmp(method, "GET") == 0;

	(void)version, (void)upload, (void)upload_size;
	if (!is_our_host(server, host))
		return refuse(server, connection, MHD_HTTP_FORBIDDEN,
			      "This server is known by another name.\n");
	if (!get && strcmp(method, "HEAD") != 0)
		return refuse(server, connection, MHD_HTTP_METHOD_NOT_ALLOWED,
			      "Pages are read here, nothing else.\n");
	if (has_body(server, connection))
		return refuse(server, connection, MHD_HTTP_BAD_REQUEST,
			      "A request for a page has no content.\n");
	/* To follow a link to the page is another matter than to use it from afar. */
	if (site && strcmp(site, "cross-site") == 0 && strcmp(path, "/") != 0)
		return refuse(server, connection, MHD_HTTP_FORBIDDEN,
			      "Other sites have no business here.\n");
	/* What is answered at the first of the library's two calls ends the connection. */
	if (!*state) {
		*state = server;
		return MHD_YES;
	}
	if (get && strcmp(path, "/events") == 0)
		return send_stream(server, connection);
	return send_path(server, connection, path);
}

/* ---- the server ---- */

static struct MHD_Daemon *start(struct jy_server *server, int fd)
{
	return server->calls.MHD_start_daemon(
		MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, answer_request, server,
		MHD_OPTION_LISTEN_SOCKET, fd, MHD_OPTION_CONNECTION_LIMIT,
		(unsigned)JY_SERVER_CONNECTIONS, MHD_OPTION_CONNECTION_TIMEOUT,
		(unsigned)JY_SERVER_IDLE_SECONDS, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
		(size_t)JY_SERVER_HEAD_BYTES, MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_END);
}

static bool start_all(struct jy_server *server, const struct jy_listen *listen)
{
	for (int i = 0; i < listen->count; i++) {
		struct MHD_Daemon *daemon = start(server, listen->fd[i]);
		const union MHD_DaemonInfo *info;

		if (!daemon) {
			for (; i < listen->count; i++)
				close(listen->fd[i]);
			return false;
		}
		info = server->calls.MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_EPOLL_FD);
		server->daemon[server->count] = daemon;
		server->fd[server->count++] = info->epoll_fd;
	}
	return true;
}

static void name_hosts(struct jy_server *server)
{
	static const char *const name[HOSTS] = {"127.0.0.1", "[::1]", "localhost"};

	for (int i = 0; i < HOSTS; i++)
		snprintf(server->host[i], sizeof server->host[i], "%s:%u", name[i], server->port);
}

struct jy_server *jy_server_open(struct jb_arena *arena, uint16_t port, struct jb_text *why)
{
	struct jy_server *server = JB_NEW(arena, struct jy_server);
	struct jy_listen listen;

	server->arena = arena;
	jb_arena_init(&server->shown, NULL);
	if (jy_http_calls_open(&server->calls, arena, why) != JB_OK ||
	    jy_listen_open(&listen, port, arena, why) != JB_OK)
		return NULL;
	server->port = listen.port;
	name_hosts(server);
	if (start_all(server, &listen))
		return server;
	*why = JB_TEXT("no page can be served: the server did not start");
	jy_server_close(server);
	return NULL;
}

void jy_server_close(struct jy_server *server)
{
	for (int i = 0; i < JY_SERVER_STREAMS; i++)
		wake(&server->stream[i]);
	for (int i = 0; i < server->count; i++)
		server->calls.MHD_stop_daemon(server->daemon[i]);
	server->count = 0;
	jb_arena_release(&server->shown);
}

uint16_t jy_server_port(const struct jy_server *server)
{
	return server->port;
}

int jy_server_fds(const struct jy_server *server, int fd[JY_SERVER_FDS])
{
	memcpy(fd, server->fd, sizeof server->fd);
	return server->count;
}

int jy_server_timeout(const struct jy_server *server)
{
	int soonest = -1;

	for (int i = 0; i < server->count; i++) {
		MHD_UNSIGNED_LONG_LONG wait;
		int most = 3600 * 1000;

		if (server->calls.MHD_get_timeout(server->daemon[i], &wait) != MHD_YES)
			continue;
		if (wait < (MHD_UNSIGNED_LONG_LONG)most)
			most = (int)wait;
		if (soonest < 0 || most < soonest)
			soonest = most;
	}
	return soonest;
}

void jy_server_run(struct jy_server *server)
{
	for (int i = 0; i < server->count; i++)
		server->calls.MHD_run(server->daemon[i]);
}

static struct jb_text made(struct jb_arena *arena, const struct jy_watch_board *board,
			   void (*add)(struct jb_buf *out, const struct jy_watch_board *board))
{
	struct jb_buf out;

	jb_buf_init(&out, arena);
	add(&out, board);
	return jb_buf_text(&out);
}

/* Memory that runs out here is the caller's matter. */
static void copy_board(struct jy_server *server, const struct jy_watch_board *board)
{
	struct jb_arena *arena = &server->shown;

	jb_arena_release(arena);
	jb_arena_init(arena, NULL);
	if (JB_ARM(arena) != 0) {
		server->picture_count = 0;
		jb_arena_fail(server->arena);
	}
	server->page = made(arena, board, jy_page_add);
	server->main = made(arena, board, jy_page_add_main);
	server->picture = JB_NEW_ARRAY(arena, struct jb_text, board->count + 1);
	for (size_t i = 0; i < board->count; i++)
		server->picture[i] = jb_text_copy(arena, board->picture[i].svg);
	server->picture_count = board->count;
	jb_arena_disarm(arena);
}

void jy_server_show(struct jy_server *server, const struct jy_watch_board *board)
{
	copy_board(server, board);
	server->number = board->number;
	for (int i = 0; i < JY_SERVER_STREAMS; i++)
		wake(&server->stream[i]);
}

void jy_server_ping(struct jy_server *server)
{
	for (int i = 0; i < JY_SERVER_STREAMS; i++) {
		server->stream[i].ping = true;
		wake(&server->stream[i]);
	}
}
