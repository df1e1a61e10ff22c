/*
 * What of a plan adds up over these shards, and what does not because the fate of a row depends on
 * rows that another shard may have. Every refusal says what would be exact.
 */
#include "merge/merging.h"

void jrt_merging_refuse(struct jrt_merging *m, const struct jrt_merge_refusal *refusal)
{
	*jb_push(m->arena, &m->refusals->list) = *refusal;
}

bool jrt_merging_is_cut_by(const struct jrt_merged_source *source, struct jb_text column)
{
	for (size_t i = 0; i < source->split_count; i++)
		if (jb_text_equal(source->split[i], column))
			return true;
	return false;
}

/* ---- rows that belong together ---- */

/* The name of the column that a key is; NULL where it is worked out. */
static const struct jb_text *column_of(const struct jrt_merging *m, const struct jrt_together *keys,
				       size_t number)
{
	const struct jrt_step *step = &keys->program->step[keys->key[number]];

	return step->op == JRT_OP_COLUMN ? &m->plan->source[keys->source].column[step->a].name
					 : NULL;
}

bool jrt_merging_is_together(const struct jrt_merging *m, const struct jrt_together *keys)
{
	for (size_t k = 0; k < keys->count; k++) {
		const struct jb_text *column = column_of(m, keys, k);

		if (column && jrt_merging_is_cut_by(&m->source[keys->source], *column))
			return true;
	}
	return false;
}

static struct jb_text all_rows_of(struct jrt_merging *m, uint32_t source)
{
	return jb_text_printf(m->arena, "measure all rows of %.*s together",
			      JB_ARG(m->plan->source[source].name));
}

/* The first column among the keys is as good as any. */
struct jb_text jrt_merging_cut_by(struct jrt_merging *m, const struct jrt_together *keys)
{
	const struct jb_text *column = NULL;

	for (size_t k = 0; k < keys->count && !column; k++)
		column = column_of(m, keys, k);
	if (!column)
		return all_rows_of(m, keys->source);
	return jb_text_printf(m->arena,
			      "cut the rows so that no value of %.*s is in two shards, and say so "
			      "to each measure, --split-by %.*s=%.*s; or measure them together",
			      JB_ARG(*column), JB_ARG(m->plan->source[keys->source].name),
			      JB_ARG(*column));
}

static struct jb_text of_source(struct jrt_merging *m, uint32_t source, const char *what)
{
	return jb_text_printf(m->arena, "source `%.*s`: %s", JB_ARG(m->plan->source[source].name),
			      what);
}

/* ---- duplicates ---- */

static void check_identity(struct jrt_merging *m, uint32_t number)
{
	const struct jrt_source *source = &m->plan->source[number];
	const struct jrt_together keys = {number, &source->keys, source->identify,
					  source->identify_count};

	if (source->identify_count == 0 || jrt_merging_is_together(m, &keys))
		return;
	jrt_merging_refuse(
		m, &(struct jrt_merge_refusal){
			   .reason = JRT_MERGE_TOGETHER,
			   .place = source->place,
			   .word = JB_TEXT("identify"),
			   .what = of_source(m, number, "identify"),
			   .why = JB_TEXT(
				   "rows of one identity may be in two shards, and which of them "
				   "count is not known in either"),
			   .instead = jrt_merging_cut_by(m, &keys)});
}

/* ---- cases ---- */

static bool has_age(const struct jrt_source *source)
{
	for (size_t c = 0; c < source->column_count; c++)
		if (source->cases->column[c].value == JRT_CASE_AGE)
			return true;
	return false;
}

static void refuse_age(struct jrt_merging *m, uint32_t number)
{
	const struct jrt_source *source = &m->plan->source[number];

	jrt_merging_refuse(
		m,
		&(struct jrt_merge_refusal){
			.reason = JRT_MERGE_COVER,
			.place = source->place,
			.what = of_source(m, number, "the age of its cases"),
			.why = JB_TEXT("an open case is as old as the end of what is covered, and "
				       "that is not the same in all shards"),
			.instead = all_rows_of(m, source->cases->log)});
}

static void check_cases(struct jrt_merging *m, uint32_t number)
{
	const struct jrt_source *source = &m->plan->source[number];
	const struct jrt_cases *cases = source->cases;
	struct jrt_together keys;

	if (!cases)
		return;
	keys = (struct jrt_together){cases->log, &m->plan->source[cases->log].main, &cases->key, 1};
	if (!jrt_merging_is_together(m, &keys))
		jrt_merging_refuse(
			m, &(struct jrt_merge_refusal){
				   .reason = JRT_MERGE_TOGETHER,
				   .place = source->place,
				   .what = of_source(m, number, "cases of a log"),
				   .why = JB_TEXT("the events of one case may be in two shards"),
				   .instead = jrt_merging_cut_by(m, &keys)});
	if (has_age(source) && !m->source[number].one_time)
		refuse_age(m, number);
}

/* ---- what is told by all rows of a period ---- */

/* Whether two shards have data of one of the sources, or of the one and the other. */
static bool is_spread(const struct jrt_merging *m, uint32_t one, uint32_t other)
{
	const struct jrt_merged_source *a = &m->source[one], *b = &m->source[other];

	return a->count > 1 || b->count > 1 ||
	       (a->count == 1 && b->count == 1 && !jb_text_equal(*a->id[0], *b->id[0]));
}

static void check_surplus(struct jrt_merging *m, uint32_t number)
{
	const struct jrt_source *source = &m->plan->source[number];

	for (size_t i = 0; i < source->surplus_count; i++) {
		const struct jrt_surplus *surplus = &source->surplus[i];
		uint32_t forecast = m->plan->metric[m->plan->meter[surplus->meter].metric].source;

		if (!is_spread(m, number, forecast == JRT_NONE ? number : forecast))
			continue;
		jrt_merging_refuse(
			m, &(struct jrt_merge_refusal){
				   .reason = JRT_MERGE_TOGETHER,
				   .place = surplus->place,
				   .what = of_source(m, number, "relief above a volume"),
				   .why = JB_TEXT("the latest rows of a period are told by all of "
						  "its rows"),
				   .instead = all_rows_of(m, number)});
	}
}

static bool is_time(const struct jrt_metric *metric)
{
	for (size_t p = 0; p < metric->part_count; p++)
		if (metric->part[p].kind == JRT_PART_TIME)
			return true;
	return false;
}

static void check_times(struct jrt_merging *m, uint32_t number)
{
	for (size_t i = 0; i < m->plan->metric_count; i++) {
		const struct jrt_metric *metric = &m->plan->metric[i];

		if (metric->source != number || !is_time(metric))
			continue;
		jrt_merging_refuse(
			m,
			&(struct jrt_merge_refusal){
				.reason = JRT_MERGE_TOGETHER,
				.place = metric->place,
				.what = jb_text_printf(m->arena, "metric `%.*s`: a share of time",
						       JB_ARG(metric->name)),
				.why = JB_TEXT(
					"stretches of time that rows of two shards cover count "
					"once, and how they overlap is not in the states"),
				.instead = all_rows_of(m, number)});
	}
}

void jrt_merging_check(struct jrt_merging *m)
{
	for (uint32_t s = 0; s < m->plan->source_count; s++) {
		check_surplus(m, s);
		if (m->source[s].count < 2)
			continue;
		check_identity(m, s);
		jrt_merging_check_ahead(m, s);
		check_cases(m, s);
		check_times(m, s);
	}
}
