/*
 * Pictures on the command line: themes and formats.
 */
#include "cli/picture.h"

enum jy_theme jy_picture_theme(const struct jy_command *command)
{
	struct jb_text theme = jy_args_value(&command->args, "theme", "light");

	return jb_text_is(theme, "dark")    ? JY_THEME_DARK
	       : jb_text_is(theme, "print") ? JY_THEME_PRINT
					    : JY_THEME_LIGHT;
}

enum jb_status jy_picture_write(const struct jy_command *command, const struct jy_scene *scene,
				struct jb_text format, struct jb_buf *out, struct jb_text *why)
{
	struct jb_text scale = jy_args_value(&command->args, "scale", "2");

	if (jb_text_is(format, "png"))
		return jy_scene_png(scene, (double)(scale.at[0] - '0'), out, why);
	if (jb_text_is(format, "pdf"))
		return jy_scene_pdf(scene, out, why);
	if (jb_text_is(format, "dot"))
		return jy_scene_dot(scene, out, why);
	jy_scene_svg(scene, out);
	return JB_OK;
}

void jy_picture_note(struct jy_command *command, struct jb_text note)
{
	if (note.size)
		jy_command_say(command, "note: %.*s", JB_ARG(note));
}
