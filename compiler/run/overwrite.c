/*
 * Files are the same when the system says so, whatever their names. A device such as a terminal or
 * /dev/null may be read and written.
 */
#include "run/overwrite.h"

#include <string.h>
#include <sys/stat.h>

static const char *const written[] = {"output", "rejects", "evidence", "also", "emit-c", "MF"};
static const char *const read[] = {"data", "states", "results", "verdicts"};
#define COUNT(table) (sizeof(table) / sizeof *(table))

static bool is_one_of(const char *name, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return false;
}

/* The path in NAME=PATH, or the value itself. */
static struct jb_text path_of(const struct jy_option *option, struct jb_text value)
{
	const char *sign = memchr(value.at, '=', value.size);
	bool named = strcmp(option->name, "also") == 0 || strcmp(option->name, "data") == 0;

	if (!named || !sign)
		return value;
	return jb_text_slice(value, (size_t)(sign + 1 - value.at), value.size);
}

static bool look(struct jb_arena *arena, struct jb_text path, struct stat *about)
{
	return path.size > 0 && !jb_text_is(path, "-") &&
	       stat(jb_copy(arena, path.at, path.size), about) == 0 && S_ISREG(about->st_mode);
}

static bool is_same(struct jb_arena *arena, struct jb_text path, const struct stat *other)
{
	struct stat about;

	return look(arena, path, &about) && about.st_dev == other->st_dev &&
	       about.st_ino == other->st_ino;
}

static bool is_read(const struct jy_args *args, struct jb_arena *arena, const struct stat *other)
{
	for (size_t i = 0; i < args->files.count; i++)
		if (is_same(arena, args->files.at[i], other))
			return true;
	for (size_t o = 0; o < args->option_count; o++)
		for (size_t v = 0; v < args->values[o].count; v++)
			if (is_one_of(args->option[o].name, read, COUNT(read)) &&
			    is_same(arena, path_of(&args->option[o], args->values[o].at[v]), other))
				return true;
	return false;
}

struct jb_text jy_overwritten(const struct jy_args *args, struct jb_arena *arena)
{
	for (size_t o = 0; o < args->option_count; o++) {
		if (!is_one_of(args->option[o].name, written, COUNT(written)))
			continue;
		for (size_t v = 0; v < args->values[o].count; v++) {
			struct jb_text path = path_of(&args->option[o], args->values[o].at[v]);
			struct stat about;

			if (look(arena, path, &about) && is_read(args, arena, &about))
				return path;
		}
	}
	return (struct jb_text){0};
}

bool jy_is_same_file(struct jb_arena *arena, struct jb_text one, struct jb_text other)
{
	struct stat about;

	return look(arena, other, &about) && is_same(arena, one, &about);
}
