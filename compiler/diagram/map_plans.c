/*
 * Where the way leads if not simply to the next card, what is planned and what threatens: three
 * lanes of short texts. Arrows are said, not drawn: lines across other lanes would hide them. Knows
 * no geometry.
 */
#include "diagram/map_internal.h"

#include "diagram/figures.h"

/* The reader takes the next column for what comes next: an arrow that says no more is left out. */
static bool is_plain(const struct map *map, size_t column, const struct jy_next *next)
{
	const struct jy_touchpoint *from = map->column[column].touchpoint;
	bool beside = column + 1 < map->column_count &&
		      map->column[column + 1].touchpoint == next->touchpoint;
	return beside && from->next_count == 1 && next->when.size == 0 && next->variant.size == 0 &&
	       next->share < 0 && next->carrying.count == 0 && !next->by_agreement &&
	       !next->by_hand;
}

/* "Repair: Call support" where it is another journey's. */
static void say_target(const struct map *map, struct jb_buf *out,
		       const struct jy_touchpoint *touchpoint)
{
	if (touchpoint->journey != NULL && touchpoint->journey != map->journey)
		jb_buf_printf(out, "%.*s: ", JB_ARG(touchpoint->journey->decl.title));
	jb_buf_add_text(out, touchpoint->decl.title);
}

static void say_carried(struct jb_buf *out, const struct jy_next *next)
{
	for (size_t i = 0; i < next->carrying.count; i++)
		jb_buf_printf(out, "%s\xe2\x80\x9c%.*s\xe2\x80\x9d", i == 0 ? ", with " : " and ",
			      JB_ARG(next->carrying.at[i]));
	if (next->by_hand)
		jb_buf_add_string(out, ", copied by hand");
}

/* "stuck (40 %) → Ask the team, with “its words”". */
static struct jb_text next_text(const struct map *map, const struct jy_next *next)
{
	struct jb_buf out;
	jb_buf_init(&out, map->arena);
	jb_buf_add_text(&out, next->when);
	if (next->share >= 0) {
		jb_buf_add_string(&out, out.size > 0 ? " (" : "");
		jy_figures_add_exact(&out, JRT_SHARE, JB_TEXT(""), next->share);
		jb_buf_add_string(&out, next->when.size > 0 ? ")" : "");
	}
	jb_buf_add_string(&out, out.size > 0 ? " " : "");
	jb_buf_add_string(&out,
			  next->by_agreement ? "\xe2\x86\x94" JY_NBSP : "\xe2\x86\x92" JY_NBSP);
	say_target(map, &out, next->touchpoint);
	say_carried(&out, next);
	if (next->by_agreement)
		jb_buf_add_string(&out, ", by agreement");
	return jb_buf_text(&out);
}

static void add_text(struct map *map, struct map_cell *cell, struct jb_text text, bool over,
		     struct jy_span span)
{
	struct map_item *item =
		map_item_add(map, cell, over ? MAP_ITEM_PILL : MAP_ITEM_TEXT,
			     over ? JY_ROLE_SPAN : JY_ROLE_BAND, JY_ROLE_T_BODY, text);
	item->span = span;
	item->wide = over;
}

void map_fill_next(struct map *map, size_t column)
{
	const struct jy_touchpoint *from = map->column[column].touchpoint;
	struct map_cell *cell = &map->row[MAP_ROW_NEXT].cell[column];
	for (size_t i = 0; i < from->next_count; i++) {
		const struct jy_next *next = &from->next[i];
		if (next->touchpoint == NULL || is_plain(map, column, next))
			continue;
		add_text(map, cell, next_text(map, next), false, next->span);
		if (next->variant.size > 0)
			map_fill_tag(map, cell, &(struct jy_texts){&next->variant, 1});
	}
}

/* "New texts for the menu · Operations, by 2026-12-31". */
static struct jb_text action_text(const struct map *map, const struct jy_improvement *action)
{
	struct jb_buf out;
	jb_buf_init(&out, map->arena);
	jb_buf_add_text(&out, action->text);
	if (action->owner.size > 0)
		jb_buf_printf(&out, " \xc2\xb7" JY_NBSP "%.*s", JB_ARG(action->owner));
	if (action->has_by) {
		jb_buf_add_string(&out, action->owner.size > 0 ? ", by" JY_NBSP
							       : " \xc2\xb7" JY_NBSP "by" JY_NBSP);
		jy_figures_add_date(&out, action->by);
	}
	return jb_buf_text(&out);
}

void map_fill_actions(struct map *map, struct map_cell *cell, const struct jy_improvement *action,
		      size_t count, bool over)
{
	for (size_t i = 0; i < count; i++)
		add_text(map, cell, action_text(map, &action[i]), over, action[i].span);
}

/* "Wrong advice · medium · answered by a nightly test". */
static struct jb_text risk_text(const struct map *map, const struct jy_risk *risk)
{
	struct jb_buf out;
	jb_buf_init(&out, map->arena);
	jb_buf_add_text(&out, risk->text);
	if (risk->severity.size > 0)
		jb_buf_printf(&out, " \xc2\xb7" JY_NBSP "%.*s", JB_ARG(risk->severity));
	if (risk->mitigated.size > 0)
		jb_buf_printf(&out, "; mitigated by: %.*s", JB_ARG(risk->mitigated));
	return jb_buf_text(&out);
}

void map_fill_risks(struct map *map, struct map_cell *cell, const struct jy_risk *risk,
		    size_t count, bool over)
{
	for (size_t i = 0; i < count; i++) {
		struct map_item *item = map_item_add(map, cell, MAP_ITEM_PILL, JY_ROLE_PAIN,
						     JY_ROLE_T_PAIN, risk_text(map, &risk[i]));
		item->span = risk[i].span;
		item->wide = over;
	}
}
