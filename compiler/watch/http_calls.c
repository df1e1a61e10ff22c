/*
 * Loading libmicrohttpd, see http_calls.h. The build names the version that the headers are of.
 */
#include "watch/http_calls.h"

#include "base/library.h"

#ifndef JY_HTTP_LIBRARY
#define JY_HTTP_LIBRARY "libmicrohttpd.so"
#endif

enum jb_status jy_http_calls_open(struct jy_http_calls *calls, struct jb_arena *arena,
				  struct jb_text *why)
{
	static const struct jb_call call[] = {
#define CALL(name) {#name, offsetof(struct jy_http_calls, name)},
#include "watch/http_calls.def"
#undef CALL
	};
	const struct jb_library library = {
		.file = JY_HTTP_LIBRARY,
		.cannot = JB_TEXT("no page can be served here"),
		.call = call,
		.count = sizeof call / sizeof *call,
	};

	return jb_library_open(&library, calls, arena, why);
}
