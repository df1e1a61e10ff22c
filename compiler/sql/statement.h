/*
 * Between the files that write statements: a query in the making, and what its statements share.
 * Not for others.
 */
#ifndef SQL_STATEMENT_H
#define SQL_STATEMENT_H

#include "sql/work.h"

/* One way in which meters of a source cut time and group rows. */
struct jy_sql_query {
	struct jy_sql_work *work;
	struct jb_text name, table;
	const struct jrt_grouping *grouping; /* of all its meters */
	struct jy_sql_value group;	     /* kept, where there are groups */
	JB_VEC(struct jrt_query_bit) bit;
	JB_VEC(struct jrt_query_part) part;
	JB_VEC(struct jrt_query_meter) meter;
	JB_VEC(struct jy_sql_value) class; /* kept */
	struct jy_sql_steps **steps;	   /* by part: the registers that it looks at */
	struct jy_sql_value path;	   /* kept, where what is told of a case matters */
};

static inline bool jy_sql_is_grouped(const struct jy_sql_query *query)
{
	return query->grouping->kind != JRT_GROUPS_NONE;
}

/* Whether the condition is true of a row. */
struct jy_sql_value jy_sql_bit(const struct jy_sql_query *query, uint32_t bit);
/* The columns that stand in every row of an answer: its query, by name or by an expression, and
 * plan. */
void jy_sql_begin_as(struct jy_sql_result *result, const struct jy_sql_query *query,
		     struct jy_sql_value name);
void jy_sql_begin(struct jy_sql_result *result, const struct jy_sql_query *query,
		  struct jb_text name);
/* The chain of SELECTs of the sheet, `more` of it, and the SELECT from its end. */
struct jb_text jy_sql_whole(const struct jy_sql_query *query, struct jb_text more,
			    struct jb_text select);

/* statement.c: what is grouped by is kept, as a last step of the chain; then the counts. */
void jy_sql_keep_groups(struct jy_sql_query *query);
struct jrt_query jy_sql_counts(struct jy_sql_query *query);
/* FROM and WHERE of counts, each behind a `line` end, and what they are grouped by. */
void jy_sql_add_counted(const struct jy_sql_query *query, const char *line, struct jb_buf *out);
void jy_sql_add_count_keys(const struct jy_sql_query *query, struct jb_buf *out);
/* What is counted of a group of rows, whatever it is grouped by. */
void jy_sql_count_columns(struct jy_sql_result *result, const struct jy_sql_query *query);

/* statement_values.c: whether a part has values to be told; and those of all parts. */
bool jy_sql_any_values(const struct jy_sql_query *query);
struct jrt_query jy_sql_values(struct jy_sql_query *query);

/* statement_together.c: counts and values by one statement, that of `counts`; whether the engine
 * takes such a one. */
bool jy_sql_are_together(const struct jy_sql_query *query);
void jy_sql_together(struct jy_sql_query *query, struct jrt_query *counts,
		     struct jrt_query *values);

/* statement_stocks.c: the same of sums at each moment. */
bool jy_sql_any_stocks(const struct jy_sql_query *query);
struct jrt_query jy_sql_stocks(struct jy_sql_query *query);
/* statement_stretches.c: whether a part is of time; and the stretches of all such parts. */
bool jy_sql_any_stretches(const struct jy_sql_query *query);
struct jrt_query jy_sql_stretches(struct jy_sql_query *query);

#endif
