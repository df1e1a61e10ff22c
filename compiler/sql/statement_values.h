/*
 * Between the files that write how often values occur: which parts of a query have values, what is
 * asked of a row for each of them, and runs of values. Not for others.
 */
#ifndef SQL_STATEMENT_VALUES_H
#define SQL_STATEMENT_VALUES_H

#include "sql/statement.h"

struct jy_sql_values {
	struct jy_sql_query *query;
	struct jy_sql_work *work;
	struct jy_sheet *sheet;
	JB_VEC(uint32_t) part; /* that have values */
	struct jy_sql_use *use;
	bool numbers, texts, runs;  /* some values are such */
	struct jy_sql_value number; /* of the part at hand; its name, where there are several */
	struct jb_text group;	    /* what a value is one of: "period, class_0, key_of, part" */
};

/* statement_values.c: the parts that have values, of which there is one at least. */
struct jy_sql_values jy_sql_values_of(struct jy_sql_query *query);
/* Of the i-th of them: whether its values are texts, else whole numbers; */
bool jy_sql_is_text(const struct jy_sql_values *v, size_t i);
/* the class of a row as it sees it, 62 conditions of it; whether a value of an accepted row is one
 * of its values; and the value. */
struct jy_sql_value jy_sql_class_seen(const struct jy_sql_values *v, size_t i, size_t word);
struct jy_sql_value jy_sql_value_counts(const struct jy_sql_values *v, size_t i);
struct jy_sql_value jy_sql_value_told(const struct jy_sql_values *v, size_t i);
struct jb_text jy_sql_values_name(const struct jy_sql_query *query);
/* The columns of a group, by the names that `values_1` gives them; */
void jy_sql_group_columns(const struct jy_sql_values *v, struct jy_sql_result *result);
/* and those that only values have: of `values_1`, or of the last SELECT of runs. */
void jy_sql_value_columns(const struct jy_sql_values *v, struct jy_sql_result *result);

/* statement_runs.c: the SELECTs from `values_1` (the columns of `group`, value, spelling, times) to
 * the values of runs; what stands behind FROM then; what tells a run from others; and its text. */
void jy_sql_runs(const struct jy_sql_values *v, struct jb_buf *out);
const char *jy_sql_runs_from(const struct jy_sql_values *v);
struct jb_text jy_sql_run_group(const struct jy_sql_values *v);
struct jy_sql_value jy_sql_run_text(const struct jy_sql_values *v);

#endif
