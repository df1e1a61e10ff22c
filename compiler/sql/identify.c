/*
 * Duplicates and late versions (measure/dedupe.h) by windows of the engine: of the rows with one
 * identity, those with the greatest `keep latest by` count; alike in content they are one row,
 * otherwise they contradict one another, and none counts.
 *
 * A table has no bytes: the content of its rows is what the declared columns hold. Of rows that are
 * alike the first in the order of the files stays, which is told by --order, where there is one.
 */
#include "sql/work.h"

struct same {
	struct jy_sql_value alive;	     /* the row is told apart from others: TRUE or FALSE */
	struct jb_text keys, peers, content; /* "a", "b": of an identity, a version, a content */
	unsigned level;			     /* from which all that is needed can be taken */
	struct jy_sql_value key;	     /* one of them */
	struct jy_sql_value stamp;	     /* empty: there is none */
};

static void add_to_list(struct jb_buf *list, struct jb_text text)
{
	if (list->size)
		jb_buf_add_string(list, ", ");
	jb_buf_add_text(list, text);
}

static void reach(struct same *same, struct jy_sql_value value)
{
	if (value.level > same->level)
		same->level = value.level;
}

/* Rows that have not been ignored or rejected, and whose identity is known. */
static void find_alive(struct jy_sql_work *work, struct same *same, struct jy_sql_value ignored)
{
	struct jy_sheet *sheet = &work->sheet;
	struct jy_sql_value alive = JY_SQL(sheet, "NOT $1", ignored);

	if (work->faults.count)
		alive = JY_SQL(sheet, "$1 AND $2 IS NULL", alive, jy_sql_first_fault(work));
	for (size_t k = 0; k < work->source->identify_count; k++)
		alive = JY_SQL(sheet, "$1 AND $2 IS NOT NULL", alive,
			       work->keys->value[work->source->identify[k]]);
	same->alive = JY_SQL_KEEP(work, "is told apart",
				  JY_SQL(sheet, "CASE WHEN $1 THEN TRUE ELSE FALSE END", alive));
}

static void take_keys(struct jy_sql_work *work, struct same *same)
{
	const struct jrt_source *source = work->source;
	struct jb_buf list;

	jb_buf_init(&list, work->arena);
	for (size_t k = 0; k < source->identify_count; k++) {
		struct jy_sql_value key =
			JY_SQL_KEEP(work, "identity",
				    JY_SQL(&work->sheet, "CASE WHEN $1 THEN $2 END", same->alive,
					   work->keys->value[source->identify[k]]));

		same->key = key;
		add_to_list(&list, key.text);
		reach(same, key);
	}
	same->peers = same->keys = jb_text_copy(work->arena, jb_buf_text(&list));
	if (source->latest == JRT_NONE)
		return;
	same->stamp = JY_SQL_KEEP(work, "version",
				  JY_SQL(&work->sheet, "CASE WHEN $1 THEN $2 END", same->alive,
					 work->keys->value[source->latest]));
	reach(same, same->stamp);
	add_to_list(&list, same->stamp.text);
	same->peers = jb_text_copy(work->arena, jb_buf_text(&list));
}

static void refuse_place(struct jy_sql_work *work, const struct jrt_column *column)
{
	jy_sql_refuse(work, JY_SQL_PLACE, &column->place,
		      jb_text_printf(work->arena, "column `%.*s`", JB_ARG(column->name)));
}

/* What the declared columns hold, whether anything asks for them or not: as it is written, so that
 * 1 and 1.0 are two contents in texts. */
static void take_content(struct jy_sql_work *work, struct same *same)
{
	const struct jrt_source *source = work->source;
	struct jb_buf list;

	jb_buf_init(&list, work->arena);
	jb_buf_add_text(&list, same->peers);
	for (size_t c = 0; c < source->column_count; c++) {
		const bool named = jy_sql_column_name(work, &source->column[c]).size > 0;
		struct jy_sql_value content;

		if (!named)
			refuse_place(work, &source->column[c]);
		if (source->column[c].absent || !named)
			continue;
		content = jy_sql_given(work, &source->column[c]);
		if (work->how->raw)
			content = JY_SQL(&work->sheet, "COALESCE($1, '')",
					 JY_SQL(&work->sheet, work->dialect->text, content));
		else if (source->column[c].type == JRT_TEXT)
			content = JY_SQL(&work->sheet, work->dialect->text, content);
		content = JY_SQL_KEEP(
			work, "content",
			JY_SQL(&work->sheet, "CASE WHEN $1 THEN $2 END", same->alive, content));
		add_to_list(&list, content.text);
		reach(same, content);
	}
	same->content = jb_text_copy(work->arena, jb_buf_text(&list));
}

static struct jy_sql_value over(struct jy_sql_work *work, const struct same *same, const char *what,
				struct jy_sql_value of, struct jb_text among)
{
	struct jy_sql_value value = JY_SQL(&work->sheet, what, of);

	value.text = jb_text_printf(work->arena, "%.*s OVER (PARTITION BY %.*s)",
				    JB_ARG(value.text), JB_ARG(among));
	value.level = of.level > same->level ? of.level : same->level;
	return value;
}

/* Of the rows that are alike: 1 of the first. Where nothing says which came first, the engine takes
 * one. */
static struct jy_sql_value number_of(struct jy_sql_work *work, const struct same *same)
{
	struct jy_sql_value order = jy_sql_order(work);

	if (!order.text.size)
		order = same->key;
	return JY_SQL_KEEP(work, "number of its like",
			   over(work, same, "ROW_NUMBER()", order,
				jb_text_printf(work->arena, "%.*s ORDER BY %.*s",
					       JB_ARG(same->content), JB_ARG(order.text))));
}

/* How many contents the rows of one identity and version have. */
static struct jy_sql_value contents_of(struct jy_sql_work *work, const struct same *same,
				       struct jy_sql_value number)
{
	return JY_SQL_KEEP(
		work, "contents",
		over(work, same, "COUNT(CASE WHEN $1 = 1 THEN 1 END)", number, same->peers));
}

static void add_fault(struct jy_sql_work *work, const char *name, const char *code,
		      struct jy_sql_value when)
{
	struct jy_sql_value fault = JY_SQL(&work->sheet, "CASE WHEN $1 THEN $2 END", when,
					   jy_sql_text(&work->sheet, jb_text_of(code)));

	*jb_push(work->arena, &work->faults) =
		(struct jy_sql_fault){.code = jy_sheet_keep(&work->sheet, jb_text_of(name), fault)};
}

/* Of rows that are told apart: whether they are of the greatest version; *older, whether another
 * one counts in their place. */
static struct jy_sql_value is_latest(struct jy_sql_work *work, const struct same *same,
				     struct jy_sql_value *older)
{
	struct jy_sheet *sheet = &work->sheet;
	struct jy_sql_value latest, rows;

	*older = jy_sql_word("FALSE");
	if (!same->stamp.text.size)
		return same->alive;
	latest = JY_SQL_KEEP(work, "latest version",
			     over(work, same, "MAX($1)", same->stamp, same->keys));
	rows = JY_SQL_KEEP(work, "rows of its identity",
			   over(work, same, "COUNT($1)", same->key, same->keys));
	add_fault(work, "no version", "R0328",
		  JY_SQL(sheet, "$1 AND $2 > 1 AND $3 IS NULL", same->alive, rows, same->stamp));
	*older = JY_SQL(sheet, "$1 AND $2 < $3", same->alive, same->stamp, latest);
	return JY_SQL(sheet, "$1 AND $2 = $3", same->alive, same->stamp, latest);
}

void jy_sql_identify(struct jy_sql_work *work, struct jy_sql_value ignored)
{
	struct jy_sheet *sheet = &work->sheet;
	struct same same = {0};
	struct jy_sql_value number, contents, latest, older;

	work->duplicate = jy_sql_word("FALSE");
	if (work->source->identify_count == 0)
		return;
	work->keys = jy_sql_steps(work, &work->source->keys, work->column, "identity");
	jy_sql_run(work, work->keys, JY_SQL_AT_ONCE);
	find_alive(work, &same, ignored);
	take_keys(work, &same);
	take_content(work, &same);
	number = number_of(work, &same);
	contents = contents_of(work, &same, number);
	latest = is_latest(work, &same, &older);
	add_fault(work, "contradiction", "R0327",
		  JY_SQL(sheet, "$1 AND $2 = 1 AND $3 > 1", latest, number, contents));
	work->duplicate = jy_sql_or(sheet, older, JY_SQL(sheet, "$1 AND $2 > 1", latest, number));
	work->duplicate = JY_SQL_KEEP(
		work, "is a duplicate",
		JY_SQL(sheet, "CASE WHEN $1 THEN TRUE ELSE FALSE END", work->duplicate));
}
