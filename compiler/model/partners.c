/*
 * Partners with their sites and teams: how they deliver, with whom, and in which rows they appear.
 */
#include "model/story.h"

/* Statements of staffing that may stand once in a block. */
struct seen_once {
	const struct jy_node *devices, *employment, *heads, *owner;
};

/* Where what a block says belongs: a partner, a site or a team. The pointers that a block has no
 * place for are NULL. */
struct staffing {
	struct jb_text partner; /* its name, for `managed by` */
	struct jy_texts *delivery, *languages, *certified;
	struct jb_text *devices, *employment, *owner;
	JB_VEC(struct jy_appearance) appears;
	bool damaged; /* it appears where nothing is, which is reported */
	struct seen_once once;
};

static void check_choices(struct jy_builder *builder, enum jy_choice choice,
			  const struct jy_node *names)
{
	for (uint32_t i = 0; i < jy_count(names); i++)
		jy_builder_choice(builder, choice, jy_kid(names, i));
}

/* `heads 20 from 2026-10-15, 45 from 2026-11-15` */
static void check_heads(struct jy_builder *builder, const struct jy_node *steps)
{
	const struct jy_node *before = NULL;
	uint64_t heads;

	for (uint32_t i = 0; i < jy_count(steps); i++) {
		const struct jy_node *step = jy_kid(steps, i), *from = jy_kid(step, JY_STEP_FROM);

		jy_builder_whole(builder, jy_kid(step, JY_STEP_NUMBER), "a number of heads", 0,
				 &heads);
		if (before && from && from->value <= before->value) {
			struct jy_diag *diag =
				jy_diag_error(builder->diags, JY_D_STEPS_ORDER, from->span,
					      "this step does not begin after the one before it");

			jy_diag_label(builder->diags, diag, before->span, "the one before");
		}
		if (from)
			before = from;
	}
}

static void check_manager(struct jy_builder *builder, struct jb_text partner,
			  const struct jy_node *path)
{
	static const enum jy_thing things[] = {JY_T_TEAM, JY_T_SITE, JY_T_PARTNER, JY_T_COUNT};

	for (size_t i = 0; things[i] != JY_T_COUNT; i++)
		if (jy_builder_within(builder, things[i], partner, jy_text(path)))
			return;
	jy_builder_missing(builder, path, things, partner);
}

static void set_names(struct jy_builder *builder, struct jy_texts *to, const struct jy_node *names)
{
	if (to)
		*to = jy_builder_texts(builder, names);
}

static void set_word(struct jy_builder *builder, struct jb_text *to, const struct jy_node **once,
		     const struct jy_node *node, const char *what)
{
	if (jy_builder_once(builder, once, node, what) && to)
		*to = jy_text(jy_kid(node, 0));
}

static void add_appearance(struct jy_builder *builder, struct staffing *staffing,
			   const struct jy_node *node)
{
	struct jy_appearance appearance = {.span = node->span};

	if (jy_fill_appearance(builder, &appearance, node))
		*jb_push(builder->arena, &staffing->appears) = appearance;
	else
		staffing->damaged = true;
}

static void fill_staffing(struct jy_builder *builder, struct staffing *staffing,
			  const struct jy_node *node)
{
	uint64_t number;

	switch (node ? node->kind : JY_N_ERROR) {
	case JY_N_DELIVERY:
		check_choices(builder, JY_CHOICE_DELIVERY, jy_kid(node, JY_DELIVERY_NAMES));
		set_names(builder, staffing->delivery, jy_kid(node, JY_DELIVERY_NAMES));
		return;
	case JY_N_LANGUAGES:
		set_names(builder, staffing->languages, jy_kid(node, JY_LANGUAGES_NAMES));
		return;
	case JY_N_CERTIFIED:
		set_names(builder, staffing->certified, jy_kid(node, JY_CERTIFIED_NAMES));
		return;
	case JY_N_DEVICES:
		jy_builder_choice(builder, JY_CHOICE_DEVICES, jy_kid(node, JY_DEVICES_NAME));
		set_word(builder, staffing->devices, &staffing->once.devices, node, "`devices`");
		return;
	case JY_N_EMPLOYMENT:
		jy_builder_choice(builder, JY_CHOICE_EMPLOYMENT, jy_kid(node, JY_EMPLOYMENT_NAME));
		set_word(builder, staffing->employment, &staffing->once.employment, node,
			 "`employment`");
		return;
	case JY_N_OWNER:
		set_word(builder, staffing->owner, &staffing->once.owner, node, "the owner");
		return;
	case JY_N_HEADS:
		if (jy_builder_once(builder, &staffing->once.heads, node, "`heads`"))
			check_heads(builder, jy_kid(node, JY_HEADS_STEPS));
		return;
	case JY_N_MANAGED_BY:
		check_manager(builder, staffing->partner, jy_kid(node, JY_MANAGED_BY_PATH));
		return;
	case JY_N_SUPERVISION:
		jy_builder_whole(builder, jy_kid(node, JY_SUPERVISION_NUMBER),
				 "the heads of a supervisor", 1, &number);
		return;
	case JY_N_APPEARS: add_appearance(builder, staffing, node); return;
	default: return;
	}
}

static char capital(char c)
{
	return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

static bool is_country(const char code[2])
{
	return code[0] >= 'A' && code[0] <= 'Z' && code[1] >= 'A' && code[1] <= 'Z';
}

static void check_country(struct jy_builder *builder, const struct jy_node *country)
{
	struct jb_text text = jy_text(country);
	struct jy_diag *diag;

	if (!country || (text.size == 2 && is_country(text.at)))
		return;
	diag = jy_diag_error(builder->diags, JY_D_COUNTRY_FORM, country->span,
			     "`%.*s` is not the code of a country", JB_ARG(text));
	jy_diag_help(builder->diags, diag,
		     "write the two capitals of ISO 3166, such as `ZA` for South Africa");
	if (text.size == 2) {
		const char code[2] = {capital(text.at[0]), capital(text.at[1])};

		if (is_country(code))
			jy_diag_fix(builder->diags, diag, country->span, (struct jb_text){code, 2});
	}
}

static void fill_site(struct jy_builder *builder, struct jy_site *site)
{
	const struct jy_node *body = jy_kid(site->decl.node, JY_DECL_BODY), *seats = NULL;
	struct staffing staffing = {.partner = site->partner->decl.name};
	uint64_t number;

	site->country = jy_text(jy_kid(site->decl.node, JY_SITE_COUNTRY));
	site->seats = -1;
	check_country(builder, jy_kid(site->decl.node, JY_SITE_COUNTRY));
	for (uint32_t i = 0; i < jy_count(body); i++) {
		const struct jy_node *node = jy_kid(body, i);

		if (jy_is(node, JY_N_ZONED))
			jy_builder_zone(builder, jy_kid(node, JY_ZONED_ZONE));
		else if (!jy_is(node, JY_N_SEATS))
			fill_staffing(builder, &staffing, node);
		else if (jy_builder_once(builder, &seats, node, "`seats`") &&
			 jy_builder_whole(builder, jy_kid(node, JY_SEATS_NUMBER),
					  "a number of seats", 0, &number))
			site->seats = jy_kid(node, JY_SEATS_NUMBER)->value;
	}
	site->appears = staffing.appears.at;
	site->appears_count = staffing.appears.count;
	site->decl.damaged |= staffing.damaged;
}

static void fill_team(struct jy_builder *builder, struct jy_team *team)
{
	const struct jy_node *body = jy_kid(team->decl.node, JY_DECL_BODY);
	struct jy_texts delivery = {0};
	struct staffing staffing = {
		.partner = team->partner->decl.name,
		.delivery = &delivery,
		.devices = &team->devices,
		.employment = &team->employment,
	};

	for (uint32_t i = 0; i < jy_count(body); i++)
		fill_staffing(builder, &staffing, jy_kid(body, i));
	if (delivery.count)
		team->delivery = delivery.at[0];
	team->appears = staffing.appears.at;
	team->appears_count = staffing.appears.count;
	team->decl.damaged |= staffing.damaged;
}

void jy_fill_partner(struct jy_builder *builder, struct jy_partner *partner,
		     const struct jy_node *body)
{
	struct staffing staffing = {
		.partner = partner->decl.name,
		.delivery = &partner->delivery,
		.languages = &partner->languages,
		.certified = &partner->certified,
		.devices = &partner->devices,
		.owner = &partner->owner,
	};

	for (uint32_t i = 0; i < jy_count(body); i++)
		fill_staffing(builder, &staffing, jy_kid(body, i));
	partner->appears = staffing.appears.at;
	partner->appears_count = staffing.appears.count;
	partner->decl.damaged |= staffing.damaged;
	for (size_t i = 0; i < partner->site_count; i++)
		fill_site(builder, &partner->site[i]);
	for (size_t i = 0; i < partner->team_count; i++)
		fill_team(builder, &partner->team[i]);
}
