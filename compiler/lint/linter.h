/*
 * What the families of rules share: the linter that a rule reports through, and questions that many
 * rules ask of a model (look.c).
 *
 * 	JY_RULE(scale_single_region)
 * 	{
 * 		...
 * 		diag = jy_find(linter, span, "%lld seats in one region", (long long)seats);
 * 		jy_help(linter, diag, "spread them over two regions, or `allow` it until a date");
 * 	}
 *
 * A message is a sentence that stands alone and shows the values that decided; help says what to
 * write.
 */
#ifndef LINT_LINTER_H
#define LINT_LINTER_H

#include "base/vec.h"
#include "lint/lint.h"
#include "model/contact.h"

/* What an outsourcer delivers. */
struct jy_service {
	const struct jy_partner *partner;
	size_t touchpoints, truths;
	const struct jy_touchpoint *first;
	const struct jy_touchpoint *truth; /* its first moment of truth; NULL: none */
};

/* In the order in which the partners are declared. */
struct jy_services {
	const struct jy_service *at;
	size_t count;
};

struct jy_linter {
	struct jb_arena *arena;
	const struct jy_model *model;
	struct jy_diags *diags;
	bool has_as_of;
	int32_t as_of;
	const struct jy_rule *rule; /* the one that is being asked */
	enum jy_level level;	    /* of that rule */
	const struct jy_lint_options *options;
	struct jy_allowing *allowing; /* of allow.c */
	struct jy_looking *looking;   /* of look.c */
	struct jy_services services;  /* of look_partner.c */
	/* of the library, that the program refers to */
	JB_VEC(const struct jy_decl *) borrowed;
};

/* Every row of the table is a function of its family's file. */
#define RULE(id, name, level, title, source) void jy_rule_##id(struct jy_linter *linter);
#define DATA_RULE(id, name, level, title, source)
#include "lint/rules.def"
#undef RULE
#undef DATA_RULE
#define JY_RULE(id) void jy_rule_##id(struct jy_linter *linter)

/* A finding of the rule that is being asked. Never NULL; what is allowed at `span` goes nowhere. */
struct jy_diag *jy_find(struct jy_linter *linter, struct jy_span span, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* Help, a note, a label for a finding: as jy_diag_help and the like. */
#define jy_help(linter, diag, ...) jy_diag_help((linter)->diags, (diag), __VA_ARGS__)
#define jy_note(linter, diag, ...) jy_diag_note((linter)->diags, (diag), __VA_ARGS__)
#define jy_label(linter, diag, ...) jy_diag_label((linter)->diags, (diag), __VA_ARGS__)

/* "2026-07-01" */
struct jb_text jy_date_text(struct jy_linter *linter, int32_t day);
/* "12.5", "70" of a number; of a share times 100 */
struct jb_text jy_number_text(struct jy_linter *linter, jb_fix number);

/* allow.c: which allowances stand where. Made once; looked at for every finding. */
struct jy_allowing *jy_allowing_make(struct jb_arena *arena, const struct jy_model *model,
				     bool has_as_of, int32_t as_of);
/* The allowance that speaks of the rule at `span` and has not run out; NULL: none. It counts as
 * used. */
const struct jy_allowance *jy_allowing_find(struct jy_allowing *allowing, const char *rule,
					    struct jy_span span);
/* Whether an allowance has been used. */
bool jy_allowing_used(const struct jy_allowing *allowing, size_t index);

/* levels.c: the level of a rule by command line, program and table. */
enum jy_level jy_level_of(const struct jy_rule *rule, const struct jy_model *model,
			  const struct jy_lint_options *options);

/* look.c: what many rules ask for, gathered once. */
struct jy_looking *jy_looking_make(struct jb_arena *arena, const struct jy_model *model);

/* The address of a thing as a key of a map; the order of keys is never used. */
#define JY_KEY(pointer) ((struct jb_text){(const char *)&(pointer), sizeof(pointer)})

/* ---- look.c: walking ---- */

/* All touchpoints of all journeys, in order:
 *
 * 	for (struct jy_walk at = {0}; jy_walk(linter, &at);) use(at.touchpoint);
 */
struct jy_walk {
	const struct jy_journey *journey;
	const struct jy_stage *stage;
	const struct jy_touchpoint *touchpoint;
	size_t j, s, t; /* of look.c */
};
bool jy_walk(const struct jy_linter *linter, struct jy_walk *at);
#define JY_EACH_TOUCHPOINT(linter, at) for (struct jy_walk at = {0}; jy_walk((linter), &at);)

/* ---- look.c: texts and days ---- */

bool jy_holds(struct jy_texts texts, const char *word);
/* The attestation of a topic, the latest; NULL: none. */
const struct jy_attestation *jy_attested(const struct jy_staff *staff, const char *topic);
/* Whether it has run out on the as-of day: its own end, else `days` after it was made (0: never).
 * False without an as-of day. */
bool jy_expired(const struct jy_linter *linter, int32_t date, bool has_until, int32_t until,
		int32_t days);

/* ---- look.c: delivery ---- */

/* Whether any of a touchpoint's deliveries is by a partner that is not in house. */
bool jy_outsourced(const struct jy_touchpoint *touchpoint);
/* Whether some delivery has that form. */
bool jy_delivered_as(const struct jy_touchpoint *touchpoint, const char *form);
/* The staff of a delivery: the team's, else the partner's; NULL for a brand. What a team leaves
 * unsaid its partner says: pass the partner's staff for that. */
const struct jy_staff *jy_delivery_staff(const struct jy_delivery *delivery);
/* The partner delivers a touchpoint; a moment of truth. */
bool jy_serves(const struct jy_linter *linter, const struct jy_partner *partner);
bool jy_serves_truth(const struct jy_linter *linter, const struct jy_partner *partner);
/* Its people speak or write to customers somewhere: not only letters, machines and pages. */
bool jy_speaks(const struct jy_linter *linter, const struct jy_partner *partner);
/* The most heads that a team or partner ever has; -1 where not said. */
jb_fix jy_most_heads(const struct jy_staff *staff);

/* ---- look.c: measures ---- */

bool jy_has_aspect(const struct jy_metric *metric, const char *aspect);
/* Every criterion of a program: of journeys, stages, touchpoints, and the expected level of
 * guarantees (their agreement and guarantee set).
 *
 * 	for (struct jy_criteria at = {0}; jy_criteria(linter, &at);) use(at.criterion);
 */
struct jy_criteria {
	const struct jy_criterion *criterion;
	const struct jy_agreement *agreement;
	const struct jy_guarantee *guarantee;
	size_t index; /* of look.c */
};
bool jy_criteria(const struct jy_linter *linter, struct jy_criteria *at);
#define JY_EACH_CRITERION(linter, at) for (struct jy_criteria at = {0}; jy_criteria((linter), &at);)
/* Criteria that judge this touchpoint itself: its own `success`, and guarantees `at` it. */
size_t jy_judged(const struct jy_linter *linter, const struct jy_touchpoint *touchpoint,
		 const struct jy_criterion *const **list);
/* Whether one of them measures that aspect. */
bool jy_judged_for(const struct jy_linter *linter, const struct jy_touchpoint *touchpoint,
		   const char *aspect);

/* ---- look.c: feelings ---- */

/* The lowest trough (a `trough`, or a value in the lowest third of the scale); NULL: none. */
const struct jy_feeling *jy_trough(const struct jy_touchpoint *touchpoint);
const struct jy_feeling *jy_peak(const struct jy_touchpoint *touchpoint);
/* What follows a touchpoint: its `then`s, or the next touchpoint of the journey where it has
 * none. */
struct jy_followers {
	const struct jy_touchpoint *touchpoint;
	const struct jy_next *next; /* NULL: it follows in order */
	size_t index;		    /* of look.c */
};
bool jy_followers(const struct jy_linter *linter, const struct jy_touchpoint *touchpoint,
		  struct jy_followers *at);
#define JY_EACH_FOLLOWER(linter, from, at) \
	for (struct jy_followers at = {0}; jy_followers((linter), (from), &at);)

#endif
