/*
 * What the map says, lane by lane: from the model's touchpoints to the items of cells. Knows no
 * geometry.
 */
#include "diagram/map_internal.h"

#include "diagram/words.h"

struct map_item *map_item_add(struct map *map, struct map_cell *cell, enum map_item_kind kind,
			      enum jy_role box, enum jy_role text_role, struct jb_text text)
{
	struct map_item *item = jb_push(map->arena, &cell->items);
	item->kind = kind;
	item->box = box;
	item->text_role = text_role;
	item->text = map_clean(map, text);
	return item;
}

struct jb_text map_scope(const struct map *map, struct jb_text inner)
{
	if (inner.size == 0)
		return map->journey->decl.name;
	return jb_text_printf(map->arena, "%.*s.%.*s", JB_ARG(map->journey->decl.name),
			      JB_ARG(inner));
}

static void add_plain(struct map *map, struct map_cell *cell, struct jb_text text)
{
	if (text.size > 0)
		map_item_add(map, cell, MAP_ITEM_TEXT, JY_ROLE_BAND, JY_ROLE_T_BODY, text);
}

static void fill_delivered(struct map *map, struct map_cell *cell,
			   const struct jy_touchpoint *touchpoint)
{
	for (size_t i = 0; i < touchpoint->delivery_count; i++) {
		const struct jy_delivery *by = &touchpoint->delivery[i];
		struct jb_text who = by->team	   ? by->team->decl.title
				     : by->partner ? by->partner->decl.title
				     : by->brand   ? by->brand->decl.title
						   : JB_TEXT("");
		if (by->team && by->partner)
			who = jb_text_printf(map->arena, "%.*s, %.*s",
					     JB_ARG(by->partner->decl.title),
					     JB_ARG(by->team->decl.title));
		if (by->during && who.size > 0)
			who = jb_text_printf(map->arena, "%.*s (%.*s)", JB_ARG(who),
					     JB_ARG(by->during->decl.title));
		add_plain(map, cell, who);
	}
	if (touchpoint->customer_acts)
		add_plain(map, cell, JB_TEXT("the customer"));
}

bool map_several_personas(const struct map *map)
{
	return map->journey->personas.count > 1 ||
	       (map->emotion != NULL && map->emotion->curve_count > 1);
}

/* ---- tags ---- */

static struct jb_text variant_title(const struct jy_journey *journey, struct jb_text name)
{
	for (size_t i = 0; i < journey->variants.count; i++)
		if (jb_text_equal(journey->variants.at[i], name))
			return journey->variant_titles.at[i];
	return name;
}

static void add_tag(struct map *map, struct map_cell *cell, const struct jy_texts *variants)
{
	struct jb_buf text;
	if (variants->count == 0)
		return;
	jb_buf_init(&text, map->arena);
	for (size_t i = 0; i < variants->count; i++)
		jb_buf_printf(&text, "%s%.*s", i == 0 ? "only in" JY_NBSP : ", ",
			      JB_ARG(variant_title(map->journey, variants->at[i])));
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
		*jb_push(map->arena, &names) = jb_text_trim(jb_text_slice(list, from, i - from));
		from = i + 1;
	}
	return (struct jy_texts){names.at, names.count};
}

/* ---- lanes of entries ---- */

/* The customer's own words between typographic quotes, whatever quotes they were written in; and
 * whose they are, where there are several. */
static struct jb_text quoted(const struct map *map, struct jb_text words,
			     const struct jy_persona *persona)
{
	bool told = persona != NULL && map_several_personas(map);
	return jb_text_printf(map->arena, "\xe2\x80\x9c%.*s\xe2\x80\x9d%s%.*s", JB_ARG(words),
			      told ? " \xe2\x80\x93 " : "",
			      JB_ARG(told ? persona->decl.title : JB_TEXT("")));
}

static void add_words(struct map *map, struct map_cell *cell, const struct jy_feeling *feeling)
{
	if (feeling->words.size > 0)
		map_item_add(map, cell, MAP_ITEM_TEXT, JY_ROLE_BAND, JY_ROLE_T_WORDS,
			     quoted(map, feeling->words, feeling->persona))
			->span = feeling->span;
}

static void add_named(struct map *map, struct map_cell *cell, const struct jy_feeling *feeling)
{
	struct jb_text text = jy_figures_minus(map->arena, feeling->named);
	if (feeling->persona != NULL && text.size > 0 && map_several_personas(map))
		text = jb_text_printf(map->arena, "%.*s: %.*s",
				      JB_ARG(feeling->persona->decl.title), JB_ARG(text));
	add_plain(map, cell, text);
}

static void fill_feelings(struct map *map, const struct jy_touchpoint *touchpoint, size_t column)
{
	for (size_t i = 0; i < touchpoint->feeling_count; i++) {
		add_named(map, &map->row[MAP_ROW_FEELINGS].cell[column], &touchpoint->feeling[i]);
		add_words(map, &map->row[MAP_ROW_WORDS].cell[column], &touchpoint->feeling[i]);
	}
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
		return quoted(map, entry->text, entry->persona);
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
	map->moments = map->moments || entry->moment_of_truth;
	map->fails = map->fails || entry->fails.size > 0;
	add_tag(map, cell, &variants);
}

/* A list of entries: of a touchpoint, or of a stage (`over`), whose items span its columns. */
static void fill_lanes(struct map *map, const struct jy_lane_entry *entry, size_t count, bool over,
		       size_t index)
{
	for (size_t i = 0; i < count; i++) {
		const struct lane_look *look = &lane_look[entry[i].lane];
		struct map_row *row = &map->row[look->row];
		struct map_cell *cell = over ? &row->over[index] : &row->cell[index];
		if (entry[i].text.size == 0)
			continue;
		bool bare = over && look->item == MAP_ITEM_TEXT;
		struct map_item *item =
			map_item_add(map, cell, bare ? MAP_ITEM_PILL : look->item,
				     bare ? JY_ROLE_SPAN : look->box, look->text,
				     entry_text(map, &entry[i]));
		item->span = entry[i].span;
		item->wide = over;
		add_marks(map, cell, &entry[i]);
	}
}

static bool is_high(struct jb_text severity)
{
	return jb_text_is(severity, "high") || jb_text_is(severity, "abandons");
}

static void fill_pains(struct map *map, struct map_cell *cell, const struct jy_pain *list,
		       size_t count, bool over)
{
	for (size_t i = 0; i < count; i++) {
		const struct jy_pain *pain = &list[i];
		struct jb_text text = pain->text;
		if (pain->severity.size > 0)
			text = jb_text_printf(map->arena, "%.*s \xc2\xb7" JY_NBSP "%.*s",
					      JB_ARG(text), JB_ARG(pain->severity));
		struct map_item *item = map_item_add(
			map, cell, MAP_ITEM_PILL,
			is_high(pain->severity) ? JY_ROLE_PAIN_HIGH : JY_ROLE_PAIN, JY_ROLE_T_PAIN,
			text);
		item->span = pain->span;
		item->wide = over;
	}
}

static void fill_column(struct map *map, size_t column)
{
	const struct jy_touchpoint *touchpoint = map->column[column].touchpoint;
	if (touchpoint == NULL)
		return;
	map_item_add(map, &map->row[MAP_ROW_TOUCHPOINT].cell[column], MAP_ITEM_CARD,
		     touchpoint->moment_of_truth ? JY_ROLE_CARD_MOMENT : JY_ROLE_CARD,
		     JY_ROLE_T_CARD, touchpoint->decl.title);
	add_tag(map, &map->row[MAP_ROW_TOUCHPOINT].cell[column], &touchpoint->only_in);
	for (size_t i = 0; i < touchpoint->channels.count; i++)
		map_item_add(map, &map->row[MAP_ROW_CHANNEL].cell[column], MAP_ITEM_PILL,
			     JY_ROLE_CHANNEL, JY_ROLE_T_CHANNEL,
			     touchpoint->channels.at[i]->decl.title);
	fill_delivered(map, &map->row[MAP_ROW_DELIVERED].cell[column], touchpoint);
	add_plain(map, &map->row[MAP_ROW_OWNER].cell[column], touchpoint->owner);
	fill_feelings(map, touchpoint, column);
	fill_lanes(map, touchpoint->lane, touchpoint->lane_count, false, column);
	fill_pains(map, &map->row[MAP_ROW_PAIN].cell[column], touchpoint->pain,
		   touchpoint->pain_count, false);
	map_fill_criteria(map, &map->row[MAP_ROW_SUCCESS].cell[column], touchpoint->success,
			  touchpoint->success_count);
}

static void fill_stage(struct map *map, size_t i)
{
	static const enum jy_role shade[] = {JY_ROLE_STAGE_1, JY_ROLE_STAGE_2, JY_ROLE_STAGE_3,
					     JY_ROLE_STAGE_4};
	const struct jy_stage *stage = &map->journey->stage[i];
	map_item_add(map, &map->row[MAP_ROW_STAGE].cell[i], MAP_ITEM_TEXT,
		     shade[i * 4 / (map->journey->stage_count < 4 ? 4 : map->journey->stage_count)],
		     JY_ROLE_T_STAGE, stage->decl.title);
	add_tag(map, &map->row[MAP_ROW_STAGE].cell[i], &stage->only_in);
	fill_lanes(map, stage->lane, stage->lane_count, true, i);
	fill_pains(map, &map->row[MAP_ROW_PAIN].over[i], stage->pain, stage->pain_count, true);
	map_fill_criteria(map, &map->row[MAP_ROW_STAGE_SUCCESS].cell[i], stage->success,
			  stage->success_count);
}

static void begin_rows(struct map *map)
{
	static const char *const label[MAP_ROW_COUNT] = {
		[MAP_ROW_STAGE] = "",
		[MAP_ROW_TOUCHPOINT] = "Touchpoint",
		[MAP_ROW_CHANNEL] = "Channel",
		[MAP_ROW_DELIVERED] = "Delivered by",
		[MAP_ROW_OWNER] = "Owner",
		[MAP_ROW_EMOTION] = "Emotion",
		[MAP_ROW_FEELINGS] = "Feelings",
		[MAP_ROW_WORDS] = "Thoughts",
		[MAP_ROW_DOES] = "Does",
		[MAP_ROW_EVIDENCE] = "Evidence",
		[MAP_ROW_TAKES] = "Takes",
		[MAP_ROW_PAIN] = "Pain points",
		[MAP_ROW_OPPORTUNITY] = "Opportunities",
		[MAP_ROW_EMPOWERED] = "Empowered to",
		[MAP_ROW_FRONTSTAGE] = "Frontstage",
		[MAP_ROW_BACKSTAGE] = "Backstage",
		[MAP_ROW_SUPPORT] = "Support",
		[MAP_ROW_SUCCESS] = "Success",
		[MAP_ROW_STAGE_SUCCESS] = "Stage success",
	};
	size_t stages = map->journey->stage_count;
	for (int kind = 0; kind < MAP_ROW_COUNT; kind++) {
		struct map_row *row = &map->row[kind];
		row->by_stage = kind == MAP_ROW_STAGE || kind == MAP_ROW_STAGE_SUCCESS;
		row->label = jb_text_of(label[kind]);
		row->cell = JB_NEW_ARRAY(map->arena, struct map_cell,
					 row->by_stage ? stages : map->column_count);
		if (!row->by_stage)
			row->over = JB_NEW_ARRAY(map->arena, struct map_cell, stages);
	}
}

static bool is_used(const struct map *map, const struct map_row *row)
{
	size_t count = row->by_stage ? map->journey->stage_count : map->column_count;
	for (size_t i = 0; i < count; i++)
		if (row->cell[i].items.count > 0)
			return true;
	for (size_t i = 0; !row->by_stage && i < map->journey->stage_count; i++)
		if (row->over[i].items.count > 0)
			return true;
	return false;
}

void map_fill_rows(struct map *map)
{
	begin_rows(map);
	for (size_t i = 0; i < map->column_count; i++)
		fill_column(map, i);
	for (size_t i = 0; i < map->journey->stage_count; i++)
		fill_stage(map, i);
	for (int kind = 0; kind < MAP_ROW_COUNT; kind++)
		map->row[kind].used = is_used(map, &map->row[kind]);
	map->row[MAP_ROW_EMOTION].used = map->emotion != NULL;
	map->row[MAP_ROW_SUCCESS].note = map_clean(map, map->period);
}
