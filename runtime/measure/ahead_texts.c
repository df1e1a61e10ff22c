/*
 * Which keys stay texts. The numbers that a reader gives to the texts of a column are needed where
 * texts are told apart: identity, groups, what is distinct. A window compares the bytes of its keys
 * itself, and a table of every customer there ever was would be the only thing that grows with the
 * file.
 */
#include "journey/plan_op.h"
#include "measure/ahead.h"

static bool is_constant(const struct jrt_program *program, uint32_t step)
{
	return program->step[step].op == JRT_OP_CONSTANT;
}

/* Whether a step is as well off with a number that only tells constants from other texts. */
static bool compares(const struct jrt_program *program, const struct jrt_step *step)
{
	switch (step->op) {
	case JRT_OP_KNOWN:
	case JRT_OP_MISSING: return true;
	case JRT_OP_EQUAL:
	case JRT_OP_NOT_EQUAL:
		return is_constant(program, step->a) || is_constant(program, step->b);
	default: return false;
	}
}

static bool is_column(const struct jrt_program *program, uint32_t step, uint32_t column)
{
	return step < program->count && program->step[step].op == JRT_OP_COLUMN &&
	       program->step[step].a == column;
}

static bool is_only_compared(const struct jrt_program *program, uint32_t column)
{
	for (size_t i = 0; i < program->count; i++) {
		const struct jrt_step *step = &program->step[i];
		const uint32_t operand[] = {step->a, step->b, step->c};

		for (unsigned o = 0; o < jrt_op_operands(step->op); o++)
			if (is_column(program, operand[o], column) && !compares(program, step))
				return false;
	}
	return true;
}

static bool meters_read(const struct jrt_feed *feed, uint32_t column)
{
	const struct jrt_program *main = &feed->source->main;

	for (size_t m = 0; m < feed->meter_count; m++) {
		const struct jrt_metric *metric = feed->meter[m].metric;

		if (metric->grouping.kind != JRT_GROUPS_NONE &&
		    is_column(main, metric->grouping.key, column))
			return true;
		for (size_t p = 0; p < metric->part_count; p++)
			if ((jrt_part_needs_a(metric->part[p].kind) &&
			     is_column(main, metric->part[p].a, column)) ||
			    (jrt_part_needs_b(metric->part[p].kind) &&
			     is_column(main, metric->part[p].b, column)))
				return true;
	}
	return false;
}

/* A key of several is put together from numbers. */
static bool is_one_of_several(const struct jrt_source *source, uint32_t column)
{
	for (size_t w = 0; w < source->window_count; w++)
		for (size_t k = 0; k < source->window[w].key_count; k++)
			if (source->window[w].key_count > 1 &&
			    is_column(&source->main, source->window[w].key[k], column))
				return true;
	return false;
}

static bool can_be_text(const struct jrt_feed *feed, uint32_t column)
{
	const struct jrt_source *source = feed->source;

	return source->column[column].type == JRT_TEXT && source->column[column].key &&
	       feed->events_count == 0 && is_only_compared(&source->filter, column) &&
	       is_only_compared(&source->check, column) &&
	       is_only_compared(&source->main, column) && !meters_read(feed, column) &&
	       !is_one_of_several(source, column);
}

void jrt_ahead_want_texts(struct jrt_ahead *ahead)
{
	const struct jrt_feed *feed = ahead->feed;
	const struct jrt_program *main = &feed->source->main;

	for (size_t k = 0; k < ahead->keyset_count; k++) {
		struct jrt_keyset *keyset = &ahead->keyset[k];
		const struct jrt_step *step = &main->step[keyset->key[0]];

		if (keyset->count != 1 || step->op != JRT_OP_COLUMN || !can_be_text(feed, step->a))
			continue;
		keyset->text = step->a;
		jrt_reader_want_text(feed->measuring->reader, step->a);
	}
}
