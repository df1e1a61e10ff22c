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

/* The customer's own words between typographic quotes, whatever quotes they were written in. */
static void add_words(struct map *map, struct map_cell *cell, struct jb_text words,
		      const struct jy_persona *persona)
{
	if (words.size == 0)
		return;
	bool several = map->journey->personas.count > 1 && persona != NULL;
	struct jb_text said = jb_text_printf(map->arena, "\xe2\x80\x9c%.*s\xe2\x80\x9d%s%.*s",
					     JB_ARG(words), several ? " \xe2\x80\x93 " : "",
					     JB_ARG(several ? persona->decl.title : JB_TEXT("")));
	map_item_add(map, cell, MAP_ITEM_TEXT, JY_ROLE_BAND, JY_ROLE_T_WORDS, said);
}

static void fill_feelings(struct map *map, const struct jy_touchpoint *touchpoint, size_t column)
{
	for (size_t i = 0; i < touchpoint->feeling_count; i++) {
		const struct jy_feeling *feeling = &touchpoint->feeling[i];
		add_plain(map, &map->row[MAP_ROW_FEELINGS].cell[column], feeling->named);
		add_words(map, &map->row[MAP_ROW_WORDS].cell[column], feeling->words,
			  feeling->persona);
	}
}

static void fill_lanes(struct map *map, const struct jy_touchpoint *touchpoint, size_t column)
{
	for (size_t i = 0; i < touchpoint->lane_count; i++) {
		const struct jy_lane_entry *entry = &touchpoint->lane[i];
		if (entry->lane == JY_LANE_THINKS || entry->lane == JY_LANE_QUOTE)
			add_words(map, &map->row[MAP_ROW_WORDS].cell[column], entry->text, NULL);
		else if (entry->lane == JY_LANE_OPPORTUNITY)
			map_item_add(map, &map->row[MAP_ROW_OPPORTUNITY].cell[column],
				     MAP_ITEM_PILL, JY_ROLE_OPPORTUNITY, JY_ROLE_T_OPPORTUNITY,
				     entry->text)
				->span = entry->span;
	}
}

static bool is_high(struct jb_text severity)
{
	return jb_text_is(severity, "high") || jb_text_is(severity, "abandons");
}

static void fill_pains(struct map *map, const struct jy_touchpoint *touchpoint, size_t column)
{
	for (size_t i = 0; i < touchpoint->pain_count; i++) {
		const struct jy_pain *pain = &touchpoint->pain[i];
		struct jb_text text = pain->text;
		if (pain->severity.size > 0)
			text = jb_text_printf(map->arena, "%.*s \xc2\xb7" JY_NBSP "%.*s",
					      JB_ARG(text), JB_ARG(pain->severity));
		map_item_add(map, &map->row[MAP_ROW_PAIN].cell[column], MAP_ITEM_PILL,
			     is_high(pain->severity) ? JY_ROLE_PAIN_HIGH : JY_ROLE_PAIN,
			     JY_ROLE_T_PAIN, text)
			->span = pain->span;
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
	for (size_t i = 0; i < touchpoint->channels.count; i++)
		map_item_add(map, &map->row[MAP_ROW_CHANNEL].cell[column], MAP_ITEM_PILL,
			     JY_ROLE_CHANNEL, JY_ROLE_T_CHANNEL,
			     touchpoint->channels.at[i]->decl.title);
	fill_delivered(map, &map->row[MAP_ROW_DELIVERED].cell[column], touchpoint);
	add_plain(map, &map->row[MAP_ROW_OWNER].cell[column], touchpoint->owner);
	fill_feelings(map, touchpoint, column);
	fill_lanes(map, touchpoint, column);
	fill_pains(map, touchpoint, column);
	map_fill_criteria(map, &map->row[MAP_ROW_SUCCESS].cell[column], touchpoint->success,
			  touchpoint->success_count, map_scope(map, touchpoint->decl.name));
}

static void fill_stage(struct map *map, size_t i)
{
	static const enum jy_role shade[] = {JY_ROLE_STAGE_1, JY_ROLE_STAGE_2, JY_ROLE_STAGE_3,
					     JY_ROLE_STAGE_4};
	const struct jy_stage *stage = &map->journey->stage[i];
	map_item_add(map, &map->row[MAP_ROW_STAGE].cell[i], MAP_ITEM_TEXT,
		     shade[i * 4 / (map->journey->stage_count < 4 ? 4 : map->journey->stage_count)],
		     JY_ROLE_T_STAGE, stage->decl.title);
	map_fill_criteria(map, &map->row[MAP_ROW_STAGE_SUCCESS].cell[i], stage->success,
			  stage->success_count, map_scope(map, stage->decl.name));
}

static void begin_rows(struct map *map)
{
	static const char *const label[MAP_ROW_COUNT] = {
		"",	   "Touchpoint",   "Channel",  "Delivered by", "Owner",
		"Emotion", "Feelings",	   "Thoughts", "Pain points",  "Opportunities",
		"Success", "Stage success"};
	for (int kind = 0; kind < MAP_ROW_COUNT; kind++) {
		struct map_row *row = &map->row[kind];
		row->by_stage = kind == MAP_ROW_STAGE || kind == MAP_ROW_STAGE_SUCCESS;
		row->label = jb_text_of(label[kind]);
		row->cell =
			JB_NEW_ARRAY(map->arena, struct map_cell,
				     row->by_stage ? map->journey->stage_count : map->column_count);
	}
}

void map_fill_rows(struct map *map)
{
	begin_rows(map);
	for (size_t i = 0; i < map->column_count; i++)
		fill_column(map, i);
	for (size_t i = 0; i < map->journey->stage_count; i++)
		fill_stage(map, i);
	for (int kind = 0; kind < MAP_ROW_COUNT; kind++) {
		struct map_row *row = &map->row[kind];
		size_t count = row->by_stage ? map->journey->stage_count : map->column_count;
		for (size_t i = 0; i < count && !row->used; i++)
			row->used = row->cell[i].items.count > 0;
	}
	map->row[MAP_ROW_EMOTION].used = map->emotion != NULL;
	map->row[MAP_ROW_SUCCESS].note = map->period;
}
