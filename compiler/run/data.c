/*
 * From the command line to the runtime and back: NAME=PATH becomes a data file, FROM..TO becomes
 * days, findings become an exit status.
 */
#include "run/data.h"

#include <inttypes.h>
#include <string.h>

#include "run/progress.h"
#include "run/recording.h"
#include "run/rejects.h"
#include "run/report.h"
#include "run/settle.h"
#include "run/twice.h"
#include "journey/evidence.h"
#include "time/civil.h"

/* "name=rest"; false without a '='. */
static bool split(struct jb_text text, struct jb_text *name, struct jb_text *rest)
{
	for (size_t i = 0; i < text.size; i++) {
		if (text.at[i] != '=')
			continue;
		*name = jb_text_slice(text, 0, i);
		*rest = jb_text_slice(text, i + 1, text.size);
		return name->size && rest->size;
	}
	return false;
}

bool jy_data_source(struct jy_command *command, const char *option, struct jb_text name)
{
	const struct jrt_plan *plan = command->plan;
	struct jb_arena *arena = command->arena;
	struct jb_text *known = JB_NEW_ARRAY(arena, struct jb_text, plan->source_count);
	int near;

	for (size_t i = 0; i < plan->source_count; i++) {
		known[i] = plan->source[i].name;
		if (jb_text_equal(known[i], name))
			return true;
	}
	near = jb_text_nearest(name, known, plan->source_count);
	if (near < 0 && plan->source_count == 1)
		near = 0;
	if (near >= 0)
		jy_command_misused(command,
				   "--%s: the file declares no source `%.*s`; did you mean `%.*s`?",
				   option, JB_ARG(name), JB_ARG(known[near]));
	else
		jy_command_misused(command, "--%s: the file declares no source `%.*s`", option,
				   JB_ARG(name));
	return false;
}

/* Standard input comes once. */
static bool read_once(struct jy_command *command, const struct jrt_input *input)
{
	size_t times = command->args.files.count && jb_text_is(command->args.files.at[0], "-");

	for (size_t i = 0; i < input->file_count; i++)
		times += jb_text_is(input->file[i].path, "-");
	if (times <= 1)
		return true;
	jy_command_misused(command, "standard input (-) can be read once only, not %zu times",
			   times);
	return false;
}

static bool counts_once(struct jy_command *command, const struct jrt_input *input)
{
	size_t first, again;
	struct jb_text path;

	if (!jy_given_twice(command->arena, input, &first, &again))
		return true;
	path = input->file[first].path;
	if (jb_text_equal(path, input->file[again].path))
		jy_command_misused(command,
				   "--data: %.*s is given twice for the source `%.*s`; its rows "
				   "would count twice",
				   JB_ARG(path), JB_ARG(input->file[again].source));
	else
		jy_command_misused(command,
				   "--data: %.*s and %.*s are one file, given twice for the source "
				   "`%.*s`; its rows would count twice",
				   JB_ARG(path), JB_ARG(input->file[again].path),
				   JB_ARG(input->file[again].source));
	return false;
}

/* Where there is one source the name that is missing can be told. */
static void misused_pair(struct jy_command *command, const char *takes, struct jb_text given)
{
	const struct jrt_plan *plan = command->plan;

	if (plan->source_count == 1 && given.size && !memchr(given.at, '=', given.size))
		jy_command_misused(command, "%s, not \"%.*s\"; did you mean %.*s=%.*s?", takes,
				   JB_ARG(given), JB_ARG(plan->source[0].name), JB_ARG(given));
	else
		jy_command_misused(command, "%s, not \"%.*s\"", takes, JB_ARG(given));
}

static bool read_files(struct jy_command *command, struct jrt_input *input)
{
	const struct jb_text *given = jy_args_values(&command->args, "data", &input->file_count);
	struct jrt_data_file *file =
		JB_NEW_ARRAY(command->arena, struct jrt_data_file, input->file_count);

	for (size_t i = 0; i < input->file_count; i++) {
		if (!split(given[i], &file[i].source, &file[i].path)) {
			misused_pair(command, "--data takes NAME=PATH", given[i]);
			return false;
		}
		if (!jy_data_source(command, "data", file[i].source))
			return false;
	}
	input->file = file;
	if (!input->file_count)
		jy_command_misused(command, "no data: name a file for a source, --data NAME=PATH");
	return input->file_count > 0 && read_once(command, input) && counts_once(command, input);
}

static unsigned digits(const char *at, size_t count)
{
	unsigned value = 0;

	for (size_t i = 0; i < count; i++)
		value = value * 10 + (unsigned)(at[i] - '0');
	return value;
}

/* 2026-03-01 */
static bool read_date(const char *at, int32_t *day)
{
	static const char shape[] = "dddd-dd-dd";

	for (size_t i = 0; shape[i]; i++)
		if (shape[i] == 'd' ? at[i] < '0' || at[i] > '9' : at[i] != shape[i])
			return false;
	if (!jrt_civil_valid(digits(at, 4), digits(at + 5, 2), digits(at + 8, 2)))
		return false;
	*day = (int32_t)jrt_civil_days(digits(at, 4), digits(at + 5, 2), digits(at + 8, 2));
	return true;
}

bool jy_data_day(struct jb_text text, int32_t *day)
{
	return text.size == 10 && read_date(text.at, day);
}

/* 2026-03-01..2026-03-31 */
static bool read_days(struct jb_text text, struct jrt_days *days)
{
	return text.size == 22 && text.at[10] == '.' && text.at[11] == '.' &&
	       read_date(text.at, &days->from) && read_date(text.at + 12, &days->to);
}

bool jy_data_covers(struct jy_command *command, struct jrt_input *input)
{
	const struct jb_text *given = jy_args_values(&command->args, "covers", &input->cover_count);
	struct jrt_cover_given *cover =
		JB_NEW_ARRAY(command->arena, struct jrt_cover_given, input->cover_count);

	for (size_t i = 0; i < input->cover_count; i++) {
		struct jb_text days;

		if (!split(given[i], &cover[i].source, &days) || !read_days(days, &cover[i].days)) {
			jy_command_misused(command,
					   "--covers takes NAME=FROM..TO with dates such as "
					   "2026-03-01..2026-03-31, not \"%.*s\"",
					   JB_ARG(given[i]));
			return false;
		}
		if (!jy_data_source(command, "covers", cover[i].source))
			return false;
		if (cover[i].days.from > cover[i].days.to) {
			jy_command_misused(command,
					   "--covers: the first day is after the last, in \"%.*s\"",
					   JB_ARG(days));
			return false;
		}
	}
	input->cover = cover;
	return true;
}

static void say(struct jy_command *command, struct jb_text why)
{
	jy_command_say(command, "%.*s", JB_ARG(why));
}

/* Why rejects could not be written is said by their end. */
static int measure(struct jy_command *command, struct jrt_input *input,
		   const struct jy_rejects *rejects, struct jrt_measured *measured)
{
	struct jb_text why = {0};
	struct jy_progress progress;
	enum jb_status status;

	jy_progress_begin(&progress, &command->args, input);
	status = jrt_measure(command->plan, input, command->arena, measured, &why);
	jy_progress_end(&progress);
	if (status == JB_OK)
		return JY_EXIT_OK;
	if (status == JB_NO_MEMORY && input->memory_most)
		jy_command_say(command, "--memory: %.*s", JB_ARG(why));
	else if (!rejects || !rejects->file.fault)
		say(command, why);
	return JY_EXIT_DATA;
}

static int measure_and_reject(struct jy_command *command, struct jrt_input *input,
			      struct jb_text path, struct jrt_measured *measured)
{
	struct jy_rejects rejects = {
		.plan = command->plan, .input = input, .arena = command->arena};
	struct jb_text why = {0};
	int status;

	if (jy_rejects_open(&rejects, path, &why) != JB_OK) {
		say(command, why);
		return JY_EXIT_DATA;
	}
	input->reject = jy_rejects_take;
	input->reject_user = &rejects;
	status = measure(command, input, &rejects, measured);
	if (status != JY_EXIT_OK && !rejects.file.fault) {
		jy_rejects_drop(&rejects);
		return status;
	}
	if (jy_rejects_finish(&rejects, &why) == JB_OK)
		return status;
	say(command, why);
	return JY_EXIT_DATA;
}

int jy_data_measure(struct jy_command *command, struct jrt_measured *measured)
{
	return jy_data_measure_cases(command, NULL, NULL, measured);
}

int jy_data_measure_cases(struct jy_command *command, jrt_case_sink *take, void *user,
			  struct jrt_measured *measured)
{
	struct jrt_input input = {.take_case = take, .case_user = user};
	struct jb_text path = jy_args_value(&command->args, "rejects", "");

	if (!read_files(command, &input) || !jy_data_covers(command, &input) ||
	    !jy_ways(command, &input))
		return JY_EXIT_USAGE;
	input.hash = command->hash_data;
	return path.size ? measure_and_reject(command, &input, path, measured)
			 : measure(command, &input, NULL, measured);
}

/* A remark of level error fails whatever else --fail-on asks for. */
static bool fails(struct jb_text when, const struct jrt_judged *judged)
{
	for (size_t i = 0; i < judged->remark_count; i++)
		if (!jb_text_is(when, "never") && judged->remark[i].severity == JRT_ERROR)
			return true;
	for (size_t i = 0; i < judged->verdict_count; i++) {
		enum jrt_verdict_kind verdict = judged->verdict[i].verdict;

		/* What comes from a ledger was told when it was recorded. */
		if (judged->verdict[i].evidence || judged->verdict[i].measured.recorded)
			continue;
		if (jb_text_is(when, "missed") && verdict == JRT_MISSED)
			return true;
		if (jb_text_is(when, "unmet") && verdict != JRT_MET && verdict != JRT_EXCUSED)
			return true;
	}
	return false;
}

/* The data could not be judged: a file unreadable, too many rows rejected. */
static bool has_errors(const struct jrt_finding *finding, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (finding[i].severity == JRT_ERROR)
			return true;
	return false;
}

static bool names(struct jb_text message, struct jb_text file)
{
	return memmem(message.at, message.size, file.at, file.size) != NULL;
}

/* The report has them all, and whoever looks at a terminal does not see a report in a file. */
#define ERRORS_TOLD 3

static void tell_errors(struct jy_command *command, const struct jrt_finding *finding, size_t count,
			size_t *told)
{
	for (size_t i = 0; i < count && *told < ERRORS_TOLD; i++) {
		const struct jrt_finding *one = &finding[i];
		struct jb_text place = {0};

		if (one->severity != JRT_ERROR)
			continue;
		if (one->line > 0)
			place = jb_text_printf(command->arena, "%.*s:%" PRIu64 ": ",
					       JB_ARG(one->file), one->line);
		else if (one->file.size && !names(one->message, one->file))
			place = jb_text_printf(command->arena, "%.*s: ", JB_ARG(one->file));
		jy_command_say(command, "%.*s%.*s (%.*s)", JB_ARG(place), JB_ARG(one->message),
			       JB_ARG(one->code));
		++*told;
	}
}

static void tell_why_not(struct jy_command *command, const struct jrt_measured *measured,
			 const struct jrt_judged *judged)
{
	size_t told = 0;

	if (jb_text_is(jy_args_value(&command->args, "output", "-"), "-"))
		return;
	tell_errors(command, measured->finding, measured->finding_count, &told);
	tell_errors(command, judged->finding, judged->finding_count, &told);
}

static int judge_and_report(struct jy_command *command, struct jy_recording *recording,
			    bool verdicts)
{
	const struct jrt_plan *plan = command->plan;
	const struct jrt_measured *measured = &recording->measured;
	struct jrt_judged judged;
	struct jb_text why = {0};
	int status;

	if (jrt_judge(plan, measured, command->arena, &judged, &why) != JB_OK) {
		say(command, why);
		return JY_EXIT_DATA;
	}
	if (!verdicts)
		judged.verdict_count = judged.trigger_count = 0;
	status = verdicts ? jy_settle(command, measured, recording->history.account,
				      recording->history.account_count, &judged)
			  : JY_EXIT_OK;
	if (status == JY_EXIT_OK && verdicts)
		status = command->origin->remarks(command, measured, &judged);
	if (status != JY_EXIT_OK)
		return status;
	if (command->evidence)
		jrt_evidence_name_keys(command->evidence, &judged);
	status = jy_recording_end(command, recording, &judged);
	if (status != JY_EXIT_OK)
		return status;
	if (verdicts)
		status = command->origin->evidence(command, recording);
	if (status == JY_EXIT_OK)
		status = command->report ? command->report(command, measured, &judged)
					 : jy_report_write(command, measured, &judged, verdicts);
	if (status != JY_EXIT_OK)
		return status;
	if (has_errors(measured->finding, measured->finding_count) ||
	    has_errors(judged.finding, judged.finding_count) || jy_settled_wrongly(&judged)) {
		tell_why_not(command, measured, &judged);
		return JY_EXIT_DATA;
	}
	return verdicts && fails(jy_args_value(&command->args, "fail-on", "never"), &judged)
		       ? JY_EXIT_FINDINGS
		       : JY_EXIT_OK;
}

int jy_data_report(struct jy_command *command, const struct jrt_measured *measured, bool verdicts)
{
	struct jy_recording recording;
	struct jrt_measured named = *measured;
	int status;

	if (command->name_shard)
		command->name_shard(command, &named);
	status = jy_recording_begin(command, &recording, &named, verdicts);

	if (status == JY_EXIT_OK)
		status = judge_and_report(command, &recording, verdicts);
	jy_recording_close(&recording);
	return status;
}
