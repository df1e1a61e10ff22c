/*
 * The order of rows: a table has none, but for a column that `--order` names.
 */
#include "sql/work.h"

static struct jb_text order_of(const struct jy_sql_work *work)
{
	for (size_t i = 0; i < work->how->order_count && !work->source->cases; i++)
		if (jb_text_equal(work->how->order[i].source, work->source->name))
			return work->how->order[i].table;
	return JB_TEXT("");
}

bool jy_sql_has_order(const struct jy_sql_work *work)
{
	return order_of(work).size > 0;
}

struct jy_sql_value jy_sql_order(struct jy_sql_work *work)
{
	struct jb_text name = order_of(work);
	struct jb_buf out;

	if (!name.size)
		return (struct jy_sql_value){0};
	jb_buf_init(&out, work->arena);
	jb_buf_add_string(&out, "given.");
	jy_sql_add_identifier(&out, work->dialect, name);
	return JY_SQL_KEEP(
		work, "order",
		((struct jy_sql_value){jb_text_copy(work->arena, jb_buf_text(&out)), 0, true}));
}
