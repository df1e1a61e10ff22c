/*
 * Words of a report on assessments that all its forms share.
 */
#ifndef ASSESS_WORDS_H
#define ASSESS_WORDS_H

#include "assess/assess.h"
#include "base/buf.h"

/* "3", "2.67"; "-" where there is none; "withheld" where the gate has not been passed. */
struct jb_text jy_score_text(struct jb_arena *arena, const struct jy_candidate *candidate,
			     const struct jy_theme_score *score);
/* A score to two places. */
void jy_score_add(struct jb_buf *out, jb_fix score);
/* "passed", "not passed", or "none" where no gate was declared. */
const char *jy_gate_word(const struct jy_candidate *candidate);
/* "people 1, at least 3 is asked; technology not assessed": what holds the gate; empty when
 * passed. */
struct jb_text jy_gate_why(struct jb_arena *arena, const struct jy_candidate *candidate);
/* "EUR 4.20 per contact; saving 40% of cost per resolution"; "withheld" before the gate; empty
 * where nothing is said. */
struct jb_text jy_price_text(struct jb_arena *arena, const struct jy_candidate *candidate);
/* "not assessed", "ran out", "in part", "assessed" */
const char *jy_standing_word(enum jy_standing standing);
/* "2026-07-01" */
struct jb_text jy_assess_date(struct jb_arena *arena, int32_t day);

#endif
