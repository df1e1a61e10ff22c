/*
 * The people customers meet for a partner: its teams, or the partner as a whole where it names
 * none. A team that is silent on how it works works as its partner says. What nobody delivers by,
 * and what is done in house, is left out.
 */
#ifndef LINT_CREW_H
#define LINT_CREW_H

#include "lint/linter.h"

struct jy_crew {
	const struct jy_partner *partner;
	const struct jy_team *team; /* NULL: the partner, which names no teams */
	const struct jy_staff *staff;
	struct jy_span span; /* of the name */
	struct jb_text name; /* "acme.core", as `delivered by` has it */
	/* The team's own, else the partner's; empty where neither says, or where a partner has
	 * several forms and does not say which is whose. */
	struct jb_text form, employment, devices;
};

struct jy_crews {
	const struct jy_crew *at;
	size_t count;
};

/* In the order in which they are declared; linear in the program, gathered by each call. */
struct jy_crews jy_crews(struct jy_linter *linter);

bool jy_crew_is_gig(const struct jy_crew *crew);
bool jy_crew_are_contractors(const struct jy_crew *crew);

/* "training, equipment and travel" of the first `count`, each in quotes. */
struct jb_text jy_quoted(struct jy_linter *linter, struct jy_texts words);

#endif
