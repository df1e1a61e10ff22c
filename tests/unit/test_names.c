/* Names of a program: made, found by their paths, given way to, and reported once when nobody has
 * them. */
#include <stdlib.h>
#include <string.h>

#include "data_model.h"
#include "model/model.h"
#include "testing.h"

static const struct jy_touchpoint *touchpoint(const struct modelled *made, size_t stage, size_t i)
{
	return &made->model->journeys.at[0]->stage[stage].touchpoint[i];
}

static void a_name_is_made_from_the_title(void **state)
{
	struct modelled made;

	(void)state;
	model_clean(&made, "journey j {\n stage one {\n"
			   "  touchpoint \"Check the status page!\"\n"
			   "  touchpoint \"Check the status page\"\n"
			   "  touchpoint check_the_status_page_2 \"Written\"\n"
			   "  touchpoint \"Überweisung 24\"\n"
			   "  touchpoint \"…\"\n }\n}\n");
	assert_true(jb_text_is(touchpoint(&made, 0, 0)->decl.name, "check_the_status_page"));
	assert_true(jb_text_is(touchpoint(&made, 0, 1)->decl.name, "check_the_status_page_3"));
	assert_true(jb_text_is(touchpoint(&made, 0, 2)->decl.name, "check_the_status_page_2"));
	assert_true(jb_text_is(touchpoint(&made, 0, 3)->decl.name, "Überweisung_24"));
	assert_true(jb_text_is(touchpoint(&made, 0, 4)->decl.name, "touchpoint"));
	model_release(&made);
}

static void a_path_leads_to_its_touchpoint(void **state)
{
	struct modelled made;
	const struct jy_touchpoint *first;

	(void)state;
	model_clean(&made,
		    "journey j {\n stage one {\n"
		    "  touchpoint a { then b when \"1\", j.b when \"2\", j.two.b, k.a }\n }\n"
		    " stage two {\n  touchpoint b\n }\n}\n"
		    "journey k {\n stage one {\n  touchpoint a\n }\n}\n");
	first = touchpoint(&made, 0, 0);
	assert_int_equal(first->next_count, 4);
	for (size_t i = 0; i < 3; i++)
		assert_ptr_equal(first->next[i].touchpoint, touchpoint(&made, 1, 0));
	assert_ptr_equal(first->next[3].touchpoint,
			 &made.model->journeys.at[1]->stage[0].touchpoint[0]);
	model_release(&made);
}

static void an_unknown_name_is_one_report(void **state)
{
	struct modelled made;
	const struct jy_diag *diag;

	(void)state;
	model_text(&made, JB_TEXT("brand northwind\njourney j {\n brand nothwind\n stage one {\n"
				  "  touchpoint a { delivered by nothwind }\n"
				  "  touchpoint b { delivered by nothwind }\n }\n}\n"));
	assert_int_equal(made.diags.error_count, 1);
	diag = &made.diags.list.at[0];
	assert_true(jb_text_is(diag->message, "no brand is called `nothwind`"));
	assert_int_equal(diag->labels.count, 2);
	assert_int_equal(diag->fixes.count, 3);
	assert_true(jb_text_is(diag->fixes.at[2].replacement, "northwind"));
	assert_false(made.model->complete);
	model_release(&made);
}

static void a_name_of_another_kind_is_said_so(void **state)
{
	struct modelled made;

	(void)state;
	model_text(&made, JB_TEXT("partner acme\nattribute a { measured by acme }\n"));
	assert_int_equal(made.diags.list.count, 1);
	assert_true(jb_text_is(made.diags.list.at[0].message, "`acme` is a partner, not a metric"));
	assert_int_equal(made.diags.list.at[0].labels.at[0].span.begin, strlen("partner "));
	model_release(&made);
}

/* And what of it nobody uses is no part of the program. */
static void the_library_gives_way(void **state)
{
	static const char *const texts[] = {
		"attribute speed \"The library's\"\nattribute effort\nattribute unused\n",
		"attribute speed \"Ours\"\njourney j {\nstage s {\ntouchpoint t {\ncustomer acts\n"
		"peak +1 about effort\n}\n}\n}\n"};
	struct modelled made;
	struct jy_file file[2];
	struct jy_unit unit[2] = {{.library = true}, {.library = false}};
	struct jy_model *model;

	(void)state;
	model_clean(&made, "");
	for (size_t i = 0; i < 2; i++) {
		assert_true(jy_file_init(&file[i], &made.arena, JB_TEXT("x.journey"),
					 jb_text_of(texts[i]), &made.diags));
		unit[i].file = &file[i];
		unit[i].parsed = jy_parse(&file[i], &made.arena, &made.diags);
	}
	model = jy_model_make(&made.arena, unit, 2, &made.diags);
	assert_int_equal(made.diags.list.count, 0);
	assert_int_equal(model->attributes.count, 2);
	assert_true(jb_text_is(model->attributes.at[0]->decl.title, "Ours"));
	assert_true(jb_text_is(model->attributes.at[1]->decl.name, "effort"));
	model_release(&made);
}

static void two_of_one_name_show_both_places(void **state)
{
	struct modelled made;

	(void)state;
	model_text(&made, JB_TEXT("brand b\nbrand b\n"));
	assert_int_equal(made.diags.list.count, 1);
	assert_true(jb_text_is(made.diags.list.at[0].message, "two brands are called `b`"));
	assert_int_equal(made.diags.list.at[0].span.begin, strlen("brand b\nbrand "));
	assert_int_equal(made.diags.list.at[0].labels.at[0].span.begin, strlen("brand "));
	assert_int_equal(made.model->brands.count, 1);
	model_release(&made);
}

/* A thousand unknown names among thousands must not take minutes. */
static void many_unknown_names_take_no_time(void **state)
{
	struct modelled made;
	struct jb_arena arena;
	struct jb_buf text;

	(void)state;
	jb_arena_init(&arena, NULL);
	jb_buf_init(&text, &arena);
	for (int i = 0; i < 3000; i++)
		jb_buf_printf(&text, "attribute known_%d { measured by unknown_%d }\n", i, i);
	model_text(&made, jb_buf_text(&text));
	assert_int_equal(made.diags.error_count, 3000);
	assert_int_equal(made.diags.list.count, JY_DIAGS_KEPT);
	model_release(&made);
	jb_arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_name_is_made_from_the_title),
		cmocka_unit_test(a_path_leads_to_its_touchpoint),
		cmocka_unit_test(an_unknown_name_is_one_report),
		cmocka_unit_test(a_name_of_another_kind_is_said_so),
		cmocka_unit_test(the_library_gives_way),
		cmocka_unit_test(two_of_one_name_show_both_places),
		cmocka_unit_test(many_unknown_names_take_no_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
