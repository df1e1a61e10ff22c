/*
 * What the map says, lane by lane: from the model's touchpoints to the items of cells. Knows no
 * geometry.
 */
#include "diagram/map_internal.h"

#include "diagram/selection.h"
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

/* "Acme BPX · partner": of a blueprint, whose house it is. */
static void add_house(struct map *map, struct map_cell *cell, const struct jy_delivery *by,
		      struct jb_text who)
{
	bool own = by->brand != NULL && by->brand == map->journey->brand;
	const char *house = own ? "in-house" : by->brand != NULL ? "another brand" : "partner";
	if (who.size > 0)
		map_item_add(map, cell, MAP_ITEM_PILL, own ? JY_ROLE_IN_HOUSE : JY_ROLE_BY_PARTNER,
			     JY_ROLE_T_BODY,
			     jb_text_printf(map->arena, "%.*s" JY_NBSP "\xc2\xb7 %s", JB_ARG(who),
					    house))
			->span = by->span;
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
		if (map->view->service)
			add_house(map, cell, by, who);
		else
			add_plain(map, cell, who);
	}
	if (touchpoint->customer_acts && !map->view->service)
		add_plain(map, cell, JB_TEXT("the customer"));
}

bool map_hears(const struct map *map, const struct jy_persona *persona)
{
	return jy_selection_hears(&map->options->selection, persona);
}

uint32_t map_persona_number(const struct map *map, const struct jy_persona *persona)
{
	for (size_t i = 0; persona != NULL && i < map->journey->personas.count; i++)
		if (map->journey->personas.at[i] == persona)
			return (uint32_t)i + 1;
	return 0;
}

bool map_several_personas(const struct map *map)
{
	size_t heard = 0;
	for (size_t i = 0; i < map->journey->personas.count; i++)
		heard += map_hears(map, map->journey->personas.at[i]);
	return heard > 1 || (map->emotion != NULL && map->emotion->curve_count > 1);
}

static void add_words(struct map *map, struct map_cell *cell, const struct jy_feeling *feeling)
{
	struct map_item *item;

	if (feeling->words.size == 0)
		return;
	item = map_item_add(map, cell, MAP_ITEM_TEXT, JY_ROLE_BAND, JY_ROLE_T_WORDS,
			    map_quoted(map, feeling->words, feeling->persona));
	item->span = feeling->span;
	item->persona = map_persona_number(map, feeling->persona);
}

/* A line does not end between a feeling and its number. */
static struct jb_text keep_numbers(struct map *map, struct jb_text text)
{
	struct jb_buf out;
	jb_buf_init(&out, map->arena);
	for (size_t i = 0; i < text.size; i++) {
		bool before_digit =
			i + 1 < text.size && text.at[i + 1] >= '0' && text.at[i + 1] <= '9';
		if (text.at[i] == ' ' && before_digit)
			jb_buf_add_string(&out, JY_NBSP);
		else
			jb_buf_add_byte(&out, text.at[i]);
	}
	return jb_buf_text(&out);
}

static void add_named(struct map *map, struct map_cell *cell, const struct jy_feeling *feeling)
{
	struct jb_text text = keep_numbers(map, jy_figures_minus(map->arena, feeling->named));
	if (feeling->persona != NULL && text.size > 0 && map_several_personas(map))
		text = jb_text_printf(map->arena, "%.*s: %.*s",
				      JB_ARG(feeling->persona->decl.title), JB_ARG(text));
	add_plain(map, cell, text);
}

static void fill_feelings(struct map *map, const struct jy_touchpoint *touchpoint, size_t column)
{
	for (size_t i = 0; i < touchpoint->feeling_count; i++) {
		if (!map_hears(map, touchpoint->feeling[i].persona))
			continue;
		add_named(map, &map->row[MAP_ROW_FEELINGS].cell[column], &touchpoint->feeling[i]);
		add_words(map, &map->row[MAP_ROW_WORDS].cell[column], &touchpoint->feeling[i]);
	}
}

/* In a journey that amends another. */
static void tag_new(struct map *map, size_t column)
{
	const struct map_column *at = &map->column[column];
	if (map_amended(map) != NULL && at->was == NULL)
		map_item_add(map, &map->row[MAP_ROW_TOUCHPOINT].cell[column], MAP_ITEM_PILL,
			     JY_ROLE_TAG, JY_ROLE_T_TAG, JB_TEXT("new"))
			->close = true;
}

static bool is_said(const struct map_cell *cell, struct jb_text text)
{
	for (size_t i = 0; i < cell->items.count; i++)
		if (jb_text_equal(cell->items.at[i].text, text))
			return true;
	return false;
}

/* A system may be called as the support that it gives: that is said once. */
static void fill_systems(struct map *map, struct map_cell *cell,
			 const struct jy_touchpoint *touchpoint)
{
	for (size_t i = 0; map->view->service && i < touchpoint->systems.count; i++) {
		struct jb_text title = map_clean(map, touchpoint->systems.at[i]->decl.title);
		if (!is_said(cell, title))
			map_item_add(map, cell, MAP_ITEM_PILL, JY_ROLE_ACT, JY_ROLE_T_BODY, title);
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
	/* Without a curve there is no diamond on it. */
	if (touchpoint->moment_of_truth && map->emotion == NULL)
		map_item_add(map, &map->row[MAP_ROW_TOUCHPOINT].cell[column], MAP_ITEM_SIGN,
			     JY_ROLE_MOMENT, JY_ROLE_T_MOMENT, JB_TEXT("moment of truth"))
			->close = true;
	map_fill_tag(map, &map->row[MAP_ROW_TOUCHPOINT].cell[column], &touchpoint->only_in);
	tag_new(map, column);
	for (size_t i = 0; i < touchpoint->channels.count; i++)
		map_item_add(map, &map->row[MAP_ROW_CHANNEL].cell[column], MAP_ITEM_PILL,
			     JY_ROLE_CHANNEL, JY_ROLE_T_CHANNEL,
			     touchpoint->channels.at[i]->decl.title);
	fill_delivered(map, &map->row[MAP_ROW_DELIVERED].cell[column], touchpoint);
	add_plain(map, &map->row[MAP_ROW_OWNER].cell[column], touchpoint->owner);
	fill_feelings(map, touchpoint, column);
	map_fill_entries(map, touchpoint->lane, touchpoint->lane_count, false, column);
	fill_systems(map, &map->row[MAP_ROW_SUPPORT].cell[column], touchpoint);
	map_fill_next(map, column);
	map_fill_pains(map, &map->row[MAP_ROW_PAIN].cell[column], touchpoint->pain,
		       touchpoint->pain_count, false);
	map_fill_risks(map, &map->row[MAP_ROW_RISK].cell[column], touchpoint->risk,
		       touchpoint->risk_count, false);
	map_fill_actions(map, &map->row[MAP_ROW_ACTION].cell[column], touchpoint->improvement,
			 touchpoint->improvement_count, false);
	map_fill_criteria(map, &map->row[MAP_ROW_SUCCESS].cell[column], touchpoint->success,
			  touchpoint->success_count);
}

static void fill_stage(struct map *map, size_t i)
{
	static const enum jy_role shade[] = {JY_ROLE_STAGE_1, JY_ROLE_STAGE_2, JY_ROLE_STAGE_3,
					     JY_ROLE_STAGE_4};
	const struct jy_stage *stage = map->stage[i].stage;
	if (stage == NULL)
		return;
	size_t all = map->journey->stage_count, number = (size_t)(stage - map->journey->stage);
	map_item_add(map, &map->row[MAP_ROW_STAGE].cell[i], MAP_ITEM_TEXT,
		     shade[number * 4 / (all < 4 ? 4 : all)], JY_ROLE_T_STAGE, stage->decl.title);
	map_fill_tag(map, &map->row[MAP_ROW_STAGE].cell[i], &stage->only_in);
	map_fill_entries(map, stage->lane, stage->lane_count, true, i);
	map_fill_pains(map, &map->row[MAP_ROW_PAIN].over[i], stage->pain, stage->pain_count, true);
	map_fill_risks(map, &map->row[MAP_ROW_RISK].over[i], stage->risk, stage->risk_count, true);
	map_fill_actions(map, &map->row[MAP_ROW_ACTION].over[i], stage->improvement,
			 stage->improvement_count, true);
	map_fill_criteria(map, &map->row[MAP_ROW_STAGE_SUCCESS].cell[i], stage->success,
			  stage->success_count);
}

static void begin_rows(struct map *map)
{
	static const char *const label[MAP_ROW_COUNT] = {
#define ROW(id, name, label) label,
#include "diagram/map_rows.def"
#undef ROW
	};
	size_t stages = map->stage_count;
	for (int kind = 0; kind < MAP_ROW_COUNT; kind++) {
		struct map_row *row = &map->row[kind];
		row->kind = (enum map_row_kind)kind;
		row->by_stage = kind == MAP_ROW_STAGE || kind == MAP_ROW_STAGE_SUCCESS;
		row->label = jb_text_of(label[kind]);
		row->cell = JB_NEW_ARRAY(map->arena, struct map_cell,
					 row->by_stage ? stages : map->column_count);
		if (!row->by_stage)
			row->over = JB_NEW_ARRAY(map->arena, struct map_cell, stages);
	}
}

void map_fill_rows(struct map *map)
{
	begin_rows(map);
	for (size_t i = 0; i < map->column_count; i++)
		fill_column(map, i);
	for (size_t i = 0; i < map->stage_count; i++)
		fill_stage(map, i);
	map->row[MAP_ROW_SUCCESS].note = map_clean(map, map->period);
}
