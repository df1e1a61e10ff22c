/*
 * The bytes of a TZif file (RFC 8536; versions 1 to 4): its changes of offset, and the POSIX rule
 * at its end. The bytes may be anything; every count and index is checked before it is used.
 */
#ifndef TIME_TZIF_H
#define TIME_TZIF_H

#include "base/arena.h"
#include "base/status.h"
#include "base/text.h"
#include "time/zone_table.h"

/* Fills `changes` and gives the rule's text, empty where the file has none. JB_MALFORMED, or
 * JB_REFUSED for leap seconds; *why is then the end of a sentence about the file. */
enum jb_status jrt_tzif_read(struct jb_arena *arena, struct jb_text bytes,
			     struct jrt_zone_changes *changes, struct jb_text *rule,
			     struct jb_text *why);

#endif
