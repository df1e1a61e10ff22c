/*
 * Answers as files, as engines' own tools write them: the names of the columns in the first line,
 * then the rows; separated by commas, semicolons, tabs or bars, which the first line tells. A field
 * without a byte, and \N, is NULL.
 */
#ifndef ENGINE_ANSWER_FILE_H
#define ENGINE_ANSWER_FILE_H

#include "engine/answer.h"

#define JRT_ANSWER_BYTES_MAX ((size_t)1 << 30)

/* One answer; "-" is standard input. Memory as in answer.h. */
enum jb_status jrt_answers_read(struct jrt_answers *answers, struct jb_text path,
				struct jb_arena *arena, struct jb_text *why);

/* The beginning of a file, as jrt_answers_read finds it. */
struct jrt_answer_head {
	const struct jb_text *name; /* of the columns */
	size_t count;
	bool rows; /* there is one at least */
};
enum jb_status jrt_answer_head(struct jb_arena *arena, struct jb_text path,
			       struct jrt_answer_head *head, struct jb_text *why);

#endif
