/*
 * Personas, channels, calendars and seasons: who takes part, where and when.
 */
#include "model/said.h"
#include "model/story.h"
#include "time/civil.h"

static void fill_persona(struct jy_builder *builder, struct jy_persona *persona,
			 const struct jy_node *body)
{
	JB_VEC(struct jb_text) goals = {0}, needs = {0};

	for (uint32_t i = 0; i < jy_count(body); i++) {
		const struct jy_node *node = jy_kid(body, i);

		if (jy_is(node, JY_N_GOAL)) {
			*jb_push(builder->arena, &goals) = jy_text(jy_kid(node, JY_GOAL_TEXT));
		} else if (jy_is(node, JY_N_NEEDS)) {
			const struct jy_node *texts = jy_kid(node, JY_NEEDS_TEXTS);

			for (uint32_t k = 0; k < jy_count(texts); k++)
				*jb_push(builder->arena, &needs) = jy_text(jy_kid(texts, k));
		} else if (jy_is(node, JY_N_KNOWN_FROM)) {
			jy_story_known_from(builder, node);
		}
	}
	persona->goals = (struct jy_texts){goals.at, goals.count};
	persona->needs = (struct jy_texts){needs.at, needs.count};
}

static void fill_channel(struct jy_builder *builder, struct jy_channel *channel,
			 const struct jy_node *body)
{
	const struct jy_node *kind = NULL;

	for (uint32_t i = 0; i < jy_count(body); i++) {
		const struct jy_node *node = jy_kid(body, i);

		if (jy_is(node, JY_N_SINCE))
			channel->has_since =
				jy_said_until(jy_kid(node, JY_SINCE_DATE), &channel->since);
		else if (jy_is(node, JY_N_DISCLOSED))
			channel->disclosed = jy_text(jy_kid(node, JY_DISCLOSED_TEXT));
		if (!jy_is(node, JY_N_KIND) ||
		    !jy_builder_once(builder, &kind, node, "the kind of channel"))
			continue;
		channel->kind = jy_text(jy_kid(node, JY_KIND_NAME));
		jy_builder_choice(builder, JY_CHOICE_CHANNEL_KIND, jy_kid(node, JY_KIND_NAME));
	}
}

/* ---- calendars ---- */

static bool fill_days(struct jy_builder *builder, const struct jy_node *days,
		      struct jy_open_hours *open)
{
	const struct jy_node *last = jy_kid(days, JY_WEEKDAYS_LAST);
	int first_day =
		jy_builder_choice(builder, JY_CHOICE_WEEKDAY, jy_kid(days, JY_WEEKDAYS_FIRST));
	int last_day = last ? jy_builder_choice(builder, JY_CHOICE_WEEKDAY, last) : first_day;

	if (first_day < 0 || last_day < 0)
		return false;
	open->first_day = (uint8_t)(first_day + 1);
	open->last_day = (uint8_t)(last_day + 1);
	return true;
}

static bool check_hours(struct jy_builder *builder, const struct jy_node *node)
{
	const struct jy_node *from = jy_kid(node, JY_OPEN_FROM), *to = jy_kid(node, JY_OPEN_TO);
	struct jy_diag *diag;

	if (!jy_is(from, JY_N_TIME) || !jy_is(to, JY_N_TIME))
		return false;
	if (from->value < to->value)
		return true;
	diag = jy_diag_error(builder->diags, JY_D_DATES_ORDER, to->span,
			     "these hours end before they begin");
	jy_diag_label(builder->diags, diag, from->span, "they begin here");
	jy_diag_help(builder->diags, diag,
		     "hours past midnight are two lines: `open fri 20:00 to 24:00` and "
		     "`open sat 00:00 to 02:00`");
	return false;
}

static void fill_calendar(struct jy_builder *builder, struct jy_calendar *calendar,
			  const struct jy_node *body)
{
	JB_VEC(struct jy_open_hours) open = {0};
	JB_VEC(int32_t) closed = {0};
	const struct jy_node *zone = NULL;

	for (uint32_t i = 0; i < jy_count(body); i++) {
		const struct jy_node *node = jy_kid(body, i);

		if (jy_is(node, JY_N_ZONED) && jy_builder_once(builder, &zone, node, "the zone")) {
			calendar->zone = jy_builder_zone(builder, jy_kid(node, JY_ZONED_ZONE));
		} else if (jy_is(node, JY_N_OPEN)) {
			const struct jy_node *days = jy_kid(node, JY_OPEN_DAYS);
			bool hours = check_hours(builder, node);

			for (uint32_t k = 0; k < jy_count(days); k++) {
				struct jy_open_hours row = {
					.from = hours ? jy_kid(node, JY_OPEN_FROM)->value : 0,
					.to = hours ? jy_kid(node, JY_OPEN_TO)->value : 0,
				};

				if (fill_days(builder, jy_kid(days, k), &row) && hours)
					*jb_push(builder->arena, &open) = row;
			}
		} else if (jy_is(node, JY_N_CLOSED)) {
			const struct jy_node *dates = jy_kid(node, JY_CLOSED_DATES);

			for (uint32_t k = 0; k < jy_count(dates); k++)
				if (jy_is(jy_kid(dates, k), JY_N_DATE))
					*jb_push(builder->arena, &closed) =
						jy_builder_day(jy_kid(dates, k));
		}
	}
	calendar->open = open.at;
	calendar->open_count = open.count;
	calendar->closed = closed.at;
	calendar->closed_count = closed.count;
}

/* ---- seasons ---- */

static void fill_ramp(struct jy_builder *builder, struct jy_season *season,
		      const struct jy_node *node)
{
	const struct jy_node *from = jy_kid(node, JY_RAMP_FROM), *to = jy_kid(node, JY_RAMP_TO);

	season->ramp_ends = to != NULL;
	if (to) {
		season->has_ramp = jy_builder_days(builder, from, to, &season->ramp);
		return;
	}
	season->has_ramp = jy_said_until(from, &season->ramp.from);
	season->ramp.to = season->ramp.from;
}

/* What a season asks of its preparation. */
static void fill_readiness(struct jy_builder *builder, struct jy_season *season,
			   const struct jy_node *node)
{
	if (jy_is(node, JY_N_READY)) {
		season->ready = jy_said_number(builder, jy_kid(node, JY_READY_NUMBER),
					       "the number that is ready", 0);
		season->ready_what = jy_text(jy_kid(node, JY_READY_WHAT));
		season->ready_by = jy_builder_day(jy_kid(node, JY_READY_BY));
	} else if (jy_is(node, JY_N_VOLUME)) {
		const struct jy_node *times = jy_kid(node, JY_VOLUME_TIMES);

		season->volume = times ? times->value : 0;
		season->volume_of = jy_text(jy_kid(node, JY_VOLUME_OF));
	}
}

static void fill_season(struct jy_builder *builder, struct jy_season *season,
			const struct jy_node *body)
{
	const struct jy_node *runs = NULL, *ramp = NULL;

	for (uint32_t i = 0; i < jy_count(body); i++) {
		const struct jy_node *node = jy_kid(body, i);

		if (jy_is(node, JY_N_RUNS) &&
		    jy_builder_once(builder, &runs, node, "when the season runs"))
			season->has_runs = jy_builder_days(builder, jy_kid(node, JY_RUNS_FROM),
							   jy_kid(node, JY_RUNS_TO), &season->runs);
		else if (jy_is(node, JY_N_RAMP) &&
			 jy_builder_once(builder, &ramp, node, "the ramp"))
			fill_ramp(builder, season, node);
		else
			fill_readiness(builder, season, node);
	}
}

void jy_fill_people(struct jy_builder *builder, struct jy_entry *entry)
{
	const struct jy_node *body = jy_kid(entry->node, JY_DECL_BODY);

	switch (entry->thing) {
	case JY_T_BRAND: jy_fill_brand(builder, entry->model, body); return;
	case JY_T_PERSONA: fill_persona(builder, entry->model, body); return;
	case JY_T_CHANNEL: fill_channel(builder, entry->model, body); return;
	case JY_T_CALENDAR: fill_calendar(builder, entry->model, body); return;
	case JY_T_SEASON: fill_season(builder, entry->model, body); return;
	case JY_T_PARTNER: jy_fill_partner(builder, entry->model, body); return;
	case JY_T_FRAMEWORK: jy_fill_framework(builder, entry->model, body); return;
	case JY_T_ASSESSMENT: jy_fill_assessment(builder, entry->model, body); return;
	case JY_T_SYSTEM: jy_fill_system(builder, entry->model, body); return;
	case JY_T_OBJECTIVE: jy_fill_objective(builder, entry->model, body); return;
	case JY_T_JURISDICTION: jy_fill_jurisdiction(builder, entry->model, body); return;
	case JY_T_INCIDENT_PLAN: jy_fill_incident_plan(builder, entry->model, body); return;
	default: return;
	}
}
