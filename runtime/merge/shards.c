/*
 * Whose rows are added up: every shard once, with a name, counted by this program. What each source
 * is over all of them is laid out here and judged elsewhere.
 */
#include <stdlib.h>

#include "merge/merging.h"

#define MEASURE_AGAIN "measure it again with the journey that is given here"

/* ---- the list ---- */

static int by_name(const void *a, const void *b)
{
	const struct jrt_merged_shard *one = a, *other = b;
	int order = jb_text_compare(one->shard->id, other->shard->id);

	return order ? order : (one->given > other->given) - (one->given < other->given);
}

static enum jb_status list_shards(struct jrt_merging *m)
{
	size_t count = 0;

	for (size_t g = 0; g < m->given_count; g++) {
		if (m->given[g].measured->veiled)
			return jrt_merging_wrong(
				m, JRT_MERGE_NONE,
				"give the states that `journey measure --shard` wrote",
				"%.*s: a record of evidence has numbers of its own in place of "
				"keys and texts, which are others in every record",
				JB_ARG(m->given[g].from));
		if (m->given[g].measured->shard_count == 0)
			return jrt_merging_wrong(
				m, JRT_MERGE_TWICE, "measure with a name, --shard NAME",
				"%.*s: these states have no name, so nobody could tell whether "
				"they count twice",
				JB_ARG(m->given[g].from));
		count += m->given[g].measured->shard_count;
	}
	m->shard = JB_NEW_ARRAY(m->arena, struct jrt_merged_shard, count);
	for (size_t g = 0; g < m->given_count; g++)
		for (size_t i = 0; i < m->given[g].measured->shard_count; i++)
			m->shard[m->shard_count++] =
				(struct jrt_merged_shard){&m->given[g].measured->shard[i], g};
	qsort(m->shard, m->shard_count, sizeof *m->shard, by_name);
	return JB_OK;
}

static enum jb_status check_once(struct jrt_merging *m)
{
	for (size_t i = 1; i < m->shard_count; i++) {
		const struct jrt_merged_shard *one = &m->shard[i - 1], *other = &m->shard[i];

		if (jb_text_equal(one->shard->id, other->shard->id))
			return jrt_merging_wrong(
				m, JRT_MERGE_TWICE,
				"give each shard once, by itself or in a sum; where they are rows "
				"of two places, measure each with a name of its own",
				"the shard \"%.*s\" is in %.*s and in %.*s: its rows would count "
				"twice",
				JB_ARG(one->shard->id), JB_ARG(m->given[one->given].from),
				JB_ARG(m->given[other->given].from));
	}
	return JB_OK;
}

static enum jb_status check_program(struct jrt_merging *m)
{
	for (size_t i = 0; i < m->shard_count; i++)
		if (!jb_text_equal(m->shard[i].shard->program, m->program))
			return jrt_merging_wrong(
				m, JRT_MERGE_OTHER, MEASURE_AGAIN,
				"%.*s: the shard \"%.*s\" was counted by other rules than those of "
				"this journey",
				JB_ARG(m->given[m->shard[i].given].from),
				JB_ARG(m->shard[i].shard->id));
	return JB_OK;
}

/* ---- by source ---- */

static const struct jrt_holding *holding_of(const struct jrt_shard *shard, uint32_t source)
{
	for (size_t i = 0; i < shard->holding_count; i++)
		if (shard->holding[i].source == source)
			return &shard->holding[i];
	return NULL;
}

static bool has_name(const struct jrt_holding *holding, struct jb_text name)
{
	for (size_t i = 0; i < holding->split_count; i++)
		if (jb_text_equal(holding->split[i], name))
			return true;
	return false;
}

/* Columns that every shard of the source is cut by. */
static void find_split(struct jrt_merging *m, struct jrt_merged_source *source)
{
	const struct jrt_holding *first = source->holding[0];
	struct jb_text *split = JB_NEW_ARRAY(m->arena, struct jb_text, first->split_count);

	for (size_t i = 0; i < first->split_count; i++) {
		size_t h = 1;

		while (h < source->count && has_name(source->holding[h], first->split[i]))
			h++;
		if (h == source->count)
			split[source->split_count++] = first->split[i];
	}
	source->split = split;
}

static enum jb_status find_holdings(struct jrt_merging *m, uint32_t number)
{
	struct jrt_merged_source *source = &m->source[number];

	source->holding = JB_NEW_ARRAY(m->arena, const struct jrt_holding *, m->shard_count);
	source->id = JB_NEW_ARRAY(m->arena, const struct jb_text *, m->shard_count);
	for (size_t i = 0; i < m->shard_count; i++) {
		const struct jrt_holding *holding = holding_of(m->shard[i].shard, number);

		if (!holding)
			continue;
		if (holding->unfulfilled_count != m->plan->source[number].require_count)
			return jrt_merging_wrong(
				m, JRT_MERGE_OTHER, MEASURE_AGAIN,
				"%.*s: the shard \"%.*s\" was measured with other requirements of "
				"%.*s",
				JB_ARG(m->given[m->shard[i].given].from),
				JB_ARG(m->shard[i].shard->id),
				JB_ARG(m->plan->source[number].name));
		source->holding[source->count] = holding;
		source->id[source->count++] = &m->shard[i].shard->id;
	}
	if (source->count > 0)
		find_split(m, source);
	return JB_OK;
}

enum jb_status jrt_merging_shards(struct jrt_merging *m)
{
	enum jb_status status = list_shards(m);

	if (status == JB_OK)
		status = check_once(m);
	if (status == JB_OK)
		status = check_program(m);
	m->source = JB_NEW_ARRAY(m->arena, struct jrt_merged_source, m->plan->source_count);
	for (uint32_t s = 0; s < m->plan->source_count && status == JB_OK; s++)
		status = find_holdings(m, s);
	return status;
}
