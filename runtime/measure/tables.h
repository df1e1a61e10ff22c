/*
 * Tables: what the meters of a source sum up, summed up once for all of them. Each part that some
 * meter has is looked at once a batch, whatever the number of meters; its counts and sums are kept
 * by period and class of rows (classes.h), and a meter's state is in the end the sum over the
 * classes in its scope. Sums are exact, so the order does not matter.
 *
 * Metrics over groups, shares of time and scopes that wait for look-ahead keep the way of meter.c,
 * and so do rows with weights. A state is what both ways have found.
 */
#ifndef MEASURE_TABLES_H
#define MEASURE_TABLES_H

#include "measure/classes.h"
#include "measure/dense.h"

/* So many classes are gone through one by one in each batch; with more, every row goes to its
 * cell. */
#define JRT_CLASSES_FEW 32

/* Of the rows of one period and class, one part. `left_out` is what remains. */
struct jrt_tally {
	uint64_t n, unusable, not_due;
	/* SHARE: rows where a. NET: rows for and rows against. Sums else. */
	jb_i128 num, den;
};

/* The same of parts that need more than sums. */
struct jrt_detail {
	struct jrt_account account; /* its counts of rows are not used */
	struct jrt_dense dense;
};

struct jrt_table_cell {
	uint64_t rows;		    /* of the class in the period */
	uint64_t rows_then;	    /* of those: when parts that wait for look-ahead were counted */
	struct jrt_tally *tally;    /* by column of the table */
	struct jrt_detail **detail; /* by column; NULL until there is a row, and of simple parts */
};

/* The periods of one rule. */
struct jrt_table {
	struct jrt_slots *slots;
	JB_VEC(uint32_t) column; /* numbers of parts */
	JB_VEC(struct jrt_table_cell) cell;
	/* by slot, then by class: 1 + cell, or 0 */
	JB_VEC(uint32_t *) by_class;
	size_t *class_room; /* by slot, as many as by_class has room for */
};

/* A part that some meter has, and the batch seen by it. */
struct jrt_shared_part {
	const struct jrt_part *part;
	bool waits;
	struct jrt_unit unit; /* of VALUES and DISTINCT */
	uint64_t *in, *unusable, *not_due;
	uint64_t *num, *den; /* SHARE and NET */
	bool some_unusable, some_not_due;
};

struct jrt_tables {
	struct jb_arena *arena;
	const struct jrt_kernels *kernels;
	struct jrt_machine *main;
	struct jrt_classes classes;
	JB_VEC(struct jrt_shared_part) part;
	struct jrt_table *table;
	size_t table_count;
	uint64_t *class_bits; /* of the batch, by class */
	uint32_t *cell_of;    /* of the batch, by row */
	int64_t *chosen;      /* values that a sum takes */
	bool given_up;	      /* there are too many classes: all rows to come go the plain way */
};

/* How a meter finds itself in the tables. */
struct jrt_sieve {
	const struct jrt_table *table;
	uint32_t mask; /* question, or JRT_NONE */
	uint32_t *out; /* questions that take rows of the scope out */
	size_t out_count;
	uint32_t *column;	/* by part: of the table */
	JB_VEC(uint32_t) class; /* those in scope, as far as they were looked at */
	size_t looked_at;
};

/* `slots`: of all rules, as many as there are tables. */
void jrt_tables_init(struct jrt_tables *tables, struct jb_arena *arena, struct jrt_machine *main,
		     struct jrt_slots *slots, size_t slots_count);
/* Takes a meter in, where that can be; fills run->sieve. */
void jrt_tables_take(struct jrt_tables *tables, struct jrt_meter_run *run);
/* After the last meter. */
void jrt_tables_ready(struct jrt_tables *tables);

/* A batch, whatever its periods. False when the tables have given up: then the machine has been
 * asked for everything, and its program must be run again for the batch. */
bool jrt_tables_look(struct jrt_tables *tables, const struct jrt_metered *rows);
/* After jrt_slots_assign of table `number`. */
void jrt_tables_add(struct jrt_tables *tables, size_t number, const struct jrt_metered *rows);

/* What the tables know of one part of a meter in a period is added to its account, and the rows
 * that came so far to `passed`. */
void jrt_tables_pour(const struct jrt_tables *tables, const struct jrt_meter_run *run,
		     uint32_t slot, size_t part, struct jrt_account *into, struct jb_arena *arena);
void jrt_tables_pass(const struct jrt_tables *tables, const struct jrt_meter_run *run,
		     uint32_t slot, struct jrt_passed *passed);

/* tables_merge.c: tables of the same meters over other rows, in other memory. Of each class of
 * `from` its number in `into`; NULL: there are too many for it. */
const uint16_t *jrt_tables_match(struct jrt_tables *into, const struct jrt_tables *from);
/* Moves what table `number` of `from` has in a slot into a slot of `into`. */
void jrt_tables_merge(struct jrt_tables *into, uint32_t slot, struct jrt_tables *from,
		      uint32_t from_slot, size_t number, const uint16_t *classes);

#endif
