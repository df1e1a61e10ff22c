/*
 * Sights of rows, see sights.h: bits set sight by sight over all rows at hand, then a number for
 * each different pattern of bits. Knows no flow.
 */
#include "measure/sights.h"

#include <string.h>

void jrt_sights_init(struct jrt_sight_table *table, struct jb_arena *arena,
		     const struct jrt_cases *cases)
{
	*table = (struct jrt_sight_table){
		.arena = arena,
		.cases = cases,
		.words = (cases->sight_count + 63) / 64,
	};
	table->bits = JB_NEW_ARRAY(arena, uint64_t, table->words * JRT_LANE_ROWS);
	jb_map_init(&table->index, arena);
	jb_push(arena, &table->list);
}

void jrt_sights_look(struct jrt_sight_table *table, const struct jrt_lane *lane, uint32_t rows)
{
	memset(table->bits, 0, table->words * rows * sizeof *table->bits);
	for (size_t i = 0; i < table->cases->sight_count; i++) {
		uint32_t sight = table->cases->sight[i];
		uint64_t *word = table->bits + i / 64;

		for (uint32_t row = 0; row < rows && sight != JRT_UNSEEN; row++)
			if (sight == JRT_NONE || jrt_lane_true(lane[sight], row))
				word[row * table->words] |= UINT64_C(1) << (i % 64);
	}
}

static struct jrt_sights sights_of(struct jrt_sight_table *table, const uint64_t *bits)
{
	JB_VEC(uint32_t) list = {0};

	for (uint32_t i = 0; i < table->cases->sight_count; i++)
		if (bits[i / 64] >> (i % 64) & 1)
			*jb_push(table->arena, &list) = i;
	return (struct jrt_sights){.sight = list.at, .count = list.count};
}

uint32_t jrt_sights_of(struct jrt_sight_table *table, uint32_t row)
{
	const uint64_t *bits = table->bits + row * table->words;
	struct jb_text key = {.at = (const char *)bits, .size = table->words * sizeof *bits};
	uint64_t *at;
	bool fresh, any = false;

	for (size_t i = 0; i < table->words; i++)
		any |= bits[i] != 0;
	if (!any)
		return 0;
	at = jb_map_intern(&table->index, &key, &fresh);
	if (fresh) {
		*at = table->list.count;
		*jb_push(table->arena, &table->list) = sights_of(table, bits);
	}
	return (uint32_t)*at;
}
