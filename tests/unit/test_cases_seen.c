/*
 * From a journey text and a log to cases as flows see them: which touchpoints an event shows, in
 * which order, whether the case has ended; the limit of events; and running out of memory on the
 * way.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "conform/conform.h"
#include "data_model.h"
#include "journey/runtime.h"
#include "plan/lower.h"
#include "testing.h"

#define PROGRAM                                                                                  \
	"source log {\n format csv\n covers 2026-03-01 to 2026-03-31\n time at\n"                \
	" column who text\n column what text\n column how text\n"                                \
	" column at timestamp as \"%Y-%m-%d %H:%M\" zone Europe/London\n"                        \
	" slice calls where how is \"phone\"\n}\n"                                               \
	"cases people of log {\n case who, step what, time at\n ends at first \"END\"\n"         \
	" in the period of its start\n ignore where age > 20 days\n}\n"                          \
	"journey j {\n follows people\n stage s {\n touchpoint a {\n seen as \"ONE\", "          \
	"\"UNO\"\n }\n"                                                                          \
	" touchpoint b {\n seen in log.calls\n }\n touchpoint c {\n seen as log.how \"mail\"\n " \
	"}\n"                                                                                    \
	" touchpoint d\n touchpoint e {\n seen as \"END\"\n }\n }\n}\n"

#define HEADER "who,what,how,at\n"

struct run {
	struct modelled made;
	char path[64];
	struct jrt_data_file file;
	struct jrt_input input;
	struct jrt_measured measured;
	const struct jrt_plan *plan;
	struct jb_text why;
	struct jb_buf seen;
};

/* "ann: a b/END+ .": sights by the names of touchpoints, "+" ended, "." open. */
static void write_down(void *user, const struct jrt_seen_case *one)
{
	struct run *run = user;
	const struct jrt_flow *flow = run->plan->flow;

	for (size_t i = 0; i < one->count; i++) {
		const struct jrt_sights *sights = &one->sights[one->event[i].sights];

		jb_buf_add_byte(&run->seen, ' ');
		jb_buf_add_text(&run->seen, one->step_text(one->reader, one->event[i].step));
		for (size_t k = 0; k < sights->count; k++)
			jb_buf_printf(&run->seen, "/%.*s",
				      JB_ARG(flow->step[sights->sight[k]].name));
	}
	jb_buf_add_string(&run->seen, one->ended ? " +" : " .");
}

static void begin(struct run *run, const char *rows)
{
	FILE *file;

	memset(run, 0, sizeof *run);
	model_clean(&run->made, PROGRAM);
	run->plan =
		jy_plan_make_flow(&run->made.arena, run->made.model,
				  run->made.model->journeys.at[0], JB_TEXT(""), &run->made.diags);
	assert_int_equal(run->made.diags.error_count, 0);
	assert_int_equal(run->plan->flow_count, 1);
	snprintf(run->path, sizeof run->path, "/tmp/journey-cases-%ld.csv", (long)getpid());
	file = fopen(run->path, "w");
	assert_non_null(file);
	assert_true(fputs(rows, file) >= 0 && fclose(file) == 0);
	run->file = (struct jrt_data_file){.source = JB_TEXT("log"), .path = jb_text_of(run->path)};
	run->input = (struct jrt_input){
		.file = &run->file, .file_count = 1, .take_case = write_down, .case_user = run};
	jb_buf_init(&run->seen, &run->made.arena);
}

static enum jb_status measure(struct run *run)
{
	return jrt_measure(run->plan, &run->input, &run->made.arena, &run->measured, &run->why);
}

static void end(struct run *run)
{
	unlink(run->path);
	model_release(&run->made);
}

static void test_what_events_show(void **state)
{
	struct run run;

	(void)state;
	begin(&run, HEADER "ann,ONE,web,2026-03-01 10:00\n"
			   "ann,END,mail,2026-03-01 13:00\n"
			   "ann,UNO,phone,2026-03-01 12:00\n"
			   "ann,ODD,web,2026-03-01 11:00\n"
			   "bob,TWO,phone,2026-03-25 11:00\n");
	assert_int_equal(measure(&run), JB_OK);
	assert_string_equal(run.seen.data, " ONE/a ODD UNO/a/b END/c/e + TWO/b .");
	end(&run);
}

/* What the cases ignore is no case for a flow either. */
static void test_ignored_cases_are_not_shown(void **state)
{
	struct run run;

	(void)state;
	begin(&run, HEADER "ann,ONE,web,2026-03-01 10:00\n"
			   "bob,END,web,2026-03-25 11:00\n");
	assert_int_equal(measure(&run), JB_OK);
	assert_string_equal(run.seen.data, " END/e +");
	end(&run);
}

static void test_events_past_the_limit_are_refused_with_a_sentence(void **state)
{
	struct run run;

	(void)state;
	begin(&run, HEADER "ann,ONE,web,2026-03-01 10:00\n"
			   "ann,ONE,web,2026-03-01 11:00\n"
			   "ann,END,web,2026-03-01 12:00\n");
	run.input.events_most = 3;
	assert_int_equal(measure(&run), JB_OK);
	run.input.events_most = 2;
	assert_int_equal(measure(&run), JB_TOO_LARGE);
	assert_true(jb_text_starts(run.why, JB_TEXT("log has more than 2 events")));
	end(&run);
}

/* Wherever memory runs out, the call comes back and nothing is lost. */
static void test_memory_runs_out(void **state)
{
	struct run run;
	bool done = false;

	(void)state;
	for (size_t more = 0; !done; more += 20000) {
		struct jrt_conform *conform;

		begin(&run, HEADER "ann,ONE,web,2026-03-01 10:00\n"
				   "ann,ODD,phone,2026-03-02 10:00\n"
				   "ann,END,mail,2026-03-03 10:00\n"
				   "bob,ONE,web,2026-03-01 10:00\n"
				   "bob,END,mail,2026-03-03 10:00\n");
		conform = jrt_conform_begin(&run.made.arena, run.plan->flow);
		run.input.take_case = jrt_conform_take;
		run.input.case_user = conform;
		run.made.arena.limit = run.made.arena.used + more;
		switch (measure(&run)) {
		case JB_OK: done = true; break;
		case JB_NO_MEMORY: break;
		default: fail_msg("%.*s", JB_ARG(run.why));
		}
		run.made.arena.limit = 0;
		jrt_conform_release(conform);
		end(&run);
		assert_true(more < 100000000);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_events_show),
		cmocka_unit_test(test_ignored_cases_are_not_shown),
		cmocka_unit_test(test_events_past_the_limit_are_refused_with_a_sentence),
		cmocka_unit_test(test_memory_runs_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
