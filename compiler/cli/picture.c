/*
 * Pictures on the command line: themes and formats.
 */
#include "cli/picture.h"

#include "diagram/link.h"
#include "diagram/paint.h"
#include "source/file.h"

/* Of the word in ids, in bytes. */
#define ID_SIZE_MAX 64

enum jy_theme jy_picture_theme(const struct jy_command *command)
{
	struct jb_text theme = jy_args_value(&command->args, "theme", "light");

	return jb_text_is(theme, "dark")       ? JY_THEME_DARK
	       : jb_text_is(theme, "print")    ? JY_THEME_PRINT
	       : jb_text_is(theme, "contrast") ? JY_THEME_CONTRAST
					       : JY_THEME_LIGHT;
}

struct jy_html_look jy_picture_look(const struct jy_command *command)
{
	struct jy_html_look look = {
		.theme_chosen = jy_args_has(&command->args, "theme"),
		.theme = jy_picture_theme(command),
	};

	look.branded = jy_colour_read(jy_args_value(&command->args, "brand", ""), &look.brand);
	return look;
}

static bool is_id_word(const struct jy_command *command, struct jb_text word)
{
	return word.size > 0 && word.size <= ID_SIZE_MAX &&
	       jb_text_equal(word, jy_scene_id(command->arena, "", word));
}

int jy_picture_check_brand(struct jy_command *command)
{
	struct jb_text brand = jy_args_value(&command->args, "brand", "");
	struct jy_colour colour;

	if (!jy_args_has(&command->args, "brand") || jy_colour_read(brand, &colour))
		return JY_EXIT_OK;
	return jy_command_misused(command,
				  "--brand takes a colour of six digits, such as "
				  "'#0a5c8c', not \"%.*s\"",
				  JB_ARG(brand));
}

int jy_picture_check(struct jy_command *command)
{
	struct jb_text link = jy_args_value(&command->args, "source-link", "");
	struct jb_text id = jy_args_value(&command->args, "id", "");

	if (jy_picture_check_brand(command) != JY_EXIT_OK)
		return JY_EXIT_USAGE;
	if (jy_args_has(&command->args, "source-link") && !jy_link_is_template(link))
		return jy_command_misused(command,
					  "--source-link takes an address of http or https with "
					  "{line} in it, such as 'https://host/{file}#L{line}', "
					  "not \"%.*s\"",
					  JB_ARG(link));
	if (jy_args_has(&command->args, "id") && !is_id_word(command, id))
		return jy_command_misused(command,
					  "--id takes a word of up to %d letters, digits, - and _, "
					  "not \"%.*s\"",
					  ID_SIZE_MAX, JB_ARG(id));
	return JY_EXIT_OK;
}

/* To the line of each group that knows its place in a file. */
static void add_links(const struct jy_command *command, struct jb_text template,
		      struct jy_scene *scene)
{
	for (size_t i = 0; i < scene->groups.count; i++) {
		struct jy_group *group = &scene->groups.at[i];
		const struct jy_file *file =
			jy_diags_file(&command->session->diags, group->span.file);

		if (file)
			group->href = jy_link_make(command->arena, template, file->path,
						   jy_file_line(file, group->span.begin));
	}
}

void jy_picture_dress(const struct jy_command *command, struct jy_scene *scene)
{
	struct jb_text link = jy_args_value(&command->args, "source-link", "");
	struct jy_colour colour;

	if (jy_colour_read(jy_args_value(&command->args, "brand", ""), &colour))
		jy_scene_set_brand(scene, colour);
	scene->mark = jy_args_value(&command->args, "id", "");
	if (link.size)
		add_links(command, link, scene);
}

static enum jy_turn turn_of(const struct jy_command *command)
{
	struct jb_text turn = jy_args_value(&command->args, "orientation", "auto");

	return jb_text_is(turn, "portrait")    ? JY_TURN_PORTRAIT
	       : jb_text_is(turn, "landscape") ? JY_TURN_LANDSCAPE
					       : JY_TURN_AUTO;
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
		return jy_scene_pdf(&dressed,
				    jy_paper_named(jy_args_value(&command->args, "page", "fit")),
				    turn_of(command), out, why);
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
