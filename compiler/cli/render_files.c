/*
 * Which pictures go to which files. Each --output takes every picture, so its name must tell them
 * apart where there are several: {journey} and {view} in it stand for what is drawn. A page of HTML
 * holds as many as have its name. That two
 * pictures share a file, or a picture takes the place of what was read, is found here, before
 * anything is drawn.
 */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "cli/conform.h"
#include "cli/render.h"
#include "driver/make_rule.h"
#include "run/overwrite.h"

/* More pictures than this are a slip. */
#define FILES_MAX 10000

#define JOURNEY "{journey}"
#define VIEW "{view}"

/* ---- names ---- */

/* Where `word` begins in `text`, or its end. */
static size_t find(struct jb_text text, const char *word)
{
	const char *at = memmem(text.at, text.size, word, strlen(word));

	return at ? (size_t)(at - text.at) : text.size;
}

static struct jb_text put(struct jb_arena *arena, struct jb_text text, const char *word,
			  struct jb_text value)
{
	struct jb_buf out;
	size_t at;

	if (find(text, word) == text.size)
		return text;
	jb_buf_init(&out, arena);
	while ((at = find(text, word)) < text.size) {
		jb_buf_add_text(&out, jb_text_slice(text, 0, at));
		jb_buf_add_text(&out, value);
		text = jb_text_slice(text, at + strlen(word), text.size);
	}
	jb_buf_add_text(&out, text);
	return jb_buf_text(&out);
}

static struct jb_text path_of(struct jb_arena *arena, struct jb_text pattern,
			      const struct jy_render_picture *picture)
{
	struct jb_text named = put(arena, pattern, JOURNEY, picture->journey->decl.name);

	return put(arena, named, VIEW, jb_text_of(picture->view->name));
}

static struct jb_text format_of(const struct jy_command *command, struct jb_text path)
{
	static const char *const ending[] = {"svg", "png", "pdf", "dot", "html"};
	struct jb_text format = jy_args_value(&command->args, "format", "");

	for (size_t i = 0; !format.size && i < sizeof ending / sizeof *ending; i++) {
		struct jb_text word = jb_text_of(ending[i]);

		if (path.size > word.size && path.at[path.size - word.size - 1] == '.' &&
		    jb_text_ends(path, word))
			format = word;
	}
	return !format.size && jb_text_is(path, "-") ? JB_TEXT("svg") : format;
}

static int check_output(struct jy_command *command, struct jb_text path)
{
	struct jb_text rest = path;

	if (!format_of(command, path).size)
		return jy_command_misused(command,
					  "which format? end the file's name in .svg, .png, .pdf, "
					  ".dot or .html, or give --format");
	for (size_t at; (at = find(rest, "{")) < rest.size;
	     rest = jb_text_slice(rest, at + 1, rest.size)) {
		struct jb_text mark = jb_text_slice(rest, at, rest.size);

		if (!jb_text_starts(mark, JB_TEXT(JOURNEY)) && !jb_text_starts(mark, JB_TEXT(VIEW)))
			return jy_command_misused(command,
						  "the name %.*s has a brace that stands for "
						  "nothing; {journey} and {view} do",
						  JB_ARG(path));
	}
	return JY_EXIT_OK;
}

bool jy_render_writes(const struct jy_command *command, const char *format)
{
	size_t count;
	const struct jb_text *path = jy_args_values(&command->args, "output", &count);

	for (size_t i = 0; i < count; i++)
		if (jb_text_is(format_of(command, path[i]), format))
			return true;
	return count == 0 && jb_text_is(jy_args_value(&command->args, "format", "svg"), format);
}

int jy_render_outputs(struct jy_command *command)
{
	size_t count;
	const struct jb_text *path = jy_args_values(&command->args, "output", &count);
	int status = JY_EXIT_OK;

	for (size_t i = 0; i < count && status == JY_EXIT_OK; i++)
		status = check_output(command, path[i]);
	return status;
}

/* ---- pictures ---- */

static bool in_a_name(const struct jy_command *command, const char *mark)
{
	size_t count;
	const struct jb_text *path = jy_args_values(&command->args, "output", &count);

	for (size_t i = 0; i < count; i++)
		if (find(path[i], mark) < path[i].size)
			return true;
	return false;
}

static void add_views(struct jy_render *render, const struct jy_journey *journey)
{
	struct jy_command *command = render->command;
	size_t count;
	const struct jb_text *name = jy_args_values(&command->args, "view", &count);

	for (size_t v = 0; v < render->view_count; v++) {
		bool wanted = count == 0 && strcmp(render->views[v].name, "map") == 0;

		for (size_t i = 0; i < count; i++)
			wanted = wanted || jb_text_is(name[i], "all") ||
				 jb_text_is(name[i], render->views[v].name);
		if (wanted)
			*jb_push(command->arena, &render->pictures) = (struct jy_render_picture){
				.view = &render->views[v], .journey = journey};
	}
}

/* All in one picture: it is drawn once, for the first. */
static int add_whole(struct jy_render *render)
{
	struct jy_command *command = render->command;
	const struct jy_model *model = command->session->model;

	if (jy_args_has(&command->args, "journey"))
		return jy_command_misused(command, "--all-journeys and --journey exclude each "
						   "other");
	if (in_a_name(command, JOURNEY))
		return jy_command_misused(command,
					  "with --all-journeys there is one picture: leave "
					  "{journey} out of its name");
	if (model->journeys.count == 0) {
		jy_command_say(command, "the file has no journey");
		return JY_EXIT_FINDINGS;
	}
	add_views(render, model->journeys.at[0]);
	for (size_t i = 0; i < render->pictures.count; i++)
		if (!render->pictures.at[i].view->stacks)
			return jy_command_misused(
				command,
				"--all-journeys is for map, blueprint and emotion; "
				"--view %s draws one journey",
				render->pictures.at[i].view->name);
	return JY_EXIT_OK;
}

/* The journeys that are named; all, where a file's name tells them apart; else the only one. */
static int add_pictures(struct jy_render *render)
{
	struct jy_command *command = render->command;
	const struct jy_model *model = command->session->model;
	size_t count;
	const struct jb_text *name = jy_args_values(&command->args, "journey", &count);
	bool all = count == 0 && model->journeys.count > 0 && in_a_name(command, JOURNEY);
	int status = JY_EXIT_USAGE;

	if (jy_args_has(&command->args, "all-journeys"))
		return add_whole(render);
	for (size_t i = 0; all && i < model->journeys.count; i++)
		add_views(render, model->journeys.at[i]);
	for (size_t i = 0; i < count || (!all && i == 0); i++) {
		const struct jy_journey *journey = count ? jy_find_journey(command, name[i])
							 : jy_pick_journey(command, &status);

		if (!journey)
			return status;
		add_views(render, journey);
	}
	return JY_EXIT_OK;
}

/* ---- files ---- */

static struct jb_text said(const struct jy_render *render, size_t picture)
{
	if (picture == JY_RENDER_DEPS)
		return JB_TEXT("the rule for make");
	return jb_text_printf(render->command->arena, "the %s of %.*s",
			      render->pictures.at[picture].view->name,
			      JB_ARG(render->pictures.at[picture].journey->decl.name));
}

static int clash(struct jy_render *render, const struct jy_render_file *one,
		 const struct jy_render_file *other)
{
	struct jb_text first = said(render, one->picture), second = said(render, other->picture);

	if (one->picture == other->picture)
		return jy_command_misused(render->command, "%.*s is given twice as output",
					  JB_ARG(other->path));
	return jy_command_misused(render->command, "%.*s would be both %.*s and %.*s; %s",
				  JB_ARG(other->path), JB_ARG(first), JB_ARG(second),
				  other->picture == JY_RENDER_DEPS
					  ? "name a file for the rule, -MF FILE"
					  : "write {journey} or {view} in the name, as in "
					    "{journey}-{view}.svg");
}

/* "./a//b" as "a/b", and a file that is there by the name it has without links: enough to see that
 * two names are one. */
static struct jb_text key_of(struct jb_arena *arena, struct jb_text path)
{
	char real[PATH_MAX];
	struct jb_buf out;

	if (realpath(jb_text_cstring(arena, path), real))
		return jb_text_copy(arena, jb_text_of(real));
	jb_buf_init(&out, arena);
	for (size_t i = 0; i < path.size; i++) {
		bool begins = out.size == 0 || out.data[out.size - 1] == '/';

		if (begins && i + 1 < path.size && path.at[i] == '.' && path.at[i + 1] == '/')
			i++;
		else if (path.at[i] != '/' || !begins || i == 0)
			jb_buf_add_byte(&out, path.at[i]);
	}
	return jb_buf_text(&out);
}

static bool is_read(struct jb_arena *arena, const struct jy_make_rule *read, struct jb_text path)
{
	for (size_t i = 0; i < read->inputs.count; i++)
		if (jy_is_same_file(arena, path, read->inputs.at[i]))
			return true;
	return false;
}

/* `taken` tells the number of the file that has a name. */
static int check_file(struct jy_render *render, size_t number, const struct jy_make_rule *read,
		      struct jb_map *taken)
{
	struct jb_arena *arena = render->command->arena;
	const struct jy_render_file *file = &render->files.at[number];
	uint64_t *other;
	bool fresh;

	if (is_read(arena, read, file->path))
		return jy_command_misused(render->command,
					  "%.*s would be written over: it is a file to read",
					  JB_ARG(file->path));
	other = jb_map_put(taken, key_of(arena, file->path), &fresh);
	if (!fresh)
		return clash(render, &render->files.at[*other], file);
	*other = number;
	return JY_EXIT_OK;
}

/* A page of HTML takes every picture of its name. False: the file is the first of its name, or asks
 * twice for the same. */
static bool stands_on(struct jy_render *render, const struct jy_render_file *file)
{
	bool fresh;
	uint64_t *page = jb_map_put(&render->page_of, file->path, &fresh);

	if (fresh)
		*page = render->files.count;
	*jb_push(render->command->arena, &render->pictures.at[file->picture].pages) = *page;
	return !fresh && render->files.at[*page].picture != file->picture;
}

static void add_files(struct jy_render *render, size_t picture)
{
	static const struct jb_text standard_output = {"-", 1};
	struct jy_command *command = render->command;
	size_t count;
	const struct jb_text *path = jy_args_values(&command->args, "output", &count);

	if (render->for_page)
		*jb_push(command->arena, &render->files) =
			(struct jy_render_file){.format = JB_TEXT("svg"), .picture = picture};
	for (size_t i = 0; i < count + (!count && !render->for_page); i++) {
		struct jb_text pattern = count ? path[i] : standard_output;
		const struct jy_render_file file = {
			.path = path_of(command->arena, pattern, &render->pictures.at[picture]),
			.format = format_of(command, pattern),
			.picture = picture,
		};

		if (!jy_render_is_page(&file) || !stands_on(render, &file))
			*jb_push(command->arena, &render->files) = file;
	}
}

int jy_render_files(struct jy_render *render)
{
	struct jy_make_rule read = {0};
	struct jb_map taken;
	int status = add_pictures(render);

	if (status != JY_EXIT_OK)
		return status;
	jb_map_init(&render->page_of, render->command->arena);
	for (size_t i = 0; i < render->pictures.count; i++)
		add_files(render, i);
	if (render->files.count > FILES_MAX)
		return jy_command_misused(render->command, "more than %d pictures", FILES_MAX);
	status = jy_render_deps_file(render);
	jb_map_init(&taken, render->command->arena);
	jy_render_inputs(render, &read);
	for (size_t i = 0; i < render->files.count && status == JY_EXIT_OK; i++)
		if (render->files.at[i].path.size > 0)
			status = check_file(render, i, &read, &taken);
	return status;
}
