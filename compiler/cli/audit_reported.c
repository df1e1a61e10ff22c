/*
 * journey audit FILE --data NAME=PATH: what a partner's report says beside what its rows give.
 */
#include <unistd.h>

#include "audit/reported_write.h"
#include "cli/audit.h"
#include "run/data.h"

static bool has_errors(const struct jrt_measured *measured)
{
	for (size_t i = 0; i < measured->finding_count; i++)
		if (measured->finding[i].severity == JRT_ERROR)
			return true;
	return false;
}

static void say_findings(struct jy_command *command, const struct jrt_measured *measured)
{
	for (size_t i = 0; i < measured->finding_count; i++)
		jy_command_say(command, "%.*s", JB_ARG(measured->finding[i].message));
}

static int write_report(struct jy_command *command, const struct jrt_audit_report *report)
{
	struct jb_text path = jy_args_value(&command->args, "output", "-");
	const int fd = jb_text_is(path, "-") ? STDOUT_FILENO : JY_NO_TERMINAL;
	struct jb_buf out;
	struct jrt_page page = {.out = &out,
				.width = jy_command_width(fd),
				.colour = jy_command_colour(command, fd)};

	jb_buf_init(&out, command->arena);
	if (jb_text_is(jy_args_value(&command->args, "format", "text"), "json"))
		jrt_audit_json(report, &out);
	else
		jrt_audit_text(report, command->arena, &page);
	return jy_command_write(command, path, jb_buf_text(&out));
}

/* The plan of an audit takes the place of the session's, so that data is read against it. */
static int make_plan(struct jy_command *command, const struct jrt_reported **reported,
		     size_t *count)
{
	struct jy_session *session = command->session;
	const struct jy_model *model;
	int status;

	if (!jy_command_load(command, &status))
		return status;
	model = jy_session_model(session);
	command->plan = session->plan =
		jy_plan_make_audit(&session->arena, model, command->args.files.at[0],
				   &session->diags, reported, count);
	if (jy_command_findings(command))
		return JY_EXIT_FINDINGS;
	if (*count)
		return JY_EXIT_OK;
	jy_command_say(command,
		       "no column says what it reports: write `reported METRIC` on a column of a "
		       "source whose rows cover a period each (`each row covers month of …`)");
	return JY_EXIT_FINDINGS;
}

int jy_audit_reported(struct jy_command *command)
{
	struct jb_arena *arena = command->arena;
	struct jrt_audit_report report = {.all = jy_args_has(&command->args, "all")};
	struct jrt_measured measured;
	struct jrt_judged judged;
	struct jrt_audit audit;
	struct jb_text why = {0};
	int status = make_plan(command, &report.reported, &report.reported_count);

	if (status == JY_EXIT_OK)
		status = jy_data_measure(command, &measured);
	if (status != JY_EXIT_OK)
		return status;
	say_findings(command, &measured);
	if (has_errors(&measured))
		return JY_EXIT_DATA;
	if (jrt_judge(command->plan, &measured, arena, &judged, &why) != JB_OK) {
		jy_command_say(command, "%.*s", JB_ARG(why));
		return JY_EXIT_DATA;
	}
	jrt_audit_reported(command->plan, &judged, report.reported, report.reported_count, arena,
			   &audit);
	report.plan = command->plan;
	report.audit = &audit;
	status = write_report(command, &report);
	if (status != JY_EXIT_OK)
		return status;
	return audit.differ ? JY_EXIT_FINDINGS : JY_EXIT_OK;
}
