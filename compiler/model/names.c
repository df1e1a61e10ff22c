/*
 * Looking names up, and what is said when a name is wrong: nobody has it, something of another kind
 * has it, something near has it. A wrong name is reported once, at its first use; later uses are
 * shown beside it.
 */
#include <string.h>

#include "model/build.h"

/* How many names are looked at for the nearest, and how many further uses one report shows. */
#define CANDIDATES_MAX 1000
/* More names than these are no help. */
#define LISTED_MAX 8
#define USES_SHOWN_MAX 4

const char *jy_thing_word(enum jy_thing thing)
{
	static const char *const word[JY_T_COUNT] = {
		[JY_T_BRAND] = "brand",
		[JY_T_PERSONA] = "persona",
		[JY_T_CHANNEL] = "channel",
		[JY_T_CALENDAR] = "calendar",
		[JY_T_PARTNER] = "partner",
		[JY_T_SEASON] = "season",
		[JY_T_SOURCE] = "source",
		[JY_T_SLICE] = "slice",
		[JY_T_METRIC] = "metric",
		[JY_T_ATTRIBUTE] = "attribute",
		[JY_T_JOURNEY] = "journey",
		[JY_T_AGREEMENT] = "agreement",
		[JY_T_FRAMEWORK] = "framework",
		[JY_T_ASSESSMENT] = "assessment",
		[JY_T_SYSTEM] = "system",
		[JY_T_OBJECTIVE] = "objective",
		[JY_T_JURISDICTION] = "jurisdiction",
		[JY_T_INCIDENT_PLAN] = "incident",
		[JY_T_STAGE] = "stage",
		[JY_T_TOUCHPOINT] = "touchpoint",
		[JY_T_SITE] = "site",
		[JY_T_TEAM] = "team",
		[JY_T_GUARANTEE] = "guarantee",
	};

	return word[thing];
}

static const char *article(enum jy_thing thing)
{
	return thing == JY_T_ATTRIBUTE || thing == JY_T_AGREEMENT || thing == JY_T_ASSESSMENT ||
			       thing == JY_T_OBJECTIVE || thing == JY_T_INCIDENT_PLAN
		       ? "an"
		       : "a";
}

struct jy_span jy_builder_span(const struct jy_node *node)
{
	const struct jy_node *name = jy_kid(node, JY_DECL_NAME);

	if (!name)
		name = jy_kid(node, JY_DECL_TITLE);
	return name ? name->span : node->span;
}

struct jy_entry *jy_builder_entry(struct jy_builder *builder, enum jy_thing thing,
				  struct jb_text name)
{
	const uint64_t *at = jb_map_get(&builder->names[thing], name);

	return at ? &builder->entries.at[*at - 1] : NULL;
}

struct jy_entry *jy_builder_within(struct jy_builder *builder, enum jy_thing thing,
				   struct jb_text place, struct jb_text name)
{
	struct jy_entry *entry = NULL;

	if (place.size)
		entry = jy_builder_entry(
			builder, thing,
			jb_text_printf(builder->arena, "%.*s.%.*s", JB_ARG(place), JB_ARG(name)));
	return entry ? entry : jy_builder_entry(builder, thing, name);
}

static bool is_name(const struct jy_node *node)
{
	return jy_is(node, JY_N_NAME) || jy_is(node, JY_N_PATH);
}

void *jy_builder_find(struct jy_builder *builder, enum jy_thing thing, const struct jy_node *name)
{
	const enum jy_thing things[] = {thing, JY_T_COUNT};
	struct jy_entry *entry;

	if (!is_name(name))
		return NULL;
	entry = jy_builder_entry(builder, thing, name->text);
	if (!entry)
		jy_builder_missing(builder, name, things, JB_TEXT(""));
	else
		jy_builder_use(builder, entry, name->span);
	return entry ? entry->model : NULL;
}

/* Where an unknown name was reported already, this use is added to that report; one that may be
 * declared in what could not be read is no mistake. */
static bool reported_before(struct jy_builder *builder, const struct jy_node *name,
			    struct jb_text what, uint64_t **slot)
{
	struct jb_text key =
		jb_text_printf(builder->arena, "%.*s %.*s", JB_ARG(what), JB_ARG(name->text));
	struct jy_diag *diag;
	bool fresh;

	if (jy_lost_holds(builder, name))
		return true;
	*slot = jb_map_put(&builder->unknown, key, &fresh);
	if (fresh || **slot == 0)
		return false;
	diag = &builder->diags->list.at[**slot - 1];
	if (diag->labels.count >= USES_SHOWN_MAX)
		return true;
	jy_diag_label(builder->diags, diag, name->span, "and here");
	if (diag->fixes.count)
		jy_diag_fix(builder->diags, diag, name->span, diag->fixes.at[0].replacement);
	return true;
}

/* `faults` where `contacts.faults` is meant. */
static int ends_with(struct jb_text name, const struct jb_text *candidates, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (candidates[i].size > name.size && jb_text_ends(candidates[i], name) &&
		    candidates[i].at[candidates[i].size - name.size - 1] == '.')
			return (int)i;
	return -1;
}

/* All there are, where they are few. */
static void list_few(struct jy_builder *builder, struct jy_diag *diag,
		     const struct jb_text *candidates, size_t count)
{
	struct jb_buf list;
	size_t listed = 0;

	if (count == 0 || count > LISTED_MAX)
		return;
	jb_buf_init(&list, builder->arena);
	for (size_t i = 0; i < count; i++) {
		if (memchr(candidates[i].at, ' ', candidates[i].size))
			continue; /* what stands for a name that could not be read */
		jb_buf_printf(&list, "%s`%.*s`", listed ? ", " : "", JB_ARG(candidates[i]));
		listed++;
	}
	if (listed)
		jy_diag_help(builder->diags, diag, "there %s %s", listed == 1 ? "is" : "are",
			     list.data);
}

/* `cal` where `repair.call` is meant: near to the last part of a name. */
static int near_end(struct jy_builder *builder, struct jb_text name,
		    const struct jb_text *candidates, size_t count)
{
	struct jb_text *end = JB_NEW_ARRAY(builder->arena, struct jb_text, count);

	for (size_t i = 0; i < count; i++) {
		size_t from = candidates[i].size;

		while (from && candidates[i].at[from - 1] != '.')
			from--;
		end[i] = jb_text_slice(candidates[i], from, candidates[i].size);
	}
	return jb_text_nearest(name, end, count);
}

static void suggest(struct jy_builder *builder, struct jy_diag *diag, const struct jy_node *name,
		    const struct jb_text *candidates, size_t count)
{
	int near = ends_with(name->text, candidates, count);

	if (near < 0)
		near = jb_text_nearest(name->text, candidates, count);
	if (near < 0)
		near = near_end(builder, name->text, candidates, count);
	if (near >= 0) {
		jy_diag_help(builder->diags, diag, "write `%.*s`", JB_ARG(candidates[near]));
		jy_diag_fix(builder->diags, diag, name->span, candidates[near]);
		return;
	}
	list_few(builder, diag, candidates, count);
}

/* `what` in the singular: "metric", "brand, partner or team". `slot` is from reported_before. */
static struct jy_diag *report_unknown(struct jy_builder *builder, const struct jy_node *name,
				      struct jb_text what, uint64_t *slot,
				      const struct jb_text *candidates, size_t count)
{
	struct jy_diag *diag;

	count = count < CANDIDATES_MAX ? count : CANDIDATES_MAX;
	diag = jy_diag_error(builder->diags, JY_D_NAME_UNKNOWN, name->span,
			     "no %.*s is called `%.*s`", JB_ARG(what), JB_ARG(name->text));
	if (!diag->dropped) {
		*slot = builder->diags->list.count;
		suggest(builder, diag, name, candidates, count);
	}
	return diag;
}

/* Where there is nothing of the kind at all, it has not been declared yet. */
static void help_declare(struct jy_builder *builder, struct jy_diag *diag, enum jy_thing thing,
			 struct jb_text name)
{
	bool outermost = thing < JY_T_STAGE && thing != JY_T_SLICE && thing != JY_T_INCIDENT_PLAN;

	if (outermost && !diag->dropped && !memchr(name.at, '.', name.size))
		jy_diag_help(builder->diags, diag, "declare it: `%s %.*s \"…\"`",
			     jy_thing_word(thing), JB_ARG(name));
}

void jy_builder_unknown(struct jy_builder *builder, const struct jy_node *name, const char *what,
			const struct jb_text *candidates, size_t count)
{
	uint64_t *slot;

	if (!reported_before(builder, name, jb_text_of(what), &slot))
		report_unknown(builder, name, jb_text_of(what), slot, candidates, count);
}

/* "brand, partner or team" */
static struct jb_text kinds_text(struct jy_builder *builder, const enum jy_thing *things)
{
	struct jb_buf text;

	jb_buf_init(&text, builder->arena);
	for (size_t i = 0; things[i] != JY_T_COUNT; i++) {
		if (i)
			jb_buf_add_string(&text, things[i + 1] == JY_T_COUNT ? " or " : ", ");
		jb_buf_add_string(&text, jy_thing_word(things[i]));
	}
	return jb_buf_text(&text);
}

static bool among(const enum jy_thing *things, enum jy_thing thing)
{
	while (*things != JY_T_COUNT)
		if (*things++ == thing)
			return true;
	return false;
}

/* A stage is entered where it begins. */
static void help_stage(struct jy_builder *builder, struct jy_diag *diag,
		       const struct jy_stage *stage)
{
	if (stage->touchpoint_count)
		jy_diag_help(builder->diags, diag, "write `%.*s`, its first touchpoint",
			     JB_ARG(stage->touchpoint[0].decl.name));
}

/* How a thing would be written inside `place`. */
static struct jb_text short_name(const struct jy_entry *entry, struct jb_text place)
{
	if (place.size && entry->name.size > place.size + 1 && jb_text_starts(entry->name, place) &&
	    entry->name.at[place.size] == '.')
		return jb_text_slice(entry->name, place.size + 1, entry->name.size);
	return entry->name;
}

/* The names of all such things, as they are written inside `place`. */
static struct jy_texts candidates_of(struct jy_builder *builder, const enum jy_thing *things,
				     struct jb_text place)
{
	JB_VEC(struct jb_text) list = {0};

	if (builder->diags->list.count >= JY_DIAGS_KEPT)
		return (struct jy_texts){0};
	for (size_t i = 0; i < builder->entries.count && list.count < CANDIDATES_MAX; i++)
		if (among(things, builder->entries.at[i].thing))
			*jb_push(builder->arena, &list) =
				short_name(&builder->entries.at[i], place);
	return (struct jy_texts){list.at, list.count};
}

/* Where there are only a few things that the name could be, they are named. */
static void help_kind(struct jy_builder *builder, struct jy_diag *diag, const enum jy_thing *things,
		      struct jb_text place)
{
	struct jy_texts known = candidates_of(builder, things, place);

	list_few(builder, diag, known.at, known.count);
}

/* The name may be right and only stand for something else. */
static bool report_other_kind(struct jy_builder *builder, const struct jy_node *name,
			      const enum jy_thing *things, struct jb_text place)
{
	for (enum jy_thing thing = 0; thing < JY_T_COUNT; thing++) {
		struct jy_entry *entry = jy_builder_within(builder, thing, place, name->text);
		struct jy_diag *diag;

		if (!entry || among(things, thing))
			continue;
		diag = jy_diag_error(builder->diags, JY_D_NAME_OTHER_KIND, name->span,
				     "`%.*s` is %s %s, not %s %s", JB_ARG(name->text),
				     article(thing), jy_thing_word(thing), article(things[0]),
				     kinds_text(builder, things).at);
		jy_diag_label(builder->diags, diag, jy_decl_of(entry->model)->span,
			      "declared as %s %s here", article(thing), jy_thing_word(thing));
		if (thing == JY_T_STAGE)
			help_stage(builder, diag, entry->model);
		else
			help_kind(builder, diag, things, place);
		return true;
	}
	return false;
}

/* A missing brand is one mistake, whether a brand is wanted or a brand or a partner; so is a
 * missing source, whether a source is wanted or a slice or a source. */
static struct jb_text group_of(enum jy_thing first)
{
	return jb_text_of(jy_thing_word(first == JY_T_SLICE ? JY_T_SOURCE : first));
}

void jy_builder_missing(struct jy_builder *builder, const struct jy_node *name,
			const enum jy_thing *things, struct jb_text place)
{
	struct jy_texts candidates;
	struct jy_diag *diag;
	uint64_t *slot;

	if (!is_name(name) || report_other_kind(builder, name, things, place))
		return;
	if (reported_before(builder, name, group_of(things[0]), &slot))
		return;
	candidates = candidates_of(builder, things, place);
	diag = report_unknown(builder, name, kinds_text(builder, things), slot, candidates.at,
			      candidates.count);
	if (candidates.count == 0)
		help_declare(builder, diag, things[0], name->text);
}

bool jy_builder_once(struct jy_builder *builder, const struct jy_node **seen,
		     const struct jy_node *now, const char *what)
{
	struct jy_diag *diag;

	if (!*seen) {
		*seen = now;
		return true;
	}
	diag = jy_diag_error(builder->diags, JY_D_STATEMENT_TWICE, now->span, "%s is stated twice",
			     what);
	jy_diag_label(builder->diags, diag, (*seen)->span, "first stated here");
	jy_diag_help(builder->diags, diag, "keep one of the two");
	return false;
}

struct jy_texts jy_builder_texts(struct jy_builder *builder, const struct jy_node *list)
{
	JB_VEC(struct jb_text) texts = {0};

	for (uint32_t i = 0; i < jy_count(list); i++) {
		const struct jy_node *item = jy_kid(list, i);

		if (is_name(item) || jy_is(item, JY_N_TEXT))
			*jb_push(builder->arena, &texts) = item->text;
	}
	return (struct jy_texts){.at = texts.at, .count = texts.count};
}

bool jy_builder_whole(struct jy_builder *builder, const struct jy_node *number, const char *what,
		      uint64_t least, uint64_t *out)
{
	if (!jy_is(number, JY_N_NUMBER))
		return false;
	if (number->value >= 0 && number->value % JB_FIX_ONE == 0 &&
	    (uint64_t)(number->value / JB_FIX_ONE) >= least) {
		*out = (uint64_t)(number->value / JB_FIX_ONE);
		return true;
	}
	struct jy_diag *diag = jy_diag_error(builder->diags, JY_D_NUMBER_NOT_WHOLE, number->span,
					     "%s must be a whole number of at least %llu, not %.*s",
					     what, (unsigned long long)least, JB_ARG(number->text));
	jy_diag_help(builder->diags, diag, "write a number such as `%llu`",
		     (unsigned long long)(least ? least : 1));
	return false;
}
