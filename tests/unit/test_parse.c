/* The grammar: what stands in the specification is read, soft words are names, each slip gets one
 * report at its place, and nothing nests without limit. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "syntax/parse.h"
#include "parsed_text.h"

static void expect_clean(const char *text)
{
	struct reading reading;
	read_text(&reading, jb_text_of(text));
	if (reading.diags.list.count)
		fail_msg("%s\n%s", text, lines_of(&reading));
	release(&reading);
}

/* Exactly one report, at line:column, whose line holds `part`. */
static void expect_one(const char *text, const char *place, const char *part)
{
	struct reading reading;
	char want[64];
	snprintf(want, sizeof want, "t.journey:%s: ", place);
	read_text(&reading, jb_text_of(text));
	const char *lines = lines_of(&reading);
	if (reading.diags.error_count + reading.diags.warning_count != 1 || !strstr(lines, want) ||
	    !strstr(lines, part))
		fail_msg("%s\nwanted %s %s, got\n%s", text, place, part, lines);
	release(&reading);
}

#define IN_TOUCHPOINT(s) "journey j {\n stage s {\n touchpoint t {\n" s "\n }\n }\n}\n"
#define IN_JOURNEY(s) "journey j {\n" s "\n}\n"
#define IN_SOURCE(s) "source s {\n" s "\n}\n"
#define IN_METRIC(s) "metric m {\n" s "\n}\n"
#define IN_AGREEMENT(s) "agreement a {\n" s "\n}\n"
#define IN_GUARANTEE(s) "agreement a {\n guarantee g {\n" s "\n }\n}\n"
#define IN_PARTNER(s) "partner p {\n" s "\n}\n"

/* One line a form of the language. */
static const char *const forms_of_the_language[] = {
	/* feelings */
	IN_TOUCHPOINT("peak +4 \"Yes\" by zoe about effort, speed"),
	IN_TOUCHPOINT("trough -4 about effort, speed by zoe"),

	/* money */
	IN_GUARANTEE("credit USD 2_500 when above 3%"),
	IN_GUARANTEE("bonus USD 2_500 when below 1.5%"),
	IN_GUARANTEE("credit 25% of at risk when 46s to 48s"),
	IN_GUARANTEE("credit 60% of charges when at least 96.667% and below 98.334%"),
	IN_GUARANTEE("credit 1% of charges per full 1pp short of expected, at most 6% of "
		     "charges"),
	IN_GUARANTEE("credit 1% of charges per 1pp pro rata short of expected"),
	IN_GUARANTEE("credit 1% of charges per 1pp pro rata"),
	IN_GUARANTEE("credit 1% of charges per full 1% of expected short of expected"),
	IN_GUARANTEE("credit 100% of weight when minimum missed"),
	IN_GUARANTEE("highest credit applies"),
	IN_GUARANTEE("credits add up"),
	IN_GUARANTEE("weight 40% of pool storage"),
	IN_GUARANTEE("at risk USD 20_000 every year"),
	IN_GUARANTEE("points 3 when minimum missed"),
	IN_GUARANTEE("points double when missed the period before"),
	IN_GUARANTEE("mean of values over 2 periods, first alone"),
	IN_GUARANTEE("pooled over 2 periods, first alone"),
	IN_GUARANTEE("no credits before 2026-04-01"),
	IN_GUARANTEE("no bonus unless fix met"),
	IN_GUARANTEE("credit returned when expected met in the 3 periods after it, 50% of "
		     "the credit"),
	IN_AGREEMENT("credit 2% of charges when points 10 to 14"),
	IN_AGREEMENT("weights add up to 100%"),
	IN_AGREEMENT("pools may add up to more than 100%"),
	IN_AGREEMENT("excess lapses"),
	IN_AGREEMENT("credits at most the amount at risk, excess is paid"),
	IN_AGREEMENT("credits at most 10% of charges"),
	IN_AGREEMENT("bonus offsets nothing"),
	IN_AGREEMENT("bonus offsets credits of the same period"),
	IN_AGREEMENT("settled every quarter"),
	IN_AGREEMENT("one incident, one level, chosen by northwind"),
	/* charges */
	IN_AGREEMENT("charges from invoices.amount every month"),
	IN_AGREEMENT("charges given"),
	IN_AGREEMENT("charges EUR 250_000 every month, from 2027-01-01 EUR 257_500"),
	IN_AGREEMENT("at risk 10% of charges of the next period, excess carries forward"),
	/* agreement terms */
	IN_AGREEMENT("every month from day 22 zone Europe/London"),
	IN_AGREEMENT("every quarter from January in Europe/London"),
	IN_AGREEMENT("every quarter from the start of the contract"),
	IN_AGREEMENT("every rolling 12 months, from the first"),
	IN_AGREEMENT("part periods joined to the next"),
	IN_AGREEMENT("restate within 60 days"),
	IN_AGREEMENT("audit differs by more than 0.2pp"),
	IN_AGREEMENT("missing data counts as missed after 10 days"),
	IN_AGREEMENT("terminate when answer missed 3 periods running"),
	IN_AGREEMENT("relief for the rows of calls above 115% of forecast.calls, last ones "
		     "first"),
	IN_AGREEMENT("relief \"Strike\" 2026-03-03 to 2026-03-05"),
	IN_GUARANTEE("expected at least 45 on 2026-11-10"),
	IN_GUARANTEE("expected as in the journey"),
	IN_GUARANTEE("expected none"),
	IN_GUARANTEE("measure asa in local_calls for site cape_town"),
	IN_GUARANTEE("measure asa at j.s.t for each site"),
	IN_GUARANTEE("worst site counts"),
	IN_GUARANTEE("round to 1s always up"),
	IN_GUARANTEE("usable at least 60%"),
	IN_GUARANTEE("with 95% confidence"),
	IN_GUARANTEE("no rows means not measured"),
	/* sources */
	IN_SOURCE("format csv, separated by semicolon, decimal comma, encoding utf-16"),
	IN_SOURCE("format csv, encoding iso-8859-1"),
	IN_SOURCE("covers its rows"),
	IN_SOURCE("covers 2026-01-01 to 2026-01-31"),
	IN_SOURCE("covers from file name \"contacts-%Y-%m.csv\""),
	IN_SOURCE("delivered every month by day 5"),
	IN_SOURCE("skip 3 lines"),
	IN_SOURCE("stop at a row where month is \"Total\""),
	IN_SOURCE("column x text from column 14"),
	IN_SOURCE("schema a until 2026-05-10 {\n column c text\n}\nschema b {\n column d "
		  "text\n}"),
	IN_SOURCE("column n rating 0..10 from 1..11"),
	IN_SOURCE("column d duration in days rounded to 1s half up"),
	IN_SOURCE("column d duration in seconds rounded down"),
	IN_SOURCE("column s share in parts of 1"),
	IN_SOURCE("column m money in USD"),
	IN_SOURCE("each row covers month of month in America/Los_Angeles"),
	IN_SOURCE("let outage = from down_at to up_at"),
	IN_SOURCE("let business = duration from a to b during care_hours"),
	IN_SOURCE("let r = again by customer, queue among answered within 7 calendar days"),
	IN_SOURCE("let x = outcome is one of \"a\", \"b\" and not (wait between 0s and 5s)"),
	IN_SOURCE("others counted apart"),
	IN_SOURCE("every month zone Europe/London"),
	IN_SOURCE("require a else warn, at most 1% of rows"),
	IN_SOURCE("incident case_number"),
	/* metrics */
	IN_METRIC("value share of time outside outage during service_hours"),
	IN_METRIC("value rate of left per mean of heads over days, as a year, times 12"),
	IN_METRIC("value rate of left per opening heads, as a year, compounded"),
	IN_METRIC("value rate of left per mean of opening and closing heads"),
	IN_METRIC("value index of service_level 60%, fcr 40%"),
	IN_METRIC("value interpolated percentile 90 of wait"),
	IN_METRIC("value percentile 90 of (talk + hold) among answered"),
	IN_METRIC("value sum of a / sum of b"),
	IN_METRIC("value (count of a) + (count of b)"),
	IN_METRIC("value net of a against b"),
	IN_METRIC("value last of heads"),
	IN_METRIC("rolls up by last"),
	IN_METRIC("value share of intervals of 30min meeting sl20 at least 80%"),
	IN_METRIC("value worst of sl20 for each agent, at least 100 counted"),
	IN_METRIC("value standing of nps for \"Prep Air\" among each airline, at least 50 counted"),
	IN_METRIC("value standing of nps for \"Prep Air\" among each airline"),
	IN_METRIC("value net of a >= 9 against a <= 6 among all\nshares rounded to 1pp down"),
	"cases tickets of log {\n case ticket, step status, time at\n in the period of its start\n"
	" let standing = status at last event\n let closer = agent at first \"Closed\"\n}\n",
	/* journeys */
	IN_JOURNEY("success csat of team p.t at least 80% every quarter, from 2026-07-01 "
		   "at least 82%"),
	IN_JOURNEY("success occupancy 75% to 85% every rolling 3 months, from the first, "
		   "watch with fcr"),
	IN_JOURNEY("scale none"),
	IN_JOURNEY("known from research, 24 interviews"),
	IN_JOURNEY("allow scale.single-region because \"May\" until 2027-05-31"),
	"journey x_2027 amends x {\n state target\n}\n",
	IN_TOUCHPOINT("feels -3 then +1 \"Better\" by maria"),
	IN_TOUCHPOINT("feels from -3 to +1"),
	IN_TOUCHPOINT("feels frustration 3, pain 4 of 5, hope 1 of 5"),
	IN_TOUCHPOINT("then a when \"x\" in v, b by agreement"),
	IN_TOUCHPOINT("may be left out"),
	IN_TOUCHPOINT("any order with install"),
	"journey j {\n stage s {\n touchpoint \"Check the page\"\n }\n}\n",
	"slice faults of contacts where queue is \"faults\"\n",
	"framework f {\n theme scale \"Scale\" question \"How many?\"\n}\n",
	IN_PARTNER("heads 20 from 2026-10-15, 45 from 2026-11-15"),
};

static void every_form_is_read(void **state)
{
	size_t count = sizeof forms_of_the_language / sizeof *forms_of_the_language;
	(void)state;
	for (size_t i = 0; i < count; i++)
		expect_clean(forms_of_the_language[i]);
}

static void soft_words_are_names(void **state)
{
	static const char *const forms[] = {
		IN_JOURNEY("stage channel \"Channel\""),
		IN_JOURNEY("stage from {\n owner \"x\"\n}"),
		IN_TOUCHPOINT("then then when \"x\""),
		IN_TOUCHPOINT("channel channel, time, in"),
		IN_SOURCE("column from text from \"From\""),
		IN_SOURCE("column no flag yes \"Y\" no \"N\""),
		IN_SOURCE("identify by keep, latest, keep latest by time"),
		IN_SOURCE("let again = again"),
		IN_SOURCE("let r = again by again, by within 7 days"),
		IN_SOURCE("let share = share and from < to"),
		IN_METRIC("value share of share among sum"),
		IN_METRIC("value sum of sum"),
		"metric all {\n value count of all\n}\n",
	};
	(void)state;
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
		expect_clean(forms[i]);
	expect_one(IN_JOURNEY("stage among"), "2:7",
		   "`among` is one of the few words that cannot be a name");
}

static void line_ends(void **state)
{
	(void)state;
	expect_clean("metric m\n{\n value share of a\n  and b\n  among c\n or\n d\n}\n");
	expect_clean("metric m {\n value mean of (a +\n b\n - c)\n}");
	expect_clean("channel web { kind voice }");
	expect_clean("\xEF\xBB\xBF"
		     "channel web {\r\n kind voice\r\n}\r\n");
	expect_clean("channel web {\r kind voice\r}\r");
	expect_clean("persona p {\n needs \"a\", # first\n  \"b\"\n}\n\n\n");
	expect_one(IN_TOUCHPOINT("handles a, b,\nchannel web"), "4:13", "this comma");
}

/* The report says what to write; the fix is applied to see that it is right. */
static void expect_fixed(const char *text, const char *fixed)
{
	struct reading reading;
	read_text(&reading, jb_text_of(text));
	assert_int_equal(reading.diags.error_count, 1);
	const struct jy_diag *diag = &reading.diags.list.at[0];
	for (size_t i = 0; i < reading.diags.list.count; i++)
		if (!reading.diags.list.at[i].dropped)
			diag = &reading.diags.list.at[i];
	struct jb_buf *out = &reading.out;
	uint32_t at = 0;
	for (size_t i = 0; i < diag->fixes.count; i++) {
		const struct jy_fix *fix = &diag->fixes.at[i];
		jb_buf_add(out, text + at, fix->span.begin - at);
		jb_buf_add_text(out, fix->replacement);
		at = fix->span.end;
	}
	jb_buf_add_string(out, text + at);
	assert_string_equal(out->data, fixed);
	release(&reading);
	expect_clean(fixed);
}

static void slips_are_fixed(void **state)
{
	(void)state;
	expect_fixed(IN_JOURNEY("success sl >= 80% every month"),
		     IN_JOURNEY("success sl at least 80% every month"));
	expect_fixed(IN_JOURNEY("success sl <80% every month"),
		     IN_JOURNEY("success sl below 80% every month"));
	expect_fixed(IN_SOURCE("let a = b == 1"), IN_SOURCE("let a = b is 1"));
	expect_fixed(IN_SOURCE("let a = b != \"x\""), IN_SOURCE("let a = b is not \"x\""));
	expect_fixed(IN_SOURCE("let a = b or c and d"), IN_SOURCE("let a = b or (c and d)"));
	expect_fixed(IN_JOURNEY("scael none"), IN_JOURNEY("scale none"));
	expect_fixed(IN_TOUCHPOINT("feels \xE2\x88\x92"
				   "2"),
		     IN_TOUCHPOINT("feels -2"));
	expect_fixed(IN_TOUCHPOINT("pain \xE2\x80\x9Cno\xE2\x80\x9D"),
		     IN_TOUCHPOINT("pain \"no\""));
	expect_fixed(IN_AGREEMENT("charges EUR 250.000 every month"),
		     IN_AGREEMENT("charges EUR 250_000 every month"));
	expect_fixed(IN_JOURNEY("success sl at least 80 % every month"),
		     IN_JOURNEY("success sl at least 80% every month"));
	expect_fixed("channel web { kind voice; }", "channel web { kind voice }");
}

static void repairs_give_one_report(void **state)
{
	(void)state;
	expect_one("brand a {\n promise \"x\n owner \"y\"\n}\n", "2:10", "not closed");
	expect_one("brand a {\n promise \"\"\"x\n   and more, [odd]\n owner \"y\"\n}\n", "2:10",
		   "not closed");
	expect_one("brand a {\n owner \"x\"\n", "1:9", "never closed");
	expect_one("brand a {\n owner \"x\"\nbrand b\n", "3:1", "a `}` is missing before this");
	expect_one("brand a\n owner \"x\"\n}\nbrand b\n", "1:8", "a `{` is missing");
	expect_one("brand a {\n owner \"x\"\n}\n}\nbrand b\n", "4:1", "closes nothing");
	expect_one("metric m {\n value mean of (a + b\n better lower\n}\n", "2:16", "never closed");
	expect_one("brand 7 {\n owner \"x\"\n}\nbrand b\n", "1:7", "found `7`");
	expect_one("brand a {\n owner \"x\" {\n  promise \"z\"\n }\n}\n", "2:12", "found `{`");
	expect_one("joruney j {\n scale none\n}\n", "1:1", "did you mean `journey`");
}

static void eight_mistakes_are_eight_reports(void **state)
{
	struct reading reading;
	(void)state;
	read_text(
		&reading,
		JB_TEXT("brand b {\n  promise \"open\n}\n"
			"persona p {\n  gaol \"x\"\n  needs 7\n}\n"
			"metric m {\n  value share of a\n  better hihger\n}\n"
			"journey j {\n  stage s {\n    touchpoint t {\n      zzz y\n"
			"      success m >= 5 every month\n      feels bad of 5\n    }\n  }\n}\n"));
	if (reading.diags.error_count != 8)
		fail_msg("%s", lines_of(&reading));
	release(&reading);
}

static struct jb_text repeated(struct jb_arena *arena, const char *before, const char *unit,
			       size_t times, const char *after)
{
	struct jb_buf buf;
	jb_buf_init(&buf, arena);
	jb_buf_add_string(&buf, before);
	for (size_t i = 0; i < times; i++)
		jb_buf_add_string(&buf, unit);
	jb_buf_add_string(&buf, after);
	return jb_buf_text(&buf);
}

static void nesting_is_limited(void **state)
{
	static const struct {
		const char *before, *unit;
		size_t times;
		const char *after;
		uint32_t errors;
	} cases[] = {
		{"source s {\n let a = ", "(", 200, "x", 1}, /* only never closed */
		{"source s {\n let a = ", "(", 201, "x\n}\n", 1},
		{"source s {\n let a = ", "not ", 150, "x\n}\n", 0},
		{"source s {\n let a = ", "not ", 300, "x\n}\n", 1},
		{"source s {\n let a = ", "not ", 30000, "x\n}\n", 1},
		{"source s {\n let a = x", " - x", 300, "\n}\n", 1},
		{"source s {\n let a = x", " + x", 30000, "\n}\n", 0},
		{"", "source s {\n schema t {\n", 100, "", 1},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct jb_arena arena;
		struct reading reading;
		jb_arena_init(&arena, NULL);
		read_text(&reading, repeated(&arena, cases[i].before, cases[i].unit, cases[i].times,
					     cases[i].after));
		bool deep = cases[i].errors == 0 || strstr(lines_of(&reading), "nested") ||
			    strstr(lines_of(&reading), "never closed");
		if ((cases[i].errors == 0) != (reading.diags.error_count == 0) || !deep)
			fail_msg("case %zu: %s", i, lines_of(&reading));
		release(&reading);
		jb_arena_release(&arena);
	}
}

/* Each mutation of the whole file, by leaving out one byte of `kind`, gives exactly one report. */
static void each_left_out(char kind)
{
	struct jb_arena arena;
	struct jb_text whole, why;
	jb_arena_init(&arena, NULL);
	if (jb_io_read_all(&arena, JB_TEXT("tests/spec/whole.journey"), 1 << 20, &whole, &why) !=
	    JB_OK)
		skip();
	bool comment = false;
	for (size_t i = 0; i < whole.size; i++) {
		comment = whole.at[i] == '#' || (comment && whole.at[i] != '\n');
		if (comment || whole.at[i] != kind)
			continue;
		struct reading reading;
		char *text = jb_copy(&arena, whole.at, whole.size);
		memmove(text + i, text + i + 1, whole.size - i - 1);
		read_text(&reading, (struct jb_text){text, whole.size - 1});
		if (reading.diags.error_count != 1)
			fail_msg("without byte %zu:\n%s", i, lines_of(&reading));
		release(&reading);
	}
	jb_arena_release(&arena);
}

static void each_brace_and_quote_left_out(void **state)
{
	(void)state;
	each_left_out('{');
	each_left_out('}');
	each_left_out('"');
}

static void the_specification_is_read(void **state)
{
	static const char *const files[] = {"whole",
					    "trial/01-saas-onboarding",
					    "trial/02-broadband-planned-actual",
					    "trial/03-disaster-survivor",
					    "trial/04-return-a-shirt",
					    "trial/10-cca-dell",
					    "trial/11-nashua-anthem",
					    "trial/12-tx-dir-pool",
					    "trial/13-telus-points",
					    "trial/20-anonymous-bank",
					    "trial/21-sf-hss",
					    "trial/22-helpdesk",
					    "trial/30-assessment",
					    "trial/40-peak-season"};
	(void)state;
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		struct jb_arena arena;
		struct jb_text text, why;
		jb_arena_init(&arena, NULL);
		struct jb_text path = jb_text_printf(&arena, "tests/spec/%s.journey", files[i]);
		assert_int_equal(jb_io_read_all(&arena, path, 1 << 20, &text, &why), JB_OK);
		expect_clean(text.at);
		jb_arena_release(&arena);
	}
}

static void the_tree_holds_what_was_written(void **state)
{
	struct reading reading;
	(void)state;
	read_text(&reading, JB_TEXT(IN_GUARANTEE("credit 2% of charges per full 1pp short of "
						 "expected, at most 6% of charges")));
	jy_tree_dump(&reading.out, reading.parsed.root);
	assert_string_equal(reading.out.data, "file\n"
					      "  decls: list\n"
					      "    agreement\n"
					      "      name: name a\n"
					      "      body: list\n"
					      "        guarantee\n"
					      "          name: name g\n"
					      "          body: list\n"
					      "            credit\n"
					      "              amount: sum_of_money\n"
					      "                amount: percent 0.02 (2%)\n"
					      "                base: base\n"
					      "                  word: word charges\n"
					      "              per: per_step\n"
					      "                step: pp 0.01 (1pp)\n"
					      "                full: word full\n"
					      "                distance: short_of\n"
					      "                  level: word expected\n"
					      "              cap: sum_of_money\n"
					      "                amount: percent 0.06 (6%)\n"
					      "                base: base\n"
					      "                  word: word charges\n");
	release(&reading);
}

static void parse_in(struct jb_arena *arena)
{
	struct jy_diags diags;
	struct jy_file file;
	struct jb_text text = JB_TEXT(
		IN_GUARANTEE("weight 30% of at risk\n credit 5% of weight when expected missed"));
	jy_diags_init(&diags, arena);
	if (jy_file_init(&file, arena, JB_TEXT("t.journey"), text, &diags))
		jy_parse(&file, arena, &diags);
}

__attribute__((noinline)) static void parse_within(size_t limit)
{
	struct jb_arena arena;
	jb_arena_init(&arena, NULL);
	arena.limit = limit;
	if (JB_ARM(&arena) == 0) {
		parse_in(&arena);
		jb_arena_disarm(&arena);
	}
	jb_arena_release(&arena);
}

/* Memory that runs out anywhere: parsing comes back by the trap and leaves nothing behind. */
static void lack_of_memory_comes_back_by_the_trap(void **state)
{
	(void)state;
	for (size_t limit = 4096; limit < 400000; limit += 4096)
		parse_within(limit);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_form_is_read),
		cmocka_unit_test(soft_words_are_names),
		cmocka_unit_test(line_ends),
		cmocka_unit_test(slips_are_fixed),
		cmocka_unit_test(repairs_give_one_report),
		cmocka_unit_test(eight_mistakes_are_eight_reports),
		cmocka_unit_test(nesting_is_limited),
		cmocka_unit_test(each_brace_and_quote_left_out),
		cmocka_unit_test(the_specification_is_read),
		cmocka_unit_test(the_tree_holds_what_was_written),
		cmocka_unit_test(lack_of_memory_comes_back_by_the_trap),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
