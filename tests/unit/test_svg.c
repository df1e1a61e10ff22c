/*
 * The SVG writer and what is made from it: well-formed whatever the labels, of a closed set of
 * elements and attributes; PNG and PDF with their limits.
 */
#include <stdio.h>
#include <math.h>
#include <string.h>

#include "diagram/diagram.h"
#include "diagram/link.h"
#include "diagram/paint.h"
#include "nasty.h"
#include "svg_set.h"
#include "own_arena.h"

static struct jy_scene lay(struct broadband *b, enum jy_theme theme)
{
	struct jy_picture_options options = {
		.overlay = &b->overlay, .portable_text = true, .theme = theme};
	return broadband_map(&arena, b, &options);
}

static struct jb_buf svg_of(const struct jy_scene *scene)
{
	struct jb_buf out;
	jb_buf_init(&out, &arena);
	jy_scene_svg(scene, &out);
	return out;
}

static size_t count(const struct jb_buf *svg, const char *word)
{
	size_t found = 0;
	for (const char *at = svg->data; (at = strstr(at, word)) != NULL; at++)
		found++;
	return found;
}

static void test_nasty_labels_are_text(void **state)
{
	(void)state;
	for (size_t i = 0; i < NASTY_COUNT; i++) {
		struct jy_scene scene = lay(nasty_new(&arena, i), JY_THEME_LIGHT);
		struct jb_buf svg = svg_of(&scene), png;
		struct jb_text why = JB_TEXT("");
		assert_closed_set(&svg);
		jb_buf_init(&png, &arena);
		/* The XML reader of librsvg is strict. */
		assert_int_equal(jy_scene_png(&scene, 0.2, &png, &why), JB_OK);
		jb_arena_reset(&arena);
	}
}

static void test_tells_what_it_shows(void **state)
{
	(void)state;
	struct jy_scene scene = lay(broadband_new(&arena), JY_THEME_LIGHT);
	struct jb_buf svg = svg_of(&scene);
	assert_int_equal(count(&svg, "<title"), 1 + 9);
	assert_int_equal(count(&svg, "<desc"), 1 + 9);
	assert_int_equal(count(&svg, "role=\"graphics-document\""), 1);
	assert_int_equal(count(&svg, "role=\"graphics-object\""), 9);
	assert_int_equal(count(&svg, "<g class=\"touchpoint\""), 9);
	assert_int_equal(count(&svg, "data-line"), 0);
	assert_int_equal(count(&svg, "class=\"designed\""), 3); /* curve, legend, figures */
	assert_int_equal(count(&svg, "class=\"missed\""), 2);
	scene.groups.at[0].line = 12;
	svg = svg_of(&scene);
	assert_int_equal(count(&svg, "data-line=\"12\""), 1);
}

/* A page's style sheet has the looks of texts; what is told by the page is not said twice. */
static void test_styled(void **state)
{
	(void)state;
	struct jy_scene scene = lay(broadband_new(&arena), JY_THEME_LIGHT);
	struct jb_buf whole = svg_of(&scene), svg;
	scene.mark = JB_TEXT("p1");
	scene.groups.at[0].told_by = JB_TEXT("\"><script>");
	scene.shapes.at[scene.shapes.count - 1].persona = 2;
	jb_buf_init(&svg, &arena);
	jy_scene_svg_styled(&scene, &svg);
	assert_int_equal(count(&svg, "<desc"), 1 + 8);
	assert_int_equal(count(&svg, "aria-describedby=\"&quot;&gt;&lt;script&gt;\""), 1);
	assert_int_equal(count(&svg, " id=\"p1-t"), 9 + 1); /* and the title */
	assert_int_equal(count(&svg, "font-weight"), 0);
	assert_int_equal(count(&svg, "text-anchor=\"middle\""), 1);
	assert_int_equal(count(&svg, "data-persona=\"2\""), 1);
	assert_int_equal(count(&svg, "class=\"stage-title\" fill=\"#ffffff\""), 4);
	assert_int_equal(count(&svg, "class=\"card-title\" fill"), 0);
	assert_true(svg.size < whole.size * 3 / 4);
}

static void test_style(void **state)
{
	(void)state;
	struct jy_scene scene = lay(broadband_new(&arena), JY_THEME_LIGHT);
	struct jb_buf style;
	jb_buf_init(&style, &arena);
	jy_scene_style(&scene, &style);
	assert_int_equal(count(&style, "\n"), JY_ROLE_COUNT);
	assert_int_equal(count(&style, ".scene .page{fill:light-dark(#ffffff,#12181f);"), 1);
	assert_int_equal(count(&style, "(none"), 0);
	scene.theme = JY_THEME_CONTRAST;
	jb_buf_init(&style, &arena);
	jy_scene_style(&scene, &style);
	assert_int_equal(count(&style, "light-dark"), 0);
}

/* Adds the ids of a picture to those of its page: none may be there yet. */
static size_t add_ids(struct jb_buf *page, const struct jb_buf *svg)
{
	size_t ids = 0;
	for (const char *at = svg->data; (at = strstr(at, " id=\"")) != NULL; at++) {
		size_t size = strcspn(at + 5, "\"") + 6;
		const char *id = jb_text_cstring(&arena, (struct jb_text){at, size});
		assert_null(strstr(page->data, id));
		jb_buf_add_string(page, id);
		ids++;
	}
	return ids;
}

static void test_ids_are_unique(void **state)
{
	(void)state;
	struct broadband *b = broadband_new(&arena);
	struct jy_scene light = lay(b, JY_THEME_LIGHT), dark = lay(b, JY_THEME_DARK);
	struct jb_buf page;
	jb_buf_init(&page, &arena);
	struct jb_buf one = svg_of(&light), two = svg_of(&dark);
	assert_int_equal(add_ids(&page, &one), 1 + 2 + 9);
	assert_int_equal(add_ids(&page, &two), 1 + 2 + 9);
	/* with a colour, a mark, other verdicts, another title, in a page */
	jy_scene_set_brand(&dark, JY_WHITE);
	one = svg_of(&dark);
	add_ids(&page, &one);
	light.mark = JB_TEXT("top");
	one = svg_of(&light);
	add_ids(&page, &one);
	assert_int_equal(count(&one, "id=\"map-fault_repair-top-t3\""), 1);
	b->overlay.verdict_count = 1;
	light = lay(b, JY_THEME_LIGHT);
	one = svg_of(&light);
	add_ids(&page, &one);
	b->journey.decl.title = JB_TEXT("Another title");
	light = lay(b, JY_THEME_LIGHT);
	one = svg_of(&light);
	add_ids(&page, &one);
	jb_buf_init(&two, &arena);
	jy_scene_svg_part(&light, &two);
	add_ids(&page, &two);
}

static void test_links(void **state)
{
	(void)state;
	struct jy_scene scene = lay(broadband_new(&arena), JY_THEME_LIGHT);
	struct jb_buf svg = svg_of(&scene);
	assert_int_equal(count(&svg, "<a "), 0);
	scene.groups.at[0].href = JB_TEXT("https://host/a?b=1&c='#L12");
	scene.groups.at[1].href = JB_TEXT("javascript:alert(1)");
	scene.groups.at[2].href = JB_TEXT("https://host/\"><script>");
	svg = svg_of(&scene);
	assert_closed_set(&svg);
	assert_int_equal(count(&svg, "<a href=\"https://host/a?b=1&amp;c=&apos;#L12\">\n<rect "
				     "class=\"card\""),
			 1);
	assert_int_equal(count(&svg, "<a "), 1);
	assert_int_equal(count(&svg, "</text>\n</a>\n"), 1);
}

static void test_what_is_a_link(void **state)
{
	static const char *const good[] = {"https://host/{file}#L{line}", "http://h{line}",
					   "https://[::1]:80/{file}/{line}/{line}"};
	static const char *const bad[] = {"",
					  "https://host/",
					  "{line}",
					  "https://{line}",
					  "https:///{line}",
					  "//host/{line}",
					  "javascript:alert({line})//https://x",
					  " https://host/{line}",
					  "https://host/{line} ",
					  "https://host/{line}\"",
					  "https://host/{line}<",
					  "https://host/{line}\n",
					  "https://host/{line}{colour}",
					  "https://host/{line}\\x",
					  "https://host/{line}\xc3\xa9",
					  "HTTPS://host/{line}",
					  "data:text/html,{line}",
					  "file:///x#{line}",
					  "ftp://host/{line}"};
	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		assert_true(jy_link_is_template(jb_text_of(good[i])));
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(jy_link_is_template(jb_text_of(bad[i])));
	struct jb_text link = jy_link_make(&arena, jb_text_of(good[0]),
					   JB_TEXT("a/../{line} \"\xc3\xbc?#.journey"), 7);
	assert_string_equal(jb_text_cstring(&arena, link),
			    "https://host/a/../%7Bline%7D%20%22%C3%BC%3F%23.journey#L7");
	assert_true(jy_link_is_safe(link));
	assert_false(jy_link_is_safe(JB_TEXT("")));
	assert_false(jy_link_is_safe(JB_TEXT("https://host/{line}")));
}

static void test_themes(void **state)
{
	(void)state;
	struct broadband *b = broadband_new(&arena);
	struct jy_scene light = lay(b, JY_THEME_LIGHT), dark = lay(b, JY_THEME_DARK);
	struct jy_scene print = lay(b, JY_THEME_PRINT);
	struct jb_buf a = svg_of(&light), c = svg_of(&dark), d = svg_of(&print);
	assert_int_equal(count(&a, "prefers-color-scheme: dark"), 1);
	assert_int_equal(count(&c, "<style") + count(&d, "<style"), 0);
	assert_int_equal(count(&c, "class=\"page\" fill=\"#12181f\""), 1);
	assert_int_equal(count(&d, "class=\"page\" fill=\"#ffffff\""), 1);
}

/* ---- PNG and PDF ---- */

static void test_png(void **state)
{
	(void)state;
	struct jy_scene scene = lay(broadband_new(&arena), JY_THEME_LIGHT);
	struct jb_buf png;
	struct jb_text why = JB_TEXT("");
	jb_buf_init(&png, &arena);
	assert_int_equal(jy_scene_png(&scene, 2, &png, &why), JB_OK);
	assert_memory_equal(png.data, "\x89PNG\r\n\x1a\n", 8);
	const unsigned char *ihdr = (const unsigned char *)png.data + 16;
	unsigned width = (unsigned)ihdr[0] << 24 | (unsigned)ihdr[1] << 16 |
			 (unsigned)ihdr[2] << 8 | ihdr[3];
	assert_int_equal(width, (unsigned)ceil(2 * scene.width));
}

static void test_png_refuses_what_is_too_large(void **state)
{
	(void)state;
	struct jy_scene scene = lay(broadband_new(&arena), JY_THEME_LIGHT);
	struct jb_buf png;
	struct jb_text why = JB_TEXT("");
	jb_buf_init(&png, &arena);
	assert_int_equal(jy_scene_png(&scene, 1000, &png, &why), JB_TOO_LARGE);
	assert_non_null(strstr(jb_text_cstring(&arena, why), "take a scale of at most "));
	assert_int_equal(jy_scene_png(&scene, 0, &png, &why), JB_TOO_LARGE);
	assert_int_equal(jy_scene_png(&scene, (double)NAN, &png, &why), JB_TOO_LARGE);
	assert_int_equal(png.size, 0);
}

static void test_pdf_is_the_same_again(void **state)
{
	(void)state;
	struct jy_scene scene = lay(broadband_new(&arena), JY_THEME_PRINT);
	struct jb_buf one, two;
	struct jb_text why = JB_TEXT("");
	jb_buf_init(&one, &arena);
	jb_buf_init(&two, &arena);
	assert_int_equal(jy_scene_pdf(&scene, NULL, JY_TURN_AUTO, &one, &why), JB_OK);
	assert_int_equal(jy_scene_pdf(&scene, NULL, JY_TURN_AUTO, &two, &why), JB_OK);
	assert_memory_equal(one.data, "%PDF-", 5);
	assert_int_equal(one.size, two.size);
	assert_memory_equal(one.data, two.data, one.size);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_nasty_labels_are_text),
		TEST(test_tells_what_it_shows),
		TEST(test_styled),
		TEST(test_style),
		TEST(test_ids_are_unique),
		TEST(test_links),
		TEST(test_what_is_a_link),
		TEST(test_themes),
		TEST(test_png),
		TEST(test_png_refuses_what_is_too_large),
		TEST(test_pdf_is_the_same_again),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
