/*
 * What all parts of a plan speak of: places, types, days. See journey/plan.h for the whole.
 */
#ifndef JOURNEY_PLAN_PLACE_H
#define JOURNEY_PLAN_PLACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/number.h"
#include "base/text.h"

#ifdef __cplusplus
extern "C" {
#endif

#define JRT_NONE UINT32_MAX

/* Where something was declared, for evidence and messages. line 0: nowhere in particular. */
struct jrt_place {
	struct jb_text file;
	uint32_t line;
};

enum jrt_type {
	JRT_TEXT,
	JRT_FLAG,
	JRT_NUMBER,
	JRT_COUNT,
	JRT_SHARE,
	JRT_DURATION,
	JRT_MONEY,
	JRT_RATING,
	JRT_DATE,
	JRT_CLOCK,
	JRT_INSTANT,
	JRT_POINTS /* of a net score: -100 to 100; only metrics have it */
};

/* Days, both in. */
struct jrt_days {
	int32_t from, to;
};

enum jrt_part_periods { JRT_PART_UNSAID, JRT_PART_JUDGED, JRT_PART_NOT_JUDGED, JRT_PART_JOINED };

#ifdef __cplusplus
}
#endif
#endif
