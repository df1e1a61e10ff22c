/*
 * The service blueprint: evidence, customer, frontstage, backstage and support over the
 * touchpoints, with the lines of interaction, visibility and internal interaction between them, and
 * whose house each deliverer is of. The same rows and columns as the journey map's.
 */
#ifndef DIAGRAM_BLUEPRINT_H
#define DIAGRAM_BLUEPRINT_H

#include "diagram/diagram.h"

/* Always JB_OK: what a journey does not say is an empty row, with a note. */
enum jb_status jy_blueprint_scene(struct jb_arena *arena, const struct jy_model *model,
				  const struct jy_journey *journey,
				  const struct jy_picture_options *options, struct jy_scene *scene,
				  struct jb_text *why);

#endif
