/*
 * A plan as statements for an engine (journey/query.h): what measuring would count, counted by
 * SQL. What an engine cannot count exactly, or this folder does not write yet, is refused with a
 * reason: no statement is written then, for a partial answer would be taken for a whole one.
 */
#ifndef SQL_SQL_H
#define SQL_SQL_H

#include "base/vec.h"
#include "journey/query.h"
#include "sql/dialect.h"

/* Where the rows of a source are, or what their order is told by. */
struct jy_sql_table {
	struct jb_text source; /* name */
	/* "contacts", "warehouse.contacts"; parts in "" may hold points. Of an order: a column. */
	struct jb_text table;
};

struct jy_sql_how {
	const struct jy_dialect *dialect;
	bool raw; /* all columns are texts as in a file, else of types of their own */
	const struct jy_sql_table *table; /* others have their source's name */
	size_t table_count;
	const struct jy_sql_table *order; /* of rows of one instant */
	size_t order_count;
	struct jb_digest plan; /* of the plan as text */
};

/* Something that is not written as SQL. */
struct jy_sql_refusal {
	struct jrt_place place;
	struct jb_text what; /* "metric nps: the last value" */
	struct jb_text why, instead;
};
struct jy_sql_refusals {
	JB_VEC(struct jy_sql_refusal) list;
};

/* The queries of all that is measured; NULL where something was refused. Memory is the arena's. */
const struct jrt_queries *jy_sql(struct jb_arena *arena, const struct jrt_plan *plan,
				 const struct jy_sql_how *how, struct jy_sql_refusals *refusals);

#endif
