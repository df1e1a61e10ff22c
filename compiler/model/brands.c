/*
 * Brands: what they promise and value, whom they serve, and why they outsource.
 */
#include "model/said.h"
#include "model/story.h"

struct reading {
	const struct jy_node *promise, *owner, *proposition, *profile;
	struct jy_said_texts values, claims, rationale, complies;
	JB_VEC(struct jy_market) markets;
	JB_VEC(struct jy_attestation) attested;
};

static void add_market(struct jy_builder *builder, struct reading *reading,
		       const struct jy_node *node)
{
	struct jy_market *market = jb_push(builder->arena, &reading->markets);

	jy_check_country(builder, jy_kid(node, JY_MARKET_COUNTRY));
	market->country = jy_text(jy_kid(node, JY_MARKET_COUNTRY));
	market->languages = jy_builder_texts(builder, jy_kid(node, JY_MARKET_LANGUAGES));
	market->span = node->span;
}

static void set_text(struct jy_builder *builder, struct jb_text *to, const struct jy_node **once,
		     const struct jy_node *node, const char *what)
{
	if (jy_builder_once(builder, once, node, what))
		*to = jy_text(jy_kid(node, 0));
}

static void read_lists(struct jy_builder *builder, struct reading *reading,
		       const struct jy_node *node)
{
	const struct jy_node *names = jy_kid(node, 0);

	switch (node->kind) {
	case JY_N_VALUES: jy_said_add(builder, &reading->values, names); return;
	case JY_N_CLAIMS: jy_said_add(builder, &reading->claims, names); return;
	case JY_N_COMPLIES: jy_said_add(builder, &reading->complies, names); return;
	case JY_N_RATIONALE:
		jy_said_choices(builder, JY_CHOICE_REASON, names);
		jy_said_add(builder, &reading->rationale, names);
		return;
	case JY_N_MARKET: add_market(builder, reading, node); return;
	case JY_N_ATTESTED:
		jy_said_attested(builder, jb_push(builder->arena, &reading->attested), node);
		return;
	default: return;
	}
}

static void read_statement(struct jy_builder *builder, struct jy_brand *brand,
			   struct reading *reading, const struct jy_node *node)
{
	switch (node->kind) {
	case JY_N_PROMISE:
		set_text(builder, &brand->promise, &reading->promise, node, "the promise");
		return;
	case JY_N_OWNER:
		set_text(builder, &brand->owner, &reading->owner, node, "the owner");
		return;
	case JY_N_PROPOSITION:
		set_text(builder, &brand->proposition, &reading->proposition, node,
			 "the value proposition");
		return;
	case JY_N_PROFILE:
		jy_builder_choice(builder, JY_CHOICE_PROFILE, jy_kid(node, JY_PROFILE_NAME));
		set_text(builder, &brand->profile, &reading->profile, node, "the profile");
		return;
	case JY_N_CRISIS_CONTACT: brand->crisis_contact = jy_text(jy_kid(node, 0)); return;
	case JY_N_REVIEW: jy_said_review(&brand->review, node); return;
	default: read_lists(builder, reading, node); return;
	}
}

void jy_fill_brand(struct jy_builder *builder, struct jy_brand *brand, const struct jy_node *body)
{
	struct reading reading = {0};

	for (uint32_t i = 0; i < jy_count(body); i++)
		if (jy_kid(body, i))
			read_statement(builder, brand, &reading, jy_kid(body, i));
	brand->values = jy_said_texts(&reading.values);
	brand->claims = jy_said_texts(&reading.claims);
	brand->rationale = jy_said_texts(&reading.rationale);
	brand->complies = jy_said_texts(&reading.complies);
	brand->market = reading.markets.at;
	brand->market_count = reading.markets.count;
	brand->attested = reading.attested.at;
	brand->attested_count = reading.attested.count;
	brand->role = jy_fill_roles(builder, body, &brand->role_count);
}
