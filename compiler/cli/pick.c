/*
 * Which journey a command is about: the one that --journey names, or the only one of the file.
 */
#include "cli/conform.h"

static const struct jy_journey *unknown_journey(struct jy_command *command, struct jb_text name)
{
	const struct jy_model *model = command->session->model;
	struct jb_text *known = JB_NEW_ARRAY(command->arena, struct jb_text, model->journeys.count);
	int near;

	for (size_t i = 0; i < model->journeys.count; i++)
		known[i] = model->journeys.at[i]->decl.name;
	near = jb_text_nearest(name, known, model->journeys.count);
	if (near >= 0)
		jy_command_misused(command, "there is no journey `%.*s`; did you mean `%.*s`?",
				   JB_ARG(name), JB_ARG(known[near]));
	else
		jy_command_misused(command, "there is no journey `%.*s`", JB_ARG(name));
	return NULL;
}

const struct jy_journey *jy_find_journey(struct jy_command *command, struct jb_text name)
{
	const struct jy_model *model = command->session->model;

	for (size_t i = 0; i < model->journeys.count; i++)
		if (jb_text_equal(model->journeys.at[i]->decl.name, name))
			return model->journeys.at[i];
	return unknown_journey(command, name);
}

const struct jy_journey *jy_pick_journey(struct jy_command *command, int *status)
{
	const struct jy_model *model = command->session->model;
	struct jb_text name = jy_args_value(&command->args, "journey", "");
	struct jb_buf names;

	*status = model->journeys.count ? JY_EXIT_USAGE : JY_EXIT_FINDINGS;
	if (name.size)
		return jy_find_journey(command, name);
	if (model->journeys.count == 1)
		return model->journeys.at[0];
	if (!model->journeys.count) {
		jy_command_say(command, "the file has no journey");
		return NULL;
	}
	jb_buf_init(&names, command->arena);
	for (size_t i = 0; i < model->journeys.count; i++)
		jb_buf_printf(&names, "%s%.*s", i ? ", " : "",
			      JB_ARG(model->journeys.at[i]->decl.name));
	jy_command_misused(command, "the file has several journeys; name one, --journey NAME: %s",
			   names.data);
	return NULL;
}
