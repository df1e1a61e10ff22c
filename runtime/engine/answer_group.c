/*
 * Groups of rows as an answer has them: their memory, and what tells one from another.
 */
#include <string.h>

#include "engine/answer_parts.h"

static size_t requirements(const struct jrt_answers *answers, const struct jrt_query *query)
{
	return answers->plan->source[query->source].require_count;
}

struct jrt_answer_group jrt_answer_blank(struct jrt_answers *answers, const struct jrt_query *query)
{
	struct jb_arena *arena = answers->arena;

	return (struct jrt_answer_group){
		.bits = JB_NEW_ARRAY(arena, uint64_t, jrt_answer_words(query)),
		.broken = JB_NEW_ARRAY(arena, uint64_t, requirements(answers, query)),
		.made_missing = JB_NEW_ARRAY(arena, uint64_t, requirements(answers, query)),
		.part = JB_NEW_ARRAY(arena, struct jrt_answer_part, query->part_count),
	};
}

void jrt_answer_clear(const struct jrt_answers *answers, const struct jrt_query *query,
		      struct jrt_answer_group *group)
{
	memset(group->bits, 0, jrt_answer_words(query) * sizeof *group->bits);
	memset(group->broken, 0, requirements(answers, query) * sizeof *group->broken);
	memset(group->made_missing, 0, requirements(answers, query) * sizeof *group->broken);
	memset(group->part, 0, query->part_count * sizeof *group->part);
}

struct jrt_answer_group jrt_answer_keep(struct jrt_answers *answers, const struct jrt_query *query,
					const struct jrt_answer_group *group)
{
	struct jrt_answer_group kept = *group;
	struct jrt_answer_group room = jrt_answer_blank(answers, query);

	kept.reason = jb_text_copy(answers->arena, group->reason);
	kept.bits = room.bits;
	kept.broken = room.broken;
	kept.made_missing = room.made_missing;
	kept.part = room.part;
	memcpy(kept.bits, group->bits, jrt_answer_words(query) * sizeof *kept.bits);
	memcpy(kept.broken, group->broken, requirements(answers, query) * sizeof *kept.broken);
	memcpy(kept.made_missing, group->made_missing,
	       requirements(answers, query) * sizeof *kept.broken);
	memcpy(kept.part, group->part, query->part_count * sizeof *kept.part);
	return kept;
}

struct jb_text jrt_answer_key(struct jrt_answers *answers, const struct jrt_query *query,
			      const struct jrt_answer_group *group)
{
	const uint32_t number[] = {group->fate, group->column, group->has_period, group->has_key,
				   group->has_path};
	struct jb_buf *key = &answers->key;

	jb_buf_reset(key);
	jb_buf_add(key, number, sizeof number);
	jb_buf_add(key, &group->period, sizeof group->period);
	jb_buf_add(key, &group->key, sizeof group->key);
	jb_buf_add(key, &group->path, sizeof group->path);
	jb_buf_add(key, group->bits, jrt_answer_words(query) * sizeof *group->bits);
	jb_buf_add_text(key, group->reason);
	return jb_buf_text(key);
}
