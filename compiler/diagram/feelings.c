/*
 * Peak, trough, end and the stretches below neutral, in one pass each.
 */
#include "diagram/feelings.h"

#include <stdbool.h>

static jb_fix distance(jb_fix value, jb_fix neutral)
{
	return value < neutral ? neutral - value : value - neutral;
}

static bool is_more_intense(jb_fix a, jb_fix b, jb_fix neutral)
{
	jb_fix far = distance(a, neutral), near = distance(b, neutral);
	return far > near || (far == near && a < b);
}

static jb_fix mean(jb_fix a, jb_fix b)
{
	return a / 2 + b / 2 + (a % 2 + b % 2) / 2;
}

/* The end of what is felt at one place, and whether all of it is low. */
static size_t end_of_place(const struct jy_felt_at *list, size_t count, size_t i, jb_fix neutral,
			   bool *low)
{
	size_t place = list[i].place;
	*low = true;
	for (; i < count && list[i].place == place; i++)
		*low = *low && list[i].value < neutral;
	return i;
}

static void find_low(struct jy_feelings *out, const struct jy_felt_at *list, size_t count,
		     jb_fix neutral)
{
	size_t first = 0, length = 0, end;
	bool low;
	for (size_t i = 0; i < count; i = end) {
		end = end_of_place(list, count, i, neutral, &low);
		bool joined = length > 0 && list[i].place == list[i - 1].place + 1;
		if (!low) {
			length = 0;
			continue;
		}
		first = joined ? first : i;
		length = joined ? length + 1 : 1;
		if (length <= out->low_count)
			continue;
		out->low_first = first;
		out->low_last = end - 1;
		out->low_count = length;
	}
}

struct jy_feelings jy_feelings_of(const struct jy_felt_at *list, size_t count, jb_fix neutral)
{
	struct jy_feelings out = {.end = count - 1};
	for (size_t i = 1; i < count; i++) {
		if (list[i].value > list[out.peak].value)
			out.peak = i;
		if (list[i].value <= list[out.trough].value)
			out.trough = i;
		if (is_more_intense(list[i].value, list[out.intense].value, neutral))
			out.intense = i;
	}
	out.peak_end = mean(list[out.intense].value, list[out.end].value);
	find_low(&out, list, count, neutral);
	return out;
}
