/*
 * Answers: what somebody else's engine says to the queries of a plan (journey/query.h), as tables
 * of texts, and the states that follow. An answer may come from anybody: a file that was sent, an
 * engine in which a shard was down. So every field is checked, also against the others: rows that
 * two queries count must be as many, values must add up to the rows they are of, times must lie in
 * their period. What does not pass is refused whole, with a sentence; no part of it is measured.
 *
 *	struct jrt_answers *answers = jrt_answers_make(arena, plan, queries);
 *	jrt_answers_begin(answers, JB_TEXT("contacts.csv"), JRT_NONE, names, name_count, &why);
 *	jrt_answers_row(answers, fields, &why);		(as many as there are)
 *	jrt_answers_end(answers, &why);			(and so on, answer by answer)
 *	jrt_answers_measure(answers, &with, &measured, &why);
 *
 * Memory is the arena's; when it runs out the calls jump to its trap, but for jrt_answers_measure.
 */
#ifndef ENGINE_ANSWER_H
#define ENGINE_ANSWER_H

#include "journey/query.h"
#include "journey/runtime.h"
#include "measure/elsewhere.h"

/* Rows of one answer. */
#define JRT_ANSWER_ROWS_MAX ((uint32_t)50 * 1000 * 1000)

struct jrt_answers;

/* `plan` and `queries` must outlive it. */
struct jrt_answers *jrt_answers_make(struct jb_arena *arena, const struct jrt_plan *plan,
				     const struct jrt_queries *queries);

/* The query of values whose rows come in the answer to query `number`; JRT_NONE: none does. */
uint32_t jrt_answer_values_with(const struct jrt_queries *queries, uint32_t number);
/* Whether an answer to the query, and to the values that come with it, has these columns. */
bool jrt_answer_has_names(const struct jrt_queries *queries, uint32_t number,
			  const struct jb_text *name, size_t count);

/* An answer: `from` is what people call it. `query` is its number, or JRT_NONE: its first row says.
 * `name` are its columns, in any order; each that the query has must be there, and no other.
 * JB_MALFORMED: it is no answer to any of the queries; JB_REFUSED: it answers another plan, or a
 * query that has been answered. *why is then a sentence that names it. */
enum jb_status jrt_answers_begin(struct jrt_answers *answers, struct jb_text from, uint32_t query,
				 const struct jb_text *name, size_t count, struct jb_text *why);
/* A row, a field for each name; `at` NULL is NULL. The texts may die afterwards. */
enum jb_status jrt_answers_row(struct jrt_answers *answers, const struct jb_text *field,
			       struct jb_text *why);
enum jb_status jrt_answers_end(struct jrt_answers *answers, struct jb_text *why);

/* What is known besides the answers. */
struct jrt_answers_with {
	const struct jrt_cover_given *cover;
	size_t cover_count;
	const struct jrt_rows_declared *declared;
	size_t declared_count;
};

/* As jrt_measure, in the arena of the answers. A source of which no query is answered has no cells;
 * one of which some are and others are not is refused, as is an answer to nothing. */
enum jb_status jrt_answers_measure(struct jrt_answers *answers, const struct jrt_answers_with *with,
				   struct jrt_measured *out, struct jb_text *why);

#endif
