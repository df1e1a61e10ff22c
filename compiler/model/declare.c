/*
 * The first pass: every declaration of every file gets its empty model thing and its name, so that
 * order never matters. It reads names and titles only; what a declaration says is read by the
 * second pass. A declaration of the library gives way to one of the user's with the same name.
 */
#include "model/declare.h"

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
	case JY_N_SYSTEM: *thing = JY_T_SYSTEM; return true;
	case JY_N_OBJECTIVE: *thing = JY_T_OBJECTIVE; return true;
	case JY_N_JURISDICTION: *thing = JY_T_JURISDICTION; return true;
	case JY_N_INCIDENT_PLAN: *thing = JY_T_INCIDENT_PLAN; return true;
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
		[JY_T_FRAMEWORK] = sizeof(struct jy_framework),
		[JY_T_ASSESSMENT] = sizeof(struct jy_assessment),
		[JY_T_SYSTEM] = sizeof(struct jy_system),
		[JY_T_OBJECTIVE] = sizeof(struct jy_objective),
		[JY_T_JURISDICTION] = sizeof(struct jy_jurisdiction),
		[JY_T_INCIDENT_PLAN] = sizeof(struct jy_incident_plan),
	};

	return size[thing];
}

struct jy_decl jy_declare_head(const struct jy_node *node)
{
	struct jb_text name = jy_text(jy_kid(node, JY_DECL_NAME));
	const struct jy_node *title = jy_kid(node, JY_DECL_TITLE);

	return (struct jy_decl){
		.name = name,
		.title = title ? title->text : name,
		.span = jy_builder_span(node),
		.node = node,
		.damaged = jy_damaged(jy_kid(node, JY_DECL_BODY)),
	};
}

void jy_declare_twice(struct jy_builder *builder, const struct jy_declared *second,
		      const struct jy_entry *first)
{
	struct jy_span span = jy_builder_span(second->node);
	struct jb_text name = jy_decl_of(second->model)->name;
	const struct jy_node *named = jy_kid(second->node, JY_DECL_NAME);
	struct jy_diag *diag;

	if (named && named->flags & JY_F_DAMAGED)
		return;
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

/* Of two declarations of one name, that in the lower place wins. */
static uint32_t place_of(const struct jy_unit *unit)
{
	return unit->library ? 1 + unit->rank : 0;
}

/* Two modules of one rank have a name in common: the user chose them, and is shown where. */
static void report_modules(struct jy_builder *builder, const struct jy_declared *second,
			   const struct jy_entry *first)
{
	struct jy_diag *diag =
		jy_diag_error(builder->diags, JY_D_NAME_TWICE, second->unit->used_at,
			      "%.*s and %.*s both declare a %s called `%.*s`",
			      JB_ARG(first->unit->file->path), JB_ARG(second->unit->file->path),
			      jy_thing_word(second->thing), JB_ARG(second->name));

	jy_diag_label(builder->diags, diag, first->unit->used_at, "the first is used here");
	jy_diag_help(builder->diags, diag, "use one of the two");
}

bool jy_declare_name(struct jy_builder *builder, const struct jy_declared *what)
{
	bool fresh;
	uint64_t *at = jb_map_put(&builder->names[what->thing], what->name, &fresh);

	if (!fresh) {
		struct jy_entry *first = &builder->entries.at[*at - 1];

		if (what->unit != first->unit && what->unit->library &&
		    place_of(what->unit) == place_of(first->unit))
			report_modules(builder, what, first);
		else if (place_of(what->unit) == place_of(first->unit))
			jy_declare_twice(builder, what, first);
		else if (!first->unit->library)
			jy_declare_extended(builder, first, what);
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
	struct jy_declared what = {.unit = unit, .node = node};
	struct jy_decl *decl;

	if (!thing_of(node, &what.thing) || !jy_kid(node, JY_DECL_NAME))
		return;
	decl = what.model = jb_alloc(builder->arena, size_of(what.thing));
	*decl = jy_declare_head(node);
	what.name = decl->name;
	jy_declare_name(builder, &what);
}

static void declare_unit(struct jy_builder *builder, const struct jy_unit *unit)
{
	const struct jy_node *decls = jy_kid(unit->parsed.root, JY_FILE_DECLS);

	for (uint32_t i = 0; i < jy_count(decls); i++)
		declare_top(builder, unit, jy_kid(decls, i));
}

/* ---- what lies inside others ---- */

struct jb_text jy_declare_inside(struct jy_builder *builder, struct jb_text place,
				 struct jb_text name)
{
	return jb_text_printf(builder->arena, "%.*s.%.*s", JB_ARG(place), JB_ARG(name));
}

size_t jy_declare_count(const struct jy_node *body, enum jy_node_kind kind)
{
	size_t count = 0;

	for (uint32_t i = 0; i < jy_count(body); i++)
		count += jy_is(jy_kid(body, i), kind) && (jy_kid(jy_kid(body, i), JY_DECL_NAME) ||
							  jy_kid(jy_kid(body, i), JY_DECL_TITLE));
	return count;
}

const struct jy_node *jy_declare_next(const struct jy_node *body, enum jy_node_kind kind,
				      uint32_t *i)
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

	for (uint32_t i = 0; (node = jy_declare_next(body, JY_N_SLICE, &i)) != NULL;) {
		struct jy_slice *slice = JB_NEW(builder->arena, struct jy_slice);
		struct jy_declared what = {JY_T_SLICE, {"", 0}, source.unit, node, slice};

		slice->decl = jy_declare_head(node);
		slice->source = source.model;
		what.name = jy_declare_inside(builder, source.name, slice->decl.name);
		if (jy_declare_name(builder, &what))
			list_slice(builder, source.model, slice);
	}
	for (uint32_t i = 0; i < jy_count(body); i++)
		if (jy_is(jy_kid(body, i), JY_N_SCHEMA))
			declare_slices(builder, &source, jy_kid(jy_kid(body, i), JY_SCHEMA_BODY));
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
			 struct jy_declared *what)
{
	struct jb_text own = jy_decl_of(what->model)->name;
	uint64_t *at;
	bool fresh;

	what->name = jy_declare_inside(builder, partner->decl.name, own);
	if (!jy_declare_name(builder, what))
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
		JB_NEW_ARRAY(builder->arena, struct jy_site, jy_declare_count(body, JY_N_SITE));
	for (uint32_t i = 0; (node = jy_declare_next(body, JY_N_SITE, &i)) != NULL;) {
		struct jy_site *site = &partner->site[partner->site_count++];
		struct jy_declared what = {JY_T_SITE, {"", 0}, unit, node, site};

		site->decl = jy_declare_head(node);
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
		JB_NEW_ARRAY(builder->arena, struct jy_team, jy_declare_count(body, JY_N_TEAM));
	for (uint32_t i = 0; (node = jy_declare_next(body, JY_N_TEAM, &i)) != NULL;) {
		struct jy_team *team = &partner->team[partner->team_count++];
		struct jy_declared what = {JY_T_TEAM, {"", 0}, unit, node, team};

		team->decl = jy_declare_head(node);
		team->partner = partner;
		declare_part(builder, partner, &what);
	}
}

static void declare_guarantee(struct jy_builder *builder, const struct jy_unit *unit,
			      struct jy_agreement *agreement, const struct jy_node *node)
{
	struct jy_guarantee *guarantee = &agreement->guarantee[agreement->guarantee_count++];
	struct jy_declared what = {JY_T_GUARANTEE, {"", 0}, unit, node, guarantee};

	guarantee->decl = jy_declare_head(node);
	what.name = jy_declare_inside(builder, agreement->decl.name, guarantee->decl.name);
	jy_declare_name(builder, &what);
}

/* In an amendment a guarantee is new, or one that is there already. */
static void declare_amended(struct jy_builder *builder, const struct jy_unit *unit,
			    struct jy_agreement *agreement, const struct jy_node *body)
{
	const struct jy_node *node;

	for (uint32_t i = 0; (node = jy_declare_next(body, JY_N_GUARANTEE, &i)) != NULL;) {
		struct jb_text name = jy_declare_inside(builder, agreement->decl.name,
							jy_declare_head(node).name);

		if (!jy_builder_entry(builder, JY_T_GUARANTEE, name))
			declare_guarantee(builder, unit, agreement, node);
	}
}

static void declare_guarantees(struct jy_builder *builder, const struct jy_entry *owner)
{
	struct jy_agreement *agreement = owner->model;
	const struct jy_node *body = jy_kid(owner->node, JY_DECL_BODY), *node;
	size_t room = jy_declare_count(body, JY_N_GUARANTEE);

	for (uint32_t i = 0; (node = jy_declare_next(body, JY_N_AMENDMENT, &i)) != NULL;)
		room += jy_declare_count(jy_kid(node, JY_DECL_BODY), JY_N_GUARANTEE);
	agreement->guarantee = JB_NEW_ARRAY(builder->arena, struct jy_guarantee, room);
	for (uint32_t i = 0; (node = jy_declare_next(body, JY_N_GUARANTEE, &i)) != NULL;)
		declare_guarantee(builder, owner->unit, agreement, node);
	for (uint32_t i = 0; (node = jy_declare_next(body, JY_N_AMENDMENT, &i)) != NULL;)
		declare_amended(builder, owner->unit, agreement, jy_kid(node, JY_DECL_BODY));
}

static void declare_inner(struct jy_builder *builder, size_t index)
{
	/* Entries move while more are added. */
	const struct jy_entry entry = builder->entries.at[index];

	switch (entry.thing) {
	case JY_T_SOURCE: declare_slices(builder, &entry, jy_kid(entry.node, JY_DECL_BODY)); return;
	case JY_T_PARTNER:
		declare_sites(builder, &entry);
		declare_teams(builder, &entry);
		return;
	case JY_T_AGREEMENT: declare_guarantees(builder, &entry); return;
	case JY_T_JOURNEY: jy_declare_journey(builder, index); return;
	default: return;
	}
}

/* What gives way comes later. */
static void declare_units(struct jy_builder *builder, const struct jy_unit *unit, size_t unit_count)
{
	uint32_t last = 0;

	for (uint32_t place = 0; place <= last; place++)
		for (size_t i = 0; i < unit_count; i++) {
			if (place_of(&unit[i]) == place)
				declare_unit(builder, &unit[i]);
			else if (place_of(&unit[i]) > last)
				last = place_of(&unit[i]);
		}
}

void jy_declare(struct jy_builder *builder, const struct jy_unit *unit, size_t unit_count)
{
	size_t count;

	declare_units(builder, unit, unit_count);
	count = builder->entries.count;
	for (size_t i = 0; i < count; i++)
		declare_inner(builder, i);
	for (size_t i = 0; i < count; i++)
		if (builder->entries.at[i].thing == JY_T_SLICE)
			place_slice(builder, &builder->entries.at[i]);
}
