/*
 * Rows that are handed in as values: they give what their texts in a file give, and are checked as
 * those are.
 */
#include "own_push.h"

enum { VALUES = 9 };

static const struct jb_text value_names[VALUES] = {
	JB_TEXT("instant"), JB_TEXT("text"),  JB_TEXT("number"), JB_TEXT("flag"), JB_TEXT("share"),
	JB_TEXT("wait"),    JB_TEXT("money"), JB_TEXT("date"),	 JB_TEXT("clock")};

/* Columns whose form in a file is nothing like the value. */
static void plan_of_values(void)
{
	static const enum jrt_type type[VALUES] = {JRT_INSTANT, JRT_TEXT,  JRT_NUMBER,
						   JRT_FLAG,	JRT_SHARE, JRT_DURATION,
						   JRT_MONEY,	JRT_DATE,  JRT_CLOCK};
	static const struct jb_text yes = JB_TEXT("Ja"), no = JB_TEXT("Nein");

	measuring_release(&t);
	measuring_init(&t);
	for (int i = 0; i < VALUES; i++)
		column(&t, value_names[i].at, type[i]);
	t.column[0].format = JB_TEXT("%d/%m/%Y %H:%M:%S.%f");
	t.column[0].zone = JB_TEXT("Europe/London");
	t.column[3].yes = &yes;
	t.column[3].no = &no;
	t.column[3].yes_count = t.column[3].no_count = 1;
	t.column[4].scale_den = 100;
	t.column[5].format = JB_TEXT("h:mm:ss");
	t.column[7].format = JB_TEXT("%d.%m.%Y");
	t.column[8].format = JB_TEXT("%I:%M:%S %p");
	t.source.decimal_point = ',';
	t.source.separator = ';';
	time_of(&t, 0);
	for (uint32_t i = 2; i < 7; i++)
		meter(&t, (struct jrt_part){.kind = i == 3 ? JRT_PART_SHARE : JRT_PART_VALUES,
					    .among = JRT_NONE,
					    .a = of_column(&t, MAIN, i)});
	for (uint32_t i = 7; i < 9; i++)
		meter(&t, (struct jrt_part){.kind = JRT_PART_DISTINCT,
					    .among = JRT_NONE,
					    .a = of_column(&t, MAIN, i)});
	meter(&t, (struct jrt_part){.kind = JRT_PART_DISTINCT,
				    .among = JRT_NONE,
				    .a = of_column(&t, MAIN, 1)});
}

static void values_give_what_their_texts_give(void **state)
{
	static const char rows[] = "instant;text;number;flag;share;wait;money;date;clock\n"
				   "05/07/2026 "
				   "09:12:58.000001;\"x;\"\"y\"\"\";-12,000001;Ja;80,5;26:00:01;0,"
				   "07;29.02.2024;12:00:00 AM\n"
				   "05/07/2026 10:12:58.5;\"\";;Nein;;;;;\n"
				   "31/12/2025 23:59:59.999999;x, "
				   "y;9007199254,740993;;100;0:00:00;-1;01.01.1970;11:59:59 PM\n";
	const int64_t us = 1000000, day = INT64_C(86400) * us, base = INT64_C(1783239178) * us;
	const int64_t instant[] = {base + 1, base + 3600 * us + us / 2,
				   INT64_C(1767225599) * us + 999999},
		      number[] = {-12000001, 0, INT64_C(9007199254740993)}, flag[] = {1, 0, 0},
		      share_[] = {805000, 0, us}, wait[] = {INT64_C(93601) * us, 0, 0},
		      money[] = {70000, 0, -us}, date[] = {19782, 0, 0},
		      clock_[] = {0, 0, day - us};
	const struct jb_text words[] = {JB_TEXT("x;\"y\""), JB_TEXT(""), JB_TEXT("x, y")};
	const uint8_t odd[] = {1, 0, 1}, two[] = {1, 1, 0};
	const struct jrt_push_column values[VALUES] = {
		{.value = instant},
		{.text = words},
		{.value = number, .known = odd},
		{.value = flag, .known = two},
		{.value = share_, .known = odd},
		{.value = wait, .known = odd},
		{.value = money, .known = odd},
		{.value = date, .known = odd},
		{.value = clock_, .known = odd},
	};
	struct jrt_push_source source = {.source = JB_TEXT("calls"),
					 .kind = JRT_PUSH_COLUMNS,
					 .field = value_names,
					 .field_count = VALUES};
	struct told read, told;

	(void)state;
	plan_of_values();
	file_of(&t, rows);
	source.called = t.file[0].path;
	measure_files(&read);
	assert_int_equal(t.out.source[0].accepted, 3);
	struct jrt_push *push = open_push(&told, &source, 1);
	assert_int_equal(jrt_push_columns(push, 0, values, 3), JB_OK);
	end_push(push, &told);
	are_the_same(&told, &read);
	jb_arena_release(&read.arena);
}

/* A date that no calendar has and a value out of its bounds are rejected as they are in a file. */
static void values_are_checked(void **state)
{
	const int64_t instant[] = {INT64_MAX, 0}, number[] = {1000000, 11000000};
	const struct jrt_push_column values[] = {{.value = instant}, {.value = number}};
	const struct jb_text names[] = {JB_TEXT("instant"), JB_TEXT("number")};
	const struct jrt_push_source source = {.source = JB_TEXT("calls"),
					       .kind = JRT_PUSH_COLUMNS,
					       .field = names,
					       .field_count = 2};
	struct told told;

	(void)state;
	measuring_release(&t);
	measuring_init(&t);
	time_of(&t, time_column(&t, "instant"));
	column(&t, "number", JRT_NUMBER);
	t.column[1].bounded = true;
	t.column[1].high = 10 * JB_FIX_ONE;
	meter(&t, count_among(JRT_NONE));
	struct jrt_push *push = open_push(&told, &source, 1);
	assert_int_equal(jrt_push_columns(push, 0, values, 2), JB_OK);
	end_push(push, &told);
	assert_non_null(strstr(told.text.data, "0 2 0 R0215"));
	assert_non_null(strstr(told.text.data, "0 3 1 R0211"));
	jb_arena_release(&told.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(values_give_what_their_texts_give),
		TEST(values_are_checked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
