/*
 * The calls of libmicrohttpd, found when pages are served and not before: no other command should
 * load a server, nor the cryptography that comes with it.
 */
#ifndef WATCH_HTTP_CALLS_H
#define WATCH_HTTP_CALLS_H

#include <microhttpd.h>

#include "base/arena.h"
#include "base/status.h"
#include "base/text.h"

struct jy_http_calls {
#define CALL(name) __typeof__(name) *name;
#include "watch/http_calls.def"
#undef CALL
};

/* JB_REFUSED, with a sentence in the arena, where the library or one of its calls is missing. */
enum jb_status jy_http_calls_open(struct jy_http_calls *calls, struct jb_arena *arena,
				  struct jb_text *why);

#endif
