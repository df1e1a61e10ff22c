/*
 * What is the same of every step of one operation, whoever looks at it: see journey/plan.h.
 */
#ifndef JOURNEY_PLAN_OP_H
#define JOURNEY_PLAN_OP_H

#include "journey/plan.h"

/* How many of a step's `a`, `b`, `c` are registers. */
static inline unsigned jrt_op_operands(enum jrt_op op)
{
	switch (op) {
	case JRT_OP_COLUMN:
	case JRT_OP_CONSTANT:
	case JRT_OP_MISSING_VALUE:
	case JRT_OP_ALL:
	case JRT_OP_TIME:
	case JRT_OP_AGAIN: return 0;
	case JRT_OP_NOT:
	case JRT_OP_KNOWN:
	case JRT_OP_MISSING:
	case JRT_OP_NEGATE:
	case JRT_OP_DATE:
	case JRT_OP_APPROXIMATE: return 1;
	case JRT_OP_BETWEEN: return 3;
	default: return 2;
	}
}

#endif
