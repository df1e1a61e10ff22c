#include <stdio.h>
#include <journey/runtime.h>

int judge(const struct jrt_plan *plan, const char *path)
{
	struct jb_arena arena;
	struct jrt_data_file file = {.source = JB_TEXT("calls"), .path = jb_text_of(path)};
	struct jrt_input input = {.file = &file, .file_count = 1};
	struct jrt_measured measured;
	struct jrt_judged judged;
	struct jb_text why = {0};
	struct jb_buf report;
	enum jb_status status;

	jb_arena_init(&arena, NULL);
	status = jrt_measure(plan, &input, &arena, &measured, &why);
	if (status == JB_OK)
		status = jrt_judge(plan, &measured, &arena, &judged, &why);
	if (status == JB_OK) {
		jb_buf_init(&report, &arena);
		jrt_report_json(plan, &measured, &judged, &report);
		fwrite(report.data, 1, report.size, stdout);
	} else {
		fprintf(stderr, "%.*s\n", JB_ARG(why));
	}
	jb_arena_release(&arena);
	return status == JB_OK ? 0 : 1;
}
