/* Any bytes as a file of time zone rules: read or refused, and a zone that was read answers for
 * all times and gives back what it was asked. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "time/civil.h"
#include "time/zone.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void ask(const struct jrt_zone *zone, jb_fix instant)
{
	enum jrt_local how;
	jb_fix local = jrt_zone_to_local(zone, instant);
	jb_fix back = jrt_zone_to_instant(zone, local, &how);

	if (local != jrt_civil_clamp(local) || instant != jrt_civil_clamp(instant))
		return;
	if (how == JRT_LOCAL_GAP || back > instant || jrt_zone_to_local(zone, back) != local)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct jb_arena arena;
	struct jb_text bytes = {.at = (const char *)data, .size = size}, why;
	const struct jrt_zone *zone;

	jb_arena_init(&arena, NULL);
	if (jrt_zone_parse(&arena, JB_TEXT("Fuzz/Zone"), bytes, &zone, &why) == JB_OK) {
		jb_fix change = INT64_MIN;
		for (int i = 0; i < 64 && change != INT64_MAX; i++) {
			ask(zone, change);
			change = jrt_zone_next_change(zone, change);
			ask(zone, change);
		}
		for (int64_t year = -9000; year < 19000; year += 333)
			ask(zone, jrt_civil_days(year, 7, 1) * JRT_DAY_US);
	}
	jb_arena_release(&arena);
	return 0;
}
