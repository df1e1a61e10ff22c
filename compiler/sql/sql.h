/*
 * A plan as statements for an engine (journey/query.h): what measuring would count, counted by
 * SQL. What an engine cannot count exactly, or this folder does not write yet, is refused with a
 * reason: no statement is written then, for a partial answer would be taken for a whole one.
 */
#ifndef SQL_SQL_H
#define SQL_SQL_H

#include "base/vec.h"
#include "journey/query.h"
#include "journey/runtime.h"
#include "sql/dialect.h"

/* Where the rows of a source are, or what their order is told by. */
struct jy_sql_table {
	struct jb_text source; /* name */
	/* "contacts", "warehouse.contacts"; parts in "" may hold points; "parquet:PATH" is a file,
	 * a pattern for several (* ? []) or a folder, whose partitions (month=2026-03/) are
	 * columns. Of an order: a column; or the name of a schema. */
	struct jb_text table;
};

/* Such a table needs a dialect that has `parquet`. */
bool jy_sql_is_parquet(struct jb_text table);

/* What the table calls a column of a source, where that is not the header. */
struct jy_sql_column_name {
	struct jb_text source, column, name;
};

struct jy_sql_how {
	const struct jy_dialect *dialect;
	bool raw; /* all columns are texts as in a file, else of types of their own */
	const struct jy_sql_table *table; /* others have their source's name */
	size_t table_count;
	const struct jy_sql_table *order; /* of rows of one instant */
	size_t order_count;
	const struct jy_sql_column_name *column;
	size_t column_count;
	const struct jy_sql_table *schema; /* that the table of a source has */
	size_t schema_count;
	const struct jrt_cover_given *cover; /* of --covers */
	size_t cover_count;
	struct jb_digest plan; /* of the plan as text */
	bool apart;	       /* values have statements of their own, whatever the engine takes */
};

/* What is not written as SQL, and why. */
enum jy_sql_refused {
#define REFUSED(id, code, word, construct, engines, why, instead) JY_SQL_##id,
#include "sql/refusals.def"
#undef REFUSED
	JY_SQL_REFUSED_COUNT
};
struct jy_sql_reason {
	uint16_t code;	  /* of journey/diag.def */
	const char *word; /* with which the statement begins, or "" */
	const char *why, *instead;
};
extern const struct jy_sql_reason jy_sql_reasons[]; /* by enum jy_sql_refused */

struct jy_sql_refusal {
	enum jy_sql_refused reason;
	struct jrt_place place;
	struct jb_text whose; /* "metric `nps`" */
	struct jb_text word;  /* what the statement begins with; may be empty */
};
struct jy_sql_refusals {
	JB_VEC(struct jy_sql_refusal) list;
};

/* The queries of all that is measured; NULL where something was refused. Memory is the arena's. */
const struct jrt_queries *jy_sql(struct jb_arena *arena, const struct jrt_plan *plan,
				 const struct jy_sql_how *how, struct jy_sql_refusals *refusals);

#endif
