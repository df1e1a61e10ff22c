/*
 * Gathering the people customers meet. Nothing is judged here.
 */
#include "lint/crew.h"

#include "base/map.h"

struct gathering {
	struct jy_linter *linter;
	struct jb_map met; /* partners and teams that deliver, by address */
	JB_VEC(struct jy_crew) list;
};

static void meet(struct gathering *gathering, const void *thing)
{
	struct jb_text key = JY_KEY(thing);

	jb_map_intern(&gathering->met, &key, NULL);
}

static bool is_met(const struct gathering *gathering, const void *thing)
{
	return jb_map_get(&gathering->met, JY_KEY(thing)) != NULL;
}

/* A delivery by a partner as a whole is one by each of its teams. */
static void meet_all(struct gathering *gathering)
{
	JY_EACH_TOUCHPOINT(gathering->linter, at)
	for (size_t i = 0; i < at.touchpoint->delivery_count; i++) {
		const struct jy_delivery *delivery = &at.touchpoint->delivery[i];

		if (delivery->team)
			meet(gathering, delivery->team);
		else if (delivery->partner)
			meet(gathering, delivery->partner);
	}
}

static struct jb_text form_of(const struct jy_partner *partner, const struct jy_team *team)
{
	if (team && team->delivery.size)
		return team->delivery;
	return partner->delivery.count == 1 ? partner->delivery.at[0] : JB_TEXT("");
}

static void add(struct gathering *gathering, const struct jy_partner *partner,
		const struct jy_team *team)
{
	struct jy_crew crew = {
		.partner = partner,
		.team = team,
		.staff = team ? &team->staff : &partner->staff,
		.span = team ? team->decl.span : partner->decl.span,
		.name = partner->decl.name,
		.form = form_of(partner, team),
		.employment = partner->staff.employment,
		.devices = partner->devices,
	};

	if (jb_text_is(crew.form, "in_house"))
		return;
	if (team) {
		crew.name = jb_text_printf(gathering->linter->arena, "%.*s.%.*s",
					   JB_ARG(partner->decl.name), JB_ARG(team->decl.name));
		if (team->employment.size)
			crew.employment = team->employment;
		if (team->devices.size)
			crew.devices = team->devices;
	}
	*jb_push(gathering->linter->arena, &gathering->list) = crew;
}

struct jy_crews jy_crews(struct jy_linter *linter)
{
	struct gathering gathering = {.linter = linter};

	jb_map_init(&gathering.met, linter->arena);
	meet_all(&gathering);
	for (size_t i = 0; i < linter->model->partners.count; i++) {
		const struct jy_partner *partner = linter->model->partners.at[i];
		bool whole = is_met(&gathering, partner);

		if (whole && partner->team_count == 0)
			add(&gathering, partner, NULL);
		for (size_t k = 0; k < partner->team_count; k++)
			if (whole || is_met(&gathering, &partner->team[k]))
				add(&gathering, partner, &partner->team[k]);
	}
	return (struct jy_crews){gathering.list.at, gathering.list.count};
}

bool jy_crew_is_gig(const struct jy_crew *crew)
{
	return jb_text_is(crew->form, "gig");
}

bool jy_crew_are_contractors(const struct jy_crew *crew)
{
	return jb_text_is(crew->employment, "contractor");
}

struct jb_text jy_quoted(struct jy_linter *linter, struct jy_texts words)
{
	struct jb_buf text;

	jb_buf_init(&text, linter->arena);
	for (size_t i = 0; i < words.count; i++)
		jb_buf_printf(&text, "%s`%.*s`",
			      i == 0		     ? ""
			      : i + 1 == words.count ? " and "
						     : ", ",
			      JB_ARG(words.at[i]));
	return jb_buf_text(&text);
}
