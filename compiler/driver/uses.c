/*
 * Following `use`. A path is taken from the folder of the file that names it, made real (links
 * resolved) and must then lie below the root: a stranger's file cannot make the compiler quote
 * /etc/passwd. Only regular files are read, so a pipe or a device cannot hold it up.
 */
#include "driver/uses.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "library.h"

static struct jy_file *new_file(struct jy_session *session)
{
	return JB_NEW(&session->arena, struct jy_file);
}

static void add_unit(struct jy_session *session, const struct jy_file *file, struct jb_text real,
		     bool library)
{
	struct jb_arena *arena = &session->arena;
	struct jy_parsed parsed = jy_parse(file, arena, &session->diags);

	*jb_push(arena, &session->units) =
		(struct jy_unit){.file = file, .parsed = parsed, .library = library};
	*jb_push(arena, &session->loaded) = real;
}

static bool is_loaded(const struct jy_session *session, struct jb_text real)
{
	for (size_t i = 0; i < session->loaded.count; i++)
		if (jb_text_equal(session->loaded.at[i], real))
			return true;
	return false;
}

/* The path without links, "." and ".."; empty when there is no such file. */
static struct jb_text real_path(struct jy_session *session, struct jb_text path)
{
	char real[PATH_MAX];

	if (!realpath(jb_text_cstring(&session->arena, path), real))
		return (struct jb_text){0};
	return jb_text_copy(&session->arena, jb_text_of(real));
}

static struct jb_text as_folder(struct jy_session *session, struct jb_text path)
{
	struct jb_text real = real_path(session, path.size ? path : JB_TEXT("."));

	return jb_text_ends(real, JB_TEXT("/"))
		       ? real
		       : jb_text_printf(&session->arena, "%.*s/", JB_ARG(real));
}

bool jy_uses_open(struct jy_session *session, struct jb_text path, struct jb_text root)
{
	struct jy_file *file = new_file(session);

	session->root = as_folder(session, root.size ? root : jb_path_folder(path));
	if (!jy_file_read(file, &session->arena, path, &session->diags))
		return false;
	add_unit(session, file, real_path(session, path), false);
	return true;
}

static void use_module(struct jy_session *session, const struct jy_node *what, struct jb_text name)
{
	struct jb_text known[64];
	size_t count = jy_library_module_count < 64 ? jy_library_module_count : 64;
	struct jy_file *file;
	struct jy_diag *diag;
	int near;

	if (is_loaded(session, what->text))
		return;
	for (size_t i = 0; i < count; i++) {
		known[i] = jb_text_of(jy_library_modules[i].name);
		if (!jb_text_equal(known[i], name))
			continue;
		file = new_file(session);
		if (jy_file_init(file, &session->arena, what->text,
				 (struct jb_text){jy_library_modules[i].text,
						  jy_library_modules[i].size},
				 &session->diags))
			add_unit(session, file, what->text, true);
		return;
	}
	diag = jy_diag_error(&session->diags, JY_D_USE_UNKNOWN, what->span,
			     "the library has no module `%.*s`", JB_ARG(name));
	near = jb_text_nearest(name, known, count);
	for (size_t i = 0; i < count; i++)
		if (near < 0 || (size_t)near == i)
			jy_diag_help(&session->diags, diag, "%s `use library.%.*s`",
				     near < 0 ? "there is" : "did you mean", JB_ARG(known[i]));
}

static void report_use(struct jy_session *session, const struct jy_node *what, const char *why)
{
	jy_diag_error(&session->diags, JY_D_USE_UNREADABLE, what->span, "`%.*s` cannot be used: %s",
		      JB_ARG(what->text), why);
}

static void use_file(struct jy_session *session, const struct jy_file *from,
		     const struct jy_node *what)
{
	struct jb_text path = jb_path_join(&session->arena, jb_path_folder(from->path), what->text);
	struct jb_text real = real_path(session, path);
	struct jy_file *file;
	struct stat status;

	if (!real.size) {
		report_use(session, what, "there is no such file");
	} else if (!jb_text_starts(real, session->root)) {
		report_use(session, what, "it lies outside the folder of the program (see --root)");
	} else if (stat(jb_text_cstring(&session->arena, real), &status) != 0 ||
		   !S_ISREG(status.st_mode)) {
		report_use(session, what, "it is not a file");
	} else if (!is_loaded(session, real)) {
		file = new_file(session);
		if (jy_file_read(file, &session->arena, path, &session->diags))
			add_unit(session, file, real, false);
	}
}

static void follow_one(struct jy_session *session, const struct jy_file *from,
		       const struct jy_node *what)
{
	if (!what)
		return;
	if (session->units.count >= JY_FILES_MAX) {
		report_use(session, what, "a program has at most 256 files");
		return;
	}
	if (what->kind == JY_N_TEXT)
		use_file(session, from, what);
	else if (what->count == 2 && jb_text_is(jy_text(jy_kid(what, 0)), "library"))
		use_module(session, what, jy_text(jy_kid(what, 1)));
	else
		report_use(session, what, "write `use \"file.journey\"` or `use library.NAME`");
}

void jy_uses_follow(struct jy_session *session, size_t index)
{
	const struct jy_file *from = session->units.at[index].file;
	const struct jy_node *decls = jy_kid(session->units.at[index].parsed.root, JY_FILE_DECLS);

	for (uint32_t i = 0; i < jy_count(decls); i++)
		if (jy_is(jy_kid(decls, i), JY_N_USE))
			follow_one(session, from, jy_kid(jy_kid(decls, i), JY_USE_WHAT));
}
