/*
 * Loading a library by its name, see library.h. All of it is bound at once, so that a library that
 * lacks one of its own is refused here and does not end the program in the middle of its work.
 */
#include "base/library.h"

#include <dlfcn.h>
#include <string.h>

_Static_assert(sizeof(void *) == sizeof(void (*)(void)), "a call's address fits a pointer");

enum jb_status jb_library_open(const struct jb_library *library, void *calls,
			       struct jb_arena *arena, struct jb_text *why)
{
	void *loaded = dlopen(library->file, RTLD_NOW | RTLD_LOCAL);

	if (!loaded) {
		*why = jb_text_printf(arena, "%.*s: %s", JB_ARG(library->cannot), dlerror());
		return JB_REFUSED;
	}
	for (size_t i = 0; i < library->count; i++) {
		const struct jb_call *call = &library->call[i];
		void *address = dlsym(loaded, call->name);

		if (!address) {
			*why = jb_text_printf(arena, "%.*s: %s is of another version, without %s",
					      JB_ARG(library->cannot), library->file, call->name);
			return JB_REFUSED;
		}
		memcpy((char *)calls + call->offset, &address, sizeof address);
	}
	return JB_OK;
}
