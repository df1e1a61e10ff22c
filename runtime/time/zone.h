/*
 * Time zones: the IANA rules that the system keeps as TZif files (RFC 8536), read by our own
 * reader. A zone is immutable once loaded, lives in the arena it was loaded into and may be shared
 * by threads.
 *
 * The POSIX rule at a file's end is unrolled over 400 years (the calendar's cycle), so that one
 * table answers for all instants; times before the first entry use the zone's first offset (local
 * mean time). "UTC" and "Etc/UTC" need no file. Zones that count leap seconds ("right/...") are
 * refused, and so are "localtime" and "posixrules", whose meaning depends on the machine.
 */
#ifndef TIME_ZONE_H
#define TIME_ZONE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/number.h"
#include "base/status.h"
#include "base/text.h"

#define JRT_ZONE_FOLDER "/usr/share/zoneinfo"
#define JRT_ZONE_NAME_MAX 64
#define JRT_ZONE_FILE_MAX ((size_t)256 * 1024)
#define JRT_ZONE_TRANSITIONS_MAX 4000	   /* in a file; the largest of IANA has below 300 */
#define JRT_ZONE_OFFSET_MAX (26 * 60 * 60) /* seconds either way */

struct jrt_zone;

enum jrt_local {
	JRT_LOCAL_ONCE,	   /* the ordinary case */
	JRT_LOCAL_DOUBLED, /* clocks went back: the earlier of the two instants is given */
	JRT_LOCAL_GAP /* clocks went forward: no such time; the instant of the change is given */
};

/* Letters, digits, "_", "+", "-", single "/" inside: no name can leave the folder of zones. */
bool jrt_zone_name_valid(struct jb_text name);

/* JB_OK; JB_REFUSED for a name that is none or that nobody knows (then *why names the nearest);
 * JB_CANNOT_OPEN, JB_CANNOT_READ or JB_MALFORMED for the file. */
enum jb_status jrt_zone_load(struct jb_arena *arena, struct jb_text name,
			     const struct jrt_zone **zone, struct jb_text *why);
/* The same from another folder of TZif files. */
enum jb_status jrt_zone_load_from(struct jb_arena *arena, struct jb_text folder,
				  struct jb_text name, const struct jrt_zone **zone,
				  struct jb_text *why);
/* The same from a file's bytes, which may be anything: JB_OK, JB_MALFORMED or JB_REFUSED. */
enum jb_status jrt_zone_parse(struct jb_arena *arena, struct jb_text name, struct jb_text bytes,
			      const struct jrt_zone **zone, struct jb_text *why);
const struct jrt_zone *jrt_zone_utc(void);

/* The known zone that was probably meant ("london": Europe/London), or the empty text. */
struct jb_text jrt_zone_nearest(struct jb_arena *arena, struct jb_text name);

struct jb_text jrt_zone_name(const struct jrt_zone *zone);
/* Whether the offsets are equal at all times (S2: dates need the zone of their period). */
bool jrt_zone_same(const struct jrt_zone *a, const struct jrt_zone *b);

/* Microseconds to add to the instant to get local time. */
jb_fix jrt_zone_offset(const struct jrt_zone *zone, jb_fix instant);
jb_fix jrt_zone_to_local(const struct jrt_zone *zone, jb_fix instant);
/* Rule S3; `how` may be NULL. */
jb_fix jrt_zone_to_instant(const struct jrt_zone *zone, jb_fix local, enum jrt_local *how);
/* The first instant of the day (00:00, or the end of the gap where midnight does not exist). */
jb_fix jrt_zone_day_start(const struct jrt_zone *zone, int64_t days);

/* The first instant after `instant` at which the offset changes; INT64_MAX where there is none. */
jb_fix jrt_zone_next_change(const struct jrt_zone *zone, jb_fix instant);

#endif
