/*
 * The flow view: touchpoints in their stages and the ways between them, in rows where one would be
 * too long (graph.h); with the figures of a comparison also how often each was taken and how long
 * it took, what is missing, out of order, repeated or failed, ad hoc steps, and ways that nobody
 * declared. What is said by a colour is said by a shape and a word as well.
 */
#ifndef DIAGRAM_FLOW_H
#define DIAGRAM_FLOW_H

#include "conform/conform.h"
#include "diagram/diagram.h"

/* Ad hoc steps and undeclared ways that are drawn, the most frequent ones; the picture says how
 * many are not. Steps, and ways beyond the few, only where one of a hundred cases or more has
 * them. */
#define JY_FLOW_STRANGERS_MAX 12
#define JY_FLOW_OTHER_WAYS_MAX 30
#define JY_FLOW_OTHER_WAYS_FEW 8

/* `conformance` NULL: the flow as declared. `excerpt` stands under the title: what of the journey
 * it is, where that is a part (jy_selection_words); else empty. *note is a sentence that the
 * picture says as well, where it had to be laid out in a simpler way; otherwise it is empty. */
void jy_flow_scene(struct jb_arena *arena, const struct jrt_flow *flow,
		   const struct jrt_conformance *conformance,
		   const struct jy_picture_options *options, struct jb_text excerpt,
		   struct jy_scene *scene, struct jb_text *note);

/* The touchpoints of a declared flow that are selected, and the ways between them; for a picture,
 * not for a comparison. */
const struct jrt_flow *jy_flow_part(struct jb_arena *arena, const struct jrt_flow *flow,
				    const struct jy_journey *journey,
				    const struct jy_selection *selection);

#endif
