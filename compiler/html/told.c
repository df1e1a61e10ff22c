/*
 * A picture in its own words, for pages that have nothing else to tell it by: a row for each of its
 * groups with the title and the description that the picture has of it.
 */
#include "html/page.h"

void page_tell_groups(struct page *page, struct jy_scene *scene)
{
	for (size_t i = 0; i < scene->groups.count; i++)
		scene->groups.at[i].told_by = page_row_id(page, scene, &scene->groups.at[i]);
}

const struct jy_touchpoint *page_touchpoint_of(const struct jy_journey *journey,
					       const struct jy_group *group)
{
	for (size_t i = 0; journey != NULL && i < journey->stage_count; i++)
		for (size_t k = 0; k < journey->stage[i].touchpoint_count; k++)
			if (page_is_of(group, &journey->stage[i].touchpoint[k]))
				return &journey->stage[i].touchpoint[k];
	return NULL;
}

static void add_group(struct page *page, const struct jy_journey *journey,
		      const struct page_whose *whose, const struct jy_group *group)
{
	const struct jy_touchpoint *touchpoint = page_touchpoint_of(journey, group);

	page_row(page);
	jy_html_attribute(&page->html, JY_HTML_A_ID, group->told_by);
	if (touchpoint != NULL)
		page_add_whose(page, whose, touchpoint);
	page_row_head(page, group->title);
	page_cell(page, NULL, group->desc);
	jy_html_close(&page->html);
}

void page_groups(struct page *page, const struct jy_journey *journey,
		 const struct page_whose *whose, const struct jy_scene *scene)
{
	if (scene->groups.count == 0)
		return;
	jy_html_open_class(&page->html, JY_HTML_DETAILS, "as-table");
	jy_html_element(&page->html, JY_HTML_SUMMARY, NULL, JB_TEXT("The picture in words"));
	page_table(page, NULL, "told", scene->title, "What|What the picture says of it");
	for (size_t i = 0; i < scene->groups.count; i++)
		add_group(page, journey, whose, &scene->groups.at[i]);
	page_table_end(page);
	jy_html_close(&page->html);
}
