/*
 * journey doc: the reference of a module of the library, or of a file of one's own.
 */
#include <unistd.h>

#include "base/io.h"
#include "cli/command.h"
#include "doc/doc.h"
#include "explain/show.h"
#include "library.h"

/* Columns in which the name of a module stands in the list. */
#define NAME_WIDTH ((size_t)26)

static const struct jy_option options[] = {
	{"format", 0, "FORMAT", "how it is written (default text on a terminal, else markdown)",
	 "text|markdown|json", false},
	{"output", 'o', "FILE", "where it is written (default - for standard output)", NULL, false},
	JY_OPTION_COLOUR,
	JY_OPTION_ROOT,
};

static struct jb_text text_of(const struct jy_library_module *module)
{
	return (struct jb_text){module->text, module->size};
}

static bool is_module(struct jb_text name)
{
	for (size_t i = 0; i < jy_library_module_count; i++)
		if (jb_text_is(name, jy_library_modules[i].name))
			return true;
	return false;
}

static int list_modules(struct jy_command *command)
{
	struct jb_arena *arena = command->arena;
	struct jb_buf out;

	jb_buf_init(&out, arena);
	for (size_t i = 0; i < jy_library_module_count; i++) {
		struct jb_text name = jb_text_of(jy_library_modules[i].name);
		struct jb_text about = jy_doc_about(arena, text_of(&jy_library_modules[i]));

		jb_buf_add_text(&out, name);
		jb_buf_add_repeat(&out, ' ', name.size < NAME_WIDTH ? NAME_WIDTH - name.size : 1);
		jy_help_paragraph(&out, jb_text_cstring(arena, about), NAME_WIDTH);
	}
	jb_buf_add_string(&out, "\n`journey doc NAME` shows one; a file takes it in with "
				"`use library.NAME`.\n");
	return jy_command_write(command, jy_args_value(&command->args, "output", "-"),
				jb_buf_text(&out));
}

/* "library.survey" is the module; so is "survey", where there is no file of that name. */
static struct jb_text module_name(struct jb_arena *arena, struct jb_text named)
{
	struct jb_text prefix = JB_TEXT("library.");

	if (jb_text_starts(named, prefix))
		return jb_text_slice(named, prefix.size, named.size);
	return is_module(named) && !jb_io_is_file(arena, named) ? named : JB_TEXT("");
}

static int unknown(struct jy_command *command, struct jb_text name)
{
	struct jb_text *known =
		JB_NEW_ARRAY(command->arena, struct jb_text, jy_library_module_count);
	int near;

	for (size_t i = 0; i < jy_library_module_count; i++)
		known[i] = jb_text_of(jy_library_modules[i].name);
	near = jb_text_nearest(name, known, jy_library_module_count);
	if (near >= 0)
		return jy_command_misused(command,
					  "the library has no module \"%.*s\"; did you mean "
					  "`journey doc %.*s`?",
					  JB_ARG(name), JB_ARG(known[near]));
	return jy_command_misused(command,
				  "the library has no module \"%.*s\"; `journey doc` lists them",
				  JB_ARG(name));
}

static void write_doc(struct jy_command *command, const struct jy_doc *doc, struct jb_buf *out)
{
	bool terminal = isatty(STDOUT_FILENO) && !jy_args_has(&command->args, "output");
	struct jb_text format =
		jy_args_value(&command->args, "format", terminal ? "text" : "markdown");
	struct jb_buf markdown;

	if (jb_text_is(format, "json")) {
		jy_doc_json(out, doc);
		return;
	}
	jb_buf_init(&markdown, doc->arena);
	jy_doc_markdown(&markdown, doc);
	if (jb_text_is(format, "markdown"))
		jb_buf_add_text(out, jb_buf_text(&markdown));
	else
		jy_explain_show(out, &(struct jy_page){.markdown = jb_buf_text(&markdown)},
				jy_command_colour(command, STDOUT_FILENO));
}

static int show(struct jy_command *command, struct jb_text name)
{
	struct jy_session *session = command->session;
	struct jy_doc doc = {.arena = &session->arena, .diags = &session->diags, .name = name};
	struct jb_buf out;
	int status;

	doc.model = jy_session_model(session);
	doc.unit = session->units.at;
	doc.unit_count = session->units.count;
	jb_buf_init(&out, &session->arena);
	write_doc(command, &doc, &out);
	status = jy_command_write(command, jy_args_value(&command->args, "output", "-"),
				  jb_buf_text(&out));
	return jy_command_findings(command) && status == JY_EXIT_OK ? JY_EXIT_FINDINGS : status;
}

static int work(struct jy_command *command)
{
	struct jb_arena *arena = command->arena;
	const struct jy_args *args = &command->args;
	struct jb_text named = args->files.count ? args->files.at[0] : JB_TEXT("");
	struct jb_text module = module_name(arena, named);
	int status;

	if (args->files.count > 1)
		return jy_command_misused(command, "one MODULE or FILE is told of at a time");
	if (!named.size)
		return list_modules(command);
	if (module.size && !jy_session_load_module(command->session, module))
		return unknown(command, module);
	if (module.size)
		return show(command, command->session->units.at[0].file->path);
	if (!jb_text_is(named, "-") && !jb_io_is_file(arena, named) &&
	    !jb_text_ends(named, JB_TEXT(".journey")))
		return unknown(command, named);
	return jy_command_load(command, &status) ? show(command, jb_path_name(named)) : status;
}

int jy_command_doc(int argc, char *const *argv)
{
	static const struct jy_command_kind kind = {
		.name = "doc",
		.usage = "[OPTION]... [MODULE|FILE]",
		.about =
			"Prints the reference of a MODULE of the library, or of a FILE: each "
			"metric "
			"with its formula as written and in words, its unit and direction, what it "
			"needs of its source and what it rests on; sources with their columns; "
			"frameworks with their questions. Without a name it lists the modules.",
		.option = options,
		.option_count = sizeof options / sizeof *options,
		.work = work,
	};

	return jy_command_run(&kind, argc, argv);
}
