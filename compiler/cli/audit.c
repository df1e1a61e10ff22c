/*
 * journey audit: which form of it a line asks for.
 */
#include "cli/audit.h"

static const struct jy_option options[] = {
	{"format", 0, "FORMAT", "for people (default), or JSON", "text|json", false},
	{"output", 'o', "FILE", "where it is written (default - for standard output)", NULL, false},
	JY_OPTION_COLOUR,
};

static int work(struct jy_command *command)
{
	if (command->args.files.count == 2)
		return jy_audit_records(command);
	return jy_command_misused(command, "two records are compared, not %zu",
				  command->args.files.count);
}

int jy_command_audit(int argc, char *const *argv)
{
	static const struct jy_command_kind kind = {
		.name = "audit",
		.usage = "[OPTION]... RECORD RECORD",
		.about =
			"Compares two parties' records, as `journey eval --evidence` writes them: "
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
