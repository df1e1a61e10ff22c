/* Metrics of a journey text as the model has them: kind, type, parts and formula. */
#include <stdlib.h>
#include <string.h>

#include "model/model.h"
#include "data_model.h"
#include "testing.h"

#define SOURCE                                                                                    \
	"calendar hours {\n zone Europe/London\n open mon to fri 08:00 to 20:00\n}\n"             \
	"source s {\n time d\n column d date zone Europe/London\n column w duration in seconds\n" \
	" column n count\n column m count\n column r rating 1..5\n column e money in EUR\n"       \
	" column f flag\n column g flag\n column t text\n let busy = from d to d\n}\n"

struct row {
	const char *value;
	enum jrt_metric_kind kind;
	enum jrt_type type;
	enum jrt_part_kind part;
	size_t parts, steps;
};

static void a_value_has_its_kind_and_type(void **state)
{
	static const struct row rows[] = {
		{"share of f among g", JRT_KIND_RATIO, JRT_SHARE, JRT_PART_SHARE, 1, 1},
		{"share of f among all", JRT_KIND_RATIO, JRT_SHARE, JRT_PART_SHARE, 1, 1},
		{"share of sum n among sum m", JRT_KIND_RATIO, JRT_SHARE, JRT_PART_SUM_SHARE, 1, 1},
		{"sum of n / sum of m", JRT_KIND_RATIO, JRT_SHARE, JRT_PART_SUM_SHARE, 1, 1},
		{"sum of w / sum of n", JRT_KIND_MEAN, JRT_DURATION, JRT_PART_SUM_SHARE, 1, 1},
		{"sum of (w * n) / sum of n", JRT_KIND_MEAN, JRT_DURATION, JRT_PART_SUM_SHARE, 1,
		 1},
		{"(sum of n among f) / sum of n", JRT_KIND_FORMULA, JRT_NUMBER, JRT_PART_SUM, 2, 3},
		{"sum of w", JRT_KIND_SUM, JRT_DURATION, JRT_PART_SUM, 1, 1},
		{"sum of e", JRT_KIND_SUM, JRT_MONEY, JRT_PART_SUM, 1, 1},
		{"mean of w among f", JRT_KIND_MEAN, JRT_DURATION, JRT_PART_MEAN, 1, 1},
		{"mean of r", JRT_KIND_MEAN, JRT_RATING, JRT_PART_MEAN, 1, 1},
		{"mean of n", JRT_KIND_MEAN, JRT_NUMBER, JRT_PART_MEAN, 1, 1},
		{"count of f", JRT_KIND_COUNT, JRT_COUNT, JRT_PART_COUNT, 1, 1},
		{"count of s", JRT_KIND_COUNT, JRT_COUNT, JRT_PART_COUNT, 1, 1},
		{"net of r >= 4 against r <= 2 among r is known", JRT_KIND_NET, JRT_POINTS,
		 JRT_PART_NET, 1, 1},
		{"percentile 90 of w", JRT_KIND_DISTRIBUTION, JRT_DURATION, JRT_PART_VALUES, 1, 1},
		{"interpolated median of w", JRT_KIND_DISTRIBUTION, JRT_DURATION, JRT_PART_VALUES,
		 1, 1},
		{"max of w", JRT_KIND_DISTRIBUTION, JRT_DURATION, JRT_PART_MAX, 1, 1},
		{"min of e", JRT_KIND_DISTRIBUTION, JRT_MONEY, JRT_PART_MIN, 1, 1},
		{"stddev of r", JRT_KIND_DISTRIBUTION, JRT_NUMBER, JRT_PART_SPREAD, 1, 1},
		{"distinct of t", JRT_KIND_COUNT, JRT_COUNT, JRT_PART_DISTINCT, 1, 1},
		{"last of n", JRT_KIND_SNAPSHOT, JRT_COUNT, JRT_PART_LAST, 1, 1},
		{"rate of n per m", JRT_KIND_RATE, JRT_NUMBER, JRT_PART_SUM_SHARE, 1, 1},
		{"rate of f per m", JRT_KIND_RATE, JRT_NUMBER, JRT_PART_SUM_SHARE, 1, 1},
		{"rate of n per m, as a year, times 12", JRT_KIND_RATE, JRT_NUMBER,
		 JRT_PART_SUM_SHARE, 1, 3},
		{"rate of n per m, as a year, compounded", JRT_KIND_RATE, JRT_NUMBER,
		 JRT_PART_SUM_SHARE, 1, 2},
		{"rate of n per opening m", JRT_KIND_RATE, JRT_NUMBER, JRT_PART_SUM, 2, 3},
		{"rate of f per mean of m over months", JRT_KIND_RATE, JRT_NUMBER, JRT_PART_SUM, 2,
		 3},
		{"(count of f) - (count of g)", JRT_KIND_FORMULA, JRT_NUMBER, JRT_PART_COUNT, 2, 3},
		{"mean of w + 5s", JRT_KIND_FORMULA, JRT_DURATION, JRT_PART_MEAN, 1, 3},
		{"other * 2", JRT_KIND_FORMULA, JRT_SHARE, JRT_PART_COUNT, 0, 3},
		{"index of other 40%, twice 60%", JRT_KIND_INDEX, JRT_SHARE, JRT_PART_COUNT, 0, 7},
	};
	struct jb_arena arena;

	(void)state;
	jb_arena_init(&arena, NULL);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct modelled made;
		const struct jy_metric *metric;

		model_clean(&made,
			    jb_text_printf(&arena,
					   SOURCE "metric other {\n value share of g among all\n}\n"
						  "metric twice {\n value share of f among all\n}\n"
						  "metric x {\n value %s\n no rows means zero\n}\n",
					   rows[i].value)
				    .at);
		metric = made.model->metrics.at[2];
		if (!metric->can_measure || metric->kind != rows[i].kind ||
		    metric->type != rows[i].type || metric->part_count != rows[i].parts ||
		    metric->formula_count != rows[i].steps ||
		    (rows[i].parts && metric->part[0].kind != rows[i].part))
			fail_msg("%s: kind %d, type %d, %zu parts, %zu steps", rows[i].value,
				 (int)metric->kind, (int)metric->type, metric->part_count,
				 metric->formula_count);
		assert_true(jb_text_is(metric->definition, rows[i].value));
		assert_true((metric->source != NULL) == (rows[i].parts != 0));
		model_release(&made);
	}
	jb_arena_release(&arena);
}

static void a_percentile_is_the_formulas(void **state)
{
	struct modelled made;
	const struct jy_metric *metric;

	(void)state;
	model_clean(&made, SOURCE "metric x {\n value interpolated percentile 99.5 of w\n}\n");
	metric = made.model->metrics.at[0];
	assert_int_equal(metric->formula[0].op, JRT_F_PERCENTILE);
	assert_int_equal(metric->formula[0].argument, 995000);
	assert_true(metric->formula[0].interpolated);
	model_release(&made);
}

static void an_index_weighs(void **state)
{
	static const enum jrt_formula_op ops[] = {JRT_F_NUMBER, JRT_F_METRIC, JRT_F_NUMBER,
						  JRT_F_WEIGH,	JRT_F_METRIC, JRT_F_NUMBER,
						  JRT_F_WEIGH};
	struct modelled made;
	const struct jy_metric *metric;

	(void)state;
	model_clean(&made, SOURCE "metric x {\n value index of a 40%, b 60%\n}\n"
				  "metric a {\n value share of f among all\n}\n"
				  "metric b {\n value share of g among all\n}\n");
	metric = made.model->metrics.at[0];
	assert_null(metric->source);
	assert_int_equal(metric->formula_count, 7);
	for (size_t i = 0; i < 7; i++)
		assert_int_equal(metric->formula[i].op, ops[i]);
	assert_int_equal(metric->formula[2].argument, 400000);
	assert_ptr_equal(metric->formula[4].metric, made.model->metrics.at[2]);
	model_release(&made);
}

static void a_definition_stands_on_one_line(void **state)
{
	struct modelled made;

	(void)state;
	model_clean(
		&made, SOURCE
		"metric x {\n value share of f and # said so\n      w <= 20s\n   among   g\n}\n");
	assert_true(jb_text_is(made.model->metrics.at[0]->definition,
			       "share of f and w <= 20s among g"));
	model_release(&made);
}

static void terms_are_kept(void **state)
{
	struct modelled made;
	const struct jy_metric *metric;

	(void)state;
	model_clean(&made,
		    SOURCE "metric x {\n from s\n value sum of n\n better lower, watch with y\n"
			   " every month zone Europe/London\n no rows means not measured\n"
			   " usable at least 60%\n at least 200 counted\n}\n"
			   "metric y {\n value mean of w\n}\n");
	metric = made.model->metrics.at[0];
	assert_int_equal(metric->better, JRT_BETTER_LOWER);
	assert_ptr_equal(metric->watch_with, made.model->metrics.at[1]);
	assert_int_equal(metric->no_rows, JRT_NO_ROWS_NOT_MEASURED);
	assert_int_equal(metric->usable_at_least, 600000);
	assert_int_equal(metric->counted_at_least, 200);
	assert_true(metric->every.given);
	assert_int_equal(made.model->metrics.at[1]->usable_at_least, -1);
	model_release(&made);
}

static void thresholds_are_in_the_metrics_unit(void **state)
{
	struct modelled made;
	const struct jy_touchpoint *touchpoint;
	static const struct {
		enum jrt_comparison comparison;
		jb_fix low, high;
	} want[] = {
		{JRT_AT_LEAST, 800000, 0},	  {JRT_ABOVE, 825000, 0},
		{JRT_AT_MOST, 20000000, 0},	  {JRT_BELOW, 480000000, 0},
		{JRT_WITHIN, 46000000, 48000000}, {JRT_AT_LEAST, 30000000, 0},
		{JRT_AT_LEAST, 4500000, 0},
	};

	(void)state;
	model_clean(&made, SOURCE
		    "metric a {\n value share of f among all\n better higher\n}\n"
		    "metric b {\n value mean of w\n better lower\n}\n"
		    "metric c {\n value net of r >= 4 against r <= 2 among r is known\n}\n"
		    "metric d {\n value mean of r\n}\n"
		    "journey j {\n periods zone Europe/London\n stage g {\n touchpoint t {\n seen "
		    "in s\n"
		    " success a at least 80% every month\n success a above 82.5% every month\n"
		    " success b at most 20s every month\n success b below 8min every month\n"
		    " success b 46s to 48s every month\n success c at least 30 points every month\n"
		    " success d at least 4.5 every month\n}\n}\n}\n");
	touchpoint = &made.model->journeys.at[0]->stage[0].touchpoint[0];
	assert_int_equal(touchpoint->success_count, sizeof want / sizeof *want);
	for (size_t i = 0; i < touchpoint->success_count; i++) {
		const struct jrt_threshold *threshold = &touchpoint->success[i].threshold[0];

		assert_int_equal(threshold->comparison, want[i].comparison);
		assert_int_equal(threshold->low, want[i].low);
		assert_int_equal(threshold->high, want[i].high);
	}
	model_release(&made);
}

static void one_mistake_is_one_report(void **state)
{
	struct modelled made;

	(void)state;
	model_text(&made,
		   JB_TEXT(SOURCE
			   "metric a {\n value share of missing_let among all\n better higher\n}\n"
			   "metric b {\n value a * 2\n}\n metric c {\n value index of a 50%, b "
			   "50%\n}\n"
			   "journey j {\n periods zone Europe/London\n stage g {\n touchpoint t {\n"
			   " seen in s\n success a at most 3 every month\n}\n}\n}\n"));
	if (made.diags.error_count != 1)
		fail_msg("%s", made.lines.data);
	model_release(&made);
}

static void formulas_end(void **state)
{
	struct modelled made;
	struct jb_arena arena;
	struct jb_buf text;

	(void)state;
	jb_arena_init(&arena, NULL);
	jb_buf_init(&text, &arena);
	jb_buf_add_string(&text, SOURCE "metric a {\n value sum of n");
	for (int i = 0; i < 5000; i++)
		jb_buf_add_string(&text, " + sum of n");
	jb_buf_add_string(&text, "\n no rows means zero\n}\n");
	model_text(&made, jb_buf_text(&text));
	assert_int_equal(made.diags.error_count, 1);
	assert_false(made.model->metrics.at[0]->can_measure);
	model_release(&made);
	jb_arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_value_has_its_kind_and_type),
		cmocka_unit_test(a_percentile_is_the_formulas),
		cmocka_unit_test(an_index_weighs),
		cmocka_unit_test(a_definition_stands_on_one_line),
		cmocka_unit_test(terms_are_kept),
		cmocka_unit_test(thresholds_are_in_the_metrics_unit),
		cmocka_unit_test(one_mistake_is_one_report),
		cmocka_unit_test(formulas_end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
