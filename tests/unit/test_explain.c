/*
 * The pages within the program: how they are found, that each has what a page has, and how one
 * looks on a terminal and to a program.
 */
#include <jansson.h>
#include <string.h>

#include "base/arena.h"
#include "explain/show.h"
#include "testing.h"

static const struct jy_page *found(const char *id)
{
	return jy_explain_find(jb_text_of(id));
}

static void a_code_is_found_however_it_is_written(void **state)
{
	static const char *const ways[] = {"J0301", "j0301", "0301", "301", "j301", "J301"};
	const struct jy_page *page = found("J0301");

	(void)state;
	assert_non_null(page);
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
		assert_ptr_equal(found(ways[i]), page);
}

static void what_is_no_code_is_not_found(void **state)
{
	static const char *const none[] = {"",	    "J",     "J0",	   "J9999",
					   "30",    "3010",  "J0301x",	   "x0301",
					   "J-301", "J 301", "00000301000"};

	(void)state;
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		assert_null(found(none[i]));
}

static void the_nearest_id_is_named(void **state)
{
	struct jb_arena arena;

	(void)state;
	jb_arena_init(&arena, NULL);
	assert_string_equal(jy_explain_nearest(&arena, JB_TEXT("J03O1")), "J0301");
	assert_string_equal(jy_explain_nearest(&arena, JB_TEXT("a whole sentence")), "");
	jb_arena_release(&arena);
}

static void every_page_has_every_field(void **state)
{
	size_t count;
	const struct jy_page *pages = jy_explain_all(&count);

	(void)state;
	assert_true(count > 0);
	for (size_t i = 0; i < count; i++) {
		const struct jy_page *page = &pages[i];

		if (!*page->title || !page->what.size || !page->why.size || !page->wrong.size ||
		    !page->source.size || !jy_explain_family(page).size)
			fail_msg("%s lacks something", page->id);
		assert_ptr_equal(found(page->id), page);
	}
}

static void a_family_stands_together(void **state)
{
	size_t count;
	const struct jy_page *pages = jy_explain_all(&count);

	(void)state;
	for (size_t i = 0; i < count; i++)
		for (size_t k = i + 2; k < count; k++)
			if (jb_text_equal(jy_explain_family(&pages[i]),
					  jy_explain_family(&pages[k])))
				assert_true(jb_text_equal(jy_explain_family(&pages[k - 1]),
							  jy_explain_family(&pages[k])));
}

static void a_page_is_cut_at_its_headings(void **state)
{
	const struct jy_page *page = found("J0206");

	(void)state;
	assert_non_null(page);
	assert_true(jb_text_starts(page->what, JB_TEXT("A criterion says")));
	assert_true(jb_text_is(page->wrong, "success service_level >= 80% every month"));
	assert_true(jb_text_starts(page->wrong_says, JB_TEXT("1:23: error[J0206]: ")));
	assert_true(jb_text_is(page->right, "success service_level at least 80% every month"));
	assert_true(jb_text_starts(page->markdown, JB_TEXT("# J0206: ")));
}

static void a_page_is_shown_without_its_marks(void **state)
{
	static const struct jy_page page = {
		.markdown = {.at = "# J0999: a title\n\nOne [link](../x.md#y) and [none] in\ntwo "
				   "lines.\n\n* a point that goes on\n  and ends\n* another\n\n## "
				   "Wrong\n\n```journey frame-x\n  deep # "
				   "mark\n\nend\n```\n\n```csv file=a.csv\nid\n```\n"}};
	struct jy_page own = page;
	struct jb_arena arena;
	struct jb_buf out;

	(void)state;
	own.markdown.size = strlen(own.markdown.at);
	jb_arena_init(&arena, NULL);
	jb_buf_init(&out, &arena);
	jy_explain_show(&out, &own, false);
	jb_buf_add_byte(&out, '\0');
	assert_string_equal(out.data, "J0999: a title\n\nOne link and [none] in two lines.\n\n"
				      "* a point that goes on and ends\n* another\n\nWrong\n\n"
				      "      deep # mark\n\n    end\n\na.csv:\n    id\n");
	jb_arena_release(&arena);
}

static void lines_are_filled_to_the_width(void **state)
{
	size_t count;
	const struct jy_page *pages = jy_explain_all(&count);
	struct jb_arena arena;
	struct jb_buf out;

	(void)state;
	jb_arena_init(&arena, NULL);
	jb_buf_init(&out, &arena);
	jy_explain_show(&out, &pages[0], false);
	for (size_t at = 0, end; at < out.size; at = end + 1) {
		for (end = at; end < out.size && out.data[end] != '\n';)
			end++;
		assert_true(end - at <= JY_EXPLAIN_WIDTH || out.data[at] == ' ' ||
			    !memchr(out.data + at, ' ', end - at));
	}
	jb_arena_release(&arena);
}

static void a_page_is_json(void **state)
{
	const struct jy_page *page = found("J0113");
	struct jb_arena arena;
	struct jb_buf out;
	json_t *read;

	(void)state;
	jb_arena_init(&arena, NULL);
	jb_buf_init(&out, &arena);
	jy_explain_json(&out, page);
	read = json_loadb(out.data, out.size, 0, NULL);
	assert_non_null(read);
	assert_string_equal(json_string_value(json_object_get(read, "id")), "J0113");
	assert_int_equal(json_string_length(json_object_get(read, "wrong")), page->wrong.size);
	json_decref(read);
	jb_arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_code_is_found_however_it_is_written),
		cmocka_unit_test(what_is_no_code_is_not_found),
		cmocka_unit_test(the_nearest_id_is_named),
		cmocka_unit_test(every_page_has_every_field),
		cmocka_unit_test(a_family_stands_together),
		cmocka_unit_test(a_page_is_cut_at_its_headings),
		cmocka_unit_test(a_page_is_shown_without_its_marks),
		cmocka_unit_test(lines_are_filled_to_the_width),
		cmocka_unit_test(a_page_is_json),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
