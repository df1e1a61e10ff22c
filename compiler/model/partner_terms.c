/*
 * What only a partner says: what it is, what it offers and saves, whom it passes work on to, and
 * how it is looked at from outside.
 */
#include "model/said.h"
#include "model/story.h"

struct reading {
	const struct jy_node *kind, *seats, *diligence, *audit, *subcontracting;
	struct jy_said_things subcontracts;
	JB_VEC(struct jy_offer) offers;
	JB_VEC(struct jy_saving) savings;
};

static void add_offer(struct jy_builder *builder, struct reading *reading,
		      const struct jy_node *node)
{
	struct jy_offer *offer = jb_push(builder->arena, &reading->offers);
	struct jy_said_things metrics = {0};

	jy_said_find(builder, &metrics, JY_T_METRIC, jy_kid(node, JY_OFFERS_METRICS));
	offer->what = jy_text(jy_kid(node, JY_OFFERS_NAME));
	JY_SAID_KEEP(offer->measured_by, metrics);
	offer->span = node->span;
}

static void read_diligence(struct jy_builder *builder, struct jy_partner *partner,
			   struct reading *reading, const struct jy_node *node)
{
	struct jy_diligence *diligence = &partner->diligence;

	if (!jy_builder_once(builder, &reading->diligence, node, "`due diligence`"))
		return;
	jy_builder_choice(builder, JY_CHOICE_BY_WHOM, jy_kid(node, JY_DUE_DILIGENCE_BY));
	diligence->given = true;
	diligence->date = jy_builder_day(jy_kid(node, JY_DUE_DILIGENCE_DATE));
	diligence->by = jy_text(jy_kid(node, JY_DUE_DILIGENCE_BY));
	diligence->has_until =
		jy_said_until(jy_kid(node, JY_DUE_DILIGENCE_UNTIL), &diligence->until);
	diligence->span = node->span;
}

static void read_audit(struct jy_builder *builder, struct jy_partner *partner,
		       struct reading *reading, const struct jy_node *node)
{
	struct jy_audit *audit = &partner->audit;

	if (!jy_builder_once(builder, &reading->audit, node, "`audit every`"))
		return;
	audit->given = true;
	audit->every = jy_said_days(jy_kid(node, JY_AUDIT_EVERY_SPAN));
	audit->has_last = jy_said_until(jy_kid(node, JY_AUDIT_EVERY_LAST), &audit->last);
	audit->span = node->span;
}

/* Looked at from outside. */
static void read_control(struct jy_builder *builder, struct jy_partner *partner,
			 struct reading *reading, const struct jy_node *node)
{
	switch (node->kind) {
	case JY_N_DUE_DILIGENCE: read_diligence(builder, partner, reading, node); return;
	case JY_N_AUDIT_EVERY: read_audit(builder, partner, reading, node); return;
	case JY_N_REVIEW: jy_said_review(&partner->review, node); return;
	case JY_N_CRISIS_CONTACT: partner->crisis_contact = jy_text(jy_kid(node, 0)); return;
	case JY_N_LAUNCHED:
		partner->has_launched = jy_said_until(jy_kid(node, 0), &partner->launched);
		return;
	case JY_N_KNOWLEDGE_TRANSFER:
		partner->has_transfer =
			jy_said_until(jy_kid(node, 0), &partner->knowledge_transfer);
		return;
	default: return;
	}
}

/* Of `kind`, `subcontracting` and the like. */
static void read_choice(struct jy_builder *builder, struct jb_text *to, enum jy_choice choice,
			const struct jy_node **once, const struct jy_node *node)
{
	if (jy_builder_once(builder, once, node, "this") &&
	    jy_builder_choice(builder, choice, jy_kid(node, 0)) >= 0)
		*to = jy_text(jy_kid(node, 0));
}

static void read_statement(struct jy_builder *builder, struct jy_partner *partner,
			   struct reading *reading, const struct jy_node *node)
{
	switch (node->kind) {
	case JY_N_KIND:
		read_choice(builder, &partner->kind, JY_CHOICE_PARTNER_KIND, &reading->kind, node);
		return;
	case JY_N_SUBCONTRACTING:
		read_choice(builder, &partner->subcontracting, JY_CHOICE_PERMISSION,
			    &reading->subcontracting, node);
		return;
	case JY_N_SEATS:
		if (jy_builder_once(builder, &reading->seats, node, "`seats`"))
			partner->seats =
				jy_said_number(builder, jy_kid(node, 0), "a number of seats", 0);
		return;
	case JY_N_SUBCONTRACTS:
		jy_said_find(builder, &reading->subcontracts, JY_T_PARTNER, jy_kid(node, 0));
		return;
	case JY_N_IMPACT_SOURCING:
		partner->impact_sourcing =
			jy_said_share(builder, jy_kid(node, 0), "impact sourcing");
		return;
	case JY_N_RISK_BUDGET: partner->has_risk_budget = true; return;
	case JY_N_FLEXES:
		partner->flexes = jy_text(jy_kid(node, 0)).size ? jy_kid(node, 0)->value : -1;
		partner->flexes_within = jy_said_days(jy_kid(node, JY_FLEXES_WITHIN));
		partner->flexes_span = node->span;
		return;
	case JY_N_OFFERS: add_offer(builder, reading, node); return;
	case JY_N_SAVING:
		*jb_push(builder->arena, &reading->savings) = jy_said_saving(builder, node);
		return;
	default: read_control(builder, partner, reading, node); return;
	}
}

void jy_fill_partner_terms(struct jy_builder *builder, struct jy_partner *partner,
			   const struct jy_node *body)
{
	struct reading reading = {0};

	partner->seats = partner->impact_sourcing = partner->flexes = -1;
	for (uint32_t i = 0; i < jy_count(body); i++)
		if (jy_kid(body, i))
			read_statement(builder, partner, &reading, jy_kid(body, i));
	JY_SAID_KEEP(partner->subcontracts, reading.subcontracts);
	partner->offer = reading.offers.at;
	partner->offer_count = reading.offers.count;
	partner->saving = reading.savings.at;
	partner->saving_count = reading.savings.count;
}
