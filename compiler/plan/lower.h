/*
 * Lowering: from a model to a plan. The model says what is meant, the plan says what to count:
 * expressions become straight-line programs, scopes become masks over rows, criteria become meters
 * and thresholds.
 */
#ifndef PLAN_LOWER_H
#define PLAN_LOWER_H

#include "base/arena.h"
#include "base/buf.h"
#include "journey/audit.h"
#include "journey/model.h"
#include "journey/plan.h"
#include "journey/diag.h"

/* Lowers a whole model; the plan lives in `arena` and borrows texts from the model. What cannot be
 * judged or measured (a criterion whose touchpoint is seen in no row, a partner that appears in no
 * column) is left out of the plan and reported as an error. `title` heads the reports. Traps of the
 * arena apply. */
const struct jrt_plan *jy_plan_make(struct jb_arena *arena, const struct jy_model *model,
				    struct jb_text title, struct jy_diags *diags);

/* A plan of the flow of one journey and of the cases that follow it, and nothing else to measure.
 * `cases` empty: those that the journey names, or the only ones of the model. Without them, or
 * where nothing can be compared, the plan has no flow, which is reported. */
const struct jrt_plan *jy_plan_make_flow(struct jb_arena *arena, const struct jy_model *model,
					 const struct jy_journey *journey, struct jb_text cases,
					 struct jy_diags *diags);
/* Ways of a journey that nothing is compared with. */
#define JY_WAYS_DRAWN_MAX 200000
/* The touchpoints and ways of a journey, for who looks at them without a log: nothing says what is
 * seen. NULL, reported, where there are more ways than that. */
const struct jrt_flow *jy_plan_ways(struct jb_arena *arena, const struct jy_model *model,
				    const struct jy_journey *journey, struct jy_diags *diags);

/* A plan of what an audit of reported figures needs, and nothing else to measure; *reported has a
 * row a column that can be audited, none where the program reports nothing. */
const struct jrt_plan *jy_plan_make_audit(struct jb_arena *arena, const struct jy_model *model,
					  struct jb_text title, struct jy_diags *diags,
					  const struct jrt_reported **reported, size_t *count);

/* The name under which a plan measures what a `reported` column says. */
struct jb_text jy_plan_reported_name(struct jb_arena *arena, const struct jy_source *source,
				     size_t column);

/* The stable text of `journey dump --plan`. */
void jy_plan_dump(const struct jrt_plan *plan, struct jb_buf *out);

#endif
