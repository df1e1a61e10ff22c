/*
 * Touchpoints: where the customer meets the service, who delivers it, what is felt, which rows show
 * it, what comes next, and what counts as success.
 */
#include "model/said.h"
#include "model/story.h"

/* What is collected while the statements of one touchpoint are read. */
struct reading {
	struct jy_touchpoint *touchpoint;
	const struct jy_journey *journey;
	const struct jy_node *owner, *known, *felt, *acts, *delivered;
	JB_VEC(const struct jy_channel *) channels;
	JB_VEC(struct jy_delivery) deliveries;
	JB_VEC(struct jb_text) handles, only_in;
	JB_VEC(struct jy_seen) seen;
	JB_VEC(struct jy_next) next;
	struct jy_feelings feelings;
	struct jy_lanes lanes;
};

static void add_channels(struct jy_builder *builder, struct reading *reading,
			 const struct jy_node *names)
{
	for (uint32_t i = 0; i < jy_count(names); i++) {
		const struct jy_channel *channel =
			jy_builder_find(builder, JY_T_CHANNEL, jy_kid(names, i));

		if (channel)
			*jb_push(builder->arena, &reading->channels) = channel;
	}
}

/* A brand, a partner, or a partner's team. */
static void find_deliverer(struct jy_builder *builder, const struct jy_node *path,
			   struct jy_delivery *delivery)
{
	static const enum jy_thing things[] = {JY_T_BRAND, JY_T_PARTNER, JY_T_TEAM, JY_T_COUNT};
	struct jb_text name = jy_text(path);
	struct jy_entry *brand = jy_builder_entry(builder, JY_T_BRAND, name);
	struct jy_entry *partner = jy_builder_entry(builder, JY_T_PARTNER, name);

	if (brand)
		delivery->brand = brand->model;
	else if (partner)
		delivery->partner = partner->model;
	else if (jy_builder_entry(builder, JY_T_TEAM, name))
		delivery->team = jy_partner_part(builder, JY_T_TEAM, JB_TEXT(""), path);
	else
		jy_builder_missing(builder, path, things, JB_TEXT(""));
	if (delivery->team)
		delivery->partner = delivery->team->partner;
}

static void add_delivery(struct jy_builder *builder, struct reading *reading,
			 const struct jy_node *node)
{
	struct jy_delivery delivery = {.span = node->span};

	reading->delivered = reading->delivered ? reading->delivered : node;
	delivery.during =
		jy_builder_find(builder, JY_T_SEASON, jy_kid(node, JY_DELIVERED_BY_DURING));
	find_deliverer(builder, jy_kid(node, JY_DELIVERED_BY_PATH), &delivery);
	if (delivery.brand || delivery.partner)
		*jb_push(builder->arena, &reading->deliveries) = delivery;
}

static void check_acts(struct jy_builder *builder, const struct reading *reading)
{
	struct jy_diag *diag;

	if (!reading->acts || !reading->delivered)
		return;
	diag = jy_diag_error(builder->diags, JY_D_DELIVERY_TWICE, reading->acts->span,
			     "the customer acts alone here, and yet somebody delivers it");
	jy_diag_label(builder->diags, diag, reading->delivered->span, "delivered here");
	jy_diag_help(builder->diags, diag, "keep `customer acts` or `delivered by`, not both");
}

/* A slice, `source.slice`, or a source with all its rows. */
static void add_seen(struct jy_builder *builder, struct reading *reading,
		     const struct jy_node *path)
{
	static const enum jy_thing things[] = {JY_T_SLICE, JY_T_SOURCE, JY_T_COUNT};
	struct jy_entry *slice = jy_builder_entry(builder, JY_T_SLICE, jy_text(path));
	struct jy_entry *source = jy_builder_entry(builder, JY_T_SOURCE, jy_text(path));
	struct jy_seen seen = {0};

	if (!slice && !source) {
		jy_builder_missing(builder, path, things, JB_TEXT(""));
		reading->touchpoint->decl.damaged = true;
		return;
	}
	seen.span = path->span;
	jy_builder_use(builder, slice ? slice : source, path->span);
	if (slice) {
		seen.slice = slice->model;
		seen.source = seen.slice->source;
	} else {
		seen.source = source->model;
	}
	if (seen.source)
		*jb_push(builder->arena, &reading->seen) = seen;
}

/* Where `next` stands in the list of its touchpoint, from 1; 0 where it is new. */
static uint64_t *place_of_next(struct jy_builder *builder, const struct reading *reading,
			       const struct jy_next *next)
{
	const void *ends[] = {reading->touchpoint, next->touchpoint};
	struct jb_buf key;

	jb_buf_init(&key, builder->arena);
	jb_buf_add(&key, ends, sizeof ends);
	jb_buf_add_text(&key, next->when);
	jb_buf_add_byte(&key, '\0');
	jb_buf_add_text(&key, next->variant);
	return jb_map_put(&builder->nexts, jb_buf_text(&key), NULL);
}

/* The same step twice is a slip, unless something tells the two apart. */
static bool check_next(struct jy_builder *builder, const struct reading *reading,
		       const struct jy_next *next)
{
	uint64_t *place = place_of_next(builder, reading, next);
	struct jy_diag *diag;

	if (!*place) {
		*place = reading->next.count + 1;
		return true;
	}
	diag = jy_diag_error(builder->diags, JY_D_NEXT_TWICE, next->span,
			     "`%.*s` comes next already", JB_ARG(next->touchpoint->decl.name));
	jy_diag_label(builder->diags, diag, reading->next.at[*place - 1].span, "said here");
	jy_diag_help(builder->diags, diag,
		     "keep one, or say when each is taken: `then %.*s when \"…\"`",
		     JB_ARG(next->touchpoint->decl.name));
	return false;
}

static void add_next(struct jy_builder *builder, struct reading *reading,
		     const struct jy_node *node)
{
	static const enum jy_thing things[] = {JY_T_TOUCHPOINT, JY_T_COUNT};
	const struct jy_node *path = jy_kid(node, JY_NEXT_PATH);
	const struct jy_node *marks = jy_kid(node, JY_NEXT_MARKS);
	struct jb_text place = reading->journey->decl.name;
	struct jy_entry *entry = jy_builder_within(builder, JY_T_TOUCHPOINT, place, jy_text(path));
	struct jy_next next = {.share = -1};

	for (uint32_t i = 0; i < jy_count(marks); i++) {
		const struct jy_node *mark = jy_kid(marks, i);
		const struct jy_node *variant = jy_kid(jy_kid(mark, JY_ONLY_IN_NAMES), 0);

		if (jy_is(mark, JY_N_WHEN))
			next.when = jy_text(jy_kid(mark, JY_WHEN_TEXT));
		else if (jy_is(mark, JY_N_BY_AGREEMENT))
			next.by_agreement = true;
		else if (jy_is(mark, JY_N_BY_HAND))
			next.by_hand = true;
		else if (jy_is(mark, JY_N_NEXT_SHARE))
			next.share =
				jy_said_share(builder, jy_kid(mark, 0), "the share that goes on");
		else if (jy_is(mark, JY_N_CARRYING))
			next.carrying = jy_builder_texts(builder, jy_kid(mark, 0));
		else if (jy_is(mark, JY_N_ONLY_IN) &&
			 jy_story_variant(builder, reading->journey, variant))
			next.variant = variant->text;
	}
	if (!entry) {
		jy_builder_missing(builder, path, things, place);
		return;
	}
	next.touchpoint = entry->model;
	next.span = node->span;
	if (check_next(builder, reading, &next))
		*jb_push(builder->arena, &reading->next) = next;
}

static void read_felt(struct jy_builder *builder, struct reading *reading,
		      const struct jy_node *node)
{
	const struct jy_node *names = jy_kid(node, JY_FELT_BY_NAMES);

	if (!jy_builder_once(builder, &reading->felt, node, "`felt by`"))
		return;
	reading->touchpoint->felt_by = jy_builder_find(builder, JY_T_METRIC, jy_kid(names, 0));
	if (jy_count(names) > 1) {
		struct jy_diag *diag =
			jy_diag_error(builder->diags, JY_D_STATEMENT_TWICE, jy_kid(names, 1)->span,
				      "what customers felt is read from one metric");

		jy_diag_help(builder->diags, diag,
			     "keep one; several metrics weighed together are an `index of`");
	}
}

static void add_variants(struct jy_builder *builder, struct reading *reading,
			 const struct jy_node *names)
{
	for (uint32_t i = 0; i < jy_count(names); i++)
		if (jy_story_variant(builder, reading->journey, jy_kid(names, i)))
			*jb_push(builder->arena, &reading->only_in) = jy_kid(names, i)->text;
}

/* The rest of the plain statements: what is said about the touchpoint as a whole. */
static void read_plain(struct jy_builder *builder, struct reading *reading,
		       const struct jy_node *node)
{
	struct jy_touchpoint *touchpoint = reading->touchpoint;

	switch (node->kind) {
	case JY_N_CUSTOMER_ACTS:
		reading->acts = node;
		touchpoint->customer_acts = true;
		return;
	case JY_N_MOMENT_OF_TRUTH: touchpoint->moment_of_truth = true; return;
	case JY_N_OWNER:
		if (jy_builder_once(builder, &reading->owner, node, "the owner"))
			touchpoint->owner = jy_text(jy_kid(node, JY_OWNER_TEXT));
		return;
	case JY_N_KNOWN_FROM:
		if (jy_builder_once(builder, &reading->known, node, "`known from`"))
			touchpoint->known_from = jy_story_known_from(builder, node);
		return;
	default: return;
	}
}

static void read_statement(struct jy_builder *builder, struct reading *reading,
			   const struct jy_node *node)
{
	const struct jy_node *list = jy_kid(node, 0);

	if (jy_feelings_add(builder, &reading->feelings, node) ||
	    jy_lanes_add(builder, &reading->lanes, node))
		return;
	switch (node->kind) {
	case JY_N_CHANNEL_REF: add_channels(builder, reading, list); return;
	case JY_N_DELIVERED_BY: add_delivery(builder, reading, node); return;
	case JY_N_HANDLES:
		for (uint32_t i = 0; i < jy_count(list); i++)
			*jb_push(builder->arena, &reading->handles) = jy_text(jy_kid(list, i));
		return;
	case JY_N_SEEN_IN:
		for (uint32_t i = 0; i < jy_count(list); i++)
			add_seen(builder, reading, jy_kid(list, i));
		return;
	case JY_N_THEN:
		for (uint32_t i = 0; i < jy_count(list); i++)
			add_next(builder, reading, jy_kid(list, i));
		return;
	case JY_N_FELT_BY: read_felt(builder, reading, node); return;
	case JY_N_ONLY_IN: add_variants(builder, reading, list); return;
	default: read_plain(builder, reading, node); return;
	}
}

static void keep(struct jy_touchpoint *touchpoint, const struct reading *reading)
{
	touchpoint->channels.at = reading->channels.at;
	touchpoint->channels.count = reading->channels.count;
	touchpoint->delivery = reading->deliveries.at;
	touchpoint->delivery_count = reading->deliveries.count;
	touchpoint->feeling = reading->feelings.list.at;
	touchpoint->feeling_count = reading->feelings.list.count;
	touchpoint->pain = reading->lanes.pains.at;
	touchpoint->pain_count = reading->lanes.pains.count;
	touchpoint->lane = reading->lanes.list.at;
	touchpoint->lane_count = reading->lanes.list.count;
	touchpoint->handles = (struct jy_texts){reading->handles.at, reading->handles.count};
	touchpoint->seen = reading->seen.at;
	touchpoint->seen_count = reading->seen.count;
	touchpoint->next = reading->next.at;
	touchpoint->next_count = reading->next.count;
	touchpoint->only_in = (struct jy_texts){reading->only_in.at, reading->only_in.count};
}

/* The nearest owner answers for a touchpoint. */
static void inherit_owner(struct jy_touchpoint *touchpoint)
{
	if (touchpoint->owner.size)
		return;
	touchpoint->owner = touchpoint->stage->owner;
	touchpoint->owner_inherited = touchpoint->owner.size > 0;
}

void jy_fill_touchpoint(struct jy_builder *builder, struct jy_touchpoint *touchpoint)
{
	const struct jy_node *body = jy_kid(touchpoint->decl.node, JY_DECL_BODY);
	const struct jy_journey *journey = touchpoint->journey;
	struct reading reading = {
		.touchpoint = touchpoint,
		.journey = journey,
		.feelings = {.journey = journey},
		.lanes = {.journey = journey},
	};
	const struct jy_place place = {
		.journey = journey,
		.stage = touchpoint->stage,
		.touchpoint = touchpoint,
	};

	for (uint32_t i = 0; i < jy_count(body); i++)
		if (jy_kid(body, i))
			read_statement(builder, &reading, jy_kid(body, i));
	check_acts(builder, &reading);
	keep(touchpoint, &reading);
	inherit_owner(touchpoint);
	jy_fill_service(builder, touchpoint, body);
	jy_fill_sights(builder, touchpoint, body);
	/* Last, as a criterion may ask who delivers. */
	touchpoint->success = jy_fill_criteria(builder, &place, body, &touchpoint->success_count);
}
