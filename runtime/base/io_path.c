/*
 * Paths as text. No file system is asked; '..' and symbolic links are left as they stand.
 */
#include "base/io.h"

/* One past the last '/', or 0. */
static size_t name_start(struct jb_text path)
{
	size_t at = path.size;

	while (at > 0 && path.at[at - 1] != '/')
		at--;
	return at;
}

struct jb_text jb_path_folder(struct jb_text path)
{
	size_t end = name_start(path);

	return jb_text_slice(path, 0, end > 1 ? end - 1 : end);
}

struct jb_text jb_path_name(struct jb_text path)
{
	return jb_text_slice(path, name_start(path), path.size);
}

struct jb_text jb_path_join(struct jb_arena *arena, struct jb_text folder, struct jb_text name)
{
	if (folder.size == 0 || jb_text_starts(name, JB_TEXT("/")))
		return jb_text_copy(arena, name);
	if (jb_text_ends(folder, JB_TEXT("/")))
		return jb_text_printf(arena, "%.*s%.*s", JB_ARG(folder), JB_ARG(name));
	return jb_text_printf(arena, "%.*s/%.*s", JB_ARG(folder), JB_ARG(name));
}
