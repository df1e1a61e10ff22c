/*
 * What is said of the service at a touchpoint: what it is for, who may decide and who answers for
 * it, who is asked, what it recovers from; and the risks and actions of touchpoints, stages and
 * journeys.
 */
#include "model/said.h"
#include "model/story.h"

struct reading {
	struct jy_touchpoint *touchpoint;
	const struct jy_node *complexity;
	struct jy_said_texts purposes;
	struct jy_said_things systems, recovers;
	JB_VEC(struct jy_empowerment) empowered;
	JB_VEC(struct jy_party) consulted, informed;
};

static void add_empowered(struct jy_builder *builder, struct reading *reading,
			  const struct jy_node *node)
{
	const struct jy_node *marks = jy_kid(node, JY_EMPOWERED_MARKS);
	struct jy_empowerment *fresh = jb_push(builder->arena, &reading->empowered);

	fresh->text = jy_text(jy_kid(node, JY_EMPOWERED_TEXT));
	fresh->span = node->span;
	for (uint32_t i = 0; i < jy_count(marks); i++) {
		const struct jy_node *mark = jy_kid(marks, i);

		if (jy_is(mark, JY_N_RECOGNISED)) {
			fresh->recognised = jy_text(jy_kid(mark, 0));
		} else if (jy_is(mark, JY_N_ACCOUNTABLE)) {
			fresh->accountable = jy_text(jy_kid(mark, JY_ACCOUNTABLE_TEXT));
			fresh->party = jy_said_party(builder, jy_kid(mark, JY_ACCOUNTABLE_PARTY));
		}
	}
}

static void read_owner(struct jy_builder *builder, struct jy_touchpoint *touchpoint,
		       const struct jy_node *node)
{
	if (touchpoint->owner_span.end)
		return;
	touchpoint->owner_party = jy_said_party(builder, jy_kid(node, JY_OWNER_PARTY));
	touchpoint->owner_span = node->span;
}

static void read_statement(struct jy_builder *builder, struct reading *reading,
			   const struct jy_node *node)
{
	struct jy_touchpoint *touchpoint = reading->touchpoint;
	const struct jy_node *list = jy_kid(node, 0);

	switch (node->kind) {
	case JY_N_EMPOWERED: add_empowered(builder, reading, node); return;
	case JY_N_RECOVERS:
		jy_said_touchpoints(builder, &reading->recovers,
				    reading->touchpoint->journey->decl.name, list);
		return;
	case JY_N_PURPOSE:
		jy_said_choices(builder, JY_CHOICE_PURPOSE, list);
		jy_said_add(builder, &reading->purposes, list);
		return;
	case JY_N_COMPLEXITY:
		if (jy_builder_once(builder, &reading->complexity, node, "the complexity") &&
		    jy_builder_choice(builder, JY_CHOICE_COMPLEXITY, list) >= 0)
			touchpoint->complexity = jy_text(list);
		return;
	case JY_N_PRIMARY: touchpoint->primary = true; return;
	case JY_N_VERIFIES_IDENTITY: touchpoint->verifies_identity = true; return;
	case JY_N_USES: jy_said_find(builder, &reading->systems, JY_T_SYSTEM, list); return;
	case JY_N_CONSULTED:
		for (uint32_t i = 0; i < jy_count(list); i++)
			*jb_push(builder->arena, &reading->consulted) =
				jy_said_party(builder, jy_kid(list, i));
		return;
	case JY_N_INFORMED:
		for (uint32_t i = 0; i < jy_count(list); i++)
			*jb_push(builder->arena, &reading->informed) =
				jy_said_party(builder, jy_kid(list, i));
		return;
	case JY_N_OWNER: read_owner(builder, touchpoint, node); return;
	default: return;
	}
}

static const struct jy_node *owner_in(const struct jy_node *decl)
{
	const struct jy_node *body = jy_kid(decl, JY_DECL_BODY);

	for (uint32_t i = 0; i < jy_count(body); i++)
		if (jy_is(jy_kid(body, i), JY_N_OWNER))
			return jy_kid(body, i);
	return NULL;
}

/* The owner of the stage or the journey, where the touchpoint names none. Each is looked for once,
 * as touchpoints are filled in their order. */
static void inherit_owner(struct jy_builder *builder, struct jy_touchpoint *touchpoint)
{
	const struct jy_stage *stage = touchpoint->stage;
	const struct jy_node *owner;

	if (builder->owned.journey != stage->journey) {
		builder->owned.journey = stage->journey;
		builder->owned.of_journey = owner_in(stage->journey->decl.node);
	}
	if (builder->owned.stage != stage) {
		builder->owned.stage = stage;
		builder->owned.of_stage = owner_in(stage->decl.node);
	}
	owner = builder->owned.of_stage ? builder->owned.of_stage : builder->owned.of_journey;
	if (owner)
		read_owner(builder, touchpoint, owner);
}

void jy_fill_service(struct jy_builder *builder, struct jy_touchpoint *touchpoint,
		     const struct jy_node *body)
{
	struct reading reading = {.touchpoint = touchpoint};
	struct jy_prospects prospects = {0};

	for (uint32_t i = 0; i < jy_count(body); i++)
		if (jy_kid(body, i))
			read_statement(builder, &reading, jy_kid(body, i));
	inherit_owner(builder, touchpoint);
	jy_fill_prospects(builder, &prospects, body);
	touchpoint->empowered = reading.empowered.at;
	touchpoint->empowered_count = reading.empowered.count;
	touchpoint->purposes = jy_said_texts(&reading.purposes);
	touchpoint->consulted = reading.consulted.at;
	touchpoint->consulted_count = reading.consulted.count;
	touchpoint->informed = reading.informed.at;
	touchpoint->informed_count = reading.informed.count;
	JY_SAID_KEEP(touchpoint->recovers, reading.recovers);
	JY_SAID_KEEP(touchpoint->systems, reading.systems);
	touchpoint->risk = prospects.risks.at;
	touchpoint->risk_count = prospects.risks.count;
	touchpoint->improvement = prospects.improvements.at;
	touchpoint->improvement_count = prospects.improvements.count;
}

void jy_fill_prospects(struct jy_builder *builder, struct jy_prospects *prospects,
		       const struct jy_node *body)
{
	for (uint32_t i = 0; i < jy_count(body); i++) {
		const struct jy_node *node = jy_kid(body, i);

		if (jy_is(node, JY_N_RISK)) {
			jy_said_risk(builder, jb_push(builder->arena, &prospects->risks), node);
		} else if (jy_is(node, JY_N_IMPROVEMENT)) {
			jy_said_choices(builder, JY_CHOICE_CONCERN,
					jy_kid(node, JY_IMPROVEMENT_ABOUT));
			jy_said_improvement(
				builder, jb_push(builder->arena, &prospects->improvements), node);
		}
	}
}
