/*
 * journey check: everything the compiler can say about files without data.
 */
#include <unistd.h>

#include "cli/command.h"
#include "source/sink.h"
#include "syntax/tree.h"

static const struct jy_option options[] = {
	{"format", 0, "FORMAT", "how findings are written (default text)", "text|short|json",
	 false},
	{"quiet", 'q', NULL, "say nothing about a file that is well", NULL, false},
	JY_OPTION_COLOUR,
	JY_OPTION_ROOT,
};

static void add_number(struct jb_buf *out, const char **separator, size_t count, const char *one,
		       const char *many)
{
	if (count == 0)
		return;
	jb_buf_printf(out, "%s%zu %s", *separator, count, count == 1 ? one : many);
	*separator = ", ";
}

/* What a file that is well amounts to, so that silence cannot be taken for success. */
static void add_summary(struct jb_buf *out, const struct jy_session *session)
{
	const struct jy_model *model = session->model;
	const char *separator = "; ";
	size_t touchpoints = 0;

	for (size_t i = 0; i < model->journeys.count; i++)
		for (size_t k = 0; k < model->journeys.at[i]->stage_count; k++)
			touchpoints += model->journeys.at[i]->stage[k].touchpoint_count;
	bool empty = jy_count(jy_kid(session->units.at[0].parsed.root, JY_FILE_DECLS)) == 0;

	jb_buf_printf(out, "%.*s: %s", JB_ARG(session->units.at[0].file->path),
		      empty ? "it declares nothing" : "well");
	add_number(out, &separator, touchpoints, "touchpoint", "touchpoints");
	add_number(out, &separator, model->metrics.count, "metric", "metrics");
	add_number(out, &separator, session->plan->criterion_count, "criterion", "criteria");
	jb_buf_add_byte(out, '\n');
}

static void add_findings(struct jb_buf *out, struct jy_command *command,
			 const struct jy_diags *diags)
{
	struct jb_text format = jy_args_value(&command->args, "format", "text");
	struct jy_sink_options how = {.colour = jy_command_colour(command, STDOUT_FILENO)};

	if (jb_text_is(format, "json"))
		jy_sink_json(out, diags);
	else if (jb_text_is(format, "short"))
		jy_sink_lines(out, diags);
	else
		jy_sink_text(out, diags, how);
}

static bool is_empty(const struct jy_diags *diags)
{
	return diags->error_count + diags->warning_count + diags->info_count == 0;
}

static int work(struct jy_command *command)
{
	struct jy_session *session = &command->session;
	struct jb_buf out;
	int status;

	if (command->args.files.count != 1)
		return command->args.files.count
			       ? jy_command_misused(command, "one FILE is checked at a time")
			       : jy_command_misused(command, "a journey FILE is missing");
	if (jy_session_load(session, command->args.files.at[0],
			    jy_args_value(&command->args, "root", "")))
		jy_session_plan(session);
	jb_buf_init(&out, &session->arena);
	add_findings(&out, command, &session->diags);
	if (is_empty(&session->diags) && !jy_args_has(&command->args, "quiet") &&
	    jb_text_is(jy_args_value(&command->args, "format", "text"), "text"))
		add_summary(&out, session);
	status = jy_command_write(command, JB_TEXT("-"), jb_buf_text(&out));
	return status != JY_EXIT_OK	    ? status
	       : session->diags.error_count ? JY_EXIT_FINDINGS
					    : JY_EXIT_OK;
}

int jy_command_check(int argc, char *const *argv)
{
	static const struct jy_command_kind kind = {
		.name = "check",
		.usage = "[OPTION]... FILE",
		.about = "Parses FILE and all it uses, resolves names, checks types and units, and "
			 "says what is wrong, where, and what to write instead. FILE may be - for "
			 "standard input.",
		.option = options,
		.option_count = sizeof options / sizeof *options,
		.work = work,
	};

	return jy_command_run(&kind, argc, argv);
}
