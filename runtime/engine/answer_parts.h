/*
 * Between the files that take answers: what is kept of a row once its fields have been read.
 */
#ifndef ENGINE_ANSWER_PARTS_H
#define ENGINE_ANSWER_PARTS_H

#include "base/map.h"
#include "base/vec.h"
#include "engine/answer.h"

/* No table has more rows, and every sum of 64-bit numbers over them is one that states can have, so
 * that what is measured from an answer can be written and read again. */
#define JRT_ANSWER_SUM_MAX JRT_STATES_SUM_MAX
#define JRT_ANSWER_COUNT_MAX (JRT_ANSWER_SUM_MAX >> 63)

enum jrt_answer_fate {
	JRT_FATE_ACCEPTED,
	JRT_FATE_IGNORED,
	JRT_FATE_DUPLICATE,
	JRT_FATE_REJECTED,
	JRT_FATE_UNDECIDED
};

#define JRT_FATES 5

/* Rows of one group: one fate, reason, column, period, class and, over groups, key. */
struct jrt_answer_group {
	uint32_t row; /* of the answer, from 1 */
	enum jrt_answer_fate fate;
	struct jb_text reason;
	uint32_t column; /* of the source */
	bool has_period, has_times;
	int64_t period, first, last;
	bool has_key, has_path;
	int64_t key;	/* of a text: its symbol */
	jb_symbol path; /* of cases */
	uint64_t rows, nobodys, doubled, gaps;
	uint64_t *bits;
	uint64_t *broken, *made_missing; /* by requirement of the source */
	struct jrt_answer_part *part;
};

/* What the rows of a group are to a part of the query. */
struct jrt_answer_part {
	jb_i128 num, den;
	uint64_t n, unusable, not_due;
	bool lacking; /* a number is NULL that is told of rows which count */
};

/* How often a value occurs among the rows of a group that count for a part. */
struct jrt_answer_value {
	uint32_t group; /* of this answer */
	uint32_t part;
	int64_t value; /* of a text: its symbol */
	uint64_t count;
	uint32_t row;
};

/* A stretch of a set, and the rows that were joined to it. */
struct jrt_answer_stretch {
	struct jrt_range range;
	uint64_t rows;
	uint32_t number; /* of the set */
	uint32_t row;
};

/* Where in an answer the columns of a query stand, and its rows. */
struct jrt_answer {
	struct jb_text from;	       /* empty: there is none yet */
	size_t *at;		       /* by column of the query: field of the answer */
	bool *has_n;		       /* by part: its rows are told, else all count */
	struct jrt_answer_group blank; /* room for the row at hand */
	JB_VEC(struct jrt_answer_group) group;
	JB_VEC(struct jrt_answer_value) value;
	JB_VEC(jb_i128) sum; /* of stocks: by row, which has one value, a time */
	JB_VEC(struct jrt_answer_stretch) stretch;
	/* The keys of groups: bytes of all that tells them apart, and their number. */
	struct jb_map key;
	bool whole;
};

struct jrt_answers {
	struct jb_arena *arena;
	const struct jrt_plan *plan;
	const struct jrt_queries *queries;
	struct jrt_answer *answer; /* by query */
	struct jb_symbols texts;
	struct jb_text mark; /* of the plan */
	struct jb_buf key;
	/* The answer at hand: */
	struct jb_text from;
	uint32_t query; /* of the row at hand; JRT_NONE: not known yet */
	uint32_t first; /* the query that is answered; with it may come values */
	uint32_t rows;
	const struct jb_text *name;
	size_t name_count;
};

static inline bool jrt_answer_bit(const uint64_t *bits, uint32_t bit)
{
	return bits[bit / JRT_QUERY_BITS] >> bit % JRT_QUERY_BITS & 1;
}

/* Whether a query of values tells those of parts of the kind. */
static inline bool jrt_answer_tells(const struct jrt_query *query, enum jrt_part_kind kind)
{
	if (query->stocks)
		return kind == JRT_PART_STOCK;
	return kind == JRT_PART_VALUES || kind == JRT_PART_SPREAD || kind == JRT_PART_DISTINCT;
}

static inline size_t jrt_answer_words(const struct jrt_query *query)
{
	return (query->bit_count + JRT_QUERY_BITS - 1) / JRT_QUERY_BITS;
}

/* A group without rows, with arrays for the query's; one whose arrays are emptied; and a copy that
 * stays. */
struct jrt_answer_group jrt_answer_blank(struct jrt_answers *answers,
					 const struct jrt_query *query);
void jrt_answer_clear(const struct jrt_answers *answers, const struct jrt_query *query,
		      struct jrt_answer_group *group);
struct jrt_answer_group jrt_answer_keep(struct jrt_answers *answers, const struct jrt_query *query,
					const struct jrt_answer_group *group);
/* All that tells a group from others of its query, as bytes that live until the next call. */
struct jb_text jrt_answer_key(struct jrt_answers *answers, const struct jrt_query *query,
			      const struct jrt_answer_group *group);

/* A sentence about the row at hand: "contacts.csv, row 12: …". */
enum jb_status jrt_answers_wrong(const struct jrt_answers *answers, struct jb_text *why,
				 const char *format, ...) __attribute__((format(printf, 3, 4)));

/* answer_check.c: whether a group can be as the row at hand says. */
enum jb_status jrt_answers_check(const struct jrt_answers *answers,
				 const struct jrt_answer_group *group, struct jb_text *why);

/* answer_path.c: whether a text can be the path of a case of the query. */
bool jrt_answer_is_path(const struct jrt_query *query, struct jb_text path);

/* answer_run.c: the values of a run, from `first` on, of whose group, part and row they are; all in
 * all they occur first->count times. Gives what is wrong with the run, or NULL. */
const char *jrt_answer_run(struct jb_arena *arena, struct jrt_answer *answer,
			   const struct jrt_answer_value *first, struct jb_text run);

/* answer_key.c: a key as the query's groups have it. False: it is none. */
bool jrt_answer_read_key(struct jrt_answers *answers, const struct jrt_grouping *grouping,
			 struct jb_text text, int64_t *key);

/* answer_row.c: a row of the answer at hand, whose query is known. */
enum jb_status jrt_answers_take_group(struct jrt_answers *answers, const struct jb_text *field,
				      struct jb_text *why);
enum jb_status jrt_answers_take_value(struct jrt_answers *answers, const struct jb_text *field,
				      struct jb_text *why);
/* answer_stretches.c: the same of a query of stretches. */
enum jb_status jrt_answers_take_stretch(struct jrt_answers *answers, const struct jb_text *field,
					struct jb_text *why);

#endif
