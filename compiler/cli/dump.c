/*
 * journey dump: what a stage hands on to the next, as stable text. For people who work on the
 * compiler, and for its tests.
 */
#include "cli/command.h"
#include "diagram/diagram.h"
#include "source/sink.h"
#include "syntax/parse.h"

static const struct jy_option options[] = {
	{"tokens", 0, NULL, "the tokens of FILE", NULL, false},
	{"tree", 0, NULL, "its tree", NULL, false},
	{"model", 0, NULL, "the model of the program", NULL, false},
	{"plan", 0, NULL, "the plan: what is counted and decided", NULL, false},
	{"scene", 0, NULL, "the scene of its map, with portable text widths", NULL, false},
	JY_OPTION_COLOUR,
	JY_OPTION_ROOT,
};

static void dump_scenes(struct jy_command *command, struct jb_buf *out)
{
	const struct jy_model *model = jy_session_model(command->session);
	const struct jy_picture_options how = {.portable_text = true};

	for (size_t i = 0; i < model->journeys.count; i++) {
		struct jy_scene scene;

		jy_map_scene(command->arena, model, model->journeys.at[i], &how, &scene);
		jy_scene_dump(&scene, out);
	}
}

static int work(struct jy_command *command)
{
	struct jy_session *session = command->session;
	const struct jy_args *args = &command->args;
	struct jb_buf out, guarded;
	int status;

	if (!jy_args_has(args, "tokens") && !jy_args_has(args, "tree") &&
	    !jy_args_has(args, "model") && !jy_args_has(args, "plan") &&
	    !jy_args_has(args, "scene"))
		return jy_command_misused(command,
					  "name a stage: --tokens, --tree, --model, --plan or "
					  "--scene");
	if (!jy_command_load(command, &status))
		return status;
	jb_buf_init(&out, &session->arena);
	if (jy_args_has(args, "tokens"))
		jy_tokens_dump(&out, session->units.at[0].file, &session->units.at[0].parsed);
	if (jy_args_has(args, "tree"))
		jy_tree_dump(&out, session->units.at[0].parsed.root);
	if (jy_args_has(args, "model"))
		jy_model_dump(jy_session_model(session), &out);
	if (jy_args_has(args, "plan"))
		jy_plan_dump(jy_session_plan(session), &out);
	if (jy_args_has(args, "scene"))
		dump_scenes(command, &out);
	jb_buf_init(&guarded, &session->arena);
	jy_sink_guarded(&guarded, jb_buf_text(&out));
	status = jy_command_write(command, JB_TEXT("-"), jb_buf_text(&guarded));
	return jy_command_findings(command) && status == JY_EXIT_OK ? JY_EXIT_FINDINGS : status;
}

int jy_command_dump(int argc, char *const *argv)
{
	static const struct jy_command_kind kind = {
		.name = "dump",
		.usage = "--STAGE... FILE",
		.about = "Shows what a stage of the compiler hands on to the next, as text that "
			 "only changes when the stage does.",
		.option = options,
		.option_count = sizeof options / sizeof *options,
		.work = work,
	};

	return jy_command_run(&kind, argc, argv);
}
