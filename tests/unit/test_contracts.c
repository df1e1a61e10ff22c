/*
 * Published contracts, written in the language, over data made for them: what each printed or
 * derived example of tests/contracts says must come out, to the cent. A folder there is a contract:
 * contract.journey, a file of rows for each source, and `expect`, whose comments name the examples.
 * Every example is a test of its own. How a line of `expect` is read is told in tests/README.md.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/io.h"
#include "base/vec.h"
#include "driver/session.h"
#include "journey/runtime.h"
#include "journey/settlement.h"
#include "time/civil.h"
#include "testing.h"

#define FOLDER "tests/contracts/"
#define WORDS_MAX 8

static const char *const contracts[] = {
	"TX-DIR-pool",	     "UK-MSA-points",	  "TELUS-IVR-points",
	"MA-CCA-Dell",	     "Nashua-Anthem",	  "PacketFabric-bands",
	"Linear-1to1",	     "State-PG",	  "Template-tiers-termination",
	"Fiscal-month",	     "Settlement-timing", "Single-incident-election",
	"Cap-10pct-invoice", "Metavante-relief",  "Volume-forecast",
};
#define CONTRACTS (sizeof contracts / sizeof *contracts)

/* One contract, carried out. */
struct contract {
	const char *name;
	bool done; /* carried out, by the first of its examples */
	struct jy_session session;
	struct jb_text expect;
	JB_VEC(struct jrt_data_file) files;
	JB_VEC(struct jrt_cover_given) covers;
	struct jrt_measured measured;
	struct jrt_judged judged;
	struct jrt_settlement settlement;
	char made[64]; /* a file of rows that was made */
};

/* One example: lines of a contract's `expect`. */
struct example {
	struct contract *contract;
	struct jb_text lines;
	char *title;
};

/* ---- reading `expect` ---- */

static struct jb_text next_line(struct jb_text *rest)
{
	const char *end = rest->size ? memchr(rest->at, '\n', rest->size) : NULL;
	struct jb_text line = {rest->at, end ? (size_t)(end - rest->at) : rest->size};
	size_t step = line.size + (end != NULL);

	rest->at += step;
	rest->size -= step;
	return line;
}

static size_t words_of(struct jb_text line, struct jb_text *word)
{
	size_t count = 0, i = 0;

	while (i < line.size && count < WORDS_MAX) {
		size_t from = i;

		while (i < line.size && line.at[i] != ' ')
			i++;
		if (i > from)
			word[count++] = (struct jb_text){line.at + from, i - from};
		i++;
	}
	return count;
}

static jb_fix number_of(struct jb_text text)
{
	jb_fix value;

	assert_int_equal(jb_number_parse(text, '.', 1, 1, JB_ROUND_NONE, 1, &value), JB_NUMBER_OK);
	return value;
}

static int32_t day_of(struct jb_text text)
{
	int year, month, day;
	char copy[16];

	snprintf(copy, sizeof copy, "%.*s", JB_ARG(text));
	assert_int_equal(sscanf(copy, "%d-%d-%d", &year, &month, &day), 3);
	return (int32_t)jrt_civil_days(year, (unsigned)month, day);
}

/* ---- carrying a contract out ---- */

static void add_cover(struct contract *contract, struct jb_text source, struct jb_text days)
{
	struct jb_text from = {days.at, 10}, to = {days.at + 12, days.size - 12};

	*jb_push(&contract->session.arena, &contract->covers) = (struct jrt_cover_given){
		.source = source, .days = {.from = day_of(from), .to = day_of(to)}};
}

static void add_file(struct contract *contract, struct jb_text source, struct jb_text path)
{
	*jb_push(&contract->session.arena, &contract->files) =
		(struct jrt_data_file){.source = source, .path = path};
}

/* So many contacts a month, evenly over its first 28 days; those after the 11,000th are late. */
static void make_rows(struct contract *contract, const struct jb_text *word, size_t count)
{
	FILE *file;
	int fd;

	snprintf(contract->made, sizeof contract->made, "/tmp/journey-contract-");
	memset(contract->made + strlen(contract->made), 'X', 6); /* what mkstemp fills in */
	fd = mkstemp(contract->made);
	assert_true(fd >= 0);
	file = fdopen(fd, "w");
	fprintf(file, "contact,at,in_time\n");
	for (size_t month = 1; month + 2 < count; month++) {
		long rows = strtol(word[month + 2].at, NULL, 10);

		for (long i = 0; i < rows; i++) {
			long second = i * (28L * 86400) / rows;

			fprintf(file, "%zu-%ld,2024-%02zu-%02ldT%02ld:%02ld:%02ldZ,%d\n", month, i,
				month, second / 86400 + 1, second / 3600 % 24, second / 60 % 60,
				second % 60, i < 11000);
		}
	}
	assert_int_equal(fclose(file), 0);
	add_file(contract, word[1], jb_text_of(contract->made));
}

static void read_data_line(struct contract *contract, struct jb_text line)
{
	struct jb_text word[WORDS_MAX];
	size_t count = words_of(line, word);

	if (count < 3)
		return;
	if (jb_text_is(word[0], "data"))
		add_file(contract, word[1],
			 jb_text_printf(&contract->session.arena, FOLDER "%s/%.*s.csv",
					contract->name, JB_ARG(word[1])));
	else if (jb_text_is(word[0], "made"))
		make_rows(contract, word, count);
	else
		return;
	add_cover(contract, word[1], word[2]);
}

static void must(enum jb_status status, struct jb_text why)
{
	if (status != JB_OK)
		fail_msg("%.*s", JB_ARG(why));
}

static void carry_out(struct contract *contract)
{
	const char *name = contract->name;
	struct jb_arena *arena = &contract->session.arena;
	const struct jrt_settle_input nothing = {0};
	const struct jrt_plan *plan;
	struct jrt_input input = {0};
	struct jb_text why = {0};

	assert_true(jy_session_load(&contract->session,
				    jb_text_printf(arena, FOLDER "%s/contract.journey", name),
				    JB_TEXT("")));
	plan = jy_session_plan(&contract->session);
	if (contract->session.diags.error_count)
		fail_msg("%s: %.*s", name, JB_ARG(contract->session.diags.list.at[0].message));
	for (struct jb_text rest = contract->expect; rest.size;)
		read_data_line(contract, next_line(&rest));
	input.file = contract->files.at;
	input.file_count = contract->files.count;
	input.cover = contract->covers.at;
	input.cover_count = contract->covers.count;
	must(jrt_measure(plan, &input, arena, &contract->measured, &why), why);
	for (size_t i = 0; i < contract->measured.finding_count; i++)
		if (contract->measured.finding[i].severity == JRT_ERROR)
			fail_msg("%s: %.*s", name, JB_ARG(contract->measured.finding[i].message));
	must(jrt_judge(plan, &contract->measured, arena, &contract->judged, &why), why);
	must(jrt_settle(plan, &contract->measured, &contract->judged, &nothing, arena,
			&contract->settlement, &why),
	     why);
	contract->done = true;
}

static void read_expect(struct contract *contract, const char *name)
{
	struct jb_text why = {0};

	contract->name = name;
	jy_session_init(&contract->session);
	must(jb_io_read_all(&contract->session.arena,
			    jb_text_printf(&contract->session.arena, FOLDER "%s/expect", name),
			    1 << 20, &contract->expect, &why),
	     why);
}

static void let_go(struct contract *contract)
{
	if (contract->made[0])
		unlink(contract->made);
	jy_session_release(&contract->session);
}

/* ---- asking what came out ---- */

static const struct jrt_agreement *agreement_of(const struct contract *contract, uint32_t number)
{
	return &contract->session.plan->agreement[number];
}

static uint32_t agreement_number(const struct contract *contract, struct jb_text name)
{
	for (uint32_t i = 0; i < contract->session.plan->agreement_count; i++)
		if (jb_text_equal(agreement_of(contract, i)->name, name))
			return i;
	fail_msg("no agreement %.*s", JB_ARG(name));
	return 0;
}

static const struct jrt_account *account_of(const struct contract *contract, struct jb_text name,
					    struct jb_text label)
{
	uint32_t number = agreement_number(contract, name);

	for (size_t i = 0; i < contract->settlement.account_count; i++) {
		const struct jrt_account *account = &contract->settlement.account[i];

		if (account->agreement == number && jb_text_equal(account->label, label))
			return account;
	}
	fail_msg("no account %.*s %.*s", JB_ARG(name), JB_ARG(label));
	return NULL;
}

static jb_fix field_of(const struct jrt_account *account, struct jb_text field)
{
	const struct {
		const char *name;
		jb_fix value;
	} all[] = {
		{"charges", account->charges},
		{"points", account->points * JB_FIX_ONE},
		{"credits", account->credits},
		{"pooled", account->pooled},
		{"carried_in", account->carried_in},
		{"applied", account->applied},
		{"carried_out", account->carried_out},
		{"lapsed", account->lapsed},
		{"paid", account->paid},
		{"bonus", account->bonus},
		{"returned", account->returned},
		{"fees", account->fees},
		{"net", account->net},
	};

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (jb_text_is(field, all[i].name))
			return all[i].value;
	fail_msg("an account has no %.*s", JB_ARG(field));
	return 0;
}

/* Sum of the lines of one kind that count, of a guarantee in one of its periods. */
static jb_fix lines_of(const struct contract *contract, const struct jb_text *word,
		       enum jrt_line_kind kind)
{
	uint32_t number = agreement_number(contract, word[1]);
	jb_fix sum = 0;

	for (size_t i = 0; i < contract->settlement.line_count; i++) {
		const struct jrt_money_line *line = &contract->settlement.line[i];

		if (line->agreement == number && line->guarantee != JRT_NONE &&
		    line->kind == kind && line->fate == JRT_LINE_COUNTS &&
		    jb_text_equal(line->label, word[3]) &&
		    jb_text_equal(agreement_of(contract, number)->guarantee[line->guarantee].name,
				  word[2]))
			sum += line->amount;
	}
	return sum;
}

static jb_fix points_of(const struct contract *contract, const struct jb_text *word)
{
	uint32_t number = agreement_number(contract, word[1]);

	for (size_t i = 0; i < contract->settlement.points_count; i++) {
		const struct jrt_points_line *line = &contract->settlement.points[i];

		if (line->agreement == number && jb_text_equal(line->label, word[3]) &&
		    jb_text_equal(agreement_of(contract, number)->guarantee[line->guarantee].name,
				  word[2]))
			return line->points * JB_FIX_ONE;
	}
	return 0;
}

static const struct jrt_verdict *verdict_of(const struct contract *contract,
					    const struct jb_text *word)
{
	for (size_t i = 0; i < contract->judged.verdict_count; i++) {
		const struct jrt_verdict *verdict = &contract->judged.verdict[i];

		if (jb_text_equal(contract->session.plan->criterion[verdict->criterion].name,
				  word[1]) &&
		    jb_text_equal(verdict->label, word[2]))
			return verdict;
	}
	fail_msg("no verdict %.*s %.*s", JB_ARG(word[1]), JB_ARG(word[2]));
	return NULL;
}

static jb_fix settled_of(const struct contract *contract, const struct jb_text *word)
{
	uint32_t number = agreement_number(contract, word[1]);

	for (size_t i = 0; i < contract->settlement.settled_count; i++)
		if (contract->settlement.settled[i].agreement == number &&
		    jb_text_equal(contract->settlement.settled[i].label, word[2]))
			return contract->settlement.settled[i].net;
	fail_msg("nothing settled %.*s %.*s", JB_ARG(word[1]), JB_ARG(word[2]));
	return 0;
}

/* The label of the period in which a trigger of a guarantee, of any level, fired; or nothing. */
static struct jb_text fired_in(const struct contract *contract, const struct jb_text *word)
{
	for (size_t i = 0; i < contract->judged.trigger_count; i++) {
		const struct jrt_trigger_result *result = &contract->judged.trigger[i];
		const struct jrt_trigger *trigger =
			&contract->session.plan->trigger[result->trigger];

		if (result->fired && jb_text_equal(trigger->agreement, word[1]) &&
		    jb_text_equal(trigger->guarantee, word[2]))
			return result->label;
	}
	return JB_TEXT("");
}

static struct jb_text money_trigger(const struct contract *contract, const struct jb_text *word)
{
	uint32_t number = agreement_number(contract, word[1]);

	for (size_t i = 0; i < contract->settlement.trigger_count; i++) {
		const struct jrt_money_trigger_result *result = &contract->settlement.trigger[i];

		if (result->agreement == number && result->fired &&
		    result->trigger * JB_FIX_ONE == number_of(word[2]))
			return result->label;
	}
	return JB_TEXT("");
}

/* ---- one line of an example ---- */

static void check_number(struct jb_text line, jb_fix found, jb_fix expected)
{
	if (found != expected)
		fail_msg("%.*s: found %lld millionths", JB_ARG(line), (long long)found);
}

static void check_text(struct jb_text line, struct jb_text found, struct jb_text expected)
{
	if (!jb_text_equal(found, expected))
		fail_msg("%.*s: found \"%.*s\"", JB_ARG(line), JB_ARG(found));
}

static struct jb_text verdict_word(enum jrt_verdict_kind kind)
{
	static const char *const words[] = {"met", "missed", "excused", "not_measured"};

	return jb_text_of(words[kind]);
}

static void check_line(const struct contract *contract, struct jb_text line)
{
	struct jb_text word[WORDS_MAX] = {{0}};
	size_t count = words_of(line, word);
	struct jb_text kind = word[0];

	if (count < 2 || jb_text_is(kind, "data") || jb_text_is(kind, "made"))
		return;
	if (jb_text_is(kind, "account"))
		check_number(line, field_of(account_of(contract, word[1], word[2]), word[3]),
			     number_of(word[4]));
	else if (jb_text_is(kind, "credit"))
		check_number(line, lines_of(contract, word, JRT_LINE_CREDIT), number_of(word[4]));
	else if (jb_text_is(kind, "bonus"))
		check_number(line, lines_of(contract, word, JRT_LINE_BONUS), number_of(word[4]));
	else if (jb_text_is(kind, "points"))
		check_number(line, points_of(contract, word), number_of(word[4]));
	else if (jb_text_is(kind, "verdict"))
		check_text(line, verdict_word(verdict_of(contract, word)->verdict), word[3]);
	else if (jb_text_is(kind, "counted"))
		check_number(line, (jb_fix)verdict_of(contract, word)->measured.n * JB_FIX_ONE,
			     number_of(word[3]));
	else if (jb_text_is(kind, "settled"))
		check_number(line, settled_of(contract, word), number_of(word[3]));
	else if (jb_text_is(kind, "trigger"))
		check_text(line, money_trigger(contract, word), word[3]);
	else if (jb_text_is(kind, "fired"))
		check_text(line, fired_in(contract, word), word[3]);
	else if (jb_text_is(kind, "unfired"))
		check_text(line, fired_in(contract, word), JB_TEXT(""));
	else
		fail_msg("what is %.*s?", JB_ARG(line));
}

static void an_example_comes_out(void **state)
{
	const struct example *example = *state;
	struct jb_text rest = example->lines;

	if (!example->contract->done)
		carry_out(example->contract);
	while (rest.size)
		check_line(example->contract, next_line(&rest));
}

/* ---- a test an example ---- */

struct tests {
	struct jb_arena arena;
	JB_VEC(struct example) examples;
};

static void add_examples(struct tests *tests, struct contract *contract)
{
	struct example *open = NULL;

	for (struct jb_text rest = contract->expect; rest.size;) {
		struct jb_text line = next_line(&rest);

		if (line.size > 2 && line.at[0] == '#') {
			open = jb_push(&tests->arena, &tests->examples);
			*open = (struct example){
				.contract = contract,
				.lines = {rest.at, 0},
				.title = (char *)(uintptr_t)jb_text_printf(
						 &tests->arena, "%s: %.*s", contract->name,
						 (int)(line.size - 2), line.at + 2)
						 .at,
			};
		} else if (open) {
			open->lines.size = (size_t)(line.at + line.size - open->lines.at);
		}
	}
}

int main(void)
{
	static struct contract contract[CONTRACTS];
	struct tests tests = {0};
	struct CMUnitTest *list;
	int failed;

	jb_arena_init(&tests.arena, NULL);
	for (size_t i = 0; i < CONTRACTS; i++) {
		read_expect(&contract[i], contracts[i]);
		add_examples(&tests, &contract[i]);
	}
	list = JB_NEW_ARRAY(&tests.arena, struct CMUnitTest, tests.examples.count);
	for (size_t i = 0; i < tests.examples.count; i++)
		list[i] = (struct CMUnitTest){.name = tests.examples.at[i].title,
					      .test_func = an_example_comes_out,
					      .initial_state = &tests.examples.at[i]};
	failed = _cmocka_run_group_tests("contracts", list, tests.examples.count, NULL, NULL);
	for (size_t i = 0; i < CONTRACTS; i++)
		let_go(&contract[i]);
	jb_arena_release(&tests.arena);
	return failed;
}
