/*
 * A program that judges data by one plan: what `journey build` writes ends with
 *
 *	int main(int argc, char **argv)
 *	{
 *		return jy_validator_main(&validator, argc, argv);
 *	}
 *
 * It takes the options of `journey eval`, all but --root, and no FILE. Links with libjourney and
 * libjourney_rt.
 */
#ifndef JOURNEY_VALIDATOR_H
#define JOURNEY_VALIDATOR_H

#include "base/hash.h"
#include "journey/compiled.h"
#include "journey/evidence.h"
#include "journey/plan.h"
#include "journey/zones.h"

#ifdef __cplusplus
extern "C" {
#endif

struct jy_validator {
	const struct jrt_plan *plan;
	struct jb_digest plan_digest; /* of the plan as text: `journey dump --plan` */
	/* The program word by word, its main file first: what the rules of data ask, and what a
	 * record of evidence holds. Nothing is measured or judged by it. */
	const struct jrt_evidence_text *text;
	size_t text_count;
};

/* Does what the line says and gives the exit status of `journey eval`. */
int jy_validator_main(const struct jy_validator *validator, int argc, char *const *argv);

#ifdef __cplusplus
}
#endif
#endif
