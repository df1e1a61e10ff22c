/*
 * What of a map can be switched: its lanes, and the channels, partners and personas whose
 * touchpoints stand out. Where a lane lies is told by the scene; who is where, by numbers at the
 * rows of the table below the picture. No name reaches the script as anything but text.
 */
#include "html/page.h"

/* Stays open for more attributes. */
static void open_switch(struct page *page, const char *kind, size_t number)
{
	struct jy_html *html = &page->html;

	jy_html_open(html, JY_HTML_INPUT);
	jy_html_attribute(html, JY_HTML_A_TYPE, JB_TEXT("checkbox"));
	jy_html_attribute(html, JY_HTML_A_DATA_DO, jb_text_of(kind));
	jy_html_number(html, JY_HTML_A_VALUE, number);
	jy_html_flag(html, JY_HTML_A_CHECKED);
}

static void open_switches(struct page *page, const char *legend)
{
	jy_html_open(&page->html, JY_HTML_FIELDSET);
	jy_html_element(&page->html, JY_HTML_LEGEND, NULL, jb_text_of(legend));
}

static void open_label(struct page *page)
{
	jy_html_open(&page->html, JY_HTML_LABEL);
}

static void close_label(struct page *page, struct jb_text label)
{
	jy_html_string(&page->html, " ");
	jy_html_text(&page->html, label);
	jy_html_close(&page->html);
}

/* ---- lanes ---- */

static bool starts_lane(const struct jy_scene *scene, size_t number)
{
	const struct jy_shape *shape = &scene->shapes.at[number];

	if (shape->kind != JY_SHAPE_TEXT || shape->role != JY_ROLE_T_LANE)
		return false;
	return number == 0 || scene->shapes.at[number - 1].role != JY_ROLE_T_LANE ||
	       scene->shapes.at[number - 1].room.y < shape->room.y;
}

/* A lane's name may be broken into lines. */
static struct jb_text lane_name(const struct page *page, const struct jy_scene *scene,
				size_t number)
{
	double top = scene->shapes.at[number].room.y;
	struct jb_buf buf;

	jb_buf_init(&buf, page->arena);
	for (size_t i = number; i < scene->shapes.count; i++) {
		const struct jy_shape *shape = &scene->shapes.at[i];

		if (shape->role != JY_ROLE_T_LANE || shape->room.y > top || shape->room.y < top)
			break;
		jb_buf_add_string(&buf, buf.size > 0 ? " " : "");
		jb_buf_add_text(&buf, shape->text);
	}
	return jb_buf_text(&buf);
}

static void add_length(struct page *page, enum jy_html_attribute attribute, double length)
{
	struct jb_buf buf;

	jb_buf_init(&buf, page->arena);
	jy_buf_add_coordinate(&buf, length);
	jy_html_attribute(&page->html, attribute, jb_buf_text(&buf));
}

/* The first lane is the touchpoints', without which there is no map. */
static void add_lanes(struct page *page, const struct jy_scene *scene)
{
	size_t count = 0;

	for (size_t i = 0; i < scene->shapes.count; i++) {
		const struct jy_rect *room = &scene->shapes.at[i].room;

		if (!starts_lane(scene, i) || ++count == 1)
			continue;
		if (count == 2)
			open_switches(page, "Lanes");
		open_label(page);
		open_switch(page, "lane", count);
		add_length(page, JY_HTML_A_DATA_TOP, room->y);
		add_length(page, JY_HTML_A_DATA_HEIGHT, room->h);
		jy_html_close(&page->html);
		close_label(page, lane_name(page, scene, i));
	}
	if (count > 1)
		jy_html_close(&page->html);
}

/* ---- channels, partners, personas ---- */

static void take(struct page *page, struct page_names *names, const struct jy_decl *decl)
{
	for (size_t i = 0; i < names->count; i++)
		if (jb_text_equal(names->at[i]->name, decl->name))
			return;
	*jb_push(page->arena, names) = decl;
}

static void take_touchpoint(struct page *page, struct page_whose *whose,
			    const struct jy_touchpoint *touchpoint)
{
	for (size_t i = 0; i < touchpoint->channels.count; i++)
		take(page, &whose->channels, &touchpoint->channels.at[i]->decl);
	for (size_t i = 0; i < touchpoint->delivery_count; i++)
		if (touchpoint->delivery[i].partner != NULL)
			take(page, &whose->partners, &touchpoint->delivery[i].partner->decl);
}

struct page_whose page_whose(struct page *page, const struct jy_journey *journey)
{
	struct page_whose whose = {0};

	for (size_t i = 0; journey != NULL && i < journey->stage_count; i++)
		for (size_t k = 0; k < journey->stage[i].touchpoint_count; k++)
			take_touchpoint(page, &whose, &journey->stage[i].touchpoint[k]);
	return whose;
}

static void add_number(struct jb_buf *buf, const struct page_names *names,
		       const struct jy_decl *decl)
{
	for (size_t i = 0; i < names->count; i++)
		if (jb_text_equal(names->at[i]->name, decl->name))
			jb_buf_printf(buf, "%s%zu", buf->size > 0 ? " " : "", i + 1);
}

void page_add_whose(struct page *page, const struct page_whose *whose,
		    const struct jy_touchpoint *touchpoint)
{
	struct jb_buf channels, partners;

	jb_buf_init(&channels, page->arena);
	jb_buf_init(&partners, page->arena);
	for (size_t i = 0; i < touchpoint->channels.count; i++)
		add_number(&channels, &whose->channels, &touchpoint->channels.at[i]->decl);
	for (size_t i = 0; i < touchpoint->delivery_count; i++)
		if (touchpoint->delivery[i].partner != NULL)
			add_number(&partners, &whose->partners,
				   &touchpoint->delivery[i].partner->decl);
	if (channels.size > 0)
		jy_html_attribute(&page->html, JY_HTML_A_DATA_CHANNELS, jb_buf_text(&channels));
	if (partners.size > 0)
		jy_html_attribute(&page->html, JY_HTML_A_DATA_PARTNERS, jb_buf_text(&partners));
}

static void add_one(struct page *page, const char *kind, size_t number, struct jb_text label)
{
	open_label(page);
	open_switch(page, kind, number);
	jy_html_close(&page->html);
	close_label(page, label);
}

static void add_names(struct page *page, const char *legend, const char *kind,
		      const struct page_names *names)
{
	if (names->count == 0)
		return;
	open_switches(page, legend);
	for (size_t i = 0; i < names->count; i++)
		add_one(page, kind, i + 1, names->at[i]->title);
	jy_html_close(&page->html);
}

/* What is felt by one of several can be hidden. */
static void add_personas(struct page *page, const struct jy_journey *journey)
{
	open_switches(page, "Personas");
	for (size_t i = 0; i < journey->personas.count; i++)
		add_one(page, "persona", i + 1, journey->personas.at[i]->decl.title);
	jy_html_close(&page->html);
}

static bool has_personas(const struct jy_scene *scene)
{
	for (size_t i = 0; i < scene->shapes.count; i++)
		if (scene->shapes.at[i].persona > 0)
			return true;
	return false;
}

static bool has_lanes(const struct jy_scene *scene)
{
	for (size_t i = 0, count = 0; i < scene->shapes.count; i++)
		if (starts_lane(scene, i) && ++count > 1)
			return true;
	return false;
}

void page_map_controls(struct page *page, const struct jy_journey *journey,
		       const struct page_whose *whose, const struct jy_scene *scene)
{
	bool personas = journey != NULL && journey->personas.count > 1 && has_personas(scene);

	if (!personas && !has_lanes(scene) && whose->channels.count == 0 &&
	    whose->partners.count == 0)
		return;
	jy_html_open_class(&page->html, JY_HTML_DETAILS, "switches");
	jy_html_element(&page->html, JY_HTML_SUMMARY, NULL, JB_TEXT("Show and hide"));
	add_lanes(page, scene);
	add_names(page, "Channels", "channel", &whose->channels);
	add_names(page, "Partners", "partner", &whose->partners);
	if (personas)
		add_personas(page, journey);
	jy_html_close(&page->html);
}
