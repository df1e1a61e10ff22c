/*
 * What has to wait until look-ahead is over: registers that depend on a window, directly or by way
 * of others. All else is known of a row as soon as it is read.
 */
#include "journey/plan_op.h"
#include "measure/meter.h"

const bool *jrt_registers_that_wait(struct jb_arena *arena, const struct jrt_program *program)
{
	bool *waits = JB_NEW_ARRAY(arena, bool, program->count);

	for (size_t i = 0; i < program->count; i++) {
		const struct jrt_step *step = &program->step[i];
		unsigned operands = jrt_op_operands(step->op);

		waits[i] = step->op == JRT_OP_AGAIN || (operands > 0 && waits[step->a]) ||
			   (operands > 1 && waits[step->b]) || (operands > 2 && waits[step->c]);
	}
	return waits;
}
