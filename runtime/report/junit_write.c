/*
 * Suites and cases to XML. Escaping is this file's only concern; what a case is was decided in
 * junit.c.
 */
#include "report/junit.h"

struct jrt_junit_suite *jrt_junit_suite(struct jrt_junit *junit, struct jb_text name)
{
	for (size_t i = junit->suite.count; i-- > 0;)
		if (jb_text_equal(junit->suite.at[i].name, name))
			return &junit->suite.at[i];
	struct jrt_junit_suite *suite = jb_push(junit->arena, &junit->suite);
	*suite = (struct jrt_junit_suite){.name = name, .first = SIZE_MAX, .last = SIZE_MAX};
	return suite;
}

void jrt_junit_add(struct jrt_junit *junit, struct jb_text name, struct jrt_junit_case test)
{
	struct jrt_junit_suite *suite = jrt_junit_suite(junit, name);
	size_t number = junit->test.count;

	test.next = SIZE_MAX;
	*jb_push(junit->arena, &junit->test) = test;
	if (suite->last == SIZE_MAX)
		suite->first = number;
	else
		junit->test.at[suite->last].next = number;
	suite->last = number;
	suite->tests++;
	suite->failures += test.outcome == JRT_JUNIT_FAILURE;
	suite->errors += test.outcome == JRT_JUNIT_ERROR;
	suite->skipped += test.outcome == JRT_JUNIT_SKIPPED;
}

static void add_attribute(struct jb_buf *out, const char *name, struct jb_text value)
{
	jb_buf_printf(out, " %s=\"", name);
	jb_buf_add_xml(out, value);
	jb_buf_add_byte(out, '"');
}

static void add_number(struct jb_buf *out, const char *name, size_t value)
{
	jb_buf_printf(out, " %s=\"%zu\"", name, value);
}

static void add_element(struct jb_buf *out, const char *name, struct jb_text content)
{
	if (content.size == 0)
		return;
	jb_buf_printf(out, "      <%s>", name);
	jb_buf_add_xml(out, content);
	jb_buf_printf(out, "</%s>\n", name);
}

static void add_outcome(struct jb_buf *out, const struct jrt_junit_case *test)
{
	static const char *const elements[] = {
		[JRT_JUNIT_FAILURE] = "failure",
		[JRT_JUNIT_SKIPPED] = "skipped",
		[JRT_JUNIT_ERROR] = "error",
	};

	if (test->outcome == JRT_JUNIT_PASS)
		return;
	jb_buf_printf(out, "      <%s", elements[test->outcome]);
	if (test->type != NULL)
		add_attribute(out, "type", jb_text_of(test->type));
	add_attribute(out, "message", test->message);
	jb_buf_add_byte(out, '>');
	jb_buf_add_xml(out, test->detail);
	jb_buf_printf(out, "</%s>\n", elements[test->outcome]);
}

static void add_case(struct jb_buf *out, const struct jrt_junit_case *test)
{
	bool empty = test->outcome == JRT_JUNIT_PASS && test->out.size == 0;

	jb_buf_add_string(out, "    <testcase");
	add_attribute(out, "classname", test->classname);
	add_attribute(out, "name", test->name);
	jb_buf_add_string(out, empty ? "/>\n" : ">\n");
	if (empty)
		return;
	add_outcome(out, test);
	add_element(out, "system-out", test->out);
	jb_buf_add_string(out, "    </testcase>\n");
}

static void add_suite(struct jb_buf *out, const struct jrt_junit *junit,
		      const struct jrt_junit_suite *suite)
{
	jb_buf_add_string(out, "  <testsuite");
	add_attribute(out, "name", suite->name);
	add_number(out, "tests", suite->tests);
	add_number(out, "failures", suite->failures);
	add_number(out, "errors", suite->errors);
	add_number(out, "skipped", suite->skipped);
	jb_buf_add_string(out, ">\n");
	if (suite->property.count > 0)
		jb_buf_add_string(out, "    <properties>\n");
	for (size_t i = 0; i < suite->property.count; i++) {
		jb_buf_add_string(out, "      <property");
		add_attribute(out, "name", suite->property.at[i].name);
		add_attribute(out, "value", suite->property.at[i].value);
		jb_buf_add_string(out, "/>\n");
	}
	if (suite->property.count > 0)
		jb_buf_add_string(out, "    </properties>\n");
	for (size_t i = suite->first; i != SIZE_MAX; i = junit->test.at[i].next)
		add_case(out, &junit->test.at[i]);
	jb_buf_add_string(out, "  </testsuite>\n");
}

void jrt_junit_write(const struct jrt_junit *junit, struct jb_buf *out)
{
	size_t tests = 0, failures = 0, errors = 0;

	for (size_t i = 0; i < junit->suite.count; i++) {
		tests += junit->suite.at[i].tests;
		failures += junit->suite.at[i].failures;
		errors += junit->suite.at[i].errors;
	}
	jb_buf_add_string(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites");
	add_attribute(out, "name", junit->title);
	add_number(out, "tests", tests);
	add_number(out, "failures", failures);
	add_number(out, "errors", errors);
	jb_buf_add_string(out, ">\n");
	for (size_t i = 0; i < junit->suite.count; i++)
		add_suite(out, junit, &junit->suite.at[i]);
	jb_buf_add_string(out, "</testsuites>\n");
}
