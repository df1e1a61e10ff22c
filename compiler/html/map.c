/*
 * The maps: of each journey the picture, what can be switched in it, and the same as a table. The
 * picture is the scene that `journey render` draws, with the verdicts laid over it.
 */
#include "html/page.h"

static void add_zoom(struct page *page, const char *name, const char *sign, const char *label)
{
	struct jy_html *html = &page->html;

	jy_html_open(html, JY_HTML_BUTTON);
	jy_html_attribute(html, JY_HTML_A_TYPE, JB_TEXT("button"));
	jy_html_attribute(html, JY_HTML_A_DATA_DO, jb_text_of(name));
	jy_html_attribute(html, JY_HTML_A_ARIA_LABEL, jb_text_of(label));
	jy_html_string(html, sign);
	jy_html_close(html);
}

static void add_picture(struct page *page, const struct jy_journey *journey,
			const struct jy_scene *scene)
{
	struct jy_html *html = &page->html;
	struct jb_buf svg;

	jb_buf_init(&svg, page->arena);
	jy_scene_svg_part(scene, &svg);
	jy_html_open_class(html, JY_HTML_DIV, "scene");
	jy_html_attribute(html, JY_HTML_A_TABINDEX, JB_TEXT("0"));
	jy_html_attribute(html, JY_HTML_A_ROLE, JB_TEXT("region"));
	jy_html_attribute(html, JY_HTML_A_ARIA_LABEL,
			  jb_text_printf(page->arena, "Map of %.*s", JB_ARG(journey->decl.title)));
	jy_html_picture(html, jb_buf_text(&svg));
	jy_html_close(html);
}

static void add_figure(struct page *page, const struct jy_journey *journey,
		       const struct jy_scene *scene)
{
	struct jy_html *html = &page->html;

	jy_html_open_class(html, JY_HTML_FIGURE, "map");
	jy_html_open_class(html, JY_HTML_DIV, "controls");
	jy_html_flag(html, JY_HTML_A_HIDDEN);
	jy_html_open_class(html, JY_HTML_DIV, "zoom");
	jy_html_attribute(html, JY_HTML_A_ROLE, JB_TEXT("group"));
	jy_html_attribute(html, JY_HTML_A_ARIA_LABEL, JB_TEXT("Size of the map"));
	add_zoom(page, "zoom-out", "\xe2\x88\x92", "Smaller");
	add_zoom(page, "zoom-in", "+", "Larger");
	add_zoom(page, "zoom-fit", "Fit", "Fit the map into the page");
	add_zoom(page, "zoom-full", "1:1", "Full size");
	jy_html_close(html);
	page_map_controls(page, journey, scene);
	jy_html_close(html);
	add_picture(page, journey, scene);
	page_touchpoints(page, journey, scene);
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
