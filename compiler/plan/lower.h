/*
 * Lowering: from a model to a plan. The model says what is meant, the plan says what to count:
 * expressions become straight-line programs, scopes become masks over rows, criteria become meters
 * and thresholds.
 */
#ifndef PLAN_LOWER_H
#define PLAN_LOWER_H

#include "base/arena.h"
#include "base/buf.h"
#include "journey/model.h"
#include "journey/plan.h"
#include "journey/diag.h"

/* Lowers a whole model; the plan lives in `arena` and borrows texts from the model. What cannot be
 * judged or measured (a criterion whose touchpoint is seen in no row, a partner that appears in no
 * column) is left out of the plan and reported as an error. `title` heads the reports. Traps of the
 * arena apply. */
const struct jrt_plan *jy_plan_make(struct jb_arena *arena, const struct jy_model *model,
				    struct jb_text title, struct jy_diags *diags);

/* The name under which a plan measures what a `reported` column says. */
struct jb_text jy_plan_reported_name(struct jb_arena *arena, const struct jy_source *source,
				     size_t column);

/* The stable text of `journey dump --plan`. */
void jy_plan_dump(const struct jrt_plan *plan, struct jb_buf *out);

#endif
