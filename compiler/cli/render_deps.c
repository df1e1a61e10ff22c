/*
 * What was read for the pictures, written as a rule for make: -MD beside the first picture, -MF
 * elsewhere, -MT for other targets. Modules of the library are part of the program and no files.
 */
#include "cli/render.h"
#include "driver/make_rule.h"

void jy_render_inputs(struct jy_render *render, struct jy_make_rule *rule)
{
	struct jy_command *command = render->command;
	const struct jy_session *session = command->session;
	struct jb_text verdicts = jy_args_value(&command->args, "verdicts", "");

	for (size_t i = 0; i < session->units.count; i++) {
		struct jb_text path = session->units.at[i].file->path;

		if (!session->units.at[i].library && !jb_text_is(path, "-"))
			*jb_push(command->arena, &rule->inputs) = path;
	}
	if (verdicts.size && !jb_text_is(verdicts, "-"))
		*jb_push(command->arena, &rule->inputs) = verdicts;
}

/* map.d beside map.svg. */
static struct jb_text beside(struct jb_arena *arena, struct jb_text path)
{
	size_t end = path.size, dot = path.size;

	while (dot > 0 && path.at[dot - 1] != '.' && path.at[dot - 1] != '/')
		dot--;
	if (dot > 0 && path.at[dot - 1] == '.')
		end = dot - 1;
	return jb_text_printf(arena, "%.*s.d", JB_ARG(jb_text_slice(path, 0, end)));
}

int jy_render_deps_file(struct jy_render *render)
{
	struct jy_command *command = render->command;
	struct jb_text path = jy_args_value(&command->args, "MF", ""), first;
	struct jy_render_file *file;

	if (!jy_args_has(&command->args, "MD") && !path.size)
		return JY_EXIT_OK;
	first = render->files.at[0].path;
	if (jb_text_is(first, "-") && !(path.size && jy_args_has(&command->args, "MT")))
		return jy_command_misused(command, "-MD names its file after the picture's; give "
						   "-o FILE, or -MF FILE and -MT TARGET");
	file = jb_push(command->arena, &render->files);
	file->path = path.size ? path : beside(command->arena, first);
	file->format = JB_TEXT("make");
	file->picture = JY_RENDER_DEPS;
	return JY_EXIT_OK;
}

enum jb_status jy_render_deps(struct jy_render *render, struct jb_buf *out, struct jb_text *why)
{
	struct jy_command *command = render->command;
	struct jy_make_rule rule = {.phony = jy_args_has(&command->args, "MP")};
	size_t count;
	const struct jb_text *target = jy_args_values(&command->args, "MT", &count);

	for (size_t i = 0; i < count; i++)
		*jb_push(command->arena, &rule.targets) = target[i];
	for (size_t i = 0; count == 0 && i < render->files.count; i++)
		if (render->files.at[i].picture != JY_RENDER_DEPS &&
		    !jb_text_is(render->files.at[i].path, "-"))
			*jb_push(command->arena, &rule.targets) = render->files.at[i].path;
	jy_render_inputs(render, &rule);
	return jy_make_rule_add(out, &rule, why);
}
