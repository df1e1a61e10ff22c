/*
 * Answers from anybody: any bytes as what an engine says to the queries of a fixed program. What is
 * accepted is judged and reported, the report can be read back and judged to the same words, and
 * the same answers give the same again, also when their rows and they themselves come in another
 * order; what is refused is refused with a sentence, in any order.
 *
 * The first byte is a letter that chooses program and dialect. Answers are parted by lines of "%%".
 * So that bytes which were changed here and there get beyond the first checks, "@" stands for the
 * mark of the plan; and an answer that begins with "*" and a letter has the names of the columns of
 * that query, parted by semicolons, and as many fields a row, in which "#" stands for the name of
 * the query and "$" for that of the values that come with it.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "engine/answer_file.h"
#include "sql/sql.h"
#include "answers_programs.h"
#include "fixed_program.h"
#include "mutating_fields.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define ANSWERS_MAX 12
#define PATH_BYTES 64

/* ---- what is asked ---- */

struct asked {
	const struct jrt_plan *plan;
	const struct jrt_queries *queries;
};

static const char *const programs[] = {counts_program, values_program, groups_program,
				       stocks_program, cases_program,  stretches_program,
				       surplus_program};
#define PROGRAMS (sizeof programs / sizeof *programs)

/* One adds up in halves and has values apart, the other does neither. */
static const char *const dialects[] = {"sqlite", "duckdb"};
#define DIALECTS (sizeof dialects / sizeof *dialects)

static struct asked ask(struct jb_arena *arena, const char *program, const char *dialect)
{
	const struct jb_text came[] = {JB_TEXT("calls"), JB_TEXT("came")};
	const struct jy_sql_table order = {came[0], came[1]};
	struct jy_sql_refusals refusals = {0};
	struct jb_text near;
	struct jy_sql_how how = {.dialect = jy_dialect_find(jb_text_of(dialect), &near),
				 .raw = true,
				 .order = &order,
				 .order_count = program == surplus_program,
				 .plan = jb_hash_text(jb_text_of(program))};
	struct asked asked = {.plan = plan_of_text(arena, program)};

	asked.queries = jy_sql(arena, asked.plan, &how, &refusals);
	CHECK(asked.queries != NULL);
	return asked;
}

/* Made once each. */
static const struct asked *asked_by(uint8_t letter)
{
	static struct jb_arena arena;
	static bool begun;
	static struct asked asked[PROGRAMS * DIALECTS];
	const size_t i = (uint8_t)(letter - 'a') % (PROGRAMS * DIALECTS);

	if (!begun)
		jb_arena_init(&arena, NULL);
	begun = true;
	if (asked[i].plan == NULL)
		asked[i] = ask(&arena, programs[i % PROGRAMS], dialects[i / PROGRAMS]);
	return &asked[i];
}

/* ---- what is answered ---- */

/* As files in memory. */
struct answers {
	struct jb_text text[ANSWERS_MAX];
	char path[ANSWERS_MAX][PATH_BYTES];
	int fd[ANSWERS_MAX];
	bool rows[ANSWERS_MAX]; /* there are some */
	size_t count;
	bool backwards; /* those with rows are taken from the last one on */
};

static void add_name(struct jb_buf *out, const struct jrt_query_column *column, bool first)
{
	if (!first)
		jb_buf_add_string(out, ";");
	jb_buf_add_text(out, column->name);
}

static bool has_name(const struct jrt_query *query, struct jb_text name)
{
	for (size_t c = 0; c < query->column_count; c++)
		if (jb_text_equal(query->column[c].name, name))
			return true;
	return false;
}

/* Names of the columns of a query, and of the values that come with it. */
static void add_names(struct jb_buf *out, const struct jrt_queries *queries, uint32_t number)
{
	const struct jrt_query *query = &queries->query[number];
	const uint32_t with = jrt_answer_values_with(queries, number);

	for (size_t c = 0; c < query->column_count; c++)
		add_name(out, &query->column[c], c == 0);
	for (size_t c = 0; with != JRT_NONE && c < queries->query[with].column_count; c++)
		if (!has_name(query, queries->query[with].column[c].name))
			add_name(out, &queries->query[with].column[c], false);
}

/* Bytes that stand for others. */
static void add_byte(struct jb_buf *out, const struct jrt_queries *queries, uint32_t number,
		     char byte)
{
	const uint32_t with = number == JRT_NONE ? number : jrt_answer_values_with(queries, number);

	if (byte == '@')
		jb_buf_add_text(out, jb_text_slice(jb_digest_hex(out->arena, &queries->plan), 0,
						   JRT_QUERY_MARK));
	else if (byte == '#' && number != JRT_NONE)
		jb_buf_add_text(out, queries->query[number].name);
	else if (byte == '$' && with != JRT_NONE)
		jb_buf_add_text(out, queries->query[with].name);
	else
		jb_buf_add_byte(out, byte);
}

/* A line with as many fields as there are names: what is missing is empty, what is too much
 * goes. */
static void add_line(struct jb_buf *out, const struct jrt_queries *queries, uint32_t number,
		     struct jb_text line, size_t names)
{
	size_t fields = 1;

	for (size_t i = 0; i < line.size && fields <= names; i++) {
		fields += line.at[i] == ';';
		if (fields <= names)
			add_byte(out, queries, number, line.at[i]);
	}
	for (; fields < names; fields++)
		jb_buf_add_string(out, ";");
	jb_buf_add_string(out, "\n");
}

static void add_lines(struct jb_buf *out, const struct jrt_queries *queries, uint32_t number,
		      struct jb_text text)
{
	size_t names = 1;

	add_names(out, queries, number);
	for (size_t i = 0; i < out->size; i++)
		names += out->data[i] == ';';
	jb_buf_add_string(out, "\n");
	for (size_t at = 0, end; at < text.size; at = end + 1) {
		for (end = at; end < text.size && text.at[end] != '\n';)
			end++;
		if (end > at)
			add_line(out, queries, number, jb_text_slice(text, at, end), names);
	}
}

static struct jb_text written_out(struct jb_arena *arena, const struct jrt_queries *queries,
				  struct jb_text text)
{
	struct jb_buf out;

	jb_buf_init(&out, arena);
	if (text.size > 1 && text.at[0] == '*')
		add_lines(&out, queries, (uint8_t)(text.at[1] - 'a') % (uint32_t)queries->count,
			  jb_text_slice(text, 2, text.size));
	else
		for (size_t i = 0; i < text.size; i++)
			add_byte(&out, queries, JRT_NONE, text.at[i]);
	return jb_buf_text(&out);
}

static void take_apart(struct jb_arena *arena, const struct jrt_queries *queries,
		       struct jb_text text, struct answers *answers)
{
	const struct jb_text parting = JB_TEXT("%%\n");

	while (answers->count < ANSWERS_MAX) {
		const char *end =
			text.size ? memmem(text.at, text.size, parting.at, parting.size) : NULL;
		const size_t size = end ? (size_t)(end - text.at) : text.size;

		answers->text[answers->count++] =
			written_out(arena, queries, jb_text_slice(text, 0, size));
		if (!end)
			return;
		text = jb_text_slice(text, size + parting.size, text.size);
	}
}

/* The first line, and the others from the last one on; false: rows may be other than lines. */
static bool turn_around(struct jb_arena *arena, struct jb_text text, struct jb_text *out)
{
	size_t end = text.size, head = 0;
	struct jb_buf turned;

	if (text.size && (memchr(text.at, '"', text.size) || memchr(text.at, '\r', text.size)))
		return false;
	while (head < text.size && text.at[head] != '\n')
		head++;
	jb_buf_init(&turned, arena);
	jb_buf_add_text(&turned, jb_text_slice(text, 0, head));
	for (size_t at = end; at > head; at--)
		if (text.at[at - 1] == '\n') {
			jb_buf_add_string(&turned, "\n");
			jb_buf_add_text(&turned, jb_text_slice(text, at, end));
			end = at - 1;
		}
	*out = jb_buf_text(&turned);
	return true;
}

static void open_files(struct answers *answers)
{
	for (size_t i = 0; i < answers->count; i++) {
		const struct jb_text text = answers->text[i];
		const int fd = memfd_create("fuzz", 0);

		CHECK(fd >= 0 && write(fd, text.at, text.size) == (ssize_t)text.size);
		snprintf(answers->path[i], PATH_BYTES, "/proc/self/fd/%d", fd);
		answers->fd[i] = fd;
	}
}

static void close_files(const struct answers *answers)
{
	for (size_t i = 0; i < answers->count; i++)
		close(answers->fd[i]);
}

/* False: one has no names. */
static bool find_heads(struct answers *answers, struct jb_arena *arena)
{
	struct jrt_answer_head head;
	struct jb_text why = {0};

	for (size_t i = 0; i < answers->count; i++) {
		if (jrt_answer_head(arena, jb_text_of(answers->path[i]), &head, &why) != JB_OK) {
			CHECK(why.size > 0);
			return false;
		}
		answers->rows[i] = head.rows;
	}
	return true;
}

/* ---- what comes of it ---- */

struct outcome {
	enum jb_status status;
	struct jb_text why;
	struct jrt_measured measured;
	struct jb_buf states;
};

/* As `journey judge` takes files: those with rows first, which name their queries. */
static enum jb_status take_all(struct jrt_answers *taken, const struct answers *answers,
			       struct jb_arena *arena, struct jb_text *why)
{
	enum jb_status status = JB_OK;

	for (size_t i = 0; i < 2 * answers->count && status == JB_OK; i++) {
		const bool rows = i < answers->count;
		const size_t file =
			rows && answers->backwards ? answers->count - 1 - i : i % answers->count;

		if (answers->rows[file] == rows)
			status = jrt_answers_read(taken, jb_text_of(answers->path[file]), arena,
						  why);
	}
	return status;
}

static void measure(const struct asked *asked, const struct answers *answers,
		    struct jb_arena *arena, struct outcome *out)
{
	const struct jrt_answers_with with = {0};
	struct jrt_answers *taken = jrt_answers_make(arena, asked->plan, asked->queries);

	*out = (struct outcome){.status = JB_OK};
	jb_buf_init(&out->states, arena);
	out->status = take_all(taken, answers, arena, &out->why);
	if (out->status == JB_OK)
		out->status = jrt_answers_measure(taken, &with, &out->measured, &out->why);
	CHECK((out->status == JB_OK) == (out->why.size == 0));
	if (out->status == JB_OK)
		jrt_report_json(asked->plan, &out->measured, &(struct jrt_judged){0}, &out->states);
}

static void check_again(const struct asked *asked, const struct answers *answers,
			struct jb_arena *arena, const struct outcome *first)
{
	struct outcome again;

	measure(asked, answers, arena, &again);
	CHECK(again.status == first->status && jb_text_equal(again.why, first->why));
	CHECK(jb_text_equal(jb_buf_text(&again.states), jb_buf_text(&first->states)));
}

/* Rows have no order, and answers have none. The files keep their names. */
static void check_turned(const struct asked *asked, struct answers *answers, struct jb_arena *arena,
			 const struct outcome *first)
{
	struct outcome turned;

	for (size_t i = 0; i < answers->count; i++)
		if (!turn_around(arena, answers->text[i], &answers->text[i]))
			return;
	for (size_t i = 0; i < answers->count; i++)
		CHECK(pwrite(answers->fd[i], answers->text[i].at, answers->text[i].size, 0) ==
			      (ssize_t)answers->text[i].size &&
		      ftruncate(answers->fd[i], (off_t)answers->text[i].size) == 0);
	answers->backwards = true;
	measure(asked, answers, arena, &turned);
	CHECK((turned.status == JB_OK) == (first->status == JB_OK));
	CHECK(jb_text_equal(jb_buf_text(&turned.states), jb_buf_text(&first->states)));
}

static void judge(const struct jrt_plan *plan, const struct jrt_measured *measured,
		  struct jb_arena *arena)
{
	struct jb_buf json;

	check_tallies(measured);
	jb_buf_init(&json, arena);
	judge_and_report(plan, measured, arena, &json);
	check_judged_again(plan, jb_buf_text(&json), arena);
}

static void check_answers(const struct asked *asked, struct answers *answers,
			  struct jb_arena *arena)
{
	struct outcome first;

	measure(asked, answers, arena, &first);
	check_again(asked, answers, arena, &first);
	check_turned(asked, answers, arena, &first);
	if (first.status == JB_OK)
		judge(asked->plan, &first.measured, arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct jb_text text = {(const char *)data, size};
	struct answers answers = {.count = 0};
	const struct asked *asked;
	struct jb_arena arena;

	if (size == 0)
		return 0;
	asked = asked_by(data[0]);
	jb_arena_init(&arena, NULL);
	take_apart(&arena, asked->queries, jb_text_slice(text, 1, size), &answers);
	open_files(&answers);
	if (find_heads(&answers, &arena))
		check_answers(asked, &answers, &arena);
	close_files(&answers);
	jb_arena_release(&arena);
	return 0;
}
