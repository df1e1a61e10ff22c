/*
 * What figures say about a journey: rules that only data can decide, asked of a program and the
 * results of its evaluation. They change no verdict; levels and allowances are those of all rules
 * (lint/lint.h).
 */
#ifndef FINDINGS_FINDINGS_H
#define FINDINGS_FINDINGS_H

#include "journey/model.h"
#include "journey/result.h"
#include "lint/lint.h"

/* Asks every rule of data, in the order of their names. The findings are records for the report,
 * `code` being the rule's name; they are added to `diags`, too, which knows the program's files.
 * `plan` is made from `model`, the results from `plan`. Traps of the arena apply. */
const struct jrt_finding *jy_findings_of_data(struct jb_arena *arena, const struct jy_model *model,
					      const struct jrt_plan *plan,
					      const struct jrt_measured *measured,
					      const struct jrt_judged *judged,
					      struct jy_diags *diags,
					      const struct jy_lint_options *options, size_t *count);

#endif
