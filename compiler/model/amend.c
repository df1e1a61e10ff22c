/*
 * `journey x amends y`: the tree of x is y's with x's differences, so that everything behind the
 * first pass sees an ordinary journey. Stages and touchpoints meet by name (unnamed touchpoints by
 * title). A kind of statement that x makes anywhere in a block replaces all of y's statements of
 * that kind in it; what x does not mention is taken over; what y does not have is added at the end
 * of its block.
 */
#include "model/build.h"

/* How many journeys may amend one another in a row. */
#define AMENDS_MAX 64

/* One group a kind of statement; a lane of its own for each LANE, and one each for statements that
 * exclude one another. */
static size_t group_of(const struct jy_node *node)
{
	switch (node->kind) {
	case JY_N_FEELS:
	case JY_N_FEELS_NAMED:
	case JY_N_PEAK:
	case JY_N_TROUGH: return JY_N_FEELS;
	case JY_N_DELIVERED_BY:
	case JY_N_CUSTOMER_ACTS: return JY_N_DELIVERED_BY;
	case JY_N_LANE:
		switch (jy_word(jy_kid(node, JY_LANE_LANE))) {
		case JY_W_FRONTSTAGE: return JY_N_COUNT_OF_KINDS;
		case JY_W_BACKSTAGE: return JY_N_COUNT_OF_KINDS + 1;
		default: return JY_N_COUNT_OF_KINDS + 2;
		}
	default: return node->kind;
	}
}
#define GROUPS (JY_N_COUNT_OF_KINDS + 3)

static bool is_block(const struct jy_node *node)
{
	return jy_is(node, JY_N_STAGE) || jy_is(node, JY_N_TOUCHPOINT) || jy_is(node, JY_N_VARIANT);
}

/* What a block inside a journey is matched by: names of stages and touchpoints never meet. */
static struct jb_text key_of(struct jy_builder *builder, const struct jy_node *node)
{
	const struct jy_node *name = jy_kid(node, JY_DECL_NAME);

	if (!name)
		name = jy_kid(node, JY_DECL_TITLE);
	return jb_text_printf(builder->arena, "%u %.*s", node->kind, JB_ARG(jy_text(name)));
}

static struct jy_node *copy_of(struct jy_builder *builder, const struct jy_node *node)
{
	struct jy_node *copy = JB_NEW(builder->arena, struct jy_node);

	*copy = *node;
	copy->kid = JB_NEW_ARRAY(builder->arena, struct jy_node *, node->count);
	for (uint32_t i = 0; i < node->count; i++)
		copy->kid[i] = node->kid[i];
	copy->room = node->count;
	return copy;
}

static const struct jy_node *merge(struct jy_builder *builder, const struct jy_node *base,
				   const struct jy_node *own);

/* What x says in one block, and what of it found its place in y's. */
struct differences {
	const struct jy_node *body;
	bool group[GROUPS];
	struct jb_map blocks; /* key to index + 1 */
	bool *used;
};

static void collect(struct jy_builder *builder, struct differences *own)
{
	jb_map_init(&own->blocks, builder->arena);
	own->used = JB_NEW_ARRAY(builder->arena, bool, jy_count(own->body));
	for (uint32_t i = 0; i < jy_count(own->body); i++) {
		const struct jy_node *node = jy_kid(own->body, i);

		if (is_block(node))
			*jb_map_put(&own->blocks, key_of(builder, node), NULL) = i + 1;
		else if (node)
			own->group[group_of(node)] = true;
	}
}

/* y's statement as it stands in x: itself, merged with x's, or NULL where x's replace it. */
static const struct jy_node *taken_over(struct jy_builder *builder, struct differences *own,
					const struct jy_node *node)
{
	const uint64_t *at;

	if (!node || (!is_block(node) && own->group[group_of(node)]))
		return NULL;
	at = is_block(node) ? jb_map_get(&own->blocks, key_of(builder, node)) : NULL;
	if (!at || own->used[*at - 1])
		return node;
	own->used[*at - 1] = true;
	return merge(builder, node, jy_kid(own->body, (uint32_t)(*at - 1)));
}

static struct jy_node *merge_bodies(struct jy_builder *builder, const struct jy_node *base,
				    const struct jy_node *body)
{
	struct differences *own = JB_NEW(builder->arena, struct differences);
	struct jy_node *merged = JB_NEW(builder->arena, struct jy_node);

	own->body = body;
	collect(builder, own);
	*merged = (struct jy_node){.kind = JY_N_LIST, .span = body ? body->span : base->span};
	merged->kid = JB_NEW_ARRAY(builder->arena, struct jy_node *,
				   (size_t)jy_count(base) + jy_count(body));
	for (uint32_t i = 0; i < jy_count(base); i++) {
		const struct jy_node *node = taken_over(builder, own, jy_kid(base, i));

		if (node)
			merged->kid[merged->count++] = (struct jy_node *)node;
	}
	for (uint32_t i = 0; i < jy_count(body); i++)
		if (!own->used[i] && jy_kid(body, i))
			merged->kid[merged->count++] = body->kid[i];
	merged->room = merged->count;
	return merged;
}

/* x's declaration, with y's body where x says nothing. A block also keeps y's title; a journey of
 * another name has its own. */
static const struct jy_node *merge(struct jy_builder *builder, const struct jy_node *base,
				   const struct jy_node *own)
{
	struct jy_node *merged = copy_of(builder, own);
	const struct jy_node *theirs = jy_kid(base, JY_DECL_BODY),
			     *ours = jy_kid(own, JY_DECL_BODY);

	if (!merged->kid[JY_DECL_TITLE] && !jy_is(own, JY_N_JOURNEY))
		merged->kid[JY_DECL_TITLE] = base->kid[JY_DECL_TITLE];
	if (theirs)
		merged->kid[JY_DECL_BODY] = merge_bodies(builder, theirs, ours);
	if (jy_is(merged, JY_N_JOURNEY))
		/* done: whoever amends it starts from here */
		merged->kid[JY_JOURNEY_AMENDS] = NULL;
	return merged;
}

/* Once a circle: all journeys on it stand by themselves from then on. */
static const struct jy_node *report_circle(struct jy_builder *builder, struct jy_entry *journey)
{
	const struct jy_node *name = jy_kid(journey->node, JY_JOURNEY_AMENDS);
	struct jy_diag *diag;

	if (journey->broken)
		return NULL;
	diag = jy_diag_error(builder->diags, JY_D_NAME_CIRCLE, name->span,
			     "the journey `%.*s` amends itself", JB_ARG(journey->name));
	jy_diag_help(builder->diags, diag,
		     "one of the journeys that amend one another must stand by itself");
	journey->broken = true;
	return NULL;
}

static const struct jy_node *amended(struct jy_builder *builder, struct jy_entry *journey,
				     unsigned depth)
{
	const struct jy_node *name = jy_kid(journey->node, JY_JOURNEY_AMENDS), *base;
	struct jy_entry *other;

	if (!name)
		return journey->node;
	if (journey->state || journey->broken)
		return report_circle(builder, journey);
	if (depth > AMENDS_MAX) {
		jy_diag_error(builder->diags, JY_D_NAME_CHAIN, name->span,
			      "more than %d journeys amend one another in a row", AMENDS_MAX);
		return NULL;
	}
	if (!jy_builder_find(builder, JY_T_JOURNEY, name))
		return NULL;
	other = jy_builder_entry(builder, JY_T_JOURNEY, name->text);
	journey->state = 1;
	base = amended(builder, other, depth + 1);
	journey->state = 0;
	journey->broken |= !base;
	return base ? merge(builder, base, journey->node) : NULL;
}

const struct jy_node *jy_builder_amended(struct jy_builder *builder, struct jy_entry *journey)
{
	return amended(builder, journey, 0);
}
