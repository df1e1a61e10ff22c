/*
 * journey audit: which form of it a line asks for.
 */
#include "cli/audit.h"
#include "run/data.h"

static const struct jy_option options[] = {
	JY_OPTIONS_DATA,
	{"all", 0, NULL, "of reported figures, show those that agree too", NULL, false},
	{"format", 0, "FORMAT", "for people (default), or JSON", "text|json", false},
	{"output", 'o', "FILE", "where it is written (default - for standard output)", NULL, false},
	JY_OPTION_COLOUR,
	JY_OPTION_ROOT,
};

static int work(struct jy_command *command)
{
	if (command->args.files.count == 2)
		return jy_audit_records(command);
	if (jy_args_has(&command->args, "data") && command->args.files.count == 1)
		return jy_audit_reported(command);
	return jy_command_misused(command,
				  "an audit is of a journey file with --data, or of two records");
}

int jy_command_audit(int argc, char *const *argv)
{
	static const struct jy_command_kind kind = {
		.name = "audit",
		.usage = "[OPTION]... (--data NAME=PATH... FILE | RECORD RECORD)",
		.about =
			"Holds what a report says against what its rows give: which figures "
			"differ, by how much, and which rounding or other reading of the formula "
			"would explain it. Or compares two parties' records, as `journey eval "
			"--evidence` writes them: "
			"the same program, the same data, the same rows at each step, the same "
			"figures, verdicts and money? It says where they part first. Exit status 0 "
			"when they agree, 1 when they differ. Example: journey audit ours.json "
			"theirs.json",
		.option = options,
		.option_count = sizeof options / sizeof *options,
		.work = work,
	};

	return jy_command_run(&kind, argc, argv);
}
