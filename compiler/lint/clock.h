/*
 * How far apart the clocks of two countries are: standard time, whole countries, for a first look
 * at which sites can serve which markets during the day. Not for times in data, which have zones.
 */
#ifndef LINT_CLOCK_H
#define LINT_CLOCK_H

#include <stdbool.h>

#include "base/text.h"

/* Whether the clocks of that country (ISO 3166 alpha-2, upper case) are in the table. */
bool jy_clock_known(struct jb_text country);
/* Hours between the nearest clocks of two known countries, parts of an hour rounded up; 0 to 12. */
int jy_clock_hours(struct jb_text a, struct jb_text b);

#endif
