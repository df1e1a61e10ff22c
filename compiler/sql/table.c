/*
 * Where the rows of a source are, as SQL: a table by its names, or Parquet files as the engine
 * reads them in place. Nothing is looked up: what the command line names is quoted, and that is all
 * that a statement can open.
 */
#include "sql/work.h"

#define PARQUET JB_TEXT("parquet:")

bool jy_sql_is_parquet(struct jb_text table)
{
	return jb_text_starts(table, PARQUET);
}

/* A name of several files, or of one. */
static bool is_files(struct jb_text path)
{
	for (size_t i = 0; i < path.size; i++)
		if (path.at[i] == '*' || path.at[i] == '?' || path.at[i] == '[')
			return true;
	return jb_text_ends(path, JB_TEXT(".parquet"));
}

/* All of a folder, also of folders in it: an engine that reads patterns is given one. */
static struct jb_text parquet_files(struct jy_sql_work *work, struct jb_text path)
{
	const struct jy_dialect *dialect = work->dialect;
	struct jy_sql_value file[2];
	struct jb_buf name;

	while (path.size > 1 && path.at[path.size - 1] == '/')
		path.size--;
	if (!is_files(path))
		path = jb_text_printf(work->arena, "%.*s%s", JB_ARG(path), dialect->parquet_folder);
	jb_buf_init(&name, work->arena);
	jy_sql_add_identifier(&name, dialect, path);
	file[0] = jy_sql_text(&work->sheet, path);
	file[1] = (struct jy_sql_value){.text = jb_buf_text(&name), .atom = true};
	return jy_sql_fill(&work->sheet, dialect->parquet, file, 2).text;
}

/* "a.b" as names: points part them, but for those inside of "", where a quote is written twice. */
static struct jb_text names(struct jy_sql_work *work, struct jb_text given)
{
	struct jb_buf out, name;
	bool quoted = false;

	jb_buf_init(&out, work->arena);
	jb_buf_init(&name, work->arena);
	for (size_t i = 0; i < given.size; i++) {
		if (given.at[i] == '"' && quoted && i + 1 < given.size && given.at[i + 1] == '"') {
			jb_buf_add_byte(&name, given.at[i++]);
		} else if (given.at[i] == '"') {
			quoted = !quoted;
		} else if (given.at[i] == '.' && !quoted) {
			jy_sql_add_identifier(&out, work->dialect, jb_buf_text(&name));
			jb_buf_add_byte(&out, '.');
			jb_buf_reset(&name);
		} else {
			jb_buf_add_byte(&name, given.at[i]);
		}
	}
	jy_sql_add_identifier(&out, work->dialect, jb_buf_text(&name));
	return jb_text_copy(work->arena, jb_buf_text(&out));
}

struct jb_text jy_sql_table(struct jy_sql_work *work)
{
	struct jb_text given = work->source->name;

	for (size_t i = 0; i < work->how->table_count; i++)
		if (jb_text_equal(work->how->table[i].source, work->source->name))
			given = work->how->table[i].table;
	if (!jy_sql_is_parquet(given))
		return names(work, given);
	return parquet_files(work, jb_text_slice(given, PARQUET.size, given.size));
}
