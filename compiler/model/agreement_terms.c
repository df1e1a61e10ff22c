/*
 * What an agreement says besides its guarantees: why it was made, what the brand owes, which volume
 * it rests on, when it is looked at again and how it ends.
 */
#include "model/said.h"
#include "model/story.h"

struct reading {
	const struct jy_node *review, *notice, *volume, *incidents, *audit, *settled, *restate,
		*missing;
	struct jy_said_texts rationale;
	struct jy_said_things empowers;
	JB_VEC(struct jy_obligation) obligations;
};

/* Its type is that of the figures it can be held against. */
static void read_audit(struct jy_agreement *agreement, const struct jy_node *amount)
{
	if (!amount)
		return;
	agreement->audit_differs = amount->value;
	switch (amount->kind) {
	case JY_N_PP: agreement->audit_type = JRT_SHARE; return;
	case JY_N_DURATION: agreement->audit_type = JRT_DURATION; return;
	case JY_N_POINTS: agreement->audit_type = JRT_POINTS; return;
	case JY_N_MONEY: agreement->audit_type = JRT_MONEY; return;
	default: agreement->audit_type = JRT_NUMBER; return;
	}
}

/* `volume within 20% of forecast.calls`: a source, or a column of one. */
static void read_volume(struct jy_builder *builder, struct jy_agreement *agreement,
			const struct jy_node *node)
{
	const struct jy_node *path = jy_kid(node, JY_VOLUME_BAND_FORECAST);

	agreement->volume_band =
		jy_said_share(builder, jy_kid(node, JY_VOLUME_BAND_PERCENT), "a band of volume");
	jy_builder_find(builder, JY_T_SOURCE, jy_is(path, JY_N_PATH) ? jy_kid(path, 0) : path);
}

static int32_t days_of(const struct jy_node *span)
{
	jb_fix days = jy_said_days(span) / JB_FIX_ONE;

	return days < 0 || days > INT32_MAX ? -1 : (int32_t)days;
}

/* The terms around the money. */
static void read_around(struct jy_builder *builder, struct jy_agreement *agreement,
			struct reading *reading, const struct jy_node *node)
{
	switch (node->kind) {
	case JY_N_SETTLED:
		if (jy_builder_once(builder, &reading->settled, node, "`settled every`"))
			jy_fill_period(builder, &agreement->settled, jy_kid(node, 0), NULL,
				       jy_agreement_zone(agreement),
				       agreement->has_runs ? agreement->runs.from : INT32_MIN);
		return;
	case JY_N_RESTATE:
		if (jy_builder_once(builder, &reading->restate, node, "`restate within`"))
			agreement->restate_days = days_of(jy_kid(node, 0));
		return;
	case JY_N_MISSING_DATA:
		if (jy_builder_once(builder, &reading->missing, node, "`missing data`"))
			agreement->missing_after = days_of(jy_kid(node, 0));
		return;
	default: return;
	}
}

static void read_once(struct jy_builder *builder, struct jy_agreement *agreement,
		      struct reading *reading, const struct jy_node *node)
{
	switch (node->kind) {
	case JY_N_REVIEW:
		if (jy_builder_once(builder, &reading->review, node, "`review`"))
			jy_said_review(&agreement->review, node);
		return;
	case JY_N_NOTICE:
		if (!jy_builder_once(builder, &reading->notice, node, "`notice`"))
			return;
		agreement->notice = jy_said_days(jy_kid(node, JY_NOTICE_LENGTH));
		agreement->notice_span = node->span;
		return;
	case JY_N_VOLUME_BAND:
		if (jy_builder_once(builder, &reading->volume, node, "`volume within`"))
			read_volume(builder, agreement, node);
		return;
	case JY_N_INCIDENTS_FOLLOW:
		if (jy_builder_once(builder, &reading->incidents, node, "`incidents follow`"))
			agreement->incidents =
				jy_builder_find(builder, JY_T_INCIDENT_PLAN, jy_kid(node, 0));
		return;
	case JY_N_AUDIT_DIFFERS:
		if (jy_builder_once(builder, &reading->audit, node, "`audit differs`"))
			read_audit(agreement, jy_kid(node, JY_AUDIT_DIFFERS_AMOUNT));
		return;
	default: read_around(builder, agreement, reading, node); return;
	}
}

static void read_statement(struct jy_builder *builder, struct jy_agreement *agreement,
			   struct reading *reading, const struct jy_node *node)
{
	switch (node->kind) {
	case JY_N_RATIONALE:
		jy_said_choices(builder, JY_CHOICE_REASON, jy_kid(node, 0));
		jy_said_add(builder, &reading->rationale, jy_kid(node, 0));
		return;
	case JY_N_EMPOWERS:
		jy_said_touchpoints(builder, &reading->empowers, JB_TEXT(""), jy_kid(node, 0));
		return;
	case JY_N_OBLIGES:
		*jb_push(builder->arena, &reading->obligations) = (struct jy_obligation){
			.party = jy_said_party(builder, jy_kid(node, JY_OBLIGES_PARTY)),
			.text = jy_text(jy_kid(node, JY_OBLIGES_TEXT)),
			.span = node->span,
		};
		return;
	case JY_N_RELIEF_PERIOD:
	case JY_N_RELIEF_ROWS: agreement->volume_relief = true; return;
	default: read_once(builder, agreement, reading, node); return;
	}
}

static void read_serves(struct jy_builder *builder, struct jy_guarantee *guarantee)
{
	const struct jy_node *body = jy_kid(guarantee->decl.node, JY_DECL_BODY);
	struct jy_said_things serves = {0};

	for (uint32_t i = 0; i < jy_count(body); i++)
		if (jy_is(jy_kid(body, i), JY_N_SERVES))
			jy_said_find(builder, &serves, JY_T_OBJECTIVE, jy_kid(jy_kid(body, i), 0));
	JY_SAID_KEEP(guarantee->serves, serves);
}

void jy_fill_agreement_terms(struct jy_builder *builder, struct jy_agreement *agreement,
			     const struct jy_node *body)
{
	struct reading reading = {0};

	agreement->volume_band = agreement->notice = agreement->audit_differs = -1;
	agreement->restate_days = agreement->missing_after = -1;
	for (uint32_t i = 0; i < jy_count(body); i++)
		if (jy_kid(body, i))
			read_statement(builder, agreement, &reading, jy_kid(body, i));
	agreement->rationale = jy_said_texts(&reading.rationale);
	JY_SAID_KEEP(agreement->empowers, reading.empowers);
	agreement->obligation = reading.obligations.at;
	agreement->obligation_count = reading.obligations.count;
	for (size_t i = 0; i < agreement->guarantee_count; i++)
		read_serves(builder, &agreement->guarantee[i]);
}
