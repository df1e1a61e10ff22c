/*
 * Between the files that add answers up. Sums are made of one source at a time.
 */
#ifndef ENGINE_ANSWER_SUMS_H
#define ENGINE_ANSWER_SUMS_H

#include "engine/answer_parts.h"

struct jrt_sums {
	struct jrt_answers *answers;
	struct jrt_feed *feed;
	struct jb_text *why;
};

/* A sentence about a row of an answer, or (row 0) about the whole of it: JB_MALFORMED. */
enum jb_status jrt_sums_wrong(const struct jrt_sums *sums, uint32_t query, uint32_t row,
			      const char *sentence);

/* By group of the query's answer: its period's slot; JRT_NONE without a period, or where there are
 * too many. */
uint32_t *jrt_sums_slots(const struct jrt_sums *sums, uint32_t query);

/* Whether the rows of a group are a meter's, and whether relief takes them out. */
bool jrt_sums_in_scope(const struct jrt_query_meter *meter, const struct jrt_answer_group *group);
bool jrt_sums_relieved(const struct jrt_query_meter *meter, const struct jrt_answer_group *group);

/* answer_values.c: the answer to a query of values, after that to the counts before it. */
enum jb_status jrt_sums_values(const struct jrt_sums *sums, uint32_t query);

#endif
