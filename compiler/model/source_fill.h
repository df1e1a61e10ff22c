/*
 * What the parts of reading a source share. Read in this order: sources.c (statements, identity),
 * source_form.c (the form of the files and what they cover), source_time.c (when a row happened).
 */
#ifndef MODEL_SOURCE_FILL_H
#define MODEL_SOURCE_FILL_H

#include "model/rows.h"

/* Which statements of a source may stand once. */
enum jy_once {
	JY_ONCE_FORMAT,
	JY_ONCE_COVERS,
	JY_ONCE_IDENTIFY,
	JY_ONCE_TIME,
	JY_ONCE_EVERY,
	JY_ONCE_SKIP,
	JY_ONCE_STOP,
	JY_ONCE_TOLERATE,
	JY_ONCE_DELIVERED,
	JY_ONCE_COUNT
};

struct jy_filling {
	struct jy_rows *rows;
	struct jy_builder *builder;
	struct jy_source *source;
	struct jrt_source *plain;
	struct jy_columns columns;
	struct jy_rules rules;
	const struct jy_node *seen[JY_ONCE_COUNT];
};

/* An error with its help. */
struct jy_diag *jy_filling_report(struct jy_filling *fill, enum jy_code code, struct jy_span span,
				  const char *message, const char *help);

/* source_form.c */
void jy_filling_format(struct jy_filling *fill, const struct jy_node *node);
/* After all statements are read. */
void jy_filling_check_format(struct jy_filling *fill);
void jy_filling_covers(struct jy_filling *fill, const struct jy_node *node);
/* After the time of a row and the period are known: their zone is that of the days. */
void jy_filling_finish_covers(struct jy_filling *fill);

/* source_time.c */
void jy_filling_time(struct jy_filling *fill, const struct jy_node *node);
void jy_filling_row_covers(struct jy_filling *fill, const struct jy_node *node);

#endif
