/*
 * A server of the board for browsers of this machine. It answers GET and HEAD of the paths it
 * knows: the page, its style and script, the pictures, and a stream of events (Server-Sent Events)
 * that tells each change. No path is ever opened as a file.
 *
 * It listens on the loopback addresses alone, and a Host header must name one of them or
 * `localhost` with its port, so that no name of a stranger's site can lead a browser here (DNS
 * rebinding). Requests from pages of other sites are refused. Connections, their headers, their
 * time and the streams are limited; a request's body is not read.
 *
 * There is no thread: whoever owns the server waits until one of its descriptors is readable or
 * its time has come, and calls jy_server_run.
 */
#ifndef WATCH_SERVER_H
#define WATCH_SERVER_H

#include "base/arena.h"
#include "base/status.h"
#include "watch/board.h"

#define JY_SERVER_FDS 2
/* For each of the two addresses. */
#define JY_SERVER_CONNECTIONS 32
#define JY_SERVER_STREAMS 16
#define JY_SERVER_IDLE_SECONDS 20
#define JY_SERVER_HEAD_BYTES 16384 /* of a request, and what stands for it in memory */

struct jy_server;

/* Port 0: any that is free. NULL, with a sentence in the arena. What is made lives in the arena
 * until jy_server_close. */
struct jy_server *jy_server_open(struct jb_arena *arena, uint16_t port, struct jb_text *why);
void jy_server_close(struct jy_server *server);
uint16_t jy_server_port(const struct jy_server *server);

/* What to wait for; the number of descriptors. */
int jy_server_fds(const struct jy_server *server, int fd[JY_SERVER_FDS]);
/* Milliseconds until jy_server_run has something to do; negative: only when a descriptor has. */
int jy_server_timeout(const struct jy_server *server);
void jy_server_run(struct jy_server *server);

/* Shows another board, of which everything is copied, and tells the streams. */
void jy_server_show(struct jy_server *server, const struct jy_watch_board *board);
/* A sign of life to all streams: those that nobody reads any more are noticed. */
void jy_server_ping(struct jy_server *server);

#endif
