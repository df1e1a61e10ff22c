/*
 * What of a journey a picture shall show, from the command line: names separated by commas, in
 * options that may be repeated.
 */
#include "cli/picture.h"
#include "diagram/selection.h"

struct names {
	JB_VEC(struct jb_text) list;
};

static void add_names(struct jb_arena *arena, struct names *names, struct jb_text text)
{
	for (size_t from = 0, i = 0; i <= text.size; i++) {
		if (i < text.size && text.at[i] != ',')
			continue;
		struct jb_text name = jb_text_trim(jb_text_slice(text, from, i));
		if (name.size > 0)
			*jb_push(arena, &names->list) = name;
		from = i + 1;
	}
}

static struct jy_texts names_of(const struct jy_command *command, const char *option)
{
	size_t count;
	const struct jb_text *given = jy_args_values(&command->args, option, &count);
	struct names names = {0};

	for (size_t i = 0; i < count; i++)
		add_names(command->arena, &names, given[i]);
	return (struct jy_texts){names.list.at, names.list.count};
}

int jy_picture_selection(struct jy_command *command, const struct jy_journey *const *journey,
			 size_t journey_count, struct jy_selection *selection)
{
	struct jb_text why = {0};

	*selection = (struct jy_selection){
		.stages = names_of(command, "stage"),
		.channels = names_of(command, "channel"),
		.partners = names_of(command, "partner"),
		.personas = names_of(command, "persona"),
		.lanes = names_of(command, "lanes"),
	};
	if (jy_selection_check(command->arena, command->session->model, journey, journey_count,
			       selection, &why) == JB_OK)
		return JY_EXIT_OK;
	return jy_command_misused(command, "%.*s", JB_ARG(why));
}
