/*
 * Numbers and criteria in words, as pictures show them: "at least 80 % every month". Digits and
 * their unit are held together by a no-break space.
 */
#ifndef DIAGRAM_WORDS_H
#define DIAGRAM_WORDS_H

#include "base/buf.h"
#include "diagram/overlay.h"
#include "journey/model.h"

#define JY_NBSP "\xc2\xa0"
#define JY_MINUS "\xe2\x88\x92"

/* A declared value, exactly: "80 %", "20 s", "8 min", "EUR 2.5", "30 points". */
void jy_words_value(struct jb_buf *out, jb_fix value, enum jrt_type type, struct jb_text currency);
/* A measured value with so many decimals at most: "83.1 %". */
void jy_words_measured(struct jb_buf *out, jb_fix value, enum jrt_type type,
		       struct jb_text currency, unsigned decimals);
/* A feeling; on a scale that goes below zero with its sign: "+4", "0", "−2.5". */
void jy_words_feeling(struct jb_buf *out, const struct jy_journey *journey, jb_fix value);
/* "at least 80 % every month, from 2026-07-01 at least 82 %". */
struct jb_text jy_words_criterion(struct jb_arena *arena, const struct jy_criterion *criterion);
/* What a verdict stands on: "83.1 % ≥ 80 %", "not measured"; the relation is the one that holds. */
struct jb_text jy_words_verdict(struct jb_arena *arena, const struct jy_criterion *criterion,
				const struct jy_overlay_verdict *verdict);
/* "met", "missed", "excused", "not measured". */
const char *jy_words_sign(enum jrt_verdict_kind verdict);

#endif
