/*
 * A statement in the making: values that each row has, computed in steps. A value is an expression
 * over the values kept before it; one that is kept gets a name of its own and is computed in a
 * SELECT of the chain
 *
 *	WITH rows_1 AS (SELECT … FROM table), rows_2 AS (SELECT "day", … AS "wait" FROM rows_1) …
 *
 * as early as what it needs allows, and carried on for as long as something reads it. Unknown is
 * NULL; conditions are the engine's own, with three values. No expression is written twice where it
 * matters: whoever needs a value several times keeps it.
 */
#ifndef SQL_SHEET_H
#define SQL_SHEET_H

#include "base/buf.h"
#include "base/vec.h"
#include "sql/dialect.h"

struct jy_sql_value {
	struct jb_text text;
	unsigned level; /* of the SELECT from which it can be taken; 0: of the table itself */
	bool atom;	/* needs no parentheses anywhere */
};

struct jy_sql_kept {
	struct jb_text name, text;
	unsigned level;	     /* of the SELECT that computes it, from 1 */
	struct jb_text join; /* " LEFT JOIN …": where its SELECT takes it from; may be empty */
};

struct jy_sheet {
	struct jb_arena *arena;
	const struct jy_dialect *dialect;
	const char *rows;	   /* what its SELECTs are called; NULL: "rows" */
	struct jb_text before;	   /* SELECTs of other sheets that come first; may be empty */
	struct jy_sql_value where; /* of the table's rows; without a text: all */
	JB_VEC(struct jy_sql_kept) kept;
};

/* Identifiers and texts of anybody, harmless. They hold no NUL. */
void jy_sql_add_identifier(struct jb_buf *out, const struct jy_dialect *dialect,
			   struct jb_text name);
void jy_sql_add_text(struct jb_buf *out, const struct jy_dialect *dialect, struct jb_text text);
struct jy_sql_value jy_sql_text(const struct jy_sheet *sheet, struct jb_text text);
struct jy_sql_value jy_sql_number(const struct jy_sheet *sheet, int64_t number);
/* A piece of the dialect, or of this folder, as it stands. */
struct jy_sql_value jy_sql_word(const char *word);

/* The template with operands in place of $1 to $3, in parentheses where they need them. */
struct jy_sql_value jy_sql_fill(const struct jy_sheet *sheet, const char *template,
				const struct jy_sql_value *operand, size_t count);
#define JY_SQL(sheet, template, ...)                                                 \
	jy_sql_fill((sheet), (template), (const struct jy_sql_value[]){__VA_ARGS__}, \
		    sizeof((const struct jy_sql_value[]){__VA_ARGS__}) /             \
			    sizeof(struct jy_sql_value))

/* Whether a condition is true of no row at all; and either of two, as short as it can be said. */
static inline bool jy_sql_never(struct jy_sql_value condition)
{
	return jb_text_is(condition.text, "FALSE");
}
struct jy_sql_value jy_sql_or(const struct jy_sheet *sheet, struct jy_sql_value one,
			      struct jy_sql_value other);

/* The value under a name of its own, like `name`; a value that has one stays as it is. */
struct jy_sql_value jy_sheet_keep(struct jy_sheet *sheet, struct jb_text name,
				  struct jy_sql_value value);
/* A value of another table, `table`, kept: of the row there whose column `column` is equal to `on`,
 * which is an atom; NULL where there is none. There must be one at most. */
struct jy_sql_value jy_sheet_join(struct jy_sheet *sheet, struct jb_text name, struct jb_text value,
				  struct jb_text table, struct jb_text column,
				  struct jy_sql_value on);
/* The name of a kept value, for names of what follows from it; empty: it has none. */
struct jb_text jy_sheet_name(const struct jy_sheet *sheet, struct jy_sql_value value);
/* A name like `name` that no kept value has, for something that stands beside them. */
struct jy_sql_value jy_sheet_free_name(const struct jy_sheet *sheet, struct jb_text name);
/* What its SELECTs are called, but for their numbers; and the name of its last one. */
const char *jy_sheet_word(const struct jy_sheet *sheet);
struct jb_text jy_sheet_rows(const struct jy_sheet *sheet);

/* chain.c: the values in their SELECTs, one a level, from `table` on: " rows_1 AS (…), …". `reads`
 * is the text of all that reads the last of them; what nothing reads is left out. */
void jy_sheet_write(const struct jy_sheet *sheet, struct jb_text table, struct jb_text reads,
		    struct jb_buf *out);

#endif
