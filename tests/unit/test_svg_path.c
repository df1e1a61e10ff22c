/*
 * Paths of pictures in a page: what they say in few bytes is what they were told, to a tenth of a
 * pixel, with no error that adds up.
 */
#include "base/buf.h"
#include "diagram/svg_path.h"
#include "own_arena.h"

static struct jb_buf out;

static struct svg_path fresh(void)
{
	jb_buf_init(&out, &arena);
	return (struct svg_path){.out = &out};
}

static void lines_are_level_or_upright_or_slanted(void **state)
{
	struct svg_path path = fresh();

	(void)state;
	svg_path_move(&path, (struct jy_point){1, 2.5});
	svg_path_line(&path, (struct jy_point){4, 2.5});
	svg_path_line(&path, (struct jy_point){4, 2.5});
	svg_path_line(&path, (struct jy_point){4, -1});
	svg_path_line(&path, (struct jy_point){3.5, 0});
	svg_path_line(&path, (struct jy_point){2, -1});
	svg_path_close(&path);
	assert_string_equal(jb_buf_text(&out).at, "M1 2.5h3v-3.5l-0.5 1l-1.5-1Z");
}

static void rounding_does_not_add_up(void **state)
{
	struct svg_path path = fresh();

	(void)state;
	svg_path_move(&path, (struct jy_point){0, 0});
	for (int i = 1; i <= 6; i++)
		svg_path_line(&path, (struct jy_point){i * 0.04, 0});
	assert_string_equal(jb_buf_text(&out).at, "M0 0h0.1h0.1");
}

static void bows_that_are_straight_are_lines(void **state)
{
	struct svg_path path = fresh();
	const struct jy_point level[] = {{1, 0}, {2, 0}, {3, 0}};
	const struct jy_point there_and_back[] = {{9, 0}, {9, 0}, {4, 0}};
	const struct jy_point bent[] = {{4, -2}, {6, 0}, {6, 2}};

	(void)state;
	svg_path_move(&path, (struct jy_point){0, 0});
	svg_path_bow(&path, level);
	svg_path_bow(&path, there_and_back);
	svg_path_bow(&path, bent);
	assert_string_equal(jb_buf_text(&out).at, "M0 0h3c6 0 6 0 1 0c0-2 2 0 2 2");
}

static void circles_are_two_halves(void **state)
{
	struct svg_path path = fresh();

	(void)state;
	svg_path_circle(&path, (struct jy_point){10, 20}, 2.3);
	assert_string_equal(jb_buf_text(&out).at,
			    "M7.7 20a2.3 2.3 0 0 0 4.6 0a2.3 2.3 0 0 0-4.6 0");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(lines_are_level_or_upright_or_slanted),
		TEST(rounding_does_not_add_up),
		TEST(bows_that_are_straight_are_lines),
		TEST(circles_are_two_halves),
	};

	return cmocka_run_group_tests_name("svg_path", tests, NULL, NULL);
}
