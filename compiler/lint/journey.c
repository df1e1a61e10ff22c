/*
 * Rules about the shape of a journey: it is a journey and not a list of channels, somebody can
 * enter it, every touchpoint can be reached, it ends, and it has an outcome.
 */
#include "base/map.h"
#include "lint/linter.h"

/* ---- a journey, not channels ---- */

static bool is_channel(struct jb_map *channels, struct jb_text name)
{
	return jb_map_get(channels, name) != NULL;
}

static void find_channels(struct jy_linter *linter, struct jb_map *channels,
			  const struct jy_journey *journey)
{
	struct jy_diag *diag;

	if (journey->stage_count < 2)
		return;
	for (size_t s = 0; s < journey->stage_count; s++)
		if (!is_channel(channels, journey->stage[s].decl.name))
			return;
	diag = jy_find(linter, journey->decl.span,
		       "the stages of `%.*s` are channels: this is a channel strategy",
		       JB_ARG(journey->decl.name));
	jy_label(linter, diag, journey->stage[0].decl.span, "a channel, not a stage");
	jy_help(linter, diag,
		"name stages after what the customer is doing, and write the channels in the "
		"touchpoints");
}

JY_RULE(journey_channel_first)
{
	struct jb_map channels;

	jb_map_init(&channels, linter->arena);
	for (size_t i = 0; i < linter->model->channels.count; i++)
		jb_map_put(&channels, linter->model->channels.at[i]->decl.name, NULL);
	for (size_t i = 0; i < linter->model->journeys.count; i++)
		find_channels(linter, &channels, linter->model->journeys.at[i]);
}

/* ---- start, end, reach ---- */

static const struct jy_touchpoint *first_of(const struct jy_journey *journey)
{
	for (size_t s = 0; s < journey->stage_count; s++)
		if (journey->stage[s].touchpoint_count)
			return journey->stage[s].touchpoint;
	return NULL;
}

JY_RULE(journey_no_start)
{
	for (size_t i = 0; i < linter->model->journeys.count; i++) {
		const struct jy_journey *journey = linter->model->journeys.at[i];
		struct jy_diag *diag;

		if (first_of(journey) || journey->decl.damaged)
			continue;
		diag = jy_find(linter, journey->decl.span,
			       "nobody can enter `%.*s`: it has no touchpoint",
			       JB_ARG(journey->decl.name));
		jy_help(linter, diag,
			"write a `stage`, and in it a `touchpoint` where the customer begins");
	}
}

/* Touchpoints of a journey that can be reached, by address. */
struct reach {
	struct jb_map seen;
	JB_VEC(const struct jy_touchpoint *) open;
};

static void reach(struct jy_linter *linter, struct reach *reach,
		  const struct jy_touchpoint *touchpoint)
{
	struct jb_text key = JY_KEY(touchpoint);
	bool fresh;

	jb_map_intern(&reach->seen, &key, &fresh);
	if (fresh)
		*jb_push(linter->arena, &reach->open) = touchpoint;
}

/* From the first touchpoint, and from those that put right what failed: customers come to them from
 * anywhere. */
static void reach_all(struct jy_linter *linter, struct reach *found,
		      const struct jy_journey *journey)
{
	jb_map_init(&found->seen, linter->arena);
	reach(linter, found, first_of(journey));
	for (size_t s = 0; s < journey->stage_count; s++)
		for (size_t t = 0; t < journey->stage[s].touchpoint_count; t++)
			if (journey->stage[s].touchpoint[t].recovers.count)
				reach(linter, found, &journey->stage[s].touchpoint[t]);
	while (found->open.count) {
		const struct jy_touchpoint *from = found->open.at[--found->open.count];

		JY_EACH_FOLLOWER(linter, from, next)
		if (next.touchpoint->journey == journey)
			reach(linter, found, next.touchpoint);
	}
}

static void find_unreached(struct jy_linter *linter, const struct reach *found,
			   const struct jy_stage *stage)
{
	for (size_t t = 0; t < stage->touchpoint_count; t++) {
		const struct jy_touchpoint *touchpoint = &stage->touchpoint[t];
		struct jy_diag *diag;

		if (jb_map_get(&found->seen, JY_KEY(touchpoint)))
			continue;
		diag = jy_find(linter, touchpoint->decl.span, "nobody ever reaches `%.*s`",
			       JB_ARG(touchpoint->decl.name));
		jy_note(linter, diag,
			"every touchpoint before it goes on somewhere else with `then`");
		jy_help(linter, diag, "write `then %.*s` where customers come from",
			JB_ARG(touchpoint->decl.name));
	}
}

JY_RULE(journey_unreachable)
{
	for (size_t i = 0; i < linter->model->journeys.count; i++) {
		const struct jy_journey *journey = linter->model->journeys.at[i];
		struct reach found = {0};

		if (!first_of(journey))
			continue;
		reach_all(linter, &found, journey);
		for (size_t s = 0; s < journey->stage_count; s++)
			find_unreached(linter, &found, &journey->stage[s]);
	}
}

static bool ends(const struct jy_linter *linter, const struct jy_touchpoint *touchpoint)
{
	JY_EACH_FOLLOWER(linter, touchpoint, next)
	if (next.touchpoint->journey == touchpoint->journey)
		return false;
	return true;
}

static bool ever_ends(const struct jy_linter *linter, const struct jy_journey *journey)
{
	for (size_t s = 0; s < journey->stage_count; s++)
		for (size_t t = 0; t < journey->stage[s].touchpoint_count; t++)
			if (ends(linter, &journey->stage[s].touchpoint[t]))
				return true;
	return false;
}

JY_RULE(journey_no_end)
{
	for (size_t i = 0; i < linter->model->journeys.count; i++) {
		const struct jy_journey *journey = linter->model->journeys.at[i];
		struct jy_diag *diag;

		if (!first_of(journey) || ever_ends(linter, journey))
			continue;
		diag = jy_find(linter, journey->decl.span,
			       "`%.*s` never ends: every touchpoint goes on to another",
			       JB_ARG(journey->decl.name));
		jy_help(linter, diag,
			"add the touchpoint that customers leave with; it needs no `then`");
	}
}

/* ---- outcome ---- */

JY_RULE(journey_no_outcome)
{
	for (size_t i = 0; i < linter->model->journeys.count; i++) {
		const struct jy_journey *journey = linter->model->journeys.at[i];
		struct jy_diag *diag;

		if (journey->outcome_count || !first_of(journey))
			continue;
		diag = jy_find(linter, journey->decl.span,
			       "nothing says what `%.*s` is to achieve as a whole",
			       JB_ARG(journey->decl.name));
		jy_help(linter, diag,
			"name it, for example `outcome promoters at least 30 points every "
			"quarter`");
	}
}
