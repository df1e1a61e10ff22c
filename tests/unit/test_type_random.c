/* Expressions made at random, well typed and ill: the compiler and the manual's tables, by which a
 * small checker here decides, agree on each. What is accepted is lowered, measured over rows with
 * holes and extremes, judged and reported. */
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "journey/runtime.h"
#include "plan/lower.h"

#include "data_model.h"
#include "testing.h"
#include "type_table.h"

#define PROGRAMS 200
#define LETS 40

/* What the checker knows of an expression. */
struct typed {
	enum kind kind; /* NONE: refused */
	int unit;	/* of money: its currency; of a rating: its scale */
	bool days;	/* written whole days */
	bool literal;
};

struct random {
	uint64_t state;
	const struct type_table *table;
	struct jb_buf *text;
};

static unsigned below(struct random *random, unsigned count)
{
	random->state ^= random->state << 13;
	random->state ^= random->state >> 7;
	random->state ^= random->state << 17;
	return (unsigned)(random->state >> 33) % count;
}

/* ---- the checker ---- */

static enum kind plain(enum kind kind)
{
	return kind == RATIO ? NUMBER : kind;
}

static bool one_unit(struct typed a, struct typed b)
{
	return a.kind != b.kind || (a.kind != MONEY && a.kind != RATING) || a.unit == b.unit;
}

static struct typed combined(const struct type_table *table, enum sign sign, struct typed a,
			     struct typed b)
{
	struct typed out = {.kind = NONE};

	if (a.kind == NONE || b.kind == NONE || !one_unit(a, b))
		return out;
	if ((a.kind == DATE && b.kind == DURATION && !b.days) ||
	    (a.kind == DURATION && b.kind == DATE && !a.days))
		return out;
	out.kind = table->cell[sign][plain(a.kind)][plain(b.kind)];
	out.unit = a.kind == MONEY ? a.unit : b.unit;
	return out;
}

static struct typed negated(struct typed a)
{
	static const bool has[KIND_COUNT + 1] = {
		[SHARE] = true, [PP] = true, [DURATION] = true, [MONEY] = true};

	a.days = a.literal = false;
	if (a.kind == NUMBER || a.kind == COUNT || a.kind == RATING || a.kind == RATIO)
		a.kind = NUMBER;
	else if (a.kind != NONE && !has[a.kind])
		a.kind = NONE;
	return a;
}

static struct typed compared(const struct type_table *table, struct typed a, struct typed b)
{
	bool good = a.kind != NONE && b.kind != NONE && a.kind != TEXT && a.kind != CONDITION &&
		    one_unit(a, b) && table->compared[a.kind][b.kind];

	return (struct typed){.kind = good ? CONDITION : NONE};
}

/* ---- the generator ---- */

static const struct {
	const char *text;
	struct typed typed;
} column[] = {
	{"n1", {.kind = NUMBER}},
	{"n2", {.kind = NUMBER}},
	{"c1", {.kind = COUNT}},
	{"r1", {.kind = RATING}},
	{"r2", {.kind = RATING, .unit = 1}},
	{"s1", {.kind = SHARE}},
	{"s2", {.kind = SHARE}},
	{"d1", {.kind = DURATION}},
	{"d2", {.kind = DURATION}},
	{"m1", {.kind = MONEY}},
	{"m2", {.kind = MONEY, .unit = 1}},
	{"day", {.kind = DATE}},
	{"at", {.kind = MOMENT}},
	{"clock1", {.kind = TIME_OF_DAY}},
	{"t1", {.kind = TEXT}},
	{"f1", {.kind = CONDITION}},
};

static const struct {
	const char *text;
	struct typed typed;
} literal[] = {
	{"2", {.kind = NUMBER, .literal = true}},
	{"0.5", {.kind = NUMBER, .literal = true}},
	{"20%", {.kind = SHARE, .literal = true}},
	{"5pp", {.kind = PP, .literal = true}},
	{"90s", {.kind = DURATION, .literal = true}},
	{"3 days", {.kind = DURATION, .days = true, .literal = true}},
	{"EUR 3", {.kind = MONEY, .literal = true}},
	{"USD 7", {.kind = MONEY, .unit = 1, .literal = true}},
};

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

static struct typed a_column(struct random *random)
{
	unsigned i = below(random, COUNT_OF(column));

	jb_buf_add_string(random->text, column[i].text);
	return column[i].typed;
}

static struct typed a_leaf(struct random *random)
{
	unsigned i = below(random, COUNT_OF(literal));

	if (below(random, 3))
		return a_column(random);
	jb_buf_add_string(random->text, literal[i].text);
	return literal[i].typed;
}

/* How often another operand is looked for where the first means nothing. */
#define TRIES 12

static struct typed a_sum(struct random *random, unsigned depth);

/* Into a text of its own. */
static struct typed operand(struct random *random, unsigned depth, struct jb_buf *text)
{
	struct random inner = *random;
	struct typed typed;

	jb_buf_init(text, random->text->arena);
	inner.text = text;
	typed = depth ? a_sum(&inner, depth) : a_leaf(&inner);
	random->state = inner.state;
	return typed;
}

/* Three of four are meant well. */
static struct typed an_operation(struct random *random, unsigned depth)
{
	bool willing = below(random, 4) != 0;
	struct jb_buf left, right;
	struct typed a = operand(random, below(random, depth), &left), b, out = {.kind = NONE};
	enum sign sign = PLUS;

	for (unsigned i = 0; i < TRIES && out.kind == NONE; i++) {
		b = operand(random, below(random, depth), &right);
		sign = (enum sign)below(random, SIGN_COUNT);
		out = combined(random->table, sign, a, b);
		if (!willing)
			break;
	}
	jb_buf_printf(random->text, "(%s %s %s)", left.data, sign_written[sign], right.data);
	return out;
}

static struct typed a_negative(struct random *random, unsigned depth)
{
	struct jb_buf text;
	struct typed a = operand(random, depth, &text);

	jb_buf_printf(random->text, "-(%s)", text.data);
	/* A minus before a literal is part of it. */
	return a.literal ? (struct typed){.kind = a.kind, .unit = a.unit, .days = a.days}
			 : negated(a);
}

static struct typed a_sum(struct random *random, unsigned depth)
{
	if (depth == 0)
		return a_leaf(random);
	return below(random, 12) ? an_operation(random, depth) : a_negative(random, depth - 1);
}

/* What a literal may be beside a column is tested elsewhere: 20 is no rating of 5. */
static struct typed a_comparison(struct random *random)
{
	static const char *const signs[] = {"<=", ">=", "<", ">"};
	bool willing = below(random, 4) != 0;
	struct typed a = below(random, 2) ? a_column(random) : an_operation(random, 2);
	struct typed out = {.kind = NONE};
	unsigned i = 0;

	for (unsigned tries = 0; tries < 2 * TRIES && out.kind == NONE; tries++) {
		i = below(random, COUNT_OF(column));
		out = compared(random->table, a, column[i].typed);
		if (!willing)
			break;
	}
	jb_buf_printf(random->text, " %s %s", signs[below(random, 4)], column[i].text);
	return out;
}

static struct typed a_condition(struct random *random, unsigned depth)
{
	struct typed a, b;

	if (depth == 0)
		return a_comparison(random);
	if (below(random, 4) == 0) {
		jb_buf_add_string(random->text, "not (");
		a = a_condition(random, depth - 1);
		jb_buf_add_byte(random->text, ')');
		return a;
	}
	jb_buf_add_byte(random->text, '(');
	a = a_condition(random, depth - 1);
	jb_buf_add_string(random->text, below(random, 2) ? ") and (" : ") or (");
	b = a_condition(random, depth - 1);
	jb_buf_add_byte(random->text, ')');
	return a.kind == NONE ? a : b;
}

/* ---- agreeing ---- */

static const char source_text[] =
	"source t {\n  covers its rows\n  identify by id\n  time at\n"
	"  column id text\n  column n1 number missing \"\"\n  column n2 number\n  column c1 count\n"
	"  column r1 rating 1..5 missing \"\"\n  column r2 rating 0..10\n"
	"  column s1 share in percent\n  column s2 share in percent missing \"\"\n"
	"  column d1 duration in seconds\n  column d2 duration in seconds missing \"\"\n"
	"  column m1 money in EUR\n  column m2 money in USD\n"
	"  column day date\n  column at timestamp zone UTC\n  column clock1 clock\n"
	"  column t1 text\n  column f1 flag missing \"\"\n";

static const char data_text[] =
	"id,n1,n2,c1,r1,r2,s1,s2,d1,d2,m1,m2,day,at,clock1,t1,f1\n"
	"1,1,2,3,4,5,50,60,7,8,9,10,2026-03-01,2026-03-01T08:00:00,08:00,x,yes\n"
	"2,,0,0,,0,0,,0,,0,0,2026-03-31,2026-03-31T23:59:59,23:59,,\n"
	"3,-5,0.000001,1,5,10,100,99.9999,86400,0.001,-3,0.01,2026-04-01,2026-04-01T00:00:00,00:00,"
	"y,no\n"
	"4,9000000000000,9000000000000,9000000000000,1,10,900000000,1,9000000000000,"
	"9000000000000,9000000000000,9000000000000,9999-12-31,2026-04-02T00:00:00,12:00,z,yes\n"
	"5,-9000000000000,-1,2,3,3,-7,3,-1,-2,-9000000000000,1,0001-01-01,2026-04-03T00:00:00,12:"
	"00,"
	"z,no\n";

struct let {
	const char *text;
	struct typed typed;
};

static const struct jy_expr *let_value(const struct modelled *made, size_t i)
{
	return made->model->sources.at[0]->let[i]->value;
}

static void agree(struct jb_arena *arena, const struct let *let)
{
	struct modelled made;
	struct jb_buf text;

	jb_buf_init(&text, arena);
	jb_buf_add_string(&text, source_text);
	for (size_t i = 0; i < LETS; i++)
		jb_buf_printf(&text, "  let x%zu = %s\n", i, let[i].text);
	jb_buf_add_string(&text, "}\n");
	model_text(&made, jb_buf_text(&text));
	assert_int_equal(made.model->sources.at[0]->let_count, LETS);
	for (size_t i = 0; i < LETS; i++) {
		const struct jy_expr *value = let_value(&made, i);
		enum kind is = value ? kind_of(jy_expr_typed(value)) : NONE;

		if (is != let[i].typed.kind)
			fail_msg("%s is %s and should be %s\n%s", let[i].text,
				 is == NONE ? "refused" : kind_word[is],
				 let[i].typed.kind == NONE ? "refused"
							   : kind_word[let[i].typed.kind],
				 made.lines.size ? made.lines.data : "");
	}
	model_release(&made);
}

/* ---- and computing ---- */

static const char *figure_of(enum kind kind)
{
	switch (kind) {
	case CONDITION: return "share of";
	case TEXT:
	case DATE:
	case MOMENT:
	case TIME_OF_DAY: return "distinct of";
	default: return "mean of";
	}
}

static struct jb_text program_of(struct jb_arena *arena, const struct let *let)
{
	struct jb_buf text;

	jb_buf_init(&text, arena);
	jb_buf_add_string(&text, source_text);
	for (size_t i = 0; i < LETS; i++)
		if (let[i].typed.kind != NONE)
			jb_buf_printf(&text, "  let x%zu = %s\n", i, let[i].text);
	jb_buf_add_string(&text, "}\n");
	for (size_t i = 0; i < LETS; i++)
		if (let[i].typed.kind != NONE)
			jb_buf_printf(&text,
				      "metric y%zu {\n  from t\n  value %s x%zu among all\n"
				      "  no rows means zero\n  every month in UTC\n}\n",
				      i, figure_of(let[i].typed.kind), i);
	return jb_buf_text(&text);
}

static int data_file(void)
{
	int fd = memfd_create("data", 0);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, data_text, sizeof data_text - 1), sizeof data_text - 1);
	return fd;
}

static void compute(struct jb_arena *arena, const struct let *let)
{
	struct modelled made;
	const struct jrt_plan *plan;
	struct jrt_measured measured;
	struct jrt_judged judged;
	struct jb_text why;
	struct jb_buf json;
	char path[64];
	int fd = data_file();
	struct jrt_data_file file = {.source = JB_TEXT("t")};
	struct jrt_input input = {.file = &file, .file_count = 1};

	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	file.path = jb_text_of(path);
	model_text(&made, program_of(arena, let));
	if (made.diags.error_count)
		fail_msg("%s", made.lines.data);
	plan = jy_plan_make(arena, made.model, JB_TEXT("random"), &made.diags);
	assert_int_equal(made.diags.error_count, 0);
	assert_int_equal(jrt_measure(plan, &input, arena, &measured, &why), JB_OK);
	assert_int_equal(jrt_judge(plan, &measured, arena, &judged, &why), JB_OK);
	jb_buf_init(&json, arena);
	jrt_report_json(plan, &measured, &judged, &json);
	assert_true(json.size > 0);
	close(fd);
	model_release(&made);
}

static void random_expressions_have_the_type_of_the_tables(void **state)
{
	struct type_table table;
	size_t good = 0;

	(void)state;
	read_type_table(&table);
	for (unsigned program = 0; program < PROGRAMS; program++) {
		struct jb_arena arena;
		struct let let[LETS];
		struct random random = {.state = UINT64_C(0x9e3779b97f4a7c15) * (program + 1),
					.table = &table};

		jb_arena_init(&arena, NULL);
		for (size_t i = 0; i < LETS; i++) {
			struct jb_buf text;

			jb_buf_init(&text, &arena);
			random.text = &text;
			let[i].typed = i % 2 ? a_condition(&random, below(&random, 3))
					     : a_sum(&random, 1 + below(&random, 3));
			let[i].text = text.data;
			good += let[i].typed.kind != NONE;
		}
		agree(&arena, let);
		compute(&arena, let);
		jb_arena_release(&arena);
	}
	/* Enough of both kinds, so that the test says something. */
	assert_in_range(good, PROGRAMS * LETS / 10, PROGRAMS * LETS * 9 / 10);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_expressions_have_the_type_of_the_tables),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
