/*
 * Marking registers: first those that the runtime reads, then, from the last step to the first,
 * what those need.
 */
#include "emit/registers.h"

#include "journey/plan_op.h"

/* Deeper expressions are cut: compilers count brackets. */
#define DEEPEST 8

struct marking {
	struct jy_register *reg;
	size_t count;
};

const struct jrt_program *jy_program_of(const struct jrt_source *source, enum jy_program_kind kind)
{
	switch (kind) {
	case JY_OF_FILTER: return &source->filter;
	case JY_OF_KEYS: return &source->keys;
	case JY_OF_CHECK: return &source->check;
	default: return &source->main;
	}
}

bool jy_is_leaf(enum jrt_op op)
{
	return op == JRT_OP_COLUMN || op == JRT_OP_AGAIN || jy_is_constant(op);
}

bool jy_is_constant(enum jrt_op op)
{
	return op == JRT_OP_CONSTANT || op == JRT_OP_MISSING_VALUE || op == JRT_OP_ALL;
}

bool jy_joins(enum jrt_op op)
{
	return op == JRT_OP_AND || op == JRT_OP_OR || op == JRT_OP_NOT;
}

bool jy_is_condition(enum jrt_op op)
{
	return op >= JRT_OP_AND && op <= JRT_OP_MISSING;
}

uint32_t jy_operand(const struct jrt_step *step, unsigned i)
{
	return i == 0 ? step->a : i == 1 ? step->b : step->c;
}

/* A step that can be a row's fault, or asks the clock's rules. */
static bool is_arithmetic(enum jrt_op op)
{
	return !jy_is_leaf(op) && !jy_is_condition(op);
}

static void own(struct jy_register *reg, uint32_t owner)
{
	if (reg->owner == JY_FOR_NOBODY)
		reg->owner = owner;
	else if (reg->owner != owner)
		reg->owner = JY_FOR_ALL;
}

/* ---- what the runtime reads ---- */

static void keep(struct marking *marking, uint32_t number, uint32_t owner)
{
	if (number >= marking->count) /* JRT_NONE and JRT_UNSEEN */
		return;
	marking->reg[number].kept = true;
	own(&marking->reg[number], owner);
}

static void keep_all(struct marking *marking, const uint32_t *number, size_t count)
{
	for (size_t i = 0; i < count; i++)
		keep(marking, number[i], JY_FOR_ALL);
}

static void keep_windows(struct marking *marking, const struct jrt_source *source)
{
	for (size_t w = 0; w < source->window_count; w++) {
		keep_all(marking, source->window[w].key, source->window[w].key_count);
		keep(marking, source->window[w].among, JY_FOR_ALL);
	}
	for (size_t i = 0; i < source->surplus_count; i++)
		keep(marking, source->surplus[i].mask, JY_FOR_ALL);
}

/* Of a log: what its cases are made from. */
static void keep_cases(struct marking *marking, const struct jrt_plan *plan, uint32_t log)
{
	for (size_t s = 0; s < plan->source_count; s++) {
		const struct jrt_cases *cases = plan->source[s].cases;

		if (cases == NULL || cases->log != log)
			continue;
		keep(marking, cases->key, JY_FOR_ALL);
		keep(marking, cases->step, JY_FOR_ALL);
		keep(marking, cases->time, JY_FOR_ALL);
		keep_all(marking, cases->sight, cases->sight_count);
		for (size_t c = 0; c < plan->source[s].column_count; c++)
			if (cases->column[c].value == JRT_CASE_VALUE)
				keep(marking, cases->column[c].value_of, JY_FOR_ALL);
	}
}

static bool reads_a(enum jrt_part_kind kind)
{
	return kind != JRT_PART_COUNT;
}

static bool reads_b(enum jrt_part_kind kind)
{
	return kind == JRT_PART_SUM_SHARE || kind == JRT_PART_NET || kind == JRT_PART_TIME;
}

static void keep_metrics(struct marking *marking, const struct jrt_plan *plan, uint32_t source)
{
	for (uint32_t m = 0; m < plan->metric_count; m++) {
		const struct jrt_metric *metric = &plan->metric[m];

		for (size_t p = 0; p < metric->part_count && metric->source == source; p++) {
			const struct jrt_part *part = &metric->part[p];

			keep(marking, part->among, m);
			if (reads_a(part->kind))
				keep(marking, part->a, m);
			if (reads_b(part->kind))
				keep(marking, part->b, m);
		}
		if (metric->source == source && metric->grouping.kind != JRT_GROUPS_NONE)
			keep(marking, metric->grouping.key, m);
	}
	for (size_t i = 0; i < plan->meter_count; i++)
		if (plan->metric[plan->meter[i].metric].source == source)
			keep(marking, plan->meter[i].mask, JY_FOR_ALL);
}

static void keep_read(struct marking *marking, const struct jrt_plan *plan, uint32_t number,
		      enum jy_program_kind kind)
{
	const struct jrt_source *source = &plan->source[number];

	switch (kind) {
	case JY_OF_FILTER:
		keep_all(marking, source->ignore, source->ignore_count);
		keep(marking, source->stop, JY_FOR_ALL);
		break;
	case JY_OF_KEYS:
		keep_all(marking, source->identify, source->identify_count);
		keep(marking, source->latest, JY_FOR_ALL);
		break;
	case JY_OF_CHECK:
		for (size_t i = 0; i < source->require_count; i++)
			keep(marking, source->require[i].condition, JY_FOR_ALL);
		break;
	case JY_OF_MAIN:
		keep(marking, source->time, JY_FOR_ALL);
		keep(marking, source->owned, JY_FOR_ALL);
		keep_windows(marking, source);
		keep_cases(marking, plan, number);
		keep_metrics(marking, plan, number);
		break;
	}
}

/* ---- what those need ---- */

/* From the last step to the first: who is used by whom, and for whom. */
static void mark_used(struct marking *marking, const struct jrt_program *program)
{
	for (size_t i = program->count; i-- > 0;) {
		const struct jrt_step *step = &program->step[i];
		struct jy_register *reg = &marking->reg[i];

		/* Its fault is a row's fault, whoever looks at its value. */
		reg->kept |= is_arithmetic(step->op);
		reg->alive = reg->kept || reg->uses > 0;
		if (reg->kept && reg->owner == JY_FOR_NOBODY)
			reg->owner = JY_FOR_ALL;
		for (unsigned k = 0; k < jrt_op_operands(step->op) && reg->alive; k++) {
			struct jy_register *from = &marking->reg[jy_operand(step, k)];

			from->uses++;
			from->kept |= !jy_joins(step->op);
			own(from, reg->owner);
		}
	}
}

/* What is used twice is computed once; what is long is cut. */
static void mark_shared(struct marking *marking, const struct jrt_program *program)
{
	for (size_t i = 0; i < program->count; i++) {
		const struct jrt_step *step = &program->step[i];
		struct jy_register *reg = &marking->reg[i];

		for (unsigned k = 0; k < jrt_op_operands(step->op); k++) {
			const struct jy_register *from = &marking->reg[jy_operand(step, k)];

			if (!from->kept && from->depth + 1 > reg->depth)
				reg->depth = from->depth + 1;
		}
		if (jy_is_leaf(step->op))
			reg->kept = false;
		else
			reg->kept |= reg->alive && (!jy_joins(step->op) || reg->uses > 1 ||
						    reg->depth >= DEEPEST);
	}
}

struct jy_register *jy_registers(const struct jrt_plan *plan, uint32_t number,
				 enum jy_program_kind kind, struct jb_arena *arena)
{
	const struct jrt_program *program = jy_program_of(&plan->source[number], kind);
	struct marking marking = {
		.reg = JB_NEW_ARRAY(arena, struct jy_register, program->count),
		.count = program->count,
	};

	for (size_t i = 0; i < program->count; i++)
		marking.reg[i].owner = JY_FOR_NOBODY;
	keep_read(&marking, plan, number, kind);
	mark_used(&marking, program);
	mark_shared(&marking, program);
	return marking.reg;
}
