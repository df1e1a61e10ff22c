/*
 * Whether the numbers of one row of an answer can be true of one group of rows.
 */
#include "engine/answer_parts.h"

static bool is_sum(jb_i128 value, uint64_t n)
{
	const jb_i128 most = (jb_i128)n * INT64_MAX;

	return value <= most && value >= -most - (jb_i128)n;
}

static bool is_value(const struct jrt_answer_part *part)
{
	return part->n == 0 ? part->num == 0 : part->num >= INT64_MIN && part->num <= INT64_MAX;
}

/* The time of a row that counts, and its value. */
static bool is_latest(const struct jrt_answer_group *group, const struct jrt_answer_part *part)
{
	if (part->n == 0)
		return part->num == 0 && part->den == 0;
	return is_value(part) && part->den >= group->first && part->den <= group->last;
}

/* The numbers that a part of a kind has, and 0 in the place of others. */
static bool is_part(const struct jrt_answer_group *group, const struct jrt_answer_part *part,
		    enum jrt_part_kind kind)
{
	const jb_i128 n = (jb_i128)part->n;

	switch (kind) {
	case JRT_PART_SHARE: return part->num >= 0 && part->num <= n && part->den == 0;
	case JRT_PART_SUM:
	case JRT_PART_MEAN: return is_sum(part->num, part->n) && part->den == 0;
	case JRT_PART_SUM_SHARE: return is_sum(part->num, part->n) && is_sum(part->den, part->n);
	case JRT_PART_NET:
		/* A row may speak for and against. */
		return part->num >= 0 && part->den >= 0 && part->num <= n && part->den <= n;
	case JRT_PART_MAX:
	case JRT_PART_MIN: return is_value(part) && part->den == 0;
	case JRT_PART_LAST: return is_latest(group, part);
	default: return part->num == 0 && part->den == 0;
	}
}

static enum jb_status check_parts(const struct jrt_answers *answers,
				  const struct jrt_answer_group *group, struct jb_text *why)
{
	const struct jrt_query *query = &answers->queries->query[answers->query];

	for (size_t p = 0; p < query->part_count; p++) {
		const struct jrt_answer_part *part = &group->part[p];

		if (part->n + part->unusable + part->not_due > group->rows ||
		    (part->lacking && part->n > 0) ||
		    !is_part(group, part, query->part[p].part->kind))
			return jrt_answers_wrong(
				answers, why,
				"the numbers of part %zu (%.*s) do not belong together", p,
				JB_ARG(query->part[p].name));
	}
	return JB_OK;
}

static bool is_of_a_class(const struct jrt_query *query, const struct jrt_answer_group *group)
{
	bool some = group->nobodys > 0;

	for (size_t i = 0; i < jrt_answer_words(query); i++)
		some |= group->bits[i] != 0;
	return some;
}

/* What is wrong with the group whatever its fate; NULL: nothing. */
static const char *fault_of(const struct jrt_source *source, const struct jrt_answer_group *group)
{
	const uint64_t times = source->column_count + source->main.count;

	if (group->rows == 0)
		return "a group has no rows";
	if (group->doubled > group->rows * times || group->gaps > group->rows * times)
		return "more local times are odd than there are";
	for (size_t i = 0; i < source->require_count; i++)
		if (group->broken[i] > group->rows || group->made_missing[i] > group->broken[i])
			return "more rows break a requirement than there are";
	return NULL;
}

static const char *fault_of_accepted(const struct jrt_answer_group *group)
{
	if (group->reason.size || group->column != JRT_NONE)
		return "accepted rows have a reason to be rejected";
	if (!group->has_period || group->first == INT64_MIN || group->last == INT64_MIN)
		return "accepted rows have no period, or no first and last time";
	if (group->first > group->last)
		return "the first time comes after the last";
	return group->nobodys > group->rows ? "more rows are nobody's than there are" : NULL;
}

/* A letter and four digits. */
static bool is_code(struct jb_text text)
{
	bool good = text.size == 5 && text.at[0] == 'R';

	for (size_t i = 1; good && i < text.size; i++)
		good = text.at[i] >= '0' && text.at[i] <= '9';
	return good;
}

/* Of rows that nothing is asked of once their fate is known: duplicates, and those ignored. */
static const char *fault_of_passed_over(const struct jrt_source *source,
					const struct jrt_answer_group *group)
{
	if (group->fate == JRT_FATE_DUPLICATE && source->identify_count == 0)
		return "rows are duplicates, and the source does not identify its rows";
	if (group->reason.size || group->column != JRT_NONE)
		return "ignored rows or duplicates have a reason to be rejected";
	if (group->has_period)
		return "ignored rows or duplicates are of a period";
	for (size_t i = 0; i < source->require_count; i++)
		if (group->broken[i])
			return "ignored rows or duplicates break a requirement";
	return NULL;
}

static const char *fault_of_others(const struct jrt_source *source, const struct jrt_query *query,
				   const struct jrt_answer_group *group)
{
	if (is_of_a_class(query, group) || group->has_path)
		return "rows that are not accepted are of a class, or have a path";
	if (group->fate == JRT_FATE_REJECTED)
		return is_code(group->reason) ? NULL : "rejected rows have no code of a reason";
	return group->fate == JRT_FATE_UNDECIDED ? NULL : fault_of_passed_over(source, group);
}

enum jb_status jrt_answers_check(const struct jrt_answers *answers,
				 const struct jrt_answer_group *group, struct jb_text *why)
{
	const struct jrt_query *query = &answers->queries->query[answers->query];
	const struct jrt_source *source = &answers->plan->source[query->source];
	const char *fault = fault_of(source, group);

	if (!fault)
		fault = group->fate == JRT_FATE_ACCEPTED ? fault_of_accepted(group)
							 : fault_of_others(source, query, group);
	if (fault)
		return jrt_answers_wrong(answers, why, "%s", fault);
	return group->fate == JRT_FATE_ACCEPTED ? check_parts(answers, group, why) : JB_OK;
}
