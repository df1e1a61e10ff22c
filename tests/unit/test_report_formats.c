/*
 * What each format of the report promises: digits, limits, order, types, equal bytes.
 */
#include "report/csv_write.h"
#include "report/markdown.h"
#include "report/sheets.h"
#include "report/trend.h"
#include "reporting.h"

static bool contains(struct jb_text text, const char *part)
{
	return memmem(text.at, text.size, part, strlen(part)) != NULL;
}

static void must_contain(struct jb_text text, const char *part)
{
	if (!contains(text, part))
		fail_msg("\"%s\" is missing in:\n%.*s", part, JB_ARG(text));
}

static size_t place_of(struct jb_text text, const char *part)
{
	const char *at = memmem(text.at, text.size, part, strlen(part));

	assert_non_null(at);
	return (size_t)(at - text.at);
}

/* ---- CSV ---- */

static void assert_field(struct stage *stage, struct jb_ratio value, const char *expected)
{
	struct jb_buf out = reporting_buf(stage);
	struct jrt_csv csv = {.out = &out};

	jrt_csv_ratio(&csv, value);
	assert_text(jb_buf_text(&out), expected);
}

static void test_csv_numbers_keep_all_their_digits(void **state)
{
	struct stage stage;

	(void)state;
	stage_init(&stage);
	assert_field(&stage, (struct jb_ratio){1, 8}, "0.125");
	assert_field(&stage, (struct jb_ratio){1, 3}, "0.33333333333333333");
	assert_field(&stage, (struct jb_ratio){(jb_i128)123456789012345678, 100},
		     "1234567890123456.78");
	assert_field(&stage, (struct jb_ratio){-15, 2}, "-7.5");
	assert_field(&stage, (struct jb_ratio){0, 0}, "");
	jb_arena_release(&stage.arena);
}

static void assert_cell(struct stage *stage, const char *text, const char *expected)
{
	struct jb_buf out = reporting_buf(stage);
	struct jrt_csv csv = {.out = &out};

	jrt_csv_text(&csv, jb_text_of(text));
	assert_text(jb_buf_text(&out), expected);
}

static void test_csv_texts_are_never_formulas(void **state)
{
	struct stage stage;

	(void)state;
	stage_init(&stage);
	assert_cell(&stage, "plain", "plain");
	assert_cell(&stage, "a,b", "\"a,b\"");
	assert_cell(&stage, "5\" screen", "\"5\"\" screen\"");
	assert_cell(&stage, "=1+1", "'=1+1");
	assert_cell(&stage, "-5", "'-5");
	assert_cell(&stage, "\t@x", "' @x");
	assert_cell(&stage, "two\nlines", "two lines");
	jb_arena_release(&stage.arena);
}

static void test_csv_of_verdicts(void **state)
{
	struct stage stage;
	struct jb_buf out;

	(void)state;
	reporting_stage(&stage);
	stage_judge(&stage);
	out = reporting_buf(&stage);
	jrt_report_csv_verdicts(&stage.plan, &stage.judged, &out);
	must_contain(jb_buf_text(&out),
		     "\r\n,,fault_repair.call/service_level,success,service_level,"
		     "fault_repair.call,,,2026-02,2026-02-01T00:00:00Z,2026-03-01T00:00:00Z,missed,"
		     "false,false,0.78398876404494382,0.78398876404494382,at_least,0.8,,share,5582,"
		     "7120,7120,,,,1.6 pp short,false,,,false\r\n");
	must_contain(jb_buf_text(&out), "2026-04-01T00:00:00Z,2026-05-01T00:00:00Z,not_measured,"
					"false,false,,,at_least,0.8,,share,");
	jb_arena_release(&stage.arena);
}

/* ---- JUnit ---- */

static void test_junit_says_what_is_skipped_and_why(void **state)
{
	struct stage stage;
	struct money_stage money;
	struct jb_buf out;
	struct jb_text text;

	(void)state;
	reporting_stage(&stage);
	stage_judge(&stage);
	stage.judged.verdict[0].provisional = true;
	reporting_money(&stage, &money);
	money.result[0].fired = true;
	stage.finding[0] = (struct jrt_finding){.severity = JRT_ERROR,
						.code = JB_TEXT("R0101"),
						.message = JB_TEXT("cannot open x.csv")};
	stage.measured.finding_count = 1;
	out = reporting_buf(&stage);
	jrt_report_junit(&stage.plan, &stage.measured, &stage.judged, &out);
	text = jb_buf_text(&out);
	xml_elements(text);
	must_contain(text, "<testsuites name=\"Broadband fault repair\" tests=\"7\" failures=\"2\" "
			   "errors=\"1\">");
	must_contain(text, "<testsuite name=\"fault_repair\" tests=\"4\" failures=\"1\" "
			   "errors=\"0\" skipped=\"2\">");
	must_contain(text, "<failure type=\"missed\" message=\"missed: 78.4 %, at least 80 % asked "
			   "for, 1.6 pp short, 5,582 of 7,120 counted\">");
	must_contain(text, "<skipped message=\"not measured: 62.9 %, at least 80 % asked for, 143 "
			   "counted, at least 200 asked for, 90 of 143 counted\">");
	must_contain(text, "<system-out>provisional: the verdict may still change</system-out>");
	must_contain(text, "<error type=\"R0101\" message=\"cannot open x.csv\">");
	must_contain(text, "<property name=\"money\" value=\"acme owes northwind EUR 7,500.00; 1 "
			   "period may still change\"/>");
	must_contain(text, "<failure type=\"terminate\"");
	jb_arena_release(&stage.arena);
}

static void test_junit_leaves_out_evidence(void **state)
{
	struct stage stage;
	struct jb_buf out;

	(void)state;
	reporting_stage(&stage);
	stage_judge(&stage);
	stage.judged.verdict[1].evidence = true;
	out = reporting_buf(&stage);
	jrt_report_junit(&stage.plan, &stage.measured, &stage.judged, &out);
	must_contain(jb_buf_text(&out), "tests=\"4\" failures=\"0\"");
	jb_arena_release(&stage.arena);
}

/* ---- Markdown ---- */

static void test_markdown_has_the_most_important_first(void **state)
{
	struct stage stage;
	struct jb_buf out;
	struct jb_text text;

	(void)state;
	reporting_stage(&stage);
	stage_judge(&stage);
	stage.judged.verdict[3].verdict = JRT_EXCUSED;
	out = reporting_buf(&stage);
	jrt_report_markdown(&stage.plan, &stage.measured, &stage.judged, 0, &out);
	text = jb_buf_text(&out);
	must_contain(text, "# Broadband fault repair\n\n**■ 1 missed** · **○ 1 not measured** · "
			   "**▲ 1 excused** · **● 1 met**\n");
	assert_true(place_of(text, "| **■ missed**") < place_of(text, "| ○ not measured"));
	assert_true(place_of(text, "| ○ not measured") < place_of(text, "| ▲ excused"));
	assert_true(place_of(text, "| ▲ excused") < place_of(text, "| ● met"));
	jb_arena_release(&stage.arena);
}

/* Many rows: of every limit the promise holds, and what is left out is said. */
static void test_markdown_keeps_its_limit(void **state)
{
	enum { MANY = 3000 };
	struct stage stage;
	struct money_stage money;

	(void)state;
	reporting_stage(&stage);
	stage_judge(&stage);
	reporting_money(&stage, &money);
	struct jrt_verdict *verdict = JB_NEW_ARRAY(&stage.arena, struct jrt_verdict, MANY);
	for (size_t i = 0; i < MANY; i++)
		verdict[i] = stage.judged.verdict[i % 4];
	stage.judged.verdict = verdict;
	stage.judged.verdict_count = MANY;
	for (size_t limit = 2000; limit < 600000; limit += limit / 3) {
		struct jb_buf out = reporting_buf(&stage);
		jrt_report_markdown(&stage.plan, &stage.measured, &stage.judged, limit, &out);
		if (out.size > limit)
			fail_msg("%zu bytes, at most %zu", out.size, limit);
		if (limit < 250000)
			must_contain(jb_buf_text(&out), "rows are left out here: ");
	}
	struct jb_buf out = reporting_buf(&stage);
	jrt_report_markdown(&stage.plan, &stage.measured, &stage.judged, 60000, &out);
	must_contain(jb_buf_text(&out),
		     " not measured, 750 met. The JSON and the workbook have all.");
	jb_arena_release(&stage.arena);
}

/* GitHub's runner refuses a larger summary whole (AttachmentSizeLimit, actions/runner). */
static void test_markdown_limit_is_that_of_a_job_summary(void **state)
{
	(void)state;
	assert_int_equal(JRT_MARKDOWN_BYTES, 1024 * 1024);
}

/* ---- the workbook ---- */

static const struct jrt_sheet_column two_columns[] = {{"a", 10, false}, {"b", 10, true}};

static struct jrt_book book_of(struct stage *stage)
{
	struct jrt_card card = {.plan = &stage->plan,
				.measured = &stage->measured,
				.judged = &stage->judged,
				.arena = &stage->arena};
	struct jrt_book book;

	jrt_book_init(&book, &card);
	return book;
}

static void test_cells_have_their_types(void **state)
{
	struct stage stage;
	struct money_stage money;

	(void)state;
	stage_init(&stage);
	reporting_money(&stage, &money);
	struct jrt_book book = book_of(&stage);
	struct jrt_sheet *sheet = jrt_book_sheet(&book, "Sheet", two_columns, 2);

	jrt_sheet_figure(&book, sheet, &stage.metric[0], 0.831, 0);
	jrt_sheet_money(&book, sheet, &money.agreement[0], 7500 * JB_FIX_ONE);
	jrt_sheet_money(&book, sheet, &money.agreement[0], INT64_MAX);
	jrt_sheet_days(&book, sheet, 0, JB_TEXT("2026-02"), stage_instant(2026, 2, 1),
		       stage_instant(2026, 3, 1));
	jrt_sheet_text(&book, sheet, JB_TEXT("=1+1"));
	const struct jrt_sheet_cell *cell = sheet->cell.at;
	assert_int_equal(cell[0].kind, JRT_CELL_NUMBER);
	assert_string_equal(cell[0].format, "0.0%");
	assert_int_equal(cell[1].kind, JRT_CELL_NUMBER);
	assert_true(cell[1].number > 7499.99 && cell[1].number < 7500.01);
	assert_string_equal(cell[1].format, "[$EUR] #,##0.00");
	/* More digits than a spreadsheet holds. */
	assert_int_equal(cell[2].kind, JRT_CELL_TEXT);
	assert_string_equal(cell[2].text, "EUR 9,223,372,036,854.775807");
	/* 46054 is 2026-02-01 in every spreadsheet. */
	assert_true(cell[3].number > 46053.9 && cell[3].number < 46054.1);
	assert_true(cell[4].number > 46080.9 && cell[4].number < 46081.1);
	assert_int_equal(cell[5].kind, JRT_CELL_TEXT);
	jb_arena_release(&stage.arena);
}

static void test_texts_of_cells_are_cut_with_a_sentence(void **state)
{
	struct stage stage;

	(void)state;
	stage_init(&stage);
	struct jrt_book book = book_of(&stage);
	struct jrt_sheet *sheet = jrt_book_sheet(&book, "Sheet", two_columns, 2);
	struct jb_buf text = reporting_buf(&stage);

	jb_buf_add_repeat(&text, 'a', JRT_SHEET_TEXT_MAX);
	jrt_sheet_text(&book, sheet, jb_buf_text(&text));
	assert_int_equal(strlen(sheet->cell.at[0].text), JRT_SHEET_TEXT_MAX);
	jb_buf_add_byte(&text, 'a');
	jrt_sheet_text(&book, sheet, jb_buf_text(&text));
	struct jb_text cut = jb_text_of(sheet->cell.at[1].text);
	assert_true(jb_text_ends(cut, JB_TEXT(" … (cut: a cell holds no more)")));
	assert_true(cut.size <= JRT_SHEET_TEXT_MAX + 2);
	jrt_sheet_text(&book, sheet, JB_TEXT("_x000A_ and _x00_"));
	assert_string_equal(sheet->cell.at[2].text, "_x005F_x000A_ and _x00_");
	jb_arena_release(&stage.arena);
}

static void test_rows_that_do_not_fit_are_counted(void **state)
{
	struct stage stage;

	(void)state;
	stage_init(&stage);
	struct jrt_book book = book_of(&stage);
	struct jrt_sheet *sheet = jrt_book_sheet(&book, "Sheet", two_columns, 2);

	assert_int_equal(sheet->rows_max, JRT_SHEET_ROWS_MAX - 2);
	sheet->rows_max = 3;
	for (size_t i = 0; i < 5; i++) {
		jrt_sheet_count(&book, sheet, i);
		jrt_sheet_word(&book, sheet, "met");
	}
	assert_int_equal(jrt_sheet_rows(sheet), 3);
	assert_int_equal(sheet->left_out / sheet->columns, 2);
	jb_arena_release(&stage.arena);
}

static void test_workbooks_have_equal_bytes(void **state)
{
	struct stage stage;
	struct money_stage money;
	struct jb_buf one, other;

	(void)state;
	reporting_stage(&stage);
	stage_judge(&stage);
	reporting_money(&stage, &money);
	one = reporting_buf(&stage);
	other = reporting_buf(&stage);
	assert_int_equal(
		jrt_report_xlsx(&stage.plan, &stage.measured, &stage.judged, &one, &stage.why),
		JB_OK);
	assert_int_equal(
		jrt_report_xlsx(&stage.plan, &stage.measured, &stage.judged, &other, &stage.why),
		JB_OK);
	assert_true(jb_text_equal(jb_buf_text(&one), jb_buf_text(&other)));
	assert_true(jb_text_starts(jb_buf_text(&one), JB_TEXT("PK\3\4")));
	jb_arena_release(&stage.arena);
}

/* ---- the plots ---- */

static void test_trend_draws_each_verdict_and_what_is_missing(void **state)
{
	struct stage stage;
	struct jb_buf out;
	struct jb_text text;

	(void)state;
	reporting_stage(&stage);
	stage_judge(&stage);
	out = reporting_buf(&stage);
	jrt_report_trend(&stage.plan, &stage.measured, &stage.judged, &out);
	text = jb_buf_text(&out);
	xml_elements(text);
	must_contain(text, "<title>2026-01: 83.1 %, met</title>");
	must_contain(text, "<title>2026-02: 78.4 %, missed, 1.6 pp short</title>");
	must_contain(text, "<title>2026-04: –, not measured, ");
	must_contain(text, ">80 %</text>");
	assert_false(contains(text, "<script") || contains(text, "<style") ||
		     contains(text, "href") || contains(text, "nan"));
	jb_arena_release(&stage.arena);
}

static void test_trend_without_anything(void **state)
{
	struct stage stage;
	struct jb_buf out;

	(void)state;
	stage_init(&stage);
	out = reporting_buf(&stage);
	jrt_report_trend(&stage.plan, &stage.measured, &stage.judged, &out);
	xml_elements(jb_buf_text(&out));
	must_contain(jb_buf_text(&out), "Nothing was measured.");
	jb_arena_release(&stage.arena);
}

/* Values that no axis was made for: equal, huge, tiny, negative. */
static void test_axes_of_odd_values(void **state)
{
	static const double odd[] = {0, 1e-9, -1e-9, 1e30, -1e30, 0.5, 86400, 1e300};
	struct jrt_metric metric = {.type = JRT_NUMBER};

	(void)state;
	for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
		for (size_t k = 0; k < sizeof odd / sizeof *odd; k++) {
			struct jrt_trend_point point[2] = {{.measured = true, .value = odd[i]},
							   {.measured = true, .value = odd[k]}};
			struct jrt_trend trend = {.metric = &metric, .point = point, .count = 2};
			for (int type = JRT_NUMBER; type <= JRT_POINTS; type++) {
				metric.type = (enum jrt_type)type;
				struct jrt_trend_axis axis = jrt_trend_axis(&trend);
				assert_true(axis.low < axis.high && axis.step > 0);
				assert_true((axis.high - axis.low) / axis.step < 100);
			}
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_csv_numbers_keep_all_their_digits),
		cmocka_unit_test(test_csv_texts_are_never_formulas),
		cmocka_unit_test(test_csv_of_verdicts),
		cmocka_unit_test(test_junit_says_what_is_skipped_and_why),
		cmocka_unit_test(test_junit_leaves_out_evidence),
		cmocka_unit_test(test_markdown_has_the_most_important_first),
		cmocka_unit_test(test_markdown_keeps_its_limit),
		cmocka_unit_test(test_markdown_limit_is_that_of_a_job_summary),
		cmocka_unit_test(test_cells_have_their_types),
		cmocka_unit_test(test_texts_of_cells_are_cut_with_a_sentence),
		cmocka_unit_test(test_rows_that_do_not_fit_are_counted),
		cmocka_unit_test(test_workbooks_have_equal_bytes),
		cmocka_unit_test(test_trend_draws_each_verdict_and_what_is_missing),
		cmocka_unit_test(test_trend_without_anything),
		cmocka_unit_test(test_axes_of_odd_values),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
