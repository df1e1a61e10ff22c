/*
 * Loading libmicrohttpd, see http_calls.h. The build names the version that the headers are of. A
 * library that has been loaded stays.
 */
#include "watch/http_calls.h"

#include <dlfcn.h>

#ifndef JY_HTTP_LIBRARY
#define JY_HTTP_LIBRARY "libmicrohttpd.so"
#endif

enum jb_status jy_http_calls_open(struct jy_http_calls *calls, struct jb_arena *arena,
				  struct jb_text *why)
{
	bool complete = true;

	*calls = (struct jy_http_calls){.library = dlopen(JY_HTTP_LIBRARY, RTLD_NOW)};
	if (!calls->library) {
		*why = jb_text_printf(arena, "no page can be served here: %s", dlerror());
		return JB_REFUSED;
	}
#define CALL(name)                                                      \
	calls->name = (__typeof__(name) *)dlsym(calls->library, #name); \
	complete &= calls->name != NULL;
#include "watch/http_calls.def"
#undef CALL
	if (complete)
		return JB_OK;
	*why = JB_TEXT("no page can be served here: " JY_HTTP_LIBRARY " is of another version");
	return JB_REFUSED;
}
