/*
 * Shards out of JSON: names that stand once, covers that are covers, and rows that are together
 * those of the sources. Whether shards add up is not asked here (merge/merge.h).
 */
#include <stdlib.h>

#include "base/hash.h"
#include "report/states_read.h"
#include "report/words.h"
#include "time/civil.h"

/* Of one source in one shard. */
#define RANGES_MAX 100000
#define APART_MAX 1000000

static void refuse(struct jrt_reading *reading, const struct jrt_place_in *in, const char *name,
		   const char *sentence)
{
	jrt_document_fault(&reading->document, in, name, jb_text_of(sentence));
}

static uint64_t read_rows(struct jrt_reading *reading, const struct jrt_place_in *in,
			  const char *name)
{
	return (uint64_t)jrt_node_integer(&reading->document, in, name, 0, JRT_STATES_ROWS_MAX);
}

/* An array of at most so many items; NULL, of none, where that is a fault. */
static const struct jrt_node *read_array(struct jrt_reading *reading, const struct jrt_place_in *in,
					 const char *name, size_t most, size_t *count)
{
	const struct jrt_node *array = jrt_node_array(&reading->document, in, name, count);

	if (*count > most)
		refuse(reading, in, name, "these are too many");
	if (!jrt_reading_sound(reading))
		*count = 0;
	return array;
}

/* By rows anything between two instants may be covered; days reach a little over the calendar. */
static bool read_range(const struct jrt_node *pair, struct jrt_range *range)
{
	jb_i128 from, to;

	if (jrt_node_count(pair) != 2 || !jrt_node_item_integer(pair, 0, &from) ||
	    !jrt_node_item_integer(pair, 1, &to) || from >= to ||
	    from < JRT_INSTANT_MIN - 2 * JRT_DAY_US || to > JRT_INSTANT_MAX + 2 * JRT_DAY_US)
		return false;
	*range = (struct jrt_range){(int64_t)from, (int64_t)to};
	return true;
}

static void read_cover(struct jrt_reading *reading, const struct jrt_place_in *in,
		       struct jrt_holding *holding)
{
	size_t count;
	const struct jrt_node *array = read_array(reading, in, "cover", RANGES_MAX, &count);

	if (holding->by_rows && count > 1)
		refuse(reading, in, "cover", "rows cover one stretch of time");
	holding->cover = JB_NEW_ARRAY(reading->arena, struct jrt_range, count);
	for (size_t i = 0; i < count && jrt_reading_sound(reading); i++) {
		if (!read_range(jrt_node_item(array, i), &holding->cover[i]) ||
		    (i > 0 && holding->cover[i].from <= holding->cover[i - 1].to))
			refuse(reading, in, "cover",
			       "stretches of time, from and to, ascend and do not touch");
		holding->cover_count = i + 1;
	}
}

static void read_split(struct jrt_reading *reading, const struct jrt_place_in *in,
		       struct jrt_holding *holding)
{
	size_t count;
	const struct jrt_node *array = read_array(reading, in, "split_by", RANGES_MAX, &count);

	holding->split = JB_NEW_ARRAY(reading->arena, struct jb_text, count);
	for (size_t i = 0; i < count && jrt_reading_sound(reading); i++) {
		if (!jrt_node_item_text(&reading->document, array, i, &holding->split[i]) ||
		    (i > 0 && jb_text_compare(holding->split[i - 1], holding->split[i]) >= 0))
			refuse(reading, in, "split_by",
			       "names of columns ascend, each stands once");
		holding->split_count = i + 1;
	}
}

static void read_unfulfilled(struct jrt_reading *reading, const struct jrt_place_in *in,
			     struct jrt_holding *holding)
{
	size_t count;
	const struct jrt_node *array = read_array(reading, in, "unfulfilled", RANGES_MAX, &count);

	holding->unfulfilled = JB_NEW_ARRAY(reading->arena, uint64_t, count);
	holding->unfulfilled_count = count;
	for (size_t i = 0; i < count && jrt_reading_sound(reading); i++) {
		jb_i128 rows;

		if (!jrt_node_item_integer(array, i, &rows) || rows < 0 ||
		    rows > (jb_i128)holding->rows)
			refuse(reading, in, "unfulfilled", "numbers of rows were expected");
		else
			holding->unfulfilled[i] = (uint64_t)rows;
	}
}

/* The rule of periods that is called so; JRT_NONE: there is none. */
static uint32_t find_periods(struct jrt_reading *reading, struct jb_text every)
{
	for (uint32_t i = 0; i < reading->plan->periods_count; i++) {
		struct jb_buf name;

		jb_buf_init(&name, reading->arena);
		jrt_word_add_periods(&name, reading->plan, i);
		if (jb_text_equal(jb_buf_text(&name), every))
			return i;
	}
	return JRT_NONE;
}

static int compare_apart(const struct jrt_apart *a, const struct jrt_apart *b)
{
	if (a->periods != b->periods)
		return a->periods < b->periods ? -1 : 1;
	return (a->index > b->index) - (a->index < b->index);
}

static void read_apart(struct jrt_reading *reading, const struct jrt_place_in *in,
		       struct jrt_holding *holding)
{
	struct jrt_document *document = &reading->document;
	size_t count;
	const struct jrt_node *array = read_array(reading, in, "apart", APART_MAX, &count);

	holding->apart = JB_NEW_ARRAY(reading->arena, struct jrt_apart, count);
	for (size_t i = 0; i < count && jrt_reading_sound(reading); i++) {
		struct jrt_place_in item = {in, "apart", i, jrt_node_item(array, i)};
		struct jrt_apart *apart = &holding->apart[i];

		apart->periods = find_periods(reading, jrt_node_text(document, &item, "every"));
		if (apart->periods == JRT_NONE)
			refuse(reading, &item, "every", "the journey has no such periods");
		apart->index =
			(int64_t)jrt_node_integer(document, &item, "index", INT32_MIN, INT32_MAX);
		apart->rejected = read_rows(reading, &item, "rejected");
		if (i > 0 && compare_apart(apart - 1, apart) >= 0)
			refuse(reading, &item, "index", "periods ascend, each stands once");
		holding->apart_count = i + 1;
	}
}

static void read_holding(struct jrt_reading *reading, const struct jrt_place_in *in,
			 struct jrt_holding *holding)
{
	holding->source = jrt_reading_source(reading, in);
	holding->rows = read_rows(reading, in, "rows");
	holding->by_rows = jrt_node_flag(&reading->document, in, "by_rows");
	read_cover(reading, in, holding);
	read_split(reading, in, holding);
	read_unfulfilled(reading, in, holding);
	read_apart(reading, in, holding);
}

static int by_source(const void *a, const void *b)
{
	const struct jrt_holding *one = a, *other = b;

	return (one->source > other->source) - (one->source < other->source);
}

static void read_holdings(struct jrt_reading *reading, const struct jrt_place_in *in,
			  struct jrt_shard *shard)
{
	size_t count;
	const struct jrt_node *array =
		read_array(reading, in, "sources", reading->plan->source_count, &count);

	shard->holding = JB_NEW_ARRAY(reading->arena, struct jrt_holding, count);
	for (size_t i = 0; i < count && jrt_reading_sound(reading); i++) {
		struct jrt_place_in item = {in, "sources", i, jrt_node_item(array, i)};

		read_holding(reading, &item, &shard->holding[i]);
		shard->holding_count = i + 1;
	}
	if (!jrt_reading_sound(reading) || shard->holding_count == 0)
		return;
	qsort(shard->holding, shard->holding_count, sizeof *shard->holding, by_source);
	for (size_t i = 1; i < shard->holding_count; i++)
		if (shard->holding[i - 1].source == shard->holding[i].source)
			refuse(reading, in, "sources", "a source stands here twice");
}

static void read_shard(struct jrt_reading *reading, const struct jrt_place_in *in,
		       struct jrt_shard *shard)
{
	struct jb_digest digest;

	shard->id = jrt_node_text(&reading->document, in, "shard");
	if (shard->id.size == 0 || shard->id.size > JRT_SHARD_ID_MAX)
		refuse(reading, in, "shard", "the name of a shard has from 1 to 200 bytes");
	if (in->index > 0 && jb_text_compare(shard[-1].id, shard->id) >= 0)
		refuse(reading, in, "shard", "shards ascend by their names, each stands once");
	shard->program = jrt_node_text(&reading->document, in, "program");
	if (!jb_digest_parse(shard->program, &digest))
		refuse(reading, in, "program", "a digest was expected");
	if (jrt_reading_sound(reading))
		read_holdings(reading, in, shard);
}

/* A source over all shards. */
struct together {
	uint64_t rows;
	bool held, by_rows, covers;
	int64_t from, to;
};

static void put_together(struct together *all, const struct jrt_holding *holding)
{
	all->held = true;
	all->by_rows |= holding->by_rows;
	/* The number of shards has no limit; what is too many stays so. */
	all->rows = all->rows > JRT_STATES_ROWS_MAX ? all->rows : all->rows + holding->rows;
	if (holding->cover_count == 0)
		return;
	if (!all->covers || holding->cover[0].from < all->from)
		all->from = holding->cover[0].from;
	if (!all->covers || holding->cover[holding->cover_count - 1].to > all->to)
		all->to = holding->cover[holding->cover_count - 1].to;
	all->covers = true;
}

static bool is_of_shards(const struct jrt_source_tally *tally, const struct together *all)
{
	if (tally->rows != all->rows || (all->held && tally->cover_by_rows != all->by_rows) ||
	    (tally->unread && tally->has_cover))
		return false;
	if (tally->unread)
		return all->held;
	return tally->has_cover == all->covers &&
	       (!all->covers || (tally->cover_from == all->from && tally->cover_to == all->to));
}

/* What is said of all shards together is what the sources have. */
static void check_sources(struct jrt_reading *reading, const struct jrt_measured *out)
{
	struct together *all = JB_NEW_ARRAY(reading->arena, struct together, out->source_count);

	for (size_t i = 0; i < out->shard_count; i++)
		for (size_t s = 0; s < out->shard[i].holding_count; s++)
			put_together(&all[out->shard[i].holding[s].source],
				     &out->shard[i].holding[s]);
	for (size_t s = 0; s < out->source_count; s++)
		if (!is_of_shards(&out->source[s], &all[s]))
			jrt_reading_fault(
				reading, NULL,
				jb_text_printf(reading->arena,
					       "shards: what they have of %.*s is not what the "
					       "source says",
					       JB_ARG(reading->plan->source[s].name)));
}

void jrt_states_read_shards(struct jrt_reading *reading, struct jrt_measured *out)
{
	struct jrt_place_in root = jrt_reading_root(reading);
	const struct jrt_node *array;
	size_t count;

	if (!jrt_node_field(&root, "shards"))
		return;
	array = read_array(reading, &root, "shards", SIZE_MAX, &count);
	if (jrt_reading_sound(reading) && count == 0)
		refuse(reading, &root, "shards", "there is none");
	out->shard = JB_NEW_ARRAY(reading->arena, struct jrt_shard, count);
	for (size_t i = 0; i < count && jrt_reading_sound(reading); i++) {
		struct jrt_place_in in = jrt_reading_place("shards", i, array);

		read_shard(reading, &in, &out->shard[i]);
		out->shard_count = i + 1;
	}
	if (jrt_reading_sound(reading) && count > 0)
		check_sources(reading, out);
}

static int compare_id(const void *key, const void *item)
{
	const struct jb_text *id = key;
	const struct jrt_shard *shard = item;

	return jb_text_compare(*id, shard->id);
}

struct jb_text jrt_states_read_owner(struct jrt_reading *reading, const struct jrt_place_in *in,
				     const struct jrt_measured *out)
{
	struct jb_text id = jrt_node_text(&reading->document, in, "shard");

	if (id.size > 0 && (out->shard_count == 0 || !bsearch(&id, out->shard, out->shard_count,
							      sizeof *out->shard, compare_id)))
		refuse(reading, in, "shard", "there is no shard of this name");
	return id;
}
