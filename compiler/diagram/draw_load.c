/*
 * Finding and loading the module that draws, see draw.h. Keeps nothing: a module that is loaded
 * stays, and asking for it again costs a look-up. The program's own place tells where the module
 * is, so that both can be moved together, and no path of the environment is believed.
 */
#include "diagram/draw.h"

#include <dlfcn.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

#include "base/io.h"

/* Beside the program in a build, in ../lib/journey where they are installed. */
static const char *const place[] = {"", "../lib/journey/"};

enum { PLACES = sizeof place / sizeof *place };

static struct jb_text program_folder(struct jb_arena *arena)
{
	char path[PATH_MAX];
	ssize_t size = readlink("/proc/self/exe", path, sizeof path);

	return size > 0 ? jb_text_copy(arena, jb_path_folder((struct jb_text){path, (size_t)size}))
			: JB_TEXT("");
}

static struct jb_text fault(struct jb_arena *arena, const char *reason)
{
	return jb_text_printf(arena, "pictures cannot be drawn here: %s", reason);
}

static const struct jy_draw *table_of(void *module, struct jb_arena *arena, struct jb_text *why)
{
	const struct jy_draw *draw = dlsym(module, JY_DRAW_SYMBOL);

	if (draw && draw->size == sizeof *draw && strcmp(draw->version, JOURNEY_VERSION) == 0)
		return draw;
	*why = fault(arena, JY_DRAW_FILE " belongs to another version of the program");
	return NULL;
}

const struct jy_draw *jy_draw(struct jb_arena *arena, struct jb_text *why)
{
	struct jb_text folder = program_folder(arena);

	for (size_t i = 0; i < PLACES; i++) {
		struct jb_text path =
			jb_text_printf(arena, "%.*s/%s" JY_DRAW_FILE, JB_ARG(folder), place[i]);
		void *module;

		if (!jb_io_is_file(arena, path))
			continue;
		module = dlopen(jb_text_cstring(arena, path), RTLD_NOW | RTLD_LOCAL);
		if (module)
			return table_of(module, arena, why);
		*why = fault(arena, dlerror());
		return NULL;
	}
	*why = fault(arena, JY_DRAW_FILE " is not installed with the program");
	return NULL;
}
