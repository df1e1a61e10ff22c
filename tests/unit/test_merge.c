/*
 * Shards add up: to what measuring all rows gives, in any order and grouping, or they are refused
 * with the reason. What is equal is compared as the JSON that is written of it.
 */
#include "merge/merge.h"
#include "own_measuring.h"

#define PROGRAM "00000000000000000000000000000000000000000000000000000000000000aa"

/* ---- shards ---- */

static struct jrt_merge_refusals refusals;
static struct jb_text why;

static struct jrt_measured *kept(void)
{
	struct jrt_measured *copy = JB_NEW(&t.arena, struct jrt_measured);

	*copy = t.out;
	for (size_t i = 0; i < t.input.file_count; i++)
		unlink(t.path[i]);
	t.input.file_count = 0;
	return copy;
}

static struct jrt_measured *shard_by(const char *name, const char *column_name, const char *bytes)
{
	struct jrt_shard *shard = JB_NEW(&t.arena, struct jrt_shard);
	struct jrt_measured *measured;
	struct jb_text *split = JB_NEW(&t.arena, struct jb_text);

	file_of(&t, bytes);
	runs();
	measured = kept();
	*split = jb_text_of(column_name);
	*shard = (struct jrt_shard){.id = jb_text_of(name),
				    .program = JB_TEXT(PROGRAM),
				    .holding = measured->holding,
				    .holding_count = measured->holding_count};
	if (column_name) {
		shard->holding[0].split = split;
		shard->holding[0].split_count = 1;
	}
	for (size_t i = 0; i < measured->file_count; i++)
		measured->file[i].shard = shard->id;
	measured->shard = shard;
	measured->shard_count = 1;
	for (size_t i = 0; i < measured->finding_count; i++)
		if (!jb_text_is(measured->finding[i].code, "R0305") &&
		    !jb_text_is(measured->finding[i].code, "R0306"))
			measured->finding[i].shard = shard->id;
	return measured;
}

static struct jrt_measured *shard(const char *name, const char *bytes)
{
	return shard_by(name, NULL, bytes);
}

static enum jb_status merge_to(struct jrt_measured *sum, struct jrt_measured *const *from,
			       size_t count)
{
	struct jrt_merge_given *given = JB_NEW_ARRAY(&t.arena, struct jrt_merge_given, count);

	for (size_t i = 0; i < count; i++)
		given[i] = (struct jrt_merge_given){
			jb_text_printf(&t.arena, "%c.json", (char)('a' + i)), from[i]};
	return jrt_states_merge(&t.plan, given, count, JB_TEXT(PROGRAM), &t.arena, sum, &refusals,
				&why);
}

static struct jrt_measured *merged(struct jrt_measured *a, struct jrt_measured *b)
{
	struct jrt_measured *sum = JB_NEW(&t.arena, struct jrt_measured);
	enum jb_status status = merge_to(sum, (struct jrt_measured *[]){a, b}, 2);

	if (status != JB_OK)
		print_message("%.*s (%zu refusals)\n", JB_ARG(why), refusals.list.count);
	assert_int_equal(status, JB_OK);
	return sum;
}

/* Two that must not add up; a part of the first refusal, or of the sentence. */
static void refused(struct jrt_measured *a, struct jrt_measured *b, const char *said)
{
	struct jrt_measured sum;
	struct jb_text text;

	assert_int_equal(merge_to(&sum, (struct jrt_measured *[]){a, b}, 2), JB_REFUSED);
	text = refusals.list.count
		       ? jb_text_printf(&t.arena, "%.*s: %.*s", JB_ARG(refusals.list.at[0].what),
					JB_ARG(refusals.list.at[0].why))
		       : why;
	if (!strstr(jb_text_cstring(&t.arena, text), said))
		print_message("%.*s\n", JB_ARG(text));
	assert_non_null(strstr(jb_text_cstring(&t.arena, text), said));
}

/* Tallies and states; `names` too, whose they are. */
static struct jb_text written(const struct jrt_measured *measured, bool names)
{
	struct jrt_measured bare = *measured;
	struct jrt_judged nothing = {0};
	struct jb_buf out;

	if (!names) {
		bare.shard_count = bare.file_count = bare.finding_count = 0;
	}
	jb_buf_init(&out, &t.arena);
	jrt_report_json(&t.plan, &bare, &nothing, &out);
	return jb_buf_text(&out);
}

static void same(const struct jrt_measured *a, const struct jrt_measured *b, bool names)
{
	struct jb_text one = written(a, names), other = written(b, names);

	if (!jb_text_equal(one, other))
		print_message("%.*s\n%.*s\n", JB_ARG(one), JB_ARG(other));
	assert_true(jb_text_equal(one, other));
}

static struct jrt_measured *all_of(const char *const *bytes, size_t count)
{
	for (size_t i = 0; i < count; i++)
		file_of(&t, bytes[i]);
	runs();
	return kept();
}

static const struct jrt_cell *cell_of(const struct jrt_measured *measured, const char *label)
{
	for (size_t i = 0; i < measured->cell_count; i++)
		if (jb_text_is(measured->cell[i].label, label))
			return &measured->cell[i];
	return NULL;
}

/* ---- every kind ---- */

static uint32_t named_meter(struct jrt_part part, const char *name)
{
	uint32_t number_of = meter(&t, part);

	t.metric[number_of].name = jb_text_of(name);
	return number_of;
}

/* Columns at, x, y and name; a meter of each kind of part, one over groups, one over all time. */
static void every_kind(void)
{
	static const char *const names[] = {"a", "b", "c", "d", "e", "f", "g",
					    "h", "i", "j", "k", "l", "m", "n"};
	uint32_t at = time_column(&t, "at"), x = column(&t, "x", JRT_NUMBER),
		 name = column(&t, "name", JRT_TEXT), flag, grouped;

	time_of(&t, at);
	flag = compare(&t, MAIN, x, JRT_OP_ABOVE, 0);
	x = of_column(&t, MAIN, x);
	name = of_column(&t, MAIN, name);
	t.source.tolerated = 500000;
	for (uint32_t kind = JRT_PART_COUNT; kind <= JRT_PART_STOCK; kind++) {
		bool flags = kind == JRT_PART_SHARE || kind == JRT_PART_NET;

		if (kind != JRT_PART_TIME)
			named_meter((struct jrt_part){.kind = (enum jrt_part_kind)kind,
						      .among = JRT_NONE,
						      .type = kind == JRT_PART_DISTINCT
								      ? JRT_TEXT
								      : JRT_NUMBER,
						      .a = kind == JRT_PART_DISTINCT ? name
							   : flags		     ? flag
										     : x,
						      .b = flags ? flag : x},
				    names[kind]);
	}
	grouped = named_meter((struct jrt_part){.kind = JRT_PART_MEAN, .among = JRT_NONE, .a = x},
			      "groups");
	t.metric[grouped].grouping = (struct jrt_grouping){
		.kind = JRT_GROUPS_WORST, .key = name, .type = JRT_TEXT, .usable_at_least = -1};
	t.periods[1] = (struct jrt_period_spec){.unit = JRT_WHOLE, .zone = JRT_NONE};
	t.plan.periods_count = 2;
	t.meter[named_meter(count_among(JRT_NONE), "whole")].periods = 1;
}

static const char *const thirds[] = {
	"at,x,name\n2026-03-01 00:00:00,1.5,b\n2026-03-02 00:00:00,-7,a\n2026-03-03 00:00:00,,a\n"
	"2026-05-09 00:00:00,2,b\n2026-05-09 00:00:00,x,b\n",
	"at,x,name\n2026-03-09 00:00:00,100000,c\n2026-03-02 00:00:00,-7,a\n"
	"2026-03-01 00:00:00,1.5,\xc3\xa9\n2025-11-01 00:00:00,much,\n",
	"at,x,name\n2026-03-09 00:00:00,99999,\n2026-01-31 23:59:59,3,d\n",
};

static void sums_are_those_of_all_rows_in_any_order_and_grouping(void **state)
{
	struct jrt_measured *a, *b, *c, *all, *one;

	(void)state;
	every_kind();
	a = shard("a", thirds[0]);
	b = shard("b", thirds[1]);
	c = shard("c", thirds[2]);
	all = all_of(thirds, 3);
	one = merged(merged(a, b), c);
	same(one, all, false);
	same(merged(a, merged(b, c)), one, true);
	same(merged(c, merged(b, a)), one, true);
	same(merged(merged(c, a), b), one, true);
	/* Between the first and the last row of all shards a month has none. */
	assert_non_null(cell_of(one, "2026-04"));
	assert_int_equal(one->shard_count, 3);
}

static void one_alone_is_what_it_was(void **state)
{
	struct jrt_measured *a, sum;

	(void)state;
	every_kind();
	a = shard("a", thirds[0]);
	assert_int_equal(merge_to(&sum, &a, 1), JB_OK);
	same(&sum, a, true);
}

/* A rejected row of a month in which its own shard has nothing else. */
static void rejects_of_a_month_that_is_no_cell_are_not_lost(void **state)
{
	static const char *const halves[] = {
		"at,x,name\n2026-03-01 00:00:00,1,a\n2026-07-01 00:00:00,x,a\n",
		"at,x,name\n2026-07-02 00:00:00,1,a\n2026-03-01 00:00:00,x,a\n"};
	struct jrt_measured *a, *b, *c, *sum;

	(void)state;
	every_kind();
	a = shard("a", halves[0]);
	b = shard("b", halves[1]);
	c = shard("c", "at,x,name\n2026-03-05 00:00:00,1,a\n");
	assert_null(cell_of(a, "2026-07"));
	assert_int_equal(a->shard->holding[0].apart_count, 1);
	sum = merged(a, b);
	same(sum, all_of(halves, 2), false);
	assert_int_equal(cell_of(sum, "2026-07")->steps.rejected, 1);
	same(merged(merged(a, c), b), merged(sum, c), true);
	same(merged(sum, c), merged(a, merged(c, b)), true);
}

/* ---- what is covered ---- */

static void cover(int month, int day, unsigned to_month, int to_day)
{
	covers(&t, 2026, (unsigned)month, day, to_month, to_day);
}

static void months_cover_their_union_and_a_hole_stays_one(void **state)
{
	struct jrt_measured *january, *march, *april, *sum;

	(void)state;
	every_kind();
	cover(1, 1, 1, 31);
	january = shard("jan", "at,x,name\n2026-01-05 00:00:00,1,a\n");
	cover(3, 1, 3, 31);
	march = shard("mar", "at,x,name\n2026-03-05 00:00:00,1,a\n");
	cover(4, 1, 4, 10);
	april = shard("apr", "at,x,name\n");
	sum = merged(merged(april, january), march);
	assert_int_equal(cell_of(sum, "2026-01")->coverage, JRT_COVERED);
	assert_int_equal(cell_of(sum, "2026-02")->coverage, JRT_COVERED_NOT);
	assert_int_equal(cell_of(sum, "2026-03")->coverage, JRT_COVERED);
	assert_int_equal(cell_of(sum, "2026-04")->coverage, JRT_COVERED_PART);
	assert_true(sum->source[0].cover_gaps);
	same(sum, merged(january, merged(march, april)), true);
}

static void covers_that_overlap_and_differ_are_refused(void **state)
{
	struct jrt_measured *january, *winter, *february, *rows, *again;

	(void)state;
	every_kind();
	cover(1, 1, 1, 31);
	january = shard("jan", "at,x,name\n2026-01-05 00:00:00,1,a\n");
	again = shard("jan south", "at,x,name\n2026-01-06 00:00:00,1,a\n");
	cover(2, 1, 2, 28);
	february = shard("feb", "at,x,name\n2026-02-05 00:00:00,1,a\n");
	cover(1, 1, 2, 28);
	winter = shard("winter", "at,x,name\n2026-02-05 00:00:00,1,a\n");
	t.source.covers = JRT_COVERS_ROWS;
	rows = shard("rows", "at,x,name\n2026-02-05 00:00:00,1,a\n");
	refused(january, winter,
		"what it covers: \"jan\" covers 2026-01-01 to 2026-01-31 and "
		"\"winter\" 2026-01-01 to 2026-02-28");
	refused(winter, merged(january, february), "what it covers");
	refused(rows, winter, "what its rows tell");
	/* Half of January and all of February, whichever came together first. */
	same(merged(merged(january, again), february), merged(january, merged(february, again)),
	     true);
}

static void what_one_could_not_read_the_sum_does_not_cover(void **state)
{
	struct jrt_measured *a, *b, *sum;

	(void)state;
	every_kind();
	cover(1, 1, 1, 31);
	a = shard("a", "at,x,name\n2026-01-05 00:00:00,1,a\n");
	file_at(&t, "/nowhere/at-all.csv");
	b = shard("b", "at,x,name\n2026-01-06 00:00:00,1,a\n");
	assert_true(b->source[0].unread);
	sum = merged(a, b);
	assert_false(sum->source[0].has_cover);
	assert_int_equal(cell_of(sum, "2026-01")->coverage, JRT_COVERED_NOT);
}

/* ---- rows that belong together ---- */

static void duplicates_ask_for_a_cut_by_their_identity(void **state)
{
	static const char *const halves[] = {
		"at,x,name\n2026-03-01 00:00:00,1,a\n2026-03-01 00:00:00,1,a\n",
		"at,x,name\n2026-03-01 00:00:00,1,b\n"};

	(void)state;
	every_kind();
	identify_by(&t, 2);
	refused(shard("a", halves[0]), shard("b", halves[1]), "source `calls`: identify");
	refused(shard_by("a", "name", halves[0]), shard("b", halves[1]), "identify");
	refused(shard_by("a", "name", halves[0]), shard_by("b", "x", halves[1]), "identify");
	same(merged(shard_by("a", "name", halves[0]), shard_by("b", "name", halves[1])),
	     all_of(halves, 2), false);
}

static void look_ahead_asks_for_a_cut_and_for_one_time(void **state)
{
	static const char *const halves[] = {
		"at,x,name\n2026-03-01 00:00:00,1,a\n2026-03-02 00:00:00,1,a\n",
		"at,x,name\n2026-03-01 00:00:00,1,b\n2026-03-30 00:00:00,1,b\n"};
	uint32_t key;
	struct jrt_measured *march;

	(void)state;
	every_kind();
	key = of_column(&t, MAIN, 2);
	t.part[t.plan.meter_count][0].windows = 1;
	named_meter(share(again(&t, key, JRT_NONE, 7), JRT_NONE), "repeats");
	t.part[t.plan.meter_count - 1][0].windows = 1;
	cover(3, 1, 3, 31);
	march = shard_by("b", "name", halves[1]);
	refused(shard("a", halves[0]), march, "the row that follows may be in another shard");
	same(merged(shard_by("a", "name", halves[0]), march), all_of(halves, 2), false);
	cover(4, 1, 4, 30);
	refused(shard_by("a", "name", halves[0]), march, "which rows are due is told by the end");
	t.source.covers = JRT_COVERS_ROWS;
	refused(shard_by("a", "name", halves[0]), shard_by("b", "name", halves[1]),
		"which rows are due is told by the end");
}

/* Groups show the values of the column that shards are said to be cut by. */
static void a_cut_that_is_none_is_found_out_where_it_shows(void **state)
{
	(void)state;
	every_kind();
	refused(shard_by("a", "name", thirds[0]), shard_by("b", "name", thirds[1]),
		"said to be cut by name, but \"a\" is in two shards");
}

static void shares_of_time_do_not_add_up(void **state)
{
	static const struct jrt_calendar_hours monday = {1, 0, 24 * 3600 * INT64_C(1000000)};
	static const struct jrt_calendar_spec always = {.hours = &monday, .hours_count = 1};

	(void)state;
	every_kind();
	t.part[0][0].kind = JRT_PART_TIME;
	t.metric[0].place = (struct jrt_place){JB_TEXT("calls.journey"), 9};
	t.plan.meter_count = t.plan.metric_count = 1;
	t.meter[0].asked = true;
	t.part[0][0].a = t.part[0][0].b = t.source.time;
	t.plan.calendar = &always;
	t.plan.calendar_count = 1;
	refused(shard("a", thirds[0]), shard("b", thirds[1]), "metric `a`: a share of time");
	assert_int_equal(refusals.list.at[0].place.line, 9);
}

/* ---- tolerance ---- */

static void what_is_tolerated_is_asked_of_the_sum(void **state)
{
	struct jrt_measured *bad, *good, *sum;

	(void)state;
	every_kind();
	t.source.tolerated = 250000;
	cover(3, 1, 3, 31);
	bad = shard("bad", "at,x,name\n2026-03-01 00:00:00,x,a\n2026-03-01 00:00:00,1,a\n");
	good = shard("good", "at,x,name\n2026-03-01 00:00:00,1,a\n2026-03-01 00:00:00,1,a\n"
			     "2026-03-01 00:00:00,1,a\n");
	assert_true(bad->source[0].over_tolerance && bad->finding_count > 0);
	sum = merged(bad, good);
	assert_false(sum->source[0].over_tolerance);
	assert_false(cell_of(sum, "2026-03")->over_tolerance);
	assert_int_equal(sum->finding_count, 0);
	sum = merged(bad, shard("worse", "at,x,name\n2026-03-01 00:00:00,x,a\n"));
	assert_true(cell_of(sum, "2026-03")->over_tolerance);
	assert_int_equal(sum->finding_count, 2);
	assert_int_equal(sum->finding[0].shard.size, 0);
}

/* ---- names, and numbers that no measuring gives ---- */

static void a_shard_counts_once_and_has_a_name(void **state)
{
	struct jrt_measured *a, *b, *nameless;

	(void)state;
	every_kind();
	a = shard("a", thirds[0]);
	b = shard("b", thirds[1]);
	nameless = all_of(thirds, 1);
	refused(a, a, "the shard \"a\" is in a.json and in b.json");
	refused(merged(a, b), b, "the shard \"b\" is in a.json and in b.json");
	refused(a, nameless, "b.json: these states have no name");
	b->veiled = true;
	refused(a, b, "b.json: a record of evidence");
	b->veiled = false;
	b->shard->program = JB_TEXT("other");
	refused(a, b, "counted by other rules");
}

static void numbers_that_no_measuring_gives_are_refused(void **state)
{
	struct jrt_measured *a, *b;

	(void)state;
	every_kind();
	a = shard("a", thirds[0]);
	b = shard("b", thirds[1]);
	b->cell[1].steps.in_period++;
	refused(a, b, "not those of one measuring");
	b->cell[1].steps.in_period--;
	b->cell[0].entry = 7;
	refused(a, b, "not those of one measuring");
	b->cell[0].entry = 0;
	b->shard->holding_count = 0;
	refused(a, b, "states of a source that no shard in it has data of");
	b->shard->holding_count = 1;
	b->shard->holding[0].unfulfilled_count = 1;
	refused(a, b, "other requirements");
	b->shard->holding[0].unfulfilled_count = 0;
	for (size_t i = 0; i < a->cell_count && i < b->cell_count; i++) {
		a->cell[i].part[0].num = JRT_STATES_SUM_MAX;
		b->cell[i].part[0].num = JRT_STATES_SUM_MAX;
	}
	refused(a, b, "the sum is too large");
}

static void rows_beyond_all_limits_are_refused(void **state)
{
	struct jrt_measured *a, *b;

	(void)state;
	every_kind();
	a = shard("a", thirds[0]);
	b = shard("b", thirds[1]);
	a->source[0].rows = b->source[0].rows = JRT_STATES_ROWS_MAX;
	refused(a, b, "the rows of calls are too many");
}

static void groups_for_which_there_was_no_room_are_refused(void **state)
{
	struct jrt_measured *a, *b;

	(void)state;
	every_kind();
	a = shard("a", thirds[0]);
	b = shard("b", thirds[1]);
	for (size_t i = 0; i < a->cell_count; i++)
		a->cell[i].part[0].beyond = 1;
	refused(a, b, "had no room for all groups");
}

static void too_little_memory_is_said(void **state)
{
	struct jrt_measured *a, *b, sum;

	(void)state;
	every_kind();
	a = shard("a", thirds[0]);
	b = shard("b", thirds[1]);
	t.arena.limit = t.arena.used + 4096;
	assert_int_equal(merge_to(&sum, (struct jrt_measured *[]){a, b}, 2), JB_NO_MEMORY);
	t.arena.limit = 0;
	assert_string_equal(why.at, "not enough memory to add the states up");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(sums_are_those_of_all_rows_in_any_order_and_grouping),
		TEST(one_alone_is_what_it_was),
		TEST(rejects_of_a_month_that_is_no_cell_are_not_lost),
		TEST(months_cover_their_union_and_a_hole_stays_one),
		TEST(covers_that_overlap_and_differ_are_refused),
		TEST(what_one_could_not_read_the_sum_does_not_cover),
		TEST(duplicates_ask_for_a_cut_by_their_identity),
		TEST(look_ahead_asks_for_a_cut_and_for_one_time),
		TEST(a_cut_that_is_none_is_found_out_where_it_shows),
		TEST(shares_of_time_do_not_add_up),
		TEST(what_is_tolerated_is_asked_of_the_sum),
		TEST(a_shard_counts_once_and_has_a_name),
		TEST(numbers_that_no_measuring_gives_are_refused),
		TEST(rows_beyond_all_limits_are_refused),
		TEST(groups_for_which_there_was_no_room_are_refused),
		TEST(too_little_memory_is_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
