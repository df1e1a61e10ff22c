/*
 * Between the files of the JSON report. The format is told in docs/json.md.
 */
#ifndef REPORT_JSON_H
#define REPORT_JSON_H

#include "journey/runtime.h"
#include "report/json_write.h"

#define JRT_JSON_SCHEMA "journey-report"
#define JRT_JSON_VERSION 1

/* json_terms.c: of a criterion that compares two groups, "margin" and "against". */
void jrt_json_versus(struct jrt_json *json, const struct jrt_plan *plan,
		     const struct jrt_criterion *criterion);
/* json_behaviour.c: "behaviour", where some criterion has one. */
void jrt_json_behaviour(struct jrt_json *json, const struct jrt_plan *plan,
			const struct jrt_judged *judged);
/* json_terms.c: "scopes" and "criteria". */
void jrt_json_terms(struct jrt_json *json, const struct jrt_plan *plan);
/* json_money.c: "agreements", "accounts", "money", "points", "settled" and "remedies", where there
 * is money. */
void jrt_json_money(struct jrt_json *json, const struct jrt_plan *plan,
		    const struct jrt_judged *judged);
/* "shards", where the measuring has a name. */
void jrt_json_shards(struct jrt_json *json, const struct jrt_plan *plan,
		     const struct jrt_measured *measured);
/* "metrics", "meters", "sources" and "states": what judging again needs. */
void jrt_json_states(struct jrt_json *json, const struct jrt_plan *plan,
		     const struct jrt_measured *measured);

#endif
