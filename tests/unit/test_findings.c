/* Findings of one run: their order, what counts, fingerprints that survive edits, and what every
 * format makes of them. */
#include <string.h>

#include <jansson.h>

#include "base/log_line.h"
#include "source/file.h"
#include "source/sink.h"
#include "testing.h"

/* One program of one file. */
struct program {
	struct jy_diags diags;
	struct jy_file file;
};

struct fixture {
	struct jb_arena arena;
	struct program program[2];
	struct jy_findings findings;
	struct jb_buf out;
};

static void begin(struct fixture *f)
{
	jb_arena_init(&f->arena, NULL);
	jb_buf_init(&f->out, &f->arena);
}

static void end(struct fixture *f)
{
	jb_arena_release(&f->arena);
}

static void open_file(struct fixture *f, int number, const char *path, const char *text)
{
	struct program *program = &f->program[number];

	jy_diags_init(&program->diags, &f->arena);
	jy_file_init(&program->file, &f->arena, jb_text_of(path), jb_text_of(text),
		     &program->diags);
}

/* A finding on the first `what` behind the first `after`. */
static struct jy_diag *find(struct program *program, enum jy_severity severity, const char *after,
			    const char *what)
{
	const char *text = program->file.text.at, *at = strstr(strstr(text, after), what);
	uint32_t from = (uint32_t)(at - text);
	struct jy_span span = {from, from + (uint32_t)strlen(what), 1};

	return jy_diag_add(&program->diags, severity, JY_D_NAME_UNKNOWN, span, "`%s` is unknown",
			   what);
}

static void collect(struct fixture *f, size_t programs, const char *base)
{
	const struct jy_diags *diags[2] = {&f->program[0].diags, &f->program[1].diags};

	jy_findings_make(&f->findings, &f->arena, jb_text_of(base), diags, programs);
}

static struct jb_text print_of(const char *text, const char *after)
{
	static struct fixture f; /* kept until the next call, with the arena of its texts */
	static bool open;

	if (open)
		end(&f);
	open = true;
	begin(&f);
	open_file(&f, 0, "a.journey", text);
	find(&f.program[0], JY_WARNING, after, "bad");
	collect(&f, 1, "");
	return f.findings.at[0].fingerprint;
}

static void a_fingerprint_outlives_lines_that_move(void **state)
{
	char first[32];

	(void)state;
	memcpy(first, print_of("one\nbad two\n", "one").at, 16);
	assert_memory_equal(first, print_of("# new\n\n\none\n   bad two  \n", "one").at, 16);
	assert_memory_not_equal(first, print_of("one\nbad three\n", "one").at, 16);
}

static void equal_findings_are_told_apart_by_their_order(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f);
	open_file(&f, 0, "a.journey", "bad\nbad\nbad\n");
	for (uint32_t i = 0; i < 3; i++)
		jy_diag_warn(&f.program[0].diags, JY_D_NAME_UNKNOWN,
			     ((struct jy_span){4 * i, 4 * i + 3, 1}), "no");
	collect(&f, 1, "");
	assert_false(jb_text_equal(f.findings.at[0].fingerprint, f.findings.at[1].fingerprint));
	assert_false(jb_text_equal(f.findings.at[1].fingerprint, f.findings.at[2].fingerprint));
	assert_true(jb_text_ends(f.findings.at[0].line_hash, JB_TEXT(":1")));
	assert_true(jb_text_ends(f.findings.at[2].line_hash, JB_TEXT(":3")));
	assert_memory_equal(f.findings.at[0].line_hash.at, f.findings.at[2].line_hash.at, 16);
	end(&f);
}

static void a_file_of_two_programs_is_reported_once(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f);
	for (int i = 0; i < 2; i++) {
		open_file(&f, i, i ? "./x/../common.journey" : "common.journey", "a bad b worse\n");
		find(&f.program[i], JY_ERROR, "a", "bad");
	}
	find(&f.program[1], JY_WARNING, "a", "worse");
	collect(&f, 2, "");
	assert_int_equal(f.findings.count, 2);
	assert_int_equal(f.findings.errors, 1);
	assert_int_equal(f.findings.warnings, 1);
	end(&f);
}

static void expect_path(const char *base, const char *given, const char *told)
{
	struct fixture f;

	begin(&f);
	open_file(&f, 0, given, "x\n");
	collect(&f, 1, base);
	struct jb_text path = jy_findings_path(&f.findings, &f.program[0].file);
	assert_int_equal(path.size, strlen(told));
	assert_memory_equal(path.at, told, path.size);
	end(&f);
}

static void paths_are_told_from_the_folder_of_the_run(void **state)
{
	(void)state;
	expect_path("/top/x/", "/top/x/a/b.journey", "a/b.journey");
	expect_path("/top/x/", "/top/y/b.journey", "/top/y/b.journey");
	expect_path("/top/x/", "./a/./b.journey", "a/b.journey");
	expect_path("/top/x/", "a/../b.journey", "b.journey");
	expect_path("/top/x/", "../../b.journey", "../../b.journey");
	expect_path("/top/x/", "a/../../b.journey", "../b.journey");
	expect_path("/top/x/", "/top/../top/x//b.journey", "b.journey");
	expect_path("", "/../b.journey", "/b.journey");
}

static void what_is_silenced_or_known_does_not_count(void **state)
{
	struct fixture f;
	struct jy_diag *diag;

	(void)state;
	begin(&f);
	open_file(&f, 0, "a.journey", "one two three\n");
	diag = find(&f.program[0], JY_WARNING, "one", "one");
	jy_diag_silence(&f.program[0].diags, diag, JY_SILENCED_IN_SOURCE, JB_TEXT("we know"));
	find(&f.program[0], JY_WARNING, "one", "two");
	find(&f.program[0], JY_WARNING, "one", "three");
	collect(&f, 1, "");
	assert_int_equal(f.findings.warnings, 2);
	jy_finding_know(&f.findings, &f.findings.at[1]);
	jy_finding_know(&f.findings, &f.findings.at[1]);
	assert_int_equal(f.findings.warnings, 1);
	assert_int_equal(f.findings.known, 1);
	jy_sink_write(&f.out, JY_FORMAT_short, &f.findings, &(struct jy_sink_options){0});
	assert_string_equal(f.out.data, "a.journey:1:9: warning[J0301]: `three` is unknown\n");
	jb_buf_reset(&f.out);
	jy_sink_write(&f.out, JY_FORMAT_sarif, &f.findings, &(struct jy_sink_options){0});
	assert_non_null(
		strstr(f.out.data, "{\"kind\":\"inSource\",\"justification\":\"we know\"}"));
	assert_null(strstr(f.out.data, "`two`"));
	end(&f);
}

static void errors_do_not_hide_behind_warnings(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f);
	open_file(&f, 0, "a.journey", "one two three four\n");
	find(&f.program[0], JY_WARNING, "one", "one");
	find(&f.program[0], JY_WARNING, "one", "two");
	find(&f.program[0], JY_INFO, "one", "three");
	find(&f.program[0], JY_ERROR, "one", "four");
	collect(&f, 1, "");
	jy_sink_write_text(&f.out, &f.findings, &(struct jy_sink_options){.shown = 2});
	const char *one = strstr(f.out.data, "`one`"), *four = strstr(f.out.data, "`four`");
	assert_true(one && four && one < four);
	assert_null(strstr(f.out.data, "`two`"));
	assert_non_null(strstr(f.out.data, "… and 1 warning, 1 remark more (`--show all`)\n"
					   "1 error, 2 warnings, 1 remark\n"));
	jb_buf_reset(&f.out);
	jy_sink_write_text(&f.out, &f.findings, &(struct jy_sink_options){.shown = UINT32_MAX});
	assert_null(strstr(f.out.data, "more"));
	end(&f);
}

static void github_shows_ten_of_a_kind_and_escapes(void **state)
{
	struct fixture f;
	size_t lines = 0;

	(void)state;
	begin(&f);
	open_file(&f, 0, "a,b:c%.journey", "x\n");
	for (int i = 0; i < 13; i++)
		jy_diag_error(&f.program[0].diags, JY_D_NAME_UNKNOWN, ((struct jy_span){0, 1, 1}),
			      "100%% of %d\nwrong", i);
	collect(&f, 1, "");
	jy_sink_write(&f.out, JY_FORMAT_github, &f.findings, &(struct jy_sink_options){0});
	assert_non_null(strstr(f.out.data,
			       "::error file=a%2Cb%3Ac%25.journey,line=1,endLine=1,col=1,"
			       "endColumn=2,title=J0301::100%25 of 0\\u{a}wrong\n"));
	for (const char *at = f.out.data; (at = strstr(at, "::error ")); at++)
		lines++;
	assert_int_equal(lines, 10);
	assert_non_null(strstr(f.out.data, "left out: 3 errors\n"));
	end(&f);
}

static json_t *written(struct fixture *f, enum jy_format format)
{
	json_error_t error;
	json_t *root;

	jb_buf_reset(&f->out);
	jy_sink_write(&f->out, format, &f->findings, &(struct jy_sink_options){0});
	root = json_loads(f->out.data, JSON_REJECT_DUPLICATES, &error);
	assert_non_null(root);
	return root;
}

static void the_formats_for_programs_are_json(void **state)
{
	static const enum jy_format format[] = {JY_FORMAT_json, JY_FORMAT_sarif, JY_FORMAT_gitlab,
						JY_FORMAT_rdjson};
	struct fixture f;
	struct jy_diag *diag;

	(void)state;
	begin(&f);
	open_file(&f, 0, "a b.journey", "one \xF0\x9F\x98\x80 two\nthree\n");
	for (size_t i = 0; i < sizeof format / sizeof *format; i++) {
		collect(&f, 1, ""); /* and with nothing found */
		json_decref(written(&f, format[i]));
	}
	diag = find(&f.program[0], JY_WARNING, "one", "two");
	jy_diag_label(&f.program[0].diags, diag, (struct jy_span){13, 18, 1}, "here");
	jy_diag_fix(&f.program[0].diags, diag, diag->span, JB_TEXT("2"));
	jy_diag_fix(&f.program[0].diags, diag, (struct jy_span){0, 3, 1}, JB_TEXT("1"));
	for (size_t i = 0; i < sizeof format / sizeof *format; i++) {
		collect(&f, 1, "");
		json_decref(written(&f, format[i]));
	}
	end(&f);
}

/* SARIF counts units of UTF-16, reviewdog bytes, both from 1; the two pieces of the fix become one
 * suggestion with the text between. */
static void columns_are_counted_as_each_format_counts(void **state)
{
	struct fixture f;
	struct jy_diag *diag;

	(void)state;
	begin(&f);
	open_file(&f, 0, "a b.journey", "one \xF0\x9F\x98\x80 two\n");
	diag = find(&f.program[0], JY_WARNING, "one", "two");
	jy_diag_fix(&f.program[0].diags, diag, diag->span, JB_TEXT("2"));
	jy_diag_fix(&f.program[0].diags, diag, (struct jy_span){0, 3, 1}, JB_TEXT("1"));
	collect(&f, 1, "");
	json_decref(written(&f, JY_FORMAT_sarif));
	assert_non_null(strstr(f.out.data, "\"columnKind\":\"utf16CodeUnits\""));
	assert_non_null(strstr(f.out.data, "\"uri\":\"a%20b.journey\""));
	assert_non_null(strstr(f.out.data, "\"region\":{\"startLine\":1,\"startColumn\":8,"
					   "\"endLine\":1,\"endColumn\":11,"));
	json_decref(written(&f, JY_FORMAT_rdjson));
	assert_non_null(strstr(f.out.data, "\"range\":{\"start\":{\"line\":1,\"column\":10},"
					   "\"end\":{\"line\":1,\"column\":13}}"));
	assert_non_null(strstr(f.out.data, "\"text\":\"1 \xF0\x9F\x98\x80 2\""));
	end(&f);
}

static void expect_no_command(const struct jb_buf *out)
{
	for (const char *line = out->data; *line;) {
		struct jb_text text = {line, strcspn(line, "\n")};

		for (size_t i = 0; i < text.size; i++)
			if (jb_log_line_command_at(text, i))
				fail_msg("a server would obey: %.*s", (int)text.size, text.at);
		line += text.size + (line[text.size] == '\n');
	}
}

static void no_line_of_any_format_speaks_to_the_server(void **state)
{
	static const char text[] = "::error::x ##[y] bad\n ::set-env name=a::b\n##vso[z]\n";
	struct fixture f;
	struct jy_diag *diag;

	(void)state;
	begin(&f);
	open_file(&f, 0, "::error::a ##[b].journey", text);
	for (uint32_t at = 0; at < sizeof text - 1; at += 3) {
		diag = jy_diag_warn(&f.program[0].diags, JY_D_NAME_UNKNOWN,
				    ((struct jy_span){at, at + 1, 1}), "::error::%s", text);
		jy_diag_mark(&f.program[0].diags, diag, "::error::m");
		jy_diag_label(&f.program[0].diags, diag, (struct jy_span){30, 33, 1}, "##[l]");
		jy_diag_note(&f.program[0].diags, diag, "##vso[n]\n::error::n");
		jy_diag_help(&f.program[0].diags, diag, "::h::");
		jy_diag_fix(&f.program[0].diags, diag, diag->span, JB_TEXT("::error::##[f]"));
	}
	collect(&f, 1, "");
	for (enum jy_format format = JY_FORMAT_text; format < JY_FORMATS; format++) {
		jb_buf_reset(&f.out);
		jy_sink_write(&f.out, format, &f.findings,
			      &(struct jy_sink_options){.shown = UINT32_MAX});
		if (format == JY_FORMAT_github)
			assert_null(strstr(f.out.data, "##"));
		else
			expect_no_command(&f.out);
	}
	end(&f);
}

static void a_difference_is_guarded_line_by_line(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f);
	jy_sink_guarded(&f.out, JB_TEXT("@@ -1 +1 @@\n ::error::x\n+::y\n-a ##[b]\n ## c ##\n"));
	assert_string_equal(f.out.data, "@@ -1 +1 @@\n \\u{3a}:error::x\n+::y\n-a \\u{23}#[b]\n"
					" ## c ##\n");
	expect_no_command(&f.out);
	end(&f);
}

/* The line of marks under the one source line of the report. */
static void expect_marks(const char *line, const char *what, const char *shown, const char *marks)
{
	struct fixture f;
	struct jb_text expected;

	begin(&f);
	open_file(&f, 0, "a", line);
	find(&f.program[0], JY_ERROR, "", what);
	collect(&f, 1, "");
	jy_sink_write_text(&f.out, &f.findings, &(struct jy_sink_options){0});
	expected = jb_text_printf(&f.arena, "1 | %s\n  | %s\n", shown, marks);
	if (!strstr(f.out.data, expected.at))
		fail_msg("%s\nlacks\n%s", f.out.data, expected.at);
	end(&f);
}

static void marks_stand_under_what_they_mark(void **state)
{
	(void)state;
	expect_marks("ab x", "x", "ab x", "   ^");
	/* CJK and fullwidth forms take two columns */
	expect_marks("\xE9\xA1\xA7\xE5\xAE\xA2 x", "x", "\xE9\xA1\xA7\xE5\xAE\xA2 x", "     ^");
	expect_marks("\xE9\xA1\xA7\xE5\xAE\xA2", "\xE5\xAE\xA2", "\xE9\xA1\xA7\xE5\xAE\xA2",
		     "  ^^");
	/* a combining accent and a variation selector take none */
	expect_marks("e\xCC\x81t\xC3\xA9 x", "x", "e\xCC\x81t\xC3\xA9 x", "    ^");
	/* an emoji takes two; the joiner in a sequence is shown, because terminals differ */
	expect_marks("\xF0\x9F\x98\x80 x", "x", "\xF0\x9F\x98\x80 x", "   ^");
	expect_marks("\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x92\xBB x", "x",
		     "\xF0\x9F\x91\xA9\xEF\xBF\xBD\xF0\x9F\x92\xBB x", "      ^");
	/* tabs are widened to their stops */
	expect_marks("\tx", "x", "        x", "        ^");
	expect_marks("\xE9\xA1\xA7\tx", "x", "\xE9\xA1\xA7      x", "        ^");
	/* Hangul by parts, Arabic, and a command of a server */
	expect_marks("\xED\x95\x9C\xEA\xB8\x80 x", "x", "\xED\x95\x9C\xEA\xB8\x80 x", "     ^");
	expect_marks("##[error] x", "x", "\xEF\xBF\xBD#[error] x", "          ^");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_fingerprint_outlives_lines_that_move),
		cmocka_unit_test(equal_findings_are_told_apart_by_their_order),
		cmocka_unit_test(a_file_of_two_programs_is_reported_once),
		cmocka_unit_test(paths_are_told_from_the_folder_of_the_run),
		cmocka_unit_test(what_is_silenced_or_known_does_not_count),
		cmocka_unit_test(errors_do_not_hide_behind_warnings),
		cmocka_unit_test(github_shows_ten_of_a_kind_and_escapes),
		cmocka_unit_test(the_formats_for_programs_are_json),
		cmocka_unit_test(columns_are_counted_as_each_format_counts),
		cmocka_unit_test(no_line_of_any_format_speaks_to_the_server),
		cmocka_unit_test(a_difference_is_guarded_line_by_line),
		cmocka_unit_test(marks_stand_under_what_they_mark),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
