/*
 * `stop at a row where`: the first such row and those behind it are no rows of the source
 * (measure/sift.c). A table is one file, and what stands behind what in it is told by the column
 * that `--order` names. Where two rows stand in one place of that order and one of them is where
 * the rows end, nobody can tell of the other; it is in doubt.
 */
#include "sql/work.h"

/* The place of the first row for which it is true; NULL: there is none. */
static struct jy_sql_value first_stop(struct jy_sql_work *work, struct jy_sql_value stop,
				      struct jy_sql_value order)
{
	struct jy_sheet *sheet = &work->sheet;
	struct jy_sql_value place =
		JY_SQL_KEEP(work, "stop", JY_SQL(sheet, "CASE WHEN $1 THEN $2 END", stop, order));
	struct jy_sql_value first = JY_SQL(sheet, "MIN($1) OVER ()", place);

	return JY_SQL_KEEP(work, "first stop", first);
}

void jy_sql_stop(struct jy_sql_work *work)
{
	struct jy_sheet *sheet = &work->sheet;
	struct jy_sql_value stop, order, first;

	work->behind = jy_sql_word("FALSE");
	if (work->source->stop == JRT_NONE)
		return;
	stop = work->filter->value[work->source->stop];
	order = jy_sql_order(work);
	first = first_stop(work, stop, order);
	work->behind = JY_SQL(sheet, "$1 > $2 OR $3", order, first,
			      JY_SQL(sheet, "$1 AND $2 IS NOT NULL", stop, order));
	work->behind =
		JY_SQL_KEEP(work, "is behind",
			    JY_SQL(sheet, "CASE WHEN $1 THEN TRUE ELSE FALSE END", work->behind));
	jy_sql_doubt(work,
		     JY_SQL(sheet, "$1 IS NOT NULL AND ($2 = $1 OR $2 IS NULL)", first, order),
		     "order");
	jy_sql_doubt(work, JY_SQL(sheet, "$1 AND $2 IS NULL", stop, order), "order");
}
