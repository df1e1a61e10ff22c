/*
 * Which steps of a program somebody looks at, and for whose sake a step is computed. What the
 * runtime reads is told here; a register that is forgotten here is interpreted, which is slower and
 * as right.
 */
#ifndef EMIT_REGISTERS_H
#define EMIT_REGISTERS_H

#include "base/arena.h"
#include "journey/plan.h"

enum jy_program_kind { JY_OF_FILTER, JY_OF_KEYS, JY_OF_CHECK, JY_OF_MAIN };

/* Owners of a step. */
#define JY_FOR_NOBODY UINT32_MAX
#define JY_FOR_ALL (UINT32_MAX - 1)

struct jy_register {
	bool kept;	/* it is filled: read by the runtime, or by other steps */
	bool alive;	/* it is computed, alone or within another step's expression */
	uint32_t uses;	/* by other steps */
	uint32_t depth; /* of the expression that it would be */
	uint32_t owner; /* the only metric it is for, or one of the above */
};

/* The registers of a program of source `number`. */
struct jy_register *jy_registers(const struct jrt_plan *plan, uint32_t number,
				 enum jy_program_kind kind, struct jb_arena *arena);
const struct jrt_program *jy_program_of(const struct jrt_source *source, enum jy_program_kind kind);

/* Columns, constants and the like: their registers are there before the program runs. */
bool jy_is_leaf(enum jrt_op op);
bool jy_is_constant(enum jrt_op op);
/* `and`, `or`, `not`: written as expressions; every other step is a call of its own. */
bool jy_joins(enum jrt_op op);
/* Conditions: their registers are bits, all others lanes. */
bool jy_is_condition(enum jrt_op op);
uint32_t jy_operand(const struct jrt_step *step, unsigned i);

#endif
