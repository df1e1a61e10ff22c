/*
 * The rules of a SARIF log: every code and lint that has a finding in it, once, in the order of the
 * findings, with the words of the manual. And the message of a result, whose first sentence stands
 * alone.
 */
#ifndef SOURCE_SARIF_RULES_H
#define SOURCE_SARIF_RULES_H

#include "base/map.h"
#include "source/json.h"
#include "source/sink.h"

struct jy_sarif_rule {
	struct jb_text id;   /* "J0312", "scale.single-region" */
	struct jb_text name; /* "NumberNotWhole", "ScaleSingleRegion" */
	const struct jy_diag *first;
	struct jy_rule_words words;
};

struct jy_sarif_rules {
	struct jb_arena *arena;
	struct jb_map index; /* of an id */
	JB_VEC(struct jy_sarif_rule) rule;
};

void jy_sarif_rules_make(struct jy_sarif_rules *rules, const struct jy_findings *findings,
			 const struct jy_sink_options *options);
/* The number of a record's rule. */
size_t jy_sarif_rules_find(const struct jy_sarif_rules *rules, const struct jy_diag *diag);
/* The member `rules` of the driver. */
void jy_sarif_rules_write(const struct jy_sarif_rules *rules, struct jy_json *json);

/* Sentences with full stops; brackets escaped where they would make a link. */
struct jb_text jy_sarif_message(struct jb_arena *arena, const struct jy_diag *diag);

#endif
