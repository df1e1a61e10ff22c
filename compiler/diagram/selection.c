/*
 * What a selection picks, how it is said, and whether its names exist. Knows no picture: the lanes'
 * names are those of map_rows.def.
 */
#include "diagram/selection.h"

#include "base/map.h"

bool jy_selection_names(const struct jy_texts *list, struct jb_text name)
{
	for (size_t i = 0; i < list->count; i++)
		if (jb_text_equal(list->at[i], name))
			return true;
	return false;
}

static bool picks_channel(const struct jy_texts *list, const struct jy_touchpoint *touchpoint)
{
	for (size_t i = 0; i < touchpoint->channels.count; i++)
		if (jy_selection_names(list, touchpoint->channels.at[i]->decl.name))
			return true;
	return list->count == 0;
}

static bool picks_deliverer(const struct jy_texts *list, const struct jy_touchpoint *touchpoint)
{
	for (size_t i = 0; i < touchpoint->delivery_count; i++) {
		const struct jy_delivery *by = &touchpoint->delivery[i];
		if ((by->partner && jy_selection_names(list, by->partner->decl.name)) ||
		    (by->brand && jy_selection_names(list, by->brand->decl.name)))
			return true;
	}
	return list->count == 0;
}

static bool picks_stage(const struct jy_texts *list, const struct jy_stage *stage)
{
	return list->count == 0 || jy_selection_names(list, stage->decl.name);
}

bool jy_selection_picks(const struct jy_selection *selection,
			const struct jy_touchpoint *touchpoint)
{
	return picks_stage(&selection->stages, touchpoint->stage) &&
	       picks_channel(&selection->channels, touchpoint) &&
	       picks_deliverer(&selection->partners, touchpoint);
}

bool jy_selection_picks_stage(const struct jy_selection *selection, const struct jy_stage *stage)
{
	return selection->channels.count == 0 && selection->partners.count == 0 &&
	       picks_stage(&selection->stages, stage);
}

bool jy_selection_hears(const struct jy_selection *selection, const struct jy_persona *persona)
{
	return persona == NULL || selection->personas.count == 0 ||
	       jy_selection_names(&selection->personas, persona->decl.name);
}

bool jy_selection_picks_any(const struct jy_selection *selection, const struct jy_journey *journey)
{
	for (size_t s = 0; s < journey->stage_count; s++) {
		const struct jy_stage *stage = &journey->stage[s];
		if (stage->touchpoint_count == 0 && jy_selection_picks_stage(selection, stage))
			return true;
		for (size_t t = 0; t < stage->touchpoint_count; t++)
			if (jy_selection_picks(selection, &stage->touchpoint[t]))
				return true;
	}
	return selection->stages.count + selection->channels.count + selection->partners.count == 0;
}

/* ---- the names there are ------------------------------------------------------------------ */

/* Things that a list may name, each once. */
struct names {
	const char *what, *several;
	JB_VEC(struct jy_decl) list;
	struct jb_map index;
};

struct known {
	struct jb_arena *arena;
	struct names stages, channels, partners, personas, lanes;
};

static void add(struct known *known, struct names *names, struct jy_decl decl)
{
	bool fresh;
	jb_map_put(&names->index, decl.name, &fresh);
	if (fresh && decl.name.size > 0)
		*jb_push(known->arena, &names->list) = decl;
}

#define ADD_ALL(known, to, from)                     \
	for (size_t i_ = 0; i_ < (from).count; i_++) \
	add(known, &(known)->to, (from).at[i_]->decl)

/* Channels need no declaration: those that touchpoints use are known by that. */
static void add_stages(struct known *known, const struct jy_journey *journey)
{
	for (size_t s = 0; s < journey->stage_count; s++) {
		const struct jy_stage *stage = &journey->stage[s];
		add(known, &known->stages, stage->decl);
		for (size_t t = 0; t < stage->touchpoint_count; t++)
			ADD_ALL(known, channels, stage->touchpoint[t].channels);
	}
}

static void add_lanes(struct known *known)
{
	static const struct {
		const char *name, *label;
	} lane[] = {
#define ROW(id, name, label) {name, label},
#include "diagram/map_rows.def"
#undef ROW
	};
	for (size_t i = 0; i < sizeof lane / sizeof *lane; i++)
		add(known, &known->lanes,
		    (struct jy_decl){.name = jb_text_of(lane[i].name),
				     .title = jb_text_of(lane[i].label)});
}

static void know(struct known *known, struct jb_arena *arena, const struct jy_model *model,
		 const struct jy_journey *const *journey, size_t journey_count)
{
	*known = (struct known){.arena = arena,
				.stages = {.what = "stage", .several = "stages"},
				.channels = {.what = "channel", .several = "channels"},
				.partners = {.what = "partner", .several = "partners and brands"},
				.personas = {.what = "persona", .several = "personas"},
				.lanes = {.what = "lane", .several = "lanes"}};
	struct names *names[] = {&known->stages, &known->channels, &known->partners,
				 &known->personas, &known->lanes};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		jb_map_init(&names[i]->index, arena);
	for (size_t i = 0; i < journey_count; i++)
		add_stages(known, journey[i]);
	ADD_ALL(known, channels, model->channels);
	ADD_ALL(known, partners, model->partners);
	ADD_ALL(known, partners, model->brands);
	ADD_ALL(known, personas, model->personas);
	add_lanes(known);
}

/* ---- in words ------------------------------------------------------------------------------- */

static struct jb_text title_of(const struct names *known, struct jb_text name)
{
	for (size_t i = 0; i < known->list.count; i++)
		if (jb_text_equal(known->list.at[i].name, name))
			return known->list.at[i].title.size > 0 ? known->list.at[i].title : name;
	return name;
}

static void say(struct jb_buf *out, const char *one, const char *several,
		const struct jy_texts *list, const struct names *known)
{
	for (size_t i = 0; i < list->count; i++) {
		if (i == 0)
			jb_buf_printf(out, "%s%s ", out->size > 0 ? " \xc2\xb7 " : "Excerpt: ",
				      list->count == 1 ? one : several);
		else
			jb_buf_add_string(out, ", ");
		jb_buf_add_text(out, title_of(known, list->at[i]));
	}
}

struct jb_text jy_selection_words(struct jb_arena *arena, const struct jy_model *model,
				  const struct jy_journey *journey,
				  const struct jy_selection *selection)
{
	struct known known;
	size_t picked = 0, all = 0;
	struct jb_buf out;
	know(&known, arena, model, &journey, 1);
	jb_buf_init(&out, arena);
	say(&out, "stage", "stages", &selection->stages, &known.stages);
	say(&out, "channel", "channels", &selection->channels, &known.channels);
	say(&out, "delivered by", "delivered by", &selection->partners, &known.partners);
	say(&out, "feelings of", "feelings of", &selection->personas, &known.personas);
	say(&out, "lane", "lanes", &selection->lanes, &known.lanes);
	for (size_t s = 0; s < journey->stage_count; s++)
		for (size_t t = 0; t < journey->stage[s].touchpoint_count; t++, all++)
			picked += jy_selection_picks(selection, &journey->stage[s].touchpoint[t]);
	if (picked < all)
		jb_buf_printf(&out, " \xc2\xb7 %zu of %zu touchpoints", picked, all);
	return jb_buf_text(&out);
}

/* ---- whether it can be ---------------------------------------------------------------------- */

/* People also write the title that they see in the picture. */
static int nearest(struct jb_arena *arena, const struct names *known, struct jb_text name)
{
	struct jb_text *names = JB_NEW_ARRAY(arena, struct jb_text, known->list.count);
	for (size_t i = 0; i < known->list.count; i++) {
		names[i] = known->list.at[i].name;
		if (jb_text_equal(known->list.at[i].title, name))
			return (int)i;
	}
	return jb_text_nearest(name, names, known->list.count);
}

#define NAMES_SAID 24 /* of the names there are */

static struct jb_text unknown(struct jb_arena *arena, struct jb_text name,
			      const struct names *known)
{
	int near = nearest(arena, known, name);
	struct jb_buf out;
	jb_buf_init(&out, arena);
	jb_buf_printf(&out, "there is no %s `%.*s`", known->what, JB_ARG(name));
	if (near >= 0)
		jb_buf_printf(&out, "; did you mean `%.*s`?", JB_ARG(known->list.at[near].name));
	if (known->list.count > 0)
		jb_buf_printf(&out, "%s%s: ", near >= 0 ? " (" : "; ", known->several);
	for (size_t i = 0; i < known->list.count && i < NAMES_SAID; i++)
		jb_buf_printf(&out, "%s%.*s", i > 0 ? ", " : "", JB_ARG(known->list.at[i].name));
	if (known->list.count > NAMES_SAID)
		jb_buf_printf(&out, " and %zu more", known->list.count - NAMES_SAID);
	if (near >= 0)
		jb_buf_add_byte(&out, ')');
	return jb_buf_text(&out);
}

/* Otherwise *why tells the first name of the list that is not known. */
static bool all_known(struct jb_arena *arena, const struct jy_texts *list,
		      const struct names *known, struct jb_text *why)
{
	for (size_t i = 0; i < list->count; i++) {
		if (jb_map_get(&known->index, list->at[i]) != NULL)
			continue;
		*why = unknown(arena, list->at[i], known);
		return false;
	}
	return true;
}

enum jb_status jy_selection_check(struct jb_arena *arena, const struct jy_model *model,
				  const struct jy_journey *const *journey, size_t journey_count,
				  const struct jy_selection *selection, struct jb_text *why)
{
	struct known known;
	know(&known, arena, model, journey, journey_count);
	if (!all_known(arena, &selection->stages, &known.stages, why) ||
	    !all_known(arena, &selection->channels, &known.channels, why) ||
	    !all_known(arena, &selection->partners, &known.partners, why) ||
	    !all_known(arena, &selection->personas, &known.personas, why) ||
	    !all_known(arena, &selection->lanes, &known.lanes, why))
		return JB_REFUSED;
	for (size_t i = 0; i < journey_count; i++)
		if (jy_selection_picks_any(selection, journey[i]))
			return JB_OK;
	*why = JB_TEXT("no touchpoint is left: none fulfils all of --stage, --channel and "
		       "--partner");
	return JB_REFUSED;
}
