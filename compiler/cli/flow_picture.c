/*
 * Drawing the flow of a journey in the format that was asked for, with or without the figures of a
 * comparison.
 */
#include "cli/conform.h"
#include "cli/picture.h"
#include "diagram/flow.h"

int jy_flow_picture(struct jy_command *command, const struct jrt_flow *flow,
		    const struct jrt_conformance *conformance, struct jb_text format,
		    struct jb_buf *out)
{
	const struct jy_picture_options how = {
		.portable_text = jy_args_has(&command->args, "portable-text"),
		.theme = jy_picture_theme(command),
	};
	struct jy_scene scene;
	struct jb_text why = {0};

	jy_flow_scene(command->arena, flow, conformance, &how, JB_TEXT(""), &scene, &why);
	jy_picture_note(command, why);
	if (jy_picture_write(command, &scene, format, out, &why) == JB_OK)
		return JY_EXIT_OK;
	jy_command_say(command, "%.*s", JB_ARG(why));
	return JY_EXIT_DATA;
}
