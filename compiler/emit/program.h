/*
 * Straight-line programs as C functions: one for what many share, then one a metric.
 */
#ifndef EMIT_PROGRAM_H
#define EMIT_PROGRAM_H

#include "emit/data.h"
#include "journey/plan.h"

/* Names for the plan's constant texts, as an enumeration. */
const struct jb_text *jy_emit_texts(const struct jrt_plan *plan, struct jy_writer *writer);
/* All programs of a source; what they are called is said to `data`. `text`: names of the constant
 * texts. */
void jy_emit_programs(const struct jrt_plan *plan, uint32_t source, const struct jb_text *text,
		      struct jy_writer *writer, struct jy_data *data);

#endif
