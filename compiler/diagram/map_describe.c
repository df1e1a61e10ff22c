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

static void say_feelings(struct jb_buf *out, const struct jy_touchpoint *touchpoint)
{
	static const char *const kind[] = {" Feels ", " Peak ", " Trough "};
	for (size_t i = 0; i < touchpoint->feeling_count; i++) {
		const struct jy_feeling *feeling = &touchpoint->feeling[i];
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
		say(out, "Feels ", feeling->named, ".");
		say(out, "\xe2\x80\x9c", feeling->words, "\xe2\x80\x9d.");
	}
}

/* What stands in a lane, item by item. */
static void say_lane(const struct map *map, struct jb_buf *out, enum map_row_kind row,
		     size_t column, const char *before)
{
	const struct map_cell *cell = &map->row[row].cell[column];
	for (size_t i = 0; i < cell->items.count; i++)
		say(out, before, cell->items.at[i].text, ".");
}

static void say_criterion(const struct map *map, struct jb_buf *out,
			  const struct jy_criterion *criterion, struct jb_text scope)
{
	if (criterion->metric == NULL)
		return;
	jb_buf_add_string(out, out->size > 0 ? " " : "");
	jb_buf_add_string(out, "Success: ");
	jb_buf_add_text(out, criterion->metric->decl.title);
	jb_buf_add_byte(out, ' ');
	jb_buf_add_text(out, jy_words_criterion(map->arena, criterion));
	const struct jy_overlay_verdict *verdict =
		jy_overlay_verdict(&map->overlay, scope, criterion->metric->decl.name);
	if (verdict != NULL) {
		jb_buf_printf(out, ": %s", jy_words_sign(verdict->verdict));
		say(out, "(", jy_words_verdict(map->arena, criterion, verdict), ")");
		say(out, verdict->period.size > 0 ? "in " : "", map_when(map, verdict, true), "");
	}
	jb_buf_add_byte(out, '.');
}

struct jb_text map_describe(const struct map *map, size_t column)
{
	const struct jy_touchpoint *touchpoint = map->column[column].touchpoint;
	struct jb_buf out;
	jb_buf_init(&out, map->arena);
	say(&out, "Stage ", map->journey->stage[map->column[column].stage].decl.title, ".");
	if (touchpoint->moment_of_truth)
		jb_buf_add_string(&out, " Moment of truth.");
	say_lane(map, &out, MAP_ROW_CHANNEL, column, "Channel: ");
	say_lane(map, &out, MAP_ROW_DELIVERED, column, "Delivered by ");
	say(&out, "Owner: ", touchpoint->owner, ".");
	say_feelings(&out, touchpoint);
	jb_fix delivered;
	if (jy_overlay_delivered(&map->overlay, map_scope(map, touchpoint->decl.name),
				 &delivered)) {
		jb_buf_add_string(&out, " Delivered feeling ");
		jy_words_feeling(&out, map->journey, delivered);
		jb_buf_add_byte(&out, '.');
	}
	say_lane(map, &out, MAP_ROW_PAIN, column, "Pain: ");
	say_lane(map, &out, MAP_ROW_OPPORTUNITY, column, "Opportunity: ");
	for (size_t i = 0; i < touchpoint->success_count; i++)
		say_criterion(map, &out, &touchpoint->success[i],
			      map_scope(map, touchpoint->decl.name));
	return map_clean(map, jb_buf_text(&out));
}

struct jb_text map_describe_all(const struct map *map)
{
	const struct jy_journey *journey = map->journey;
	size_t touchpoints = 0;
	for (size_t i = 0; i < map->column_count; i++)
		touchpoints += map->column[i].touchpoint != NULL;
	struct jb_buf out;
	jb_buf_init(&out, map->arena);
	jb_buf_printf(&out, "Journey map with %zu stage%s and %zu touchpoint%s",
		      journey->stage_count, journey->stage_count == 1 ? "" : "s", touchpoints,
		      touchpoints == 1 ? "" : "s");
	for (size_t i = 0; i < journey->personas.count; i++)
		say(&out, i == 0 ? "for " : "and ", journey->personas.at[i]->decl.title, "");
	jb_buf_add_string(&out, ".");
	for (size_t i = 0; i < journey->stage_count; i++)
		say(&out, i == 0 ? "Stages: " : "", journey->stage[i].decl.title,
		    i + 1 < journey->stage_count ? "," : ".");
	for (size_t i = 0; i < journey->outcome_count; i++)
		say_criterion(map, &out, &journey->outcome[i], map_scope(map, JB_TEXT("")));
	return map_clean(map, jb_buf_text(&out));
}
