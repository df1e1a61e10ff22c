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
/* Hex digits of the plan's digest that stand in every row of an answer. */
#define JRT_QUERY_MARK 16

/* A column that a query does not have is 0 of every row; JRT_QUERY_N that is not there is
 * JRT_QUERY_ROWS. Numbers of rows are never NULL. */
enum jrt_query_what {
	JRT_QUERY_NAME, /* constant: the query's name */
	JRT_QUERY_PLAN, /* constant: JRT_QUERY_MARK hex digits of the plan's digest */
	/* "accepted", "ignored", "rejected", "duplicate" (where the source identifies its rows),
	 * and "undecided": rows that the engine cannot tell apart exactly (a number too long for
	 * it, a time beyond the years it was told of). Where one is undecided, nothing is
	 * measured. */
	JRT_QUERY_FATE,
	/* Code of the first fault of rejected rows ("R0212"), a word of why of undecided ones; else
	 * empty. */
	JRT_QUERY_REASON,
	JRT_QUERY_COLUMN, /* name of the column with that fault, else empty */
	/* Index (time/period.h); NULL: the rows' time is not known, or they are ignored,
	 * duplicates or undecided. */
	JRT_QUERY_PERIOD,
	/* Of cases that have ended, where parts depend on how they deviate from a flow: the
	 * touchpoints that their events show, in the order of the events, "1.4.4.0.2."; each number
	 * is of bits by `sight` of the query. NULL: the case is open, or too long to be explained
	 * (conform/explain.h). */
	JRT_QUERY_PATH,
	/* Bits index*62 to index*62+61 of the conditions; NULL where the rows are not accepted, and
	 * nowhere else. */
	JRT_QUERY_CLASS,
	/* Of a query over groups: the key as JRT_QUERY_VALUE, a stretch of time by its first
	 * instant in microseconds. NULL: the rows have none, or are not accepted. */
	JRT_QUERY_KEY,
	/* All the rows where they have a key, else 0: in a file, no key and the empty text look
	 * alike. Not of a query of values, whose rows have one. */
	JRT_QUERY_KEYED,
	JRT_QUERY_ROWS, /* how many rows */
	/* Earliest and latest time of them, microseconds; NULL: none known. */
	JRT_QUERY_FIRST,
	JRT_QUERY_LAST,
	/* Of the rows, accepted or rejected, those that break requirement `index` of the source, of
	 * a fate that keeps them, and were not rejected before it was asked. */
	JRT_QUERY_BROKEN,
	/* Of those the rows in which it took out a value that was known. */
	JRT_QUERY_MADE_MISSING,
	/* Of accepted rows those in which nobody who is declared appears (struct jrt_source,
	 * owned). */
	JRT_QUERY_NOBODYS,
	/* Local times of the rows that fell twice, or not at all. */
	JRT_QUERY_DOUBLED,
	JRT_QUERY_GAPS,
	/* Of part `index` of the query, over the rows of the class (journey/state.h); left_out is
	 * the rest of the rows. */
	JRT_QUERY_N,
	JRT_QUERY_UNUSABLE,
	JRT_QUERY_NOT_DUE,
	/* By the part's kind:
	 *
	 *   SHARE	num: rows; den is n	    NET		num: rows for, den: rows against
	 *   SUM, MEAN	num: sum; den is n	    MAX, MIN	num: the value, NULL where n is 0
	 *   SUM_SHARE	num, den: sums		    COUNT	none: num is n
	 *   LAST	num: the value, den: the time, of the latest row; NULL where n is 0
	 *
	 * Rows as plain numbers, sums and values in millionths. A sum of no rows is NULL or 0, of
	 * rows it is never NULL. It may come in two halves: the high one times 2^32 is added to the
	 * other. */
	JRT_QUERY_NUM,
	JRT_QUERY_NUM_HIGH,
	JRT_QUERY_DEN,
	JRT_QUERY_DEN_HIGH,
	/* Of a query of values: how often a value occurs among the rows of the class that count for
	 * the part. A part of the query of counts before it whose kind is VALUES, SPREAD or
	 * DISTINCT has its n and the rest there, and its values here. */
	JRT_QUERY_PART,	 /* the part's number in the query of counts */
	JRT_QUERY_VALUE, /* millionths; a date as days; a flag as 0 or 1; a text itself */
	JRT_QUERY_COUNT,
	/* Values of a run (below), from JRT_QUERY_VALUE on, which all in all occur JRT_QUERY_COUNT
	 * times; empty: of that value alone. */
	JRT_QUERY_RUN,
	/* Of a query of stretches: the number of the set, and the first instant of a stretch and
	 * the one behind it, in microseconds. JRT_QUERY_COUNT: rows that were joined to it. */
	JRT_QUERY_STRETCH,
	JRT_QUERY_BEGINS,
	JRT_QUERY_ENDS
};

/* A query of values may be one of stocks. Then JRT_QUERY_VALUE is a time in microseconds,
 * JRT_QUERY_COUNT the rows of that time that count for the part, whose kind is STOCK, and
 * JRT_QUERY_NUM (of index 0, maybe in two halves) the sum over them.
 *
 * A run is a text for values in ascending order, none of them a text: of each how far it is ahead
 * of the one before, and how often it occurs. The first is ahead by nothing; the values of whole
 * seconds are mostly ahead by one, so that ten of them are told by twenty letters or so.
 *
 *	run	entry...
 *	entry	[ahead] times
 *	ahead	"a" to "z": 1 to 26 units; digits ":" so many units; digits "." so many millionths.
 *		Where it is not there it is 1 unit, of the first entry nothing. A unit is a million.
 *	times	"A" to "Z": 1 to 26; digits "," so many
 */

struct jrt_query_column {
	enum jrt_query_what what;
	uint32_t index;
	struct jb_text name; /* as the result calls it, without quotes */
};

/* A condition of accepted rows: a register of the source's `main` is true, the row's time lies
 * in one of some ranges (relief), or the row is above an agreed volume. */
struct jrt_query_bit {
	uint32_t mask; /* JRT_NONE: the ranges */
	const struct jrt_range *range;
	size_t range_count;
	uint32_t surplus; /* 1 + the number of a surplus of the source, instead; 0: none */
};

/* A part that some meters share. */
struct jrt_query_part {
	const struct jrt_part *part;
	const uint32_t *told; /* columns of the cases, see below */
	size_t told_count;
	struct jb_text name; /* of the metric */
	/* The conditions that its meters ask: a row of values has no other bits of the class, and
	 * values of rows that no such meter sees are not told. JRT_QUERY_BITS a word; NULL: all. */
	const uint64_t *bits;
};

/* A part that depends on whether a case deviates from its journey, of which an engine knows
 * nothing, stands in a query as often as that can be: for each of the columns of the cases that say
 * it, `told`, as it is where that is false, true and missing, the first column changing fastest.
 * Meters name the first. */

/* A meter that the query answers: bits that must be true and must not be, and by part of its metric
 * the query's part. */
struct jrt_query_meter {
	uint32_t meter;		 /* of the plan */
	uint32_t mask;		 /* bit that must be true; JRT_NONE: all rows */
	uint32_t relief;	 /* bit that must not be; JRT_NONE: no relief */
	const uint32_t *surplus; /* bits that must not be, either */
	size_t surplus_count;
	const uint32_t *part;
};

/* The time in which some row that counts for a part of kind TIME lies: joined stretches, of which
 * no two meet. They do not add up over classes, so each condition of a meter has its own. */
struct jrt_query_stretch {
	uint32_t part; /* of the query of counts */
	uint32_t mask; /* bit of it that must be true; JRT_NONE: all rows */
};

/* One statement, or a query of values whose rows come in the answer to that of counts (`together`):
 * the column that names the query says of each row which it is of, and columns of the other are
 * NULL in it. Its rows are those of one fate, reason, column, period, class and key, each
 * once; of a query of values those of one period, class, key, part and value. */
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
	const uint32_t *sight; /* of the cases, by bit of an event in a path */
	size_t sight_count;
	const struct jrt_grouping *grouping; /* of all its meters; NULL: they are over no groups */
	/* it adds values to a query of counts, or stocks, or stretches: */
	bool values;
	bool stocks;
	bool together;	 /* of values: their rows come with the counts, it has no text */
	uint32_t counts; /* of values: the number of that query */
	const struct jrt_query_stretch *stretch; /* the stretches of these sets */
	size_t stretch_count;			 /* 0: it tells no stretches */
};

/* In the order of the plan's sources, and of the periods of each. Every query of counts of a source
 * counts all its rows. */
struct jrt_queries {
	struct jb_digest plan; /* of the plan as text: `journey dump --plan` */
	const struct jrt_query *query;
	size_t count;
	bool raw; /* the tables' columns are texts as they were delivered */
};

#endif
