/*
 * Remedies: what one party may do when guarantees go on being missed, credits go on being owed, or
 * points add up.
 */
#include "model/money.h"

static bool report_count(struct jy_builder *builder, const struct jy_node *node, uint64_t count,
			 uint64_t of)
{
	struct jy_diag *diag = jy_diag_error(builder->diags, JY_D_TRIGGER_COUNT, node->span,
					     "%llu of %llu periods can never be missed",
					     (unsigned long long)count, (unsigned long long)of);

	jy_diag_help(builder->diags, diag, "write for example `in any 3 of 6 periods running`");
	return false;
}

static bool read_count(struct jy_builder *builder, struct jy_trigger *trigger,
		       const struct jy_node *node)
{
	const struct jy_node *of = jy_kid(node, JY_TERMINATE_OF);
	uint64_t count, whole;

	if (!jy_builder_whole(builder, jy_kid(node, JY_TERMINATE_NUMBER), "a number of periods", 1,
			      &count))
		return false;
	whole = count;
	if (of && !jy_builder_whole(builder, of, "a number of periods", 1, &whole))
		return false;
	if (count > whole || whole > UINT32_MAX)
		return report_count(builder, node, count, whole);
	trigger->count = (uint32_t)count;
	trigger->of = (uint32_t)whole;
	return true;
}

static bool has_level(const struct jy_guarantee *guarantee, enum jrt_level level)
{
	return (level == JRT_LEVEL_MINIMUM ? guarantee->minimum : guarantee->expected) != NULL;
}

static bool any_has_level(const struct jy_agreement *agreement, enum jrt_level level)
{
	for (size_t i = 0; i < agreement->guarantee_count; i++)
		if (has_level(&agreement->guarantee[i], level))
			return true;
	return false;
}

/* A guarantee without any level is reported already. */
static bool check_level(struct jy_builder *builder, const struct jy_agreement *agreement,
			const struct jy_trigger *trigger)
{
	const struct jy_guarantee *guarantee = trigger->guarantee;
	bool minimum = trigger->level == JRT_LEVEL_MINIMUM;
	struct jy_diag *diag;

	if (guarantee ? has_level(guarantee, trigger->level)
		      : any_has_level(agreement, trigger->level))
		return true;
	if (agreement->decl.damaged ||
	    (guarantee &&
	     (guarantee->decl.damaged || (!guarantee->expected && !guarantee->minimum))))
		return false;
	diag = jy_diag_error(builder->diags, JY_D_MONEY_LEVEL, trigger->span,
			     "this waits for a level that is not there");
	if (guarantee)
		jy_diag_label(builder->diags, diag, guarantee->decl.span, "it has no %s",
			      minimum ? "minimum" : "expected level");
	jy_diag_help(builder->diags, diag, "write `missed %s`, or add the level",
		     minimum ? "expected" : "minimum");
	return false;
}

static bool read_failing(struct jy_builder *builder, const struct jy_agreement *agreement,
			 struct jy_trigger *trigger, const struct jy_node *node)
{
	const struct jy_node *name = jy_kid(node, JY_FAILING_GUARANTEE);

	trigger->level = jy_word(jy_kid(node, JY_FAILING_LEVEL)) == JY_W_MINIMUM
				 ? JRT_LEVEL_MINIMUM
				 : JRT_LEVEL_EXPECTED;
	trigger->failing = name ? JY_FAILING_ONE : JY_FAILING_ANY;
	trigger->guarantee = jy_agreement_guarantee(builder, agreement, name);
	if (name && !trigger->guarantee)
		return false;
	return check_level(builder, agreement, trigger);
}

static enum jrt_remedy remedy_of(const struct jy_node *node)
{
	switch (jy_word(jy_kid(node, JY_TERMINATE_REMEDY))) {
	case JY_W_RECTIFY: return JRT_RECTIFY;
	case JY_W_STEP: return JRT_STEP_IN;
	default: return JRT_TERMINATE;
	}
}

static bool fill_trigger(struct jy_builder *builder, const struct jy_agreement *agreement,
			 struct jy_trigger *trigger, const struct jy_node *node)
{
	const struct jy_node *what = jy_kid(node, JY_TERMINATE_WHAT);
	bool good = read_count(builder, trigger, node);

	trigger->span = node->span;
	trigger->remedy = remedy_of(node);
	switch (what ? what->kind : JY_N_ERROR) {
	case JY_N_FAILING: return read_failing(builder, agreement, trigger, what) && good;
	case JY_N_CREDITS_OWED: trigger->failing = JY_FAILING_CREDITS; return good;
	case JY_N_POINTS_IN:
		trigger->failing = JY_FAILING_POINTS;
		return jy_money_points_range(builder, jy_kid(what, 0), &trigger->range) && good;
	default: return false;
	}
}

void jy_fill_triggers(struct jy_builder *builder, struct jy_agreement *agreement,
		      const struct jy_node *body)
{
	JB_VEC(struct jy_trigger) list = {0};

	for (uint32_t i = 0; i < jy_count(body); i++) {
		struct jy_trigger trigger = {0};

		if (jy_is(jy_kid(body, i), JY_N_TERMINATE) &&
		    fill_trigger(builder, agreement, &trigger, jy_kid(body, i)))
			*jb_push(builder->arena, &list) = trigger;
	}
	agreement->trigger = list.at;
	agreement->trigger_count = list.count;
}
