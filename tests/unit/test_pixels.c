/*
 * What is drawn, pixel by pixel: no text leaves its card, whatever the label and the script. Each
 * text is drawn alone, once as it is and once with all but its room painted over: both must be the
 * same picture. Fonts are the machine's, measured by pango.
 */
#include <string.h>

#include "diagram/diagram.h"
#include "nasty.h"
#include "own_arena.h"

/* Around the room, and what smooth edges may reach over. */
#define AROUND 24.0
#define EDGE 3.0
/* A line without a card may have accents that reach into the air above: so many em. */
#define EDGE_LINE 0.6
/* Of the texts of a picture every so many-th is looked at: each label stands in it dozens of
 * times. */
#define SAMPLE 7

static struct jy_scene lay(struct broadband *b)
{
	const struct jy_picture_options options = {.overlay = &b->overlay, .theme = JY_THEME_PRINT};

	return broadband_map(&arena, b, &options);
}

/* The text alone, its room at (AROUND, AROUND). */
static struct jy_scene alone(const struct jy_shape *text)
{
	double x = AROUND - text->room.x, y = AROUND - text->room.y;
	struct jy_scene scene;
	struct jy_shape *shape;

	jy_scene_init(&scene, &arena);
	scene.theme = JY_THEME_PRINT;
	scene.id = JB_TEXT("alone");
	scene.width = text->room.w + 2 * AROUND;
	scene.height = text->room.h + 2 * AROUND;
	shape = jb_push(&arena, &scene.shapes);
	*shape = *text;
	shape->group = shape->label_of = 0;
	shape->rect.x += x;
	shape->rect.y += y;
	shape->baseline += y;
	return scene;
}

/* White over all but the room. */
static void paint_over(struct jy_scene *scene)
{
	double w = scene->width, h = scene->height;
	const struct jy_look *look = jy_role_look(scene->shapes.at[0].role);
	bool card = h - 2 * AROUND > 1.3 * jy_line_height(scene->shapes.at[0].role);
	double a = AROUND - EDGE, b = AROUND - (card ? EDGE : EDGE_LINE * look->font_size);
	const struct jy_rect side[] = {
		{0, 0, w, b}, {0, h - b, w, b}, {0, 0, a, h}, {w - a, 0, a, h}};

	for (size_t i = 0; i < 4; i++)
		jy_scene_box(scene, JY_ROLE_PAGE, side[i], 0);
}

static struct jb_text png_of(const struct jy_scene *scene)
{
	struct jb_buf png;
	struct jb_text why = {0};

	jb_buf_init(&png, &arena);
	assert_int_equal(jy_scene_png(scene, 1, &png, &why), JB_OK);
	return jb_buf_text(&png);
}

static bool stays_in_its_room(const struct jy_shape *text)
{
	struct jy_scene free_one = alone(text), held = alone(text);

	paint_over(&held);
	return jy_png_is_same(&arena, png_of(&free_one), png_of(&held));
}

static unsigned leave(const struct jy_scene *scene)
{
	unsigned texts = 0, bad = 0;

	for (size_t i = 0; i < scene->shapes.count; i++) {
		const struct jy_shape *shape = &scene->shapes.at[i];

		if (shape->kind != JY_SHAPE_TEXT || shape->room.w <= 0 || texts++ % SAMPLE != 0 ||
		    stays_in_its_room(shape))
			continue;
		bad++;
		print_error("%s leaves its room of %.0f by %.0f: %.*s\n",
			    jy_role_look(shape->role)->name, shape->room.w, shape->room.h,
			    JB_ARG(shape->text));
	}
	return bad;
}

static void test_no_text_leaves_its_card(void **state)
{
	unsigned bad = 0;

	(void)state;
	for (size_t i = 0; i < NASTY_COUNT; i++) {
		struct jy_scene scene = lay(nasty_new(&arena, i));

		bad += leave(&scene);
		jb_arena_reset(&arena);
	}
	assert_int_equal(bad, 0);
}

/* The test sees a text that does leave. */
static void test_what_leaves_is_seen(void **state)
{
	struct jy_scene scene;
	struct jy_shape *text;

	(void)state;
	jy_scene_init(&scene, &arena);
	jy_scene_text(&scene, JY_ROLE_T_CARD, (struct jy_rect){0, 0, 60, 17}, JY_ANCHOR_START,
		      (struct jy_line){JB_TEXT("much wider than that"), 60},
		      (struct jy_rect){0, 0, 60, 17}, 0);
	text = &scene.shapes.at[0];
	assert_false(stays_in_its_room(text));
	text->room.w = 300;
	assert_true(stays_in_its_room(text));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_no_text_leaves_its_card),
		TEST(test_what_leaves_is_seen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
