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

/* A module of the program, NULL where there is none that can be loaded: then `why` says why. */
static void *open_module(struct jb_arena *arena, const char *file, struct jb_text *why)
{
	struct jb_text folder = program_folder(arena);

	for (size_t i = 0; i < PLACES; i++) {
		struct jb_text path =
			jb_text_printf(arena, "%.*s/%s%s", JB_ARG(folder), place[i], file);
		void *module;

		if (!jb_io_is_file(arena, path))
			continue;
		module = dlopen(jb_text_cstring(arena, path), RTLD_NOW | RTLD_LOCAL);
		if (!module)
			*why = jb_text_printf(arena, "%s", dlerror());
		return module;
	}
	*why = jb_text_printf(arena, "%s is not installed with the program", file);
	return NULL;
}

/* What every table begins with. */
struct head {
	const char *version;
	size_t size;
};

/* The table of a module, `size` bytes long, NULL where there is none: then `why` says why. */
static const void *table_of(struct jb_arena *arena, const char *file, const char *symbol,
			    size_t size, struct jb_text *why)
{
	void *module = open_module(arena, file, why);
	const struct head *head = module ? dlsym(module, symbol) : NULL;

	if (head && head->size == size && strcmp(head->version, JOURNEY_VERSION) == 0)
		return head;
	if (module)
		*why = jb_text_printf(arena, "%s belongs to another version of the program", file);
	*why = jb_text_printf(arena, "pictures cannot be drawn here: %.*s", JB_ARG(*why));
	return NULL;
}

const struct jy_draw *jy_draw(struct jb_arena *arena, struct jb_text *why)
{
	return table_of(arena, JY_DRAW_FILE, JY_DRAW_SYMBOL, sizeof(struct jy_draw), why);
}

const struct jy_gv *jy_gv(struct jb_arena *arena, struct jb_text *why)
{
	return table_of(arena, JY_GV_FILE, JY_GV_SYMBOL, sizeof(struct jy_gv), why);
}

const struct jy_letters_table *jy_letters(struct jb_arena *arena)
{
	struct jb_text why;

	return table_of(arena, JY_LETTERS_FILE, JY_LETTERS_SYMBOL, sizeof(struct jy_letters_table),
			&why);
}
