/*
 * Pictures on paper: nothing is lost, nothing is cut through that fits on a page, names are
 * repeated, and what is drawn lies on the paper; for every size, both ways, and hostile labels.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "diagram/blueprint.h"
#include "diagram/diagram.h"
#include "nasty.h"
#include "own_arena.h"

static const char *const sizes[] = {"a4", "a3", "a2", "a1", "letter", "tabloid"};

static struct jy_scene lay(struct broadband *b)
{
	const struct jy_picture_options options = {.overlay = &b->overlay, .portable_text = true};

	return broadband_map(&arena, b, &options);
}

static struct jy_pages pages_of(const struct jy_scene *scene, const char *size, enum jy_turn turn)
{
	struct jy_pages pages;
	struct jb_text why = {0};

	assert_int_equal(jy_pages_make(scene, jy_paper_named(jb_text_of(size)), turn, &pages, &why),
			 JB_OK);
	return pages;
}

static bool holds(const struct jy_rect *part, const struct jy_rect *r)
{
	return part->x <= r->x + 0.01 && r->x + r->w <= part->x + part->w + 0.01 &&
	       part->y <= r->y + 0.01 && r->y + r->h <= part->y + part->h + 0.01;
}

/* How many pages show all of the rectangle. */
static size_t shown(const struct jy_pages *pages, const struct jy_rect *r)
{
	size_t count = 0;

	for (size_t i = 0; i < pages->count; i++) {
		const struct jy_page *page = &pages->page[i];
		bool here = false;

		for (size_t k = 0; k < page->pieces.count; k++)
			here = here || holds(&page->pieces.at[k].part, r);
		count += here;
	}
	return count;
}

static void assert_on_paper(const struct jy_pages *pages)
{
	for (size_t i = 0; i < pages->count; i++)
		for (size_t k = 0; k < pages->page[i].pieces.count; k++) {
			const struct jy_piece *piece = &pages->page[i].pieces.at[k];

			assert_true(piece->scale <= JY_POINTS_PER_PIXEL + 1e-9);
			assert_true(piece->scale >= JY_POINTS_PER_PIXEL_LEAST - 1e-9);
			assert_true(piece->at.x >= -1e-6 && piece->at.y >= -1e-6);
			assert_true(piece->at.x + piece->part.w * piece->scale <=
				    pages->width + 1e-6);
			assert_true(piece->at.y + piece->part.h * piece->scale <=
				    pages->height + 1e-6);
		}
}

/* Of what belongs to a touchpoint all that fits on a page is whole somewhere. */
static void assert_whole(const struct jy_scene *scene, const struct jy_pages *pages)
{
	for (size_t i = 0; i < scene->shapes.count; i++) {
		const struct jy_shape *shape = &scene->shapes.at[i];
		bool small = shape->rect.w < 200 && shape->rect.h < 200;

		if (shape->group == 0 || !small ||
		    (shape->kind != JY_SHAPE_BOX && shape->kind != JY_SHAPE_TEXT))
			continue;
		assert_true(shown(pages, &shape->rect) >= 1);
	}
}

static void test_nothing_is_cut_through(void **state)
{
	(void)state;
	for (size_t i = 0; i < NASTY_COUNT; i += 3) {
		struct jy_scene scene = lay(nasty_new(&arena, i));

		for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++)
			for (int turn = JY_TURN_AUTO; turn <= JY_TURN_LANDSCAPE; turn++) {
				struct jy_pages pages =
					pages_of(&scene, sizes[k], (enum jy_turn)turn);

				assert_on_paper(&pages);
				assert_whole(&scene, &pages);
			}
		jb_arena_reset(&arena);
	}
}

static void test_the_way_the_paper_is_turned(void **state)
{
	struct jy_scene scene = lay(broadband_new(&arena));
	struct jy_pages upright = pages_of(&scene, "a4", JY_TURN_PORTRAIT);
	struct jy_pages lying = pages_of(&scene, "a4", JY_TURN_LANDSCAPE);
	struct jy_pages either = pages_of(&scene, "a4", JY_TURN_AUTO);

	(void)state;
	assert_true(upright.width < upright.height);
	assert_true(lying.width > lying.height);
	assert_true(either.count <= upright.count && either.count <= lying.count);
	assert_true(upright.count > 1);
	assert_int_equal(pages_of(&scene, "a1", JY_TURN_AUTO).count, 1);
}

static bool page_says(const struct jy_page *page, const char *words)
{
	for (size_t i = 0; i < page->pieces.count; i++) {
		const struct jy_scene *scene = page->pieces.at[i].scene;

		for (size_t k = 0; k < scene->shapes.count; k++)
			if (scene->shapes.at[k].kind == JY_SHAPE_TEXT &&
			    jb_text_is(scene->shapes.at[k].text, words))
				return true;
	}
	return false;
}

static void test_every_page_names_its_rows_and_stages(void **state)
{
	struct jy_scene scene = lay(broadband_new(&arena));
	struct jy_pages pages = pages_of(&scene, "a4", JY_TURN_PORTRAIT);
	char number[64];

	(void)state;
	for (size_t i = 0; i < pages.count; i++) {
		snprintf(number, sizeof number, "%zu of %zu", i + 1, pages.count);
		assert_true(page_says(&pages.page[i], number));
		assert_true(page_says(&pages.page[i], "Broadband fault repair"));
		assert_true(page_says(&pages.page[i], "Touchpoint"));
	}
	/* a stage that is cut is named on both pages */
	assert_true(page_says(&pages.page[0], "Get help"));
}

/* Two hundred touchpoints in one stage: its name stands on every page. */
static void test_a_long_stage(void **state)
{
	struct broadband *b = broadband_new(&arena);
	struct jy_touchpoint *many = JB_NEW_ARRAY(&arena, struct jy_touchpoint, 200);
	struct jy_scene scene;
	struct jy_pages pages;

	(void)state;
	for (int i = 0; i < 200; i++)
		many[i] = b->touchpoint[i % 9];
	b->stage[1].touchpoint = many;
	b->stage[1].touchpoint_count = 200;
	scene = lay(b);
	pages = pages_of(&scene, "a4", JY_TURN_LANDSCAPE);
	assert_on_paper(&pages);
	assert_whole(&scene, &pages);
	assert_true(pages.count > 20);
	for (size_t i = 1; i + 1 < pages.count / 2; i++)
		assert_true(page_says(&pages.page[i], "Get help"));
}

static struct jy_scene blueprint_of_many(struct broadband *b, size_t count)
{
	const struct jy_picture_options options = {.portable_text = true};
	struct jy_touchpoint *many = JB_NEW_ARRAY(&arena, struct jy_touchpoint, count);
	struct jy_scene scene;
	struct jb_text why;

	for (size_t i = 0; i < count; i++)
		many[i] = b->touchpoint[i % 9];
	b->stage[1].touchpoint = many;
	b->stage[1].touchpoint_count = count;
	jy_blueprint_scene(&arena, &b->model, &b->journey, &options, &scene, &why);
	return scene;
}

static struct jy_rect on_page(const struct jy_piece *piece)
{
	return (struct jy_rect){piece->at.x, piece->at.y, piece->part.w * piece->scale,
				piece->part.h * piece->scale};
}

/* The last piece of a page is its margin. */
static void assert_apart(const struct jy_page *page)
{
	for (size_t i = 0; i + 1 < page->pieces.count; i++)
		for (size_t k = 0; k < i; k++) {
			struct jy_rect a = on_page(&page->pieces.at[i]),
				       b = on_page(&page->pieces.at[k]);

			assert_false(a.x + 0.1 < b.x + b.w && b.x + 0.1 < a.x + a.w &&
				     a.y + 0.1 < b.y + b.h && b.y + 0.1 < a.y + a.h);
		}
}

/* A wide and low picture fills its pages with strips, each with the names of lanes and stages. */
static void test_strips_stand_below_each_other(void **state)
{
	struct jy_scene scene = blueprint_of_many(broadband_new(&arena), 60);
	struct jy_pages pages = pages_of(&scene, "a4", JY_TURN_PORTRAIT);
	size_t strips = 0, names = 0;

	(void)state;
	assert_on_paper(&pages);
	assert_whole(&scene, &pages);
	for (size_t i = 0; i < pages.count; i++) {
		const struct jy_page *page = &pages.page[i];

		assert_apart(page);
		for (size_t k = 0; k + 1 < page->pieces.count; k++) {
			strips +=
				page->pieces.at[k].part.x > 200 || page->pieces.at[k].part.w > 300;
			names += page->pieces.at[k].part.x == 0 && page->pieces.at[k].part.w < 300;
		}
	}
	assert_true(strips > 2 * pages.count);
	assert_true(names + 3 >= strips);
}

/* What stands above the map is whole on the first page, however wide the map is. */
static void test_the_head_is_on_the_first_page(void **state)
{
	struct jy_scene scene = lay(broadband_new(&arena));
	struct jy_pages pages = pages_of(&scene, "a4", JY_TURN_PORTRAIT);
	double top = scene.height;

	(void)state;
	for (size_t i = 0; i < scene.shapes.count; i++)
		if (scene.shapes.at[i].role == JY_ROLE_STAGE_1)
			top = scene.shapes.at[i].rect.y;
	for (size_t i = 0; i < scene.shapes.count; i++) {
		const struct jy_shape *shape = &scene.shapes.at[i];

		if (shape->kind == JY_SHAPE_TEXT && shape->rect.y < top - 10)
			assert_true(holds(&pages.page[0].pieces.at[0].part, &shape->rect));
	}
	assert_true(pages.count > 1);
}

/* In one row of pages none leaves room for the title, which stands on the first alone. */
static void test_later_pages_begin_at_their_top(void **state)
{
	struct broadband *b = broadband_new(&arena);
	struct jy_touchpoint *many = JB_NEW_ARRAY(&arena, struct jy_touchpoint, 40);
	struct jy_scene scene;
	struct jy_pages pages;

	(void)state;
	for (int i = 0; i < 40; i++)
		many[i] = b->touchpoint[i % 9];
	b->stage[1].touchpoint = many;
	b->stage[1].touchpoint_count = 40;
	scene = lay(b);
	pages = pages_of(&scene, "a3", JY_TURN_LANDSCAPE);
	assert_true(pages.count > 1);
	assert_on_paper(&pages);
	for (size_t i = 0; i < pages.count; i++) {
		double top = pages.height;

		for (size_t k = 0; k + 1 < pages.page[i].pieces.count; k++)
			top = fmin(top, pages.page[i].pieces.at[k].at.y);
		assert_true(top < 72 / 25.4 * 10 + 0.1);
	}
}

static void test_too_many_pages(void **state)
{
	struct broadband *b = broadband_new(&arena);
	struct jy_touchpoint *many = JB_NEW_ARRAY(&arena, struct jy_touchpoint, 6000);
	struct jy_scene scene;
	struct jy_pages pages;
	struct jb_text why = {0};

	(void)state;
	for (int i = 0; i < 6000; i++)
		many[i] = b->touchpoint[i % 9];
	b->stage[1].touchpoint = many;
	b->stage[1].touchpoint_count = 6000;
	scene = lay(b);
	assert_int_equal(
		jy_pages_make(&scene, jy_paper_named(JB_TEXT("a4")), JY_TURN_AUTO, &pages, &why),
		JB_TOO_LARGE);
	assert_true(
		jb_text_starts(why, JB_TEXT("the picture would take more than 500 pages of a4")));
	assert_int_equal(jy_pages_make(&scene, NULL, JY_TURN_AUTO, &pages, &why), JB_OK);
	assert_true(pages.width <= JY_PDF_SIDE_MAX);
}

static void test_names_of_paper(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
		assert_non_null(jy_paper_named(jb_text_of(sizes[i])));
	assert_null(jy_paper_named(JB_TEXT("fit")));
	assert_null(jy_paper_named(JB_TEXT("")));
}

static size_t count_of(const struct jb_buf *pdf, const char *word)
{
	size_t found = 0, size = strlen(word);

	for (size_t i = 0; i + size <= pdf->size; i++)
		found += memcmp(pdf->data + i, word, size) == 0;
	return found;
}

static void test_pdf_of_several_pages(void **state)
{
	struct jy_scene scene = lay(broadband_new(&arena));
	struct jy_pages pages = pages_of(&scene, "a4", JY_TURN_AUTO);
	const struct jy_paper *a4 = jy_paper_named(JB_TEXT("a4"));
	struct jb_buf one, two;
	struct jb_text why = {0};

	(void)state;
	jb_buf_init(&one, &arena);
	jb_buf_init(&two, &arena);
	assert_int_equal(jy_scene_pdf(&scene, a4, JY_TURN_AUTO, &one, &why), JB_OK);
	assert_int_equal(jy_scene_pdf(&scene, a4, JY_TURN_AUTO, &two, &why), JB_OK);
	assert_int_equal(one.size, two.size);
	assert_memory_equal(one.data, two.data, one.size);
	assert_int_equal(count_of(&one, "/Type /Page "), pages.count);
	assert_int_equal(count_of(&one, "/Subtype /Image"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_nothing_is_cut_through),
		TEST(test_the_way_the_paper_is_turned),
		TEST(test_every_page_names_its_rows_and_stages),
		TEST(test_a_long_stage),
		TEST(test_strips_stand_below_each_other),
		TEST(test_the_head_is_on_the_first_page),
		TEST(test_later_pages_begin_at_their_top),
		TEST(test_too_many_pages),
		TEST(test_names_of_paper),
		TEST(test_pdf_of_several_pages),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
