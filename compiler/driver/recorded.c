/*
 * Names of a recorded program. A name is a path without "." and with ".." at its beginning only; it
 * counts from the folder of the main file, so a record says nothing of the machine it was made on.
 */
#include "driver/recorded.h"

#include <limits.h>
#include <stdlib.h>

#include "base/io.h"

/* How the program is called that came from standard input. */
#define FROM_STDIN "program.journey"

/* Takes the last folder off a name; what has none, or ends with "..", gets one more "..". */
static void go_up(struct jb_buf *name)
{
	struct jb_text now = jb_buf_text(name), last = jb_path_name(now);

	if (now.size == 0 || jb_text_is(last, ".."))
		jb_buf_add_string(name, now.size ? "/.." : "..");
	else
		name->size = jb_path_folder(now).size;
}

static void go_into(struct jb_buf *name, struct jb_text part)
{
	if (part.size == 0 || jb_text_is(part, "."))
		return;
	if (jb_text_is(part, "..")) {
		go_up(name);
		return;
	}
	if (name->size)
		jb_buf_add_byte(name, '/');
	jb_buf_add_text(name, part);
}

static void follow(struct jb_buf *name, struct jb_text path)
{
	size_t from = 0;

	for (size_t i = 0; i <= path.size; i++) {
		if (i < path.size && path.at[i] != '/')
			continue;
		go_into(name, jb_text_slice(path, from, i));
		from = i + 1;
	}
}

struct jb_text jy_recorded_name(struct jb_arena *arena, struct jb_text from, struct jb_text path)
{
	struct jb_buf name;

	jb_buf_init(&name, arena);
	if (!jb_text_starts(path, JB_TEXT("/")))
		follow(&name, jb_path_folder(from));
	follow(&name, path);
	return jb_buf_text(&name);
}

const struct jy_recorded *jy_recorded_find(const struct jy_session *session, struct jb_text name)
{
	for (size_t i = 0; i < session->recorded_count; i++)
		if (jb_text_equal(session->recorded[i].name, name))
			return &session->recorded[i];
	return NULL;
}

/* ---- writing down ---- */

/* How often '/' stands in `folder` from `begin` on: so many folders are to be left. */
static size_t folders_below(struct jb_text folder, size_t begin)
{
	size_t count = 0;

	for (size_t i = begin; i < folder.size; i++)
		count += folder.at[i] == '/';
	return count;
}

/* A real path as one that counts from a real folder, which ends with '/'. */
static struct jb_text relative(struct jb_arena *arena, struct jb_text folder, struct jb_text real)
{
	size_t same = 0;
	struct jb_buf out;

	for (size_t i = 0; i < folder.size && i < real.size && folder.at[i] == real.at[i]; i++)
		if (folder.at[i] == '/')
			same = i + 1;
	jb_buf_init(&out, arena);
	for (size_t i = folders_below(folder, same); i > 0; i--)
		jb_buf_add_string(&out, "../");
	jb_buf_add_text(&out, jb_text_slice(real, same, real.size));
	return jb_buf_text(&out);
}

static struct jb_text folder_of_main(const struct jy_session *session, struct jb_arena *arena)
{
	struct jb_text folder = jb_path_folder(session->loaded.at[0]);
	char here[PATH_MAX];

	if (session->loaded.at[0].size == 0 && realpath(".", here))
		folder = jb_text_copy(arena, jb_text_of(here));
	return jb_text_ends(folder, JB_TEXT("/")) ? folder
						  : jb_text_printf(arena, "%.*s/", JB_ARG(folder));
}

const struct jy_recorded *jy_session_record(const struct jy_session *session,
					    struct jb_arena *arena)
{
	struct jy_recorded *out = JB_NEW_ARRAY(arena, struct jy_recorded, session->units.count);
	struct jb_text folder = folder_of_main(session, arena);

	for (size_t i = 0; i < session->units.count; i++) {
		struct jb_text real = session->loaded.at[i];

		out[i].text = session->units.at[i].file->text;
		if (session->recorded || session->units.at[i].library)
			out[i].name = real;
		else if (real.size == 0)
			out[i].name = JB_TEXT(FROM_STDIN);
		else
			out[i].name = relative(arena, folder, real);
	}
	return out;
}
