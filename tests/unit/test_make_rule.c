/* Names in rules for make: what is escaped, and where a backslash counts. */
#include "driver/make_rule.h"
#include "own_arena.h"

static struct jb_text rule_of(struct jb_text target, struct jb_text input, enum jb_status *status)
{
	struct jy_make_rule rule = {0};
	struct jb_text why = {0};
	struct jb_buf out;

	*jb_push(&arena, &rule.targets) = target;
	*jb_push(&arena, &rule.inputs) = input;
	jb_buf_init(&out, &arena);
	*status = jy_make_rule_add(&out, &rule, &why);
	assert_int_equal(*status != JB_OK, why.size > 0);
	return jb_buf_text(&out);
}

static void assert_rule(const char *target, const char *input, const char *expected)
{
	enum jb_status status;
	struct jb_text rule = rule_of(jb_text_of(target), jb_text_of(input), &status);

	assert_int_equal(status, JB_OK);
	assert_string_equal(jb_text_cstring(&arena, rule), expected);
}

static void names(void **state)
{
	(void)state;
	assert_rule("a.svg", "b.journey", "a.svg: \\\n  b.journey\n");
	assert_rule("a b\tc", "d e", "a\\ b\\\tc: \\\n  d\\ e\n");
	assert_rule("$a", "b$$", "$$a: \\\n  b$$$$\n");
	assert_rule("#1", "b#", "\\#1: \\\n  b\\#\n");
	assert_rule("a:50%", "b:50%", "a\\:50\\%: \\\n  b\\:50%\n");
	assert_rule("Übersicht", "旅.journey", "Übersicht: \\\n  旅.journey\n");
}

/* The manual of GNU make, "Rule Syntax" and "Using Wildcard Characters in File Names": backslashes
 * that would quote a backslash before the one that quotes are doubled, others stand. */
static void backslashes(void **state)
{
	(void)state;
	assert_rule("a\\b", "c\\d", "a\\b: \\\n  c\\d\n");
	assert_rule("a\\ b", "c\\\\ d", "a\\\\\\ b: \\\n  c\\\\\\\\\\ d\n");
	assert_rule("a", "b\\", "a: \\\n  b\\\\\n");
}

static void refused(void **state)
{
	enum jb_status status;

	(void)state;
	assert_int_equal(rule_of(JB_TEXT("a\nb"), JB_TEXT("c"), &status).size, 0);
	assert_int_equal(status, JB_REFUSED);
	assert_int_equal(rule_of(JB_TEXT("a"), JB_TEXT(""), &status).size, 0);
	assert_int_equal(status, JB_REFUSED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(names),
		TEST(backslashes),
		TEST(refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
