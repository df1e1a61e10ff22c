/*
 * Reading --rule and --as-of. A name that no rule has is a mistake of the line, with the nearest.
 */
#include "origin/rules_options.h"

#include "run/data.h"

static bool read_level(struct jb_text word, enum jy_level *level)
{
	static const char *const words[] = {"off", "info", "warning", "error"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (jb_text_is(word, words[i])) {
			*level = (enum jy_level)i;
			return true;
		}
	return false;
}

static int report_name(struct jy_command *command, struct jb_text name)
{
	const char *near = jy_rule_nearest(command->arena, name);

	if (*near)
		return jy_command_misused(command, "no rule is called %.*s; did you mean %s",
					  JB_ARG(name), near);
	return jy_command_misused(command, "no rule is called %.*s; `journey explain` lists them",
				  JB_ARG(name));
}

static int read_rule(struct jy_command *command, struct jb_text text, struct jy_rule_level *rule)
{
	size_t at = 0;

	while (at < text.size && text.at[at] != '=')
		at++;
	rule->rule = (struct jb_text){text.at, at};
	if (at == text.size ||
	    !read_level((struct jb_text){text.at + at + 1, text.size - at - 1}, &rule->level))
		return jy_command_misused(
			command, "--rule takes NAME=LEVEL, such as scale=off or mot.none=error");
	return jy_rule_named(rule->rule) ? JY_EXIT_OK : report_name(command, rule->rule);
}

static int read_rules(struct jy_command *command, struct jy_lint_options *options)
{
	size_t count;
	const struct jb_text *given = jy_args_values(&command->args, "rule", &count);
	struct jy_rule_level *level = JB_NEW_ARRAY(command->arena, struct jy_rule_level, count);
	int status = JY_EXIT_OK;

	for (size_t i = 0; i < count && status == JY_EXIT_OK; i++)
		status = read_rule(command, given[i], &level[i]);
	options->level = level;
	options->level_count = count;
	return status;
}

int jy_rules_options(struct jy_command *command, struct jy_lint_options *options)
{
	int status = read_rules(command, options);

	return status == JY_EXIT_OK ? jy_as_of_option(command, options) : status;
}

int jy_as_of_option(struct jy_command *command, struct jy_lint_options *options)
{
	struct jb_text day = jy_args_value(&command->args, "as-of", "");

	if (!day.size)
		return JY_EXIT_OK;
	options->has_as_of = jy_data_day(day, &options->as_of);
	return options->has_as_of
		       ? JY_EXIT_OK
		       : jy_command_misused(command, "--as-of takes a date such as 2026-11-30");
}
