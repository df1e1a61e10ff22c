/*
 * Finding and loading the modules, see draw.h and letters.h. Keeps nothing: a module that is loaded
 * stays, and asking for it again costs a look-up. The program's own place tells where the module
 * is, so that both can be moved together, and no path of the environment is believed.
 */
#include "diagram/draw.h"
#include "diagram/letters.h"

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

/* A module of the program, NULL where there is none that can be loaded: then `reason` says why. */
static void *open_module(struct jb_arena *arena, const char *file, const char **reason)
{
	struct jb_text folder = program_folder(arena);

	for (size_t i = 0; i < PLACES; i++) {
		struct jb_text path =
			jb_text_printf(arena, "%.*s/%s%s", JB_ARG(folder), place[i], file);
		void *module;

		if (!jb_io_is_file(arena, path))
			continue;
		module = dlopen(jb_text_cstring(arena, path), RTLD_NOW | RTLD_LOCAL);
		*reason = module ? NULL : dlerror();
		return module;
	}
	*reason = JY_DRAW_FILE " is not installed with the program";
	return NULL;
}

static bool is_ours(const char *version, size_t size, size_t expected)
{
	return size == expected && strcmp(version, JOURNEY_VERSION) == 0;
}

const struct jy_draw *jy_draw(struct jb_arena *arena, struct jb_text *why)
{
	const char *reason;
	void *module = open_module(arena, JY_DRAW_FILE, &reason);
	const struct jy_draw *draw = module ? dlsym(module, JY_DRAW_SYMBOL) : NULL;

	if (draw && is_ours(draw->version, draw->size, sizeof *draw))
		return draw;
	if (module)
		reason = JY_DRAW_FILE " belongs to another version of the program";
	*why = jb_text_printf(arena, "pictures cannot be drawn here: %s", reason);
	return NULL;
}

const struct jy_letters_table *jy_letters(struct jb_arena *arena)
{
	const char *reason;
	void *module = open_module(arena, JY_LETTERS_FILE, &reason);
	const struct jy_letters_table *table = module ? dlsym(module, JY_LETTERS_SYMBOL) : NULL;

	return table && is_ours(table->version, table->size, sizeof *table) ? table : NULL;
}
