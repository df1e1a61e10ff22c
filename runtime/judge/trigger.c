/*
 * Termination rights: whether a criterion was missed often enough, and in which period that was
 * first so.
 *
 * S13. `missed 3 periods running`: periods that are excused or not measured are skipped, they
 * neither count nor break the chain. `missed in any 3 of 6 periods running`: they take a place
 * among the six and do not count. A provisional verdict counts as not measured yet: it may still
 * turn.
 */
#include "judge/judge.h"

static bool is_missed(const struct jrt_verdict *verdict)
{
	return verdict->verdict == JRT_MISSED && !verdict->provisional;
}

static bool is_met(const struct jrt_verdict *verdict)
{
	return verdict->verdict == JRT_MET && !verdict->provisional;
}

/* The index of the verdict that completes the chain, or `count`. */
static size_t chain_of(const struct jrt_verdict *verdict, size_t count, uint32_t length)
{
	uint32_t missed = 0;

	for (size_t i = 0; i < count; i++) {
		if (is_met(&verdict[i]))
			missed = 0;
		else if (is_missed(&verdict[i]) && ++missed == length)
			return i;
	}
	return count;
}

static size_t window_of(const struct jrt_verdict *verdict, size_t count, uint32_t length,
			uint32_t of)
{
	uint32_t missed = 0;

	for (size_t i = 0; i < count; i++) {
		missed += is_missed(&verdict[i]);
		if (i >= of)
			missed -= is_missed(&verdict[i - of]);
		if (missed >= length)
			return i;
	}
	return count;
}

struct jrt_trigger_result jrt_trigger_look(struct jrt_judge *judge, uint32_t number,
					   const struct jrt_verdict *verdict, size_t count)
{
	const struct jrt_trigger *trigger = &judge->plan->trigger[number];
	struct jrt_trigger_result out = {.trigger = number};
	size_t at, missed = 0;

	while (count > 0 && verdict->criterion != trigger->criterion)
		verdict++, count--;
	while (count > 0 && verdict[count - 1].criterion != trigger->criterion)
		count--;
	if (trigger->of <= trigger->count)
		at = chain_of(verdict, count, trigger->count);
	else
		at = window_of(verdict, count, trigger->count, trigger->of);
	for (size_t i = 0; i < count; i++)
		missed += is_missed(&verdict[i]);
	out.fired = at < count;
	if (out.fired)
		out.label = verdict[at].label;
	struct jb_text asked =
		trigger->of <= trigger->count
			? jb_text_printf(judge->arena, "%u periods running", trigger->count)
			: jb_text_printf(judge->arena, "%u of %u periods running", trigger->count,
					 trigger->of);
	out.reason =
		out.fired ? jb_text_printf(judge->arena, "missed in %.*s by %.*s", JB_ARG(asked),
					   JB_ARG(out.label))
			  : jb_text_printf(judge->arena, "missed in %zu of %zu periods, not %.*s",
					   missed, count, JB_ARG(asked));
	return out;
}
