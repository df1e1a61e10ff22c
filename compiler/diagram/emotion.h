/*
 * The emotion view: the curve alone and large, one for each persona, the delivered one beside it
 * with the gap between them shaded, and what it comes to: peak, trough, end, the value by which it
 * is remembered, the longest low stretch, the largest gap.
 */
#ifndef DIAGRAM_EMOTION_H
#define DIAGRAM_EMOTION_H

#include "diagram/diagram.h"

/* Always JB_OK: where no feeling has a number the lane is empty, with a note. */
enum jb_status jy_emotion_scene(struct jb_arena *arena, const struct jy_model *model,
				const struct jy_journey *journey,
				const struct jy_picture_options *options, struct jy_scene *scene,
				struct jb_text *why);

#endif
