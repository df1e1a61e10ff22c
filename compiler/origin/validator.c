/*
 * A program with its plan built in, on the command line: `journey eval` without a FILE. The
 * plan was compiled when the program was built; what rules of data and records ask beyond it is
 * told by a session out of the texts that the program carries.
 */
#include "journey/validator.h"

#include <signal.h>

#include "base/io.h"
#include "origin/origin.h"
#include "run/data.h"

static const struct jy_option options[] = {JY_OPTIONS_EVAL};

static struct jb_digest digest(struct jy_command *command)
{
	return command->validator->plan_digest;
}

/* The program out of the texts that it carries, once. */
static void load(struct jy_command *command)
{
	const struct jy_validator *validator = command->validator;
	struct jy_recorded *recorded;

	if (command->session->units.count)
		return;
	recorded = JB_NEW_ARRAY(command->arena, struct jy_recorded, validator->text_count);
	for (size_t i = 0; i < validator->text_count; i++)
		recorded[i] =
			(struct jy_recorded){validator->text[i].name, validator->text[i].text};
	jy_session_load_recorded(command->session, recorded, validator->text_count);
}

/* Places are told as when the program was built. */
static int remarks(struct jy_command *command, const struct jrt_measured *measured,
		   struct jrt_judged *judged)
{
	struct jrt_finding *remark;
	int status;

	load(command);
	status = jy_remarks(command, measured, judged);
	if (status != JY_EXIT_OK)
		return status;
	remark = JB_NEW_ARRAY(command->arena, struct jrt_finding, judged->remark_count);
	for (size_t i = 0; i < judged->remark_count; i++) {
		remark[i] = judged->remark[i];
		remark[i].file = jy_built_path(command->validator, remark[i].file);
	}
	judged->remark = remark;
	return JY_EXIT_OK;
}

static int evidence(struct jy_command *command, const struct jy_recording *recording)
{
	load(command);
	return jy_evidence_write(command, recording);
}

static const struct jy_origin origin = {
	.digest = digest,
	.remarks = remarks,
	.evidence = evidence,
};

/* The first word says what to do. */
static int work(struct jy_command *command)
{
	const struct jy_args *args = &command->args;
	const bool measures = args->files.count && jb_text_is(args->files.at[0], "measure");
	int status = jy_report_check(command, !measures);

	if (status != JY_EXIT_OK)
		return status;
	if (args->files.count > 1 ||
	    (args->files.count && !measures && !jb_text_is(args->files.at[0], "eval")))
		return jy_command_misused(command, "the journey file is built in: no FILE is read");
	return jy_eval(command, !measures);
}

int jy_validator_main(const struct jy_validator *validator, int argc, char *const *argv)
{
	static const struct jy_command_kind kind = {
		.name = "validator",
		.usage = "[eval | measure] [OPTION]... --data NAME=PATH...",
		.about = "Reads the data, counts what the criteria need and says, criterion by "
			 "criterion and period by period: met, missed, excused or not measured. "
			 "The journey file is built in. `measure` counts only, without verdicts.",
		.option = options,
		.option_count = sizeof options / sizeof *options,
		.work = work,
	};
	struct jy_session session;
	struct jy_command command = {.family = "",
				     .name = "validator",
				     .arena = &session.arena,
				     .session = &session,
				     .plan = validator->plan,
				     .validator = validator,
				     .origin = &origin};
	int status;

	/* A reader that closes early is an error of write, not a signal. */
	signal(SIGPIPE, SIG_IGN);
	jy_session_init(&session);
	if (argc > 0)
		command.name = jb_path_name(jb_text_of(argv[0])).at;
	status = jy_command_do(&command, &kind, argc - (argc > 0), argv + (argc > 0));
	jy_session_release(&session);
	return status;
}
