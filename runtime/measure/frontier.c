/*
 * Which registers make the frontier, rows to signatures, and back.
 */
#include "measure/frontier.h"

#include <string.h>

#include "journey/plan_op.h"
#include "measure/feed.h"

#define RECENT_BITS 12
#define ERA_BITS 32

/* ---- which registers ---- */

static bool is_constant(enum jrt_op op)
{
	return op == JRT_OP_CONSTANT || op == JRT_OP_MISSING_VALUE || op == JRT_OP_ALL;
}

static void want(bool *wanted, uint32_t step)
{
	if (step != JRT_NONE)
		wanted[step] = true;
}

/* What the waiting parts of a meter read, and whether one of them looks at the time. */
static void want_of_meter(struct jrt_frontier *frontier, const struct jrt_meter_run *run,
			  bool *wanted)
{
	const struct jrt_metric *metric = run->metric;

	want(wanted, run->meter->mask);
	if (metric->grouping.kind != JRT_GROUPS_NONE) {
		want(wanted, metric->grouping.key);
		frontier->keeps_time |= metric->grouping.key == JRT_NONE;
	}
	for (size_t p = 0; p < metric->part_count; p++) {
		const struct jrt_part *part = &metric->part[p];

		if (!run->part_waits[p])
			continue;
		want(wanted, part->among);
		if (jrt_part_needs_a(part->kind))
			want(wanted, part->a);
		if (jrt_part_needs_b(part->kind))
			want(wanted, part->b);
		frontier->keeps_time |= part->kind == JRT_PART_LAST || part->kind == JRT_PART_STOCK;
	}
}

/* From registers that wait down to what they are computed from. */
static void want_operands(const struct jrt_program *program, const bool *waits, bool *wanted)
{
	for (size_t i = program->count; i-- > 0;) {
		const struct jrt_step *step = &program->step[i];
		const uint32_t operand[] = {step->a, step->b, step->c};

		if (!wanted[i] || !waits[i])
			continue;
		for (unsigned o = 0; o < jrt_op_operands(step->op); o++)
			wanted[operand[o]] = true;
	}
}

static void choose(struct jrt_frontier *frontier, const struct jrt_feed *feed)
{
	const struct jrt_program *program = &feed->source->main;
	bool *wanted = JB_NEW_ARRAY(frontier->arena, bool, program->count);

	frontier->flag = JB_NEW_ARRAY(frontier->arena, uint32_t, program->count);
	frontier->value = JB_NEW_ARRAY(frontier->arena, uint32_t, program->count);
	for (size_t m = 0; m < feed->meter_count; m++)
		if (jrt_meter_waits(&feed->meter[m]))
			want_of_meter(frontier, &feed->meter[m], wanted);
	want_operands(program, feed->waits, wanted);
	for (uint32_t i = 0; i < program->count; i++) {
		if (!wanted[i] || feed->waits[i] || is_constant(program->step[i].op))
			continue;
		if (program->step[i].type == JRT_FLAG)
			frontier->flag[frontier->flag_count++] = i;
		else
			frontier->value[frontier->value_count++] = i;
	}
}

/* ---- the program that begins from the frontier ---- */

/* The steps keep their numbers, because parts and masks name them: registers of the frontier become
 * columns, and those that nobody will look at a column of unknowns. */
static const struct jrt_program *begin_from_there(const struct jrt_frontier *frontier,
						  const struct jrt_feed *feed)
{
	const struct jrt_program *main = &feed->source->main;
	struct jrt_step *step = JB_NEW_ARRAY(frontier->arena, struct jrt_step, main->count);
	struct jrt_program *program = JB_NEW(frontier->arena, struct jrt_program);
	uint32_t columns = 0;

	for (size_t i = 0; i < main->count; i++) {
		step[i] = main->step[i];
		if (feed->waits[i] || is_constant(step[i].op))
			continue;
		step[i].op = JRT_OP_COLUMN;
		step[i].a = (uint32_t)(frontier->flag_count + frontier->value_count);
	}
	for (size_t f = 0; f < frontier->flag_count; f++)
		step[frontier->flag[f]].a = columns++;
	for (size_t v = 0; v < frontier->value_count; v++)
		step[frontier->value[v]].a = columns++;
	*program = (struct jrt_program){.step = step, .count = main->count};
	return program;
}

static void make_machine(struct jrt_frontier *frontier, struct jrt_feed *feed)
{
	struct jrt_measuring *m = feed->measuring;
	struct jb_arena *arena = frontier->arena;
	size_t columns = frontier->flag_count + frontier->value_count;

	jrt_machine_init(&frontier->machine, arena, m->plan, m->zone, feed->source,
			 begin_from_there(frontier, feed));
	frontier->machine.calendar = m->calendar;
	frontier->column = JB_NEW_ARRAY(arena, struct jrt_lane, columns + 1);
	frontier->lane_value = JB_NEW_ARRAY(arena, int64_t *, columns);
	frontier->lane_known = JB_NEW_ARRAY(arena, uint8_t *, columns);
	for (size_t c = 0; c < columns; c++) {
		frontier->lane_value[c] = JB_NEW_ARRAY(arena, int64_t, JRT_LANE_ROWS);
		frontier->lane_known[c] = JB_NEW_ARRAY(arena, uint8_t, JRT_LANE_ROWS);
		frontier->column[c] =
			(struct jrt_lane){frontier->lane_value[c], frontier->lane_known[c]};
	}
	frontier->column[columns] = frontier->machine.nothing;
}

void jrt_frontier_init(struct jrt_frontier *frontier, struct jrt_feed *feed)
{
	struct jb_arena *arena = &feed->measuring->scratch;

	*frontier = (struct jrt_frontier){.arena = arena};
	jrt_eras_init(&frontier->eras, feed);
	choose(frontier, feed);
	frontier->words = (ERA_BITS + 2 * frontier->flag_count + frontier->value_count + 63) / 64;
	jb_map_init(&frontier->number, arena);
	frontier->recent = JB_NEW_ARRAY(arena, uint32_t, (size_t)1 << RECENT_BITS);
	frontier->one = JB_NEW_ARRAY(arena, uint64_t, frontier->words);
	frontier->packed = JB_NEW_ARRAY(arena, uint64_t, frontier->words * JRT_LANE_ROWS);
	make_machine(frontier, feed);
}

/* ---- rows to signatures ---- */

static void pack_flag(uint64_t *restrict word, struct jrt_lane lane, uint32_t rows, unsigned shift)
{
	for (uint32_t i = 0; i < rows; i++) {
		uint64_t known = lane.known[i] & 1;

		word[i] |= (known | (known & (uint64_t)(lane.value[i] != 0)) << 1) << shift;
	}
}

static void pack_known(uint64_t *restrict word, struct jrt_lane lane, uint32_t rows, unsigned shift)
{
	for (uint32_t i = 0; i < rows; i++)
		word[i] |= (uint64_t)(lane.known[i] & 1) << shift;
}

static void pack(struct jrt_frontier *frontier, const struct jrt_machine *main, uint32_t rows)
{
	size_t bit = ERA_BITS;

	memset(frontier->packed, 0, frontier->words * JRT_LANE_ROWS * sizeof *frontier->packed);
	for (size_t f = 0; f < frontier->flag_count; f++, bit += 2)
		pack_flag(frontier->packed + bit / 64 * JRT_LANE_ROWS,
			  main->lane[frontier->flag[f]], rows, bit % 64);
	for (size_t v = 0; v < frontier->value_count; v++, bit++)
		pack_known(frontier->packed + bit / 64 * JRT_LANE_ROWS,
			   main->lane[frontier->value[v]], rows, bit % 64);
}

static uint32_t number_of(struct jrt_frontier *frontier, const uint64_t *word)
{
	struct jb_text key = {(const char *)word, frontier->words * sizeof *word};
	bool fresh;
	uint64_t *number = jb_map_intern(&frontier->number, &key, &fresh);

	if (fresh) {
		*number = ++frontier->count;
		for (size_t w = 0; w < frontier->words; w++)
			*jb_push(frontier->arena, &frontier->word) = word[w];
	}
	return (uint32_t)(*number - 1);
}

static bool is_signature(const struct jrt_frontier *frontier, uint32_t signature,
			 const uint64_t *word)
{
	const uint64_t *other = &frontier->word.at[signature * frontier->words];

	for (size_t w = 0; w < frontier->words; w++)
		if (word[w] != other[w])
			return false;
	return true;
}

/* A small table of signatures seen lately stands before the map. */
static uint32_t sign(struct jrt_frontier *frontier, const uint64_t *word)
{
	uint64_t hash = 0;
	uint32_t *recent;

	for (size_t w = 0; w < frontier->words; w++)
		hash = (hash ^ word[w]) * UINT64_C(0x9e3779b97f4a7c15);
	recent = &frontier->recent[hash >> (64 - RECENT_BITS)];
	if (*recent && is_signature(frontier, *recent - 1, word))
		return *recent - 1;
	*recent = number_of(frontier, word) + 1;
	return *recent - 1;
}

void jrt_frontier_sign(struct jrt_frontier *frontier, const struct jrt_feed *feed,
		       const uint32_t *pick, uint32_t count, uint32_t *signature)
{
	const size_t words = frontier->words;

	if (count == 0)
		return;
	pack(frontier, &feed->main, pick[count - 1] + 1);
	for (uint32_t i = 0; i < count; i++) {
		uint32_t row = pick[i];

		frontier->packed[row] |= jrt_era_of(&frontier->eras, feed->time[row]);
		for (size_t w = 0; w < words; w++)
			frontier->one[w] = frontier->packed[w * JRT_LANE_ROWS + row];
		signature[i] = sign(frontier, frontier->one);
	}
}

/* ---- and back ---- */

static void unpack(struct jrt_frontier *frontier, const uint32_t *signature, uint32_t rows,
		   size_t column, size_t bit, bool flag)
{
	const uint64_t *word = frontier->word.at + bit / 64;
	const unsigned shift = bit % 64;

	for (uint32_t i = 0; i < rows; i++) {
		uint64_t bits = word[signature[i] * frontier->words] >> shift;

		frontier->lane_known[column][i] = bits & 1;
		if (flag)
			frontier->lane_value[column][i] = bits >> 1 & 1;
	}
}

void jrt_frontier_run(struct jrt_frontier *frontier, const uint32_t *signature,
		      const int64_t *const *value, const struct jrt_lane *again, uint32_t rows)
{
	const struct jrt_rows at_hand = {.count = rows, .column = frontier->column, .again = again};
	size_t column = 0, bit = ERA_BITS;

	for (size_t f = 0; f < frontier->flag_count; f++, bit += 2)
		unpack(frontier, signature, rows, column++, bit, true);
	for (size_t v = 0; v < frontier->value_count; v++, bit++) {
		memcpy(frontier->lane_value[column], value[v], rows * sizeof(int64_t));
		unpack(frontier, signature, rows, column++, bit, false);
	}
	jrt_machine_run(&frontier->machine, &at_hand);
}
