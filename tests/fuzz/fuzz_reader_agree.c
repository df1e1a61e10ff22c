/*
 * Any bytes as data, counted plainly and by the fast reader: states, findings and rejected rows
 * must be the same bytes, or the process aborts. The first bytes choose the columns, how the file
 * is written, the size of the blocks, threads, vector instructions, and how often the rows are
 * repeated, so that few bytes make many batches. Times far away are rejected: a month of every
 * year there is would be reported. It judges no result, it only compares.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "journey/runtime.h"
#include "model/model.h"
#include "plan/lower.h"
#include "source/sink.h"
#include "check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What the first bytes say; the file follows them. */
enum { CHOICE_COLUMNS, CHOICE_FORM, CHOICE_BLOCK, CHOICE_WAY, CHOICE_REPEAT, CHOICES };

#define GROUPS 8
#define FORMS 32

/* Columns that are read together: few, so that a changed byte leaves rows that are good. */
static const struct {
	const char *declared, *header;
	const char *metrics[4]; /* figures from which every value can be told */
} group[GROUPS] = {
	{"column a text\n column b text one of \"yes\", \"no\"\n column c text missing \"0\", "
	 "\"\"\n",
	 "at,a,b,c",
	 {"distinct of a", "count of b is \"yes\"", "distinct of c among a is not \"x\""}},
	{"column a flag\n column b flag yes \"Y\", \"ja\" no \"N\", \"\"\n column c flag missing "
	 "\"?\"\n",
	 "at,a,b,c",
	 {"count of a", "count of not b", "share of c among a or b"}},
	{"column a number\n column b number -5..5\n column c count\n column d share in percent\n",
	 "at,a,b,c,d",
	 {"sum of a", "sum of b", "sum of c", "mean of d"}},
	{"column a duration in seconds\n column b duration in ms\n column c duration as "
	 "\"h:mm:ss\"\n"
	 " column d duration in minutes missing \"-\"\n",
	 "at,a,b,c,d",
	 {"percentile 90 of a", "sum of b", "sum of c", "sum of d"}},
	{"column a money in EUR\n column b rating 1..5\n column c rating 0..10 from 1..11\n",
	 "at,a,b,c",
	 {"sum of a", "mean of b", "mean of c"}},
	{"column a date\n column b date as \"%d.%m.%y\" years 1950 to 2049\n column c date as \"%e "
	 "%b %Y\"\n",
	 "at,a,b,c",
	 {"distinct of a", "distinct of b", "distinct of c"}},
	{"column a clock\n column b clock as \"%I:%M %p\"\n column c share in parts of 1 missing "
	 "\"n/a\"\n",
	 "at,a,b,c",
	 {"distinct of a", "distinct of b", "mean of c"}},
	{"column a timestamp as \"%d/%m/%Y %H:%M:%S\" zone America/New_York\n column b timestamp "
	 "as "
	 "\"%Y-%m-%dT%H:%M:%S%z\"\n column c timestamp zone Europe/London missing \"\"\n",
	 "at,a,b,c",
	 {"mean of (a - at)", "mean of (b - at)", "mean of (c - at)"}},
};

static const struct {
	const char *words, *rows;
} form[8] = {
	{"", ""},
	{", decimal comma", ""},
	{", encoding utf-16", ""},
	{", encoding windows-1252", ""},
	{"", "identify by a, b\n"},
	{"", "stop at a row where a is known and b is missing\n"},
	{"", "skip 1 lines\n"},
	{"", "ignore where b is missing\nrequire c is known else warn\n let again_a = again by b "
	     "within 7 days\n"},
};

static const char *const separators[] = {"comma", "semicolon", "tab", "pipe"};
static const char marks[] = ",;\t|";

static void write_program(struct jb_buf *out, unsigned columns, unsigned how)
{
	/* A decimal comma is none where commas separate. */
	const char *separator = separators[how / 8 == 0 && how % 8 == 1 ? 1 : how / 8];

	jb_buf_printf(out,
		      "source rows {\n format csv, separated by %s%s\n covers its rows\n time at\n"
		      " column at timestamp zone Europe/London\n"
		      " require at between 2026-01-01T00:00 and 2026-12-31T00:00 else reject row\n"
		      " %s %s}\n",
		      separator, form[how % 8].words, group[columns].declared, form[how % 8].rows);
	for (size_t i = 0; i < 4 && group[columns].metrics[i]; i++)
		jb_buf_printf(out,
			      "metric m%zu {\n from rows\n value %s\n better higher\n"
			      " every month in Europe/London\n%s}\n",
			      i, group[columns].metrics[i],
			      group[columns].metrics[i][0] == 's' ? " no rows means zero\n" : "");
	if (how % 8 == 7)
		jb_buf_add_string(out,
				  "metric m_again {\n from rows\n value share of again_a among "
				  "all\n better higher\n every week in Europe/London\n}\n");
}

/* Each program is made once and kept. */
static const struct jrt_plan *plan_of(unsigned columns, unsigned how)
{
	static const struct jrt_plan *plans[GROUPS][FORMS];
	static struct jb_arena arena;
	static bool ready;
	struct jy_diags diags;
	struct jb_buf text;

	if (plans[columns][how])
		return plans[columns][how];
	if (!ready)
		jb_arena_init(&arena, NULL);
	ready = true;
	jy_diags_init(&diags, &arena);
	jb_buf_init(&text, &arena);
	write_program(&text, columns, how);
	struct jy_file *file = JB_NEW(&arena, struct jy_file);
	CHECK(jy_file_init(file, &arena, JB_TEXT("fuzz.journey"), jb_buf_text(&text), &diags));
	struct jy_unit unit = {.file = file, .parsed = jy_parse(file, &arena, &diags)};
	struct jy_model *model = jy_model_make(&arena, &unit, 1, &diags);
	plans[columns][how] = jy_plan_make(&arena, model, JB_TEXT("Fuzz"), &diags);
	if (diags.error_count > 0) {
		struct jb_buf out;
		jb_buf_init(&out, &arena);
		jy_sink_text(&out, &diags, (struct jy_sink_options){0});
		fprintf(stderr, "%.*s\n%.*s", JB_ARG(jb_buf_text(&text)),
			JB_ARG(jb_buf_text(&out)));
		abort();
	}
	return plans[columns][how];
}

static enum jb_status take_reject(void *user, const struct jrt_reject *reject)
{
	jb_buf_printf(user, "%u:%llu %u %.*s %.*s\n", reject->file,
		      (unsigned long long)reject->line, reject->column, JB_ARG(reject->code),
		      JB_ARG(reject->reason));
	jb_buf_add_text(user, reject->bytes);
	jb_buf_add_byte(user, '\n');
	return JB_OK;
}

/* All that counting says, as one text. */
static void count(const struct jrt_plan *plan, const char *path, const struct jrt_input *way,
		  struct jb_arena *arena, struct jb_buf *said)
{
	struct jrt_data_file file = {.source = JB_TEXT("rows"), .path = jb_text_of(path)};
	struct jrt_input input = *way;
	struct jrt_measured measured;
	struct jrt_judged judged;
	struct jb_text why = {0};

	jb_buf_init(said, arena);
	input.file = &file;
	input.file_count = 1;
	input.reject = take_reject;
	input.reject_user = said;
	enum jb_status status = jrt_measure(plan, &input, arena, &measured, &why);
	jb_buf_printf(said, "status %d %.*s\n", (int)status, JB_ARG(why));
	if (status != JB_OK)
		return;
	CHECK(jrt_judge(plan, &measured, arena, &judged, &why) == JB_OK);
	jrt_report_json(plan, &measured, &judged, said);
}

/* The header, written as the form wants it, then the rows as often as is said. */
static int make_file(const uint8_t *data, size_t size, const uint8_t *choice, char path[static 64])
{
	static const unsigned often[] = {1, 1, 1, 2, 7, 60, 300, 1500};
	unsigned columns = choice[CHOICE_COLUMNS] % GROUPS, how = choice[CHOICE_FORM] % FORMS;
	unsigned times = often[choice[CHOICE_REPEAT] % 8];
	char separator = marks[how / 8 == 0 && how % 8 == 1 ? 1 : how / 8];
	int fd = memfd_create("fuzz", 0);
	char header[64], *end = stpcpy(header, group[columns].header);

	for (char *at = header; at < end; at++)
		*at = *at == ',' ? separator : *at;
	*end++ = '\n';
	CHECK(fd >= 0);
	/* UTF-16 and skipped lines come from the data alone. */
	if (how % 8 != 2 && how % 8 != 6 && choice[CHOICE_REPEAT] < 224)
		CHECK(write(fd, header, (size_t)(end - header)) == end - header);
	while (times > 1 && times * size > 100000)
		times /= 2;
	for (unsigned i = 0; i < times; i++)
		CHECK(write(fd, data, size) == (ssize_t)size);
	snprintf(path, 64, "/proc/self/fd/%d", fd);
	return fd;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const enum jrt_simd sets[] = {JRT_SIMD_AUTO, JRT_SIMD_PORTABLE, JRT_SIMD_AVX2,
					     JRT_SIMD_AVX512};
	const struct jrt_input plainly = {.plain = true, .threads = 1};
	struct jb_arena arena;
	struct jb_buf slow, fast;
	char path[64];

	if (size < CHOICES)
		return 0;
	const struct jrt_plan *plan =
		plan_of(data[CHOICE_COLUMNS] % GROUPS, data[CHOICE_FORM] % FORMS);
	struct jrt_input way = {
		.read_block = data[CHOICE_BLOCK] < 200 ? data[CHOICE_BLOCK] * 17u : 0,
		.threads = data[CHOICE_WAY] / 4 % 4 + 1,
		.simd = sets[data[CHOICE_WAY] % 4],
	};
	int fd = make_file(data + CHOICES, size - CHOICES, data, path);
	jb_arena_init(&arena, NULL);
	count(plan, path, &plainly, &arena, &slow);
	count(plan, path, &way, &arena, &fast);
	CHECK(jb_text_equal(jb_buf_text(&slow), jb_buf_text(&fast)));
	jb_arena_release(&arena);
	close(fd);
	return 0;
}
