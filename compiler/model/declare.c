/*
 * The first pass: every declaration of every file gets its empty model thing and its name, so that order
 * never matters. It reads names and titles only; what a declaration says is read by the second pass.
 * A declaration of the library gives way to one of the user's with the same name.
 */
#include "base/utf8.h"
#include "model/build.h"

/* A name to register: of what, under which text, and where its tree stands. */
struct declared {
	enum jy_thing thing;
	struct jb_text name;
	const struct jy_unit *unit;
	const struct jy_node *node;
	void *model;
};

static bool thing_of(const struct jy_node *node, enum jy_thing *thing)
{
	switch (node ? node->kind : JY_N_ERROR) {
	case JY_N_BRAND: *thing = JY_T_BRAND; return true;
	case JY_N_PERSONA: *thing = JY_T_PERSONA; return true;
	case JY_N_CHANNEL: *thing = JY_T_CHANNEL; return true;
	case JY_N_CALENDAR: *thing = JY_T_CALENDAR; return true;
	case JY_N_PARTNER: *thing = JY_T_PARTNER; return true;
	case JY_N_SEASON: *thing = JY_T_SEASON; return true;
	case JY_N_SOURCE:
	case JY_N_CASES: *thing = JY_T_SOURCE; return true;
	case JY_N_SLICE: *thing = JY_T_SLICE; return true;
	case JY_N_METRIC: *thing = JY_T_METRIC; return true;
	case JY_N_ATTRIBUTE: *thing = JY_T_ATTRIBUTE; return true;
	case JY_N_JOURNEY: *thing = JY_T_JOURNEY; return true;
	case JY_N_AGREEMENT: *thing = JY_T_AGREEMENT; return true;
	case JY_N_FRAMEWORK: *thing = JY_T_FRAMEWORK; return true;
	case JY_N_ASSESSMENT: *thing = JY_T_ASSESSMENT; return true;
	default: return false;
	}
}

static size_t size_of(enum jy_thing thing)
{
	static const size_t size[JY_T_COUNT] = {
		[JY_T_BRAND] = sizeof(struct jy_brand),
		[JY_T_PERSONA] = sizeof(struct jy_persona),
		[JY_T_CHANNEL] = sizeof(struct jy_channel),
		[JY_T_CALENDAR] = sizeof(struct jy_calendar),
		[JY_T_PARTNER] = sizeof(struct jy_partner),
		[JY_T_SEASON] = sizeof(struct jy_season),
		[JY_T_SOURCE] = sizeof(struct jy_source),
		[JY_T_SLICE] = sizeof(struct jy_slice),
		[JY_T_METRIC] = sizeof(struct jy_metric),
		[JY_T_ATTRIBUTE] = sizeof(struct jy_attribute),
		[JY_T_JOURNEY] = sizeof(struct jy_journey),
		[JY_T_AGREEMENT] = sizeof(struct jy_agreement),
		[JY_T_FRAMEWORK] = sizeof(struct jy_other),
		[JY_T_ASSESSMENT] = sizeof(struct jy_other),
	};

	return size[thing];
}

static struct jy_decl decl_of(const struct jy_node *node)
{
	struct jb_text name = jy_text(jy_kid(node, JY_DECL_NAME));
	const struct jy_node *title = jy_kid(node, JY_DECL_TITLE);

	return (struct jy_decl){
		.name = name,
		.title = title ? title->text : name,
		.span = jy_builder_span(node),
		.node = node,
	};
}

static void report_twice(struct jy_builder *builder, const struct declared *second,
			 const struct jy_entry *first)
{
	struct jy_span span = jy_builder_span(second->node);
	struct jb_text name = jy_decl_of(second->model)->name;
	struct jy_diag *diag;

	if (first->thing == second->thing)
		diag = jy_diag_error(builder->diags, JY_D_NAME_TWICE, span,
				     "two %ss are called `%.*s`", jy_thing_word(first->thing),
				     JB_ARG(name));
	else
		diag = jy_diag_error(builder->diags, JY_D_NAME_TWICE, span,
				     "a %s and a %s are both called `%.*s`",
				     jy_thing_word(first->thing), jy_thing_word(second->thing),
				     JB_ARG(name));
	jy_diag_label(builder->diags, diag, jy_decl_of(first->model)->span, "the first is here");
	jy_diag_help(builder->diags, diag, "give one of them another name");
}

/* False when the name is taken: reported, but for a library's declaration that gives way. */
static bool declare(struct jy_builder *builder, const struct declared *what)
{
	bool fresh;
	uint64_t *at = jb_map_put(&builder->names[what->thing], what->name, &fresh);

	if (!fresh) {
		const struct jy_entry *first = &builder->entries.at[*at - 1];

		if (!what->unit->library || first->unit->library)
			report_twice(builder, what, first);
		return false;
	}
	*jb_push(builder->arena, &builder->entries) = (struct jy_entry){
		.name = what->name,
		.thing = what->thing,
		.model = what->model,
		.unit = what->unit,
		.node = what->node,
	};
	*at = builder->entries.count;
	return true;
}

static void declare_top(struct jy_builder *builder, const struct jy_unit *unit,
			const struct jy_node *node)
{
	struct declared what = {.unit = unit, .node = node};
	struct jy_decl *decl;

	if (!thing_of(node, &what.thing) || !jy_kid(node, JY_DECL_NAME))
		return;
	decl = what.model = jb_alloc(builder->arena, size_of(what.thing));
	*decl = decl_of(node);
	what.name = decl->name;
	declare(builder, &what);
}

static void declare_unit(struct jy_builder *builder, const struct jy_unit *unit)
{
	const struct jy_node *decls = jy_kid(unit->parsed.root, JY_FILE_DECLS);

	for (uint32_t i = 0; i < jy_count(decls); i++)
		declare_top(builder, unit, jy_kid(decls, i));
}

/* ---- what lies inside others ---- */

static struct jb_text inside(struct jy_builder *builder, struct jb_text place, struct jb_text name)
{
	return jb_text_printf(builder->arena, "%.*s.%.*s", JB_ARG(place), JB_ARG(name));
}

/* Declarations of a kind in a body that have a name or a title. */
static size_t count_of(const struct jy_node *body, enum jy_node_kind kind)
{
	size_t count = 0;

	for (uint32_t i = 0; i < jy_count(body); i++)
		count += jy_is(jy_kid(body, i), kind) && (jy_kid(jy_kid(body, i), JY_DECL_NAME) ||
							  jy_kid(jy_kid(body, i), JY_DECL_TITLE));
	return count;
}

static const struct jy_node *next_of(const struct jy_node *body, enum jy_node_kind kind, uint32_t *i)
{
	while (*i < jy_count(body)) {
		const struct jy_node *node = jy_kid(body, (*i)++);

		if (jy_is(node, kind) &&
		    (jy_kid(node, JY_DECL_NAME) || jy_kid(node, JY_DECL_TITLE)))
			return node;
	}
	return NULL;
}

/* Grows by doubling at the powers of two, as the list carries no room of its own. */
static void list_slice(struct jy_builder *builder, struct jy_source *source,
		       const struct jy_slice *slice)
{
	size_t count = source->slices.count, size = sizeof(const struct jy_slice *);
	const struct jy_slice **at = (const struct jy_slice **)source->slices.at;

	if ((count & (count - 1)) == 0)
		at = jb_realloc(builder->arena, at, count * size, (count ? 2 * count : 1) * size);
	at[count] = slice;
	source->slices.at = at;
	source->slices.count = count + 1;
}

static void declare_slices(struct jy_builder *builder, const struct jy_entry *owner,
			   const struct jy_node *body)
{
	const struct jy_entry source = *owner;
	const struct jy_node *node;

	for (uint32_t i = 0; (node = next_of(body, JY_N_SLICE, &i)) != NULL;) {
		struct jy_slice *slice = JB_NEW(builder->arena, struct jy_slice);
		struct declared what = {JY_T_SLICE, {"", 0}, source.unit, node, slice};

		slice->decl = decl_of(node);
		slice->source = source.model;
		what.name = inside(builder, source.name, slice->decl.name);
		if (declare(builder, &what))
			list_slice(builder, source.model, slice);
	}
	for (uint32_t i = 0; i < jy_count(body); i++)
		if (jy_is(jy_kid(body, i), JY_N_SCHEMA))
			declare_slices(builder, &source,
				       jy_kid(jy_kid(body, i), JY_SCHEMA_BODY));
}

/* A slice at top level joins its source's own. */
static void place_slice(struct jy_builder *builder, const struct jy_entry *entry)
{
	struct jy_slice *slice = entry->model;
	struct jy_source *source =
		jy_builder_find(builder, JY_T_SOURCE, jy_kid(entry->node, JY_SLICE_SOURCE));

	slice->source = source;
	if (source)
		list_slice(builder, source, slice);
}

/* Sites and teams are also known by their own name, which several partners may use. */
static void declare_part(struct jy_builder *builder, const struct jy_partner *partner,
			 struct declared *what)
{
	struct jb_text own = jy_decl_of(what->model)->name;
	uint64_t *at;
	bool fresh;

	what->name = inside(builder, partner->decl.name, own);
	if (!declare(builder, what))
		return;
	at = jb_map_put(&builder->names[what->thing], own, &fresh);
	if (fresh)
		*at = builder->entries.count;
	else
		builder->entries.at[*at - 1].several = true;
}

static void declare_sites(struct jy_builder *builder, const struct jy_entry *owner)
{
	struct jy_partner *partner = owner->model;
	const struct jy_unit *unit = owner->unit;
	const struct jy_node *body = jy_kid(owner->node, JY_DECL_BODY), *node;

	partner->site =
		JB_NEW_ARRAY(builder->arena, struct jy_site, count_of(body, JY_N_SITE));
	for (uint32_t i = 0; (node = next_of(body, JY_N_SITE, &i)) != NULL;) {
		struct jy_site *site = &partner->site[partner->site_count++];
		struct declared what = {JY_T_SITE, {"", 0}, unit, node, site};

		site->decl = decl_of(node);
		site->partner = partner;
		declare_part(builder, partner, &what);
	}
}

static void declare_teams(struct jy_builder *builder, const struct jy_entry *owner)
{
	struct jy_partner *partner = owner->model;
	const struct jy_unit *unit = owner->unit;
	const struct jy_node *body = jy_kid(owner->node, JY_DECL_BODY), *node;

	partner->team =
		JB_NEW_ARRAY(builder->arena, struct jy_team, count_of(body, JY_N_TEAM));
	for (uint32_t i = 0; (node = next_of(body, JY_N_TEAM, &i)) != NULL;) {
		struct jy_team *team = &partner->team[partner->team_count++];
		struct declared what = {JY_T_TEAM, {"", 0}, unit, node, team};

		team->decl = decl_of(node);
		team->partner = partner;
		declare_part(builder, partner, &what);
	}
}

static void declare_guarantees(struct jy_builder *builder, const struct jy_entry *owner)
{
	struct jy_agreement *agreement = owner->model;
	const struct jy_unit *unit = owner->unit;
	const struct jy_node *body = jy_kid(owner->node, JY_DECL_BODY), *node;

	agreement->guarantee = JB_NEW_ARRAY(builder->arena, struct jy_guarantee,
					    count_of(body, JY_N_GUARANTEE));
	for (uint32_t i = 0; (node = next_of(body, JY_N_GUARANTEE, &i)) != NULL;) {
		struct jy_guarantee *guarantee =
			&agreement->guarantee[agreement->guarantee_count++];
		struct declared what = {JY_T_GUARANTEE, {"", 0}, unit, node, guarantee};

		guarantee->decl = decl_of(node);
		what.name = inside(builder, agreement->decl.name, guarantee->decl.name);
		declare(builder, &what);
	}
}

/* ---- journeys: stages and touchpoints share their names, as both are written `journey.name` ---- */

static void declare_in_journey(struct jy_builder *builder, const struct jy_journey *journey,
			       struct declared *what)
{
	enum jy_thing other = what->thing == JY_T_STAGE ? JY_T_TOUCHPOINT : JY_T_STAGE;
	const struct jy_entry *first;

	what->name = inside(builder, journey->decl.name, jy_decl_of(what->model)->name);
	first = jy_builder_entry(builder, other, what->name);
	if (first)
		report_twice(builder, what, first);
	else
		declare(builder, what);
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

/* A made name that is taken gets a number. `tried` remembers the last one, so that a thousand equal titles
 * are no million look-ups. */
static struct jb_text free_name(struct jy_builder *builder, const struct jy_journey *journey,
				struct jb_text title, struct jb_map *tried)
{
	struct jb_text base = name_from_title(builder, title), name = base;
	uint64_t *number = jb_map_put(tried, base, NULL);

	for (;;) {
		struct jb_text full = inside(builder, journey->decl.name, name);

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
	struct declared what = {JY_T_STAGE, {"", 0}, unit, node, stage};

	stage->decl = decl_of(node);
	stage->journey = journey;
	declare_in_journey(builder, journey, &what);
	stage->touchpoint = JB_NEW_ARRAY(builder->arena, struct jy_touchpoint,
					 count_of(body, JY_N_TOUCHPOINT));
	for (uint32_t i = 0; (kid = next_of(body, JY_N_TOUCHPOINT, &i)) != NULL;) {
		struct jy_touchpoint *touchpoint = &stage->touchpoint[stage->touchpoint_count++];
		struct declared inner = {JY_T_TOUCHPOINT, {"", 0}, unit, kid, touchpoint};

		touchpoint->decl = decl_of(kid);
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
			struct declared what = {JY_T_TOUCHPOINT, {"", 0}, unit,
						touchpoint->decl.node, touchpoint};

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
		struct jb_text place = inside(builder, journey->decl.name, stage->decl.name);

		for (size_t k = 0; k < stage->touchpoint_count; k++) {
			struct jb_text name = stage->touchpoint[k].decl.name;
			const uint64_t *at = jb_map_get(&builder->names[JY_T_TOUCHPOINT],
							inside(builder, journey->decl.name, name));
			uint64_t entry = at ? *at : 0;

			if (entry && builder->entries.at[entry - 1].model == &stage->touchpoint[k])
				*jb_map_put(&builder->names[JY_T_TOUCHPOINT],
					    inside(builder, place, name), NULL) = entry;
		}
	}
}

static void declare_journey(struct jy_builder *builder, size_t index)
{
	const struct jy_node *tree = jy_builder_amended(builder, &builder->entries.at[index]);
	struct jy_journey *journey = builder->entries.at[index].model;
	const struct jy_unit *unit = builder->entries.at[index].unit;
	const struct jy_node *body, *node;

	if (tree)
		builder->entries.at[index].node = journey->decl.node = tree;
	body = jy_kid(journey->decl.node, JY_DECL_BODY);
	journey->stage =
		JB_NEW_ARRAY(builder->arena, struct jy_stage, count_of(body, JY_N_STAGE));
	for (uint32_t i = 0; (node = next_of(body, JY_N_STAGE, &i)) != NULL;)
		declare_stage(builder, journey, unit, node);
	name_untitled(builder, journey, unit);
	declare_long_names(builder, journey);
}

static void declare_inside(struct jy_builder *builder, size_t index)
{
	/* Entries move while more are added. */
	const struct jy_entry entry = builder->entries.at[index];

	switch (entry.thing) {
	case JY_T_SOURCE:
		declare_slices(builder, &entry, jy_kid(entry.node, JY_DECL_BODY));
		return;
	case JY_T_PARTNER:
		declare_sites(builder, &entry);
		declare_teams(builder, &entry);
		return;
	case JY_T_AGREEMENT: declare_guarantees(builder, &entry); return;
	case JY_T_JOURNEY: declare_journey(builder, index); return;
	default: return;
	}
}

void jy_declare(struct jy_builder *builder, const struct jy_unit *unit, size_t unit_count)
{
	size_t count;

	for (size_t i = 0; i < unit_count; i++)
		if (!unit[i].library)
			declare_unit(builder, &unit[i]);
	for (size_t i = 0; i < unit_count; i++)
		if (unit[i].library)
			declare_unit(builder, &unit[i]);
	count = builder->entries.count;
	for (size_t i = 0; i < count; i++)
		declare_inside(builder, i);
	for (size_t i = 0; i < count; i++)
		if (builder->entries.at[i].thing == JY_T_SLICE)
			place_slice(builder, &builder->entries.at[i]);
}
