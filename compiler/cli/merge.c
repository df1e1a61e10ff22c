/*
 * journey merge: the states of several measurings become those of one. What does not add up is
 * refused with the reason, and then nothing is written.
 */
#include "cli/shard.h"

#include "base/io.h"
#include "cli/seems.h"
#include "cli/unmerged.h"
#include "merge/merge.h"
#include "run/data.h"
#include "run/overwrite.h"
#include "source/sink.h"

/* A report of states is at most so large. */
#define STATES_BYTES_MAX ((size_t)1 << 30)

static const struct jy_option options[] = {
	{"output", 'o', "FILE", "write the sum there instead of standard output", NULL, false},
	{"shards", 0, "N", "how many there must be: where it is another number nothing is written",
	 NULL, false},
	{"format", 0, "FORMAT", "how what is refused is told (default text)", JY_FORMAT_NAMES,
	 false},
	JY_OPTION_COLOUR,
	JY_OPTION_ROOT,
};

/* ---- files ---- */

/* A folder stands for the .json files below it. */
static int add_report(struct jy_command *command, struct jb_text path, struct jy_paths *reports)
{
	const size_t before = reports->list.count;
	struct jb_text why = {0};

	if (!jy_folder_is(command->arena, path)) {
		*jb_push(command->arena, &reports->list) = path;
		return JY_EXIT_OK;
	}
	if (!jy_folder_files(command->arena, path, JB_TEXT(".json"), reports, &why)) {
		jy_command_say(command, "%.*s", JB_ARG(why));
		return JY_EXIT_DATA;
	}
	if (reports->list.count > before)
		return JY_EXIT_OK;
	jy_command_say(command,
		       "%.*s has no .json files, as which states are saved: `journey measure FILE "
		       "--shard NAME --format json -o NAME.json`",
		       JB_ARG(path));
	return JY_EXIT_DATA;
}

/* What is written must not be one of what is read. */
static int check_output(struct jy_command *command, const struct jy_paths *reports)
{
	struct jb_text output = jy_args_value(&command->args, "output", "-");

	for (size_t i = 0; i < reports->list.count; i++)
		if (jy_is_same_file(command->arena, output, reports->list.at[i]))
			return jy_command_misused(
				command, "%.*s would be written over: it is a file to read",
				JB_ARG(output));
	return JY_EXIT_OK;
}

/* The first file of the line is the journey, the others are reports. */
static int take_files(struct jy_command *command, struct jy_paths *reports)
{
	const size_t count = command->args.files.count;
	size_t inputs = 0;
	int status = JY_EXIT_OK;

	for (size_t i = 0; i < count; i++)
		inputs += jb_text_is(command->args.files.at[i], "-");
	if (inputs > 1)
		return jy_command_misused(command, "standard input (-) can be read once only");
	if (count == 1 || (count > 1 && jb_text_ends(command->args.files.at[0], JB_TEXT(".json"))))
		return jy_command_misused(
			command,
			"%s: name the journey FILE first, then the reports that `journey measure "
			"--shard` wrote",
			count == 1 ? "no states" : "no journey");
	for (size_t i = 1; i < count && status == JY_EXIT_OK; i++)
		status = add_report(command, command->args.files.at[i], reports);
	if (count > 0)
		command->args.files.count = 1;
	return status == JY_EXIT_OK ? check_output(command, reports) : status;
}

/* Of a file that can be read and cannot be taken. */
static void refuse(struct jy_command *command, struct jb_text path, enum jb_status status,
		   enum jy_seems seems, struct jb_text why, struct jrt_merge_refusals *refusals)
{
	struct jb_text instead = JB_TEXT(
		"give files as `journey measure FILE --shard NAME --format json` wrote them");

	if (status == JB_REFUSED)
		instead = JB_TEXT("give the journey that these states were measured with");
	if (seems == JY_SEEMS_ANSWER) {
		why = JB_TEXT("this is what an engine answered to `journey sql`, not states");
		instead = jb_text_printf(command->arena,
					 "make states of it: `journey measure FILE --answers %.*s "
					 "--shard NAME --format json`",
					 JB_ARG(path));
	}
	*jb_push(command->arena, &refusals->list) = (struct jrt_merge_refusal){
		.reason = status == JB_REFUSED ? JRT_MERGE_OTHER : JRT_MERGE_NONE,
		.why = jb_text_printf(command->arena, "%.*s: %.*s", JB_ARG(path), JB_ARG(why)),
		.instead = instead,
	};
}

static int read_given(struct jy_command *command, struct jb_text path,
		      struct jrt_merge_given *given, struct jrt_merge_refusals *refusals)
{
	struct jrt_measured *measured = JB_NEW(command->arena, struct jrt_measured);
	struct jb_text json, why = {0};
	enum jb_status status;

	*given = (struct jrt_merge_given){path, measured};
	if (jb_io_read_all(command->arena, path, STATES_BYTES_MAX, &json, &why) != JB_OK) {
		jy_command_say(command, "%.*s", JB_ARG(why));
		return JY_EXIT_DATA;
	}
	status = jrt_states_read(command->plan, json, command->arena, measured, &why);
	if (status == JB_REFUSED || status == JB_MALFORMED) {
		refuse(command, path, status, jy_seems(json), why, refusals);
	} else if (status != JB_OK) {
		jy_command_say(command, "%.*s: %.*s", JB_ARG(path), JB_ARG(why));
		return JY_EXIT_DATA;
	}
	return JY_EXIT_OK;
}

/* ---- the sum ---- */

static int check_number(struct jy_command *command, const struct jrt_measured *sum)
{
	uint32_t wanted;

	if (!jy_args_has(&command->args, "shards"))
		return JY_EXIT_OK;
	if (!jy_args_number(&command->args, "shards", &wanted) || wanted == 0)
		return jy_command_misused(command, "--shards takes a number of shards");
	return sum->shard_count == wanted ? JY_EXIT_OK
					  : jy_unmerged_number(command, sum->shard_count, wanted);
}

static int write_states(struct jy_command *command, const struct jrt_measured *measured,
			const struct jrt_judged *judged)
{
	struct jb_buf out;

	jb_buf_init(&out, command->arena);
	jrt_report_json(command->plan, measured, judged, &out);
	return jy_command_write(command, jy_args_value(&command->args, "output", "-"),
				jb_buf_text(&out));
}

static int add_up(struct jy_command *command, const struct jrt_merge_given *given, size_t count)
{
	struct jrt_merge_refusals refusals;
	struct jrt_measured sum;
	struct jb_text why = {0};
	int status;

	if (jrt_states_merge(command->plan, given, count,
			     jy_shard_program(command->arena, command->plan), command->arena, &sum,
			     &refusals, &why) != JB_OK) {
		if (refusals.list.count > 0)
			return jy_unmerged_say(command, &refusals);
		jy_command_say(command, "%.*s", JB_ARG(why));
		return JY_EXIT_DATA;
	}
	status = check_number(command, &sum);
	if (status != JY_EXIT_OK)
		return status;
	command->report = write_states;
	return jy_data_report(command, &sum, false);
}

static int work(struct jy_command *command)
{
	struct jy_paths reports = {0};
	struct jrt_merge_refusals refusals = {0};
	struct jrt_merge_given *given;
	int status = take_files(command, &reports);

	if (status != JY_EXIT_OK || !jy_data_plan(command, &status))
		return status;
	given = JB_NEW_ARRAY(command->arena, struct jrt_merge_given, reports.list.count);
	status = JY_EXIT_OK;
	for (size_t i = 0; i < reports.list.count && status == JY_EXIT_OK; i++)
		status = read_given(command, reports.list.at[i], &given[i], &refusals);
	if (status == JY_EXIT_OK && refusals.list.count > 0)
		return jy_unmerged_say(command, &refusals);
	return status == JY_EXIT_OK ? add_up(command, given, reports.list.count) : status;
}

int jy_command_merge(int argc, char *const *argv)
{
	static const struct jy_command_kind kind = {
		.name = "merge",
		.usage = "[OPTION]... FILE STATES...",
		.about = "Adds up the STATES that `journey measure --shard NAME --format json` "
			 "wrote on several machines, for several files or months: the same as "
			 "measuring all rows together, in any order. The sum can be added to "
			 "further and judged, `journey judge --states`. A shard that is given "
			 "twice, and what does not add up, is refused with the reason. A folder "
			 "stands for the .json files below it.",
		.option = options,
		.option_count = sizeof options / sizeof *options,
		.work = work,
	};

	return jy_command_run(&kind, argc, argv);
}
