/*
 * journey assess: the partners of a program side by side, by the frameworks they were assessed
 * against.
 */
#include <unistd.h>

#include "assess/report.h"
#include "cli/command.h"
#include "origin/rules_options.h"

static const struct jy_option options[] = {
	{"format", 0, "FORMAT", "how it is written (default text)", "text|markdown|csv|json",
	 false},
	{"only", 0, "NAME", "say why for this candidate alone", NULL, false},
	{"fail-on", 0, "WHAT", "exit status 1 when a gate is not passed (default never)",
	 "never|gate", false},
	{"output", 'o', "FILE", "where it is written (default - for standard output)", NULL, false},
	JY_OPTION_AS_OF,
	JY_OPTION_COLOUR,
	JY_OPTION_ROOT,
};

static void add_report(struct jb_buf *out, struct jy_command *command,
		       const struct jy_assessed *assessed)
{
	struct jb_text format = jy_args_value(&command->args, "format", "text");
	const struct jy_assess_page page = {
		.width = jy_command_width(STDOUT_FILENO),
		.colour = jy_command_colour(command, STDOUT_FILENO),
		.only = jy_args_value(&command->args, "only", ""),
	};

	if (jb_text_is(format, "json"))
		jy_assess_json(out, assessed);
	else if (jb_text_is(format, "csv"))
		jy_assess_csv(out, assessed);
	else if (jb_text_is(format, "markdown"))
		jy_assess_markdown(out, assessed);
	else
		jy_assess_text(out, assessed, &page);
}

static int status_of(struct jy_command *command, const struct jy_assessed *assessed)
{
	if (!jb_text_is(jy_args_value(&command->args, "fail-on", "never"), "gate"))
		return JY_EXIT_OK;
	for (size_t i = 0; i < assessed->fields.count; i++)
		for (size_t k = 0; k < assessed->fields.at[i].candidates.count; k++)
			if (!assessed->fields.at[i].candidates.at[k].gate_passed)
				return JY_EXIT_FINDINGS;
	return JY_EXIT_OK;
}

/* A candidate that there is not is a mistake of the line, with the nearest name. */
static int check_only(struct jy_command *command, const struct jy_assessed *assessed)
{
	struct jb_text only = jy_args_value(&command->args, "only", "");
	JB_VEC(struct jb_text) names = {0};
	int near;

	for (size_t i = 0; i < assessed->fields.count; i++)
		for (size_t k = 0; k < assessed->fields.at[i].candidates.count; k++) {
			const struct jy_assessment *assessment =
				assessed->fields.at[i].candidates.at[k].assessment;

			*jb_push(command->arena, &names) = assessment->decl.name;
			*jb_push(command->arena, &names) = jy_assessed_what(assessment)->name;
		}
	for (size_t i = 0; i < names.count; i++)
		if (jb_text_equal(names.at[i], only))
			return JY_EXIT_OK;
	if (!only.size)
		return JY_EXIT_OK;
	near = jb_text_nearest(only, names.at, names.count);
	if (near >= 0)
		return jy_command_misused(command,
					  "no candidate is called %.*s; did you mean %.*s?",
					  JB_ARG(only), JB_ARG(names.at[near]));
	return jy_command_misused(command, "no candidate is called %.*s", JB_ARG(only));
}

static int write_report(struct jy_command *command, const struct jy_assessed *assessed)
{
	struct jb_buf out;
	int status;

	jb_buf_init(&out, command->arena);
	add_report(&out, command, assessed);
	status = jy_command_write(command, jy_args_value(&command->args, "output", "-"),
				  jb_buf_text(&out));
	return status == JY_EXIT_OK ? status_of(command, assessed) : status;
}

static int work(struct jy_command *command)
{
	struct jy_lint_options day = {0};
	struct jy_assessed assessed;
	const struct jy_model *model;
	int status = jy_as_of_option(command, &day);

	if (status != JY_EXIT_OK || !jy_command_model(command, &status))
		return status;
	model = jy_session_model(command->session);
	if (!model->assessments.count) {
		jy_command_say(command, "%.*s declares no assessment",
			       JB_ARG(command->args.files.at[0]));
		return JY_EXIT_DATA;
	}
	jy_assess(command->arena, model, day.has_as_of || model->has_as_of,
		  day.has_as_of ? day.as_of : model->as_of, &assessed);
	status = check_only(command, &assessed);
	return status == JY_EXIT_OK ? write_report(command, &assessed) : status;
}

int jy_command_assess(int argc, char *const *argv)
{
	static const struct jy_command_kind kind = {
		.name = "assess",
		.usage = "[OPTION]... FILE",
		.about = "Sets the partners that FILE assesses side by side: their themes, their "
			 "gates, "
			 "their order and why. Price, saving and the themes that come after the "
			 "others "
			 "are withheld until a candidate has passed its gate. Evidence runs out "
			 "against "
			 "--as-of or the program's `as of`.",
		.option = options,
		.option_count = sizeof options / sizeof *options,
		.work = work,
	};

	return jy_command_run(&kind, argc, argv);
}
