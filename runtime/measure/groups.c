/*
 * Rows by group. The batch is sorted by key and then, stably, by slot; each stretch of one slot
 * and key is one group's. Groups of a slot are an ascending list into which a batch's new keys are
 * merged at once.
 */
#include "measure/groups.h"

#include <stdlib.h>
#include <string.h>

static bool is_timed(const struct jrt_groups *groups)
{
	return groups->metric->grouping.key == JRT_NONE;
}

struct jrt_groups *jrt_groups_make(struct jb_arena *arena, const struct jrt_metric *metric,
				   const struct jrt_slots *slots)
{
	const struct jrt_period_spec day = {.unit = JRT_DAY};
	const struct jrt_zone *zone = slots->periods.zone ? slots->periods.zone : jrt_zone_utc();
	struct jrt_groups *groups;
	struct jb_text why;

	if (metric->grouping.kind == JRT_GROUPS_NONE)
		return NULL;
	groups = JB_NEW(arena, struct jrt_groups);
	groups->metric = metric;
	jrt_period_init(&groups->day, &day, zone, arena, &why);
	groups->key = JB_NEW_ARRAY(arena, int64_t, JRT_LANE_ROWS);
	groups->known = JB_NEW_ARRAY(arena, uint8_t, JRT_LANE_ROWS);
	groups->slot = JB_NEW_ARRAY(arena, uint32_t, JRT_LANE_ROWS);
	groups->order = JB_NEW_ARRAY(arena, uint32_t, JRT_LANE_ROWS);
	groups->item = JB_NEW_ARRAY(arena, struct jrt_sort_item, JRT_LANE_ROWS);
	groups->scratch = JB_NEW_ARRAY(arena, struct jrt_sort_item, JRT_LANE_ROWS);
	groups->run = JB_NEW_ARRAY(arena, struct jrt_group_run, JRT_LANE_ROWS);
	groups->use = JB_NEW_ARRAY(arena, uint8_t, JRT_LANE_ROWS);
	groups->a = JB_NEW_ARRAY(arena, int64_t, JRT_LANE_ROWS);
	groups->b = JB_NEW_ARRAY(arena, int64_t, JRT_LANE_ROWS);
	groups->time = JB_NEW_ARRAY(arena, int64_t, JRT_LANE_ROWS);
	groups->weight = JB_NEW_ARRAY(arena, uint64_t, JRT_LANE_ROWS);
	return groups;
}

/* ---- keys of a batch ---- */

int64_t jrt_groups_stretch(struct jrt_groups *groups, int64_t time)
{
	int64_t midnight;

	jrt_period_index(&groups->day, time);
	midnight = groups->day.last.from;
	return time - (time - midnight) % groups->metric->grouping.length;
}

static void find_keys(struct jrt_groups *groups, const struct jrt_metered *rows,
		      const uint8_t *take)
{
	struct jrt_lane lane;

	if (is_timed(groups)) {
		memcpy(groups->known, rows->times.known, rows->rows);
		for (uint32_t row = 0; row < rows->rows; row++)
			if (take[row])
				groups->key[row] =
					jrt_groups_stretch(groups, rows->times.time[row]);
		return;
	}
	lane = rows->main->lane[groups->metric->grouping.key];
	memcpy(groups->known, lane.known, rows->rows);
	memcpy(groups->key, lane.value, rows->rows * sizeof *groups->key);
	for (uint32_t row = 0; row < rows->rows; row++)
		if (!lane.known[row])
			groups->key[row] = 0;
}

/* Rows in the order of slot, whether their key is known, and key; gives how many. */
static uint32_t sort_rows(struct jrt_groups *groups, const uint8_t *take,
			  const struct jrt_slots *slots)
{
	uint32_t count = 0;

	for (size_t r = 0; r < slots->run_count; r++)
		for (uint32_t row = slots->run[r].begin; row < slots->run[r].end; row++) {
			if (!take[row])
				continue;
			groups->slot[row] = slots->run[r].slot;
			groups->item[count++] = (struct jrt_sort_item){groups->key[row], row};
		}
	jrt_sort(groups->item, groups->scratch, count);
	for (uint32_t i = 0; i < count; i++) {
		uint64_t row = groups->item[i].tag;

		groups->item[i].key = (int64_t)groups->slot[row] * 2 + groups->known[row];
	}
	jrt_sort(groups->item, groups->scratch, count);
	for (uint32_t i = 0; i < count; i++)
		groups->order[i] = (uint32_t)groups->item[i].tag;
	return count;
}

/* ---- groups of a slot ---- */

static void reach(struct jrt_groups *groups, size_t slots, struct jb_arena *arena)
{
	size_t wanted = slots < 2 * groups->lists ? 2 * groups->lists : slots;

	if (slots <= groups->lists)
		return;
	groups->list = jb_realloc(arena, groups->list, groups->lists * sizeof *groups->list,
				  wanted * sizeof *groups->list);
	memset(groups->list + groups->lists, 0, (wanted - groups->lists) * sizeof *groups->list);
	groups->lists = wanted;
}

static struct jrt_account *new_account(const struct jrt_groups *groups, struct jb_arena *arena)
{
	const struct jrt_metric *metric = groups->metric;
	struct jrt_account *account = JB_NEW_ARRAY(arena, struct jrt_account, metric->part_count);

	for (size_t p = 0; p < metric->part_count; p++)
		account[p].state.kind = metric->part[p].kind;
	return account;
}

static struct jrt_account *find(const struct jrt_group_list *list, int64_t key)
{
	size_t low = 0, high = list->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (list->at[middle].key < key)
			low = middle + 1;
		else
			high = middle;
	}
	return low < list->count && list->at[low].key == key ? list->at[low].account : NULL;
}

/* Merges `fresh` ascending keys, none of which the list has, from the far end. */
static void insert(struct jrt_groups *groups, struct jrt_group_list *list,
		   const struct jrt_sort_item *fresh, size_t count, struct jb_arena *arena)
{
	size_t wanted = list->count + count, from = list->count, to = wanted;

	if (wanted > list->room) {
		size_t room = list->room * 2 > wanted ? list->room * 2 : wanted;

		list->at = jb_realloc(arena, list->at, list->room * sizeof *list->at,
				      room * sizeof *list->at);
		list->room = room;
	}
	while (count > 0) {
		if (from > 0 && list->at[from - 1].key > fresh[count - 1].key)
			list->at[--to] = list->at[--from];
		else
			list->at[--to] = (struct jrt_group_entry){fresh[--count].key,
								  new_account(groups, arena)};
	}
	groups->count += wanted - list->count;
	list->count = wanted;
}

/* Makes the groups of the runs from `first` on, which are of one slot. */
static void make_missing(struct jrt_groups *groups, struct jrt_group_list *list, size_t first,
			 struct jb_arena *arena)
{
	struct jrt_sort_item *fresh = groups->scratch;
	size_t count = 0;

	for (size_t r = first; r < groups->run_count; r++) {
		int64_t key = groups->key[groups->order[groups->run[r].begin]];

		if (groups->count + count < JRT_GROUPS_MAX && !find(list, key))
			fresh[count++].key = key;
	}
	insert(groups, list, fresh, count, arena);
}

static struct jrt_account *apart(struct jrt_groups *groups, struct jrt_account **account,
				 struct jb_arena *arena)
{
	if (!*account)
		*account = new_account(groups, arena);
	return *account;
}

struct jrt_account *jrt_groups_account(struct jrt_groups *groups, uint32_t slot, bool known,
				       int64_t key, struct jb_arena *arena)
{
	const struct jrt_sort_item fresh = {.key = key};
	struct jrt_group_list *list;
	struct jrt_account *account;

	reach(groups, (size_t)slot + 1, arena);
	list = &groups->list[slot];
	if (!known)
		return apart(groups, &list->without_key, arena);
	account = find(list, key);
	if (!account && groups->count >= JRT_GROUPS_MAX)
		return apart(groups, &list->beyond, arena);
	if (!account)
		insert(groups, list, &fresh, 1, arena);
	return account ? account : find(list, key);
}

/* ---- a batch ---- */

static void add_run(struct jrt_groups *groups, uint32_t begin, uint32_t end)
{
	groups->run[groups->run_count++] = (struct jrt_group_run){.begin = begin, .end = end};
}

/* The runs of one slot: rows without a key first, then a run a key. */
static uint32_t cut_slot(struct jrt_groups *groups, uint32_t begin, uint32_t count,
			 struct jb_arena *arena)
{
	const uint32_t *order = groups->order;
	const uint32_t slot = groups->slot[order[begin]];
	struct jrt_group_list *list = &groups->list[slot];
	uint32_t at = begin;
	size_t first;

	while (at < count && groups->slot[order[at]] == slot && !groups->known[order[at]])
		at++;
	if (at > begin) {
		add_run(groups, begin, at);
		groups->run[groups->run_count - 1].account =
			apart(groups, &list->without_key, arena);
	}
	first = groups->run_count;
	while (at < count && groups->slot[order[at]] == slot) {
		uint32_t from = at;

		while (at < count && groups->slot[order[at]] == slot &&
		       groups->key[order[at]] == groups->key[order[from]])
			at++;
		add_run(groups, from, at);
	}
	make_missing(groups, list, first, arena);
	for (size_t r = first; r < groups->run_count; r++) {
		struct jrt_account *account = find(list, groups->key[order[groups->run[r].begin]]);

		groups->run[r].account = account ? account : apart(groups, &list->beyond, arena);
	}
	return at;
}

void jrt_groups_sort(struct jrt_groups *groups, const struct jrt_metered *rows, const uint8_t *take,
		     const struct jrt_slots *slots, struct jb_arena *arena)
{
	uint32_t count;

	reach(groups, slots->slot.count, arena);
	find_keys(groups, rows, take);
	count = sort_rows(groups, take, slots);
	groups->run_count = 0;
	for (uint32_t at = 0; at < count;)
		at = cut_slot(groups, at, count, arena);
}

static void gather(struct jrt_groups *groups, const struct jrt_stretch *all)
{
	const struct jrt_group_run *last = &groups->run[groups->run_count - 1];

	for (uint32_t i = 0; i < last->end; i++) {
		uint32_t row = groups->order[i];

		groups->use[i] = all->use[row];
		groups->time[i] = all->time[row];
		groups->a[i] = all->a ? all->a[row] : 0;
		groups->b[i] = all->b ? all->b[row] : 0;
		groups->weight[i] = all->weight ? all->weight[row] : 1;
	}
}

void jrt_groups_add(struct jrt_groups *groups, size_t number, const struct jrt_stretch *all,
		    struct jb_arena *arena)
{
	if (groups->run_count == 0)
		return;
	gather(groups, all);
	for (size_t r = 0; r < groups->run_count; r++) {
		const struct jrt_group_run *run = &groups->run[r];
		struct jrt_stretch stretch = {
			.use = groups->use + run->begin,
			.a = all->a ? groups->a + run->begin : NULL,
			.b = all->b ? groups->b + run->begin : NULL,
			.time = groups->time + run->begin,
			.weight = all->weight ? groups->weight + run->begin : NULL,
			.rows = run->end - run->begin,
		};

		jrt_account_add(&run->account[number], &stretch, arena);
	}
}

/* ---- states ---- */

/* A group on its way out. */
struct keyed {
	struct jb_text key;
	struct jrt_account *account;
};

static int by_key(const void *a, const void *b)
{
	return jb_text_compare(((const struct keyed *)a)->key, ((const struct keyed *)b)->key);
}

static struct keyed *in_order(const struct jrt_groups *groups, const struct jrt_group_list *list,
			      const struct jrt_finish *finish)
{
	const struct jrt_grouping *grouping = &groups->metric->grouping;
	struct keyed *keyed = JB_NEW_ARRAY(finish->arena, struct keyed, list->count);

	for (size_t g = 0; g < list->count; g++) {
		int64_t key = list->at[g].key;

		keyed[g].account = list->at[g].account;
		keyed[g].key =
			is_timed(groups) || grouping->type != JRT_TEXT
				? jrt_groups_key_text(finish->into, grouping, key)
				: jb_text_copy(finish->into, finish->text(finish->user, key));
	}
	if (list->count)
		qsort(keyed, list->count, sizeof *keyed, by_key);
	return keyed;
}

static struct jrt_part_state state_of(const struct jrt_groups *groups, size_t part,
				      const struct jrt_group_list *list, const struct keyed *keyed,
				      const struct jrt_finish *finish)
{
	struct jrt_part_state out = {.kind = groups->metric->part[part].kind};

	out.group = JB_NEW_ARRAY(finish->into, struct jrt_group, list->count);
	out.group_count = list->count;
	for (size_t g = 0; g < list->count; g++) {
		struct jrt_group *group = &out.group[g];

		group->key = keyed[g].key;
		group->state = jrt_account_state(&keyed[g].account[part],
						 &groups->metric->part[part], finish);
		out.n += group->state.n;
		out.unusable += group->state.unusable;
		out.not_due += group->state.not_due;
		out.left_out += group->state.left_out;
	}
	if (list->without_key) {
		const struct jrt_part_state *without = &list->without_key[part].state;

		out.unusable += without->n + without->unusable;
		out.not_due += without->not_due;
		out.left_out += without->left_out;
	}
	if (list->beyond) {
		const struct jrt_part_state *beyond = &list->beyond[part].state;

		out.beyond = beyond->n + beyond->unusable;
		out.not_due += beyond->not_due;
		out.left_out += beyond->left_out;
	}
	return out;
}

struct jrt_part_state *jrt_groups_states(struct jrt_groups *groups, uint32_t slot,
					 const struct jrt_finish *finish)
{
	const size_t parts = groups->metric->part_count;
	struct jrt_part_state *states = JB_NEW_ARRAY(finish->into, struct jrt_part_state, parts);
	const struct jrt_group_list *list;
	struct keyed *keyed;

	reach(groups, (size_t)slot + 1, finish->arena);
	list = &groups->list[slot];
	keyed = in_order(groups, list, finish);
	for (size_t p = 0; p < parts; p++)
		states[p] = state_of(groups, p, list, keyed, finish);
	return states;
}
