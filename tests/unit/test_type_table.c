/* Every cell of the manual's tables of types and units: each pair of types with each sign and each
 * comparison, in conditions over a row and in arithmetic over figures, is either what the table
 * says or refused where it stands. */
#include <stdlib.h>

#include "model/types.h"

#include "data_model.h"
#include "testing.h"
#include "type_table.h"

static const char source_text[] =
	"source t {\n"
	"  covers its rows\n"
	"  time moment1\n"
	"  column number1 number\n  column number2 number\n"
	"  column count1 count\n  column count2 count\n"
	"  column rating1 rating 1..5\n  column rating2 rating 1..5\n  column other_rating rating "
	"0..10\n"
	"  column share1 share in percent\n  column share2 share in percent\n"
	"  column share3 share in percent\n  column share4 share in percent\n"
	"  column duration1 duration in seconds\n  column duration2 duration in seconds\n"
	"  column money1 money in EUR\n  column money2 money in EUR\n  column other_money money in "
	"USD\n"
	"  column date1 date\n  column date2 date\n"
	"  column moment1 timestamp zone UTC\n  column moment2 timestamp zone UTC\n"
	"  column time1 clock\n  column time2 clock\n"
	"  column text1 text\n  column text2 text\n"
	"  column condition1 flag\n  column condition2 flag\n";

/* An operand of a kind, as the left or right side; NULL where a row has none. */
static const char *operand(enum kind kind, enum kind beside, int side)
{
	static const char *const written[KIND_COUNT][2] = {
		[NUMBER] = {"number1", "number2"},
		[COUNT] = {"count1", "count2"},
		[RATING] = {"rating1", "rating2"},
		[SHARE] = {"share1", "share2"},
		[PP] = {"(share1 - share2)", "(share3 - share4)"},
		[DURATION] = {"duration1", "duration2"},
		[MONEY] = {"money1", "money2"},
		[DATE] = {"date1", "date2"},
		[MOMENT] = {"moment1", "moment2"},
		[TIME_OF_DAY] = {"time1", "time2"},
		[TEXT] = {"text1", "text2"},
		[CONDITION] = {"condition1", "condition2"},
		[RATIO] = {"(duration1 / duration2)", "(money1 / money2)"},
	};

	/* Dates take days that are written. */
	return kind == DURATION && beside == DATE ? "3 days" : written[kind][side];
}

/* What a ratio is as an operand of arithmetic. */
static enum kind plain(enum kind kind)
{
	return kind == RATIO ? NUMBER : kind;
}

static bool is_reported(const struct modelled *made, uint32_t line)
{
	for (size_t i = 0; i < made->diags.list.count; i++) {
		const struct jy_diag *diag = &made->diags.list.at[i];

		if (diag->severity == JY_ERROR && !diag->dropped &&
		    jy_file_line(&made->file, diag->span.begin) == line)
			return true;
	}
	return false;
}

struct probe {
	const char *text;
	enum kind wanted; /* NONE: refused */
};

/* One let a probe, one line a let. */
static void try_rows(const struct probe *probe, size_t count)
{
	struct modelled made;
	struct jb_arena arena;
	struct jb_buf text;
	uint32_t line = 1;

	jb_arena_init(&arena, NULL);
	jb_buf_init(&text, &arena);
	jb_buf_add_string(&text, source_text);
	for (const char *at = source_text; *at; at++)
		line += *at == '\n';
	for (size_t i = 0; i < count; i++)
		jb_buf_printf(&text, "  let x%zu = %s\n", i, probe[i].text);
	jb_buf_add_string(&text, "}\n");
	model_text(&made, jb_buf_text(&text));
	assert_int_equal(made.model->sources.at[0]->let_count, count);
	for (size_t i = 0; i < count; i++) {
		const struct jy_expr *value = made.model->sources.at[0]->let[i]->value;
		bool reported = is_reported(&made, line + (uint32_t)i);
		enum kind is = value ? kind_of(jy_expr_typed(value)) : NONE;

		if (is != probe[i].wanted || reported != (is == NONE))
			fail_msg("%s is %s, %sreported, and the manual says %s", probe[i].text,
				 is == NONE ? "refused" : kind_word[is], reported ? "" : "not ",
				 probe[i].wanted == NONE ? "refused" : kind_word[probe[i].wanted]);
	}
	model_release(&made);
	jb_arena_release(&arena);
}

static const char *keep(struct jb_arena *arena, const char *left, const char *sign,
			const char *right)
{
	return jb_text_printf(arena, "%s %s %s", left, sign, right).at;
}

static void every_cell_holds_of_a_row(void **state)
{
	struct type_table table;
	struct jb_arena arena;

	(void)state;
	read_type_table(&table);
	jb_arena_init(&arena, NULL);
	for (int sign = 0; sign < SIGN_COUNT; sign++) {
		struct probe probe[KIND_COUNT * KIND_COUNT];
		size_t count = 0;

		for (int a = 0; a < KIND_COUNT; a++)
			for (int b = 0; b < KIND_COUNT; b++) {
				const char *left = operand((enum kind)a, (enum kind)b, 0);
				const char *right = operand((enum kind)b, (enum kind)a, 1);

				if (!left || !right)
					continue; /* points are no column's */
				probe[count].text = keep(&arena, left, sign_written[sign], right);
				probe[count++].wanted =
					table.cell[sign][plain((enum kind)a)][plain((enum kind)b)];
			}
		assert_int_equal(count, (KIND_COUNT - 1) * (KIND_COUNT - 1));
		try_rows(probe, count);
	}
	jb_arena_release(&arena);
}

static void every_pair_is_compared_or_refused(void **state)
{
	static const char *const signs[] = {"<=", "<", ">", ">=", "is", "is not"};
	struct type_table table;
	struct jb_arena arena;

	(void)state;
	read_type_table(&table);
	jb_arena_init(&arena, NULL);
	for (size_t s = 0; s < sizeof signs / sizeof *signs; s++) {
		struct probe probe[KIND_COUNT * KIND_COUNT];
		size_t count = 0;

		for (int a = 0; a < KIND_COUNT; a++)
			for (int b = 0; b < KIND_COUNT; b++) {
				const char *left = operand((enum kind)a, NONE, 0);
				const char *right = operand((enum kind)b, NONE, 1);
				bool ordered = s < 4, words = a == TEXT || a == CONDITION;

				/* `is` takes a name or a literal */
				if (!left || !right || (!ordered && right[0] == '('))
					continue;
				probe[count].text = keep(&arena, left, signs[s], right);
				probe[count++].wanted = table.compared[a][b] && !(ordered && words)
								? CONDITION
								: NONE;
			}
		try_rows(probe, count);
	}
	jb_arena_release(&arena);
}

/* Money has its currency and a rating its scale: like, and yet not the same. */
static void other_units_are_other_types(void **state)
{
	static const struct probe probe[] = {
		{"money1 + other_money", NONE},
		{"money1 - other_money", NONE},
		{"money1 / other_money", NONE},
		{"money1 <= other_money", NONE},
		{"money1 * number1", MONEY},
		{"rating1 + other_rating", NONE},
		{"rating1 - other_rating", NONE},
		{"rating1 / other_rating", NONE},
		{"rating1 <= other_rating", NONE},
		{"rating1 is other_rating", NONE},
		{"rating1 - rating2", NUMBER},
		{"100% - share1", SHARE},
		{"100% - (share1 - share2)", SHARE},
		{"99% - share1", PP},
		{"share1 - 100%", PP},
		{"share1 + 5pp", SHARE},
		{"share1 - share2 >= 5pp", CONDITION},
		{"share1 - share2 >= 5%", NONE},
		{"share1 >= 5pp", NONE},
		{"share1 >= 0.8", NONE},
		{"duration1 / duration2 >= 50%", CONDITION},
		{"number1 / share1 >= 50%", NONE},
		{"number1 / count1 >= 50%", CONDITION},
		{"number1 >= 50%", NONE},
		{"duration1 / 0", NONE},
		{"duration1 / 0%", NONE},
		{"-condition1", NONE},
		{"-text1", NONE},
		{"-date1", NONE},
		{"-count1", NUMBER},
		{"-duration1", DURATION},
		{"date1 + 3 days", DATE},
		{"date1 + 36h", NONE},
		{"date1 + 1 months", NONE},
		{"rating1 > 5", NONE},
		{"rating1 < 1", NONE},
		{"rating1 >= 6", NONE},
		{"count1 < 0", NONE},
		{"count1 >= -1", NONE},
		{"count1 >= 2.5", NONE},
		{"duration1 < 0s", CONDITION},
		{"money1 >= USD 5", NONE},
		{"money1 >= EUR 5", CONDITION},
		{"moment1 - 2026-03-03T08:00", DURATION},
	};

	(void)state;
	try_rows(probe, sizeof probe / sizeof *probe);
}

/* ---- figures ---- */

/* Figures of every kind a formula can have; points by way of a product, so that only types are
 * looked at, not whether net scores add up. */
static const char figures_text[] =
	"}\n"
	"metric number_m { from t\n value mean of number1 }\n"
	"metric count_m { from t\n value count of all\n no rows means zero }\n"
	"metric rating_m { from t\n value mean of rating1 }\n"
	"metric share_m { from t\n value share of condition1 among all }\n"
	"metric pp_m { value share_m - 80% }\n"
	"metric duration_m { from t\n value mean of duration1 }\n"
	"metric money_m { from t\n value mean of money1 }\n"
	"metric net_m { from t\n value net of condition1 against condition2 among all }\n"
	"metric points_m { value net_m * 1 }\n"
	"metric ratio_m { value duration_m / duration_m }\n";

static const char *figure(enum kind kind)
{
	switch (kind) {
	case NUMBER: return "number_m";
	case COUNT: return "count_m";
	case RATING: return "rating_m";
	case SHARE: return "share_m";
	case PP: return "pp_m";
	case DURATION: return "duration_m";
	case MONEY: return "money_m";
	case POINTS: return "points_m";
	case RATIO: return "ratio_m";
	default: return NULL;
	}
}

static void try_figure(const char *left, const char *sign, const char *right, enum kind wanted)
{
	struct modelled made;
	const struct jy_metric *metric;
	struct jb_arena arena;
	struct jb_buf text;
	enum kind is;

	jb_arena_init(&arena, NULL);
	jb_buf_init(&text, &arena);
	jb_buf_printf(&text, "%s%smetric x { value %s %s %s }\n", source_text, figures_text, left,
		      sign, right);
	model_text(&made, jb_buf_text(&text));
	metric = made.model->metrics.at[made.model->metrics.count - 1];
	is = metric->can_measure ? kind_of(jy_metric_typed(metric)) : NONE;
	if (is != wanted || (made.diags.error_count == 0) != (wanted != NONE))
		fail_msg("%s %s %s is %s, and the manual says %s\n%s", left, sign, right,
			 is == NONE ? "refused" : kind_word[is],
			 wanted == NONE ? "refused" : kind_word[wanted],
			 made.lines.size ? made.lines.data : "");
	model_release(&made);
	jb_arena_release(&arena);
}

static void every_cell_holds_of_figures(void **state)
{
	struct type_table table;

	(void)state;
	read_type_table(&table);
	for (int sign = 0; sign < SIGN_COUNT; sign++)
		for (int a = 0; a < KIND_COUNT; a++)
			for (int b = 0; b < KIND_COUNT; b++)
				if (figure((enum kind)a) && figure((enum kind)b))
					try_figure(figure((enum kind)a), sign_written[sign],
						   figure((enum kind)b),
						   table.cell[sign][plain((enum kind)a)]
							     [plain((enum kind)b)]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_cell_holds_of_a_row),
		cmocka_unit_test(every_pair_is_compared_or_refused),
		cmocka_unit_test(other_units_are_other_types),
		cmocka_unit_test(every_cell_holds_of_figures),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
