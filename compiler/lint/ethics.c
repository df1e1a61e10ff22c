/*
 * Rules about ethics: what the brand stands for holds for those who serve in its name: how they
 * work, what they pay for themselves, what they can rely on.
 */
#include "lint/crew.h"

#include "base/map.h"

/* How long an attestation of working conditions holds that names no end. */
#define CONDITIONS_DAYS 365

/* ---- working conditions ---- */

static void find_stale(struct jy_linter *linter, const struct jy_partner *partner,
		       const struct jy_attestation *attestation)
{
	struct jy_diag *diag;

	if (!attestation || !jy_expired(linter, attestation->date, attestation->has_until,
					attestation->until, CONDITIONS_DAYS))
		return;
	diag = jy_find(linter, attestation->span,
		       "the working conditions at `%.*s` were last looked at on %.*s, and it is "
		       "%.*s",
		       JB_ARG(partner->decl.name), JB_ARG(jy_date_text(linter, attestation->date)),
		       JB_ARG(jy_date_text(linter, linter->as_of)));
	if (attestation->has_until)
		jy_note(linter, diag, "that was to hold until %.*s",
			JB_ARG(jy_date_text(linter, attestation->until)));
	else
		jy_note(linter, diag, "without an `until` it holds for %d days", CONDITIONS_DAYS);
	jy_help(linter, diag, "look again, and write the new day");
}

static void find_never(struct jy_linter *linter, const struct jy_partner *partner)
{
	struct jy_diag *diag =
		jy_find(linter, partner->decl.span, "nobody has attested how people work at `%.*s`",
			JB_ARG(partner->decl.name));

	jy_help(linter, diag,
		"let somebody look, and write it down: `attested conditions 2026-02-10 by "
		"third_party`");
}

/* The partner's own attestation speaks for all of it; else those of its sites and teams do. */
static void judge_conditions(struct jy_linter *linter, const struct jy_partner *partner)
{
	const struct jy_attestation *own = jy_attested(&partner->staff, "conditions"), *part;
	bool any = own != NULL;

	find_stale(linter, partner, own);
	for (size_t i = 0; !own && i < partner->site_count; i++) {
		part = jy_attested(&partner->site[i].staff, "conditions");
		any |= part != NULL;
		find_stale(linter, partner, part);
	}
	for (size_t i = 0; !own && i < partner->team_count; i++) {
		part = jy_attested(&partner->team[i].staff, "conditions");
		any |= part != NULL;
		find_stale(linter, partner, part);
	}
	if (!any)
		find_never(linter, partner);
}

/* Each partner once: its crews stand together. */
JY_RULE(ethics_conditions_stale)
{
	struct jy_crews crews = jy_crews(linter);

	for (size_t i = 0; i < crews.count; i++)
		if (i == 0 || crews.at[i].partner != crews.at[i - 1].partner)
			judge_conditions(linter, crews.at[i].partner);
}

/* ---- contractors ---- */

JY_RULE(ethics_no_min_hours)
{
	struct jy_crews crews = jy_crews(linter);

	for (size_t i = 0; i < crews.count; i++) {
		const struct jy_crew *crew = &crews.at[i];
		struct jy_diag *diag;

		if (!jy_crew_are_contractors(crew) || crew->staff->minimum_hours >= 0 ||
		    crew->partner->staff.minimum_hours >= 0)
			continue;
		diag = jy_find(linter, crew->span,
			       "the contractors of `%.*s` are promised no hours",
			       JB_ARG(crew->name));
		jy_help(linter, diag,
			"agree on what they can rely on: `minimum hours 20h every week`");
	}
}

static bool is_training_paid(const struct jy_staff *staff)
{
	for (size_t i = 0; i < staff->role_count; i++)
		if (staff->role[i].skills.training_paid_by.size)
			return true;
	return staff->skills.training_paid_by.size > 0;
}

JY_RULE(ethics_wfh_contractor)
{
	struct jy_crews crews = jy_crews(linter);

	for (size_t i = 0; i < crews.count; i++) {
		const struct jy_crew *crew = &crews.at[i];
		bool trained =
			is_training_paid(crew->staff) || is_training_paid(&crew->partner->staff);
		bool equipped = jb_text_is(crew->devices, "managed");
		struct jy_diag *diag;

		if (!jb_text_is(crew->form, "work_from_home") || !jy_crew_are_contractors(crew) ||
		    (trained && equipped))
			continue;
		diag = jy_find(linter, crew->span,
			       "the contractors of `%.*s` work from home, and nobody else is "
			       "said to pay for their %s",
			       JB_ARG(crew->name),
			       trained	  ? "equipment"
			       : equipped ? "training"
					  : "training and equipment");
		if (!trained)
			jy_help(linter, diag,
				"`training 40h before the first contact, paid by %.*s`",
				JB_ARG(crew->partner->decl.name));
		if (!equipped)
			jy_help(linter, diag, "`devices managed`");
	}
}

/* ---- what workers pay ---- */

static void find_paying(struct jy_linter *linter, struct jb_text name, const struct jy_staff *staff)
{
	struct jy_diag *diag;

	if (staff->workers_pay.count == 0)
		return;
	diag = jy_find(linter, staff->workers_pay_span, "the workers of `%.*s` pay for %.*s",
		       JB_ARG(name), JB_ARG(jy_quoted(linter, staff->workers_pay)));
	jy_note(linter, diag, "who must pay to work bears the risk of the brand that is served");
	jy_help(linter, diag, "agree who pays instead, and take the line out");
}

JY_RULE(ethics_worker_pays)
{
	for (size_t i = 0; i < linter->model->partners.count; i++) {
		const struct jy_partner *partner = linter->model->partners.at[i];

		find_paying(linter, partner->decl.name, &partner->staff);
		for (size_t k = 0; k < partner->site_count; k++)
			find_paying(linter, partner->site[k].decl.name, &partner->site[k].staff);
		for (size_t k = 0; k < partner->team_count; k++)
			find_paying(linter, partner->team[k].decl.name, &partner->team[k].staff);
	}
}

/* ---- values ---- */

/* So many are named in a message; there may be more. */
#define VALUES_NAMED 3

struct promise {
	const struct jy_partner *partner;
	struct jb_text topic;
};

static struct jb_text promise_key(struct jy_linter *linter, const struct promise *promise)
{
	return jb_text_printf(linter->arena, "%.*s %.*s", JB_ARG(promise->partner->decl.name),
			      JB_ARG(promise->topic));
}

static void add_attested(struct jy_linter *linter, struct jb_map *attested,
			 const struct jy_partner *partner, const struct jy_staff *staff)
{
	for (size_t i = 0; i < staff->attested_count; i++) {
		struct promise promise = {partner, staff->attested[i].topic};

		jb_map_put(attested, promise_key(linter, &promise), NULL);
	}
}

/* What each partner, or a site or team of it, has attested. */
static void gather_attested(struct jy_linter *linter, struct jb_map *attested)
{
	jb_map_init(attested, linter->arena);
	for (size_t i = 0; i < linter->model->partners.count; i++) {
		const struct jy_partner *partner = linter->model->partners.at[i];

		add_attested(linter, attested, partner, &partner->staff);
		for (size_t k = 0; k < partner->site_count; k++)
			add_attested(linter, attested, partner, &partner->site[k].staff);
		for (size_t k = 0; k < partner->team_count; k++)
			add_attested(linter, attested, partner, &partner->team[k].staff);
	}
}

/* Ends at the first few that are missing, so that it takes no longer than what is attested. */
static void judge_values(struct jy_linter *linter, const struct jb_map *attested,
			 const struct jy_brand *brand, const struct jy_partner *partner)
{
	struct jb_text missing[VALUES_NAMED];
	struct jy_texts named = {missing, 0};
	struct jy_diag *diag;

	for (size_t i = 0; i < brand->values.count && named.count < VALUES_NAMED; i++) {
		struct promise promise = {partner, brand->values.at[i]};

		if (!jb_map_get(attested, promise_key(linter, &promise)))
			missing[named.count++] = brand->values.at[i];
	}
	if (named.count == 0)
		return;
	diag = jy_find(linter, partner->decl.span,
		       "`%.*s` serves for `%.*s` and has not attested its value%s %.*s",
		       JB_ARG(partner->decl.name), JB_ARG(brand->decl.name),
		       named.count == 1 ? "" : "s", JB_ARG(jy_quoted(linter, named)));
	jy_label(linter, diag, brand->decl.span, "the values of this brand");
	jy_help(linter, diag,
		"let somebody look, and write it down: `attested %.*s 2026-02-10 by "
		"third_party`",
		JB_ARG(missing[0]));
}

struct serving {
	const struct jy_brand *brand;
	const struct jy_partner *partner;
};

JY_RULE(ethics_value_unattested)
{
	struct jb_map attested, judged;

	gather_attested(linter, &attested);
	jb_map_init(&judged, linter->arena);
	JY_EACH_TOUCHPOINT(linter, at)
	for (size_t i = 0; at.journey->brand && i < at.touchpoint->delivery_count; i++) {
		const struct jy_delivery *delivery = &at.touchpoint->delivery[i];
		struct serving serving = {at.journey->brand, delivery->partner};
		struct jb_text key = {(const char *)&serving, sizeof serving};
		bool fresh;

		if (!delivery->partner || jb_text_is(jy_delivery_form(delivery), "in_house"))
			continue;
		jb_map_intern(&judged, &key, &fresh);
		if (fresh)
			judge_values(linter, &attested, serving.brand, serving.partner);
	}
}
