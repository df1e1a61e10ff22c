/*
 * What all shards of a source cover together. Shards of one time cover the same: its rows are dealt
 * among them, and together they stand for that time, no more and no less. Shards of different times
 * cover nothing in common: each has the rows of its own, and together they stand for all of them.
 * Where two overlap and differ, some time is covered by one alone, and whether the other's rows of
 * it exist nobody has said. Where rows alone tell what is covered, it is from the first row of all
 * shards to the last, as in measuring.
 */
#include <stdlib.h>

#include "merge/merging.h"
#include "time/civil.h"
#include "time/date_text.h"

/* ---- words ---- */

static struct jb_text say_cover(struct jrt_merging *m, const struct jrt_holding *holding)
{
	struct jb_text from, to;

	if (holding->by_rows)
		return JB_TEXT("what its rows tell");
	if (holding->cover_count == 0)
		return JB_TEXT("nothing");
	from = jrt_date_text(m->arena, jrt_civil_floor(holding->cover[0].from, JRT_DAY_US));
	to = jrt_date_text(
		m->arena,
		jrt_civil_floor(holding->cover[holding->cover_count - 1].to - 1, JRT_DAY_US));
	return jb_text_printf(m->arena, "%.*s to %.*s%s", JB_ARG(from), JB_ARG(to),
			      holding->cover_count > 1 ? " with gaps" : "");
}

static void refuse(struct jrt_merging *m, uint32_t number, size_t one, size_t other,
		   struct jb_text why, struct jb_text instead)
{
	const struct jrt_source *source = &m->plan->source[number];
	const struct jrt_merged_source *merged = &m->source[number];
	struct jb_text a = say_cover(m, merged->holding[one]),
		       b = say_cover(m, merged->holding[other]);

	jrt_merging_refuse(m,
			   &(struct jrt_merge_refusal){
				   .reason = JRT_MERGE_COVER,
				   .place = source->place,
				   .word = JB_TEXT("covers"),
				   .what = jb_text_printf(m->arena, "source `%.*s`: what it covers",
							  JB_ARG(source->name)),
				   .why = jb_text_printf(
					   m->arena, "\"%.*s\" covers %.*s and \"%.*s\" %.*s: %.*s",
					   JB_ARG(*merged->id[one]), JB_ARG(a),
					   JB_ARG(*merged->id[other]), JB_ARG(b), JB_ARG(why)),
				   .instead = instead});
}

/* ---- by rows ---- */

static void join_rows(struct jrt_merging *m, struct jrt_merged_source *source)
{
	struct jrt_range all = {INT64_MAX, INT64_MIN};

	source->cover.by_rows = true;
	for (size_t h = 0; h < source->count; h++) {
		const struct jrt_holding *holding = source->holding[h];

		if (holding->cover_count == 0)
			continue;
		if (holding->cover[0].from < all.from)
			all.from = holding->cover[0].from;
		if (holding->cover[0].to > all.to)
			all.to = holding->cover[0].to;
	}
	if (all.from < all.to)
		*jb_push(m->arena, &source->cover.range) = all;
}

/* ---- by declaration ---- */

/* A stretch of time and the shard that covers it. */
struct stretch {
	struct jrt_range range;
	size_t holding;
};

static int by_time(const void *a, const void *b)
{
	const struct stretch *x = a, *y = b;

	if (x->range.from != y->range.from)
		return x->range.from < y->range.from ? -1 : 1;
	return (x->holding > y->holding) - (x->holding < y->holding);
}

static bool is_same(const struct jrt_holding *a, const struct jrt_holding *b)
{
	if (a->cover_count != b->cover_count)
		return false;
	for (size_t i = 0; i < a->cover_count; i++)
		if (a->cover[i].from != b->cover[i].from || a->cover[i].to != b->cover[i].to)
			return false;
	return true;
}

/* All stretches, ascending; those of one shard do not touch. */
static struct stretch *stretches(struct jrt_merging *m, const struct jrt_merged_source *source,
				 size_t *count)
{
	struct stretch *at;
	size_t all = 0;

	*count = 0;
	for (size_t h = 0; h < source->count; h++)
		all += source->holding[h]->cover_count;
	at = JB_NEW_ARRAY(m->arena, struct stretch, all);
	for (size_t h = 0; h < source->count; h++)
		for (size_t i = 0; i < source->holding[h]->cover_count; i++)
			at[(*count)++] = (struct stretch){source->holding[h]->cover[i], h};
	if (*count > 0)
		qsort(at, *count, sizeof *at, by_time);
	return at;
}

/* Of stretches that overlap those that reach furthest are remembered: any two that overlap and are
 * of different covers have neighbours in this order that are. */
static void join_declared(struct jrt_merging *m, uint32_t number)
{
	struct jrt_merged_source *source = &m->source[number];
	size_t count, last = 0;
	struct stretch *at = stretches(m, source, &count);

	source->one_time = true;
	for (size_t h = 1; h < source->count; h++)
		source->one_time &= is_same(source->holding[0], source->holding[h]);
	for (size_t i = 0; i < count; i++) {
		*jb_push(m->arena, &source->cover.range) = at[i].range;
		if (i > 0 && at[i].range.from < at[last].range.to &&
		    !is_same(source->holding[at[i].holding], source->holding[at[last].holding])) {
			refuse(m, number, at[last].holding, at[i].holding,
			       JB_TEXT("of the time that one of them covers alone the rows of the "
				       "other may be missing"),
			       jb_text_printf(m->arena,
					      "measure them with the same --covers %.*s=FROM..TO "
					      "where each has some of the rows of one time, "
					      "without a day in common where each has all rows of "
					      "its own",
					      JB_ARG(m->plan->source[number].name)));
			return;
		}
		if (i == 0 || at[i].range.to > at[last].range.to)
			last = i;
	}
	jrt_cover_join(&source->cover);
}

/* A shard whose rows tell what it covers, and one that was told. */
static bool refuse_mixed(struct jrt_merging *m, uint32_t number)
{
	const struct jrt_merged_source *source = &m->source[number];

	for (size_t h = 1; h < source->count; h++)
		if (source->holding[h]->by_rows != source->holding[0]->by_rows) {
			refuse(m, number, 0, h,
			       JB_TEXT("a claim and what follows from rows do not add up"),
			       jb_text_printf(m->arena,
					      "say it to each measure, --covers %.*s=FROM..TO, or "
					      "in the file",
					      JB_ARG(m->plan->source[number].name)));
			return true;
		}
	return false;
}

void jrt_merging_covers(struct jrt_merging *m)
{
	for (uint32_t s = 0; s < m->plan->source_count; s++) {
		struct jrt_merged_source *source = &m->source[s];

		if (source->count == 0 || refuse_mixed(m, s))
			continue;
		if (source->holding[0]->by_rows)
			join_rows(m, source);
		else
			join_declared(m, s);
	}
}
