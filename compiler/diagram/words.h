/*
 * Criteria and verdicts in words, as pictures show them: "at least 80 % every month".
 */
#ifndef DIAGRAM_WORDS_H
#define DIAGRAM_WORDS_H

#include "diagram/figures.h"
#include "diagram/overlay.h"
#include "journey/model.h"

/* A feeling; on a scale that goes below zero with its sign: "+4", "0", "−2.5". */
void jy_words_feeling(struct jb_buf *out, const struct jy_journey *journey, jb_fix value);
/* "at least 80 % every month, from 2026-07-01 at least 82 %". */
struct jb_text jy_words_criterion(struct jb_arena *arena, const struct jy_criterion *criterion);
/* What a verdict stands on: "83.1 % ≥ 80 %", "not measured"; the relation is the one that holds. */
struct jb_text jy_words_verdict(struct jb_arena *arena, const struct jy_criterion *criterion,
				const struct jy_overlay_verdict *verdict);
/* The measured figure alone, "83.1 %", if it is one; then *value is it, and *limit what it is held
 * against. */
bool jy_words_figure(struct jb_buf *out, const struct jy_criterion *criterion,
		     const struct jy_overlay_verdict *verdict, jb_fix *value, jb_fix *limit);
/* "met", "missed", "excused", "not measured". */
const char *jy_words_sign(enum jrt_verdict_kind verdict);

#endif
