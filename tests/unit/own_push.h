/*
 * Tests that hand rows in: each has a measuring of its own with one source, made-up rows among them
 * bad ones, and what a file with the same rows gives, for are_the_same(). TEST(name) is a row of
 * the list of tests.
 */
#ifndef TESTS_OWN_PUSH_H
#define TESTS_OWN_PUSH_H

#include "journey/push.h"
#include "measuring.h"
#include "testing.h"

enum { ROWS = 3000, FIELDS = 4, OTHER_ROWS = 40 };

static struct measuring t;

/* What was said of one measuring: rejects as they came, then the report. */
struct told {
	struct jb_arena arena;
	struct jb_buf text;
};

static inline enum jb_status keep_reject(void *user, const struct jrt_reject *reject)
{
	struct told *told = user;

	jb_buf_printf(&told->text, "%u %llu %u %.*s %.*s [%.*s]\n", reject->file,
		      (unsigned long long)reject->line, reject->column, JB_ARG(reject->code),
		      JB_ARG(reject->reason), JB_ARG(reject->bytes));
	return JB_OK;
}

static inline void told_init(struct told *told)
{
	jb_arena_init(&told->arena, NULL);
	jb_buf_init(&told->text, &told->arena);
}

static inline void tell(struct told *told, const struct jrt_measured *measured)
{
	jrt_report_json(&t.plan, measured, &(struct jrt_judged){0}, &told->text);
}

/* ---- the rows ---- */

static const struct jb_text headers[FIELDS] = {JB_TEXT("at"), JB_TEXT("outcome"), JB_TEXT("wait"),
					       JB_TEXT("ok")};

/* Good ones, and what may go wrong with a field. */
static inline void fill_row(int i, char room[FIELDS][64], struct jb_text field[FIELDS])
{
	static const char *const outcome[] = {"AGENT", "said \"no\"", "a,b", "two\nlines",
					      "",      "Jos\xc3\xa9"};

	snprintf(room[0], 64, "2026-03-%02d %02d:%02d:07", i % 31 + 1, i % 24, i % 60);
	snprintf(room[1], 64, "%s", outcome[i % 6]);
	snprintf(room[2], 64, "%d.%03d", i % 400, i % 1000);
	snprintf(room[3], 64, "%s", i % 3 ? "true" : "false");
	if (i % 97 == 13)
		snprintf(room[2], 64, "12a");
	if (i % 101 == 17)
		snprintf(room[0], 64, "yesterday");
	if (i % 103 == 19)
		snprintf(room[1], 64, "bad \xff byte");
	for (int f = 0; f < FIELDS; f++)
		field[f] = jb_text_of(room[f]);
	if (i % 107 == 23)
		field[1] = (struct jb_text){"a\0b", 3};
}

static inline void write_field(FILE *file, struct jb_text field)
{
	bool quoted = false;

	for (size_t i = 0; i < field.size; i++)
		quoted |= strchr(",\"\r\n", field.at[i]) && field.at[i];
	if (quoted)
		fputc('"', file);
	for (size_t i = 0; i < field.size; i++) {
		if (field.at[i] == '"')
			fputc('"', file);
		fputc(field.at[i], file);
	}
	if (quoted)
		fputc('"', file);
}

/* The same rows as a file, whose text is given too. */
static inline char *file_of_rows(size_t *size)
{
	char *text = NULL, room[FIELDS][64];
	struct jb_text field[FIELDS];
	FILE *file = open_memstream(&text, size);

	fputs("\"at\",\"outcome\",\"wait\",\"ok\"\n", file);
	for (int i = 0; i < ROWS; i++) {
		fill_row(i, room, field);
		for (int f = 0; f < FIELDS; f++) {
			if (f > 0)
				fputc(',', file);
			write_field(file, field[f]);
		}
		fputc('\n', file);
	}
	fclose(file);
	return text;
}

static inline void file_of_bytes(const char *bytes, size_t size)
{
	FILE *file;

	file_of(&t, "");
	file = fopen(t.path[t.input.file_count - 1], "wb");
	fwrite(bytes, 1, size, file);
	fclose(file);
}

static int set_up(void **state)
{
	uint32_t at, outcome, wait, ok;

	(void)state;
	measuring_init(&t);
	at = time_column(&t, "at");
	outcome = column(&t, "outcome", JRT_TEXT);
	wait = column(&t, "wait", JRT_NUMBER);
	ok = column(&t, "ok", JRT_FLAG);
	time_of(&t, at);
	meter(&t, count_among(is_text(&t, MAIN, outcome, "AGENT")));
	meter(&t, share(compare(&t, MAIN, wait, JRT_OP_AT_MOST, 20), of_column(&t, MAIN, ok)));
	meter(&t, (struct jrt_part){.kind = JRT_PART_VALUES,
				    .among = JRT_NONE,
				    .a = of_column(&t, MAIN, wait)});
	meter(&t, (struct jrt_part){.kind = JRT_PART_DISTINCT,
				    .among = JRT_NONE,
				    .a = of_column(&t, MAIN, outcome)});
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	measuring_release(&t);
	return 0;
}

/* ---- both ways ---- */

static inline void measure_files(struct told *told)
{
	told_init(told);
	t.input.reject = keep_reject;
	t.input.reject_user = told;
	run(&t);
	assert_int_equal(t.status, JB_OK);
	tell(told, &t.out);
}

static inline struct jrt_push *open_push(struct told *told, const struct jrt_push_source *source,
					 size_t count)
{
	struct jrt_input input = {.reject = keep_reject, .reject_user = told};
	struct jrt_push *push = NULL;
	struct jb_text why = {0};

	told_init(told);
	programs(&t);
	if (jrt_push_open(&t.plan, &input, source, count, &t.arena, &push, &why) != JB_OK)
		fail_msg("%.*s", JB_ARG(why));
	return push;
}

static inline void end_push(struct jrt_push *push, struct told *told)
{
	struct jrt_measured measured;
	struct jb_text why = {0};

	if (jrt_push_end(push, &measured, &why) != JB_OK)
		fail_msg("%.*s", JB_ARG(why));
	tell(told, &measured);
}

static inline void are_the_same(struct told *pushed, struct told *read)
{
	assert_true(read->text.size > 1000);
	assert_string_equal(pushed->text.data, read->text.data);
	jb_arena_release(&pushed->arena);
}

/* The files of the input so far, by the name that stands for them. */
static inline struct jrt_push_source pushed(enum jrt_push_kind kind)
{
	return (struct jrt_push_source){.source = JB_TEXT("calls"),
					.called = t.file[0].path,
					.kind = kind,
					.field = headers,
					.field_count = FIELDS};
}

static inline void push_rows(struct jrt_push *push, size_t at, int rows)
{
	char room[FIELDS][64];
	struct jb_text field[FIELDS];

	for (int i = 0; i < rows; i++) {
		fill_row(i, room, field);
		assert_int_equal(jrt_push_row(push, at, field), JB_OK);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

#endif
