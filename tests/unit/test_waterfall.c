/*
 * The waterfall: what became of every row between what was offered and what is counted. Random
 * programs over random rows, held against a count that looks at one row after the other and knows
 * nothing of batches, masks and slots; at each step the rows add up to the last one.
 */
#include "own_measuring.h"

/* ---- chance, the same on every machine ---- */

static uint64_t seed;

static uint32_t chance(uint32_t below)
{
	seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t)(seed >> 33) % below;
}

/* ---- rows ---- */

#define ROWS_MAX 700
#define FLAGS 4

enum flag { NO, YES, UNKNOWN };

/* What a row says; everything else follows from it. */
struct row {
	unsigned day, hour; /* of February and March 2026: 0 is 1 February */
	enum flag flag[FLAGS];
	unsigned key; /* 0: missing */
	bool twice;   /* stands in the file a second time */
};

static struct row rows[ROWS_MAX];
static size_t row_count;

static struct row random_row(void)
{
	struct row row = {.day = chance(59), .hour = chance(24), .key = chance(6)};

	for (size_t f = 0; f < FLAGS; f++)
		row.flag[f] = (enum flag)chance(3);
	row.twice = chance(9) == 0;
	return row;
}

static void add_line(char *out, size_t size, const struct row *row, size_t number)
{
	static const char *const word[] = {"0", "1", ""};
	unsigned month = row->day < 28 ? 2 : 3;

	snprintf(out + strlen(out), size - strlen(out),
		 "2026-%02u-%02u %02u:30:00,%zu,%.0u,%s,%s,%s,%s\n", month,
		 month == 2 ? row->day + 1 : row->day - 27, row->hour, number, row->key,
		 word[row->flag[0]], word[row->flag[1]], word[row->flag[2]], word[row->flag[3]]);
}

static void write_rows(void)
{
	static char text_of_rows[2 * ROWS_MAX * 64];

	strcpy(text_of_rows, "at,id,who,f0,f1,f2,f3\n");
	for (size_t i = 0; i < row_count; i++) {
		add_line(text_of_rows, sizeof text_of_rows, &rows[i], i + 1);
		if (rows[i].twice)
			add_line(text_of_rows, sizeof text_of_rows, &rows[i], i + 1);
	}
	file_of(&t, text_of_rows);
}

/* ---- conditions: a register and what it says of a row ---- */

struct condition {
	enum jrt_op op; /* COLUMN, AND, OR, NOT */
	unsigned flag;
	const struct condition *a, *b;
	uint32_t reg;
};

static uint32_t flag_column[FLAGS];

static const struct condition *random_condition(enum which which, unsigned depth)
{
	static const enum jrt_op ops[] = {JRT_OP_AND, JRT_OP_OR, JRT_OP_NOT};
	struct condition *out = JB_NEW(&t.arena, struct condition);

	out->op = depth == 0 || chance(3) == 0 ? JRT_OP_COLUMN : ops[chance(3)];
	if (out->op == JRT_OP_COLUMN) {
		out->flag = chance(FLAGS);
		out->reg = of_column(&t, which, flag_column[out->flag]);
		return out;
	}
	out->a = random_condition(which, depth - 1);
	if (out->op != JRT_OP_NOT)
		out->b = random_condition(which, depth - 1);
	out->reg = op(&t, which, out->op, out->a->reg, out->b ? out->b->reg : 0);
	return out;
}

static enum flag says(const struct condition *condition, const struct row *row)
{
	enum flag a, b;

	if (condition->op == JRT_OP_COLUMN)
		return row->flag[condition->flag];
	a = says(condition->a, row);
	if (condition->op == JRT_OP_NOT)
		return a == UNKNOWN ? UNKNOWN : a == YES ? NO : YES;
	b = says(condition->b, row);
	if (condition->op == JRT_OP_AND)
		return a == NO || b == NO ? NO : a == YES && b == YES ? YES : UNKNOWN;
	return a == YES || b == YES ? YES : a == NO && b == NO ? NO : UNKNOWN;
}

/* ---- a random program ---- */

struct program {
	const struct condition *ignore, *require, *mask, *among, *hit;
	struct jrt_range relief[2];
	size_t relief_count;
	bool windowed, grouped;
	int64_t window_days;
};

static struct program program;

static int64_t instant(unsigned day, unsigned hour)
{
	return (jrt_civil_days(2026, 2, 1) + day) * JRT_DAY_US + hour * (JRT_DAY_US / 24);
}

static void declare_columns(void)
{
	static const char *const name[] = {"f0", "f1", "f2", "f3"};
	uint32_t at = time_column(&t, "at");
	uint32_t id = column(&t, "id", JRT_TEXT), who = column(&t, "who", JRT_TEXT);

	missing(&t, who, "");
	for (size_t f = 0; f < FLAGS; f++) {
		flag_column[f] = column(&t, name[f], JRT_FLAG);
		missing(&t, flag_column[f], "");
	}
	time_of(&t, at);
	identify_by(&t, id);
}

static void add_reliefs(uint32_t number)
{
	program.relief_count = chance(3);
	for (size_t i = 0; i < program.relief_count; i++) {
		unsigned day = chance(55);

		program.relief[i] = (struct jrt_range){instant(day, chance(24)),
						       instant(day + 1 + chance(4), chance(24))};
	}
	t.meter[number].relief = program.relief;
	t.meter[number].relief_count = program.relief_count;
}

/* `share of HIT among AMONG`, in the rows of MASK. */
static void random_program(void)
{
	struct jrt_part part;
	uint32_t number;

	declare_columns();
	memset(&program, 0, sizeof program);
	program.ignore = random_condition(FILTER, 1);
	program.require = random_condition(CHECK, 1);
	program.mask = chance(4) ? random_condition(MAIN, 2) : NULL;
	program.among = chance(4) ? random_condition(MAIN, 2) : NULL;
	program.hit = random_condition(MAIN, 2);
	ignore_where(&t, program.ignore->reg);
	require(&t, program.require->reg, JRT_REJECT_ROW);
	part = share(program.hit->reg, program.among ? program.among->reg : JRT_NONE);
	program.windowed = chance(2);
	program.grouped = chance(3) == 0;
	program.window_days = 1 + chance(6);
	if (program.windowed) {
		part.a = op(&t, MAIN, JRT_OP_AND, part.a,
			    again(&t, of_column(&t, MAIN, 2), JRT_NONE, program.window_days));
		part.windows = 1;
		covers(&t, 2026, 2, 1, 3, 31);
	}
	number = meter(&t, part);
	if (program.mask)
		t.meter[number].mask = program.mask->reg;
	if (program.grouped)
		t.metric[number].grouping = (struct jrt_grouping){.kind = JRT_GROUPS_WORST,
								  .key = of_column(&t, MAIN, 2),
								  .type = JRT_TEXT,
								  .usable_at_least = -1};
	add_reliefs(number);
}

/* ---- the same, a row at a time ---- */

struct counts {
	uint64_t ignored, rejected, duplicates;
	struct {
		uint64_t rejected, in_period, in_scope, relieved;
		uint64_t left_out, not_due, unusable, n, hits;
	} month[2];
};

static bool is_accepted(const struct row *row)
{
	return says(program.ignore, row) != YES && says(program.require, row) != NO;
}

/* Another accepted row with the key, at most so many days later; of one instant, later in the
 * file. */
static enum flag comes_again(size_t number)
{
	int64_t from = instant(rows[number].day, rows[number].hour);

	if (rows[number].key == 0)
		return UNKNOWN;
	for (size_t i = 0; i < row_count; i++) {
		int64_t at = instant(rows[i].day, rows[i].hour);

		if (i != number && is_accepted(&rows[i]) && rows[i].key == rows[number].key &&
		    (at > from || (at == from && i > number)) &&
		    at <= from + program.window_days * JRT_DAY_US)
			return YES;
	}
	return NO;
}

static bool is_relieved(const struct row *row)
{
	int64_t at = instant(row->day, row->hour) + JRT_DAY_US / 48;

	for (size_t i = 0; i < program.relief_count; i++)
		if (at >= program.relief[i].from && at < program.relief[i].to)
			return true;
	return false;
}

static bool is_due(const struct row *row)
{
	return !program.windowed ||
	       instant(row->day, row->hour) + JRT_DAY_US / 48 + program.window_days * JRT_DAY_US <
		       instant(59, 0);
}

static enum flag both(enum flag a, enum flag b)
{
	return a == NO || b == NO ? NO : a == YES && b == YES ? YES : UNKNOWN;
}

static void count_accepted_row(struct counts *counts, size_t number)
{
	const struct row *row = &rows[number];
	enum flag among = program.among ? says(program.among, row) : YES;
	enum flag hit = says(program.hit, row);
	unsigned m = row->day >= 28;

	if (program.windowed)
		hit = both(hit, comes_again(number));
	counts->month[m].in_period++;
	if (program.mask && says(program.mask, row) != YES)
		return;
	counts->month[m].in_scope++;
	if (is_relieved(row))
		counts->month[m].relieved++;
	else if (among == NO)
		counts->month[m].left_out++;
	else if (!is_due(row))
		counts->month[m].not_due++;
	else if (among == UNKNOWN || hit == UNKNOWN || (program.grouped && row->key == 0))
		counts->month[m].unusable++;
	else {
		counts->month[m].n++;
		counts->month[m].hits += hit == YES;
	}
}

static struct counts count(void)
{
	struct counts counts = {0};

	for (size_t i = 0; i < row_count; i++) {
		const struct row *row = &rows[i];

		if (says(program.ignore, row) == YES) {
			counts.ignored += row->twice ? 2 : 1;
			continue;
		}
		counts.duplicates += row->twice;
		if (is_accepted(row)) {
			count_accepted_row(&counts, i);
			continue;
		}
		counts.rejected++;
		counts.month[row->day >= 28].rejected++;
	}
	return counts;
}

/* ---- one against the other ---- */

static void same_cell(const struct jrt_cell *found, const struct counts *counts, unsigned m)
{
	const struct jrt_part_state *part = found->part;

	assert_true(found->steps.counted);
	assert_int_equal(found->steps.rejected, counts->month[m].rejected);
	assert_int_equal(found->steps.in_period, counts->month[m].in_period);
	assert_int_equal(found->steps.in_scope, counts->month[m].in_scope);
	assert_int_equal(found->steps.relieved, counts->month[m].relieved);
	assert_int_equal(part->left_out, counts->month[m].left_out);
	assert_int_equal(part->not_due, counts->month[m].not_due);
	assert_int_equal(part->unusable, counts->month[m].unusable);
	assert_int_equal(part->n, counts->month[m].n);
	if (!program.grouped)
		assert_int_equal((uint64_t)part->num, counts->month[m].hits);
	assert_int_equal(part->left_out + part->not_due + part->unusable + part->n + part->beyond,
			 found->steps.in_scope - found->steps.relieved);
}

static void one_program(uint64_t number)
{
	struct counts counts;
	const struct jrt_source_tally *tally;
	uint64_t in_periods = 0;

	seed = number;
	measuring_release(&t);
	measuring_init(&t);
	random_program();
	row_count = 1 + chance(number % 10 == 0 ? ROWS_MAX : 60);
	for (size_t i = 0; i < row_count; i++)
		rows[i] = random_row();
	write_rows();
	run(&t);
	if (t.status != JB_OK)
		fail_msg("program %llu: %.*s", (unsigned long long)number, JB_ARG(t.why));
	counts = count();
	tally = &t.out.source[0];
	assert_int_equal(tally->ignored, counts.ignored);
	assert_int_equal(tally->rejected, counts.rejected);
	assert_int_equal(tally->duplicates, counts.duplicates);
	for (size_t i = 0; i < t.out.cell_count; i++) {
		same_cell(&t.out.cell[i], &counts, jb_text_is(t.out.cell[i].label, "2026-03"));
		in_periods += t.out.cell[i].steps.in_period;
	}
	assert_int_equal(tally->rows,
			 tally->ignored + tally->rejected + tally->duplicates + in_periods);
}

static void rows_add_up_at_every_step_of_random_programs(void **state)
{
	(void)state;
	for (uint64_t number = 1; number <= 1500; number++)
		one_program(number);
}

/* ---- the way through JSON ---- */

static struct jb_buf report(void)
{
	static const struct jrt_formula_step formula = {.op = JRT_F_PART};
	struct jrt_judged judged;
	struct jb_buf json;

	t.metric[0].formula = &formula;
	t.metric[0].formula_count = 1;
	jb_buf_init(&json, &t.arena);
	if (jrt_judge(&t.plan, &t.out, &t.arena, &judged, &t.why) != JB_OK)
		fail_msg("%.*s", JB_ARG(t.why));
	jrt_report_json(&t.plan, &t.out, &judged, &json);
	return json;
}

static void states_carry_the_steps(void **state)
{
	struct jrt_measured again_read;
	struct jb_buf json;

	(void)state;
	one_program(40);
	json = report();
	assert_int_equal(
		jrt_states_read(&t.plan, jb_buf_text(&json), &t.arena, &again_read, &t.why), JB_OK);
	assert_int_equal(again_read.cell_count, t.out.cell_count);
	for (size_t i = 0; i < t.out.cell_count; i++) {
		const struct jrt_cell *a = &t.out.cell[i], *b = &again_read.cell[i];

		assert_true(b->steps.counted);
		assert_int_equal(a->steps.rejected, b->steps.rejected);
		assert_int_equal(a->steps.in_period, b->steps.in_period);
		assert_int_equal(a->steps.in_scope, b->steps.in_scope);
		assert_int_equal(a->steps.relieved, b->steps.relieved);
		assert_int_equal(a->part->left_out, b->part->left_out);
	}
}

static void refuses(const char *text_now, const char *instead, const char *why)
{
	struct jrt_measured read;
	struct jb_buf json = report();
	char *at = strstr(json.data, text_now);

	assert_non_null(at);
	assert_int_equal(strlen(text_now), strlen(instead));
	memcpy(at, instead, strlen(instead));
	assert_int_equal(jrt_states_read(&t.plan, jb_buf_text(&json), &t.arena, &read, &t.why),
			 JB_MALFORMED);
	if (!strstr(jb_text_cstring(&t.arena, t.why), why))
		fail_msg("%.*s", JB_ARG(t.why));
}

static void steps_that_do_not_add_up_are_refused(void **state)
{
	(void)state;
	time_of(&t, time_column(&t, "at"));
	meter(&t, count_among(JRT_NONE));
	file_of(&t, "at\n2026-03-02 00:00:00\n2026-03-03 00:00:00\n");
	run(&t);
	refuses("\"in_period\": 2", "\"in_period\": 1",
		"states[0].steps: a step has more rows than the step before it");
	refuses("\"relieved\": 0", "\"relieved\": 1",
		"states[0]: the rows of a part do not add up to those of the scope");
	refuses("\"left_out\": 0", "\"left_out\": 3",
		"states[0]: the rows of a part do not add up to those of the scope");
}

/* ---- merging ---- */

static void merging_adds_what_was_left_out(void **state)
{
	struct jrt_part_state into = {.kind = JRT_PART_COUNT, .n = 3, .left_out = 4};
	const struct jrt_part_state from = {.kind = JRT_PART_COUNT, .n = 5, .left_out = 6};

	(void)state;
	jrt_part_state_merge(&t.arena, &into, &from);
	assert_int_equal(into.left_out, 10);
	assert_int_equal(into.n, 8);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(rows_add_up_at_every_step_of_random_programs),
		TEST(states_carry_the_steps),
		TEST(steps_that_do_not_add_up_are_refused),
		TEST(merging_adds_what_was_left_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
