/*
 * Assessing partners: what the assessments of a program say against their framework, as figures,
 * gates and an order. It reads the model alone and prints nothing.
 *
 * A theme's score is its own rating or, where it has none, the weighted mean of its rated
 * questions. A rating whose evidence or assessment has run out on the as-of day does not count, and
 * what is not assessed is never zero. A candidate's score is the weighted mean of its themes,
 * without those that come after the others. The gate asks for a least score of themes; it is passed
 * when every theme it asks for is assessed in full and reaches it. Until then price, saving and the
 * themes after the others are withheld: they are not shown, and nobody is compared by them.
 *
 * Candidates that passed the gate come first, then the others; among each, those assessed in full
 * before those with gaps; then by score, then by name. Only candidates that passed and were
 * assessed in full have a rank.
 */
#ifndef ASSESS_ASSESS_H
#define ASSESS_ASSESS_H

#include "base/vec.h"
#include "journey/model.h"

/* Why a theme has no score, or how it came by it. */
enum jy_standing {
	JY_NOT_ASSESSED,
	JY_RAN_OUT, /* it was assessed, and all of that has run out */
	JY_IN_PART, /* some of its questions */
	JY_ASSESSED,
};

/* One theme of one candidate. */
struct jy_theme_score {
	const struct jy_framework_theme *theme;
	enum jy_standing standing;
	jb_i128 num, den; /* the score is num / den, in millionths; den 0: none */
	jb_fix score;	  /* the same, rounded half up to a millionth */
	jb_fix weight;	  /* of the theme in the whole: 1 where the framework has no weights */
	/* the weighted share of its questions that count; 1 for a rating of its own */
	jb_fix covered;
	bool after_others;
	const struct jy_rating *own; /* the rating of the theme as a whole; NULL: from questions */
	size_t ran_out;		     /* ratings that have run out */
	bool asked;		     /* the gate asks for it */
	jb_fix least;		     /* so much */
	bool passes;
};

struct jy_candidate {
	const struct jy_assessment *assessment;
	/* in the framework's order; NULL before a framework is known */
	struct jy_theme_score *theme;
	size_t theme_count;
	size_t assessed; /* themes with a score, without those after the others */
	size_t asked;	 /* themes there are, without those after the others */
	bool has_score;
	jb_fix score;
	bool gate_given, gate_passed;
	bool ran_out; /* the assessment as a whole */
	bool in_full; /* every theme but those after the others is assessed, none in part */
	size_t rank;  /* from 1; 0: none */
};

/* The candidates of one framework, in order. */
struct jy_field {
	const struct jy_framework *framework;
	JB_VEC(struct jy_candidate) candidates;
};

struct jy_assessed {
	JB_VEC(struct jy_field) fields; /* in order of the frameworks' first assessment */
	bool has_as_of;
	int32_t as_of;
};

/* All assessments of a program that name a framework. Without an as-of day nothing runs out. */
void jy_assess(struct jb_arena *arena, const struct jy_model *model, bool has_as_of, int32_t as_of,
	       struct jy_assessed *out);
/* What is assessed: a partner's, site's or team's declaration. */
const struct jy_decl *jy_assessed_what(const struct jy_assessment *assessment);

#endif
