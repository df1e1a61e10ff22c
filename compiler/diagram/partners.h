/*
 * The partners view: who delivers what. A card for each brand and partner: form, seats and sites,
 * teams, the touchpoints it delivers by stage, its agreements with their verdicts, risks; ways
 * between the cards where customers pass from one to the other, and what goes with them. In red:
 * touchpoints that nobody delivers, partners without an agreement or due diligence, serious risks
 * that nothing is done about, customers who are handed over with nothing: what the rules
 * duediligence.missing, risk.unmitigated and handoff.bare find, drawn.
 */
#ifndef DIAGRAM_PARTNERS_H
#define DIAGRAM_PARTNERS_H

#include "diagram/diagram.h"

/* *note is a sentence that the picture says as well, where it had to be laid out in a simpler way
 * (graph.h); otherwise it is empty. */
void jy_partners_scene(struct jb_arena *arena, const struct jy_model *model,
		       const struct jy_journey *journey, const struct jy_picture_options *options,
		       struct jy_scene *scene, struct jb_text *note);

#endif
