/*
 * A text taken apart by a pattern (time/pattern.h), piece by piece: where each piece lies, whether
 * all of them are there, and what number each stands for. What the numbers make together is
 * columns_format.c's matter.
 */
#ifndef SQL_FORMAT_H
#define SQL_FORMAT_H

#include "sql/columns.h"
#include "time/pattern_pieces.h"

struct jy_sql_format {
	struct jy_sql_work *work;
	const struct jrt_column *column;
	const struct jrt_pattern *pattern;
	struct jy_sql_value text;     /* an atom */
	struct jy_sql_value negative; /* of a duration: 1 or 0 */
	/* Kept. Whether the text is made of the pieces, unknown or false where it is not; and
	 * whether, though it is, a number is not within its bounds. */
	struct jy_sql_value good, none;
	struct jy_sql_value slot[JRT_SLOT_COUNT]; /* empty: not read */
};

/* Fills in what comes of `text`; the rest is given. */
void jy_sql_format_read(struct jy_sql_format *format);

static inline bool jy_sql_format_has(const struct jy_sql_format *format, enum jrt_slot slot)
{
	return (format->pattern->seen & JRT_SLOT_BIT(slot)) != 0;
}

#endif
