/*
 * Emoji in a PNG are in colour and where the SVG has them; text without any is left to librsvg.
 */
#include "draw/emoji.h"

#include <cairo.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "diagram/diagram.h"
#include "diagram/measure.h"
#include "own_arena.h"

#define SIDE 60

static struct jy_scene scene_of(const char *text, enum jy_anchor anchor)
{
	struct jy_scene scene;
	struct jy_measure *measure = jy_measure_new(&arena, false);
	struct jy_rect box = {0, 0, SIDE, SIDE};
	struct jy_line line = {jb_text_of(text),
			       jy_measure_width(measure, jb_text_of(text), JY_ROLE_T_TITLE)};
	jy_measure_free(measure);
	jy_scene_init(&scene, &arena);
	scene.width = scene.height = SIDE;
	jy_scene_box(&scene, JY_ROLE_PAGE, box, 0);
	jy_scene_text(&scene, JY_ROLE_T_TITLE, box, anchor, line, box, 0);
	return scene;
}

struct reading {
	const struct jb_buf *png;
	size_t at;
};

static cairo_status_t read_png(void *user, unsigned char *into, unsigned int size)
{
	struct reading *reading = user;
	memcpy(into, reading->png->data + reading->at, size);
	reading->at += size;
	return CAIRO_STATUS_SUCCESS;
}

/* How many pixels have a colour, and the middle of them from left to right; -1: none has. */
static int coloured(const struct jy_scene *scene, double *middle)
{
	struct jb_buf png;
	struct jb_text why;
	jb_buf_init(&png, &arena);
	assert_int_equal(jy_scene_png(scene, 1, &png, &why), JB_OK);
	struct reading reading = {&png, 0};
	cairo_surface_t *surface = cairo_image_surface_create_from_png_stream(read_png, &reading);
	const unsigned char *data = cairo_image_surface_get_data(surface);
	int count = 0;
	double sum = 0;
	for (int y = 0; y < SIDE; y++)
		for (int x = 0; x < SIDE; x++) {
			const unsigned char *pixel =
				data + y * cairo_image_surface_get_stride(surface) + 4 * x;
			if (abs(pixel[0] - pixel[2]) + abs(pixel[1] - pixel[2]) < 60)
				continue;
			count++;
			sum += x;
		}
	cairo_surface_destroy(surface);
	*middle = count > 0 ? sum / count : -1;
	return count;
}

static void test_emoji_are_in_colour(void **state)
{
	static const struct {
		const char *text;
		enum jy_anchor anchor;
		double middle;
	} cases[] = {
		{"\U0001f30d", JY_ANCHOR_START, 12},	{"\U0001f30d", JY_ANCHOR_MIDDLE, 30},
		{"\U0001f30d", JY_ANCHOR_END, 48},	{"\u2705", JY_ANCHOR_MIDDLE, 30},
		{"\u260e\ufe0f", JY_ANCHOR_MIDDLE, 30},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct jy_scene scene = scene_of(cases[i].text, cases[i].anchor);
		double middle;
		assert_ptr_not_equal(jy_emoji_without(&scene), &scene);
		assert_true(coloured(&scene, &middle) > 20);
		assert_true(fabs(middle - cases[i].middle) < 3);
	}
}

static void test_plain_text_is_left_alone(void **state)
{
	static const char *const texts[] = {"Call", "\u2192 \u25b2 \u25cf", "\u8a9e\U00020000", ""};
	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct jy_scene scene = scene_of(texts[i], JY_ANCHOR_MIDDLE);
		double middle;
		assert_ptr_equal(jy_emoji_without(&scene), &scene);
		assert_int_equal(coloured(&scene, &middle), 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_emoji_are_in_colour),
		TEST(test_plain_text_is_left_alone),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
