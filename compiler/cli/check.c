/*
 * journey check: everything the compiler can say about files without data. Each file is a program
 * of its own; their findings are shown as one list, less what the baseline knows. This file holds
 * the order of the work; what is written stands in check_report.c, what is asked for in
 * check_options.c.
 */
#include "cli/check.h"

#include <limits.h>
#include <unistd.h>

#include "base/io.h"

static const struct jy_option options[] = {
	{"format", 0, "FORMAT", "how findings are written (default text)", JY_FORMAT_NAMES, false},
	{"quiet", 'q', NULL, "say nothing about a file that is well", NULL, false},
	{"show", 0, "N|all", "at most so many findings as text (default 20)", NULL, false},
	{"fail-on", 0, "SEVERITY", "the least that ends with status 1 (default error)",
	 "error|warning|info", false},
	{"max-warnings", 0, "N", "end with status 1 when there are more warnings", NULL, false},
	{"exit-zero", 0, NULL, "end with status 0 whatever is found", NULL, false},
	{"baseline", 0, "FILE", "leave out the findings that FILE knows", NULL, false},
	{"update-baseline", 0, NULL, "write what is found into the baseline", NULL, false},
	{"fix", 0, NULL, "apply the fixes that findings offer", NULL, false},
	{"dry-run", 'n', NULL, "with --fix: show the difference, write nothing", NULL, false},
	{"data", 'd', "NAME=PATH", "compare the columns of a source with the header of a file",
	 NULL, true},
	JY_OPTION_RULE,
	JY_OPTION_AS_OF,
	JY_OPTION_COLOUR,
	JY_OPTION_ROOT,
};

static bool has(const struct jy_check *check, const char *option)
{
	return jy_args_has(&check->command->args, option);
}

/* Paths are told from the folder where the run began, so that they are the same everywhere. */
static struct jb_text working_folder(struct jb_arena *arena)
{
	char folder[PATH_MAX];

	if (!getcwd(folder, sizeof folder))
		return JB_TEXT("");
	return jb_text_printf(arena, "%s%s", folder, folder[1] ? "/" : "");
}

static bool uses(const struct jy_session *program, struct jb_text real)
{
	for (size_t i = 1; i < program->loaded.count; i++)
		if (jb_text_equal(program->loaded.at[i], real))
			return true;
	return false;
}

/* A file that another one of the run uses is checked there, where the names it needs are known. Of
 * files that use each other the last stays. */
static bool is_part(const struct jy_check *check, const bool *part, size_t number)
{
	const struct jy_session *program = check->program[number];

	for (size_t i = 0; program->loaded.count && i < check->count; i++)
		if (i != number && !part[i] && program->loaded.at[0].size &&
		    uses(check->program[i], program->loaded.at[0]))
			return true;
	return false;
}

static void leave_out_parts(struct jy_check *check)
{
	bool *part = JB_NEW_ARRAY(&check->command->session->arena, bool, check->count);
	size_t kept = 0;

	for (size_t i = 0; i < check->count; i++)
		part[i] = is_part(check, part, i);
	for (size_t i = 0; i < check->count; i++) {
		if (part[i]) {
			jy_session_release(check->program[i]);
			continue;
		}
		check->paths.list.at[kept] = check->paths.list.at[i];
		check->program[kept++] = check->program[i];
	}
	check->count = check->paths.list.count = kept;
}

static void begin_programs(struct jy_check *check)
{
	struct jb_arena *arena = &check->command->session->arena;
	struct jb_text root = jy_args_value(&check->command->args, "root", "");
	const struct jy_session_how how = {.root = root, .rules = &check->rules};

	check->program = JB_NEW_ARRAY(arena, struct jy_session *, check->paths.list.count);
	for (; check->count < check->paths.list.count; check->count++) {
		struct jy_session *program = JB_NEW(arena, struct jy_session);

		check->program[check->count] = program;
		check->unread |=
			!jy_session_begin(program, arena, check->paths.list.at[check->count], &how);
	}
	if (check->count > 1)
		leave_out_parts(check);
	for (size_t i = 0; i < check->count && has(check, "fix"); i++) {
		jy_session_release(check->program[i]);
		jy_fixing_begin(&check->fixing, check->program[i], check->paths.list.at[i], root);
	}
}

static void collect(struct jy_check *check)
{
	struct jb_arena *arena = &check->command->session->arena;
	const struct jy_diags **diags = JB_NEW_ARRAY(arena, const struct jy_diags *, check->count);

	for (size_t i = 0; i < check->count; i++)
		diags[i] = &check->program[i]->diags;
	jy_findings_make(&check->findings, arena, check->base, diags, check->count);
	jy_baseline_apply(&check->baseline, &check->findings);
}

/* A baseline that is not there is begun by --update-baseline; else it is a mistake of the line. */
static int read_baseline(struct jy_check *check)
{
	struct jb_arena *arena = &check->command->session->arena;
	struct jb_text path = jy_args_value(&check->command->args, "baseline", ""), why = {0};

	jy_baseline_init(&check->baseline, arena);
	if (!path.size || (has(check, "update-baseline") && !jb_io_is_file(arena, path)) ||
	    jy_baseline_read(&check->baseline, path, &why) == JB_OK)
		return JY_EXIT_OK;
	jy_command_say(check->command, "%.*s", JB_ARG(why));
	return JY_EXIT_USAGE;
}

static int renew_baseline(struct jy_check *check)
{
	struct jb_text path = jy_args_value(&check->command->args, "baseline", "");
	struct jb_text content = jy_baseline_renewed(&check->baseline, &check->findings);
	int status = jy_command_write(check->command, path, content);

	if (status != JY_EXIT_OK)
		return status;
	jy_baseline_init(&check->baseline, &check->command->session->arena);
	status = read_baseline(check);
	jy_baseline_apply(&check->baseline, &check->findings);
	return status;
}

static void tell_stale(struct jy_check *check)
{
	size_t stale = jy_baseline_stale(&check->baseline, &check->findings);

	if (stale)
		jy_command_say(check->command,
			       "info: %zu finding%s of the baseline no longer occur%s; "
			       "--update-baseline takes %s out",
			       stale, stale == 1 ? "" : "s", stale == 1 ? "s" : "",
			       stale == 1 ? "it" : "them");
}

static int check_all(struct jy_check *check)
{
	int status = read_baseline(check);

	if (status != JY_EXIT_OK)
		return status;
	jy_fixing_init(&check->fixing, &check->command->session->arena, check->base,
		       &check->baseline);
	check->fixing.rules = &check->rules;
	begin_programs(check);
	status = jy_check_data(check);
	if (status != JY_EXIT_OK)
		return status;
	collect(check);
	if (has(check, "dry-run"))
		return jy_check_show_fixes(check);
	status = has(check, "fix") ? jy_check_write_fixes(check) : JY_EXIT_OK;
	if (status == JY_EXIT_OK && has(check, "update-baseline"))
		status = renew_baseline(check);
	else
		tell_stale(check);
	return status == JY_EXIT_OK ? jy_check_report(check) : status;
}

static int work(struct jy_command *command)
{
	struct jb_arena *arena = command->arena;
	struct jy_check check = {.command = command, .base = working_folder(arena)};
	int status = jy_check_options(&check);

	if (status == JY_EXIT_OK)
		status = jy_rules_options(command, &check.rules);
	if (status == JY_EXIT_OK)
		status = jy_command_files(command, &check.paths);
	if (status == JY_EXIT_OK)
		status = check_all(&check);
	for (size_t i = 0; i < check.count; i++)
		jy_session_release(check.program[i]);
	return status;
}

int jy_command_check(int argc, char *const *argv)
{
	static const struct jy_command_kind kind = {
		.name = "check",
		.usage = "[OPTION]... FILE...",
		.about =
			"Parses each FILE and all it uses, resolves names, checks types and "
			"units, and says what is wrong, where, and what to write instead. FILE may "
			"be a folder, which stands for all .journey files below it, or - for "
			"standard input. Exit status: 0 nothing found that fails; 1 errors, or "
			"what --fail-on and --max-warnings name; 2 the command was used wrongly, "
			"or its baseline cannot be read; 3 a file could not be written.",
		.option = options,
		.option_count = sizeof options / sizeof *options,
		.work = work,
	};

	return jy_command_run(&kind, argc, argv);
}
