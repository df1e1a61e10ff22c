/*
 * journey init: writes the files of a template into a folder: a story, its measures, its data, and
 * rows that are made up, so that the first check, the first picture and the first verdicts are
 * there at once. It asks nothing and writes over nothing.
 */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/io.h"
#include "cli/command.h"
#include "doc/doc.h"
#include "templates.h"

/* Columns in which the name of a template stands in the list. */
#define NAME_WIDTH ((size_t)16)

/* The file of a template that the others are used from; its first sentence says what it is
 * about. */
#define MAIN_FILE "story.journey"

static const struct jy_option options[] = {
	{"template", 't', "NAME", "which template is written (see --list)", NULL, false},
	{"list", 0, NULL, "list the templates", NULL, false},
};

static struct jb_text folder_of(const struct jy_template_file *file)
{
	struct jb_text folder = jb_path_folder(jb_text_of(file->name));

	return jb_text_ends(folder, JB_TEXT("/")) ? jb_text_slice(folder, 0, folder.size - 1)
						  : folder;
}

static struct jb_text path_in(struct jb_arena *arena, struct jb_text folder,
			      const struct jy_template_file *file)
{
	return jb_text_printf(arena, "%.*s/%.*s", JB_ARG(folder),
			      JB_ARG(jb_path_name(jb_text_of(file->name))));
}

/* ---- which templates there are ---- */

static bool is_main(const struct jy_template_file *file)
{
	return jb_text_is(jb_path_name(jb_text_of(file->name)), MAIN_FILE);
}

static int list_templates(struct jy_command *command)
{
	struct jb_arena *arena = command->arena;
	struct jb_buf out;

	jb_buf_init(&out, arena);
	for (size_t i = 0; i < jy_template_file_count; i++) {
		const struct jy_template_file *file = &jy_template_files[i];
		struct jb_text name = folder_of(file);
		struct jb_text text = {file->text, file->size};

		if (!is_main(file))
			continue;
		jb_buf_add_text(&out, name);
		jb_buf_add_repeat(&out, ' ', name.size < NAME_WIDTH ? NAME_WIDTH - name.size : 1);
		jy_help_paragraph(&out, jb_text_cstring(arena, jy_doc_about(arena, text)),
				  NAME_WIDTH);
	}
	return jy_command_write(command, JB_TEXT("-"), jb_buf_text(&out));
}

static bool is_template(struct jb_text name)
{
	for (size_t i = 0; i < jy_template_file_count; i++)
		if (jb_text_equal(folder_of(&jy_template_files[i]), name))
			return true;
	return false;
}

static int unknown(struct jy_command *command, struct jb_text name)
{
	struct jb_arena *arena = command->arena;
	struct jb_text *known = JB_NEW_ARRAY(arena, struct jb_text, jy_template_file_count);
	struct jb_buf list;
	size_t count = 0;
	int near;

	jb_buf_init(&list, arena);
	for (size_t i = 0; i < jy_template_file_count; i++)
		if (is_main(&jy_template_files[i])) {
			known[count] = folder_of(&jy_template_files[i]);
			jb_buf_printf(&list, "%s%.*s", count ? ", " : "", JB_ARG(known[count]));
			count++;
		}
	near = name.size ? jb_text_nearest(name, known, count) : -1;
	if (near >= 0)
		return jy_command_misused(command,
					  "there is no template \"%.*s\"; did you mean %.*s?",
					  JB_ARG(name), JB_ARG(known[near]));
	return jy_command_misused(command, "name a template with --template: %s", list.data);
}

/* ---- writing ---- */

static bool exists(struct jb_arena *arena, struct jb_text path)
{
	struct stat status;

	return lstat(jb_text_cstring(arena, path), &status) == 0;
}

/* Says which files are in the way; false when there are any. */
static bool nothing_in_the_way(struct jy_command *command, struct jb_text name,
			       struct jb_text folder)
{
	struct jb_arena *arena = command->arena;
	struct jb_buf list;

	jb_buf_init(&list, arena);
	for (size_t i = 0; i < jy_template_file_count; i++) {
		struct jb_text path = path_in(arena, folder, &jy_template_files[i]);

		if (jb_text_equal(folder_of(&jy_template_files[i]), name) && exists(arena, path))
			jb_buf_printf(&list, "  %.*s\n", JB_ARG(path));
	}
	if (!list.size)
		return true;
	jy_command_print(STDERR_FILENO,
			 jb_text_printf(arena,
					"journey init: nothing is written, because these are "
					"there already:\n%.*s",
					JB_ARG(jb_buf_text(&list))));
	return false;
}

static int write_files(struct jy_command *command, struct jb_text name, struct jb_text folder,
		       struct jb_buf *said)
{
	struct jb_arena *arena = command->arena;

	for (size_t i = 0; i < jy_template_file_count; i++) {
		const struct jy_template_file *file = &jy_template_files[i];
		struct jb_text path = path_in(arena, folder, file);
		int status;

		if (!jb_text_equal(folder_of(file), name))
			continue;
		status = jy_command_write(command, path, (struct jb_text){file->text, file->size});
		if (status != JY_EXIT_OK)
			return status;
		jb_buf_printf(said, "  %.*s\n", JB_ARG(path));
	}
	return JY_EXIT_OK;
}

static bool make_folder(struct jy_command *command, struct jb_text folder)
{
	struct jb_arena *arena = command->arena;

	if (mkdir(jb_text_cstring(arena, folder), 0777) == 0 || errno == EEXIST)
		return true;
	jy_command_print(STDERR_FILENO,
			 jb_text_printf(arena, "journey init: %.*s cannot be made: %s\n",
					JB_ARG(folder),
					errno == ENOENT ? "the folder above it is not there"
							: "the system refuses it"));
	return false;
}

static int work(struct jy_command *command)
{
	const struct jy_args *args = &command->args;
	struct jb_text name = jy_args_value(args, "template", "");
	struct jb_text folder = args->files.count ? args->files.at[0] : JB_TEXT(".");
	struct jb_buf said;
	int status;

	if (jy_args_has(args, "list"))
		return list_templates(command);
	if (args->files.count > 1)
		return jy_command_misused(command, "one folder is written to, not %zu",
					  args->files.count);
	if (!is_template(name))
		return unknown(command, name);
	if (!nothing_in_the_way(command, name, folder) || !make_folder(command, folder))
		return JY_EXIT_DATA;
	jb_buf_init(&said, command->arena);
	jb_buf_add_string(&said, "written:\n");
	status = write_files(command, name, folder, &said);
	if (status != JY_EXIT_OK)
		return status;
	jb_buf_printf(&said, "begin with %.*s/" MAIN_FILE "; its first lines say what to try\n",
		      JB_ARG(folder));
	return jy_command_write(command, JB_TEXT("-"), jb_buf_text(&said));
}

int jy_command_init(int argc, char *const *argv)
{
	static const struct jy_command_kind kind = {
		.name = "init",
		.usage = "[DIR] --template NAME",
		.about =
			"Writes a small whole program into DIR (default: here): the story of a "
			"journey, its measures and agreement, its sources, and made-up data, so "
			"that `journey check`, `render` and `eval` have something to show at once. "
			"Files that are there already are never written over.",
		.option = options,
		.option_count = sizeof options / sizeof *options,
		.work = work,
	};

	return jy_command_run(&kind, argc, argv);
}
