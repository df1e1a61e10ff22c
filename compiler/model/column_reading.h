/*
 * What the parts of reading a column share. Read in this order: column_parts.c (which parts go with
 * which types), column_units.c (numbers, units, scales), column_texts.c (texts that stand for
 * something, and written times).
 */
#ifndef MODEL_COLUMN_READING_H
#define MODEL_COLUMN_READING_H

#include "model/rows.h"

struct jy_reading {
	struct jy_rows *rows;
	struct jrt_column *column;
	const struct jy_node *node;
	const struct jy_node *seen[JY_N_COL_REPORTED - JY_N_COL_FROM + 1]; /* by kind of part */
	bool good, has_unit;
};

/* An error of this column. */
struct jy_diag *jy_reading_report(struct jy_reading *reading, enum jy_code code,
				  struct jy_span span, const char *message);
/* Marks the column's type, as the second place of an error in another part. */
void jy_reading_show_type(struct jy_reading *reading, struct jy_diag *diag);
void jy_reading_help(struct jy_reading *reading, struct jy_diag *diag, const char *text);
/* The part of a kind, or NULL. */
const struct jy_node *jy_reading_part(const struct jy_reading *reading, enum jy_node_kind kind);

/* column_units.c */
void jy_reading_unit(struct jy_reading *reading, const struct jy_node *part);
void jy_reading_parts_of(struct jy_reading *reading, const struct jy_node *part);
void jy_reading_bounds(struct jy_reading *reading, const struct jy_node *type);
void jy_reading_shift(struct jy_reading *reading, const struct jy_node *part);
void jy_reading_rounding(struct jy_reading *reading, const struct jy_node *part);

/* column_texts.c */
const struct jb_text *jy_reading_texts(struct jy_reading *reading, const struct jy_node *list,
				       size_t *count);
void jy_reading_check_texts(struct jy_reading *reading);
void jy_reading_years(struct jy_reading *reading, const struct jy_node *part);
void jy_reading_pattern(struct jy_reading *reading, const struct jy_node *part);

#endif
