/*
 * The names inside a journey. Stages and touchpoints share theirs, as both are written
 * `journey.name`; a touchpoint that has only a title gets a name made from it.
 */
#include "base/utf8.h"
#include "model/declare.h"

static void declare_in_journey(struct jy_builder *builder, const struct jy_journey *journey,
			       struct jy_declared *what)
{
	enum jy_thing other = what->thing == JY_T_STAGE ? JY_T_TOUCHPOINT : JY_T_STAGE;
	const struct jy_entry *first;

	what->name = jy_declare_inside(builder, journey->decl.name, jy_decl_of(what->model)->name);
	first = jy_builder_entry(builder, other, what->name);
	if (first)
		jy_declare_twice(builder, what, first);
	else
		jy_declare_name(builder, what);
}

/* "Check the status page": check_the_status_page. Letters of other scripts stay as they are. */
static struct jb_text name_from_title(struct jy_builder *builder, struct jb_text title)
{
	struct jb_buf name;
	uint32_t codepoint;

	jb_buf_init(&name, builder->arena);
	for (size_t at = 0, size; (size = jb_utf8_decode(title, at, &codepoint)) > 0; at += size) {
		char c = title.at[at];

		if (codepoint < 128 && c >= 'A' && c <= 'Z')
			jb_buf_add_byte(&name, (char)(c - 'A' + 'a'));
		else if ((codepoint < 128 && c >= '0' && c <= '9') || jb_utf8_is_letter(codepoint))
			jb_buf_add_codepoint(&name, codepoint);
		else if (name.size && name.data[name.size - 1] != '_')
			jb_buf_add_byte(&name, '_');
	}
	while (name.size && name.data[name.size - 1] == '_')
		name.data[--name.size] = '\0';
	return name.size ? jb_buf_text(&name) : JB_TEXT("touchpoint");
}

/* A made name that is taken gets a number. `tried` remembers the last one, so that a thousand equal
 * titles are no million look-ups. */
static struct jb_text free_name(struct jy_builder *builder, const struct jy_journey *journey,
				struct jb_text title, struct jb_map *tried)
{
	struct jb_text base = name_from_title(builder, title), name = base;
	uint64_t *number = jb_map_put(tried, base, NULL);

	for (;;) {
		struct jb_text full = jy_declare_inside(builder, journey->decl.name, name);

		if (*number && !jy_builder_entry(builder, JY_T_TOUCHPOINT, full) &&
		    !jy_builder_entry(builder, JY_T_STAGE, full))
			return name;
		*number += 1;
		if (*number > 1)
			name = jb_text_printf(builder->arena, "%.*s_%llu", JB_ARG(base),
					      (unsigned long long)*number);
	}
}

static void declare_stage(struct jy_builder *builder, struct jy_journey *journey,
			  const struct jy_unit *unit, const struct jy_node *node)
{
	struct jy_stage *stage = &journey->stage[journey->stage_count++];
	const struct jy_node *body = jy_kid(node, JY_DECL_BODY), *kid;
	struct jy_declared what = {JY_T_STAGE, {"", 0}, unit, node, stage};

	stage->decl = jy_declare_head(node);
	stage->journey = journey;
	declare_in_journey(builder, journey, &what);
	stage->touchpoint = JB_NEW_ARRAY(builder->arena, struct jy_touchpoint,
					 jy_declare_count(body, JY_N_TOUCHPOINT));
	for (uint32_t i = 0; (kid = jy_declare_next(body, JY_N_TOUCHPOINT, &i)) != NULL;) {
		struct jy_touchpoint *touchpoint = &stage->touchpoint[stage->touchpoint_count++];
		struct jy_declared inner = {JY_T_TOUCHPOINT, {"", 0}, unit, kid, touchpoint};

		touchpoint->decl = jy_declare_head(kid);
		touchpoint->journey = journey;
		touchpoint->stage = stage;
		if (touchpoint->decl.name.size)
			declare_in_journey(builder, journey, &inner);
	}
}

/* After all written names, so that a made one never takes the name of another. */
static void name_untitled(struct jy_builder *builder, struct jy_journey *journey,
			  const struct jy_unit *unit)
{
	struct jb_map tried;

	jb_map_init(&tried, builder->arena);
	for (size_t i = 0; i < journey->stage_count; i++) {
		for (size_t k = 0; k < journey->stage[i].touchpoint_count; k++) {
			struct jy_touchpoint *touchpoint = &journey->stage[i].touchpoint[k];
			struct jy_declared what = {
				JY_T_TOUCHPOINT, {"", 0}, unit, touchpoint->decl.node, touchpoint};

			if (touchpoint->decl.name.size)
				continue;
			touchpoint->decl.name =
				free_name(builder, journey, touchpoint->decl.title, &tried);
			declare_in_journey(builder, journey, &what);
		}
	}
}

/* `journey.stage.touchpoint` names the same as `journey.touchpoint`. */
static void declare_long_names(struct jy_builder *builder, const struct jy_journey *journey)
{
	for (size_t i = 0; i < journey->stage_count; i++) {
		const struct jy_stage *stage = &journey->stage[i];
		struct jb_text place =
			jy_declare_inside(builder, journey->decl.name, stage->decl.name);

		for (size_t k = 0; k < stage->touchpoint_count; k++) {
			struct jb_text name = stage->touchpoint[k].decl.name;
			const uint64_t *at =
				jb_map_get(&builder->names[JY_T_TOUCHPOINT],
					   jy_declare_inside(builder, journey->decl.name, name));
			uint64_t entry = at ? *at : 0;

			if (entry && builder->entries.at[entry - 1].model == &stage->touchpoint[k])
				*jb_map_put(&builder->names[JY_T_TOUCHPOINT],
					    jy_declare_inside(builder, place, name), NULL) = entry;
		}
	}
}

/* The journey that this one's tree says it amends, which the merged tree says no more. */
static const struct jy_journey *amended_by(struct jy_builder *builder, const struct jy_node *node)
{
	const struct jy_node *name = jy_kid(node, JY_JOURNEY_AMENDS);
	const struct jy_entry *entry =
		name ? jy_builder_entry(builder, JY_T_JOURNEY, name->text) : NULL;

	return entry ? entry->model : NULL;
}

void jy_declare_journey(struct jy_builder *builder, size_t index)
{
	const struct jy_node *own = builder->entries.at[index].node;
	const struct jy_node *tree = jy_builder_amended(builder, &builder->entries.at[index]);
	struct jy_journey *journey = builder->entries.at[index].model;
	const struct jy_unit *unit = builder->entries.at[index].unit;
	const struct jy_node *body, *node;

	if (tree) {
		journey->amends = amended_by(builder, own);
		builder->entries.at[index].node = journey->decl.node = tree;
	}
	body = jy_kid(journey->decl.node, JY_DECL_BODY);
	journey->stage =
		JB_NEW_ARRAY(builder->arena, struct jy_stage, jy_declare_count(body, JY_N_STAGE));
	for (uint32_t i = 0; (node = jy_declare_next(body, JY_N_STAGE, &i)) != NULL;)
		declare_stage(builder, journey, unit, node);
	name_untitled(builder, journey, unit);
	declare_long_names(builder, journey);
}
