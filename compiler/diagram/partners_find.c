/*
 * Who delivers the touchpoints of a journey, and where customers pass from one to another.
 */
#include "diagram/partners_internal.h"

#include "diagram/selection.h"
#include "model/contact.h"

#define KEY(thing) ((struct jb_text){(const char *)&(thing), sizeof(thing)})

/* ---- parties ---- */

static uint32_t party_of(struct partners *partners, const struct jy_brand *brand,
			 const struct jy_partner *partner)
{
	const void *who = partner ? (const void *)partner : brand;
	struct jb_text key = KEY(who);
	bool fresh;
	uint64_t *at = jb_map_intern(&partners->party_of, &key, &fresh);

	if (fresh) {
		*at = partners->party.count;
		*jb_push(partners->view.arena, &partners->party) =
			(struct party){.brand = partner ? NULL : brand, .partner = partner};
	}
	return (uint32_t)*at;
}

/* Once, though several seasons or teams may have it. */
static void give(struct partners *partners, uint32_t number, const struct jy_touchpoint *touchpoint)
{
	struct party *party = &partners->party.at[number];

	if (!party->touchpoints.count ||
	    party->touchpoints.at[party->touchpoints.count - 1] != touchpoint)
		*jb_push(partners->view.arena, &party->touchpoints) = touchpoint;
}

static void find_touchpoint(struct partners *partners, const struct jy_touchpoint *touchpoint)
{
	if (!jy_selection_picks(&partners->view.options->selection, touchpoint) ||
	    (touchpoint->customer_acts && !touchpoint->delivery_count))
		return;
	partners->touchpoint_count++;
	for (size_t i = 0; i < touchpoint->delivery_count; i++) {
		const struct jy_delivery *delivery = &touchpoint->delivery[i];

		give(partners, party_of(partners, delivery->brand, delivery->partner), touchpoint);
	}
	if (!touchpoint->delivery_count)
		give(partners, party_of(partners, NULL, NULL), touchpoint);
}

/* ---- ways between them ---- */

static struct handing *handing_of(struct partners *partners, uint32_t from, uint32_t to,
				  bool subcontracts)
{
	uint64_t pair[2] = {(uint64_t)from << 32 | to, subcontracts};
	struct jb_text key = KEY(pair);
	bool fresh;
	uint64_t *at = jb_map_intern(&partners->handing_of, &key, &fresh);

	if (fresh) {
		*at = partners->handing.count;
		*jb_push(partners->view.arena, &partners->handing) =
			(struct handing){.from = from, .to = to, .subcontracts = subcontracts};
	}
	return &partners->handing.at[*at];
}

/* A matter passes from person to person; of a page, a machine or a letter nothing is handed
 * over. */
static bool is_met(const struct jy_touchpoint *touchpoint)
{
	for (size_t i = 0; i < touchpoint->channels.count; i++)
		if (jy_is_spoken(touchpoint->channels.at[i]))
			return true;
	return touchpoint->channels.count == 0;
}

static bool uses(const struct jy_touchpoint *touchpoint, const struct jy_system *system)
{
	for (size_t i = 0; i < touchpoint->systems.count; i++)
		if (touchpoint->systems.at[i] == system)
			return true;
	for (size_t i = 0; i < touchpoint->delivery_count; i++) {
		const struct jy_delivery *by = &touchpoint->delivery[i];

		for (size_t k = 0; by->partner && k < by->partner->staff.systems.count; k++)
			if (by->partner->staff.systems.at[k] == system)
				return true;
		for (size_t k = 0; by->team && k < by->team->staff.systems.count; k++)
			if (by->team->staff.systems.at[k] == system)
				return true;
	}
	return false;
}

static bool share_system(const struct partners *partners, const struct jy_touchpoint *a,
			 const struct jy_touchpoint *b)
{
	for (size_t i = 0; i < partners->view.model->systems.count; i++)
		if (uses(a, partners->view.model->systems.at[i]) &&
		    uses(b, partners->view.model->systems.at[i]))
			return true;
	return false;
}

static bool is_delivered_by(const struct jy_touchpoint *touchpoint,
			    const struct jy_delivery *delivery)
{
	for (size_t i = 0; i < touchpoint->delivery_count; i++)
		if (touchpoint->delivery[i].brand == delivery->brand &&
		    touchpoint->delivery[i].partner == delivery->partner)
			return true;
	return false;
}

static bool share_party(const struct jy_touchpoint *a, const struct jy_touchpoint *b)
{
	for (size_t i = 0; i < a->delivery_count; i++)
		if (is_delivered_by(b, &a->delivery[i]))
			return true;
	return false;
}

static void find_passing(struct partners *partners, const struct jy_touchpoint *from,
			 const struct jy_touchpoint *to, const struct jy_next *next)
{
	struct handing *handing;
	bool bare;

	if (!to || !jy_selection_picks(&partners->view.options->selection, to) ||
	    !from->delivery_count || !to->delivery_count || share_party(from, to))
		return;
	/* Between the first of each: those who share the work share the way. */
	handing = handing_of(
		partners, party_of(partners, from->delivery[0].brand, from->delivery[0].partner),
		party_of(partners, to->delivery[0].brand, to->delivery[0].partner), false);
	bare = is_met(from) && is_met(to) && !(next && next->carrying.count) &&
	       !share_system(partners, from, to);
	*jb_push(partners->view.arena, &handing->passings) = (struct passing){from, to, next, bare};
	handing->bare = handing->bare || bare;
	partners->view.holes += bare;
}

/* What follows a touchpoint that does not say it: the next in order. */
static const struct jy_touchpoint *next_in_order(const struct jy_journey *journey, size_t s,
						 size_t t)
{
	if (t + 1 < journey->stage[s].touchpoint_count)
		return &journey->stage[s].touchpoint[t + 1];
	for (s++; s < journey->stage_count; s++)
		if (journey->stage[s].touchpoint_count)
			return &journey->stage[s].touchpoint[0];
	return NULL;
}

static void find_passings(struct partners *partners, size_t s, size_t t)
{
	const struct jy_touchpoint *from = &partners->view.journey->stage[s].touchpoint[t];

	if (!jy_selection_picks(&partners->view.options->selection, from))
		return;
	for (size_t i = 0; i < from->next_count; i++)
		find_passing(partners, from, from->next[i].touchpoint, &from->next[i]);
	if (!from->next_count)
		find_passing(partners, from, next_in_order(partners->view.journey, s, t), NULL);
}

/* Also those who work for one who delivers, and for whom others work in turn: the list of parties
 * grows while it is gone through. */
static void find_subcontractors(struct partners *partners)
{
	for (uint32_t i = 0; i < partners->party.count; i++) {
		const struct jy_partner *partner = partners->party.at[i].partner;

		for (size_t k = 0; partner && k < partner->subcontracts.count; k++)
			handing_of(partners, i,
				   party_of(partners, NULL, partner->subcontracts.at[k]), true);
	}
}

void partners_find(struct partners *partners)
{
	const struct jy_journey *journey = partners->view.journey;

	jb_map_init(&partners->party_of, partners->view.arena);
	jb_map_init(&partners->handing_of, partners->view.arena);
	for (size_t s = 0; s < journey->stage_count; s++)
		for (size_t t = 0; t < journey->stage[s].touchpoint_count; t++)
			find_touchpoint(partners, &journey->stage[s].touchpoint[t]);
	for (size_t s = 0; s < journey->stage_count; s++)
		for (size_t t = 0; t < journey->stage[s].touchpoint_count; t++)
			find_passings(partners, s, t);
	find_subcontractors(partners);
}
