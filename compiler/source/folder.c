/*
 * Walking folders. One is open at a time, so depth costs no descriptors; since links are not
 * followed, the walk ends.
 */
#include "source/folder.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/io.h"
#include "base/io_fault.h"

static bool is_folder(struct jb_arena *arena, struct jb_text path, bool follow, bool *regular)
{
	const char *name = jb_text_cstring(arena, path);
	struct stat found;

	if ((follow ? stat(name, &found) : lstat(name, &found)) != 0)
		return false;
	*regular = S_ISREG(found.st_mode);
	return S_ISDIR(found.st_mode);
}

bool jy_folder_is(struct jb_arena *arena, struct jb_text path)
{
	bool regular;

	return is_folder(arena, path, true, &regular);
}

/* Appends what stands in the folder itself. */
static bool read_folder(struct jb_arena *arena, struct jb_text folder, struct jy_paths *out,
			struct jb_text *why)
{
	DIR *open = opendir(jb_text_cstring(arena, folder));
	struct dirent *entry;

	if (!open) {
		*why = jb_io_why(arena, "read", folder, errno);
		return false;
	}
	if (JB_ARM(arena) != 0) {
		closedir(open);
		jb_arena_fail(arena);
	}
	while ((entry = readdir(open)) != NULL)
		if (entry->d_name[0] != '.')
			*jb_push(arena, &out->list) =
				jb_path_join(arena, folder, jb_text_of(entry->d_name));
	jb_arena_disarm(arena);
	closedir(open);
	return true;
}

static int by_bytes(const void *a, const void *b)
{
	return jb_text_compare(*(const struct jb_text *)a, *(const struct jb_text *)b);
}

bool jy_folder_files(struct jb_arena *arena, struct jb_text folder, struct jb_text ending,
		     struct jy_paths *out, struct jb_text *why)
{
	struct jy_paths found = {0};
	size_t first = out->list.count;

	*jb_push(arena, &found.list) = folder;
	/* Grows while it is walked. */
	for (size_t i = 0; i < found.list.count; i++) {
		struct jb_text path = found.list.at[i];
		bool regular = false;

		if (is_folder(arena, path, i == 0, &regular)) {
			if (!read_folder(arena, path, &found, why))
				return false;
		} else if (regular && jb_text_ends(path, ending)) {
			*jb_push(arena, &out->list) = path;
		}
	}
	if (out->list.count > first)
		qsort(out->list.at + first, out->list.count - first, sizeof *out->list.at,
		      by_bytes);
	return true;
}
