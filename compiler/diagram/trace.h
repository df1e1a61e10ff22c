/*
 * The trace view: from what customers feel to what was agreed and what came of it, in columns:
 * feeling, what it is about, what is measured, what counts as success, what is agreed, verdict.
 * Where the chain breaks a hole stands in a dashed rim, with words: a moment of truth that nothing
 * judges, a trough that nobody said the cause of, an attribute that nothing measures, a metric that
 * nothing judges, a criterion that no agreement covers, a guarantee that the journey does not ask
 * for. They are what the rules of compiler/lint find (mot.unmeasured, emotion.trough-unowned,
 * peak.unprotected, sla.unlinked), drawn.
 */
#ifndef DIAGRAM_TRACE_H
#define DIAGRAM_TRACE_H

#include "diagram/diagram.h"

/* The cost grows with the touchpoints, criteria and guarantees, and the links between them. */
void jy_trace_scene(struct jb_arena *arena, const struct jy_model *model,
		    const struct jy_journey *journey, const struct jy_picture_options *options,
		    struct jy_scene *scene);

#endif
