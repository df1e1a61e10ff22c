/*
 * Writing a day down, and reading it.
 */
#include "time/date_text.h"

#include "time/civil.h"

struct jb_text jrt_date_text(struct jb_arena *arena, int64_t days)
{
	struct jrt_date date = jrt_civil_date(days);

	return jb_text_printf(arena, "%04d-%02d-%02d", (int)date.year, (int)date.month,
			      (int)date.day);
}

static unsigned digits(const char *at, size_t count)
{
	unsigned value = 0;

	for (size_t i = 0; i < count; i++)
		value = value * 10 + (unsigned)(at[i] - '0');
	return value;
}

bool jrt_date_parse(struct jb_text text, int32_t *days)
{
	static const char shape[] = "dddd-dd-dd";
	unsigned year, month, day;

	if (text.size != sizeof shape - 1)
		return false;
	for (size_t i = 0; i < text.size; i++)
		if (shape[i] == 'd' ? text.at[i] < '0' || text.at[i] > '9' : text.at[i] != shape[i])
			return false;
	year = digits(text.at, 4), month = digits(text.at + 5, 2), day = digits(text.at + 8, 2);
	if (!jrt_civil_valid(year, month, day))
		return false;
	*days = (int32_t)jrt_civil_days(year, month, day);
	return true;
}
