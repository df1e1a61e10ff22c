/*
 * Memory that runs out, anywhere: the whole way from a file to verdicts and pictures is gone over
 * and over, and each time one allocation later fails, once or for good. Every failure must end in
 * order: with all memory and all descriptors given back. What at last succeeds must say what was
 * said with plenty of memory.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "diagram/diagram.h"
#include "driver/session.h"
#include "journey/runtime.h"
#include "source/sink.h"
#include "testing.h"

static const char program_text[] =
	"use library.contact_centre\n"
	"brand b \"Brand\" { promise \"Somebody who knows you\" }\n"
	"partner acme \"Acme\" {\n"
	"  site manila in PH { appears in calls.vendor as \"A\" }\n"
	"  appears in calls.vendor as \"A\", \"B\"\n"
	"}\n"
	"source calls {\n"
	"  format csv\n"
	"  covers 2026-03-01 to 2026-03-31\n"
	"  identify by id, keep latest by sent\n"
	"  time at\n"
	"  column id text\n"
	"  column sent timestamp zone UTC\n"
	"  column at timestamp as \"%d/%m/%Y %H:%M\" zone Europe/London\n"
	"  column vendor text\n"
	"  column wait duration in seconds\n"
	"  column who text missing \"\"\n"
	"  column solved flag yes \"Y\" no \"N\"\n"
	"  ignore where wait is 0s\n"
	"  require wait <= 2h else reject row\n"
	"  let back = again by who within 7 days\n"
	"  slice quick where wait <= 1min\n"
	"}\n"
	"metric wait_mean {\n  from calls\n  value mean of wait\n  better lower\n}\n"
	"metric wait_most {\n  from calls\n  value percentile 50 of wait\n  better lower\n}\n"
	"metric wait_spread {\n  from calls\n  value stddev of wait\n  better lower\n}\n"
	"metric people {\n  from calls\n  value distinct of who\n  better higher\n"
	"  no rows means zero\n}\n"
	"metric fcr {\n  from calls\n  value share of solved and not back among who is known\n"
	"  better higher\n}\n"
	"metric twice {\n  value wait_mean * 2\n  better lower\n}\n"
	"journey call \"Call\" {\n"
	"  brand b\n"
	"  periods in Europe/London\n"
	"  stage only \"Only\" {\n"
	"    touchpoint talk \"Talk\" {\n"
	"      channel phone\n"
	"      delivered by acme\n"
	"      feels -2 \"On hold, again\"\n"
	"      pain \"Nine minutes' wait\" severity high\n"
	"      seen in calls\n"
	"      success wait_mean at most 8min every month\n"
	"      success wait_most at most 90s every month, with 90% confidence\n"
	"      success wait_spread at most 40s every month\n"
	"      success people at least 2 every week\n"
	"      success fcr in calls.quick at least 50% every month\n"
	"      success twice for partner acme at most 9min every rolling 2 months\n"
	"    }\n"
	"  }\n"
	"}\n"
	"stray words here\n";

enum { ROWS = 300 };

/* Arenas ask for memory in chunks. Something of this many sizes is put before the work, so that the
 * chunks end, and allocations fail, in other places. */
#ifndef SHIFTS
#define SHIFTS 8
#endif
enum { SHIFT_BYTES = 997 };

static char folder[] = "/tmp/no-memory-"
		       "XX"
		       "XX"
		       "XX";
static char program_path[64], wrong_path[64], data_path[64];

static void write_file(const char *path, const char *text, size_t size)
{
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(text, 1, size, file), size);
	assert_int_equal(fclose(file), 0);
}

static int set_up(void **state)
{
	const size_t wrong = sizeof program_text - 1;
	FILE *data;

	(void)state;
	assert_non_null(mkdtemp(folder));
	snprintf(program_path, sizeof program_path, "%s/good.journey", folder);
	snprintf(wrong_path, sizeof wrong_path, "%s/wrong.journey", folder);
	snprintf(data_path, sizeof data_path, "%s/calls.csv", folder);
	write_file(wrong_path, program_text, wrong);
	write_file(program_path, program_text, wrong - strlen("stray words here\n"));
	data = fopen(data_path, "w");
	assert_non_null(data);
	fputs("id,sent,at,vendor,wait,who,solved\n", data);
	for (int i = 0; i < ROWS; i++)
		fprintf(data,
			"%d,2026-03-%02dT00:00:00Z,%02d/03/2026 %02d:00,%s,%d,customer %d,%s\n",
			i % 290, 1 + i % 28, 1 + i % 28, i % 24, i % 3 ? "A" : "B",
			i == 7 ? 9000 : i, i % 90, i % 2 ? "Y" : "maybe" + 5 * (i != 9));
	assert_int_equal(fclose(data), 0);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	unlink(program_path);
	unlink(wrong_path);
	unlink(data_path);
	return rmdir(folder);
}

/* ---- an allocator that fails ---- */

struct scarce {
	size_t asked, failing; /* the first that fails, from 1; 0: none */
	bool for_good;
	size_t shift; /* bytes */
	size_t blocks;
};

static void *resize(void *user, void *old, size_t size)
{
	struct scarce *scarce = user;

	scarce->asked++;
	if (scarce->failing != 0 && (scarce->for_good ? scarce->asked >= scarce->failing
						      : scarce->asked == scarce->failing))
		return NULL;
	scarce->blocks += old == NULL;
	return realloc(old, size);
}

static void release(void *user, void *old)
{
	struct scarce *scarce = user;

	scarce->blocks--;
	free(old);
}

static size_t open_descriptors(void)
{
	DIR *list = opendir("/proc/self/fd");
	size_t count = 0;

	if (list == NULL)
		return 0;
	while (readdir(list) != NULL)
		count++;
	closedir(list);
	return count;
}

/* ---- the whole way ---- */

static void draw(struct jy_session *session, struct jb_buf *out)
{
	const struct jy_picture_options how = {.portable_text = true};

	for (size_t i = 0; i < session->model->journeys.count; i++) {
		struct jy_scene scene;

		jy_map_scene(&session->arena, session->model, session->model->journeys.at[i], &how,
			     &scene);
		jy_scene_svg(&scene, out);
	}
}

static bool report(const struct jrt_plan *plan, const struct jrt_measured *measured,
		   struct jb_arena *arena, struct jb_buf *out)
{
	struct jrt_judged judged;
	struct jb_text why;
	struct jb_buf json;
	enum jb_status status = jrt_judge(plan, measured, arena, &judged, &why);

	if (status != JB_OK)
		return false;
	jb_buf_init(&json, arena);
	jrt_report_json(plan, measured, &judged, &json);
	jrt_report_text(plan, measured, &judged, true, 80, out);
	jb_buf_add_text(out, jb_buf_text(&json));
	return true;
}

/* False where a step of the runtime said that memory ran out. */
static bool evaluate(const struct jrt_plan *plan, struct jb_arena *arena, struct jb_buf *out)
{
	struct jrt_data_file file = {.source = JB_TEXT("calls"), .path = jb_text_of(data_path)};
	struct jrt_input input = {.file = &file, .file_count = 1};
	struct jrt_measured measured, again;
	struct jb_text why = {0};
	struct jb_buf first;
	enum jb_status status = jrt_measure(plan, &input, arena, &measured, &why);

	assert_true(status == JB_OK || status == JB_NO_MEMORY);
	jb_buf_init(&first, arena);
	if (status != JB_OK || !report(plan, &measured, arena, &first))
		return false;
	jb_buf_add_text(out, jb_buf_text(&first));
	first.size = 0;
	jrt_report_json(plan, &measured, &(struct jrt_judged){0}, &first);
	status = jrt_states_read(plan, jb_buf_text(&first), arena, &again, &why);
	assert_true(status == JB_OK || status == JB_NO_MEMORY);
	return status == JB_OK && report(plan, &again, arena, out);
}

static bool work(struct jy_session *session, const char *path, struct jb_buf *out)
{
	bool good = jy_session_load(session, jb_text_of(path), JB_TEXT(""));

	if (good) {
		jy_model_dump(jy_session_model(session), out);
		jy_plan_dump(jy_session_plan(session), out);
		draw(session, out);
	}
	jy_sink_text(out, &session->diags, (struct jy_sink_options){.colour = true});
	jy_sink_json(out, &session->diags);
	if (good && session->diags.error_count == 0)
		good = evaluate(session->plan, &session->arena, out);
	return good;
}

/* What was said, a block of its own; NULL when memory ran out on the way. */
static char *work_guarded(struct jy_session *session, const char *path, size_t shift)
{
	char *volatile said = NULL;

	if (JB_ARM(&session->arena) == 0) {
		struct jb_buf out;

		jb_alloc(&session->arena, shift);
		jb_buf_init(&out, &session->arena);
		if (work(session, path, &out))
			said = strdup(out.data);
		jb_arena_disarm(&session->arena);
	}
	return said;
}

static char *go(struct scarce *scarce, const char *path)
{
	const struct jb_allocator allocator = {resize, release, scarce};
	const size_t descriptors = open_descriptors();
	struct jy_session session = {0};

	jb_arena_init(&session.arena, &allocator);
	jy_diags_init(&session.diags, &session.arena);
	char *said = work_guarded(&session, path, scarce->shift);
	assert_int_equal(session.arena.armed, 0);
	jy_session_release(&session);
	assert_int_equal(scarce->blocks, 0);
	assert_int_equal(open_descriptors(), descriptors);
	return said;
}

static void fails_shifted(const char *path, const char *holds, bool for_good, size_t shift)
{
	struct scarce plenty = {.shift = shift};
	char *whole = go(&plenty, path), *said = NULL;
	size_t failing = 0;

	assert_non_null(whole);
	assert_non_null(strstr(whole, holds));
	while (said == NULL && failing < plenty.asked + 1) {
		struct scarce scarce = {.failing = ++failing, .for_good = for_good, .shift = shift};

		said = go(&scarce, path);
	}
	assert_int_equal(failing, plenty.asked + 1);
	assert_string_equal(said, whole);
	free(said);
	free(whole);
}

static void fails_in_order(const char *path, const char *holds, bool for_good)
{
	for (size_t i = 0; i < SHIFTS; i++)
		fails_shifted(path, holds, for_good, i * SHIFT_BYTES);
}

static void one_allocation_fails(void **state)
{
	(void)state;
	fails_in_order(program_path, "\"verdicts\"", false);
}

static void all_allocations_fail_from_one_on(void **state)
{
	(void)state;
	fails_in_order(program_path, "\"verdicts\"", true);
}

static void while_mistakes_are_told(void **state)
{
	(void)state;
	fails_in_order(wrong_path, "J0201", false);
	fails_in_order(wrong_path, "J0201", true);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_allocation_fails),
		cmocka_unit_test(all_allocations_fail_from_one_on),
		cmocka_unit_test(while_mistakes_are_told),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
