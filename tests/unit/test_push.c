/*
 * Rows that are handed in against files with the same rows: the same figures, findings and rejects,
 * byte for byte, whatever the pieces; and the ways in which handing in ends early.
 */
#include <pthread.h>

#include "journey/push.h"
#include "measuring.h"
#include "testing.h"

enum { ROWS = 3000, FIELDS = 4, OTHER_ROWS = 40 };

static struct measuring t;
static struct jrt_source both[2];

/* What was said of one measuring: rejects as they came, then the report. */
struct told {
	struct jb_arena arena;
	struct jb_buf text;
};

static enum jb_status keep_reject(void *user, const struct jrt_reject *reject)
{
	struct told *told = user;

	jb_buf_printf(&told->text, "%u %llu %u %.*s %.*s [%.*s]\n", reject->file,
		      (unsigned long long)reject->line, reject->column, JB_ARG(reject->code),
		      JB_ARG(reject->reason), JB_ARG(reject->bytes));
	return JB_OK;
}

static void told_init(struct told *told)
{
	jb_arena_init(&told->arena, NULL);
	jb_buf_init(&told->text, &told->arena);
}

static void tell(struct told *told, const struct jrt_measured *measured)
{
	jrt_report_json(&t.plan, measured, &(struct jrt_judged){0}, &told->text);
}

/* ---- the rows ---- */

static const struct jb_text headers[FIELDS] = {JB_TEXT("at"), JB_TEXT("outcome"), JB_TEXT("wait"),
					       JB_TEXT("ok")};

/* Good ones, and what may go wrong with a field. */
static void fill_row(int i, char room[FIELDS][64], struct jb_text field[FIELDS])
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

static void write_field(FILE *file, struct jb_text field)
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
static char *file_of_rows(size_t *size)
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

static void file_of_bytes(const char *bytes, size_t size)
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

static void measure_files(struct told *told)
{
	told_init(told);
	t.input.reject = keep_reject;
	t.input.reject_user = told;
	run(&t);
	assert_int_equal(t.status, JB_OK);
	tell(told, &t.out);
}

static struct jrt_push *open_push(struct told *told, const struct jrt_push_source *source,
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

static void end_push(struct jrt_push *push, struct told *told)
{
	struct jrt_measured measured;
	struct jb_text why = {0};

	if (jrt_push_end(push, &measured, &why) != JB_OK)
		fail_msg("%.*s", JB_ARG(why));
	tell(told, &measured);
}

static void are_the_same(struct told *pushed, struct told *read)
{
	assert_true(read->text.size > 1000);
	assert_string_equal(pushed->text.data, read->text.data);
	jb_arena_release(&pushed->arena);
}

/* The files of the input so far, by the name that stands for them. */
static struct jrt_push_source pushed(enum jrt_push_kind kind)
{
	return (struct jrt_push_source){.source = JB_TEXT("calls"),
					.called = t.file[0].path,
					.kind = kind,
					.field = headers,
					.field_count = FIELDS};
}

static void push_rows(struct jrt_push *push, size_t at, int rows)
{
	char room[FIELDS][64];
	struct jb_text field[FIELDS];

	for (int i = 0; i < rows; i++) {
		fill_row(i, room, field);
		assert_int_equal(jrt_push_row(push, at, field), JB_OK);
	}
}

static void rows_give_what_a_file_gives(void **state)
{
	const bool plain[] = {false, true};
	struct told read, told;
	size_t size;
	char *text = file_of_rows(&size);

	(void)state;
	file_of_bytes(text, size);
	free(text);
	for (int i = 0; i < 2; i++) {
		t.input.plain = plain[i];
		measure_files(&read);
		const struct jrt_push_source source = pushed(JRT_PUSH_ROWS);
		struct jrt_push *push = open_push(&told, &source, 1);
		push_rows(push, 0, ROWS);
		end_push(push, &told);
		are_the_same(&told, &read);
		jb_arena_release(&read.arena);
	}
}

/* What is handed in as fields has no format; what is handed in as bytes has the source's. */
static void rows_have_no_format(void **state)
{
	struct told read, told;
	size_t size;
	char *text = file_of_rows(&size);

	(void)state;
	file_of_bytes(text, size);
	free(text);
	measure_files(&read);
	t.source.format = JRT_NDJSON;
	const struct jrt_push_source source = pushed(JRT_PUSH_ROWS);
	struct jrt_push *push = open_push(&told, &source, 1);
	push_rows(push, 0, ROWS);
	end_push(push, &told);
	are_the_same(&told, &read);
	jb_arena_release(&read.arena);
}

static void bytes_may_be_cut_anywhere(void **state)
{
	const size_t cuts[] = {1, 7, 4096, 65536, SIZE_MAX};
	struct told read, told;
	size_t size;
	char *text = file_of_rows(&size);

	(void)state;
	file_of_bytes(text, size);
	measure_files(&read);
	for (size_t c = 0; c < sizeof cuts / sizeof *cuts; c++) {
		const struct jrt_push_source source = pushed(JRT_PUSH_BYTES);
		struct jrt_push *push = open_push(&told, &source, 1);

		for (size_t at = 0, part; at < size; at += part) {
			part = size - at < cuts[c] ? size - at : cuts[c];
			assert_int_equal(jrt_push_bytes(push, 0, text + at, part), JB_OK);
		}
		end_push(push, &told);
		are_the_same(&told, &read);
	}
	jb_arena_release(&read.arena);
	free(text);
}

/* ---- values ---- */

enum { VALUES = 9 };

static const struct jb_text value_names[VALUES] = {
	JB_TEXT("instant"), JB_TEXT("text"),  JB_TEXT("number"), JB_TEXT("flag"), JB_TEXT("share"),
	JB_TEXT("wait"),    JB_TEXT("money"), JB_TEXT("date"),	 JB_TEXT("clock")};

/* Columns whose form in a file is nothing like the value. */
static void plan_of_values(void)
{
	static const enum jrt_type type[VALUES] = {JRT_INSTANT, JRT_TEXT,  JRT_NUMBER,
						   JRT_FLAG,	JRT_SHARE, JRT_DURATION,
						   JRT_MONEY,	JRT_DATE,  JRT_CLOCK};
	static const struct jb_text yes = JB_TEXT("Ja"), no = JB_TEXT("Nein");

	measuring_release(&t);
	measuring_init(&t);
	for (int i = 0; i < VALUES; i++)
		column(&t, value_names[i].at, type[i]);
	t.column[0].format = JB_TEXT("%d/%m/%Y %H:%M:%S.%f");
	t.column[0].zone = JB_TEXT("Europe/London");
	t.column[3].yes = &yes;
	t.column[3].no = &no;
	t.column[3].yes_count = t.column[3].no_count = 1;
	t.column[4].scale_den = 100;
	t.column[5].format = JB_TEXT("h:mm:ss");
	t.column[7].format = JB_TEXT("%d.%m.%Y");
	t.column[8].format = JB_TEXT("%I:%M:%S %p");
	t.source.decimal_point = ',';
	t.source.separator = ';';
	time_of(&t, 0);
	for (uint32_t i = 2; i < 7; i++)
		meter(&t, (struct jrt_part){.kind = i == 3 ? JRT_PART_SHARE : JRT_PART_VALUES,
					    .among = JRT_NONE,
					    .a = of_column(&t, MAIN, i)});
	for (uint32_t i = 7; i < 9; i++)
		meter(&t, (struct jrt_part){.kind = JRT_PART_DISTINCT,
					    .among = JRT_NONE,
					    .a = of_column(&t, MAIN, i)});
	meter(&t, (struct jrt_part){.kind = JRT_PART_DISTINCT,
				    .among = JRT_NONE,
				    .a = of_column(&t, MAIN, 1)});
}

static void values_give_what_their_texts_give(void **state)
{
	static const char rows[] = "instant;text;number;flag;share;wait;money;date;clock\n"
				   "05/07/2026 "
				   "09:12:58.000001;\"x;\"\"y\"\"\";-12,000001;Ja;80,5;26:00:01;0,"
				   "07;29.02.2024;12:00:00 AM\n"
				   "05/07/2026 10:12:58.5;\"\";;Nein;;;;;\n"
				   "31/12/2025 23:59:59.999999;x, "
				   "y;9007199254,740993;;100;0:00:00;-1;01.01.1970;11:59:59 PM\n";
	const int64_t us = 1000000, day = INT64_C(86400) * us, base = INT64_C(1783239178) * us;
	const int64_t instant[] = {base + 1, base + 3600 * us + us / 2,
				   INT64_C(1767225599) * us + 999999},
		      number[] = {-12000001, 0, INT64_C(9007199254740993)}, flag[] = {1, 0, 0},
		      share_[] = {805000, 0, us}, wait[] = {INT64_C(93601) * us, 0, 0},
		      money[] = {70000, 0, -us}, date[] = {19782, 0, 0},
		      clock_[] = {0, 0, day - us};
	const struct jb_text words[] = {JB_TEXT("x;\"y\""), JB_TEXT(""), JB_TEXT("x, y")};
	const uint8_t odd[] = {1, 0, 1}, two[] = {1, 1, 0};
	const struct jrt_push_column values[VALUES] = {
		{.value = instant},
		{.text = words},
		{.value = number, .known = odd},
		{.value = flag, .known = two},
		{.value = share_, .known = odd},
		{.value = wait, .known = odd},
		{.value = money, .known = odd},
		{.value = date, .known = odd},
		{.value = clock_, .known = odd},
	};
	struct jrt_push_source source = {.source = JB_TEXT("calls"),
					 .kind = JRT_PUSH_COLUMNS,
					 .field = value_names,
					 .field_count = VALUES};
	struct told read, told;

	(void)state;
	plan_of_values();
	file_of(&t, rows);
	source.called = t.file[0].path;
	measure_files(&read);
	assert_int_equal(t.out.source[0].accepted, 3);
	struct jrt_push *push = open_push(&told, &source, 1);
	assert_int_equal(jrt_push_columns(push, 0, values, 3), JB_OK);
	end_push(push, &told);
	are_the_same(&told, &read);
	jb_arena_release(&read.arena);
}

/* A date that no calendar has and a value out of its bounds are rejected as they are in a file. */
static void values_are_checked(void **state)
{
	const int64_t instant[] = {INT64_MAX, 0}, number[] = {1000000, 11000000};
	const struct jrt_push_column values[] = {{.value = instant}, {.value = number}};
	const struct jb_text names[] = {JB_TEXT("instant"), JB_TEXT("number")};
	const struct jrt_push_source source = {.source = JB_TEXT("calls"),
					       .kind = JRT_PUSH_COLUMNS,
					       .field = names,
					       .field_count = 2};
	struct told told;

	(void)state;
	measuring_release(&t);
	measuring_init(&t);
	time_of(&t, time_column(&t, "instant"));
	column(&t, "number", JRT_NUMBER);
	t.column[1].bounded = true;
	t.column[1].high = 10 * JB_FIX_ONE;
	meter(&t, count_among(JRT_NONE));
	struct jrt_push *push = open_push(&told, &source, 1);
	assert_int_equal(jrt_push_columns(push, 0, values, 2), JB_OK);
	end_push(push, &told);
	assert_non_null(strstr(told.text.data, "0 2 0 R0215"));
	assert_non_null(strstr(told.text.data, "0 3 1 R0211"));
	jb_arena_release(&told.arena);
}

/* ---- several sources ---- */

static void add_second_source(void)
{
	programs(&t);
	both[0] = t.source;
	both[1] = both[0];
	both[1].name = JB_TEXT("chats");
	t.metric[t.plan.metric_count] = t.metric[0];
	t.metric[t.plan.metric_count].source = 1;
	t.meter[t.plan.meter_count] = t.meter[0];
	t.meter[t.plan.meter_count++].metric = (uint32_t)t.plan.metric_count++;
	t.plan.source = both;
	t.plan.source_count = 2;
}

/* Row by row to each in turn, the later source first: it waits in memory. */
static void sources_may_take_turns(void **state)
{
	struct jrt_push_source source[] = {pushed(JRT_PUSH_ROWS), pushed(JRT_PUSH_ROWS)};
	char room[FIELDS][64];
	struct jb_text field[FIELDS];
	struct told one, other;

	(void)state;
	add_second_source();
	source[1].source = JB_TEXT("chats");
	struct jrt_push *push = open_push(&one, source, 2);
	for (int i = 0; i < 60000; i++) {
		fill_row(i, room, field);
		assert_int_equal(jrt_push_row(push, 1, field), JB_OK);
		if (i < OTHER_ROWS)
			assert_int_equal(jrt_push_row(push, 0, field), JB_OK);
	}
	assert_int_equal(jrt_push_done(push, 0), JB_OK);
	assert_int_equal(jrt_push_row(push, 0, field), JB_REFUSED);
	end_push(push, &one);
	push = open_push(&other, source, 2);
	push_rows(push, 0, OTHER_ROWS);
	assert_int_equal(jrt_push_done(push, 0), JB_OK);
	push_rows(push, 1, 60000);
	end_push(push, &other);
	are_the_same(&one, &other);
	jb_arena_release(&other.arena);
}

/* ---- ends ---- */

static bool say_no(void *user, const struct jrt_progress_at *at)
{
	(void)user;
	return at->bytes < 100000;
}

static void cancelling_ends_the_handing_in(void **state)
{
	const struct jrt_push_source source = pushed(JRT_PUSH_ROWS);
	struct jrt_input input = {.progress = say_no};
	char room[FIELDS][64];
	struct jb_text field[FIELDS], why = {0};
	struct jrt_measured measured;
	struct jrt_push *push;
	enum jb_status status;

	(void)state;
	programs(&t);
	assert_int_equal(jrt_push_open(&t.plan, &input, &source, 1, &t.arena, &push, &why), JB_OK);
	fill_row(0, room, field);
	do
		status = jrt_push_row(push, 0, field);
	while (status == JB_OK);
	assert_int_equal(status, JB_CANCELLED);
	assert_int_equal(jrt_push_end(push, &measured, &why), JB_CANCELLED);
	assert_true(why.size > 0);
	assert_int_equal(measured.cell_count, 0);
}

static void a_push_may_be_dropped(void **state)
{
	const struct jrt_push_source source = pushed(JRT_PUSH_ROWS);
	struct told told;

	(void)state;
	jrt_push_drop(NULL);
	for (int rows = 0; rows < 9000; rows += 4000) {
		struct jrt_push *push = open_push(&told, &source, 1);

		push_rows(push, 0, rows);
		jrt_push_drop(push);
		jb_arena_release(&told.arena);
	}
}

/* What follows `stop at a row where …` is no row, and nobody waits for it to be taken. */
static void what_nobody_wants_is_let_go(void **state)
{
	const struct jrt_push_source source = pushed(JRT_PUSH_ROWS);
	struct told told;

	(void)state;
	t.source.stop = is_text(&t, FILTER, 1, "a,b");
	struct jrt_push *push = open_push(&told, &source, 1);
	push_rows(push, 0, 100000);
	end_push(push, &told);
	assert_non_null(strstr(told.text.data, "\"rows\": 2,"));
	jb_arena_release(&told.arena);
}

static void refuses(struct jrt_push_source one, struct jrt_push_source other, const char *says)
{
	const struct jrt_push_source source[] = {one, other};
	struct jrt_push *push;
	struct jb_text why = {0};

	assert_int_equal(jrt_push_open(&t.plan, &t.input, source, 2, &t.arena, &push, &why),
			 JB_REFUSED);
	assert_null(push);
	assert_non_null(strstr(jb_text_cstring(&t.arena, why), says));
}

static void what_fits_no_plan_is_refused(void **state)
{
	struct jrt_push_source rows = pushed(JRT_PUSH_ROWS), stranger = rows, columns = rows;

	(void)state;
	stranger.source = JB_TEXT("visits");
	refuses(rows, stranger, "\"visits\"");
	columns.kind = JRT_PUSH_COLUMNS;
	refuses(rows, columns, "two forms");
	columns.field = (const struct jb_text[]){JB_TEXT("colour")};
	columns.field_count = 1;
	refuses(columns, columns, "no column colour");
	file_at(&t, "calls.csv");
	refuses(rows, rows, "two forms");
}

static void calls_of_another_kind_are_refused(void **state)
{
	const struct jrt_push_source source = pushed(JRT_PUSH_ROWS);
	struct told told;

	(void)state;
	struct jrt_push *push = open_push(&told, &source, 1);
	assert_int_equal(jrt_push_bytes(push, 0, "x", 1), JB_REFUSED);
	assert_int_equal(jrt_push_row(push, 1, headers), JB_REFUSED);
	end_push(push, &told);
	jb_arena_release(&told.arena);
}

/* ---- memory ---- */

struct scarce {
	pthread_mutex_t lock;
	size_t asked, failing, blocks;
};

static void *resize(void *user, void *old, size_t size)
{
	struct scarce *scarce = user;
	void *block = NULL;

	pthread_mutex_lock(&scarce->lock);
	if (++scarce->asked != scarce->failing)
		block = realloc(old, size);
	scarce->blocks += block && !old;
	pthread_mutex_unlock(&scarce->lock);
	return block;
}

static void release(void *user, void *old)
{
	struct scarce *scarce = user;

	pthread_mutex_lock(&scarce->lock);
	scarce->blocks -= old != NULL;
	free(old);
	pthread_mutex_unlock(&scarce->lock);
}

static enum jb_status push_with(struct jb_arena *arena)
{
	const struct jrt_push_source source = pushed(JRT_PUSH_ROWS);
	char room[FIELDS][64];
	struct jb_text field[FIELDS], why = {0};
	struct jrt_measured measured;
	struct jrt_push *push;
	enum jb_status status =
		jrt_push_open(&t.plan, &(struct jrt_input){0}, &source, 1, arena, &push, &why);

	for (int i = 0; i < 4000 && status == JB_OK; i++) {
		fill_row(i, room, field);
		status = jrt_push_row(push, 0, field);
	}
	return push ? jrt_push_end(push, &measured, &why) : status;
}

static void lack_of_memory_is_a_status(void **state)
{
	enum jb_status status = JB_NO_MEMORY;

	(void)state;
	programs(&t);
	for (size_t failing = 1; status != JB_OK; failing++) {
		struct scarce scarce = {.lock = PTHREAD_MUTEX_INITIALIZER, .failing = failing};
		const struct jb_allocator allocator = {resize, release, &scarce};
		struct jb_arena arena;

		jb_arena_init(&arena, &allocator);
		status = push_with(&arena);
		assert_true(status == JB_OK || status == JB_NO_MEMORY);
		assert_int_equal(arena.armed, 0);
		jb_arena_release(&arena);
		assert_int_equal(scarce.blocks, 0);
		assert_true(failing < 2000);
	}
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		CASE(rows_give_what_a_file_gives),
		CASE(rows_have_no_format),
		CASE(bytes_may_be_cut_anywhere),
		CASE(values_give_what_their_texts_give),
		CASE(values_are_checked),
		CASE(sources_may_take_turns),
		CASE(cancelling_ends_the_handing_in),
		CASE(a_push_may_be_dropped),
		CASE(what_nobody_wants_is_let_go),
		CASE(what_fits_no_plan_is_refused),
		CASE(calls_of_another_kind_are_refused),
		CASE(lack_of_memory_is_a_status),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
