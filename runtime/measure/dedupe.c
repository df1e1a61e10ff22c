/*
 * Sorts the rows by identity, and those of one identity by stamp and content; what must be
 * compared then lies side by side. The sort is stable, so of equal rows the first in file order is
 * kept.
 */
#include "measure/dedupe.h"

#include "measure/sort.h"

struct work {
	struct jrt_store *store;
	const struct jrt_dedupe *rule;
	struct jrt_sort_item *item, *scratch;
	size_t count;
	jrt_dedupe_clash *clash;
	void *user;
};

static bool identity_known(const struct work *work, size_t row)
{
	for (size_t k = 0; k < work->rule->key_count; k++)
		if (!jrt_store_known(work->store, row, work->rule->key[k]))
			return false;
	return true;
}

static bool has_stamp(const struct work *work, size_t row)
{
	return work->rule->latest == SIZE_MAX ||
	       jrt_store_known(work->store, row, work->rule->latest);
}

static int64_t stamp(const struct work *work, size_t row)
{
	return work->rule->latest == SIZE_MAX
		       ? 0
		       : jrt_store_value(work->store, row, work->rule->latest);
}

static uint64_t hash(const struct work *work, size_t row)
{
	return jrt_store_chunk(work->store, row)->hash[row % JRT_LANE_ROWS];
}

static bool same_identity(const struct work *work, size_t a, size_t b)
{
	for (size_t k = 0; k < work->rule->key_count; k++)
		if (jrt_store_value(work->store, a, work->rule->key[k]) !=
		    jrt_store_value(work->store, b, work->rule->key[k]))
			return false;
	return true;
}

static bool same_content(const struct work *work, size_t a, size_t b)
{
	if (hash(work, a) != hash(work, b))
		return false;
	for (size_t l = 0; l < work->rule->column_lanes; l++) {
		bool known = jrt_store_known(work->store, a, l);

		if (known != jrt_store_known(work->store, b, l))
			return false;
		if (known &&
		    jrt_store_value(work->store, a, l) != jrt_store_value(work->store, b, l))
			return false;
	}
	return true;
}

/* All rows by identity, which for most of them is the end of it. */
static void sort_rows(struct work *work)
{
	const struct jrt_dedupe *rule = work->rule;

	for (size_t k = rule->key_count; k-- > 0;) {
		for (size_t i = 0; i < work->count; i++)
			work->item[i].key =
				jrt_store_value(work->store, work->item[i].tag, rule->key[k]);
		jrt_sort(work->item, work->scratch, work->count);
	}
}

/* Rows of one identity: the greatest stamp first (~x descends where x ascends), rows without a
 * stamp last, equal content side by side. */
static void sort_group(struct work *work, struct jrt_sort_item *item, size_t count)
{
	for (size_t i = 0; i < count; i++)
		item[i].key = (int64_t)hash(work, item[i].tag);
	jrt_sort(item, work->scratch, count);
	if (work->rule->latest == SIZE_MAX)
		return;
	for (size_t i = 0; i < count; i++)
		item[i].key = ~stamp(work, item[i].tag);
	jrt_sort(item, work->scratch, count);
	for (size_t i = 0; i < count; i++)
		item[i].key = !has_stamp(work, item[i].tag);
	jrt_sort(item, work->scratch, count);
}

static void reject(const struct work *work, size_t row, size_t other, enum jrt_clash clash)
{
	*jrt_store_fate(work->store, row) = JRT_REJECTED;
	work->clash(work->user, row, other, clash);
}

/* Rows of one identity and the greatest stamp, equal content side by side. */
static void settle_top(const struct work *work, const struct jrt_sort_item *item, size_t count)
{
	size_t first = item[0].tag, last = first;
	bool clash = false;

	for (size_t i = 1; i < count; i++) {
		size_t row = item[i].tag;

		if (same_content(work, last, row)) {
			*jrt_store_fate(work->store, row) = JRT_DUPLICATE;
			continue;
		}
		if (!clash)
			reject(work, first, row, JRT_CLASH_CONTENT);
		reject(work, row, first, JRT_CLASH_CONTENT);
		clash = true;
		last = row;
	}
}

/* Rows of one identity. */
static void settle_group(struct work *work, struct jrt_sort_item *item, size_t count)
{
	size_t top = 1;

	if (count == 1)
		return;
	sort_group(work, item, count);
	if (!has_stamp(work, item[0].tag)) {
		for (size_t i = 0; i < count; i++)
			reject(work, item[i].tag, item[i ? 0 : 1].tag, JRT_CLASH_NO_STAMP);
		return;
	}
	while (top < count && has_stamp(work, item[top].tag) &&
	       stamp(work, item[top].tag) == stamp(work, item[0].tag))
		top++;
	settle_top(work, item, top);
	for (size_t i = top; i < count; i++) {
		if (has_stamp(work, item[i].tag))
			*jrt_store_fate(work->store, item[i].tag) = JRT_DUPLICATE;
		else
			reject(work, item[i].tag, item[0].tag, JRT_CLASH_NO_STAMP);
	}
}

void jrt_dedupe_run(struct jrt_store *store, const struct jrt_dedupe *rule, struct jb_arena *arena,
		    jrt_dedupe_clash *clash, void *user)
{
	struct work work = {.store = store, .rule = rule, .clash = clash, .user = user};

	work.item = JB_NEW_ARRAY(arena, struct jrt_sort_item, store->rows);
	work.scratch = JB_NEW_ARRAY(arena, struct jrt_sort_item, store->rows);
	for (size_t row = 0; row < store->rows; row++)
		if (*jrt_store_fate(store, row) == JRT_LIVE && identity_known(&work, row))
			work.item[work.count++].tag = row;
	sort_rows(&work);
	for (size_t from = 0, to; from < work.count; from = to) {
		for (to = from + 1; to < work.count; to++)
			if (!same_identity(&work, work.item[from].tag, work.item[to].tag))
				break;
		settle_group(&work, work.item + from, to - from);
	}
}
