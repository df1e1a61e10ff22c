/*
 * The chain of SELECTs in which kept values stand, written when all that reads them is known: each
 * SELECT computes the values of its level and carries those on that a later one reads. A value that
 * nothing reads is not computed at all. What reads a value is told by its quoted name.
 */
#include <limits.h>

#include "base/map.h"
#include "sql/sheet.h"

#define LINE ((size_t)100) /* columns that are only carried on share lines of this length */
#define READ_AT_THE_END UINT_MAX

struct chain {
	const struct jy_sheet *sheet;
	struct jb_map place; /* a quoted name -> which kept value has it */
	unsigned *until;     /* by kept value: the last level that reads it; 0: none does */
	unsigned *number;    /* by level: of its SELECT, from 1; 0: it has none */
	unsigned count;	     /* of SELECTs */
};

/* ---- who reads what ---- */

/* A name that is not of a level before is that of a column of the table. */
static void look_up(struct chain *chain, struct jb_text name, unsigned level)
{
	const uint64_t *place = jb_map_get(&chain->place, name);

	if (place && chain->sheet->kept.at[*place].level < level && chain->until[*place] < level)
		chain->until[*place] = level;
}

/* Where a text of the file ends whose quote stands at `at`. A quote in it that is doubled ends it
 * and begins it again. */
static size_t end_of_text(const struct chain *chain, struct jb_text sql, size_t at)
{
	const bool backslash =
		chain->sheet->dialect->backslash || (at > 0 && sql.at[at - 1] == 'E');

	for (at++; at < sql.size && sql.at[at] != '\''; at++)
		at += backslash && sql.at[at] == '\\';
	return at;
}

static void read_sql(struct chain *chain, struct jb_text sql, unsigned level)
{
	const char quote = chain->sheet->dialect->quote;

	for (size_t i = 0; i < sql.size; i++) {
		size_t from = i;

		if (sql.at[i] == '\'') {
			i = end_of_text(chain, sql, i);
			continue;
		}
		if (sql.at[i] != quote)
			continue;
		while (++i < sql.size && sql.at[i] != quote)
			;
		look_up(chain, jb_text_slice(sql, from, i + 1), level);
	}
}

/* What a value reads was kept before it, at a lower level. */
static void find_readers(struct chain *chain, struct jb_text reads)
{
	const struct jy_sheet *sheet = chain->sheet;

	jb_map_init(&chain->place, sheet->arena);
	for (size_t i = 0; i < sheet->kept.count; i++) {
		struct jb_buf name;

		jb_buf_init(&name, sheet->arena);
		jy_sql_add_identifier(&name, sheet->dialect, sheet->kept.at[i].name);
		*jb_map_put(&chain->place, jb_buf_text(&name), NULL) = i;
	}
	read_sql(chain, reads, READ_AT_THE_END);
	for (size_t i = sheet->kept.count; i-- > 0;) {
		const struct jy_sql_kept *kept = &sheet->kept.at[i];

		if (chain->until[i] == 0)
			continue;
		read_sql(chain, kept->text, kept->level);
		read_sql(chain, kept->join, kept->level);
	}
}

/* Levels of which nothing is read have no SELECT. */
static unsigned number_levels(struct chain *chain)
{
	const struct jy_sheet *sheet = chain->sheet;
	unsigned last = 0;

	for (size_t i = 0; i < sheet->kept.count; i++)
		if (sheet->kept.at[i].level > last)
			last = sheet->kept.at[i].level;
	chain->number = JB_NEW_ARRAY(sheet->arena, unsigned, last + 1);
	for (size_t i = 0; i < sheet->kept.count; i++)
		chain->number[sheet->kept.at[i].level] |= chain->until[i] > 0;
	for (unsigned level = 1; level <= last; level++)
		if (chain->number[level])
			chain->number[level] = ++chain->count;
	return last;
}

/* ---- its SELECTs ---- */

static void add_name(const struct chain *chain, unsigned number, struct jb_buf *out)
{
	if (number == chain->count)
		jb_buf_add_text(out, jy_sheet_rows(chain->sheet));
	else
		jb_buf_printf(out, "%s_%u", jy_sheet_word(chain->sheet), number);
}

static bool is_joined(const struct jy_sheet *sheet, unsigned level)
{
	for (size_t i = 0; i < sheet->kept.count; i++)
		if (sheet->kept.at[i].level == level && sheet->kept.at[i].join.size)
			return true;
	return false;
}

/* Where another table is joined, its columns may have such names, too. */
static void add_carried(const struct chain *chain, size_t i, bool joined, unsigned number,
			struct jb_buf *out)
{
	const struct jy_sheet *sheet = chain->sheet;

	if (joined) {
		add_name(chain, number - 1, out);
		jb_buf_add_byte(out, '.');
	}
	jy_sql_add_identifier(out, sheet->dialect, sheet->kept.at[i].name);
	if (joined) {
		jb_buf_add_string(out, " AS ");
		jy_sql_add_identifier(out, sheet->dialect, sheet->kept.at[i].name);
	}
}

/* The columns that are carried on from the SELECT before. */
static bool add_all_carried(const struct chain *chain, unsigned level, struct jb_buf *out)
{
	const struct jy_sheet *sheet = chain->sheet;
	const bool joined = is_joined(sheet, level);
	size_t line = 0;
	struct jb_buf one;

	jb_buf_init(&one, sheet->arena);
	for (size_t i = 0; i < sheet->kept.count; i++) {
		if (sheet->kept.at[i].level >= level || chain->until[i] <= level)
			continue;
		jb_buf_reset(&one);
		add_carried(chain, i, joined, chain->number[level], &one);
		if (line == 0 || line + one.size > LINE) {
			jb_buf_add_string(out, line ? ",\n    " : "\n    ");
			line = 4;
		} else {
			jb_buf_add_string(out, ", ");
			line += 2;
		}
		jb_buf_add_text(out, jb_buf_text(&one));
		line += one.size;
	}
	return line > 0;
}

static void add_computed(const struct chain *chain, unsigned level, bool some, struct jb_buf *out)
{
	const struct jy_sheet *sheet = chain->sheet;

	for (size_t i = 0; i < sheet->kept.count; i++) {
		const struct jy_sql_kept *kept = &sheet->kept.at[i];

		if (kept->level != level || chain->until[i] == 0)
			continue;
		jb_buf_add_string(out, some ? ",\n    " : "\n    ");
		jb_buf_add_text(out, kept->text);
		jb_buf_add_string(out, " AS ");
		jy_sql_add_identifier(out, sheet->dialect, kept->name);
		some = true;
	}
}

static void add_from(const struct chain *chain, unsigned level, struct jb_text table,
		     struct jb_buf *out)
{
	const struct jy_sheet *sheet = chain->sheet;
	const unsigned number = chain->number[level];

	jb_buf_add_string(out, "\n  FROM ");
	if (number == 1)
		jb_buf_printf(out, "%.*s AS given", JB_ARG(table));
	else
		add_name(chain, number - 1, out);
	for (size_t i = 0; i < sheet->kept.count; i++)
		if (sheet->kept.at[i].level == level && chain->until[i] > 0)
			jb_buf_add_text(out, sheet->kept.at[i].join);
	if (number == 1 && sheet->where.text.size)
		jb_buf_printf(out, "\n  WHERE %.*s", JB_ARG(sheet->where.text));
	if (sheet->dialect->fence[0])
		jb_buf_printf(out, " %s", sheet->dialect->fence);
	if (number == chain->count && sheet->dialect->close)
		jb_buf_printf(out, " %s", sheet->dialect->close);
}

void jy_sheet_write(const struct jy_sheet *sheet, struct jb_text table, struct jb_text reads,
		    struct jb_buf *out)
{
	struct chain chain = {.sheet = sheet};
	unsigned last;

	chain.until = JB_NEW_ARRAY(sheet->arena, unsigned, sheet->kept.count + 1);
	find_readers(&chain, reads);
	last = number_levels(&chain);
	for (unsigned level = 1; level <= last; level++) {
		if (chain.number[level] == 0)
			continue;
		jb_buf_add_string(out, chain.number[level] > 1 ? ",\n " : " ");
		add_name(&chain, chain.number[level], out);
		jb_buf_add_string(out, " AS (\n  SELECT");
		add_computed(&chain, level, add_all_carried(&chain, level, out), out);
		add_from(&chain, level, table, out);
		jb_buf_add_byte(out, ')');
	}
}
