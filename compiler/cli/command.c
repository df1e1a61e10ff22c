/*
 * A command with a session of the compiler behind it: its files, its findings, its end.
 */
#include "cli/command.h"

#include <unistd.h>

#include "origin/origin.h"
#include "source/sink.h"

int jy_command_run(const struct jy_command_kind *kind, int argc, char *const *argv)
{
	struct jy_session session;
	struct jy_command command = {.family = "journey ",
				     .name = kind->name,
				     .arena = &session.arena,
				     .session = &session,
				     .origin = &jy_origin_session};
	int status;

	jy_session_init(&session);
	status = jy_command_do(&command, kind, argc, argv);
	jy_session_release(&session);
	return status;
}

bool jy_command_load(struct jy_command *command, int *status)
{
	const struct jy_args *args = &command->args;

	if (args->files.count != 1) {
		*status = args->files.count
				  ? jy_command_misused(command, "one FILE is read, not %zu",
						       args->files.count)
				  : jy_command_misused(command, "a journey FILE is missing");
		return false;
	}
	if (jy_session_load(command->session, args->files.at[0], jy_args_value(args, "root", "")))
		return true;
	jy_command_findings(command);
	*status = JY_EXIT_FINDINGS;
	return false;
}

bool jy_command_model(struct jy_command *command, int *status)
{
	if (!jy_command_load(command, status))
		return false;
	jy_session_model(command->session);
	if (!jy_command_findings(command))
		return true;
	*status = JY_EXIT_FINDINGS;
	return false;
}

static int add_files(struct jy_command *command, struct jb_text path, struct jy_paths *paths)
{
	struct jb_arena *arena = command->arena;
	size_t before = paths->list.count;
	struct jb_text why = {0};

	if (!jy_folder_is(arena, path)) {
		*jb_push(arena, &paths->list) = path;
		return JY_EXIT_OK;
	}
	if (!jy_folder_files(arena, path, JB_TEXT(".journey"), paths, &why))
		return jy_command_misused(command, "%.*s", JB_ARG(why));
	if (paths->list.count > before)
		return JY_EXIT_OK;
	return jy_command_misused(command, "there is no .journey file in %.*s", JB_ARG(path));
}

int jy_command_files(struct jy_command *command, struct jy_paths *paths)
{
	size_t inputs = 0;

	for (size_t i = 0; i < command->args.files.count; i++) {
		int status = add_files(command, command->args.files.at[i], paths);

		if (status != JY_EXIT_OK)
			return status;
		inputs += jb_text_is(command->args.files.at[i], "-");
	}
	if (inputs > 1)
		return jy_command_misused(command, "standard input (-) can be read once only");
	return paths->list.count ? JY_EXIT_OK
				 : jy_command_misused(command, "a journey FILE is missing");
}

const struct jrt_plan *jy_command_plan(struct jy_command *command)
{
	command->plan = jy_session_plan(command->session);
	return command->plan;
}

bool jy_command_findings(struct jy_command *command)
{
	const struct jy_diags *diags = &command->session->diags;
	struct jb_buf buf;

	if (!diags->error_count && !diags->warning_count)
		return false; /* remarks alone are for `journey check` */
	jb_buf_init(&buf, command->arena);
	jy_sink_text(&buf, diags,
		     (struct jy_sink_options){.colour = jy_command_colour(command, STDERR_FILENO)});
	jy_command_print(STDERR_FILENO, jb_buf_text(&buf));
	return diags->error_count > 0;
}

bool jy_data_plan(struct jy_command *command, int *status)
{
	if (command->plan)
		return true;
	if (!jy_command_load(command, status))
		return false;
	jy_command_plan(command);
	*status = JY_EXIT_FINDINGS;
	if (jy_command_findings(command))
		return false;
	if (command->plan->meter_count)
		return true;
	jy_command_say(command, "the file has no metric that can be measured");
	return false;
}
