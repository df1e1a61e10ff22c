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

/* By group of the query's answer: its key, as measuring knows it. */
struct jrt_elsewhere_key *jrt_sums_keys(const struct jrt_sums *sums, uint32_t query);

/* Whether the rows of a group are a meter's, and whether relief takes them out. */
bool jrt_sums_in_scope(const struct jrt_query_meter *meter, const struct jrt_answer_group *group);
bool jrt_sums_relieved(const struct jrt_query_meter *meter, const struct jrt_answer_group *group);

/* answer_path.c: the part of the query that is meant, of a group of cases, by the one of number
 * `part`, which is itself where nothing is told of cases. */
struct jrt_paths;
struct jrt_paths *jrt_paths_make(const struct jrt_sums *sums, const struct jrt_query *query);
uint32_t jrt_paths_part(struct jrt_paths *paths, const struct jrt_answer_group *group,
			uint32_t part);

/* answer_fill.c: the cells of the query's meters, and the numbers of rows of its periods where it
 * is the first that has them. */
void jrt_sums_fill(const struct jrt_sums *sums, uint32_t query, bool first_of_periods);

/* answer_surplus.c: rows above an agreed volume are as many as the forecast leaves over. */
enum jb_status jrt_sums_check_surplus(const struct jrt_sums *sums, uint32_t query);

/* answer_values.c: the answer to a query of values, after that to the counts before it. */
enum jb_status jrt_sums_values(const struct jrt_sums *sums, uint32_t query);
/* answer_stretches.c: the same of a query of stretches. */
enum jb_status jrt_sums_stretches(const struct jrt_sums *sums, uint32_t query);

#endif
