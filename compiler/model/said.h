/*
 * Small readings that many declarations share: who, when, how long, what somebody vouched for.
 * Each takes the node of one statement, reports what is wrong in it, and fills what it can.
 */
#ifndef MODEL_SAID_H
#define MODEL_SAID_H

#include "model/build.h"

/* Adds the names or texts of a list to another list of texts. */
struct jy_said_texts {
	JB_VEC(struct jb_text) list;
};
void jy_said_add(struct jy_builder *builder, struct jy_said_texts *to, const struct jy_node *list);
struct jy_texts jy_said_texts(const struct jy_said_texts *said);

/* Every NAME of a list against a closed list of words. */
void jy_said_choices(struct jy_builder *builder, enum jy_choice choice,
		     const struct jy_node *names);
/* Days of a SPAN or DURATION (a month is 30, a quarter 91, a year 365 days: for reminders and for
 * comparing lengths, never for periods); -1 for NULL. */
jb_fix jy_said_days(const struct jy_node *span);
/* Microseconds of a DURATION, or of a SPAN by its days; -1 for NULL. */
jb_fix jy_said_length(const struct jy_node *span);
/* A whole number of at least `least` as jb_fix; -1 where it is wrong. */
jb_fix jy_said_number(struct jy_builder *builder, const struct jy_node *number, const char *what,
		      uint64_t least);
/* A share of at most 100%; -1 where it is wrong. */
jb_fix jy_said_share(struct jy_builder *builder, const struct jy_node *percent, const char *what);

/* The brand or partner of that name; an unknown one is reported. */
struct jy_party jy_said_party(struct jy_builder *builder, const struct jy_node *name);
void jy_said_attested(struct jy_builder *builder, struct jy_attestation *attested,
		      const struct jy_node *node);
void jy_said_review(struct jy_review *review, const struct jy_node *node);
void jy_said_risk(struct jy_builder *builder, struct jy_risk *risk, const struct jy_node *node);
void jy_said_improvement(struct jy_builder *builder, struct jy_improvement *improvement,
			 const struct jy_node *node);
/* `saving 40% of cost per resolution` */
struct jy_saving jy_said_saving(struct jy_builder *builder, const struct jy_node *node);
/* Until a DATE: whether there is one, and which. */
bool jy_said_until(const struct jy_node *date, int32_t *until);

/* Objectives, systems, metrics that a list names; unknown ones are reported and left out. */
struct jy_said_things {
	JB_VEC(void *) list;
};
void jy_said_find(struct jy_builder *builder, struct jy_said_things *to, enum jy_thing thing,
		  const struct jy_node *names);
/* The same for touchpoints, whose paths may be short within `place`, the name of a journey. */
void jy_said_touchpoints(struct jy_builder *builder, struct jy_said_things *to,
			 struct jb_text place, const struct jy_node *paths);
/* Sets one of the JY_LISTs of the model. */
#define JY_SAID_KEEP(model_list, said)                    \
	do {                                              \
		(model_list).at = (void *)(said).list.at; \
		(model_list).count = (said).list.count;   \
	} while (0)

#endif
