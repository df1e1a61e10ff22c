/*
 * Names that speak: every text of the results is one that HTML, XML, Markdown, a spreadsheet, a
 * build server or a terminal would take for its own. In each format it must stand for itself: the
 * structure of the report is that of a harmless name.
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/log_line.h"
#include "base/utf8.h"
#include "report/table.h"
#include "reporting.h"

static const char *const hostile[] = {
	"<script>alert(1)</script>",
	"\" onload=\"alert(1)",
	"' or 1=1 --",
	"]]><![CDATA[",
	"<!-- -->",
	"&#60;b&#62; &amp; &nosuch;",
	"a | b || c",
	"`code` ``` ~~~",
	"[click](javascript:alert(1)) ![x](http://127.0.0.1/x.png)",
	"http://127.0.0.1/ www.example.invalid mailto:a@example.invalid",
	"@everyone and @some-team/people",
	"#1 GH-2 owner/repo#3",
	"**bold** _slanted_ ~~struck~~ $x^2$",
	":tada: a:b:c",
	"=1+1",
	"+5",
	"-5",
	"@SUM(A1)",
	"\t=1+1",
	"\r=1+1",
	"\n=1+1",
	" =1+1",
	"\xc2\xa0=1+1",
	"\uff1d1+1",
	"=cmd|' /C calc'!A0",
	"=HYPERLINK(\"http://127.0.0.1\",\"x\")",
	"_x000A_ _x005F_",
	"::error::x",
	"##[group]x ##vso[task]y",
	"\n::add-mask::x",
	"\033]0;title\007\033[31mred",
	"\u202eabc\u202c \u200b \u2066x\u2069",
	"bad \xff\xfe utf-8 \xc3",
	"\x01\x02\x7f \xc2\x85 \u2028 \xef\xbf\xbe",
	"a,b;c\"d\"\"e",
	"'quoted",
	"",
	" ",
	"\\ \\| \\n",
	"</testcase></testsuite>",
	"</svg><svg onload=\"x\">",
};

#define HOSTILE (sizeof hostile / sizeof *hostile)

/* How the report of a harmless name is built. */
struct shape {
	size_t junit, trend, lines, pipes, records;
};

static void must_be_silent(struct jb_text text)
{
	for (size_t i = 0; i < text.size; i++) {
		unsigned char c = (unsigned char)text.at[i];
		if ((c < 0x20 && c != '\n' && c != '\r') || c == 0x7f)
			fail_msg("a control character %02x", c);
	}
	for (size_t from = 0, to; from < text.size; from = to + 1) {
		for (to = from; to < text.size && text.at[to] != '\n';)
			to++;
		struct jb_text line = jb_text_slice(text, from, to);
		for (size_t i = 0; i < line.size; i++)
			if (jb_log_line_command_at(line, i))
				fail_msg("a server would obey: %.*s", JB_ARG(line));
	}
	for (size_t at = 0, size; at < text.size; at += size) {
		uint32_t codepoint;
		size = jb_utf8_decode(text, at, &codepoint);
		if (codepoint == 0x202e || codepoint == 0x2066)
			fail_msg("a bidi control");
	}
	assert_int_equal(jb_utf8_check(text), text.size);
}

static size_t count_of(struct jb_text text, char c)
{
	size_t count = 0;

	for (size_t i = 0; i < text.size; i++)
		count += text.at[i] == c;
	return count;
}

/* Of Markdown nothing may be left that has a meaning there; entities are the report's own. */
static void must_be_inert_markdown(struct jb_text text)
{
	static const char *const live[] = {"<",	   "`",	   "](",     "![", "http://", "@everyone",
					   "@SUM", "www.", ":tada:", "~~", "$x"};

	for (size_t i = 0; i < sizeof live / sizeof *live; i++)
		if (memmem(text.at, text.size, live[i], strlen(live[i])) != NULL)
			fail_msg("Markdown would read %s", live[i]);
	/* "#" begins a heading or an entity; "#1" elsewhere would be an issue. */
	for (size_t i = 1; i < text.size; i++)
		if (text.at[i] == '#' && text.at[i - 1] != '&' && text.at[i - 1] != '\n' &&
		    text.at[i - 1] != '#')
			fail_msg("Markdown would read %.8s", text.at + i);
}

static void must_be_inert_csv(struct jb_text text, size_t fields)
{
	size_t field = 1;
	bool start = true, quoted = false;

	for (size_t i = 0; i < text.size; i++) {
		char c = text.at[i];
		if (start && c == '"') {
			quoted = true;
			start = false;
			c = text.at[++i];
			if (strchr("=+@\t\r", c))
				fail_msg("a formula in quotes");
			if (c == '"' && text.at[i + 1] != '"')
				quoted = false;
			else if (c == '"')
				i++;
			continue;
		}
		if (start && (strchr("=+@", c) ||
			      (c == '-' && !(text.at[i + 1] >= '0' && text.at[i + 1] <= '9'))))
			fail_msg("a formula: %.*s", JB_ARG(jb_text_slice(text, i, i + 20)));
		start = false;
		if (c == '"') {
			if (quoted && i + 1 < text.size && text.at[i + 1] == '"')
				i++;
			else
				quoted = false;
			continue;
		}
		if (quoted)
			continue;
		start = c == ',' || c == '\n';
		field += c == ',';
		if (c == '\n') {
			assert_int_equal(field, fields);
			field = 1;
		}
	}
	assert_false(quoted);
}

static struct shape shape_of(struct jb_text name)
{
	struct stage stage;
	struct money_stage money;
	struct shape shape;
	struct jb_buf buf[7];

	reporting_stage(&stage);
	reporting_named(&stage, &money, name);
	for (size_t i = 0; i < 7; i++)
		buf[i] = reporting_buf(&stage);
	jrt_report_junit(&stage.plan, &stage.measured, &stage.judged, &buf[0]);
	jrt_report_trend(&stage.plan, &stage.measured, &stage.judged, &buf[1]);
	jrt_report_markdown(&stage.plan, &stage.measured, &stage.judged, 0, &buf[2]);
	jrt_report_csv_verdicts(&stage.plan, &stage.judged, &buf[3]);
	jrt_report_csv_measurements(&stage.plan, &stage.judged, &buf[4]);
	jrt_report_csv_money(&stage.plan, &stage.judged, &buf[5]);
	jrt_report_text(&stage.plan, &stage.measured, &stage.judged, false, 100, &buf[6]);
	for (size_t i = 0; i < 7; i++)
		must_be_silent(jb_buf_text(&buf[i]));
	must_be_inert_markdown(jb_buf_text(&buf[2]));
	must_be_inert_csv(jb_buf_text(&buf[3]), 31);
	must_be_inert_csv(jb_buf_text(&buf[4]), 22);
	must_be_inert_csv(jb_buf_text(&buf[5]), 17);
	shape = (struct shape){
		.junit = xml_elements(jb_buf_text(&buf[0])),
		.trend = xml_elements(jb_buf_text(&buf[1])),
		.lines = count_of(jb_buf_text(&buf[2]), '\n'),
		.pipes = count_of(jb_buf_text(&buf[2]), '|'),
		.records = count_of(jb_buf_text(&buf[3]), '\n'),
	};
	jb_arena_release(&stage.arena);
	return shape;
}

/* A harmless name that is as wide: a plot has room for fewer wide labels. */
static struct shape plain_shape_of(struct jb_text name)
{
	struct jb_arena arena;
	struct jb_buf clean, plain;
	struct shape shape;

	jb_arena_init(&arena, NULL);
	jb_buf_init(&clean, &arena);
	jb_buf_init(&plain, &arena);
	jrt_plain_add(&clean, name);
	jb_buf_add_repeat(&plain, 'n', jb_utf8_text_width(jb_buf_text(&clean)));
	shape = shape_of(jb_buf_text(&plain));
	jb_arena_release(&arena);
	return shape;
}

static void must_keep_the_shape(struct jb_text name)
{
	struct shape plain = plain_shape_of(name), found = shape_of(name);

	if (found.junit != plain.junit || found.trend != plain.trend ||
	    found.lines != plain.lines || found.pipes != plain.pipes ||
	    found.records != plain.records)
		fail_msg("\"%.*s\": %zu %zu %zu %zu %zu, not %zu %zu %zu %zu %zu", JB_ARG(name),
			 found.junit, found.trend, found.lines, found.pipes, found.records,
			 plain.junit, plain.trend, plain.lines, plain.pipes, plain.records);
}

static void test_names_that_speak(void **state)
{
	(void)state;
	for (size_t i = 0; i < HOSTILE; i++) {
		if (hostile[i][0] != '\0')
			must_keep_the_shape(jb_text_of(hostile[i]));
	}
}

/* Payloads of others, where they are at hand. */
static void try_file(const char *folder, const char *name)
{
	char path[512];
	json_t *list;

	(void)snprintf(path, sizeof path, "%s/hostile/%s", folder, name);
	list = json_load_file(path, JSON_ALLOW_NUL, NULL);
	assert_non_null(list);
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *item = json_array_get(list, i);
		if (json_is_object(item))
			item = json_object_get(item, "payload");
		if (json_is_string(item) && json_string_length(item) > 0)
			must_keep_the_shape((struct jb_text){json_string_value(item),
							     json_string_length(item)});
	}
	json_decref(list);
}

static void test_payloads_of_others(void **state)
{
	const char *folder = getenv("JOURNEY_SHARED");

	(void)state;
	if (folder == NULL)
		skip();
	try_file(folder, "sink/payloads.json");
	try_file(folder, "csvinj/cells.json");
	try_file(folder, "xss/dompurify-payloads.json");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names_that_speak),
		cmocka_unit_test(test_payloads_of_others),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
