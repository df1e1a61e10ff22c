/*
 * From data to the report, by a plan that is there.
 */
#include "run/eval.h"

#include "run/data.h"

int jy_eval(struct jy_command *command, bool verdicts)
{
	struct jrt_measured measured;
	int status;

	command->hash_data = verdicts && jy_args_has(&command->args, "evidence");
	status = jy_data_measure(command, &measured);
	return status == JY_EXIT_OK ? jy_data_report(command, &measured, verdicts) : status;
}
