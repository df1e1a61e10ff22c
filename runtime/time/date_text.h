/*
 * A day as the language and all reports write it.
 */
#ifndef TIME_DATE_TEXT_H
#define TIME_DATE_TEXT_H

#include <stdint.h>

#include "base/arena.h"
#include "base/text.h"

/* "2026-07-01" of a count of days since 1970-01-01; lives in the arena. */
struct jb_text jrt_date_text(struct jb_arena *arena, int64_t days);

#endif
