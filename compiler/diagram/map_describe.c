/*
 * The map in sentences, for those who hear it instead of seeing it: what each touchpoint's card,
 * marks and lanes say, without geometry.
 */
#include "diagram/map_internal.h"

#include "diagram/words.h"

static void say(struct jb_buf *out, const char *before, struct jb_text text, const char *after)
{
	if (text.size == 0)
		return;
	jb_buf_add_string(out, out->size > 0 ? " " : "");
	jb_buf_add_string(out, before);
	jb_buf_add_text(out, text);
	jb_buf_add_string(out, after);
}

static void say_feelings(const struct map *map, struct jb_buf *out,
			 const struct jy_touchpoint *touchpoint)
{
	static const char *const kind[] = {" Feels ", " Peak ", " Trough "};
	for (size_t i = 0; i < touchpoint->feeling_count; i++) {
		const struct jy_feeling *feeling = &touchpoint->feeling[i];
		if (!map_hears(map, feeling->persona))
			continue;
		if (feeling->has_value) {
			jb_buf_add_string(out, kind[feeling->kind]);
			jy_words_feeling(out, touchpoint->journey, feeling->value);
			if (feeling->has_then) {
				jb_buf_add_string(out, ", then ");
				jy_words_feeling(out, touchpoint->journey, feeling->then_value);
			}
			if (feeling->persona != NULL) {
				jb_buf_add_string(out, " for ");
				jb_buf_add_text(out, feeling->persona->decl.title);
			}
			jb_buf_add_byte(out, '.');
		}
		say(out, "\xe2\x80\x9c", feeling->words, "\xe2\x80\x9d.");
		for (size_t k = 0; k < feeling->about.count; k++)
			say(out, k == 0 ? "About " : "and ", feeling->about.at[k]->decl.name,
			    k + 1 < feeling->about.count ? "" : ".");
	}
}

/* What stands in a lane, item by item, each with its marks and its tag. */
static void say_cell(struct jb_buf *out, const struct map_cell *cell, const char *before)
{
	for (size_t i = 0; i < cell->items.count; i++) {
		const struct map_item *item = &cell->items.at[i];
		if (!item->close)
			say(out, before, item->text, ".");
		else if (item->box == JY_ROLE_FAIL)
			say(out, "Fail point: ", item->text, ".");
		else if (item->box == JY_ROLE_MOMENT)
			say(out, "A ", item->text, ".");
		else
			say(out, "(", item->text, ".)");
	}
}

/* Lanes that say something both of touchpoints and of stages, in their order. */
static const struct {
	enum map_row_kind row;
	const char *before;
} said[] = {
	{MAP_ROW_DOES, "Does: "},
	{MAP_ROW_EVIDENCE, "Evidence: "},
	{MAP_ROW_TAKES, "Takes "},
	{MAP_ROW_NEXT, "Next: "},
	{MAP_ROW_PAIN, "Pain: "},
	{MAP_ROW_RISK, "Risk: "},
	{MAP_ROW_OPPORTUNITY, "Opportunity: "},
	{MAP_ROW_ACTION, "Action: "},
	{MAP_ROW_EMPOWERED, "Empowered to "},
	{MAP_ROW_FRONTSTAGE, "Frontstage: "},
	{MAP_ROW_BACKSTAGE, "Backstage: "},
	{MAP_ROW_SUPPORT, "Support: "},
};

static void say_lanes(const struct map *map, struct jb_buf *out, size_t index, bool over)
{
	for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
		const struct map_row *row = &map->row[said[i].row];
		if (!map_shows(map, row->kind))
			continue;
		say_cell(out, over ? &row->over[index] : &row->cell[index], said[i].before);
	}
}

static void say_criterion(const struct map *map, struct jb_buf *out,
			  const struct jy_criterion *criterion)
{
	if (criterion->metric == NULL)
		return;
	jb_buf_add_string(out, out->size > 0 ? " " : "");
	jb_buf_add_string(out, "Success: ");
	jb_buf_add_text(out, map_criterion_title(map, criterion));
	jb_buf_add_byte(out, ' ');
	jb_buf_add_text(out, jy_words_criterion(map->arena, criterion));
	const struct jy_overlay_verdict *verdict = jy_overlay_verdict(&map->overlay, criterion);
	if (verdict != NULL) {
		jb_buf_printf(out, ": %s", jy_words_sign(verdict->verdict));
		say(out, "(", jy_words_verdict(map->arena, criterion, verdict), ")");
		say(out, verdict->period.size > 0 ? "in " : "", map_when(map, verdict, true), "");
		say(out, "(", map_trend_text(map, criterion), ")");
	}
	jb_buf_add_byte(out, '.');
}

/* What the amended journey says else. */
static void say_was(const struct map *map, struct jb_buf *out, size_t column)
{
	for (size_t r = 0; r < map->shown_count; r++) {
		const struct map_row *row = map->shown_row[r];
		if (!row->was || row->by_stage)
			continue;
		struct jb_text before = jb_text_printf(
			map->arena, "%.*s, %.*s: ", JB_ARG(map_was_name(map)), JB_ARG(row->label));
		say_cell(out, &row->cell[column], jb_text_cstring(map->arena, before));
	}
}

struct jb_text map_describe(const struct map *map, size_t column)
{
	const struct jy_touchpoint *touchpoint = map->column[column].touchpoint;
	struct jb_buf out;
	jb_buf_init(&out, map->arena);
	say(&out, "Stage ", map->stage[map->column[column].stage].stage->decl.title, ".");
	if (touchpoint->moment_of_truth)
		jb_buf_add_string(&out, " Moment of truth.");
	for (size_t i = 0; i < touchpoint->only_in.count; i++)
		say(&out, i == 0 ? "Only in " : "and ",
		    map_variant_title(map, touchpoint->only_in.at[i]),
		    i + 1 < touchpoint->only_in.count ? "" : ".");
	say_cell(&out, &map->row[MAP_ROW_CHANNEL].cell[column], "Channel: ");
	say_cell(&out, &map->row[MAP_ROW_DELIVERED].cell[column], "Delivered by ");
	say(&out, "Owner: ", touchpoint->owner, ".");
	say_feelings(map, &out, touchpoint);
	say_cell(&out, &map->row[MAP_ROW_FEELINGS].cell[column], "Feels ");
	jb_fix delivered;
	if (jy_overlay_delivered(&map->overlay, map_scope(map, touchpoint->decl.name),
				 &delivered)) {
		jb_buf_add_string(&out, " Delivered feeling ");
		jy_words_feeling(&out, map->journey, delivered);
		jb_buf_add_byte(&out, '.');
	}
	say_lanes(map, &out, column, false);
	for (size_t i = 0; i < touchpoint->success_count; i++)
		say_criterion(map, &out, &touchpoint->success[i]);
	say_was(map, &out, column);
	return map_clean(map, jb_buf_text(&out));
}

/* What lanes say of a whole stage. */
static void say_stage(const struct map *map, struct jb_buf *out, size_t stage)
{
	struct jb_buf said_of;
	jb_buf_init(&said_of, map->arena);
	say_lanes(map, &said_of, stage, true);
	const struct jy_stage *of = map->stage[stage].stage;
	for (size_t i = 0; i < of->success_count; i++)
		say_criterion(map, &said_of, &of->success[i]);
	if (said_of.size == 0)
		return;
	say(out, "In ", of->decl.title, ":");
	say(out, "", jb_buf_text(&said_of), "");
}

struct jb_text map_describe_all(const struct map *map)
{
	const struct jy_journey *journey = map->journey;
	size_t touchpoints = 0;
	for (size_t i = 0; i < map->column_count; i++)
		touchpoints += map->column[i].touchpoint != NULL;
	struct jb_buf out;
	jb_buf_init(&out, map->arena);
	jb_buf_printf(&out, "%s with %zu stage%s and %zu touchpoint%s", map->view->what,
		      map->stage_count, map->stage_count == 1 ? "" : "s", touchpoints,
		      touchpoints == 1 ? "" : "s");
	for (size_t i = 0; i < journey->personas.count; i++)
		say(&out, i == 0 ? "for " : "and ", journey->personas.at[i]->decl.title, "");
	jb_buf_add_string(&out, ".");
	say(&out, "", map_excerpt(map), ".");
	for (size_t i = 0; i < map->stage_count; i++)
		say(&out, i == 0 ? "Stages: " : "", map->stage[i].stage->decl.title,
		    i + 1 < map->stage_count ? "," : ".");
	for (size_t i = 0; i < map->stage_count; i++)
		say_stage(map, &out, i);
	for (size_t i = 0; i < journey->outcome_count; i++)
		say_criterion(map, &out, &journey->outcome[i]);
	return map_clean(map, jb_buf_text(&out));
}
