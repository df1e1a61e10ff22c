/*
 * Writing a day down.
 */
#include "time/date_text.h"

#include "time/civil.h"

struct jb_text jrt_date_text(struct jb_arena *arena, int64_t days)
{
	struct jrt_date date = jrt_civil_date(days);

	return jb_text_printf(arena, "%04d-%02d-%02d", (int)date.year, (int)date.month,
			      (int)date.day);
}
