/*
 * What another touchpoint puts right: asked by every rule about what goes wrong.
 */
#ifndef LINT_LOOK_RECOVERY_H
#define LINT_LOOK_RECOVERY_H

#include "lint/set.h"

/* Whatever in the program is recovered from: touchpoints, and the stages they lie in. */
struct jy_set jy_recovered(struct jy_linter *linter);

#endif
