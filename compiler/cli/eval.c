/*
 * journey eval, measure, judge: from data to states, from states to verdicts, and both in one go.
 */
#include "base/io.h"
#include "cli/data.h"
#include "cli/rules_options.h"

/* A file of measurements is at most so large. */
#define STATES_BYTES_MAX ((size_t)1 << 30)

static const struct jy_option eval_options[] = {
	JY_OPTIONS_DATA, JY_OPTIONS_REPORT, JY_OPTION_FAIL_ON, JY_OPTION_RULE,
	JY_OPTION_AS_OF, JY_OPTION_COLOUR,  JY_OPTION_ROOT,
};

static const struct jy_option measure_options[] = {
	JY_OPTIONS_DATA,
	JY_OPTIONS_REPORT,
	JY_OPTION_COLOUR,
	JY_OPTION_ROOT,
};

static const struct jy_option judge_options[] = {
	{"states", 's', "FILE", "measurements as `journey measure --format json` wrote them", NULL,
	 false},
	JY_OPTIONS_REPORT,
	JY_OPTION_FAIL_ON,
	JY_OPTION_RULE,
	JY_OPTION_AS_OF,
	JY_OPTION_COLOUR,
	JY_OPTION_ROOT,
};

#define COUNT(table) (sizeof(table) / sizeof *(table))

static int measure_and_report(struct jy_command *command, bool verdicts)
{
	struct jrt_measured measured;
	int status;

	status = jy_report_check(command, verdicts);
	if (status != JY_EXIT_OK || !jy_data_plan(command, &status))
		return status;
	status = jy_data_measure(command, &measured);
	return status == JY_EXIT_OK ? jy_data_report(command, &measured, verdicts) : status;
}

static int work_eval(struct jy_command *command)
{
	return measure_and_report(command, true);
}

static int work_measure(struct jy_command *command)
{
	return measure_and_report(command, false);
}

static enum jb_status read_states(struct jy_command *command, struct jb_text path,
				  struct jrt_measured *measured, struct jb_text *why)
{
	struct jb_arena *arena = &command->session.arena;
	struct jb_text json;
	enum jb_status status = jb_io_read_all(arena, path, STATES_BYTES_MAX, &json, why);

	if (status != JB_OK)
		return status;
	status = jrt_states_read(command->session.plan, json, arena, measured, why);
	if (status != JB_OK)
		*why = jb_text_printf(arena, "%.*s: %.*s", JB_ARG(path), JB_ARG(*why));
	return status;
}

static int work_judge(struct jy_command *command)
{
	struct jb_text path = jy_args_value(&command->args, "states", ""), why = {0};
	struct jrt_measured measured;
	int status;

	if (!path.size)
		return jy_command_misused(command,
					  "no measurements: name their file, --states FILE");
	status = jy_report_check(command, true);
	if (status != JY_EXIT_OK || !jy_data_plan(command, &status))
		return status;
	if (read_states(command, path, &measured, &why) != JB_OK) {
		jy_command_say(command, "%.*s", JB_ARG(why));
		return JY_EXIT_DATA;
	}
	return jy_data_report(command, &measured, true);
}

int jy_command_eval(int argc, char *const *argv)
{
	static const struct jy_command_kind kind = {
		.name = "eval",
		.usage = "[OPTION]... --data NAME=PATH... FILE",
		.about = "Reads the data, counts what the criteria of FILE need and says, "
			 "criterion by criterion and period by period: met, missed, excused or not "
			 "measured.",
		.option = eval_options,
		.option_count = COUNT(eval_options),
		.work = work_eval,
	};

	return jy_command_run(&kind, argc, argv);
}

int jy_command_measure(int argc, char *const *argv)
{
	static const struct jy_command_kind kind = {
		.name = "measure",
		.usage = "[OPTION]... --data NAME=PATH... FILE",
		.about = "Counts only: for each metric, scope and period the exact numbers, "
			 "without verdicts. What --format json writes can be judged later and "
			 "elsewhere; it holds no customer's row.",
		.option = measure_options,
		.option_count = COUNT(measure_options),
		.work = work_measure,
	};

	return jy_command_run(&kind, argc, argv);
}

int jy_command_judge(int argc, char *const *argv)
{
	static const struct jy_command_kind kind = {
		.name = "judge",
		.usage = "[OPTION]... --states FILE FILE",
		.about = "Judges measurements that `journey measure --format json` wrote.",
		.option = judge_options,
		.option_count = COUNT(judge_options),
		.work = work_judge,
	};

	return jy_command_run(&kind, argc, argv);
}
