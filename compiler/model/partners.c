/*
 * Partners with their sites and teams: what each says, and in which rows they appear.
 */
#include "model/said.h"
#include "model/story.h"

static void read_site(struct jy_builder *builder, struct jy_site *site, const struct jy_node *node,
		      const struct jy_node **seats)
{
	if (jy_is(node, JY_N_ZONED))
		jy_builder_zone(builder, jy_kid(node, JY_ZONED_ZONE));
	else if (jy_is(node, JY_N_REGION))
		site->region = jy_text(jy_kid(node, JY_REGION_NAME));
	else if (jy_is(node, JY_N_SEATS) && jy_builder_once(builder, seats, node, "`seats`"))
		site->seats = jy_said_number(builder, jy_kid(node, JY_SEATS_NUMBER),
					     "a number of seats", 0);
}

static void fill_site(struct jy_builder *builder, struct jy_site *site)
{
	const struct jy_node *body = jy_kid(site->decl.node, JY_DECL_BODY), *seats = NULL;

	site->country = jy_text(jy_kid(site->decl.node, JY_SITE_COUNTRY));
	site->seats = -1;
	jy_check_country(builder, jy_kid(site->decl.node, JY_SITE_COUNTRY));
	for (uint32_t i = 0; i < jy_count(body); i++)
		read_site(builder, site, jy_kid(body, i), &seats);
	jy_fill_staff(builder, &site->staff, site->partner->decl.name, body, &site->decl.damaged);
	site->staff.span = site->decl.span;
	site->appears = site->staff.appears;
	site->appears_count = site->staff.appears_count;
}

static void fill_team(struct jy_builder *builder, struct jy_team *team)
{
	const struct jy_node *body = jy_kid(team->decl.node, JY_DECL_BODY);
	struct jy_staff *staff = &team->staff;

	jy_fill_staff(builder, staff, team->partner->decl.name, body, &team->decl.damaged);
	staff->span = team->decl.span;
	if (staff->delivery.count)
		team->delivery = staff->delivery.at[0];
	team->employment = staff->employment;
	team->devices = staff->devices;
	team->appears = staff->appears;
	team->appears_count = staff->appears_count;
}

static struct jy_texts certificates_of(struct jy_builder *builder, const struct jy_staff *staff)
{
	struct jb_text *name =
		JB_NEW_ARRAY(builder->arena, struct jb_text, staff->certificate_count);

	for (size_t i = 0; i < staff->certificate_count; i++)
		name[i] = staff->certificate[i].name;
	return (struct jy_texts){name, staff->certificate_count};
}

void jy_fill_partner(struct jy_builder *builder, struct jy_partner *partner,
		     const struct jy_node *body)
{
	struct jy_staff *staff = &partner->staff;

	jy_fill_staff(builder, staff, partner->decl.name, body, &partner->decl.damaged);
	staff->span = partner->decl.span;
	partner->delivery = staff->delivery;
	partner->languages = staff->languages;
	partner->certified = certificates_of(builder, staff);
	partner->devices = staff->devices;
	partner->owner = staff->owner;
	partner->appears = staff->appears;
	partner->appears_count = staff->appears_count;
	jy_fill_partner_terms(builder, partner, body);
	for (size_t i = 0; i < partner->site_count; i++)
		fill_site(builder, &partner->site[i]);
	for (size_t i = 0; i < partner->team_count; i++)
		fill_team(builder, &partner->team[i]);
}
