/*
 * Rules about scale: above a thousand seats the work is spread over regions; a niche brand may want
 * a partner of its own size. The thousand is the white paper's ("exceeds 1000 agents"); exactly
 * 1000 is on neither side, which a rule of its own says.
 */
#include "lint/linter.h"

#define SEATS_OF_ONE_REGION (1000 * JB_FIX_ONE)

struct seats {
	jb_fix sum;
	JB_VEC(struct jb_text) regions;
	struct jy_span span; /* of the largest partner */
	jb_fix largest;
};

static void add_region(struct jy_linter *linter, struct seats *seats, struct jb_text region)
{
	if (!region.size)
		return;
	for (size_t i = 0; i < seats->regions.count; i++)
		if (jb_text_equal(seats->regions.at[i], region))
			return;
	*jb_push(linter->arena, &seats->regions) = region;
}

static void add_partner(struct jy_linter *linter, struct seats *seats,
			const struct jy_partner *partner)
{
	jb_fix sum = 0;

	for (size_t i = 0; i < partner->site_count; i++) {
		const struct jy_site *site = &partner->site[i];

		if (site->seats > 0)
			sum += site->seats;
		add_region(linter, seats, site->region.size ? site->region : site->country);
	}
	if (partner->seats > sum)
		sum = partner->seats;
	seats->sum += sum;
	if (sum > seats->largest || !seats->span.file) {
		seats->largest = sum;
		seats->span = partner->decl.span;
	}
}

static struct seats count_seats(struct jy_linter *linter)
{
	struct seats seats = {0};

	for (size_t i = 0; i < linter->model->partners.count; i++)
		add_partner(linter, &seats, linter->model->partners.at[i]);
	return seats;
}

JY_RULE(scale_single_region)
{
	struct seats seats = count_seats(linter);
	struct jy_diag *diag;

	if (seats.sum <= SEATS_OF_ONE_REGION || seats.regions.count >= 2)
		return;
	if (seats.regions.count == 1)
		diag = jy_find(linter, seats.span, "%.*s seats in one region, %.*s",
			       JB_ARG(jy_number_text(linter, seats.sum)),
			       JB_ARG(seats.regions.at[0]));
	else
		diag = jy_find(linter, seats.span, "%.*s seats, and nothing says in which regions",
			       JB_ARG(jy_number_text(linter, seats.sum)));
	jy_note(linter, diag,
		"above 1000 seats one outage, strike or law stops the whole service: the work is "
		"spread over two regions or more");
	jy_help(linter, diag,
		"declare a `site` in a second country, or `allow scale.single-region because \"…\" "
		"until DATE`");
}

JY_RULE(scale_boundary)
{
	struct seats seats = count_seats(linter);
	struct jy_diag *diag;

	if (seats.sum != SEATS_OF_ONE_REGION)
		return;
	diag = jy_find(linter, seats.span, "exactly 1000 seats: on the boundary");
	jy_note(linter, diag,
		"more than 1000 ask for several regions, fewer allow a niche specialist; one seat "
		"more decides");
}

static bool is_niche(const struct jy_linter *linter)
{
	for (size_t i = 0; i < linter->model->brands.count; i++)
		if (jb_text_is(linter->model->brands.at[i]->profile, "niche"))
			return true;
	return false;
}

JY_RULE(scale_niche_fit)
{
	if (!is_niche(linter) || count_seats(linter).sum > SEATS_OF_ONE_REGION)
		return;
	for (size_t i = 0; i < linter->model->partners.count; i++) {
		const struct jy_partner *partner = linter->model->partners.at[i];
		struct jy_diag *diag;

		if (!jb_text_is(partner->kind, "multinational") || !jy_serves(linter, partner))
			continue;
		diag = jy_find(linter, partner->decl.span,
			       "a niche brand is served by the multinational `%.*s`",
			       JB_ARG(partner->decl.name));
		jy_help(linter, diag,
			"with fewer than 1000 seats a specialist who knows the niche may serve "
			"better");
	}
}
