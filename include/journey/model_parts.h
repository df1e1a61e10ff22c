/*
 * What the parts of a model have in common: declarations, lists, parties, attestations, reviews,
 * risks, allowances. See journey/model.h for the whole.
 */
#ifndef JOURNEY_MODEL_PARTS_H
#define JOURNEY_MODEL_PARTS_H

#include "base/number.h"
#include "base/text.h"
#include "journey/diag.h"
#include "journey/plan.h"

#ifdef __cplusplus
extern "C" {
#endif

struct jy_node; /* of syntax/tree.h */

/* What every declared thing has. `span` marks its name (or its head word where it has none). */
struct jy_decl {
	struct jb_text name; /* as referred to; made from the title where none is written: unique in
				its place */
	struct jb_text title; /* for people: the title, or the name where there is none */
	struct jy_span span;
	/* of a declaration of the library: where the program refers to it first; else empty */
	struct jy_span used_at;
	const struct jy_node *node; /* the whole declaration */
	/* a part of it was wrong, which is reported: what it lacks may be owed to that */
	bool damaged;
};

struct jy_texts {
	const struct jb_text *at;
	size_t count;
};

/* A list of pointers to model things. */
#define JY_LIST(type)            \
	struct {                 \
		type *const *at; \
		size_t count;    \
	}

/* A period as declared. `zone` is resolved (the journey's or agreement's where none is written);
 * empty when no zone could be found, which is an error already reported. */
struct jy_period {
	bool given;
	struct jrt_period_spec spec; /* spec.zone unused here */
	struct jb_text zone;
	struct jy_span span;
};

struct jy_brand;
struct jy_partner;

/* One of two sides; both NULL: not said. */
struct jy_party {
	const struct jy_brand *brand;
	const struct jy_partner *partner;
};

/* What somebody vouched for on a day: `attested culture 2026-02-10 by third_party`. */
struct jy_attestation {
	/* culture, conditions, esg, infrastructure, … or a value of the brand */
	struct jb_text topic;
	struct jb_text by; /* third_party, brand, self */
	int32_t date;
	bool has_until;
	int32_t until;
	struct jy_texts evidence;
	struct jy_span span;
};

/* `review every month, last 2026-05-12` */
struct jy_review {
	bool given, has_last;
	struct jrt_period_spec every; /* spec.zone unused */
	int32_t last;
	struct jy_span span;
};

struct jy_risk {
	struct jb_text text, severity, mitigated; /* severity, mitigated may be empty */
	struct jy_span span;
};

/* `action "…" about process by DATE owner "…"` */
struct jy_improvement {
	struct jb_text text, owner;
	struct jy_texts about; /* people, process, technology, policy */
	bool has_by;
	int32_t by;
	struct jy_span span;
};

/* `allow RULE because "…" until DATE`: silences the rule from the beginning to the end of the
 * declaration it stands in. */
struct jy_allowance {
	struct jb_text rule; /* a rule, or a family */
	struct jb_text because;
	bool has_until;
	int32_t until;	     /* its last day */
	struct jy_span span; /* of the statement */
	struct jy_span rule_span;
	struct jy_span place; /* of the declaration */
};

enum jy_level { JY_LEVEL_OFF, JY_LEVEL_INFO, JY_LEVEL_WARNING, JY_LEVEL_ERROR };

/* `rule scale.single-region error` in a `rules` declaration */
struct jy_rule_level {
	struct jb_text rule; /* a rule, a family, or `all` */
	enum jy_level level;
	struct jy_span span;
};

#ifdef __cplusplus
}
#endif
#endif
