/*
 * What the line of `journey check` asks for, where it is more than a word: numbers, options that
 * need one another, and the exit status that follows from what was found.
 */
#include "cli/check.h"

static bool has(const struct jy_check *check, const char *option)
{
	return jy_args_has(&check->command->args, option);
}

static int read_numbers(struct jy_check *check)
{
	const struct jy_args *args = &check->command->args;

	check->warnings_max = UINT32_MAX;
	if (has(check, "max-warnings") &&
	    !jy_args_number(args, "max-warnings", &check->warnings_max))
		return jy_command_misused(check->command, "--max-warnings takes a number");
	if (jb_text_is(jy_args_value(args, "show", ""), "all"))
		check->shown = UINT32_MAX;
	else if (has(check, "show") &&
		 (!jy_args_number(args, "show", &check->shown) || check->shown == 0))
		return jy_command_misused(check->command, "--show takes a number from 1, or all");
	return JY_EXIT_OK;
}

int jy_check_options(struct jy_check *check)
{
	const struct jy_args *args = &check->command->args;

	if (has(check, "update-baseline") && !has(check, "baseline"))
		return jy_command_misused(check->command,
					  "--update-baseline needs the file: --baseline FILE");
	if (has(check, "dry-run") && !has(check, "fix"))
		return jy_command_misused(check->command, "--dry-run belongs to --fix");
	if (has(check, "dry-run") && has(check, "update-baseline"))
		return jy_command_misused(check->command,
					  "--dry-run writes nothing; leave out --update-baseline");
	for (size_t i = 0; has(check, "fix") && i < args->files.count; i++)
		if (jb_text_is(args->files.at[i], "-"))
			return jy_command_misused(
				check->command, "standard input cannot be put right; name a file");
	return read_numbers(check);
}

/* A file that could not be read is no finding that anybody may wave through. */
int jy_check_status(const struct jy_check *check)
{
	struct jb_text least = jy_args_value(&check->command->args, "fail-on", "error");
	const struct jy_findings *findings = &check->findings;
	bool fails = findings->errors > 0 || findings->warnings > check->warnings_max;

	if (!jb_text_is(least, "error"))
		fails |= findings->warnings > 0;
	if (jb_text_is(least, "info"))
		fails |= findings->infos > 0;
	if (has(check, "exit-zero"))
		fails = check->unread;
	return fails ? JY_EXIT_FINDINGS : JY_EXIT_OK;
}
