/*
 * Pictures on the command line: themes and formats.
 */
#include "cli/picture.h"

#include "diagram/paint.h"

enum jy_theme jy_picture_theme(const struct jy_command *command)
{
	struct jb_text theme = jy_args_value(&command->args, "theme", "light");

	return jb_text_is(theme, "dark")       ? JY_THEME_DARK
	       : jb_text_is(theme, "print")    ? JY_THEME_PRINT
	       : jb_text_is(theme, "contrast") ? JY_THEME_CONTRAST
					       : JY_THEME_LIGHT;
}

int jy_picture_check(struct jy_command *command)
{
	struct jb_text brand = jy_args_value(&command->args, "brand", "");
	struct jy_colour colour;

	if (jy_args_has(&command->args, "brand") && !jy_colour_read(brand, &colour))
		return jy_command_misused(command,
					  "--brand takes a colour of six digits, such as "
					  "'#0a5c8c', not \"%.*s\"",
					  JB_ARG(brand));
	return JY_EXIT_OK;
}

void jy_picture_dress(const struct jy_command *command, struct jy_scene *scene)
{
	struct jy_colour colour;

	if (jy_colour_read(jy_args_value(&command->args, "brand", ""), &colour))
		jy_scene_set_brand(scene, colour);
}

enum jb_status jy_picture_write(const struct jy_command *command, const struct jy_scene *scene,
				struct jb_text format, struct jb_buf *out, struct jb_text *why)
{
	struct jb_text scale = jy_args_value(&command->args, "scale", "2");
	struct jy_scene dressed = *scene;

	jy_picture_dress(command, &dressed);
	if (jb_text_is(format, "png"))
		return jy_scene_png(&dressed, (double)(scale.at[0] - '0'), out, why);
	if (jb_text_is(format, "pdf"))
		return jy_scene_pdf(&dressed, out, why);
	if (jb_text_is(format, "dot"))
		return jy_scene_dot(&dressed, out, why);
	jy_scene_svg(&dressed, out);
	return JB_OK;
}

void jy_picture_note(struct jy_command *command, struct jb_text note)
{
	if (note.size)
		jy_command_say(command, "note: %.*s", JB_ARG(note));
}
