/*
 * Written C: hostile names and texts stay what they are, and a plan that was written as C and
 * compiled is the plan, field by field.
 */
#include <dlfcn.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/io.h"
#include "driver/session.h"
#include "emit/emit.h"
#include "emit/writer.h"
#include "testing.h"

extern char **environ;

static char folder[] = "/tmp/journey-emit.abcdef";

static const char *path_of(struct jb_arena *arena, const char *name)
{
	return jb_text_printf(arena, "%s/%s", folder, name).at;
}

/* Compiles the C, all warnings being errors; the test fails where it does not compile. */
static void compile(struct jb_arena *arena, struct jb_text c, const char *out, const char *how)
{
	const char *source = path_of(arena, "made.c");
	const char *const words[] = {"cc",	  "-std=gnu11",	 "-O1",	      "-Wall",
				     "-Wextra",	  "-Wtrigraphs", "-Wcomment", "-Werror",
				     "-Iinclude", "-Iruntime",	 how,	      "-o",
				     out,	  source,	 NULL};
	char *argv[sizeof words / sizeof *words];
	struct jb_text why;
	pid_t child;
	int status;

	memcpy(argv, words, sizeof argv);
	assert_int_equal(jb_io_write_all(arena, jb_text_of(source), c, &why), JB_OK);
	assert_int_equal(posix_spawnp(&child, argv[0], NULL, NULL, argv, environ), 0);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	unlink(source);
}

static const char *const hostile[] = {
	"",
	"\"); system(\"true\"); (\"",
	"*/ int main(void) { return 1; } /*",
	"?\?/\" ?\?= ?\?( ?\?) ?\?' ?\?< ?\?! ?\?> ?\?-",
	"line\nline\r\nline\\\nline\\",
	"int",
	"INT",
	"frame",
	"word",
	"a-b",
	"a_b",
	"a b",
	"a_b_2",
	"\xe2\x80\xae reversed \xe2\x81\xa6",
	"\xc3\xbc and \xd7\xa9 and \xcc\x81",
	"\xff\xfe not UTF-8 \x80",
	"\x01\x02\x1b[31m\x7f",
	"%s %n \\x41 \\101 1\\",
	"#include </etc/passwd>",
	"//",
	"/* /* */ */",
	"*\\\n/",
	"0123456789012345678901234567890123456789012345678901234567890123456789",
	"0123456789012345678901234567890123456789012345678901234567890123456789x",
};

#define HOSTILE (sizeof hostile / sizeof *hostile)

struct texts {
	JB_VEC(struct jb_text) list;
};

/* Those above, one with a NUL, and the lines of a folder of strings that have broken others. */
static void gather(struct jb_arena *arena, struct texts *texts)
{
	static const char *const files[] = {
		"text/blns.json",     "csvinj/cells.json",	   "html/contexts.json",
		"sink/payloads.json", "sqli/patt-Auth_Bypass.txt", "path/patt-deep_traversal.txt",
	};
	const char *shared = getenv("JOURNEY_SHARED");

	for (size_t i = 0; i < HOSTILE; i++)
		*jb_push(arena, &texts->list) = jb_text_of(hostile[i]);
	*jb_push(arena, &texts->list) = (struct jb_text){"a\0b", 3};
	for (size_t i = 0; shared && i < sizeof files / sizeof *files; i++) {
		struct jb_text path = jb_text_printf(arena, "%s/hostile/%s", shared, files[i]);
		struct jb_text text, why;
		size_t from = 0;

		if (jb_io_read_all(arena, path, (size_t)1 << 20, &text, &why) != JB_OK)
			continue;
		for (size_t at = 0; at < text.size && texts->list.count < 4000; at++)
			if (text.at[at] == '\n') {
				*jb_push(arena, &texts->list) = jb_text_slice(text, from, at);
				from = at + 1;
			}
	}
}

static void add_bytes(struct jb_buf *out, struct jb_text text)
{
	for (size_t i = 0; i < text.size; i++)
		jb_buf_printf(out, "%d,", (unsigned char)text.at[i]);
}

/* A program that ends well when every literal has the bytes that it was made of. */
static void write_program(struct jb_arena *arena, const struct texts *texts, struct jb_buf *c)
{
	struct jb_text *name = JB_NEW_ARRAY(arena, struct jb_text, texts->list.count);
	struct jy_writer writer;

	jy_writer_init(&writer, arena, c);
	jb_buf_add_string(c, "#include <string.h>\n");
	for (size_t i = 0; i < texts->list.count; i++) {
		struct jb_text text = texts->list.at[i];

		name[i] = jy_c_name(&writer, "t_", text);
		jb_buf_printf(c, "static const unsigned char e%zu[] = {", i);
		add_bytes(c, text);
		jb_buf_add_string(c, "0};\n/* ");
		jy_put_words(&writer, text, " * ");
		jb_buf_printf(c, " */\nstatic const char %.*s[] =", JB_ARG(name[i]));
		jy_line(&writer, 1);
		jy_put_literal(&writer, text);
		jb_buf_add_string(c, ";\n");
	}
	jb_buf_add_string(c, "int main(void)\n{\n");
	for (size_t i = 0; i < texts->list.count; i++)
		jb_buf_printf(c,
			      "\tif (sizeof e%zu != sizeof %.*s || memcmp(e%zu, %.*s, %zu))\n"
			      "\t\treturn 1;\n",
			      i, JB_ARG(name[i]), i, JB_ARG(name[i]), texts->list.at[i].size);
	jb_buf_add_string(c, "\treturn 0;\n}\n");
}

/* Nothing but the prefix, a-z, 0-9 and _, however they are called. */
static void names_are_plain(void **state)
{
	struct jb_arena arena;
	struct texts texts = {0};
	struct jy_writer writer;
	struct jb_buf out;

	(void)state;
	jb_arena_init(&arena, NULL);
	gather(&arena, &texts);
	jb_buf_init(&out, &arena);
	jy_writer_init(&writer, &arena, &out);
	for (size_t i = 0; i < texts.list.count; i++) {
		struct jb_text name = jy_c_name(&writer, "let_", texts.list.at[i]);

		assert_true(jb_text_starts(name, JB_TEXT("let_")));
		for (size_t k = 0; k < name.size; k++)
			assert_non_null(
				memchr("abcdefghijklmnopqrstuvwxyz0123456789_", name.at[k], 37));
	}
	assert_int_equal(writer.taken.count, texts.list.count);
	jb_arena_release(&arena);
}

static void hostile_texts_stay_texts(void **state)
{
	struct jb_arena arena;
	struct texts texts = {0};
	struct jb_buf c;
	const char *program;
	pid_t child;
	int status;

	(void)state;
	jb_arena_init(&arena, NULL);
	gather(&arena, &texts);
	jb_buf_init(&c, &arena);
	write_program(&arena, &texts, &c);
	program = path_of(&arena, "made");
	compile(&arena, jb_buf_text(&c), program, "-g0");
	char *argv[] = {(char *)(uintptr_t)program, NULL};
	assert_int_equal(posix_spawn(&child, program, NULL, NULL, argv, environ), 0);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	unlink(program);
	jb_arena_release(&arena);
}

/* ---- plans ---- */

static struct jb_text emitted(struct jb_arena *arena, const struct jrt_plan *plan)
{
	size_t count;
	const struct jb_text *zone = jy_emit_zones(plan, arena, &count);
	struct jb_text *bytes = JB_NEW_ARRAY(arena, struct jb_text, count + 1);
	const struct jrt_evidence_text text = {JB_TEXT("a"), JB_TEXT("b"), JB_TEXT("c")};
	const struct jy_emitted what = {.plan = plan,
					.file = JB_TEXT("a.journey"),
					.zone_bytes = bytes,
					.text = &text,
					.text_count = 1};
	struct jb_buf out;

	for (size_t i = 0; i < count; i++)
		bytes[i] = zone[i];
	jb_buf_init(&out, arena);
	jy_emit(&what, arena, &out);
	return jb_buf_text(&out);
}

/* What was written, compiled and written again is the same text: every field of the plan is in
 * it. */
static void check_plan(const char *path)
{
	struct jy_session session;
	struct jb_arena *arena = &session.arena;
	const struct jrt_plan *(*plan_of)(void);
	const char *library;
	struct jb_text first;
	void *loaded;

	jy_session_init(&session);
	assert_true(jy_session_load(&session, jb_text_of(path), JB_TEXT("")));
	assert_int_equal(session.diags.error_count, 0);
	first = emitted(arena, jy_session_plan(&session));
	library = path_of(arena, "plan.so");
	compile(arena,
		jb_text_printf(arena,
			       "%.*sconst struct jrt_plan *plan_of(void);\n"
			       "const struct jrt_plan *plan_of(void) { return &plan; }\n",
			       JB_ARG(first)),
		library, "-shared");
	loaded = dlopen(library, RTLD_LAZY | RTLD_LOCAL);
	assert_non_null(loaded);
	*(void **)&plan_of = dlsym(loaded, "plan_of");
	assert_non_null(plan_of);
	assert_true(jb_text_equal(first, emitted(arena, plan_of())));
	dlclose(loaded);
	unlink(library);
	jy_session_release(&session);
}

static void plans_come_back(void **state)
{
	(void)state;
	check_plan("tests/golden/build-small.journey");
	check_plan("tests/golden/shop.journey");
	check_plan("tests/golden/two-partners.journey");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hostile_texts_stay_texts),
		cmocka_unit_test(names_are_plain),
		cmocka_unit_test(plans_come_back),
	};
	int failed;

	memset(strchr(folder, '.') + 1, 'X', 6); /* as mkdtemp wants it */
	if (!mkdtemp(folder))
		return 1;
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	rmdir(folder);
	return failed;
}
