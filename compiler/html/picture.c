/*
 * Scenes on the page: their element in a room that scrolls, with ids that no other picture of the
 * page has.
 */
#include "html/page.h"

#define WIDE 1.35 /* times its height a picture is wider, which lies on paper */

static struct jb_text group_id(struct page *page, const struct jy_scene *scene,
			       const struct jy_group *group)
{
	size_t before = jb_text_starts(group->id, scene->id) ? scene->id.size : 0;
	struct jb_text own = jb_text_slice(group->id, before, group->id.size);
	bool parted = own.size > 0 && own.at[0] == '-';

	return jb_text_printf(page->arena, "%.*s%s%.*s", JB_ARG(scene->mark), parted ? "" : "-",
			      JB_ARG(own));
}

struct jb_text page_row_id(struct page *page, const struct jy_scene *scene,
			   const struct jy_group *group)
{
	return jb_text_printf(page->arena, "%.*s-row", JB_ARG(group_id(page, scene, group)));
}

bool page_is_of(const struct jy_group *group, const struct jy_touchpoint *touchpoint)
{
	const struct jy_span *one = &group->span, *other = &touchpoint->decl.span;

	return one->file == other->file && one->begin == other->begin && one->end == other->end;
}

void page_scene(struct page *page, const struct jy_scene *scene, struct jb_text label)
{
	struct jy_html *html = &page->html;
	struct jb_buf svg;

	jb_buf_init(&svg, page->arena);
	jy_scene_svg_styled(scene, &svg);
	jy_html_open_class(html, JY_HTML_DIV, "scene");
	jy_html_attribute(html, JY_HTML_A_TABINDEX, JB_TEXT("0"));
	jy_html_attribute(html, JY_HTML_A_ROLE, JB_TEXT("region"));
	jy_html_attribute(html, JY_HTML_A_ARIA_LABEL, label);
	jy_html_picture(html, jb_buf_text(&svg));
	jy_html_close(html);
}

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

static void add_zooms(struct page *page)
{
	struct jy_html *html = &page->html;

	jy_html_open_class(html, JY_HTML_DIV, "zoom");
	jy_html_attribute(html, JY_HTML_A_ROLE, JB_TEXT("group"));
	jy_html_attribute(html, JY_HTML_A_ARIA_LABEL, JB_TEXT("Size of the picture"));
	add_zoom(page, "zoom-out", "\xe2\x88\x92", "Smaller");
	add_zoom(page, "zoom-in", "+", "Larger");
	add_zoom(page, "zoom-fit", "Fit", "Fit into the page");
	add_zoom(page, "zoom-full", "1:1", "Full size");
	jy_html_close(html);
}

void page_open_figure(struct page *page, const struct jy_scene *scene)
{
	bool wide = scene->width > WIDE * scene->height;

	jy_html_open_class(&page->html, JY_HTML_FIGURE, wide ? "map wide" : "map");
	jy_html_open_class(&page->html, JY_HTML_DIV, "controls");
	jy_html_flag(&page->html, JY_HTML_A_HIDDEN);
	add_zooms(page);
}
