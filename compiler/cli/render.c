/*
 * journey render: pictures of a journey file. All are drawn before the first is written, so a
 * mistake leaves every file as it was; render.h has the parts.
 */
#include <unistd.h>

#include "base/io.h"
#include "cli/conform.h"
#include "cli/render.h"
#include "diagram/blueprint.h"
#include "diagram/diagram.h"
#include "diagram/draw.h"
#include "diagram/emotion.h"
#include "diagram/flow.h"
#include "diagram/letters.h"
#include "diagram/partners.h"
#include "diagram/selection.h"
#include "diagram/trace.h"
#include "run/progress.h"
#include "run/working.h"

/* A report with verdicts is at most so large. */
#define VERDICTS_BYTES_MAX ((size_t)1 << 30)

static const struct jy_option options[] = {
	{"view", 0, "VIEW",
	 "the journey map (default), the service blueprint, the emotion curve, the flow "
	 "from touchpoint to touchpoint, the trace from what is felt to the verdict, the partners "
	 "and who delivers what, or all views; may be given often",
	 "map|blueprint|emotion|flow|trace|partners|all", true},
	{"output", 'o', "FILE",
	 "where a picture goes; its ending tells the format; may be given often. {journey} and "
	 "{view} in its name stand for what is drawn",
	 NULL, true},
	{"format", 0, "FORMAT", "the pictures' format (default: by the ending, else svg)",
	 "svg|png|pdf|dot|html", false},
	{"journey", 0, "NAME", "which journey, where the file has several; may be given often",
	 NULL, true},
	{"all-journeys", 0, NULL,
	 "map, blueprint, emotion: all journeys in one picture, one below the other", NULL, false},
	{"alone", 0, NULL,
	 "map, blueprint, emotion: a journey that amends another, without that one beside it", NULL,
	 false},
	{"verdicts", 0, "FILE", "lay verdicts over the map: the JSON of `journey eval`", NULL,
	 false},
	JY_OPTIONS_SELECTION,
	JY_OPTIONS_PICTURE,
	{"check", 0, NULL, "write nothing; exit status 1 when a picture is not up to date", NULL,
	 false},
	{"MD", 0, NULL, "write a rule for make and ninja too: what the pictures were made from",
	 NULL, false},
	{"MF", 0, "FILE", "where the rule goes (default: the first picture's name, ending in .d)",
	 NULL, false},
	{"MT", 0, "TARGET", "what the rule is for (default: the pictures); may be given often",
	 NULL, true},
	{"MP", 0, NULL,
	 "an empty rule for each file read too, so that none is missed when it is gone", NULL,
	 false},
	{"watch", 0, NULL,
	 "draw again with every change, and show the pictures on a page of this machine", NULL,
	 false},
	{"port", 0, "N", "port of that page (default: one that is free)", NULL, false},
	{"progress", 0, "WHEN",
	 "a line on the terminal while drawing takes over a second (default auto)", "auto|never",
	 false},
	JY_OPTION_COLOUR,
	JY_OPTION_ROOT,
};

static bool say(struct jy_command *command, struct jb_text why)
{
	jy_command_say(command, "%.*s", JB_ARG(why));
	return false;
}

static bool read_overlay(struct jy_command *command, struct jy_overlay *overlay)
{
	struct jb_text path = jy_args_value(&command->args, "verdicts", ""), json, why = {0};
	struct jb_arena *arena = command->arena;

	if (jb_io_read_all(arena, path, VERDICTS_BYTES_MAX, &json, &why) != JB_OK)
		return say(command, why);
	if (jy_overlay_read(arena, json, command->session->model, overlay, &why) == JB_OK)
		return true;
	return say(command, jb_text_printf(arena,
					   "%.*s: %.*s; what `journey eval --format json` wrote is "
					   "expected",
					   JB_ARG(path), JB_ARG(why)));
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

static int make_map(struct jy_command *command, const struct jy_journey *journey,
		    const struct jy_picture_options *how, struct jy_scene *scene)
{
	if (how->overlay && !how->all_journeys)
		warn_of_silence(command, how->overlay, journey);
	jy_map_scene(command->arena, command->session->model, journey, how, scene);
	return JY_EXIT_OK;
}

/* What a view answers that only lays out. */
static int laid_out(struct jy_command *command, enum jb_status status, struct jb_text why)
{
	if (status == JB_OK)
		return JY_EXIT_OK;
	say(command, why);
	return JY_EXIT_DATA;
}

static int make_blueprint(struct jy_command *command, const struct jy_journey *journey,
			  const struct jy_picture_options *how, struct jy_scene *scene)
{
	struct jb_text why = {0};
	enum jb_status status = jy_blueprint_scene(command->arena, command->session->model, journey,
						   how, scene, &why);

	return laid_out(command, status, why);
}

static int make_emotion(struct jy_command *command, const struct jy_journey *journey,
			const struct jy_picture_options *how, struct jy_scene *scene)
{
	struct jb_text why = {0};
	enum jb_status status = jy_emotion_scene(command->arena, command->session->model, journey,
						 how, scene, &why);

	return laid_out(command, status, why);
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
	flow = jy_flow_part(command->arena, flow, journey, &how->selection);
	jy_flow_scene(command->arena, flow, NULL, how,
		      jy_selection_words(command->arena, session->model, journey, &how->selection),
		      scene, &note);
	jy_picture_note(command, note);
	return JY_EXIT_OK;
}

static int make_trace(struct jy_command *command, const struct jy_journey *journey,
		      const struct jy_picture_options *how, struct jy_scene *scene)
{
	jy_trace_scene(command->arena, command->session->model, journey, how, scene);
	return JY_EXIT_OK;
}

static int make_partners(struct jy_command *command, const struct jy_journey *journey,
			 const struct jy_picture_options *how, struct jy_scene *scene)
{
	struct jb_text note;

	jy_partners_scene(command->arena, command->session->model, journey, how, scene, &note);
	jy_picture_note(command, note);
	return JY_EXIT_OK;
}

static const struct jy_view views[] = {
	{"map", "Journey map", make_map, true},
	{"blueprint", "Service blueprint", make_blueprint, true},
	{"emotion", "Emotion curve", make_emotion, true},
	{"flow", "Flow", make_flow, false},
	{"trace", "Trace", make_trace, false},
	{"partners", "Partners", make_partners, false},
};

/* ---- the command ------------------------------------------------------------------------ */

/* False: it has been said what is wrong. */
static bool read_how(struct jy_command *command, struct jy_overlay *overlay,
		     struct jy_picture_options *how)
{
	struct jb_text why = {0};

	*how = (struct jy_picture_options){
		.portable_text = jy_args_has(&command->args, "portable-text"),
		.all_journeys = jy_args_has(&command->args, "all-journeys"),
		.alone = jy_args_has(&command->args, "alone"),
		.theme = jy_picture_theme(command),
		.diags = &command->session->diags,
	};
	if (!how->portable_text && !jy_letters(command->arena) && !jy_draw(command->arena, &why))
		return say(command, why);
	if (!jy_args_has(&command->args, "verdicts"))
		return true;
	how->overlay = overlay;
	return read_overlay(command, overlay);
}

/* The scene of a picture in the formats of its files, which follow one another from *file on. */
static int draw(struct jy_render *render, size_t picture, const struct jy_picture_options *how,
		size_t *file)
{
	struct jy_command *command = render->command;
	const struct jy_render_picture *of = &render->pictures.at[picture];
	struct jy_scene scene;
	struct jb_text why = {0};
	int status = of->view->make(command, of->journey, how, &scene);

	if (status == JY_EXIT_OK)
		jy_render_show(render, picture, &scene);
	for (; *file < render->files.count && render->files.at[*file].picture == picture; ++*file) {
		struct jy_render_file *into = &render->files.at[*file];
		struct jb_buf out;

		if (status != JY_EXIT_OK)
			return status;
		if (jy_render_is_page(into))
			continue;
		jb_buf_init(&out, command->arena);
		if (jy_picture_write(command, &scene, into->format, &out, &why) != JB_OK) {
			say(command, why);
			return JY_EXIT_DATA;
		}
		into->bytes = jb_buf_text(&out);
	}
	return status;
}

/* What the line picks must be known to one of the journeys. */
static int read_selection(struct jy_render *render, struct jy_selection *selection)
{
	struct jy_command *command = render->command;
	const struct jy_model *model = command->session->model;
	const struct jy_journey **journey =
		JB_NEW_ARRAY(command->arena, const struct jy_journey *, render->pictures.count);

	for (size_t i = 0; i < render->pictures.count; i++)
		journey[i] = render->pictures.at[i].journey;
	if (jy_args_has(&command->args, "all-journeys"))
		return jy_picture_selection(command, model->journeys.at, model->journeys.count,
					    selection);
	return jy_picture_selection(command, journey, render->pictures.count, selection);
}

static int draw_all(struct jy_render *render)
{
	struct jy_command *command = render->command;
	struct jy_overlay overlay = {0};
	struct jy_picture_options how;
	struct jy_working *working = jy_working_begin(&command->args);
	size_t file = 0;
	int status = read_how(command, &overlay, &how) ? read_selection(render, &how.selection)
						       : JY_EXIT_DATA;

	for (size_t i = 0; i < render->pictures.count && status == JY_EXIT_OK; i++) {
		jy_working_at(working, "drawing picture %zu of %zu", i + 1, render->pictures.count);
		status = draw(render, i, &how, &file);
	}
	jy_working_end(working);
	if (status == JY_EXIT_OK)
		jy_render_pages(render);
	return status;
}

static int write_all(struct jy_render *render)
{
	struct jy_command *command = render->command;
	struct jb_text why = {0};
	struct jb_buf rule;

	jb_buf_init(&rule, command->arena);
	for (size_t i = 0; i < render->files.count; i++)
		if (render->files.at[i].picture == JY_RENDER_DEPS) {
			if (jy_render_deps(render, &rule, &why) != JB_OK) {
				say(command, why);
				return JY_EXIT_DATA;
			}
			render->files.at[i].bytes = jb_buf_text(&rule);
		}
	for (size_t i = 0; i < render->files.count; i++) {
		const struct jy_render_file *file = &render->files.at[i];

		if (file->path.size > 0 &&
		    jb_io_write_soon(command->arena, file->path, file->bytes, &why) != JB_OK) {
			say(command, why);
			return JY_EXIT_DATA;
		}
	}
	return JY_EXIT_OK;
}

int jy_render_all(struct jy_render *render)
{
	struct jy_command *command = render->command;
	int status;

	if (!jy_command_model(command, &status))
		return status;
	status = jy_render_files(render);
	if (status == JY_EXIT_OK)
		status = draw_all(render);
	if (status != JY_EXIT_OK)
		return status;
	return jy_args_has(&command->args, "check") ? jy_render_check(render) : write_all(render);
}

/* Options that do something beside another one only, or for one format. */
static const struct {
	const char *option, *beside, *or_beside, *format;
} helpers[] = {
	{"orientation", "page", NULL, NULL},
	{"page", NULL, NULL, "pdf"},
	{"scale", NULL, NULL, "png"},
	{"port", "watch", NULL, NULL},
	{"MT", "MD", "MF", NULL},
	{"MP", "MD", "MF", NULL},
};

/* Whoever gives one and would see no difference is told why. */
static int check_idle(struct jy_command *command)
{
	for (size_t i = 0; i < sizeof helpers / sizeof *helpers; i++) {
		const char *option = helpers[i].option, *beside = helpers[i].beside,
			   *format = helpers[i].format;
		const char *dashes = option[0] == 'M' ? "-" : "--";

		if (!jy_args_has(&command->args, option))
			continue;
		if (beside && !jy_args_has(&command->args, beside) &&
		    !(helpers[i].or_beside && jy_args_has(&command->args, helpers[i].or_beside)))
			return jy_command_misused(command, "%s%s does something with %s%s only",
						  dashes, option, dashes, beside);
		if (format && !jy_render_writes(command, format))
			return jy_command_misused(command,
						  "%s%s is for %s, which nothing is written as; "
						  "name a file that ends in .%s",
						  dashes, option, format, format);
	}
	return JY_EXIT_OK;
}

static int work(struct jy_command *command)
{
	struct jy_render render = {
		.command = command,
		.views = views,
		.view_count = sizeof views / sizeof *views,
		.for_page = jy_args_has(&command->args, "watch"),
	};
	struct jb_text format = jy_args_value(&command->args, "format", "svg");
	bool has_output = jy_args_has(&command->args, "output");
	int status = jy_render_outputs(command);

	if (status == JY_EXIT_OK)
		status = jy_picture_check(command);
	if (status != JY_EXIT_OK)
		return status;
	if (!has_output && !render.for_page && !jb_text_is(format, "svg") &&
	    !jb_text_is(format, "dot") && !jb_text_is(format, "html") && isatty(STDOUT_FILENO))
		return jy_command_misused(command,
					  "a picture is no text: write it to a file, -o FILE");
	status = check_idle(command);
	if (status != JY_EXIT_OK)
		return status;
	if (jy_args_has(&command->args, "check") && !has_output)
		return jy_command_misused(command, "--check compares files: name them, -o FILE");
	if (jy_args_has(&command->args, "check") &&
	    (jy_args_has(&command->args, "MD") || jy_args_has(&command->args, "MF")))
		return jy_command_misused(command,
					  "--check writes nothing, and so no rule for make");
	return render.for_page ? jy_render_watch(&render) : jy_render_all(&render);
}

int jy_command_render(int argc, char *const *argv)
{
	static const struct jy_command_kind kind = {
		.name = "render",
		.usage = "[OPTION]... FILE",
		.about = "Draws the journey map of FILE: stages, touchpoints, channels, who "
			 "delivers, the emotion curve with its moments of truth, and the criteria "
			 "with their verdicts when they are given. --view flow draws the ways from "
			 "touchpoint to touchpoint instead. One run draws several views and "
			 "journeys into several formats: "
			 "--view all -o 'out/{journey}-{view}.svg' -o 'out/{journey}-{view}.png'",
		.option = options,
		.option_count = sizeof options / sizeof *options,
		.work = work,
	};

	return jy_command_run(&kind, argc, argv);
}
