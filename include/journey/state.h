/*
 * States: what measuring leaves behind and judging starts from. A state holds the exact
 * integers of one part of one metric, over one scope and one period, and no customer row.
 * States of disjoint rows add up (jrt_part_state_merge): over files, partners, machines and
 * months; division comes last.
 */
#ifndef JOURNEY_STATE_H
#define JOURNEY_STATE_H

#include "base/hash.h"
#include "journey/plan.h"

#ifdef __cplusplus
extern "C" {
#endif

struct jrt_value_count {
	jb_fix value;
	uint64_t count;
};

/* The sum over the rows of one time, in millionths of the unit. */
struct jrt_stock {
	int64_t time;
	jb_i128 sum;
};

struct jrt_group;

struct jrt_part_state {
	enum jrt_part_kind kind;
	uint64_t n;	   /* rows that counted (of the denominator) */
	uint64_t unusable; /* rows that would have, had their values been known */
	uint64_t not_due;  /* rows whose look-ahead window reaches past what the source covers */
	uint64_t left_out; /* rows that `among` leaves out for certain */
	/* By kind: COUNT num = rows. SUM num = sum. SHARE num, den = rows. SUM_SHARE num, den =
	 * sums. MEAN num = sum, den = rows. NET num = rows for minus rows against, den = rows. TIME
	 * num = the side asked for, den = all, both open time in microseconds; states of one
	 * stretch of time do not add up, those of different ones do. SPREAD num = sum. MAX, MIN,
	 * LAST num = the value (n 0: none). Sums in millionths of the unit; rows as plain
	 * numbers. */
	jb_i128 num, den;
	uint64_t positive, negative;   /* NET */
	struct jb_wide squares;	       /* SPREAD */
	int64_t last_time;	       /* LAST */
	struct jrt_value_count *value; /* VALUES, and DISTINCT of anything but text: ascending */
	size_t value_count;
	struct jb_text *text; /* DISTINCT of text: ascending by bytes */
	size_t text_count;
	struct jrt_stock *stock; /* STOCK: ascending by time, each once */
	size_t stock_count;
	/* Of a metric over groups (struct jrt_grouping): a state a group, ascending by key. Then n
	 * is the sum over the groups, unusable, not_due and left_out count rows without a key too,
	 * `beyond` the rows of groups for which there was no room (JRT_GROUPS_MAX), and num and den
	 * are 0.
	 * All parts of a cell have the same groups. */
	struct jrt_group *group;
	size_t group_count;
	uint64_t beyond;
};

/* Rows with one key. The key is a text whatever its column's type: a number or date as it is
 * written plainly, a stretch of time by its first instant in UTC. */
struct jrt_group {
	struct jb_text key;
	struct jrt_part_state state;
};

/* Groups of one meter, over all its periods: more are an error of the data, and none is judged. */
#define JRT_GROUPS_MAX 500000

/* How much of the period the source's data stands for. */
enum jrt_coverage {
	JRT_COVERED,	     /* the whole period, by declaration or as given */
	JRT_COVERED_BY_ROWS, /* the whole period, as far as the first and last row tell: a weaker
				claim */
	JRT_COVERED_PART,
	JRT_COVERED_NOT
};

/* The way of the rows of a source to one cell, before the parts look at them. Each step takes some
 * out, and of every part in_scope - relieved = left_out + not_due + unusable + n (and, over groups,
 * + beyond): the waterfall from what was offered to what is counted. */
struct jrt_steps {
	bool counted;	    /* false: of states that were made elsewhere, without them */
	uint64_t rejected;  /* rows whose time could be read and lies in the period */
	uint64_t in_period; /* accepted rows whose time lies in the period */
	uint64_t in_scope;  /* of those: of the slice, touchpoint, partner, site or team */
	uint64_t relieved;  /* of those: taken out by relief (S19) */
};

/* One cell of a meter. */
struct jrt_cell {
	uint32_t meter;
	int64_t period;	      /* index, see time/period.h */
	int64_t from, to;     /* instants, half open */
	struct jb_text label; /* "2026-03" */
	enum jrt_coverage coverage;
	bool over_tolerance; /* of the period's rows more were rejected than the source tolerates
				(S18) */
	bool provisional; /* some look-ahead window of the period is not over within what the source
			     covers */
	struct jrt_steps steps;
	struct jrt_part_state *part; /* as many as the metric has parts */
	/* Of a cell that was not measured now but read back from a ledger: the number of its entry,
	 * and the instants, half open, that its source covered then. 0: measured now. */
	uint64_t entry;
	int64_t entry_from, entry_to;
};

/* What became of the rows of one source. rows = ignored + rejected + duplicates + accepted. */
struct jrt_source_tally {
	uint32_t source;
	uint64_t rows, ignored, rejected, duplicates, accepted;
	uint64_t made_missing, warned;
	uint64_t doubled_times, gap_times; /* local times that fell twice, or not at all */
	bool has_cover;
	int64_t cover_from, cover_to; /* instants, half open */
	bool cover_by_rows;
	bool cover_gaps;     /* some of the time from cover_from to cover_to is not covered */
	bool over_tolerance; /* more rejected than `tolerate` allows */
	bool unread;	     /* one of its files is: the source covers nothing */
};

struct jrt_file_tally {
	uint32_t source;
	struct jb_text file;
	uint64_t rows, ignored, rejected, duplicates, accepted;
	bool unread;	      /* could not be read, or not to its end: rows are missing */
	struct jb_text shard; /* whose file it is; empty where shards have no names */
	bool hashed;	      /* `size` and `digest` are of all its bytes, as they came */
	uint64_t size;
	struct jb_digest digest; /* SHA-256 */
};

/* A row that was not used (or was used with a warning), and why. */
struct jrt_reject {
	uint32_t source, file; /* file: index of the file tally */
	uint64_t line;
	uint32_t column;       /* of the source, JRT_NONE: the whole row */
	struct jb_text code;   /* stable: "R0201" */
	struct jb_text reason; /* a sentence: found, expected */
	/* The row as it stood, at most JRT_REJECT_BYTES of it. Rows that contradict one another
	 * (one identity, other content) are found out when all files have been read; theirs are
	 * empty where the file cannot be read a second time (a pipe) or has changed. */
	struct jb_text bytes;
};

enum jrt_severity { JRT_ERROR, JRT_WARNING, JRT_INFO };

/* What measuring and judging have to say besides numbers. */
struct jrt_finding {
	enum jrt_severity severity;
	struct jb_text code; /* "R0101" */
	struct jb_text file;
	uint64_t line;	 /* 0: none */
	uint32_t column; /* 1-based, of the line; 0: none */
	struct jb_text message, help;
	struct jb_text shard; /* that it is about; empty: about all, or they have no names */
};

/* Rejected rows of a period that is no cell, as nothing else fell into it and it is not covered.
 * Where other rows make it one, they are of it. */
struct jrt_apart {
	uint32_t periods; /* of the plan */
	int64_t index;
	uint64_t rejected;
};

/* What one measuring had of a source, besides its cells: enough to tell what measuring its rows
 * together with others would have come to (merge/merge.h). */
struct jrt_holding {
	uint32_t source;
	uint64_t rows;
	/* Ascending, disjoint, half open: what the rows stand for, be they read or not; `by_rows`:
	 * from the first to the last, and none without rows. */
	struct jrt_range *cover;
	size_t cover_count;
	bool by_rows;
	/* by requirement of the source: rows that stay and do not fulfil it */
	uint64_t *unfulfilled;
	size_t unfulfilled_count;
	struct jrt_apart *apart;
	size_t apart_count;
	/* Columns of which it was declared that no value stands in two shards: their names,
	 * ascending. */
	struct jb_text *split;
	size_t split_count;
};

/* A measuring that has a name, so that its rows are not counted twice. */
struct jrt_shard {
	struct jb_text id;
	struct jb_text program;	     /* a digest of what is counted, as hexadecimal digits */
	struct jrt_holding *holding; /* of the sources that it had data of */
	size_t holding_count;
};

#define JRT_SHARD_ID_MAX ((size_t)200) /* bytes */

struct jrt_measured {
	struct jrt_cell *cell; /* by meter, then by period */
	size_t cell_count;
	struct jrt_source_tally *source; /* as the plan's */
	size_t source_count;
	struct jrt_file_tally *file;
	size_t file_count;
	struct jrt_reject *reject; /* the first JRT_REJECTS_KEPT; all are counted */
	size_t reject_count;
	struct jrt_finding *finding;
	size_t finding_count;
	struct jrt_holding *holding; /* of a measuring: of each source that data was given for */
	size_t holding_count;
	struct jrt_shard *shard; /* ascending by id: what the states are of; none: it has no name */
	size_t shard_count;
	bool veiled; /* out of a record of evidence: keys and texts are numbers of it alone */
};

#define JRT_REJECTS_KEPT 1000
#define JRT_REJECT_BYTES 4096

/* No state that is read or added up goes beyond these: rows, and sums in millionths, of half as
 * many rows of 2^63 millionths each; of a sum of squares the upper half of the last word is 0. */
#define JRT_STATES_ROWS_MAX ((uint64_t)1 << 48)
#define JRT_STATES_SUM_MAX ((jb_i128)1 << 110)

/* Adds `from` to `into` (both of one kind, of disjoint rows). New arrays come from the arena. */
void jrt_part_state_merge(struct jb_arena *arena, struct jrt_part_state *into,
			  const struct jrt_part_state *from);

#ifdef __cplusplus
}
#endif
#endif
