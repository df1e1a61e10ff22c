/*
 * journey render: pictures of a journey file. The picture's format is told by --format or by the
 * ending of the file it goes to.
 */
#include <unistd.h>

#include "base/io.h"
#include "cli/conform.h"
#include "cli/picture.h"
#include "diagram/blueprint.h"
#include "diagram/diagram.h"
#include "diagram/draw.h"
#include "diagram/flow.h"

/* A report with verdicts is at most so large. */
#define VERDICTS_BYTES_MAX ((size_t)1 << 30)

static const struct jy_option options[] = {
	{"view", 0, "VIEW",
	 "the journey map (default), the service blueprint, or the flow from touchpoint to "
	 "touchpoint",
	 "map|blueprint|flow", false},
	{"output", 'o', "FILE", "where the picture goes; its ending tells the format", NULL, false},
	{"format", 0, "FORMAT", "the picture's format (default: by the ending, else svg)",
	 "svg|png|pdf|dot", false},
	{"journey", 0, "NAME", "which journey, where the file has several", NULL, false},
	{"verdicts", 0, "FILE", "lay verdicts over the map: the JSON of `journey eval`", NULL,
	 false},
	JY_OPTIONS_SELECTION,
	JY_OPTIONS_PICTURE,
	JY_OPTION_COLOUR,
	JY_OPTION_ROOT,
};

static bool say(struct jy_command *command, struct jb_text why)
{
	jy_command_say(command, "%.*s", JB_ARG(why));
	return false;
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
	struct jb_arena *arena = command->arena;

	if (jb_io_read_all(arena, path, VERDICTS_BYTES_MAX, &json, &why) != JB_OK)
		return say(command, why);
	if (jy_overlay_read(arena, json, command->session->model, overlay, &why) == JB_OK)
		return true;
	return say(command, jb_text_printf(arena, "%.*s: %.*s", JB_ARG(path), JB_ARG(why)));
}

/* A report of something else would otherwise leave the map bare without a word. */
static void warn_of_silence(struct jy_command *command, const struct jy_overlay *overlay,
			    const struct jy_journey *journey)
{
	struct jy_overlay_index index;

	jy_overlay_index_init(&index, command->arena, overlay);
	if (jy_overlay_judges(&index, journey))
		return;
	say(command,
	    jb_text_printf(command->arena,
			   "warning: %.*s holds no verdict on a criterion of journey `%.*s`; "
			   "the map shows what is declared",
			   JB_ARG(jy_args_value(&command->args, "verdicts", "")),
			   JB_ARG(journey->decl.name)));
}

/* ---- the views -------------------------------------------------------------------------- */

/* Lays the scene out. An exit status; what is wrong has been said. */
typedef int make_scene(struct jy_command *command, const struct jy_journey *journey,
		       const struct jy_picture_options *how, struct jy_scene *scene);

static int make_map(struct jy_command *command, const struct jy_journey *journey,
		    const struct jy_picture_options *how, struct jy_scene *scene)
{
	if (how->overlay)
		warn_of_silence(command, how->overlay, journey);
	jy_map_scene(command->arena, command->session->model, journey, how, scene);
	return JY_EXIT_OK;
}

static int make_blueprint(struct jy_command *command, const struct jy_journey *journey,
			  const struct jy_picture_options *how, struct jy_scene *scene)
{
	struct jb_text why = {0};

	if (jy_blueprint_scene(command->arena, command->session->model, journey, how, scene,
			       &why) == JB_OK)
		return JY_EXIT_OK;
	say(command, why);
	return JY_EXIT_DATA;
}

/* The flow as declared; with the figures of a log `journey conform` draws it. */
static int make_flow(struct jy_command *command, const struct jy_journey *journey,
		     const struct jy_picture_options *how, struct jy_scene *scene)
{
	struct jy_session *session = command->session;
	const struct jrt_flow *flow =
		jy_plan_ways(&session->arena, session->model, journey, &session->diags);
	struct jb_text note;

	if (jy_command_findings(command) || !flow)
		return JY_EXIT_FINDINGS;
	jy_flow_scene(command->arena, flow, NULL, how, scene, &note);
	jy_picture_note(command, note);
	return JY_EXIT_OK;
}

static const struct view {
	const char *name;
	make_scene *make;
} views[] = {
	{"map", make_map},
	{"blueprint", make_blueprint},
	{"flow", make_flow},
};

static make_scene *view_of(const struct jy_command *command)
{
	struct jb_text name = jy_args_value(&command->args, "view", "map");
	size_t i = 0;

	while (!jb_text_is(name, views[i].name))
		i++;
	return views[i].make;
}

/* ---- the command ------------------------------------------------------------------------ */

/* False: it has been said what is wrong. */
static bool read_how(struct jy_command *command, struct jy_overlay *overlay,
		     struct jy_picture_options *how)
{
	struct jb_text why = {0};

	*how = (struct jy_picture_options){
		.portable_text = jy_args_has(&command->args, "portable-text"),
		.theme = jy_picture_theme(command),
		.diags = &command->session->diags,
	};
	if (!how->portable_text && !jy_draw(command->arena, &why))
		return say(command, why);
	if (!jy_args_has(&command->args, "verdicts"))
		return true;
	how->overlay = overlay;
	return read_overlay(command, overlay);
}

static int draw(struct jy_command *command, const struct jy_journey *journey, struct jb_text path,
		struct jb_text format)
{
	struct jy_overlay overlay = {0};
	struct jy_picture_options how;
	struct jy_scene scene;
	struct jb_text why = {0};
	struct jb_buf out;
	int status;

	if (!read_how(command, &overlay, &how))
		return JY_EXIT_DATA;
	status = jy_picture_selection(command, &journey, 1, &how.selection);
	if (status != JY_EXIT_OK)
		return status;
	status = view_of(command)(command, journey, &how, &scene);
	if (status != JY_EXIT_OK)
		return status;
	jb_buf_init(&out, command->arena);
	if (jy_picture_write(command, &scene, format, &out, &why) == JB_OK)
		return jy_command_write(command, path, jb_buf_text(&out));
	say(command, why);
	return JY_EXIT_DATA;
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
	status = jy_picture_check(command);
	if (status != JY_EXIT_OK || !jy_command_load(command, &status))
		return status;
	jy_session_model(command->session);
	if (jy_command_findings(command))
		return JY_EXIT_FINDINGS;
	journey = jy_pick_journey(command, &status);
	if (!journey)
		return status;
	return draw(command, journey, path, format);
}

int jy_command_render(int argc, char *const *argv)
{
	static const struct jy_command_kind kind = {
		.name = "render",
		.usage = "[OPTION]... FILE",
		.about = "Draws the journey map of FILE: stages, touchpoints, channels, who "
			 "delivers, the emotion curve with its moments of truth, and the criteria "
			 "with their verdicts when they are given. --view flow draws the ways from "
			 "touchpoint to touchpoint instead.",
		.option = options,
		.option_count = sizeof options / sizeof *options,
		.work = work,
	};

	return jy_command_run(&kind, argc, argv);
}
