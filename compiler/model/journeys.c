/*
 * Journeys and their stages. A journey's own statements are read first, because its scale, zone,
 * personas and variants hold for all its touchpoints.
 */
#include "model/said.h"
#include "model/story.h"

/* Looked through for every use of a variant. */
#define VARIANTS_MAX 64
#define PERSONAS_MAX 64

/* What may be stated once in a journey, and the lists of what may be stated often. */
struct reading {
	struct jy_journey *journey;
	const struct jy_node *brand, *scale, *zone, *owner, *known, *state;
	JB_VEC(const struct jy_persona *) personas;
	JB_VEC(struct jb_text) variants, variant_titles;
	JB_VEC(struct jy_span) variant_spans;
};

static void report_scale(struct jy_builder *builder, const struct jy_node *node)
{
	const struct jy_node *low = jy_kid(node, JY_SCALE_LOW), *high = jy_kid(node, JY_SCALE_HIGH);
	struct jy_diag *diag = jy_diag_error(
		builder->diags, JY_D_SCALE_ORDER, node->span,
		"a scale rises from its first number to its second; this one does not");
	struct jb_text turned;

	if (low->value == high->value) {
		jy_diag_help(builder->diags, diag, "write for example `scale -5 to +5`");
		return;
	}
	turned = jb_text_printf(builder->arena, "scale %s to %s",
				jy_feeling_text(builder, high->value).at,
				jy_feeling_text(builder, low->value).at);
	jy_diag_help(builder->diags, diag, "write `%.*s`", JB_ARG(turned));
	jy_diag_fix(builder->diags, diag, node->span, turned);
}

static void read_scale(struct jy_builder *builder, struct jy_journey *journey,
		       const struct jy_node *node)
{
	const struct jy_node *low = jy_kid(node, JY_SCALE_LOW), *high = jy_kid(node, JY_SCALE_HIGH);

	journey->scale_span = node->span;
	if (!low && !high) {
		journey->scale_none = true;
		return;
	}
	if (!jy_is(low, JY_N_NUMBER) || !jy_is(high, JY_N_NUMBER))
		return;
	if (low->value < high->value) {
		journey->scale_low = low->value;
		journey->scale_high = high->value;
		return;
	}
	report_scale(builder, node);
	journey->scale_low = INT64_MIN; /* no feeling is outside a scale that is wrong itself */
	journey->scale_high = INT64_MAX;
}

static void add_personas(struct jy_builder *builder, struct reading *reading,
			 const struct jy_node *names)
{
	for (uint32_t i = 0; i < jy_count(names); i++) {
		const struct jy_persona *persona =
			jy_builder_find(builder, JY_T_PERSONA, jy_kid(names, i));

		if (!persona)
			continue;
		if (reading->personas.count == PERSONAS_MAX) {
			jy_diag_error(builder->diags, JY_D_TOO_MANY, jy_kid(names, i)->span,
				      "a journey has at most %d personas", PERSONAS_MAX);
			return;
		}
		*jb_push(builder->arena, &reading->personas) = persona;
	}
}

/* False for a name that is taken or a variant too many. */
static bool check_variant(struct jy_builder *builder, const struct reading *reading,
			  const struct jy_node *name)
{
	struct jy_diag *diag;

	for (size_t i = 0; i < reading->variants.count; i++) {
		if (!jb_text_equal(reading->variants.at[i], name->text))
			continue;
		diag = jy_diag_error(builder->diags, JY_D_NAME_TWICE, name->span,
				     "two variants are called `%.*s`", JB_ARG(name->text));
		jy_diag_label(builder->diags, diag, reading->variant_spans.at[i],
			      "the first is here");
		jy_diag_help(builder->diags, diag, "give one of them another name");
		return false;
	}
	if (reading->variants.count < VARIANTS_MAX)
		return true;
	jy_diag_error(builder->diags, JY_D_TOO_MANY, name->span,
		      "a journey has at most %d variants", VARIANTS_MAX);
	return false;
}

static void add_variant(struct jy_builder *builder, struct reading *reading,
			const struct jy_node *node)
{
	const struct jy_node *name = jy_kid(node, JY_DECL_NAME);
	const struct jy_node *title = jy_kid(node, JY_DECL_TITLE);

	if (!name || !check_variant(builder, reading, name))
		return;
	*jb_push(builder->arena, &reading->variant_spans) = name->span;
	*jb_push(builder->arena, &reading->variants) = name->text;
	*jb_push(builder->arena, &reading->variant_titles) = title ? title->text : name->text;
}

static void read_once(struct jy_builder *builder, struct reading *reading,
		      const struct jy_node *node)
{
	struct jy_journey *journey = reading->journey;
	const struct jy_node *what = jy_kid(node, 0);

	switch (node->kind) {
	case JY_N_BRAND_REF:
		if (jy_builder_once(builder, &reading->brand, node, "the brand"))
			journey->brand = jy_builder_find(builder, JY_T_BRAND, what);
		return;
	case JY_N_SCALE:
		if (jy_builder_once(builder, &reading->scale, node, "the scale"))
			read_scale(builder, journey, node);
		return;
	case JY_N_PERIODS:
		if (jy_builder_once(builder, &reading->zone, node, "the zone of the periods"))
			journey->zone = jy_builder_zone(builder, what);
		return;
	case JY_N_OWNER:
		if (jy_builder_once(builder, &reading->owner, node, "the owner"))
			journey->owner = jy_text(what);
		return;
	case JY_N_KNOWN_FROM:
		if (jy_builder_once(builder, &reading->known, node, "`known from`"))
			journey->known_from = jy_story_known_from(builder, node);
		return;
	case JY_N_STATE:
		if (jy_builder_once(builder, &reading->state, node, "the state") &&
		    jy_builder_choice(builder, JY_CHOICE_STATE, what) >= 0)
			journey->state = jy_text(what);
		return;
	default: return;
	}
}

static void read_statements(struct jy_builder *builder, struct reading *reading,
			    const struct jy_node *body)
{
	for (uint32_t i = 0; i < jy_count(body); i++) {
		const struct jy_node *node = jy_kid(body, i);

		if (jy_is(node, JY_N_PERSONA_REF))
			add_personas(builder, reading, jy_kid(node, JY_PERSONA_REF_NAMES));
		else if (jy_is(node, JY_N_VARIANT))
			add_variant(builder, reading, node);
		else if (jy_is(node, JY_N_FOLLOWS))
			jy_fill_follows(builder, reading->journey, node);
		else if (node)
			read_once(builder, reading, node);
	}
}

/* ---- what the journey aims at and fears ---- */

static void add_budget(struct jy_builder *builder, struct jy_budget *budget,
		       const struct jy_node *node)
{
	jy_builder_choice(builder, JY_CHOICE_BUDGET, jy_kid(node, JY_BUDGET_WHAT));
	budget->what = jy_text(jy_kid(node, JY_BUDGET_WHAT));
	budget->number = jy_said_number(builder, jy_kid(node, JY_BUDGET_NUMBER), "a budget", 0);
	budget->span = node->span;
}

static void fill_aims(struct jy_builder *builder, struct jy_journey *journey,
		      const struct jy_node *body)
{
	JB_VEC(struct jy_budget) budgets = {0};
	struct jy_said_things serves = {0};
	struct jy_prospects prospects = {0};

	for (uint32_t i = 0; i < jy_count(body); i++) {
		const struct jy_node *node = jy_kid(body, i);

		if (jy_is(node, JY_N_BUDGET))
			add_budget(builder, jb_push(builder->arena, &budgets), node);
		else if (jy_is(node, JY_N_SERVES))
			jy_said_find(builder, &serves, JY_T_OBJECTIVE, jy_kid(node, 0));
		else if (jy_is(node, JY_N_REVIEW))
			jy_said_review(&journey->review, node);
		else if (jy_is(node, JY_N_INCIDENTS_FOLLOW))
			journey->incidents =
				jy_builder_find(builder, JY_T_INCIDENT_PLAN, jy_kid(node, 0));
	}
	jy_fill_prospects(builder, &prospects, body);
	journey->budget = budgets.at;
	journey->budget_count = budgets.count;
	JY_SAID_KEEP(journey->serves, serves);
	journey->risk = prospects.risks.at;
	journey->risk_count = prospects.risks.count;
	journey->improvement = prospects.improvements.at;
	journey->improvement_count = prospects.improvements.count;
}

/* ---- stages ---- */

static struct jy_texts variants_of(struct jy_builder *builder, const struct jy_journey *journey,
				   const struct jy_node *names)
{
	JB_VEC(struct jb_text) list = {0};

	for (uint32_t i = 0; i < jy_count(names); i++)
		if (jy_story_variant(builder, journey, jy_kid(names, i)))
			*jb_push(builder->arena, &list) = jy_kid(names, i)->text;
	return (struct jy_texts){list.at, list.count};
}

static void fill_stage(struct jy_builder *builder, const struct jy_journey *journey,
		       struct jy_stage *stage)
{
	const struct jy_node *body = jy_kid(stage->decl.node, JY_DECL_BODY);
	const struct jy_node *owner = NULL, *known = NULL;
	const struct jy_place place = {.journey = journey, .stage = stage};
	struct jy_lanes lanes = {.journey = journey};
	struct jy_prospects prospects = {0};

	for (uint32_t i = 0; i < jy_count(body); i++) {
		const struct jy_node *node = jy_kid(body, i);

		if (!node || jy_lanes_add(builder, &lanes, node))
			continue;
		if (jy_is(node, JY_N_OWNER) && jy_builder_once(builder, &owner, node, "the owner"))
			stage->owner = jy_text(jy_kid(node, JY_OWNER_TEXT));
		else if (jy_is(node, JY_N_KNOWN_FROM) &&
			 jy_builder_once(builder, &known, node, "`known from`"))
			stage->known_from = jy_story_known_from(builder, node);
		else if (jy_is(node, JY_N_ONLY_IN))
			stage->only_in =
				variants_of(builder, journey, jy_kid(node, JY_ONLY_IN_NAMES));
	}
	stage->lane = lanes.list.at;
	stage->lane_count = lanes.list.count;
	stage->pain = lanes.pains.at;
	stage->pain_count = lanes.pains.count;
	jy_fill_prospects(builder, &prospects, body);
	stage->risk = prospects.risks.at;
	stage->risk_count = prospects.risks.count;
	stage->improvement = prospects.improvements.at;
	stage->improvement_count = prospects.improvements.count;
	if (!stage->owner.size)
		stage->owner = journey->owner;
	stage->success = jy_fill_criteria(builder, &place, body, &stage->success_count);
	for (size_t i = 0; i < stage->touchpoint_count; i++)
		jy_fill_touchpoint(builder, &stage->touchpoint[i]);
}

void jy_fill_journey(struct jy_builder *builder, struct jy_journey *journey,
		     const struct jy_node *node)
{
	const struct jy_node *body = jy_kid(node, JY_DECL_BODY);
	const struct jy_place place = {.journey = journey};
	struct reading reading = {.journey = journey};

	journey->scale_low = -5 * JB_FIX_ONE;
	journey->scale_high = 5 * JB_FIX_ONE;
	read_statements(builder, &reading, body);
	journey->personas.at = reading.personas.at;
	journey->personas.count = reading.personas.count;
	journey->variants = (struct jy_texts){reading.variants.at, reading.variants.count};
	journey->variant_titles =
		(struct jy_texts){reading.variant_titles.at, reading.variant_titles.count};
	fill_aims(builder, journey, body);
	/* As of an unknown zone: what is wrong is reported, and every period need not repeat it. */
	if (!journey->zone.size && journey->decl.damaged)
		journey->zone = JB_TEXT("UTC");
	for (size_t i = 0; i < journey->stage_count; i++)
		fill_stage(builder, journey, &journey->stage[i]);
	journey->outcome = jy_fill_criteria(builder, &place, body, &journey->outcome_count);
}
