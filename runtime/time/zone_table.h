/*
 * Inside of a zone, for the files of this folder that build one: offsets in force from instants on.
 * Built by tzif.c (the file) and tzrule.c (the rule at its end), closed by jrt_zone_table_make,
 * read by zone.c.
 */
#ifndef TIME_ZONE_TABLE_H
#define TIME_ZONE_TABLE_H

#include "base/arena.h"
#include "base/number.h"
#include "base/text.h"
#include "time/civil.h"
#include "time/zone.h"

/* The Gregorian calendar repeats after 400 years, weekdays too. */
#define JRT_ZONE_CYCLE (INT64_C(146097) * JRT_DAY_US)

struct jrt_zone {
	struct jb_text name;
	/* offset[i] is in force from from[i] on; from[0] is INT64_MIN. Neighbours differ. */
	const jb_fix *from, *offset;
	size_t count;
	/* From cycle_start on the table repeats every JRT_ZONE_CYCLE; INT64_MAX without a rule. */
	jb_fix cycle_start;
	/* The entry in force when each stretch of 2^JRT_ZONE_STRETCH microseconds begins. */
	const uint16_t *stretch;
	size_t stretch_count;
};

#define JRT_ZONE_STRETCH 44 /* about 204 days */

/* The changes of a zone while they are gathered, in order of time. */
struct jrt_zone_changes {
	struct jb_arena *arena;
	jb_fix *from, *offset;
	size_t count, room;
};

/* No change yet: `offset` is in force from the beginning. */
void jrt_zone_table_begin(struct jrt_zone_changes *changes, struct jb_arena *arena, jb_fix offset);
/* Puts a change in its place, fast if that is the end; of two for one instant the later wins. */
void jrt_zone_table_add(struct jrt_zone_changes *changes, jb_fix from, jb_fix offset);
/* Drops changes that change nothing, builds the index and gives the zone. */
const struct jrt_zone *jrt_zone_table_make(struct jrt_zone_changes *changes, struct jb_text name,
					   jb_fix cycle_start);

#endif
