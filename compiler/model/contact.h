/*
 * How customers are met, and by whom: what rules and pictures ask alike of a model.
 */
#ifndef MODEL_CONTACT_H
#define MODEL_CONTACT_H

#include "journey/model.h"

/* The form of a delivery (gig, bpo, …): the team's, else the partner's first; empty for a brand. */
struct jb_text jy_delivery_form(const struct jy_delivery *delivery);
/* A person can be reached over it: not self_service, web, app, ivr, bot, notice, kiosk, push,
 * broadcast, product. */
bool jy_is_human(const struct jy_channel *channel);
/* A person answers over it there and then or in writing: as human, without `post`. */
bool jy_is_spoken(const struct jy_channel *channel);

#endif
