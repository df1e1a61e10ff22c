/*
 * The part of a model that says how partners are compared: frameworks of themes and questions, and
 * assessments against them. See journey/model.h for the whole.
 *
 * A theme or question that was not assessed has no rating: it is never read as zero.
 */
#ifndef JOURNEY_MODEL_ASSESS_H
#define JOURNEY_MODEL_ASSESS_H

#include "journey/model_people.h"

#ifdef __cplusplus
extern "C" {
#endif

struct jy_question {
	struct jb_text name; /* empty: cannot be rated by itself */
	struct jb_text text;
	jb_fix weight; /* among the questions of its theme; 1 where not said */
	struct jy_span span;
};

struct jy_framework_theme {
	struct jy_decl decl;
	jb_fix weight; /* a fraction of the whole; negative: not said */
	struct jb_text literature;
	const struct jy_question *question;
	size_t question_count;
	bool after_others; /* only rated and compared when the gate of the others is open */
};

/* `gate every theme at least 2, people at least 3`; least is negative where not said. */
struct jy_gate {
	bool given;
	jb_fix every;
	const struct jy_theme_gate *theme;
	size_t theme_count;
	struct jy_span span;
};
struct jy_theme_gate {
	const struct jy_framework_theme *theme;
	jb_fix least;
	struct jy_span span;
};

struct jy_framework {
	struct jy_decl decl;
	bool has_rating;
	jb_fix rating_low, rating_high;
	const struct jy_framework_theme *theme;
	size_t theme_count;
	struct jy_gate gate;
	struct jb_text literature, owner;
};

/* A rating given to a theme, or to one of its questions. */
struct jy_rating {
	const struct jy_framework_theme *theme;
	const struct jy_question *question; /* NULL: the theme as a whole */
	bool assessed;
	jb_fix value;
	struct jb_text because, owner;
	struct jy_texts evidence;
	bool has_until; /* the evidence holds to that day */
	int32_t until;
	JY_LIST(const struct jy_metric) measured_by;
	struct jy_span span;
};

struct jy_assessment {
	struct jy_decl decl;
	const struct jy_partner *partner; /* who is assessed: one of the three, with its partner */
	const struct jy_site *site;
	const struct jy_team *team;
	const struct jy_framework *framework;
	bool has_date, has_until;
	int32_t date, until;
	struct jb_text by;
	bool has_rating;
	jb_fix rating_low, rating_high; /* its own, else the framework's */
	const struct jy_rating *rating;
	size_t rating_count;
	JY_LIST(const struct jy_framework_theme) after_others;
	struct jy_gate gate; /* its own, else the framework's */
	const struct jy_saving *saving;
	size_t saving_count;
	bool has_price;
	jb_fix price;
	struct jb_text price_currency, price_per;
	struct jy_span price_span;
	const struct jy_improvement *action;
	size_t action_count;
	struct jb_text owner;
};

#ifdef __cplusplus
}
#endif
#endif
