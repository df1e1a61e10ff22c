/* Journeys as the model has them: owners, feelings, lanes, variants, deliverers, and journeys that
 * amend. */
#include <stdlib.h>
#include <string.h>

#include "data_model.h"
#include "model/model.h"
#include "testing.h"

static const struct jy_touchpoint *touchpoint(const struct jy_model *model, size_t journey,
					      size_t stage, size_t i)
{
	return &model->journeys.at[journey]->stage[stage].touchpoint[i];
}

static void the_nearest_owner_answers(void **state)
{
	struct modelled made;

	(void)state;
	model_clean(&made, "journey j {\n owner \"Journey\"\n stage one {\n  owner \"Stage\"\n"
			   "  touchpoint a { owner \"Own\" }\n  touchpoint b\n }\n"
			   " stage two {\n  touchpoint c\n }\n}\n"
			   "journey k {\n stage three {\n  touchpoint d\n }\n}\n");
	assert_true(jb_text_is(touchpoint(made.model, 0, 0, 0)->owner, "Own"));
	assert_false(touchpoint(made.model, 0, 0, 0)->owner_inherited);
	assert_true(jb_text_is(touchpoint(made.model, 0, 0, 1)->owner, "Stage"));
	assert_true(touchpoint(made.model, 0, 0, 1)->owner_inherited);
	assert_true(jb_text_is(touchpoint(made.model, 0, 1, 0)->owner, "Journey"));
	assert_int_equal(touchpoint(made.model, 1, 0, 0)->owner.size, 0);
	assert_false(touchpoint(made.model, 1, 0, 0)->owner_inherited);
	model_release(&made);
}

static void feelings_keep_the_numbers_of_the_file(void **state)
{
	struct modelled made;
	const struct jy_touchpoint *at;

	(void)state;
	model_clean(&made,
		    "persona ann\npersona bob\nattribute speed\njourney j {\n persona ann, bob\n"
		    " scale -2 to +2\n stage one {\n  touchpoint a {\n"
		    "   feels -1.5 then +0.5 \"At last\" by ann\n   trough -2 \"No\" by bob about "
		    "speed\n"
		    "  }\n  touchpoint b { feels frustration 3, hope 1 of 5 }\n"
		    "  touchpoint c { feels from -2 to +1 }\n }\n}\n"
		    "journey k {\n}\n");
	at = touchpoint(made.model, 0, 0, 0);
	assert_int_equal(at->feeling_count, 2);
	assert_int_equal(at->feeling[0].value, -1500000);
	assert_int_equal(at->feeling[0].then_value, 500000);
	assert_true(jb_text_is(at->feeling[0].words, "At last"));
	assert_ptr_equal(at->feeling[0].persona, made.model->personas.at[0]);
	assert_int_equal(at->feeling[1].kind, JY_TROUGH);
	assert_ptr_equal(at->feeling[1].about.at[0], made.model->attributes.at[0]);
	assert_false(touchpoint(made.model, 0, 0, 1)->feeling[0].has_value);
	assert_true(jb_text_is(touchpoint(made.model, 0, 0, 1)->feeling[0].named,
			       "frustration 3, hope 1 of 5"));
	assert_false(touchpoint(made.model, 0, 0, 2)->feeling[0].has_value);
	assert_true(jb_text_is(touchpoint(made.model, 0, 0, 2)->feeling[0].named, "-2 to +1"));
	assert_int_equal(made.model->journeys.at[1]->scale_low, -5000000);
	assert_int_equal(made.model->journeys.at[1]->scale_high, 5000000);
	model_release(&made);
}

static void a_value_outside_shows_the_scale(void **state)
{
	struct modelled made;
	const struct jy_diag *diag;

	(void)state;
	model_text(&made, JB_TEXT("journey j {\n scale -2 to +2\n stage one {\n"
				  "  touchpoint a { feels -3 }\n }\n}\n"));
	assert_int_equal(made.diags.list.count, 1);
	diag = &made.diags.list.at[0];
	assert_true(jb_text_is(diag->message, "-3 lies outside the scale -2 to +2"));
	assert_int_equal(diag->labels.at[0].span.begin, strlen("journey j {\n "));
	model_release(&made);
}

static void lanes_are_lines_of_a_blueprint(void **state)
{
	struct modelled made;
	const struct jy_touchpoint *at;

	(void)state;
	model_clean(&made,
		    "journey j {\n variant self\n variant big\n stage one {\n  touchpoint a {\n"
		    "   backstage \"One\", \"Two\" fails \"Stalls\" in self, big\n"
		    "   frontstage \"Three\" moment of truth\n   pain \"Slow\" severity high\n"
		    "   takes 5min in self, 1 to 2 weeks in big\n"
		    "   empowered to \"credit\"\n   only in self\n   handles payment_data\n  }\n "
		    "}\n}\n");
	at = touchpoint(made.model, 0, 0, 0);
	assert_int_equal(at->lane_count, 6);
	assert_int_equal(at->lane[1].lane, JY_LANE_BACKSTAGE);
	assert_true(jb_text_is(at->lane[1].text, "Two"));
	assert_true(jb_text_is(at->lane[1].fails, "Stalls"));
	assert_true(jb_text_is(at->lane[1].variant, "self, big"));
	assert_true(at->lane[2].moment_of_truth);
	assert_true(jb_text_is(at->lane[3].text, "5min"));
	assert_true(jb_text_is(at->lane[4].text, "1 to 2 weeks"));
	assert_true(jb_text_is(at->lane[4].variant, "big"));
	assert_int_equal(at->pain_count, 1);
	assert_true(jb_text_is(at->pain[0].severity, "high"));
	assert_true(jb_text_is(at->only_in.at[0], "self"));
	assert_true(jb_text_is(at->handles.at[0], "payment_data"));
	model_release(&made);
}

static void brands_partners_and_teams_deliver(void **state)
{
	struct modelled made;
	const struct jy_delivery *by;

	(void)state;
	model_clean(&made,
		    "brand b\npartner acme {\n team crowd { delivery gig }\n}\n"
		    "season peak { runs 2026-11-15 to 2027-01-05 }\njourney j {\n stage one {\n"
		    "  touchpoint a {\n   delivered by b\n   delivered by acme\n"
		    "   delivered by acme.crowd during peak\n  }\n"
		    "  touchpoint c { customer acts }\n }\n}\n");
	by = touchpoint(made.model, 0, 0, 0)->delivery;
	assert_ptr_equal(by[0].brand, made.model->brands.at[0]);
	assert_ptr_equal(by[1].partner, made.model->partners.at[0]);
	assert_null(by[1].team);
	assert_ptr_equal(by[2].team, &made.model->partners.at[0]->team[0]);
	assert_ptr_equal(by[2].partner, made.model->partners.at[0]);
	assert_ptr_equal(by[2].during, made.model->seasons.at[0]);
	assert_int_equal(made.model->seasons.at[0]->runs.to - made.model->seasons.at[0]->runs.from,
			 51);
	assert_true(touchpoint(made.model, 0, 0, 1)->customer_acts);
	model_release(&made);
}

#define BASE                                                                                   \
	"persona p\njourney now \"Now\" {\n persona p\n state current\n stage one \"One\" {\n" \
	"  touchpoint a \"First\" {\n   feels -3 \"Oh\"\n   pain \"Slow\"\n   pain \"Rude\"\n" \
	"   backstage \"Look-up\"\n   then b\n  }\n  touchpoint b \"Last\"\n }\n}\n"

static void an_amended_journey_is_the_old_one_with_differences(void **state)
{
	struct modelled made;
	const struct jy_journey *after;
	const struct jy_touchpoint *a;

	(void)state;
	model_clean(&made, BASE
		    "journey then_x amends now {\n state target\n stage one {\n"
		    "  touchpoint a {\n   peak +2\n   pain \"Short\"\n   support \"New\"\n  }\n"
		    "  touchpoint c { then a }\n }\n stage two {\n  touchpoint d\n }\n}\n");
	after = made.model->journeys.at[1];
	a = &after->stage[0].touchpoint[0];
	assert_true(jb_text_is(after->decl.title, "then_x"));
	assert_true(jb_text_is(after->state, "target"));
	assert_int_equal(after->personas.count, 1);
	assert_int_equal(after->stage_count, 2);
	assert_int_equal(after->stage[0].touchpoint_count, 3);
	assert_true(jb_text_is(a->decl.title, "First"));
	assert_int_equal(a->feeling_count, 1); /* the value is replaced */
	assert_int_equal(a->feeling[0].value, 2000000);
	assert_int_equal(a->pain_count, 1);
	assert_int_equal(a->lane_count, 2); /* lanes are kinds of their own */
	assert_ptr_equal(a->next[0].touchpoint, &after->stage[0].touchpoint[1]);
	assert_ptr_equal(after->stage[0].touchpoint[2].next[0].touchpoint, a);
	/* The old one stays as it was. */
	assert_int_equal(made.model->journeys.at[0]->stage[0].touchpoint[0].pain_count, 2);
	assert_int_equal(made.model->journeys.at[0]->stage_count, 1);
	model_release(&made);
}

static void amendments_amend_amendments_but_not_themselves(void **state)
{
	struct modelled made;

	(void)state;
	model_clean(&made,
		    "journey c amends b { state target }\njourney b amends a {\n stage two {\n"
		    "  touchpoint y\n }\n}\njourney a {\n stage one {\n  touchpoint x\n }\n}\n");
	assert_int_equal(made.model->journeys.at[0]->stage_count, 2);
	model_release(&made);
	model_text(&made, JB_TEXT("journey a amends b\njourney b amends c\njourney c amends a\n"));
	assert_int_equal(made.diags.list.count, 1);
	assert_int_equal(made.diags.list.at[0].code, JY_D_NAME_CIRCLE);
	model_release(&made);
}

static void the_dump_is_the_same_again(void **state)
{
	struct modelled made;
	struct jb_buf one, two;

	(void)state;
	model_clean(&made, BASE);
	jb_buf_init(&one, &made.arena);
	jb_buf_init(&two, &made.arena);
	jy_model_dump(made.model, &one);
	jy_model_dump(made.model, &two);
	assert_true(jb_text_equal(jb_buf_text(&one), jb_buf_text(&two)));
	assert_non_null(strstr(one.data, "      feels -3 \"Oh\"\n      pain \"Slow\"\n"));
	assert_non_null(strstr(one.data, "      then now.b\n"));
	model_release(&made);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_nearest_owner_answers),
		cmocka_unit_test(feelings_keep_the_numbers_of_the_file),
		cmocka_unit_test(a_value_outside_shows_the_scale),
		cmocka_unit_test(lanes_are_lines_of_a_blueprint),
		cmocka_unit_test(brands_partners_and_teams_deliver),
		cmocka_unit_test(an_amended_journey_is_the_old_one_with_differences),
		cmocka_unit_test(amendments_amend_amendments_but_not_themselves),
		cmocka_unit_test(the_dump_is_the_same_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
