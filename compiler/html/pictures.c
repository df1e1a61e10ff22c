/*
 * The page of pictures: what `journey render` draws, to be moved, enlarged and asked, without the
 * report around it. Each picture is a section with its controls and, folded, its own words.
 */
#include "html/page.h"

static void add_contents(struct page *page, const struct jy_html_pictures *pictures)
{
	if (pictures->count < 2)
		return;
	page_open_contents(page);
	for (size_t i = 0; i < pictures->count; i++)
		page_add_content(page, jb_text_printf(page->arena, "picture-%zu", i + 1),
				 pictures->picture[i].name);
	page_close_contents(page);
}

/* Those of pictures of touchpoints alone can be told apart in them. */
static struct page_whose whose_of(struct page *page, const struct jy_html_picture *picture)
{
	const struct jy_scene *scene = picture->scene;

	for (size_t i = 0; i < scene->groups.count; i++)
		if (!page_touchpoint_of(picture->journey, &scene->groups.at[i]))
			return (struct page_whose){0};
	return page_whose(page, picture->journey);
}

static void add_picture(struct page *page, const struct jy_html_picture *picture, size_t number)
{
	const struct page_whose whose = whose_of(page, picture);
	struct jy_scene scene = *picture->scene;

	page_dress(page, &scene);
	page_tell_groups(page, &scene);
	page_section(page, jb_text_printf(page->arena, "picture-%zu", number), picture->name);
	page_open_figure(page, &scene);
	page_map_controls(page, picture->journey, &whose, &scene);
	jy_html_close(&page->html);
	page_scene(page, &scene,
		   jb_text_printf(page->arena, "%.*s of %.*s", JB_ARG(picture->name),
				  JB_ARG(scene.title)));
	page_groups(page, picture->journey, &whose, &scene);
	jy_html_close(&page->html);
	jy_html_close(&page->html);
}

void jy_html_pictures(const struct jy_html_pictures *pictures, struct jb_buf *out)
{
	struct page page = {.arena = pictures->arena, .look = pictures->look};

	page_begin(&page, &(struct page_heading){.title = pictures->title}, out);
	add_contents(&page, pictures);
	page_main(&page);
	for (size_t i = 0; i < pictures->count; i++)
		add_picture(&page, &pictures->picture[i], i + 1);
	page_end(&page);
}
