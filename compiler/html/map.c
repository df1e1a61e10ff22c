/*
 * The maps: of each journey the picture, what can be switched in it, and the same as a table. The
 * picture is the scene that `journey render` draws, with the verdicts laid over it.
 */
#include "html/page.h"

static void add_figure(struct page *page, const struct jy_journey *journey,
		       const struct jy_scene *scene)
{
	const struct page_whose whose = page_whose(page, journey);
	struct jy_html *html = &page->html;

	jy_html_open_class(html, JY_HTML_FIGURE, "map");
	jy_html_open_class(html, JY_HTML_DIV, "controls");
	jy_html_flag(html, JY_HTML_A_HIDDEN);
	page_zoom(page);
	page_map_controls(page, journey, &whose, scene);
	jy_html_close(html);
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
		.theme = JY_THEME_LIGHT,
		.diags = page->in->diags,
	};
	struct jy_scene scene;

	jy_map_scene(page->arena, page->in->model, journey, &how, &scene);
	page_mark(page, &scene);
	if (page->in->journey_count > 1)
		jy_html_element(&page->html, JY_HTML_H3, NULL, journey->decl.title);
	add_figure(page, journey, &scene);
}

enum jb_status page_maps(struct page *page, struct jb_text *why)
{
	(void)why;
	if (page->in->journey_count == 0)
		return JB_OK;
	page_section(page, "map", page->in->journey_count > 1 ? "Maps" : "Map");
	for (size_t i = 0; i < page->in->journey_count; i++)
		add_map(page, page->in->journey[i]);
	jy_html_close(&page->html);
	return JB_OK;
}
