/*
 * The lanes of a map and a blueprint: what the customer does and thinks, what stands in front of
 * and behind the line of sight, pains, chances, and how much of it all is known.
 */
#include "model/story.h"

struct jb_text jy_story_known_from(struct jy_builder *builder, const struct jy_node *node)
{
	const struct jy_node *name = jy_kid(node, JY_KNOWN_FROM_NAME);
	const struct jy_node *counts = jy_kid(node, JY_KNOWN_FROM_COUNTS);
	struct jb_buf text;

	jy_builder_choice(builder, JY_CHOICE_KNOWN_FROM, name);
	jb_buf_init(&text, builder->arena);
	jb_buf_add_text(&text, jy_text(name));
	for (uint32_t i = 0; i < jy_count(counts); i++) {
		const struct jy_node *count = jy_kid(counts, i);
		uint64_t number;

		jy_builder_whole(builder, jy_kid(count, JY_A_COUNT_NUMBER), "what is counted", 1,
				 &number);
		jb_buf_printf(&text, ", %.*s %.*s",
			      JB_ARG(jy_text(jy_kid(count, JY_A_COUNT_NUMBER))),
			      JB_ARG(jy_text(jy_kid(count, JY_A_COUNT_NAME))));
	}
	return jb_buf_text(&text);
}

bool jy_story_variant(struct jy_builder *builder, const struct jy_journey *journey,
		      const struct jy_node *name)
{
	if (!jy_is(name, JY_N_NAME))
		return false;
	for (size_t i = 0; i < journey->variants.count; i++)
		if (jb_text_equal(journey->variants.at[i], name->text))
			return true;
	jy_builder_unknown(builder, name, "variant of this journey", journey->variants.at,
			   journey->variants.count);
	return false;
}

static struct jy_lane_entry *add_entry(struct jy_builder *builder, struct jy_lanes *lanes,
				       enum jy_lane lane, const struct jy_node *node)
{
	struct jy_lane_entry *entry = jb_push(builder->arena, &lanes->list);

	entry->lane = lane;
	entry->span = node->span;
	return entry;
}

static void add_texts(struct jy_builder *builder, struct jy_lanes *lanes, enum jy_lane lane,
		      const struct jy_node *texts, const struct jy_lane_entry *marks)
{
	for (uint32_t i = 0; i < jy_count(texts); i++) {
		const struct jy_node *text = jy_kid(texts, i);
		struct jy_lane_entry *entry;

		if (!jy_is(text, JY_N_TEXT))
			continue;
		entry = add_entry(builder, lanes, lane, text);
		entry->text = text->text;
		if (!marks)
			continue;
		entry->moment_of_truth = marks->moment_of_truth;
		entry->fails = marks->fails;
		entry->variant = marks->variant;
	}
}

/* "self_serve, enterprise" of a list of variants. */
static struct jb_text variants_text(struct jy_builder *builder, const struct jy_journey *journey,
				    const struct jy_node *names)
{
	struct jb_buf text;

	jb_buf_init(&text, builder->arena);
	for (uint32_t i = 0; i < jy_count(names); i++)
		if (jy_story_variant(builder, journey, jy_kid(names, i)))
			jb_buf_printf(&text, "%s%.*s", text.size ? ", " : "",
				      JB_ARG(jy_text(jy_kid(names, i))));
	return jb_buf_text(&text);
}

static void add_blueprint(struct jy_builder *builder, struct jy_lanes *lanes,
			  const struct jy_node *node)
{
	const struct jy_node *list = jy_kid(node, JY_LANE_MARKS);
	enum jy_word word = jy_word(jy_kid(node, JY_LANE_LANE));
	struct jy_lane_entry marks = {0};

	for (uint32_t i = 0; i < jy_count(list); i++) {
		const struct jy_node *mark = jy_kid(list, i);

		if (jy_is(mark, JY_N_FAILS))
			marks.fails = jy_text(jy_kid(mark, JY_FAILS_TEXT));
		else if (jy_is(mark, JY_N_MOMENT_OF_TRUTH))
			marks.moment_of_truth = true;
		else if (jy_is(mark, JY_N_ONLY_IN))
			marks.variant = variants_text(builder, lanes->journey,
						      jy_kid(mark, JY_ONLY_IN_NAMES));
	}
	add_texts(builder, lanes,
		  word == JY_W_FRONTSTAGE  ? JY_LANE_FRONTSTAGE
		  : word == JY_W_BACKSTAGE ? JY_LANE_BACKSTAGE
					   : JY_LANE_SUPPORT,
		  jy_kid(node, JY_LANE_TEXTS), &marks);
}

/* ---- takes ---- */

static struct jb_text length_text(struct jy_builder *builder, const struct jy_node *length)
{
	struct jb_buf text;

	if (jy_is(length, JY_N_DURATION) || jy_is(length, JY_N_NUMBER))
		return length->text;
	if (!jy_is(length, JY_N_SPAN))
		return JB_TEXT("");
	jb_buf_init(&text, builder->arena);
	jb_buf_add_fix(&text, length->value);
	jb_buf_printf(&text, " %s", jy_word_text(jy_word(length)));
	return jb_buf_text(&text);
}

/* `takes 5min in self_serve, 1 to 2 weeks in enterprise`: an entry each. */
static void add_takes(struct jy_builder *builder, struct jy_lanes *lanes,
		      const struct jy_node *node)
{
	const struct jy_node *times = jy_kid(node, JY_TAKES_TIMES);

	for (uint32_t i = 0; i < jy_count(times); i++) {
		const struct jy_node *take = jy_kid(times, i);
		const struct jy_node *to = jy_kid(take, JY_TAKE_TO);
		const struct jy_node *variant = jy_kid(take, JY_TAKE_VARIANT);
		struct jb_text from = length_text(builder, jy_kid(take, JY_TAKE_FROM));
		struct jy_lane_entry *entry;

		if (!take)
			continue;
		entry = add_entry(builder, lanes, JY_LANE_TAKES, take);
		entry->text = from;
		if (to)
			entry->text = jb_text_printf(builder->arena, "%.*s to %.*s", JB_ARG(from),
						     JB_ARG(length_text(builder, to)));
		if (variant && jy_story_variant(builder, lanes->journey, variant))
			entry->variant = variant->text;
	}
}

static void add_pain(struct jy_builder *builder, struct jy_lanes *lanes, const struct jy_node *node)
{
	const struct jy_node *severity = jy_kid(node, JY_PAIN_SEVERITY);
	struct jy_pain *pain = jb_push(builder->arena, &lanes->pains);

	pain->text = jy_text(jy_kid(node, JY_PAIN_TEXT));
	pain->span = node->span;
	if (severity && jy_builder_choice(builder, JY_CHOICE_SEVERITY, severity) >= 0)
		pain->severity = severity->text;
}

static void add_evidence(struct jy_builder *builder, struct jy_lanes *lanes,
			 const struct jy_node *node)
{
	struct jy_lane_entry marks = {
		.variant = variants_text(builder, lanes->journey, jy_kid(node, JY_EVIDENCE_ONLY)),
	};

	add_texts(builder, lanes, JY_LANE_EVIDENCE, jy_kid(node, JY_EVIDENCE_TEXTS), &marks);
}

static void add_quote(struct jy_builder *builder, struct jy_lanes *lanes,
		      const struct jy_node *node)
{
	struct jy_lane_entry *entry = add_entry(builder, lanes, JY_LANE_QUOTE, node);

	entry->text = jy_text(jy_kid(node, JY_QUOTE_TEXT));
	entry->persona = jy_builder_find(builder, JY_T_PERSONA, jy_kid(node, JY_QUOTE_BY));
}

bool jy_lanes_add(struct jy_builder *builder, struct jy_lanes *lanes, const struct jy_node *node)
{
	switch (node->kind) {
	case JY_N_DOES:
		add_texts(builder, lanes, JY_LANE_DOES, jy_kid(node, JY_DOES_TEXTS), NULL);
		return true;
	case JY_N_THINKS:
		add_texts(builder, lanes, JY_LANE_THINKS, jy_kid(node, JY_THINKS_TEXTS), NULL);
		return true;
	case JY_N_QUOTE: add_quote(builder, lanes, node); return true;
	case JY_N_OPPORTUNITY:
		add_entry(builder, lanes, JY_LANE_OPPORTUNITY, node)->text =
			jy_text(jy_kid(node, JY_OPPORTUNITY_TEXT));
		return true;
	case JY_N_EMPOWERED:
		add_entry(builder, lanes, JY_LANE_EMPOWERED, node)->text =
			jy_text(jy_kid(node, JY_EMPOWERED_TEXT));
		return true;
	case JY_N_EVIDENCE: add_evidence(builder, lanes, node); return true;
	case JY_N_LANE: add_blueprint(builder, lanes, node); return true;
	case JY_N_TAKES: add_takes(builder, lanes, node); return true;
	case JY_N_PAIN: add_pain(builder, lanes, node); return true;
	default: return false;
	}
}
