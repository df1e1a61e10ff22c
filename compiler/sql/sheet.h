/*
 * A statement in the making: values that each row has, computed in steps. A value is an expression
 * over the values kept before it; one that is kept gets a name of its own and is computed in a
 * SELECT of the chain
 *
 *	WITH rows_1 AS (SELECT … FROM table), rows_2 AS (SELECT rows_1.*, … AS "wait" FROM rows_1) …
 *
 * as early as what it needs allows. Unknown is NULL; conditions are the engine's own, with three
 * values. No expression is written twice where it matters: whoever needs a value several times
 * keeps it.
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
	unsigned level; /* of the SELECT that computes it, from 1 */
};

struct jy_sheet {
	struct jb_arena *arena;
	const struct jy_dialect *dialect;
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
/* The values in their SELECTs, one a level, from `table` on; the last is named `rows`, "" where
 * there is none: then the table is. */
void jy_sheet_write(const struct jy_sheet *sheet, struct jb_text table, struct jb_buf *out);
/* Its last SELECT's name. */
struct jb_text jy_sheet_rows(const struct jy_sheet *sheet);

#endif
