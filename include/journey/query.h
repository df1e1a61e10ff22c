/*
 * Measuring by somebody else's engine. A query is one SQL statement over one source and one way of
 * cutting time, and what each column of its result means; the engine only selects, counts and adds
 * whole numbers. Its answer is a table of texts: a row a fate, period and class of rows (which of
 * the query's conditions are true of them), so that a row of data is looked at once whatever the
 * number of meters. The runtime adds classes up to the states of meters (engine/answer.h) and is
 * handed nothing that was divided, rounded or compared with a threshold.
 *
 * The compiler writes queries (compiler/sql), an engine answers them here or elsewhere; an answer
 * says which query of which plan it answers, so that it cannot be taken for another's.
 */
#ifndef JOURNEY_QUERY_H
#define JOURNEY_QUERY_H

#include "base/hash.h"
#include "journey/plan.h"

/* Of each class number so many conditions: a whole number of up to 62 bits. */
#define JRT_QUERY_BITS 62

enum jrt_query_what {
	JRT_QUERY_NAME,	  /* constant: the query's name */
	JRT_QUERY_PLAN,	  /* constant: first 16 hex digits of the digest of what is measured */
	JRT_QUERY_FATE,	  /* "accepted", "ignored", "rejected" */
	JRT_QUERY_REASON, /* code of the first fault of rejected rows ("R0212"), else empty */
	JRT_QUERY_COLUMN, /* name of the column with that fault, else empty */
	JRT_QUERY_PERIOD, /* index (time/period.h); NULL: the rows' time is not known */
	JRT_QUERY_CLASS,  /* bits index*62 to index*62+61 of the conditions; NULL unless accepted */
	JRT_QUERY_ROWS,	  /* how many rows */
	/* Earliest and latest time of them, microseconds; NULL: none known. */
	JRT_QUERY_FIRST,
	JRT_QUERY_LAST,
	/* Of the rows those that break requirement `index` of the source, of a fate that keeps
	 * them. */
	JRT_QUERY_BROKEN,
	/* Of the rows those in which nobody who is declared appears (struct jrt_source, owned). */
	JRT_QUERY_NOBODYS,
	/* Local times of them that fell twice, or not at all. */
	JRT_QUERY_DOUBLED,
	JRT_QUERY_GAPS,
	/* Of part `index` of the query, over the rows of the class (journey/state.h); left_out is
	 * the rest of the rows. */
	JRT_QUERY_N,
	JRT_QUERY_UNUSABLE,
	JRT_QUERY_NOT_DUE,
	/* Rows as plain numbers. A sum in millionths, in two halves: JRT_QUERY_NUM_HIGH times 2^32
	 * is added to JRT_QUERY_NUM; an engine that adds wider numbers has no high half. Of MAX and
	 * MIN the value; NULL is 0 of a sum, and no value of MAX and MIN. Of NET, num is the rows
	 * for and den the rows against. */
	JRT_QUERY_NUM,
	JRT_QUERY_NUM_HIGH,
	JRT_QUERY_DEN,
	JRT_QUERY_DEN_HIGH,
	/* Of a query of values: how often `value` occurs among the rows of the class that count for
	 * the part. A part of the query of counts whose kind is VALUES, SPREAD or DISTINCT has its
	 * n and the rest there, and its values here. */
	JRT_QUERY_PART,	 /* the part's number in the query */
	JRT_QUERY_VALUE, /* millionths; a date as days; a text itself */
	JRT_QUERY_COUNT
};

struct jrt_query_column {
	enum jrt_query_what what;
	uint32_t index;
	struct jb_text name; /* as the result calls it, without quotes */
};

/* A condition of accepted rows: a register of the source's `main` is true, or the row's time lies
 * in one of some ranges (relief). */
struct jrt_query_bit {
	uint32_t mask; /* JRT_NONE: the ranges */
	const struct jrt_range *range;
	size_t range_count;
};

/* A part that some meters share. */
struct jrt_query_part {
	const struct jrt_part *part;
	struct jb_text name; /* of the metric */
};

/* A meter that the query answers: bits that must be true and must not be, and by part of its metric
 * the query's part. */
struct jrt_query_meter {
	uint32_t meter;	 /* of the plan */
	uint32_t mask;	 /* bit that must be true; JRT_NONE: all rows */
	uint32_t relief; /* bit that must not be; JRT_NONE: no relief */
	const uint32_t *part;
};

/* One statement. Its rows are the groups of fate, reason, column, period and class, each once; of
 * a query of values those of period, class, part and value. */
struct jrt_query {
	struct jb_text name;	  /* "contacts by month", "contacts by month, values" */
	struct jb_text text;	  /* without a semicolon at its end */
	uint32_t source, periods; /* of the plan */
	const struct jrt_query_column *column;
	size_t column_count;
	const struct jrt_query_bit *bit;
	size_t bit_count;
	const struct jrt_query_part *part;
	size_t part_count;
	const struct jrt_query_meter *meter; /* that are answered, of the query of counts */
	size_t meter_count;
	bool values; /* it adds values to the query of counts before it */
};

/* In the order of the plan's sources, and of the periods of each. Every query of counts of a source
 * counts all its rows. */
struct jrt_queries {
	struct jb_digest plan; /* of the plan as text: `journey dump --plan` */
	const struct jrt_query *query;
	size_t count;
};

#endif
