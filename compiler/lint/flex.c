/*
 * Rules about flexibility: a partner can bring in more people at short notice only where they can
 * sit.
 */
#include "lint/linter.h"

struct room {
	jb_i128 heads, seats; /* millionths */
	bool heads_known, seats_known;
	struct jy_span seats_at;
};

static bool needs_no_seat(struct jb_text form)
{
	return jb_text_is(form, "gig") || jb_text_is(form, "work_from_home");
}

static bool partner_needs_no_seat(const struct jy_partner *partner)
{
	for (size_t i = 0; i < partner->delivery.count; i++)
		if (!needs_no_seat(partner->delivery.at[i]))
			return false;
	return partner->delivery.count > 0;
}

static void add_heads(struct room *room, const struct jy_staff *staff)
{
	jb_fix heads = jy_most_heads(staff);

	if (heads < 0)
		return;
	room->heads += heads;
	room->heads_known = true;
}

static void add_teams(struct room *room, const struct jy_partner *partner)
{
	for (size_t i = 0; i < partner->team_count; i++) {
		const struct jy_team *team = &partner->team[i];

		if (team->delivery.size ? !needs_no_seat(team->delivery)
					: !partner_needs_no_seat(partner))
			add_heads(room, &team->staff);
	}
}

/* The partner's own number, else that of its sites, else that of its teams. */
static void count_heads(struct room *room, const struct jy_partner *partner)
{
	if (!partner_needs_no_seat(partner))
		add_heads(room, &partner->staff);
	if (!room->heads_known)
		for (size_t i = 0; i < partner->site_count; i++)
			add_heads(room, &partner->site[i].staff);
	if (!room->heads_known)
		add_teams(room, partner);
}

/* The partner's own number, else that of its sites, where each has one. */
static void count_seats(struct room *room, const struct jy_partner *partner)
{
	room->seats_known = partner->seats >= 0 || partner->site_count > 0;
	if (partner->seats >= 0) {
		room->seats = partner->seats;
		return;
	}
	for (size_t i = 0; i < partner->site_count; i++) {
		room->seats_known &= partner->site[i].seats >= 0;
		room->seats += partner->site[i].seats;
	}
}

/* Numbers of heads and seats are bounded by their count of digits: this holds them. */
static int64_t whole(jb_i128 millionths)
{
	return (int64_t)((millionths + JB_FIX_ONE - 1) / JB_FIX_ONE);
}

static void find_overpromised(struct jy_linter *linter, const struct jy_partner *partner,
			      const struct room *room, jb_i128 promised)
{
	struct jy_diag *diag =
		jy_find(linter, partner->flexes_span,
			"`%.*s` promises to grow from %lld to %lld heads, and has %lld seats",
			JB_ARG(partner->decl.name), (long long)whole(room->heads),
			(long long)whole(promised), (long long)whole(room->seats));

	jy_note(linter, diag, "people who work from home and gig agents are not counted");
	jy_help(linter, diag,
		"plan the seats, promise less, or say who works from home: `delivery "
		"work_from_home`");
}

/* More heads than seats already: seats are shared by shifts, and how many is not known. */
JY_RULE(flex_overpromised)
{
	for (size_t i = 0; i < linter->model->partners.count; i++) {
		const struct jy_partner *partner = linter->model->partners.at[i];
		struct room room = {0};
		jb_i128 promised;

		if (partner->flexes <= 0)
			continue;
		count_heads(&room, partner);
		count_seats(&room, partner);
		if (!room.heads_known || !room.seats_known || room.heads > room.seats)
			continue;
		promised = room.heads + room.heads * partner->flexes / JB_FIX_ONE;
		if (promised > room.seats)
			find_overpromised(linter, partner, &room, promised);
	}
}
