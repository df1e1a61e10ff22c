/*
 * Keys of groups in an answer: what a key of each type can be.
 */
#include "base/utf8.h"
#include "engine/answer_parts.h"
#include "time/civil.h"

struct bounds {
	int64_t least, most;
};

static struct bounds bounds_of(const struct jrt_grouping *grouping)
{
	if (grouping->key == JRT_NONE || grouping->type == JRT_INSTANT)
		return (struct bounds){JRT_INSTANT_MIN, JRT_INSTANT_MAX};
	switch (grouping->type) {
	case JRT_DATE:
		return (struct bounds){JRT_INSTANT_MIN / JRT_DAY_US, JRT_INSTANT_MAX / JRT_DAY_US};
	case JRT_CLOCK: return (struct bounds){0, JRT_DAY_US};
	case JRT_FLAG: return (struct bounds){0, 1};
	default: return (struct bounds){INT64_MIN, INT64_MAX};
	}
}

bool jrt_answer_read_key(struct jrt_answers *answers, const struct jrt_grouping *grouping,
			 struct jb_text text, int64_t *key)
{
	const struct bounds bounds = bounds_of(grouping);
	jb_i128 value;

	if (grouping->key != JRT_NONE && grouping->type == JRT_TEXT) {
		if (jb_utf8_check(text) != text.size)
			return false;
		*key = jb_symbols_add(&answers->texts, text);
		return true;
	}
	if (!jb_i128_parse(text, &value) || value < bounds.least || value > bounds.most)
		return false;
	*key = (int64_t)value;
	return true;
}
