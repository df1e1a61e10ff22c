/*
 * journey eval, measure, judge: from data to states, from states to verdicts, and both in one go.
 */
#include "base/io.h"
#include "cli/command.h"
#include "cli/engine.h"
#include "cli/evidence.h"
#include "cli/seems.h"
#include "cli/shard.h"
#include "origin/origin.h"
#include "origin/rules_options.h"
#include "run/data.h"

/* A file of measurements is at most so large. */
#define STATES_BYTES_MAX ((size_t)1 << 30)

static const struct jy_option eval_options[] = {
	JY_OPTIONS_EVAL,
	JY_OPTIONS_ENGINE,
	JY_OPTION_ROOT,
};

static const struct jy_option measure_options[] = {
	JY_OPTIONS_DATA,   JY_OPTIONS_ENGINE, JY_OPTION_ANSWERS, JY_OPTIONS_SHARD,
	JY_OPTIONS_REPORT, JY_OPTION_COLOUR,  JY_OPTION_ROOT,
};

static const struct jy_option judge_options[] = {
	{"states", 's', "FILE", "measurements as `journey measure --format json` wrote them", NULL,
	 false},
	JY_OPTIONS_ANSWERS,
	JY_OPTIONS_REPORT,
	JY_OPTION_CHARGES,
	JY_OPTION_EVIDENCE,
	JY_OPTION_LEDGER,
	JY_OPTION_FAIL_ON,
	JY_OPTION_RULE,
	JY_OPTION_AS_OF,
	JY_OPTION_COLOUR,
	JY_OPTION_ROOT,
};

#define COUNT(table) (sizeof(table) / sizeof *(table))

static int work_eval(struct jy_command *command)
{
	int status = jy_report_check(command, true);

	if (status != JY_EXIT_OK)
		return status;
	if (jy_args_has(&command->args, "engine"))
		return jy_engine_eval(command, true);
	if (!jy_engine_unasked(command, true))
		return JY_EXIT_USAGE;
	return jy_data_plan(command, &status) ? jy_eval(command, true) : status;
}

static bool comes_from_one_place(struct jy_command *command)
{
	const struct jy_args *args = &command->args;

	if (!jy_args_has(args, "answers") ||
	    (!jy_args_has(args, "data") && !jy_args_has(args, "engine")))
		return true;
	jy_command_misused(command, "--answers are what was counted elsewhere: leave --%s out",
			   jy_args_has(args, "data") ? "data" : "engine");
	return false;
}

static int work_measure(struct jy_command *command)
{
	int status = jy_report_check(command, false);

	if (status != JY_EXIT_OK)
		return status;
	if (!comes_from_one_place(command))
		return JY_EXIT_USAGE;
	status = jy_shard_begin(command);
	if (status != JY_EXIT_OK)
		return status;
	if (jy_args_has(&command->args, "engine"))
		return jy_engine_eval(command, false);
	if (!jy_engine_unasked(command, true))
		return JY_EXIT_USAGE;
	if (jy_args_has(&command->args, "answers"))
		return jy_engine_answers(command, false);
	return jy_data_plan(command, &status) ? jy_eval(command, false) : status;
}

static const char *what_to_do(enum jb_status status, struct jb_text why)
{
	if (status == JB_MALFORMED)
		return "; --states takes what `journey measure --format json` wrote";
	if (status == JB_REFUSED && !jb_text_ends(why, JB_TEXT("measure again")))
		return "; give the journey that was measured, or measure again";
	return "";
}

static enum jb_status read_states(struct jy_command *command, struct jb_text path,
				  struct jrt_measured *measured, struct jb_text *why)
{
	struct jb_arena *arena = command->arena;
	struct jb_text json;
	enum jb_status status = jb_io_read_all(arena, path, STATES_BYTES_MAX, &json, why);

	if (status != JB_OK)
		return status;
	status = jrt_states_read(command->plan, json, arena, measured, why);
	if (status != JB_OK)
		*why = jb_text_printf(arena, "%.*s: %.*s%s", JB_ARG(path), JB_ARG(*why),
				      what_to_do(status, *why));
	return status;
}

static int judge_states(struct jy_command *command, struct jb_text path)
{
	struct jb_text why = {0};
	struct jrt_measured measured;
	int status;

	if (jb_text_ends(path, JB_TEXT(".journey")))
		return jy_command_misused(command,
					  "--states takes measurements, and %.*s is a journey: "
					  "`journey judge %.*s --states FILE`",
					  JB_ARG(path), JB_ARG(path));
	if (!jy_data_plan(command, &status))
		return status;
	if (read_states(command, path, &measured, &why) != JB_OK) {
		struct jb_text seems = jy_seems_of(command->arena, path, JY_SEEMS_STATES);

		jy_command_say(command, "%.*s", JB_ARG(seems.size ? seems : why));
		return JY_EXIT_DATA;
	}
	return jy_data_report(command, &measured, true);
}

/* What it seems to be where it cannot be a record; rows are known by their name alone. */
static struct jb_text no_record(struct jb_arena *arena, struct jb_text path)
{
	struct jb_text seems = jy_seems_of(arena, path, JY_SEEMS_RECORD);

	if (seems.size || !jb_text_ends(path, JB_TEXT(".csv")))
		return seems;
	return jb_text_printf(arena,
			      "%.*s is no record of evidence: rows are counted and judged by "
			      "`journey eval FILE --data NAME=%.*s`",
			      JB_ARG(path), JB_ARG(path));
}

/* Among the files of the line, the one that is no journey file: a record is told by how it begins,
 * and one that was spoilt there by its name. SIZE_MAX: there is none; false: reported. */
static bool find_record(struct jy_command *command, size_t *number, struct jb_text *text)
{
	const struct jy_args *args = &command->args;
	struct jb_text why;

	*number = SIZE_MAX;
	for (size_t i = 0; i < args->files.count && *number == SIZE_MAX; i++) {
		if (jb_text_ends(args->files.at[i], JB_TEXT(".journey")))
			continue;
		why = no_record(command->arena, args->files.at[i]);
		if (why.size || jb_io_read_all(command->arena, args->files.at[i],
					       JRT_EVIDENCE_BYTES_MAX, text, &why) != JB_OK) {
			jy_command_say(command, "%.*s", JB_ARG(why));
			return false;
		}
		*number = i;
	}
	return true;
}

static int judge_record(struct jy_command *command)
{
	const struct jy_args *args = &command->args;
	struct jb_text text;
	size_t number;

	if (!find_record(command, &number, &text))
		return JY_EXIT_DATA;
	if (number == SIZE_MAX)
		return jy_command_misused(command,
					  "no measurements: name their file, --states FILE, or "
					  "answers of an engine, --answers PATH");
	if (args->files.count > 2)
		return jy_command_misused(command, "one RECORD is judged, with one FILE beside it");
	if (jy_args_has(args, "evidence"))
		return jy_command_misused(command,
					  "a record is not written from a record: copy it");
	if (jy_args_has(args, "charges"))
		return jy_command_misused(command,
					  "a record is settled by the charges in it: leave "
					  "--charges out");
	return jy_evidence_judge(command, args->files.at[number], text,
				 args->files.count == 2 ? args->files.at[1 - number] : JB_TEXT(""));
}

static int work_judge(struct jy_command *command)
{
	struct jb_text path = jy_args_value(&command->args, "states", "");
	int status = jy_report_check(command, true);

	if (status != JY_EXIT_OK)
		return status;
	if (jy_args_has(&command->args, "answers")) {
		if (path.size)
			return jy_command_misused(command,
						  "--states and --answers: measurements come from "
						  "one of the two");
		return jy_engine_answers(command, true);
	}
	if (!jy_engine_unasked(command, false))
		return JY_EXIT_USAGE;
	return path.size ? judge_states(command, path) : judge_record(command);
}

int jy_command_eval(int argc, char *const *argv)
{
	static const struct jy_command_kind kind = {
		.name = "eval",
		.usage = "[OPTION]... (--data NAME=PATH... | --engine URL) FILE",
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
		.usage = "[OPTION]... (--data NAME=PATH... | --engine URL) FILE",
		.about = "Counts only: for each metric, scope and period the exact numbers, "
			 "without verdicts. What --format json writes can be judged later and "
			 "elsewhere, and with --shard added to what others measured; it holds no "
			 "customer's row.",
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
		.usage = "[OPTION]... --states FILE|--answers PATH FILE|RECORD [FILE]",
		.about = "Judges measurements that `journey measure --format json` wrote, or what "
			 "an "
			 "engine answered to `journey sql`; or a RECORD that `journey eval "
			 "--evidence` wrote, by the program in it: it says whether anything was "
			 "changed and whether all verdicts follow, and with FILE whether that is "
			 "the program.",
		.option = judge_options,
		.option_count = COUNT(judge_options),
		.work = work_judge,
	};

	return jy_command_run(&kind, argc, argv);
}
