/*
 * journey simulate: what an agreement would pay, for each value its figures may take (--grid), or
 * over data from a time that it did not govern (--data).
 */
#include <unistd.h>

#include "run/data.h"
#include "run/settle.h"
#include "cli/simulate.h"

static const struct jy_option options[] = {
	{"agreement", 'a', "NAME", "which agreement (needed where there are several)", NULL, false},
	{"grid", 'g', "GUARANTEE=LOW..HIGH/STEP",
	 "every value from LOW to HIGH, such as answer=70%..90%/1%; a second one makes a table",
	 NULL, true},
	{"period", 'p', "LABEL",
	 "of a grid: the period whose terms are in force, such as 2026-03 (default: the first "
	 "whole "
	 "one)",
	 NULL, false},
	JY_OPTIONS_DATA,
	JY_OPTION_CHARGES,
	{"format", 0, "FORMAT", "how it is written (default text)", "text|csv|json|svg", false},
	{"output", 'o', "FILE", "where it is written (default - for standard output)", NULL, false},
	JY_OPTION_COLOUR,
	JY_OPTION_ROOT,
};

/* ---- which agreement ---- */

static bool find_agreement(struct jy_command *command, uint32_t *number)
{
	const struct jrt_plan *plan = command->plan;
	struct jb_text asked = jy_args_value(&command->args, "agreement", "");
	struct jb_text *known = JB_NEW_ARRAY(command->arena, struct jb_text, plan->agreement_count);
	int near;

	for (uint32_t i = 0; i < plan->agreement_count; i++) {
		known[i] = plan->agreement[i].name;
		if (jb_text_equal(known[i], asked) || (!asked.size && plan->agreement_count == 1)) {
			*number = i;
			return true;
		}
	}
	near = jb_text_nearest(asked, known, plan->agreement_count);
	if (!plan->agreement_count)
		jy_command_misused(command, "the file has no agreement");
	else if (!asked.size)
		jy_command_misused(command,
				   "the file has several agreements: name one, such as "
				   "--agreement %.*s",
				   JB_ARG(known[0]));
	else if (near >= 0)
		jy_command_misused(command, "no agreement is called `%.*s`; did you mean `%.*s`?",
				   JB_ARG(asked), JB_ARG(known[near]));
	else
		jy_command_misused(command, "no agreement is called `%.*s`", JB_ARG(asked));
	return false;
}

/* ---- writing ---- */

static int write_series(struct jy_command *command, const struct jrt_series *series)
{
	struct jb_text format = jy_args_value(&command->args, "format", "text");
	struct jb_text path = jy_args_value(&command->args, "output", "-"), fault = {0};
	int fd = jb_text_is(path, "-") ? STDOUT_FILENO : JY_NO_TERMINAL;
	struct jb_buf out;
	struct jrt_page page = {.out = &out,
				.width = jy_command_width(fd),
				.colour = jy_command_colour(command, fd)};

	jb_buf_init(&out, command->arena);
	if (jb_text_is(format, "csv"))
		jrt_series_csv(series, &out);
	else if (jb_text_is(format, "json"))
		jrt_series_json(series, &out);
	else if (jb_text_is(format, "svg"))
		fault = jrt_series_svg(series, command->arena, &out);
	else
		jrt_series_text(series, command->arena, &page);
	if (!fault.size)
		return jy_command_write(command, path, jb_buf_text(&out));
	jy_command_say(command, "%.*s", JB_ARG(fault));
	return JY_EXIT_DATA;
}

/* ---- the work ---- */

static int work(struct jy_command *command)
{
	bool grid = jy_args_has(&command->args, "grid"), data = jy_args_has(&command->args, "data");
	struct jrt_settle_input input = {0};
	struct jrt_series series = {0};
	uint32_t agreement;
	int status;

	if (grid == data)
		return jy_command_misused(command,
					  "say what to simulate: values with --grid, or a history "
					  "with --data, not both");
	if (!jy_command_load(command, &status))
		return status;
	if (data)
		jy_simulate_backdate(command);
	jy_command_plan(command);
	if (jy_command_findings(command))
		return JY_EXIT_FINDINGS;
	if (!find_agreement(command, &agreement) || !jy_charges_read(command, &input))
		return JY_EXIT_USAGE;
	status = grid ? jy_simulate_grid(command, agreement, &input, &series)
		      : jy_simulate_history(command, agreement, &input, &series);
	return status == JY_EXIT_OK ? write_series(command, &series) : status;
}

int jy_command_simulate(int argc, char *const *argv)
{
	static const struct jy_command_kind kind = {
		.name = "simulate",
		.usage = "[OPTION]... (--grid GUARANTEE=LOW..HIGH/STEP | --data NAME=PATH...) FILE",
		.about =
			"What an agreement would pay: for each value that a guarantee's figure may "
			"take, or over data from a time that it did not govern. Settles exactly as "
			"`journey eval` does; nothing is recorded. Example: journey simulate "
			"contract.journey --grid answer=70%..90%/1%",
		.option = options,
		.option_count = sizeof options / sizeof *options,
		.work = work,
	};

	return jy_command_run(&kind, argc, argv);
}
