/*
 * A day as the language and all reports write it.
 */
#ifndef TIME_DATE_TEXT_H
#define TIME_DATE_TEXT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/text.h"

/* "2026-07-01" of a count of days since 1970-01-01; lives in the arena. */
struct jb_text jrt_date_text(struct jb_arena *arena, int64_t days);
/* Back from exactly that; false for anything else and for days that no month has. */
bool jrt_date_parse(struct jb_text text, int32_t *days);

#endif
