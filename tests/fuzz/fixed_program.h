/*
 * For the targets that feed what is counted to a fixed program: the program's plan, and what must
 * hold of whatever was measured by it.
 */
#ifndef FUZZ_FIXED_PROGRAM_H
#define FUZZ_FIXED_PROGRAM_H

#include <stdint.h>
#include <stdio.h>

#include "check.h"
#include "journey/runtime.h"
#include "model/model.h"
#include "plan/lower.h"
#include "source/sink.h"

/* The plan of a program that has no mistakes. */
static inline const struct jrt_plan *plan_of_text(struct jb_arena *arena, const char *program)
{
	struct jy_diags *diags = JB_NEW(arena, struct jy_diags);
	struct jy_file *file = JB_NEW(arena, struct jy_file);
	const struct jrt_plan *plan;

	jy_diags_init(diags, arena);
	CHECK(jy_file_init(file, arena, JB_TEXT("fuzz.journey"), jb_text_of(program), diags));
	struct jy_unit unit = {.file = file, .parsed = jy_parse(file, arena, diags)};
	plan = jy_plan_make(arena, jy_model_make(arena, &unit, 1, diags), JB_TEXT("Fuzz"), diags);
	if (diags->error_count > 0) {
		struct jb_buf out;
		jb_buf_init(&out, arena);
		jy_sink_text(&out, diags, (struct jy_sink_options){0});
		fputs(out.data, stderr);
		abort();
	}
	return plan;
}

/* Every row has one fate. */
static inline void check_tallies(const struct jrt_measured *measured)
{
	for (size_t i = 0; i < measured->source_count; i++) {
		const struct jrt_source_tally *tally = &measured->source[i];
		CHECK(tally->rows ==
		      tally->ignored + tally->rejected + tally->duplicates + tally->accepted);
	}
	for (size_t i = 0; i < measured->file_count; i++) {
		const struct jrt_file_tally *tally = &measured->file[i];
		CHECK(tally->rows ==
		      tally->ignored + tally->rejected + tally->duplicates + tally->accepted);
	}
}

/* Both reports can be written. */
static inline void judge_and_report(const struct jrt_plan *plan,
				    const struct jrt_measured *measured, struct jb_arena *arena,
				    struct jb_buf *json)
{
	struct jrt_judged judged;
	struct jb_text why;
	struct jb_buf text;

	CHECK(jrt_judge(plan, measured, arena, &judged, &why) == JB_OK);
	jrt_report_json(plan, measured, &judged, json);
	jb_buf_init(&text, arena);
	jrt_report_text(plan, measured, &judged, true, 80, &text);
}

/* What a report says can be judged again, to the same report. */
static inline void check_judged_again(const struct jrt_plan *plan, struct jb_text json,
				      struct jb_arena *arena)
{
	struct jrt_measured measured;
	struct jb_text why;
	struct jb_buf again;

	CHECK(jrt_states_read(plan, json, arena, &measured, &why) == JB_OK);
	jb_buf_init(&again, arena);
	judge_and_report(plan, &measured, arena, &again);
	CHECK(jb_text_equal(json, jb_buf_text(&again)));
}

#endif
