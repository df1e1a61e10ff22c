/*
 * A program with its plan built in, on the command line: `journey eval` without a FILE. What
 * only a compiler could tell of the plan was written down beside it.
 */
#include "journey/validator.h"

#include <signal.h>

#include "base/io.h"
#include "run/data.h"
#include "run/eval.h"

static const struct jy_option options[] = {JY_OPTIONS_EVAL};

static struct jb_digest digest(struct jy_command *command)
{
	return command->validator->plan_digest;
}

static int remarks(struct jy_command *command, const struct jrt_measured *measured,
		   struct jrt_judged *judged)
{
	(void)command;
	(void)measured;
	(void)judged;
	return JY_EXIT_OK;
}

static int evidence(struct jy_command *command, const struct jy_recording *recording)
{
	(void)recording;
	if (!jy_args_has(&command->args, "evidence"))
		return JY_EXIT_OK;
	return jy_command_misused(command, "--evidence: this program writes no records");
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
	struct jb_arena arena;
	struct jy_command command = {.family = "",
				     .name = "validator",
				     .arena = &arena,
				     .plan = validator->plan,
				     .validator = validator,
				     .origin = &origin};
	int status;

	/* A reader that closes early is an error of write, not a signal. */
	signal(SIGPIPE, SIG_IGN);
	jb_arena_init(&arena, NULL);
	if (argc > 0)
		command.name = jb_path_name(jb_text_of(argv[0])).at;
	status = jy_command_do(&command, &kind, argc - (argc > 0), argv + (argc > 0));
	jb_arena_release(&arena);
	return status;
}
