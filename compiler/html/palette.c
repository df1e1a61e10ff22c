/*
 * What the style sheet gets from the program: the looks of pictures out of the table of roles, and
 * the colour of a brand, which the header and the stages of maps have. A picture carries its
 * colours in its own attributes too, so that it is seen without style.
 */
#include <string.h>

#include "diagram/paint.h"
#include "html/page.h"

/* Dark pictures are light ones on dark ground: on paper they are light again. */
static enum jy_theme drawn_theme(const struct page *page)
{
	return page->look.theme == JY_THEME_DARK ? JY_THEME_LIGHT : page->look.theme;
}

static void add_variable(struct jb_buf *out, const char *name, const char *light, const char *dark)
{
	static const char none[] = "transparent";

	jb_buf_printf(out, " --%s: light-dark(%s, %s);", name,
		      strcmp(light, "none") == 0 ? none : light,
		      strcmp(dark, "none") == 0 ? none : dark);
}

static void add_brand(const struct jy_scene *scene, struct jb_buf *out)
{
	const struct jy_tint *tint = &scene->brand->tint[scene->theme];
	const struct jy_tint *dark =
		scene->theme == JY_THEME_LIGHT ? &scene->brand->tint[JY_THEME_DARK] : tint;

	jb_buf_add_string(out, ":root:root {");
	add_variable(out, "band", tint->fill[0], dark->fill[0]);
	add_variable(out, "band-text", tint->name, dark->name);
	add_variable(out, "band-dim", tint->name, dark->name);
	add_variable(out, "band-rim", tint->rim[0], dark->rim[0]);
	jb_buf_add_string(out, " }\n");
}

void page_palette(const struct page *page, struct jb_buf *out)
{
	struct jy_scene scene;

	jy_scene_init(&scene, page->arena);
	scene.theme = drawn_theme(page);
	if (page->look.branded) {
		jy_scene_set_brand(&scene, page->look.brand);
		add_brand(&scene, out);
	}
	jy_scene_style(&scene, out);
}

void page_dress(struct page *page, struct jy_scene *scene)
{
	scene->theme = drawn_theme(page);
	if (page->look.branded)
		jy_scene_set_brand(scene, page->look.brand);
	scene->mark = jb_text_printf(page->arena, "p%zu", ++page->pictures);
}
