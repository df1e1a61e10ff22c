/*
 * journey render: pictures of a journey file. The picture's format is told by --format or by the
 * ending of the file it goes to.
 */
#include <unistd.h>

#include "base/io.h"
#include "cli/command.h"
#include "diagram/diagram.h"

/* A report with verdicts is at most so large. */
#define VERDICTS_BYTES_MAX ((size_t)1 << 30)

static const struct jy_option options[] = {
	{"output", 'o', "FILE", "where the picture goes; its ending tells the format", NULL, false},
	{"format", 0, "FORMAT", "the picture's format (default: by the ending, else svg)",
	 "svg|png|pdf|dot", false},
	{"journey", 0, "NAME", "which journey, where the file has several", NULL, false},
	{"verdicts", 0, "FILE", "lay verdicts over the map: the JSON of `journey eval`", NULL,
	 false},
	{"theme", 0, "THEME", "colours (default light)", "light|dark|print", false},
	{"scale", 0, "N", "PNG: pixels for each unit, 1 to 8 (default 2)", "1|2|3|4|5|6|7|8",
	 false},
	{"portable-text", 0, NULL, "text widths from a built-in table, the same on every machine",
	 NULL, false},
	JY_OPTION_COLOUR,
	JY_OPTION_ROOT,
};

static bool say(struct jy_command *command, struct jb_text why)
{
	jy_command_say(command, "%.*s", JB_ARG(why));
	return false;
}

static const struct jy_journey *unknown_journey(struct jy_command *command, struct jb_text name)
{
	const struct jy_model *model = command->session.model;
	struct jb_text *known =
		JB_NEW_ARRAY(&command->session.arena, struct jb_text, model->journeys.count);
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

static const struct jy_journey *pick_journey(struct jy_command *command)
{
	const struct jy_model *model = command->session.model;
	struct jb_text name = jy_args_value(&command->args, "journey", "");
	struct jb_buf names;

	for (size_t i = 0; i < model->journeys.count; i++)
		if (name.size ? jb_text_equal(model->journeys.at[i]->decl.name, name)
			      : model->journeys.count == 1)
			return model->journeys.at[i];
	if (name.size)
		return unknown_journey(command, name);
	if (!model->journeys.count) {
		say(command, JB_TEXT("the file has no journey to draw"));
		return NULL;
	}
	jb_buf_init(&names, &command->session.arena);
	for (size_t i = 0; i < model->journeys.count; i++)
		jb_buf_printf(&names, "%s%.*s", i ? ", " : "",
			      JB_ARG(model->journeys.at[i]->decl.name));
	jy_command_misused(command, "the file has several journeys; name one, --journey NAME: %s",
			   names.data);
	return NULL;
}

static struct jb_text format_of(const struct jy_command *command, struct jb_text path)
{
	static const char *const ending[] = {"svg", "png", "pdf", "dot"};
	struct jb_text format = jy_args_value(&command->args, "format", "");

	for (size_t i = 0; !format.size && i < 4; i++) {
		struct jb_text word = jb_text_of(ending[i]);

		if (path.size > word.size && path.at[path.size - word.size - 1] == '.' &&
		    jb_text_ends(path, word))
			format = word;
	}
	if (format.size || path.size == 0 || jb_text_is(path, "-"))
		return format.size ? format : JB_TEXT("svg");
	return format;
}

static bool read_overlay(struct jy_command *command, struct jy_overlay *overlay)
{
	struct jb_text path = jy_args_value(&command->args, "verdicts", ""), json, why = {0};
	struct jb_arena *arena = &command->session.arena;

	if (jb_io_read_all(arena, path, VERDICTS_BYTES_MAX, &json, &why) != JB_OK)
		return say(command, why);
	if (jy_overlay_read(arena, json, command->session.model, overlay, &why) == JB_OK)
		return true;
	return say(command, jb_text_printf(arena, "%.*s: %.*s", JB_ARG(path), JB_ARG(why)));
}

/* A report of something else would otherwise leave the map bare without a word. */
static void warn_of_silence(struct jy_command *command, const struct jy_overlay *overlay,
			    const struct jy_journey *journey)
{
	struct jy_overlay_index index;

	jy_overlay_index_init(&index, &command->session.arena, overlay);
	if (jy_overlay_judges(&index, journey))
		return;
	say(command,
	    jb_text_printf(&command->session.arena,
			   "warning: %.*s holds no verdict on a criterion of journey `%.*s`; "
			   "the map shows what is declared",
			   JB_ARG(jy_args_value(&command->args, "verdicts", "")),
			   JB_ARG(journey->decl.name)));
}

static enum jy_theme theme_of(const struct jy_command *command)
{
	struct jb_text theme = jy_args_value(&command->args, "theme", "light");

	return jb_text_is(theme, "dark")    ? JY_THEME_DARK
	       : jb_text_is(theme, "print") ? JY_THEME_PRINT
					    : JY_THEME_LIGHT;
}

static enum jb_status write_scene(const struct jy_command *command, const struct jy_scene *scene,
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

static int draw(struct jy_command *command, const struct jy_journey *journey, struct jb_text path,
		struct jb_text format)
{
	struct jb_arena *arena = &command->session.arena;
	struct jy_overlay overlay = {0};
	struct jy_map_options how = {
		.portable_text = jy_args_has(&command->args, "portable-text"),
		.theme = theme_of(command),
		.diags = &command->session.diags,
	};
	struct jy_scene scene;
	struct jb_text why = {0};
	struct jb_buf out;

	if (jy_args_has(&command->args, "verdicts")) {
		if (!read_overlay(command, &overlay))
			return JY_EXIT_DATA;
		warn_of_silence(command, &overlay, journey);
		how.overlay = &overlay;
	}
	jy_map_scene(arena, command->session.model, journey, &how, &scene);
	jb_buf_init(&out, arena);
	if (write_scene(command, &scene, format, &out, &why) != JB_OK) {
		say(command, why);
		return JY_EXIT_DATA;
	}
	return jy_command_write(command, path, jb_buf_text(&out));
}

static int work(struct jy_command *command)
{
	struct jb_text path = jy_args_value(&command->args, "output", "");
	struct jb_text format = format_of(command, path);
	const struct jy_journey *journey;
	int status;

	if (!format.size)
		return jy_command_misused(command,
					  "which format? end the file's name in .svg, .png, .pdf "
					  "or .dot, or give --format");
	if (!path.size && !jb_text_is(format, "svg") && !jb_text_is(format, "dot") &&
	    isatty(STDOUT_FILENO))
		return jy_command_misused(command,
					  "a picture is no text: write it to a file, -o FILE");
	if (!jy_command_load(command, &status))
		return status;
	jy_session_model(&command->session);
	if (jy_command_findings(command))
		return JY_EXIT_FINDINGS;
	journey = pick_journey(command);
	if (!journey)
		return command->session.model->journeys.count ? JY_EXIT_USAGE : JY_EXIT_FINDINGS;
	return draw(command, journey, path, format);
}

int jy_command_render(int argc, char *const *argv)
{
	static const struct jy_command_kind kind = {
		.name = "render",
		.usage = "[OPTION]... FILE",
		.about = "Draws the journey map of FILE: stages, touchpoints, channels, who "
			 "delivers, the emotion curve with its moments of truth, and the criteria "
			 "with their verdicts when they are given.",
		.option = options,
		.option_count = sizeof options / sizeof *options,
		.work = work,
	};

	return jy_command_run(&kind, argc, argv);
}
