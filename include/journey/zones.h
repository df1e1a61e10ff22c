/*
 * Time zones that a program carries with it, so that it needs none of the system's. A program that
 * defines `jrt_zones_carried` is asked first; one that does not reads the system's files.
 */
#ifndef JOURNEY_ZONES_H
#define JOURNEY_ZONES_H

#include "base/text.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A zone's TZif file (RFC 8536). */
struct jrt_zone_file {
	struct jb_text name; /* of IANA */
	struct jb_text bytes;
};

struct jrt_zones {
	const struct jrt_zone_file *file;
	size_t count;
};

extern const struct jrt_zones jrt_zones_carried __attribute__((weak));

#ifdef __cplusplus
}
#endif
#endif
