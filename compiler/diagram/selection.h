/*
 * Selections: which touchpoints, feelings and lanes of a journey a picture shows. Within one list
 * any name serves, between the lists all must be fulfilled: `--channel phone,web --partner acme`
 * are the touchpoints by phone or web that acme delivers. A picture that leaves something out says
 * so: every view puts jy_selection_words under its title.
 */
#ifndef DIAGRAM_SELECTION_H
#define DIAGRAM_SELECTION_H

#include "diagram/diagram.h"

/* Whether a list has the name. */
bool jy_selection_names(const struct jy_texts *list, struct jb_text name);
/* By its stage, channels, and who delivers it (partners and brands; one season's is enough). */
bool jy_selection_picks(const struct jy_selection *selection,
			const struct jy_touchpoint *touchpoint);
/* Whether a stage is shown that has no touchpoints. */
bool jy_selection_picks_stage(const struct jy_selection *selection, const struct jy_stage *stage);
/* Whether anything of the journey is shown. */
bool jy_selection_picks_any(const struct jy_selection *selection, const struct jy_journey *journey);
/* Whether feelings and words of the persona are shown; those of everybody (NULL) always are. */
bool jy_selection_hears(const struct jy_selection *selection, const struct jy_persona *persona);

/* "Excerpt: stage Get help · channel Phone · 3 of 9 touchpoints"; empty where nothing is left
 * out. */
struct jb_text jy_selection_words(struct jb_arena *arena, const struct jy_model *model,
				  const struct jy_journey *journey,
				  const struct jy_selection *selection);

/* JB_REFUSED: a name is unknown (stages are looked for in all these journeys), or no touchpoint of
 * any of them is left; *why says so, with the names there are. */
enum jb_status jy_selection_check(struct jb_arena *arena, const struct jy_model *model,
				  const struct jy_journey *const *journey, size_t journey_count,
				  const struct jy_selection *selection, struct jb_text *why);

#endif
