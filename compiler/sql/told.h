/*
 * What an engine cannot know of a row and is told afterwards: whether a case deviates from its
 * journey, by the path that the answer tells. A part that depends on it is asked as often as it
 * can be (struct jrt_query_part); that a row is counted at all may not depend on it.
 */
#ifndef SQL_TOLD_H
#define SQL_TOLD_H

#include "sql/statement.h"

/* Columns in one part; each makes it three. */
#define JY_SQL_TOLD_MOST 2

struct jy_sql_told {
	bool *column;		  /* of the source */
	struct jy_sql_value path; /* kept; without a text: there is none */
	JB_VEC(uint32_t) sight;	  /* by bit of an event: of the cases */
};

/* Refuses what may not depend on it. */
void jy_sql_told_check(struct jy_sql_query *query);
/* The part's number in the query, with as many behind it as it has to be asked. */
uint32_t jy_sql_told_part(struct jy_sql_query *query, const struct jrt_metric *metric,
			  const struct jrt_part *part);
/* The registers of `main` for each part, when those of the rows are there, and the path by which
 * accepted rows are grouped, where a part asks for it. */
void jy_sql_told_keep(struct jy_sql_query *query);

#endif
