/*
 * Rows of an answer added up to the cells of meters: which group of rows is which meter's, and what
 * it is to each part. All has been checked.
 */
#include <stdlib.h>

#include "base/utf8.h"
#include "engine/answer_sums.h"

/* ---- keys ---- */

struct keyed {
	struct jb_text text;
	size_t group;
};

static int by_text(const void *a, const void *b)
{
	return jb_text_compare(((const struct keyed *)a)->text, ((const struct keyed *)b)->text);
}

/* Texts get their symbols in their own order, not in that of the answer. They are compared in NFC,
 * as everywhere. */
static void find_symbols(const struct jrt_sums *s, const struct jrt_answer *answer,
			 struct jrt_elsewhere_key *key)
{
	struct keyed *keyed = JB_NEW_ARRAY(s->answers->arena, struct keyed, answer->group.count);
	size_t count = 0;

	for (size_t g = 0; g < answer->group.count; g++)
		if (key[g].known)
			keyed[count++] = (struct keyed){
				jb_utf8_nfc(s->answers->arena,
					    jb_symbols_text(&s->answers->texts,
							    (jb_symbol)answer->group.at[g].key)),
				g};
	if (count)
		qsort(keyed, count, sizeof *keyed, by_text);
	for (size_t i = 0; i < count; i++)
		key[keyed[i].group].key = jrt_elsewhere_text(s->feed, keyed[i].text);
}

struct jrt_elsewhere_key *jrt_sums_keys(const struct jrt_sums *s, uint32_t number)
{
	const struct jrt_grouping *grouping = s->answers->queries->query[number].grouping;
	const struct jrt_answer *answer = &s->answers->answer[number];
	struct jrt_elsewhere_key *key =
		JB_NEW_ARRAY(s->answers->arena, struct jrt_elsewhere_key, answer->group.count);

	for (size_t g = 0; g < answer->group.count && grouping; g++)
		key[g] = (struct jrt_elsewhere_key){answer->group.at[g].has_key,
						    answer->group.at[g].key};
	if (grouping && grouping->key != JRT_NONE && grouping->type == JRT_TEXT)
		find_symbols(s, answer, key);
	return key;
}

/* ---- cells ---- */

uint32_t *jrt_sums_slots(const struct jrt_sums *s, uint32_t number)
{
	const struct jrt_query *query = &s->answers->queries->query[number];
	const struct jrt_answer *answer = &s->answers->answer[number];
	uint32_t *slot = JB_NEW_ARRAY(s->answers->arena, uint32_t, answer->group.count);

	for (size_t g = 0; g < answer->group.count; g++)
		slot[g] = answer->group.at[g].has_period
				  ? jrt_elsewhere_slot(s->feed, query->periods,
						       answer->group.at[g].period)
				  : JRT_NONE;
	return slot;
}

static void fill_periods(const struct jrt_sums *s, uint32_t number, const uint32_t *slot)
{
	const struct jrt_answer *answer = &s->answers->answer[number];

	for (size_t g = 0; g < answer->group.count; g++) {
		const struct jrt_answer_group *group = &answer->group.at[g];

		if (slot[g] != JRT_NONE && group->fate != JRT_FATE_IGNORED)
			jrt_elsewhere_period(s->feed, s->answers->queries->query[number].periods,
					     slot[g],
					     group->fate == JRT_FATE_ACCEPTED ? group->rows : 0,
					     group->fate == JRT_FATE_REJECTED ? group->rows : 0);
	}
}

static struct jrt_part_state state_of(const struct jrt_answer_group *group,
				      const struct jrt_answer_part *part, enum jrt_part_kind kind)
{
	struct jrt_part_state state = {
		.kind = kind,
		.n = part->n,
		.unusable = part->unusable,
		.not_due = part->not_due,
		.left_out = group->rows - part->n - part->unusable - part->not_due,
		.num = part->num,
		.den = part->den,
	};

	switch (kind) {
	case JRT_PART_COUNT: state.num = (jb_i128)part->n; break;
	case JRT_PART_NET:
		state.positive = (uint64_t)part->num;
		state.negative = (uint64_t)part->den;
		state.num = part->num - part->den;
		state.den = (jb_i128)part->n;
		break;
	case JRT_PART_LAST:
		state.last_time = (int64_t)part->den;
		state.den = 0;
		break;
	case JRT_PART_SHARE:
	case JRT_PART_MEAN: state.den = (jb_i128)part->n; break;
	default: break;
	}
	return state;
}

bool jrt_sums_in_scope(const struct jrt_query_meter *meter, const struct jrt_answer_group *group)
{
	return group->fate == JRT_FATE_ACCEPTED &&
	       (meter->mask == JRT_NONE || jrt_answer_bit(group->bits, meter->mask));
}

bool jrt_sums_relieved(const struct jrt_query_meter *meter, const struct jrt_answer_group *group)
{
	bool relieved = meter->relief != JRT_NONE && jrt_answer_bit(group->bits, meter->relief);

	for (size_t i = 0; i < meter->surplus_count; i++)
		relieved |= jrt_answer_bit(group->bits, meter->surplus[i]);
	return relieved;
}

/* What an answer is poured out from. */
struct pour {
	const struct jrt_sums *sums;
	const struct jrt_query *query;
	const struct jrt_answer *answer;
	const uint32_t *slot;
	const struct jrt_elsewhere_key *key;
	struct jrt_paths *paths;
	size_t *order; /* of its groups: by slot, then by key */
};

struct place {
	uint32_t slot;
	struct jrt_elsewhere_key key;
	size_t group;
};

static int by_place(const void *a, const void *b)
{
	const struct place *x = a, *y = b;

	if (x->slot != y->slot)
		return x->slot < y->slot ? -1 : 1;
	if (x->key.known != y->key.known)
		return x->key.known ? 1 : -1;
	if (x->key.key != y->key.key)
		return x->key.key < y->key.key ? -1 : 1;
	return (x->group > y->group) - (x->group < y->group);
}

static void find_order(struct pour *pour)
{
	struct jb_arena *arena = pour->sums->answers->arena;
	const size_t count = pour->answer->group.count;
	struct place *place = JB_NEW_ARRAY(arena, struct place, count);

	pour->order = JB_NEW_ARRAY(arena, size_t, count);
	for (size_t g = 0; g < count; g++)
		place[g] = (struct place){pour->slot[g], pour->key[g], g};
	if (count && pour->query->grouping)
		qsort(place, count, sizeof *place, by_place);
	for (size_t i = 0; i < count; i++)
		pour->order[i] = place[i].group;
}

/* The rows of one group as the meter's. */
static void fill_group(const struct pour *pour, const struct jrt_query_meter *meter, size_t number)
{
	struct jrt_feed *feed = pour->sums->feed;
	struct jrt_meter_run *run = jrt_elsewhere_meter(feed, meter->meter);
	const struct jrt_plan *plan = pour->sums->answers->plan;
	const struct jrt_metric *metric = &plan->metric[plan->meter[meter->meter].metric];
	const struct jrt_answer_group *group = &pour->answer->group.at[number];
	const bool relieved = jrt_sums_relieved(meter, group);

	jrt_elsewhere_scope(feed, run, pour->slot[number], group->rows, relieved ? group->rows : 0);
	if (relieved)
		return;
	for (uint32_t p = 0; p < metric->part_count; p++) {
		const uint32_t of = jrt_paths_part(pour->paths, group, meter->part[p]);
		const struct jrt_part_state state =
			state_of(group, &group->part[of], pour->query->part[of].part->kind);

		jrt_elsewhere_part(
			feed,
			jrt_elsewhere_account(feed, run, pour->slot[number], &pour->key[number], p),
			&state);
	}
}

void jrt_sums_fill(const struct jrt_sums *s, uint32_t number, bool first_of_periods)
{
	struct pour pour = {.sums = s,
			    .query = &s->answers->queries->query[number],
			    .answer = &s->answers->answer[number],
			    .slot = jrt_sums_slots(s, number),
			    .key = jrt_sums_keys(s, number)};

	pour.paths = jrt_paths_make(s, pour.query);
	if (first_of_periods)
		fill_periods(s, number, pour.slot);
	find_order(&pour);
	for (size_t m = 0; m < pour.query->meter_count; m++)
		for (size_t i = 0; i < pour.answer->group.count; i++) {
			const size_t g = pour.order[i];

			if (pour.slot[g] != JRT_NONE &&
			    jrt_sums_in_scope(&pour.query->meter[m], &pour.answer->group.at[g]))
				fill_group(&pour, &pour.query->meter[m], g);
		}
}
