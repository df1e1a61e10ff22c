/*
 * Entries of lanes: what customer and staff do, evidence, durations, pains, chances, each with its
 * marks (fail point, moment of truth) and the tag of the variants it is limited to. Those of a
 * stage fill the width of its columns. Knows no geometry.
 */
#include "diagram/map_internal.h"

#include "diagram/words.h"

struct jb_text map_variant_title(const struct map *map, struct jb_text name)
{
	const struct jy_journey *journey = map->journey;
	for (size_t i = 0; i < journey->variants.count; i++)
		if (jb_text_equal(journey->variants.at[i], name))
			return journey->variant_titles.at[i];
	return name;
}

void map_fill_tag(struct map *map, struct map_cell *cell, const struct jy_texts *variants)
{
	struct jb_buf text;
	if (variants->count == 0)
		return;
	jb_buf_init(&text, map->arena);
	for (size_t i = 0; i < variants->count; i++)
		jb_buf_printf(&text, "%s%.*s", i == 0 ? "only in" JY_NBSP : ", ",
			      JB_ARG(map_variant_title(map, variants->at[i])));
	map_item_add(map, cell, MAP_ITEM_PILL, JY_ROLE_TAG, JY_ROLE_T_TAG, jb_buf_text(&text))
		->close = true;
}

/* The names of "self_serve, enterprise". */
static struct jy_texts variants_of(const struct map *map, struct jb_text list)
{
	JB_VEC(struct jb_text) names = {0};
	for (size_t from = 0, i = 0; list.size > 0 && i <= list.size; i++) {
		if (i < list.size && list.at[i] != ',')
			continue;
		*jb_push(map->arena, &names) = jb_text_trim(jb_text_slice(list, from, i));
		from = i + 1;
	}
	return (struct jy_texts){names.at, names.count};
}

struct jb_text map_quoted(const struct map *map, struct jb_text words,
			  const struct jy_persona *persona)
{
	bool told = persona != NULL && map_several_personas(map);
	return jb_text_printf(map->arena, "\xe2\x80\x9c%.*s\xe2\x80\x9d%s%.*s", JB_ARG(words),
			      told ? " \xe2\x80\x93 " : "",
			      JB_ARG(told ? persona->decl.title : JB_TEXT("")));
}

/* "5 min" of "5min": digits and their unit apart, but held together. */
static struct jb_text length_text(const struct map *map, struct jb_text written)
{
	struct jb_buf text;
	jb_buf_init(&text, map->arena);
	for (size_t i = 0; i < written.size; i++) {
		char c = written.at[i];
		bool digit = i > 0 && written.at[i - 1] >= '0' && written.at[i - 1] <= '9';
		if (digit && ((c >= 'a' && c <= 'z') || c == ' '))
			jb_buf_add_string(&text, JY_NBSP);
		if (!digit || c != ' ')
			jb_buf_add_byte(&text, c);
	}
	return jb_buf_text(&text);
}

/* How entries of a lane look. */
struct lane_look {
	enum map_row_kind row;
	enum map_item_kind item;
	enum jy_role box, text;
};

static const struct lane_look lane_look[] = {
	[JY_LANE_DOES] = {MAP_ROW_DOES, MAP_ITEM_TEXT, JY_ROLE_BAND, JY_ROLE_T_BODY},
	[JY_LANE_THINKS] = {MAP_ROW_WORDS, MAP_ITEM_TEXT, JY_ROLE_BAND, JY_ROLE_T_WORDS},
	[JY_LANE_QUOTE] = {MAP_ROW_WORDS, MAP_ITEM_TEXT, JY_ROLE_BAND, JY_ROLE_T_WORDS},
	[JY_LANE_EVIDENCE] = {MAP_ROW_EVIDENCE, MAP_ITEM_PILL, JY_ROLE_EVIDENCE, JY_ROLE_T_BODY},
	[JY_LANE_FRONTSTAGE] = {MAP_ROW_FRONTSTAGE, MAP_ITEM_PILL, JY_ROLE_ACT, JY_ROLE_T_BODY},
	[JY_LANE_BACKSTAGE] = {MAP_ROW_BACKSTAGE, MAP_ITEM_PILL, JY_ROLE_ACT, JY_ROLE_T_BODY},
	[JY_LANE_SUPPORT] = {MAP_ROW_SUPPORT, MAP_ITEM_PILL, JY_ROLE_ACT, JY_ROLE_T_BODY},
	[JY_LANE_OPPORTUNITY] = {MAP_ROW_OPPORTUNITY, MAP_ITEM_PILL, JY_ROLE_OPPORTUNITY,
				 JY_ROLE_T_OPPORTUNITY},
	[JY_LANE_EMPOWERED] = {MAP_ROW_EMPOWERED, MAP_ITEM_TEXT, JY_ROLE_BAND, JY_ROLE_T_BODY},
	[JY_LANE_TAKES] = {MAP_ROW_TAKES, MAP_ITEM_TEXT, JY_ROLE_BAND, JY_ROLE_T_BODY},
};

static struct jb_text entry_text(const struct map *map, const struct jy_lane_entry *entry)
{
	if (entry->lane == JY_LANE_TAKES)
		return length_text(map, entry->text);
	if (entry->lane == JY_LANE_THINKS || entry->lane == JY_LANE_QUOTE)
		return map_quoted(map, entry->text, entry->persona);
	return entry->text;
}

/* What an act is beside what it does. */
static void add_marks(struct map *map, struct map_cell *cell, const struct jy_lane_entry *entry)
{
	struct jy_texts variants = variants_of(map, entry->variant);
	if (entry->moment_of_truth)
		map_item_add(map, cell, MAP_ITEM_SIGN, JY_ROLE_MOMENT, JY_ROLE_T_MOMENT,
			     JB_TEXT("moment of truth"))
			->close = true;
	if (entry->fails.size > 0)
		map_item_add(map, cell, MAP_ITEM_SIGN, JY_ROLE_FAIL, JY_ROLE_T_PAIN, entry->fails)
			->close = true;
	map_fill_tag(map, cell, &variants);
}

void map_fill_entries(struct map *map, const struct jy_lane_entry *entry, size_t count, bool over,
		      size_t index)
{
	for (size_t i = 0; i < count; i++) {
		const struct lane_look *look = &lane_look[entry[i].lane];
		struct map_row *row = &map->row[look->row];
		struct map_cell *cell = over ? &row->over[index] : &row->cell[index];
		if (entry[i].text.size == 0 || !map_hears(map, entry[i].persona))
			continue;
		bool bare = over && look->item == MAP_ITEM_TEXT;
		struct map_item *item = map_item_add(map, cell, bare ? MAP_ITEM_PILL : look->item,
						     bare ? JY_ROLE_SPAN : look->box, look->text,
						     entry_text(map, &entry[i]));
		item->span = entry[i].span;
		item->persona = map_persona_number(map, entry[i].persona);
		item->wide = over;
		add_marks(map, cell, &entry[i]);
	}
}

static bool is_high(struct jb_text severity)
{
	return jb_text_is(severity, "high") || jb_text_is(severity, "abandons");
}

void map_fill_pains(struct map *map, struct map_cell *cell, const struct jy_pain *list,
		    size_t count, bool over)
{
	for (size_t i = 0; i < count; i++) {
		const struct jy_pain *pain = &list[i];
		struct jb_text text = pain->text;
		if (pain->severity.size > 0)
			text = jb_text_printf(map->arena, "%.*s \xc2\xb7" JY_NBSP "%.*s",
					      JB_ARG(text), JB_ARG(pain->severity));
		struct map_item *item =
			map_item_add(map, cell, MAP_ITEM_PILL,
				     is_high(pain->severity) ? JY_ROLE_PAIN_HIGH : JY_ROLE_PAIN,
				     JY_ROLE_T_PAIN, text);
		item->span = pain->span;
		item->wide = over;
	}
}
