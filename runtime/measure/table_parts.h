/*
 * Between the files that fill tables: cells, details, and what kinds of parts there are. Not for
 * others.
 */
#ifndef MEASURE_TABLE_PARTS_H
#define MEASURE_TABLE_PARTS_H

#include "measure/tables.h"

/* table_cells.c: the cell of a class in a period, made where it is new; good until the next is. */
struct jrt_table_cell *jrt_table_cell(struct jrt_tables *tables, struct jrt_table *table,
				      uint32_t slot, uint32_t class_number);
struct jrt_detail *jrt_table_detail(struct jrt_tables *tables, struct jrt_table_cell *cell,
				    size_t column, enum jrt_part_kind kind);
/* One row's value. `rows` of the cell so far have one. */
void jrt_table_add_value(struct jrt_tables *tables, const struct jrt_shared_part *part,
			 struct jrt_detail *detail, int64_t value, int64_t time, uint64_t rows);
/* The unit of a part's values is that of the first ones. */
void jrt_table_choose_unit(const struct jrt_tables *tables, struct jrt_shared_part *part,
			   const uint64_t *bits, uint32_t rows);

/* table_few.c, table_many.c: of a batch, rows to cells. */
void jrt_table_add_few(struct jrt_tables *tables, struct jrt_table *table,
		       const struct jrt_metered *rows);
void jrt_table_add_many(struct jrt_tables *tables, struct jrt_table *table,
			const struct jrt_metered *rows);

static inline bool jrt_part_is_wanted(const struct jrt_shared_part *part, enum jrt_which which)
{
	return which == JRT_ALL_PARTS || !part->waits;
}

static inline bool jrt_part_is_sum(enum jrt_part_kind kind)
{
	return kind == JRT_PART_SUM || kind == JRT_PART_SUM_SHARE || kind == JRT_PART_MEAN;
}

static inline bool jrt_part_has_detail(enum jrt_part_kind kind)
{
	return kind == JRT_PART_VALUES || kind == JRT_PART_DISTINCT || kind == JRT_PART_SPREAD ||
	       kind == JRT_PART_MAX || kind == JRT_PART_MIN || kind == JRT_PART_LAST ||
	       kind == JRT_PART_STOCK;
}

#endif
