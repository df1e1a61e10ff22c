/*
 * Pages of HTML: each holds the pictures that go to its name, in the order in which they are drawn,
 * and is made once all of them are.
 */
#include "base/io.h"
#include "cli/render.h"

bool jy_render_is_page(const struct jy_render_file *file)
{
	return jb_text_is(file->format, "html");
}

/* "Service blueprint", and of which journey where there are several. */
static struct jb_text name_of(const struct jy_render *render, const struct jy_render_picture *of)
{
	struct jy_command *command = render->command;

	if (command->session->model->journeys.count < 2 ||
	    jy_args_has(&command->args, "all-journeys"))
		return jb_text_of(of->view->title);
	return jb_text_printf(command->arena, "%s: %.*s", of->view->title,
			      JB_ARG(of->journey->decl.title));
}

void jy_render_show(struct jy_render *render, size_t picture, const struct jy_scene *scene)
{
	struct jy_command *command = render->command;
	const struct jy_render_picture *of = &render->pictures.at[picture];
	bool whole = jy_args_has(&command->args, "all-journeys");

	for (size_t i = 0; i < of->pages.count; i++) {
		struct jy_render_file *page = &render->files.at[of->pages.at[i]];
		struct jy_scene *dressed = JB_NEW(command->arena, struct jy_scene);

		*dressed = *scene;
		jy_picture_dress(command, dressed);
		*jb_push(command->arena, &page->shown) = (struct jy_html_picture){
			.name = name_of(render, of),
			.scene = dressed,
			.journey = whole ? NULL : of->journey,
		};
	}
}

/* The title of the only journey on it, or the file's name. */
static struct jb_text title_of(const struct jy_render *render, const struct jy_render_file *page)
{
	const struct jy_html_picture *first = &page->shown.at[0];

	for (size_t i = 0; i < page->shown.count; i++)
		if (page->shown.at[i].journey == NULL ||
		    page->shown.at[i].journey != first->journey)
			return jb_path_name(render->command->args.files.at[0]);
	return first->journey->decl.title;
}

static struct jb_text page_of(struct jy_render *render, const struct jy_render_file *page)
{
	struct jy_command *command = render->command;
	const struct jy_html_pictures pictures = {
		.arena = command->arena,
		.look = jy_picture_look(command),
		.title = title_of(render, page),
		.picture = page->shown.at,
		.count = page->shown.count,
	};
	struct jb_buf out;

	jb_buf_init(&out, command->arena);
	jy_html_pictures(&pictures, &out);
	return jb_buf_text(&out);
}

void jy_render_pages(struct jy_render *render)
{
	for (size_t i = 0; i < render->files.count; i++)
		if (jy_render_is_page(&render->files.at[i]))
			render->files.at[i].bytes = page_of(render, &render->files.at[i]);
}
