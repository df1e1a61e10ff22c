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

#include "driver/recorded.h"
#include "library.h"

/* More modules than this are not looked at for the nearest name. */
#define MODULES_SHOWN_MAX 64

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

/* As jy_file_read, unless somebody knows better what the file holds. */
static bool read_file(struct jy_session *session, struct jy_file *file, struct jb_text path,
		      struct jb_text real)
{
	for (size_t i = 0; i < session->stand_in_count; i++)
		if (real.size && jb_text_equal(session->stand_in[i].real, real))
			return jy_file_init(file, &session->arena, path, session->stand_in[i].text,
					    &session->diags);
	return jy_file_read(file, &session->arena, path, &session->diags);
}

/* Takes in a folder's project file; false where it has none. The main file may be that file. */
static bool take_project(struct jy_session *session, struct jb_text folder,
			 struct jb_text main_file)
{
	struct jb_text path = jb_text_printf(
		&session->arena, "%.*s%s%s", JB_ARG(folder),
		folder.size && !jb_text_ends(folder, JB_TEXT("/")) ? "/" : "", JY_PROJECT_FILE);
	struct jb_text real = real_path(session, path);
	struct jy_file *file;

	if (!real.size)
		*jb_push(&session->arena, &session->sought) = path;
	if (!jb_text_starts(real, session->root) || !jb_io_is_file(&session->arena, path))
		return false;
	file = new_file(session);
	if (!jb_text_equal(real, main_file) && read_file(session, file, path, real))
		add_unit(session, file, real, false);
	return true;
}

bool jy_uses_open(struct jy_session *session, struct jb_text path, struct jb_text root)
{
	struct jy_file *file = new_file(session);
	struct jb_text real;

	session->root = as_folder(session, root.size ? root : jb_path_folder(path));
	real = real_path(session, path);
	if (!read_file(session, file, path, real))
		return false;
	add_unit(session, file, real, false);
	/* What holds for all programs of a folder stands in its project file. */
	if (!take_project(session, jb_path_folder(path), real) && root.size)
		take_project(session, root, real);
	return true;
}

static const struct jy_library_module *module_of(struct jb_text name)
{
	for (size_t i = 0; i < jy_library_module_count; i++)
		if (jb_text_is(name, jy_library_modules[i].name))
			return &jy_library_modules[i];
	return NULL;
}

static bool take_module(struct jy_session *session, struct jb_text path,
			const struct jy_library_module *module, const struct jy_span *used_at)
{
	struct jy_file *file = new_file(session);
	struct jb_text text = {module->text, module->size};

	if (!jy_file_init(file, &session->arena, path, text, &session->diags))
		return false;
	add_unit(session, file, path, used_at != NULL);
	if (used_at)
		session->units.at[session->units.count - 1].used_at = *used_at;
	return true;
}

bool jy_uses_open_module(struct jy_session *session, struct jb_text name)
{
	const struct jy_library_module *module = module_of(name);
	struct jb_text path = jb_text_printf(&session->arena, "library.%.*s", JB_ARG(name));

	session->root = as_folder(session, JB_TEXT("."));
	return module && take_module(session, path, module, NULL);
}

/* ---- a program out of a record ---- */

static bool add_recorded(struct jy_session *session, const struct jy_recorded *recorded,
			 const struct jy_span *used_at)
{
	struct jy_file *file = new_file(session);

	if (!jy_file_init(file, &session->arena, recorded->name, recorded->text, &session->diags))
		return false;
	add_unit(session, file, recorded->name, used_at != NULL);
	if (used_at)
		session->units.at[session->units.count - 1].used_at = *used_at;
	return true;
}

bool jy_uses_open_recorded(struct jy_session *session)
{
	if (!session->recorded_count || !add_recorded(session, &session->recorded[0], NULL))
		return false;
	/* The folder's project file is taken in without being named. */
	if (session->recorded_count > 1 &&
	    jb_text_is(jb_path_name(session->recorded[1].name), JY_PROJECT_FILE))
		add_recorded(session, &session->recorded[1], NULL);
	return true;
}

/* ---- modules ---- */

static void report_module(struct jy_session *session, const struct jy_node *what,
			  struct jb_text name)
{
	struct jb_text known[MODULES_SHOWN_MAX];
	size_t count = 0;
	struct jy_diag *diag = jy_diag_error(&session->diags, JY_D_USE_UNKNOWN, what->span,
					     "the library has no module `%.*s`", JB_ARG(name));
	int near;

	while (count < MODULES_SHOWN_MAX && count < jy_library_module_count) {
		known[count] = jb_text_of(jy_library_modules[count].name);
		count++;
	}
	near = jb_text_nearest(name, known, count);
	if (near >= 0)
		jy_diag_help(&session->diags, diag, "did you mean `use library.%.*s`",
			     JB_ARG(known[near]));
	else
		jy_diag_help(&session->diags, diag, "`journey doc` lists the modules there are");
}

static void use_module(struct jy_session *session, const struct jy_unit *from,
		       const struct jy_node *what, struct jb_text name)
{
	struct jy_span used_at = from->library ? from->used_at : what->span;
	const struct jy_library_module *module = module_of(name);
	const struct jy_recorded *recorded = jy_recorded_find(session, what->text);

	if (session->recorded ? !recorded : !module)
		report_module(session, what, name);
	else if (is_loaded(session, what->text))
		return;
	else if (recorded)
		add_recorded(session, recorded, &used_at);
	else
		take_module(session, what->text, module, &used_at);
}

static void report_use(struct jy_session *session, const struct jy_node *what, const char *why,
		       const char *help)
{
	struct jy_diag *diag = jy_diag_error(&session->diags, JY_D_USE_UNREADABLE, what->span,
					     "`%.*s` cannot be used: %s", JB_ARG(what->text), why);

	jy_diag_help(&session->diags, diag, "%s", help);
}

static void use_recorded(struct jy_session *session, const struct jy_file *from,
			 const struct jy_node *what)
{
	struct jb_text name = jy_recorded_name(&session->arena, from->path, what->text);
	const struct jy_recorded *recorded = jy_recorded_find(session, name);

	if (!recorded)
		report_use(session, what, "the record does not hold it",
			   "a record is complete as it was written; ask for the whole of it");
	else if (!is_loaded(session, name))
		add_recorded(session, recorded, NULL);
}

static void use_file(struct jy_session *session, const struct jy_file *from,
		     const struct jy_node *what)
{
	struct jb_text path = jb_path_join(&session->arena, jb_path_folder(from->path), what->text);
	struct jb_text real = real_path(session, path);
	struct jy_file *file;
	struct stat status;

	if (!real.size) {
		*jb_push(&session->arena, &session->sought) = path;
		report_use(session, what, "there is no such file",
			   "a path counts from the folder of the file that uses it");
	} else if (!jb_text_starts(real, session->root)) {
		report_use(session, what, "it lies outside the folder of the program",
			   "files further out may be used below `--root FOLDER`");
	} else if (stat(jb_text_cstring(&session->arena, real), &status) != 0 ||
		   !S_ISREG(status.st_mode)) {
		report_use(session, what, "it is not a file",
			   "name a file; each file of a folder is used by itself");
	} else if (!is_loaded(session, real)) {
		file = new_file(session);
		if (read_file(session, file, path, real))
			add_unit(session, file, real, false);
	}
}

static void follow_one(struct jy_session *session, const struct jy_unit *from,
		       const struct jy_node *what)
{
	if (!what)
		return;
	if (session->units.count >= JY_FILES_MAX) {
		report_use(session, what, "a program has at most 256 files",
			   "put what belongs together into one file");
		return;
	}
	if (what->kind == JY_N_TEXT && session->recorded)
		use_recorded(session, from->file, what);
	else if (what->kind == JY_N_TEXT)
		use_file(session, from->file, what);
	else if (what->count == 2 && jb_text_is(jy_text(jy_kid(what, 0)), "library"))
		use_module(session, from, what, jy_text(jy_kid(what, 1)));
	else
		report_use(session, what, "it is neither a file nor a module of the library",
			   "write `use \"file.journey\"` or `use library.NAME`");
}

void jy_uses_follow(struct jy_session *session, size_t index)
{
	/* Units move while more are added. */
	const struct jy_unit from = session->units.at[index];
	const struct jy_node *decls = jy_kid(from.parsed.root, JY_FILE_DECLS);

	for (uint32_t i = 0; i < jy_count(decls); i++)
		if (jy_is(jy_kid(decls, i), JY_N_USE))
			follow_one(session, &from, jy_kid(jy_kid(decls, i), JY_USE_WHAT));
}

/* ---- which module wins ---- */

/* Moves what `unit` uses behind it; true when something moved. */
static bool push_back(struct jy_session *session, const struct jy_unit *unit)
{
	const struct jy_node *decls = jy_kid(unit->parsed.root, JY_FILE_DECLS);
	bool moved = false;

	for (uint32_t i = 0; i < jy_count(decls); i++) {
		const struct jy_node *what = jy_kid(jy_kid(decls, i), JY_USE_WHAT);

		for (size_t k = 0; jy_is(jy_kid(decls, i), JY_N_USE) && k < session->units.count;
		     k++) {
			struct jy_unit *used = &session->units.at[k];

			if (!used->library || used->rank > unit->rank ||
			    !jb_text_equal(session->loaded.at[k], jy_text(what)))
				continue;
			used->rank = unit->rank + 1;
			moved = true;
		}
	}
	return moved;
}

void jy_uses_rank(struct jy_session *session)
{
	bool moved = true;

	for (size_t round = 0; moved && round < jy_library_module_count; round++) {
		moved = false;
		for (size_t i = 0; i < session->units.count; i++)
			if (session->units.at[i].library &&
			    push_back(session, &session->units.at[i]))
				moved = true;
	}
}
