/*
 * A program of somebody else, built from what `make install` installed and nothing more: it
 * measures and judges a plan without sources, writes the report and reads its states back. It
 * fails when the installed headers, library or journey.pc are not enough for that.
 */
#include <stdio.h>

#include <journey/runtime.h>

static int judge_nothing(struct jb_arena *arena)
{
	struct jrt_plan plan = {.title = JB_TEXT("Nothing yet")};
	struct jrt_input input = {0};
	struct jrt_measured measured, again;
	struct jrt_judged judged;
	struct jb_text why = {0};
	struct jb_buf report;

	jb_buf_init(&report, arena);
	if (jrt_measure(&plan, &input, arena, &measured, &why) != JB_OK ||
	    jrt_judge(&plan, &measured, arena, &judged, &why) != JB_OK) {
		fprintf(stderr, "%.*s\n", JB_ARG(why));
		return 1;
	}
	jrt_report_json(&plan, &measured, &judged, &report);
	if (jrt_states_read(&plan, jb_buf_text(&report), arena, &again, &why) != JB_OK) {
		fprintf(stderr, "%.*s\n", JB_ARG(why));
		return 1;
	}
	printf("%.*s\n", JB_ARG(jb_buf_text(&report)));
	return 0;
}

int main(void)
{
	struct jb_arena arena;

	jb_arena_init(&arena, NULL);
	int status = judge_nothing(&arena);
	jb_arena_release(&arena);
	return status;
}
