/* Sources of a journey text as the model has them: columns, rules, lets, windows; and that no text,
 * however large, breaks the limits. The messages themselves are tested in
 * tests/spec/check/data-*.journey. */
#include <stdlib.h>
#include <string.h>

#include "model/rows.h"
#include "data_model.h"
#include "testing.h"

static const struct jy_expr *let_of(const struct jy_source *source, const char *name)
{
	for (size_t i = 0; i < source->let_count; i++)
		if (jb_text_is(source->let[i]->decl.name, name))
			return source->let[i]->value;
	fail_msg("no let %s", name);
	return NULL;
}

static void columns_are_read_as_declared(void **state)
{
	struct modelled made;
	const struct jrt_column *column;

	(void)state;
	model_clean(&made, "source s {\n time at\n"
			   " column at timestamp as \"%d/%m/%Y %H:%M:%S\" zone Europe/London\n"
			   " column wait duration from \"Queue Time\" in minutes rounded down\n"
			   " column score rating 0..10 from 1..11 missing \"\", \"n/a\"\n"
			   " column part share in percent rounded to 0.1pp half even\n"
			   " column cost money in EUR\n"
			   " column outcome one of \"A\", \"B\"\n"
			   " column ok flag yes \"Y\" no \"N\"\n"
			   " column far text from column 14\n"
			   " column old date as \"%y%m%d\" years 1950 to 2049\n}\n");
	assert_int_equal(made.model->sources.at[0]->plain.column_count, 9);
	column = made.model->sources.at[0]->column;
	assert_int_equal(column[0].type, JRT_INSTANT);
	assert_true(jb_text_is(column[0].zone, "Europe/London"));
	assert_true(jb_text_is(column[0].header, "at"));
	assert_true(jb_text_is(column[1].header, "Queue Time"));
	assert_int_equal(column[1].scale_num, 60);
	assert_int_equal(column[1].rounding, JB_ROUND_DOWN);
	assert_int_equal(column[1].rounding_step, 60000000);
	assert_int_equal(column[2].shift, -1000000);
	assert_int_equal(column[2].high, 10000000);
	assert_int_equal(column[2].missing_count, 2);
	assert_int_equal(column[3].scale_den, 100);
	assert_int_equal(column[3].rounding_step, 1000);
	assert_int_equal(column[3].rounding, JB_ROUND_HALF_EVEN);
	assert_true(jb_text_is(column[4].currency, "EUR"));
	assert_int_equal(column[5].type, JRT_TEXT);
	assert_int_equal(column[5].one_of_count, 2);
	assert_int_equal(column[6].yes_count + column[6].no_count, 2);
	assert_int_equal(column[7].position, 14);
	assert_int_equal(column[7].header.size, 0);
	assert_int_equal(column[8].years_from, 1950);
	model_release(&made);
}

static void a_form_is_read_as_declared(void **state)
{
	struct modelled made;
	const struct jy_source *source;

	(void)state;
	model_clean(
		&made,
		"source s {\n format csv, separated by semicolon, decimal comma, encoding utf_16\n"
		" skip 3 lines\n covers 2026-01-01 to 2026-12-31\n tolerate at most 0.1% rejected "
		"rows\n each row covers month of m zone Europe/London\n column m date\n}\n");
	source = made.model->sources.at[0];
	assert_int_equal(source->plain.separator, ';');
	assert_int_equal(source->plain.decimal_point, ',');
	assert_int_equal(source->plain.encoding, JRT_UTF_16);
	assert_int_equal(source->plain.skip_lines, 3);
	assert_int_equal(source->plain.covers, JRT_COVERS_DATES);
	assert_int_equal(source->plain.covers_to - source->plain.covers_from, 364);
	assert_int_equal(source->plain.tolerated, 1000);
	assert_true(source->plain.row_covers);
	assert_int_equal(source->row_period.spec.unit, JRT_MONTH);
	assert_true(jb_text_is(source->covers_zone, "Europe/London"));
	assert_true(source->every.given);
	model_release(&made);
}

static void lets_stand_in_any_order_and_are_shared(void **state)
{
	struct modelled made;
	const struct jy_source *source;
	const struct jy_expr *late, *both;

	(void)state;
	model_clean(
		&made,
		"source s {\n time d\n column d date zone Europe/London\n column w duration in "
		"seconds\n"
		" let both = slow and late\n let late = slow or w > 5min\n let slow = w > 1min\n"
		" let also = slow\n}\n");
	source = made.model->sources.at[0];
	late = let_of(source, "late");
	both = let_of(source, "both");
	assert_int_equal(both->op, JRT_OP_AND);
	assert_ptr_equal(both->b, late);
	assert_ptr_equal(late->a, both->a);
	assert_true(jb_text_is(both->a->let->decl.name, "slow"));
	assert_int_equal(late->b->b->k, 300000000);
	assert_true(jb_text_is(let_of(source, "also")->let->decl.name, "also"));
	model_release(&made);
}

static void windows_keep_what_they_look_for(void **state)
{
	struct modelled made;
	const struct jy_expr *week, *days, *both;

	(void)state;
	model_clean(&made, "source s {\n time d\n column d date zone Europe/London\n column c "
			   "text\n column q text\n"
			   " let week = again by c, q within 7 days\n"
			   " let days = again by c among q is \"x\" within 7 calendar days\n"
			   " let both = week or days\n}\n");
	week = let_of(made.model->sources.at[0], "week");
	days = let_of(made.model->sources.at[0], "days");
	both = let_of(made.model->sources.at[0], "both");
	assert_int_equal(week->again->key_count, 2);
	assert_int_equal(week->again->length, INT64_C(604800000000));
	assert_null(week->again->among);
	assert_true(days->again->calendar_days);
	assert_int_equal(days->again->days, 7);
	assert_int_equal(days->again->among->op, JRT_OP_EQUAL);
	assert_true(both->looks_ahead);
	model_release(&made);
}

static void dates_count_days(void **state)
{
	struct modelled made;
	const struct jy_expr *later, *age;

	(void)state;
	model_clean(&made,
		    "source s {\n time a\n column a date zone Europe/London\n column b date\n"
		    " let later = a + 2 weeks\n let age = b - a\n let old = age > 3 days\n}\n");
	later = let_of(made.model->sources.at[0], "later");
	age = let_of(made.model->sources.at[0], "age");
	assert_int_equal(later->type, JRT_DATE);
	assert_int_equal(later->b->k, 14);
	assert_int_equal(age->type, JRT_DURATION);
	assert_int_equal(age->op, JRT_OP_MULTIPLY);
	/* One day through the machine's product of millionths is 86,400 seconds. */
	assert_int_equal(age->b->k / JB_FIX_ONE, INT64_C(86400000000));
	model_release(&made);
}

static void requirements_have_their_fates(void **state)
{
	struct modelled made;
	const struct jy_source *source;

	(void)state;
	model_clean(&made, "source s {\n time d\n column d date zone Europe/London\n column w "
			   "duration in seconds\n"
			   " ignore where w is missing\n require w >= 0s else make w missing\n"
			   " require w < 2h else warn, at most 1% of rows\n require w < 3h\n}\n");
	source = made.model->sources.at[0];
	assert_int_equal(source->ignore_count, 1);
	assert_int_equal(source->require_count, 3);
	assert_int_equal(source->require[0].fate, JRT_MAKE_MISSING);
	assert_int_equal(source->require[0].column, 1);
	assert_int_equal(source->require[1].fate, JRT_WARN);
	assert_int_equal(source->require[1].tolerated, 10000);
	assert_int_equal(source->require[2].fate, JRT_REJECT_ROW);
	assert_int_equal(source->require[2].tolerated, -1);
	assert_true(jb_text_is(source->require[2].text, "w < 3h"));
	model_release(&made);
}

static void texts_are_compared_in_their_normal_form(void **state)
{
	struct modelled made;
	const struct jrt_column *column;

	(void)state;
	/* e and a combining acute in the list, é in the condition. */
	model_clean(&made,
		    "source s {\n time d\n column d date zone Europe/London\n"
		    " column c one of \"caf\x65\xcc\x81\"\n let it = c is \"caf\xc3\xa9\"\n}\n");
	column = &made.model->sources.at[0]->column[1];
	assert_true(jb_text_is(column->one_of[0], "caf\xc3\xa9"));
	model_release(&made);
}

static void instants_stand_on_the_clock_of_their_column(void **state)
{
	struct modelled made;
	const struct jy_expr *summer, *utc;

	(void)state;
	model_clean(&made,
		    "source s {\n time t\n column t timestamp as \"%d/%m/%Y %H:%M\" zone "
		    "Europe/London\n"
		    " let summer = t >= 2026-07-01T08:00\n let utc = t >= 2026-07-01T08:00Z\n}\n");
	summer = let_of(made.model->sources.at[0], "summer");
	utc = let_of(made.model->sources.at[0], "utc");
	assert_int_equal(utc->b->k - summer->b->k, INT64_C(3600000000));
	model_release(&made);
}

/* ---- limits ---- */

static void chains_and_lists_end(void **state)
{
	struct modelled made;
	struct jb_arena arena;
	struct jb_buf text;

	(void)state;
	jb_arena_init(&arena, NULL);
	jb_buf_init(&text, &arena);
	jb_buf_add_string(
		&text, "source s {\n time d\n column d date zone Europe/London\n column f flag\n");
	for (int i = 0; i < 5000; i++)
		jb_buf_printf(&text, " let a%d = a%d or f\n", i, i + 1);
	jb_buf_add_string(&text, " let a5000 = f\n}\n");
	model_text(&made, jb_buf_text(&text));
	assert_int_equal(made.diags.error_count, 1);
	assert_non_null(strstr(made.lines.data, "deeper than 500"));
	model_release(&made);

	jb_buf_reset(&text);
	jb_buf_add_string(&text,
			  "source s {\n time d\n column d date zone Europe/London\n column f text\n"
			  " let any = f is one of \"0\"");
	for (int i = 1; i < 5000; i++)
		jb_buf_printf(&text, ", \"%d\"", i);
	jb_buf_add_string(&text, "\n}\n");
	model_text(&made, jb_buf_text(&text));
	assert_int_equal(made.diags.error_count, 0);
	assert_true(let_of(made.model->sources.at[0], "any")->depth < 20);
	model_release(&made);
	jb_arena_release(&arena);
}

static void windows_are_counted(void **state)
{
	struct modelled made;
	struct jb_arena arena;
	struct jb_buf text;

	(void)state;
	jb_arena_init(&arena, NULL);
	jb_buf_init(&text, &arena);
	jb_buf_add_string(
		&text, "source s {\n time d\n column d date zone Europe/London\n column c text\n");
	for (int i = 0; i < JY_WINDOWS_MAX + 3; i++)
		jb_buf_printf(&text, " let w%d = again by c within %d days\n", i, i + 1);
	jb_buf_add_string(&text, "}\n");
	model_text(&made, jb_buf_text(&text));
	assert_int_equal(made.diags.error_count, 1);
	assert_non_null(strstr(made.lines.data, "more than 64 windows"));
	model_release(&made);
	jb_arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(columns_are_read_as_declared),
		cmocka_unit_test(a_form_is_read_as_declared),
		cmocka_unit_test(lets_stand_in_any_order_and_are_shared),
		cmocka_unit_test(windows_keep_what_they_look_for),
		cmocka_unit_test(dates_count_days),
		cmocka_unit_test(requirements_have_their_fates),
		cmocka_unit_test(texts_are_compared_in_their_normal_form),
		cmocka_unit_test(instants_stand_on_the_clock_of_their_column),
		cmocka_unit_test(chains_and_lists_end),
		cmocka_unit_test(windows_are_counted),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
