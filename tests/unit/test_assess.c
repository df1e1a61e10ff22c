/*
 * Scores, gates and the order of candidates, against figures worked out by hand.
 */
#include <stdlib.h>
#include <stdio.h>
#include <string.h>

#include "assess/assess.h"
#include "data_model.h"
#include "time/civil.h"
#include "testing.h"

static const char framework[] = "partner a\npartner b\npartner c\npartner d\n"
				"framework f {\n"
				"  rating 0..4\n"
				"  theme scale {\n    weight 50%\n    question regions \"?\" "
				"weight 2\n    question spare \"?\"\n"
				"    question \"Talked about, not rated\"\n  }\n"
				"  theme people { weight 30% }\n"
				"  theme value { weight 20% }\n"
				"  theme value after the other themes\n"
				"  gate every theme at least 2, people at least 3\n"
				"}\n";

static void assess(struct modelled *made, struct jy_assessed *out, const char *assessments)
{
	static char text[4096]; /* the model keeps its texts */

	snprintf(text, sizeof text, "%s%s", framework, assessments);
	model_clean(made, text);
	jy_assess(&made->arena, made->model, true, (int32_t)jrt_civil_days(2026, 6, 1), out);
}

static const struct jy_candidate *candidate(const struct jy_assessed *assessed, const char *name)
{
	for (size_t i = 0; i < assessed->fields.at[0].candidates.count; i++)
		if (jb_text_is(assessed->fields.at[0].candidates.at[i].assessment->decl.name, name))
			return &assessed->fields.at[0].candidates.at[i];
	fail_msg("no candidate %s", name);
	return NULL;
}

/* (2 x 4 + 1 x 2) / 3 = 3.333333; (0.5 x 3.333333 + 0.3 x 3) / 0.8 = 3.208333. */
static void weights(void **state)
{
	struct modelled made;
	struct jy_assessed assessed;
	const struct jy_candidate *one;

	assess(&made, &assessed,
	       "assessment x {\n of a against f\n question scale.regions 4\n question scale.spare "
	       "2\n"
	       " theme people 3\n theme value 4\n}\n");
	one = candidate(&assessed, "x");
	assert_int_equal(one->theme[0].score, 3333333);
	assert_int_equal(one->score, 3208333);
	assert_true(one->in_full && one->gate_passed);
	assert_int_equal(one->rank, 1);
	model_release(&made);
	(void)state;
}

/* What is not assessed, or has run out, is no zero and no pass. */
static void gaps(void **state)
{
	struct modelled made;
	struct jy_assessed assessed;
	const struct jy_candidate *one;

	assess(&made, &assessed,
	       "assessment x {\n of a against f\n question scale.regions 4\n theme people 3\n}\n"
	       "assessment y {\n of b against f\n theme scale 4 until 2026-05-31\n theme people "
	       "3\n}\n"
	       "assessment z {\n of c against f\n valid until 2026-05-31\n theme scale 4\n"
	       " theme people 4\n}\n"
	       "assessment w {\n of d against f\n theme scale 4 until 2026-06-01\n theme people "
	       "3\n}\n");
	one = candidate(&assessed, "x");
	assert_int_equal(one->theme[0].standing, JY_IN_PART);
	assert_int_equal(one->theme[0].covered, 666667); /* 2 of 3 */
	assert_false(one->gate_passed);
	one = candidate(&assessed, "y");
	assert_int_equal(one->theme[0].standing, JY_RAN_OUT);
	assert_int_equal(one->score, 3000000);
	assert_false(one->gate_passed);
	one = candidate(&assessed, "z");
	assert_true(one->ran_out);
	assert_false(one->has_score);
	one = candidate(&assessed, "w"); /* its last day */
	assert_true(one->gate_passed);
	assert_int_equal(one->rank, 1);
	model_release(&made);
	(void)state;
}

/* A gate looks at the score before it is rounded: (2 x 2 + 1 x 1.999999) / 3 is below 2. */
static void gate_is_exact(void **state)
{
	struct modelled made;
	struct jy_assessed assessed;

	assess(&made, &assessed,
	       "assessment x {\n of a against f\n question scale.regions 2\n"
	       " question scale.spare 1.999999\n theme people 3\n}\n"
	       "assessment y {\n of b against f\n theme scale 2\n theme people 2.999999\n}\n"
	       "assessment z {\n of c against f\n theme scale 2\n theme people 3\n}\n");
	assert_int_equal(candidate(&assessed, "x")->theme[0].score, 2000000);
	assert_false(candidate(&assessed, "x")->gate_passed);
	assert_false(candidate(&assessed, "y")->gate_passed);
	assert_true(candidate(&assessed, "z")->gate_passed);
	model_release(&made);
	(void)state;
}

static void order(void **state)
{
	struct modelled made;
	struct jy_assessed assessed;
	const struct jy_field *field;

	assess(&made, &assessed,
	       "assessment low {\n of a against f\n theme scale 2\n theme people 3\n}\n"
	       "assessment shut {\n of b against f\n theme scale 4\n theme people 2\n}\n"
	       "assessment high_b {\n of c against f\n theme scale 4\n theme people 4\n}\n"
	       "assessment high_a {\n of d against f\n theme scale 4\n theme people 4\n}\n");
	field = &assessed.fields.at[0];
	assert_true(jb_text_is(field->candidates.at[0].assessment->decl.name, "high_a"));
	assert_true(jb_text_is(field->candidates.at[1].assessment->decl.name, "high_b"));
	assert_int_equal(field->candidates.at[0].rank, 1);
	assert_int_equal(field->candidates.at[1].rank, 1); /* equal scores share a rank */
	assert_int_equal(field->candidates.at[2].rank, 3);
	assert_true(jb_text_is(field->candidates.at[3].assessment->decl.name, "shut"));
	assert_int_equal(field->candidates.at[3].rank, 0);
	model_release(&made);
	(void)state;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(weights),
		cmocka_unit_test(gaps),
		cmocka_unit_test(gate_is_exact),
		cmocka_unit_test(order),
	};

	return cmocka_run_group_tests_name("assess", tests, NULL, NULL);
}
