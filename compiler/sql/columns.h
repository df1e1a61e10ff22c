/*
 * Between the files that read columns: texts taken apart, and what was read taken for what it is.
 */
#ifndef SQL_COLUMNS_H
#define SQL_COLUMNS_H

#include "sql/work.h"

/* `count` characters of a text from one on, counted from 1. */
static inline struct jy_sql_value jy_sql_slice(struct jy_sql_work *work, struct jy_sql_value text,
					       struct jy_sql_value from, struct jy_sql_value count)
{
	return JY_SQL(&work->sheet, work->dialect->slice, text, from, count);
}

/* Whether a text is of a shape: classes of characters, `[0-9][.]`. */
static inline struct jy_sql_value jy_sql_shaped(struct jy_sql_work *work, struct jy_sql_value text,
						const char *shape)
{
	return JY_SQL(&work->sheet, work->dialect->shape, text, jy_sql_word(shape));
}

/* ---- columns_number.c ---- */

/* `code` is NULL where the number can be read; then it is `written` millionths. */
struct jy_sql_value jy_sql_settle_number(struct jy_sql_work *work, const struct jrt_column *column,
					 struct jy_sql_value written, struct jy_sql_value code);

/* ---- columns_time.c ---- */

/* A date of the calendar: its days since 1970, and whether there is no such date, or it lies too
 * far off to be read here. */
struct jy_sql_civil {
	struct jy_sql_value days, none, odd;
};
struct jy_sql_civil jy_sql_civil(struct jy_sql_work *work, struct jy_sql_value year,
				 struct jy_sql_value month, struct jy_sql_value day);
/* Takes the form of a text, "good", "none" or "odd", for what it is: a value, a fault, a doubt. */
struct jy_sql_value jy_sql_settle_time(struct jy_sql_work *work, const struct jrt_column *column,
				       struct jy_sql_value form, struct jy_sql_value value);
/* The instant of a local time in the column's zone. */
struct jy_sql_value jy_sql_placed(struct jy_sql_work *work, const struct jrt_column *column,
				  struct jy_sql_value local);

/* ---- columns_format.c ---- */

/* A time or duration in the column's own spelling. */
struct jy_sql_value jy_sql_raw_format(struct jy_sql_work *work, const struct jrt_column *column,
				      struct jy_sql_value text);

#endif
