/* Baselines: what they take in, what they keep, and what they refuse to read. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/io.h"
#include "driver/baseline.h"
#include "source/file.h"
#include "testing.h"

struct fixture {
	struct jb_arena arena;
	struct jy_diags diags;
	struct jy_file file;
	struct jy_findings findings;
	struct jy_baseline baseline;
	char path[64];
};

static void begin(struct fixture *f, const char *name)
{
	*f = (struct fixture){0};
	jb_arena_init(&f->arena, NULL);
	jy_diags_init(&f->diags, &f->arena);
	jy_file_init(&f->file, &f->arena, jb_text_of(name), JB_TEXT("one two three\n"), &f->diags);
	jy_baseline_init(&f->baseline, &f->arena);
	snprintf(f->path, sizeof f->path, "/tmp/journey-baseline-%ld", (long)getpid());
}

static void end(struct fixture *f)
{
	unlink(f->path);
	jb_arena_release(&f->arena);
}

static struct jy_diag *found(struct fixture *f, enum jy_severity severity, uint32_t at)
{
	return jy_diag_add(&f->diags, severity, JY_D_NAME_UNKNOWN,
			   ((struct jy_span){at, at + 3, 1}), "%u \"is\" odd", at);
}

static void collect(struct fixture *f)
{
	const struct jy_diags *diags = &f->diags;

	jy_findings_make(&f->findings, &f->arena, JB_TEXT("/nowhere/"), &diags, 1);
}

static enum jb_status read_text(struct fixture *f, const char *json, struct jb_text *why)
{
	struct jb_text path = jb_text_of(f->path);

	assert_int_equal(jb_io_write_all(&f->arena, path, jb_text_of(json), why), JB_OK);
	jy_baseline_init(&f->baseline, &f->arena);
	return jy_baseline_read(&f->baseline, path, why);
}

static void errors_of_the_language_cannot_be_accepted(void **state)
{
	struct fixture f;
	struct jb_text why, text;

	(void)state;
	begin(&f, "a.journey");
	found(&f, JY_ERROR, 0);
	found(&f, JY_WARNING, 4);
	found(&f, JY_ERROR, 8)->rule = JB_TEXT("scale.single-region");
	collect(&f);
	text = jy_baseline_renewed(&f.baseline, &f.findings);
	assert_null(strstr(text.at, "\"0 "));
	assert_non_null(strstr(text.at, "\"rule\":\"J0301\""));
	assert_non_null(strstr(text.at, "\"rule\":\"scale.single-region\""));
	assert_int_equal(read_text(&f, text.at, &why), JB_OK);
	jy_baseline_apply(&f.baseline, &f.findings);
	assert_int_equal(f.findings.known, 2);
	assert_int_equal(f.findings.errors, 1);
	assert_int_equal(f.findings.warnings, 0);
	assert_int_equal(jy_baseline_stale(&f.baseline, &f.findings), 0);
	end(&f);
}

static void an_error_is_not_known_even_if_somebody_wrote_it_down(void **state)
{
	struct fixture f;
	struct jb_text why, json;

	(void)state;
	begin(&f, "a.journey");
	found(&f, JY_ERROR, 0);
	collect(&f);
	json = jb_text_printf(&f.arena,
			      "{\"findings\":[{\"path\":\"a.journey\",\"rule\":\"J0301\","
			      "\"fingerprint\":\"%.*s\",\"message\":\"\"}]}",
			      JB_ARG(f.findings.at[0].fingerprint));
	assert_int_equal(read_text(&f, json.at, &why), JB_OK);
	jy_baseline_apply(&f.baseline, &f.findings);
	assert_int_equal(f.findings.errors, 1);
	end(&f);
}

static const char two_files[] =
	"{\"format_version\":\"1.0\",\"findings\":[\n"
	"{\"path\":\"a.journey\",\"rule\":\"J0310\",\"fingerprint\":\"00000000000000aa\","
	"\"message\":\"gone\"},\n"
	"{\"path\":\"/dev/null/b.journey\",\"rule\":\"J0310\",\"fingerprint\":\"00000000000000bb\","
	"\"message\":\"its file is gone\"},\n"
	"{\"path\":\"%s\",\"rule\":\"J0310\",\"fingerprint\":\"00000000000000cc\","
	"\"message\":\"its file was not read\"}\n]}\n";

static void only_what_the_run_can_tell_is_stale(void **state)
{
	struct fixture f;
	struct jb_text why, text;

	(void)state;
	begin(&f, "a.journey");
	collect(&f);
	f.findings.base = JB_TEXT("");
	text = jb_text_printf(&f.arena, two_files, f.path);
	assert_int_equal(read_text(&f, text.at, &why), JB_OK);
	jy_baseline_apply(&f.baseline, &f.findings);
	assert_int_equal(jy_baseline_stale(&f.baseline, &f.findings), 2);
	text = jy_baseline_renewed(&f.baseline, &f.findings);
	assert_null(strstr(text.at, "gone"));
	assert_non_null(strstr(text.at, "its file was not read"));
	found(&f, JY_ERROR, 0); /* rules have not looked at it now */
	collect(&f);
	f.findings.base = JB_TEXT("");
	assert_int_equal(jy_baseline_stale(&f.baseline, &f.findings), 1);
	end(&f);
}

static void expect_refused(struct fixture *f, const char *json, const char *because)
{
	struct jb_text why = {0};

	assert_int_not_equal(read_text(f, json, &why), JB_OK);
	if (!strstr(jb_text_cstring(&f->arena, why), because))
		fail_msg("\"%.*s\" lacks \"%s\"", (int)why.size, why.at, because);
}

static void what_is_no_baseline_is_said(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f, "a.journey");
	expect_refused(&f, "", "is no baseline: line 1");
	expect_refused(&f, "{", "is no baseline: line 1");
	expect_refused(&f, "[]", "is no baseline");
	expect_refused(&f, "{}", "findings");
	expect_refused(&f, "{\"findings\":1}", "findings");
	expect_refused(&f, "{\"findings\":[1]}", "findings[0]");
	expect_refused(&f, "{\"findings\":[{\"path\":\"x\"}]}", "findings[0]");
	expect_refused(&f, "{\"findings\":[{\"fingerprint\":7}]}", "findings[0]");
	end(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(errors_of_the_language_cannot_be_accepted),
		cmocka_unit_test(an_error_is_not_known_even_if_somebody_wrote_it_down),
		cmocka_unit_test(only_what_the_run_can_tell_is_stale),
		cmocka_unit_test(what_is_no_baseline_is_said),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
