/*
 * What may be said of one row of a source: its columns, its lets, and conditions over them. One
 * struct jy_rows stands beside each source while the model is built; slices, metrics and
 * appearances look names up in it.
 *
 * A let is resolved at its first use and then shared, so lets may stand in any order; a circle is
 * reported with its chain. What is wrong is reported once and gives NULL, which everything above
 * passes on in silence.
 */
#ifndef MODEL_ROWS_H
#define MODEL_ROWS_H

#include "model/build.h"
#include "model/types.h"

/* How deep expressions may lie in one another through lets, so that walking them needs less than
 * 256 KiB of stack; how many one source may have, and how many windows (`again … within …`) it may
 * look through. */
#define JY_EXPR_DEPTH_MAX 500
#define JY_EXPRS_MAX 20000
#define JY_WINDOWS_MAX 64

enum jy_resolved { JY_UNRESOLVED, JY_RESOLVING, JY_RESOLVED };

/* A name of a row: a column, a let, or what a set of cases gives (`start`, `end`, …). */
struct jy_named {
	struct jb_text name;
	struct jy_span span;
	uint32_t column;
	struct jy_let *let;	     /* NULL: a column or given */
	const struct jy_node *value; /* of a let */
	/* of a let once resolved, NULL where it is wrong; of what is given */
	const struct jy_expr *expr;
	enum jy_resolved state;
};

struct jy_rows {
	struct jy_builder *builder;
	struct jy_source *source;
	struct jb_map index; /* a name to 1 + its place in `named` */
	JB_VEC(struct jy_named) named;
	JB_VEC(uint32_t) resolving; /* lets being resolved, outermost first */
	uint32_t depth, expr_count, window_count;
	bool too_large;	  /* reported */
	bool in_window;	  /* inside of an `again` */
	bool time_stated; /* rightly or wrongly */
	bool time_asked;  /* its absence was reported */
};

/* columns.c: for what the runtime says. */
struct jrt_place jy_rows_place(const struct jy_rows *rows, struct jy_span span);

/* ---- rows.c: names ---- */

/* Made at the first call. */
struct jy_rows *jy_rows_of(struct jy_builder *builder, const struct jy_source *source);
/* A new name; NULL, reported, where it stands for something already. */
struct jy_named *jy_rows_add(struct jy_rows *rows, const struct jy_node *name);
/* The entry of a NAME, or of a PATH that begins with the source's own name; NULL when unknown. */
struct jy_named *jy_rows_find(struct jy_rows *rows, const struct jy_node *name);
/* The column that a name means; -1, reported, for a let or an unknown name. */
int64_t jy_rows_column(struct jy_rows *rows, const struct jy_node *name);
/* What a name stands for; NULL, reported, for an unknown one. */
const struct jy_expr *jy_rows_name(struct jy_rows *rows, const struct jy_node *name);
void jy_rows_unknown(struct jy_rows *rows, const struct jy_node *name);
/* Resolves all lets, so that mistakes in those that nobody uses are found. */
void jy_rows_resolve(struct jy_rows *rows);

/* ---- expressions.c ---- */

/* A condition; NULL for what is none. */
const struct jy_expr *jy_rows_condition(struct jy_rows *rows, const struct jy_node *node);
/* Any expression of one row. */
const struct jy_expr *jy_rows_value(struct jy_rows *rows, const struct jy_node *node);
/* A condition that decides about a row before windows are looked at: `what` is said where it looks
 * ahead. */
const struct jy_expr *jy_rows_early(struct jy_rows *rows, const struct jy_node *node,
				    const char *what);

/* A new expression of two operands, either of which may be NULL where `op` has fewer. */
struct jy_expr *jy_expr_make(struct jy_rows *rows, const struct jy_node *node, enum jrt_op op,
			     struct jy_typed typed, const struct jy_expr *a,
			     const struct jy_expr *b);
/* Whether both compute the same. */
bool jy_expr_same(const struct jy_expr *a, const struct jy_expr *b);

/* ---- constants.c ---- */

/* What a literal stands beside, and the node it was written as. */
struct jy_beside {
	const struct jy_expr *expr;
	const struct jy_node *node;
};
/* A literal in the unit of what it stands beside; NULL, reported, where it does not fit. */
const struct jy_expr *jy_rows_literal_beside(struct jy_rows *rows, struct jy_beside other,
					     const struct jy_node *literal);
/* A literal standing by itself. */
const struct jy_expr *jy_rows_literal(struct jy_rows *rows, const struct jy_node *node);
/* That a flag needs no comparison. */
void jy_rows_help_flag(struct jy_rows *rows, struct jy_diag *diag, struct jy_beside other);

/* ---- compare.c, arithmetic.c, spans.c: the kinds of expressions ---- */

const struct jy_expr *jy_rows_compare(struct jy_rows *rows, const struct jy_node *node,
				      enum jrt_op op, const struct jy_node *left,
				      const struct jy_node *right);
const struct jy_expr *jy_rows_between(struct jy_rows *rows, const struct jy_node *node);
const struct jy_expr *jy_rows_one_of(struct jy_rows *rows, const struct jy_node *node);
const struct jy_expr *jy_rows_arithmetic(struct jy_rows *rows, const struct jy_node *node);
/* The days from one date to another, as a duration. */
const struct jy_expr *jy_rows_days_between(struct jy_rows *rows, const struct jy_node *node,
					   const struct jy_expr *from, const struct jy_expr *to);
const struct jy_expr *jy_rows_again(struct jy_rows *rows, const struct jy_node *node);
/* INTERVAL, DATE_AT, STEP_COUNT, STEP_AFTER, DEVIATES: only as the value of a let. */
const struct jy_expr *jy_rows_span(struct jy_rows *rows, const struct jy_node *node);

/* Shows at the diagnostic where the name that an expression was written as is declared. */
void jy_rows_show_declared(struct jy_rows *rows, struct jy_diag *diag, const struct jy_node *node,
			   const struct jy_expr *expr);

/* ---- columns.c, column_parts.c ---- */

/* A column as one schema has it. */
struct jy_schema_column {
	size_t schema;
	uint32_t number; /* of the source */
	struct jrt_column column;
};

/* The columns of a source while they are read. */
struct jy_columns {
	JB_VEC(struct jrt_column) column;
	JB_VEC(struct jy_decl) decl;
	JB_VEC(const struct jy_metric *) reported;
	JB_VEC(struct jy_shown) shown;
	JB_VEC(bool) shared; /* by column: it stands outside of all schemas */
	JB_VEC(struct jrt_schema) schema;
	JB_VEC(struct jy_schema_column) of_schema; /* in order of their schemas */
};

/* The type that a COLUMN node says. */
enum jrt_type jy_column_type(const struct jy_node *column);
/* Adds the column of a COLUMN node. `in_schema`: it is of the last schema, and one before may have
 * declared it, of the same type. */
void jy_columns_add(struct jy_rows *rows, struct jy_columns *columns, const struct jy_node *node,
		    bool in_schema);
/* schemas.c: a schema and its columns; whether the last one has a column; and when all columns are
 * known, what each schema has. */
void jy_schema_add(struct jy_rows *rows, struct jy_columns *columns, const struct jy_node *node);
bool jy_schema_has(const struct jy_columns *columns, uint32_t number);
void jy_schemas_finish(struct jy_rows *rows, struct jy_columns *columns, struct jrt_source *plain);
void jy_columns_finish(struct jy_columns *columns, struct jy_source *source);
/* What columns say of others and of lets, once all names are known. */
void jy_columns_check(struct jy_rows *rows);
/* What stands behind the type of a column: fills `column` and reports what does not go with its
 * type. False when something was wrong. */
bool jy_column_parts(struct jy_rows *rows, struct jrt_column *column, const struct jy_node *node);

/* ---- cases.c: what a let of cases asks about their steps ---- */

const struct jy_expr *jy_case_count(struct jy_rows *rows, const struct jy_node *node);
const struct jy_expr *jy_case_value(struct jy_rows *rows, const struct jy_node *node);
/* NULL, reported, where it is after something else than the start or the end. */
const struct jy_expr *jy_case_after(struct jy_rows *rows, const struct jy_node *node);
const struct jy_expr *jy_case_deviates(struct jy_rows *rows, const struct jy_node *node);

/* ---- rules.c: ignore, require and let, which sources and cases share ---- */

struct jy_rules {
	JB_VEC(const struct jy_expr *) ignore;
	JB_VEC(struct jy_require) require;
};

/* Adds the names of the lets of a body, before any expression is read. */
void jy_rules_declare(struct jy_rows *rows, const struct jy_node *body);
/* Reads an IGNORE or REQUIRE; false for another statement. */
bool jy_rules_add(struct jy_rows *rows, struct jy_rules *rules, const struct jy_node *node);
/* Gives the source its rules and its lets. */
void jy_rules_finish(struct jy_rows *rows, struct jy_rules *rules);

#endif
