/*
 * journey explain: what a code or a rule means, why it matters and how to mend it. It reads no
 * file; the pages are part of the program.
 */
#include <unistd.h>

#include "cli/command.h"
#include "explain/show.h"

static const struct jy_option options[] = {
	{"format", 0, "FORMAT", "how pages are written (default text)", "text|json|markdown",
	 false},
	JY_OPTION_COLOUR,
};

static struct jb_text format_of(struct jy_command *command)
{
	return jy_args_value(&command->args, "format", "text");
}

static int unknown(struct jy_command *command, struct jb_text id)
{
	const char *near = jy_explain_nearest(command->arena, id);

	if (*near)
		return jy_command_misused(command,
					  "no code and no rule is called \"%.*s\"; did you mean "
					  "`journey explain %s`?",
					  JB_ARG(id), near);
	return jy_command_misused(command,
				  "no code and no rule is called \"%.*s\"; `journey explain` "
				  "lists them",
				  JB_ARG(id));
}

static void add_page(struct jb_buf *out, struct jy_command *command, const struct jy_page *page,
		     size_t number)
{
	struct jb_text format = format_of(command);

	if (jb_text_is(format, "json")) {
		jb_buf_add_string(out, number ? ",\n" : "");
		jy_explain_json(out, page);
		return;
	}
	jb_buf_add_string(out, number ? "\n" : "");
	if (jb_text_is(format, "markdown"))
		jb_buf_add_text(out, page->markdown);
	else
		jy_explain_show(out, page, jy_command_colour(command, STDOUT_FILENO));
}

static bool add_list(struct jb_buf *out, struct jy_command *command, struct jb_text family)
{
	return jy_explain_list(out, family, jy_command_colour(command, STDOUT_FILENO));
}

static void add_all(struct jb_buf *out, struct jy_command *command)
{
	size_t count;
	const struct jy_page *all = jy_explain_all(&count);

	for (size_t i = 0; i < count; i++)
		add_page(out, command, &all[i], i);
}

/* The pages that the line names, or the list of a family; without a name all, or as text their
 * list. */
static int add_pages(struct jb_buf *out, struct jy_command *command)
{
	const struct jy_args *args = &command->args;
	bool text = jb_text_is(format_of(command), "text");

	for (size_t i = 0; i < args->files.count; i++) {
		struct jb_text id = args->files.at[i];
		const struct jy_page *page = jy_explain_find(id);

		if (page)
			add_page(out, command, page, i);
		else if (!id.size || !text || !add_list(out, command, id))
			return unknown(command, id);
	}
	if (args->files.count == 0 && text)
		add_list(out, command, JB_TEXT(""));
	else if (args->files.count == 0)
		add_all(out, command);
	return JY_EXIT_OK;
}

static int work(struct jy_command *command)
{
	bool json = jb_text_is(format_of(command), "json");
	struct jb_buf out;
	int status;

	jb_buf_init(&out, command->arena);
	jb_buf_add_string(&out,
			  json ? "{\"schema\": \"journey-explain\", \"version\": 1, \"pages\": [\n"
			       : "");
	status = add_pages(&out, command);
	jb_buf_add_string(&out, json ? "\n]}\n" : "");
	if (status != JY_EXIT_OK)
		return status;
	return jy_command_write(command, JB_TEXT("-"), jb_buf_text(&out));
}

int jy_command_explain(int argc, char *const *argv)
{
	static const struct jy_command_kind kind = {
		.name = "explain",
		.usage = "[OPTION]... [CODE|RULE|FAMILY]...",
		.about =
			"Says what a finding means, why it matters and how to mend it, with a "
			"sample that gets it and one that does not. A code may be written J0312 "
			"or 312. A family, such as `scale`, is listed; so is all there is, without "
			"a name.",
		.option = options,
		.option_count = sizeof options / sizeof *options,
		.work = work,
	};

	return jy_command_run(&kind, argc, argv);
}
