/*
 * Sockets that only this machine can reach: 127.0.0.1 and, where there is one, [::1], on one port.
 */
#ifndef WATCH_LISTEN_H
#define WATCH_LISTEN_H

#include <stdint.h>

#include "base/arena.h"
#include "base/status.h"
#include "base/text.h"

#define JY_LISTEN_MAX 2

struct jy_listen {
	int fd[JY_LISTEN_MAX];
	int count;
	uint16_t port;
};

/* Port 0: one that is free on both. JB_REFUSED: *why is a sentence in the arena. The descriptors
 * are the caller's. */
enum jb_status jy_listen_open(struct jy_listen *listen, uint16_t port, struct jb_arena *arena,
			      struct jb_text *why);

#endif
