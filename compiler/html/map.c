/*
 * The maps: of each journey the picture, what can be switched in it, and the same as a table. The
 * picture is the scene that `journey render` draws, with the verdicts laid over it.
 */
#include "html/page.h"

static void add_figure(struct page *page, const struct jy_journey *journey, struct jy_scene *scene)
{
	const struct page_whose whose = page_whose(page, journey);
	struct jy_html *html = &page->html;

	page_open_figure(page, scene);
	page_map_controls(page, journey, &whose, scene);
	jy_html_close(html);
	page_tell_touchpoints(page, journey, scene);
	page_scene(page, scene,
		   jb_text_printf(page->arena, "Map of %.*s", JB_ARG(journey->decl.title)));
	page_touchpoints(page, journey, &whose, scene);
	jy_html_close(html);
}

static void add_map(struct page *page, const struct jy_journey *journey)
{
	const struct jy_picture_options how = {
		.overlay = page->judged ? &page->overlay : NULL,
		.portable_text = page->in->portable_text,
		.diags = page->in->diags,
	};
	struct jy_scene scene;

	jy_map_scene(page->arena, page->in->model, journey, &how, &scene);
	page_dress(page, &scene);
	if (page->in->journey_count > 1)
		jy_html_element(&page->html, JY_HTML_H3, NULL, journey->decl.title);
	add_figure(page, journey, &scene);
}

void page_maps(struct page *page)
{
	if (page->in->journey_count == 0)
		return;
	page_section(page, JB_TEXT("map"),
		     page->in->journey_count > 1 ? JB_TEXT("Maps") : JB_TEXT("Map"));
	for (size_t i = 0; i < page->in->journey_count; i++)
		add_map(page, page->in->journey[i]);
	jy_html_close(&page->html);
}
